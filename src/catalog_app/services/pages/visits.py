"""What a visit arranges in its own way: who took part, the programme by day, the gifts on it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from catalog_app.domain.dates import DateValue
from catalog_app.domain.dates.days import split_day, weekday
from catalog_app.domain.dates.terms import SHORT_MONTHS, WEEKDAYS
from catalog_app.domain.fields import field_map
from catalog_app.domain.records import Record
from catalog_app.domain.translation import tr
from catalog_app.services.pages.bodies import (
    Card,
    CardsBody,
    Day,
    Happening,
    PartiesBody,
    PartyGroup,
    ProgrammeBody,
)
from catalog_app.services.pages.lookup import Lookup, capital, first_image, pictures_of, target_of
from catalog_app.services.pages.model import Fact, Run, Statement
from catalog_app.services.pages.objects import objects_in_words
from catalog_app.services.pages.page import Section
from catalog_app.services.pages.words import DOUBTS, certainty_word, of_party

CARDS_SHOWN = 50
_ROLES = ("visitor", "delegate", "host", "inviter")
_EXPECTED = ("visitor", "host")
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def route(lookup: Lookup, visit: Record) -> tuple[Run, ...]:
    """Where a visit led from and to, as runs of one line; empty where nothing is stated."""
    ends = [lookup.links(visit, key) for key in ("origin", "destination")]
    if not any(ends):
        return ()
    runs: list[Run] = []
    for place, statements in enumerate(ends):
        if place:
            runs.append(Run(tr(" → ") if ends[0] else tr("to ")))
        elif statements and not ends[1]:
            runs.append(Run(tr("from ")))
        for index, statement in enumerate(statements):
            if index:
                runs.append(Run(tr(", ")))
            runs.append(Run(statement.text, statement.target))
            if statement.certainty:
                runs.append(Run(f" ({statement.certainty.lower()})"))
    return tuple(runs)


def route_facts(lookup: Lookup, visit: Record) -> tuple[Fact, ...]:
    """Where a visit led, again among the facts if the line below its title cannot say it all."""
    facts = []
    for key in ("origin", "destination"):
        statements = lookup.links(visit, key)
        if any(not replace(statement, certainty="").bare for statement in statements):
            facts.append(Fact(key, tr(field_map("visit")[key].label), statements))
    return tuple(facts)


def participants_section(lookup: Lookup, visit: Record) -> Section:
    """Visitors, delegates, hosts and inviters; whoever both invited and received is named once."""
    stated = {key: lookup.links(visit, key) for key in _ROLES}
    fields = field_map("visit")
    groups: list[PartyGroup] = []
    if stated["host"] and _same(stated["host"], stated["inviter"]):
        both = of_party(tr("Host"), tr("Inviter"))
        merged = tuple(
            _joined(*pair) for pair in zip(stated["host"], stated["inviter"], strict=True)
        )
        stated |= {"host": (), "inviter": ()}
        groups.append(PartyGroup(both, merged))
    for place, key in enumerate(_ROLES):
        if stated[key]:
            word = tr(fields[key].label) if len(stated[key]) == 1 else _plural(key)
            groups.insert(place, PartyGroup(word, stated[key]))
        elif key in _EXPECTED and not (key == "host" and groups and _is_both(groups)):
            groups.insert(place, PartyGroup(tr(fields[key].label), (), tr("Not stated")))
    count = len({s.target.id for group in groups for s in group.statements if s.target})
    return Section(
        "participants", tr("Participants"), PartiesBody(tuple(groups)), count, aside=True
    )


def _is_both(groups: Sequence[PartyGroup]) -> bool:
    return any(group.role == of_party(tr("Host"), tr("Inviter")) for group in groups)


def _same(hosts: Sequence[Statement], inviters: Sequence[Statement]) -> bool:
    def key(statement: Statement) -> tuple[object, ...]:
        return statement.target, statement.capacity, statement.certainty, statement.alternative

    return list(map(key, hosts)) == list(map(key, inviters))


def _joined(host: Statement, inviter: Statement) -> Statement:
    notes = dict.fromkeys(note for note in (host.note, inviter.note) if note)
    citations = dict.fromkeys((*host.citations, *inviter.citations))
    return replace(host, note="; ".join(notes), citations=tuple(citations))


def _plural(key: str) -> str:
    words = {
        "visitor": tr("Visitors"),
        "delegate": tr("Delegates"),
        "host": tr("Hosts"),
        "inviter": tr("Invited by"),
    }
    return words[key]


def programme_section(lookup: Lookup, visit: Record, events: Sequence[Record]) -> Section | None:
    """The programme in its order, by day as far as the days are known."""
    if not events:
        return None
    guests = {row.values.get("target") for row in visit.rows("visitor")}
    days = []
    for (label, note, known), group in groupby(
        events, key=lambda event: _day(lookup, event.date, visit.date)
    ):
        happenings = tuple(_happening(lookup, event, guests) for event in group)
        days.append(Day(label, note, known, happenings))
    return Section("programme", tr("Programme"), ProgrammeBody(tuple(days)), len(events))


def _day(lookup: Lookup, date: DateValue, span: DateValue) -> tuple[str, str, bool]:
    """What to call the day of an event, the line below it, and whether the day is known."""
    if date.lo is not None and date.lo == date.hi:
        name = WEEKDAYS[weekday(date.lo)]()
        note = name if date.basis == "stated" else tr("{weekday}, inferred", weekday=name)
        return _days(lookup, date, span), note, True
    inside = date if date.edtf else span
    if not inside.edtf:
        return (
            inside.text or tr("Day not stated"),
            tr("day not stated") if inside.text else "",
            False,
        )
    return _days(lookup, inside, span), tr("day not stated"), False


def _days(lookup: Lookup, date: DateValue, span: DateValue) -> str:
    """Days without their year, which stands at the head of the page, where that is clear."""
    found = [split_day(day) for day in (date.lo, date.hi) if day is not None]
    years = {split_day(day)[0] for day in (span.lo, span.hi) if day is not None}
    plain = all(_DAY.fullmatch(part) for part in date.edtf.split("/"))
    if len(found) < 2 or not plain or years != {year for year, _, _ in found}:
        return lookup.date(replace(date, text=""), short=True) or date.text
    (_, first_month, first), (_, last_month, last) = found
    end = tr("{day} {month}", day=last, month=SHORT_MONTHS[last_month]())
    if date.lo == date.hi:
        return end
    if first_month == last_month:
        return tr("{start}–{end}", start=first, end=end)
    start = tr("{day} {month}", day=first, month=SHORT_MONTHS[first_month]())
    return tr("{start} – {end}", start=start, end=end)


def _happening(lookup: Lookup, event: Record, guests: Iterable[object]) -> Happening:
    with_whom = tuple(
        lookup.link(field_map("event")["participant"], row)
        for row in event.rows("participant")
        if row.values.get("target") not in guests
    )
    target = target_of(lookup.briefs[event.id])
    return Happening(
        target=target,
        title=event.title or tr("Untitled"),
        type=capital(lookup.term(event["type"])),
        type_key=lookup.term(event["type"]),
        time=str(event["time"]),
        certainty=certainty_word(event["certainty"]),
        with_whom=with_whom,
        places=lookup.links(event, "place"),
        picture=first_image(pictures_of(event)),
    )


def gifts_section(
    lookup: Lookup, gifts: Sequence[Record], total: int, occasions: Mapping[int, str]
) -> Section | None:
    """The gifts of which this visit or event is the occasion, saying where that is inferred.

    ``occasions`` holds the numbers that count as this occasion, with the title of an event of it.
    """
    if not gifts:
        return None
    cards = tuple(_gift_card(lookup, gift, occasions) for gift in gifts[:CARDS_SHOWN])
    return Section("gifts", tr("Gifts received on it"), CardsBody(cards, total), total)


def _gift_card(lookup: Lookup, gift: Record, occasions: Mapping[int, str]) -> Card:
    doubt = occasion = ""
    for row in gift.rows("occasion"):
        number = row.values.get("target")
        if isinstance(number, int) and number in occasions:
            occasion = occasions[number]
            word = DOUBTS.get(str(row.values.get("certainty")), "")
            note = str(row.values.get("note") or "")
            if word:
                doubt = tr("{doubt}: {note}", doubt=tr(word), note=note) if note else tr(word)
            break
    givers = ", ".join(statement.text for statement in lookup.links(gift, "donor"))
    things = objects_in_words(lookup, gift.rows("objects")) or tr("Object not named")
    date = lookup.date(gift.date)
    lines = (
        tr("Presented by {givers}", givers=givers) if givers else tr("Giver not stated"),
        " · ".join(
            part for part in (things if things != gift.title else "", date, occasion) if part
        ),
    )
    return Card(
        target=target_of(lookup.briefs[gift.id]),
        title=gift.title or gift_number(gift),
        lines=tuple(line for line in lines if line),
        doubt=doubt,
        picture=first_image(pictures_of(gift)),
    )


def gift_number(gift: Record) -> str:
    """The number of a gift without a title."""
    return str(gift["number"]) or f"#{gift.id}"
