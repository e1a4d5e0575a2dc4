"""A statement becomes EDTF: parts printed once for several dates are shared out between them."""

from itertools import pairwise

from catalog_app.domain.dates.bounds import no_such_month
from catalog_app.domain.dates.days import weekday
from catalog_app.domain.dates.edtf import (
    Choice,
    Date,
    Edtf,
    End,
    Interval,
    choice,
    interval,
    neighbour,
    plain_date,
)
from catalog_app.domain.dates.item import Item
from catalog_app.domain.dates.refusal import DateError
from catalog_app.domain.dates.statement import Statement
from catalog_app.domain.dates.syntax import parse_edtf
from catalog_app.domain.dates.terms import WEEKDAYS
from catalog_app.domain.translation import tr

_WINTER = 24


def complete(statement: Statement) -> Edtf:
    """The date that a statement states; raises ``DateError`` if parts of it are missing or wrong.

    Where it can be read in two ways, both are kept as a set and a warning is added.
    """
    items = statement.items
    if len(items) > 1:
        _share(items)
    if not [item for item in items if item.swapped or item.other_year]:
        found = _combined(statement, 0)
        _check_weekday(statement, found)
        return found
    readings = list(_readings(statement))
    if len(readings) == 1:
        _check_weekday(statement, readings[0])
        return readings[0]
    if any(item.swapped for item in items):
        statement.warnings.append(
            tr("day and month may stand in either order: both readings are kept")
        )
    if all(reading.lo is None for reading in readings):
        return max(readings, key=_hi)  # “before 3/9/2001”: the later day admits both readings
    if all(reading.hi is None for reading in readings):
        return min(readings, key=_lo)
    members = [member for reading in readings for member in _members(reading)]
    return choice(sorted(members, key=lambda member: (_lo(member), _hi(member))))


def _readings(statement: Statement) -> list[Edtf]:
    """The one or two ways in which a statement with doubtful parts makes a date."""
    readings: list[Edtf] = []
    refusal: DateError | None = None
    for way in (0, 1):
        try:
            reading = _combined(statement, way)
        except DateError as error:
            if refusal is None or _has_months(statement, way):
                refusal = error
        else:
            if reading not in readings:
                readings.append(reading)
    if refusal and not readings:
        raise refusal
    return readings


def _has_months(statement: Statement, way: int) -> bool:
    """Whether every date in figures names a month of the calendar if it is read in this way."""
    return all(item.swapped[1 - way] <= 12 for item in statement.items if item.swapped)


# What is printed once for several dates


def _share(items: list[Item]) -> None:
    pairs = list(pairwise(items))
    for left, right in reversed(pairs):
        _share_with_left(left, right)
    for left, right in pairs:
        _share_with_right(left, right)


def _share_with_left(left: Item, right: Item) -> None:
    """“29 May – 2 June 2000”, “1–13 June 1983”, “19th–20th century”, “221–206 BC”."""
    if right.abbreviated:  # “c.1830–5?”: the mark behind an abbreviated range holds for all of it
        left.marks += right.marks
    if left.order == "D" and "C" in right.order:
        left.order, left.label = right.order, right.label
        return
    if right.order == "Y" and right.label in ("bc", "ad"):
        _share_era(left, right)
        return
    if left.order in ("D", "YD") and not left.month and right.month and left.day:
        if right.day:
            left.month = right.month
        elif right.month_in_figures:  # “1990年5-6月”
            left.month, left.day = left.day, 0
    if left.year is None and left.order != "K" and right.order not in ("Y", "K"):
        left.year, left.other_year = right.year, right.other_year


def _share_era(left: Item, right: Item) -> None:
    years = left.year if left.order == "Y" and not left.label else None
    if left.order == "D" and left.figure:
        years = left.day
    if years is not None:
        left.order, left.day = "Y", 0
        left.year = 1 - years if right.label == "bc" else years


def _share_with_right(left: Item, right: Item) -> None:
    """“2004-04-19/21”, “May 29–31, 2000”, “1970s–80s”."""
    if right.decade is not None and right.decade < 100 and left.decade is not None:
        right.decade += left.decade // 100 * 100
    if right.year is None and right.order in ("M", "D", "MD", "DM") and left.month:
        right.year, right.other_year = left.year, left.other_year
    if right.day and not right.month and left.day and right.order in ("D", "DY"):
        right.month = left.month


# The dates themselves


def _combined(statement: Statement, way: int) -> Edtf:
    parts = [_span(span, way) for span in statement.spans]
    if len(parts) == 1:
        return parts[0]
    if "|" in statement.joins:
        if any(item.bound for item in statement.items):
            raise DateError(tr("it is not clear what “before” and “after” belong to"))
        return choice([member for part in parts for member in _members(part)])
    return _whole(parts)


