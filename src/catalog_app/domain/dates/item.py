"""One date of a printed text, as far as it is printed."""

# The orders in which the parts of one date may stand: year, month, day, season, decade, century,
# before Christ, and a date in figures whose order is open (X). Anything else is not one date.
_ORDERS = (
    *("Y", "MY", "YM", "DMY", "MDY", "YMD", "M", "D", "DM", "MD", "DY", "YD"),
    *("SY", "YS", "K", "DC", "CD", "DCB", "CDB", "DCK", "X"),
)
BEGINNINGS = frozenset(order[:end] for order in _ORDERS for end in range(1, len(order) + 1))


class Item:
    """One date as far as it is printed; what is missing may stand with its neighbour.

    ``order`` tells which parts stand there, ``marks`` which of ``~`` and ``?``, ``lead`` those of
    them that stand before the date and hold for a whole range. ``other_year`` is a second year
    printed for the same date that disagrees with the first. A date is ``dashed`` if a dash, not a
    word, stands before it.
    """

    order: str = ""
    year: int | None = None
    other_year: int | None = None
    month: int = 0
    day: int = 0
    figure: str = ""
    decade: int | None = None
    swapped: tuple[int, int] | None = None
    label: str = ""
    marks: str = ""
    lead: str = ""
    bound: str = ""
    vague: str = ""
    weekday: int | None = None
    dashed: bool = False
    abbreviated: bool = False
    month_in_figures: bool = False

    def mark(self) -> str:
        """The EDTF qualifier: ``~`` about, ``?`` in doubt, ``%`` both, or nothing."""
        if "~" in self.marks:
            return "%" if "?" in self.marks else "~"
        return "?" if "?" in self.marks else ""
