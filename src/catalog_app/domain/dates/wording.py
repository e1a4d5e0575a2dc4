"""Dates in words, in the language of the interface."""

from typing import Literal

from catalog_app.domain.dates.days import split_day
from catalog_app.domain.dates.edtf import Choice, Date, Edtf, End, Interval, neighbour
from catalog_app.domain.dates.refusal import DateError
from catalog_app.domain.dates.syntax import parse_edtf
from catalog_app.domain.dates.terms import (
    ERA_OFFSET,
    ERAS,
    MONTHS,
    PARTS_OF_YEAR,
    SHORT_MONTHS,
    Term,
)
from catalog_app.domain.dates.value import DateValue
from catalog_app.domain.dates.years import year_in_words
from catalog_app.domain.translation import tr

Style = Literal["long", "short", "iso"]
Era = Literal["juche", "minguo"]

_FIRST_PART_OF_YEAR = 21


def display(value: DateValue | Edtf | str, style: Style = "long", era: Era | None = None) -> str:
    """A date as people read it; never raises.

    ``long`` and ``short`` differ in the names of the months, ``iso`` is the EDTF text. With ``era``
    the year of that era follows, from 1912 on. What has no EDTF is shown as printed.
    """
    if isinstance(value, Edtf):
        found = value
    else:
        edtf, text = (value, value) if isinstance(value, str) else (value.edtf, value.text)
        if not edtf:
            return text
        try:
            found = parse_edtf(edtf)
        except DateError:
            return text or edtf
    if style == "iso":
        return found.text
    return _Wording(SHORT_MONTHS if style == "short" else MONTHS, era).of(found)


def in_words(found: Edtf) -> str:
    """A date in a full phrase, as in a note to whoever typed it."""
    wording = _Wording(MONTHS, None)
    if isinstance(found, Interval) and "X" not in found.text:
        first, last = found.start, found.end
        if isinstance(first, Date) and isinstance(last, Date):
            start, end = wording.ends(first, last)
            return tr("between {start} and {end}", start=start, end=end)
    return wording.of(found)


