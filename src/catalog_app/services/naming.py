"""Finding, or making, the record that a name means."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from catalog_app.domain.errors import NotFound, Refused
from catalog_app.domain.fieldtypes import Text
from catalog_app.domain.folding import key
from catalog_app.domain.kinds import KINDS, VOCABULARIES
from catalog_app.domain.records import Brief, Record, reconcile_names
from catalog_app.domain.terms import Term
from catalog_app.domain.translation import tr
from catalog_app.services.workspace import StoreWriter, Workspace

_CREATABLE = ("person", "organisation", "place", "source")
_UID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
# A misspelt or misplaced option of a link must not become part of somebody's name.
_OPTION = re.compile(r";\s*[a-z]+=")


@dataclass(slots=True)
class Names:
    """Resolves names within one step: what it makes new is used again for the same name."""

    workspace: Workspace
    writer: StoreWriter | None = None
    _made: dict[tuple[str, str], int] = field(default_factory=dict)
    _terms: dict[str, dict[str, Term]] = field(default_factory=dict)

    def term(self, vocabulary: str, label: str) -> int:
        """The number of a term. Tags are made if new; other words must be in the vocabulary."""
        label = str(Text().read(label))
        known = self._terms.get(vocabulary)
        if known is None:
            listed = self.workspace.store.terms(vocabulary)
            known = self._terms[vocabulary] = {key(term.label): term for term in listed}
        term = known.get(key(label))
        if term is not None:
            return term.id
        if vocabulary == "tag" and self.writer is not None and key(label):
            tag = Term("tag", label)
            number = self.writer.put_term(tag)
            known[key(label)] = Term("tag", tag.label, number)
            return number
        raise NotFound(
            tr(
                "“{label}” is not in the vocabulary “{vocabulary}”.{suggestion}",
                label=label[:60],
                vocabulary=tr(VOCABULARIES[vocabulary]),
                suggestion=_suggest(label, [term.label for term in known.values()]),
            )
        )

    def record(self, text: str, kinds: tuple[str, ...]) -> int:
        """The record meant by ``#12``, a uid, ``NAME`` or ``kind:NAME``; made if its name is new.

        Raises `NotFound` for numbers that do not exist and `Refused` where several records have
        the name, or records of this kind cannot be made from a name alone.
        """
        text = text.strip()
        if text.startswith("#"):
            if not re.fullmatch(r"#[0-9]{1,18}", text):
                raise NotFound(tr("There is no record {number}.", number=text[:30]))
            return self._numbered(int(text[1:]), kinds)
        if _UID.fullmatch(text):
            number = self.workspace.store.resolve(text.lower())
            if number is None:
                raise NotFound(tr("There is no record {number}.", number=text))
            return self._numbered(number, kinds)
        prefix, colon, name = text.partition(":")
        prefix = prefix.strip().casefold()
        wanted = kinds
        if colon and prefix in KINDS:
            if prefix not in kinds:
                raise Refused(
                    tr(
                        "“{name}” cannot stand here: expected is {kinds}.",
                        name=text[:60],
                        kinds=_listed(kinds),
                    )
                )
            wanted, text = (prefix,), name.strip()
        return self._named(text, wanted)

    def _numbered(self, number: int, kinds: tuple[str, ...]) -> int:
        brief = self.workspace.store.briefs([number]).get(number)
        if brief is None:
            raise NotFound(tr("There is no record {number}.", number=number))
        if brief.kind not in kinds:
            raise Refused(
                tr(
                    "Record {number} cannot stand here: it is of the kind “{kind}”, "
                    "expected is {kinds}.",
                    number=number,
                    kind=brief.kind,
                    kinds=_listed(kinds),
                )
            )
        if brief.trashed:
            raise Refused(tr("Record {number} is in the trash. Restore it first.", number=number))
        return number

    def _named(self, name: str, kinds: tuple[str, ...]) -> int:
        name = str(Text().read(name))
        if not key(name):
            raise Refused(tr("A name is missing."))
        if option := _OPTION.search(name):
            raise Refused(tr("“{option}” is no part of a name.", option=option[0]))
        for kind in kinds:
            if (kind, key(name)) in self._made:
                return self._made[kind, key(name)]
        found = self.workspace.store.named(name, kinds)
        if len(found) > 1:
            raise Refused(_ambiguous(name, found))
        if found:
            return found[0].id
        makeable = [kind for kind in kinds if kind in _CREATABLE]
        if not makeable or self.writer is None:
            raise NotFound(
                tr(
                    "Nothing is called “{name}”. Expected is the number, #ID, of {kinds}.",
                    name=name[:60],
                    kinds=_listed(kinds),
                )
            )
        number = self.writer.add(reconcile_names(Record(makeable[0], {"title": name})))
        self._made[makeable[0], key(name)] = number
        return number


def _listed(kinds: tuple[str, ...]) -> str:
    return tr("a record of the kind {kinds}", kinds=", ".join(f"“{kind}”" for kind in kinds))


def _ambiguous(name: str, found: list[Brief]) -> str:
    return tr(
        "“{name}” means several records: {records}. Choose one by its number.",
        name=name[:60],
        records=", ".join(f"#{brief.id} {brief.title}" for brief in found[:8]),
    )


def _suggest(word: str, known: list[str]) -> str:
    from rapidfuzz import process

    near = process.extract(word, known, limit=3, score_cutoff=70)
    if not near:
        return ""
    return " " + tr("Did you mean {words}?", words=", ".join(f"“{match[0]}”" for match in near))
