"""Rows become records and records become rows, for every kind by the same few lines."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from catalog_app.domain.errors import Refused
from catalog_app.domain.fields import fields_of
from catalog_app.domain.fieldtypes import Column, Field, Row, Rows, Value
from catalog_app.domain.records import Record
from catalog_app.domain.translation import tr
from catalog_app.domain.uids import new_uid
from catalog_app.store.tables import (
    KIND_LAYOUTS,
    PARENTS,
    RECORD_LAYOUT,
    WITH_UID,
    Layout,
    row_layout,
    tables_of,
)

_SYSTEM = (
    "id",
    "kind",
    "uid",
    "version",
    "created_at",
    "created_by",
    "updated_at",
    "updated_by",
    "trashed_at",
)
_MARKS = {"link": "role", "term_use": "role", "history": "type"}


def _quoted(columns: Iterable[str], prefix: str = "") -> str:
    return ", ".join(f'{prefix}"{column}"' for column in columns)


_RECORD_SELECT = {
    kind: (
        f"SELECT {_quoted(_SYSTEM, 'r.')}, {_quoted(RECORD_LAYOUT.columns, 'r.')}"
        + (f", {_quoted(layout.columns, 'k.')}" if layout.columns else "")
        + f" FROM record r JOIN {kind} k ON k.id = r.id WHERE r.id IN "
    )
    for kind, layout in KIND_LAYOUTS.items()
}


def load(connection: sqlite3.Connection, number: int) -> Record | None:
    """The record with this number, complete, or None."""
    return next(iter(load_many(connection, (number,))), None)


def load_many(connection: sqlite3.Connection, numbers: Sequence[int]) -> list[Record]:
    """These records, complete, some hundreds at most; those that do not exist are left out."""
    places = f"({', '.join('?' * len(numbers))})"
    of_kind: dict[str, list[int]] = defaultdict(list)
    for number, kind in connection.execute(
        f"SELECT id, kind FROM record WHERE id IN {places}", tuple(numbers)
    ):
        of_kind[kind].append(number)
    found = []
    for kind, group in of_kind.items():
        places = f"({', '.join('?' * len(group))})"
        children = _children(connection, group, kind, places)
        for stored in connection.execute(_RECORD_SELECT[kind] + places, group):
            system = dict(zip(_SYSTEM, stored, strict=False))
            values: dict[str, Value] = {}
            start = len(_SYSTEM)
            for layout in (RECORD_LAYOUT, KIND_LAYOUTS[kind]):
                _take(values, layout, stored[start : start + len(layout.columns)])
                start += len(layout.columns)
            values.update(_nested(fields_of(kind), ("record", stored[0]), children))
            found.append(Record(values=values, **system))
    return found


def _take(values: dict[str, Value], layout: Layout, stored: tuple[Column, ...]) -> None:
    """Put what is filled in into ``values``."""
    start = 0
    for field in layout.fields:
        end = start + len(field.type.columns(field.key))
        value = field.type.from_columns(stored[start:end])
        if value != field.type.empty:
            values[field.key] = value
        start = end


_Children = Mapping[tuple[str, str, int, str], list[dict[str, Column]]]


def _children(
    connection: sqlite3.Connection, numbers: Sequence[int], kind: str, places: str
) -> _Children:
    """All rows of these records by table, parent table, parent row and mark, in order."""
    found: dict[tuple[str, str, int, str], list[dict[str, Column]]] = defaultdict(list)
    for table in tables_of(kind):
        cursor = connection.execute(
            f"SELECT * FROM {table} WHERE record IN {places} ORDER BY record, position, id",
            numbers,
        )
        names = [column[0] for column in cursor.description]
        mark = _MARKS.get(table)
        parents = PARENTS.get(table, ())
        for stored in cursor:
            row = dict(zip(names, stored, strict=True))
            parent, parent_row = "record", row["record"]
            for candidate in parents:
                if row[candidate] is not None:
                    parent, parent_row = candidate, row[candidate]
            found[table, parent, parent_row, row[mark] if mark else ""].append(row)
    return found


def _nested(
    fields: tuple[Field, ...], parent: tuple[str, int], children: _Children
) -> dict[str, Value]:
    values: dict[str, Value] = {}
    for field in fields:
        if not isinstance(field.type, Rows):
            continue
        mark = field.type.mark[1] if field.type.mark else ""
        stored = children.get((field.type.table, *parent, mark))
        if not stored:
            continue
        layout = row_layout(field)
        rows = []
        for row in stored:
            inner: dict[str, Value] = {}
            _take(inner, layout, tuple(row[column] for column in layout.columns))
            number = int(str(row["id"]))
            inner.update(_nested(field.type.fields, (field.type.table, number), children))
            rows.append(Row(inner, number, str(row.get("uid") or "")))
        values[field.key] = tuple(rows)
    return values


@dataclass(slots=True)
class _Flat:
    """One row of a record on its way to its table; ``parent`` is the row it belongs to."""

    field: Field
    row: Row
    position: int
    parent: _Flat | None
    number: int = 0

    @property
    def table(self) -> str:
        assert isinstance(self.field.type, Rows)
        return self.field.type.table


def _flatten(
    fields: tuple[Field, ...], values: Mapping[str, Value], parent: _Flat | None = None
) -> list[_Flat]:
    found: list[_Flat] = []
    for field in fields:
        rows = values.get(field.key)
        if isinstance(field.type, Rows) and isinstance(rows, tuple):
            for position, row in enumerate(rows):
                flat = _Flat(field, row, position, parent, row.id)
                found.append(flat)
                found.extend(_flatten(field.type.fields, row.values, flat))
    return found


def _plain(layout: Layout, values: Mapping[str, Value]) -> list[Column]:
    return [
        column
        for field in layout.fields
        for column in field.type.to_columns(values.get(field.key, field.type.empty))
    ]


def _row_columns(flat: _Flat, record: int) -> dict[str, Column]:
    """What the table row of ``flat`` holds, but for its number."""
    assert isinstance(flat.field.type, Rows)
    layout = row_layout(flat.field)
    columns: dict[str, Column] = {"record": record, "position": flat.position}
    for parent in PARENTS.get(flat.table, ()):
        belongs = flat.parent is not None and flat.parent.table == parent
        columns[parent] = flat.parent.number if belongs and flat.parent else None
    if flat.field.type.mark:
        column, word = flat.field.type.mark
        columns[column] = word
    if flat.table in WITH_UID:
        columns["uid"] = flat.row.uid or new_uid()
    columns.update(zip(layout.columns, _plain(layout, flat.row.values), strict=True))
    return columns


def _insert(connection: sqlite3.Connection, table: str, columns: Mapping[str, Column]) -> int:
    places = ", ".join("?" * len(columns))
    cursor = connection.execute(
        f"INSERT INTO {table} ({_quoted(columns)}) VALUES ({places})", tuple(columns.values())
    )
    return int(cursor.lastrowid or 0)


def _update(
    connection: sqlite3.Connection, table: str, number: int, columns: Mapping[str, Column]
) -> None:
    assignments = ", ".join(f'"{column}" = ?' for column in columns)
    connection.execute(
        f"UPDATE {table} SET {assignments} WHERE id = ?", (*columns.values(), number)
    )


def insert(connection: sqlite3.Connection, record: Record, sort_key: int) -> int:
    """Store a new record with all its rows; returns its number. A number already given is kept."""
    columns: dict[str, Column] = {
        name: getattr(record, name) for name in _SYSTEM if name != "id" or record.id
    }
    columns["sort_key"] = sort_key
    columns.update(zip(RECORD_LAYOUT.columns, _plain(RECORD_LAYOUT, record.values), strict=True))
    number = _insert(connection, "record", columns)
    layout = KIND_LAYOUTS[record.kind]
    own: dict[str, Column] = {"id": number}
    own.update(zip(layout.columns, _plain(layout, record.values), strict=True))
    _insert(connection, record.kind, own)
    for flat in _flatten(fields_of(record.kind), record.values):
        flat.number = _insert(connection, flat.table, _row_columns(flat, number))
    return number


def update(
    connection: sqlite3.Connection, before: Record, after: Record, sort_key: int | None
) -> None:
    """Bring the stored rows of ``before`` to what ``after`` says, touching only what differs.

    ``sort_key`` is the new key where the date demands one. Raises `Refused` for rows of ``after``
    that ``before`` does not have.
    """
    for table, layout in (("record", RECORD_LAYOUT), (after.kind, KIND_LAYOUTS[after.kind])):
        old, new = _plain(layout, before.values), _plain(layout, after.values)
        differing: dict[str, Column] = {
            column: value
            for column, value, was in zip(layout.columns, new, old, strict=True)
            if value != was
        }
        if table == "record":
            if sort_key is not None:
                differing["sort_key"] = sort_key
            if before.trashed_at != after.trashed_at:
                differing["trashed_at"] = after.trashed_at
        if differing:
            _update(connection, table, after.id, differing)
    _update_rows(connection, before, after)


def _update_rows(connection: sqlite3.Connection, before: Record, after: Record) -> None:
    fields = fields_of(after.kind)
    stored = {(flat.table, flat.number): flat for flat in _flatten(fields, before.values)}
    kept: set[tuple[str, int]] = set()
    for flat in _flatten(fields, after.values):
        columns = _row_columns(flat, after.id)
        if not flat.number:
            flat.number = _insert(connection, flat.table, columns)
            continue
        place = (flat.table, flat.number)
        if place not in stored or place in kept:
            raise Refused(
                tr("A row of this record was changed elsewhere meanwhile. Load it again.")
            )
        kept.add(place)
        was = _row_columns(stored[place], after.id)
        differing = {
            column: value
            for column, value in columns.items()
            if value != was[column] and column != "uid"
        }
        if differing:
            _update(connection, flat.table, flat.number, differing)
    # Children come after their parents in `stored`, so they go first here.
    for table, number in reversed([place for place in stored if place not in kept]):
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (number,))


def delete(connection: sqlite3.Connection, record: Record) -> None:
    """Remove a record and everything that belongs to it."""
    for table in reversed(tables_of(record.kind)):
        connection.execute(f"DELETE FROM {table} WHERE record = ?", (record.id,))
    connection.execute("DELETE FROM alias WHERE record = ?", (record.id,))
    connection.execute(f"DELETE FROM {record.kind} WHERE id = ?", (record.id,))
    connection.execute("DELETE FROM record WHERE id = ?", (record.id,))
