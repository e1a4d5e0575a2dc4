"""The query language: text becomes a tree, and a tree says whether it matches an entry."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TypeAlias

from catalog_app.domain import dates
from catalog_app.domain.entries import LIVE, TRASH, Entry, kind_token, property_token
from catalog_app.domain.errors import UserError
from catalog_app.domain.fields import search_prefixes
from catalog_app.domain.fieldtypes import Amount, Unreadable
from catalog_app.domain.folding import fold, join
from catalog_app.domain.kinds import KINDS, PLURALS
from catalog_app.domain.translation import tr

QUERY_LIMIT = 2_000
"""Longest query that is read, in characters; what follows is refused, not searched for."""

WORDS_LIMIT = 64
"""Most words one query may hold, so that no query can make the index work for seconds."""


class QueryError(UserError):
    """A mistake in a query, explained for the person who types it."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that stand together, in the field with this prefix or anywhere (``""``).

    ``prefix`` lets the last word be the beginning of a longer one. ``joined`` is another way of
    writing it, for what was typed with a hyphen: its parts as one word.
    """

    words: tuple[str, ...]
    field: str = ""
    prefix: bool = False
    joined: str = ""


@dataclass(frozen=True, slots=True)
class Token:
    """A property every matching record has: its kind, ``is:`` or ``has:``."""

    token: str


@dataclass(frozen=True, slots=True)
class DateSpan:
    """The record's date may overlap these days; None leaves that end open."""

    lo: int | None
    hi: int | None


@dataclass(frozen=True, slots=True)
class AmountSpan:
    """A valuation of the record lies between these amounts, ends included unless ``strict``."""

    low: Decimal | None
    high: Decimal | None
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """Matches what the node does not."""

    node: Node


@dataclass(frozen=True, slots=True)
class And:
    """Matches what all nodes match; without nodes, everything."""

    nodes: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Or:
    """Matches what any node matches."""

    nodes: tuple[Node, ...]


Node: TypeAlias = "Phrase | Token | DateSpan | AmountSpan | Not | And | Or"

EVERYTHING = And()

SET_APART = ("source",)
"""Fields found by their prefix only: else the words of a source would find all that cite it."""
_IS = ("uncertain", "draft", "checked", "internal", "public", "trashed")
_LEXEMES = re.compile(
    r"""(?P<space>\s+)|(?P<open>\()|(?P<close>\))|(?P<minus>-(?=[^\s-]))"""
    r"""|(?P<field>[^\W\d_]\w*):(?=\S)|"(?P<quoted>[^"]*)("|$)|(?P<word>[^\s()"]+)"""
)


def parse(text: str) -> Node:
    """The tree of a query. An empty text matches everything. Raises `QueryError`."""
    if len(text) > QUERY_LIMIT:
        raise QueryError(
            tr("The query is too long: {limit} characters are read.", limit=f"{QUERY_LIMIT:,}")
        )
    tree = _Parser(text).parse()
    if count_words(tree) > WORDS_LIMIT:
        raise QueryError(tr("The query has too many words: {limit} at most.", limit=WORDS_LIMIT))
    return tree


def count_words(node: Node) -> int:
    """How many words a tree asks the index for."""
    if isinstance(node, Phrase):
        return len(node.words)
    if isinstance(node, Not):
        return count_words(node.node)
    if isinstance(node, And | Or):
        return sum(map(count_words, node.nodes))
    return 1


def mentions_trash(node: Node) -> bool:
    """Whether a tree asks about the trash; otherwise trashed records are left out."""
    if isinstance(node, Token):
        return node.token == property_token("trashed")
    if isinstance(node, Not):
        return mentions_trash(node.node)
    return isinstance(node, And | Or) and any(map(mentions_trash, node.nodes))


