"""The facts of a record, derived from the declarations of its fields."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from catalog_app.domain.fields import fields_of, label_of
from catalog_app.domain.fieldtypes import Field, Link, Prose, Row, Rows, TermRef, Value
from catalog_app.domain.records import Record
from catalog_app.domain.translation import tr
from catalog_app.services.pages.lookup import Lookup, capital, rows_in
from catalog_app.services.pages.model import Fact, Statement
from catalog_app.services.pages.words import certainty_word, search_for

NOT_STATED = {
    "visit": ("visitor", "host"),
    "gift": ("donor", "recipient", "occasion"),
    "message": ("sender", "addressee"),
    "event": (),
}
"""Facts whose absence says something, by kind."""

ELSEWHERE = frozenset(
    (
        *("title", "number", "date", "certainty", "visibility", "status", "type", "form"),
        *("tags", "attachments", "citations", "objects", "names", "tenures"),
        *("summary", "notes", "internal_notes", "body", "text"),
        *("valuation", "location", "condition", "disposition", "loan"),
        *("known_by", "programme_order"),
    )
)
"""Fields that a page shows in another place than among its facts."""

ARRANGED = {
    "visit": frozenset(
        ("visit_status", "visitor", "delegate", "host", "inviter", "origin", "destination")
    ),
    "gift": frozenset(("direction", "acquisition", "circumstances", "on_behalf_of", "credit_line")),
}
"""What a kind has an arrangement of its own for."""


def record_facts(lookup: Lookup, record: Record) -> tuple[Fact, ...]:
    """The facts of a record in the order of their declarations; empty ones are left out.

    Where silence matters the fact stays and says so.
    """
    arranged = ELSEWHERE | ARRANGED.get(record.kind, frozenset())
    matters = NOT_STATED.get(record.kind, ())
    found = []
    for field in fields_of(record.kind):
        if field.key in arranged:
            continue
        fact = field_fact(lookup, field, record.values, tr(label_of(record.kind, field.key)))
        if fact is not None:
            if field.key != "sort_name" or record["sort_name"] != record.title:
                found.append(fact)
        elif field.key in matters:
            found.append(Fact(field.key, tr(field.label), missing=tr("Not stated")))
    return tuple(found)


def some_facts(lookup: Lookup, record: Record, keys: Iterable[str]) -> tuple[Fact, ...]:
    """The facts of these fields that are filled in."""
    wanted = frozenset(keys)
    fields = (field for field in fields_of(record.kind) if field.key in wanted)
    facts = (field_fact(lookup, field, record.values, tr(field.label)) for field in fields)
    return tuple(fact for fact in facts if fact is not None)


def field_fact(
    lookup: Lookup, field: Field, values: Mapping[str, Value], label: str
) -> Fact | None:
    """One declared field as a fact, or None where it is empty."""
    value = values.get(field.key, field.type.empty)
    if value == field.type.empty:
        return None
    if isinstance(field.type, Rows):
        statements = tuple(row_statement(lookup, field, row) for row in rows_in(values, field.key))
        return Fact(field.key, label, statements)
    text = lookup.text(field, value)
    if not text:
        return None
    query = search_for(field, text) if isinstance(field.type, TermRef) else ""
    prose = isinstance(field.type, Prose)
    return Fact(field.key, label, (Statement(text, query=query, prose=prose),))


def row_statement(lookup: Lookup, field: Field, row: Row) -> Statement:
    """A row of a repeatable field as a statement: its main value, the rest as capacity and note."""
    if isinstance(field.type, Link):
        return lookup.link(field, row)
    assert isinstance(field.type, Rows)
    if field.type.table == "term_use":
        return _term_statement(lookup, field, row)
    texts = {
        inner.key: lookup.text(inner, row.values[inner.key])
        for inner in field.type.fields
        if inner.key in row.values and not isinstance(inner.type, Rows)
    }
    main = texts.pop(field.type.main, "") or tr("not named")
    note = texts.pop("note", "")
    certainty = certainty_word(row.values.get("certainty"))
    texts.pop("certainty", None)
    return Statement(
        main,
        capacity=", ".join(texts.values()),
        certainty=certainty,
        note=note,
        citations=lookup.citations(row.values),
    )


def _term_statement(lookup: Lookup, field: Field, row: Row) -> Statement:
    """A word of a vocabulary; where the source words it otherwise, its wording beside it."""
    label = capital(lookup.term(row.values.get("term")))
    printed = str(row.values.get("text") or "")
    query = search_for(field, label or printed)
    if not label:
        return Statement(tr("“{printed}”", printed=printed), query=query)
    if printed and printed.casefold() != label.casefold():
        label = tr("{term}, printed “{printed}”", term=label, printed=printed)
    return Statement(label, query=query)
