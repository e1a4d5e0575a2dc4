"""A record as the program passes it around: frozen, complete, and the same for every kind."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from catalog_app.domain.dates import DateValue
from catalog_app.domain.fields import field_map, row_fields
from catalog_app.domain.fieldtypes import Field, Link, Row, Value
from catalog_app.domain.kinds import NAMED_KINDS


@dataclass(frozen=True, slots=True)
class Record:
    """Anything with its own page. ``id`` 0 marks a record that has not been stored yet.

    ``values`` holds what is filled in, by field key; what is missing has its type's empty value.
    Times are ISO 8601 in UTC. ``version`` grows with every change and never falls.
    """

    kind: str
    values: Mapping[str, Value] = field(default_factory=dict)
    id: int = 0
    uid: str = ""
    version: int = 0
    created_at: str = ""
    created_by: str = ""
    updated_at: str = ""
    updated_by: str = ""
    trashed_at: str | None = None

    def __getitem__(self, key: str) -> Value:
        if key in self.values:
            return self.values[key]
        return field_map(self.kind)[key].type.empty

    def rows(self, key: str) -> tuple[Row, ...]:
        """The rows of a repeatable field."""
        value = self[key]
        assert isinstance(value, tuple)
        return value

    @property
    def title(self) -> str:
        return str(self["title"])

    @property
    def date(self) -> DateValue:
        value = self["date"]
        assert isinstance(value, DateValue)
        return value

    def with_values(self, **values: Value) -> Record:
        """A copy in which these fields have new values."""
        return replace(self, values={**self.values, **values})


@dataclass(frozen=True, slots=True)
class Brief:
    """A record in one line: what a list, a completer or a link shows of it."""

    id: int
    kind: str
    number: str
    title: str
    date_text: str
    date_edtf: str
    trashed: bool = False
    visibility: str = "public"


@dataclass(frozen=True, slots=True)
class Card:
    """A record as a list shows it: ``subtitle`` are its givers, participants or offices.

    ``cover`` is the SHA-256 of its first image, if any; ``unsure`` marks rival or uncertain links.
    """

    brief: Brief
    subtitle: tuple[str, ...]
    cover: str
    unsure: bool


@dataclass(frozen=True, slots=True)
class Incoming:
    """A link that another record has to this one, with the capacity stated there."""

    record: Brief
    role: str
    capacity: str


@dataclass(frozen=True, slots=True)
class Changes:
    """What a verb changed: the step it made (0 if none) and the records touched, by number."""

    step: int = 0
    records: tuple[int, ...] = ()
    label: str = ""

    def __bool__(self) -> bool:
        return bool(self.step)


def walk_rows(record: Record) -> Iterator[tuple[tuple[Field, ...], Row]]:
    """Every row of a record at any depth, with the path of fields that leads to it."""

    def walk(
        path: tuple[Field, ...], fields: Mapping[str, Field], values: Mapping[str, Value]
    ) -> Iterator[tuple[tuple[Field, ...], Row]]:
        for key, value in values.items():
            if isinstance(value, tuple):
                here = (*path, fields[key])
                for row in value:
                    yield here, row
                    yield from walk(here, row_fields(fields[key]), row.values)

    yield from walk((), field_map(record.kind), record.values)


def map_rows(
    values: Mapping[str, Value],
    fields: Mapping[str, Field],
    change: Callable[[Field, Row], Row | None],
) -> dict[str, Value]:
    """``values`` with every row at every depth replaced by ``change(field, row)``; None drops it.

    Inner rows are changed before the row that holds them.
    """
    result: dict[str, Value] = {}
    for key, value in values.items():
        if isinstance(value, tuple):
            inner = row_fields(fields[key])
            rows = (
                change(fields[key], replace(row, values=map_rows(row.values, inner, change)))
                for row in value
            )
            value = tuple(row for row in rows if row is not None)
        result[key] = value
    return result


def as_new(record: Record) -> Record:
    """A copy that the store will take for a new record: no numbers or uids, at any depth."""
    values = map_rows(
        record.values, field_map(record.kind), lambda _, row: replace(row, id=0, uid="")
    )
    return Record(kind=record.kind, values=values)


def links_of(record: Record) -> Iterator[tuple[Field, Row]]:
    """Every link a record holds, objects' makers included, with the field that declares it."""
    for path, row in walk_rows(record):
        if isinstance(path[-1].type, Link):
            yield path[-1], row


def reconcile_names(record: Record, before: Record | None = None) -> Record:
    """Bring title and names of a party or place into agreement: the title is the preferred name.

    A name marked as preferred just now becomes the title. Otherwise a new title makes the name of
    the same text preferred, or renames the preferred one. No name is lost on the way, and a record
    without names gets one from its title.
    """
    if record.kind not in NAMED_KINDS:
        return record
    rows = list(record.rows("names"))
    texts = [str(row.values.get("text", "")) for row in rows]
    title = record.title
    typed = bool(title) and (before is None or title != before.title)
    known = [row for row in before.rows("names") if _is_preferred(row)] if before else []
    marked = [place for place, row in enumerate(rows) if _is_preferred(row)]
    fresh = [place for place in marked if not any(_is_one(rows[place], row) for row in known)]
    chosen = (fresh or marked or [0])[0]
    if title and title not in texts and (typed or not rows):
        if before and not fresh and texts[chosen : chosen + 1] == [before.title]:
            rows[chosen] = replace(rows[chosen], values={**rows[chosen].values, "text": title})
        else:
            rows.append(Row({"text": title}))
            chosen = chosen if marked else len(rows) - 1
    elif typed and not fresh:
        chosen = texts.index(title)
    if not rows:
        return record
    rows = [
        replace(row, values={**row.values, "preferred": "yes" if place == chosen else ""})
        for place, row in enumerate(rows)
    ]
    title = str(rows[chosen].values.get("text") or title)
    return record.with_values(names=tuple(rows), title=title)


def _is_one(name: Row, other: Row) -> bool:
    """Whether two rows are one name: the same row, or the copy of it in a duplicate."""
    same = name.values.get("text") == other.values.get("text")
    return name.id == other.id if name.id else same


def _is_preferred(name: Row) -> bool:
    return name.values.get("preferred") == "yes"
