"""The command that tells how dates are understood."""

from __future__ import annotations

from typing import Any

import click

from catalog_app.cli.answers import answer, line_of_json, tell
from catalog_app.cli.arguments import JSON, Command, lines_of_input


@click.command(cls=Command)
@click.argument("text")
@JSON
def date(text: str, as_json: bool) -> None:
    """Tell how a printed date is understood.

    TEXT is a date as it stands on the paper, or in EDTF (ISO 8601-2). With - as TEXT, standard
    input is read, one date a line, and each is answered on a line of its own, in order.

    \b
    Example:
      xenion date "June 1-13, Juche 72 (1983)"
      xenion date "c.1830–5" --json
      xenion date - --json < dates.txt
    """
    if text == "-":
        for line in lines_of_input():
            found = _understood(line)
            line_of_json(found) if as_json else tell(_in_words(found))
    else:
        found = _understood(text)
        answer(found, as_json, _in_words(found))


def _understood(text: str) -> dict[str, Any]:
    from catalog_app.domain import dates

    reading = dates.understand(text)
    return {
        "edtf": reading.edtf,
        "lo": dates.iso(reading.lo),
        "hi": dates.iso(reading.hi),
        "text": reading.text,
        "understood": reading.understood,
        "note": reading.note,
    }


def _in_words(found: dict[str, Any]) -> str:
    return f"{found['edtf'] or '–'}\t{found['note']}"
