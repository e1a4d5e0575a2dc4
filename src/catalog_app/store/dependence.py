"""Which later steps build upon one: what changed its rows, refers to them, or took their place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from catalog_app.store import journal
from catalog_app.store.journal import RowChange
from catalog_app.store.tables import JOURNALLED

_SAME_ROW = (
    "SELECT 1 FROM change theirs JOIN shape their_shape ON their_shape.id = theirs.shape "
    "JOIN change mine ON mine.record IS theirs.record AND mine.row = theirs.row "
    "JOIN shape my_shape ON my_shape.id = mine.shape AND my_shape.name = their_shape.name "
)
_TOUCHED_BY = (
    "SELECT DISTINCT theirs.step FROM change theirs JOIN shape ON shape.id = theirs.shape "
    "WHERE theirs.record IS :record AND theirs.row = :row AND shape.name = :table "
    "AND theirs.step > :after"
)
_Place = tuple[str, int]
"""A row: its table and its number."""


def built_upon(connection: sqlite3.Connection, step: int) -> set[int]:
    """The later steps in force without which this one cannot be taken back.

    They changed rows that it had changed, refer to rows that it made, deleted what its old rows
    refer to, or gave a word that must be unique to another row.
    """
    applied = _applied_by(connection, step)
    later = _later(connection, applied)
    if applied is None or not later:
        return set()
    mine = _rows_of(connection, applied)
    journalled = {
        *(number for number, place in _written(connection, applied) if place in mine),
        *_referring(connection, applied),
        *_referring_once(connection, applied),
        *_in_the_way(connection, applied),
    }
    return {later[number] for number in journalled if number in later}


def _rows_of(connection: sqlite3.Connection, step: int, op: str = "") -> set[_Place]:
    """The rows that a step changed; those it made where ``op`` is ``insert``."""
    rows = connection.execute(
        "SELECT shape.name, change.row FROM change JOIN shape ON shape.id = change.shape "
        "WHERE change.step = ? AND change.op LIKE ?",
        (step, op or "%"),
    )
    return {(row[0], row[1]) for row in rows}


def _written(connection: sqlite3.Connection, after: int) -> Iterator[tuple[int, _Place]]:
    """What steps with higher numbers changed. A merge moves rows from one record to another, so
    rows are followed by their own numbers."""
    rows = connection.execute(
        "SELECT change.step, shape.name, change.row FROM change "
        "JOIN shape ON shape.id = change.shape WHERE change.step > ?",
        (after,),
    )
    return ((row[0], (row[1], row[2])) for row in rows)


def redone_over(connection: sqlite3.Connection, step: int) -> set[int]:
    """The steps that stand in the way of doing an undone step again: of those that changed the same
    rows, each that is in force now and was not when this one was undone, or the other way round."""
    row = connection.execute("SELECT undone_by FROM step WHERE id = ?", (step,)).fetchone()
    was_in_force = (
        "coalesce((SELECT turn.action <> 'undo' FROM step turn WHERE turn.id < :undone "
        "AND (turn.id = step.id OR turn.target = step.id) ORDER BY turn.id DESC LIMIT 1), FALSE)"
    )
    others = connection.execute(
        "SELECT id FROM step WHERE action = 'do' AND open = 0 AND id <> :mine "
        f"AND (undone_by IS NULL) <> {was_in_force}",
        {"mine": step, "undone": row[0]},
    ).fetchall()
    mine = _rows_of(connection, step) if others else set()
    return {other for (other,) in others if not mine.isdisjoint(_rows_of(connection, other))}


def under_way(connection: sqlite3.Connection, step: int, since: int = 0) -> str | None:
    """The label of another step, still open, whose rows this one has changed or refers to."""
    values = {"mine": step, "since": since}
    opened = "SELECT label FROM step WHERE open = 1 AND id <> :mine"
    if not connection.execute(opened, values).fetchone():
        return None
    mine = "mine.step = :mine AND mine.id > :since"
    same = f"{opened} AND EXISTS ({_SAME_ROW} WHERE theirs.step = step.id AND {mine})"
    row = connection.execute(same, values).fetchone()
    for table, column, parent in _references(connection) if row is None else ():
        owner = {"record": f'child."{column}"', "term": "NULL"}.get(parent, "child.record")
        row = (
            row
            or connection.execute(
                "SELECT step.label FROM change mine "
                f"JOIN shape ON shape.id = mine.shape AND shape.name = '{table}' "
                f'JOIN "{table}" child ON child.id = mine.row '
                f'JOIN change theirs ON theirs.record IS {owner} AND theirs.row = child."{column}" '
                f"JOIN shape of ON of.id = theirs.shape AND of.name = '{parent}' "
                "JOIN step ON step.id = theirs.step AND step.open = 1 AND step.id <> :mine "
                f"WHERE {mine} AND theirs.op = 'insert' LIMIT 1",
                values,
            ).fetchone()
        )
    return str(row[0]) if row else None


def _applied_by(connection: sqlite3.Connection, step: int) -> int | None:
    row = connection.execute(
        "SELECT applied_by FROM step WHERE id = ? AND action = 'do'", (step,)
    ).fetchone()
    return row[0] if row else None


def _later(connection: sqlite3.Connection, applied: int | None) -> dict[int, int]:
    """Steps in force that were applied after this one: the step by the number it was applied as."""
    rows = connection.execute(
        "SELECT applied_by, id FROM step WHERE action = 'do' AND undone_by IS NULL AND open = 0 "
        "AND applied_by > ?",
        (applied,),
    )
    return {row[0]: row[1] for row in rows}


def _references(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Every column of a data table that names a row: its table, itself, the table it points to."""
    for table in JOURNALLED:
        for row in connection.execute(f'PRAGMA foreign_key_list("{table}")'):
            yield table, row[3], row[2]


