"""The command that lists the declared fields of a kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from catalog_app.cli.answers import answer, table
from catalog_app.cli.arguments import JSON, Command, known_kind
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.translation import tr

if TYPE_CHECKING:
    from catalog_app.domain.fieldtypes import Field


@click.command(cls=Command)
@click.argument("kind", required=False)
@JSON
def fields(kind: str | None, as_json: bool) -> None:
    """List the fields that a KIND of record has, and what each takes; without KIND, the kinds.

    \b
    Example:
      xenion fields
      xenion fields gift
    """
    from catalog_app.domain.fields import fields_of, label_of

    if kind is None:
        listed = [{"kind": name, "label": tr(label)} for name, label in KINDS.items()]
        answer({"kinds": listed}, as_json, "\n".join(KINDS))
        return
    described = [
        _described(field, tr(label_of(kind, field.key))) for field in fields_of(known_kind(kind))
    ]
    rows = [
        (entry["key"] + ("+" if entry["repeatable"] else ""), entry["label"], entry["takes"])
        for entry in described
    ]
    told = tr("+ can be given several times, and added to with +=")
    answer({"fields": described}, as_json, "\n".join([*table(rows), told]))


def _described(field: Field, label: str) -> dict[str, Any]:
    from catalog_app.domain.fields import row_fields
    from catalog_app.domain.fieldtypes import Rows

    rows = isinstance(field.type, Rows)
    return {
        "key": field.key,
        "label": label,
        "takes": _takes(field),
        "repeatable": isinstance(field.type, Rows) and not field.type.single,
        "parts": list(row_fields(field)) if rows else [],
        "help": tr(field.help) if field.help else "",
    }


def _takes(field: Field) -> str:
    """What to write for a field, in a few words."""
    from catalog_app.domain import fieldtypes
    from catalog_app.domain.fields import row_fields

    kind = field.type
    if isinstance(kind, fieldtypes.Link):
        return tr("NAME or #ID: {kinds}", kinds=", ".join(kind.kinds))
    if isinstance(kind, fieldtypes.Rows):
        if kind.table == "attachment":
            return tr("files: xenion attach")
        inner = row_fields(field)
        main = inner[kind.main]
        if set(inner) == {"term", "text"}:
            return _takes(main)
        return tr("{main}, or JSON with {parts}", main=_takes(main), parts=", ".join(inner))
    if isinstance(kind, fieldtypes.Choice):
        return ", ".join(option for option in kind.options if option)
    if isinstance(kind, fieldtypes.TermRef):
        return tr("a term: xenion term CATALOGUE list {name}", name=kind.vocabulary)
    if isinstance(kind, fieldtypes.Reference):
        return tr("NAME or #ID: {kinds}", kinds=", ".join(kind.kinds))
    if isinstance(kind, fieldtypes.Date):
        return tr("a date as printed, or EDTF")
    if isinstance(kind, fieldtypes.Integer | fieldtypes.Real):
        return tr("a number from {low} to {high}", low=f"{kind.low:,}", high=f"{kind.high:,}")
    if isinstance(kind, fieldtypes.Amount):
        return tr("a number")
    if isinstance(kind, fieldtypes.Prose):
        return tr("text of any length")
    return tr("words")
