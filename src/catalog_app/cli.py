"""The command line: every verb without a window. Services are imported only when a command runs."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalog_app import __version__
from catalog_app.domain.errors import UserError
from catalog_app.domain.translation import tr

if TYPE_CHECKING:
    from catalog_app.services.workspace import Workspace

_PATH = click.Path(path_type=Path)
_CATALOGUE = click.argument("catalogue", type=_PATH)
_JSON = click.option("--json", "as_json", is_flag=True, help="Print one JSON value.")
_MESSAGE_LIMIT = 2_000


class _Commands(click.Group):
    """The commands; a word that is none of them is the catalogue to open in the window."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args and args[0] not in self.commands and Path(args[0]).is_dir():
            raise UserError(tr("This version has no window yet. Try: xenion --help"))
        return super().resolve_command(ctx, args)


@click.group(
    cls=_Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Exit codes: 0 done; 1 refused, or problems found; 2 wrong usage.",
)
@click.version_option(__version__, prog_name="xenion", message="%(prog)s %(version)s")
@click.pass_context
def xenion(context: click.Context) -> None:
    """Catalogue visits and gifts.

    \b
    Example:
      xenion new Gifts.xenion --sample
      xenion search Gifts.xenion "jade donor:liaoning" --json
    """
    if context.invoked_subcommand is None:
        raise UserError(tr("This version has no window yet. Try: xenion --help"))


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
    except click.exceptions.Exit as exit_:
        return exit_.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo(tr("Stopped. Nothing that was unfinished has been kept."), err=True)
        return 1
    except UserError as error:
        message = str(error)
        if len(message) > _MESSAGE_LIMIT:
            message = message[:_MESSAGE_LIMIT] + "…"
        click.echo(message, err=True)
        return 1
    except BrokenPipeError:
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
        with log.open("a", encoding="utf-8") as file:
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


@contextmanager
def _opened(folder: Path, *, write: bool = True) -> Iterator[Workspace]:
    from catalog_app.services.catalogues import open_catalogue

    with open_catalogue(folder, write=write) as workspace:
        if write:
            workspace.store.require_writable()
        yield workspace


def _print(value: Any, as_json: bool, text: str = "") -> None:
    if as_json:
        click.echo(json.dumps(value, ensure_ascii=False, indent=1, default=str))
    elif text:
        click.echo(text)


@xenion.command()
@_CATALOGUE
@click.option("--sample", is_flag=True, help="Fill it with the sample records.")
@_JSON
def new(catalogue: Path, sample: bool, as_json: bool) -> None:
    """Create a catalogue: a folder, by custom named NAME.xenion.

    \b
    Example:
      xenion new Gifts.xenion --sample
    """
    from catalog_app.paths import data_folder
    from catalog_app.services.catalogues import create_catalogue, describe

    with create_catalogue(catalogue, data_folder(), sample=sample) as workspace:
        described = describe(workspace)
    records = sum(described["records"].values())
    _print(
        described, as_json, tr("Created {path}, {count} records.", path=catalogue, count=records)
    )


@xenion.command()
@_CATALOGUE
@_JSON
def info(catalogue: Path, as_json: bool) -> None:
    """Show what a catalogue holds.

    \b
    Example:
      xenion info Gifts.xenion --json
    """
    from catalog_app.services.catalogues import describe

    with _opened(catalogue, write=False) as workspace:
        described = describe(workspace)
    lines = [f"{kind:14}{count:>9,}" for kind, count in described["records"].items()]
    rest = [f"{name}: {value}" for name, value in described.items() if name != "records"]
    _print(described, as_json, "\n".join([*lines, *rest]))


