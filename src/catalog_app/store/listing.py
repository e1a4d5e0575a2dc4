"""What a list shows of its records, read for a screenful at a time."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache

from catalog_app.domain.fields import OWN
from catalog_app.domain.fieldtypes import Link, TermRef
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.records import Brief, Card


@cache
def _first_link(kind: str) -> str:
    """The role that says most about a record of this kind: the first listed link."""
    listed = (field for field in OWN[kind] if field.listed and isinstance(field.type, Link))
    return next((field.key for field in listed), "")


@cache
def _first_term(kind: str) -> str:
    listed = (field for field in OWN[kind] if field.listed and isinstance(field.type, TermRef))
    return next((field.key for field in listed), "")


def _grouped(rows: Iterable[tuple[int, str]]) -> dict[int, tuple[str, ...]]:
    found: dict[int, list[str]] = defaultdict(list)
    for number, text in rows:
        found[number].append(text)
    return {number: tuple(texts) for number, texts in found.items()}


def cards(connection: sqlite3.Connection, briefs: Sequence[Brief]) -> dict[int, Card]:
    """These records as a list shows them, by number. Meant for some dozens, not for thousands."""
    of_kind: dict[str, list[int]] = {kind: [] for kind in KINDS}
    for brief in briefs:
        of_kind[brief.kind].append(brief.id)
    subtitles: dict[int, tuple[str, ...]] = {}
    for kind, numbers in of_kind.items():
        if numbers:
            subtitles.update(_subtitles(connection, kind, numbers))
    numbers = [brief.id for brief in briefs]
    places = ", ".join("?" * len(numbers))
    covers = dict(
        connection.execute(
            "SELECT record, sha256 FROM attachment "
            f"WHERE record IN ({places}) AND media_type LIKE 'image/%' "
            "ORDER BY record, object IS NOT NULL DESC, object DESC, position DESC, id DESC",
            numbers,
        ).fetchall()
    )
    unsure = {
        row[0]
        for row in connection.execute(
            f"SELECT DISTINCT record FROM link WHERE record IN ({places}) "
            "AND (alternative IS NOT NULL OR certainty = 'uncertain')",
            numbers,
        )
    }
    return {
        brief.id: Card(
            brief, subtitles.get(brief.id, ()), covers.get(brief.id, ""), brief.id in unsure
        )
        for brief in briefs
    }


def _subtitles(
    connection: sqlite3.Connection, kind: str, numbers: Sequence[int]
) -> dict[int, tuple[str, ...]]:
    places = ", ".join("?" * len(numbers))
    role, term = _first_link(kind), _first_term(kind)
    found: dict[int, tuple[str, ...]] = {}
    if kind == "person":
        found = _grouped(
            connection.execute(
                f"SELECT record, title FROM tenure WHERE record IN ({places}) "
                "ORDER BY record, position",
                numbers,
            )
        )
    if term:
        found = _grouped(
            connection.execute(
                f'SELECT k.id, term.label FROM {kind} k JOIN term ON term.id = k."{term}" '
                f"WHERE k.id IN ({places})",
                numbers,
            )
        )
    if role:
        found |= _grouped(
            connection.execute(
                "SELECT link.record, target.title FROM link "
                "JOIN record target ON target.id = link.target "
                f"WHERE link.role = ? AND link.record IN ({places}) "
                "ORDER BY link.record, link.position",
                (role, *numbers),
            )
        )
    return found
