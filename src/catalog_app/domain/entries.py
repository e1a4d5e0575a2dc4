"""What a search sees of a record: folded words by prefix, and tokens for what it is."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from catalog_app.domain.dates import DateValue
from catalog_app.domain.fields import field_map, row_fields
from catalog_app.domain.fieldtypes import Field, Link, Reference, Row, TermRef, Text, Value
from catalog_app.domain.folding import fold_for_index
from catalog_app.domain.folding import key as spelling
from catalog_app.domain.records import Record, walk_rows

MARK = "\ue000"
"""Begins every token that stands for a property; texts are cleaned of it, so none can be forged."""

TRASH = f"{MARK}trash"
LIVE = f"{MARK}live"

NamesOf = Callable[[int], tuple[str, ...]]
"""All names by which a record can be found, from its number."""

LabelOf = Callable[[int], str]
"""The label of a term, from its number."""


@dataclass(frozen=True, slots=True)
class Entry:
    """``words`` are folded texts by search prefix; ``tokens`` say what the record is."""

    words: Mapping[str, str]
    tokens: frozenset[str]
    lo: int | None
    hi: int | None
    amounts: tuple[Decimal, ...]


def kind_token(kind: str) -> str:
    """The token of all records of a kind."""
    return f"{MARK}kind{kind}"


def property_token(name: str) -> str:
    """The token of all records of which ``is:name`` or ``has:name`` holds."""
    return f"{MARK}is{name}"


def party_token(number: int) -> str:
    """The token of all records that link to record ``number``."""
    return f"{MARK}to{number}"


def term_token(number: int) -> str:
    """The token of all records that use term ``number``."""
    return f"{MARK}term{number}"


def build_entry(record: Record, names_of: NamesOf, label_of: LabelOf) -> Entry:
    """The entry of a record, the names of everyone and every place it links to included."""
    words: dict[str, list[str]] = defaultdict(list)
    tokens = {kind_token(record.kind), TRASH if record.trashed_at else LIVE}
    amounts: list[Decimal] = []

    def take(field: Field, value: Value) -> None:
        if isinstance(field.type, Text):
            if value and field.search:
                words[field.search].append(str(value))
                if field.search == "name":
                    # So that “Kim Jongun” finds who is called Kim Jong Un: see `Store.named`.
                    words["name"].append(spelling(str(value)))
        elif isinstance(field.type, TermRef):
            if isinstance(value, int):
                words[field.search or "text"].append(label_of(value))
                tokens.add(term_token(value))
        elif isinstance(field.type, Reference):
            if isinstance(value, int):
                words[field.search or "text"].extend(names_of(value))
                tokens.add(party_token(value))
        elif isinstance(value, DateValue) and value.text:
            words["text"].append(value.text)
        elif isinstance(value, Decimal) and field.search == "value":
            amounts.append(value)

    fields = field_map(record.kind)
    for key, value in record.values.items():
        take(fields[key], value)
    for path, row in walk_rows(record):
        inner = row_fields(path[-1])
        for key, value in row.values.items():
            take(inner[key], value)
    tokens.update(property_token(name) for name in _properties(record))
    return Entry(
        {prefix: " ".join(map(fold_for_index, texts)) for prefix, texts in words.items()},
        frozenset(tokens),
        record.date.lo,
        record.date.hi,
        tuple(amounts),
    )


def _properties(record: Record) -> list[str]:
    found = [str(record["status"]), str(record["visibility"])]
    certainties = [record["certainty"], *(row.values.get("certainty") for row in _links(record))]
    if any(certainty in ("inferred", "uncertain", "implied") for certainty in certainties) or any(
        row.values.get("alternative") for row in _links(record)
    ):
        found.append("uncertain")
    if any(path[-1].key == "attachments" for path, _ in walk_rows(record)):
        found.append("image")
    if record.trashed_at:
        found.append("trashed")
    return found


def _links(record: Record) -> list[Row]:
    return [row for path, row in walk_rows(record) if isinstance(path[-1].type, Link)]