class _Parser:
    """Recursive descent over ``or``-groups of terms; brackets may nest a few dozen deep."""

    def __init__(self, text: str) -> None:
        self.lexemes = [m for m in _LEXEMES.finditer(text) if m.lastgroup != "space"]
        self.at = 0
        self.depth = 0

    def parse(self) -> Node:
        node = self.alternatives()
        if self.at < len(self.lexemes):
            raise QueryError(tr("There is a closing bracket without an opening one."))
        return node

    def kind(self) -> str:
        if self.at >= len(self.lexemes):
            return "end"
        return self.lexemes[self.at].lastgroup or "quoted"

    def alternatives(self) -> Node:
        groups: list[Node] = []
        nodes: list[Node] = []
        while (kind := self.kind()) not in ("end", "close"):
            if kind == "word" and self.lexemes[self.at]["word"].casefold() == "or":
                self.at += 1
                groups.append(_all(nodes))
                nodes = []
            else:
                node = self.term()
                if node is not None:
                    nodes.append(node)
        groups.append(_all(nodes))
        filled = [group for group in groups if group != EVERYTHING]
        if not filled:
            return EVERYTHING
        return filled[0] if len(filled) == 1 else Or(tuple(filled))

    def term(self) -> Node | None:
        kind, lexeme = self.kind(), self.lexemes[self.at]
        self.at += 1
        if kind == "minus":
            inner = self.term() if self.kind() not in ("end", "close") else None
            return Not(inner) if inner is not None else None
        if kind == "open":
            self.depth += 1
            if self.depth > 32:
                raise QueryError(tr("The brackets are nested too deeply."))
            node = self.alternatives()
            if self.kind() != "close":
                raise QueryError(tr("A bracket is not closed."))
            self.at += 1
            self.depth -= 1
            return node if node != EVERYTHING else None
        if lexeme["field"] is not None:
            return self.fielded(lexeme["field"])
        if lexeme["quoted"] is not None:
            return _phrase(lexeme["quoted"])
        return _words(lexeme["word"], last=self.at == len(self.lexemes))

    def fielded(self, name: str) -> Node | None:
        prefix = name.casefold()
        kind = self.kind()
        lexeme = self.lexemes[self.at] if kind not in ("end", "close") else None
        known = prefix in search_prefixes() or prefix in ("date", "value", "kind", "is", "has")
        if not known or lexeme is None:
            # Not a field of ours: the word stands for itself, as in a pasted address.
            return _words(name, last=lexeme is None)
        if kind == "open":
            if prefix not in search_prefixes():
                raise QueryError(
                    tr("After “{field}:” a value is expected, not a bracket.", field=prefix)
                )
            node = self.term()
            return None if node is None else _within(node, prefix)
        if kind == "minus":
            # A minus after the colon belongs to the value: value:-5, date:-0044.
            self.at += 1
            text = "-" + self._value()
        else:
            text = self._value()
        quoted = kind == "quoted"
        if prefix == "date":
            return _date(text)
        if prefix == "value":
            return _amount(text)
        if prefix == "kind":
            return Token(kind_token(_kind_of(text)))
        if prefix in ("is", "has"):
            return _property(prefix, text)
        if quoted:
            return _phrase(text, prefix)
        return _words(text, prefix, last=self.at == len(self.lexemes))

    def _value(self) -> str:
        parts: list[str] = []
        while self.kind() not in ("end", "close", "open"):
            lexeme = self.lexemes[self.at]
            self.at += 1
            if lexeme["field"] is None:
                quoted = lexeme["quoted"]
                parts.append(quoted if quoted is not None else lexeme["word"] or "")
                break
            parts.append(lexeme["field"] + ":")
        return "".join(parts)


