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

_DATE = metrics.PROGRAMME_DATE
_RAIL = _DATE + 20
_TEXT = _RAIL + 20
_NARROW_RAIL = 6
_NARROW_TEXT = 26
_NARROW = 400
_THUMBNAIL = 60


def write_programme(out: Writer, body: ProgrammeBody) -> None:
    """The programme; in a narrow column the days stand above their events."""
    beside = out.room - out.right >= _NARROW
    rail, text = (_RAIL, _TEXT) if beside else (_NARROW_RAIL, _NARROW_TEXT)
    start = len(out.marks)
    first = last = -1
    for place, day in enumerate(body.days):
        if not beside:
            out.line(top=metrics.SPACE_4 if place else metrics.SPACE_2)
            out.text(day.label, "strong")
            _write_note(out, day, ", " if day.note else "")
        for index, happening in enumerate(day.happenings):
            above = metrics.SPACE_4 if place or index else metrics.SPACE_2
            if not beside and not index:
                above = 6
            heading = day if beside and index == 0 else None
            number = _write_happening(out, happening, heading, text, above)
            first = number if first < 0 else first
            last = number
            kind = "dot" if day.known else "ring"
            out.mark(Mark(kind, number, number, x=rail, shift=9, size=8))
    if last > first:
        # Below the dots, from the first to the last of them.
        out.marks.insert(start, Mark("rail", first, last, x=rail, shift=9))


def _write_note(out: Writer, day: Day, before: str = "") -> None:
    if day.note:
        out.text(f"{before}{day.note}", "meta" if day.known else "unsure")


def _write_happening(out: Writer, item: Happening, day: Day | None, left: int, top: int) -> int:
    """One event; its day, if it is the first of it, stands at the left. The first paragraph."""
    narrow_before = out.right
    if item.picture is not None:
        out.right += _THUMBNAIL + metrics.SPACE_3
    icon = TYPE_ICONS.get(item.type_key, "calendar-blank")
    number = _beside(out, day.label if day else "", "strong", left, top, indent=22)
    out.mark(Mark("icon", number, number, x=left, shift=1, name=icon))
    head = " · ".join(part for part in (item.type or tr("Event"), item.time) if part)
    out.text(head, "meta")
    if item.certainty:
        out.gap()
        out.pill(item.certainty, "uncertain", icon="question")
    note = day.note if day else ""
    _beside(out, note, "meta" if day and day.known else "unsure", left, 2)
    out.target(item.title, item.target, "link-strong")
    if item.with_whom:
        out.line(left=left)
        _write_list(out, item.with_whom, "second")
    out.line(left=left)
    if item.places:
        _write_list(out, item.places, "second")
    else:
        out.text(tr("Place not stated"), "second")
    out.right = narrow_before
    if item.picture is not None:
        out.mark(
            Mark(
                "thumbnail",
                number,
                out.number,
                x=-_THUMBNAIL,
                size=_THUMBNAIL,
                picture=item.picture,
            )
        )
    return number


def _beside(out: Writer, label: str, style: str, left: int, top: int, *, indent: int = 0) -> int:
    """Begin a paragraph with a word in the column of days, as far as it fits there."""
    if label and out.fits(label, style, left - 28):
        number = out.line(left=left + indent, hang=left + indent, top=top)
        out.text(f"{label}\t", style)
        return number
    if label:
        out.line(top=top)
        out.text(label, style)
        top = 2
    return out.line(left=left + indent, top=top)


def _write_list(out: Writer, statements: Iterable[Statement], style: str) -> None:
    for place, statement in enumerate(statements):
        if place:
            out.text(", ", style)
        out.target(statement.text, statement.target)
        if statement.certainty:
            out.text(f" ({statement.certainty.lower()})", "unsure")
