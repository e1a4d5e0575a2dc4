"""The tokens of a printed date become a statement: its dates, and how they are joined."""

from collections.abc import Callable
from typing import Any

from catalog_app.domain.dates.bounds import no_such_month
from catalog_app.domain.dates.eras import compare, gregorian_year
from catalog_app.domain.dates.item import BEGINNINGS, Item
from catalog_app.domain.dates.refusal import DateError
from catalog_app.domain.dates.terms import ERA_NAMES, ERA_OFFSET, Term
from catalog_app.domain.dates.tokens import Tokens
from catalog_app.domain.translation import tr

_FIGURES = tuple("YNDMmSUKXe")


class Statement:
    """What a printed text says: spans of one or two dates, joined by ``,``, ``&`` or ``|`` (or)."""

    def __init__(self, tokens: Tokens) -> None:
        self._item = Item()
        self.spans: list[list[Item]] = [[self._item]]
        self.joins: list[str] = []
        self.basis = "stated"
        self.warnings: list[str] = []
        self._tokens = tokens
        self._comma = False
        self._read()

    @property
    def items(self) -> list[Item]:
        """All dates in printed order."""
        return [item for span in self.spans for item in span]

    def _read(self) -> None:
        tokens = self._tokens
        while tokens.position < len(tokens.kinds):
            kind, value = tokens.kinds[tokens.position], tokens.values[tokens.position]
            tokens.position += 1
            _HANDLERS[kind](self, value)
        self._finish()

    def _finish(self) -> None:
        if len(self.spans) > 1 and not self._item.order and self.joins[-1] == ",":
            self.spans.pop()
        for span in self.spans:
            if len(span) == 2 and not span[1].order:
                span[0].dashed = span.pop().dashed
                span[0].bound = span[0].bound or "since"
            if not span[0].order:
                raise DateError(tr("no date is given"))
            if span[0].dashed and len(span) == 1 and span[0].order != "Y":
                raise DateError(tr("a range lacks one of its ends"))

    # The current date and how it ends

    def _start_item(self, join: str) -> None:
        self._comma = False
        if self._item.order:
            self._item = Item()
            self.spans.append([self._item])
            self.joins.append(join)

    def _take(self, part: str) -> Item:
        """The date to which ``part`` belongs: the current one if it has room for it there."""
        item = self._item
        if self._comma and not (part == "Y" or self._year_before_month(item, part)):
            self._start_item(",")
            item = self._item
        elif item.order + part not in BEGINNINGS:
            if not self._comma:
                raise DateError(tr("it is not clear which parts make one date"))
            self._start_item(",")
            item = self._item
        self._comma = False
        item.order += part
        return item

    def _year_before_month(self, item: Item, part: str) -> bool:
        """Whether a comma only sets off the year, as in “1998, October 20”."""
        later = self._tokens.later
        return item.order == "Y" and part == "M" and "Y" not in later and "e" not in later

    # Parts of a date

    def year(self, value: Any) -> None:
        """A year in figures, perhaps with the same year of an era in brackets behind it."""
        item = self._take("Y")
        item.year = value
        for kinds in ("(eN)", "(eU)"):
            era = self._tokens.take(kinds)
            if era:
                self._compare(item, era[1], int(era[2]))

    def era_year(self, era: str) -> None:
        """A year of an era, perhaps with the Gregorian year in brackets behind it."""
        number = self._tokens.take("N") or self._tokens.take("U")
        if number is None:
            raise DateError(tr("a year must follow the name of an era"))
        item = self._take("Y")
        item.label = era
        item.year = gregorian_year(era, int(number[0]))
        printed = self._tokens.take("(Y)")
        if printed:
            item.year, item.other_year = printed[1], None
            self._compare(item, era, int(number[0]))
        figures = self._tokens.take("NN")
        if figures:  # 주체72(1983). 6. 1.
            self.month_in_figures(figures[0])
            self.number(figures[1])

    def _compare(self, item: Item, era: str, number: int) -> None:
        warning = compare(item, era, number)
        if warning:
            self.warnings.append(warning)

    def number(self, figure: Any) -> None:
        """A bare number: the end of an abbreviated range of years, or else a day."""
        span = self.spans[-1]
        range_goes_on = len(span) == 2 and not span[1].order
        if range_goes_on and span[0].order in ("Y", "SY") and len(figure) <= 2:
            self._abbreviated_year(span[0], figure)
            return
        item = self._take("D")
        item.day, item.figure = int(figure), figure

    def _abbreviated_year(self, first: Item, figure: str) -> None:
        """1931–45 and 1995–6; a month only where it cannot be a year, as in 2004-04."""
        assert first.year is not None
        power = 10 ** len(figure)
        year = first.year // power * power + int(figure)
        if first.label in ERA_NAMES:
            year = int(figure) + ERA_OFFSET
        dash = self._tokens.before_last
        is_month = 1 <= int(figure) <= 12 and dash in ("-", "/") and not first.label
        if year <= first.year and is_month and first.order == "Y":
            self.spans[-1].pop()
            self._item = first
            first.order, first.month = "YM", int(figure)
            return
        if is_month and (len(figure) == 2 or dash == "/"):
            self.warnings.append(tr("it may also mean month {month}", month=figure))
        item = self._take("Y")
        item.year, item.abbreviated, item.label = year, True, first.label

    def month(self, value: Any) -> None:
        self._take("M").month = value

    def month_in_figures(self, value: Any) -> None:
        item = self._take("M")
        item.month, item.month_in_figures = _month(int(value)), True

    def season(self, value: Any) -> None:
        self._take("S").month = value

    def day(self, value: Any) -> None:
        self._take("D").day = value

    def decade(self, value: Any) -> None:
        decade = self._take("K").decade = value
        if decade % 100 == 0:
            self.warnings.append(tr("it may mean ten years or a hundred: a hundred is taken"))

    def decade_word(self, _value: Any) -> None:
        """“années 1980”: the word stands before the year."""
        number = self._tokens.take("Y") or self._tokens.take("N")
        if not number or int(number[0]) % 10:
            raise DateError(tr("no date is given"))
        self._take("K").decade = int(number[0])

    def century(self, value: Any) -> None:
        if value != "after a number" or self._item.order == "D":
            self._take("C")

    def roman(self, value: Any) -> None:
        """Roman numerals are read for centuries only."""
        if self._item.order != "C" and not self._tokens.later.startswith(("C", "-R", "|R", "&R")):
            raise DateError(tr("a Roman numeral is read for a century only"))
        self._take("D").day = value

    def era_of_christ(self, value: Any) -> None:
        """Before Christ or after, for a year that already knows or for a century."""
        if value == "bc":
            self._take("B")
        self._item.label = "ad" if value == "ad" else "bc"

    def either_order(self, value: Any) -> None:
        item = self._take("X")
        first, second, item.year = value
        item.swapped = (first, second)

    def era_year_alone(self, value: Any) -> None:
        span = self.spans[-1]
        if len(span) == 2 and not span[1].order and span[0].order == "Y" and len(value) <= 2:
            self._abbreviated_year(span[0], value)
            return
        raise DateError(tr("a year has four digits, unless the name of an era stands before it"))

    # What is said of a date

    def about(self, value: Any) -> None:
        """“c.”, or a tilde, which between two dates means “to”."""
        item = self._item
        if value == "~" and item.order and self._tokens.later.startswith(_FIGURES):
            self.to(value)
        elif value == "c" and item.order == "D" and not item.figure:
            self.century(value)
        else:
            self._say("~")

    def doubt(self, _value: Any) -> None:
        self._say("?")

    def _say(self, mark: str) -> None:
        if self._comma:
            self._start_item(",")
        item = self._item
        item.marks += mark
        if not item.order:
            item.lead += mark

    def vague(self, value: Any) -> None:
        if self._comma:
            self._start_item(",")
        self._item.vague = value
        self.warnings.append(_VAGUE[value]())

    def bound(self, value: Any) -> None:
        if value == "from":
            if self._item.order:  # “3 de mayo del 2001”
                return
            value = "since"
        if self._comma:
            self._start_item(",")
        if self._item.bound not in ("", value):
            raise DateError(tr("it is not clear what “before” and “after” belong to"))
        self._item.bound = value

    def weekday(self, value: Any) -> None:
        self._item.weekday = value

    def inferred(self, _value: Any) -> None:
        self.basis = "inferred"

    def editorial(self, _value: Any) -> None:
        """Square brackets: the cataloguer supplied the date."""
        self.basis = "editorial"

    def time_of_day(self, _value: Any) -> None:
        self.warnings.append(tr("the time of day stays in the text"))

    # What stands between dates

    def comma(self, _value: Any) -> None:
        if len(self.spans[-1]) == 2 and not self._item.order:
            raise DateError(tr("a range lacks one of its ends"))
        self._comma = bool(self._item.order)

    def part(self, _value: Any) -> None:
        """“printed”, “published”: what follows is another date."""
        self._start_item(",")

    def to(self, value: Any) -> None:
        """A dash or “to”: before a date it means until, behind one it leaves the end open."""
        span = self.spans[-1]
        self._comma = False
        if span[-1].order:
            if len(span) == 2:
                raise DateError(tr("a range has two ends, not more"))
            self._item = Item()
            self._item.marks = span[0].lead
            span.append(self._item)
            self._item.dashed = value != "to"
        elif span[-1].vague:  # “mid-1990s”, “early to mid 1990s”
            return
        elif len(span) == 1 and value != "joining" and not span[0].bound:
            span[0].bound = "until"
            span[0].dashed = value != "to"
        else:
            raise DateError(tr("a range lacks one of its ends"))

    def either(self, _value: Any) -> None:
        self._join("|")

    def and_(self, _value: Any) -> None:
        """“and” joins two dates, or ends “between … and …”, which comes to the same."""
        self._join("&")

    def _join(self, join: str) -> None:
        if not self._item.order and not self._item.vague:  # “early or mid 1990s” is one date
            raise DateError(tr("no date is given"))
        self._start_item(join)

    def bracket(self, _value: Any) -> None:
        """A bracket may hold a mark, a weekday, or the date of another part (“printed 2011”)."""
        for kinds in ("?)", "~)", "w)", "i)"):
            inside = self._tokens.take(kinds)
            if inside:
                _HANDLERS[kinds[0]](self, inside[0])
                return
        if self._compare_range():
            return
        if self._item.order and not self._tokens.later.startswith(("p", "~")):
            raise DateError(tr("it is not clear what stands in brackets"))
        self._start_item(",")

    def _compare_range(self) -> bool:
        """“Juche 72–73 (1983–1984)”: both years of a range are compared."""
        span = self.spans[-1]
        if len(span) < 2 or not span[0].label or span[1].order != "Y":
            return False
        inside = self._tokens.take("Y-Y)") or self._tokens.take("Y-N)")
        if not inside:
            return False
        first = inside[0]
        power = 10 ** len(str(inside[2]))
        printed = first, first // power * power + int(str(inside[2])) % power
        for item, year in zip(span, printed, strict=True):
            assert item.year is not None
            era, number = item.label, item.year - ERA_OFFSET
            item.year = year
            self._compare(item, era, number)
        return True

    def closing_bracket(self, _value: Any) -> None:
        """What follows a bracket goes on where the bracket began."""


