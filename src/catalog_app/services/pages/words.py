"""What a page calls things: links as seen from the other end, certainties, kinds, eras."""

from __future__ import annotations

import re
from typing import Literal

from catalog_app.domain import dates
from catalog_app.domain.dates import DateValue
from catalog_app.domain.dates.wording import Era, Style
from catalog_app.domain.fields import field_map, label_of, walk
from catalog_app.domain.fieldtypes import Field, Rows
from catalog_app.domain.kinds import CERTAINTIES, KINDS
from catalog_app.domain.translation import tr

EraChoice = Literal["printed", "juche", "minguo", "none"]
"""Which era year follows a date: that which the source printed, a certain one always, or none."""

INCOMING = {
    ("gift", "donor"): "Giver of",
    ("gift", "presenter"): "Handed over",
    ("gift", "recipient"): "Recipient of",
    ("gift", "occasion"): "Gifts received on it",
    ("gift", "place"): "Gifts presented here",
    ("gift", "maker"): "Maker of",
    ("gift", "made_at"): "Gifts made here",
    ("visit", "visitor"): "Visitor on",
    ("visit", "delegate"): "Delegate on",
    ("visit", "host"): "Host of",
    ("visit", "inviter"): "Invited to",
    ("visit", "origin"): "Visits from here",
    ("visit", "destination"): "Visits to here",
    ("visit", "place"): "Visits that came here",
    ("event", "visit"): "Programme",
    ("event", "participant"): "Took part in",
    ("event", "place"): "Events here",
    ("message", "sender"): "Sender of",
    ("message", "bearer"): "Conveyed",
    ("message", "receiver"): "Took for the addressee",
    ("message", "addressee"): "Addressee of",
    ("message", "occasion"): "Messages on this occasion",
    ("message", "place"): "Messages handed over here",
    ("person", "member_of"): "Members",
    ("person", "successor_of"): "Succeeded by",
    ("organisation", "part_of"): "Parts",
    ("organisation", "member"): "Member of",
    ("organisation", "successor_of"): "Succeeded by",
    ("organisation", "country"): "Organisations of this country",
    ("place", "within"): "Places within",
    ("source", "author"): "Author of",
    ("source", "publisher"): "Publisher of",
}
"""The word for a link seen from its target, by the kind of record that has it and its role."""

RELATED = "Mentioned with"
"""The word for links of the role ``related``, which has no direction."""

ROLE_ORDER = tuple(INCOMING)

DOUBTS = {
    "mentioned": "Link mentioned only",
    "implied": "Link implied",
    "inferred": "Link inferred",
    "uncertain": "Link uncertain",
}
"""A certainty said of a connection between two records."""

GIFT_LINES = {
    "received": "Gift received",
    "given": "Gift given",
    "exchanged": "Gift exchanged",
}

LANGUAGES = {
    "ar": "Arabic",
    "de": "German",
    "en": "English",
    "es": "Spanish",
    "fr": "French",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "la": "Latin",
    "mn": "Mongolian",
    "pt": "Portuguese",
    "ru": "Russian",
    "vi": "Vietnamese",
    "zh": "Chinese",
}
"""Common languages by their BCP 47 code; of others the code itself is shown."""

SCRIPTS = {
    "Arab": "Arabic script",
    "Cyrl": "Cyrillic",
    "Hang": "hangul",
    "Hani": "Han characters",
    "Hans": "simplified",
    "Hant": "traditional",
    "Jpan": "Japanese script",
    "Kore": "Korean script",
    "Latn": "Latin script",
}
"""Common scripts by their ISO 15924 code."""

_ERAS: tuple[tuple[Era, re.Pattern[str]], ...] = (
    ("juche", re.compile(r"ju-?che|chuch'?e|주체|主体|主體", re.IGNORECASE)),
    ("minguo", re.compile(r"minguo|民國|民国", re.IGNORECASE)),
)


def certainty_word(value: object) -> str:
    """The word for a certainty, empty for what is simply stated."""
    word = str(value or "stated")
    return "" if word == "stated" else tr(CERTAINTIES.get(word, word))


def role_word(kind: str, role: str) -> str:
    """The word for a link of records of ``kind``, seen from the record it leads to."""
    return tr(INCOMING.get((kind, role), RELATED))


def date_words(value: DateValue, era: EraChoice, *, short: bool = False) -> str:
    """A date in words, with the era year that ``era`` asks for."""
    style: Style = "short" if short else "long"
    return dates.display(value, style, era_of(value, era))


def era_of(value: DateValue, era: EraChoice) -> Era | None:
    """The era whose year belongs behind this date."""
    if era == "printed":
        return next((name for name, mark in _ERAS if mark.search(value.text)), None)
    return None if era == "none" else era


def of_party(first: str, second: str) -> str:
    """Two roles that the same party has, as one heading: “Host and inviter”."""
    return tr("{first} and {second}", first=first, second=second[:1].lower() + second[1:])


def kind_word(kind: str) -> str:
    """What a record of this kind is called."""
    return tr(KINDS[kind])


def support_word(kind: str, path: str) -> str:
    """The label of the field that a citation names as what it supports, or the word itself."""
    if not path:
        return ""
    for field in walk(tuple(field_map(kind).values())):
        if field.key == path:
            return tr(label_of(kind, path) if path in field_map(kind) else field.label)
    return path


def search_for(field: Field, name: str) -> str:
    """A query for everything that has ``name`` in ``field``; empty where it cannot be asked."""
    plain = re.sub(r"\s+", " ", name.replace('"', " ")).strip()
    return f'{field.search}:"{plain}"' if field.search and plain else ""


def role_field(kind: str, role: str) -> Field | None:
    """The declaration of a link, objects' own included."""
    for field in walk(tuple(field_map(kind).values())):
        if field.key == role and isinstance(field.type, Rows):
            return field
    return None


def language_words(language: str, script: str, scheme: str) -> tuple[str, ...]:
    """How a name is written, as a reader says it: language, script, romanisation.

    The script goes without saying where the romanisation is named, or the language is written so.
    """
    words = [language_word(language)]
    usual = script == "Latn" and language in ("en", "de", "fr", "es", "it", "pt", "la")
    if script and not scheme and not usual:
        words.append(tr(SCRIPTS[script]) if script in SCRIPTS else script)
    return tuple(word for word in (*words, scheme) if word)


def language_word(language: str) -> str:
    """The word for a language by its BCP 47 code; what is no known code is shown as it is."""
    return tr(LANGUAGES[language]) if language in LANGUAGES else language
