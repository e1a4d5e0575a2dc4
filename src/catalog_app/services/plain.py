"""Records as plain JSON values and back: what the command line shows and takes."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Protocol

from catalog_app.domain import dates
from catalog_app.domain.dates import BASES, DateValue
from catalog_app.domain.errors import InvalidInput, UserError
from catalog_app.domain.fields import field_map, row_fields
from catalog_app.domain.fieldtypes import (
    Choice,
    Date,
    Field,
    Link,
    Prose,
    Reference,
    Row,
    Rows,
    TermRef,
    Text,
    Unreadable,
    Value,
)
from catalog_app.domain.records import Record, as_new, links_of
from catalog_app.domain.translation import tr
from catalog_app.services.workspace import Workspace


class Resolver(Protocol):
    """Finds the numbers behind what a person or a file writes. Both raise `UserError`."""

    def term(self, vocabulary: str, label: str) -> int:
        """The number of the term with this label."""

    def record(self, text: str, kinds: tuple[str, ...]) -> int:
        """The number of the record meant by ``text``, which must be of one of ``kinds``."""


def read_value(field: Field, data: Any, resolver: Resolver) -> Value:
    """The value of a field from plain JSON data. Raises `InvalidInput` keyed by the field.

    Rows keep the numbers that `show_record` prints with them (``row``), at any depth.
    """
    try:
        return _read(field, data, resolver)
    except InvalidInput as error:
        raise InvalidInput({field.key: str(error)}) from error
    except UserError as error:
        raise InvalidInput({field.key: f"{tr(field.label)}: {error}"}) from error


def _read(field: Field, data: Any, resolver: Resolver) -> Value:
    kind = field.type
    if data is None:
        return kind.empty
    if isinstance(kind, Rows):
        entries = data if isinstance(data, list) else [data]
        return tuple(_read_row(field, entry, resolver) for entry in entries)
    if isinstance(kind, Date) and isinstance(data, Mapping):
        return _read_date(data)
    if isinstance(kind, TermRef):
        label = data.get("label") if isinstance(data, Mapping) else data
        return None if label in ("", None) else resolver.term(kind.vocabulary, _words(label))
    if isinstance(kind, Reference):
        if isinstance(data, Mapping):
            data = _number_in(data)
        elif isinstance(data, int) and not isinstance(data, bool):
            data = f"#{data}"
        return resolver.record(_words(data), kind.kinds)
    if isinstance(kind, Choice) and isinstance(data, bool) and "yes" in kind.options:
        return "yes" if data else kind.empty
    if isinstance(data, float):
        return kind.read(format(Decimal(repr(data)), "f"))
    return kind.read(_words(data))


def _number_in(data: Mapping[str, Any]) -> str:
    """The record that `show` prints as ``{"id": 12, "kind": …, "title": …}``, as ``#12``."""
    number = data.get("id")
    if set(data) - {"id", "kind", "title"} or not isinstance(number, int):
        raise Unreadable(
            tr("a record is meant by its name or as #ID, not by {data}.", data=_json(data))
        )
    return f"#{number}"


def _words(data: Any) -> str:
    if isinstance(data, bool) or not isinstance(data, str | int | Decimal):
        raise Unreadable(tr("a text is expected here, not {data}.", data=_json(data)))
    return str(data)


def _json(data: Any) -> str:
    text = json.dumps(data, ensure_ascii=False, default=str)
    return text if len(text) <= 60 else f"{text[:59]}…"


def _read_date(data: Mapping[str, Any]) -> DateValue:
    unknown = set(data) - {"text", "edtf", "basis", "lo", "hi"}
    basis = data.get("basis") or ""
    if unknown or basis not in ("", *BASES):
        raise Unreadable(tr("a date has text, edtf and basis ({bases}).", bases=", ".join(BASES)))
    text, edtf = (_words(data.get(key) or "") for key in ("text", "edtf"))
    text = str(Text().read(text))
    if not edtf:
        value = Date().read(text)
        assert isinstance(value, DateValue)
        return replace(value, basis=str(basis)) if basis and value else value
    parsed = dates.parse_edtf(edtf)
    return DateValue(text or edtf, str(parsed), parsed.lo, parsed.hi, str(basis or "stated"))


def _read_row(field: Field, data: Any, resolver: Resolver) -> Row:
    assert isinstance(field.type, Rows)
    inner = row_fields(field)
    if isinstance(field.type, Link) and isinstance(data, str):
        data = link_parts(data)
    elif not isinstance(data, Mapping):
        data = {field.type.main: data}
    elif isinstance(field.type, Link) and "target" not in data and "id" in data:
        # As `show` prints a link: the record's number is what matters, its title is a comment.
        data = {"target": {"id": data["id"]}, **_without(data, "id", "title", "kind", "role")}
    values: dict[str, Value] = {}
    for key, entry in data.items():
        if key in ("row", "uid"):
            continue
        if key not in inner:
            raise InvalidInput(
                {
                    field.key: tr(
                        "“{key}” is no part of {field}; it has {keys}.",
                        key=str(key)[:60],
                        field=tr(field.label),
                        keys=", ".join(inner),
                    )
                }
            )
        value = read_value(inner[key], entry, resolver)
        if value != inner[key].type.empty:
            values[key] = value
    row = data.get("row")
    return Row(values, row if isinstance(row, int) and row is not True else 0)


