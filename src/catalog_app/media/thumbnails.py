"""Small pictures for lists and pages, made on demand and kept in a cache outside the catalogue."""

import logging
import os
import time
import uuid
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from catalog_app.domain.errors import Damaged, NotFound, Refused, UserError
from catalog_app.media import formats
from catalog_app.media.decoders import examine, opened
from catalog_app.media.pixels import reduced
from catalog_app.media.vault import Vault, is_hash

SIZES = (96, 256, 512, 1024)
"""The longest side of a thumbnail in pixels: rows, tiles, the same at 200 %, the reading page."""

_GENERATION = "v1"  # of how thumbnails look: a new one leaves the old to trim
_MAKING = ".making-"
_PATIENCE = 3600.0  # seconds after which an unfinished file counts as abandoned
_LOG = logging.getLogger(__name__)


class Thumbnails:
    """Thumbnails of the pictures in ``vault``, cached in the folder ``cache``.

    Safe to use from several threads and processes at once: at worst the same thumbnail is made
    twice.
    """

    def __init__(self, cache: Path, vault: Vault) -> None:
        self._cache = cache
        self._stem = f"{cache / _GENERATION}{os.sep}"
        self._vault = vault

    def path(self, sha256: str, size: int) -> Path | None:
        """A JPEG or PNG of the picture within ``size`` pixels (one of :data:`SIZES`), made if it is
        not there yet.

        ``None`` for a PDF, for a missing or broken picture (remembered until the file changes), and
        where the cache cannot be written. Raises ``ValueError`` for another size, and nothing else.
        """
        if size not in SIZES:
            raise ValueError(f"thumbnails come in {SIZES}, not {size}")
        if not is_hash(sha256):
            return None
        return self._made(sha256, size) or self._make(sha256, size)

    def forget(self, sha256: str) -> None:
        """Delete all thumbnails of one picture, and the memory of its being broken."""
        if not is_hash(sha256):
            return
        for name in [
            f"{sha256}-{size}.{extension}" for size in SIZES for extension in ("jpg", "png")
        ]:
            _delete(self._bucket(sha256) / name)
        _delete(self._marker(sha256))

    def trim(self, max_bytes: int) -> int:
        """Delete the oldest thumbnails until at most ``max_bytes`` remain; how many bytes went.

        Unfinished files of more than an hour's age go in any case.
        """
        files = sorted(self._files())
        total = sum(size for _, size, _ in files)
        gone = 0
        abandoned = time.time() - _PATIENCE
        for made, size, path in files:
            unfinished = path.name.startswith(_MAKING)
            if (made < abandoned if unfinished else total - gone > max_bytes) and _delete(path):
                gone += size
        return gone

    def _bucket(self, sha256: str) -> Path:
        return self._cache / _GENERATION / sha256[:2]

    def _marker(self, sha256: str) -> Path:
        return self._bucket(sha256) / f"{sha256}.broken"

    def _made(self, sha256: str, size: int) -> Path | None:
        # On the way of every row that is painted: text, because joining Paths takes ten times as
        # long.
        stem = f"{self._stem}{sha256[:2]}{os.sep}{sha256}-{size}."
        for extension in ("jpg", "png"):
            try:
                # A crash of the machine can leave an empty file: thumbnails are not worth an fsync.
                if os.stat(stem + extension).st_size:
                    return Path(stem + extension)
            except OSError:
                continue
        return None

    def _make(self, sha256: str, size: int) -> Path | None:
        try:
            source = self._vault.path(sha256)
            if source.suffix == f".{formats.PDF.extension}":
                return None
            status = source.stat()
            state = f"{status.st_size} {status.st_mtime_ns}"
            if self._known_broken(sha256, state):
                return None
            with opened(examine(source, source.name)) as image:
                content, extension = reduced(image, size)
        except NotFound:
            return None
        except (Damaged, Refused) as error:
            _LOG.info("no thumbnail: %s", error)
            self._write(self._marker(sha256), state.encode())
            return None
        except (UserError, OSError) as error:
            _LOG.warning("no thumbnail this time: %s", error)
            return None
        return self._write(self._bucket(sha256) / f"{sha256}-{size}.{extension}", content)

    def _known_broken(self, sha256: str, state: str) -> bool:
        try:
            return self._marker(sha256).read_text(encoding="ascii", errors="replace") == state
        except OSError:
            return False

    def _write(self, path: Path, content: bytes) -> Path | None:
        making = path.with_name(f"{_MAKING}{uuid.uuid4().hex}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            making.write_bytes(content)
            os.replace(making, path)
        except OSError as error:
            _delete(making)
            # Windows does not replace a file that somebody reads: then another process made it just
            # now.
            if isinstance(error, PermissionError) and path.is_file() and path.stat().st_size:
                return path
            _LOG.warning("the thumbnail cache cannot be written: %s", error)
            return None
        return path

    def _files(self) -> Iterator[tuple[float, int, Path]]:
        for folder, _, names in os.walk(self._cache):
            for name in names:
                path = Path(folder, name)
                with suppress(OSError):
                    status = path.lstat()
                    yield status.st_mtime, status.st_size, path


def _delete(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:
        return False
    return True
