"""Merging: nothing that either record states is lost."""

from typing import Any

from catalog_app.domain import dates
from catalog_app.domain.fieldtypes import Row
from catalog_app.domain.merging import merged
from catalog_app.domain.records import Record


def gift(number: int, /, **values: Any) -> Record:
    return Record("gift", {"title": f"Gift {number}", **values}, id=number)


def joined(keep: Record, other: Record) -> Record:
    rows: dict[str, Any] = {}
    for record in (keep, other):
        for key, value in record.values.items():
            if isinstance(value, tuple):
                rows[key] = (*rows.get(key, ()), *value)
    return merged(keep, other, keep.with_values(**rows))


def test_empty_fields_are_filled_and_texts_joined() -> None:
    both = joined(gift(1, summary="One."), gift(2, summary="Two.", circumstances="Why"))
    assert both["summary"] == "One.\n\nTwo."
    assert both["circumstances"] == "Why"


def test_what_the_two_state_differently_is_set_down_in_the_notes() -> None:
    keep = gift(1, number="1986.1", date=dates.understand("1986").value(), credit_line="A")
    other = gift(2, number="1986.9", date=dates.understand("1987").value(), credit_line="B")
    both = joined(keep, other.with_values(notes="Seen."))
    assert both["number"] == "1986.1"
    assert both["notes"] == "Seen.\n\nTitle: Gift 2\nNumber: 1986.9\nDate: 1987\nCredit line: B"


def test_a_choice_that_was_made_is_not_overruled_by_another() -> None:
    assert joined(gift(1), gift(2, direction="given"))["direction"] == "received"
    assert joined(gift(1), gift(2, certainty="uncertain"))["certainty"] == "stated"
    assert joined(gift(1), gift(2, status="checked"))["status"] == "draft"


def test_what_was_internal_stays_internal() -> None:
    assert joined(gift(1), gift(2, visibility="internal"))["visibility"] == "internal"
    assert joined(gift(1, visibility="internal"), gift(2))["visibility"] == "internal"


def test_links_that_say_the_same_are_one_and_keep_the_citations_of_both() -> None:
    first = Row({"target": 7, "citations": (Row({"source": 3}, 31),)}, 11)
    second = Row({"target": 7, "citations": (Row({"source": 4}, 32),)}, 12)
    other = Row({"target": 7, "capacity": "Premier"}, 13)
    both = joined(gift(1, donor=(first,)), gift(2, donor=(second, other)))
    links = both.rows("donor")
    assert [row.values.get("capacity", "") for row in links] == ["", "Premier"]
    citations = links[0]["citations"]
    assert isinstance(citations, tuple)
    assert [row["source"] for row in citations] == [3, 4]


def test_a_link_between_the_two_goes() -> None:
    both = joined(gift(1, related=(Row({"target": 2}, 11),)), gift(2))
    assert both.rows("related") == ()


def test_history_is_kept_row_by_row_and_objects_thing_by_thing() -> None:
    same = {"text": "Hall 3"}
    keep = gift(1, location=(Row(same, 1),), objects=(Row({"title": "Cup"}, 1, "a"),))
    other = gift(2, location=(Row(same, 2),), objects=(Row({"title": "Cup"}, 2, "b"),))
    both = joined(keep, other)
    assert [row.id for row in both.rows("location")] == [1, 2]
    assert [row.uid for row in both.rows("objects")] == ["a", "b"]


def test_the_names_of_the_other_become_variants_spelling_folded() -> None:
    def person(number: int, *names: str) -> Record:
        rows = tuple(
            Row({"text": name, "preferred": "" if at else "yes"}, number * 10 + at)
            for at, name in enumerate(names)
        )
        return Record("person", {"title": names[0], "names": rows}, id=number)

    both = joined(person(1, "Kim Jong Un", "김정은"), person(2, "Kim Jŏng-ŭn", "Gim Jeong-eun"))
    assert both.title == "Kim Jong Un"
    assert [row["text"] for row in both.rows("names")] == [
        "Kim Jong Un",
        "김정은",
        "Gim Jeong-eun",
    ]
    assert [row.values.get("preferred") for row in both.rows("names")] == ["yes", "", ""]
