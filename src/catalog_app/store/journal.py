"""The journal: every change of every row, written by triggers, kept by steps."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from catalog_app.domain.errors import Damaged, Refused
from catalog_app.domain.translation import tr
from catalog_app.store.tables import JOURNALLED, KIND_TABLES, UNJOURNALLED_COLUMNS

_LITERAL = re.compile(
    r"(?P<null>NULL)|(?P<real>-?[0-9]+(?:\.[0-9]+(?:e[+-]?[0-9]+)?|e[+-]?[0-9]+))"
    r"|(?P<integer>-?[0-9]+)|'(?P<text>[^']*(?:''[^']*)*)'"
)

Stored = str | int | float | None


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row a step touched. ``old`` is the row before it, by column; None for an insertion."""

    id: int
    step: int
    op: str
    table: str
    row: int
    record: int | None
    old: dict[str, Stored] | None


def journalled_columns(connection: sqlite3.Connection, table: str) -> tuple[str, ...]:
    """The columns of a table that the journal keeps: all but those that only ever grow."""
    left_out = UNJOURNALLED_COLUMNS.get(table, ())
    rows = connection.execute(f'PRAGMA table_info("{table}")')
    return tuple(row[1] for row in rows if row[1] not in left_out)


def shape_of(connection: sqlite3.Connection, table: str) -> int:
    """The number under which the journal keeps this table's present columns."""
    columns = "\n".join(journalled_columns(connection, table))
    row = connection.execute(
        "SELECT id FROM shape WHERE name = ? AND columns = ?", (table, columns)
    ).fetchone()
    if row:
        return int(row[0])
    cursor = connection.execute("INSERT INTO shape (name, columns) VALUES (?, ?)", (table, columns))
    return int(cursor.lastrowid or 0)


def record_of(table: str, row: str) -> str:
    """The SQL for the record that a row of a table belongs to; ``NULL`` where it has none."""
    if table == "record" or table in KIND_TABLES:
        return f"{row}.id"
    return "NULL" if table in ("term", "saved_search", "setting") else f"{row}.record"


