"""Drafts: what is being typed about a record, kept on disk until it is saved or given up."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from catalog_app.domain.dates import DateValue
from catalog_app.domain.fields import field_map
from catalog_app.domain.fieldtypes import Row, Value
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.records import Record, map_rows, walk_rows
from catalog_app.services.workspace import Workspace

_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Draft:
    """What somebody has typed and not saved. ``key`` is the record's number, or a negative number
    for a record that is not stored yet; ``before`` is the record it was made from, as it was."""

    key: int
    record: Record
    before: Record | None
    kept_at: str

    @property
    def is_new(self) -> bool:
        return self.key < 0


def new_key(workspace: Workspace) -> int:
    """A key for the draft of a new record that no other draft has."""
    taken = [number for number, _, _ in workspace.store.drafts() if number is not None]
    return min([0, *taken]) - 1


def keep(
    workspace: Workspace, before: Record | None, record: Record, key: int | None = None
) -> Draft:
    """Keep what is being typed; ``before`` is the stored record, None for a new one.

    ``key`` says which new record it is about; without it a new key is given out. Raises
    `ReadOnly` where the catalogue cannot be written.
    """
    if key is None:
        key = before.id if before else new_key(workspace)
    at = datetime.now(UTC).isoformat(timespec="seconds")
    content = {
        "format": _FORMAT,
        "at": at,
        "record": to_plain(record),
        "before": to_plain(before) if before else None,
    }
    workspace.store.save_draft(key, record.kind, json.dumps(content, separators=(",", ":")))
    return Draft(key, record, before, at)


def load_all(workspace: Workspace) -> list[Draft]:
    """All drafts, oldest first. What cannot be read any more is passed over, never thrown away."""
    found = []
    for number, _, content in workspace.store.drafts():
        draft = _read(number, content)
        if draft is not None:
            found.append(draft)
    return found


def load(workspace: Workspace, key: int) -> Draft | None:
    """The draft with this key: a record's number, or the negative number of a new record."""
    for number, _, content in workspace.store.drafts():
        if number == key:
            return _read(number, content)
    return None


def drop(workspace: Workspace, key: int) -> None:
    """Forget a draft: it was saved, or given up."""
    workspace.store.drop_draft(key)


def brought_up_to(draft: Draft, stored: Record) -> Record:
    """The draft as a change of ``stored``, which may be newer than what the draft was made from.

    Fields that were typed in keep what was typed; all others are as they are stored now.
    """
    if draft.before is None or draft.before.version == stored.version:
        return replace(stored, values=draft.record.values)
    fields = field_map(stored.kind)
    typed = {key: draft.record[key] for key in fields if draft.record[key] != draft.before[key]}
    rows = {(path[-1].key, row.id) for path, row in walk_rows(stored)}
    # A row that somebody else has deleted meanwhile is entered anew.
    known = map_rows(
        typed,
        fields,
        lambda field, row: row if (field.key, row.id) in rows else replace(row, id=0, uid=""),
    )
    return stored.with_values(**known)


def to_plain(record: Record) -> dict[str, Any]:
    """A record as JSON values that `from_plain` turns into an equal one."""
    return {
        "kind": record.kind,
        "id": record.id,
        "uid": record.uid,
        "version": record.version,
        "created": [record.created_at, record.created_by],
        "updated": [record.updated_at, record.updated_by],
        "trashed_at": record.trashed_at,
        "values": _plain_values(record.values),
    }


def from_plain(data: Mapping[str, Any]) -> Record:
    """The record that `to_plain` has written down. Raises KeyError, TypeError or ValueError."""
    if data["kind"] not in KINDS:
        raise ValueError(data["kind"])
    fields = field_map(data["kind"])
    values = {key: _value(entry) for key, entry in data["values"].items() if key in fields}
    return Record(
        kind=data["kind"],
        values=values,
        id=int(data["id"]),
        uid=str(data["uid"]),
        version=int(data["version"]),
        created_at=data["created"][0],
        created_by=data["created"][1],
        updated_at=data["updated"][0],
        updated_by=data["updated"][1],
        trashed_at=data["trashed_at"],
    )


def _plain_values(values: Mapping[str, Value]) -> dict[str, Any]:
    return {key: _plain(value) for key, value in values.items()}


def _plain(value: Value) -> Any:
    if isinstance(value, DateValue):
        return {"date": [value.text, value.edtf, value.lo, value.hi, value.basis]}
    if isinstance(value, Decimal):
        return {"decimal": str(value)}
    if isinstance(value, tuple):
        return [{"id": r.id, "uid": r.uid, "values": _plain_values(r.values)} for r in value]
    return value


def _value(data: Any) -> Value:
    if isinstance(data, list):
        return tuple(
            Row(
                {key: _value(entry) for key, entry in row["values"].items()},
                int(row["id"]),
                str(row["uid"]),
            )
            for row in data
        )
    if isinstance(data, dict):
        if "date" in data:
            return DateValue(*data["date"])
        return Decimal(data["decimal"])
    if data is None or isinstance(data, str | int | float):
        return data
    raise TypeError(type(data))


def _read(number: int | None, content: str) -> Draft | None:
    try:
        data = json.loads(content)
        record = from_plain(data["record"])
        before = from_plain(data["before"]) if data["before"] else None
        return Draft(-1 if number is None else number, record, before, str(data["at"]))
    except (ArithmeticError, AttributeError, KeyError, IndexError, TypeError, ValueError):
        # Written by another version of the program, or by nobody we know: it stays where it is.
        return None
