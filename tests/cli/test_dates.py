"""`xenion date` tells how a date is understood, and never fails."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Xenion

KEYS = {"edtf", "lo", "hi", "text", "understood", "note"}


def test_a_printed_date_is_told_with_its_first_and_last_day(xenion: Xenion) -> None:
    found = xenion.json("date", "June 1-13, Juche 72 (1983)")
    assert found.keys() == KEYS
    assert found["edtf"] == "1983-06-01/1983-06-13"
    assert (found["lo"], found["hi"]) == ("1983-06-01", "1983-06-13")
    assert found["understood"] is True


def test_without_json_a_date_is_one_line(xenion: Xenion) -> None:
    out = xenion.done("date", "3 sept. 2001").out
    assert out.startswith("2001-09-03\t")
    assert out.count("\n") == 1


@pytest.mark.parametrize("text", ["garble", "", " ", "32 May 1983", "\u0085", "-", "\ud800", "‮"])
def test_a_text_that_is_no_date_is_no_failure(xenion: Xenion, text: str) -> None:
    if text == "-":
        assert xenion.done("date", text, "--json").out == ""
        return
    found = xenion.json("date", text)
    assert found["understood"] is False
    assert found["lo"] is found["hi"] is None
    assert found["note"]


def test_an_open_end_is_null(xenion: Xenion) -> None:
    found = xenion.json("date", "before 1911")
    assert found["understood"] is True
    assert found["lo"] is None
    assert found["hi"] is not None


def test_a_year_before_our_era_is_no_option(xenion: Xenion) -> None:
    assert xenion.json("date", "-0043")["edtf"] == "-0043"


def test_a_misspelt_option_is_no_date(xenion: Xenion) -> None:
    assert "--json" in xenion.wrong("date", "--jsno")


def test_many_dates_are_answered_one_a_line_in_order(xenion: Xenion) -> None:
    texts = ["1983", "garble", "", "2001年9月3日", "1986-07"]
    out = xenion.done("date", "-", "--json", stdin="\n".join(texts).encode()).out
    found = [json.loads(line) for line in out.splitlines()]
    assert [entry["text"] for entry in found] == texts
    assert [entry["edtf"] for entry in found] == ["1983", "", "", "2001-09-03", "1986-07"]


def test_many_dates_without_json_are_a_line_of_words_each(xenion: Xenion) -> None:
    lines = xenion.done("date", "-", stdin=b"1983\r\ngarble\r\n").out.splitlines()
    assert lines[0].startswith("1983\t")
    assert lines[1].startswith("–\t")


def test_bytes_that_are_no_text_are_answered_too(xenion: Xenion) -> None:
    out = xenion.done("date", "-", "--json", stdin=b"\xff\xfe\n1983\n\x00\n").out
    assert [json.loads(line)["understood"] for line in out.splitlines()] == [False, True, False]


def test_a_very_long_text_is_answered_at_once(xenion: Xenion) -> None:
    assert xenion.json("date", "1" * 100_000)["understood"] is False
