"""Terms: added, renamed, merged, and removed when nothing uses them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from catalog_app.domain.errors import NotFound, Refused
from catalog_app.domain.fieldtypes import Unreadable
from catalog_app.services import records, vocabularies
from catalog_app.services.history import undo
from catalog_app.services.searching import renew_index, search
from catalog_app.services.workspace import Workspace

Add = Callable[..., int]
Show = Callable[[int], dict[str, Any]]


def total(workspace: Workspace, query: str) -> int:
    renew_index(workspace)
    return search(workspace, query).total


def parent(workspace: Workspace, label: str) -> str | None:
    number = vocabularies.find_term(workspace, "material", label).parent
    term = workspace.store.term(number) if number else None
    return term.label if term else None


def make(workspace: Workspace, label: str, above: str = "") -> None:
    vocabularies.add_term(workspace, "material", label, above)


def test_a_term_is_found_in_any_spelling_and_added_once(workspace: Workspace) -> None:
    number, _ = vocabularies.add_term(workspace, "material", " Blue-john ", uri=" http://x \n")
    term = vocabularies.find_term(workspace, "material", "BLUE JOHN")
    assert (term.id, term.label, term.uri) == (number, "Blue-john", "http://x")
    with pytest.raises(Refused, match="“Blue-john” is in this vocabulary already; merge the two"):
        vocabularies.add_term(workspace, "material", "bluejohn")


@pytest.mark.parametrize("label", ["", "  ", "…", "\x00"])
def test_a_term_needs_a_label(workspace: Workspace, label: str) -> None:
    with pytest.raises(Refused, match="A term needs a label"):
        vocabularies.add_term(workspace, "material", label)


def test_what_is_not_there_is_told(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="There is no vocabulary “colour”: object_type, material"):
        vocabularies.add_term(workspace, "colour", "red")
    with pytest.raises(NotFound, match="“x” is not in the vocabulary “Materials”"):
        vocabularies.add_term(workspace, "material", "y", "x")
    with pytest.raises(Unreadable, match="too many"):
        vocabularies.add_term(workspace, "material", "x" * 10_000_000)


def test_records_follow_a_renamed_term_and_printed_words_stay(
    workspace: Workspace, add: Add, show: Show
) -> None:
    make(workspace, "Blue john")
    number = add(
        "gift", "title=a", 'objects={"materials": [{"term": "blue john", "text": "Fluor"}]}'
    )
    assert total(workspace, "material:blue") == 1
    vocabularies.rename_term(workspace, "material", "Blue john", "Fluorspar")
    assert show(number)["objects"][0]["materials"][0]["term"] == "Fluorspar"
    assert show(number)["objects"][0]["materials"][0]["text"] == "Fluor"
    assert total(workspace, "material:fluorspar") == 1
    assert total(workspace, "material:blue") == 0
    undo(workspace)
    assert total(workspace, "material:blue") == 1


def test_a_term_may_be_respelt_but_not_take_anothers_label(workspace: Workspace) -> None:
    make(workspace, "Blue john")
    make(workspace, "Fluorspar")
    vocabularies.rename_term(workspace, "material", "blue john", "Blue-John")
    with pytest.raises(Refused, match="merge the two"):
        vocabularies.rename_term(workspace, "material", "Blue-John", "FLUORSPAR")


def test_users_and_children_of_a_merged_term_pass_to_the_other(
    workspace: Workspace, add: Add, show: Show
) -> None:
    for label, above in (("Keep", ""), ("Gone", ""), ("Child", "Gone")):
        make(workspace, label, above)
    number = add("gift", "title=a", 'objects={"materials": ["Gone"]}')
    vocabularies.merge_terms(workspace, "material", "keep", "gone")
    assert show(number)["objects"][0]["materials"][0]["term"] == "Keep"
    assert parent(workspace, "Child") == "Keep"
    assert (total(workspace, "material:keep"), total(workspace, "material:gone")) == (1, 0)
    with pytest.raises(NotFound):
        vocabularies.find_term(workspace, "material", "Gone")
    undo(workspace)
    assert parent(workspace, "Child") == "Gone"
    assert total(workspace, "material:gone") == 1


@pytest.mark.parametrize(("keep", "gone"), [("C", "A"), ("B", "A"), ("A", "B"), ("A", "C")])
def test_merging_along_one_line_makes_no_circle(workspace: Workspace, keep: str, gone: str) -> None:
    for label, above in (("Top", ""), ("A", "Top"), ("B", "A"), ("C", "B"), ("D", "C")):
        make(workspace, label, above)
    vocabularies.merge_terms(workspace, "material", keep, gone)
    for label in {"Top", "A", "B", "C", "D"} - {gone}:
        way: list[str | None] = [label]
        while way[-1] is not None:
            assert len(way) < 6, way
            way.append(parent(workspace, way[-1]))
        assert way[-2] == "Top"


def test_a_record_that_used_both_says_it_once(workspace: Workspace, add: Add, show: Show) -> None:
    make(workspace, "Keep")
    make(workspace, "Gone")
    materials = '["Gone", "jade", "Keep", {"term": "Gone", "text": "as printed"}]'
    number = add("gift", "title=a", f'objects={{"materials": {materials}}}')
    thrown = add("gift", "title=b", f'objects={{"materials": {materials}}}')
    records.trash(workspace, [thrown])
    vocabularies.merge_terms(workspace, "material", "Keep", "Gone")
    for record in (number, thrown):
        rows = show(record)["objects"][0]["materials"]
        assert [(row["term"], row.get("text")) for row in rows] == [
            ("Keep", None),
            ("jade", None),
            ("Keep", "as printed"),
        ]
    undo(workspace)
    assert len(show(number)["objects"][0]["materials"]) == 4


def test_a_term_is_not_merged_with_itself(workspace: Workspace) -> None:
    with pytest.raises(Refused, match="cannot be merged with itself"):
        vocabularies.merge_terms(workspace, "material", "jade", "JADE")


def test_only_what_nothing_uses_is_removed(workspace: Workspace, add: Add) -> None:
    make(workspace, "Lone")
    make(workspace, "Used")
    make(workspace, "Parent")
    make(workspace, "Child", "Parent")
    add("gift", "title=a", 'objects={"materials": ["Used"]}')
    for label in ("Used", "Parent"):
        with pytest.raises(Refused, match=f"“{label}” is still in use \\(1×\\). Merge it"):
            vocabularies.remove_term(workspace, "material", label)
    vocabularies.remove_term(workspace, "material", "Lone")
    with pytest.raises(NotFound):
        vocabularies.find_term(workspace, "material", "Lone")
    undo(workspace)
    assert vocabularies.find_term(workspace, "material", "Lone")