def _all(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else And(tuple(nodes))


def _words(text: str, field: str = "", last: bool = False) -> Node | None:
    words = tuple(fold(text).split())
    if not words:
        return None
    joined = join(text)
    return Phrase(words, field, last, "" if joined == " ".join(words) else joined)


def _phrase(text: str, field: str = "") -> Node | None:
    return _words(text, field)


def _within(node: Node, field: str) -> Node:
    """``field:(…)``: what the brackets hold, sought in that field where they name none."""
    if isinstance(node, Phrase):
        return node if node.field else replace(node, field=field)
    if isinstance(node, Not):
        return Not(_within(node.node, field))
    if isinstance(node, And | Or):
        return replace(node, nodes=tuple(_within(inner, field) for inner in node.nodes))
    return node


def _kind_of(text: str) -> str:
    wanted = text.casefold()
    for kind in KINDS:
        labels = (kind, KINDS[kind], PLURALS[kind], tr(KINDS[kind]), tr(PLURALS[kind]))
        if wanted in (label.casefold() for label in labels):
            return kind
    raise QueryError(
        tr("“{text}” is no kind of record: {kinds}.", text=text[:60], kinds=", ".join(KINDS))
    )


def _property(prefix: str, text: str) -> Node:
    wanted = text.casefold()
    if prefix == "has" and wanted in ("image", "images"):
        return Token(property_token("image"))
    if prefix == "is" and wanted in _IS:
        return Token(property_token(wanted))
    options = ", ".join(f"is:{name}" for name in _IS) + ", has:image"
    raise QueryError(
        tr("“{text}” is not known; there are: {options}.", text=text[:60], options=options)
    )


def _date(text: str) -> Node:
    first, dots, last = text.partition("..")
    bounds = [dates.understand(part) if part else None for part in (first, last)]
    for part, reading in zip((first, last), bounds, strict=True):
        if part and not (reading and reading.understood and reading.edtf):
            raise QueryError(
                tr("“{text}” is not understood as a date; try 1983 or 1983..1990.", text=part[:60])
            )
    start, end = bounds
    if not dots:
        if start is None:
            raise QueryError(tr("A date is missing after “date:”."))
        return DateSpan(start.lo, start.hi)
    if start and end and start.lo is not None and end.hi is not None and start.lo > end.hi:
        # Written the wrong way round; what is meant is plain.
        start, end = end, start
    return DateSpan(start.lo if start else None, end.hi if end else None)


_SIGN = re.compile(r">=|<=|>|<|=|")


def _amount(text: str) -> Node:
    match = _SIGN.match(text)
    sign = match[0] if match else ""
    first, dots, last = text.removeprefix(sign).partition("..")
    try:
        low, high = (_decimal(part) for part in (first, last))
    except Unreadable:
        low = high = None
    if (low is None and high is None) or (dots and sign):
        raise QueryError(
            tr("“{text}” is no amount; try value:>1000 or value:100..500.", text=text[:60])
        )
    if dots:
        if low is not None and high is not None and low > high:
            low, high = high, low
        return AmountSpan(low, high)
    if sign.startswith(">"):
        return AmountSpan(low, None, sign == ">")
    if sign.startswith("<"):
        return AmountSpan(None, low, sign == "<")
    return AmountSpan(low, low)


def _decimal(text: str) -> Decimal | None:
    value = Amount().read(text)
    return value if isinstance(value, Decimal) else None


def matches(node: Node, entry: Entry) -> bool:
    """Whether a record with this entry is found by the query."""
    if not mentions_trash(node) and TRASH in entry.tokens:
        return False
    return _matches(node, entry)


def _matches(node: Node, entry: Entry) -> bool:
    if isinstance(node, And):
        return all(_matches(inner, entry) for inner in node.nodes)
    if isinstance(node, Or):
        return any(_matches(inner, entry) for inner in node.nodes)
    if isinstance(node, Not):
        return not _matches(node.node, entry)
    if isinstance(node, Token):
        return node.token in entry.tokens or node.token == LIVE
    if isinstance(node, DateSpan):
        return _overlaps(node, entry)
    if isinstance(node, AmountSpan):
        return any(_lies_in(amount, node) for amount in entry.amounts)
    if node.field:
        texts = [entry.words.get(node.field, "")]
    else:
        texts = [text for field, text in entry.words.items() if field not in SET_APART]
    return any(_stands_in(node, text.split()) for text in texts)


def _overlaps(span: DateSpan, entry: Entry) -> bool:
    if entry.lo is None and entry.hi is None:
        return False
    return (span.hi is None or entry.lo is None or entry.lo <= span.hi) and (
        span.lo is None or entry.hi is None or entry.hi >= span.lo
    )


def _lies_in(amount: Decimal, span: AmountSpan) -> bool:
    if span.strict:
        return (span.low is None or amount > span.low) and (span.high is None or amount < span.high)
    return (span.low is None or amount >= span.low) and (span.high is None or amount <= span.high)


def _stands_in(phrase: Phrase, words: list[str]) -> bool:
    def at(start: int, wanted: tuple[str, ...]) -> bool:
        found = words[start : start + len(wanted)]
        if len(found) < len(wanted):
            return False
        if phrase.prefix:
            return found[:-1] == list(wanted[:-1]) and found[-1].startswith(wanted[-1])
        return found == list(wanted)

    forms = [phrase.words, *([tuple(phrase.joined.split())] if phrase.joined else [])]
    return any(at(start, form) for form in forms for start in range(len(words)))
