"""What commands take: the catalogue, IDs, FIELD=VALUE, and the options that all of them share."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalog_app.cli.answers import note
from catalog_app.domain.errors import NotFound, Refused
from catalog_app.domain.translation import tr

if TYPE_CHECKING:
    from catalog_app.services.workspace import Workspace

    _IdType = click.ParamType[int | str]
else:
    _IdType = click.ParamType

_MARK = "\u2060"
"""Before a number below zero while a command line is taken apart; it takes no room if shown."""

_CONTROLS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_LARGEST = 2**63 - 1
_MOST_READ = 64 * 1024 * 1024
"""Most bytes taken from standard input for one field: any text that a field can hold, and more."""


class Command(click.Command):
    """A command to which ``-5`` is a number and ``-0043`` a year, not an option."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the words of the command line; what an option takes is left to it."""
        valued = {
            name
            for param in self.params
            if isinstance(param, click.Option) and not param.is_flag
            for name in param.opts
        }
        marked = [
            _MARK + arg if re.match(r"-[0-9]", arg) and before not in valued else arg
            for before, arg in zip(["", *args], args, strict=False)
        ]
        rest = super().parse_args(ctx, marked)
        ctx.params = {name: _unmarked(value) for name, value in ctx.params.items()}
        return rest


def _unmarked(value: Any) -> Any:
    if isinstance(value, tuple):
        return tuple(map(_unmarked, value))
    if isinstance(value, Path):
        return Path(_unmarked(str(value)))
    return value.removeprefix(_MARK) if isinstance(value, str) else value


class _Id(_IdType):
    """A record's number (``12`` or ``#12``) or its uid."""

    name = "id"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | str:
        text = str(_unmarked(str(value))).strip()
        if re.fullmatch(r"#?-?[0-9]{1,4000}", text):
            return int(text.lstrip("#"))
        if re.fullmatch(r"[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", text):
            return text.lower()
        self.fail(
            tr("“{text}” is no ID: type a record's number, such as 12, or its uid.", text=text[:60])
        )


ID = _Id()
Reference = int | str
"""What `ID` reads."""

PATH = click.Path(path_type=Path)
CATALOGUE = click.argument("catalogue", type=PATH)
JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
ASSIGNMENTS = click.argument("assignments", metavar="FIELD=VALUE...", nargs=-1)


def number_of(workspace: Workspace, reference: Reference) -> int:
    """The number of the record that is meant; a merged record's uid leads to what it is part of.

    Raises `NotFound`.
    """
    if isinstance(reference, int):
        if 0 < reference <= _LARGEST:
            return reference
        text = str(reference)
        text = text if len(text) <= 25 else f"{text[:24]}…"
        raise NotFound(tr("There is no record {number}.", number=text))
    number = workspace.store.resolve(reference)
    if number is None:
        raise NotFound(tr("There is no record {number}.", number=reference))
    return number


@contextmanager
def opened(folder: Path, *, write: bool = True) -> Iterator[Workspace]:
    """The catalogue, open for one command. Raises `ReadOnly` where it cannot be written."""
    from catalog_app.services.catalogues import open_catalogue

    with open_catalogue(folder, write=write) as workspace:
        if write:
            workspace.store.require_writable()
        yield workspace


def known_kind(kind: str) -> str:
    """``kind`` if there is such a kind of record. Raises `NotFound`."""
    from catalog_app.domain.kinds import KINDS

    if kind not in KINDS:
        raise NotFound(
            tr("There is no kind “{kind}”: {kinds}.", kind=kind[:60], kinds=", ".join(KINDS))
        )
    return kind


def texts(assignments: Sequence[str]) -> list[str]:
    """The assignments as texts; ``FIELD=-`` takes its value from standard input, once.

    Raises `Refused` for what is no text.
    """
    found = []
    read = False
    for assignment in assignments:
        key, equals, value = assignment.partition("=")
        if equals and value == "-":
            if read:
                raise click.UsageError(tr("Standard input can be read for one field only."))
            read = True
            value = _standard_input(key)
        if any("\ud800" <= sign <= "\udfff" for sign in assignment):
            raise Refused(
                tr(
                    "{field} is not text in UTF-8. Nothing was changed. Convert it, or read it "
                    "from a file: {field}=- < FILE",
                    field=_readable(key),
                )
            )
        if _CONTROLS.search(value):
            note(tr("Note: control characters in {field} were left out.", field=key.rstrip("+")))
        found.append(f"{key}{equals}{value}")
    return found


def _readable(key: str) -> str:
    return key.rstrip("+")[:60].encode("ascii", "replace").decode("ascii")


def _standard_input(key: str) -> str:
    data = sys.stdin.buffer.read(_MOST_READ + 1) if sys.stdin is not None else b""
    if len(data) > _MOST_READ:
        raise Refused(
            tr(
                "Standard input is more than {limit} MB: no field holds that. Nothing was changed.",
                limit=_MOST_READ // 1024 // 1024,
            )
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            tr(
                "{field}: standard input is not text in UTF-8 (byte {place}). Nothing was changed. "
                "Convert it first.",
                field=key.rstrip("+"),
                place=f"{error.start + 1:,}",
            )
        ) from error


def lines_of_input() -> Iterator[str]:
    """Standard input line by line; bytes that are no UTF-8 become replacement characters."""
    if sys.stdin is None:
        return
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace").rstrip("\r\n")
