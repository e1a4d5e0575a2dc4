"""Writing what is stated: facts under their labels, rivals, citations, history rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from catalog_app.domain.translation import tr
from catalog_app.services.pages import Citation, Fact, HistoryRow, Statement
from catalog_app.ui.look import metrics
from catalog_app.ui.record.marks import Mark
from catalog_app.ui.record.writer import COLUMN, Writer

_BETWEEN = metrics.SPACE_3
"""Room between two facts."""
_BARE_IN_A_ROW = 3
"""From so many statements on, those without anything to them share a line."""


def write_facts(
    out: Writer, facts: Sequence[Fact], *, left: int = 0, column: int = 0, between: int = 10
) -> None:
    """Labels in a column of their own, what is stated beside them."""
    column = column or out.column_for(fact.label for fact in facts)
    for fact in facts:
        write_fact(out, fact, left=left, column=column, top=between)


def write_fact(
    out: Writer, fact: Fact, *, left: int = 0, column: int = COLUMN, top: int = _BETWEEN
) -> None:
    """One fact; a search it can be asked by is a link."""
    out.labelled(fact.label, left=left, column=column, top=top)
    if not fact.statements:
        out.text(fact.missing, "second")
        return
    fresh = True
    bare = [len(group) == 1 and group[0].bare for group in fact.groups()]
    share = sum(bare) >= _BARE_IN_A_ROW
    shared = False
    for group, is_bare in zip(fact.groups(), bare, strict=True):
        if is_bare and share and shared:
            out.text(", ", "second")
            _write_words(out, group[0])
            continue
        shared = is_bare and share
        if not fresh:
            out.line(left=left + column, top=metrics.SPACE_1)
        fresh = False
        write_group(out, group, left=left + column)


def write_group(out: Writer, group: tuple[Statement, ...], *, left: int) -> None:
    """A statement, or rivals of which one holds, with a bar that keeps them together.

    The first line has been begun.
    """
    if len(group) == 1:
        write_statement(out, group[0], left=left)
        return
    first = out.number
    for place, statement in enumerate(group):
        if place:
            out.line(left=left, top=metrics.SPACE_2)
        word = tr("either") if place == 0 else tr("or")
        out.text(f"{word} ", "unsure")
        write_statement(out, statement, left=left)
    bar = Mark("bar", first, out.number, x=left - 10, size=2, token="uncertain")
    out.mark(bar)


def write_statement(out: Writer, statement: Statement, *, left: int, strong: bool = False) -> None:
    """A statement and below it what qualifies it. Its first line has been begun."""
    _write_words(out, statement, strong=strong)
    if statement.date:
        out.gap()
        out.text(statement.date, "second")
    if statement.certainty:
        out.gap()
        out.pill(statement.certainty, "uncertain", icon="question")
    if statement.capacity:
        out.line(left=left)
        out.text(statement.capacity, "second")
    if statement.note:
        out.line(left=left, height=metrics.LINE_LABEL, top=2)
        out.text(statement.note, "faint")
    write_citations(out, statement.citations, left=left)


def _write_words(out: Writer, statement: Statement, *, strong: bool = False) -> None:
    if statement.prose:
        write_prose(out, statement.text)
    elif statement.target is not None:
        out.target(statement.text, statement.target, "link-strong" if strong else "link")
        if statement.target.trashed:
            out.text(" " + tr("(in the trash)"), "faint")
    elif statement.query:
        out.link(statement.text, f"query:{statement.query}", tip=tr("Find all of these"))
    else:
        out.text(statement.text)


def write_prose(out: Writer, words: str, style: str = "body") -> None:
    """A text of any length within the paragraph that has been begun."""
    out.text(words, style)


def write_citations(out: Writer, citations: Iterable[Citation], *, left: int) -> None:
    """Where a single statement comes from, small below it."""
    for citation in citations:
        if citation.quotation:
            out.line(left=left, top=2, height=metrics.LINE_LABEL)
            out.text(tr("“{quotation}”", quotation=citation.quotation), "meta")
        out.line(left=left, top=2, height=metrics.LINE_LABEL)
        _write_source(out, citation)


def _write_source(out: Writer, citation: Citation) -> None:
    out.target(citation.source, citation.target, "link-meta")
    for part in (citation.locator, citation.note):
        if part:
            out.text(f" · {part}", "faint")
    if citation.certainty:
        out.gap()
        out.text(citation.certainty.lower(), "unsure")


def write_quoted(out: Writer, citation: Citation, *, top: int) -> None:
    """A citation of the record as a whole: its quotation in the serif, its source below."""
    left = metrics.SPACE_3
    first = out.line(left=left, top=top, height=22 if citation.quotation else metrics.LINE_LABEL)
    if citation.quotation:
        out.text(citation.quotation, "quote")
        out.line(left=left, top=metrics.SPACE_1, height=metrics.LINE_LABEL)
    out.target(citation.source, citation.target, "link-meta")
    if citation.locator:
        out.text(f", {citation.locator}", "meta")
    details = (
        tr("for: {field}", field=citation.supports) if citation.supports else "",
        citation.note,
        tr("internal") if citation.internal else "",
    )
    words = " · ".join(part for part in details if part)
    if words:
        out.line(left=left, height=metrics.LINE_LABEL)
        out.text(words, "faint")
    if citation.certainty:
        out.gap()
        out.pill(citation.certainty, "uncertain", icon="question")
    out.mark(Mark("bar", first, out.number, x=0, size=2, token="line2"))


def write_history_rows(out: Writer, rows: Iterable[HistoryRow], *, left: int, top: int) -> None:
    """Dated entries along a rail, the newest first; the current ones have a filled dot."""
    first = last = -1
    inner = left + metrics.SPACE_4 + 4
    for row in rows:
        number = out.line(left=inner, top=top, tab=True)
        first = number if first < 0 else first
        last = number
        out.text(row.type, "second")
        out.text("  ", "second")
        out.text(row.text, "strong")
        if row.party is not None:
            out.text(", " if row.text else "", "second")
            out.target(row.party.text, row.party.target)
        if row.current:
            out.gap()
            out.pill(tr("current"), "accent")
        if row.date:
            out.text(f"\t{row.date}", "meta")
        out.mark(
            Mark("dot" if row.current else "ring", number, number, x=left + 5, shift=9, size=7)
        )
        if row.note:
            out.line(left=inner, height=metrics.LINE_LABEL, top=2)
            out.text(row.note, "faint")
        write_citations(out, row.citations, left=inner)
    if last > first:
        rail = Mark("rail", first, last, x=left + 5, shift=9)
        position = next(i for i, mark in enumerate(out.marks) if mark.first >= first)
        out.marks.insert(position, rail)
