"""How texts are made comparable: spelling, case, marks, hyphens and scripts folded away."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that Unicode does not decompose although people type them without their stroke.
_STROKES = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
    }
)
_APOSTROPHES = re.compile(
    "['\u2018\u2019\u201b\u02b9\u02bb\u02bc\u02bd\u02be\u02bf\u2032`\u00b4\uff07]"
)
# Between digits a hyphen keeps them apart: 1983-84 is not 198384.
_HYPHENS = re.compile("(?<![0-9])[-\u2010\u2011]|[-\u2010\u2011](?![0-9])")
# Scripts written without blanks between words: each character is found by itself.
_UNSPACED = re.compile(
    "([\u3005-\u3007\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3"
    "\U00020000-\U000323af])"
)
# Signs of New Tai Lue and Vedic that were marks in older Unicode and still are to SQLite.
_FORMER_MARKS = re.compile("[\u19b0-\u19c0\u19c8\u19c9\u1cf2\u1cf3]")
_SEPARATORS = re.compile(r"[\W_]+")
_PLAIN = re.compile(r"[a-z0-9 ]*")


_SHORT = 100
"""Folds of names and words are remembered, those of longer texts would only fill the memory."""

_A_NAME = 200
"""Up to so many characters a text is taken for a name that may be looked for as a whole."""


def _compare(text: str) -> str:
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    # Marks go, and what nobody sees: soft hyphens, joiners, signs of direction.
    text = "".join(c for c in text if unicodedata.category(c) not in ("Mn", "Mc", "Me", "Cf"))
    text = _FORMER_MARKS.sub("", _APOSTROPHES.sub("", text))
    return unicodedata.normalize("NFKC", text.casefold()).translate(_STROKES)


def fold(text: str) -> str:
    """``text`` as its tokens, one blank between them.

    Compatibility forms and ligatures are taken apart, marks stripped, case folded, apostrophes
    closed up (P'yŏngyang, Pyongyang) and hyphens opened (Jong-un, Jong Un); Chinese, Japanese and
    Korean characters stand alone, so that any run of them is found as a phrase.
    """
    return _remembered(text) if len(text) <= _SHORT else _fold(text)


def _fold(text: str) -> str:
    lowered = text.lower()
    if _PLAIN.fullmatch(lowered):
        return " ".join(lowered.split())
    spaced = _UNSPACED.sub(r" \1 ", _compare(text))
    return _SEPARATORS.sub(" ", spaced).strip()


_remembered = lru_cache(maxsize=65536)(_fold)


def fold_for_index(text: str) -> str:
    """`fold`, with hyphenated words also written together: Zhong-xun is found as Zhongxun.

    A name is repeated as a whole, so that “Xi Zhongxun” is found as a phrase too.
    """
    folded = fold(text)
    if not _HYPHENS.search(text):
        return folded
    if len(text) <= _A_NAME:
        together = join(text)
        return folded if together == folded else f"{folded} {together}"
    joined = (join(word) for word in text.split() if _HYPHENS.search(word))
    return " ".join([folded, *(word for word in joined if word and " " not in word)])


def join(text: str) -> str:
    """The fold of ``text`` with its hyphenated words written together: Zhong-xun, zhongxun."""
    return fold(_HYPHENS.sub("", text))


def key(text: str) -> str:
    """What two spellings of one name have in common: their fold without blanks."""
    return fold(text).replace(" ", "")
