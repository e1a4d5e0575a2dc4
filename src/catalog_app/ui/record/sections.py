"""Writing the sections of a page: a heading with hairline and count, then what it holds."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from PySide6.QtCore import QDateTime, QLocale

from catalog_app.domain.translation import tr
from catalog_app.services.pages import (
    CardsBody,
    CitationsBody,
    FactsBody,
    HistoryBody,
    LinesBody,
    NamesBody,
    ObjectsBody,
    PartiesBody,
    ProgrammeBody,
    ProseBody,
    Section,
    Statement,
    StepsBody,
    Thing,
)
from catalog_app.ui.look import metrics
from catalog_app.ui.look.icons import KIND_ICONS
from catalog_app.ui.record.marks import Mark
from catalog_app.ui.record.programme import write_programme
from catalog_app.ui.record.statements import (
    write_citations,
    write_facts,
    write_history_rows,
    write_quoted,
    write_statement,
)
from catalog_app.ui.record.writer import Writer

_AVATAR = 32
_THUMBNAIL = 52
_STEPS_SHOWN = 5
_PROSE_SHOWN = 8_000
"""Most characters of one text that are laid out before somebody asks for the rest."""

_FREE = metrics.SPACE_6
_TEXT_TOP = metrics.SPACE_2


class SectionWriter:
    """Writes sections into one column.

    ``expanded`` holds the keys of sections shown in full; ``editable`` offers what changes things.
    """

    def __init__(self, out: Writer, expanded: Collection[str], editable: bool) -> None:
        self.out = out
        self.expanded = expanded
        self.editable = editable

    def write(self, section: Section, *, line: bool = True) -> None:
        """Heading and body; ``line`` draws the hairline above."""
        self._heading(section, line)
        body = section.body
        if isinstance(body, FactsBody):
            write_facts(self.out, body.facts)
        elif isinstance(body, ProseBody):
            self._prose(section.key, body)
        elif isinstance(body, PartiesBody):
            self._parties(body)
        elif isinstance(body, ProgrammeBody):
            write_programme(self.out, body)
        elif isinstance(body, CardsBody):
            self._cards(body)
        elif isinstance(body, HistoryBody):
            write_facts(self.out, body.facts)
            write_history_rows(self.out, body.rows, left=0, top=10)
        elif isinstance(body, ObjectsBody):
            self._objects(body)
        elif isinstance(body, LinesBody):
            self._lines(body)
        elif isinstance(body, NamesBody):
            self._names(body)
        elif isinstance(body, CitationsBody):
            for place, citation in enumerate(body.citations):
                write_quoted(self.out, citation, top=_TEXT_TOP if not place else metrics.SPACE_3)
        elif isinstance(body, StepsBody):
            self._steps(section.key, body)

    def _heading(self, section: Section, line: bool) -> None:
        out = self.out
        above = _FREE + metrics.SPACE_4 if line else 0
        number = out.line(top=above, height=metrics.LINE_SECTION, tab=True)
        if line:
            out.mark(Mark("hairline", number, number, shift=-metrics.SPACE_4))
        out.text(section.title, "section")
        if section.count is not None:
            out.gap()
            out.text(f"{section.count:,}", "count")
        href, words = self._action(section)
        if href:
            out.text("\t", "action")
            # Blanks that do not break: all of it moves to the edge together.
            out.link(words.replace(" ", "\u00a0"), href, "action")

    def _action(self, section: Section) -> tuple[str, str]:
        """The one thing to do beside a heading: a link and its words."""
        body = section.body
        if isinstance(body, LinesBody | CardsBody):
            shown = len(body.lines if isinstance(body, LinesBody) else body.cards)
            if body.total > shown and body.query:
                return f"query:{body.query}", tr("All {count}", count=f"{body.total:,}")
        if not self.editable:
            return "", ""
        offered = {
            "history": ("edit:history", tr("Add entry")),
            "programme": ("add:event", tr("Add event")),
            "gifts": ("add:gift", tr("Add gift")),
        }
        return offered.get(section.key, ("", ""))

    def _prose(self, key: str, body: ProseBody) -> None:
        words = body.text
        cut = 0 if key in self.expanded else len(words) - _PROSE_SHOWN
        if cut > 0:
            words = words[:_PROSE_SHOWN].rsplit(" ", 1)[0] + "…"
        for place, part in enumerate(words.replace("\r\n", "\n").split("\n\n")):
            self.out.line(top=_TEXT_TOP if not place else metrics.SPACE_3, height=20)
            self.out.text(part.strip("\n"))
        if cut > 0:
            self.out.line(top=_TEXT_TOP)
            words = tr("Show {count} more characters", count=f"{cut:,}")
            self.out.link(words, f"more:{key}", "action")

    def _parties(self, body: PartiesBody) -> None:
        out = self.out
        for place, group in enumerate(body.groups):
            out.line(top=metrics.SPACE_3 if place else _TEXT_TOP, height=metrics.LINE_LABEL)
            out.text(group.role, "group")
            if not group.statements:
                out.line(top=2)
                out.text(group.missing, "second")
            for statement in group.statements:
                self._party(statement)

    def _party(self, statement: Statement) -> None:
        out = self.out
        left = _AVATAR + metrics.SPACE_3
        number = out.line(left=left, top=6)
        name = KIND_ICONS[statement.target.kind] if statement.target else "user"
        out.mark(Mark("avatar", number, number, x=0, shift=1, size=_AVATAR, name=name))
        write_statement(out, statement, left=left, strong=True)
        if out.number == number:
            # A name alone is lower than its picture: the next one must not touch it.
            out.line(left=left, height=14)

    def _cards(self, body: CardsBody) -> None:
        out = self.out
        left = _THUMBNAIL + metrics.SPACE_3
        for place, card in enumerate(body.cards):
            number = out.line(left=left, top=metrics.SPACE_4 if place else metrics.SPACE_2)
            shape = Mark(
                "thumbnail", number, number, x=0, shift=1, size=_THUMBNAIL, picture=card.picture
            )
            out.mark(shape)
            out.target(card.title, card.target, "link-strong")
            if card.doubt:
                out.gap()
                out.pill(card.doubt, "uncertain", icon="question")
            for words in card.lines:
                out.line(left=left)
                out.text(words, "second")
            if out.number - number < 2:
                out.line(left=left)

    def _objects(self, body: ObjectsBody) -> None:
        for place, thing in enumerate(body.things):
            self._thing(thing, metrics.SPACE_4 if place else metrics.SPACE_2)

    def _thing(self, thing: Thing, top: int) -> None:
        out = self.out
        left = _THUMBNAIL + metrics.SPACE_3 if thing.picture else 0
        number = out.line(left=left, top=top)
        if thing.picture:
            mark = Mark(
                "thumbnail", number, number, x=0, shift=1, size=_THUMBNAIL, picture=thing.picture
            )
            out.mark(mark)
        out.text(thing.title, "strong")
        if thing.state:
            out.gap()
            out.pill(thing.state, "accent")
        if thing.line:
            out.line(left=left)
            out.text(thing.line, "second")
        if left and not thing.facts:
            out.line(left=left)
        write_facts(out, thing.facts, left=left, between=metrics.SPACE_1)
        write_history_rows(out, thing.rows, left=left, top=metrics.SPACE_2)
        write_citations(out, thing.citations, left=left)

    def _lines(self, body: LinesBody) -> None:
        """Dates in a column of their own, unless most lines would leave it empty."""
        out = self.out
        dates = [line.date for line in body.lines if line.date]
        beside = len(dates) * 2 >= len(body.lines)
        column = out.column_for(dates, "second") if beside else 0
        for place, line in enumerate(body.lines):
            top = 6 if place else _TEXT_TOP
            if beside and line.date:
                out.labelled(line.date, "second", column=column, top=top)
            else:
                out.line(left=column, top=top)
            out.target(line.title, line.target)
            if line.date and not beside:
                out.gap()
                out.text(line.date, "faint")
            if line.certainty:
                out.gap()
                out.pill(line.certainty, "uncertain", icon="question")
            for words, style in ((line.capacity, "meta"), (line.note, "faint")):
                if words:
                    out.line(left=column, height=metrics.LINE_LABEL)
                    out.text(words, style)
        if body.total > len(body.lines) and body.query:
            out.line(left=column, top=_TEXT_TOP)
            words = tr("All {count}", count=f"{body.total:,}")
            out.link(words, f"query:{body.query}", "action")

    def _names(self, body: NamesBody) -> None:
        out = self.out
        for place, name in enumerate(body.names):
            out.line(top=_TEXT_TOP if not place else 6)
            out.text(name.text, "strong" if name.preferred else "body", name.language)
            words = " · ".join(part for part in (*name.details, name.note) if part)
            if words:
                out.gap()
                out.text(words, "faint")
            write_citations(out, name.citations, left=0)

    def _steps(self, key: str, body: StepsBody) -> None:
        out = self.out
        shown = body.steps if key in self.expanded else body.steps[:_STEPS_SHOWN]
        for place, step in enumerate(shown):
            out.line(top=_TEXT_TOP if not place else 10)
            out.text(step.label)
            out.line(height=metrics.LINE_LABEL)
            out.text(" · ".join(part for part in (local_time(step.at), step.by) if part), "faint")
            if self.editable and not step.latest:
                out.gap(3)
                tip = tr("Let the record be again as it was after this step")
                out.link(tr("Bring back"), f"step:{step.step}", "action", tip)
        if len(body.steps) > len(shown):
            out.line(top=_TEXT_TOP)
            words = tr("Show all {count}", count=f"{len(body.steps):,}")
            out.link(words, f"more:{key}", "action")


def local_time(at: str) -> str:
    """An ISO time in UTC as the clock on the wall showed it: “29 May 2026, 14:05”."""
    try:
        found = datetime.fromisoformat(at)
    except ValueError:
        return at
    moment = QDateTime.fromMSecsSinceEpoch(int(found.timestamp() * 1000))
    locale = QLocale()
    day = locale.toString(moment.date(), "d MMM yyyy")
    return tr("{date}, {time}", date=day, time=moment.toString("HH:mm"))