def triggers_of(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """The journal's triggers of one table, by name, made from its present columns."""
    shape = shape_of(connection, table)
    columns = journalled_columns(connection, table)
    old = " || ',' || ".join(f'quote(OLD."{column}")' for column in columns)
    changed = " OR ".join(f'OLD."{column}" IS NOT NEW."{column}"' for column in columns)
    bodies = {
        "insert": ("", "NEW", "NULL"),
        "update": (f" WHEN {changed}", "OLD", old),
        "delete": ("", "OLD", old),
    }
    return {
        f"journal_{table}_{op}": (
            f'CREATE TRIGGER "journal_{table}_{op}" AFTER {op.upper()} ON "{table}"{when} BEGIN '
            "INSERT INTO change (step, shape, op, row, record, old) VALUES ("
            f"(SELECT step FROM writing), {shape}, '{op}', {row}.id, {record_of(table, row)}, "
            f"{before}); END"
        )
        for op, (when, row, before) in bodies.items()
    }


def expected_triggers(connection: sqlite3.Connection) -> dict[str, str]:
    """All triggers of the journal, by name, as the tables stand now.

    Tables that a migration still to come will make have none yet.
    """
    return {
        name: sql
        for table in JOURNALLED
        if journalled_columns(connection, table)
        for name, sql in triggers_of(connection, table).items()
    }


def make_triggers(connection: sqlite3.Connection) -> None:
    """Make the journal's triggers anew, after the tables were created or migrated."""
    for table in JOURNALLED:
        for name, sql in triggers_of(connection, table).items():
            connection.execute(f'DROP TRIGGER IF EXISTS "{name}"')
            connection.execute(sql)


def begin_step(
    connection: sqlite3.Connection,
    label: str,
    at: str,
    by: str,
    action: str = "do",
    target: int | None = None,
) -> int:
    """Open a step; what is written from now on belongs to it. Inside a transaction only."""
    cursor = connection.execute(
        "INSERT INTO step (label, at, by, action, target, open) VALUES (?, ?, ?, ?, ?, 1)",
        (label, at, by, action, target),
    )
    step = int(cursor.lastrowid or 0)
    connection.execute("UPDATE writing SET step = ?", (step,))
    return step


def resume_step(connection: sqlite3.Connection, step: int | None) -> None:
    """Let the transaction under way write for ``step``, or for nobody."""
    connection.execute("UPDATE writing SET step = ?", (step,))


def end_step(connection: sqlite3.Connection, step: int) -> bool:
    """Close a step. A step that changed nothing is forgotten; returns whether it stays."""
    changed = connection.execute("SELECT 1 FROM change WHERE step = ? LIMIT 1", (step,)).fetchone()
    if changed:
        connection.execute(
            "UPDATE step SET open = 0, applied_by = CASE action WHEN 'do' THEN id END WHERE id = ?",
            (step,),
        )
    else:
        connection.execute("DELETE FROM step WHERE id = ?", (step,))
    return changed is not None


def forget_step(connection: sqlite3.Connection, step: int) -> None:
    """Remove a step and its changes from the journal: what it wrote cannot be taken back."""
    connection.execute("DELETE FROM change WHERE step = ?", (step,))
    connection.execute("DELETE FROM step WHERE id = ?", (step,))


def require_open(connection: sqlite3.Connection, step: int) -> str:
    """The label of a long step. Raises `Refused` if it was ended, or cancelled, meanwhile."""
    row = connection.execute("SELECT label FROM step WHERE id = ? AND open = 1", (step,)).fetchone()
    if row is None:
        raise Refused(tr("This was ended or cancelled meanwhile. Nothing was changed."))
    return str(row[0])


def last_of_all(connection: sqlite3.Connection, step: int, label: str) -> int:
    """Give an open step its label, and a new number if others were begun after it."""
    newest = connection.execute("SELECT max(id) FROM step").fetchone()[0]
    if newest == step:
        connection.execute("UPDATE step SET label = ? WHERE id = ?", (label, step))
        return step
    cursor = connection.execute(
        "INSERT INTO step (label, at, by, action, target, open) "
        "SELECT ?, at, by, action, target, open FROM step WHERE id = ?",
        (label, step),
    )
    number = int(cursor.lastrowid or 0)
    connection.execute("UPDATE change SET step = ? WHERE step = ?", (number, step))
    connection.execute("DELETE FROM step WHERE id = ?", (step,))
    return number


def records_of(connection: sqlite3.Connection, step: int, since: int = 0) -> tuple[int, ...]:
    """The records a step has touched after change ``since``, by number."""
    # Named outright: without statistics SQLite would rather walk the whole journal in order.
    rows = connection.execute(
        "SELECT record FROM change INDEXED BY change_step WHERE step = ? AND id > ?", (step, since)
    )
    return tuple(sorted({row[0] for row in rows if row[0] is not None}))


def made_by(connection: sqlite3.Connection, step: int, since: int = 0) -> set[int]:
    """The records that a step brought into being after change ``since``."""
    of_records = (
        "change.step = ? AND +change.id > ? AND change.op = 'insert' AND shape.name = 'record'"
    )
    return {change.row for change in changes(connection, of_records, step, since)}


def newest_change(connection: sqlite3.Connection) -> int:
    """The number of the last change in the journal."""
    row = connection.execute("SELECT max(id) FROM change").fetchone()
    return int(row[0] or 0)


def renamed_by(connection: sqlite3.Connection, step: int, since: int = 0) -> list[tuple[str, int]]:
    """Which parties, places and terms a step gave other names: the entries of others carry them.

    A record that the step itself made has no dependants from before and is left out.
    """
    made: set[int | None] = set()
    found: dict[tuple[str, int], None] = {}
    of_names = (
        "change.step = ? AND +change.id > ? AND shape.name IN ('record', 'name', 'term') "
        "ORDER BY change.id"
    )
    for change in changes(connection, of_names, step, since):
        if change.table == "term":
            found["term", change.row] = None
        elif change.table == "name" and change.record is not None:
            found["record", change.record] = None
        elif change.op == "insert":
            made.add(change.row)
        elif change.op == "update" and change.old is not None:
            title = connection.execute(
                "SELECT title FROM record WHERE id = ?", (change.row,)
            ).fetchone()
            if title and title[0] != change.old["title"]:
                found["record", change.row] = None
    return [
        (subject, number) for subject, number in found if subject == "term" or number not in made
    ]


def changes(connection: sqlite3.Connection, where: str, *values: Stored) -> Iterator[RowChange]:
    """The row changes that satisfy a condition on the tables ``change`` and ``shape``."""
    # Named outright: without statistics SQLite would rather walk the whole journal.
    index = "change_record" if where.startswith("change.record =") else "change_step"
    rows = connection.execute(
        "SELECT change.id, change.step, change.op, shape.name, change.row, change.record, "
        f"change.old, shape.columns FROM change INDEXED BY {index} "
        f"CROSS JOIN shape ON shape.id = change.shape WHERE {where}",
        values,
    )
    for number, step, op, table, row, record, old, columns in rows:
        if table not in JOURNALLED:
            raise Damaged(
                tr("The journal names a table that is not journalled: {name}.", name=table)
            )
        values_before = None
        if old is not None:
            names = columns.split("\n")
            values_before = dict(zip(names, unquote(old, len(names)), strict=True))
        yield RowChange(number, step, op, table, row, record, values_before)


def unquote(text: str, count: int) -> list[Stored]:
    """The values in a row that SQLite's ``quote()`` wrote, read strictly.

    They are never put back into SQL text: a journal in a file from elsewhere is data like any
    other. Raises `Damaged`.
    """
    found: list[Stored] = []
    at = 0
    while match := _LITERAL.match(text, at):
        if match["text"] is not None:
            found.append(match["text"].replace("''", "'"))
        elif match["integer"] is not None:
            # More digits than SQLite's 64 bits hold were not written by it.
            if len(match["integer"]) > 20 or not -(2**63) <= int(match["integer"]) < 2**63:
                break
            found.append(int(match["integer"]))
        elif match["real"] is not None:
            found.append(float(match["real"]))
        else:
            found.append(None)
        at = match.end()
        if at == len(text):
            break
        if text[at] != ",":
            break
        at += 1
    if at != len(text) or text.endswith(",") or len(found) != count:
        raise Damaged(tr("The journal of this catalogue is damaged: a row cannot be read."))
    return found
