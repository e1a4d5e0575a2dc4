"""Writing the programme of a visit: days at the left, a rail, and what was done."""

from __future__ import annotations

from collections.abc import Iterable

from catalog_app.domain.translation import tr
from catalog_app.services.pages import Day, Happening, ProgrammeBody, Statement
from catalog_app.ui.look import metrics
from catalog_app.ui.record.marks import Mark
from catalog_app.ui.record.writer import Writer

TYPE_ICONS = {
    "movement": "train",
    "arrival": "airplane-landing",
    "departure": "airplane-takeoff",
    "stopover": "map-pin",
    "farewell": "hand-waving",
    "meeting": "handshake",
    "reception": "handshake",
    "audience": "handshake",
    "courtesy call": "handshake",
    "talks": "chats",
    "conversation": "chats",
    "conference": "users-three",
    "congress": "users-three",
    "briefing": "chats",
    "hospitality": "fork-knife",
    "banquet": "fork-knife",
    "luncheon": "fork-knife",
    "dinner": "fork-knife",
    "breakfast": "fork-knife",
    "tea": "fork-knife",
    "tour": "map-pin",
    "site visit": "map-pin",
    "performance": "music-notes",
    "concert": "music-notes",
    "theatre performance": "music-notes",
    "dance performance": "music-notes",
    "ceremony": "flag",
    "welcoming ceremony": "flag",
    "parade": "flag",
    "wreath-laying": "flower-lotus",
    "award of an order": "medal",
    "presentation of a gift": "gift",
    "conveyance of a message": "envelope-simple",
    "speech": "microphone",
    "press conference": "microphone",
}
"""Icons of the common types of event; others have that of events."""

_DATE, _WIDEST_DATE = metrics.PROGRAMME_DATE, 132
_TO_RAIL, _TO_TEXT = 20, 20
_NARROW_RAIL, _NARROW_TEXT = 6, 26
_NARROW = 400
_INDENT = 22
_THUMBNAIL = 60


def write_programme(out: Writer, body: ProgrammeBody) -> None:
    """The programme; in a narrow column the days stand above their events."""
    date = _date_column(out, body)
    rail, text = _NARROW_RAIL, _NARROW_TEXT
    if date:
        rail = date + _TO_RAIL
        text = rail + _TO_TEXT
    start = len(out.marks)
    first = last = -1
    for place, day in enumerate(body.days):
        if not date:
            out.line(top=metrics.SPACE_4 if place else metrics.SPACE_2)
            out.text(day.label, "strong")
            out.text(f", {day.note}" if day.note else "", _note_style(day))
        for index, happening in enumerate(day.happenings):
            above = metrics.SPACE_4 if place or index else metrics.SPACE_2
            above = above if date or index else 6
            heading = day if date and index == 0 else None
            last = _write_happening(out, happening, heading, text, above)
            first = last if first < 0 else first
            kind = "dot" if day.known else "ring"
            out.mark(Mark(kind, last, last, x=rail, shift=9, size=8))
    if last > first:
        # Below the dots, from the first to the last of them.
        out.marks.insert(start, Mark("rail", first, last, x=rail, shift=9))


def _date_column(out: Writer, body: ProgrammeBody) -> int:
    """How wide the column of days is, or 0 if days are too long or the page too narrow for one."""
    if out.room - out.right < _NARROW:
        return 0
    widths = [out.width(day.label, "strong") for day in body.days]
    widths += [out.width(day.note, "meta") for day in body.days]
    widest = max(_DATE, *widths)
    return widest if widest <= _WIDEST_DATE else 0


def _note_style(day: Day) -> str:
    return "meta" if day.known else "unsure"


def _write_happening(out: Writer, item: Happening, day: Day | None, left: int, top: int) -> int:
    """One event; its day, if it is the first of it, stands at the left. The first paragraph."""
    free = out.right
    if item.picture is not None:
        out.right += _THUMBNAIL + metrics.SPACE_3
    number = _beside(out, day.label if day else "", "strong", left + _INDENT, top)
    icon = TYPE_ICONS.get(item.type_key, "calendar-blank")
    out.mark(Mark("icon", number, number, x=left, shift=1, name=icon))
    head = " · ".join(part for part in (item.type or tr("Event"), item.time) if part)
    out.text(head, "meta")
    if item.certainty:
        out.gap()
        out.pill(item.certainty, "uncertain", icon="question")
    _beside(out, day.note if day else "", _note_style(day) if day else "meta", left, 2)
    out.target(item.title, item.target, "link-strong")
    if item.with_whom:
        out.line(left=left)
        _write_list(out, item.with_whom, "second")
    out.line(left=left)
    if item.places:
        _write_list(out, item.places, "second")
    else:
        out.text(tr("Place not stated"), "second")
    out.right = free
    if item.picture is not None:
        x = out.room - free - _THUMBNAIL
        picture = item.picture
        out.mark(Mark("thumbnail", number, number, x=x, size=_THUMBNAIL, picture=picture))
    return number


def _beside(out: Writer, words: str, style: str, left: int, top: int) -> int:
    """Begin a paragraph with words in the column of days, if there are any."""
    number = out.line(left=left, hang=left if words else 0, top=top)
    if words:
        out.text(f"{words}\t", style)
    return number


def _write_list(out: Writer, statements: Iterable[Statement], style: str) -> None:
    for place, statement in enumerate(statements):
        if place:
            out.text(", ", style)
        out.target(statement.text, statement.target)
        if statement.certainty:
            out.text(f" ({statement.certainty.lower()})", "unsure")
