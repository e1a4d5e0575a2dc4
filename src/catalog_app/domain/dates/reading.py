"""What was understood of a date that people wrote: printed text, or EDTF typed as such."""

import re
from dataclasses import dataclass, replace

from catalog_app.domain.dates.completion import complete
from catalog_app.domain.dates.edtf import Edtf
from catalog_app.domain.dates.lexicon import LUNAR_WORDS, UNDATED
from catalog_app.domain.dates.refusal import DateError
from catalog_app.domain.dates.scanner import clean, scan
from catalog_app.domain.dates.statement import Statement
from catalog_app.domain.dates.syntax import LONGEST, parse_edtf
from catalog_app.domain.dates.value import DateValue
from catalog_app.domain.dates.wording import in_words
from catalog_app.domain.translation import tr

# White space around a date may be longer than the date, but nobody types this much of it.
_LONGEST_RAW = 5 * LONGEST
_LOOKS_LIKE_EDTF = re.compile(r"(?:[?~%]?-?[0-9X]{4}|Y|[\[{/]|\.\.)[0-9XYESTZ?~%:+/.,{}\[\] -]*")
_SUPPLIED = re.compile(r"\[[^][,]*\]")
_YEAR_AND_TAIL = re.compile(r"([0-9]{2})([0-9]{2})-([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text and what was understood of it; ``note`` says so in words, with every warning.

    ``understood`` is also true of “n.d.” and the like, which state that there is no date. What was
    not understood has no ``edtf`` and no bounds, and the note gives the reason.
    """

    text: str
    edtf: str = ""
    lo: int | None = None
    hi: int | None = None
    basis: str = "stated"
    understood: bool = False
    note: str = ""
    warnings: tuple[str, ...] = ()

    def value(self) -> DateValue:
        """What a record stores: the text as it stands, and the date if one was understood."""
        return DateValue(self.text, self.edtf, self.lo, self.hi, self.basis)


def understand(text: str) -> Reading:
    """Read ``text`` as EDTF, or else as printed text; never raises.

    A date in square brackets is the cataloguer’s, not a set of one.
    """
    stripped = text.strip() if len(text) <= _LONGEST_RAW else ""
    if not _LOOKS_LIKE_EDTF.fullmatch(stripped):
        return read(text)
    if _SUPPLIED.fullmatch(stripped) and ".." not in stripped:
        inside = understand(stripped[1:-1])
        return replace(inside, text=text, basis="editorial" if inside.understood else "stated")
    try:
        found = parse_edtf(stripped)
    except DateError as error:
        reading = read(text)
        return reading if reading.understood else replace(reading, note=_refused(str(error)))
    return _reading(text, found, "stated", _second_meaning(stripped))


def read(text: str) -> Reading:
    """Read what people print, in English, Korean or Chinese; never raises.

    Names of months are read in French, German, Spanish and Russian too. Nothing is guessed: a word
    that is not known leaves the whole text not understood.
    """
    if len(text) > _LONGEST_RAW:
        return _not_understood(text, tr("this is too long for a date"))
    cleaned = clean(text)
    if len(cleaned) > LONGEST:
        return _not_understood(text, tr("this is too long for a date"))
    if cleaned.strip("[]().,; ") in UNDATED:
        return Reading(text, understood=True, note=tr("no date is stated"))
    try:
        lunar = not cleaned.isascii() or "lun" in cleaned
        solar = _without_lunar_days(cleaned) if lunar else cleaned
        statement = Statement(scan(solar))
        found = complete(statement)
    except DateError as error:
        return _not_understood(text, str(error))
    warnings = tuple(dict.fromkeys(statement.warnings))
    if solar != cleaned:
        warnings += (tr("the day of the lunar calendar stays in the text"),)
    return _reading(text, found, statement.basis, warnings)


def _reading(text: str, found: Edtf, basis: str, warnings: tuple[str, ...]) -> Reading:
    note = in_words(found)
    if warnings:
        note = "; ".join((note, *warnings))
    return Reading(text, found.text, found.lo, found.hi, basis, True, note, warnings)


def _not_understood(text: str, reason: str) -> Reading:
    return Reading(text, note=_refused(reason))


def _refused(reason: str) -> str:
    return tr("kept as text: {reason}", reason=reason)


def _second_meaning(edtf: str) -> tuple[str, ...]:
    """1910-12 is December 1910 in EDTF, but on paper it may mean 1910 to 1912."""
    match = _YEAR_AND_TAIL.fullmatch(edtf)
    if not match or match[3] <= match[2]:
        return ()
    return (
        tr(
            "on paper it may also mean {first}–{last}",
            first=match[1] + match[2],
            last=match[1] + match[3],
        ),
    )


def _without_lunar_days(text: str) -> str:
    """``text`` without those of its parts that speak of the lunar calendar.

    Parts stand in or before brackets or else between commas. If nothing remains, ``DateError``.
    """
    if not any(word in text for word in LUNAR_WORDS):
        return text
    for separator, glue in ((r"[()]", " "), (r"[,;、]", ", ")):
        parts = [part.strip() for part in re.split(separator, text) if part.strip()]
        solar = [part for part in parts if not any(word in part for word in LUNAR_WORDS)]
        if solar:
            return glue.join(solar)
    raise DateError(tr("a day of the lunar calendar is not reckoned"))
