"""EDTF texts become dates: ISO 8601-2:2019 and the EDTF specification, levels 0, 1 and 2."""

import re
from functools import lru_cache

from catalog_app.domain.dates.bounds import masked_bounds, no_such_day, no_such_month
from catalog_app.domain.dates.days import first_day
from catalog_app.domain.dates.edtf import (
    NO_MARKS,
    Choice,
    Date,
    Edtf,
    End,
    Interval,
    Marks,
    choice,
    interval,
    plain_date,
)
from catalog_app.domain.dates.refusal import DateError
from catalog_app.domain.dates.terms import Term
from catalog_app.domain.translation import tr

LONGEST = 200
"""No date is longer, in characters; what is longer is refused unread."""

# A year beyond this many digits would overflow the 64 bits in which day numbers are stored.
_YEAR_DIGITS = 15

_PLAIN = re.compile(r"(-?[0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?([?~%]?)")
_PARTS = re.compile(
    r"([?~%]?)(-?[0-9X]{4})([?~%]?)"
    r"(?:-([?~%]?)([0-9X]{2})([?~%]?)(?:-([?~%]?)([0-9X]{2})([?~%]?))?)?"
)
_LONG_YEAR = re.compile(
    r"(?P<year>Y-?[1-9][0-9]{4,}|Y-?[1-9][0-9]*E[1-9][0-9]?|-?[0-9]{4}(?=S))"
    r"(?:S(?P<significant>[1-9][0-9]?))?(?P<mark>[?~%]?)"
)
_TIMED = re.compile(
    r"(?P<date>-?[0-9]{4}-[0-9]{2}-[0-9]{2})"
    r"T(?P<time>(?:[01][0-9]|2[0-3]):[0-5][0-9]:(?:[0-5][0-9]|60)"
    r"(?:Z|[+-](?:0[0-9]|1[0-4])(?::[0-5][0-9])?)?)"
)


def parse_edtf(text: str) -> Edtf:
    """The date that an EDTF text writes; ``DateError`` says in words why there is none.

    Single dates, times, intervals and sets of all three levels are read. Spaces are allowed around
    the whole and after the commas of a set.
    """
    if len(text) > LONGEST:
        raise DateError(tr("this is too long for a date"))
    return _parsed(text.strip())


@lru_cache(maxsize=4096)
def _parsed(text: str) -> Edtf:
    if text[:1] in ("[", "{"):
        return _set(text)
    if "/" in text:
        return _interval(text)
    if "T" in text:
        return _timed(text)
    return _date(text)


def _date(text: str) -> Date:
    match = _PLAIN.fullmatch(text)
    if match:
        year, month, day, mark = match.groups()
        if month == "00":
            raise no_such_month(month)
        if day == "00":
            raise no_such_day(year, int(month), 0)
        if year == "-0000":
            raise DateError(tr("the year 0 has no sign"))
        return plain_date(int(year), int(month or 0), int(day or 0), mark)
    match = _PARTS.fullmatch(text)
    if match:
        return _masked_or_marked(*[part or "" for part in match.groups()])
    match = _LONG_YEAR.fullmatch(text)
    if match:
        return _long_year(match["year"], match["significant"], match["mark"])
    raise DateError(_reason(text))


def _masked_or_marked(
    year_before: str, year: str, year_after: str,
    month_before: str, month: str, month_after: str,
    day_before: str, day: str, day_after: str,
) -> Date:  # fmt: skip
    """A mark before a part concerns that part; one after it also all to its left (level 2)."""
    marks: Marks = (
        _together(year_before, year_after, month_after, day_after),
        _together(month_before, month_after, day_after),
        _together(day_before, day_after),
    )
    lo, hi = masked_bounds(year, month, day)
    given = [part for part in (year, month, day) if part]
    if len(set(marks[: len(given)])) == 1:
        text = "-".join(given) + marks[0]
    else:
        text = year_before + year + year_after
        text += f"-{month_before}{month}{month_after}"
        text += f"-{day_before}{day}{day_after}" if day else ""
    return Date(text, lo, hi, year, month, day, "", marks)


def _together(*marks: str) -> str:
    said = set(marks) - {""}
    if not said:
        return ""
    return said.pop() if len(said) == 1 else "%"


def _long_year(year: str, significant: str | None, mark: str) -> Date:
    """Years beyond 9999 (level 1), with an exponent or with significant digits (level 2)."""
    digits, _, exponent = year.removeprefix("Y").partition("E")
    length = len(digits.removeprefix("-")) + int(exponent or 0)
    if length > _YEAR_DIGITS:
        raise DateError(tr("years of more than {count} digits are not kept", count=_YEAR_DIGITS))
    number = int(digits) * 10 ** int(exponent or 0)
    step = 10 ** max(length - int(significant), 0) if significant else 1
    nearest_zero = abs(number) // step * step
    years = (nearest_zero, nearest_zero + step - 1)
    first, last = years if number >= 0 else (-years[1], -years[0])
    written = year + (f"S{significant}" if significant else "")
    marks: Marks = (mark, "", "") if mark else NO_MARKS
    lo, hi = first_day(first, 1), first_day(last + 1, 1) - 1
    return Date(written + mark, lo, hi, written, "", "", "", marks)


def _timed(text: str) -> Date:
    match = _TIMED.fullmatch(text)
    if not match:
        raise DateError(tr("a time is written as in 1985-04-12T23:20:30, also with Z or +04:30"))
    date = _date(match["date"])
    return Date(text, date.lo, date.hi, date.year, date.month, date.day, match["time"])


def _interval(text: str) -> Interval:
    start, _, end = text.partition("/")
    if "/" in end:
        raise DateError(tr("an interval has two ends, not more"))
    return interval(_end(start), _end(end))


def _end(text: str) -> Date | End:
    if text == "":
        return End.UNKNOWN
    return End.OPEN if text == ".." else _date(text)


def _set(text: str) -> Choice:
    all_of = text[0] == "{"
    if not text.endswith("}" if all_of else "]"):
        raise DateError(tr("the bracket that opens the set does not close it"))
    members = [_member(member.strip()) for member in text[1:-1].split(",")]
    return choice(members, all_of)


def _member(text: str) -> Date | Interval:
    start, dots, end = text.partition("..")
    if not dots:
        return _date(text)
    return interval(_end(start or ".."), _end(end or ".."), "..")


_REASONS: tuple[tuple[re.Pattern[str], Term], ...] = (
    (re.compile(r"\s*"), lambda: tr("nothing is given")),
    (
        re.compile(r"Y-?[0-9]{1,4}"),
        lambda: tr("after Y stands a year of more than four digits"),
    ),
    (
        re.compile(r"-?[0-9]{1,3}(-.*)?|-?[0-9]{5,}(-.*)?"),
        lambda: tr("a year has four digits, or more after Y"),
    ),
    (
        re.compile(r"-?[0-9]{4}(-[0-9]{1,2})?-[0-9]"),
        lambda: tr("months and days have two digits"),
    ),
)


def _reason(text: str) -> str:
    """What is wrong with a text that follows no rule."""
    for pattern, reason in _REASONS:
        if pattern.fullmatch(text):
            return reason()
    return tr("“{text}” is not a date in EDTF", text=text[:40])
