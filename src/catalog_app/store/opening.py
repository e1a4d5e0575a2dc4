"""Creating and opening a catalogue: what it must be, who may write it, what is mended first."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from catalog_app.domain.errors import Damaged, NotFound, ReadOnly, Refused, UserError
from catalog_app.domain.translation import tr
from catalog_app.store import database, index, journal, migrations
from catalog_app.store.lock import Holder, Lock

MEDIA = "media"
BACKUPS = "backups"


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

    def close(self) -> None:
        """Close; a writer folds the write-ahead log back into the one file and lets others in."""
        try:
            if self.lock is not None:
                with database.plain_words(self.path):
                    self.connection.execute("PRAGMA optimize")
                    self.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            self.connection.close()
            if self.lock is not None:
                self.lock.release()
            if self.copy is not None:
                shutil.rmtree(self.copy, ignore_errors=True)


def build_tables(connection: sqlite3.Connection, names: tuple[str, ...] | None = None) -> None:
    """Apply the migrations (those in ``names``, or all) and make what is generated from them."""
    from sqlite_utils import Database

    db = Database(connection, execute_plugins=False)
    stop = migrations.NAMES[len(names)] if names and len(names) < len(migrations.NAMES) else None
    migrations.migrations().apply(db, stop_before=stop)
    connection.execute("BEGIN IMMEDIATE")
    if not index.is_current(connection):
        index.drop(connection)
        index.create(connection)
    journal.make_triggers(connection)
    connection.execute("COMMIT")


def create(folder: Path) -> None:
    """Make an empty catalogue in ``folder``, which must not hold anything yet.

    It is built beside its final place and renamed, so that a failure leaves nothing behind.
    """
    folder = folder.absolute()
    try:
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
            raise Refused(
                tr("{path} exists already. Choose another name, or open it.", path=folder)
            )
        if not folder.parent.is_dir():
            raise NotFound(tr("The folder {path} does not exist.", path=folder.parent))
        building = Path(tempfile.mkdtemp(prefix=".xenion-", dir=folder.parent))
    except OSError as error:
        raise _unwritable(folder, error) from error
    try:
        building.chmod(0o755)
        (building / MEDIA).mkdir()
        (building / "layouts").mkdir()
        with database.plain_words(folder):
            connection = database.create(building / database.FILE_NAME)
            try:
                build_tables(connection)
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            finally:
                connection.close()
        if folder.exists():
            folder.rmdir()
        building.rename(folder)
    except OSError as error:
        raise _unwritable(folder, error) from error
    finally:
        shutil.rmtree(building, ignore_errors=True)


def _unwritable(folder: Path, error: OSError) -> UserError:
    return UserError(
        tr(
            "{path} cannot be created: {reason}. Nothing was written.",
            path=folder,
            reason=error.strerror or error,
        )
    )


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
        opened = _connect(folder, path, lock, reason)
    except BaseException:
        if lock is not None:
            lock.release()
        raise
    try:
        with database.plain_words(path):
            _check(opened)
            if opened.lock is not None:
                _bring_up_to_date(opened)
    except BaseException:
        opened.connection.close()
        if opened.lock is not None:
            opened.lock.release()
        if opened.copy is not None:
            shutil.rmtree(opened.copy, ignore_errors=True)
        raise
    return opened


def _right_to_write(folder: Path, path: Path) -> tuple[Lock | None, str]:
    # Root may write anywhere, so the mode bits are asked as well: a protected catalogue stays so.
    protected = not (folder.stat().st_mode & 0o222 and path.stat().st_mode & 0o222)
    if protected or not (os.access(folder, os.W_OK) and os.access(path, os.W_OK)):
        return None, tr("The catalogue is on a read-only medium or protected against writing.")
    lock = Lock(folder)
    try:
        holder = lock.acquire()
    except OSError:
        return None, tr("The catalogue is on a read-only medium or protected against writing.")
    return (None, in_use(holder)) if holder else (lock, "")


def in_use(holder: Holder) -> str:
    """Who has the catalogue, in words."""
    if not holder.user:
        return tr("The catalogue is open for writing elsewhere.")
    try:
        since = datetime.fromisoformat(holder.since).astimezone().strftime("%Y-%m-%d %H:%M")
    except ValueError:
        since = holder.since
    return tr(
        "The catalogue is open for writing by {user} on {host} since {since}.",
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
    rows = connection.execute(
        f"SELECT name FROM {migrations.TABLE} WHERE migration_set = ? ORDER BY rowid",
        (migrations.NAME,),
    )
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
    if opened.lock is None and applied != migrations.NAMES:
        raise ReadOnly(
            tr(
                "{path} is of an older version and must be opened once for writing.",
                path=opened.folder,
            )
        )
    _compare_schema(opened, applied)


_GENERATED = (*index.SHADOW_TABLES, *index.TRIGGERS, index.TABLE)
_OBJECTS = (
    "SELECT name, type, sql FROM sqlite_master "
    "WHERE name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name"
)


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
        expected = {row[0]: (row[1], row[2]) for row in model.execute(_OBJECTS)}
        for name, sql in journal.expected_triggers(model).items():
            expected[name] = ("trigger", sql)
    except sqlite3.DatabaseError as error:
        raise Damaged(
            tr("{path} is damaged: its journal cannot be read.", path=opened.folder)
        ) from error
    finally:
        model.close()
    found = {row[0]: (row[1], row[2]) for row in opened.connection.execute(_OBJECTS)}
    left = {migrations.TABLE, f"idx_{migrations.TABLE}_migration_set_name", *_GENERATED}
    foreign = sorted(
        f"{kind} {name}"
        for name, (kind, sql) in found.items()
        if (name not in left and expected.get(name) != (kind, sql))
        or (name in left and kind in ("trigger", "view") and sql != index.TRIGGERS.get(name))
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
            tr("{path} is damaged: {names} is missing.", path=opened.folder, names=missing[0])
        )


def _bring_up_to_date(opened: Opened) -> None:
    connection = opened.connection
    if applied_migrations(connection) != migrations.NAMES:
        back_up(opened.folder, connection)
        connection.execute("PRAGMA foreign_keys = OFF")
        build_tables(connection)
        broken = connection.execute("PRAGMA foreign_key_check").fetchone()
        connection.execute("PRAGMA foreign_keys = ON")
        if broken:
            raise Damaged(tr("{path} could not be brought up to date safely.", path=opened.folder))
    if not index.is_current(connection):
        connection.execute("BEGIN IMMEDIATE")
        index.Indexer(connection).rebuild()
        connection.execute("COMMIT")


def back_up(folder: Path, connection: sqlite3.Connection) -> Path:
    """Copy the database into ``backups/`` before it is migrated; returns the copy."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
    try:
        (folder / BACKUPS).mkdir(exist_ok=True)
        target = folder / BACKUPS / f"catalogue-{stamp}.db"
        copy = sqlite3.connect(target)
        try:
            connection.backup(copy)
        finally:
            copy.close()
    except OSError as error:
        raise UserError(
            tr(
                "The catalogue was not changed: no backup could be written ({reason}).",
                reason=error.strerror or error,
            )
        ) from error
    return target
