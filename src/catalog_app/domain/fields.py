"""Every field of every kind of record, declared once."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from catalog_app.domain.fieldtypes import (
    Choice,
    Date,
    Field,
    Integer,
    Real,
    Rows,
    TermRef,
)
from catalog_app.domain.kinds import KINDS, PARTIES, STATUSES
from catalog_app.domain.rowfields import (
    ATTACHMENTS,
    CERTAINTY,
    CITATIONS,
    HISTORY,
    LINE,
    NAMES,
    OBJECTS,
    PROSE,
    TAGS,
    TENURES,
    VISIBILITY,
    link,
)

COMMON: tuple[Field, ...] = (
    Field("title", "Title", LINE, search="title", listed=True, required=True),
    Field(
        "number",
        "Number",
        LINE,
        search="number",
        listed=True,
        help="Proposed as the next free one; any form is accepted.",
    ),
    Field(
        "date",
        "Date",
        Date(),
        search="date",
        listed=True,
        help="Type what is on the paper: June 1-13, Juche 72 (1983).",
    ),
    CERTAINTY,
    Field("summary", "Summary", PROSE, "text", search="text"),
    Field("notes", "Notes", PROSE, "text", search="text"),
    Field("internal_notes", "Internal notes", PROSE, "text", search="text", internal=True),
    VISIBILITY,
    Field("status", "Status", Choice(STATUSES, "draft"), "admin", printed=False),
)
"""Fields of the table ``record``, the parent of every kind."""

OWN: dict[str, tuple[Field, ...]] = {
    "visit": (
        Field("visit_status", "Status of the visit", TermRef("visit_status"), search="type"),
        Field("purpose", "Purpose", PROSE, search="text"),
        Field("outcome", "Outcome", PROSE, search="text"),
        link("visitor", "Visitor", PARTIES, listed=True),
        link("delegate", "Delegate", PARTIES, search="visitor"),
        link("host", "Host", PARTIES, listed=True),
        link("inviter", "Invited by", PARTIES),
        link("origin", "From", ("place",), search="from", help="The country left."),
        link("destination", "To", ("place",), search="to", help="The country visited."),
        link("place", "Place", ("place",)),
        link("related", "Related record", tuple(KINDS), section="sources"),
    ),
    "event": (
        Field("type", "Type", TermRef("event_type"), search="type", listed=True),
        Field("time", "Time of day", LINE),
        link("visit", "Part of the visit", ("visit",), single=True, section="main"),
        Field("programme_order", "Place in the programme", Integer(0, 10**6), printed=False),
        link("participant", "Participant", PARTIES, listed=True),
        link("place", "Place", ("place",), listed=True),
        Field(
            "works",
            "Works performed",
            Rows(
                table="work",
                main="title",
                fields=(
                    Field("title", "Title", LINE, search="title"),
                    Field("type", "Type", LINE),
                    Field("note", "Note", LINE),
                ),
            ),
        ),
        link("related", "Related record", tuple(KINDS), section="sources"),
    ),
    "gift": (
        Field(
            "direction",
            "Direction",
            Choice(
                {"received": "Received", "given": "Given", "exchanged": "Exchanged"}, "received"
            ),
        ),
        link("donor", "Presented by", PARTIES, listed=True, help="On whose behalf it was given."),
        link("presenter", "Handed over by", PARTIES),
        link("recipient", "Recipient", PARTIES, listed=True),
        link("occasion", "Occasion", ("visit", "event")),
        link("place", "Place", ("place",)),
        OBJECTS,
        Field("acquisition", "Manner of acquisition", TermRef("acquisition"), "history"),
        Field(
            "circumstances",
            "Circumstances",
            PROSE,
            "history",
            search="text",
            help="Why the gift was accepted.",
        ),
        Field("on_behalf_of", "Acquired on behalf of", LINE, "history", search="text"),
        Field("credit_line", "Credit line", LINE, "history", search="text"),
        *HISTORY,
        link("related", "Related record", tuple(KINDS), section="sources"),
    ),
    "message": (
        Field("form", "Form", TermRef("message_form"), search="type", listed=True),
        link("sender", "Sender", PARTIES, listed=True),
        link("bearer", "Conveyed by", PARTIES),
        link("receiver", "Taken by", PARTIES, help="Who took it for the addressee."),
        link("addressee", "Addressee", PARTIES, listed=True),
        link("occasion", "Occasion", ("visit", "event")),
        link("place", "Place", ("place",)),
        Field("language", "Language", LINE),
        Field("body", "Text", PROSE, "text", search="text"),
        link("related", "Related record", tuple(KINDS), section="sources"),
    ),
    "person": (
        Field(
            "known_by",
            "Known by",
            Choice({"name": "Name", "office": "Office only", "group": "Group only"}, "name"),
        ),
        Field("sort_name", "Sorted under", LINE, "names", search="name"),
        NAMES,
        TENURES,
        Field("died", "Died", Date()),
        link("member_of", "Member of", PARTIES),
        link("successor_of", "Successor of", PARTIES),
        link("related", "Related record", tuple(KINDS)),
    ),
    "organisation": (
        Field("type", "Type", TermRef("organisation_type"), search="type", listed=True),
        NAMES,
        Field("dissolved", "Dissolved", Date()),
        link("part_of", "Part of", ("organisation",)),
        link("member", "Member", PARTIES),
        link("successor_of", "Successor of", PARTIES),
        link("country", "Country", ("place",), search="place"),
        link("related", "Related record", tuple(KINDS)),
    ),
    "place": (
        Field("type", "Type", TermRef("place_type"), search="type", listed=True),
        NAMES,
        link("within", "Within", ("place",), search="place", listed=True),
        Field("latitude", "Latitude", Real(-90, 90), help="Degrees north, south negative."),
        Field("longitude", "Longitude", Real(-180, 180), help="Degrees east, west negative."),
        link("related", "Related record", tuple(KINDS)),
    ),
    "source": (
        Field("type", "Type", TermRef("source_type"), search="type", listed=True),
        link("author", "Author", PARTIES),
        link("publisher", "Publisher", PARTIES, listed=True),
        Field("language", "Language", LINE),
        Field("url", "Address", LINE, search="text"),
        Field("text", "Full text", PROSE, "text", search="text"),
        link("related", "Related record", tuple(KINDS)),
    ),
}
"""What each kind adds; scalar fields live in the table named after the kind, rows in their own."""

DATE_LABELS = {"person": "Born", "organisation": "Founded", "source": "Published"}
"""What the common date means for a kind, where it is not simply its date."""


@cache
def fields_of(kind: str) -> tuple[Field, ...]:
    """All fields of a record of this kind, in the order of the form. Raises KeyError."""
    return (*COMMON, *OWN[kind], TAGS, ATTACHMENTS, CITATIONS)


@cache
def field_map(kind: str) -> dict[str, Field]:
    """The fields of a kind by key."""
    return {field.key: field for field in fields_of(kind)}


@cache
def row_fields(field: Field) -> dict[str, Field]:
    """The fields of the rows of a repeatable field, by key."""
    assert isinstance(field.type, Rows)
    return {inner.key: inner for inner in field.type.fields}


def label_of(kind: str, key: str) -> str:
    """The English label of a field, as it is called for this kind."""
    if key == "date" and kind in DATE_LABELS:
        return DATE_LABELS[kind]
    return field_map(kind)[key].label


def walk(fields: tuple[Field, ...]) -> Iterator[Field]:
    """These fields and, after each repeatable one, the fields of its rows, at every depth."""
    for field in fields:
        yield field
        if isinstance(field.type, Rows):
            yield from walk(field.type.fields)


@cache
def search_prefixes() -> tuple[str, ...]:
    """The prefixes by which queries name declared fields: the columns of the index."""
    found = {field.search for kind in KINDS for field in walk(fields_of(kind)) if field.search}
    return tuple(sorted(found - {"date", "value"}))
