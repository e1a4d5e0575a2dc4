"""The repeatable parts of records, declared once: links, citations, images, objects, history."""

from __future__ import annotations

from catalog_app.domain.fieldtypes import (
    Amount,
    Choice,
    Date,
    Field,
    Integer,
    Link,
    Prose,
    Reference,
    Rows,
    TermRef,
    Text,
)
from catalog_app.domain.kinds import CERTAINTIES, PARTIES, VISIBILITIES

LINE = Text()
PROSE = Prose()
VISIBILITY = Field(
    "visibility", "Visibility", Choice(VISIBILITIES, "public"), "admin", printed=False
)
CERTAINTY = Field("certainty", "Certainty", Choice(CERTAINTIES, "stated"))

CITATIONS = Field(
    "citations",
    "Sources",
    Rows(
        table="citation",
        main="source",
        fields=(
            Field("source", "Source", Reference(("source",)), search="source"),
            Field("locator", "Locator", LINE, help="Page, line or number: “lines 807–809”."),
            Field("quotation", "Quotation", PROSE, search="text"),
            Field("field", "Supports", LINE, help="The field it supports; empty for all."),
            CERTAINTY,
            Field("note", "Note", PROSE),
            VISIBILITY,
        ),
    ),
    "sources",
)
ATTACHMENTS = Field(
    "attachments",
    "Images",
    Rows(
        table="attachment",
        main="name",
        fields=(
            Field("name", "File name", LINE, search="file"),
            Field("caption", "Caption", PROSE, search="caption"),
            Field("credit", "Credit", LINE, search="caption"),
            Field("rights", "Rights", LINE),
            VISIBILITY,
            Field("sha256", "SHA-256", LINE, printed=False),
            Field("media_type", "Format", LINE, printed=False),
            Field("size", "Size in bytes", Integer(), printed=False),
            Field("width", "Width in pixels", Integer(), printed=False),
            Field("height", "Height in pixels", Integer(), printed=False),
        ),
    ),
    "sources",
)


def link(
    key: str,
    label: str,
    kinds: tuple[str, ...],
    *,
    search: str = "",
    section: str = "people",
    single: bool = False,
    listed: bool = False,
    help: str = "",
) -> Field:
    """A field that links to records of these kinds, found by ``search`` (its key if not given)."""
    fields = (
        Field("target", label, Reference(kinds), search=search or key),
        Field("capacity", "Capacity", LINE, search="capacity", help="The office as it was stated."),
        Field("date", "Date", Date()),
        CERTAINTY,
        Field(
            "alternative",
            "Alternative group",
            Integer(1, 999),
            help="Links with the same number exclude one another.",
        ),
        Field("note", "Note", PROSE, search="text"),
        CITATIONS,
    )
    rows = Link("link", fields, "target", ("role", key), single=single, kinds=kinds)
    return Field(key, label, rows, section, help, search or key, listed)


def _terms(key: str, label: str, vocabulary: str, section: str, search: str) -> Field:
    fields = (
        Field("term", label, TermRef(vocabulary), search=search),
        Field(
            "text", "As printed", LINE, search=search, help="The words of the source, kept as is."
        ),
    )
    return Field(key, label, Rows("term_use", fields, "term", ("role", key)), section, "", search)


def _history(key: str, label: str, main: str, own: tuple[Field, ...]) -> Field:
    fields = (
        *own,
        Field("date", "Date", Date()),
        Field("note", "Note", PROSE),
        VISIBILITY,
        CITATIONS,
    )
    rows = Rows("history", fields, main, ("type", key), append_only=True)
    return Field(key, label, rows, "history", search=key, internal=True)


