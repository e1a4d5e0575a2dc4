"""Adding, renaming and merging terms of the vocabularies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from catalog_app.domain.entries import property_token, term_token
from catalog_app.domain.errors import NotFound, Refused
from catalog_app.domain.fieldtypes import Text, Value
from catalog_app.domain.folding import key
from catalog_app.domain.kinds import VOCABULARIES
from catalog_app.domain.query import And, Token
from catalog_app.domain.records import Changes, Record
from catalog_app.domain.terms import Term
from catalog_app.domain.translation import tr
from catalog_app.services.workspace import Workspace


def find_term(workspace: Workspace, vocabulary: str, label: str) -> Term:
    """The term with this label, spelling folded. Raises `NotFound`."""
    _known(vocabulary)
    for term in workspace.store.terms(vocabulary):
        if key(term.label) == key(label):
            return term
    raise NotFound(
        tr(
            "“{label}” is not in the vocabulary “{vocabulary}”.",
            label=label[:60],
            vocabulary=tr(VOCABULARIES[vocabulary]),
        )
    )


def _known(vocabulary: str) -> None:
    if vocabulary not in VOCABULARIES:
        raise NotFound(
            tr(
                "There is no vocabulary “{name}”: {names}.",
                name=vocabulary[:60],
                names=", ".join(VOCABULARIES),
            )
        )


def _line(text: str) -> str:
    return str(Text().read(text))


def _new_label(workspace: Workspace, vocabulary: str, label: str, except_for: int = 0) -> str:
    cleaned = _line(label)
    if not key(cleaned):
        raise Refused(tr("A term needs a label."))
    for term in workspace.store.terms(vocabulary):
        if key(term.label) == key(cleaned) and term.id != except_for:
            raise Refused(
                tr("“{label}” is in this vocabulary already; merge the two.", label=term.label)
            )
    return cleaned


def add_term(
    workspace: Workspace, vocabulary: str, label: str, parent: str = "", uri: str = ""
) -> tuple[int, Changes]:
    """Add a term below ``parent``, if one is named."""
    _known(vocabulary)
    above = find_term(workspace, vocabulary, parent).id if parent else None
    term = Term(vocabulary, _new_label(workspace, vocabulary, label), parent=above, uri=_line(uri))
    with workspace.store.step(tr("Added the term “{label}”", label=term.label)) as writer:
        number = writer.put_term(term)
    return number, workspace.store.last_changes


def rename_term(workspace: Workspace, vocabulary: str, label: str, new: str) -> Changes:
    """Give a term another label; everything that uses it follows, printed words stay."""
    term = find_term(workspace, vocabulary, label)
    renamed = replace(term, label=_new_label(workspace, vocabulary, new, term.id))
    wording = tr("Renamed the term “{label}” to “{new}”", label=term.label, new=renamed.label)
    with workspace.store.step(wording) as writer:
        writer.put_term(renamed)
    return workspace.store.last_changes


def merge_terms(workspace: Workspace, vocabulary: str, keep: str, other: str) -> Changes:
    """Let one term take the place of another everywhere."""
    kept, gone = (find_term(workspace, vocabulary, label) for label in (keep, other))
    if kept.id == gone.id:
        raise Refused(tr("A term cannot be merged with itself."))
    if _lies_below(workspace, kept, gone):
        kept = replace(kept, parent=gone.parent)
    wording = tr("Merged the term “{label}” into “{keep}”", label=gone.label, keep=kept.label)
    both = And((Token(term_token(kept.id)), Token(term_token(gone.id))))
    in_trash = And((both, Token(property_token("trashed"))))
    twice = [*workspace.store.find(both), *workspace.store.find(in_trash)]
    with workspace.store.step(wording) as writer:
        writer.put_term(kept)
        writer.merge_terms(kept.id, gone.id)
        for number in twice:
            record = workspace.record(number)
            writer.change(record, _without_doubles(record))
    return workspace.store.last_changes


def _without_doubles(record: Record) -> Record:
    """A record in which no list of terms says the same twice."""

    def distinct(values: Mapping[str, Value]) -> dict[str, Value]:
        found = dict(values)
        for name, value in values.items():
            if not isinstance(value, tuple):
                continue
            rows = [replace(row, values=distinct(row.values)) for row in value]
            if name in _LISTS_OF_TERMS:
                kept = {(row.values.get("term"), row.values.get("text")): row for row in rows[::-1]}
                rows = [row for row in rows if row in kept.values()]
            found[name] = tuple(rows)
        return found

    return replace(record, values=distinct(record.values))


_LISTS_OF_TERMS = ("materials", "techniques", "tags")


def _lies_below(workspace: Workspace, term: Term, above: Term) -> bool:
    parents = {known.id: known.parent for known in workspace.store.terms(term.vocabulary)}
    seen: set[int] = set()
    number = parents.get(term.id)
    while number is not None and number not in seen:
        if number == above.id:
            return True
        seen.add(number)
        number = parents.get(number)
    return False


def remove_term(workspace: Workspace, vocabulary: str, label: str) -> Changes:
    """Delete a term that nothing uses. Raises `Refused` for one in use."""
    term = find_term(workspace, vocabulary, label)
    uses = workspace.store.term_uses(term.id)
    if uses:
        raise Refused(
            tr(
                "“{label}” is still in use ({count}×). Merge it into another term instead.",
                label=term.label,
                count=uses,
            )
        )
    with workspace.store.step(tr("Removed the term “{label}”", label=term.label)) as writer:
        writer.remove_term(term.id)
    return workspace.store.last_changes
