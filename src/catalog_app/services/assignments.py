"""``FIELD=VALUE`` as people type it on the command line: read into the values of a record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from catalog_app.domain.errors import InvalidInput
from catalog_app.domain.fields import field_map
from catalog_app.domain.fieldtypes import Date, Field, FieldType, Row, Rows, Value, clean
from catalog_app.domain.records import Record, map_rows, walk_rows
from catalog_app.domain.translation import tr
from catalog_app.services.plain import Resolver, read_value, unknown_field

_FORM = re.compile(r"\s*(?P<key>[^\s=+]+)(?P<plus>\+?)=(?P<value>.*)", re.DOTALL)
_FILE_FACTS = ("sha256", "media_type", "size", "width", "height")


@dataclass(frozen=True, slots=True)
class Assignment:
    """One ``key=value`` or ``key+=value``."""

    key: str
    value: str
    adds: bool


def parse(texts: Iterable[str], kind: str) -> list[Assignment]:
    """The assignments in command-line words. Raises `InvalidInput` for what is none."""
    found = []
    for text in texts:
        match = _FORM.fullmatch(text)
        if not match:
            raise InvalidInput({"": tr("“{text}” is not of the form FIELD=VALUE.", text=text[:60])})
        if match["key"] not in field_map(kind):
            raise InvalidInput({match["key"]: unknown_field(kind, match["key"])})
        found.append(Assignment(match["key"], clean(match["value"], True), bool(match["plus"])))
    return found


def apply(record: Record, assignments: Iterable[Assignment], resolver: Resolver) -> Record:
    """``record`` with these values set, added or cleared.

    ``FIELD=`` clears; ``FIELD+=`` adds to a repeatable field; a repeatable field given several
    times with ``=`` gets all of them. Rows that carry the number of a row of this record, as `show`
    prints it, are that row changed. Raises `InvalidInput` keyed by field.
    """
    fields = field_map(record.kind)
    values: dict[str, Value] = {}
    known: _Known = {(path[-1].type, row.id): row for path, row in walk_rows(record) if row.id}
    for assignment in assignments:
        field = fields[assignment.key]
        value = _read(field, assignment.value, resolver)
        if isinstance(field.type, Rows):
            assert isinstance(value, tuple)
            before = values.get(field.key, record[field.key] if assignment.adds else ())
            assert isinstance(before, tuple)
            cleared = not assignment.adds and not assignment.value
            rows = _recognised(field, value, {} if assignment.adds else known)
            value = () if cleared else (*before, *rows)
            if field.type.single and len(value) > 1:
                raise InvalidInput(
                    {field.key: tr("{field} can be given only once.", field=tr(field.label))}
                )
        elif field.key in values:
            raise InvalidInput(
                {field.key: tr("{field} can be given only once.", field=tr(field.label))}
            )
        elif assignment.adds:
            raise InvalidInput(
                {field.key: tr("{field} holds one value: use = to set it.", field=tr(field.label))}
            )
        values[field.key] = value
    return record.with_values(**values)


_Known = dict[tuple[FieldType, int], Row]


def _recognised(field: Field, value: Value, known: _Known) -> tuple[Row, ...]:
    """Rows with the numbers and uids of the rows they are, each once; all others are new."""

    def recognise(inner: Field, row: Row) -> Row:
        stored = known.pop((inner.type, row.id), None) if row.id else None
        if inner.key == "attachments":
            if stored is None:
                raise InvalidInput({field.key: tr("Images are attached as files, not typed in.")})
            # What a file is follows from the file.
            facts = {key: stored.values[key] for key in _FILE_FACTS if key in stored.values}
            row = replace(row, values={**row.values, **facts})
        return replace(row, id=stored.id if stored else 0, uid=stored.uid if stored else "")

    rows = map_rows({field.key: value}, {field.key: field}, recognise)[field.key]
    assert isinstance(rows, tuple)
    return rows


def _read(field: Field, text: str, resolver: Resolver) -> Value:
    if isinstance(field.type, Date) and re.match(r'\{\s*"', text):
        return read_value(field, _json(field, text), resolver)
    if not isinstance(field.type, Rows):
        return read_value(field, text or None, resolver)
    if not text.strip():
        return ()
    if text.lstrip().startswith(("{", "[")):
        return read_value(field, _json(field, text), resolver)
    return read_value(field, text, resolver)


def _no_constant(name: str) -> None:
    raise ValueError(tr("{name} is no number", name=name))


def _json(field: Field, text: str) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_constant=_no_constant)
    except (ValueError, RecursionError) as error:
        raise InvalidInput(
            {
                field.key: tr(
                    "{field}: this is not JSON ({reason}).",
                    field=tr(field.label),
                    reason=str(error)[:80],
                )
            }
        ) from error
