"""Day numbers: every day of the proleptic Gregorian calendar as one whole number.

Day 1 is 1 January of the year 1, as in ``datetime.date.toordinal()``; years before it are counted
astronomically (year 0 is 1 BCE, year −1 is 2 BCE), as ISO 8601 and EDTF do.
"""

import re

from catalog_app.domain.dates.refusal import DateError
from catalog_app.domain.translation import tr

_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)
_MONTH_LENGTHS = (0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_DAYS_IN_400_YEARS = 146_097
_DAYS_IN_100_YEARS = 36_524
_DAYS_IN_4_YEARS = 1_461
_ISO_DAY = re.compile(r"([+-]?[0-9]{4,18})-([0-9]{2})-([0-9]{2})")


def is_leap(year: int) -> bool:
    """Whether the astronomical ``year`` has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """The number of days in ``month`` (1–12) of the astronomical ``year``."""
    return 29 if month == 2 and is_leap(year) else _MONTH_LENGTHS[month]


def first_day(year: int, month: int) -> int:
    """The day number of the first day of ``month`` (1–12) of the astronomical ``year``."""
    past = year - 1
    day = past * 365 + past // 4 - past // 100 + past // 400 + _BEFORE_MONTH[month] + 1
    return day + 1 if month > 2 and is_leap(year) else day


def day_number(year: int, month: int, day: int) -> int:
    """The number of a day; raises ``ValueError`` for a day that no calendar has."""
    if not 1 <= month <= 12 or not 1 <= day <= month_length(year, month):
        raise ValueError(f"no such day: {year}-{month}-{day}")
    return first_day(year, month) + day - 1


def split_day(number: int) -> tuple[int, int, int]:
    """The astronomical year, the month and the day of a day number."""
    cycles, rest = divmod(number - 1, _DAYS_IN_400_YEARS)
    centuries = min(rest // _DAYS_IN_100_YEARS, 3)
    rest -= centuries * _DAYS_IN_100_YEARS
    fours, rest = divmod(rest, _DAYS_IN_4_YEARS)
    years = min(rest // 365, 3)
    rest -= years * 365
    year = cycles * 400 + centuries * 100 + fours * 4 + years + 1
    month = rest // 32 + 1  # no month is longer than 32 days, so this is right or one too low
    if month < 12 and first_day(year, month + 1) - first_day(year, 1) <= rest:
        month += 1
    return year, month, rest - (first_day(year, month) - first_day(year, 1)) + 1


def weekday(number: int) -> int:
    """The day of the week of a day number: 0 is Monday, 6 is Sunday."""
    return (number - 1) % 7


def iso(day: int | None) -> str | None:
    """A day number as ``YYYY-MM-DD``, with a sign before years that are negative or beyond 9999."""
    if day is None:
        return None
    year, month, of_month = split_day(day)
    if 0 <= year <= 9999:
        return f"{year:04d}-{month:02d}-{of_month:02d}"
    return f"{'-' if year < 0 else '+'}{abs(year):04d}-{month:02d}-{of_month:02d}"


def day_from_iso(text: str) -> int:
    """The number of the day that ``iso`` wrote; raises ``DateError`` for any other text."""
    match = _ISO_DAY.fullmatch(text)
    if match:
        try:
            return day_number(*map(int, match.groups()))
        except ValueError:
            pass
    raise DateError(tr("“{text}” is not a day written as YYYY-MM-DD", text=text[:40]))
