"""Dates: EDTF and what people print, as days to sort by and words to read."""

from catalog_app.domain.dates.days import day_from_iso, day_number, iso
from catalog_app.domain.dates.edtf import Edtf
from catalog_app.domain.dates.reading import Reading, read, understand
from catalog_app.domain.dates.refusal import DateError
from catalog_app.domain.dates.syntax import parse_edtf
from catalog_app.domain.dates.value import BASES, EMPTY, DateValue
from catalog_app.domain.dates.wording import display

__all__ = [
    "BASES",
    "EMPTY",
    "DateError",
    "DateValue",
    "Edtf",
    "Reading",
    "day_from_iso",
    "day_number",
    "display",
    "iso",
    "parse_edtf",
    "read",
    "understand",
]
