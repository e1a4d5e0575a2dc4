"""Building the page of a record from the catalogue."""

from __future__ import annotations

from collections.abc import Sequence

from catalog_app.domain.dates import DateValue
from catalog_app.domain.fields import DATE_LABELS, label_of
from catalog_app.domain.records import Incoming, Record
from catalog_app.domain.translation import tr
from catalog_app.services.pages.bodies import (
    CitationsBody,
    ProseBody,
    StepLine,
    StepsBody,
)
from catalog_app.services.pages.facts import record_facts
from catalog_app.services.pages.incoming import cited_section, incoming_sections
from catalog_app.services.pages.lookup import Lookup, capital, pictures_of
from catalog_app.services.pages.model import Chip, Fact, Run, Statement
from catalog_app.services.pages.objects import (
    current_state,
    history_section,
    objects_in_words,
    objects_section,
)
from catalog_app.services.pages.page import Page, Section
from catalog_app.services.pages.parties import names_section, offices_section
from catalog_app.services.pages.visits import (
    CARDS_SHOWN,
    gifts_section,
    participants_section,
    programme_section,
    route,
    route_facts,
)
from catalog_app.services.pages.words import (
    GIFT_LINES,
    EraChoice,
    certainty_word,
    kind_word,
)
from catalog_app.services.workspace import Workspace

_BASES = {
    "inferred": "date inferred",
    "relative": "date counted from another",
    "editorial": "date supplied by the cataloguer",
}
_DATED = ("visit", "event", "gift", "message")
_BEFORE_VISIT = frozenset(
    (
        *("state", "official", "official goodwill", "official working", "working"),
        *("unofficial", "private", "transit", "courtesy", "technical", "royal"),
        *("pastoral", "inspection", "medical"),
    )
)
"""Statuses that read well before the word “visit”."""


def build_page(workspace: Workspace, number: int, era: EraChoice = "printed") -> Page:
    """The page of a record. ``era`` chooses the era years behind dates. Raises `NotFound`."""
    record = workspace.record(number)
    lookup = Lookup(workspace, era)
    links = workspace.store.incoming(number)
    events = _programme(lookup, record)
    gifts, gift_total, occasions = _gifts(lookup, record, links, events)
    lookup.gather((record, *events, *gifts), [one.id for one in (*events, *gifts)])
    state = current_state(lookup, record.values)
    return Page(
        id=record.id,
        kind=record.kind,
        kind_line=_kind_line(lookup, record),
        number=str(record["number"]),
        title=record.title or tr("Untitled"),
        dateline=_dateline(lookup, record),
        date_printed=record.date.text,
        date_note=_date_note(record.date),
        summary=str(record["summary"]),
        chips=_chips(record, state),
        tags=_tags(lookup, record),
        pictures=pictures_of(record),
        facts=_facts(lookup, record),
        sections=_sections(lookup, record, links, events, gifts, gift_total, occasions),
        trashed=record.trashed_at is not None,
        version=record.version,
        changed=record.updated_at,
    )


def _programme(lookup: Lookup, record: Record) -> list[Record]:
    if record.kind != "visit":
        return []
    events = lookup.workspace.store.programme(record.id)
    lookup.briefs.update((event.id, event) for event in events)
    return lookup.records([event.id for event in events])


def _gifts(
    lookup: Lookup, record: Record, links: Sequence[Incoming], events: Sequence[Record]
) -> tuple[list[Record], int, dict[int, str]]:
    """The gifts received on a visit, its events included, or at an event; how many there are."""
    if record.kind not in ("visit", "event"):
        return [], 0, {}
    occasions = {record.id: "", **{event.id: event.title for event in events}}
    found = list(links)
    for event in events:
        found.extend(lookup.workspace.store.incoming(event.id))
    numbers = dict.fromkeys(
        link.record.id for link in found if (link.record.kind, link.role) == ("gift", "occasion")
    )
    lookup.briefs.update((link.record.id, link.record) for link in found)
    return lookup.records(list(numbers)[:CARDS_SHOWN]), len(numbers), occasions


def _kind_line(lookup: Lookup, record: Record) -> str:
    """What kind of thing this is, as exactly as the record says."""
    if record.kind == "gift":
        return tr(GIFT_LINES[str(record["direction"] or "received")])
    if record.kind == "visit":
        status = lookup.term(record["visit_status"])
        if status in _BEFORE_VISIT:
            return capital(tr("{status} visit", status=tr(status)))
        return f"{tr('Visit')} · {tr(status)}" if status else tr("Visit")
    if record.kind == "person":
        words = {"office": tr("Person known by office"), "group": tr("Group of people")}
        return words.get(str(record["known_by"]), tr("Person"))
    type_ = lookup.term(record["form" if record.kind == "message" else "type"])
    if not type_:
        return kind_word(record.kind)
    if record.kind in ("event", "message"):
        return capital(type_)
    return f"{kind_word(record.kind)} · {type_}"


