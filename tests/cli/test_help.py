"""Every command explains itself: what it does, every option, an example that is right."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from catalog_app.cli import xenion as program

if TYPE_CHECKING:
    from tests.cli.conftest import Xenion

ROOT = Path(__file__).parents[2]


def walk(
    command: click.Command, parent: click.Context | None, name: str
) -> Iterator[tuple[str, click.Context]]:
    """Every command below this one, with the words that call it."""
    context = click.Context(command, parent=parent, info_name=name, **command.context_settings)
    yield context.command_path, context
    if isinstance(command, click.Group):
        for word in command.list_commands(context):
            inner = command.get_command(context, word)
            assert inner is not None
            yield from walk(inner, context, word)


COMMANDS = dict(walk(program, None, "xenion"))
LEAVES = {
    path: context
    for path, context in COMMANDS.items()
    if not isinstance(context.command, click.Group)
}


def examples(text: str) -> list[str]:
    """The lines of a text that call the program, continued lines joined."""
    joined = re.sub(r"\\+\n\s*", "", text)
    return [line.strip() for line in joined.splitlines() if line.strip().startswith("xenion ")]


def test_the_commands_of_this_version_are_all_there() -> None:
    known = {path.removeprefix("xenion ") for path in LEAVES}
    promised = {
        "new", "info", "search", "show", "add", "edit", "trash", "merge", "date", "attach",
        "history", "undo", "redo",
    }  # fmt: skip
    assert promised <= known
    assert {f"term {verb}" for verb in ("list", "add", "rename", "merge", "remove")} <= {
        path.replace(" CATALOGUE", "") for path in known
    }


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_says_what_it_does_with_an_example(path: str) -> None:
    context = COMMANDS[path]
    summary = (context.command.help or "").partition("\n")[0]
    assert summary.endswith((".", ":")) or "." in context.command.get_short_help_str(500)
    assert "Example:" in context.get_help()
    assert examples(context.command.help or "")


@pytest.mark.parametrize("path", COMMANDS)
def test_a_command_explains_each_of_its_options(path: str) -> None:
    context = COMMANDS[path]
    text = context.get_help()
    for parameter in context.command.get_params(context):
        if isinstance(parameter, click.Option):
            assert parameter.help, parameter.name
            assert all(name in text for name in parameter.opts)
        else:
            assert (parameter.metavar or parameter.human_readable_name).strip("[].") in text


@pytest.mark.parametrize("path", sorted(LEAVES.keys() - {"xenion open"}))
def test_a_command_that_answers_takes_json(path: str) -> None:
    options = {name for param in LEAVES[path].command.params for name in param.opts}
    assert "--json" in options


@pytest.mark.parametrize("path", LEAVES)
def test_an_example_in_the_help_is_a_command_that_can_be_typed(
    path: str, xenion: Xenion, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(sample.parent)
    sample.rename("Gifts.xenion")
    for line in examples(LEAVES[path].command.help or ""):
        words = shlex.split(line.partition(" < ")[0])[1:]
        outcome = xenion(*words, stdin=b"words")
        assert outcome.code in (0, 1), line
        assert outcome.out or outcome.err


@pytest.mark.parametrize("path", COMMANDS)
def test_help_can_be_asked_for_in_two_ways(path: str, xenion: Xenion) -> None:
    words = path.replace("CATALOGUE", "Gifts.xenion").split()[1:]
    assert xenion.done(*words, "--help").out == xenion.done(*words, "-h").out != ""


def test_the_session_in_the_readme_works(
    xenion: Xenion, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    text = (ROOT / "README.md").read_text("utf-8")
    blocks = re.findall(r"(?s)```\n(.*?)```", text)
    session = next(block for block in blocks if block.startswith("xenion new Gifts.xenion\n"))
    lines = examples(session)
    assert len(lines) > 5
    for line in lines:
        xenion.done(*shlex.split(line)[1:])


def test_the_readme_lists_every_command() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    for path in LEAVES:
        name = path.replace("xenion term CATALOGUE", "xenion term").split()[1]
        assert f"xenion {name} " in text, name
