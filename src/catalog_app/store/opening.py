"""Opening a catalogue: what it must be, who may write it, what is mended first."""

from __future__ import annotations

import errno
import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from catalog_app.domain.errors import Damaged, NotFound, ReadOnly, Refused, UserError
from catalog_app.domain.translation import tr
from catalog_app.store import building, database, index, journal, migrations
from catalog_app.store.lock import Holder, Lock


@dataclass(slots=True)
class Opened:
    """An open catalogue's connection, and why it may not be written (``""`` if it may)."""

    folder: Path
    path: Path
    connection: sqlite3.Connection
    lock: Lock | None
    read_only_because: str
    immutable: bool = False
    copy: Path | None = None
    closed: bool = False

    def close(self) -> None:
        """Close; a writer folds the write-ahead log back into the one file and lets others in."""
        if self.closed:
            return
        self.closed = True
        try:
            if self.lock is not None:
                with database.plain_words(self.path):
                    self.connection.execute("PRAGMA optimize")
                    self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.discard()

    def discard(self) -> None:
        """Let go of everything without another word to the database."""
        self.connection.close()
        if self.lock is not None:
            self.lock.release()
        if self.copy is not None:
            shutil.rmtree(self.copy, ignore_errors=True)


def open_folder(folder: Path, *, write: bool = True) -> Opened:
    """Open a catalogue, for writing if asked and possible.

    Raises `NotFound`, `Damaged` and `Refused` in words for the user. A catalogue that somebody else
    writes, or on a read-only medium, is opened for reading.
    """
    folder = folder.absolute()
    path = folder / database.FILE_NAME
    if not path.is_file():
        raise NotFound(
            tr("{path} is no catalogue: it holds no {file}.", path=folder, file=path.name)
            if folder.exists()
            else tr("{path} does not exist.", path=folder)
        )
    database.check_header(path)
    lock, reason = _right_to_write(folder, path) if write else (None, tr("Opened for reading."))
    try:
        with _readable(path):
            opened = _connect(folder, path, lock, reason)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    try:
        with _readable(path):
            _check(opened)
            if opened.lock is not None:
                _bring_up_to_date(opened)
    except BaseException:
        opened.discard()
        raise
    return opened


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    """Plain words, also for a schema so damaged that SQLite's own report of it is no text."""
    try:
        with database.plain_words(path):
            yield
    except UnicodeDecodeError as error:
        raise database.damaged(path, error) from error


def _right_to_write(folder: Path, path: Path) -> tuple[Lock | None, str]:
    # Root may write anywhere, so the mode bits are asked as well: a protected catalogue stays so.
    protected = not (folder.stat().st_mode & 0o222 and path.stat().st_mode & 0o222)
    if protected or not (os.access(folder, os.W_OK) and os.access(path, os.W_OK)):
        return None, tr("The catalogue is on a read-only medium or protected against writing.")
    lock = Lock(folder)
    try:
        holder = lock.acquire()
    except OSError as error:
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            return None, tr("The disk is full. Free some space and try again.")
        return None, tr("The catalogue is on a read-only medium or protected against writing.")
    return (None, in_use(holder)) if holder else (lock, "")


def in_use(holder: Holder) -> str:
    """Who has the catalogue, in words."""
    if not holder.user:
        return tr("The catalogue is open for writing elsewhere. Try again when it is closed.")
    try:
        since = datetime.fromisoformat(holder.since).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError, OSError):
        since = holder.since
    return tr(
        "The catalogue is open for writing by {user} on {host} since {since}. "
        "Try again when it is closed there.",
        user=holder.user,
        host=holder.host,
        since=since,
    )


def _connect(folder: Path, path: Path, lock: Lock | None, reason: str) -> Opened:
    wal = path.with_name(path.name + "-wal")
    writable = os.access(folder, os.W_OK) and folder.stat().st_mode & 0o222
    if lock is not None or writable:
        # Reading beside a writer needs the shared memory file, which a reader may create here.
        return Opened(folder, path, database.connect(path, write=lock is not None), lock, reason)
    if not (wal.exists() and wal.stat().st_size):
        connection = database.connect(path, write=False, immutable=True)
        return Opened(folder, path, connection, None, reason, immutable=True)
    copy = Path(tempfile.mkdtemp(prefix="xenion-"))
    try:
        for file in (path, wal):
            shutil.copyfile(file, copy / file.name)
    except OSError as error:
        shutil.rmtree(copy, ignore_errors=True)
        raise UserError(
            tr("{path} cannot be read: {reason}.", path=path, reason=error.strerror or error)
        ) from error
    copied = copy / path.name
    return Opened(folder, copied, database.connect(copied, write=True), None, reason, copy=copy)