class _Wording:
    """The phrases for all kinds of dates, with the names of months and the era wanted."""

    def __init__(self, months: tuple[Term, ...], era: Era | None) -> None:
        self._months = months
        self._era = era

    def of(self, found: Edtf) -> str:
        if isinstance(found, Date):
            return self._with_era(self._date(found), found)
        if isinstance(found, Interval):
            return self._interval(found)
        return self._choice(found)

    # Single dates

    def _date(self, date: Date) -> str:
        mark = date.mark
        if mark is not None:
            return _marked(self._unmarked(date), mark)
        return tr("{date} ({doubts})", date=self._unmarked(date), doubts=_doubts(date))

    def _unmarked(self, date: Date) -> str:
        if "X" in date.text:
            return self._masked(date)
        year = year_in_words(date.year, date)
        if not date.month:
            return year
        month = int(date.month)
        if month >= _FIRST_PART_OF_YEAR:
            return PARTS_OF_YEAR[month](year)
        name = self._months[month]()
        if not date.day:
            return tr("{month} {year}", month=name, year=year)
        words = tr("{day} {month} {year}", day=int(date.day), month=name, year=year)
        return tr("{date}, {time}", date=words, time=date.time) if date.time else words

    def _masked(self, date: Date) -> str:
        """Whole parts that are unknown are named; of other unknown digits the bounds are shown."""
        year = year_in_words(date.year, date)
        month, day = date.month, date.day
        if not month:
            return year
        if month == "XX" and day in ("", "XX"):
            if day:
                return tr("a day in {year}", year=year)
            return tr("a month in {year}", year=year)
        if "X" in month or "X" in day.replace("XX", ""):
            first, last = (self._day(number) for number in (date.lo, date.hi))
            return tr("between {start} and {end}", start=first, end=last)
        if int(month) >= _FIRST_PART_OF_YEAR:
            return PARTS_OF_YEAR[int(month)](year)
        name = self._months[int(month)]()
        comma = "," if "X" in date.year else ""
        if day == "XX":
            return tr("a day in {month} {year}", month=name + comma, year=year)
        if day:
            return tr("{day} {month} {year}", day=int(day), month=name + comma, year=year)
        return tr("{month} {year}", month=name + comma, year=year)

    def _day(self, number: int | None) -> str:
        assert number is not None
        year, month, day = split_day(number)
        name = self._months[month]()
        return tr("{day} {month} {year}", day=day, month=name, year=year_in_words(f"{year:04d}"))

    # Intervals

    def _interval(self, found: Interval) -> str:
        start, end = found.start, found.end
        if isinstance(start, Date) and isinstance(end, Date):
            return self._with_era(self._from_to(start, end), start, end)
        if isinstance(start, Date):
            date = self._with_era(self._date(start), start)
            if end is End.OPEN:
                return tr("from {date} on", date=date)
            return tr("from {date}, end unknown", date=date)
        assert isinstance(end, Date)
        date = self._with_era(self._date(end), end)
        if start is End.OPEN:
            return tr("until {date}", date=date)
        return tr("until {date}, beginning unknown", date=date)

    def _from_to(self, start: Date, end: Date) -> str:
        if start.mark == end.mark == "~":
            words = self._elided(start, end)
            return _marked(_dashed(*words, start.year == end.year), "~")
        return _dashed(*self.ends(start, end), start.year == end.year)

    def ends(self, start: Date, end: Date) -> tuple[str, str]:
        """Both ends in words; what they have in common is said once, with the second."""
        if start.mark == "" and end.mark == "":
            return self._elided(start, end)
        return self._date(start), self._date(end)

    def _elided(self, start: Date, end: Date) -> tuple[str, str]:
        last = self._unmarked(end)
        months = start.month, end.month
        if (
            start.year != end.year
            or bool(start.day) != bool(end.day)
            or not all(month.isdecimal() and int(month) <= 12 for month in months)
            or not (start.day + end.day + "0").isdecimal()
        ):
            return self._unmarked(start), last
        if start.month == end.month:
            return (str(int(start.day)) if start.day else self._unmarked(start)), last
        name = self._months[int(start.month)]()
        if not start.day:
            return name, last
        return tr("{day} {month}", day=int(start.day), month=name), last

    # Sets

    def _choice(self, found: Choice) -> str:
        phrases = [self._member(member, found.all_of) for member in found.members]
        if len(phrases) == 1:
            return phrases[0]
        first, last = ", ".join(phrases[:-1]), phrases[-1]
        if found.all_of:
            return tr("{first} and {last}", first=first, last=last)
        return tr("{first} or {last}", first=first, last=last)

    def _member(self, member: Date | Interval, all_of: bool) -> str:
        if isinstance(member, Date) or member.lo is not None is not member.hi:
            return self.of(member)
        date = member.end if isinstance(member.end, Date) else member.start
        assert isinstance(date, Date)
        earlier = date is member.end
        if all_of:
            words = self._with_era(self._date(date), date)
            if earlier:
                return tr("all until {date}", date=words)
            return tr("all from {date} on", date=words)
        if not _has_neighbour(date):
            words = self._with_era(self._date(date), date)
            if earlier:
                return tr("{date} or earlier", date=words)
            return tr("{date} or later", date=words)
        outside = neighbour(date, date.hi + 1 if earlier else date.lo - 1)
        words = self._with_era(self._date(outside), outside)
        return tr("before {date}", date=words) if earlier else tr("after {date}", date=words)

    def _with_era(self, words: str, *dates: Date) -> str:
        if self._era is None:
            return words
        years = [int(date.year) - ERA_OFFSET for date in dates if date.year.isdecimal()]
        numbers = [str(number) for number in dict.fromkeys(years) if number >= 1]
        if not numbers:
            return words
        return ERAS[self._era](words, "–".join(numbers))


def _dashed(start: str, end: str, elided: bool) -> str:
    """An en dash, set off by blanks unless it stands between two words that belong together."""
    tight = " " not in start and (elided or " " not in end)
    return f"{start}–{end}" if tight else f"{start} – {end}"


def _marked(words: str, mark: str) -> str:
    if mark == "~":
        return tr("c. {date}", date=words)
    if mark == "?":
        return tr("{date}?", date=words)
    return tr("c. {date}?", date=words) if mark else words


def _doubts(date: Date) -> str:
    """Which parts of a date are uncertain or approximate, where not all are (EDTF level 2)."""
    names = (tr("year"), tr("month"), tr("day"))
    doubts = []
    for name, mark in zip(names, date.marks, strict=True):
        if mark == "?":
            doubts.append(tr("{part} uncertain", part=name))
        elif mark == "~":
            doubts.append(tr("{part} approximate", part=name))
        elif mark:
            doubts.append(tr("{part} uncertain and approximate", part=name))
    return ", ".join(doubts)


def _has_neighbour(date: Date) -> bool:
    """Whether the year, month or day beside ``date`` can be named."""
    parts = date.year.removeprefix("-") + date.month + date.day
    named = len(date.year.removeprefix("-")) == 4 and parts.isdecimal() and date.mark is not None
    return named and int(date.month or 1) <= 12 and 0 < abs(int(date.year)) < 9999
