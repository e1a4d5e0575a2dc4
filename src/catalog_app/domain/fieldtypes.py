"""What a field can hold: each type knows its columns, how text becomes a value, and its editor."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar, TypeAlias

from catalog_app.domain import dates
from catalog_app.domain.dates import DateValue
from catalog_app.domain.errors import UserError
from catalog_app.domain.translation import tr

TEXT_LIMIT = 1_000_000
"""Longest text in one field, in characters: a book fits, a paste gone wrong does not."""

LINE_LIMIT = 2_000
"""Longest text in a field of one line, in characters."""

Scalar: TypeAlias = "str | int | float | Decimal | DateValue | None"
Value: TypeAlias = "Scalar | tuple[Row, ...]"
Column: TypeAlias = "str | int | float | None"


@dataclass(frozen=True, slots=True)
class Row:
    """One entry of a repeatable field: a name, a link, an object, a history row.

    ``id`` is the row's number in its table; 0 marks a row that has not been stored yet.
    """

    values: Mapping[str, Value]
    id: int = 0
    uid: str = ""

    def __getitem__(self, key: str) -> Value:
        return self.values[key]


class Unreadable(UserError):
    """A text that the type of its field cannot read; the message says what it expects."""


class FieldType:
    """What all types share. A value that equals ``empty`` counts as not filled in.

    Types and fields are compared by identity: they are declared once and looked up often.
    """

    editor: ClassVar[str] = "line"
    empty: Value = None

    def columns(self, key: str) -> tuple[str, ...]:
        """The table columns that hold a field named ``key``, in order."""
        return (key,)

    def to_columns(self, value: Value) -> tuple[Column, ...]:
        """``value`` as the table keeps it, one entry per column."""
        return (value,)  # type: ignore[return-value]

    def from_columns(self, stored: tuple[Column, ...]) -> Value:
        """What the table keeps, as a value."""
        return stored[0]

    def read(self, text: str) -> Value:
        """The value that a person means who types ``text``; raises `Unreadable`."""
        raise NotImplementedError

    def show(self, value: Value) -> str:
        """``value`` as a person reads it; also the text that goes into the search index."""
        return "" if value is None else str(value)


_CONTROLS = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ue000-\ue0ff\ufffe\uffff]"
)
_BREAKS = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s+")


def clean(text: str, multiline: bool) -> str:
    """``text`` without what no record may hold: control characters, lone surrogates, odd line ends.

    NUL would cut the journal's copy of a text short, and U+E000…U+E0FF mark tokens of the search
    index. In a field of one line all white space becomes single blanks.
    """
    text = _CONTROLS.sub("", _BREAKS.sub("\n", text))
    return text.strip() if multiline else _BLANKS.sub(" ", text).strip()


class Text(FieldType):
    """Words on one line, kept as written."""

    empty = ""
    multiline: ClassVar[bool] = False
    limit: ClassVar[int] = LINE_LIMIT

    def read(self, text: str) -> Value:
        text = clean(text, self.multiline)
        if len(text) > self.limit:
            raise Unreadable(
                tr(
                    "{length} characters are too many; this field holds {limit}.",
                    length=f"{len(text):,}",
                    limit=f"{self.limit:,}",
                )
            )
        return text


class Prose(Text):
    """Words on any number of lines."""

    editor = "text"
    multiline = True
    limit = TEXT_LIMIT


@dataclass(frozen=True, eq=False)
class Choice(FieldType):
    """One of a few fixed words; ``options`` maps the stored word to its label. ``empty`` is the
    word that counts as not filled in."""

    options: Mapping[str, str]
    empty: Value = ""
    editor = "choice"

    def read(self, text: str) -> Value:
        wanted = clean(text, False).casefold()
        for option, label in self.options.items():
            if wanted in (option.casefold(), label.casefold(), tr(label).casefold()):
                return option
        if not wanted:
            return self.empty
        raise Unreadable(
            tr(
                "“{text}” is none of: {options}.",
                text=text[:60],
                options=", ".join(option for option in self.options if option),
            )
        )

    def show(self, value: Value) -> str:
        return tr(self.options.get(str(value), str(value)))


@dataclass(frozen=True, eq=False)
class Integer(FieldType):
    """A whole number between ``low`` and ``high``, or nothing."""

    low: int = 0
    high: int = 2**53
    editor = "number"

    def read(self, text: str) -> Value:
        text = clean(text, False)
        if not text:
            return None
        if not re.fullmatch(r"[+-]?[0-9]{1,18}", text) or not self.low <= int(text) <= self.high:
            raise Unreadable(
                tr(
                    "“{text}” is not a whole number from {low} to {high}.",
                    text=text[:60],
                    low=f"{self.low:,}",
                    high=f"{self.high:,}",
                )
            )
        return int(text)


# Thousands are set apart by one sign throughout, and 0,500 is not five hundred.
_AMOUNT = re.compile(
    r"(?P<sign>[-\u2212])?(?P<whole>[0-9]{1,18}"
    r"|[1-9][0-9]{0,2}(?P<mark>[, '\u2019])[0-9]{3}((?P=mark)[0-9]{3}){0,4})(?P<part>\.[0-9]{1,6})?"
)


@dataclass(frozen=True, eq=False)
class Amount(FieldType):
    """An exact decimal number (money, a measure): kept as text, so that 0.10 stays 0.10."""

    editor = "number"

    def to_columns(self, value: Value) -> tuple[Column, ...]:
        return (None if value is None else str(value),)

    def from_columns(self, stored: tuple[Column, ...]) -> Value:
        return None if stored[0] is None else Decimal(str(stored[0]))

    def read(self, text: str) -> Value:
        text = clean(text, False)
        if not text:
            return None
        match = _AMOUNT.fullmatch(text)
        if not match:
            raise Unreadable(tr("“{text}” is not a number such as 1500 or 0.75.", text=text[:60]))
        whole = re.sub(r"[^0-9]", "", match["whole"])
        return Decimal(f"{'-' if match['sign'] else ''}{whole}{match['part'] or ''}")

    def show(self, value: Value) -> str:
        return f"{value:,f}" if isinstance(value, Decimal) else ""


@dataclass(frozen=True, eq=False)
class Real(FieldType):
    """A measured number (a coordinate in degrees) between ``low`` and ``high``, or nothing."""

    low: float
    high: float
    editor = "number"

    def read(self, text: str) -> Value:
        text = clean(text, False)
        if not text:
            return None
        plain = text.replace("\u2212", "-")
        readable = re.fullmatch(r"[-+]?[0-9]{1,9}(\.[0-9]{0,20})?(e-[0-9]{1,2})?", plain)
        number = float(plain) if readable else float("nan")
        if not self.low <= number <= self.high:
            raise Unreadable(
                tr(
                    "“{text}” is not a number from {low} to {high}.",
                    text=text[:60],
                    low=self.low,
                    high=self.high,
                )
            )
        return number


@dataclass(frozen=True, eq=False)
class Date(FieldType):
    """A date as printed, with its meaning in EDTF and the first and last day it may cover."""

    editor = "date"
    empty = DateValue()

    def columns(self, key: str) -> tuple[str, ...]:
        return tuple(f"{key}_{part}" for part in ("text", "edtf", "lo", "hi", "basis"))

    def to_columns(self, value: Value) -> tuple[Column, ...]:
        assert isinstance(value, DateValue)
        return (value.text, value.edtf, value.lo, value.hi, value.basis)

    def from_columns(self, stored: tuple[Column, ...]) -> Value:
        text, edtf, lo, hi, basis = stored
        return DateValue(text, edtf, lo, hi, basis)  # type: ignore[arg-type]

    def read(self, text: str) -> Value:
        text = clean(text, False)
        if len(text) > LINE_LIMIT:
            raise Unreadable(tr("This is too long for a date."))
        return dates.understand(text).value() if text else DateValue()

    def show(self, value: Value) -> str:
        assert isinstance(value, DateValue)
        return dates.display(value)


@dataclass(frozen=True, eq=False)
class TermRef(FieldType):
    """An entry of a vocabulary, kept by its number in the table of terms."""

    vocabulary: str
    editor = "term"


@dataclass(frozen=True, eq=False)
class Reference(FieldType):
    """Another record, kept by its number; it must be of one of ``kinds``."""

    kinds: tuple[str, ...]
    editor = "record"


@dataclass(frozen=True, eq=False)
class Rows(FieldType):
    """Any number of rows of one table, in an order the user chooses.

    Several fields can share a table: ``mark`` is then the column and word that tell them apart
    (``("role", "donor")``). ``main`` is the field that a single value given alone is meant for.
    ``append_only`` rows are added and never changed: what was true once stays on record.
    """

    table: str
    fields: tuple[Field, ...]
    main: str
    mark: tuple[str, str] | None = None
    append_only: bool = False
    single: bool = False
    editor = "rows"
    empty = ()

    def columns(self, key: str) -> tuple[str, ...]:
        return ()


@dataclass(frozen=True, eq=False)
class Link(Rows):
    """Typed relations to other records, each with the capacity as it was stated then."""

    kinds: tuple[str, ...] = ()
    editor = "links"


@dataclass(frozen=True, eq=False)
class Field:
    """The one declaration of a field: form, list, page, search, export and history derive from it.

    ``label`` and ``help`` are English source texts for translation. ``search`` is the prefix that
    finds it (``donor:``); fields may share one. ``listed`` offers it as a list column. ``internal``
    fields never leave the office: public output drops them.
    """

    key: str
    label: str
    type: FieldType
    section: str = "main"
    help: str = ""
    search: str = ""
    listed: bool = False
    printed: bool = True
    internal: bool = False
    required: bool = False