HISTORY = (
    _history(
        "valuation",
        "Valuation",
        "amount",
        (
            Field("amount", "Amount", Amount(), search="value"),
            Field("currency", "Currency", LINE, help="ISO 4217 code: USD, EUR, KRW."),
            Field("party", "Appraiser", Reference(PARTIES), search="appraiser"),
            Field("basis", "Basis", LINE, help="Market value, insurance, as declared."),
        ),
    ),
    _history(
        "location",
        "Location",
        "text",
        (
            Field("text", "Location", LINE, search="location"),
            Field("party", "Held by", Reference(PARTIES), search="location"),
        ),
    ),
    _history(
        "condition",
        "Condition",
        "text",
        (
            Field("text", "Condition", LINE, search="condition"),
            Field("party", "Examined by", Reference(PARTIES)),
        ),
    ),
    _history(
        "disposition",
        "Disposition",
        "term",
        (
            Field("term", "Disposition", TermRef("disposition"), search="disposition"),
            Field("text", "As printed", LINE, search="disposition"),
            Field("party", "To", Reference(PARTIES), search="disposition"),
        ),
    ),
    _history(
        "loan",
        "Loan",
        "party",
        (
            Field("party", "Borrower", Reference(PARTIES), search="loan"),
            Field("text", "Purpose", LINE, search="loan"),
            Field("until", "Until", Date()),
        ),
    ),
)

OBJECTS = Field(
    "objects",
    "Objects",
    Rows(
        table="object",
        main="title",
        fields=(
            Field("number", "Number", LINE, search="number"),
            Field("title", "Title", LINE, search="title"),
            Field("type", "Object type", TermRef("object_type"), search="type"),
            Field("count", "Count", Integer(1, 10**9)),
            _terms("materials", "Materials", "material", "objects", "material"),
            _terms("techniques", "Techniques", "technique", "objects", "technique"),
            Field(
                "dimensions",
                "Dimensions",
                Rows(
                    table="dimension",
                    main="text",
                    fields=(
                        Field("type", "Dimension", LINE, help="Height, width, weight."),
                        Field("amount", "Value", Amount()),
                        Field("unit", "Unit", LINE),
                        Field("extent", "Part measured", LINE),
                        Field("text", "As printed", LINE),
                    ),
                ),
            ),
            Field(
                "inscriptions",
                "Inscriptions",
                Rows(
                    table="inscription",
                    main="text",
                    fields=(
                        Field("text", "Text", PROSE, search="inscription"),
                        Field("script", "Script", LINE),
                        Field("transliteration", "Transliteration", PROSE, search="inscription"),
                        Field("translation", "Translation", PROSE, search="inscription"),
                        Field("position_on", "Where", LINE),
                    ),
                ),
            ),
            Field(
                "parts",
                "Parts",
                Rows(
                    table="part",
                    main="title",
                    fields=(
                        Field("number", "Number", LINE, search="number"),
                        Field("title", "Part", LINE, search="title"),
                        Field("count", "Count", Integer(1, 10**9)),
                        Field("description", "Description", PROSE, search="text"),
                    ),
                ),
            ),
            Field("description", "Description", PROSE, search="text"),
            Field("features", "Distinguishing features", PROSE, search="text"),
            link("maker", "Maker", PARTIES, section="objects"),
            Field("made", "Made", Date()),
            link("made_at", "Made at", ("place",), search="place", section="objects"),
            *HISTORY,
            ATTACHMENTS,
            CITATIONS,
        ),
    ),
    "objects",
)
NAMES = Field(
    "names",
    "Names",
    Rows(
        table="name",
        main="text",
        fields=(
            Field("text", "Name", LINE, search="name", required=True),
            Field("language", "Language", LINE, help="BCP 47 code: en, ko, zh."),
            Field("script", "Script", LINE, help="ISO 15924 code: Latn, Kore, Hans, Hant."),
            Field("scheme", "Scheme", LINE, help="Pinyin, Wade-Giles, McCune-Reischauer."),
            Field("preferred", "Preferred", Choice({"": "No", "yes": "Yes"})),
            Field("note", "Note", LINE),
            CITATIONS,
        ),
    ),
    "names",
    search="name",
)
TENURES = Field(
    "tenures",
    "Offices",
    Rows(
        table="tenure",
        main="title",
        fields=(
            Field("title", "Office", LINE, search="office"),
            Field("body", "Body", Reference(("organisation",)), search="office"),
            Field("start", "From", Date()),
            Field("end", "To", Date()),
            Field("note", "Note", LINE),
            CITATIONS,
        ),
    ),
    "names",
    search="office",
)
TAGS = _terms("tags", "Tags", "tag", "admin", "tag")
