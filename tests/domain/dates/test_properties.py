"""What must hold for every date and every text, whatever it is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from catalog_app.domain.dates import (
    DateError,
    DateValue,
    Edtf,
    display,
    parse_edtf,
    read,
    understand,
)
from catalog_app.domain.dates.lexicon import PHRASES, WORDS

_MARKS = st.sampled_from(["", "", "", "?", "~", "%"])


@st.composite
def _singles(draw: st.DrawFn) -> str:
    year = draw(st.integers(-9999, 9999).filter(bool))
    digits = f"{year:05d}" if year < 0 else f"{year:04d}"
    masked = draw(st.sampled_from([0, 0, 0, 1, 2, 4]))
    digits = digits[: len(digits) - masked] + "X" * masked
    month = draw(st.sampled_from([*(f"{number:02d}" for number in range(1, 42)), "XX", "0X", "1X"]))
    day = draw(st.sampled_from([*(f"{number:02d}" for number in range(1, 32)), "XX", "0X", "3X"]))
    parts = [digits, month, day][: draw(st.integers(1, 3))]
    marked = [draw(_MARKS) + part + draw(_MARKS) for part in parts]
    return "-".join(marked)


_LONG_YEARS = st.from_regex(r"Y-?[1-9][0-9]{4,8}(S[1-9])?[?~%]?", fullmatch=True) | st.from_regex(
    r"Y-?[1-9][0-9]{0,3}E[1-9](S[1-9])?", fullmatch=True
)
_DATES = _singles() | _LONG_YEARS | st.from_regex(r"[0-9]{4}S[1-4]", fullmatch=True)
_ENDS = _DATES | st.sampled_from(["", ".."])
_MEMBERS = _DATES | st.builds("{}..{}".format, _DATES, _DATES)
_EDTF = (
    _DATES
    | st.builds("{}/{}".format, _ENDS, _ENDS)
    | st.builds("[{}]".format, st.lists(_MEMBERS, min_size=1, max_size=4).map(",".join))
    | st.builds("{{{}}}".format, st.lists(_MEMBERS, min_size=1, max_size=4).map(",".join))
    | st.builds("[..{},{}..]".format, _DATES, _DATES)
)

_PIECES = st.sampled_from(
    [
        *sorted(WORDS),
        *sorted(PHRASES),
        *(
            "1983",
            "1990",
            "72",
            "6",
            "13",
            "1st",
            "1980s",
            "6月",
            "1日",
            "1983年",
            "72年",
            "3/9/2001",
        ),
        *(
            " ",
            " ",
            " ",
            "-",
            "–",
            "(",
            ")",
            "[",
            "]",
            ",",
            ".",
            "~",
            "?",
            "&",
            "/",
            "44 bc",
            "12:30",
        ),
    ]
)


def _parsed(text: str) -> Edtf | None:
    try:
        return parse_edtf(text)
    except DateError:
        return None


@settings(max_examples=600, deadline=None)
@given(_EDTF)
def test_edtf_is_refused_or_stable_ordered_and_shown(text: str) -> None:
    found = _parsed(text)
    if found is None:
        return
    again = parse_edtf(str(found))
    assert again == found
    assert str(again) == str(found)
    if found.lo is not None and found.hi is not None:
        assert found.lo <= found.hi
    for era in ("juche", "minguo", None):
        assert display(found, "long", era)
        assert display(found, "short", era)
    assert understand(text).understood
    assert display(found, "iso") == str(found)


@settings(max_examples=300, deadline=None)
@given(st.text())
def test_any_text_is_refused_or_read_without_fail(text: str) -> None:
    for function in (read, understand):
        reading = function(text)
        assert reading.text == text
        assert reading.value().text == text
        assert reading.note
        display(reading.value())
    display(text)


@settings(max_examples=600, deadline=None)
@given(st.lists(_PIECES, max_size=12).map("".join))
def test_words_of_dates_in_any_order_are_refused_or_make_a_valid_date(text: str) -> None:
    reading = read(text)
    if reading.edtf:
        found = parse_edtf(reading.edtf)
        assert str(found) == reading.edtf
        assert (found.lo, found.hi) == (reading.lo, reading.hi)
    else:
        assert (reading.lo, reading.hi) == (None, None)
    assert understand(text).understood or not reading.understood


@given(st.integers(1912, 2500), st.integers(1912, 2500))
def test_an_era_year_is_compared_with_the_year_beside_it(reckoned: int, printed: int) -> None:
    reading = read(f"Juche {reckoned - 1911} ({printed})")
    assert bool(reading.warnings) == (reckoned != printed)
    both = sorted({reckoned, printed})
    assert reading.edtf == (str(printed) if len(both) == 1 else f"[{both[0]},{both[1]}]")


@pytest.mark.parametrize(
    "value", [DateValue("x", "["), DateValue("", "\0"), DateValue("", "9" * 999)]
)
def test_even_a_damaged_value_is_shown(value: DateValue) -> None:
    assert display(value)
