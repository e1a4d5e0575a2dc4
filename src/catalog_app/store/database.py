"""Connections to a catalogue's database, and what SQLite says put into plain words."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

from catalog_app.domain.errors import Damaged, Interrupted, ReadOnly, Refused, UserError
from catalog_app.domain.translation import tr

APPLICATION_ID = 0x58454E49
"""“XENI”, in the header of every catalogue.db."""

FILE_NAME = "catalogue.db"
_MAGIC = b"SQLite format 3\x00"
_HEADER_SIZE = 100

_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA synchronous = FULL",
    "PRAGMA cell_size_check = ON",
    "PRAGMA cache_size = -16000",
    "PRAGMA temp_store = MEMORY",
)


def connect(path: Path, *, write: bool, immutable: bool = False) -> sqlite3.Connection:
    """A connection in autocommit mode with every safety on; transactions are begun by hand."""
    mode = "rw" if write else "ro"
    # The empty authority keeps a path that begins with two slashes from being read as a host.
    place = ("//" if str(path).startswith("/") else "") + quote(os.fsencode(path))
    uri = f"file:{place}?mode={mode}" + ("&immutable=1" if immutable else "")
    connection = sqlite3.connect(
        uri, uri=True, isolation_level=None, check_same_thread=False, timeout=10.0
    )
    try:
        for pragma in _PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


def create(path: Path) -> sqlite3.Connection:
    """A new, empty database file marked as a catalogue. The file must not exist yet."""
    path.touch(exist_ok=False)
    connection = connect(path, write=True)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute("PRAGMA journal_mode = WAL")
    return connection


def check_header(path: Path) -> None:
    """Refuse what is no catalogue before SQLite reads a byte of it. Raises `Damaged`."""
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_SIZE)
    except OSError as error:
        raise UserError(
            tr("{path} cannot be read: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    if len(header) < _HEADER_SIZE or not header.startswith(_MAGIC):
        raise Damaged(tr("{path} is not a catalogue: its contents are no database.", path=path))
    if int.from_bytes(header[68:72], "big") != APPLICATION_ID:
        raise Damaged(
            tr("{path} is a database of another program, not a Xenion catalogue.", path=path)
        )


@contextmanager
def plain_words(
    path: Path | None = None, connection: sqlite3.Connection | None = None
) -> Iterator[None]:
    """Turn what SQLite reports about the file or the disk into errors a user can act on.

    Rows of a damaged file can make any code fail that trusts what a table holds. With a
    ``connection`` the file is examined when that happens, before it counts as a bug.
    """
    try:
        yield
    except sqlite3.DatabaseError as error:
        translated = _in_plain_words(error, path)
        if translated is None and connection is not None and is_damaged(connection):
            translated = damaged(path, error)
        if translated is None:
            raise
        raise translated from error
    except (ValueError, LookupError, TypeError, ArithmeticError, AssertionError) as error:
        if connection is None or not is_damaged(connection):
            raise
        raise damaged(path, error) from error


def is_damaged(connection: sqlite3.Connection) -> bool:
    """Whether SQLite finds the file unsound; reads all of it."""
    try:
        sound = connection.execute("PRAGMA quick_check(1)").fetchone() == ("ok",)
        return not sound or connection.execute("PRAGMA foreign_key_check").fetchone() is not None
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        return True


def damaged(path: Path | None, reason: object) -> Damaged:
    """The error that says a catalogue's file cannot be trusted."""
    return Damaged(
        tr(
            "{where} is damaged and cannot be read safely ({reason}). "
            "Nothing was changed. Restore it from a backup.",
            where=str(path) if path else tr("The catalogue"),
            reason=reason,
        )
    )


def _in_plain_words(error: sqlite3.DatabaseError, path: Path | None) -> UserError | None:
    where = str(path) if path else tr("The catalogue")
    name = getattr(error, "sqlite_errorname", "") or ""
    undecodable = not name and "decode to UTF-8" in str(error)
    if undecodable or name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB", "SQLITE_FORMAT")):
        return damaged(path, error)
    if name == "SQLITE_INTERRUPT":
        return Interrupted(tr("The search was stopped."))
    if name.startswith("SQLITE_FULL"):
        return UserError(
            tr("The disk is full: nothing was changed. Free some space and try again.")
        )
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return ReadOnly(
            tr("{where} cannot be written: the folder or file is read-only.", where=where)
        )
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Refused(tr("{where} is in use by another program. Try again.", where=where))
    if name.startswith("SQLITE_IOERR"):
        return UserError(
            tr(
                "{where} could not be read or written: the disk reports an error. "
                "Nothing was changed.",
                where=where,
            )
        )
    if name == "SQLITE_TOOBIG":
        return UserError(tr("A text is too long to be stored. Nothing was changed."))
    return None
