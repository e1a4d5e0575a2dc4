"""Commands about the vocabularies: term list, add, rename, merge, remove."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from catalog_app.cli.answers import answer, counted, table
from catalog_app.cli.arguments import CATALOGUE, JSON, Command, opened
from catalog_app.domain.errors import NotFound
from catalog_app.domain.kinds import VOCABULARIES
from catalog_app.domain.translation import tr

if TYPE_CHECKING:
    from catalog_app.domain.records import Changes
    from catalog_app.domain.terms import Term

_VOCABULARY = click.argument("vocabulary")


@click.group(
    invoke_without_command=True,
    epilog=f"The vocabularies are {', '.join(VOCABULARIES)}.",
)
@CATALOGUE
@click.pass_context
def term(context: click.Context, catalogue: Path) -> None:
    """Look after the vocabularies: what things are, what they are made of, how they came.

    \b
    Example:
      xenion term Gifts.xenion list material
      xenion term Gifts.xenion add material jadeite --parent jade
    """
    context.obj = catalogue
    if context.invoked_subcommand is None:
        context.invoke(list_terms, vocabulary=None, as_json=False)


@term.command("list", cls=Command)
@click.argument("vocabulary", required=False)
@JSON
@click.pass_obj
def list_terms(catalogue: Path, vocabulary: str | None, as_json: bool) -> None:
    """List the terms of a vocabulary; without VOCABULARY, the vocabularies.

    \b
    Example:
      xenion term Gifts.xenion list
      xenion term Gifts.xenion list material --json
    """
    if vocabulary not in (None, *VOCABULARIES):
        raise NotFound(
            tr(
                "There is no vocabulary “{name}”: {names}.",
                name=str(vocabulary)[:60],
                names=", ".join(VOCABULARIES),
            )
        )
    with opened(catalogue, write=False) as workspace:
        if vocabulary is not None:
            terms = workspace.store.terms(vocabulary)
        else:
            counts = {name: len(workspace.store.terms(name)) for name in VOCABULARIES}
    if vocabulary is not None:
        rows = [(label, entry.uri) for label, entry in _tree(terms)]
        told = counted(len(terms), "{count} term.", "{count} terms.")
        answer({"terms": _plain(terms)}, as_json, "\n".join([*table(rows), told]))
    else:
        listed = [
            {"name": name, "label": tr(label), "terms": counts[name]}
            for name, label in VOCABULARIES.items()
        ]
        lines = table((name, f"{counts[name]:>6,}", tr(VOCABULARIES[name])) for name in counts)
        answer({"vocabularies": listed}, as_json, "\n".join(lines))


def _plain(terms: Iterable[Term]) -> list[dict[str, Any]]:
    listed = list(terms)
    labels = {entry.id: entry.label for entry in listed}
    return [
        {
            "id": entry.id,
            "label": entry.label,
            "parent": labels.get(entry.parent or 0, ""),
            "uri": entry.uri,
            "note": entry.note,
        }
        for entry in listed
    ]


def _tree(terms: list[Term]) -> Iterator[tuple[str, Term]]:
    """Each term with its label indented, after the term it lies below."""
    known = {entry.id for entry in terms}
    below: dict[int | None, list[Term]] = {}
    for entry in terms:
        below.setdefault(entry.parent if entry.parent in known else None, []).append(entry)
    waiting = [(0, entry) for entry in reversed(below.get(None, []))]
    while waiting:
        depth, entry = waiting.pop()
        yield "  " * depth + entry.label, entry
        waiting.extend((depth + 1, lower) for lower in reversed(below.get(entry.id, [])))


@term.command("add", cls=Command)
@_VOCABULARY
@click.argument("label")
@click.option("--parent", default="", metavar="LABEL", help="The term it lies below.")
@click.option("--uri", default="", help="Its identifier, such as that of the AAT.")
@JSON
@click.pass_obj
def add_term(
    catalogue: Path, vocabulary: str, label: str, parent: str, uri: str, as_json: bool
) -> None:
    """Add a term to a vocabulary.

    \b
    Example:
      xenion term Gifts.xenion add material jadeite --parent jade \\
          --uri http://vocab.getty.edu/aat/300011121
    """
    from catalog_app.services import vocabularies

    with opened(catalogue) as workspace:
        number, changes = vocabularies.add_term(workspace, vocabulary, label, parent, uri)
    answer({"id": number, "step": changes.step}, as_json, changes.label)


@term.command("rename", cls=Command)
@_VOCABULARY
@click.argument("label")
@click.argument("new")
@JSON
@click.pass_obj
def rename_term(catalogue: Path, vocabulary: str, label: str, new: str, as_json: bool) -> None:
    """Give a term another label; what uses it follows, the words as printed stay.

    \b
    Example:
      xenion term Gifts.xenion rename material nephrite "nephrite jade"
    """
    from catalog_app.services import vocabularies
    from catalog_app.services.searching import renew_index

    with opened(catalogue) as workspace:
        changes = vocabularies.rename_term(workspace, vocabulary, label, new)
        renew_index(workspace)
    _answer(changes, as_json)


@term.command("merge", cls=Command)
@_VOCABULARY
@click.argument("keep")
@click.argument("other")
@JSON
@click.pass_obj
def merge_terms(catalogue: Path, vocabulary: str, keep: str, other: str, as_json: bool) -> None:
    """Let the term KEEP take the place of OTHER everywhere.

    \b
    Example:
      xenion term Gifts.xenion merge material jade jadeite
    """
    from catalog_app.services import vocabularies
    from catalog_app.services.searching import renew_index

    with opened(catalogue) as workspace:
        changes = vocabularies.merge_terms(workspace, vocabulary, keep, other)
        renew_index(workspace)
    _answer(changes, as_json)


@term.command("remove", cls=Command)
@_VOCABULARY
@click.argument("label")
@JSON
@click.pass_obj
def remove_term(catalogue: Path, vocabulary: str, label: str, as_json: bool) -> None:
    """Delete a term that nothing uses.

    \b
    Example:
      xenion term Gifts.xenion remove tag misspelt
    """
    from catalog_app.services import vocabularies

    with opened(catalogue) as workspace:
        changes = vocabularies.remove_term(workspace, vocabulary, label)
    _answer(changes, as_json)


def _answer(changes: Changes, as_json: bool) -> None:
    text = changes.label if changes else tr("Nothing changed.")
    answer({"step": changes.step}, as_json, text)