def _month(number: int) -> int:
    if not 1 <= number <= 12:
        raise no_such_month(number)
    return number


_VAGUE: dict[str, Term] = {
    "early": lambda: tr("“early” cannot be written in EDTF and stays in the text"),
    "middle": lambda: tr("“middle” cannot be written in EDTF and stays in the text"),
    "late": lambda: tr("“late” cannot be written in EDTF and stays in the text"),
    "part": lambda: tr("the part of the month cannot be written in EDTF and stays in the text"),
}

_HANDLERS: dict[str, Callable[[Statement, Any], None]] = {
    "Y": Statement.year,
    "N": Statement.number,
    "D": Statement.day,
    "M": Statement.month,
    "m": Statement.month_in_figures,
    "S": Statement.season,
    "K": Statement.decade,
    "k": Statement.decade_word,
    "C": Statement.century,
    "R": Statement.roman,
    "B": Statement.era_of_christ,
    "X": Statement.either_order,
    "U": Statement.era_year_alone,
    "e": Statement.era_year,
    "~": Statement.about,
    "?": Statement.doubt,
    "v": Statement.vague,
    "b": Statement.bound,
    "w": Statement.weekday,
    "i": Statement.inferred,
    "[": Statement.editorial,
    "]": Statement.closing_bracket,
    "h": Statement.time_of_day,
    ",": Statement.comma,
    "p": Statement.part,
    "-": Statement.to,
    "|": Statement.either,
    "&": Statement.and_,
    "(": Statement.bracket,
    ")": Statement.closing_bracket,
}
