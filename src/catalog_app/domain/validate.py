"""What a record may hold: little is refused, much is only remarked upon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog_app.domain.fields import field_map, row_fields
from catalog_app.domain.fieldtypes import Field, Row, Rows, Text, Value
from catalog_app.domain.records import Record
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
    if not str(record["title"]).strip():
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
        for row in value:
            _check_row(found, key, field, row)


def _check_row(found: dict[str, str], key: str, field: Field, row: Row) -> None:
    assert isinstance(field.type, Rows)
    main = row_fields(field)[field.type.main]
    needed = main.key in ("target", "source") or main.required
    if needed and row.values.get(main.key) in (None, ""):
        found[key] = tr("{field}: {part} is missing.", field=tr(field.label), part=tr(main.label))
    if field.type.table == "term_use" and not (row.values.get("term") or row.values.get("text")):
        found[key] = tr("{field}: a term or the words as printed are missing.", field=field.label)
    if field.type.table == "attachment" and len(str(row.values.get("sha256", ""))) != 64:
        found[key] = tr("Images are attached as files, not typed in.")
    inner = row_fields(field)
    for name, value in row.values.items():
        if name in inner:
            _check(found, key, inner[name], value)


def remarks(record: Record, others: Mapping[int, Record]) -> list[Remark]:
    """What is doubtful about a record in the light of those it links to (``others``, by number).

    A gift after the recipient's death, a giver before their birth, or a capacity outside the
    tenure of that office: told, never refused, since sources say such things.
    """
    found = []
    lo, hi = record.date.lo, record.date.hi
    if record.date.text and not record.date.edtf:
        found.append(Remark("date", tr("The date is kept as text: it was not understood.")))
    for key, field in field_map(record.kind).items():
        if not isinstance(field.type, Rows) or field.type.table != "link":
            continue
        for row in record.rows(key):
            other = others.get(int(str(row.values.get("target") or 0)))
            if other is None or other.kind != "person":
                continue
            died = other["died"]
            if lo is not None and (end := getattr(died, "hi", None)) is not None and lo > end:
                found.append(Remark(key, tr("{name} had died before this date.", name=other.title)))
            if hi is not None and other.date.lo is not None and hi < other.date.lo:
                found.append(Remark(key, tr("{name} was not born at this date.", name=other.title)))
            found.extend(_outside_tenure(key, row, other, lo, hi))
    return found


def _outside_tenure(
    key: str, row: Row, person: Record, lo: int | None, hi: int | None
) -> list[Remark]:
    capacity = str(row.values.get("capacity", "")).casefold()
    for tenure in person.rows("tenures"):
        title = str(tenure.values.get("title", "")).casefold()
        if not title or title != capacity:
            continue
        start, end = tenure.values.get("start"), tenure.values.get("end")
        began, ended = getattr(start, "lo", None), getattr(end, "hi", None)
        if (hi is not None and began is not None and hi < began) or (
            lo is not None and ended is not None and lo > ended
        ):
            message = tr("{name} did not hold this office at this date.", name=person.title)
            return [Remark(key, message)]
    return []
