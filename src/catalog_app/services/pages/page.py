"""The page of a record: its head, its facts and its sections in order."""

from __future__ import annotations

from dataclasses import dataclass

from catalog_app.services.pages.bodies import Body
from catalog_app.services.pages.model import Chip, Fact, Picture, Run


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

    @property
    def date(self) -> str:
        """The line below the title as plain text."""
        return "".join(run.text for run in self.dateline)
