"""Commands about what was done: history, revert, undo, redo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalog_app.cli.answers import answer, counted, cut, moment, table
from catalog_app.cli.arguments import CATALOGUE, ID, JSON, Command, Reference, number_of, opened
from catalog_app.domain.errors import NotFound
from catalog_app.domain.translation import tr

if TYPE_CHECKING:
    from catalog_app.domain.history import Step
    from catalog_app.services.history import FieldChange

_LONGEST = 300
"""Columns of a value shown in the history of a record; --json has all of it."""

_STEPS = click.option(
    "--steps",
    "count",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="How many; where there are fewer, those there are.",
)


@click.command(cls=Command)
@CATALOGUE
@click.argument("record", metavar="[ID]", type=ID, required=False)
@JSON
def history(catalogue: Path, record: Reference | None, as_json: bool) -> None:
    """List what was done, newest first; with ID, what became of that record field by field.

    \b
    Example:
      xenion history Gifts.xenion
      xenion history Gifts.xenion 12 --json
    """
    from catalog_app.services.history import record_history

    changes: list[FieldChange] = []
    with opened(catalogue, write=False) as workspace:
        if record is None:
            steps = workspace.store.steps()
        else:
            changes = record_history(workspace, number_of(workspace, record))
            steps = list({change.step.id: change.step for change in changes}.values())
    found: dict[str, Any] = {
        "steps": [
            {"id": s.id, "label": s.label, "at": s.at, "by": s.by, "undone": s.undone}
            for s in steps
        ]
    }
    if record is not None:
        found["changes"] = [
            {
                "step": change.step.id,
                "field": change.field,
                "label": change.label,
                "before": change.before,
                "after": change.after,
            }
            for change in changes
        ]
    answer(found, as_json, _told(steps, changes) or tr("Nothing has been done yet."))


def _told(steps: list[Step], changes: list[FieldChange]) -> str:
    heads = table(
        (str(s.id), moment(s.at), s.by, (tr("(undone) ") if s.undone else "") + s.label)
        for s in steps
    )
    lines = []
    for step, head in zip(steps, heads, strict=True):
        lines.append(head)
        lines.extend(
            f"    {change.label}: {_shift(change.before, change.after)}"
            for change in changes
            if change.step.id == step.id
        )
    return "\n".join(lines)


def _shift(before: str, after: str) -> str:
    was, is_ = (cut(text, _LONGEST) for text in (before, after))
    return f"{was} → {is_ or '–'}" if was else is_ or "–"


@click.command(cls=Command)
@CATALOGUE
@click.argument("record", metavar="ID", type=ID)
@click.argument("step", type=click.IntRange(1))
@JSON
def revert(catalogue: Path, record: Reference, step: int, as_json: bool) -> None:
    """Bring a record back to what it was after a STEP of its history, as a new step.

    \b
    Example:
      xenion revert Gifts.xenion 12 34
    """
    from catalog_app.services.history import bring_back, record_history

    with opened(catalogue) as workspace:
        number = number_of(workspace, record)
        if step not in {change.step.id for change in record_history(workspace, number)}:
            raise NotFound(
                tr(
                    "Step {step} did nothing to record {number}. "
                    "See: xenion history CATALOGUE {number}",
                    step=str(step)[:25],
                    number=number,
                )
            )
        changes = bring_back(workspace, number, step)
    text = changes.label if changes else tr("Nothing changed: the record is already like that.")
    answer({"id": number, "step": changes.step}, as_json, text)


@click.command(cls=Command)
@CATALOGUE
@_STEPS
@JSON
def undo(catalogue: Path, count: int, as_json: bool) -> None:
    """Take back the last step, or the last steps.

    \b
    Example:
      xenion undo Gifts.xenion
      xenion undo Gifts.xenion --steps 3
    """
    from catalog_app.services.history import undo as take_back
    from catalog_app.services.searching import renew_index

    with opened(catalogue) as workspace:
        done = take_back(workspace, count)
        renew_index(workspace)
    told = counted(len(done), "{count} step undone.", "{count} steps undone.")
    _answer_turn(done, count, as_json, told if done else tr("There is nothing to undo."))


@click.command(cls=Command)
@CATALOGUE
@_STEPS
@JSON
def redo(catalogue: Path, count: int, as_json: bool) -> None:
    """Do undone steps again.

    \b
    Example:
      xenion redo Gifts.xenion
      xenion redo Gifts.xenion --steps 3
    """
    from catalog_app.services.history import redo as do_again
    from catalog_app.services.searching import renew_index

    with opened(catalogue) as workspace:
        done = do_again(workspace, count)
        renew_index(workspace)
    told = counted(len(done), "{count} step done again.", "{count} steps done again.")
    _answer_turn(done, count, as_json, told if done else tr("There is nothing to do again."))


def _answer_turn(done: list[Step], count: int, as_json: bool, told: str) -> None:
    if done and len(done) < count:
        told = f"{told} {tr('There were no more.')}"
    labels = [step.label for step in done]
    answer(
        {"steps": len(done), "labels": labels},
        as_json,
        "\n".join([*(f"  {label}" for label in labels), told]),
    )
