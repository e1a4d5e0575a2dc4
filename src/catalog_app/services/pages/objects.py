"""Objects of a gift and what became of them: numbers, materials, inscriptions, history rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from catalog_app.domain.dates import DateValue
from catalog_app.domain.fields import field_map, row_fields
from catalog_app.domain.fieldtypes import Field, Row, Value
from catalog_app.domain.records import Record
from catalog_app.domain.rowfields import HISTORY
from catalog_app.domain.translation import tr
from catalog_app.services.pages.bodies import HistoryBody, HistoryRow, ObjectsBody, Thing
from catalog_app.services.pages.facts import field_fact, some_facts
from catalog_app.services.pages.lookup import Lookup, capital, first_image, pictures_in, rows_in
from catalog_app.services.pages.model import Fact, Statement
from catalog_app.services.pages.page import Section

HISTORY_KEYS = tuple(field.key for field in HISTORY)
_ACQUIRED = ("acquisition", "circumstances", "on_behalf_of", "credit_line")
_IN_THE_LINE = ("number", "title", "type", "count")


def objects_section(lookup: Lookup, record: Record) -> Section | None:
    """The objects of a gift, or None for a record without any."""
    rows = rows_in(record.values, "objects")
    if not rows:
        return None
    field = field_map(record.kind)["objects"]
    things = tuple(_thing(lookup, field, row) for row in rows)
    title = tr("Object") if len(things) == 1 else tr("Objects")
    return Section("objects", title, ObjectsBody(things), len(things))


def _thing(lookup: Lookup, field: Field, row: Row) -> Thing:
    values, inner = row.values, row_fields(field)
    count = values.get("count")
    line = (
        str(values.get("number") or ""),
        capital(lookup.term(values.get("type"))),
        tr("{count} pieces", count=f"{count:,}") if isinstance(count, int) and count > 1 else "",
    )
    facts = []
    for key, part in inner.items():
        if key in (*_IN_THE_LINE, *HISTORY_KEYS, "attachments", "citations"):
            continue
        fact = _object_fact(lookup, part, values)
        if fact is not None:
            facts.append(fact)
    rows = history_rows(lookup, values, inner)
    return Thing(
        title=str(values.get("title") or tr("not named")),
        line=" · ".join(part for part in line if part),
        facts=tuple(facts),
        picture=first_image(pictures_in(values)),
        state=current_state(lookup, values),
        rows=rows,
        citations=lookup.citations(values),
    )


def _object_fact(lookup: Lookup, field: Field, values: Mapping[str, Value]) -> Fact | None:
    wording = {"dimensions": _dimension, "inscriptions": _inscription, "parts": _part}
    if field.key not in wording:
        return field_fact(lookup, field, values, tr(field.label))
    rows = rows_in(values, field.key)
    if not rows:
        return None
    return Fact(field.key, tr(field.label), tuple(map(wording[field.key], rows)))


def _dimension(row: Row) -> Statement:
    """As printed where that is given; else “Height 30.5 cm (base)”."""
    values = row.values
    amount = values.get("amount")
    measured = "" if amount is None else f"{amount:,f} {values.get('unit') or ''}".strip()
    name = capital(str(values.get("type") or ""))
    extent = str(values.get("extent") or "")
    words = " ".join(part for part in (name, measured) if part)
    if words and extent:
        words = tr("{measure} ({part})", measure=words, part=extent)
    printed = str(values.get("text") or "")
    if printed and measured:
        return Statement(words, note=tr("printed “{printed}”", printed=printed))
    return Statement(f"{words}: {printed}" if words and printed else printed or words)


def _inscription(row: Row) -> Statement:
    values = {key: str(value) for key, value in row.values.items() if value}
    details = (
        values.get("transliteration", ""),
        tr("“{translation}”", translation=values["translation"]) if "translation" in values else "",
        values.get("script", ""),
        values.get("position_on", ""),
    )
    text = values.get("text") or tr("not read")
    return Statement(text, capacity=" · ".join(part for part in details if part))


def _part(row: Row) -> Statement:
    values = row.values
    count = values.get("count")
    details = (
        tr("{count} pieces", count=f"{count:,}") if isinstance(count, int) and count > 1 else "",
        str(values.get("description") or ""),
    )
    title = str(values.get("title") or tr("not named"))
    number = str(values.get("number") or "")
    return Statement(
        f"{number} {title}" if number else title,
        capacity=" · ".join(part for part in details if part),
    )


def current_state(lookup: Lookup, values: Mapping[str, Value]) -> str:
    """What became of a gift or object, by its newest dated disposition; empty if unknown."""
    rows = rows_in(values, "disposition")
    if not rows:
        return ""
    newest = max(enumerate(rows), key=_age)[1].values
    return capital(lookup.term(newest.get("term")) or str(newest.get("text") or ""))


def _age(entry: tuple[int, Row]) -> tuple[int, int]:
    """Orders history rows: undated ones first, then by day, then as they were entered."""
    position, row = entry
    date = row.values.get("date")
    day = (date.lo or date.hi or 0) if isinstance(date, DateValue) else 0
    return day, position


def history_rows(
    lookup: Lookup, values: Mapping[str, Value], fields: Mapping[str, Field], of_object: str = ""
) -> tuple[HistoryRow, ...]:
    """The history rows among these values, newest first; the newest of each type is current."""
    found: list[tuple[tuple[int, int], HistoryRow]] = []
    for key in HISTORY_KEYS:
        rows = tuple(enumerate(rows_in(values, key)))
        newest = max(rows, key=_age)[0] if rows else -1
        for place, row in rows:
            entry = _history_row(lookup, fields[key], row, place == newest, of_object)
            found.append((_age((place, row)), entry))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return tuple(row for _, row in found)


def _history_row(
    lookup: Lookup, field: Field, row: Row, current: bool, of_object: str
) -> HistoryRow:
    values = row.values
    term = capital(lookup.term(values.get("term")))
    printed = str(values.get("text") or "")
    amount = values.get("amount")
    money = "" if amount is None else f"{values.get('currency') or ''} {amount:,f}".strip()
    until = lookup.date(values.get("until"))
    parts = (
        term,
        money,
        tr("“{printed}”", printed=printed) if term and printed else printed,
        str(values.get("basis") or ""),
        tr("until {date}", date=until) if until else "",
    )
    return HistoryRow(
        type=tr(field.label),
        type_key=field.key,
        text=", ".join(part for part in parts if part),
        date=lookup.date(values.get("date")),
        party=lookup.reference(row),
        note=str(values.get("note") or ""),
        current=current,
        internal=values.get("visibility") == "internal",
        of_object=of_object,
        citations=lookup.citations(values),
    )


def history_section(lookup: Lookup, record: Record) -> Section | None:
    """How a gift came to be acquired and what became of it, or None where nothing is known."""
    facts = some_facts(lookup, record, _ACQUIRED)
    rows = history_rows(lookup, record.values, field_map(record.kind))
    if not facts and not rows:
        return None
    return Section("history", tr("History"), HistoryBody(facts, rows), len(rows) or None)


def objects_in_words(lookup: Lookup, things: Sequence[Row]) -> str:
    """The objects of a gift in a line: “Two: Cabbage, Jadework; All Is Well, metalwork”."""
    described = []
    for row in things:
        uses = (*rows_in(row.values, "materials"), *rows_in(row.values, "techniques"))
        made_of = dict.fromkeys(
            (str(use.values.get("text") or "") or lookup.term(use.values.get("term"))).lower()
            for use in uses
        )
        name = str(row.values.get("title") or capital(lookup.term(row.values.get("type"))))
        described.append(", ".join(part for part in (name, *made_of) if part))
    return "; ".join(words for words in described if words)
