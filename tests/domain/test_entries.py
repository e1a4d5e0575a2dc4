"""What the search index holds of a record."""

from decimal import Decimal
from typing import Any

from catalog_app.domain import dates
from catalog_app.domain.entries import (
    LIVE,
    TRASH,
    Entry,
    build_entry,
    kind_token,
    party_token,
    property_token,
    term_token,
)
from catalog_app.domain.fieldtypes import Row, Value
from catalog_app.domain.records import Record

NAMES = {7: ("Beijing", "Peking", "北京"), 8: ("Xi Zhong-xun",), 9: ("Album",)}


def entry(kind: str, trashed: str | None = None, **values: Any) -> Entry:
    read: dict[str, Value] = {"title": "A title", **values}
    record = Record(kind, read, id=1, trashed_at=trashed)
    return build_entry(record, NAMES.__getitem__, {3: "Jade (nephrite)"}.__getitem__)


def test_all_names_of_linked_parties_and_places_are_found_under_the_role() -> None:
    found = entry("gift", place=(Row({"target": 7}),), donor=(Row({"target": 8}),))
    assert found.words["place"] == "beijing peking 北 京"
    assert found.words["donor"] == "xi zhong xun xi zhongxun"
    assert {party_token(7), party_token(8)} <= found.tokens


def test_objects_are_found_by_their_own_words_terms_makers_and_captions() -> None:
    thing = Row(
        {
            "title": "Vase",
            "number": "1986.5.1",
            "materials": (Row({"term": 3, "text": "Jadework"}),),
            "maker": (Row({"target": 8, "capacity": "Master"}),),
            "attachments": (Row({"caption": "The back", "name": "b.jpg"}),),
            "inscriptions": (Row({"text": "萬歲", "translation": "Long life"}),),
        }
    )
    found = entry("gift", objects=(thing,))
    assert found.words["title"] == "a title vase"
    assert found.words["number"] == "1986 5 1"
    assert found.words["material"] == "jade nephrite jadework"
    assert found.words["maker"] == "xi zhong xun xi zhongxun"
    assert found.words["capacity"] == "master"
    assert found.words["caption"] == "the back"
    assert found.words["inscription"] == "萬 歲 long life"
    assert {term_token(3), property_token("image")} <= found.tokens


def test_names_are_found_however_they_are_divided() -> None:
    found = entry("person", names=(Row({"text": "Kim Jong-un"}), Row({"text": "金正恩"})))
    assert "kimjongun" in found.words["name"].split()
    assert "kim jong un" in found.words["name"]
    assert "金 正 恩" in found.words["name"]


def test_dates_are_found_as_printed_and_by_their_days() -> None:
    found = entry("gift", date=dates.understand("July Juche 75 (1986)").value())
    assert "juche 75 1986" in found.words["text"]
    assert found.lo == dates.day_from_iso("1986-07-01")
    assert found.hi == dates.day_from_iso("1986-07-31")


def test_values_of_the_gift_and_of_its_objects_count() -> None:
    own = (Row({"amount": Decimal("1.50")}),)
    found = entry("gift", valuation=own, objects=(Row({"valuation": own}),))
    assert found.amounts == (Decimal("1.50"), Decimal("1.50"))


def test_measures_are_no_values() -> None:
    measure = Row({"dimensions": (Row({"amount": Decimal(30), "unit": "cm"}),)})
    assert entry("gift", objects=(measure,)).amounts == ()


def test_properties_say_what_a_record_is() -> None:
    assert entry("visit").tokens == {
        LIVE,
        kind_token("visit"),
        property_token("draft"),
        property_token("public"),
    }
    thrown = entry("visit", "2001-01-01", status="checked", visibility="internal").tokens
    assert {TRASH, *map(property_token, ("checked", "internal", "trashed"))} <= thrown
    assert LIVE not in thrown


def test_rival_or_doubtful_links_make_a_record_uncertain() -> None:
    unsure = property_token("uncertain")
    assert unsure in entry("gift", donor=(Row({"target": 8, "alternative": 1}),)).tokens
    assert unsure in entry("gift", donor=(Row({"target": 8, "certainty": "inferred"}),)).tokens
    assert unsure in entry("visit", certainty="implied").tokens
    assert unsure not in entry("gift", donor=(Row({"target": 8, "certainty": "stated"}),)).tokens
