"""The vault: originals kept under the SHA-256 of their content, never altered."""

import hashlib
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from catalog_app.domain.errors import Damaged, NotFound, Refused
from catalog_app.domain.translation import tr
from catalog_app.media import formats, incoming, wording
from catalog_app.media.incoming import Incoming
from catalog_app.media.limits import FILE_LIMIT
from catalog_app.media.probe import probe

_CHUNK = 1024 * 1024
_HASH = re.compile(r"[0-9a-f]{64}")
_BUCKET = re.compile(r"[0-9a-f]{2}")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What an attachment's row keeps of its file.

    ``size`` is in bytes; ``width`` and ``height`` are in pixels as displayed, ``None`` for a PDF;
    ``name`` is the original name, cleaned; ``extension`` follows from the content and has no dot.
    """

    sha256: str
    size: int
    media_type: str
    width: int | None
    height: int | None
    name: str
    extension: str


def is_hash(text: str) -> bool:
    """Whether ``text`` is a SHA-256 as the vault writes it: 64 small hexadecimal digits."""
    return _HASH.fullmatch(text) is not None


class Vault:
    """The originals of one catalogue, in ``folder``, which is made when the first file comes.

    A file lies at ``ab/abcdef….jpg``: the first two digits of its hash, the hash, the extension of
    its real format. Links and other things that are not plain files are never followed, since a
    catalogue may come from a stranger.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def add(self, source: Path | BinaryIO, name: str | None = None) -> StoredFile:
        """Copy a picture or PDF into the vault, safe on the disk before this returns; the row may
        commit after it.

        ``source`` is a path, or a binary stream that is read to its end; ``name`` is the original
        name, by default the path's. Content that is there already is kept once, and mended if it
        has rotted. Raises ``Refused`` for what is not kept here or is beyond a limit, ``Damaged``
        for broken files, ``NotFound`` for a vanished source, ``ReadOnly`` where the vault may not
        be written, ``UserError`` for a full disk and other trouble; nothing is left behind then.
        """
        if not isinstance(source, Path):
            return self._copy(source, wording.file_name(name or ""))
        name = wording.file_name(name or source.name or str(source))
        with _open_source(source, name) as stream:
            return self._copy(stream, name)

    def path(self, sha256: str, media_type: str | None = None) -> Path:
        """Where the file lies, to be read only; ``media_type``, if known, saves some looking.
        Raises ``NotFound``.
        """
        found = self._find(sha256, media_type)
        if found is None:
            raise NotFound(
                tr(
                    "The file {sha256} is missing from the catalogue's media folder. "
                    "Restore it from a backup, or add the original again.",
                    sha256=sha256[:64],
                )
            )
        return found

    def contains(self, sha256: str) -> bool:
        """Whether the file is there; its content is not read."""
        return self._find(sha256) is not None

    def verify(self, sha256: str) -> bool:
        """Read the whole file again: whether it is still what it was. Raises ``NotFound``, and
        ``UserError`` where it cannot be read.
        """
        path = self.path(sha256)
        try:
            return _hash(path) == sha256
        except OSError as error:
            raise wording.cannot_read(path.name, error) from error

    def hashes(self) -> Iterator[str]:
        """The SHA-256 of every file in the vault, in order; each once. Raises ``UserError`` where
        it cannot be read.
        """
        try:
            if not self._folder.is_dir():
                return
            buckets = sorted(entry.name for entry in os.scandir(self._folder) if _is_bucket(entry))
            for bucket in buckets:
                with os.scandir(self._folder / bucket) as entries:
                    yield from sorted(
                        {found for entry in entries if (found := _hash_of(entry, bucket))}
                    )
        except OSError as error:
            raise wording.cannot_read(str(self._folder), error) from error

    def remove(self, sha256: str) -> bool:
        """Delete the file for good, only when nothing refers to it any more; whether there was one.

        Raises ``ReadOnly`` or ``UserError`` where it cannot be deleted.
        """
        path = self._find(sha256)
        if path is None:
            return False
        try:
            incoming.release(path)
            path.unlink()
            incoming.sync_folder(path.parent)
        except FileNotFoundError:
            return False
        except OSError as error:
            raise wording.cannot_delete(path.name, path.parent, error) from error
        return True

    def sweep(self) -> int:
        """Remove what interrupted copies left behind; how many files. Copies under way are left
        alone.
        """
        return incoming.sweep(self._folder)

    def _copy(self, source: BinaryIO, name: str) -> StoredFile:
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            with Incoming(self._folder) as copy:
                sha256, size = _transfer(source, copy, name)
                found = probe(copy.path, name)
                target = self._bucket(sha256) / f"{sha256}.{found.extension}"
                if not self._holds(sha256):
                    copy.place(target)
                # Also for a file that was there: whoever put it may not have come to this line yet.
                incoming.sync_folder(target.parent)
                incoming.sync_folder(self._folder)
        except OSError as error:
            raise wording.cannot_store(name, self._folder, error) from error
        return StoredFile(
            sha256, size, found.media_type, found.width, found.height, name, found.extension
        )

    def _bucket(self, sha256: str) -> Path:
        """The folder for a new file, made if need be; raises ``Damaged`` where something else is in
        its place.
        """
        bucket = self._folder / sha256[:2]
        bucket.mkdir(exist_ok=True)
        if not stat.S_ISDIR(bucket.lstat().st_mode):
            raise Damaged(
                tr(
                    "In the catalogue's media folder, “{folder}” is a link that leads elsewhere. "
                    "Nothing was added. "
                    "Remove the link and try again.",
                    folder=bucket,
                )
            )
        return bucket

    def _holds(self, sha256: str) -> bool:
        path = self._find(sha256)
        if path is None:
            return False
        try:
            return _hash(path) == sha256
        except OSError:
            return False  # unreadable: the sound copy at hand takes its place

    def _find(self, sha256: str, media_type: str | None = None) -> Path | None:
        if not is_hash(sha256):
            return None
        bucket = self._folder / sha256[:2]
        known = formats.of_media_type(media_type) if media_type else None
        try:
            if not stat.S_ISDIR(bucket.lstat().st_mode):
                return None
        except OSError:
            return None
        for form in (known, *formats.FORMATS) if known else formats.FORMATS:
            path = bucket / f"{sha256}.{form.extension}"
            try:
                if stat.S_ISREG(path.lstat().st_mode):
                    return path
            except OSError:
                continue
        return None