@xenion.command()
@_CATALOGUE
@click.argument("query", default="")
@click.option("--kind", help="Only this kind: visit, event, gift, message, person, …")
@click.option("--limit", type=click.IntRange(0), default=100, show_default=True)
@click.option(
    "--order",
    type=click.Choice(["date", "oldest", "number", "title", "added", "changed"]),
    default="date",
    show_default=True,
    help="Newest first, oldest first, …",
)
@_JSON
def search(
    catalogue: Path, query: str, kind: str | None, limit: int, order: str, as_json: bool
) -> None:
    """Find records.

    Words must all match, the last one also as a beginning. "a phrase", -without, this or that,
    brackets, and fields: donor: recipient: place: material: type: number: kind: date:1983..1990
    value:>1000 has:image is:uncertain tag:

    \b
    Example:
      xenion search Gifts.xenion 'kind:gift date:2002 (jade or gold)'
    """
    from catalog_app.domain.errors import NotFound
    from catalog_app.domain.kinds import KINDS
    from catalog_app.services.searching import plain_hit
    from catalog_app.services.searching import search as find

    if kind is not None and kind not in KINDS:
        raise NotFound(
            tr("There is no kind “{kind}”: {kinds}.", kind=kind[:60], kinds=", ".join(KINDS))
        )
    with _opened(catalogue, write=False) as workspace:
        hits = find(workspace, query, kind=kind, order=order, limit=limit)
    lines = [
        f"#{hit.id:<7}{hit.kind:13}{hit.number:12}{hit.date_edtf:24}{hit.title}"
        for hit in hits.records
    ]
    lines.append(tr("{count} records found.", count=f"{hits.total:,}"))
    found = {"total": hits.total, "records": [plain_hit(hit) for hit in hits.records]}
    _print(found, as_json, "\n".join(lines))


@xenion.command()
@_CATALOGUE
@click.argument("number", metavar="ID", type=int)
@_JSON
def show(catalogue: Path, number: int, as_json: bool) -> None:
    """Show a whole record with its links, objects, history rows and attachments.

    \b
    Example:
      xenion show Gifts.xenion 12 --json
    """
    from catalog_app.services.plain import show_record

    with _opened(catalogue, write=False) as workspace:
        plain = show_record(workspace, workspace.record(number))
    _print(plain, as_json, "\n".join(_outline(plain)))


def _outline(value: Any, indent: str = "") -> Iterator[str]:
    """Nested values as indented lines."""
    for key, entry in value.items():
        if isinstance(entry, list):
            for row in entry:
                yield f"{indent}{key}:"
                yield from _outline(row, indent + "  ") if isinstance(row, dict) else [f"  {row}"]
        elif isinstance(entry, dict):
            if "edtf" in entry:
                yield f"{indent}{key}: {entry['text']} [{entry['edtf']}]"
            else:
                yield f"{indent}{key}: #{entry.get('id')} {entry.get('title', '')}"
        elif entry not in (None, ""):
            yield f"{indent}{key}: {entry}"


def _texts(assignments: Sequence[str]) -> list[str]:
    """``FIELD=-`` takes its value from standard input, once."""
    found = []
    read = False
    for text in assignments:
        key, equals, value = text.partition("=")
        if equals and value == "-":
            if read:
                raise click.UsageError(tr("Standard input can be read for one field only."))
            read = True
            value = sys.stdin.buffer.read().decode("utf-8", errors="replace")
        found.append(f"{key}{equals}{value}")
    return found


_ASSIGNMENTS = click.argument("assignments", metavar="FIELD=VALUE...", nargs=-1)


@xenion.command()
@_CATALOGUE
@click.argument("kind")
@_ASSIGNMENTS
@_JSON
def add(catalogue: Path, kind: str, assignments: tuple[str, ...], as_json: bool) -> None:
    """Add a record.

    A link is written ROLE=NAME (made if new) or ROLE=#ID; a NAME makes a person unless written
    organisation:NAME or place:NAME, and ;as=CAPACITY adds the office. FIELD=- reads standard input.

    \b
    Example:
      xenion add Gifts.xenion gift title="Jade Vase" date="July Juche 75 (1986)" \\
          donor="organisation:Liaoning Border Trade Company;as=general manager" \\
          objects+='{"title": "Vase", "materials": ["jade"]}' --json
    """
    from catalog_app.services.records import add_from

    with _opened(catalogue) as workspace:
        number, changes = add_from(workspace, kind, _texts(assignments))
        _tell_remarks(workspace, number)
    _print({"id": number, "step": changes.step}, as_json, f"#{number}")


