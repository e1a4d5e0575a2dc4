"""The first and last possible day of a date whose digits may be unknown, or that has no month."""

from collections.abc import Iterator
from itertools import product

from catalog_app.domain.dates.days import first_day, is_leap, month_length
from catalog_app.domain.dates.refusal import DateError
from catalog_app.domain.dates.terms import MONTHS
from catalog_app.domain.translation import tr

LAST_MONTH = 12

# The parts of a year that EDTF level 2 numbers 21–41: their first month and number of months.
# EDTF does not say when a season begins: meteorological ones are taken, those without a hemisphere
# (21–24) as northern. A winter, north or south, is that which begins in the year named.
PARTS_OF_YEAR = {
    **{21: (3, 3), 22: (6, 3), 23: (9, 3), 24: (12, 3)},
    **{25: (3, 3), 26: (6, 3), 27: (9, 3), 28: (12, 3)},
    **{29: (9, 3), 30: (12, 3), 31: (3, 3), 32: (6, 3)},
    **{33: (1, 3), 34: (4, 3), 35: (7, 3), 36: (10, 3)},
    **{37: (1, 4), 38: (5, 4), 39: (9, 4)},
    **{40: (1, 6), 41: (7, 6)},
}


def plain_bounds(year: int, month: int = 0, day: int = 0) -> tuple[int, int]:
    """The day numbers of the first and last day; raises ``DateError`` where there is no such date.

    A month of 0 or a day of 0 is none; a month of 21–41 is a part of the year (EDTF level 2).
    """
    if not month:
        return first_day(year, 1), first_day(year + 1, 1) - 1
    if month > LAST_MONTH or month < 1:
        return _part_of_year(year, month, day)
    first = first_day(year, month)
    length = month_length(year, month)
    if not day:
        return first, first + length - 1
    if 1 <= day <= length:
        return first + day - 1, first + day - 1
    raise no_such_day(year, month, day)


def masked_bounds(year: str, month: str, day: str) -> tuple[int, int]:
    """As ``plain_bounds``, for digits any of which may be ``X``, unknown (EDTF level 2)."""
    if not month:
        return first_day(_year(year, first=True), 1), _last_day(
            _year(year, first=False), LAST_MONTH
        )
    if "X" not in month and int(month) > LAST_MONTH:
        part, of_month = int(month), _whole(day)
        lo, _ = _part_of_year(_year(year, first=True), part, of_month)
        _, hi = _part_of_year(_year(year, first=False), part, of_month)
        return lo, hi
    months = [number for number in _numbers(month) if 1 <= number <= LAST_MONTH]
    if not months:
        raise no_such_month(month)
    if day in ("", "XX"):
        first_year, last_year = _year(year, first=True), _year(year, first=False)
        return first_day(first_year, months[0]), _last_day(last_year, months[-1])
    days = [number for number in _numbers(day) if number >= 1]
    pairs = [pair for pair in product(months, days) if pair[1] <= month_length(0, pair[0])]
    if not pairs:
        raise no_such_day(year, months[0], days[0] if days else 0)
    lows, highs = _years(year, rising=True), _years(year, rising=False)
    if pairs == [(2, 29)]:
        lows, highs = filter(is_leap, lows), filter(is_leap, highs)
    low, high = next(lows, None), next(highs, None)
    if low is None or high is None:
        raise no_such_day(year, 2, 29)
    return _days_among(low, pairs)[0], _days_among(high, pairs)[-1]


def no_such_month(month: int | str) -> DateError:
    """Why a month that does not exist does not."""
    return DateError(tr("there is no month {month}", month=month))


def no_such_day(year: int | str, month: int, day: int) -> DateError:
    """Why a day that does not exist does not."""
    if month == 2 and day == 29:
        return DateError(tr("{year} is not a leap year", year=year))
    if day < 1 or day > 31:
        return DateError(tr("there is no day {day} in a month", day=day))
    name = MONTHS[month]()
    if month == 2:
        return DateError(tr("{month} has at most 29 days", month=name))
    return DateError(tr("{month} has {days} days", month=name, days=month_length(0, month)))


def _part_of_year(year: int, part: int, day: int) -> tuple[int, int]:
    if part not in PARTS_OF_YEAR:
        raise no_such_month(part)
    if day:
        raise DateError(tr("a season has no numbered days"))
    month, months = PARTS_OF_YEAR[part]
    years, last = divmod(month + months - 2, LAST_MONTH)
    return first_day(year, month), _last_day(year + years, last + 1)


def _last_day(year: int, month: int) -> int:
    return first_day(year, month) + month_length(year, month) - 1


def _days_among(year: int, pairs: list[tuple[int, int]]) -> list[int]:
    """The day numbers of those months and days that ``year`` has, in the order given."""
    return [
        first_day(year, month) + day - 1 for month, day in pairs if day <= month_length(year, month)
    ]


def _numbers(digits: str, order: str = "0123456789") -> Iterator[int]:
    """Every number that ``digits`` may stand for, in rising order or in that of ``order``."""
    choices = [order if digit == "X" else digit for digit in digits]
    return (int("".join(chosen)) for chosen in product(*choices))


def _years(digits: str, rising: bool) -> Iterator[int]:
    negative = digits.startswith("-")
    order = "0123456789" if rising != negative else "9876543210"
    sign = -1 if negative else 1
    return (sign * number for number in _numbers(digits.removeprefix("-"), order))


def _year(digits: str, first: bool) -> int:
    """The first or the last year that ``digits`` may stand for."""
    return next(_years(digits, rising=first))


def _whole(digits: str) -> int:
    return int(digits.replace("X", "0") or 0)
