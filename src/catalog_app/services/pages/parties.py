"""What parties and places have of their own: their names, and the offices a person held."""

from __future__ import annotations

from dataclasses import replace

from catalog_app.domain.records import Record
from catalog_app.domain.translation import tr
from catalog_app.services.pages.bodies import FactsBody, Name, NamesBody
from catalog_app.services.pages.lookup import Lookup, rows_in
from catalog_app.services.pages.model import Fact, Statement
from catalog_app.services.pages.page import Section
from catalog_app.services.pages.words import language_words


def names_section(lookup: Lookup, record: Record) -> Section | None:
    """All names, unless the only one is the title with nothing known of it."""
    rows = rows_in(record.values, "names")
    names = []
    for row in sorted(rows, key=lambda row: row.values.get("preferred") != "yes"):
        values = row.values
        written = (str(values.get(key) or "") for key in ("language", "script", "scheme"))
        names.append(
            Name(
                text=str(values.get("text") or ""),
                details=language_words(*written),
                language=str(values.get("language") or ""),
                preferred=values.get("preferred") == "yes",
                note=str(values.get("note") or ""),
                citations=lookup.citations(values),
            )
        )
    if not names or (len(names) == 1 and not names[0].note and not names[0].citations):
        return None
    return Section("names", tr("Names"), NamesBody(tuple(names)), len(names), aside=True)


def offices_section(lookup: Lookup, record: Record) -> Section | None:
    """The offices a person held, each under its dates, or None where none is known."""
    facts = []
    for row in rows_in(record.values, "tenures"):
        values = row.values
        start, end = lookup.date(values.get("start")), lookup.date(values.get("end"))
        if start and end:
            when = tr("{start} – {end}", start=start, end=end)
        else:
            when = tr("from {date}", date=start) if start else tr("until {date}", date=end)
        title = str(values.get("title") or tr("Office not named"))
        body = lookup.reference(row, "body")
        # What qualifies the office stands below the last of its lines.
        last = replace(
            body or Statement(title),
            note=str(values.get("note") or ""),
            citations=lookup.citations(values),
        )
        statements = (Statement(title), last) if body else (last,)
        facts.append(Fact("tenure", when if start or end else tr("not dated"), statements))
    if not facts:
        return None
    return Section("tenures", tr("Offices"), FactsBody(tuple(facts)), len(facts))
