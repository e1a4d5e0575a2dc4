"""Finding records."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from catalog_app.domain.records import Brief
from catalog_app.services.finding import tree_of
from catalog_app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Hits:
    """What a query found: how many in all, and the first of them in order."""

    total: int
    records: tuple[Brief, ...]


def search(
    workspace: Workspace,
    query: str,
    *,
    kind: str | None = None,
    order: str = "date",
    limit: int | None = 100,
) -> Hits:
    """Run a query; an empty one finds everything. Raises `QueryError` with an explanation."""
    tree = tree_of(query, kind)
    total = workspace.store.count(tree)
    numbers = workspace.store.find(tree, order, limit)
    briefs = workspace.store.briefs(numbers)
    return Hits(total, tuple(briefs[number] for number in numbers if number in briefs))


def plain_hit(brief: Brief) -> dict[str, Any]:
    """A hit as plain JSON values."""
    return {
        "id": brief.id,
        "kind": brief.kind,
        "number": brief.number,
        "title": brief.title,
        "date_text": brief.date_text,
        "date_edtf": brief.date_edtf,
        "visibility": brief.visibility,
    }


def renew_index(workspace: Workspace, batches: int | None = None) -> None:
    """Work off queued index entries: all of them, or so many batches of a few hundred."""
    done = 0
    while (batches is None or done < batches) and workspace.store.work_off():
        done += 1
