"""What is refused, and what is only remarked upon."""

from typing import Any

import pytest

from catalog_app.domain import dates
from catalog_app.domain.dates import DateValue
from catalog_app.domain.fieldtypes import Row, Value
from catalog_app.domain.records import Record
from catalog_app.domain.validate import ROWS_LIMIT, problems, remarks


def date(text: str) -> DateValue:
    return dates.understand(text).value()


def record(kind: str, **values: Any) -> Record:
    read: dict[str, Value] = {"title": "Something"}
    for key, value in values.items():
        is_date = key in ("date", "died", "dissolved")
        read[key] = date(value) if is_date and isinstance(value, str) else value
    return Record(kind, read, id=1)


def told(subject: Record, *others: Record) -> list[tuple[str, str]]:
    """Remarks on a record that links to others, which get the numbers from 2 on."""
    numbered = {
        number: Record(other.kind, other.values, id=number)
        for number, other in enumerate(others, start=2)
    }
    return [(remark.field, remark.message) for remark in remarks(subject, numbered)]


def to(number: int = 2, **values: Value) -> tuple[Row, ...]:
    return (Row({"target": number, **values}),)


class TestRefused:
    def test_a_record_of_plain_words_is_not(self) -> None:
        assert problems(record("gift", donor=to())) == {}

    @pytest.mark.parametrize("title", ["", "  ", "\u200b", "\u00ad\u2060"])
    def test_a_record_without_a_title_anyone_can_see(self, title: str) -> None:
        assert problems(record("gift", title=title)) == {"title": "A title is missing."}

    def test_a_field_the_kind_does_not_have(self) -> None:
        assert problems(record("gift", visitor=to()))["visitor"] == "There is no field “visitor”."

    def test_texts_beyond_their_limit_at_any_depth(self) -> None:
        long = record("gift", title="x" * 2001, objects=(Row({"description": "y" * 1_000_001}),))
        assert problems(long) == {
            "title": "Title: 2,001 characters are too many.",
            "objects": "Description: 1,000,001 characters are too many.",
        }

    @pytest.mark.parametrize(
        ("key", "row"),
        [
            ("donor", {"capacity": "Premier"}),
            ("citations", {"locator": "p. 1"}),
            ("tags", {}),
            ("attachments", {"name": "a.png", "sha256": "00"}),
            ("objects", {"materials": (Row({"text": ""}),)}),
            ("objects", {"maker": (Row({"capacity": "potter"}),)}),
        ],
    )
    def test_rows_without_what_they_are_about(self, key: str, row: dict[str, Value]) -> None:
        found = problems(record("gift", **{key: (Row(row),)}))
        assert list(found) == [key]
        assert found[key].endswith(".")

    def test_names_without_a_text(self) -> None:
        assert problems(record("person", names=(Row({"language": "ko"}),))) == {
            "names": "Names: Name is missing."
        }

    def test_more_rows_than_any_register_has(self) -> None:
        rows = (Row({"title": "Cup"}),) * (ROWS_LIMIT + 1)
        assert problems(record("gift", objects=rows)) == {
            "objects": "Objects: these are too many rows."
        }

    def test_two_rows_where_there_can_be_one(self) -> None:
        found = problems(record("event", visit=(*to(2), *to(3))))
        assert found == {"visit": "Part of the visit can be given only once."}


