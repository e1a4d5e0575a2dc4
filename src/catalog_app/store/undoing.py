"""Undo, redo and bringing back: the journal read backwards, written down as a new step."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from catalog_app.domain.dates import DateValue
from catalog_app.domain.errors import Damaged, Refused
from catalog_app.domain.history import Step
from catalog_app.domain.translation import tr
from catalog_app.store import dependence, journal, sortkeys
from catalog_app.store.journal import RowChange, Stored
from catalog_app.store.tables import JOURNALLED, ROW_TABLES

_STEP = "SELECT id, label, at, by, undone_by IS NOT NULL FROM step"


def _step(row: tuple[int, str, str, str, int]) -> Step:
    number, label, at, by, undone = row
    return Step(number, label, at, by, bool(undone))


def steps(connection: sqlite3.Connection, limit: int | None = None) -> list[Step]:
    """What users did, newest first, with what has been undone since marked."""
    rows = connection.execute(
        f"{_STEP} WHERE action = 'do' AND open = 0 ORDER BY id DESC LIMIT ?",
        (-1 if limit is None else limit,),
    )
    return [_step(row) for row in rows]


def next_undo(connection: sqlite3.Connection) -> Step | None:
    """The step that undo would take back: the newest one in force."""
    row = connection.execute(
        f"{_STEP} WHERE action = 'do' AND undone_by IS NULL AND open = 0 ORDER BY id DESC LIMIT 1"
    ).fetchone()
    return _step(row) if row else None


def next_redo(connection: sqlite3.Connection) -> Step | None:
    """The step that redo would do again: the one undone last, if nothing was done since."""
    row = connection.execute(
        f"{_STEP} WHERE undone_by IS NOT NULL ORDER BY undone_by DESC LIMIT 1"
    ).fetchone()
    if row is None:
        return None
    newer = connection.execute(
        "SELECT 1 FROM step WHERE action = 'do' AND id > (SELECT undone_by FROM step WHERE id = ?)",
        (row[0],),
    ).fetchone()
    return None if newer else _step(row)


def built_upon(connection: sqlite3.Connection, step: int) -> list[Step]:
    """Later steps in force without which this one cannot be taken back, newest first."""
    return _newest_first(connection, dependence.built_upon(connection, step))


def _newest_first(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[Step]:
    found = labels_of(connection, numbers)
    return [found[number] for number in sorted(found, reverse=True)]


def require(connection: sqlite3.Connection, target: int, action: str) -> Step:
    """The step, if it can be undone or redone (``action``) as things are. Raises `Refused`."""
    row = connection.execute(
        f"{_STEP} WHERE id = ? AND action = 'do' AND open = 0", (target,)
    ).fetchone()
    if row is None or bool(row[4]) != (action == "redo"):
        raise Refused(tr("There is no such step to take back or to do again."))
    seek = dependence.redone_over if action == "redo" else dependence.built_upon
    others = _newest_first(connection, seek(connection, target))
    if others:
        wording = (
            tr("“{label}” cannot be done again by itself: it touches the same things as {others}.")
            if action == "redo"
            else tr("“{label}” cannot be taken back by itself: {others} came later.")
        )
        names = ", ".join(f"“{step.label}”" for step in others[:5])
        raise Refused(wording.format(label=row[1], others=names))
    return _step(row)


def undo(connection: sqlite3.Connection, target: int, step: int) -> None:
    """Take back step ``target`` as what step ``step``, already begun, does."""
    applied = connection.execute("SELECT applied_by FROM step WHERE id = ?", (target,)).fetchone()
    _reverse(connection, "change.step = ? ORDER BY change.id DESC", applied[0])
    connection.execute("UPDATE step SET undone_by = ? WHERE id = ?", (step, target))


def redo(connection: sqlite3.Connection, target: int, step: int) -> None:
    """Do step ``target``, which has been undone, again."""
    undone = connection.execute("SELECT undone_by FROM step WHERE id = ?", (target,)).fetchone()
    _reverse(connection, "change.step = ? ORDER BY change.id DESC", undone[0])
    connection.execute(
        "UPDATE step SET undone_by = NULL, applied_by = ? WHERE id = ?", (step, target)
    )


def bring_back(connection: sqlite3.Connection, record: int, after: int) -> None:
    """Let a record be as step ``after`` left it, as what the step already begun does."""
    last = connection.execute(
        "SELECT max(id) FROM change WHERE record = ? AND step <= ?", (record, after)
    ).fetchone()
    if last[0] is None:
        raise Refused(tr("The record did not exist at that time."))
    aliases = connection.execute("SELECT uid FROM alias WHERE record = ?", (record,)).fetchall()
    _reverse(
        connection, "change.record = ? AND change.id > ? ORDER BY change.id DESC", record, last[0]
    )
    _part_from_merged(connection, record, last[0])
    # A uid that a merge made resolvable stays so.
    connection.executemany(
        "INSERT INTO alias (uid, record) SELECT ?1, ?2 WHERE NOT EXISTS "
        "(SELECT 1 FROM alias WHERE uid = ?1) AND EXISTS (SELECT 1 FROM record WHERE id = ?2)",
        [(uid, record) for (uid,) in aliases],
    )


def _part_from_merged(connection: sqlite3.Connection, record: int, since: int) -> None:
    """Delete the rows that a record took over from others after change ``since``: the journal keeps
    those moves with the records that the rows came from."""
    moved = connection.execute(
        "SELECT DISTINCT shape.name, change.row FROM change "
        "JOIN shape ON shape.id = change.shape WHERE change.op = 'update' "
        "AND change.record <> :record AND change.id > :since AND change.step IN ("
        "SELECT step FROM change JOIN shape ON shape.id = change.shape WHERE shape.name = 'alias' "
        "AND change.op = 'insert' AND change.record = :record AND change.id > :since)",
        {"record": record, "since": since},
    ).fetchall()
    for table, row in moved:
        if table in ROW_TABLES:
            connection.execute(f'DELETE FROM "{table}" WHERE id = ? AND record = ?', (row, record))


def abandon(connection: sqlite3.Connection, step: int) -> None:
    """Take back an unfinished step without a trace, as after a cancelled import or a crash."""
    journal.resume_step(connection, step)
    last = connection.execute("SELECT max(id) FROM change WHERE step = ?", (step,)).fetchone()[0]
    _reverse(
        connection, "change.step = ? AND +change.id <= ? ORDER BY change.id DESC", step, last or 0
    )
    journal.resume_step(connection, None)
    journal.forget_step(connection, step)


def _reverse(connection: sqlite3.Connection, where: str, *values: Stored) -> None:
    known = {table: set(journal.journalled_columns(connection, table)) for table in JOURNALLED}
    # The list is read in full first: what is written meanwhile lengthens the journal itself.
    for change in list(journal.changes(connection, where, *values)):
        if change.old is not None and not change.old.keys() <= known[change.table]:
            # Names of columns are no values: only those of the table itself go into a statement.
            raise Refused(tr("This cannot be taken back: it was done before the tables changed."))
        try:
            _apply(connection, change)
        except (sqlite3.IntegrityError, OverflowError) as error:
            if "UNIQUE" in str(error):
                raise _built_upon() from error
            raise Damaged(
                tr("The journal of this catalogue is damaged: a row cannot be put back.")
            ) from error


def _built_upon() -> Refused:
    return Refused(tr("This cannot be taken back by itself: later steps changed the same things."))


def _apply(connection: sqlite3.Connection, change: RowChange) -> None:
    table = change.table
    if change.op == "insert":
        done = connection.execute(f'DELETE FROM "{table}" WHERE id = ?', (change.row,)).rowcount
    else:
        assert change.old is not None
        old = dict(change.old)
        if table == "record":
            _place(connection, change.row, old)
        if change.op == "update":
            assignments = ", ".join(f'"{column}" = ?' for column in old)
            done = connection.execute(
                f'UPDATE "{table}" SET {assignments} WHERE id = ?', (*old.values(), change.row)
            ).rowcount
        else:
            if table == "record":
                # Versions only grow: the journal holds at least one row for each that there was.
                old["version"] = connection.execute(
                    "SELECT count(*) FROM change WHERE record = ?", (change.row,)
                ).fetchone()[0]
                old["updated_at"] = old["created_at"]
            columns = ", ".join(f'"{column}"' for column in old)
            places = ", ".join("?" * len(old))
            done = connection.execute(
                f'INSERT INTO "{table}" ({columns}) VALUES ({places})', tuple(old.values())
            ).rowcount
    if done != 1:
        raise _built_upon()


def _place(connection: sqlite3.Connection, row: int, old: dict[str, Stored]) -> None:
    """Give a record another place in the order where its old one has been taken meanwhile."""
    taken = connection.execute(
        "SELECT 1 FROM record WHERE sort_key = ? AND id <> ?", (old["sort_key"], row)
    ).fetchone()
    if taken:
        lo, hi = old["date_lo"], old["date_hi"]
        date = DateValue(lo=None if lo is None else int(lo), hi=None if hi is None else int(hi))
        old["sort_key"] = sortkeys.next_key(connection, date)


def labels_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, Step]:
    """Steps of every action, undo and redo included, by number."""
    found = {}
    for number in numbers:
        row = connection.execute(f"{_STEP} WHERE id = ?", (number,)).fetchone()
        if row:
            found[number] = _step(row)
    return found
