"""Numbers: proposed as the next free one, never forced into a form."""

from __future__ import annotations

import re

from catalog_app.domain import dates
from catalog_app.domain.folding import fold, join, key
from catalog_app.domain.query import Phrase
from catalog_app.domain.records import Record
from catalog_app.services.workspace import Workspace

PATTERN = "{year}.{next}"
"""Year and acquisition within it, the usual form of museum numbers; items add ``.1``, ``.2``."""

SETTING = "number_pattern"


def next_free(workspace: Workspace, record: Record) -> str:
    """The next free number for a record of this date, in the catalogue's own pattern.

    The year is that of the first day the date may cover; without a date the number has none.
    """
    pattern = workspace.store.setting(SETTING) or PATTERN
    day = record.date.lo if record.date.lo is not None else record.date.hi
    year = (dates.iso(day) or "").split("-")[0] if day is not None and day > 0 else ""
    if not year:
        pattern = pattern.replace("{year}.", "").replace("{year}", "")
    before, _, after = pattern.replace("{year}", year.lstrip("0") or year).partition("{next}")
    # What follows tells numbers of other years apart: G5/1986, or 1986.5 where none is wanted.
    rest = re.escape(after) if after else "(?![0-9])" if before else r"\Z"
    number = re.compile(re.escape(before) + "([0-9]{1,9})" + rest)
    used = [
        int(match[1])
        for text in workspace.store.numbers_like(before)
        if (match := number.match(text))
    ]
    return f"{before}{max(used, default=0) + 1}{after}"


def next_item(record: Record) -> str:
    """The number proposed for the next object of a record, after the highest there is: 1986.5.3.

    Nothing is proposed where the record itself has no number.
    """
    before = f"{record['number']}."
    if before == ".":
        return ""
    number = re.compile(re.escape(before) + "([0-9]{1,9})(?![0-9])")
    used = [
        int(match[1])
        for row in record.rows("objects")
        if (match := number.match(str(row.values.get("number", ""))))
    ]
    return f"{before}{max(used, default=0) + 1}"


def used_by_another(workspace: Workspace, record: Record) -> str:
    """A number of this record, or of an object in it, that another one has in whatever spelling.

    Returns the number as the other one writes it, or nothing.
    """
    own = _numbers(record)
    spellings = [key(number) for number in own]
    for number, spelling in zip(own, spellings, strict=True):
        if spellings.count(spelling) > 1:
            return number
    for number, spelling in zip(own[:_LOOKED_UP], spellings, strict=False):
        words, joined = fold(number), join(number)
        phrase = Phrase(tuple(words.split()), "number", joined="" if joined == words else joined)
        for found in workspace.store.find(phrase, limit=50):
            other = workspace.store.record(found) if found != record.id else None
            for twin in _numbers(other) if other else ():
                if key(twin) == spelling:
                    return twin
    return ""


_LOOKED_UP = 200
"""So many numbers of one record are looked up elsewhere: each takes a query."""


def _numbers(record: Record) -> list[str]:
    """The number of a record and those of its objects that are filled in."""
    objects = record.rows("objects") if "objects" in record.values else ()
    numbers = [record["number"], *(row.values.get("number") for row in objects)]
    return [str(number) for number in numbers if number and key(str(number))]
