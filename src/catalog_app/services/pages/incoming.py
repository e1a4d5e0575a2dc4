"""What other records say of this one: their links to it, by role, and where it is cited."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence

from catalog_app.domain.dates import DateValue, display
from catalog_app.domain.entries import party_token
from catalog_app.domain.fields import row_fields
from catalog_app.domain.fieldtypes import Field
from catalog_app.domain.query import Token
from catalog_app.domain.records import Brief, Incoming, Record
from catalog_app.domain.rowfields import CITATIONS
from catalog_app.domain.translation import tr
from catalog_app.services.pages.bodies import Line, LinesBody
from catalog_app.services.pages.lookup import Lookup, target_of
from catalog_app.services.pages.page import Section
from catalog_app.services.pages.words import ROLE_ORDER, role_field, role_word, search_for

SHOWN = 50
"""Most lines of one role that a page holds; the total is counted all the same."""


def incoming_sections(
    record: Record, links: Sequence[Incoming], left_out: Collection[tuple[str, str]]
) -> list[Section]:
    """One section for each kind and role of incoming link, except those shown elsewhere."""
    groups: dict[tuple[str, str], list[Incoming]] = defaultdict(list)
    related = {row.values.get("target") for row in record.rows("related")}
    for link in links:
        key = (link.record.kind, link.role)
        # What this record itself names as related stands among its facts.
        mutual = link.role == "related" and link.record.id in related
        if key not in left_out and not mutual:
            groups[key].append(link)
    order = {key: place for place, key in enumerate(ROLE_ORDER)}
    sections = []
    for kind, role in sorted(groups, key=lambda key: order.get(key, len(order))):
        found = groups[kind, role]
        lines = tuple(_line(link.record, link.capacity) for link in found[:SHOWN])
        field = role_field(kind, role)
        query = search_for(field, record.title) if field else ""
        body = LinesBody(role, lines, len(found), f"{query} kind:{kind}" if query else "")
        title = role_word(kind, role)
        sections.append(Section(f"{kind}.{role}", title, body, len(found)))
    return sections


def _line(brief: Brief, capacity: str = "") -> Line:
    date = display(DateValue(brief.date_text, brief.date_edtf), "short")
    title = brief.title or brief.number or f"#{brief.id}"
    return Line(target_of(brief), title, date, capacity)


def cited_section(lookup: Lookup, source: Record) -> Section | None:
    """The records that cite a source, or None for one that nothing cites."""
    store = lookup.workspace.store
    tree = Token(party_token(source.id))
    numbers = [number for number in store.find(tree, "oldest", SHOWN + 1) if number != source.id]
    if not numbers:
        return None
    briefs = store.briefs(numbers[:SHOWN])
    lines = tuple(_line(briefs[number]) for number in numbers[:SHOWN] if number in briefs)
    total = len(lines) if len(numbers) < SHOWN else store.count(tree)
    query = search_for(role_citations(), source.title)
    return Section("cited", tr("Cited in"), LinesBody("cited", lines, total, query), total)


def role_citations() -> Field:
    """The declaration of what a citation names as its source."""
    return row_fields(CITATIONS)["source"]
