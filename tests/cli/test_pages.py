"""`xenion show` without --json is a page to read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalog_app.domain.fields import fields_of, walk
from catalog_app.domain.kinds import KINDS

if TYPE_CHECKING:
    from tests.cli.conftest import Xenion


def page(xenion: Xenion, catalogue: Path, number: object) -> list[str]:
    """The lines of a record's page."""
    return xenion.done("show", catalogue, number).out.splitlines()


def section(lines: list[str], label: str) -> list[str]:
    """The lines of one section of a page, without their indentation."""
    start = lines.index(label) + 1
    return [line.strip() for line in lines[start : lines.index("", start)]]


@pytest.fixture
def gift(xenion: Xenion, empty: Path) -> list[str]:
    """The page of a gift in which much is filled in."""
    xenion.done(
        "add",
        empty,
        "gift",
        "title=Jade cabbage and a scroll",
        "number=1983.1",
        "date=June 1-13, Juche 72 (1983)",
        "donor=organisation:Border Trade Company;as=general manager;alt=1",
        "donor=Kim A;alt=1;certainty=uncertain",
        'objects+={"title": "Cabbage", "number": "1983.1.1", "materials": [{"term": "jade", '
        '"text": "Jadework"}], "dimensions": [{"type": "height", "amount": 12.50, "unit": "cm"}]}',
        "objects+=Scroll",
        'valuation+={"amount": 1500, "currency": "USD", "date": "2001-01-01", "basis": "market"}',
        "internal_notes=line one\n\nline two",
        "tags=food",
        "tags+=green",
        'citations+={"source": "Album", "locator": "line 7", "quotation": "a cabbage"}',
    )
    return page(xenion, empty, xenion.json("search", empty, "kind:gift")["records"][0]["id"])


def test_a_page_is_headed_by_the_title_and_what_it_is(gift: list[str]) -> None:
    assert gift[0] == "Jade cabbage and a scroll"
    assert set(gift[1]) == {"="}
    assert gift[2].startswith("Gift #")


def test_sections_come_in_the_order_of_the_declarations(gift: list[str]) -> None:
    heads = [line for line in gift if line and not line.startswith((" ", "=", "uid", "Added"))]
    assert heads[2:] == [
        "Main facts",
        "People and places",
        "Objects",
        "History",
        "Texts",
        "Sources and images",
        "Administration",
    ]


def test_a_date_is_shown_as_printed_in_words_and_as_edtf(gift: list[str]) -> None:
    dates = [line for line in section(gift, "Main facts") if line.startswith("Date")]
    assert dates == ["Date    June 1-13, Juche 72 (1983) = 1–13 June 1983 [1983-06-01/1983-06-13]"]


def test_a_capacity_stands_under_the_name_and_an_alternative_is_told(gift: list[str]) -> None:
    lines = section(gift, "People and places")
    assert lines[0].startswith("Presented by  1. Border Trade Company (#")
    assert lines[0].endswith("either this or another of group 1")
    assert lines[1] == "general manager"
    assert lines[3] == "uncertain"


def test_objects_are_numbered_with_their_parts_below(gift: list[str]) -> None:
    assert section(gift, "Objects") == [
        "Objects  1. Cabbage (1983.1.1)",
        "Materials: jade (“Jadework”)",
        "Dimensions: height 12.50 cm",
        "2. Scroll",
    ]


def test_a_history_row_is_told_with_its_date(gift: list[str]) -> None:
    assert section(gift, "History") == ["Valuation  2001-01-01: 1500 USD", "Basis: market"]


def test_a_citation_names_source_and_place(gift: list[str]) -> None:
    lines = section(gift, "Sources and images")
    assert lines[0].startswith("Sources  Album (#")
    assert lines[0].endswith("), line 7")
    assert lines[1] == "“a cabbage”"


def test_a_text_keeps_its_lines_and_tags_stand_on_one(gift: list[str]) -> None:
    start = gift.index("Texts")
    assert [line.strip() for line in gift[start + 1 : start + 4]] == [
        "Internal notes  line one",
        "",
        "line two",
    ]
    assert section(gift, "Administration") == ["Tags  food, green"]


def test_links_are_told_from_both_sides(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=Vase", "date=1983", "donor=Kim A;as=Premier")
    person = xenion.json("search", empty, "kind:person")["records"][0]["id"]
    gift_number = xenion.json("search", empty, "kind:gift")["records"][0]["id"]
    assert section(page(xenion, empty, person), "Linked from") == [
        f"Presented by (gift)  Vase, 1983 (#{gift_number})",
        "Premier",
    ]


def test_a_visit_shows_its_programme_once(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "visit", "title=Visit")
    xenion.done("add", empty, "event", "title=Talks", "visit=#1", "date=3 May 1983")
    lines = page(xenion, empty, 1)
    assert section(lines, "Programme") == ["1.  Talks, 3 May 1983 (#2)"]
    assert "Linked from" not in lines


def test_a_record_in_the_trash_says_so(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=Vase")
    xenion.done("trash", empty, 1)
    assert "in the trash since" in page(xenion, empty, 1)[2]


def test_long_texts_are_wrapped_and_nothing_is_lost(xenion: Xenion, empty: Path) -> None:
    words = " ".join(f"word{n}" for n in range(200))
    xenion.done("add", empty, "gift", "title=Long", f"summary={words}")
    lines = page(xenion, empty, 1)
    assert max(map(len, lines)) <= 100
    assert " ".join(" ".join(lines).split()).count(words) == 1


def test_a_catalogue_from_a_stranger_cannot_steer_the_terminal(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=a\u009b31mb\u202ec")
    for outcome in (
        xenion.done("show", empty, 1),
        xenion.done("search", empty, ""),
        xenion.done("history", empty),
    ):
        assert not {"\u009b", "\u202e"} & set(outcome.out)


def test_the_page_of_a_record_leaves_out_no_link_and_no_text(xenion: Xenion, sample: Path) -> None:
    shown = set()
    for kind in KINDS:
        hits = xenion.json("search", sample, "", "--kind", kind, "--limit", 4)["records"]
        for hit in hits:
            lines = page(xenion, sample, hit["id"])
            text = " ".join(" ".join(lines).split())
            record = xenion.json("show", sample, hit["id"])
            for link in record["links"] + record["incoming"]:
                assert f"(#{link['id']})" in text
                shown.add(link["role"])
            for key in ("summary", "notes"):
                assert " ".join(record.get(key, "").split()) in text
    assert {"donor", "visitor", "place"} <= shown


def test_every_declared_part_has_a_label() -> None:
    for kind in KINDS:
        assert all(field.label for field in walk(fields_of(kind)))
