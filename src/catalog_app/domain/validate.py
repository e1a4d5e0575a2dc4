"""What a record may hold: little is refused, much is only remarked upon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog_app.domain import dates
from catalog_app.domain.dates import DateValue
from catalog_app.domain.fields import field_map, row_fields
from catalog_app.domain.fieldtypes import Field, Row, Rows, Text, Value
from catalog_app.domain.folding import fold
from catalog_app.domain.records import Record, links_of
from catalog_app.domain.translation import tr

ROWS_LIMIT = 10_000
"""Most rows one repeatable field may hold: far beyond any register, short of an accident."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something doubtful about a record: worth a look, no reason to refuse it."""

    field: str
    message: str


def problems(record: Record) -> dict[str, str]:
    """What keeps a record from being stored, worded and keyed by field; empty if nothing does."""
    found: dict[str, str] = {}
    fields = field_map(record.kind)
    if not any(letter.isprintable() and letter != " " for letter in record.title):
        found["title"] = tr("A title is missing.")
    for key, value in record.values.items():
        if key not in fields:
            found[key] = tr("There is no field “{key}”.", key=key[:60])
        else:
            _check(found, key, fields[key], value)
    return found


def _check(found: dict[str, str], key: str, field: Field, value: Value) -> None:
    if isinstance(field.type, Text) and isinstance(value, str) and len(value) > field.type.limit:
        found[key] = tr(
            "{field}: {length} characters are too many.",
            field=tr(field.label),
            length=f"{len(value):,}",
        )
    if isinstance(field.type, Rows) and isinstance(value, tuple):
        if len(value) > ROWS_LIMIT:
            found[key] = tr("{field}: these are too many rows.", field=tr(field.label))
        if field.type.single and len(value) > 1:
            found[key] = tr("{field} can be given only once.", field=tr(field.label))
        for row in value:
            _check_row(found, key, field, row)


def _check_row(found: dict[str, str], key: str, field: Field, row: Row) -> None:
    assert isinstance(field.type, Rows)
    main = row_fields(field)[field.type.main]
    needed = main.key in ("target", "source") or main.required
    if needed and row.values.get(main.key) in (None, ""):
        found[key] = tr("{field}: {part} is missing.", field=tr(field.label), part=tr(main.label))
    if field.type.table == "term_use" and not (row.values.get("term") or row.values.get("text")):
        found[key] = tr(
            "{field}: a term or the words as printed are missing.", field=tr(field.label)
        )
    if field.type.table == "attachment" and len(str(row.values.get("sha256", ""))) != 64:
        found[key] = tr("Images are attached as files, not typed in.")
    inner = row_fields(field)
    for name, value in row.values.items():
        if name in inner:
            _check(found, key, inner[name], value)


def remarks(record: Record, others: Mapping[int, Record]) -> list[Remark]:
    """What is doubtful about a record in the light of those it links to (``others``, by number).

    A gift after the recipient's death or before the giver's birth, a body not founded yet, or a
    capacity outside the tenure of that office: told, never refused, since sources say such things.
    """
    found = []
    if (
        record.date.text
        and not record.date.edtf
        and not dates.understand(record.date.text).understood
    ):
        found.append(Remark("date", tr("The date is kept as text: it was not understood.")))
    found.extend(_life(record))
    for field, row in links_of(record):
        if record.id and row.values.get("target") == record.id:
            found.append(Remark(field.key, tr("The record is linked to itself.")))
        other = others.get(int(str(row.values.get("target") or 0)))
        if other is None or record.kind not in _HAPPENING or field.key in _TIMELESS:
            continue
        stated = row.values.get("date")
        when = stated if isinstance(stated, DateValue) and stated.edtf else record.date
        found.extend(_outside_life(field.key, other, when))
        found.extend(_outside_tenure(field.key, row, other, when))
    return found


_HAPPENING = ("visit", "event", "gift", "message")
"""Kinds whose date says when those linked to it did something."""

_TIMELESS = ("related", "maker", "made_at")
"""Links that say nothing about what somebody did at the record's date."""

_END = {"person": "died", "organisation": "dissolved"}


def _life(record: Record) -> list[Remark]:
    """Doubts about the dates of a party itself: its end before its beginning, an office alike."""
    found = []
    end_key = _END.get(record.kind, "")
    if end_key and _before(record[end_key], record.date):
        message = {
            "person": tr("The death lies before the birth."),
            "organisation": tr("The dissolution lies before the founding."),
        }[record.kind]
        found.append(Remark(end_key, message))
    for tenure in record.rows("tenures") if record.kind == "person" else ():
        if _before(tenure.values.get("end"), tenure.values.get("start")):
            title = str(tenure.values.get("title", ""))
            found.append(
                Remark("tenures", tr("The office “{title}” ends before it begins.", title=title))
            )
    return found


def _outside_life(key: str, other: Record, when: DateValue) -> list[Remark]:
    """Doubts about a party's part in something at a time when it did not exist."""
    end_key = _END.get(other.kind)
    if end_key is None:
        return []
    person = other.kind == "person"
    if _before(other[end_key], when):
        wording = (
            tr("{name} had died before this date.", name=other.title)
            if person
            else tr("{name} had been dissolved before this date.", name=other.title)
        )
        return [Remark(key, wording)]
    if _before(when, other.date):
        wording = (
            tr("{name} was not born at this date.", name=other.title)
            if person
            else tr("{name} was not founded at this date.", name=other.title)
        )
        return [Remark(key, wording)]
    return []


def _before(first: Value, second: Value) -> bool:
    """Whether one date lies wholly before another; what is open or unknown lies nowhere."""
    if not isinstance(first, DateValue) or not isinstance(second, DateValue):
        return False
    return first.hi is not None and second.lo is not None and first.hi < second.lo


def _outside_tenure(key: str, row: Row, person: Record, when: DateValue) -> list[Remark]:
    if person.kind != "person":
        return []
    capacity = fold(str(row.values.get("capacity", "")))
    held = [tenure for tenure in person.rows("tenures") if _names_office(capacity, tenure)]
    if not held or any(
        not _before(when, tenure.values.get("start"))
        and not _before(tenure.values.get("end"), when)
        for tenure in held
    ):
        return []
    message = tr("{name} did not hold this office at this date.", name=person.title)
    return [Remark(key, message)]


def _names_office(capacity: str, tenure: Row) -> bool:
    """Whether a capacity as stated means this office: “Premier of the State Council” is stated of
    the Premier whose tenure names the State Council as its body."""
    title = fold(str(tenure.values.get("title", "")))
    if not title:
        return False
    return capacity == title or (
        bool(tenure.values.get("body")) and capacity.startswith(f"{title} of ")
    )
