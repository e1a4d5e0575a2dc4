"""How two records of one thing become one, without losing a statement of either."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from catalog_app.domain.dates import DateValue
from catalog_app.domain.fields import field_map, label_of
from catalog_app.domain.fieldtypes import Choice, Date, Field, Link, Row, Rows, Text, Value
from catalog_app.domain.folding import key
from catalog_app.domain.kinds import NAMED_KINDS
from catalog_app.domain.records import Record, reconcile_names
from catalog_app.domain.translation import tr


def merged(keep: Record, other: Record, both: Record) -> Record:
    """``keep`` with what only ``other`` states.

    ``both`` is ``keep`` holding the rows of both, as the store has moved them. Empty fields are
    filled, texts of several lines are joined, rows that say the same are dropped. What else the
    two state differently (a number, a date, a line) is set down in the notes.
    """
    fields = field_map(keep.kind)
    aside: list[str] = []
    values = dict(both.values)
    for name, field in fields.items():
        mine, theirs = keep[name], other[name]
        if isinstance(field.type, Rows):
            values[name] = _rows(field, keep, other, both)
        elif theirs == field.type.empty or mine == theirs:
            continue
        elif isinstance(field.type, Choice):
            # Every choice says something, the usual one too; only secrecy passes over.
            if theirs == "internal":
                values[name] = theirs
        elif mine == field.type.empty:
            values[name] = theirs
        elif isinstance(field.type, Text) and field.type.multiline:
            values[name] = f"{mine}\n\n{theirs}"
        elif isinstance(field.type, Text | Date) and not _is_a_name(keep, name):
            label = tr(label_of(keep.kind, name))
            text = theirs.text if isinstance(theirs, DateValue) else str(theirs)
            aside.append(tr("{label}: {text}", label=label, text=text))
    values["notes"] = "\n\n".join(filter(None, [str(values.get("notes", "")), "\n".join(aside)]))
    return reconcile_names(replace(both, values=values))


def _is_a_name(record: Record, key: str) -> bool:
    """Whether a field is the title of something whose other titles are kept as its names."""
    return key == "title" and record.kind in NAMED_KINDS


def without_doubles(record: Record) -> Record:
    """A record without links that say the same as an earlier one of theirs."""
    values = {
        name: _rows(field, record, record, record)
        for name, field in field_map(record.kind).items()
        if isinstance(field.type, Link) and name in record.values
    }
    return record.with_values(**values)


def _rows(field: Field, keep: Record, other: Record, both: Record) -> Value:
    assert isinstance(field.type, Rows)
    mine = {row.id for row in keep.rows(field.key)}
    rows = sorted(both.rows(field.key), key=lambda row: row.id not in mine)
    kept: list[Row] = []
    seen: dict[tuple[object, ...], int] = {}
    for row in rows:
        if isinstance(field.type, Link) and row.values.get("target") in (keep.id, other.id):
            # A link between the two has become a link of the record to itself.
            continue
        if field.key == "names" and row.id not in mine:
            row = replace(row, values={**row.values, "preferred": ""})
        same = _statement(row, field)
        if same in seen and not field.type.append_only:
            first = kept[seen[same]]
            kept[seen[same]] = replace(first, values=_with_rows_of(first.values, row.values))
            continue
        seen.setdefault(same, len(kept))
        kept.append(row)
    return tuple(kept[:1] if field.type.single else kept)


def _statement(row: Row, field: Field) -> tuple[object, ...]:
    """What a row says, so that two rows saying the same are recognised; names are folded."""
    if field.key == "names":
        return (key(str(row.values.get("text", ""))), row.values.get("script", ""))
    if field.key in ("objects", "attachments"):
        # Two objects may be described alike and still be two things.
        return (field.key, row.id)
    return tuple(
        (name, value) for name, value in sorted(row.values.items()) if not isinstance(value, tuple)
    )


def _with_rows_of(mine: Mapping[str, Value], theirs: Mapping[str, Value]) -> dict[str, Value]:
    """A row that also carries the inner rows (citations) of its dropped twin."""
    values = dict(mine)
    for name, value in _inner(theirs):
        had = values.get(name)
        values[name] = (*had, *value) if isinstance(had, tuple) else value
    return values


def _inner(values: Mapping[str, Value]) -> Iterator[tuple[str, tuple[Row, ...]]]:
    for name, value in values.items():
        if isinstance(value, tuple):
            yield name, value
