"""``FIELD=VALUE`` as people type it on the command line: read into the values of a record."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from catalog_app.domain.errors import InvalidInput
from catalog_app.domain.fields import field_map
from catalog_app.domain.fieldtypes import Field, Link, Prose, Rows, Value
from catalog_app.domain.records import Record
from catalog_app.domain.translation import tr
from catalog_app.services.plain import Resolver, read_value, unknown_field

_FORM = re.compile(r"(?P<key>[a-z_]+)(?P<plus>\+?)=(?P<value>.*)", re.DOTALL)
_LINK_OPTIONS = {"as": "capacity", "date": "date", "certainty": "certainty", "alt": "alternative"}
_OPTION = re.compile(r";(?P<name>as|date|certainty|alt)=")


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
        found.append(Assignment(match["key"], match["value"], bool(match["plus"])))
    return found


def apply(record: Record, assignments: Iterable[Assignment], resolver: Resolver) -> Record:
    """``record`` with these values set, added or cleared.

    ``FIELD=`` clears; ``FIELD+=`` adds to a repeatable field; a repeatable field given several
    times with ``=`` gets all of them. Raises `InvalidInput` keyed by field.
    """
    fields = field_map(record.kind)
    values: dict[str, Value] = {}
    for assignment in assignments:
        field = fields[assignment.key]
        value = _read(field, assignment.value, resolver)
        if isinstance(field.type, Rows):
            assert isinstance(value, tuple)
            before = values.get(field.key, record[field.key] if assignment.adds else ())
            assert isinstance(before, tuple)
            cleared = not assignment.adds and not assignment.value
            value = () if cleared else (*before, *value)
            if field.type.single and len(value) > 1:
                raise InvalidInput(
                    {field.key: tr("{field} can be given only once.", field=tr(field.label))}
                )
        elif assignment.adds:
            raise InvalidInput(
                {field.key: tr("{field} holds one value: use = to set it.", field=tr(field.label))}
            )
        values[field.key] = value
    return record.with_values(**values)


def _read(field: Field, text: str, resolver: Resolver) -> Value:
    if not isinstance(field.type, Rows):
        return read_value(field, text or None, resolver)
    if not text.strip():
        return ()
    if text.lstrip().startswith(("{", "[")):
        return read_value(field, _json(field, text), resolver)
    if isinstance(field.type, Link):
        return read_value(field, _link(text), resolver)
    return read_value(field, text, resolver)


def _json(field: Field, text: str) -> Any:
    try:
        return json.loads(text, parse_float=str, parse_constant=str)
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


def _link(text: str) -> dict[str, Any]:
    """``NAME;as=CAPACITY``, with ``;date=``, ``;certainty=`` and ``;alt=`` (a group number) too."""
    parts = _OPTION.split(str(Prose().read(text)))
    data: dict[str, Any] = {"target": parts[0].strip()}
    for name, value in zip(parts[1::2], parts[2::2], strict=True):
        data[_LINK_OPTIONS[name]] = value.strip()
    return data
