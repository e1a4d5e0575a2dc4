"""What the form says by itself: invitations to add, counts, what was understood of a date."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from catalog_app.domain import dates
from catalog_app.domain.dates import DateValue, Reading
from catalog_app.domain.fields import field_map, row_fields
from catalog_app.domain.fieldtypes import Field, Row, Rows, Value
from catalog_app.domain.records import Record
from catalog_app.domain.translation import tr

_ADD = {
    "donor": "Add a giver…",
    "presenter": "Add who handed it over…",
    "recipient": "Add a recipient…",
    "occasion": "Visit or event…",
    "visit": "Visit…",
    "place": "Add a place…",
    "origin": "Country…",
    "destination": "Country…",
    "visitor": "Add a visitor…",
    "delegate": "Add a delegate…",
    "host": "Add a host…",
    "inviter": "Add who invited…",
    "participant": "Add a participant…",
    "sender": "Add a sender…",
    "bearer": "Add who conveyed it…",
    "receiver": "Add who took it…",
    "addressee": "Add an addressee…",
    "maker": "Add a maker…",
    "made_at": "Place…",
    "materials": "Add a material…",
    "techniques": "Add a technique…",
    "tags": "Add tag…",
    "related": "Add a record…",
    "within": "Place…",
    "country": "Country…",
    "author": "Add an author…",
    "publisher": "Add a publisher…",
}
_ADD_ROW = {
    "objects": "Add object",
    "names": "Add name",
    "tenures": "Add office",
    "works": "Add work",
    "dimensions": "Add dimension",
    "inscriptions": "Add inscription",
    "parts": "Add part",
    "citations": "Add source",
}
_JUCHE = re.compile(r"juche|chuch|주체|主[體体]", re.IGNORECASE)
_MINGUO = re.compile(r"minguo|民[國国]|\bROC\b", re.IGNORECASE)
_YEAR = re.compile(r"(?<![0-9])(1[0-9]{3}|20[0-9]{2})(?![0-9])")

BASES = {
    "stated": "Stated",
    "inferred": "Inferred",
    "relative": "Counted",
    "editorial": "Supplied",
}
"""Where a date comes from, in one word each."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the form says below a field: ``tone`` is ok, warning, uncertain, problem or faint."""

    tone: str = ""
    text: str = ""


def invitation(field: Field) -> str:
    """The placeholder of the line that adds to a field."""
    return tr(_ADD.get(field.key, "Add…"))


def add_row(field: Field) -> str:
    """The wording of the button that adds a row."""
    return tr(_ADD_ROW.get(field.key, "Add a row"))


def understood(reading: Reading) -> Answer:
    """What was understood of a date, or that it was not."""
    if not reading.understood:
        reason = reading.note.split(": ", 1)[-1]
        return Answer("uncertain", tr("Kept as text: {reason}.", reason=reason))
    if reading.warnings:
        return Answer("warning", _sentence(reading.note))
    if not reading.edtf:
        return Answer("ok", _sentence(reading.note))
    named = bool(_JUCHE.search(reading.text)), bool(_MINGUO.search(reading.text))
    if not any(named):
        return Answer("ok", _sentence(reading.note))
    words = dates.display(reading.value(), era="juche" if named[0] else "minguo")
    if _YEAR.search(reading.text):
        return Answer("ok", tr("{date}. Both years agree.", date=words))
    return Answer("ok", f"{words}.")


def kept(value: DateValue) -> Answer:
    """What is stored of a date that nobody has typed in just now."""
    reading = dates.understand(value.text)
    if reading.edtf == value.edtf:
        return understood(reading)
    if not value.edtf:
        return Answer("uncertain", tr("Kept as text."))
    return Answer("ok", f"{dates.display(value)}.")


def _sentence(note: str) -> str:
    return f"{note[:1].upper()}{note[1:]}."


def changes_between(before: Record, after: Record) -> int:
    """How many things somebody has changed: each field, and in repeatable ones each row."""
    fields = field_map(after.kind)
    return sum(_changed(field, before[key], after[key]) for key, field in fields.items())


def _changed(field: Field, before: Value, after: Value) -> int:
    if before == after:
        return 0
    if not (isinstance(before, tuple) and isinstance(after, tuple)):
        return 1
    old = {row.id: row for row in before}
    count = sum(1 for row in after if not row.id or row.id not in old)
    kept_ids = {row.id for row in after}
    count += sum(1 for row in before if row.id not in kept_ids)
    for row in after:
        if row.id in old:
            count += _inside(field, old[row.id].values, row.values)
    return count or 1


def _inside(field: Field, before: Mapping[str, Value], after: Mapping[str, Value]) -> int:
    return sum(
        _changed(inner, before.get(key, inner.type.empty), after.get(key, inner.type.empty))
        for key, inner in row_fields(field).items()
    )


def changes(count: int) -> str:
    """The line at the foot of the form."""
    if not count:
        return tr("No changes")
    return tr("1 change") if count == 1 else tr("{count} changes", count=count)


def settled(record: Record) -> Record:
    """The record without what is not a value yet: a number that cannot be read, a name that is
    not linked, which the draft carries as the words typed."""
    fields = field_map(record.kind)
    return record.with_values(
        **{key: settled_value(fields[key], value) for key, value in record.values.items()}
    )


def settled_value(field: Field, value: Value) -> Value:
    """`settled`, for one value."""
    if isinstance(field.type, Rows) and isinstance(value, tuple):
        inner = row_fields(field)
        rows = []
        for row in value:
            values = {key: settled_value(inner[key], each) for key, each in row.values.items()}
            main = field.type.main
            pending = isinstance(row.values.get(main), str) and values.get(main) is None
            if not (pending and (main == "target" or not any(values.values()))):
                rows.append(Row(values, row.id, row.uid))
        return tuple(rows)
    if isinstance(value, str) and field.type.editor in ("number", "term", "record"):
        return None
    return value
