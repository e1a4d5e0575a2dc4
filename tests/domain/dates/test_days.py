"""Day numbers agree with the standard library and go on before the year 1."""

import datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from catalog_app.domain.dates import DateError, day_from_iso, day_number, iso
from catalog_app.domain.dates.days import month_length, split_day, weekday

# Far beyond what people catalogue, both ways: 15 digits of years fit into 64 bits of days.
_DAYS = st.integers(-(10**17), 10**17)


@given(st.dates())
def test_a_day_of_the_common_era_has_the_ordinal_of_the_standard_library(
    day: datetime.date,
) -> None:
    number = day.toordinal()
    assert day_number(day.year, day.month, day.day) == number
    assert split_day(number) == (day.year, day.month, day.day)
    assert iso(number) == day.isoformat()
    assert weekday(number) == day.weekday()


@given(_DAYS)
def test_every_day_number_survives_being_written_and_read(number: int) -> None:
    assert day_number(*split_day(number)) == number
    assert day_from_iso(str(iso(number))) == number


@given(_DAYS)
def test_the_day_after_follows_in_the_calendar(number: int) -> None:
    year, month, day = split_day(number)
    tomorrow = split_day(number + 1)
    if day < month_length(year, month):
        assert tomorrow == (year, month, day + 1)
    else:
        assert tomorrow == ((year, month + 1, 1) if month < 12 else (year + 1, 1, 1))


def test_the_day_before_the_common_era_is_day_nought() -> None:
    assert day_number(1, 1, 1) == 1
    assert day_number(0, 12, 31) == 0
    assert iso(0) == "0000-12-31"


def test_years_before_the_common_era_and_beyond_9999_bear_a_sign() -> None:
    assert iso(day_number(-44, 3, 15)) == "-0044-03-15"
    assert iso(day_number(12345, 6, 7)) == "+12345-06-07"


def test_no_day_is_written_as_nothing() -> None:
    assert iso(None) is None


@pytest.mark.parametrize(
    "day", [(1983, 2, 29), (1983, 13, 1), (1983, 0, 1), (1983, 1, 0), (1, 6, 31)]
)
def test_a_day_that_no_calendar_has_is_refused(day: tuple[int, int, int]) -> None:
    with pytest.raises(ValueError, match="no such day"):
        day_number(*day)


@pytest.mark.parametrize(
    "text", ["", "1983", "1983-6-1", "1983-02-29", "1983-06-01T00:00", "१९८३-०६-०१"]
)
def test_only_a_written_day_is_read_back(text: str) -> None:
    with pytest.raises(DateError, match="YYYY-MM-DD"):
        day_from_iso(text)
