"""What became of a record, in words; steps taken back, and earlier versions brought back."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from catalog_app.domain.errors import NotFound, Refused
from catalog_app.services import history, records
from catalog_app.services.records import edit_from
from catalog_app.services.workspace import Workspace

Add = Callable[..., int]
Show = Callable[[int], dict[str, Any]]


def newest(workspace: Workspace, number: int) -> list[tuple[str, str, str]]:
    """Label, before and after of what the newest step did to a record."""
    changes = history.record_history(workspace, number)
    return [
        (change.label, change.before, change.after)
        for change in changes
        if change.step.id == changes[0].step.id
    ]


@pytest.mark.parametrize(
    ("text", "label", "before", "after"),
    [
        ("title=Bowl", "Title", "Vase", "Bowl"),
        ("date=May 1986", "Date", "1985", "May 1986"),
        ("date=", "Date", "1985", ""),
        ("direction=given", "Direction", "Received", "Given"),
        ("status=checked", "Status", "Draft", "Checked"),
        ("certainty=uncertain", "Certainty", "Stated", "Uncertain"),
        ("acquisition=purchase", "Manner of acquisition", "gift", "purchase"),
        ("valuation+=1500", "Valuation", "", "1500"),
        ("donor+=Li;as=Mayor", "Presented by", "", "Li; Mayor"),
        ("recipient=", "Recipient", "Kim; Premier", ""),
        ("tags+=Silk", "Tags", "", "Silk"),
        ('objects+={"title": "Lid", "count": 2}', "Objects", "", "Lid; 2"),
        ("citations+=Book", "Sources", "", "Book"),
    ],
)
def test_a_change_is_told_by_label_and_in_words(
    workspace: Workspace, add: Add, text: str, label: str, before: str, after: str
) -> None:
    number = add("gift", "title=Vase", "date=1985", "acquisition=gift", "recipient=Kim;as=Premier")
    edit_from(workspace, number, [text])
    [(told, was, is_)] = newest(workspace, number)
    assert (told, was.casefold(), is_.casefold()) == (label, before.casefold(), after.casefold())


def test_the_beginning_is_told_without_a_before(workspace: Workspace, add: Add) -> None:
    number = add("person", "title=Kim", "date=1912")
    told = newest(workspace, number)
    assert ("Born", "", "1912") in told
    assert all(before == "" for _, before, _ in told)


def test_a_date_printed_alike_and_understood_otherwise_is_told(
    workspace: Workspace, add: Add
) -> None:
    number = add("gift", "title=a", 'date={"text": "spring", "edtf": "1986"}', "donor=Li;date=1985")
    edit_from(workspace, number, ['date={"text": "spring", "edtf": "1987"}'])
    assert newest(workspace, number) == [("Date", "spring [1986]", "spring [1987]")]


def test_rows_within_objects_are_told(workspace: Workspace, add: Add, show: Show) -> None:
    number = add("gift", "title=a", 'objects={"title": "Vase", "materials": ["jade"]}')
    objects = show(number)["objects"]
    objects[0]["materials"][0]["text"] = "Jadework"
    edit_from(workspace, number, [f"objects={json.dumps(objects)}"])
    assert newest(workspace, number) == [("Materials", "jade", "jade; Jadework")]


def test_the_trash_is_told(workspace: Workspace, add: Add) -> None:
    number = add("gift", "title=a")
    records.trash(workspace, [number])
    [(label, before, after)] = newest(workspace, number)
    assert (label, before, bool(after)) == ("In the trash since", "", True)


def test_there_is_no_history_of_what_never_was(workspace: Workspace) -> None:
    with pytest.raises(NotFound, match="There is no record 99"):
        history.record_history(workspace, 99)
    with pytest.raises(Refused, match="did not exist"):
        history.bring_back(workspace, 99, 1)


def test_an_earlier_version_comes_back_whole_and_as_a_step(workspace: Workspace, add: Add) -> None:
    number = add("gift", "title=Vase", "donor=Li;as=Mayor", 'objects={"parts": ["Lid"]}')
    made = workspace.store.steps()[0].id
    first = workspace.record(number)
    edit_from(workspace, number, ["title=Bowl", "donor=", "objects=", "location=Hall 3"])
    second, edited = workspace.record(number), workspace.store.steps()[0].id
    history.bring_back(workspace, number, made)
    assert workspace.record(number).values == first.values
    assert workspace.record(number).version > second.version
    assert workspace.store.steps()[0].label == "Brought back an earlier version of “Bowl”"
    history.bring_back(workspace, number, edited)
    assert workspace.record(number).values == second.values
    assert len(history.undo(workspace, 2)) == 2
    assert workspace.record(number).values == second.values


def test_undo_and_redo_do_what_there_is_and_say_so(workspace: Workspace, add: Add) -> None:
    add("gift", "title=a")
    add("gift", "title=b")
    labels = [step.label for step in history.undo(workspace, 9)]
    assert labels[:2] == ["Added gift “b”", "Added gift “a”"]
    assert workspace.store.counts()["gift"] == 0
    assert history.undo(workspace) == []
    assert [step.label for step in history.redo(workspace, 9)] == labels[::-1]
    assert history.redo(workspace) == []
    assert workspace.store.counts()["gift"] == 2


def test_a_step_that_later_ones_build_upon_is_taken_back_with_them_or_not_at_all(
    workspace: Workspace, add: Add
) -> None:
    number = add("gift", "title=a")
    step = workspace.store.steps()[0].id
    edit_from(workspace, number, ["notes=x"])
    with pytest.raises(Refused, match="Later steps build upon “Added gift “a””: “Changed gift"):
        history.undo_step(workspace, step)
    assert len(history.undo_step(workspace, step, with_later=True)) == 2
    assert workspace.store.record(number) is None
    with pytest.raises(NotFound, match="There is no step 999"):
        history.undo_step(workspace, 999)


def test_a_record_deleted_for_good_still_has_its_history(workspace: Workspace) -> None:
    number, _ = records.add_from(workspace, "gift", ["title=Vase", "donor=Hu"])
    records.trash(workspace, [number])
    records.empty_trash(workspace)
    told = {(change.field, change.before) for change in history.record_history(workspace, number)}
    assert ("title", "Vase") in told
    assert any(field == "donor" and "Hu" in before for field, before in told)
