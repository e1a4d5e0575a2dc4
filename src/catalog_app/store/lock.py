"""Who writes a catalogue: one window or command at a time, by name, host and hour."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

FILE_NAME = "catalogue.lock"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a catalogue open for writing; ``since`` is ISO 8601 in UTC."""

    user: str
    host: str
    pid: int
    since: str


def user_name() -> str:
    """The name under which this person works here; never fails."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "unknown"


class Lock:
    """The right to write, held as the operating system's own lock on a small file.

    The system lets go of it when the process ends however it ends, so a lock left by a crash is
    simply free; the names in the file only tell others whom to ask.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / FILE_NAME
        self._file: IO[str] | None = None

    def acquire(self) -> Holder | None:
        """Take the lock. Returns None when it is ours, else who has it. Raises OSError."""
        file = self.path.open("a+", encoding="utf-8")
        if not _try_lock(file):
            file.seek(0)
            content = file.read(4096)
            file.close()
            return _holder(content)
        holder = Holder(
            user_name(), socket.gethostname(), os.getpid(), datetime.now(UTC).isoformat()
        )
        file.seek(0)
        file.truncate()
        json.dump(asdict(holder), file)
        file.flush()
        self._file = file
        return None

    def release(self) -> None:
        """Let others write. Harmless when the lock is not held."""
        if self._file is None:
            return
        # Removed while still locked: whoever opened it meanwhile sees that it is no longer there.
        self.path.unlink(missing_ok=True)
        self._file.close()
        self._file = None


def _holder(content: str) -> Holder:
    try:
        found = json.loads(content)
        return Holder(
            str(found["user"])[:100],
            str(found["host"])[:100],
            int(found["pid"]),
            str(found["since"])[:40],
        )
    except (ValueError, KeyError, TypeError):
        return Holder("", "", 0, "")


if sys.platform == "win32":
    import msvcrt

    _GUARDED_BYTE = 1 << 30
    """Past the text: Windows locks forbid reading, and others must read who holds the lock."""

    def _try_lock(file: IO[str]) -> bool:
        try:
            os.lseek(file.fileno(), _GUARDED_BYTE, os.SEEK_SET)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _try_lock(file: IO[str]) -> bool:
        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return False
        # The file may have been removed by its last holder between our open and our lock.
        try:
            return os.fstat(file.fileno()).st_ino == os.stat(file.name).st_ino
        except FileNotFoundError:
            return False
