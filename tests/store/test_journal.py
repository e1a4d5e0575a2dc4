"""Every change of every row is in the journal, and only data comes out of it."""

from __future__ import annotations

import math
import sqlite3
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.store.making import WORDS, Maker, link_to

from catalog_app.domain.errors import Damaged, Refused, UserError
from catalog_app.domain.fieldtypes import Row
from catalog_app.domain.records import Record
from catalog_app.domain.terms import Term
from catalog_app.services import history, records, vocabularies
from catalog_app.services.workspace import Workspace
from catalog_app.store import journal, tables
from catalog_app.store.catalogue import Catalogue
from catalog_app.store.journal import Stored

Contents = dict[str, dict[int, tuple[object, ...]]]


def contents(catalogue: Catalogue) -> Contents:
    """All data rows by table and number."""
    found: Contents = {}
    for table, rows in catalogue.data_tables().items():
        place = journal.journalled_columns(catalogue._connection, table).index("id")
        found[table] = {int(str(row[place])): row for row in rows}
    return found


def owner(catalogue: Catalogue, table: str, row: tuple[object, ...]) -> object:
    """The record that a data row belongs to."""
    columns = journal.journalled_columns(catalogue._connection, table)
    values = dict(zip(columns, row, strict=True))
    if table == "record" or table in tables.KIND_TABLES:
        return values["id"]
    return values.get("record")


def changes_of(catalogue: Catalogue, step: int) -> list[journal.RowChange]:
    return list(journal.changes(catalogue._connection, "change.step = ? ORDER BY change.id", step))


def assert_journal_tells(catalogue: Catalogue, step: int, before: Contents) -> None:
    """The journal of a step names exactly the rows that differ, with what they held before."""
    after = contents(catalogue)
    first: dict[tuple[str, int], journal.RowChange] = {}
    for change in changes_of(catalogue, step):
        first.setdefault((change.table, change.row), change)
    differing = {
        (table, number)
        for table in after
        for number in before[table].keys() | after[table].keys()
        if before[table].get(number) != after[table].get(number)
    }
    assert differing <= first.keys()
    for (table, number), change in first.items():
        was = before[table].get(number)
        if was is None:
            assert (change.op, change.old) == ("insert", None)
            if number in after[table]:
                assert change.record == owner(catalogue, table, after[table][number])
        else:
            assert change.old is not None
            assert tuple(change.old.values()) == was
            assert change.record == owner(catalogue, table, was)


