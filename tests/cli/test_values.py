"""FIELD=VALUE in every form: links, compound values, several times, cleared, from a file."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Xenion


def added(xenion: Xenion, catalogue: Path, kind: str, *assignments: str) -> Any:
    """A new record as ``show --json`` gives it."""
    number = xenion.json("add", catalogue, kind, *assignments)["id"]
    return xenion.json("show", catalogue, number)


def test_a_name_makes_a_person(xenion: Xenion, empty: Path) -> None:
    gift = added(xenion, empty, "gift", "title=Vase", "donor=Kim A")
    assert [(link["kind"], link["title"]) for link in gift["donor"]] == [("person", "Kim A")]


def test_a_name_can_say_that_it_is_an_organisation_or_a_place(xenion: Xenion, empty: Path) -> None:
    gift = added(
        xenion, empty, "gift", "title=Vase", "donor=organisation:Ministry", "place=place:Beijing"
    )
    assert [(link["kind"], link["title"]) for link in gift["links"]] == [
        ("organisation", "Ministry"),
        ("place", "Beijing"),
    ]


def test_a_capacity_is_added_with_as(xenion: Xenion, empty: Path) -> None:
    donor = "donor=organisation:Liaoning Border Trade Company;as=general manager"
    gift = added(xenion, empty, "gift", "title=Vase", donor)
    assert gift["donor"][0]["title"] == "Liaoning Border Trade Company"
    assert gift["donor"][0]["capacity"] == "general manager"


def test_a_link_can_hold_its_date_its_certainty_and_an_alternative(
    xenion: Xenion, empty: Path
) -> None:
    gift = added(
        xenion,
        empty,
        "gift",
        "title=Vase",
        "donor=Kim A;as=Premier;date=April 2002;certainty=uncertain;alt=1",
        "donor+=Kim B;alt=1",
    )
    first, second = gift["donor"]
    assert (first["capacity"], first["date"]["edtf"]) == ("Premier", "2002-04")
    assert (first["certainty"], first["alternative"]) == ("uncertain", 1)
    assert second["alternative"] == 1


def test_a_number_links_to_the_record_that_is_there(xenion: Xenion, empty: Path) -> None:
    person = xenion.json("add", empty, "person", "title=Kim A")["id"]
    gift = added(xenion, empty, "gift", "title=Vase", f"donor=#{person}")
    assert [link["id"] for link in gift["donor"]] == [person]
    assert xenion.json("info", empty)["records"]["person"] == 1


def test_a_name_that_is_known_makes_nothing_new(xenion: Xenion, empty: Path) -> None:
    xenion.json("add", empty, "person", "names+=Ro Myong", "names+=盧明")
    for name in ("ro  MYONG", "盧明"):
        assert added(xenion, empty, "gift", "title=Vase", f"donor={name}")["donor"][0]["id"] == 1
    assert xenion.json("info", empty)["records"]["person"] == 1


def test_a_name_twice_in_one_command_is_one_person(xenion: Xenion, empty: Path) -> None:
    gift = added(xenion, empty, "gift", "title=Vase", "donor=Kim A", "presenter=Kim A")
    assert gift["donor"][0]["id"] == gift["presenter"][0]["id"]


def test_add_tells_which_records_it_made_beside(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "person", "title=Kim A")
    assignments = ("title=Vase", "donor=Kim A", "recipient=Kim B")
    found = xenion.json("add", empty, "gift", *assignments)
    assert [xenion.json("show", empty, made)["title"] for made in found["made"]] == ["Kim B"]
    assert "person #4 “Kim C”" in xenion.done("edit", empty, found["id"], "recipient=Kim C").out


def test_compound_values_are_json_with_the_declared_keys(xenion: Xenion, empty: Path) -> None:
    gift = added(
        xenion,
        empty,
        "gift",
        "title=Two things",
        'objects+={"title": "Cabbage", "materials": ["jade"], "count": 2}',
        'objects+={"title": "Scroll", "dimensions": [{"type": "height", "amount": 12.50}]}',
    )
    first, second = gift["objects"]
    assert (first["title"], first["count"], first["materials"][0]["term"]) == ("Cabbage", 2, "jade")
    assert second["dimensions"][0]["amount"] == "12.50"


def test_a_list_in_json_gives_several_rows_at_once(xenion: Xenion, empty: Path) -> None:
    gift = added(xenion, empty, "gift", "title=Two", 'objects=[{"title": "One"}, "Two"]')
    assert [thing["title"] for thing in gift["objects"]] == ["One", "Two"]


def test_a_valuation_is_added_and_none_is_taken_away(xenion: Xenion, empty: Path) -> None:
    gift = added(xenion, empty, "gift", "title=Vase")["id"]
    value = 'valuation+={"amount": 1500, "currency": "USD", "date": "2001-01-01"}'
    xenion.done("edit", empty, gift, value)
    xenion.done("edit", empty, gift, "valuation+=2000.50")
    amounts = [row["amount"] for row in xenion.json("show", empty, gift)["valuation"]]
    assert amounts == ["1500", "2000.50"]
    assert "undo" in xenion.refused("edit", empty, gift, "valuation=")
    assert [hit["id"] for hit in xenion.json("search", empty, "value:>2000")["records"]] == [gift]


def test_equals_sets_plus_equals_adds_and_nothing_clears(xenion: Xenion, empty: Path) -> None:
    gift = added(xenion, empty, "gift", "title=Vase", "tags=one", "tags+=two", "summary=Fine")

    def tags() -> list[str]:
        return [row["term"] for row in xenion.json("show", empty, gift["id"]).get("tags", [])]

    assert tags() == ["one", "two"]
    xenion.done("edit", empty, gift["id"], "tags+=three")
    assert tags() == ["one", "two", "three"]
    xenion.done("edit", empty, gift["id"], "tags=four")
    assert tags() == ["four"]
    xenion.done("edit", empty, gift["id"], "tags=", "summary=")
    assert tags() == []
    assert "summary" not in xenion.json("show", empty, gift["id"])


def test_the_printed_text_of_a_date_is_kept(xenion: Xenion, empty: Path) -> None:
    date = added(xenion, empty, "gift", "title=Vase", "date=July Juche 75 (1986)")["date"]
    assert (date["text"], date["edtf"]) == ("July Juche 75 (1986)", "1986-07")
    assert (date["lo"], date["hi"]) == ("1986-07-01", "1986-07-31")


def test_a_date_that_is_nonsense_is_kept_and_flagged(xenion: Xenion, empty: Path) -> None:
    outcome = xenion.done("add", empty, "gift", "title=Vase", "date=garble at noon", "--json")
    assert "not understood" in outcome.err
    date = xenion.json("show", empty, outcome.json["id"])["date"]
    assert (date["text"], date["edtf"]) == ("garble at noon", "")
    assert date["lo"] is date["hi"] is None


def test_a_value_can_come_from_standard_input(xenion: Xenion, empty: Path) -> None:
    text = "First line\r\n\r\nSecond: 한국어 = 1\n"
    number = xenion.json(
        "add", empty, "gift", "title=Vase", "summary=-", stdin=b"\xef\xbb\xbf" + text.encode()
    )["id"]
    assert xenion.json("show", empty, number)["summary"] == "First line\n\nSecond: 한국어 = 1"


def test_rows_can_come_from_standard_input(xenion: Xenion, empty: Path) -> None:
    rows = json.dumps([{"title": "One"}, {"title": "Two"}]).encode()
    number = xenion.json("add", empty, "gift", "title=Vase", "objects+=-", stdin=rows)["id"]
    assert len(xenion.json("show", empty, number)["objects"]) == 2


def test_standard_input_is_read_for_one_field_only(xenion: Xenion, empty: Path) -> None:
    xenion.wrong("add", empty, "gift", "title=-", "summary=-")


def test_a_value_may_hold_an_equals_sign_and_begin_with_a_hyphen(
    xenion: Xenion, empty: Path
) -> None:
    gift = added(xenion, empty, "gift", "title=a=b", "summary=-5 degrees", "notes=--json")
    assert (gift["title"], gift["summary"], gift["notes"]) == ("a=b", "-5 degrees", "--json")


def test_an_edit_is_one_step_whatever_it_changes(xenion: Xenion, empty: Path) -> None:
    gift = added(xenion, empty, "gift", "title=Vase")["id"]
    before = len(xenion.json("history", empty)["steps"])
    step = xenion.json(
        "edit", empty, gift, "title=Bowl", "donor=Kim A", "tags=new tag", "objects+=Bowl"
    )["step"]
    steps = xenion.json("history", empty)["steps"]
    assert len(steps) == before + 1
    assert steps[0]["id"] == step


def test_an_edit_that_changes_nothing_says_so_and_makes_no_step(
    xenion: Xenion, empty: Path
) -> None:
    gift = added(xenion, empty, "gift", "title=Vase")["id"]
    before = xenion.json("history", empty)
    assert "Nothing changed" in xenion.done("edit", empty, gift, "title=Vase").out
    assert xenion.json("history", empty) == before


def test_a_doubt_is_told_and_stands_in_nobodys_way(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "person", "title=Kim A", "died=1994")
    outcome = xenion.done("add", empty, "gift", "title=Vase", "date=2001", "recipient=Kim A")
    assert "Kim A had died" in outcome.err
    assert outcome.out.startswith("Added gift")


@pytest.mark.parametrize("kind", ["visit", "event", "gift", "message", "person", "place"])
def test_every_kind_can_be_added_and_shown(xenion: Xenion, empty: Path, kind: str) -> None:
    record = added(xenion, empty, kind, "title=It")
    assert (record["kind"], record["title"]) == (kind, "It")
    assert xenion.json("search", empty, "", "--kind", kind)["total"] == 1
