"""Juche and Minguo years, and what comes of it when they disagree with the year beside them."""

from catalog_app.domain.dates.item import Item
from catalog_app.domain.dates.refusal import DateError
from catalog_app.domain.dates.terms import ERA_NAMES, ERA_OFFSET
from catalog_app.domain.translation import tr

_LAST_YEAR = 999


def gregorian_year(era: str, number: int) -> int:
    """The Gregorian year of a year of an era; ``DateError`` before its year 1, which is 1912."""
    if not 1 <= number <= _LAST_YEAR:
        raise DateError(tr("{era} has no year {number}", era=ERA_NAMES[era](), number=number))
    return number + ERA_OFFSET


def compare(item: Item, era: str, number: int) -> str | None:
    """Compare the year of ``item`` with a year of an era; a warning if they disagree.

    Then the item keeps both, that of the era first.
    """
    reckoned, printed = gregorian_year(era, number), item.year
    if reckoned == printed:
        return None
    item.year, item.other_year = reckoned, printed
    return tr(
        "{era} {number} is {reckoned}, but {printed} is printed beside it: both are kept",
        era=ERA_NAMES[era](),
        number=number,
        reckoned=reckoned,
        printed=printed,
    )
