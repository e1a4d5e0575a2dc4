"""How the fields of a kind are dealt out to the sections of the form, and how wide each is."""

from __future__ import annotations

from dataclasses import dataclass

from catalog_app.domain.fields import fields_of
from catalog_app.domain.fieldtypes import Choice, Date, Field, Integer, Prose, Real, Rows, TermRef
from catalog_app.domain.kinds import KINDS

COLUMNS = 12
"""The grid of the form: narrow fields take a half of it, wide forms halve them again."""

_SECTION_OF = {
    "main": "main",
    "people": "main",
    "objects": "objects",
    "history": "history",
    "names": "names",
    "text": "notes",
    "sources": "sources",
    "admin": "notes",
}
_OWN_SECTION = {"attachments": "images", "tags": "main", "circumstances": "main"}
_LABELS = {
    "objects": "Objects",
    "history": "History",
    "names": "Names",
    "images": "Images",
    "sources": "Sources",
    "notes": "Notes",
}
_ORDER = ("main", "objects", "names", "history", "images", "sources", "notes")
_SMALL = (Choice, TermRef, Integer, Real)
_LATE = ("circumstances", "certainty", "related", "tags")


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the form with its English label, in the order of the form."""

    key: str
    label: str
    fields: tuple[Field, ...]


def sections_of(kind: str) -> tuple[Section, ...]:
    """The sections of the form for a kind, at most six, so that Ctrl+1 to Ctrl+6 reach them all."""
    dealt: dict[str, list[Field]] = {key: [] for key in _ORDER}
    for field in fields_of(kind):
        dealt[_OWN_SECTION.get(field.key) or _SECTION_OF[field.section]].append(field)
    dealt["main"].sort(key=_rank)
    for key in ("history", "names", "sources"):
        # First what gives the section its name.
        dealt[key].sort(key=lambda field: not _is_rows(field) or field.key == "related")
    return tuple(
        Section(key, _LABELS.get(key) or KINDS[kind], tuple(fields))
        for key, fields in dealt.items()
        if fields
    )


def _rank(field: Field) -> int:
    """Title and number first, short facts beside them, then the date and who took part."""
    if field.key in _LATE:
        return 10 + _LATE.index(field.key)
    if field.key in ("title", "number"):
        return ("title", "number").index(field.key)
    if isinstance(field.type, _SMALL):
        return 2
    if isinstance(field.type, Date):
        return 3 if field.key == "date" else 4
    return 6 if isinstance(field.type, Prose) else 5


def _is_rows(field: Field) -> bool:
    return isinstance(field.type, Rows)


def span(field: Field, wide: bool) -> int:
    """How many columns of the grid a field takes, in the narrow or the wide form."""
    if isinstance(field.type, Rows):
        halved = field.type.table in ("link", "term_use")
        return COLUMNS // 2 if wide and halved else COLUMNS
    if isinstance(field.type, Prose):
        return COLUMNS
    small = isinstance(field.type, _SMALL) or field.key in _SHORT
    if small:
        return 3 if wide else 6
    return 6 if wide else COLUMNS


_SHORT = (
    "number",
    "time",
    "language",
    "script",
    "unit",
    "currency",
    "amount",
    "type",
    "locator",
    "alternative",
    "extent",
    "scheme",
)
"""Lines that hold a code or a few words."""
