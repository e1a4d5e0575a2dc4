"""What people print is read as the documentation says, and nothing is guessed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from catalog_app.domain.dates import (
    DateValue,
    day_from_iso,
    display,
    iso,
    parse_edtf,
    read,
    understand,
)

_ROOT = Path(__file__).parents[3]
_FACTS = _ROOT.parent / "shared" / "facts"
_ROW = re.compile(r"\| `(?P<printed>[^`]+)` \|(?: (?:`(?P<edtf>[^`]*)`)? ?\|)?(?P<words>[^|]*)\|")


def _rows() -> Iterator[tuple[str, str | None, str]]:
    for line in (_ROOT / "docs" / "dates.md").read_text(encoding="utf-8").splitlines():
        match = _ROW.fullmatch(line)
        if match:
            yield match["printed"], match["edtf"], match["words"].strip()


_TABLE = list(_rows())
_UNDERSTOOD = [(printed, edtf, words) for printed, edtf, words in _TABLE if edtf]
_UNDATED = [printed for printed, edtf, words in _TABLE if not edtf and not words]
_KEPT = [(printed, words) for printed, edtf, words in _TABLE if not edtf and words]


def test_the_documentation_has_all_its_tables() -> None:
    assert len(_UNDERSTOOD) > 100
    assert len(_UNDATED) >= 5
    assert len(_KEPT) >= 10


@pytest.mark.parametrize(("printed", "edtf", "words"), _UNDERSTOOD)
def test_a_printed_form_is_read_as_documented(printed: str, edtf: str, words: str) -> None:
    reading = understand(printed)
    assert reading.understood, reading.note
    assert reading.edtf == edtf
    assert display(edtf) == words
    assert (reading.lo, reading.hi) == (parse_edtf(edtf).lo, parse_edtf(edtf).hi)


@pytest.mark.parametrize("printed", _UNDATED)
def test_no_date_is_understood_as_documented(printed: str) -> None:
    reading = understand(printed)
    assert reading.understood
    assert reading.value() == DateValue(text=printed)
    assert "no date" in reading.note


@pytest.mark.parametrize(("printed", "reason"), _KEPT)
def test_what_is_not_understood_is_kept_with_the_documented_reason(
    printed: str, reason: str
) -> None:
    reading = understand(printed)
    assert not reading.understood
    assert reason in reading.note
    assert reading.value() == DateValue(text=printed)


@pytest.mark.parametrize(("printed", "edtf", "words"), _UNDERSTOOD)
def test_case_line_breaks_and_blanks_do_not_matter(printed: str, edtf: str, words: str) -> None:
    if not re.fullmatch(r"[-0-9/.]*", printed):
        assert understand(printed.replace(" ", "\n \t ")).edtf == edtf
        assert understand(f"  {printed.upper()}\n").edtf == edtf


@pytest.mark.parametrize(("printed", "edtf", "words"), _UNDERSTOOD)
def test_a_date_in_words_is_read_back_as_the_same_date(printed: str, edtf: str, words: str) -> None:
    assert understand(words).edtf == edtf


# What is noted beside the date


def test_the_note_says_in_words_what_was_understood() -> None:
    assert read("June 1-13, Juche 72 (1983)").note == "between 1 and 13 June 1983"
    assert understand("2004-04").note == "April 2004"


def test_years_of_two_calendars_that_disagree_are_both_kept_and_named() -> None:
    reading = read("June 1-13, Juche 72 (1984)")
    assert reading.edtf == "[1983-06-01..1983-06-13,1984-06-01..1984-06-13]"
    assert len(reading.warnings) == 1
    assert "Juche 72 is 1983, but 1984 is printed" in reading.note


def test_a_gregorian_year_before_an_era_year_is_compared_too() -> None:
    assert read("1983 (Juche 72)").warnings == ()
    reading = read("1983 (Juche 73)")
    assert reading.edtf == "[1983,1984]"
    assert "Juche 73 is 1984, but 1983 is printed" in reading.note


def test_both_readings_of_figures_in_an_open_order_are_kept_and_named() -> None:
    reading = read("3/9/2001")
    assert "9 March 2001 or 3 September 2001" in reading.note
    assert reading.warnings
    assert not read("13/9/2001").warnings
    assert not read("9/9/2001").warnings


def test_a_weekday_that_disagrees_is_noted() -> None:
    assert not read("Monday, 3 September 2001").warnings
    assert "the day was a Monday" in read("Friday, 3 September 2001").note


def test_what_edtf_cannot_express_is_noted() -> None:
    assert "“early” cannot be written in EDTF" in read("early 2019").note
    assert "a hundred" in read("1900s").note
    assert "the time of day stays in the text" in read("2021-03-23 16:12").note


def test_edtf_that_means_something_else_on_paper_is_noted() -> None:
    assert understand("1910-12").edtf == "1910-12"
    assert "on paper it may also mean 1910–1912" in understand("1910-12").note
    assert read("1910-12").edtf == "1910/1912"
    assert not understand("2004-04").warnings


def test_a_date_in_square_brackets_is_editorial_but_a_set_is_a_set() -> None:
    assert understand("[1983]").basis == "editorial"
    assert understand("[1983,1984]").basis == "stated"
    assert understand("[..1983]").edtf == "[..1983]"


def test_an_inferred_date_says_so() -> None:
    assert understand("2021-05~ (inferred)").value().basis == "inferred"


def test_the_text_is_kept_exactly_as_given() -> None:
    printed = "  June\n1-13,  Juche 72 (1983) "
    value = read(printed).value()
    assert value == DateValue(
        printed, "1983-06-01/1983-06-13", day_from_iso("1983-06-01"), day_from_iso("1983-06-13")
    )


def test_a_value_is_empty_without_text_and_edtf() -> None:
    assert not DateValue()
    assert DateValue(text="n.d.")
    assert DateValue(edtf="1983")


# Nothing is guessed


@pytest.mark.parametrize(
    "printed",
    [
        *("", " ", "-", "?", "c.", "(", "[]", "Monday", "Thursday", "Today", "May", "29 May"),
        *("March 22nd", "September 9", "October 1 last year", "In September that year"),
        *(
            "12 1990",
            "1 1990",
            "1990 1991",
            "June 1983 12",
            "May 3 5 1990",
            "or 1990",
            "1983–19831983",
            "19830601",
        ),
        *(
            "1983–721",
            "131983–44 BC",
            "72年6月",
            "12年6月",
            "80s",
            "XIX",
            "44",
            "Juche",
            "Juche May 1990",
            "Minguo 0",
        ),
        *("1786 or", "1930–, 1940", "1930–1940–1950", "Dec 30 – Jan 2, 1991", "May 3 – 1990"),
        *("1983 (1984)", "23rd century", "before 1911–1920", "1990-13-01", "昭和58年"),
        *("-December 3, 2001", "December 3, 2001 -", "años 80", "between 1990 and"),
        *("before after 1990", "before 1911 or 1920", "от 1990", "1786 and", "a 1983"),
        *("several occasions, undated", "within the visit (published Sep 10, 2023)"),
        *("teaser listed February 25, 2026", "one and a half months before the visit of 2023"),
        *("May 1983\0", "1983\ud800", "１９８３ and a half", "1983 1/2"),
    ],
)
def test_what_is_incomplete_or_unknown_is_not_understood(printed: str) -> None:
    reading = understand(printed)
    assert not reading.understood
    assert (reading.edtf, reading.lo, reading.hi) == ("", None, None)
    assert reading.note.startswith("kept as text: ")


# Dates taken down from real pages, where they are at hand


def _printed_dates(node: Any) -> Iterator[tuple[str, str | None]]:
    if isinstance(node, dict):
        if node.get("date_printed"):
            yield node["date_printed"], node.get("edtf")
        for child in node.values():
            yield from _printed_dates(child)
    elif isinstance(node, list):
        for child in node:
            yield from _printed_dates(child)


@pytest.mark.skipif(not _FACTS.is_dir(), reason="the collected facts are not at hand")
def test_printed_dates_of_real_pages_are_read_as_their_readers_did() -> None:
    pairs = {
        pair
        for path in _FACTS.glob("*.json")
        for pair in _printed_dates(json.loads(path.read_text(encoding="utf-8")))
    }
    assert len(pairs) > 60
    understood = {printed: understand(printed) for printed, _ in pairs}
    wrong = {
        printed: (edtf, understood[printed].edtf)
        for printed, edtf in pairs
        if understood[printed].understood and understood[printed].edtf != edtf
    }
    assert wrong == {}
    # The others depend on what stands around them: a year, a weekday, another page.
    missed = [printed for printed, _ in pairs if not understood[printed].understood]
    assert not [
        printed
        for printed in missed
        if re.fullmatch(r".*(Juche \d+ \(\d{4}\))", printed)
        and not re.search(r"end of the visit", printed)
    ]
    assert len(missed) < 25


def test_bounds_are_days() -> None:
    reading = understand("June 1-13, Juche 72 (1983)")
    assert (iso(reading.lo), iso(reading.hi)) == ("1983-06-01", "1983-06-13")
