"""What was done to a catalogue, by step, and what became of each row of a record."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog_app.domain.fieldtypes import Value


@dataclass(frozen=True, slots=True)
class Step:
    """One user action. ``at`` is ISO 8601 in UTC."""

    id: int
    label: str
    at: str
    by: str
    undone: bool


@dataclass(frozen=True, slots=True)
class RowStory:
    """The part of a record that one change touched, before and after; None where it was not there.

    ``path`` names the repeatable field the row belongs to, from the outside in (``("objects",
    "materials")``); it is empty for the record's own fields.
    """

    kind: str
    step: int
    path: tuple[str, ...]
    row: int
    before: Mapping[str, Value] | None
    after: Mapping[str, Value] | None
