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
_APOSTROPHES = re.compile("['\u2018\u2019\u02bc\u02bb\u02b9\u02bf\u02be\u2032`\u00b4\uff07]")
_HYPHENS = re.compile("[-\u2010\u2011\u00ad]")
# Scripts written without blanks between words: each character is found by itself.
_UNSPACED = re.compile(
    "([\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uac00-\ud7a3\U00020000-\U0003134f])"
)
_SEPARATORS = re.compile(r"[\W_]+")
_PLAIN = re.compile(r"[a-z0-9 ]*")


def _compare(text: str) -> str:
    text = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", text))
    text = "".join(c for c in text if not unicodedata.category(c).startswith("M"))
    return unicodedata.normalize("NFKC", text.casefold()).translate(_STROKES)


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """``text`` as its tokens, one blank between them.

    Compatibility forms and ligatures are taken apart, marks stripped, case folded, apostrophes
    closed up (P'yŏngyang, Pyongyang) and hyphens opened (Jong-un, Jong Un); Chinese, Japanese and
    Korean characters stand alone, so that any run of them is found as a phrase.
    """
    lowered = text.lower()
    if _PLAIN.fullmatch(lowered):
        return " ".join(lowered.split())
    spaced = _UNSPACED.sub(r" \1 ", _compare(text))
    return _SEPARATORS.sub(" ", spaced).strip()


def fold_for_index(text: str) -> str:
    """`fold`, with hyphenated words also written together: Zhong-xun is found as Zhongxun."""
    folded = fold(text)
    if not _HYPHENS.search(text):
        return folded
    joined = [
        fold(_HYPHENS.sub("", word))
        for word in text.split()
        if len(_HYPHENS.split(word)) > 1 and not word.startswith("-")
    ]
    return " ".join([folded, *(word for word in joined if word and " " not in word)])


def key(text: str) -> str:
    """What two spellings of one name have in common: their fold without blanks."""
    return fold(text).replace(" ", "")
