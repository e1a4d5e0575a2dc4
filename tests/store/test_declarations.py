"""Declarations, tables and triggers agree, whichever of them is changed next."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator

import pytest
from tests.store.making import Maker

from catalog_app.domain.fields import COMMON, OWN, fields_of, walk
from catalog_app.domain.fieldtypes import (
    Amount,
    Choice,
    Date,
    Field,
    Integer,
    Real,
    Reference,
    Rows,
    TermRef,
    Text,
)
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.records import Record
from catalog_app.store import index, journal, migrations, rows, tables, terms
from catalog_app.store.catalogue import Catalogue

SYSTEM = {
    "record": {
        "id",
        "uid",
        "kind",
        "sort_key",
        "created_at",
        "created_by",
        "updated_at",
        "updated_by",
        "trashed_at",
        "version",
    },
    **{kind: {"id"} for kind in KINDS},
}
"""The columns of records that no field declares."""

NOT_OF_RECORDS = {
    "term",
    "alias",
    "saved_search",
    "setting",
    "step",
    "shape",
    "change",
    "writing",
    "draft",
    "reindex",
    "stale",
    "search",
}
"""Tables that hold no part of a record."""

NOT_DATA = {"step", "shape", "change", "writing", "draft", "reindex", "stale", "search"}


def row_fields() -> Iterator[Field]:
    """Every repeatable field at every depth."""
    for kind in KINDS:
        for field in walk(fields_of(kind)):
            if isinstance(field.type, Rows):
                yield field


def declared() -> Iterator[tuple[str, Field]]:
    """Every plain field with the table that holds it."""
    for field in COMMON:
        yield "record", field
    for kind, fields in OWN.items():
        for field in fields:
            if not isinstance(field.type, Rows):
                yield kind, field
    for rows_field in row_fields():
        assert isinstance(rows_field.type, Rows)
        for field in rows_field.type.fields:
            if not isinstance(field.type, Rows):
                yield rows_field.type.table, field


def table_names(connection: sqlite3.Connection) -> set[str]:
    found = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite%' "
        "AND name NOT LIKE 'search\\_%' ESCAPE '\\' AND name <> ?",
        (migrations.TABLE,),
    )
    return {row[0] for row in found}


def columns_of(connection: sqlite3.Connection, table: str) -> dict[str, tuple[str, bool, object]]:
    """Type, NOT NULL and default of each column."""
    found = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    return {row[1]: (row[2], bool(row[3]), row[4]) for row in found}


def sql_of(connection: sqlite3.Connection, table: str) -> str:
    row = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return str(row[0])


def references_of(connection: sqlite3.Connection, table: str) -> dict[str, str]:
    """The table that each referring column of a table points to."""
    found = connection.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()
    return {row[3]: row[2] for row in found}


def expected_types(field: Field) -> dict[str, str]:
    """The SQL type of each column of a field."""
    if isinstance(field.type, Date):
        return {
            f"{field.key}_{part}": "INTEGER" if part in ("lo", "hi") else "TEXT"
            for part in ("text", "edtf", "lo", "hi", "basis")
        }
    for types, name in (
        ((Integer, TermRef, Reference), "INTEGER"),
        ((Real,), "REAL"),
        ((Text, Choice, Amount), "TEXT"),
    ):
        if isinstance(field.type, types):
            return {field.key: name}
    raise AssertionError(f"a type without columns: {field.type}")


def test_every_declared_field_has_its_columns_with_the_right_types(catalogue: Catalogue) -> None:
    for table, field in declared():
        columns = columns_of(catalogue._connection, table)
        expected = expected_types(field)
        assert tuple(expected) == field.type.columns(field.key)
        for column, type_ in expected.items():
            assert columns[column][0] == type_, f"{table}.{column}"


def test_texts_are_never_null_and_numbers_may_be(catalogue: Catalogue) -> None:
    for table, field in declared():
        if isinstance(field.type, Date):
            continue
        _, not_null, default = columns_of(catalogue._connection, table)[field.key]
        if isinstance(field.type, Text | Choice):
            assert not_null, f"{table}.{field.key}"
            if default is not None:
                assert default == f"'{field.type.empty}'", f"{table}.{field.key}"
        else:
            needed = field.key in ("target", "source")
            assert not_null == needed, f"{table}.{field.key}"


def test_the_words_that_a_choice_offers_are_the_words_that_its_column_allows(
    catalogue: Catalogue,
) -> None:
    for table, field in declared():
        if isinstance(field.type, Choice):
            sql = sql_of(catalogue._connection, table)
            check = re.search(rf"CHECK \({field.key} IN \(([^)]*)\)\)", sql)
            assert check, f"{table}.{field.key}"
            assert re.findall(r"'([^']*)'", check[1]) == list(field.type.options)


def test_the_kinds_are_the_words_that_a_record_allows(catalogue: Catalogue) -> None:
    check = re.search(r"CHECK \(kind IN \(([^)]*)\)\)", sql_of(catalogue._connection, "record"))
    assert check
    assert re.findall(r"'([^']*)'", check[1]) == list(KINDS)


def test_the_types_of_history_are_the_words_that_its_table_allows(catalogue: Catalogue) -> None:
    marks = {
        field.type.mark
        for field in row_fields()
        if isinstance(field.type, Rows) and field.type.table == "history"
    }
    check = re.search(r"CHECK \(type IN \(([^)]*)\)\)", sql_of(catalogue._connection, "history"))
    assert check
    words = re.findall(r"'([^']*)'", check[1])
    assert {("type", word) for word in words} == marks


def test_what_refers_to_a_record_or_a_term_is_a_foreign_key(catalogue: Catalogue) -> None:
    for table, field in declared():
        points_to = references_of(catalogue._connection, table).get(field.key)
        expected = {TermRef: "term", Reference: "record"}.get(type(field.type))
        assert points_to == expected, f"{table}.{field.key}"


def test_every_foreign_key_is_deferred_so_that_undo_can_restore_rows_in_any_order(
    catalogue: Catalogue,
) -> None:
    for table in tables.JOURNALLED:
        sql = sql_of(catalogue._connection, table)
        assert sql.count("REFERENCES") == sql.count("DEFERRABLE INITIALLY DEFERRED"), table


def test_every_column_is_declared_or_a_column_of_the_system(catalogue: Catalogue) -> None:
    connection = catalogue._connection
    known: dict[str, set[str]] = {table: set(columns) for table, columns in SYSTEM.items()}
    for table in tables.ROW_TABLES:
        own = {"id", "record", "position", *tables.PARENTS.get(table, ())}
        known[table] = own | ({"uid"} if table in tables.WITH_UID else set())
    for field in row_fields():
        assert isinstance(field.type, Rows)
        if field.type.mark:
            known[field.type.table].add(field.type.mark[0])
    for table, field in declared():
        known[table].update(field.type.columns(field.key))
    for table, columns in known.items():
        assert set(columns_of(connection, table)) == columns, table


def test_every_table_of_rows_is_reached_by_a_declaration(catalogue: Catalogue) -> None:
    reached = {field.type.table for field in row_fields() if isinstance(field.type, Rows)}
    assert reached == set(tables.ROW_TABLES)
    assert table_names(catalogue._connection) - NOT_OF_RECORDS == {
        "record",
        *KINDS,
        *tables.ROW_TABLES,
    }


def test_the_parents_of_rows_are_those_of_the_declarations_and_point_to_their_tables(
    catalogue: Catalogue,
) -> None:
    found: dict[str, set[str]] = {}

    def collect(fields: tuple[Field, ...], parent: str) -> None:
        for field in fields:
            if isinstance(field.type, Rows):
                found.setdefault(field.type.table, set()).add(parent)
                collect(field.type.fields, field.type.table)

    for kind in KINDS:
        collect(fields_of(kind), "record")
    for table, parents in found.items():
        assert set(tables.PARENTS.get(table, ())) == parents - {"record"}, table
        references = references_of(catalogue._connection, table)
        assert references["record"] == "record"
        for parent in parents - {"record"}:
            assert references[parent] == parent
            order = tables.ROW_TABLES
            assert order.index(parent) < order.index(table), "parents come first"


def test_sibling_rows_that_share_a_table_are_told_apart_by_a_mark() -> None:
    def collect(fields: tuple[Field, ...]) -> None:
        places = set()
        for field in fields:
            if isinstance(field.type, Rows):
                column, word = field.type.mark or (None, "")
                assert (field.type.table, word) not in places, field.key
                places.add((field.type.table, word))
                assert rows._MARKS.get(field.type.table) == column
                collect(field.type.fields)

    for kind in KINDS:
        collect(fields_of(kind))


def test_every_table_that_is_not_bookkeeping_is_journalled(catalogue: Catalogue) -> None:
    assert set(tables.JOURNALLED) == table_names(catalogue._connection) - NOT_DATA


def test_the_columns_that_are_not_journalled_exist(catalogue: Catalogue) -> None:
    for table, columns in tables.UNJOURNALLED_COLUMNS.items():
        assert set(columns) <= set(columns_of(catalogue._connection, table))


def test_the_triggers_in_a_catalogue_are_those_that_its_tables_ask_for(
    catalogue: Catalogue,
) -> None:
    connection = catalogue._connection
    stored = dict(
        connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
    )
    assert stored == {**journal.expected_triggers(connection), **index.TRIGGERS}
    for table in tables.JOURNALLED:
        columns = journal.journalled_columns(connection, table)
        for op in ("insert", "update", "delete"):
            sql = stored[f"journal_{table}_{op}"]
            if op != "insert":
                assert all(f'quote(OLD."{column}")' in sql for column in columns)


def test_every_table_is_strict(catalogue: Catalogue) -> None:
    found = catalogue._connection.execute("PRAGMA table_list").fetchall()
    loose = {
        row[1]
        for row in found
        if row[2] == "table" and not row[5] and not row[1].startswith("sqlite")
    }
    assert loose == {migrations.TABLE}


def term_columns() -> set[tuple[str, str]]:
    """Every column that names a term, as the declarations have it."""
    return {(table, field.key) for table, field in declared() if isinstance(field.type, TermRef)}


def test_the_columns_in_which_terms_are_counted_and_merged_are_those_of_the_declarations() -> None:
    assert set(terms.USES) == term_columns() | {("term", "parent")}


def test_the_columns_by_which_users_of_a_renamed_term_are_found_are_those_of_the_declarations() -> (
    None
):
    pattern = r"SELECT (?:record|id) FROM (\w+) WHERE \"?(\w+)\"? = :id"
    assert set(re.findall(pattern, index._USERS_OF_TERM)) == term_columns()


def reference_columns() -> set[tuple[str, str]]:
    """Every column in which a row names another record, as the declarations have it."""
    return {(table, field.key) for table, field in declared() if isinstance(field.type, Reference)}


def test_the_columns_by_which_dependants_of_a_renamed_record_are_found_are_those_declared() -> None:
    found = set(re.findall(r"SELECT record FROM (\w+) WHERE (\w+) = :id", index._DEPENDANTS))
    assert found == reference_columns()


@pytest.mark.parametrize(("table", "column"), sorted(reference_columns()))
def test_every_reference_keeps_a_record_from_being_deleted_and_follows_it_in_a_merge(
    catalogue: Catalogue, table: str, column: str
) -> None:
    field = next(f for t, f in declared() if (t, f.key) == (table, column))
    assert isinstance(field.type, Reference)
    maker = Maker(1, catalogue)
    kind = field.type.kinds[0]
    with catalogue.step("Two to merge, one that refers") as writer:
        keep, other = (writer.add(Record(kind, {"title": name})) for name in ("Keep", "Other"))
        referring = writer.add(Record("gift", {"title": "Refers"}))
        values: dict[str, str | int | None] = {"record": referring, column: other}
        for name, (type_, not_null, default) in columns_of(writer.connection, table).items():
            if not_null and default is None and name not in (*values, "id"):
                values[name] = "valuation" if name == "type" else "x" if type_ == "TEXT" else 0
        places = ", ".join("?" * len(values))
        writer.connection.execute(
            f"INSERT INTO {table} ({', '.join(values)}) VALUES ({places})", tuple(values.values())
        )
    assert catalogue.blockers([other]) == {other: referring}
    records = [catalogue.record(number) for number in (keep, other)]
    assert records[0]
    assert records[1]
    with catalogue.step("Merge") as writer:
        writer.absorb(records[0], records[1])
    rows_ = catalogue._connection.execute(f"SELECT {column} FROM {table}").fetchall()
    assert rows_ == [(keep,)]
    assert maker.live((kind,)) == [keep]
