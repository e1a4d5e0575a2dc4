"""Years in words: of the common era and before, decades, centuries, and with unknown digits."""

import re

from catalog_app.domain.dates.bounds import masked_bounds
from catalog_app.domain.dates.days import split_day
from catalog_app.domain.dates.edtf import Date
from catalog_app.domain.translation import tr

_DECADE = re.compile(r"[0-9]{3}X")
_CENTURY = re.compile(r"-?[0-9]{2}XX")
_COMMON_ERA_SHOWN_BEFORE = 1000


def year_in_words(digits: str, date: Date | None = None) -> str:
    """The year that EDTF writes as ``digits``; ``date`` gives the bounds of significant digits."""
    if digits.isdecimal() and digits >= "1000":
        return digits
    if "X" in digits:
        return _masked(digits)
    number = digits.removeprefix("Y")
    if "S" in number and date is not None:
        return _estimated(number.partition("S")[0], date)
    return _plain(_value(number))


def _plain(year: int) -> str:
    if year <= 0:
        return tr("{year} BCE", year=1 - year)
    if year < _COMMON_ERA_SHOWN_BEFORE:
        return tr("{year} CE", year=year)
    return str(year)


def _value(number: str) -> int:
    digits, _, exponent = number.partition("E")
    return int(digits + "0" * int(exponent or 0))


def _masked(digits: str) -> str:
    if digits == "XXXX":
        return tr("an unknown year")
    if _DECADE.fullmatch(digits):
        return tr("{year}s", year=int(digits[:3]) * 10)
    if _CENTURY.fullmatch(digits):
        century = ordinal(abs(int(digits[:-2])) + 1)
        if digits.startswith("-"):
            return tr("{ordinal} century BCE", ordinal=century)
        return tr("{ordinal} century", ordinal=century)
    first, last = (split_day(day)[0] for day in masked_bounds(digits, "", ""))
    return f"{_plain(first)}–{_plain(last)}"


def _estimated(number: str, date: Date) -> str:
    return tr(
        "about {year}, between {first} and {last}",
        year=_plain(_value(number)),
        first=_plain(split_day(date.lo)[0]),
        last=_plain(split_day(date.hi)[0]),
    )


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th, 11th…"""
    if number % 100 in (11, 12, 13):
        return tr("{number}th", number=number)
    if number % 10 == 1:
        return tr("{number}st", number=number)
    if number % 10 == 2:
        return tr("{number}nd", number=number)
    return tr("{number}rd", number=number) if number % 10 == 3 else tr("{number}th", number=number)