def test_every_verb_is_journalled_row_by_row_with_the_record_concerned(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    maker = Maker(7, catalogue, density=0.7)
    maker.fill(1)
    before = contents(catalogue)
    done = 0

    def watch(label: str) -> None:
        nonlocal before, done
        step = catalogue.steps(1)[0]
        newest = catalogue._connection.execute("SELECT max(id) FROM step").fetchone()[0]
        assert newest > done, label
        done = newest
        assert changes_of(catalogue, newest), label
        assert step
        assert_journal_tells(catalogue, newest, before)
        before = contents(catalogue)

    gift, _ = records.add(workspace, maker.record("gift"))
    watch("add")
    other, _ = records.add(workspace, maker.record("gift"))
    watch("add")
    record = workspace.record(gift)
    records.save(workspace, record, record.with_values(title="Another title", objects=()))
    watch("save")
    records.duplicate(workspace, gift)
    watch("duplicate")
    records.merge(workspace, gift, [other])
    watch("merge")
    records.trash(workspace, [gift])
    watch("trash")
    records.empty_trash(workspace)
    watch("empty the trash")
    vocabularies.rename_term(workspace, "material", "material jade", "nephrite")
    watch("rename a term")
    vocabularies.merge_terms(workspace, "material", "nephrite", "material Peking")
    watch("merge terms")
    with catalogue.step("A setting") as writer:
        writer.put_setting("number_pattern", "{next}")
    watch("a setting")
    history.undo(workspace, 1)
    watch("undo")
    history.redo(workspace, 1)
    watch("redo")
    history.undo(workspace, 4)
    done = catalogue._connection.execute("SELECT max(id) FROM step").fetchone()[0]
    before = contents(catalogue)
    history.bring_back(workspace, gift, catalogue.steps()[-1].id + 8)
    watch("bring back")


def test_a_write_outside_a_step_fails_in_every_journalled_table(catalogue: Catalogue) -> None:
    Maker(3, catalogue, density=1.0).fill(4)
    with catalogue.step("The rest") as writer:
        writer.put_setting("number_pattern", "{next}")
        writer.connection.execute("INSERT INTO saved_search (title, query) VALUES ('a', 'b')")
        writer.connection.execute("INSERT INTO alias (uid, record) VALUES ('u', 1)")
    before = catalogue.data_tables()
    for table in tables.JOURNALLED:
        assert before[table], table
        with pytest.raises(sqlite3.IntegrityError, match=r"change\.step"):
            catalogue._connection.execute(f"UPDATE {table} SET id = id + 1000000")
        with pytest.raises(sqlite3.IntegrityError, match=r"change\.step"):
            catalogue._connection.execute(f"DELETE FROM {table}")
    assert catalogue.data_tables() == before


def test_a_writer_kept_after_its_step_cannot_write(catalogue: Catalogue) -> None:
    with catalogue.step("Over at once") as writer:
        pass
    with pytest.raises(sqlite3.IntegrityError):
        writer.put_term(Term("tag", "late"))
    assert not catalogue.terms("tag")[3:]


def test_insert_or_replace_journals_the_row_it_replaces(catalogue: Catalogue) -> None:
    with catalogue.step("A setting") as writer:
        writer.put_setting("a", "1")
    with catalogue.step("Replaced") as writer:
        writer.connection.execute("INSERT OR REPLACE INTO setting (key, value) VALUES ('a', '2')")
    step = catalogue.last_changes.step
    ops = [
        (change.op, change.old and change.old["value"]) for change in changes_of(catalogue, step)
    ]
    assert ops == [("delete", "1"), ("insert", None)]
    catalogue.undo(step)
    assert catalogue.setting("a") == "1"


def test_an_update_that_changes_nothing_is_no_step(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    number, _ = records.add(workspace, Record("visit", {"title": "A visit"}))
    record = workspace.record(number)
    assert not records.save(workspace, record, record)
    assert len(catalogue.steps()) == 1
    assert workspace.record(number).version == record.version


def test_a_row_written_as_it_was_is_not_journalled(catalogue: Catalogue) -> None:
    with catalogue.step("Added") as writer:
        writer.add(Record("visit", {"title": "A visit"}))
    with catalogue.step("Nothing") as writer:
        writer.connection.execute("UPDATE record SET title = title, version = version + 1")
    assert not catalogue.last_changes
    assert len(catalogue.steps()) == 1


def test_what_a_refused_verb_had_begun_is_not_in_the_journal(catalogue: Catalogue) -> None:
    changes = "SELECT count(*) FROM change"
    before = catalogue._connection.execute(changes).fetchone()

    def break_off() -> None:
        with catalogue.step("Broken off") as writer:
            writer.add(Record("visit", {"title": "A visit"}))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        break_off()
    assert catalogue._connection.execute(changes).fetchone() == before
    assert not catalogue.steps()
    assert catalogue._connection.execute("SELECT step FROM writing").fetchone() == (None,)


STORED: st.SearchStrategy[Stored] = st.one_of(
    st.none(),
    st.integers(-(2**63), 2**63 - 1),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(st.characters(codec="utf-8", exclude_characters="\x00")),
    st.sampled_from(WORDS),
    st.sampled_from(("'", "''", "','", "NULL", "a\nb", "1,2", "-1", "'); --", "x'00'", "\r\n")),
)


@settings(deadline=None, max_examples=300)
@given(st.lists(STORED, min_size=1, max_size=8))
def test_what_sqlite_quotes_is_read_back_as_it_was(values: list[Stored]) -> None:
    connection = sqlite3.connect(":memory:")
    try:
        quoted = " || ',' || ".join(f"quote(?{place + 1})" for place in range(len(values)))
        text = connection.execute(f"SELECT {quoted}", values).fetchone()[0]
    finally:
        connection.close()
    found = journal.unquote(text, len(values))
    assert found == values
    assert [type(value) for value in found] == [type(value) for value in values]
    for value, was in zip(found, values, strict=True):
        if isinstance(was, float):
            assert math.copysign(1, float(str(value))) == math.copysign(1, was) or was == 0


@pytest.mark.parametrize(
    "text",
    [
        "",
        "1,",
        ",1",
        "1,,2",
        "1 2",
        "'open",
        "'a'b'",
        "'''",
        "x'00'",
        "(SELECT 1)",
        "random()",
        "1;DROP TABLE record",
        "nullx",
        "9" * 30,
        "9" * 5000,
        "9223372036854775808",
        "1.5e",
        "--1",
        "+1",
        "Inf",
        "٣",
    ],
)
def test_what_sqlite_did_not_quote_is_damage(text: str) -> None:
    with pytest.raises(Damaged):
        journal.unquote(text, 1)


@settings(deadline=None)
@given(st.text(max_size=40), st.integers(1, 4))
def test_no_text_makes_reading_the_journal_fail_otherwise(text: str, count: int) -> None:
    with suppress(Damaged):
        assert len(journal.unquote(text, count)) == count


def damage(catalogue: Catalogue, sql: str, *values: Stored) -> None:
    """Alter the journal itself, as a tampered file would have it."""
    catalogue._connection.execute(sql, values)


@pytest.mark.parametrize(
    "old",
    [
        "garbage",
        "",
        "1,2,3",
        "'" + "a" * 100,
        "(SELECT 1)",
        "9" * 5000,
    ],
)
def test_undo_of_a_damaged_change_says_so_and_changes_nothing(
    workspace: Workspace, catalogue: Catalogue, old: str
) -> None:
    number, _ = records.add(workspace, Record("visit", {"title": "A visit"}))
    record = workspace.record(number)
    records.save(workspace, record, record.with_values(title="Another"))
    step = catalogue.last_changes.step
    damage(catalogue, "UPDATE change SET old = ? WHERE step = ? AND op = 'update'", old, step)
    before = catalogue.data_tables()
    with pytest.raises(Damaged):
        catalogue.undo(step)
    with pytest.raises(Damaged):
        catalogue.story_of(number)
    assert catalogue.data_tables() == before


@pytest.mark.parametrize(
    ("good", "bad"),
    [("'visit'", "'monster'"), ("'public'", "'secret'"), ("'A visit'", "NULL"), ("1,", "'x',")],
)
def test_undo_to_values_that_no_record_can_hold_is_damage(
    workspace: Workspace, catalogue: Catalogue, good: str, bad: str
) -> None:
    number, _ = records.add(workspace, Record("visit", {"title": "A visit"}))
    records.trash(workspace, [number])
    records.empty_trash(workspace)
    step = catalogue.last_changes.step
    damage(
        catalogue,
        "UPDATE change SET old = replace(old, ?, ?) WHERE step = ? AND shape = "
        "(SELECT id FROM shape WHERE name = 'record')",
        good,
        bad,
        step,
    )
    with pytest.raises(UserError):
        catalogue.undo(step)
    assert catalogue.record(number) is None


@pytest.mark.parametrize(
    "column",
    [
        'title" = (SELECT group_concat(name) FROM sqlite_master), "notes',
        "no_such_column",
        "title\" = 'x' --",
    ],
)
def test_names_of_columns_in_the_journal_are_never_run_as_sql(
    workspace: Workspace, catalogue: Catalogue, column: str
) -> None:
    number, _ = records.add(workspace, Record("visit", {"title": "A visit"}))
    record = workspace.record(number)
    records.save(workspace, record, record.with_values(title="Another"))
    step = catalogue.last_changes.step
    damage(catalogue, "INSERT INTO shape (id, name, columns) VALUES (999, 'record', ?)", column)
    damage(catalogue, "UPDATE change SET old = ?, shape = 999 WHERE step = ?", "'x'", step)
    with pytest.raises(UserError):
        catalogue.undo(step)
    assert workspace.record(number).title == "Another"


def test_a_table_that_is_not_journalled_is_never_written_from_the_journal(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    number, _ = records.add(workspace, Record("visit", {"title": "A visit"}))
    step = catalogue.last_changes.step
    damage(catalogue, "INSERT INTO shape (id, name, columns) VALUES (999, 'step', 'id\nlabel')")
    damage(catalogue, "UPDATE change SET shape = 999, op = 'delete', old = '1,2' WHERE row = 1")
    with pytest.raises(Damaged, match="step"):
        catalogue.undo(step)
    assert workspace.record(number)


def test_an_undo_that_would_leave_something_referred_to_is_refused_in_words(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    person, changes = records.add(workspace, Record("person", {"title": "Li"}))
    records.add(workspace, Record("gift", {"title": "A vase", "donor": (link_to(person),)}))
    before = catalogue.data_tables()
    with pytest.raises(Refused, match="A vase"):
        catalogue.undo(changes.step)
    assert catalogue.data_tables() == before


def test_a_long_text_of_every_script_survives_being_changed_and_undone(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    text = "“习近平” 'quoted'\n\n\t" * 20_000 + "\U0001f3fa"
    record = Record("visit", {"title": "A visit", "notes": text, "tags": (Row({"text": "a'b"}),)})
    number, _ = records.add(workspace, record)
    before = workspace.record(number)
    records.save(workspace, before, before.with_values(notes="", tags=()))
    history.undo(workspace)
    after = workspace.record(number)
    assert after["notes"] == text
    assert after.rows("tags") == before.rows("tags")
