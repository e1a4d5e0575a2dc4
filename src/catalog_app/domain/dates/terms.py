"""The names of months, parts of a year and eras, in the language of the interface."""

from collections.abc import Callable

from catalog_app.domain.translation import tr

Term = Callable[[], str]

# Each name is looked up when it is asked for, because the language may change meanwhile. The first
# place is empty so that a month is found under its number.
MONTHS: tuple[Term, ...] = (
    lambda: "",
    lambda: tr("January"),
    lambda: tr("February"),
    lambda: tr("March"),
    lambda: tr("April"),
    lambda: tr("May"),
    lambda: tr("June"),
    lambda: tr("July"),
    lambda: tr("August"),
    lambda: tr("September"),
    lambda: tr("October"),
    lambda: tr("November"),
    lambda: tr("December"),
)

SHORT_MONTHS: tuple[Term, ...] = (
    lambda: "",
    lambda: tr("Jan"),
    lambda: tr("Feb"),
    lambda: tr("Mar"),
    lambda: tr("Apr"),
    lambda: tr("May"),
    lambda: tr("Jun"),
    lambda: tr("Jul"),
    lambda: tr("Aug"),
    lambda: tr("Sep"),
    lambda: tr("Oct"),
    lambda: tr("Nov"),
    lambda: tr("Dec"),
)

WEEKDAYS: tuple[Term, ...] = (
    lambda: tr("Monday"),
    lambda: tr("Tuesday"),
    lambda: tr("Wednesday"),
    lambda: tr("Thursday"),
    lambda: tr("Friday"),
    lambda: tr("Saturday"),
    lambda: tr("Sunday"),
)

# The parts of a year of EDTF levels 1 and 2, with the year they belong to.
PARTS_OF_YEAR: dict[int, Callable[[str], str]] = {
    21: lambda year: tr("spring {year}", year=year),
    22: lambda year: tr("summer {year}", year=year),
    23: lambda year: tr("autumn {year}", year=year),
    24: lambda year: tr("winter {year}", year=year),
    25: lambda year: tr("spring {year} (northern)", year=year),
    26: lambda year: tr("summer {year} (northern)", year=year),
    27: lambda year: tr("autumn {year} (northern)", year=year),
    28: lambda year: tr("winter {year} (northern)", year=year),
    29: lambda year: tr("spring {year} (southern)", year=year),
    30: lambda year: tr("summer {year} (southern)", year=year),
    31: lambda year: tr("autumn {year} (southern)", year=year),
    32: lambda year: tr("winter {year} (southern)", year=year),
    33: lambda year: tr("first quarter of {year}", year=year),
    34: lambda year: tr("second quarter of {year}", year=year),
    35: lambda year: tr("third quarter of {year}", year=year),
    36: lambda year: tr("fourth quarter of {year}", year=year),
    37: lambda year: tr("first third of {year}", year=year),
    38: lambda year: tr("second third of {year}", year=year),
    39: lambda year: tr("last third of {year}", year=year),
    40: lambda year: tr("first half of {year}", year=year),
    41: lambda year: tr("second half of {year}", year=year),
}

ERA_OFFSET = 1911
"""Juche and Minguo years both begin with 1912 as year 1."""

ERA_NAMES: dict[str, Term] = {"juche": lambda: tr("Juche"), "minguo": lambda: tr("Minguo")}

# A date with the years of an era behind it.
ERAS: dict[str, Callable[[str, str], str]] = {
    "juche": lambda date, years: tr("{date} (Juche {years})", date=date, years=years),
    "minguo": lambda date, years: tr("{date} (Minguo {years})", date=date, years=years),
}
