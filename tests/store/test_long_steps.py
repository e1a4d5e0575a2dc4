"""Steps of several transactions: imports that others work beside, cancel, or lose to a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.store.making import (
    Elsewhere,
    Maker,
    assert_index_is_sound,
    link_to,
    versions,
    workspace_on,
)

from catalog_app.domain.errors import NotFound, Refused
from catalog_app.domain.fieldtypes import Row
from catalog_app.domain.query import parse
from catalog_app.domain.records import Record
from catalog_app.domain.terms import Term
from catalog_app.services import history, records, vocabularies
from catalog_app.services.workspace import Workspace
from catalog_app.store import index
from catalog_app.store.catalogue import Catalogue


def visit(title: str) -> Record:
    return Record("visit", {"title": title})


def steps_left_open(catalogue: Catalogue) -> int:
    found = catalogue._connection.execute("SELECT count(*) FROM step WHERE open = 1").fetchone()
    return int(found[0])


def test_a_long_step_of_several_batches_is_undone_and_redone_as_one(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    empty = catalogue.data_tables()
    step = catalogue.begin_long_step("Import")
    for start in (0, 10):
        with catalogue.batch(step) as writer:
            for number in range(start, start + 10):
                writer.add(visit(f"Visit {number}"))
    changes = catalogue.end_long_step(step, "Imported 20 records")
    full = catalogue.data_tables()
    assert len(changes.records) == 20
    assert catalogue.last_changes == changes
    assert [step.label for step in catalogue.steps()] == ["Imported 20 records"]
    history.undo(workspace)
    assert catalogue.data_tables() == empty
    assert_index_is_sound(catalogue)
    history.redo(workspace)
    assert catalogue.data_tables() == full
    assert_index_is_sound(catalogue)


def test_a_long_step_under_way_is_no_step_to_undo_or_to_list(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    step = catalogue.begin_long_step("Import")
    with catalogue.batch(step) as writer:
        writer.add(visit("Imported"))
    assert not catalogue.steps()
    assert catalogue.next_undo() is None
    assert history.undo(workspace) == []
    with pytest.raises(Refused):
        catalogue.undo(step)
    with pytest.raises(NotFound):
        history.undo_step(workspace, step)
    catalogue.end_long_step(step, "Import")


def test_a_long_step_that_changed_nothing_leaves_no_step(catalogue: Catalogue) -> None:
    step = catalogue.begin_long_step("Import")
    with catalogue.batch(step):
        pass
    assert not catalogue.end_long_step(step, "Imported nothing")
    assert not catalogue.steps()
    assert steps_left_open(catalogue) == 0


def test_a_batch_that_fails_takes_back_only_itself(catalogue: Catalogue) -> None:
    step = catalogue.begin_long_step("Import")
    with catalogue.batch(step) as writer:
        writer.add(visit("Kept"))
    with pytest.raises(AssertionError), catalogue.batch(step) as writer:
        assert not writer.add(visit("Lost"))
    catalogue.end_long_step(step, "Import")
    assert catalogue.counts()["visit"] == 1
    assert_index_is_sound(catalogue)


def test_steps_made_between_batches_stand_before_the_long_step_in_the_order_of_undo(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    number, _ = records.add(workspace, visit("There before"))
    step = catalogue.begin_long_step("Import")
    with catalogue.batch(step) as writer:
        writer.add(visit("Imported first"))
    record = workspace.record(number)
    records.save(workspace, record, record.with_values(purpose="Edited meanwhile"))
    between = catalogue.data_tables()["visit"]
    with catalogue.batch(step) as writer:
        before = workspace.record(number)
        writer.change(before, before.with_values(outcome="Edited by the import"))
    changes = catalogue.end_long_step(step, "Import")
    labels = [step.label for step in catalogue.steps()]
    assert labels == ["Import", "Changed visit “There before”", "Added visit “There before”"]
    assert changes.step == catalogue.steps()[0].id
    history.undo(workspace)
    assert catalogue.data_tables()["visit"] == between[:1]
    assert workspace.record(number)["purpose"] == "Edited meanwhile"
    history.undo(workspace)
    assert workspace.record(number)["purpose"] == ""
    assert len(history.redo(workspace, 5)) == 2
    assert workspace.record(number)["outcome"] == "Edited by the import"


def test_what_a_long_step_has_changed_nobody_else_changes_before_it_ends(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    number, _ = records.add(workspace, visit("There before"))
    added = catalogue.last_changes.step
    step = catalogue.begin_long_step("The import")
    with catalogue.batch(step) as writer:
        before = workspace.record(number)
        writer.change(before, before.with_values(purpose="By the import"))
    record = workspace.record(number)
    state = catalogue.data_tables()
    with pytest.raises(Refused, match="The import"):
        records.save(workspace, record, record.with_values(purpose="By a person"))
    with pytest.raises(Refused, match="The import"):
        catalogue.undo(added)
    other = catalogue.begin_long_step("A second import")
    with pytest.raises(Refused, match="The import"), catalogue.batch(other) as writer:
        writer.change(record, record.with_values(purpose="By the second import"))
    catalogue.cancel(other)
    assert catalogue.data_tables() == state
    catalogue.end_long_step(step, "The import")
    records.save(workspace, record, record.with_values(purpose="By a person"))


def test_cancelling_leaves_no_trace_but_newer_versions(
    workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "AT_ONCE", 1)
    maker = Maker(5, catalogue)
    maker.fill(1)
    person, _ = records.add(workspace, Record("person", {"title": "Zhou"}))
    for number in range(3):
        gift = Record("gift", {"title": f"Gift {number}", "donor": (link_to(person),)})
        records.add(workspace, gift)
    data, steps, seen = catalogue.data_tables(), catalogue.steps(), versions(catalogue)
    journal = catalogue._connection.execute("SELECT count(*) FROM change").fetchone()
    step = catalogue.begin_long_step("Import")
    with catalogue.batch(step) as writer:
        before = workspace.record(person)
        writer.change(before, before.with_values(title="Renamed", names=()))
        writer.add(visit("Imported"))
    half_done = workspace.record(person)
    catalogue.cancel(step)
    assert catalogue.data_tables() == data
    assert catalogue.steps() == steps
    assert catalogue._connection.execute("SELECT count(*) FROM change").fetchone() == journal
    assert_index_is_sound(catalogue)
    assert catalogue.count(parse("donor:zhou")) == 3
    assert catalogue.count(parse("donor:renamed")) == 0
    assert all(versions(catalogue)[number] >= version for number, version in seen.items())
    with pytest.raises(Refused, match="changed elsewhere"):
        records.save(workspace, half_done, half_done.with_values(sort_name="From a stale form"))


def test_a_long_step_that_is_over_takes_no_more_batches_and_cannot_be_cancelled(
    catalogue: Catalogue,
) -> None:
    step = catalogue.begin_long_step("Import")
    with catalogue.batch(step) as writer:
        writer.add(visit("Imported"))
    catalogue.end_long_step(step, "Import")
    state = catalogue.data_tables()
    with pytest.raises(Refused), catalogue.batch(step) as writer:
        writer.add(visit("Late"))
    with pytest.raises(Refused):
        catalogue.cancel(step)
    with pytest.raises(Refused):
        catalogue.end_long_step(step, "Again")
    assert catalogue.data_tables() == state
    assert len(catalogue.steps()) == 1


def test_what_a_long_step_has_made_nobody_refers_to_before_it_ends(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    step = catalogue.begin_long_step("The import")
    with catalogue.batch(step) as writer:
        person = writer.add(Record("person", {"title": "Imported"}))
        tag = writer.put_term(Term("tag", "imported"))
    state = catalogue.data_tables()
    gift = Record("gift", {"title": "A vase", "donor": (link_to(person),)})
    with pytest.raises(Refused, match="The import"):
        records.add(workspace, gift)
    with pytest.raises(Refused, match="The import"):
        records.add(workspace, Record("visit", {"title": "A visit", "tags": (Row({"term": tag}),)}))
    assert catalogue.data_tables() == state
    with catalogue.batch(step) as writer:
        writer.add(gift)
    catalogue.end_long_step(step, "The import")
    records.add(workspace, gift)
    assert len(history.undo(workspace, 5)) == 2


def without_link_to_a_deleted_person(workspace: Workspace) -> int:
    """A long step that takes a link away, and a person deleted meanwhile for want of it."""
    catalogue = workspace.store
    person, _ = records.add(workspace, Record("person", {"title": "Li"}))
    gift = Record("gift", {"title": "A vase", "donor": (link_to(person),)})
    number, _ = records.add(workspace, gift)
    step = catalogue.begin_long_step("The import")
    with catalogue.batch(step) as writer:
        before = workspace.record(number)
        writer.change(before, before.with_values(donor=()))
    records.trash(workspace, [person])
    records.empty_trash(workspace)
    return step


def test_cancelling_what_cannot_be_taken_back_any_more_keeps_it_as_a_step_and_says_so(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    step = without_link_to_a_deleted_person(workspace)
    state = catalogue.data_tables()
    with pytest.raises(Refused, match="The import"):
        catalogue.cancel(step)
    assert catalogue.data_tables() == state
    assert steps_left_open(catalogue) == 0
    assert catalogue.steps()[0].label == "The import"
    assert_index_is_sound(catalogue)


def test_a_long_step_left_open_by_a_crash_is_taken_back_on_opening(folder: Path) -> None:
    with Catalogue(folder) as catalogue:
        records.add(workspace_on(catalogue), visit("There before"))
        state = catalogue.data_tables()
    elsewhere = Elsewhere(folder, importing=True)
    elsewhere.kill()
    with Catalogue(folder, write=False) as reading:
        assert reading.count(parse("imported")) == 1
    with Catalogue(folder) as catalogue:
        assert catalogue.data_tables() == state
        assert steps_left_open(catalogue) == 0
        assert_index_is_sound(catalogue)


def test_a_crashed_long_step_that_cannot_be_taken_back_does_not_lock_the_catalogue(
    folder: Path,
) -> None:
    with Catalogue(folder) as catalogue:
        without_link_to_a_deleted_person(workspace_on(catalogue))
        state = catalogue.data_tables()
    with Catalogue(folder) as catalogue:
        assert not catalogue.read_only_because
        assert catalogue.data_tables() == state
        assert catalogue.steps()[0].label == "The import"
        assert steps_left_open(catalogue) == 0


def test_terms_renamed_by_a_cancelled_import_are_found_by_their_old_labels(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    records.add_from(workspace, "gift", ["title=A bowl", "tags=official"])
    step = catalogue.begin_long_step("Import")
    with catalogue.batch(step) as writer:
        writer.put_term(vocabularies.find_term(workspace, "tag", "official"))
        term = vocabularies.find_term(workspace, "tag", "official")
        writer.put_term(type(term)("tag", "unofficial", term.id))
    assert catalogue.count(parse("tag:unofficial")) == 1
    catalogue.cancel(step)
    assert catalogue.count(parse("tag:unofficial")) == 0
    assert catalogue.count(parse("tag:official")) == 1
    assert_index_is_sound(catalogue)
