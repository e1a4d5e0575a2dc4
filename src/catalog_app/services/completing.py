"""What may be meant by what is being typed: records by all their names, terms, offices held."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from catalog_app.domain import dates
from catalog_app.domain.dates import DateValue
from catalog_app.domain.entries import kind_token, party_token
from catalog_app.domain.fields import field_map
from catalog_app.domain.fieldtypes import TermRef
from catalog_app.domain.folding import fold, key
from catalog_app.domain.kinds import NAMED_KINDS
from catalog_app.domain.query import And, Node, Or, Phrase, Token
from catalog_app.domain.records import Record, links_of
from catalog_app.domain.terms import Term
from catalog_app.services.workspace import Workspace

CANDIDATES = 20
"""How many hits of the index are weighed for one list; more would cost a keystroke its time."""

_FEW = 300
"""Up to so many links all are asked for the capacities they state, else the newest records."""

_RECENT = 16
"""From so many of the newest records capacities are gathered where a party has many links."""

_WORDS = 12
"""Most words of a typed text that are looked for."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A record that may be meant. ``matched`` is the name in which the typed text was found, with
    the ``spans`` (start, end) of it that account for the text; ``others`` are names in other
    scripts, ``detail`` an office, type or date; ``links`` counts live records that link to it."""

    id: int
    kind: str
    name: str
    matched: str
    spans: tuple[Span, ...]
    others: tuple[str, ...]
    detail: str
    links: int
    exact: bool


@dataclass(frozen=True, slots=True)
class TermSuggestion:
    """A term that may be meant, with the label of the term above it and what to mark."""

    term: Term
    parent: str
    spans: tuple[Span, ...]
    exact: bool


@dataclass(frozen=True, slots=True)
class Office:
    """A capacity to offer: ``held`` says that a tenure names it, otherwise it was stated before.

    ``when`` is the time of the tenure in words; ``fits`` whether it covers the date asked for.
    """

    text: str
    held: bool
    when: str = ""
    fits: bool = False


def suggest(
    workspace: Workspace, text: str, kinds: tuple[str, ...], limit: int = 8
) -> list[Suggestion]:
    """Live records of these kinds with a name that ``text`` may be the beginning of.

    Names in every script count. Exact names come first, then those that begin with the text, each
    with the most linked first.
    """
    words = fold(text).split()[:_WORDS]
    if not words:
        return []
    numbers: dict[int, None] = {}
    # Whole words first: a name that is complete must not drown among those it is a prefix of.
    for prefix in (False, True) if len(words[-1]) > 1 or not words[-1].isascii() else (True,):
        tree = _tree(words, kinds, prefix)
        numbers.update(dict.fromkeys(workspace.store.find(tree, limit=CANDIDATES)))
    weighed = []
    for brief in workspace.store.briefs(list(numbers)[:CANDIDATES]).values():
        record = workspace.store.record(brief.id) if brief.kind in NAMED_KINDS else None
        names = _names(record) if record else [brief.title, brief.number]
        rank, matched, spans = _best(names, words)
        weighed.append((rank, -_links(workspace, brief.id), brief, record, matched, spans))
    weighed.sort(key=lambda found: (found[0], found[1], found[2].title.casefold(), found[2].id))
    return [
        Suggestion(
            brief.id,
            brief.kind,
            brief.title,
            matched,
            spans,
            _other_scripts(record, matched) if record else (),
            _office_or_type(workspace, record) if record else _when(brief),
            -links,
            rank == 0,
        )
        for rank, links, brief, record, matched, spans in weighed[:limit]
    ]


def _tree(words: list[str], kinds: tuple[str, ...], prefix: bool) -> Node:
    # Of parties and places the title is one of the names.
    columns = dict.fromkeys("name" if kind in NAMED_KINDS else "title" for kind in kinds)
    nodes: list[Node] = []
    for place, word in enumerate(words):
        last = prefix and place == len(words) - 1
        nodes.append(Or(tuple(Phrase((word,), column, last) for column in columns)))
    nodes.append(Or(tuple(Token(kind_token(kind)) for kind in kinds)))
    return And(tuple(nodes))


def _names(record: Record) -> list[str]:
    """Title and names, the title first and each once."""
    texts = [record.title, *(str(row.values.get("text", "")) for row in record.rows("names"))]
    return list(dict.fromkeys(text for text in texts if text))


def _best(names: list[str], words: list[str]) -> tuple[int, str, tuple[Span, ...]]:
    """The name that fits the typed words best: its rank (0 is exact), itself, what to mark."""
    found = [(*fit(name, words), place) for place, name in enumerate(names)]
    rank, spans, place = min(found, key=lambda fitting: (fitting[0], fitting[2]))
    return rank, names[place], spans


def fit(name: str, words: list[str]) -> tuple[int, tuple[Span, ...]]:
    """How well a name fits folded words, and which parts of it account for them.

    0: equal; 1: it begins with them; 2: they stand in it together; 3: it has them all; 4: not.
    """
    letters, starts, places = _folded(name)
    wanted = "".join(words)
    if not letters or not wanted:
        return 4, ()
    for start in starts:
        if letters.startswith(wanted, start):
            rank = 2 if start else (0 if letters == wanted else 1)
            return rank, (_span(places, start, len(wanted)),)
    spans = []
    for word in words:
        start = next((start for start in starts if letters.startswith(word, start)), -1)
        if start < 0:
            return 4, ()
        spans.append(_span(places, start, len(word)))
    return 3, tuple(sorted(spans))


def _span(places: list[Span], start: int, length: int) -> Span:
    return places[start][0], places[start + length - 1][1]


@lru_cache(maxsize=4096)
def _folded(name: str) -> tuple[str, list[int], list[Span]]:
    """The key of a name, where its words begin in it, and which letters each sign of it is from."""
    letters: list[str] = []
    places: list[Span] = []
    for start, end in _clusters(name):
        folded = key(name[start:end])
        letters.append(folded)
        places.extend([(start, end)] * len(folded))
    together = "".join(letters)
    if together != key(name):
        # Letters that fold differently beside others: found, but not to be marked exactly.
        together = key(name)
        places = [(0, len(name))] * len(together)
    starts, at = [], 0
    for word in fold(name).split():
        starts.append(at)
        at += len(word)
    return together, starts, places


def _clusters(text: str) -> Iterator[Span]:
    """Each letter of a text with the marks that follow it."""
    start = 0
    for place in range(1, len(text) + 1):
        if place == len(text) or not unicodedata.category(text[place]).startswith("M"):
            yield start, place
            start = place


def _other_scripts(record: Record, matched: str) -> tuple[str, ...]:
    """Names in other writing than Latin, the first of each script, without the one that matched."""
    found: dict[str, str] = {}
    for text in _names(record):
        letter = next((sign for sign in text if sign.isalpha()), "")
        script = unicodedata.name(letter, "LATIN").split()[0] if letter else "LATIN"
        if script != "LATIN" and text != matched:
            found.setdefault(script, text)
    return tuple(found.values())


def _links(workspace: Workspace, number: int) -> int:
    return workspace.store.count(Token(party_token(number)))


def _office_or_type(workspace: Workspace, record: Record) -> str:
    """One line that tells namesakes apart: the latest office, the type, the place it lies in."""
    parts = []
    if record.kind == "person":
        latest = _latest_office(record)
        if latest:
            return latest
        parts.append(dates.display(record.date))
    kind = field_map(record.kind).get("type")
    number = record["type"] if kind and isinstance(kind.type, TermRef) else None
    term = workspace.store.term(number) if isinstance(number, int) else None
    parts.append(term.label if term else "")
    for above in ("part_of", "within", "country"):
        row = record.rows(above)[0] if above in field_map(record.kind) and record[above] else None
        target = row.values.get("target") if row else None
        if isinstance(target, int):
            parts.extend(brief.title for brief in workspace.store.briefs([target]).values())
            break
    return ", ".join(part for part in parts if part)


def _latest_office(record: Record) -> str:
    """The office of the latest tenure; of undated ones the first in the list."""

    def begins(place: int) -> tuple[int, int]:
        start = record.rows("tenures")[place].values.get("start")
        return (start.lo or 0) if isinstance(start, DateValue) else 0, -place

    tenures = record.rows("tenures")
    if not tenures:
        return ""
    return str(tenures[max(range(len(tenures)), key=begins)].values.get("title", ""))


def _when(brief: object) -> str:
    number, text = getattr(brief, "number", ""), getattr(brief, "date_text", "")
    date = dates.display(DateValue(text, getattr(brief, "date_edtf", "")))
    return " · ".join(part for part in (date, number) if part)


def suggest_terms(
    workspace: Workspace, vocabulary: str, text: str, limit: int = 8
) -> list[TermSuggestion]:
    """Terms of a vocabulary that ``text`` may be the beginning of; all, if nothing is typed."""
    terms = workspace.store.terms(vocabulary)
    labels = {term.id: term.label for term in terms}
    words = fold(text).split()
    found = []
    for term in terms:
        rank, spans = fit(term.label, words) if words else (1, ())
        if rank < 4:
            parent = labels.get(term.parent, "") if term.parent else ""
            found.append(
                (rank, term.label.casefold(), TermSuggestion(term, parent, spans, not rank))
            )
    found.sort(key=lambda entry: entry[:2])
    return [entry[2] for entry in found[:limit]]


def offices_on(workspace: Workspace, person: int, date: DateValue, limit: int = 6) -> list[Office]:
    """Capacities to offer for a party at a date: offices it held then, others it held, and what
    was stated of it before. Only words that are on record: none is made up."""
    record = workspace.store.record(person)
    if record is None:
        return []
    offices: dict[str, Office] = {}
    held = record.rows("tenures") if "tenures" in field_map(record.kind) else ()
    for row in held:
        start, end = row.values.get("start"), row.values.get("end")
        title = str(row.values.get("title", ""))
        if title:
            office = Office(title, True, _span_in_words(start, end), _covers(start, end, date))
            known = offices.get(key(title))
            if known is None or (office.fits and not known.fits):
                offices[key(title)] = office
    for capacity in _stated(workspace, person):
        offices.setdefault(key(capacity), Office(capacity, False))
    ordered = sorted(offices.values(), key=lambda office: (not office.fits, not office.held))
    return ordered[:limit]


def _stated(workspace: Workspace, person: int) -> list[str]:
    """Capacities in which a party appears in records that link to it, the commonest first."""
    counted: dict[str, int] = {}
    if _links(workspace, person) <= _FEW:
        for link in workspace.store.incoming(person):
            if link.capacity:
                counted[link.capacity] = counted.get(link.capacity, 0) + 1
        return sorted(counted, key=lambda capacity: -counted[capacity])
    for number in workspace.store.find(Token(party_token(person)), limit=_RECENT):
        linking = workspace.store.record(number)
        for _, row in links_of(linking) if linking else ():
            capacity = str(row.values.get("capacity") or "")
            if row.values.get("target") == person and capacity:
                counted[capacity] = counted.get(capacity, 0) + 1
    return sorted(counted, key=lambda capacity: -counted[capacity])


def _covers(start: object, end: object, date: DateValue) -> bool:
    """Whether a dated tenure may include the date; an undated one does not say so."""
    began = start.lo if isinstance(start, DateValue) else None
    ended = end.hi if isinstance(end, DateValue) else None
    if (began is None and ended is None) or (date.lo is None and date.hi is None):
        return False
    late = ended is not None and date.lo is not None and date.lo > ended
    early = began is not None and date.hi is not None and date.hi < began
    return not late and not early


def _span_in_words(start: object, end: object) -> str:
    first, last = (
        dates.display(value, "short") if isinstance(value, DateValue) and value else ""
        for value in (start, end)
    )
    return f"{first} – {last}".strip() if first or last else ""
