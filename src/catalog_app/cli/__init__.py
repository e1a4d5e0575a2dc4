"""The command line: every verb without a window. Services are imported only when a command runs."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from io import TextIOWrapper
from pathlib import Path

import click

from catalog_app import __version__
from catalog_app.cli import (
    catalogues,
    dates,
    declarations,
    records,
    searches,
    steps,
    terms,
    windows,
)
from catalog_app.cli.answers import NoReader
from catalog_app.domain.errors import UserError
from catalog_app.domain.translation import tr

_MESSAGE_LIMIT = 2_000


class _Commands(click.Group):
    """The commands; a word that is none of them is the catalogue to open in the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if (
            args
            and args[0] not in self.commands
            and (args[0].endswith(".xenion") or Path(args[0]).is_dir())
        ):
            return super().resolve_command(ctx, ["open", *args])
        return super().resolve_command(ctx, args)

    def list_commands(self, ctx: click.Context) -> list[str]:
        # In the order of a day's work, as they were added, not of the alphabet.
        return list(self.commands)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Every ID is a record's number or its uid. With --json, standard output is one JSON "
    "value. Exit codes: 0 done; 1 refused, or problems found; 2 wrong usage.",
)
@click.version_option(__version__, prog_name="xenion", message="%(prog)s %(version)s")
@click.pass_context
def xenion(context: click.Context) -> None:
    """Catalogue visits and gifts. Without a command, the window opens.

    \b
    Example:
      xenion Gifts.xenion
      xenion new Gifts.xenion --sample
      xenion search Gifts.xenion "jade donor:liaoning"
    """
    if context.invoked_subcommand is None:
        context.exit(windows.open_window(None))


for _command in (
    catalogues.new,
    catalogues.info,
    searches.search,
    searches.show,
    records.add,
    records.edit,
    declarations.fields,
    records.trash,
    records.merge,
    records.duplicate,
    records.reorder,
    records.attach,
    terms.term,
    dates.date,
    steps.history,
    steps.revert,
    steps.undo,
    steps.redo,
    windows.open_,
    windows.screenshot,
):
    xenion.add_command(_command)


def run(arguments: Sequence[str]) -> int:
    """Run one command line; returns the exit code. Mistakes are told on standard error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        xenion.main(list(arguments), prog_name="xenion", standalone_mode=False)
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(tr("Stopped. Nothing that was unfinished has been kept."), err=True)
        return 1
    except UserError as error:
        message = str(error)
        if len(message) > _MESSAGE_LIMIT:
            message = message[:_MESSAGE_LIMIT] + "…"
        click.echo(message, err=True)
        return 1
    except (NoReader, SystemExit):
        # Whoever read our output has seen enough; Python must not complain while closing it.
        sys.stdout = None
        return 0
    except Exception:
        return _report_bug()
    return 0


def _report_bug() -> int:
    import traceback

    from catalog_app.paths import log_folder

    trace = traceback.format_exc()
    try:
        log = log_folder() / "errors.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"xenion {__version__}\n{trace}\n")
        where = str(log)
    except OSError:
        where = trace
    click.echo(
        tr(
            "This is a mistake in Xenion; an unfinished change was not kept. Details: {where}",
            where=where,
        ),
        err=True,
    )
    return 1