def _open_source(path: Path, name: str) -> BinaryIO:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise Refused(
                tr("“{name}” is a folder. Choose the pictures and documents in it.", name=name)
            )
        if not stat.S_ISREG(status.st_mode):
            raise Refused(tr("“{name}” is not a file but a device or a connection.", name=name))
        if status.st_size > FILE_LIMIT:
            raise wording.file_too_large(name)
        return path.open("rb")
    except ValueError as error:  # a NUL in the path
        raise wording.missing(name) from error
    except OSError as error:
        raise wording.cannot_read(name, error) from error


def _transfer(source: BinaryIO, copy: Incoming, name: str) -> tuple[str, int]:
    digest, size = hashlib.sha256(), 0
    while True:
        try:
            chunk = source.read(_CHUNK)
        except OSError as error:
            raise wording.cannot_read(name, error) from error
        if not chunk:
            break
        size += len(chunk)
        if size > FILE_LIMIT:
            raise wording.file_too_large(name)
        digest.update(chunk)
        copy.write(chunk)
    copy.finish()
    return digest.hexdigest(), size


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _is_bucket(entry: os.DirEntry[str]) -> bool:
    return _BUCKET.fullmatch(entry.name) is not None and entry.is_dir(follow_symlinks=False)


def _hash_of(entry: os.DirEntry[str], bucket: str) -> str | None:
    sha256, _, extension = entry.name.partition(".")
    sound = (
        is_hash(sha256)
        and sha256.startswith(bucket)
        and formats.of_extension(extension) is not None
    )
    return sha256 if sound and entry.is_file(follow_symlinks=False) else None
