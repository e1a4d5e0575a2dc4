"""Pages of records made for the purpose: history rows, trash, markup, many links, few queries."""

from __future__ import annotations

import json
from typing import Any

import pytest
from tests.services.conftest import Add

from catalog_app.services.history import bring_back
from catalog_app.services.pages import (
    HistoryBody,
    LinesBody,
    ObjectsBody,
    Page,
    StepsBody,
    build_page,
    page_text,
)
from catalog_app.services.records import edit_from, trash
from catalog_app.services.workspace import Workspace


def body_of(page: Page, key: str) -> Any:
    """What the section with this key holds."""
    return next(section.body for section in page.sections if section.key == key)


def test_the_newest_dated_row_of_each_type_is_current(add: Add, workspace: Workspace) -> None:
    number = add(
        "gift",
        "title=Vase",
        'valuation+={"amount": 1500, "currency": "USD", "date": "2001-01-01", "basis": "declared"}',
        'valuation+={"amount": 900, "currency": "USD", "date": "1999"}',
        'location+={"text": "Store room 3", "date": "2002"}',
        'disposition+={"term": "displayed", "date": "2019-03"}',
    )
    page = build_page(workspace, number)
    body = body_of(page, "history")
    assert isinstance(body, HistoryBody)
    told = [(row.type, row.text, row.current) for row in body.rows]
    assert told == [
        ("Disposition", "Displayed", True),
        ("Location", "Store room 3", True),
        ("Valuation", "USD 1,500, declared", True),
        ("Valuation", "USD 900", False),
    ]
    assert page.chips[0].text == "Displayed"
    assert page.chips[0].query == 'disposition:"Displayed"'


def test_an_object_tells_its_measures_inscriptions_parts_and_maker(
    add: Add, workspace: Workspace
) -> None:
    thing = {
        "title": "Globe",
        "count": 2,
        "dimensions": [
            {"type": "height", "amount": 30.5, "unit": "cm", "extent": "with base"},
            {"type": "width", "text": "a hand's breadth"},
        ],
        "inscriptions": [
            {
                "text": "九龍球",
                "translation": "Globe of nine dragons",
                "position_on": "on the plate",
            }
        ],
        "parts": [{"number": "a", "title": "Base"}],
        "maker": [{"target": "person:Li Ming", "capacity": "master"}],
        "disposition": [{"term": "displayed", "date": "2019"}],
    }
    number = add("gift", "title=Globe", f"objects={json.dumps(thing)}")
    page = build_page(workspace, number)
    body = body_of(page, "objects")
    assert isinstance(body, ObjectsBody)
    (globe,) = body.things
    facts = {fact.key: fact.statements for fact in globe.facts}
    assert globe.line == "2 pieces"
    assert globe.state == "Displayed"
    assert [s.text for s in facts["dimensions"]] == [
        "Height 30.5 cm (with base)",
        "Width: a hand's breadth",
    ]
    assert facts["inscriptions"][0].text == "九龍球"
    assert facts["inscriptions"][0].capacity == "“Globe of nine dragons” · on the plate"
    assert facts["parts"][0].text == "a Base"
    assert (facts["maker"][0].text, facts["maker"][0].capacity) == ("Li Ming", "master")
    maker = facts["maker"][0].target
    assert maker is not None
    assert body_of(build_page(workspace, maker.id), "gift.maker").lines[0].title == "Globe"


def test_a_page_holds_fifty_links_of_a_role_and_counts_all(add: Add, workspace: Workspace) -> None:
    person = add("person", "title=Giver")
    for place in range(53):
        add("gift", f"title=Gift {place}", f"donor=#{person}")
    body = body_of(build_page(workspace, person), "gift.donor")
    assert isinstance(body, LinesBody)
    assert (len(body.lines), body.total) == (50, 53)
    assert "and 3 more" in page_text(build_page(workspace, person))


def test_forty_givers_are_all_there(add: Add, workspace: Workspace) -> None:
    links = [{"target": f"person:Giver {place}", "capacity": "member"} for place in range(40)]
    number = add("gift", "title=From many", f"donor={json.dumps(links)}")
    page = build_page(workspace, number)
    donors = next(fact for fact in page.facts if fact.key == "donor")
    assert len(donors.statements) == 40


def test_markup_and_line_breaks_in_texts_stay_what_they_are(add: Add, workspace: Workspace) -> None:
    number = add("gift", "title=<b>Vase</b> & {dish}", "notes=<script>1</script>\nsecond line")
    text = page_text(build_page(workspace, number))
    assert "<b>Vase</b> & {dish}" in text
    assert "  <script>1</script>\n  second line" in text


def test_braces_in_a_name_do_not_disturb_rivals(add: Add, workspace: Workspace) -> None:
    rivals = [
        {"target": "person:{statement} {0}", "alternative": 1},
        {"target": "person:Other", "alternative": 1},
    ]
    number = add("gift", "title=Vase", f"donor={json.dumps(rivals)}")
    assert "either {statement} {0}" in page_text(build_page(workspace, number))


def test_a_page_in_the_trash_says_so(add: Add, workspace: Workspace) -> None:
    number = add("gift", "title=Vase")
    trash(workspace, [number])
    page = build_page(workspace, number)
    assert page.trashed
    assert page.chips[0].role == "trash"


def test_tags_ask_for_everything_that_has_them(add: Add, workspace: Workspace) -> None:
    number = add("gift", "title=Vase", "tags=To photograph")
    (tag,) = build_page(workspace, number).tags
    assert (tag.text, tag.query) == ("To photograph", 'tag:"To photograph"')


def test_a_step_of_the_history_can_be_brought_back(add: Add, workspace: Workspace) -> None:
    number = add("gift", "title=Vase")
    edit_from(workspace, number, ["title=Bowl"])
    body = body_of(build_page(workspace, number), "steps")
    assert isinstance(body, StepsBody)
    newest, first = body.steps
    assert newest.latest
    assert not first.latest
    bring_back(workspace, number, first.step)
    assert build_page(workspace, number).title == "Vase"


def test_a_date_that_was_not_understood_is_kept_as_text(add: Add, workspace: Workspace) -> None:
    number = add("gift", "title=Vase", "date=when the plums were ripe")
    page = build_page(workspace, number)
    assert page.date == "when the plums were ripe"
    assert page.date_note == "date kept as text"


@pytest.mark.parametrize("kind", ["visit", "gift", "event", "message"])
def test_a_record_without_a_date_says_that_none_is_stated(
    add: Add, workspace: Workspace, kind: str
) -> None:
    page = build_page(workspace, add(kind, "title=Something"))
    assert page.date == "Date not stated"


def test_a_visit_of_unknown_people_says_what_is_not_stated(add: Add, workspace: Workspace) -> None:
    page = build_page(workspace, add("visit", "title=Somebody came"))
    groups = body_of(page, "participants").groups
    assert [(group.role, group.missing) for group in groups] == [
        ("Visitor", "Not stated"),
        ("Host", "Not stated"),
    ]


def test_gifts_of_an_event_of_a_visit_count_as_received_on_it(
    add: Add, workspace: Workspace
) -> None:
    visit = add("visit", "title=Visit", "date=2000-05-29/31")
    event = add("event", "title=Banquet", f"visit=#{visit}", "date=2000-05-30")
    add("gift", "title=Vase", f"occasion=#{event}")
    page = build_page(workspace, visit)
    (card,) = body_of(page, "gifts").cards
    assert card.lines[-1].endswith("Banquet")
    (day,) = body_of(page, "programme").days
    assert (day.label, day.note, day.known) == ("30 May", "Tuesday", True)