def _dateline(lookup: Lookup, record: Record) -> tuple[Run, ...]:
    if record.kind not in _DATED:
        return ()
    date = Run(lookup.date(record.date) or tr("Date not stated"))
    led = route(lookup, record) if record.kind == "visit" else ()
    return (date, Run(" · "), *led) if led else (date,)


def _date_note(date: DateValue) -> str:
    """What must be known of a date that the source does not simply state."""
    if date.text and not date.edtf:
        return tr("date kept as text")
    return tr(_BASES[date.basis]) if date.basis in _BASES else ""


def _chips(record: Record, state: str) -> tuple[Chip, ...]:
    found = []
    if record.trashed_at is not None:
        found.append(Chip(tr("In the trash"), "trash"))
    if state:
        found.append(Chip(state, "state", f'disposition:"{state}"'))
    if word := certainty_word(record["certainty"]):
        found.append(Chip(word, "uncertain"))
    if record["visibility"] == "internal":
        found.append(Chip(tr("Internal"), "internal", "is:internal"))
    if record["status"] == "checked":
        found.append(Chip(tr("Checked"), "checked", "is:checked"))
    else:
        found.append(Chip(tr("Draft"), "draft", "is:draft"))
    return tuple(found)


def _tags(lookup: Lookup, record: Record) -> tuple[Chip, ...]:
    found = []
    for row in record.rows("tags"):
        label = lookup.term(row.values.get("term")) or str(row.values.get("text") or "")
        found.append(Chip(label, "tag", f'tag:"{label}"'))
    return tuple(found)


def _facts(lookup: Lookup, record: Record) -> tuple[Fact, ...]:
    facts = record_facts(lookup, record)
    if record.kind in DATE_LABELS and record.date:
        date = Statement(lookup.date(record.date), note=_date_note(record.date))
        facts = (Fact("date", tr(label_of(record.kind, "date")), (date,)), *facts)
    if record.kind == "visit":
        return (*route_facts(lookup, record), *facts)
    return _with_objects(lookup, record, facts) if record.kind == "gift" else facts


def _with_objects(lookup: Lookup, record: Record, facts: tuple[Fact, ...]) -> tuple[Fact, ...]:
    """What was given goes between who and when; the section below tells the rest."""
    words = objects_in_words(lookup, record.rows("objects"))
    statements = (Statement(words),) if words else ()
    missing = "" if words else tr("Not named")
    label = tr("Object") if len(record.rows("objects")) == 1 else tr("Objects")
    place = next((i for i, fact in enumerate(facts) if fact.key == "occasion"), len(facts))
    return (*facts[:place], Fact("objects", label, statements, missing), *facts[place:])


def _sections(
    lookup: Lookup,
    record: Record,
    links: Sequence[Incoming],
    events: Sequence[Record],
    gifts: Sequence[Record],
    gift_total: int,
    occasions: dict[int, str],
) -> tuple[Section, ...]:
    """Everything below the facts, in the order of a single column."""
    found: list[Section | None] = []
    if record.kind == "visit":
        found.append(participants_section(lookup, record))
        found.append(programme_section(lookup, record, events))
    found.append(gifts_section(lookup, gifts, gift_total, occasions))
    if record.kind == "gift":
        found += (objects_section(lookup, record), history_section(lookup, record))
    found += _texts(record, ("body",))
    found += (offices_section(lookup, record), names_section(lookup, record))
    left_out = {("event", "visit"), ("gift", "occasion")} if occasions else set()
    found += incoming_sections(record, links, left_out)
    if record.kind == "source":
        found.append(cited_section(lookup, record))
    found += _texts(record, ("text", "notes", "internal_notes"))
    found += (_sources(lookup, record), _steps(lookup, record))
    return tuple(section for section in found if section is not None)


def _texts(record: Record, keys: Sequence[str]) -> list[Section]:
    return [
        Section(key, tr(label_of(record.kind, key)), ProseBody(str(record[key])))
        for key in keys
        if record.values.get(key)
    ]


def _sources(lookup: Lookup, record: Record) -> Section | None:
    citations = lookup.citations(record.values, record.kind)
    if not citations:
        return None
    body = CitationsBody(citations)
    return Section("citations", tr("Sources"), body, len(citations), aside=True)


def _steps(lookup: Lookup, record: Record) -> Section | None:
    """The steps that touched this record, newest first; a page can bring back any but the last."""
    stories, steps = lookup.workspace.store.story_of(record.id)
    numbers = dict.fromkeys(story.step for story in stories)
    lines = tuple(
        StepLine(number, steps[number].label, steps[number].at, steps[number].by, place == 0)
        for place, number in enumerate(numbers)
        if number in steps
    )
    if not lines:
        return None
    return Section("steps", tr("Record history"), StepsBody(lines), len(lines), aside=True)
