"""Making a catalogue, and bringing its tables up to date."""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from catalog_app.domain.errors import Damaged, NotFound, Refused, UserError
from catalog_app.domain.translation import tr
from catalog_app.store import database, index, journal, migrations

MEDIA = "media"
BACKUPS = "backups"


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


def build_tables(connection: sqlite3.Connection) -> None:
    """Apply the migrations that are due and make what is generated from the tables.

    All in one transaction: a migration without its triggers would be a catalogue that is refused.
    Foreign keys are off meanwhile, as rebuilding a table demands, and checked before it commits.
    """
    from sqlite_utils import Database

    connection.execute("PRAGMA foreign_keys = OFF")
    try:
        with _transaction(connection):
            # What a migration does is no step of a user, and it may rebuild any table.
            _drop_triggers(connection)
            migrations.migrations().apply(Database(connection, execute_plugins=False))
            journal.make_triggers(connection)
            if index.is_current(connection):
                for sql in index.TRIGGERS.values():
                    connection.execute(sql)
            else:
                _renew_index(connection)
            if connection.execute("PRAGMA foreign_key_check").fetchone():
                raise Damaged(
                    tr("The catalogue could not be brought up to date safely. Nothing was changed.")
                )
    finally:
        connection.execute("PRAGMA foreign_keys = ON")


@contextmanager
def _transaction(connection: sqlite3.Connection) -> Iterator[None]:
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise


def _drop_triggers(connection: sqlite3.Connection) -> None:
    names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    for (name,) in names:
        connection.execute(f'DROP TRIGGER "{name}"')


def _index_triggers(connection: sqlite3.Connection) -> int:
    places = ", ".join("?" * len(index.TRIGGERS))
    row = connection.execute(
        f"SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name IN ({places})",
        tuple(index.TRIGGERS),
    ).fetchone()
    return int(row[0])


def _renew_index(connection: sqlite3.Connection) -> None:
    """Make the search index anew, as today's declarations ask for it."""
    index.drop(connection)
    for name in index.SHADOW_TABLES:
        # They go with their index; what lies here without one is nobody's.
        connection.execute(f'DROP TABLE IF EXISTS "{name}"')
    index.Indexer(connection).rebuild()


def mend_index(connection: sqlite3.Connection) -> None:
    """Make the search index anew where it is of another version or has lost its triggers."""
    if not index.is_current(connection) or _index_triggers(connection) < len(index.TRIGGERS):
        with _transaction(connection):
            _renew_index(connection)


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