def applied_migrations(connection: sqlite3.Connection) -> tuple[str, ...]:
    """The names of the migrations a catalogue has been through, in order."""
    known = connection.execute(
        "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?", (migrations.TABLE,)
    ).fetchone()
    if not known:
        return ()
    try:
        rows = connection.execute(
            f"SELECT name FROM {migrations.TABLE} WHERE migration_set = ? ORDER BY rowid",
            (migrations.NAME,),
        ).fetchall()
    except sqlite3.OperationalError as error:
        raise Damaged(
            tr("The catalogue is damaged: its record of migrations cannot be read.")
        ) from error
    return tuple(row[0] for row in rows)


def _check(opened: Opened) -> None:
    """Refuse a newer catalogue, and one whose tables or triggers are not what ours are."""
    applied = applied_migrations(opened.connection)
    unknown = [name for name in applied if name not in migrations.NAMES]
    if unknown:
        raise Refused(
            tr(
                "{path} was made by a newer version of Xenion ({steps}). Nothing was changed. "
                "Open it with that version.",
                path=opened.folder,
                steps=", ".join(map(str, unknown)),
            )
        )
    if applied != migrations.NAMES[: len(applied)] or not applied:
        raise Damaged(
            tr("{path} is damaged: its record of migrations has gaps.", path=opened.folder)
        )
    _compare_schema(opened, applied)
    current = applied == migrations.NAMES and index.is_current(opened.connection)
    if opened.lock is None and not current:
        raise ReadOnly(
            tr(
                "{path} is of another version and must be opened once for writing. "
                "If it is on a read-only medium, copy it to a disk first.",
                path=opened.folder,
            )
        )


_OWN_OF_SQLITE = {
    ("table", "sqlite_sequence"),
    ("table", "sqlite_stat1"),
    ("table", "sqlite_stat4"),
}
_Objects = dict[tuple[str, str], str]


def _objects(connection: sqlite3.Connection) -> _Objects:
    """Everything in a schema but what SQLite made for itself, by type and name: a trigger can be
    named like a table. A name that only looks like SQLite's own does not hide what bears it."""
    return {
        (kind, name): sql or ""
        for kind, name, sql in connection.execute("SELECT type, name, sql FROM sqlite_master")
        if (kind, name) not in _OWN_OF_SQLITE and not (kind == "index" and sql is None)
    }


def _compare_schema(opened: Opened, applied: tuple[str, ...]) -> None:
    """Every table, index, trigger and view must be what the migrations make.

    A file from elsewhere could hold a trigger that acts on the next save, or a view in the place of
    a table. The full-text index may be of another version: it is made anew. Shape numbers in the
    journal's triggers are those of the file, so its own list of shapes is used to generate them.
    """
    model = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for _, step in migrations.ALL[: len(applied)]:
            step(model)  # type: ignore[arg-type]
        for row in opened.connection.execute("SELECT id, name, columns FROM shape"):
            model.execute("INSERT INTO shape (id, name, columns) VALUES (?, ?, ?)", tuple(row))
        expected = _objects(model)
        for name, sql in journal.expected_triggers(model).items():
            expected["trigger", name] = sql
    except (sqlite3.OperationalError, sqlite3.IntegrityError) as error:
        raise Damaged(
            tr("{path} is damaged: its journal cannot be read.", path=opened.folder)
        ) from error
    finally:
        model.close()
    found = _objects(opened.connection)
    left = {
        ("table", migrations.TABLE),
        ("index", f"idx_{migrations.TABLE}_migration_set_name"),
        ("table", index.TABLE),
        *(("table", name) for name in index.SHADOW_TABLES),
    }
    triggers = {("trigger", name): sql for name, sql in index.TRIGGERS.items()}
    foreign = sorted(
        " ".join(place)
        for place, sql in found.items()
        if place not in left and expected.get(place, triggers.get(place)) != sql
    )
    missing = sorted(expected.keys() - found.keys())
    if foreign:
        raise Refused(
            tr(
                "{path} holds things that Xenion did not make, and is not opened: {names}. "
                "If the file comes from elsewhere, do not trust it.",
                path=opened.folder,
                names=", ".join(foreign),
            )
        )
    if missing:
        raise Damaged(
            tr(
                "{path} is damaged: {names} is missing.",
                path=opened.folder,
                names=" ".join(missing[0]),
            )
        )


def _bring_up_to_date(opened: Opened) -> None:
    connection = opened.connection
    if applied_migrations(connection) != migrations.NAMES:
        building.back_up(opened.folder, connection)
        building.build_tables(connection)
    building.mend_index(connection)
    # Whatever another tool made of it: readers beside the writer need the write-ahead log.
    connection.execute("PRAGMA journal_mode = WAL")
