"""Which tables there are and how records lie in them, derived from the field declarations."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from catalog_app.domain.fields import COMMON, OWN, fields_of
from catalog_app.domain.fieldtypes import Field, Rows, TermRef
from catalog_app.domain.kinds import KINDS

KIND_TABLES = tuple(KINDS)

ROW_TABLES = (
    "object",
    "link",
    "name",
    "tenure",
    "history",
    "term_use",
    "dimension",
    "inscription",
    "part",
    "work",
    "attachment",
    "citation",
)
"""Tables whose rows belong to a record, named in their column ``record``; parents come first."""

PARENTS = {
    "link": ("object",),
    "history": ("object",),
    "term_use": ("object",),
    "dimension": ("object",),
    "inscription": ("object",),
    "part": ("object",),
    "attachment": ("object",),
    "citation": ("object", "link", "name", "tenure", "history"),
}
"""The tables to whose rows the rows of a table can belong, each named by a column of its own."""

WITH_UID = ("object", "attachment")

JOURNALLED = (
    "record",
    *KIND_TABLES,
    *ROW_TABLES,
    "alias",
    "term",
    "saved_search",
    "setting",
)
"""The data tables: what undo brings back and what the history of a record is read from."""

UNJOURNALLED_COLUMNS = {"record": ("version", "updated_at", "updated_by")}
"""Columns that follow from the journal itself: they only grow."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the plain fields of a table are: each with its columns, all columns in order."""

    fields: tuple[Field, ...]
    columns: tuple[str, ...]


def _layout(fields: tuple[Field, ...]) -> Layout:
    plain = tuple(field for field in fields if not isinstance(field.type, Rows))
    columns = tuple(column for field in plain for column in field.type.columns(field.key))
    return Layout(plain, columns)


RECORD_LAYOUT = _layout(COMMON)
KIND_LAYOUTS = {kind: _layout(fields) for kind, fields in OWN.items()}


@cache
def row_layout(field: Field) -> Layout:
    """The plain fields of a repeatable field's rows."""
    assert isinstance(field.type, Rows)
    return _layout(field.type.fields)


@cache
def tables_of(kind: str) -> tuple[str, ...]:
    """The row tables in which a record of this kind can have rows."""
    found: set[str] = set()

    def collect(fields: tuple[Field, ...]) -> None:
        for field in fields:
            if isinstance(field.type, Rows):
                found.add(field.type.table)
                collect(field.type.fields)

    collect(fields_of(kind))
    return tuple(table for table in ROW_TABLES if table in found)


@cache
def term_columns() -> tuple[tuple[str, str], ...]:
    """Every column in which a record or one of its rows names a term: its table and itself."""
    found: dict[tuple[str, str], None] = {}

    def collect(table: str, fields: tuple[Field, ...]) -> None:
        for field in fields:
            if isinstance(field.type, TermRef):
                found[table, field.key] = None
            elif isinstance(field.type, Rows):
                collect(field.type.table, field.type.fields)

    for kind in KINDS:
        collect(kind, fields_of(kind))
    return tuple(found)