def _members(part: Edtf) -> tuple[Date | Interval, ...]:
    if isinstance(part, Choice):
        return part.members
    return (part,)


def _whole(parts: list[Edtf]) -> Edtf:
    """The time from the first to the last of several dates: which is which stays in the text."""
    members = [member for part in parts for member in _members(part)]
    if any(member.lo is None for member in members[1:]) or any(
        member.hi is None for member in members[:-1]
    ):
        after, before = members[0], members[-1]
        if len(members) == 2 and after.hi is None and before.lo is None:
            return interval(_start(after), _end(before))
        raise DateError(tr("an open date cannot be joined to another"))
    first = min(members, key=_lo)
    last = max(members, key=_hi)
    if first == last and isinstance(first, Date):
        return first
    return interval(_start(first), _end(last))


def _lo(member: Edtf) -> float:
    return float("-inf") if member.lo is None else member.lo


def _hi(member: Edtf) -> float:
    return float("inf") if member.hi is None else member.hi


def _start(member: Date | Interval) -> Date | End:
    return member if isinstance(member, Date) else member.start


def _end(member: Date | Interval) -> Date | End:
    return member if isinstance(member, Date) else member.end


def _span(span: list[Item], way: int) -> Edtf:
    if len(span) == 1:
        return _bounded(span[0], _date(span[0], way))
    left, right = span
    if left.bound not in ("", "since", "until") or right.bound not in ("", "until"):
        raise DateError(tr("“before” and “after” do not go with a range"))
    if left.month == _WINTER and right.order == "Y" and right.year == (left.year or 0) + 1:
        return _date(left, way)  # “winter 1985–86” is one winter
    if left.month > 12 and right.abbreviated:
        raise DateError(tr("only a winter lies in two years"))
    start, end = _date(left, way), _date(right, way)
    return start if start == end else interval(start, end)


def _date(item: Item, way: int) -> Date:
    if item.swapped:
        day, month = item.swapped if way == 0 else item.swapped[::-1]
        if month > 12:
            raise no_such_month(month)
        return plain_date(_year(item, way), month, day, item.mark())
    if "C" in item.order:
        return _century(item)
    if item.decade is not None:
        return _decade(item, item.decade)
    if item.day and not item.month:
        if len(item.figure) > 2 or item.day > 31:
            raise DateError(tr("“{number}” is neither a year nor a day", number=item.day))
        raise DateError(tr("a day needs its month"))
    return plain_date(_year(item, way), item.month, item.day, item.mark())


def _year(item: Item, way: int) -> int:
    year = item.other_year if way and item.other_year else item.year
    if year is None:
        raise DateError(tr("no year is given"))
    return year


def _decade(item: Item, decade: int) -> Date:
    if decade < 1000:
        raise DateError(tr("it is not clear in which century the decade is"))
    # “1900s” may mean ten years or a hundred; the hundred hold both.
    digits = f"{decade // 100}XX" if decade % 100 == 0 else f"{decade // 10}X"
    return _masked(digits + item.mark())


def _century(item: Item) -> Date:
    if not 1 <= item.day <= 21:
        raise DateError(tr("there is no century {number} to speak of", number=item.day))
    sign = "-" if item.label == "bc" else ""
    if item.decade is not None:  # 20世纪80年代
        return _masked(f"{sign}{item.day - 1:02d}{item.decade % 100 // 10}X{item.mark()}")
    return _masked(f"{sign}{item.day - 1:02d}XX{item.mark()}")


def _masked(text: str) -> Date:
    date = parse_edtf(text)
    assert isinstance(date, Date)
    return date


def _bounded(item: Item, date: Date) -> Edtf:
    """“Before 1911” is a date in 1910 or earlier; “until 1911” a time that ends in 1911."""
    bound = item.bound
    if not bound:
        return date
    if bound == "until":
        return interval(End.OPEN, date)
    if bound == "since":
        return interval(date, End.OPEN)
    if bound == "by":
        return choice([interval(End.OPEN, date, "..")])
    if bound == "not before":
        return choice([interval(date, End.OPEN, "..")])
    if bound == "before":
        return choice([interval(End.OPEN, neighbour(date, date.lo - 1), "..")])
    return choice([interval(neighbour(date, date.hi + 1), End.OPEN, "..")])


def _check_weekday(statement: Statement, found: Edtf) -> None:
    """A weekday printed beside a single day is compared with it."""
    item = statement.spans[0][0]
    if item.weekday is None or found.lo is None or found.lo != found.hi:
        return
    if weekday(found.lo) != item.weekday:
        statement.warnings.append(
            tr(
                "the weekday does not agree: the day was a {weekday}",
                weekday=WEEKDAYS[weekday(found.lo)](),
            )
        )
