"""A file on its way into the vault: seen by nobody until it is complete and safe on the disk."""

import errno
import os
import sys
import time
import uuid
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

if sys.platform != "win32":
    import fcntl

_PREFIX = ".incoming-"
# What some network and FUSE file systems answer when asked to sync a folder: it is done already.
_UNSUPPORTED = {errno.EINVAL, errno.ENOTSUP, errno.ENOSYS}
# Seconds without a byte written, after which a file that cannot be locked counts as abandoned.
_PATIENCE = 3600.0


class Incoming:
    """A temporary file in ``folder``, gone at the end of the ``with`` block unless it was put in
    its place.

    While it is written it is locked, so that :func:`sweep` in another process leaves it alone.
    Raises ``OSError``.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.path = folder / f"{_PREFIX}{uuid.uuid4().hex}"
        self._stream: BinaryIO | None = None

    def __enter__(self) -> "Incoming":
        # Made by the ordinary rules (umask), unlike tempfile's: colleagues who may read the
        # catalogue may read this.
        self._stream = self.path.open("xb")
        _lock(self._stream)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self._close()
        self.path.unlink(missing_ok=True)

    def write(self, data: bytes) -> None:
        """Append ``data``; raises ``OSError``, also for a full disk."""
        assert self._stream is not None
        self._stream.write(data)

    def finish(self) -> None:
        """Bring all that was written onto the disk; raises ``OSError``."""
        assert self._stream is not None
        self._stream.flush()
        os.fsync(self._stream.fileno())

    def place(self, target: Path) -> None:
        """Rename to ``target``, made read-only where the file system knows that; raises
        ``OSError``.
        """
        assert self._stream is not None
        protect(self.path)
        if sys.platform == "win32":
            self._close()  # Windows does not rename an open file
            release(target)
        os.replace(self.path, target)

    def _close(self) -> None:
        if self._stream is not None:
            stream, self._stream = self._stream, None
            # Closing flushes; on a full disk that fails again, but the file is closed and thrown
            # away all the same.
            with suppress(OSError):
                stream.close()


def protect(path: Path) -> None:
    """Take the right to write from a file, where the file system knows such rights."""
    with suppress(OSError):  # FAT and some network shares: the file is then as safe as its folder
        path.chmod(path.stat().st_mode & 0o444)


def release(path: Path) -> None:
    """Give back the right to write where that is needed: Windows neither replaces nor deletes a
    read-only file.
    """
    if sys.platform == "win32":
        with suppress(OSError):  # not there, or not ours: what comes next says so
            path.chmod(0o644)


def sync_folder(folder: Path) -> None:
    """Bring the names in ``folder`` onto the disk; raises ``OSError``."""
    if sys.platform == "win32":
        return  # NTFS journals names, and a folder cannot be opened
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno not in _UNSUPPORTED:
            raise
    finally:
        os.close(handle)


def sweep(folder: Path) -> int:
    """Remove what interrupted copies left in ``folder``; how many files. Copies under way are left
    alone.
    """
    removed = 0
    for path in folder.glob(f"{_PREFIX}*"):
        try:
            if not path.is_symlink() and path.is_file() and not _abandoned(path):
                continue
            path.unlink()
        except OSError:
            continue  # a folder, or (on Windows) in use: harmless, the next sweep tries again
        removed += 1
    return removed


if sys.platform == "win32":

    def _lock(stream: BinaryIO) -> None:
        """Nothing to do: Windows does not delete a file that is open."""

    def _abandoned(path: Path) -> bool:
        """Whether the file may be deleted; Windows itself refuses that while somebody writes it."""
        return True

else:

    def _lock(stream: BinaryIO) -> None:
        """Mark the file as being written, for as long as it is open."""
        with suppress(OSError):  # no locks on this file system: the sweep goes by the file's age
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)

    def _abandoned(path: Path) -> bool:
        """Whether nobody is writing the file any more."""
        try:
            with path.open("rb") as stream:
                fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError:
            return path.lstat().st_mtime < time.time() - _PATIENCE
        return True
