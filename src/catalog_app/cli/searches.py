"""Commands that find and show records: search, show."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalog_app.cli.answers import answer, counted, cut, line_width, table, width
from catalog_app.cli.arguments import (
    CATALOGUE,
    ID,
    JSON,
    Command,
    Reference,
    known_kind,
    number_of,
    opened,
)
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.translation import tr

if TYPE_CHECKING:
    from catalog_app.services.searching import Hits

_DATE_COLUMNS = 24
_LARGEST_LIMIT = 2**31


@click.command(cls=Command)
@CATALOGUE
@click.argument("query", default="")
@click.option("--kind", metavar="KIND", help=f"Only one kind: {', '.join(KINDS)}.")
@click.option(
    "--limit",
    type=click.IntRange(0),
    default=100,
    show_default=True,
    help="How many records to list at most.",
)
@click.option(
    "--order",
    type=click.Choice(["date", "oldest", "number", "title", "added", "changed"]),
    default="date",
    show_default=True,
    help="By date (newest first), oldest first, by number or title, last added or changed first.",
)
@JSON
def search(
    catalogue: Path, query: str, kind: str | None, limit: int, order: str, as_json: bool
) -> None:
    """Find records; without a QUERY, list them all.

    Words must all match, the last one also as a beginning. "a phrase", -without, this or that,
    brackets, and fields: donor: recipient: place: material: type: number: kind: date:1983..1990
    value:>1000 has:image is:uncertain tag:

    A QUERY that begins with - follows after -- alone.

    \b
    Example:
      xenion search Gifts.xenion 'kind:gift date:2002 (jade or gold)'
      xenion search Gifts.xenion is:uncertain --order oldest --json
      xenion search Gifts.xenion --limit 5 -- -jade
    """
    from catalog_app.services.searching import plain_hit
    from catalog_app.services.searching import search as find

    wanted = known_kind(kind) if kind is not None else None
    with opened(catalogue, write=False) as workspace:
        hits = find(workspace, query, kind=wanted, order=order, limit=min(limit, _LARGEST_LIMIT))
    found = {"total": hits.total, "records": [plain_hit(hit) for hit in hits.records]}
    answer(found, as_json, "" if as_json else _listed(hits))


def _listed(hits: Hits) -> str:
    rows = [
        (
            f"#{hit.id}",
            tr(KINDS[hit.kind]),
            cut(hit.number, _DATE_COLUMNS),
            cut(hit.date_edtf or hit.date_text, _DATE_COLUMNS),
            hit.title,
        )
        for hit in hits.records
    ]
    taken = sum(max(map(width, column)) + 2 for column in list(zip(*rows, strict=True))[:-1])
    room = max(line_width() - taken, 20)
    lines = table((*row[:-1], cut(row[-1], room)) for row in rows)
    if 0 < len(rows) < hits.total:
        wording = tr("The first {shown} of {total} records; --limit shows more.")
        lines.append(wording.format(shown=f"{len(rows):,}", total=f"{hits.total:,}"))
    elif hits.total:
        lines.append(counted(hits.total, "{count} record found.", "{count} records found."))
    else:
        lines.append(tr("No records found."))
    return "\n".join(lines)


@click.command(cls=Command)
@CATALOGUE
@click.argument("record", metavar="ID", type=ID)
@JSON
def show(catalogue: Path, record: Reference, as_json: bool) -> None:
    """Show a whole record with its links, objects, history rows and attachments.

    \b
    Example:
      xenion show Gifts.xenion 12
      xenion show Gifts.xenion 0192f0c1-7a2b-7c3d-8e4f-5a6b7c8d9e0f --json
    """
    from catalog_app.cli.pages import page
    from catalog_app.services.plain import show_record

    with opened(catalogue, write=False) as workspace:
        plain = show_record(workspace, workspace.record(number_of(workspace, record)))
    answer(plain, as_json, "" if as_json else page(plain))
