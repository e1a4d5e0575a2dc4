"""Query trees become SQL, always with parameters; hits come in order of date from the index."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from catalog_app.domain.entries import LIVE, TRASH, Entry
from catalog_app.domain.query import (
    EVERYTHING,
    SET_APART,
    AmountSpan,
    And,
    DateSpan,
    Node,
    Not,
    Or,
    Phrase,
    Token,
    matches,
    mentions_trash,
)
from catalog_app.store.index import TABLE
from catalog_app.store.sortkeys import FIRST_DATED

ORDERS = {
    "date": "r.sort_key DESC",
    "oldest": "r.sort_key",
    "number": "r.number, r.sort_key",
    "title": "r.title COLLATE NOCASE, r.sort_key",
    "added": "r.id DESC",
    "changed": "r.updated_at DESC, r.id DESC",
}
"""Orders a list can have. In both date orders records without a date come last."""

Pending = Sequence[tuple[str, str]]
Parameter = str | int | float


@dataclass(slots=True)
class _Condition:
    sql: str
    values: list[Parameter]


def _string(*words: str) -> str:
    # Folded words hold no quotes and tokens none either, so quoting cannot be broken out of.
    return '"' + " ".join(words) + '"'


class _Compiler:
    """Turns a tree into one full-text expression where it can, and conditions for the rest."""

    def __init__(self, pending: Pending) -> None:
        self.pending = pending

    def text(self, node: Node) -> str | None:
        """The tree as a full-text expression; None if it asks for more than text."""
        if isinstance(node, Token):
            return _string(node.token)
        if isinstance(node, Phrase):
            return self._phrase(node)
        if isinstance(node, Or):
            parts = [self.text(inner) for inner in node.nodes]
            return None if None in parts else f"({' OR '.join(map(str, parts))})"
        if isinstance(node, And) and node.nodes:
            wanted = [inner for inner in node.nodes if not isinstance(inner, Not)]
            unwanted = [inner.node for inner in node.nodes if isinstance(inner, Not)]
            parts = [self.text(inner) for inner in (*wanted, *unwanted)]
            if None in parts:
                return None
            yes = " AND ".join(map(str, parts[: len(wanted)])) or self._all()
            no = "".join(f" NOT {part}" for part in parts[len(wanted) :])
            return f"(({yes}){no})"
        if isinstance(node, Not):
            inner_text = self.text(node.node)
            return inner_text and f"({self._all()} NOT {inner_text})"
        return None

    @staticmethod
    def _all() -> str:
        return f"({_string(LIVE)} OR {_string(TRASH)})"

    def _phrase(self, phrase: Phrase) -> str:
        apart = f"- {{{' '.join(SET_APART)} tokens}} : "
        scope = f"{{{phrase.field}}} : " if phrase.field else apart
        star = " *" if phrase.prefix else ""
        forms = [f"{scope}{_string(*phrase.words)}{star}"]
        if phrase.joined:
            forms.append(f"{scope}{_string(phrase.joined)}{star}")
        # Entries that still carry an old name of a renamed party are found by its token.
        for token, names in self.pending:
            entry = Entry({phrase.field: names}, frozenset(), None, None, ())
            if matches(phrase, entry):
                forms.append(_string(token))
        return forms[0] if len(forms) == 1 else f"({' OR '.join(forms)})"

    def condition(self, node: Node) -> _Condition:
        """The tree as a condition on the record ``r``."""
        text = self.text(node)
        if text is not None:
            return _Condition(
                f"r.sort_key IN (SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH ?)", [text]
            )
        if isinstance(node, DateSpan):
            return _overlap(node)
        if isinstance(node, AmountSpan):
            return _valuation(node)
        if isinstance(node, Not):
            inner = self.condition(node.node)
            return _Condition(f"NOT ({inner.sql})", inner.values)
        if isinstance(node, And | Or):
            parts = [self.condition(inner) for inner in node.nodes]
            word = " AND " if isinstance(node, And) else " OR "
            sql = word.join(f"({part.sql})" for part in parts) or "TRUE"
            return _Condition(sql, [value for part in parts for value in part.values])
        raise TypeError(node)


def _overlap(span: DateSpan) -> _Condition:
    # Computed rather than "lo IS NULL OR lo <= ?", so that undated records never qualify.
    parts, values = ["coalesce(r.date_lo, r.date_hi) IS NOT NULL"], []
    if span.hi is not None:
        parts.append("(r.date_lo IS NULL OR r.date_lo <= ?)")
        values.append(span.hi)
    if span.lo is not None:
        parts.append("(r.date_hi IS NULL OR r.date_hi >= ?)")
        values.append(span.lo)
    return _Condition(" AND ".join(parts), list(values))


def _valuation(span: AmountSpan) -> _Condition:
    parts: list[str] = []
    values: list[Parameter] = []
    bounds: tuple[tuple[str, Decimal | None], ...] = ((">", span.low), ("<", span.high))
    for sign, bound in bounds:
        if bound is not None:
            parts.append(f"CAST(h.amount AS REAL) {sign}{'' if span.strict else '='} ?")
            values.append(float(bound))
    where = " AND ".join(["h.amount IS NOT NULL", *parts])
    return _Condition(f"r.id IN (SELECT h.record FROM history h WHERE {where})", values)


def _split(tree: Node, compiler: _Compiler) -> tuple[str | None, list[_Condition]]:
    """The part of a tree that the full-text index drives, and the conditions on its hits."""
    nodes = tree.nodes if isinstance(tree, And) else (tree,)
    texts = [node for node in nodes if compiler.text(node) is not None]
    rest = [compiler.condition(node) for node in nodes if compiler.text(node) is None]
    return (compiler.text(And(tuple(texts))) if texts else None), rest


def _statement(tree: Node, pending: Pending) -> tuple[str, list[Parameter]]:
    """``FROM … WHERE …`` for a tree."""
    text, conditions = _split(tree, _Compiler(pending)) if tree != EVERYTHING else (None, [])
    trash_asked = mentions_trash(tree)
    values: list[Parameter] = []
    if text is None:
        source = "record r"
        wheres = [] if trash_asked else ["r.trashed_at IS NULL"]
    else:
        source = f"{TABLE} s CROSS JOIN record r ON r.sort_key = s.rowid"
        wheres = [f"{TABLE} MATCH ?"]
        values.append(text if trash_asked else f"({text}) NOT {_string(TRASH)}")
    for condition in conditions:
        wheres.append(f"({condition.sql})")
        values.extend(condition.values)
    return f"FROM {source} WHERE {' AND '.join(wheres) or 'TRUE'}", values


def _plain_kind(tree: Node) -> str | None:
    """The kind, if listing one kind is all that a tree asks: then no index entry need be read."""
    token = tree.token if isinstance(tree, Token) else ""
    prefix = "\ue000kind"
    return token.removeprefix(prefix) if token.startswith(prefix) else None


def count(connection: sqlite3.Connection, tree: Node, pending: Pending) -> int:
    """How many records a query finds."""
    kind = _plain_kind(tree)
    if kind:
        sql = (
            "SELECT count(*) FROM record INDEXED BY record_listed "
            "WHERE kind = ? AND trashed_at IS NULL"
        )
        return int(connection.execute(sql, (kind,)).fetchone()[0])
    if tree == EVERYTHING:
        sql = "SELECT count(*) FROM record INDEXED BY record_live WHERE trashed_at IS NULL"
        return int(connection.execute(sql).fetchone()[0])
    text, conditions = _split(tree, _Compiler(pending))
    if text is not None and not conditions:
        match = text if mentions_trash(tree) else f"({text}) NOT {_string(TRASH)}"
        sql = f"SELECT count(*) FROM {TABLE} WHERE {TABLE} MATCH ?"
        return int(connection.execute(sql, (match,)).fetchone()[0])
    statement, values = _statement(tree, pending)
    return int(connection.execute(f"SELECT count(*) {statement}", values).fetchone()[0])


def find(
    connection: sqlite3.Connection,
    tree: Node,
    pending: Pending,
    order: str = "date",
    limit: int | None = None,
) -> list[int]:
    """The numbers of the records a query finds, in order, ``limit`` of them at most."""
    kind = _plain_kind(tree)
    if kind:
        source = "FROM record r WHERE r.kind = ? AND r.trashed_at IS NULL"
        values: list[Parameter] = [kind]
    else:
        source, values = _statement(tree, pending)
    if order not in ("date", "oldest"):
        sql = f"SELECT r.id {source} ORDER BY {ORDERS[order]} LIMIT ?"
        cursor = connection.execute(sql, (*values, -1 if limit is None else limit))
        return [row[0] for row in cursor]
    # The index gives rows in order of their number, so the first page needs no sorting; the two
    # ranges keep records without a date last.
    key = "s.rowid" if source.startswith(f"FROM {TABLE}") else "r.sort_key"
    direction = "DESC" if order == "date" else ""
    found: list[int] = []
    for span in (f"{key} >= {FIRST_DATED}", f"{key} < {FIRST_DATED}"):
        rest = -1 if limit is None else limit - len(found)
        if rest == 0:
            break
        sql = f"SELECT r.id {source} AND {span} ORDER BY {key} {direction} LIMIT ?"
        found.extend(row[0] for row in connection.execute(sql, (*values, rest)))
    return found
