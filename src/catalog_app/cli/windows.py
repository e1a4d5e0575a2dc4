"""Commands that need the window: opening it, and painting it into a file."""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path
from typing import Any

import click

from catalog_app.cli.answers import answer
from catalog_app.cli.arguments import CATALOGUE, JSON, Command
from catalog_app.domain.errors import UserError
from catalog_app.domain.translation import tr

_PATH = click.Path(path_type=Path)


class _Size(click.ParamType[tuple[int, int]]):
    name = "size"

    def convert(
        self, value: Any, param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        match = re.fullmatch(r"([0-9]{2,5})x([0-9]{2,5})", value)
        if not match or not all(100 <= int(side) <= 8000 for side in match.groups()):
            self.fail(tr("“{text}” is not a size such as 1440x900.", text=value[:40]), param, ctx)
        return int(match[1]), int(match[2])


def _without_libraries(error: ImportError) -> UserError:
    return UserError(
        tr(
            "The window cannot start: a library of the system is missing ({reason}). "
            "On Debian and Ubuntu, type: sudo apt-get install libegl1 libgl1 libxkbcommon0 "
            "libdbus-1-3 libxcb-cursor0",
            reason=error,
        )
    )


def has_display() -> bool:
    """Whether a window can be shown here."""
    if sys.platform in ("win32", "darwin") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def open_window(catalogue: Path | None) -> int:
    """Open the window on a catalogue, or on the one opened last. Raises `UserError`."""
    if not has_display():
        raise UserError(
            tr(
                "There is no display here, so no window can be opened. All commands work "
                "without one: xenion --help"
            )
        )
    try:
        from catalog_app.app import run_window
    except ImportError as error:
        raise _without_libraries(error) from error
    return run_window(catalogue)


@click.command("open", cls=Command)
@CATALOGUE
@click.pass_context
def open_(context: click.Context, catalogue: Path) -> None:
    """Open the window on a catalogue; the word “open” may be left out.

    \b
    Example:
      xenion open Gifts.xenion
      xenion Gifts.xenion
    """
    context.exit(open_window(catalogue))


@click.command(cls=Command)
@CATALOGUE
@click.argument("target", metavar="OUT.png", type=_PATH)
@click.option("--query", default="", help="Search for this first.")
@click.option("--record", type=click.IntRange(0, 2**63 - 1), default=0, help="Show this record.")
@click.option("--size", type=_Size(), default="1440x900", show_default=True, help="In pixels.")
@click.option(
    "--theme",
    type=click.Choice(["light", "dark"]),
    default="light",
    show_default=True,
    help="Light or dark.",
)
@click.option(
    "--language",
    type=click.Choice(["en"]),
    default="en",
    show_default=True,
    help="Of the interface; this version speaks English.",
)
@click.option("--edit", is_flag=True, help="With the form open.")
@JSON
def screenshot(
    catalogue: Path,
    target: Path,
    query: str,
    record: int,
    size: tuple[int, int],
    theme: str,
    language: str,
    edit: bool,
    as_json: bool,
) -> None:
    """Paint the window on a catalogue into a PNG file; needs no display.

    \b
    Example:
      xenion screenshot Gifts.xenion gift.png --record 12 --theme dark
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    try:
        from catalog_app.app import take_screenshot
    except ImportError as error:
        raise _without_libraries(error) from error
    take_screenshot(
        catalogue,
        target,
        query=query,
        record=record,
        size=size,
        theme="dark" if theme == "dark" else "light",
        edit=edit,
    )
    painted = {"path": str(target), "width": size[0], "height": size[1]}
    answer(painted, as_json, tr("Painted {path}.", path=target))
