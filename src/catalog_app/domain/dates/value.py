"""What a record stores of a date: five columns."""

from dataclasses import dataclass

BASES = ("stated", "inferred", "relative", "editorial")
"""Where a date comes from: the source states it, somebody inferred it from the source, the source
counts it from another date, or an editor of the catalogue supplied it."""


@dataclass(frozen=True, slots=True)
class DateValue:
    """A date as printed, as EDTF, as its first and last possible day, and where it comes from.

    ``lo`` and ``hi`` are day numbers; ``None`` is an open or unknown end, both for no date at all.
    """

    text: str = ""
    edtf: str = ""
    lo: int | None = None
    hi: int | None = None
    basis: str = "stated"

    def __bool__(self) -> bool:
        return bool(self.text or self.edtf)


EMPTY = DateValue()
"""No date: nothing printed, nothing understood."""
