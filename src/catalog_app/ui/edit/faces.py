"""What a closed row shows of itself: a name, a line below, and what is doubtful about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from catalog_app.domain import dates
from catalog_app.domain.dates import DateValue
from catalog_app.domain.fields import row_fields
from catalog_app.domain.fieldtypes import Field, Link, Reference, Row, Rows, TermRef, Value
from catalog_app.domain.kinds import CERTAINTIES
from catalog_app.domain.translation import tr
from catalog_app.ui.edit.desk import Desk
from catalog_app.ui.look.icons import KIND_ICONS

_HIDDEN = (
    "sha256",
    "media_type",
    "size",
    "width",
    "height",
    "visibility",
    "certainty",
    "preferred",
)
_HISTORY_ICONS = {
    "valuation": "scales",
    "location": "map-pin",
    "condition": "heartbeat",
    "disposition": "package",
    "loan": "arrows-left-right",
}


@dataclass(frozen=True, slots=True)
class Face:
    """``doubt`` names an uncertainty in words; it is shown in violet."""

    title: str
    second: str = ""
    icon: str = ""
    doubt: str = ""


def face_of(desk: Desk, field: Field, values: Mapping[str, Value]) -> Face:
    """The face of a row of ``field`` with these values."""
    assert isinstance(field.type, Rows)
    if isinstance(field.type, Link):
        return _link(desk, values)
    inner = row_fields(field)
    main = inner[field.type.main]
    title = text_of(desk, main, values.get(main.key, main.type.empty))
    if field.key == "valuation" and title:
        title = f"{title} {values.get('currency', '')}".strip()
    if field.key == "attachments":
        caption = str(values.get("caption") or "")
        return Face(
            caption or title, title if caption else str(values.get("credit") or ""), "image"
        )
    parts = []
    for key, each in inner.items():
        hidden = key == main.key or key in _HIDDEN or (key == "currency" and title)
        text = "" if hidden else text_of(desk, each, values.get(key, each.type.empty))
        if text:
            parts.append(text)
    if not title and parts:
        title = parts.pop(0)
    second = " · ".join(parts)
    if values.get("preferred") == "yes":
        second = " · ".join(filter(None, (tr("Preferred"), second)))
    return Face(
        title or tr("{field}: nothing entered yet", field=tr(field.label)),
        second,
        _HISTORY_ICONS.get(field.key, ""),
        _doubt(values),
    )


def _link(desk: Desk, values: Mapping[str, Value]) -> Face:
    number = values.get("target")
    brief = desk.brief(number) if isinstance(number, int) else None
    date = values.get("date")
    shown = dates.display(date) if isinstance(date, DateValue) else ""
    parts = [str(values.get("capacity") or ""), shown]
    if brief and brief.kind in ("visit", "event", "gift", "message"):
        parts.insert(0, dates.display(DateValue(brief.date_text, brief.date_edtf)))
    return Face(
        brief.title if brief else f"#{number}",
        " · ".join(part for part in parts if part),
        KIND_ICONS[brief.kind] if brief else "question",
        _doubt(values),
    )


def _doubt(values: Mapping[str, Value]) -> str:
    parts = []
    certainty = values.get("certainty", "stated")
    if certainty != "stated":
        parts.append(tr(CERTAINTIES.get(str(certainty), str(certainty))))
    if values.get("alternative"):
        parts.append(tr("Alternative {group}", group=values["alternative"]))
    return ", ".join(parts)


def text_of(desk: Desk, field: Field, value: Value) -> str:
    """A value of a row in one line, rows within it by their main fields."""
    if value == field.type.empty or value is None:
        return ""
    if isinstance(field.type, Rows) and isinstance(value, tuple):
        return _inner_rows(desk, field, value)
    if isinstance(value, str):
        shown = field.type.show(value) if field.type.editor == "choice" else value
        return " ".join(shown.split())
    if isinstance(field.type, TermRef):
        return desk.label(int(str(value)))
    if isinstance(field.type, Reference):
        brief = desk.brief(int(str(value)))
        return brief.title if brief else f"#{value}"
    return field.type.show(value)


def _inner_rows(desk: Desk, field: Field, rows: tuple[Row, ...]) -> str:
    if field.key in ("citations", "attachments"):
        return tr("{field}: {count}", field=tr(field.label), count=len(rows))
    titles = [face_of(desk, field, row.values).title for row in rows[:3]]
    more = len(rows) - len(titles)
    return ", ".join([*titles, *([tr("{count} more", count=more)] if more else [])])
