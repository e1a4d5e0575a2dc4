"""A record as a page of plain text, laid out by the declarations of its fields."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from catalog_app.cli.answers import line_width, moment, padded, width
from catalog_app.domain import dates
from catalog_app.domain.fields import field_map, fields_of, label_of, row_fields
from catalog_app.domain.fieldtypes import Choice, Date, Field, Link, Reference, Rows
from catalog_app.domain.kinds import CERTAINTIES, KINDS, SECTIONS
from catalog_app.domain.translation import tr

Plain = Mapping[str, Any]

_WIDEST = 100
_INDENT = "  "
_IN_HEAD = {"title"}
_IN_LINE = {"capacity", "date", "certainty", "alternative", "target"}
"""Parts of a link that its own line tells."""


def page(plain: Plain) -> str:
    """The page of a record, from what ``show_record`` gives."""
    kind = plain["kind"]
    lines = [*_head(plain)]
    by_section: dict[str, list[tuple[str, list[str]]]] = {name: [] for name in SECTIONS}
    for field in fields_of(kind):
        if field.key in plain and field.key not in _IN_HEAD and _shown(plain[field.key]):
            label = tr(label_of(kind, field.key))
            by_section[field.section].append((label, _value(field, plain[field.key])))
    for name, label in SECTIONS.items():
        lines += _section(tr(label), by_section[name])
        if name == "people":
            lines += _programme(plain)
        if name == "sources":
            lines += _incoming(plain)
    return "\n".join([*lines, "", *_foot(plain)])


def _shown(value: Any) -> bool:
    return value not in (None, "", [], {})


def _head(plain: Plain) -> list[str]:
    kind = tr(KINDS[plain["kind"]])
    facts = [f"{kind} #{plain['id']}"]
    if plain.get("trashed_at"):
        facts.append(tr("in the trash since {time}", time=moment(plain["trashed_at"])))
    title = textwrap.wrap(plain["title"], _columns()) or [""]
    return [*title, "=" * max(map(width, title)), " · ".join(facts)]


def _columns() -> int:
    return min(line_width(), _WIDEST)


def _section(label: str, entries: Sequence[tuple[str, list[str]]]) -> list[str]:
    if not entries:
        return []
    return ["", label, *_labelled(entries, _INDENT)]


def _labelled(entries: Sequence[tuple[str, list[str]]], indent: str) -> list[str]:
    """Labels on the left, their lines on the right, wrapped to the width of the page."""
    column = max(width(label) for label, _ in entries) + 2
    room = max(_columns() - len(indent) - column, 30)
    lines = []
    for label, values in entries:
        left = label
        for wrapped in _wrapped(values, room):
            lines.append(f"{indent}{padded(left, column)}{wrapped}".rstrip())
            left = ""
    return lines


def _wrapped(lines: Iterable[str], room: int) -> list[str]:
    found = []
    for line in lines:
        lead = line[: len(line) - len(line.lstrip())]
        # What stands in a column already would lose its alignment.
        parts = [line] if len(line) <= room else textwrap.wrap(line, room, subsequent_indent=lead)
        found.extend(parts or [""])
    return found


def _value(field: Field, value: Any) -> list[str]:
    """A value as the lines of a page."""
    kind = field.type
    if isinstance(kind, Rows):
        if isinstance(kind, Link):
            lines = [_link(field, row) for row in value]
        elif _is_terms(kind):
            return [", ".join(_term(row) for row in value)]
        else:
            lines = [_row(field, row) for row in value]
        if len(lines) == 1:
            return lines[0]
        return [
            f"{mark}{text}"
            for place, entry in enumerate(lines, start=1)
            for mark, text in zip(_marks(place, len(lines)), entry, strict=False)
        ]
    if isinstance(kind, Date):
        return [_date(value)]
    if isinstance(kind, Choice):
        return [kind.show(value)]
    if isinstance(kind, Reference):
        return [_target(value)]
    return str(value).split("\n")


def _marks(place: int, count: int) -> Iterable[str]:
    """``1. `` before the first line of an entry, blanks before all that follow."""
    column = len(str(count)) + 2
    yield f"{place}.".rjust(column - 1) + " "
    while True:
        yield " " * column


def _is_terms(kind: Rows) -> bool:
    return kind.table == "term_use"


def _date(value: Plain) -> str:
    text, edtf = str(value.get("text") or ""), str(value.get("edtf") or "")
    if not edtf:
        return tr("{text} (not understood)", text=text)
    words = dates.display(edtf)
    told = text if text in ("", words, edtf) else f"{text} = {words}"
    basis = value.get("basis")
    doubt = f", {tr(str(basis))}" if basis not in (None, "", "stated") else ""
    told = told or words
    return f"{told}{doubt}" if told == edtf else f"{told} [{edtf}{doubt}]"


def _target(value: Plain) -> str:
    return f"{value.get('title', '')} (#{value.get('id')})"


def _certainty(row: Plain) -> str:
    word = str(row["certainty"])
    return tr(CERTAINTIES.get(word, word)).lower()


def _term(row: Plain) -> str:
    term, text = str(row.get("term") or ""), str(row.get("text") or "")
    return f"{term} (“{text}”)" if term and text else term or f"“{text}”"


def _link(field: Field, row: Plain) -> list[str]:
    """A link: who it is, below in which capacity, then what else is said of it."""
    line = _target(row)
    if row.get("alternative"):
        line += tr(", either this or another of group {number}", number=row["alternative"])
    lines = [line]
    doubts = []
    if row.get("date"):
        doubts.append(_date(row["date"]))
    if row.get("certainty") not in (None, "", "stated"):
        doubts.append(_certainty(row))
    if row.get("capacity"):
        lines.append(_INDENT + row["capacity"])
    if doubts:
        lines.append(_INDENT + ", ".join(doubts))
    rest = [
        (tr(inner.label), _value(inner, row[key]))
        for key, inner in row_fields(field).items()
        if key not in _IN_LINE and _shown(row.get(key))
    ]
    return [*lines, *_beneath(rest)]


def _row(field: Field, row: Plain) -> list[str]:
    """A row of a repeatable field: its main value, then the rest with labels."""
    assert isinstance(field.type, Rows)
    inner = row_fields(field)
    shown = [key for key in inner if _shown(row.get(key))]
    table = field.type.table
    if table == "citation":
        return _citation(inner, row)
    if table == "history":
        return _history(inner, row, shown)
    if table == "attachment":
        return _attachment(row)
    if table == "dimension":
        return _dimension(row)
    if table == "name":
        return _name(inner, row, shown)
    main = field.type.main if field.type.main in shown else next(iter(shown), "")
    if not main:
        return ["–"]
    first = _value(inner[main], row[main])
    if row.get("number") and main != "number":
        first[-1] += f" ({row['number']})"
    rest = [
        (tr(inner[key].label), _value(inner[key], row[key]))
        for key in shown
        if key not in (main, "number")
    ]
    return [*first, *_beneath(rest)]


def _beneath(entries: Sequence[tuple[str, list[str]]]) -> list[str]:
    """Labelled values within a value; the page around them does the wrapping."""
    lines = []
    for label, values in entries:
        lines.append(f"{_INDENT}{label}: {values[0] if values else ''}".rstrip())
        lines.extend(f"{_INDENT * 2}{line}" for line in values[1:])
    return lines


def _citation(inner: Mapping[str, Field], row: Plain) -> list[str]:
    source = row.get("source")
    line = _target(source) if source else "–"
    if row.get("locator"):
        line += f", {row['locator']}"
    about = [str(row["field"])] if row.get("field") else []
    if row.get("certainty") not in (None, "", "stated"):
        about.append(_certainty(row))
    if row.get("visibility") == "internal":
        about.append(tr("internal"))
    if about:
        line += f" [{', '.join(about)}]"
    lines = [line]
    if row.get("quotation"):
        lines += [f"{_INDENT}{part}" for part in f"“{row['quotation']}”".split("\n")]
    if row.get("note"):
        lines += [f"{_INDENT}{part}" for part in str(row["note"]).split("\n")]
    return lines


def _history(inner: Mapping[str, Field], row: Plain, shown: Sequence[str]) -> list[str]:
    """A dated entry: when, what; a valuation as amount and currency."""
    parts = [_date(row["date"])] if row.get("date") else []
    if row.get("amount"):
        parts.append(f"{row['amount']} {row.get('currency', '')}".strip())
    rest = []
    for key in shown:
        if key in ("date", "amount", "currency"):
            continue
        value = _value(inner[key], row[key])
        if key in ("term", "text"):
            parts.extend(value)
        else:
            rest.append((tr(inner[key].label), value))
    return [
        ": ".join([parts[0], ", ".join(parts[1:])]) if len(parts) > 1 else "".join(parts) or "–",
        *_beneath(rest),
    ]


def _attachment(row: Plain) -> list[str]:
    facts = [str(row.get("media_type") or "")]
    if row.get("width") and row.get("height"):
        facts.append(f"{row['width']} × {row['height']}")
    if row.get("size"):
        facts.append(tr("{size} bytes", size=f"{row['size']:,}"))
    if row.get("visibility") == "internal":
        facts.append(tr("internal"))
    lines = [f"{row.get('name') or tr('unnamed')} ({', '.join(filter(None, facts))})"]
    lines += [f"{_INDENT}{part}" for part in str(row.get("caption") or "").split("\n") if part]
    credit = ", ".join(str(row[key]) for key in ("credit", "rights") if row.get(key))
    return [*lines, f"{_INDENT}{credit}"] if credit else lines


def _dimension(row: Plain) -> list[str]:
    measured = " ".join(str(row[key]) for key in ("type", "amount", "unit") if row.get(key))
    if row.get("extent"):
        measured += f" ({row['extent']})"
    printed = f"“{row['text']}”" if row.get("text") else ""
    return [", ".join(filter(None, (measured.strip(), printed))) or "–"]


def _name(inner: Mapping[str, Field], row: Plain, shown: Sequence[str]) -> list[str]:
    facts = [str(row[key]) for key in ("language", "script", "scheme") if row.get(key)]
    if row.get("preferred") == "yes":
        facts.append(tr("preferred"))
    line = str(row.get("text") or "–") + (f" ({', '.join(facts)})" if facts else "")
    rest = [
        (tr(inner[key].label), _value(inner[key], row[key]))
        for key in shown
        if key in ("note", "citations")
    ]
    return [line, *_beneath(rest)]


def _programme(plain: Plain) -> list[str]:
    events = plain.get("programme") or []
    entries = [(f"{place}.", [_with_date(event)]) for place, event in enumerate(events, start=1)]
    return _section(tr("Programme"), entries)


def _with_date(brief: Plain) -> str:
    date = f", {dates.display(brief['date_edtf'])}" if brief.get("date_edtf") else ""
    return f"{brief['title']}{date} (#{brief['id']})"


def _incoming(plain: Plain) -> list[str]:
    """Links that other records have to this one, by what this record is to them."""
    told = {event["id"] for event in plain.get("programme") or []}
    grouped: dict[tuple[str, str], list[str]] = {}
    for link in plain["incoming"]:
        if link["role"] == "visit" and link["id"] in told:
            continue
        line = _with_date(link)
        grouped.setdefault((link["kind"], link["role"]), []).append(line)
        if link["capacity"]:
            grouped[link["kind"], link["role"]].append(_INDENT + link["capacity"])
    entries = [
        (tr("{role} ({kind})", role=_role(kind, role), kind=tr(KINDS[kind]).lower()), lines)
        for (kind, role), lines in grouped.items()
    ]
    return _section(tr("Linked from"), entries)


def _role(kind: str, role: str) -> str:
    """What a link from a record of this kind, or from an object of it, is called."""
    fields = field_map(kind)
    if role not in fields and "objects" in fields:
        fields = row_fields(fields["objects"])
    return tr(fields[role].label) if role in fields else role


def _foot(plain: Plain) -> list[str]:
    lines = [tr("Added {time} by {by}", time=moment(plain["created_at"]), by=plain["created_by"])]
    if plain["version"] > 1:
        lines.append(
            tr(
                "changed {time} by {by}, version {version}",
                time=moment(plain["updated_at"]),
                by=plain["updated_by"],
                version=plain["version"],
            )
        )
    return [", ".join(lines), f"uid {plain['uid']}"]
