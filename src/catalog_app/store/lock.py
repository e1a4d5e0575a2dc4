"""Who writes a catalogue: one window or command at a time, by name, host and hour."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

FILE_NAME = "catalogue.lock"
_TRIES = 5


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
        for _ in range(_TRIES):
            # A catalogue may come from a stranger: a link is not followed to another's file.
            file = open(  # noqa: SIM115 - it stays open for as long as the lock is held
                self.path, "a+", encoding="utf-8", errors="replace", opener=_without_links
            )
            try:
                ours = _try_lock(file)
                if ours and _is_at(self.path, file):
                    self._hold(file)
                    return None
                file.seek(0)
                content = file.read(4096)
            except BaseException:
                file.close()
                raise
            file.close()
            if not ours:
                return _holder(content)
            # Its last holder removed the file between our open and our lock: once more.
        return _holder("")

    def _hold(self, file: IO[str]) -> None:
        holder = Holder(
            user_name(), socket.gethostname(), os.getpid(), datetime.now(UTC).isoformat()
        )
        file.seek(0)
        file.truncate()
        json.dump(asdict(holder), file)
        file.flush()
        self._file = file

    def release(self) -> None:
        """Let others write. Harmless when the lock is not held."""
        if self._file is None:
            return
        # Removed while still locked: whoever opened it meanwhile sees that it is no longer there.
        # Some systems keep an open file in its place; left behind unlocked it does no harm.
        with suppress(OSError):
            self.path.unlink(missing_ok=True)
        self._file.close()
        self._file = None


def _without_links(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0), 0o644)


def _is_at(path: Path, file: IO[str]) -> bool:
    """Whether the open file is still the one that lies at ``path``."""
    try:
        return os.path.samestat(os.fstat(file.fileno()), os.stat(path))
    except FileNotFoundError:
        return False


def _holder(content: str) -> Holder:
    try:
        found = json.loads(content)
        return Holder(
            str(found["user"])[:100],
            str(found["host"])[:100],
            int(found["pid"]),
            str(found["since"])[:40],
        )
    except (ValueError, KeyError, TypeError, ArithmeticError, RecursionError):
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
        return True