@xenion.command()
@_CATALOGUE
@click.argument("number", metavar="ID", type=int)
@_ASSIGNMENTS
@_JSON
def edit(catalogue: Path, number: int, assignments: tuple[str, ...], as_json: bool) -> None:
    """Change a record, as one step. FIELD= clears, FIELD+=VALUE adds to a repeatable field.

    \b
    Example:
      xenion edit Gifts.xenion 12 number=1986.1 \\
          valuation+='{"amount": 1500, "currency": "USD", "date": "2001-01-01"}'
    """
    from catalog_app.services.records import edit_from
    from catalog_app.services.searching import renew_index

    with _opened(catalogue) as workspace:
        changes = edit_from(workspace, number, _texts(assignments))
        renew_index(workspace)
        _tell_remarks(workspace, number)
    _print({"id": number, "step": changes.step}, as_json, changes.label)


def _tell_remarks(workspace: Workspace, number: int) -> None:
    """Doubts go to standard error: they never stand in the way."""
    from catalog_app.services.records import look_over

    for remark in look_over(workspace, workspace.record(number)):
        click.echo(f"{remark.field}: {remark.message}", err=True)


_IDS = click.argument("numbers", metavar="ID...", nargs=-1, type=int)


@xenion.command()
@_CATALOGUE
@_IDS
@click.option("--restore", is_flag=True, help="Take the records out of the trash.")
@click.option("--empty", is_flag=True, help="Delete them (or all) from the trash.")
@_JSON
def trash(
    catalogue: Path, numbers: tuple[int, ...], restore: bool, empty: bool, as_json: bool
) -> None:
    """Move records to the trash, restore them, or empty the trash; one step each.

    A record that others refer to is not deleted. Like every step, emptying can be undone.

    \b
    Example:
      xenion trash Gifts.xenion 12 13
      xenion trash Gifts.xenion 12 --restore
      xenion trash Gifts.xenion --empty
    """
    from catalog_app.services import records

    if restore and empty:
        raise click.UsageError(tr("Choose --restore or --empty, not both."))
    if not numbers and not empty:
        raise click.UsageError(tr("Name at least one record."))
    verb = records.restore if restore else records.empty_trash if empty else records.trash
    with _opened(catalogue) as workspace:
        changes = verb(workspace, numbers)
    _print({"step": changes.step, "records": changes.records}, as_json, changes.label)


@xenion.command()
@_CATALOGUE
@click.argument("keep", type=int)
@click.argument("others", metavar="OTHER...", nargs=-1, type=int, required=True)
@_JSON
def merge(catalogue: Path, keep: int, others: tuple[int, ...], as_json: bool) -> None:
    """Make one record of several, as one step: KEEP takes over what the others state.

    \b
    Example:
      xenion merge Gifts.xenion 40 57
    """
    from catalog_app.services.records import merge as unite
    from catalog_app.services.searching import renew_index

    with _opened(catalogue) as workspace:
        changes = unite(workspace, keep, others)
        renew_index(workspace)
    _print({"id": keep, "step": changes.step}, as_json, changes.label)


@xenion.command()
@_CATALOGUE
@click.argument("number", metavar="ID", type=int)
@_JSON
def duplicate(catalogue: Path, number: int, as_json: bool) -> None:
    """Make a second record like this one, without its history rows.

    \b
    Example:
      xenion duplicate Gifts.xenion 12
    """
    from catalog_app.services.records import duplicate as double

    with _opened(catalogue) as workspace:
        copy, changes = double(workspace, number)
    _print({"id": copy, "step": changes.step}, as_json, f"#{copy}")


@xenion.command()
@click.argument("text")
@_JSON
def date(text: str, as_json: bool) -> None:
    """Tell how a printed date is understood. With - one text a line on standard input.

    \b
    Example:
      xenion date "June 1-13, Juche 72 (1983)" --json
    """
    from catalog_app.domain import dates

    lines = (line.rstrip("\r\n") for line in _stdin()) if text == "-" else iter([text])
    for line in lines:
        reading = dates.understand(line)
        found = {
            "edtf": reading.edtf,
            "lo": dates.iso(reading.lo),
            "hi": dates.iso(reading.hi),
            "text": reading.text,
            "understood": reading.understood,
            "note": reading.note,
        }
        if as_json or text == "-":
            click.echo(json.dumps(found, ensure_ascii=False))
        else:
            click.echo(f"{reading.edtf or '–'}\t{reading.note}")


