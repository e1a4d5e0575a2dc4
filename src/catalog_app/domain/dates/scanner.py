"""Printed texts become tokens: a kind of one letter and a value for each part that means something.

The kinds are those of ``lexicon``, and these for what is written in figures:

    Y a year          N a number that may be a day or the end of a year     D a day
    M a month named   m a month numbered                                    U a year of an era
    K a decade        X day and month in an order nobody knows              h a time of day
    and , ( ) [ ] - ~ ? | & for themselves.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from catalog_app.domain.dates.lexicon import FILLER, PHRASES, WORDS
from catalog_app.domain.dates.numerals import ROMAN, with_arabic_numerals
from catalog_app.domain.dates.refusal import DateError
from catalog_app.domain.dates.tokens import Tokens
from catalog_app.domain.translation import tr

Token = tuple[str, Any]

_CJK = "\u2e80-\U0003ffff"
_YEAR = r"(?:[0-9]{2}){1,2}(?![0-9])"  # of two figures it is refused, but then with the reason
_TIME = (
    r"[0-9]{1,2}:[0-9]{2}(?::[0-9]{2}(?:[.,][0-9]{1,9})?)?"
    r"(?:\s?(?:[ap]\.?m\.?|uhr|h|z)(?![^\W\d_])|[+-][0-9]{2}(?::?[0-9]{2})?)?"
)


def _alternatives(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


# What begins with a figure stands under one look ahead, so that words pass it by in one step.
_TOKEN = re.compile(
    rf"""\s*(?:
      (?P<dash>[-–—‒―‐‑−/])
    | (?P<sign>[,;()\[\]~〜?&、])
    | (?=[0-9])(?:
        (?P<year>[12][0-9]{{3}}(?=[,;)\]–—?]|\s[^-/.年년]|$))
      | (?P<number>[0-9]{{1,2}}(?=[,–]|\s(?:[e-mo-u]|dec)|-[0-9]{{1,2}}(?:[,\s]|$)))
      | (?P<bce>[0-9]{{1,4}}\s?
        (?:b\.?\s?c\.?(?:\s?e\.?)?|v\.\s?chr\.|av\.\sj\.-c\.|до\sн\.\s?э\.)(?![^\W\d_]))
      | (?P<ce>[0-9]{{1,3}}\s?(?:a\.?\s?d\.?|c\.?\s?e\.?|n\.\s?chr\.|н\.\s?э\.)(?![^\W\d_]))
      | (?P<ymd>[0-9]{{4}}\s?(?P<s1>[-/.])\s?[0-9]{{1,2}}\s?(?P=s1)\s?[0-9]{{1,2}}(?![0-9]))
      | (?P<dmy>[0-9]{{1,2}}\s?(?P<s2>[-/.])\s?[0-9]{{1,2}}\s?(?P=s2)\s?{_YEAR})
      | (?P<dny>[0-9]{{1,2}}\s?[-./]\s?[^\W\d_]{{1,12}}\.?\s?[-./]\s?{_YEAR})
      | (?P<days>[0-9]{{1,2}}\s?/\s?[0-9]{{1,2}}\s?[-–]\s?[0-9]{{1,2}}\s?/\s?[0-9]{{4}}(?![0-9]))
      | (?P<my>[0-9]{{1,2}}\s?[/.]\s?[0-9]{{4}}(?![0-9]))
      | (?P<time>{_TIME})
      | (?P<decade>(?:[12][0-9]{{2}}|[1-9])0\s?(?:(?:['’]?s|ern?|-?е|-?х)(?![^\W\d_])|年代|년대))
      | (?P<ordinal>[0-9]{{1,2}}(?:st|nd|rd|th|er|ère|ème|e|o|a|-?го|-?е|-?й|-?я)(?![^\W\d_]))
      | (?P<unit>[0-9]{{1,4}}\s?[年년月월日일号號])
      | (?P<whole_year>[12][0-9]{{3}}(?![0-9]))
      | (?P<figure>[0-9]+)
      )
    | (?P<phrase>(?:{_alternatives(PHRASES)})(?![^\W\d_]))
    | (?P<ad>(?:公元|西元|서기|ad\s)\s?[0-9]{{1,3}}\s?[年년]?(?![0-9]))
    | (?P<bc>(?:公元前|기원전|前|bc\s)\s?[0-9]{{1,4}}\s?[年년]?)
    | t(?P<clock>{_TIME})
    | (?P<letters>[^\W\d_{_CJK}]+)
    | (?P<cjk>{_alternatives(word for word in WORDS if word > _CJK[0])})
    | (?P<dropped>\.+|$)
    | (?P<other>[^\W\d_]+|.)
    )""",
    re.VERBOSE | re.DOTALL,
)
_NUMBER = re.compile(r"[0-9]+")
_LETTERS = re.compile(r"[^\W\d_]+")

_SIGNS: dict[str, Token] = {sign: (sign, sign) for sign in ",()[]?&"}
_SIGNS |= {";": (",", ";"), "、": (",", "、"), "~": ("~", "~"), "〜": ("~", "~")}
_UNITS = {"月": "m", "월": "m", "日": "D", "일": "D", "号": "D", "號": "D"}


def clean(text: str) -> str:
    """``text`` in small letters, compatibility forms resolved, every white space a single blank."""
    if not text.isascii():
        text = with_arabic_numerals(unicodedata.normalize("NFKC", text))
    return " ".join(text.casefold().split())


def scan(text: str) -> Tokens:
    """The tokens of a cleaned text; ``DateError`` for unknown words."""
    kinds: list[str] = []
    values: list[Any] = []
    for match in _TOKEN.finditer(text):
        group = match.lastgroup
        piece = match[match.lastindex or 0]
        if group == "letters":
            kind, value = WORDS.get(piece) or _unknown(piece)
        elif group == "year":
            kind, value = "Y", int(piece)
        elif group == "number" or group == "figure":
            kind, value = "N", piece
        elif group == "dash":
            kind, value = "-", piece
        elif group == "sign":
            kind, value = _SIGNS[piece]
        elif group == "dropped":
            continue
        else:
            for kind, value in _READERS[group or "other"](piece):
                kinds.append(kind)
                values.append(value)
            continue
        if kind:
            kinds.append(kind)
            values.append(value)
    return Tokens("".join(kinds), values)


def _unknown(piece: str) -> Token:
    raise DateError(tr("“{word}” is not understood", word=piece[:40]))


def _meaning(piece: str) -> tuple[Token, ...]:
    meaning = WORDS.get(piece) or PHRASES.get(piece) or _unknown(piece)
    return () if meaning is FILLER else (meaning,)


def _need_century(year: int) -> None:
    if year < 1000:
        raise DateError(tr("a year has four digits, unless the name of an era stands before it"))


def _numbers(piece: str) -> list[int]:
    return [int(digits) for digits in _NUMBER.findall(piece)]


def _year_first(piece: str) -> tuple[Token, ...]:
    year, month, day = _numbers(piece)
    return ("Y", year), ("m", month), ("D", day)


def _year_last(piece: str) -> tuple[Token, ...]:
    """Day and month in figures: 3.9.2001 is written day first, 3/9/2001 and 3-9-2001 either way."""
    first, second, year = _numbers(piece)
    _need_century(year)
    if "." in piece:
        return ("D", first), ("m", second), ("Y", year)
    return (("X", (first, second, year)),)


def _days_of_a_month(piece: str) -> tuple[Token, ...]:
    """9/27-28/2008: two days can stand there only behind the month."""
    month, first, last, year = _numbers(piece)
    return ("m", month), ("D", first), ("-", "-"), ("D", last), ("Y", year)


def _month_between(piece: str) -> tuple[Token, ...]:
    day, year = _numbers(piece)
    _need_century(year)
    name = _LETTERS.findall(piece)[0]
    kind, value = WORDS.get(name, FILLER)
    month = value if kind == "M" else ROMAN.get(name, 0)
    if not isinstance(month, int) or not 1 <= month <= 12:
        _unknown(name)
    return ("D", day), ("M", month), ("Y", year)


def _month_and_year(piece: str) -> tuple[Token, ...]:
    month, year = _numbers(piece)
    return ("m", month), ("Y", year)


def _unit(piece: str) -> tuple[Token, ...]:
    number = _numbers(piece)[0]
    kind = _UNITS.get(piece[-1])
    if kind == "m":
        return (("m", number),)
    if kind:
        return ((kind, number),)
    return (("Y", number),) if number >= 1000 else (("U", _NUMBER.findall(piece)[0]),)


def _before_christ(piece: str) -> tuple[Token, ...]:
    return ("Y", 1 - _numbers(piece)[0]), ("B", "year")


def _after_christ(piece: str) -> tuple[Token, ...]:
    return ("Y", _numbers(piece)[0]), ("B", "ad")


_READERS: dict[str, Callable[[str], tuple[Token, ...]]] = {
    "cjk": _meaning,
    "phrase": _meaning,
    "other": _meaning,
    "ymd": _year_first,
    "dmy": _year_last,
    "dny": _month_between,
    "days": _days_of_a_month,
    "my": _month_and_year,
    "unit": _unit,
    "bce": _before_christ,
    "bc": _before_christ,
    "ce": _after_christ,
    "ad": _after_christ,
    "whole_year": lambda piece: (("Y", int(piece)),),
    "ordinal": lambda piece: (("D", _numbers(piece)[0]),),
    "decade": lambda piece: (("K", _numbers(piece)[0]),),
    "time": lambda piece: (("h", piece),),
    "clock": lambda piece: (("h", piece),),
}
