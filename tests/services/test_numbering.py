"""Numbers as they are proposed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from catalog_app.domain import dates
from catalog_app.domain.fieldtypes import Row, Value
from catalog_app.domain.records import Record
from catalog_app.services import records
from catalog_app.services.numbering import SETTING, next_free, next_item
from catalog_app.services.workspace import Workspace

Add = Callable[..., int]


def gift(date: str = "", **values: Value) -> Record:
    return Record("gift", {"title": "New", "date": dates.understand(date).value(), **values})


def use(workspace: Workspace, pattern: str) -> None:
    with workspace.store.step("Pattern") as writer:
        writer.put_setting(SETTING, pattern)


@pytest.mark.parametrize(
    ("date", "number"),
    [
        ("July Juche 75 (1986)", "1986.1"),
        ("1986/1988", "1986.1"),
        ("before 1911", "1910.1"),
        ("0987", "987.1"),
        ("-0044", "1"),
        ("", "1"),
        ("some day", "1"),
    ],
)
def test_the_year_is_that_of_the_date(workspace: Workspace, date: str, number: str) -> None:
    assert next_free(workspace, gift(date)) == number


def test_the_next_number_follows_the_highest_and_gaps_stay(workspace: Workspace, add: Add) -> None:
    for number in ("1986.1", "1986.12", "1986.9", "1985.40", "1986.x", "1986.3.7", "19860.99"):
        add("gift", "title=a", f"number={number}")
    assert next_free(workspace, gift("1986")) == "1986.13"
    assert next_free(workspace, gift("1985")) == "1985.41"
    assert next_free(workspace, gift("1987")) == "1987.1"


def test_numbers_in_the_trash_and_of_objects_are_not_given_out_again(
    workspace: Workspace, add: Add
) -> None:
    records.trash(workspace, [add("gift", "title=a", "number=1986.4")])
    assert next_free(workspace, gift("1986")) == "1986.5"
    add("gift", "title=b", 'objects={"number": "1986.7.1"}')
    assert next_free(workspace, gift("1986")) == "1986.8"


def test_years_are_not_taken_for_numbers_without_one(workspace: Workspace, add: Add) -> None:
    add("gift", "title=a", "number=1986.4")
    assert next_free(workspace, gift()) == "1"
    add("gift", "title=b", "number=12")
    assert next_free(workspace, gift()) == "13"


@pytest.mark.parametrize(
    ("pattern", "used", "number"),
    [
        ("G-{next}", "G-7", "G-8"),
        ("G{next}/{year}", "G5/1985", "G1/1986"),
        ("G{next}/{year}", "G5/1986", "G6/1986"),
        ("{year}_{next}", "1986_3", "1986_4"),
        ("{year}%{next}", "1986x3", "1986%1"),
        ("Acc. ", "Acc. 2", "Acc. 3"),
        ("({next})", "(9)", "(10)"),
    ],
)
def test_the_pattern_is_the_catalogues_own(
    workspace: Workspace, add: Add, pattern: str, used: str, number: str
) -> None:
    use(workspace, pattern)
    add("gift", "title=a", f"number={used}")
    assert next_free(workspace, gift("1986")) == number


def test_objects_are_numbered_within_their_gift() -> None:
    things = tuple(Row({"number": number}) for number in ("1986.5.1", "1986.5.4", "7", "1986.50.9"))
    assert next_item(gift(number="1986.5", objects=things)) == "1986.5.5"
    assert next_item(gift(number="1986.5")) == "1986.5.1"
    assert next_item(gift(objects=things)) == ""
