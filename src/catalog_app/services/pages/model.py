"""A record as it is to be read: what stands on its page, in order, in the words of a reader."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TypeAlias


@dataclass(frozen=True, slots=True)
class Target:
    """The record that a click on something leads to."""

    id: int
    kind: str
    trashed: bool = False
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a statement comes from. ``supports`` names the field it bears out, empty for all."""

    source: str
    target: Target | None = None
    locator: str = ""
    quotation: str = ""
    supports: str = ""
    certainty: str = ""
    note: str = ""
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Statement:
    """One thing the record says, with what qualifies it.

    ``certainty`` is a word where the source does not state it plainly, else empty. Statements with
    the same ``alternative`` number exclude one another; 0 stands for none. ``query`` is a search
    for everything of which the same holds. ``prose`` is text that may run over many lines.
    """

    text: str
    target: Target | None = None
    capacity: str = ""
    date: str = ""
    certainty: str = ""
    note: str = ""
    alternative: int = 0
    citations: tuple[Citation, ...] = ()
    query: str = ""
    prose: bool = False

    @property
    def bare(self) -> bool:
        """Whether there is nothing to it but its text, so that several can share a line."""
        qualified = self.capacity or self.date or self.certainty or self.note or self.citations
        return not qualified and not self.alternative and not self.prose


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what is stated under it; ``missing`` says in words that nothing is."""

    key: str
    label: str
    statements: tuple[Statement, ...] = ()
    missing: str = ""

    def groups(self) -> tuple[tuple[Statement, ...], ...]:
        """The statements in order, rivals of one alternative group together at its first."""
        found: list[list[Statement]] = []
        rivals: dict[int, list[Statement]] = {}
        for statement in self.statements:
            if statement.alternative and statement.alternative in rivals:
                rivals[statement.alternative].append(statement)
                continue
            group = [statement]
            if statement.alternative:
                rivals[statement.alternative] = group
            found.append(group)
        return tuple(map(tuple, found))


@dataclass(frozen=True, slots=True)
class Chip:
    """A short word about the record as a whole; a click on it asks ``query``, if it has one.

    ``role`` is ``state`` (what became of it), ``checked``, ``draft``, ``internal``, ``uncertain``,
    ``trash`` or ``tag``.
    """

    text: str
    role: str
    query: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """An image or document of the record or of one of its objects, as it lies in the vault."""

    sha256: str
    name: str
    caption: str = ""
    credit: str = ""
    rights: str = ""
    media_type: str = ""
    width: int = 0
    height: int = 0
    of_object: str = ""
    internal: bool = False

    @property
    def words(self) -> str:
        """What to call it: its caption, or the name of its file."""
        return self.caption or self.name


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of a line of text; a link where it has a target."""

    text: str
    target: Target | None = None


@dataclass(frozen=True, slots=True)
class FactsBody:
    """Labels and what is stated under them."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class ProseBody:
    """A text of any length, as it was written."""

    text: str


@dataclass(frozen=True, slots=True)
class PartyGroup:
    """People in one role; ``role`` is the word for it."""

    role: str
    statements: tuple[Statement, ...]
    missing: str = ""


@dataclass(frozen=True, slots=True)
class PartiesBody:
    """Who took part in a visit, by role."""

    groups: tuple[PartyGroup, ...]


@dataclass(frozen=True, slots=True)
class Happening:
    """One item of a programme. ``with_whom`` leaves the visitor out, ``places`` may be empty."""

    target: Target
    title: str
    type: str = ""
    type_key: str = ""
    time: str = ""
    certainty: str = ""
    with_whom: tuple[Statement, ...] = ()
    places: tuple[Statement, ...] = ()
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class Day:
    """Part of a programme: one day, or some of which the source does not say which day it was."""

    label: str
    note: str
    known: bool
    happenings: tuple[Happening, ...]


@dataclass(frozen=True, slots=True)
class ProgrammeBody:
    """What was done on a visit, day by day."""

    days: tuple[Day, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """Another record that belongs here: a gift received on a visit, a message, an event.

    ``doubt`` says in words that the connection is not stated.
    """

    target: Target
    title: str
    lines: tuple[str, ...] = ()
    doubt: str = ""
    picture: Picture | None = None


@dataclass(frozen=True, slots=True)
class CardsBody:
    """Records shown by picture, title and a line or two; ``total`` counts those left out too."""

    cards: tuple[Card, ...]
    total: int = 0
    query: str = ""


@dataclass(frozen=True, slots=True)
class HistoryRow:
    """One dated entry about a gift or object; ``current`` for the newest dated of its type."""

    type: str
    type_key: str
    text: str
    date: str = ""
    party: Statement | None = None
    note: str = ""
    current: bool = False
    internal: bool = False
    of_object: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class HistoryBody:
    """What became of a gift: how it came to be acquired, then its entries, newest first."""

    facts: tuple[Fact, ...]
    rows: tuple[HistoryRow, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an object, or an inscription on one: a lead and the lines below it."""

    text: str
    lines: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Thing:
    """An object of a gift. ``line`` holds number, type and count; ``facts`` everything else."""

    title: str
    line: str
    facts: tuple[Fact, ...]
    picture: Picture | None = None
    state: str = ""
    rows: tuple[HistoryRow, ...] = ()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectsBody:
    """The objects of a gift."""

    things: tuple[Thing, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A record that links to this one. ``lead`` stands before the title where it has one."""

    target: Target
    title: str
    date: str = ""
    capacity: str = ""
    certainty: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class LinesBody:
    """Records that link to this one in one role; ``total`` counts those left out too.

    ``query`` is a search for all of them.
    """

    role: str
    lines: tuple[Line, ...]
    total: int
    query: str = ""


@dataclass(frozen=True, slots=True)
class Name:
    """One of the names of a party or place, and what is known of it."""

    text: str
    details: tuple[str, ...] = ()
    language: str = ""
    preferred: bool = False
    note: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class NamesBody:
    """All names, the preferred one first."""

    names: tuple[Name, ...]


@dataclass(frozen=True, slots=True)
class CitationsBody:
    """What the record as a whole rests on."""

    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class StepLine:
    """A step that changed this record. ``at`` is ISO 8601 in UTC; ``latest`` is how it is now."""

    step: int
    label: str
    at: str
    by: str
    latest: bool = False


@dataclass(frozen=True, slots=True)
class StepsBody:
    """What was done to this record in the catalogue, newest first."""

    steps: tuple[StepLine, ...]


Body: TypeAlias = (
    FactsBody
    | ProseBody
    | PartiesBody
    | ProgrammeBody
    | CardsBody
    | HistoryBody
    | ObjectsBody
    | LinesBody
    | NamesBody
    | CitationsBody
    | StepsBody
)


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part of a page; ``aside`` ones stand in the side column where there is room."""

    key: str
    title: str
    body: Body
    count: int | None = None
    aside: bool = False


@dataclass(frozen=True, slots=True)
class Page:
    """A record as it is read. ``date_printed`` is the wording of the source where it differs."""

    id: int
    kind: str
    kind_line: str
    number: str
    title: str
    dateline: tuple[Run, ...] = ()
    date_printed: str = ""
    date_note: str = ""
    summary: str = ""
    chips: tuple[Chip, ...] = ()
    tags: tuple[Chip, ...] = ()
    pictures: tuple[Picture, ...] = ()
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = ()
    trashed: bool = False
    version: int = 0
    changed: str = ""
    languages: tuple[str, ...] = field(default=())

    @property
    def date(self) -> str:
        """The line below the title as plain text."""
        return "".join(run.text for run in self.dateline)