_LINK_OPTIONS = {
    "as": "capacity",
    "date": "date",
    "certainty": "certainty",
    "alt": "alternative",
    "note": "note",
}
_OPTION = re.compile(rf";\s*(?P<name>{'|'.join(_LINK_OPTIONS)})=")


def link_parts(text: str) -> dict[str, Any]:
    """``NAME;as=CAPACITY``, also with ``;date=``, ``;certainty=``, ``;note=``, ``;alt=``."""
    parts = _OPTION.split(str(Prose().read(text)))
    data: dict[str, Any] = {"target": parts[0].strip()}
    for name, value in zip(parts[1::2], parts[2::2], strict=True):
        data[_LINK_OPTIONS[name]] = value.strip()
    return data


def _without(data: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    return {key: value for key, value in data.items() if key not in keys}


def read_record(kind: str, data: Mapping[str, Any], resolver: Resolver) -> Record:
    """A new record from plain data with the declared keys, row numbers left out.

    Raises `InvalidInput`.
    """
    fields = field_map(kind)
    values: dict[str, Value] = {}
    for key, entry in data.items():
        if key not in fields:
            raise InvalidInput({key: unknown_field(kind, key)})
        value = read_value(fields[key], entry, resolver)
        if value != fields[key].type.empty:
            values[key] = value
    return as_new(Record(kind, values))


def unknown_field(kind: str, key: str) -> str:
    """The wording for a field that a kind does not have."""
    return tr(
        "{kind} has no field “{key}”. It has: {keys}.",
        kind=kind,
        key=key[:60],
        keys=", ".join(field_map(kind)),
    )


def show_record(workspace: Workspace, record: Record) -> dict[str, Any]:
    """A record as plain JSON values: every declared field that is filled in, and what is around it.

    ``links`` gathers the outgoing links of all roles, ``incoming`` those of other records.
    """
    targets = _targets(record.values)
    shown = _Shower(workspace, sorted(targets))
    plain: dict[str, Any] = {
        "id": record.id,
        "uid": record.uid,
        "kind": record.kind,
        **shown.values(record.values, field_map(record.kind)),
        "links": [{"role": field.key, **shown.row(field, row)} for field, row in links_of(record)],
        "incoming": [
            {
                "role": link.role,
                "id": link.record.id,
                "kind": link.record.kind,
                "title": link.record.title,
                "date_edtf": link.record.date_edtf,
                "capacity": link.capacity,
            }
            for link in workspace.store.incoming(record.id)
        ],
        "trashed_at": record.trashed_at,
        "version": record.version,
        "created_at": record.created_at,
        "created_by": record.created_by,
        "updated_at": record.updated_at,
        "updated_by": record.updated_by,
    }
    if record.kind == "visit":
        plain["programme"] = [
            {"id": event.id, "title": event.title, "date_edtf": event.date_edtf}
            for event in workspace.store.programme(record.id)
        ]
    return plain


def _targets(values: Mapping[str, Value]) -> set[int]:
    """Numbers of all rows' values that may be records; a few too many do no harm."""
    found: set[int] = set()
    for value in values.values():
        if isinstance(value, tuple):
            for row in value:
                found |= _targets(row.values)
        elif isinstance(value, int):
            found.add(value)
    return found


class _Shower:
    """Turns values into JSON, with titles for numbers of records and labels for terms."""

    def __init__(self, workspace: Workspace, numbers: list[int]) -> None:
        self.workspace = workspace
        self.briefs = workspace.store.briefs(numbers)

    def values(self, values: Mapping[str, Value], fields: Mapping[str, Field]) -> dict[str, Any]:
        return {
            key: self.value(field, values[key]) for key, field in fields.items() if key in values
        }

    def value(self, field: Field, value: Value) -> Any:
        if isinstance(value, tuple):
            return [self.row(field, row) for row in value]
        if isinstance(value, DateValue):
            return {
                "text": value.text,
                "edtf": value.edtf,
                "lo": dates.iso(value.lo),
                "hi": dates.iso(value.hi),
                "basis": value.basis,
            }
        if isinstance(field.type, TermRef) and isinstance(value, int):
            term = self.workspace.store.term(value)
            return term.label if term else None
        if isinstance(field.type, Reference) and isinstance(value, int):
            return self.target(value)
        return str(value) if isinstance(value, Decimal) else value

    def target(self, number: int) -> dict[str, Any]:
        brief = self.briefs[number]
        return {"id": number, "kind": brief.kind, "title": brief.title}

    def row(self, field: Field, row: Row) -> dict[str, Any]:
        inner = row_fields(field)
        if isinstance(field.type, Link):
            number = row.values["target"]
            assert isinstance(number, int)
            rest = {key: value for key, value in row.values.items() if key != "target"}
            return {**self.target(number), "row": row.id, **self.values(rest, inner)}
        plain = {"row": row.id, **self.values(row.values, inner)}
        return {"uid": row.uid, **plain} if row.uid else plain
