"""Numbers: proposed as the next free one, never forced into a form."""

from __future__ import annotations

import re

from catalog_app.domain import dates
from catalog_app.domain.folding import fold, key
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
    number = re.compile(re.escape(before) + r"([0-9]{1,9})(?![0-9])")
    used = [
        int(match[1])
        for text in workspace.store.numbers_like(before)
        if (match := number.match(text))
    ]
    return f"{before}{max(used, default=0) + 1}{after}"


def used_by_another(workspace: Workspace, record: Record) -> str:
    """The number of another record that is the same as this one's, in whatever spelling."""
    wanted = key(str(record["number"]))
    words = tuple(fold(str(record["number"])).split())
    if not wanted or not words:
        return ""
    for number in workspace.store.find(Phrase(words, "number"), limit=50):
        other = workspace.store.record(number)
        if other and other.id != record.id and key(str(other["number"])) == wanted:
            return str(other["number"])
    return ""
