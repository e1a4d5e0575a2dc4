"""Commands that make and change records: add, edit, trash, merge, duplicate, reorder, attach."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from catalog_app.cli.answers import answer, note
from catalog_app.cli.arguments import (
    ASSIGNMENTS,
    CATALOGUE,
    ID,
    JSON,
    PATH,
    Command,
    Reference,
    known_kind,
    number_of,
    opened,
    texts,
)
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.translation import tr

if TYPE_CHECKING:
    from catalog_app.domain.records import Changes
    from catalog_app.services.workspace import Workspace

_RECORD = click.argument("record", metavar="ID", type=ID)


@click.command(cls=Command)
@CATALOGUE
@click.argument("kind")
@ASSIGNMENTS
@JSON
def add(catalogue: Path, kind: str, assignments: tuple[str, ...], as_json: bool) -> None:
    """Add a record of a KIND: visit, event, gift, message, person, organisation, place, source.

    A link is written ROLE=NAME (made if new) or ROLE=#ID; a NAME makes a person unless written
    organisation:NAME or place:NAME, and ;as=CAPACITY adds the office. After it may stand ;date=,
    ;certainty= and ;alt=NUMBER: links with the same number exclude one another. FIELD=- reads
    standard input. What has several parts is written as JSON. "xenion fields KIND" lists what
    there is.

    \b
    Example:
      xenion add Gifts.xenion gift title="Jade Vase" date="July Juche 75 (1986)" \\
          donor="organisation:Liaoning Border Trade Company;as=general manager" \\
          objects+='{"title": "Vase", "materials": ["jade"]}'
    """
    from catalog_app.services.records import add_from

    with opened(catalogue) as workspace:
        number, changes = add_from(workspace, known_kind(kind), texts(assignments))
        made = _made_beside(workspace, changes, number)
        title = workspace.record(number).title
        _tell_remarks(workspace, number)
    line = tr("Added {kind} #{number} “{title}”", kind=_word(kind), number=number, title=title)
    found = {"id": number, "step": changes.step, "made": [other for other, _ in made]}
    answer(found, as_json, "\n".join([line, *(text for _, text in made)]))


@click.command(cls=Command)
@CATALOGUE
@_RECORD
@ASSIGNMENTS
@JSON
def edit(catalogue: Path, record: Reference, assignments: tuple[str, ...], as_json: bool) -> None:
    """Change a record, as one step. FIELD= clears, FIELD+=VALUE adds to a repeatable field.

    Values are written as "xenion add --help" says. Entries of a gift's history (valuation,
    location, condition, disposition, loan) are only ever added.

    \b
    Example:
      xenion edit Gifts.xenion 12 number=1986.1 summary=- < summary.txt
      xenion edit Gifts.xenion 12 \\
          valuation+='{"amount": 1500, "currency": "USD", "date": "2001-01-01"}'
    """
    from catalog_app.services.records import edit_from
    from catalog_app.services.searching import renew_index

    if not assignments:
        raise click.UsageError(tr("Name at least one FIELD=VALUE."))
    with opened(catalogue) as workspace:
        number = number_of(workspace, record)
        changes = edit_from(workspace, number, texts(assignments))
        renew_index(workspace)
        made = _made_beside(workspace, changes, number)
        _tell_remarks(workspace, number)
    found = {"id": number, "step": changes.step, "made": [other for other, _ in made]}
    answer(found, as_json, "\n".join([_label(changes), *(text for _, text in made)]))


def _word(kind: str) -> str:
    return tr(KINDS[kind]).lower()


def _label(changes: Changes) -> str:
    return changes.label if changes else tr("Nothing changed: it is like that already.")


def _made_beside(workspace: Workspace, changes: Changes, number: int) -> list[tuple[int, str]]:
    """Records that a name made which was new: worth a look, since it may be misspelt."""
    others = [other for other in changes.records if other != number]
    return [
        (
            brief.id,
            tr(
                "  and {kind} #{id} “{title}”",
                kind=_word(brief.kind),
                id=brief.id,
                title=brief.title,
            ),
        )
        for brief in workspace.store.briefs(others).values()
    ]


def _tell_remarks(workspace: Workspace, number: int) -> None:
    """Doubts go to standard error: they never stand in the way."""
    from catalog_app.services.records import look_over

    for remark in look_over(workspace, workspace.record(number)):
        note(tr("Note: {remark}", remark=remark.message))


@click.command(cls=Command)
@CATALOGUE
@click.argument("records", metavar="[ID...]", nargs=-1, type=ID)
@click.option("--restore", is_flag=True, help="Take the records out of the trash.")
@click.option("--empty", is_flag=True, help="Delete them from the trash, or all that is in it.")
@JSON
def trash(
    catalogue: Path, records: tuple[Reference, ...], restore: bool, empty: bool, as_json: bool
) -> None:
    """Move records to the trash, restore them, or empty the trash; one step each.

    A record that others refer to is not deleted. Like every step, emptying can be undone.

    \b
    Example:
      xenion trash Gifts.xenion 12 13
      xenion trash Gifts.xenion 12 --restore
      xenion trash Gifts.xenion --empty
    """
    from catalog_app.services import records as verbs

    if restore and empty:
        raise click.UsageError(tr("Choose --restore or --empty, not both."))
    if not records and not empty:
        raise click.UsageError(tr("Name at least one record."))
    verb = verbs.restore if restore else verbs.empty_trash if empty else verbs.trash
    with opened(catalogue) as workspace:
        changes = verb(workspace, [number_of(workspace, record) for record in records])
    if changes:
        text = changes.label
    elif empty:
        text = tr("The trash is empty.")
    else:
        text = tr("Nothing changed: not in the trash.") if restore else _label(changes)
    answer({"step": changes.step, "records": changes.records}, as_json, text)


@click.command(cls=Command)
@CATALOGUE
@click.argument("keep", type=ID)
@click.argument("others", metavar="OTHER...", nargs=-1, type=ID, required=True)
@JSON
def merge(catalogue: Path, keep: Reference, others: tuple[Reference, ...], as_json: bool) -> None:
    """Make one record of several, as one step: KEEP takes over what the others state.

    Their uids stay good and lead to KEEP from now on.

    \b
    Example:
      xenion merge Gifts.xenion 40 57
    """
    from catalog_app.services.records import merge as unite
    from catalog_app.services.searching import renew_index

    with opened(catalogue) as workspace:
        number = number_of(workspace, keep)
        changes = unite(workspace, number, [number_of(workspace, other) for other in others])
        renew_index(workspace)
    answer({"id": number, "step": changes.step}, as_json, changes.label)


@click.command(cls=Command)
@CATALOGUE
@_RECORD
@JSON
def duplicate(catalogue: Path, record: Reference, as_json: bool) -> None:
    """Make a second record like this one, without its history rows.

    \b
    Example:
      xenion duplicate Gifts.xenion 12
    """
    from catalog_app.services.records import duplicate as double

    with opened(catalogue) as workspace:
        copy, changes = double(workspace, number_of(workspace, record))
        kind, title = workspace.record(copy).kind, workspace.record(copy).title
    line = tr("Added {kind} #{number} “{title}”", kind=_word(kind), number=copy, title=title)
    answer({"id": copy, "step": changes.step}, as_json, line)


@click.command(cls=Command)
@CATALOGUE
@_RECORD
@click.argument("field")
@click.argument("places", metavar="PLACE...", nargs=-1, type=click.IntRange(1), required=True)
@JSON
def reorder(
    catalogue: Path, record: Reference, field: str, places: Sequence[int], as_json: bool
) -> None:
    """Bring the rows of a repeatable FIELD, or the programme of a visit, into another order.

    PLACE is where a row stands now, from 1 on, as "xenion show" lists them. Those that are not
    named follow in their present order.

    \b
    Example:
      xenion reorder Gifts.xenion 12 objects 2 1
      xenion reorder Gifts.xenion 3 programme 4
    """
    from catalog_app.services.records import rearrange

    with opened(catalogue) as workspace:
        number = number_of(workspace, record)
        changes = rearrange(workspace, number, field, places)
    answer({"id": number, "step": changes.step}, as_json, _label(changes))


@click.command(cls=Command)
@CATALOGUE
@_RECORD
@click.argument("files", metavar="FILE...", nargs=-1, type=PATH, required=True)
@click.option("--caption", default="", help="A caption for these images.")
@JSON
def attach(
    catalogue: Path, record: Reference, files: tuple[Path, ...], caption: str, as_json: bool
) -> None:
    """Attach images or PDF files to a record, as one step; the originals are copied.

    \b
    Example:
      xenion attach Gifts.xenion 12 front.jpg back.jpg --caption "Front and back"
    """
    from catalog_app.services.attachments import attach as keep_files

    with opened(catalogue) as workspace:
        number = number_of(workspace, record)
        changes = keep_files(workspace, number, files, caption)
    answer({"id": number, "step": changes.step, "files": len(files)}, as_json, changes.label)