class TestRemarked:
    person = record("person", title="Kim", date="1912-04-15", died="1994-07-08")

    def test_a_gift_after_the_recipients_death_and_before_their_birth(self) -> None:
        gift = record("gift", date="1994-07-09", recipient=to())
        assert told(gift, self.person) == [("recipient", "Kim had died before this date.")]
        gift = record("gift", date="1912-04-14", donor=to())
        assert told(gift, self.person) == [("donor", "Kim was not born at this date.")]

    @pytest.mark.parametrize("day", ["1994-07-08", "July 1994", "1912", "", "before 1995", "1912/"])
    def test_no_date_that_may_lie_within_the_life(self, day: str) -> None:
        assert told(record("gift", date=day, recipient=to()), self.person) == []

    def test_the_date_of_the_link_counts_where_it_has_one(self) -> None:
        within = to(date=date("1990"))
        assert told(record("visit", date="1995", visitor=within), self.person) == []
        after = to(date=date("1996"))
        visit = record("visit", date="1990", visitor=after)
        assert told(visit, self.person) == [("visitor", "Kim had died before this date.")]

    def test_an_organisation_before_its_founding_and_after_its_end(self) -> None:
        body = record("organisation", title="Bureau", date="1950", dissolved="1960")
        assert told(record("gift", date="1949", donor=to()), body) == [
            ("donor", "Bureau was not founded at this date.")
        ]
        assert told(record("message", date="1961", sender=to()), body) == [
            ("sender", "Bureau had been dissolved before this date.")
        ]
        assert told(record("message", date="1955", sender=to()), body) == []

    @pytest.mark.parametrize(
        ("kind", "key"),
        [
            ("gift", "related"),
            ("person", "successor_of"),
            ("organisation", "member"),
            ("source", "author"),
        ],
    )
    def test_no_link_that_says_nothing_about_that_date(self, kind: str, key: str) -> None:
        assert told(record(kind, date="2001", **{key: to()}), self.person) == []

    def test_an_object_made_by_somebody_long_dead_is_nothing_odd(self) -> None:
        gift = record("gift", date="2001", objects=(Row({"title": "Vase", "maker": to()}),))
        assert told(gift, self.person) == []

    def test_a_capacity_outside_every_tenure_of_that_office(self) -> None:
        terms = (
            Row({"title": "Minister", "start": date("1990"), "end": date("1992")}),
            Row({"title": "Minister", "start": date("1995"), "end": date("1998")}),
        )
        minister = record("person", title="Li", tenures=terms)

        def gift(day: str, capacity: str) -> Record:
            return record("gift", date=day, donor=to(capacity=capacity))

        outside = [("donor", "Li did not hold this office at this date.")]
        assert told(gift("1993", "MINISTER"), minister) == outside
        assert told(gift("1999", "Minister"), minister) == outside
        assert told(gift("1996", "Minister"), minister) == []
        assert told(gift("1992-12-31", "Minister"), minister) == []
        assert told(gift("1993", "Mayor"), minister) == []
        assert told(gift("1993", ""), minister) == []

    def test_a_capacity_that_names_the_body_of_the_tenure_too(self) -> None:
        term = Row({"title": "Premier", "body": 3, "start": date("1998"), "end": date("2003")})
        premier = record("person", title="Zhu", tenures=(term,))
        gift = record("gift", date="2004", donor=to(capacity="Premier of the State Council"))
        assert told(gift, premier) == [("donor", "Zhu did not hold this office at this date.")]
        bodiless = Row({"title": "Premier", "end": date("2003")})
        assert told(gift, record("person", tenures=(bodiless,))) == []
        vice = record("gift", date="2004", donor=to(capacity="Vice-Premier of the State Council"))
        assert told(vice, premier) == []

    def test_a_date_that_was_not_understood_but_not_one_that_is_none(self) -> None:
        assert told(record("gift", date="some day")) == [
            ("date", "The date is kept as text: it was not understood.")
        ]
        assert told(record("gift", date="n.d.")) == []

    def test_an_end_before_the_beginning(self) -> None:
        assert told(record("person", date="1950", died="1949")) == [
            ("died", "The death lies before the birth.")
        ]
        assert told(record("organisation", date="1950", dissolved="1949")) == [
            ("dissolved", "The dissolution lies before the founding.")
        ]
        tenure = Row({"title": "Mayor", "start": date("1990"), "end": date("1989")})
        assert told(record("person", tenures=(tenure,))) == [
            ("tenures", "The office “Mayor” ends before it begins.")
        ]
        assert told(self.person) == []

    def test_a_link_to_itself(self) -> None:
        assert told(record("place", within=to(1))) == [
            ("within", "The record is linked to itself.")
        ]
