"""What became of a record, told field by field from the journal."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.store.making import Maker, assert_index_is_sound, dated, link_to

from catalog_app.domain.errors import NotFound, Refused
from catalog_app.domain.fieldtypes import Row
from catalog_app.domain.records import Record
from catalog_app.services import history, records, vocabularies
from catalog_app.services.history import FieldChange
from catalog_app.services.workspace import Workspace
from catalog_app.store.catalogue import Catalogue


def told(workspace: Workspace, number: int, step: int | None = None) -> list[tuple[str, str, str]]:
    """Field, before and after of each change, oldest first; of one step only, if given."""
    found: list[FieldChange] = history.record_history(workspace, number)
    return [
        (change.field, change.before, change.after)
        for change in reversed(found)
        if step is None or change.step.id == step
    ]


def test_each_edit_is_told_with_the_values_before_and_after(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    number, _ = records.add(workspace, Record("visit", {"title": "First", "purpose": "Trade"}))
    for title in ("Second", "Third"):
        record = workspace.record(number)
        records.save(workspace, record, record.with_values(title=title, date=dated("June 1983")))
    record = workspace.record(number)
    records.save(workspace, record, record.with_values(purpose="", visibility="internal"))
    assert sorted(told(workspace, number)) == [
        ("date", "", "June 1983"),
        ("purpose", "", "Trade"),
        ("purpose", "Trade", ""),
        ("title", "", "First"),
        ("title", "First", "Second"),
        ("title", "Second", "Third"),
        ("visibility", "Public", "Internal"),
    ]
    steps = [change.step.id for change in history.record_history(workspace, number)]
    assert steps == sorted(steps, reverse=True)


def test_rows_within_rows_are_told_by_the_fields_that_lead_to_them(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    person, _ = records.add(workspace, Record("person", {"title": "Li"}))
    source, _ = records.add(workspace, Record("source", {"title": "Gazette"}))
    material = vocabularies.find_term(workspace, "material", "material jade").id
    citation = Row({"source": source, "locator": "p. 7"})
    thing = Row(
        {
            "title": "Cabbage",
            "materials": (Row({"term": material, "text": "jade"}),),
            "valuation": (Row({"amount": Decimal("0.10"), "citations": (citation,)}),),
            "maker": (link_to(person, capacity="carver"),),
        }
    )
    gift, changes = records.add(workspace, Record("gift", {"title": "A gift", "objects": (thing,)}))
    assert set(told(workspace, gift, changes.step)) >= {
        ("objects", "", "Cabbage"),
        ("objects.materials", "", "material jade; jade"),
        ("objects.valuation", "", "0.10"),
        ("objects.valuation.citations", "", "Gazette; p. 7"),
        ("objects.maker", "", "Li; carver"),
    }
    record = workspace.record(gift)
    (row,) = record.rows("objects")
    materials = row.values["materials"]
    assert isinstance(materials, tuple)
    (material_row,) = materials
    renamed = replace(material_row, values={**material_row.values, "text": "nephrite"})
    changed = replace(row, values={**row.values, "materials": (renamed,), "maker": ()})
    changes = records.save(workspace, record, record.with_values(objects=(changed,)))
    assert set(told(workspace, gift, changes.step)) == {
        ("objects.materials", "material jade; jade", "material jade; nephrite"),
        ("objects.maker", "Li; carver", ""),
    }
    record = workspace.record(gift)
    changes = records.save(workspace, record, record.with_values(objects=()))
    assert set(told(workspace, gift, changes.step)) == {
        ("objects", "Cabbage", ""),
        ("objects.materials", "material jade; nephrite", ""),
        ("objects.valuation", "0.10", ""),
        ("objects.valuation.citations", "Gazette; p. 7", ""),
    }
    history.undo(workspace)
    undone = told(workspace, gift)[-4:]
    assert ("objects.materials", "", "material jade; nephrite") in undone
    assert workspace.record(gift).rows("objects") == record.rows("objects")


def test_trash_restoring_and_undo_are_part_of_the_story(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    number, _ = records.add(workspace, Record("visit", {"title": "A visit"}))
    records.trash(workspace, [number])
    at = workspace.record(number).trashed_at
    records.restore(workspace, [number])
    history.undo(workspace)
    assert told(workspace, number) == [
        ("title", "", "A visit"),
        ("trashed_at", "", at),
        ("trashed_at", at, ""),
        ("trashed_at", "", at),
    ]
    labels = [change.step.label for change in history.record_history(workspace, number)]
    assert labels[0].startswith("Undo: ")


def test_a_record_that_never_was_has_no_story(workspace: Workspace) -> None:
    with pytest.raises(NotFound):
        history.record_history(workspace, 4711)


def test_stories_played_forwards_end_in_the_record_as_it_stands(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    maker = Maker(77, catalogue, density=0.6)
    numbers = maker.fill(1)
    for _ in range(6):
        for number in numbers:
            record = workspace.record(number)
            try:
                records.save(workspace, record, maker.edited(record))
            except Refused:
                continue
    for number in numbers:
        stories, steps = catalogue.story_of(number)
        assert {story.step for story in stories} == set(steps)
        state: dict[tuple[tuple[str, ...], int, bool], object] = {}
        for story in reversed(stories):
            own = story.path == () and set(story.before or {}) | set(story.after or {})
            place = (story.path, story.row, "title" in own if own else False)
            if story.path:
                assert state.get(place) == story.before
                state[place] = story.after
        record = workspace.record(number)
        rows = {
            (path, row): values
            for (path, row, _), values in state.items()
            if path and values is not None
        }
        stored = {
            (key,): {row.id for row in value}
            for key, value in record.values.items()
            if isinstance(value, tuple)
        }
        for path, ids in stored.items():
            assert {row for place, row in rows if place == path} == ids


def test_a_record_is_brought_back_as_a_step_left_it_with_its_rows(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    maker = Maker(5, catalogue, density=0.6)
    maker.fill(1)
    number = maker.live(("gift",))[0]
    versions = {}
    for _ in range(4):
        record = workspace.record(number)
        changes = records.save(workspace, record, maker.edited(record))
        versions[changes.step] = workspace.record(number).values
    for step, values in versions.items():
        if step:
            history.bring_back(workspace, number, step)
            assert workspace.record(number).values == values
    records.trash(workspace, [number])
    records.empty_trash(workspace)
    step, values = next((s, v) for s, v in versions.items() if s)
    history.bring_back(workspace, number, step)
    assert workspace.record(number).values == values
    with pytest.raises(Refused):
        history.bring_back(workspace, number, 1)


def test_a_record_brought_back_from_before_a_merge_is_without_the_rows_of_the_other(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    tenures = (Row({"title": "Chief"}), Row({"title": "Deputy"}))
    keep, changes = records.add(workspace, Record("person", {"title": "Keep"}))
    other, _ = records.add(workspace, Record("person", {"title": "Other", "tenures": tenures}))
    records.add(workspace, Record("gift", {"title": "A gift", "donor": (link_to(other),)}))
    before, uid = workspace.record(keep).values, workspace.record(other).uid
    records.merge(workspace, keep, [other])
    merged = workspace.record(keep).values
    assert len(workspace.record(keep).rows("tenures")) == 2
    history.bring_back(workspace, keep, changes.step)
    assert workspace.record(keep).values == before
    assert catalogue.resolve(uid) == keep
    assert len(catalogue.incoming(keep)) == 1
    assert not catalogue._connection.execute("PRAGMA foreign_key_check").fetchall()
    assert_index_is_sound(catalogue)
    history.undo(workspace)
    assert workspace.record(keep).values == merged
    history.undo(workspace)
    assert catalogue.resolve(uid) == other
    assert_index_is_sound(catalogue)
