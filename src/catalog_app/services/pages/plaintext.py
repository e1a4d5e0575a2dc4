"""A page as plain text, for the clipboard and the command line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from catalog_app.domain.translation import tr
from catalog_app.services.pages.bodies import (
    Body,
    Card,
    CardsBody,
    CitationsBody,
    FactsBody,
    Happening,
    HistoryBody,
    HistoryRow,
    Line,
    LinesBody,
    Name,
    NamesBody,
    ObjectsBody,
    PartiesBody,
    PartyGroup,
    ProgrammeBody,
    ProseBody,
    StepsBody,
    Thing,
)
from catalog_app.services.pages.model import Citation, Fact, Picture, Statement
from catalog_app.services.pages.page import Page, Section

_INDENT = "  "


def page_text(page: Page) -> str:
    """The page as plain text, ending in a line break: what it says, without pictures and links."""
    head = [" ".join(part for part in (page.kind_line, page.number) if part), page.title]
    head += [part for part in (page.date, page.date_note) if part]
    chips = [chip.text for chip in (*page.chips, *page.tags)]
    if chips:
        head.append(" · ".join(chips))
    blocks = ["\n".join(head)]
    if page.summary:
        blocks.append(page.summary)
    if page.facts:
        blocks.append("\n".join(_facts(page.facts)))
    if page.pictures:
        blocks.append("\n".join((tr("Images"), *_indented(map(_picture, page.pictures)))))
    blocks.extend(_section(section) for section in page.sections)
    return "\n\n".join(blocks) + "\n"


def _section(section: Section) -> str:
    head = section.title if section.count is None else f"{section.title} ({section.count:,})"
    return "\n".join((head, *_indented(_body(section.body))))


def _indented(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        for part in line.split("\n"):
            yield f"{_INDENT}{part}" if part else ""


def _body(body: Body) -> Iterator[str]:
    if isinstance(body, FactsBody):
        yield from _facts(body.facts)
    elif isinstance(body, ProseBody):
        yield body.text
    elif isinstance(body, PartiesBody):
        yield from (line for group in body.groups for line in _party_group(group))
    elif isinstance(body, ProgrammeBody):
        for day in body.days:
            yield ", ".join(part for part in (day.label, day.note) if part)
            yield from _indented(map(_happening, day.happenings))
    elif isinstance(body, CardsBody):
        yield from map(_card, body.cards)
        yield from _left_out(body.total - len(body.cards))
    elif isinstance(body, HistoryBody):
        yield from _facts(body.facts)
        yield from (line for row in body.rows for line in _history_row(row))
    elif isinstance(body, ObjectsBody):
        yield from (line for thing in body.things for line in _thing(thing))
    elif isinstance(body, LinesBody):
        yield from map(_line, body.lines)
        yield from _left_out(body.total - len(body.lines))
    elif isinstance(body, NamesBody):
        yield from (line for name in body.names for line in _name(name))
    elif isinstance(body, CitationsBody):
        yield from map(_citation, body.citations)
    elif isinstance(body, StepsBody):
        yield from (", ".join(p for p in (s.at, s.label, s.by) if p) for s in body.steps)


def _left_out(count: int) -> Iterator[str]:
    if count > 0:
        yield tr("and {count} more", count=f"{count:,}")


def _facts(facts: Iterable[Fact]) -> Iterator[str]:
    for fact in facts:
        if not fact.statements:
            yield f"{fact.label}: {fact.missing}"
            continue
        lines = list(statement_lines(fact.groups()))
        if len(lines) == 1:
            yield f"{fact.label}: {lines[0]}"
        else:
            yield f"{fact.label}:"
            yield from _indented(lines)


def statement_lines(groups: Iterable[tuple[Statement, ...]]) -> Iterator[str]:
    """The statements of a fact a line each, rivals joined by “either” and “or”."""
    for group in groups:
        for place, statement in enumerate(group):
            words = statement_words(statement)
            if len(group) > 1:
                frame = tr("either {statement}") if place == 0 else tr("or {statement}")
                words = frame.replace("{statement}", words)
            yield words
            yield from _indented(map(_citation, statement.citations))


def statement_words(statement: Statement) -> str:
    """A statement with what qualifies it on one line."""
    brackets = (statement.date, statement.certainty.lower(), statement.note)
    inside = "; ".join(part for part in brackets if part)
    words = ", ".join(part for part in (statement.text, statement.capacity) if part)
    return f"{words} ({inside})" if inside else words


def _party_group(group: PartyGroup) -> Iterator[str]:
    fact = Fact("", group.role, group.statements, group.missing)
    yield from _facts((fact,))


def _happening(item: Happening) -> str:
    head = ": ".join(part for part in (item.type, item.title) if part)
    with_whom = "; ".join(map(statement_words, item.with_whom))
    places = ", ".join(map(statement_words, item.places)) or tr("Place not stated")
    parts = (head, item.time, item.certainty.lower(), with_whom, places)
    return " · ".join(part for part in parts if part)


def _card(card: Card) -> str:
    inside = f" ({card.doubt})" if card.doubt else ""
    return "\n".join((f"{card.title}{inside}", *_indented(card.lines)))


def _line(line: Line) -> str:
    inside = "; ".join(part for part in (line.certainty.lower(), line.note) if part)
    words = ", ".join(part for part in (line.title, line.date, line.capacity) if part)
    return f"{words} ({inside})" if inside else words


def _history_row(row: HistoryRow) -> Iterator[str]:
    party = row.party.text if row.party else ""
    words = ", ".join(part for part in (row.text, party, row.date) if part)
    current = tr("current") if row.current else ""
    inside = "; ".join(part for part in (current, row.note) if part)
    yield f"{row.type}: {words}" + (f" ({inside})" if inside else "")
    yield from _indented(map(_citation, row.citations))


def _thing(thing: Thing) -> Iterator[str]:
    yield thing.title
    inner = [part for part in (thing.line, thing.state) if part]
    inner += [*_facts(thing.facts)]
    inner += [line for row in thing.rows for line in _history_row(row)]
    inner += map(_citation, thing.citations)
    yield from _indented(inner)


def _name(name: Name) -> Iterator[str]:
    inside = ", ".join(part for part in (*name.details, name.note) if part)
    yield f"{name.text} ({inside})" if inside else name.text
    yield from _indented(map(_citation, name.citations))


def _picture(picture: Picture) -> str:
    parts = (picture.words, picture.credit, picture.rights)
    return " · ".join(part for part in parts if part)


def _citation(citation: Citation) -> str:
    quotation = tr("“{quotation}”", quotation=citation.quotation) if citation.quotation else ""
    supports = tr("for: {field}", field=citation.supports) if citation.supports else ""
    parts = (
        quotation,
        citation.source,
        citation.locator,
        supports,
        citation.certainty.lower(),
        citation.note,
    )
    return " · ".join(part for part in parts if part)
