"""What is suggested for what is typed."""

from __future__ import annotations

import pytest

from catalog_app.domain import dates
from catalog_app.domain.kinds import PARTIES
from catalog_app.domain.records import Record
from catalog_app.services import records
from catalog_app.services.completing import (
    Suggestion,
    fit,
    offices_on,
    suggest,
    suggest_terms,
)
from catalog_app.services.workspace import Workspace


def marked(found: Suggestion) -> list[str]:
    return [found.matched[start:end] for start, end in found.spans]


@pytest.mark.parametrize(
    ("typed", "variant", "part"),
    [
        ("김정일", "김정일", "김정일"),
        ("김정", "김정일", "김정"),
        ("金正", "金正日", "金正"),
        ("kim jong il", "Kim Jong Il", "Kim Jong Il"),
        ("KIM JONG I", "Kim Jong Il", "Kim Jong I"),
    ],
)
def test_a_person_is_found_by_names_in_any_script(
    sample: Workspace, typed: str, variant: str, part: str
) -> None:
    first = suggest(sample, typed, ("person",))[0]
    assert first.name == "Kim Jong Il"
    assert first.matched == variant
    assert marked(first) == [part]
    assert first.detail
    assert first.links > 0


def test_names_in_other_scripts_come_along(sample: Workspace) -> None:
    assert suggest(sample, "Kim Jong Il", ("person",))[0].others == ("김정일", "金正日")
    assert suggest(sample, "김정일", ("person",))[0].others == ("金正日",)


def test_an_exact_name_comes_before_those_it_begins(workspace: Workspace) -> None:
    for title in ("Li Peng", "Li Pengfei", "Zhang Li", "Li"):
        records.add(workspace, Record("person", {"title": title}))
    found = suggest(workspace, "li", PARTIES)
    assert found[0].name == "Li"
    assert [each.exact for each in found] == [True, False, False, False]
    assert found[-1].name == "Zhang Li"


def test_only_live_records_of_the_kinds_asked_for_are_suggested(workspace: Workspace) -> None:
    number, _ = records.add(workspace, Record("person", {"title": "Dandong"}))
    records.add(workspace, Record("place", {"title": "Dandong"}))
    records.trash(workspace, [number])
    assert [each.kind for each in suggest(workspace, "dan", (*PARTIES, "place"))] == ["place"]
    assert suggest(workspace, "dan", ("person",)) == []


def test_nothing_is_suggested_for_nothing(sample: Workspace) -> None:
    assert suggest(sample, " … ", PARTIES) == []


def test_visits_are_told_apart_by_their_dates(sample: Workspace) -> None:
    found = suggest(sample, "visit", ("visit",))
    assert found
    assert any(each.detail for each in found)


@pytest.mark.parametrize(
    ("name", "typed", "rank", "parts"),
    [
        ("Kim Chŏng-il", "kim chong", 1, ["Kim Chŏng"]),
        ("Kim Chŏng-il", "kim chongil", 0, ["Kim Chŏng-il"]),
        ("P’yŏngyang", "pyong", 1, ["P’yŏng"]),
        ("Li Peng", "peng", 2, ["Peng"]),
        ("Committee of the Party", "party comm", 3, ["Comm", "Party"]),
        ("Li Peng", "eng", 4, []),
    ],
)
def test_what_accounts_for_the_typed_text_is_marked(
    name: str, typed: str, rank: int, parts: list[str]
) -> None:
    found, spans = fit(name, typed.split())
    assert found == rank
    assert [name[start:end] for start, end in spans] == parts


def test_terms_are_suggested_with_the_term_above(workspace: Workspace) -> None:
    jade = suggest_terms(workspace, "material", "JAD")[0]
    assert jade.term.label == "jade"
    assert jade.spans == ((0, 3),)
    assert jade.parent == "stone"
    assert suggest_terms(workspace, "material", "jade")[0].exact
    assert len(suggest_terms(workspace, "material", "", limit=5)) == 5


def test_the_office_held_at_a_date_comes_first(workspace: Workspace) -> None:
    tenure = '{"title": "Premier", "start": "1998", "end": "2003"}'
    number, _ = records.add_from(
        workspace,
        "person",
        [
            "title=Zhu",
            'tenures+={"title": "Mayor", "start": "1988", "end": "1991"}',
            f"tenures+={tenure}",
        ],
    )
    records.add_from(
        workspace, "gift", ["title=Vase", "date=2000", f"donor=#{number};as=Head of a delegation"]
    )
    offices = offices_on(workspace, number, dates.understand("May 2000").value())
    assert [(office.text, office.held, office.fits) for office in offices] == [
        ("Premier", True, True),
        ("Mayor", True, False),
        ("Head of a delegation", False, False),
    ]
    assert offices[0].when == "1998 – 2003"
