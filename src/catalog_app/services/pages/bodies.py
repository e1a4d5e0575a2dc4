"""What the sections of a page hold, each kind of body in the order in which it is read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from catalog_app.services.pages.model import Citation, Fact, Picture, Statement, Target


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