def _stdin() -> Iterator[str]:
    for line in sys.stdin.buffer:
        yield line.decode("utf-8", errors="replace")


@xenion.command()
@_CATALOGUE
@click.argument("number", metavar="ID", type=int)
@click.argument("files", metavar="FILE...", nargs=-1, type=_PATH, required=True)
@click.option("--caption", default="", help="A caption for these images.")
@_JSON
def attach(
    catalogue: Path, number: int, files: tuple[Path, ...], caption: str, as_json: bool
) -> None:
    """Attach images or PDF files to a record, as one step; the originals are copied.

    \b
    Example:
      xenion attach Gifts.xenion 12 front.jpg back.jpg --caption "Front and back"
    """
    from catalog_app.services.attachments import attach as keep_files

    with _opened(catalogue) as workspace:
        changes = keep_files(workspace, number, files, caption)
    _print({"id": number, "step": changes.step, "files": len(files)}, as_json, changes.label)


@xenion.command()
@_CATALOGUE
@click.argument("number", metavar="[ID]", type=int, required=False)
@_JSON
def history(catalogue: Path, number: int | None, as_json: bool) -> None:
    """List what was done, newest first; with ID, what became of that record field by field.

    \b
    Example:
      xenion history Gifts.xenion 12 --json
    """
    from catalog_app.services.history import record_history

    with _opened(catalogue, write=False) as workspace:
        changes = record_history(workspace, number) if number is not None else []
        known = {change.step.id: change.step for change in changes}
        steps = list(known.values()) if number is not None else workspace.store.steps()
    found: dict[str, Any] = {
        "steps": [
            {"id": s.id, "label": s.label, "at": s.at, "by": s.by, "undone": s.undone}
            for s in steps
        ]
    }
    lines = [f"{s.id:>6}  {s.at[:16]}  {'(undone) ' * s.undone}{s.label}" for s in steps]
    if number is not None:
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
        lines.extend(
            f"{c.step.id:>6}  {c.label}: {c.before or '–'} → {c.after or '–'}" for c in changes
        )
    _print(found, as_json, "\n".join(lines))


@xenion.command()
@_CATALOGUE
@click.argument("number", metavar="ID", type=int)
@click.argument("step", type=int)
@_JSON
def revert(catalogue: Path, number: int, step: int, as_json: bool) -> None:
    """Bring a record back to what it was after a step of its history, as a new step.

    \b
    Example:
      xenion revert Gifts.xenion 12 34
    """
    from catalog_app.services.history import bring_back

    with _opened(catalogue) as workspace:
        changes = bring_back(workspace, number, step)
    _print({"id": number, "step": changes.step}, as_json, changes.label)


_STEPS = click.option("--steps", "count", type=click.IntRange(1), default=1, show_default=True)


@xenion.command()
@_CATALOGUE
@_STEPS
@_JSON
def undo(catalogue: Path, count: int, as_json: bool) -> None:
    """Take back the last step or steps; where there are fewer, those there are.

    \b
    Example:
      xenion undo Gifts.xenion --steps 3
    """
    _turn(catalogue, count, as_json, "undo")


@xenion.command()
@_CATALOGUE
@_STEPS
@_JSON
def redo(catalogue: Path, count: int, as_json: bool) -> None:
    """Do undone steps again; where there are fewer, those there are.

    \b
    Example:
      xenion redo Gifts.xenion --steps 3
    """
    _turn(catalogue, count, as_json, "redo")


def _turn(catalogue: Path, count: int, as_json: bool, action: str) -> None:
    from catalog_app.services import history as verbs
    from catalog_app.services.searching import renew_index

    with _opened(catalogue) as workspace:
        done = (verbs.undo if action == "undo" else verbs.redo)(workspace, count)
        renew_index(workspace)
    wording = {"undo": tr("{count} steps undone."), "redo": tr("{count} steps done again.")}
    lines = [*(step.label for step in done), wording[action].format(count=len(done))]
    found = {"steps": len(done), "labels": [step.label for step in done]}
    _print(found, as_json, "\n".join(lines))
