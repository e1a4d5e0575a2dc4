"""The titles of records and labels of terms that a page names, fetched together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from catalog_app.domain.dates import DateValue
from catalog_app.domain.fields import field_map, row_fields
from catalog_app.domain.fieldtypes import Field, Reference, Row, Rows, TermRef, Value
from catalog_app.domain.records import Brief, Record
from catalog_app.domain.translation import tr
from catalog_app.services.pages.model import Citation, Picture, Statement, Target
from catalog_app.services.pages.words import (
    EraChoice,
    certainty_word,
    date_words,
    language_word,
    search_for,
    support_word,
)
from catalog_app.services.workspace import Workspace


class Lookup:
    """Turns numbers into words for one page; ask :meth:`gather` for everything first."""

    def __init__(self, workspace: Workspace, era: EraChoice) -> None:
        self.workspace = workspace
        self.era = era
        self.briefs: dict[int, Brief] = {}
        self._terms: dict[int, str] = {}

    def gather(self, records: Iterable[Record], others: Iterable[int] = ()) -> None:
        """Fetch what these records refer to, and ``others``, in one go."""
        wanted = set(others)
        for record in records:
            wanted.update(_numbers(record.values, field_map(record.kind)))
        self.briefs.update(self.workspace.store.briefs(sorted(wanted - self.briefs.keys())))

    def records(self, numbers: Sequence[int]) -> list[Record]:
        """These records, complete; those that do not exist are left out."""
        found = (self.workspace.store.record(number) for number in numbers)
        return [record for record in found if record is not None]

    def term(self, number: Value) -> str:
        """The label of a term, empty for none."""
        if not isinstance(number, int):
            return ""
        if number not in self._terms:
            term = self.workspace.store.term(number)
            self._terms[number] = term.label if term else f"#{number}"
        return self._terms[number]

    def target(self, number: Value) -> Target | None:
        """Where a link to this record leads; None for none."""
        if not isinstance(number, int):
            return None
        brief = self.briefs.get(number)
        return target_of(brief) if brief else None

    def title(self, number: Value) -> str:
        """The title of a record, or its number if it has none."""
        if not isinstance(number, int):
            return ""
        brief = self.briefs.get(number)
        return (brief.title or brief.number if brief else "") or f"#{number}"

    def date(self, value: Value, *, short: bool = False) -> str:
        """A date in words."""
        return date_words(value, self.era, short=short) if isinstance(value, DateValue) else ""

    def text(self, field: Field, value: Value) -> str:
        """A single value as a person reads it."""
        if isinstance(field.type, TermRef):
            return capital(self.term(value))
        if isinstance(field.type, Reference):
            return self.title(value)
        if isinstance(value, DateValue):
            return self.date(value)
        text = field.type.show(value)
        return language_word(text) if field.key == "language" else text

    def reference(self, row: Row, key: str = "party") -> Statement | None:
        """The record that a row names under ``key``."""
        number = row.values.get(key)
        return Statement(self.title(number), self.target(number)) if number else None

    def link(self, field: Field, row: Row) -> Statement:
        """A link, with the capacity stated and everything else that qualifies it."""
        values = row.values
        title = self.title(values.get("target"))
        alternative = values.get("alternative")
        return Statement(
            text=title,
            target=self.target(values.get("target")),
            capacity=str(values.get("capacity") or ""),
            date=self.date(values.get("date")),
            certainty=certainty_word(values.get("certainty")),
            note=str(values.get("note") or ""),
            alternative=alternative if isinstance(alternative, int) else 0,
            citations=self.citations(values),
            query=search_for(field, title),
        )

    def links(self, record: Record, key: str) -> tuple[Statement, ...]:
        """All links of a record in one role."""
        field = field_map(record.kind)[key]
        return tuple(self.link(field, row) for row in record.rows(key))

    def citations(self, values: Mapping[str, Value], kind: str = "") -> tuple[Citation, ...]:
        """The citations among the values of a row, or of a record of ``kind``."""
        return tuple(self._citation(row, kind) for row in rows_in(values, "citations"))

    def _citation(self, row: Row, kind: str) -> Citation:
        values = row.values
        path = str(values.get("field") or "")
        return Citation(
            source=self.title(values.get("source")),
            target=self.target(values.get("source")),
            locator=str(values.get("locator") or ""),
            quotation=str(values.get("quotation") or ""),
            supports=support_word(kind, path) if kind else path,
            certainty=certainty_word(values.get("certainty")),
            note=str(values.get("note") or ""),
            internal=values.get("visibility") == "internal",
        )


def target_of(brief: Brief) -> Target:
    """Where a link to this record leads."""
    return Target(brief.id, brief.kind, brief.trashed, brief.visibility == "internal")


def rows_in(values: Mapping[str, Value], key: str) -> tuple[Row, ...]:
    """The rows of a repeatable field among ``values``."""
    rows = values.get(key)
    return rows if isinstance(rows, tuple) else ()


def pictures_in(values: Mapping[str, Value], of_object: str = "") -> Iterator[Picture]:
    """The attachments among the values of a record or object."""
    for row in rows_in(values, "attachments"):
        found = row.values
        width, height = found.get("width"), found.get("height")
        yield Picture(
            sha256=str(found.get("sha256") or ""),
            name=str(found.get("name") or ""),
            caption=str(found.get("caption") or ""),
            credit=str(found.get("credit") or ""),
            rights=str(found.get("rights") or ""),
            media_type=str(found.get("media_type") or ""),
            width=width if isinstance(width, int) else 0,
            height=height if isinstance(height, int) else 0,
            of_object=of_object,
            internal=found.get("visibility") == "internal",
        )


def pictures_of(record: Record) -> tuple[Picture, ...]:
    """All images of a record in order: its own, then those of its objects."""
    found = list(pictures_in(record.values))
    for row in rows_in(record.values, "objects"):
        title = str(row.values.get("title") or row.values.get("number") or tr("Object"))
        found.extend(pictures_in(row.values, title))
    return tuple(found)


def first_image(pictures: Iterable[Picture]) -> Picture | None:
    """The first of these that can be shown small, leaving PDF aside."""
    return next((picture for picture in pictures if "pdf" not in picture.media_type), None)


def capital(text: str) -> str:
    """``text`` with a capital at its head, as the first word of a line has it."""
    return text[:1].upper() + text[1:]


def _numbers(values: Mapping[str, Value], fields: Mapping[str, Field]) -> Iterator[int]:
    for key, value in values.items():
        field = fields[key]
        if isinstance(value, tuple) and isinstance(field.type, Rows):
            for row in value:
                yield from _numbers(row.values, row_fields(field))
        elif isinstance(field.type, Reference) and isinstance(value, int):
            yield value
