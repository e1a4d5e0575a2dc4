"""The numbers that keep records in order of date, which are also the row numbers of the index.

A key is the day shifted left by 20 bits plus a counter; the day is the first a date may cover, else
the last. Records without a date have keys below all days, and are read last in both directions.
"""

from __future__ import annotations

import sqlite3

from catalog_app.domain.dates import DateValue

SHIFT = 20
_EARLIEST = -4_000_000
"""The earliest day told apart, about 10,950 BCE; what lies before it sorts with it."""

_LATEST = 8_000_000
"""The latest day told apart, about 21,900 CE."""

FIRST_DATED = 1 << 44
"""Keys from here on belong to records with a date."""


def floor_of(date: DateValue) -> int:
    """The lowest key that a record with this date can have."""
    day = date.lo if date.lo is not None else date.hi
    if day is None:
        return 1
    return FIRST_DATED + ((min(max(day, _EARLIEST), _LATEST) - _EARLIEST) << SHIFT)


def next_key(connection: sqlite3.Connection, date: DateValue) -> int:
    """A free key for a record with this date, after those that have it already."""
    floor = floor_of(date)
    if floor == 1:
        return _after(connection, floor, FIRST_DATED)
    found = _after(connection, floor, floor + (1 << SHIFT))
    while found >= floor + (1 << SHIFT):
        # A million records on one day: those after them go with the next.
        floor += 1 << SHIFT
        found = _after(connection, floor, floor + (1 << SHIFT))
    return found


def fits(key: int, date: DateValue) -> bool:
    """Whether a record with this key and date stands where it belongs."""
    floor = floor_of(date)
    return floor <= key < (FIRST_DATED if floor == 1 else floor + (1 << SHIFT))


def _after(connection: sqlite3.Connection, floor: int, end: int) -> int:
    row = connection.execute(
        "SELECT max(sort_key) FROM record WHERE sort_key >= ? AND sort_key < ?", (floor, end)
    ).fetchone()
    return floor if row[0] is None else int(row[0]) + 1
