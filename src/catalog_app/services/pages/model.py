"""What a page states, in the words of a reader: statements, facts, citations, pictures."""

from __future__ import annotations

from dataclasses import dataclass


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
