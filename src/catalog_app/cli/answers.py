"""What commands answer: one JSON value, or lines for people."""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

import click

from catalog_app.domain.errors import UserError
from catalog_app.domain.translation import tr

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class NoReader(Exception):
    """Nobody reads our output any more, as after ``| head -1``."""


def tell(text: str) -> None:
    """Print a text on standard output. A catalogue from a stranger cannot steer the terminal."""
    try:
        click.echo(_UNPRINTABLE.sub("\ufffd", text))
    except BrokenPipeError as error:
        raise NoReader from error
    except OSError as error:
        raise UserError(
            tr(
                "What was asked for is done, but the answer could not be written: {reason}.",
                reason=error.strerror or error,
            )
        ) from error


def note(text: str) -> None:
    """Print something worth knowing on standard error; it never stands in the way."""
    click.echo(_UNPRINTABLE.sub("\ufffd", text), err=True)


def answer(value: Any, as_json: bool, text: str = "") -> None:
    """Print ``value`` as JSON where that is wanted, else ``text`` if there is any."""
    if as_json:
        tell(json.dumps(value, ensure_ascii=False, indent=1))
    elif text:
        tell(text)


def line_of_json(value: Any) -> None:
    """Print ``value`` as JSON on one line."""
    tell(json.dumps(value, ensure_ascii=False))


def counted(count: int, one: str, many: str) -> str:
    """``one`` or ``many``, translated, with ``{count}`` filled in."""
    return tr(one if count == 1 else many, count=f"{count:,}")


def width(text: str) -> int:
    """How many columns of a terminal a text takes: characters of East Asian scripts take two."""
    return sum(
        0 if unicodedata.combining(sign) else 1 + (unicodedata.east_asian_width(sign) in "WF")
        for sign in text
    )


def padded(text: str, columns: int) -> str:
    """``text`` with blanks up to so many columns."""
    return text + " " * max(columns - width(text), 0)


def cut(text: str, columns: int) -> str:
    """The beginning of ``text`` that fits into so many columns, with “…” where something is lost.

    Line breaks become blanks: what is cut stands in a table.
    """
    text = " ".join(text.split())
    if width(text) <= columns:
        return text
    kept = ""
    for sign in text:
        if width(kept + sign) >= columns:
            break
        kept += sign
    return f"{kept.rstrip()}…"


def line_width() -> int:
    """How many columns a line of the answer may have; where nobody looks on, none is cut."""
    if sys.stdout is None or not sys.stdout.isatty():
        return 100_000
    import shutil

    return max(shutil.get_terminal_size().columns, 40)


def table(rows: Iterable[Sequence[str]], indent: str = "", gap: str = "  ") -> list[str]:
    """Rows as aligned lines; the last column is as long as it is."""
    listed = [tuple(row) for row in rows]
    if not listed:
        return []
    widths = [max(map(width, column)) for column in zip(*listed, strict=True)]
    return [
        (
            indent
            + gap.join(
                padded(cell, columns) for cell, columns in zip(row[:-1], widths, strict=False)
            )
            + (gap if len(row) > 1 else "")
            + row[-1]
        ).rstrip()
        for row in listed
    ]


def moment(iso: str) -> str:
    """A time as the catalogue keeps it (ISO 8601, UTC) in the reader's own time, to the minute."""
    from datetime import datetime

    try:
        return datetime.fromisoformat(iso).astimezone().strftime("%Y-%m-%d %H:%M")
    except (ValueError, OverflowError):
        return iso[:16]
