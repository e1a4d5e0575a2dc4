"""The journal of one record told in the words of its fields."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from functools import cache

from catalog_app.domain.fields import fields_of
from catalog_app.domain.fieldtypes import Column, Field, Rows, Value
from catalog_app.domain.history import RowStory
from catalog_app.store import journal
from catalog_app.store.journal import Stored
from catalog_app.store.tables import KIND_LAYOUTS, PARENTS, RECORD_LAYOUT, Layout, row_layout

_State = Mapping[str, Stored] | None
_Paths = Mapping[tuple[str, str, str], tuple[Field, ...]]


@cache
def _paths(kind: str) -> _Paths:
    """The fields that lead to a row, by its table, the table it belongs to, and its mark."""
    found: dict[tuple[str, str, str], tuple[Field, ...]] = {}

    def walk(path: tuple[Field, ...], fields: tuple[Field, ...], parent: str) -> None:
        for field in fields:
            if isinstance(field.type, Rows):
                mark = field.type.mark[1] if field.type.mark else ""
                # Citations of two sibling links are alike; the first path names them well enough.
                found.setdefault((field.type.table, parent, mark), (*path, field))
                walk((*path, field), field.type.fields, field.type.table)

    walk((), fields_of(kind), "record")
    return found


def stories_of(connection: sqlite3.Connection, number: int) -> list[RowStory]:
    """What happened to a record, row by row, newest first.

    The state after a change is the state before the next one to the same row, or the row as it
    stands; so the journal is walked backwards from today.
    """
    kind_row = connection.execute("SELECT kind FROM record WHERE id = ?", (number,)).fetchone()
    kind = str(kind_row[0]) if kind_row else ""
    later: dict[tuple[str, int], _State] = {}
    found = []
    changes = list(journal.changes(connection, "change.record = ? ORDER BY change.id DESC", number))
    for change in changes:
        kind = kind or _kind_in(change.table, change.old)
        place = (change.table, change.row)
        after = later[place] if place in later else _current(connection, *place)
        later[place] = change.old
        story = _story(kind, change.step, place, change.old, after)
        if story is not None:
            found.append(story)
    return found


def _kind_in(table: str, old: _State) -> str:
    return str(old["kind"]) if table == "record" and old else ""


def _current(connection: sqlite3.Connection, table: str, row: int) -> _State:
    cursor = connection.execute(f'SELECT * FROM "{table}" WHERE id = ?', (row,))
    stored = cursor.fetchone()
    if stored is None:
        return None
    return dict(zip((column[0] for column in cursor.description), stored, strict=True))


def _story(
    kind: str, step: int, place: tuple[str, int], before: _State, after: _State
) -> RowStory | None:
    table, row = place
    if table in ("record", kind):
        layout = RECORD_LAYOUT if table == "record" else KIND_LAYOUTS[kind]
        was, is_ = _values(layout, before), _values(layout, after)
        if table == "record":
            for values, state in ((was, before), (is_, after)):
                if values is not None and state is not None and state.get("trashed_at"):
                    values["trashed_at"] = state["trashed_at"]
        return RowStory(kind, step, (), row, was, is_)
    state = before or after
    if state is None or not kind:
        return None
    parent = next((name for name in PARENTS.get(table, ()) if state.get(name)), "record")
    mark = str(state.get("role") or (state.get("type") if table == "history" else "") or "")
    path = _paths(kind).get((table, parent, mark))
    if path is None:
        return None
    layout = row_layout(path[-1])
    keys = tuple(field.key for field in path)
    return RowStory(kind, step, keys, row, _values(layout, before), _values(layout, after))


def _values(layout: Layout, state: _State) -> dict[str, Value] | None:
    """The filled-in fields of a row as it was; columns that did not exist yet count as empty."""
    if state is None:
        return None
    found: dict[str, Value] = {}
    for field in layout.fields:
        columns = field.type.columns(field.key)
        if not all(column in state for column in columns):
            continue
        stored: tuple[Column, ...] = tuple(state[column] for column in columns)
        value = field.type.from_columns(stored)
        if value != field.type.empty:
            found[field.key] = value
    return found