def _referring(connection: sqlite3.Connection, applied: int) -> set[int]:
    """As which later steps rows were written that refer to what this one made."""
    found: set[int] = set()
    for table, column, parent in _references(connection):
        owner = _owner_of(table)
        rows = connection.execute(
            "SELECT DISTINCT theirs.step FROM change mine "
            "JOIN shape parent ON parent.id = mine.shape AND parent.name = :parent "
            f'JOIN "{table}" child ON child."{column}" = mine.row '
            f"JOIN change theirs ON theirs.record IS {owner} AND theirs.row = child.id "
            "JOIN shape ON shape.id = theirs.shape AND shape.name = :table "
            "WHERE mine.step = :mine AND mine.op = 'insert' AND theirs.step > :mine",
            {"parent": parent, "table": table, "mine": applied},
        )
        found.update(row[0] for row in rows)
    return found


def _referring_once(connection: sqlite3.Connection, applied: int) -> set[int]:
    """As which later steps rows were written that referred to what this one made, and do not now:
    taking back what changed them since will make them refer to it again."""
    made = _rows_of(connection, applied, "insert")
    references: dict[str, list[tuple[str, str]]] = {}
    for table, column, parent in _references(connection):
        references.setdefault(table, []).append((column, parent))
    writers: dict[_Place, int] = {}
    found: set[int] = set()
    for change in journal.changes(connection, "change.step > ? ORDER BY change.id", applied):
        place = (change.table, change.row)
        if change.old is not None and place in writers:
            for column, parent in references.get(change.table, ()):
                if (parent, change.old.get(column)) in made:
                    found.add(writers[place])
        writers[place] = change.step
    return found


def _owner_of(table: str) -> str:
    owner = journal.record_of(table, "child")
    return owner if owner != "NULL" else "(SELECT NULL)"


def _in_the_way(connection: sqlite3.Connection, applied: int) -> set[int]:
    """As which later steps rows went that old rows of this one need, or came that exclude them."""
    references: dict[str, list[tuple[str, str]]] = {}
    for table, column, parent in _references(connection):
        references.setdefault(table, []).append((column, parent))
    unique = {table: _unique(connection, table) for table in JOURNALLED}
    found: set[int] = set()
    with_old = "change.step = ? AND change.old IS NOT NULL"
    for change in list(journal.changes(connection, with_old, applied)):
        for column, parent in references.get(change.table, ()):
            number = change.old.get(column) if change.old else None
            if number is not None and not _exists(connection, parent, number):
                found |= _deleted_by(connection, parent, number, applied)
        for columns in unique[change.table]:
            found |= _taken_by(connection, change, columns, applied)
    return found


def _unique(connection: sqlite3.Connection, table: str) -> list[tuple[str, ...]]:
    """The columns whose values must differ from row to row; places in the order give way."""
    found = []
    for row in connection.execute(f'PRAGMA index_list("{table}")').fetchall():
        if row[2] and row[3] == "u":
            info = connection.execute(f'PRAGMA index_info("{row[1]}")')
            columns = tuple(column[2] for column in info)
            if columns != ("sort_key",):
                found.append(columns)
    return found


def _exists(connection: sqlite3.Connection, table: str, number: journal.Stored) -> bool:
    row = connection.execute(f'SELECT 1 FROM "{table}" WHERE id = ?', (number,)).fetchone()
    return row is not None


def _deleted_by(
    connection: sqlite3.Connection, table: str, number: journal.Stored, after: int
) -> set[int]:
    # The rows of a record are found by the record, whose number is theirs or is not known any more.
    by_record = " AND change.record = ?2" if table == "record" else ""
    rows = connection.execute(
        "SELECT DISTINCT change.step FROM change JOIN shape ON shape.id = change.shape "
        "WHERE change.op = 'delete' AND shape.name = ?1 AND change.row = ?2 AND change.step > ?3"
        + by_record,
        (table, number, after),
    )
    return {row[0] for row in rows}


def _taken_by(
    connection: sqlite3.Connection, change: RowChange, columns: tuple[str, ...], after: int
) -> set[int]:
    assert change.old is not None
    if not all(column in change.old for column in columns):
        return set()
    where = " AND ".join(f'"{column}" = ?' for column in columns)
    taken = connection.execute(
        f'SELECT * FROM "{change.table}" AS child WHERE {where} AND id <> ?',
        (*(change.old[column] for column in columns), change.row),
    )
    row = taken.fetchone()
    if row is None:
        return set()
    other = dict(zip((column[0] for column in taken.description), row, strict=True))
    owner = journal.record_of(change.table, "child")
    record = None if owner == "NULL" else other[owner.removeprefix("child.")]
    values = {"record": record, "row": other["id"], "table": change.table, "after": after}
    return {found[0] for found in connection.execute(_TOUCHED_BY, values)}
