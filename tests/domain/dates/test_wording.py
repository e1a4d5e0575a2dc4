"""Dates are shown in words, short or long, with or without the year of an era."""

from collections.abc import Iterator

import pytest

from catalog_app.domain.dates import DateValue, display, parse_edtf
from catalog_app.domain.dates.wording import Era
from catalog_app.domain.translation import use_translator


@pytest.fixture
def in_german() -> Iterator[None]:
    german = {
        "June": "Juni",
        "{day} {month} {year}": "{day}. {month} {year}",
        "c. {date}": "um {date}",
    }
    use_translator(lambda text: german.get(text, text))
    yield
    use_translator(None)


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2000-05-29", "29 May 2000"),
        ("1983-06", "June 1983"),
        ("1983-06-01/1983-06-13", "1–13 June 1983"),
        ("2000-05-29/2000-06-02", "29 May – 2 June 2000"),
        ("1990-12-30/1991-01-02", "30 December 1990 – 2 January 1991"),
        ("1996-02/1996-03", "February–March 1996"),
        ("1830~/1835~", "c. 1830–1835"),
        ("1830/1835~", "1830 – c. 1835"),
        ("1799%/1801%", "c. 1799? – c. 1801?"),
        ("1985-04-12T23:20:30Z", "12 April 1985, 23:20:30Z"),
        ("1985-04-12/", "from 12 April 1985, end unknown"),
        ("/1985", "until 1985, beginning unknown"),
        ("../1985", "until 1985"),
        ("1985/..", "from 1985 on"),
        ("[..1910]", "before 1911"),
        ("[1831~..]", "after c. 1830"),
        ("[..1760-12-03]", "before 4 December 1760"),
        ("[..198X]", "1980s or earlier"),
        ("[2001-21..]", "spring 2001 or later"),
        ("[1667,1668,1670..1672]", "1667, 1668 or 1670–1672"),
        ("{1960,1961-12}", "1960 and December 1961"),
        ("{..1984}", "all until 1984"),
        ("{1984..}", "all from 1984 on"),
        ("198X", "1980s"),
        ("18XX", "19th century"),
        ("20XX", "21st century"),
        ("-02XX", "3rd century BCE"),
        ("1XXX", "1000–1999"),
        ("-198X", "1990 BCE–1981 BCE"),
        ("XXXX-12-XX", "a day in December, an unknown year"),
        ("156X-12-25", "25 December, 1560s"),
        ("1985-XX", "a month in 1985"),
        ("1985-XX-XX", "a day in 1985"),
        ("1985-04-XX", "a day in April 1985"),
        ("1984-1X", "between 1 October 1984 and 31 December 1984"),
        ("198X-21", "spring 1980s"),
        ("2001-34", "second quarter of 2001"),
        ("1950S2", "about 1950, between 1900 and 1999"),
        ("Y170000002", "170000002"),
        ("Y-17E7", "170000001 BCE"),
        ("-0043-03-15", "15 March 44 BCE"),
        ("0079", "79 CE"),
        ("2004-06~-11", "11 June 2004 (year approximate, month approximate)"),
        ("?2004-06-~11", "11 June 2004 (year uncertain, day approximate)"),
        ("2004-%06-11", "11 June 2004 (month uncertain and approximate)"),
    ],
)
def test_a_date_is_shown_in_words(edtf: str, words: str) -> None:
    assert display(edtf) == words


@pytest.mark.parametrize(
    ("edtf", "era", "words"),
    [
        ("1983", "juche", "1983 (Juche 72)"),
        ("1983-06-01/1983-06-13", "juche", "1–13 June 1983 (Juche 72)"),
        ("1983", "minguo", "1983 (Minguo 72)"),
        ("1927/1929", "juche", "1927–1929 (Juche 16–18)"),
        ("1912", "juche", "1912 (Juche 1)"),
        ("1911", "juche", "1911"),
        ("1905/1920", "juche", "1905–1920 (Juche 9)"),
        ("[1983,1984]", "juche", "1983 (Juche 72) or 1984 (Juche 73)"),
        ("198X", "juche", "1980s"),
        ("-0043", "juche", "44 BCE"),
    ],
)
def test_the_year_of_an_era_follows_from_1912_on(edtf: str, era: Era, words: str) -> None:
    assert display(edtf, era=era) == words


def test_short_dates_have_short_months_and_iso_dates_none() -> None:
    assert display("1983-06-01/1983-06-13", "short") == "1–13 Jun 1983"
    assert display("1983-06-01/1983-06-13", "iso") == "1983-06-01/1983-06-13"


def test_a_stored_date_is_shown_from_its_edtf_or_else_as_printed() -> None:
    assert display(DateValue("June Juche 72 (1983)", "1983-06")) == "June 1983"
    assert display(DateValue("In the new century")) == "In the new century"
    assert display(DateValue("as printed", "nonsense")) == "as printed"
    assert display(DateValue()) == ""
    assert display("nonsense") == "nonsense"
    assert display(parse_edtf("1983-06")) == "June 1983"


@pytest.mark.usefixtures("in_german")
def test_dates_speak_the_language_of_the_interface() -> None:
    assert display("1983-06-01") == "1. Juni 1983"
    assert display("1983-06-01~") == "um 1. Juni 1983"
