"""The dates that EDTF can write: single dates, intervals, and sets to choose from."""

from collections.abc import Sequence
from enum import Enum
from typing import NamedTuple

from catalog_app.domain.dates.bounds import plain_bounds
from catalog_app.domain.dates.days import split_day
from catalog_app.domain.dates.refusal import DateError
from catalog_app.domain.translation import tr

Marks = tuple[str, str, str]
"""What is said of year, month, day: ``?`` uncertain, ``~`` approximate, ``%`` both, or nothing."""

_LAST_YEAR = 9999

NO_MARKS: Marks = ("", "", "")


class End(Enum):
    """An end of an interval or of a range in a set that is not a date."""

    OPEN = ".."
    UNKNOWN = ""


class Date(NamedTuple):
    """One date: the digits of its parts as EDTF writes them, each empty where it is not given.

    The month may be a part of the year from 21 (spring) to 41 (second half). The time keeps what
    follows the ``T``; it does not move the bounds, nor do the marks, because nothing says how far.
    """

    text: str
    lo: int
    hi: int
    year: str
    month: str = ""
    day: str = ""
    time: str = ""
    marks: Marks = NO_MARKS

    def __str__(self) -> str:
        return self.text

    @property
    def mark(self) -> str | None:
        """What is said of the date as a whole; ``None`` where its parts differ."""
        marks = self.marks
        if marks is NO_MARKS:
            return ""
        given = 1 + bool(self.month) + bool(self.day)
        return marks[0] if marks[:given].count(marks[0]) == given else None


class Interval(NamedTuple):
    """The time from one date to another, also as the range ``a..b`` of a set."""

    text: str
    lo: int | None
    hi: int | None
    start: Date | End
    end: Date | End

    def __str__(self) -> str:
        return self.text


class Choice(NamedTuple):
    """A set: all of its members (``{…}``), or one of them, not known which (``[…]``)."""

    text: str
    lo: int | None
    hi: int | None
    members: tuple[Date | Interval, ...]
    all_of: bool = False

    def __str__(self) -> str:
        return self.text


Edtf = Date | Interval | Choice
"""A date that was read. All three kinds have ``text``, which is canonical and what ``str`` gives,
and ``lo`` and ``hi``, the day numbers of the first and last possible day; ``None`` is an open or
unknown end. They are tuples because many thousands are made in a second."""


def plain_date(year: int, month: int = 0, day: int = 0, mark: str = "") -> Date:
    """A date from numbers; a month of 0 is none, of 21–41 a part of the year. Raises ``DateError``.

    The year must have four digits at most: EDTF writes no month after a longer one.
    """
    if not -_LAST_YEAR <= year <= _LAST_YEAR:
        raise DateError(tr("a year has four digits, or more after Y"))
    lo, hi = plain_bounds(year, month, day)
    year_text = f"{year:04d}" if year >= 0 else f"-{-year:04d}"
    if day:
        month_text, day_text = f"{month:02d}", f"{day:02d}"
        text = f"{year_text}-{month_text}-{day_text}{mark}"
    elif month:
        month_text, day_text = f"{month:02d}", ""
        text = f"{year_text}-{month_text}{mark}"
    else:
        month_text = day_text = ""
        text = year_text + mark
    marks = (mark, month_text and mark, day_text and mark) if mark else NO_MARKS
    return Date(text, lo, hi, year_text, month_text, day_text, "", marks)


def neighbour(date: Date, day: int) -> Date:
    """The day, month or year, as ``date`` is precise, in which the day number ``day`` falls."""
    year, month, of_month = split_day(day)
    mark = date.mark or ""
    if date.day:
        return plain_date(year, month, of_month, mark)
    return plain_date(year, month, mark=mark) if date.month else plain_date(year, mark=mark)


def interval(start: Date | End, end: Date | End, between: str = "/") -> Interval:
    """The time from ``start`` to ``end``; raises ``DateError`` if it can only run backwards.

    Ends of different precision may overlap: ``2005-06/2005`` ends some time in 2005.
    """
    lo = None if isinstance(start, End) else start.lo
    hi = None if isinstance(end, End) else end.hi
    if lo is None and hi is None:
        raise DateError(tr("at least one end of an interval must be a date"))
    if lo is not None and hi is not None and hi < lo:
        raise DateError(
            tr("the interval runs backwards: {start} is after {end}", start=start, end=end)
        )
    first = start.value if isinstance(start, End) else start.text
    last = end.value if isinstance(end, End) else end.text
    if between == "..":
        first, last = first.strip("."), last.strip(".")
    return Interval(f"{first}{between}{last}", lo, hi, start, end)


def choice(members: Sequence[Date | Interval], all_of: bool = False) -> Choice:
    """A set of dates and ranges; the bounds reach from the earliest of them to the latest.

    Raises ``DateError`` if a member other than the first or last is open (EDTF level 2).
    """
    ranges = [_as_range(member) for member in members]
    if any(member.hi is None for member in ranges[:-1]):
        raise DateError(tr("only the last date of a set can be open towards the future"))
    if any(member.lo is None for member in ranges[1:]):
        raise DateError(tr("only the first date of a set can be open towards the past"))
    opening, closing = "{}" if all_of else "[]"
    los = [member.lo for member in ranges]
    his = [member.hi for member in ranges]
    return Choice(
        opening + ",".join(member.text for member in ranges) + closing,
        None if None in los else min(lo for lo in los if lo is not None),
        None if None in his else max(hi for hi in his if hi is not None),
        tuple(ranges),
        all_of,
    )


def _as_range(member: Date | Interval) -> Date | Interval:
    if isinstance(member, Interval) and "/" in member.text:
        return interval(member.start, member.end, "..")
    return member
