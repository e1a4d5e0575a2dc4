"""The PyPI package ``edtf`` serves as a second opinion on bounds, where it is right.

It is followed for dates, marks, masks and closed intervals. It is not followed, and not asked, for

* intervals with an open or unknown end (``/2018``, ``2018/..``): it gives them a day;
* reversed intervals, which it accepts and EDTF cannot mean;
* seasons, whose months it takes from its own settings (winter as January to March);
* negative years, exponents and significant digits, which its ``struct_time`` does not bound;
* sets, whose bounds it does not give.
"""

import time

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from catalog_app.domain.dates import day_number, parse_edtf

edtf = pytest.importorskip("edtf")

_MARKS = st.sampled_from(["", "?", "~", "%"])
_YEARS = st.integers(1000, 2999).map(str)


def _day(moment: time.struct_time) -> int:
    return day_number(moment.tm_year, moment.tm_mon, moment.tm_mday)


def _theirs(text: str) -> tuple[int, int]:
    found = edtf.parse_edtf(text)
    return _day(found.lower_strict()), _day(found.upper_strict())


def _ours(text: str) -> tuple[int | None, int | None]:
    found = parse_edtf(text)
    return found.lo, found.hi


@st.composite
def _dates(draw: st.DrawFn) -> str:
    year = draw(_YEARS)
    month = draw(st.integers(1, 12))
    day = draw(st.integers(1, 28))
    return draw(st.sampled_from([year, f"{year}-{month:02d}", f"{year}-{month:02d}-{day:02d}"]))


@settings(max_examples=60, deadline=None)
@given(_dates(), _MARKS)
def test_dates_have_the_bounds_of_the_oracle(date: str, mark: str) -> None:
    assert _ours(date + mark) == _theirs(date + mark)


@settings(max_examples=40, deadline=None)
@given(_dates(), _dates())
def test_intervals_have_the_bounds_of_the_oracle(start: str, end: str) -> None:
    first, last = parse_edtf(start).lo, parse_edtf(end).lo
    assume(first is not None and last is not None and first <= last)
    text = f"{start}/{end}"
    assert _ours(text) == _theirs(text)


@pytest.mark.parametrize(
    "text",
    ["198X", "19XX", "1985-XX", "1985-04-XX", "1985-XX-XX", "156X-12-25", "15XX-12-25", "1XXX-12"],
)
def test_masks_have_the_bounds_of_the_oracle(text: str) -> None:
    assert _ours(text) == _theirs(text)
