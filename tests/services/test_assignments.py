"""``FIELD=VALUE`` in all its forms, and what is said of the malformed ones."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from catalog_app.domain.errors import InvalidInput
from catalog_app.domain.fields import field_map
from catalog_app.domain.fieldtypes import Rows
from catalog_app.domain.records import Record, walk_rows
from catalog_app.services.naming import Names
from catalog_app.services.plain import read_record
from catalog_app.services.records import add_from, edit_from, trash
from catalog_app.services.searching import search
from catalog_app.services.workspace import Workspace

Add = Callable[..., int]
Show = Callable[[int], dict[str, Any]]


def titles(shown: list[dict[str, Any]]) -> list[str]:
    return [row["title"] for row in shown]


def refused(workspace: Workspace, kind: str, *texts: str) -> dict[str, str]:
    """What is said, by field; and nothing at all was changed."""
    before = workspace.store.counts(), workspace.store.steps()
    with pytest.raises(InvalidInput) as caught:
        add_from(workspace, kind, ["title=Refused", *texts] if kind != "person" else texts)
    assert (workspace.store.counts(), workspace.store.steps()) == before
    return caught.value.problems


class TestScalars:
    def test_plain_fields_are_read_by_their_types(self, add: Add, show: Show) -> None:
        gift = show(
            add(
                "gift",
                "title= Jade  Vase ",
                "date=July Juche 75 (1986)",
                "direction=Given",
                "acquisition=Gift",
                "summary=one\r\ntwo",
                "visibility=internal",
            )
        )
        assert (gift["title"], gift["direction"]) == ("Jade Vase", "given")
        assert (gift["date"]["text"], gift["date"]["edtf"]) == ("July Juche 75 (1986)", "1986-07")
        assert gift["acquisition"].casefold() == "gift"
        assert (gift["summary"], gift["visibility"]) == ("one\ntwo", "internal")

    def test_a_date_as_it_is_shown_is_taken_back_with_its_basis(self, add: Add, show: Show) -> None:
        stated = {"text": "spring, it seems", "edtf": "1986-21~", "basis": "inferred"}
        first = show(add("gift", "title=a", f"date={json.dumps(stated)}"))["date"]
        assert {key: first[key] for key in stated} == stated
        assert show(add("gift", "title=b", f"date={json.dumps(first)}"))["date"] == first

    def test_a_set_of_dates_is_not_taken_for_json(self, add: Add, show: Show) -> None:
        assert show(add("gift", "title=a", "date={1983,1984}"))["date"]["edtf"] == "{1983,1984}"

    def test_the_basis_that_a_printed_date_implies_is_kept(self, add: Add, show: Show) -> None:
        typed = show(add("gift", "title=a", "date=[1986]"))["date"]
        given = show(add("gift", "title=b", 'date={"text": "[1986]"}'))["date"]
        assert typed["basis"] == given["basis"] == "editorial"

    def test_clearing_and_setting_again(self, workspace: Workspace, add: Add, show: Show) -> None:
        number = add("gift", "title=a", "date=1986", "notes=x", "donor=Kim", "acquisition=gift")
        edit_from(workspace, number, ["date=", "notes=", "donor=", "acquisition="])
        shown = show(number)
        assert not {"date", "notes", "donor", "acquisition"} & set(shown)
        edit_from(workspace, number, ["notes=-", "donor=", "donor+=Kim"])
        assert show(number)["notes"] == "-"
        assert titles(show(number)["donor"]) == ["Kim"]

    def test_control_characters_reach_neither_record_nor_journal(
        self, workspace: Workspace, add: Add
    ) -> None:
        number = add("gift", "title=Jade\x00 \x1bVase", "notes=a\ud800b\ue000c")
        assert workspace.record(number).title == "Jade Vase"
        assert workspace.record(number)["notes"] == "abc"
        assert workspace.store.steps()[0].label == "Added gift “Jade Vase”"

    @pytest.mark.parametrize(
        ("text", "field", "message"),
        [
            ("title", "", "not of the form FIELD=VALUE"),
            ("=x", "", "not of the form FIELD=VALUE"),
            ("Title=x", "Title", "gift has no field “Title”. It has: title, number"),
            ("colour=red", "colour", "has no field “colour”"),
            ("notes+=x", "notes", "Notes holds one value: use = to set it."),
            ("direction=sideways", "direction", "is none of: received, given, exchanged"),
            ("acquisition=gfit", "acquisition", "Did you mean “"),
            ("acquisition=zzzz", "acquisition", "is not in the vocabulary “Manners of acqui"),
            ("number=" + "9" * 2001, "number", "2,001 characters are too many"),
            ('date={"edtf": "1986-99"}', "date", "Date: "),
            ('date={"year": 1986}', "date", "a date has text, edtf and basis"),
            ('date={"edtf": [1]}', "date", "a text is expected here, not [1]"),
        ],
    )
    def test_what_cannot_be_read_is_told_at_its_field(
        self, workspace: Workspace, text: str, field: str, message: str
    ) -> None:
        found = refused(workspace, "gift", text)
        assert list(found) == [field]
        assert message in found[field]

    def test_one_value_given_twice_is_refused(self, workspace: Workspace) -> None:
        found = refused(workspace, "gift", "notes=a", "notes=b")
        assert found == {"notes": "Notes can be given only once."}

    def test_ten_megabytes_of_a_word_are_refused_at_once(self, workspace: Workspace) -> None:
        for key in ("title", "notes", "acquisition", "donor", "tags"):
            with pytest.raises(InvalidInput, match="characters are too many"):
                add_from(workspace, "gift", [f"{key}={'x' * 10_000_000}"])


class TestLinks:
    def test_a_name_makes_a_person_unless_another_kind_is_written(
        self, add: Add, show: Show
    ) -> None:
        gift = show(
            add(
                "gift",
                "title=a",
                "donor=organisation:Liaoning Border Trade Company;as=general manager",
                "recipient=Kim",
                "place=Shenyang",
            )
        )
        assert [(row["kind"], row["title"]) for row in gift["links"]] == [
            ("organisation", "Liaoning Border Trade Company"),
            ("person", "Kim"),
            ("place", "Shenyang"),
        ]
        assert gift["donor"][0]["capacity"] == "general manager"

    def test_a_link_takes_all_its_options(self, add: Add, show: Show) -> None:
        text = "donor=Kim ;as=Premier; and more;date=May 1986;certainty=inferred;alt=2;note=so"
        row = show(add("gift", "title=a", text))["donor"][0]
        assert row["title"] == "Kim"
        assert row["capacity"] == "Premier; and more"
        assert (row["date"]["edtf"], row["certainty"]) == ("1986-05", "inferred")
        assert (row["alternative"], row["note"]) == (2, "so")

    @pytest.mark.parametrize(
        "text",
        [
            'donor=["Kim;as=Premier", "organisation:Office"]',
            'donor=[{"target": "Kim", "capacity": "Premier"}, {"target": "organisation:Office"}]',
        ],
    )
    def test_several_links_are_given_as_a_list(self, add: Add, show: Show, text: str) -> None:
        rows = show(add("gift", "title=a", text))["donor"]
        assert [(row["kind"], row["title"]) for row in rows] == [
            ("person", "Kim"),
            ("organisation", "Office"),
        ]
        assert rows[0]["capacity"] == "Premier"

    def test_an_and_within_a_name_divides_nothing(self, add: Add, show: Show) -> None:
        rows = show(add("gift", "title=a", "donor=organisation:Bureau and Committee"))["donor"]
        assert titles(rows) == ["Bureau and Committee"]

    def test_links_given_twice_are_both_there_and_plus_adds(
        self, workspace: Workspace, add: Add, show: Show
    ) -> None:
        number = add("gift", "title=a", "donor=A", "donor=B")
        edit_from(workspace, number, ["donor+=C", "donor+=D"])
        assert titles(show(number)["donor"]) == ["A", "B", "C", "D"]
        edit_from(workspace, number, ["donor=E"])
        assert titles(show(number)["donor"]) == ["E"]

    def test_the_same_new_name_twice_makes_one_person(self, workspace: Workspace, add: Add) -> None:
        add(
            "gift",
            "title=a",
            "donor=Kim Jong-un",
            "presenter=KIM JŎNG-ŬN",
            "recipient=person:Kim Jong Un",
        )
        assert workspace.store.counts()["person"] == 1

    @pytest.mark.parametrize(
        "typed", ["Kim Jŏng-ŭn", "kim jong un", "Kim Jongun", "KIM JONG-UN", "김정은", "金正恩"]
    )
    def test_a_variant_in_any_spelling_finds_the_person(
        self, workspace: Workspace, add: Add, show: Show, typed: str
    ) -> None:
        person = add("person", "title=Kim Jong Un", 'names+=["김정은", "金正恩"]')
        assert show(add("gift", "title=a", f"donor={typed}"))["donor"][0]["id"] == person

    @pytest.mark.parametrize("stored", ["Xi Zhong-xun", "Xi Zhongxun", "Xi Zhong Xun"])
    @pytest.mark.parametrize("typed", ["Xi Zhong-xun", "Xi Zhongxun", "Xi Zhong Xun"])
    def test_hyphens_and_blanks_make_no_second_person(
        self, workspace: Workspace, add: Add, stored: str, typed: str
    ) -> None:
        add("person", f"title={stored}")
        add("gift", "title=a", f"donor={typed}")
        assert workspace.store.counts()["person"] == 1

    def test_a_record_is_named_by_number_or_by_uid_in_either_case(
        self, workspace: Workspace, add: Add, show: Show
    ) -> None:
        person = add("person", "title=Kim")
        uid = workspace.record(person).uid
        for name in (f"#{person}", uid, uid.upper(), f" #{person} "):
            assert show(add("gift", "title=a", f"donor={name}"))["donor"][0]["id"] == person
        gift = add("gift", "title=b", f'donor={{"target": {person}}}')
        assert show(gift)["donor"][0]["id"] == person

    def test_an_ambiguous_name_is_refused_with_the_numbers_to_choose_from(
        self, workspace: Workspace, add: Add
    ) -> None:
        first, second = add("person", "title=Lee"), add("organisation", "title=Lee")
        found = refused(workspace, "gift", "donor=LEE")
        assert f"#{first} Lee" in found["donor"]
        assert f"#{second} Lee" in found["donor"]
        assert add("gift", "title=a", "donor=person:Lee")

    @pytest.mark.parametrize("name", ["", ";as=Premier", "person:", "…", "'", "  ;as=x"])
    def test_a_link_without_a_name_is_refused(self, workspace: Workspace, name: str) -> None:
        if name:
            assert "A name is missing" in refused(workspace, "gift", f"donor={name}")["donor"]
        found = refused(workspace, "gift", f'donor={{"target": "{name.partition(";")[0]}"}}')
        assert "missing" in found["donor"]

    @pytest.mark.parametrize(
        "name", ["#0", "#99999999999999999999", "#-1", "#", "#x", "#1 2", "#999999999999999999"]
    )
    def test_a_number_that_is_none_makes_no_person(self, workspace: Workspace, name: str) -> None:
        found = refused(workspace, "gift", f"donor={name}")
        assert found["donor"].startswith("Presented by: There is no record ")

    @pytest.mark.parametrize(
        "target",
        ["true", "[1]", "-3", '{"title": "Kim"}', '{"id": "3"}', '{"id": true}', "{}", "1.5e3x"],
    )
    def test_a_target_that_names_nothing_makes_no_person(
        self, workspace: Workspace, target: str
    ) -> None:
        assert list(refused(workspace, "gift", f'donor={{"target": {target}}}')) == ["donor"]

    @pytest.mark.parametrize("name", ["Kim;role=x", "Kim; capacity=Premier"])
    def test_a_misspelt_option_does_not_become_part_of_a_name(
        self, workspace: Workspace, name: str
    ) -> None:
        assert "is no part of a name" in refused(workspace, "gift", f"donor={name}")["donor"]

    def test_targets_in_the_trash_or_of_another_kind_are_refused(
        self, workspace: Workspace, add: Add
    ) -> None:
        place, person = add("place", "title=Beijing"), add("person", "title=Kim")
        trash(workspace, [person])
        assert "kind “place”" in refused(workspace, "gift", f"donor=#{place}")["donor"]
        assert "cannot stand here" in refused(workspace, "gift", "donor=place:Beijing")["donor"]
        assert "is in the trash" in refused(workspace, "gift", f"donor=#{person}")["donor"]

    def test_visits_and_events_are_not_made_from_a_name_alone(self, workspace: Workspace) -> None:
        assert (
            "Nothing is called “The visit”"
            in refused(workspace, "gift", "occasion=The visit")["occasion"]
        )

    def test_an_event_is_part_of_one_visit(self, workspace: Workspace, add: Add) -> None:
        visit = add("visit", "title=Visit")
        event = add("event", "title=Talks", f"visit=#{visit}")
        again = "Part of the visit can be given only once."
        with pytest.raises(InvalidInput, match=again):
            edit_from(workspace, event, [f"visit+=#{visit}"])
        assert refused(workspace, "event", f'visit=[{{"id": {visit}}}, {{"id": {visit}}}]') == {
            "visit": again
        }


class TestCompounds:
    def test_an_object_with_everything_in_it(self, add: Add, show: Show) -> None:
        given = {
            "title": "Cabbage",
            "number": "1986.5.1",
            "count": 2,
            "materials": ["jade", {"term": "wood", "text": "Wooden stand"}, {"text": "Nephrit"}],
            "dimensions": ["30 cm high", {"type": "height", "amount": 30.50, "unit": "cm"}],
            "inscriptions": [{"text": "萬歲", "script": "Hant", "translation": "Long life"}],
            "parts": ["Stand", {"title": "Lid", "count": 1}],
            "maker": "organisation:Workshop;as=carver",
            "made": "c. 1980",
            "made_at": ["Suzhou"],
            "valuation": {"amount": "1,500.00", "currency": "USD", "date": "2001-01-01"},
            "citations": {"source": "Album", "locator": "p. 3"},
        }
        [found] = show(add("gift", "title=a", f"objects+={json.dumps(given)}"))["objects"]
        assert [(row.get("term"), row.get("text")) for row in found["materials"]] == [
            ("jade", None),
            ("wood", "Wooden stand"),
            (None, "Nephrit"),
        ]
        assert [row.get("amount", row.get("text")) for row in found["dimensions"]] == [
            "30 cm high",
            "30.5",
        ]
        assert [row["title"] for row in found["parts"]] == ["Stand", "Lid"]
        assert found["maker"][0]["kind"] == "organisation"
        assert found["maker"][0]["capacity"] == "carver"
        assert found["made_at"][0]["kind"] == "place"
        assert found["valuation"][0]["amount"] == "1500.00"
        assert found["citations"][0]["source"]["kind"] == "source"
        assert found["count"] == 2

    @pytest.mark.parametrize(
        ("text", "key", "value"),
        [
            (
                'valuation+={"amount": 1500, "currency": "USD", "date": "2001-01-01"}',
                "amount",
                "1500",
            ),
            ("valuation+=1500.50", "amount", "1500.50"),
            ("location+=Hall 3", "text", "Hall 3"),
            ('condition+={"text": "cracked", "party": "Kim"}', "text", "cracked"),
            ("disposition+=retained", "term", "retained"),
            ('loan+={"party": "organisation:Museum", "until": "2002"}', "until", None),
        ],
    )
    def test_every_kind_of_history_row(
        self, add: Add, show: Show, text: str, key: str, value: object
    ) -> None:
        [row] = show(add("gift", "title=a", text))[text.partition("+=")[0]]
        assert row[key] == value or row[key]["edtf"] == "2002"

    def test_names_tenures_works_and_citations(self, add: Add, show: Show) -> None:
        person = show(
            add(
                "person",
                "title=Li",
                'names+={"text": "李", "script": "Hans", "scheme": "汉字"}',
                'tenures+={"title": "Mayor", "body": "City", "start": "1986", "end": "1990?"}',
                "citations+=Album",
            )
        )
        assert [row["text"] for row in person["names"]] == ["李", "Li"]
        assert person["title"] == "Li"
        assert person["tenures"][0]["body"]["kind"] == "organisation"
        assert person["tenures"][0]["end"]["edtf"] == "1990?"
        event = show(
            add("event", "title=Concert", 'works=["Arirang", {"title": "Sea", "type": "song"}]')
        )
        assert titles(event["works"]) == ["Arirang", "Sea"]

    def test_yes_and_no_can_be_written_as_json_writes_them(self, add: Add, show: Show) -> None:
        number = add("person", 'names=[{"text": "A"}, {"text": "B", "preferred": true}]')
        assert show(number)["title"] == "B"

    def test_tags_are_made_as_they_come(self, workspace: Workspace, add: Add, show: Show) -> None:
        gift = show(add("gift", "title=a", "tags=Silk Road", "tags=silk-road", 'tags+=["jade"]'))
        assert [row["term"] for row in gift["tags"]] == ["Silk Road", "Silk Road", "jade"]
        assert [term.label for term in workspace.store.terms("tag")] == ["jade", "Silk Road"]

    def test_a_tag_made_by_a_refused_command_is_not_there(self, workspace: Workspace) -> None:
        refused(workspace, "gift", "tags=New", "direction=sideways")
        assert workspace.store.terms("tag") == []

    def test_an_unknown_term_is_refused_with_what_may_be_meant(self, workspace: Workspace) -> None:
        found = refused(workspace, "gift", 'objects={"title": "Vase", "materials": ["jde"]}')
        assert "“jde” is not in the vocabulary “Materials”. Did you mean" in found["objects"]
        assert "“jade”" in found["objects"]

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ('objects={"colour": "red"}', "“colour” is no part of Objects; it has number, title"),
            ('objects={"parts": {"x": 1}}', "“x” is no part of Parts; it has number, title"),
            ('objects={"maker": {"name": "x"}}', "“name” is no part of Maker"),
            ('objects={"valuation": {"citations": {"page": 1}}}', "“page” is no part of Sources"),
            ('objects={"title": true}', "a text is expected here, not true."),
            ('objects={"title": ["a"]}', 'a text is expected here, not ["a"].'),
            ('objects={"title": {"a": null}}', 'a text is expected here, not {"a": null}.'),
            ('objects={"count": 1.5}', "“1.5” is not a whole number"),
            ('objects={"count": -1}', "“-1” is not a whole number"),
            ('objects={"count": 99999999999999999999}', "is not a whole number"),
            ('objects={"materials": [["jade"]]}', 'a text is expected here, not ["jade"]'),
            ('objects={"materials": [false]}', "a text is expected here, not false."),
            ('objects={"materials": [{}]}', "a term or the words as printed are missing"),
            ('objects={"type": []}', "a text is expected here, not []."),
            ('objects={"type": {"label": 0}}', "is not in the vocabulary"),
            ('valuation={"amount": NaN}', "NaN is no number"),
            ('valuation={"amount": -Infinity}', "Infinity is no number"),
            ('valuation={"amount": 1.5e3}', "“1.5e3” is not a number such as"),
            ('valuation={"amount": "1,50"}', "“1,50” is not a number such as"),
            ('objects={"title": "x"', "this is not JSON"),
            ("objects=[Untitled]", "this is not JSON"),
            ("objects=" + "[" * 100_000, "this is not JSON"),
            ("objects=" + "[" * 500 + "]" * 500, "a text is expected here"),
            ('objects={"count": ' + "9" * 5000 + "}", "this is not JSON"),
            ('objects={"count": ' + "9" * 4000 + "}", "is not a whole number"),
            ('attachments={"name": "x", "sha256": "' + "0" * 64 + '"}', "attached as files"),
            ('objects={"attachments": [{"sha256": "' + "0" * 64 + '"}]}', "attached as files"),
        ],
    )
    def test_malformed_compounds_are_told_at_their_field(
        self, workspace: Workspace, text: str, message: str
    ) -> None:
        found = refused(workspace, "gift", text)
        assert list(found) == [text.partition("=")[0]]
        said = next(iter(found.values()))
        assert message in said
        assert len(said) < 1200

    def test_null_is_nothing(self, workspace: Workspace, add: Add) -> None:
        number = add(
            "gift", 'objects=[{"title": "Vase", "number": null, "materials": null}]', "title=a"
        )
        assert dict(workspace.record(number).rows("objects")[0].values) == {"title": "Vase"}
        assert "missing" in refused(workspace, "gift", 'donor=[{"target": null}]')["donor"]


CABBAGE = {
    "title": "Cabbage",
    "number": "1986.5.1",
    "count": 1,
    "materials": ["jade", {"term": "wood", "text": "Wooden"}],
    "dimensions": [{"type": "height", "amount": "30.50", "unit": "cm", "extent": "leaf"}],
    "inscriptions": [{"text": "萬歲"}],
    "parts": ["Stand"],
    "made": "c. 1980",
    "maker": {"target": "organisation:Workshop", "capacity": "carver", "citations": "Album"},
    "made_at": "Suzhou",
    "valuation": {"amount": "5.00"},
    "location": "Case 2",
    "citations": [{"source": "Album", "note": "so"}],
}
CITED = {"source": "Album", "locator": "l. 3", "certainty": "inferred"}
QUOTED = {
    "source": "Album",
    "quotation": "“a cabbage”\nof jade",
    "field": "donor",
    "visibility": "internal",
}
WORTH = {"amount": "1,500.10", "currency": "USD", "date": "2001", "party": "Li"}
RICH = [
    "title=Jade Cabbage",
    "number=1986.5",
    "date=July Juche 75 (1986)",
    "status=checked",
    "donor=organisation:Liaoning Border Trade Company;as=general manager;alt=1",
    "donor+=Li;certainty=uncertain;date=[1986];alt=1;note=perhaps",
    f"donor+={json.dumps({'target': 'Wang', 'citations': [CITED]})}",
    "presenter=Zhao",
    "recipient=Kim",
    "place=Shenyang",
    "related=Kim",
    "tags=jade",
    "tags=Silk",
    "citations=Album",
    f"citations+={json.dumps(QUOTED)}",
    f"valuation={json.dumps({**WORTH, 'citations': 'Album'})}",
    "location=Hall 3",
    "location=Hall 4",
    "condition=good",
    "disposition=retained",
    'loan={"party": "organisation:Museum", "until": "before 2002"}',
    'objects+={"title": "Stand"}',
]


def essence(record: Record) -> object:
    """A record but for its version and times."""
    return record.values, record.uid, record.trashed_at


class TestShownAndTakenBack:
    @pytest.fixture
    def rich(self, workspace: Workspace, add: Add) -> int:
        words = {
            vocabulary: workspace.store.terms(vocabulary)[0].label
            for vocabulary in ("object_type", "technique")
        }
        cabbage = {
            **CABBAGE,
            "type": words["object_type"],
            "techniques": [{"term": words["technique"], "text": "carved"}],
        }
        return add("gift", f"objects={json.dumps(cabbage)}", *RICH)

    def test_every_repeatable_field_as_shown_changes_nothing(
        self, workspace: Workspace, rich: int, show: Show
    ) -> None:
        before = workspace.record(rich)
        shown = show(rich)
        steps = len(workspace.store.steps())
        for key, field in field_map("gift").items():
            if isinstance(field.type, Rows) and key in shown:
                edit_from(workspace, rich, [f"{key}={json.dumps(shown[key])}"])
                assert essence(workspace.record(rich)) == essence(before), key
        assert len(workspace.store.steps()) == steps

    def test_all_of_it_at_once_changes_nothing(
        self, workspace: Workspace, rich: int, show: Show
    ) -> None:
        before, shown = workspace.record(rich), show(rich)
        texts = [
            f"{key}={value if isinstance(value, str) else json.dumps(value)}"
            for key, value in shown.items()
            if key in field_map("gift")
        ]
        assert not edit_from(workspace, rich, texts)
        assert essence(workspace.record(rich)) == essence(before)

    def test_as_a_new_record_it_says_the_same_with_rows_of_its_own(
        self, workspace: Workspace, rich: int, show: Show
    ) -> None:
        shown = show(rich)
        texts = [
            f"{key}={value if isinstance(value, str) else json.dumps(value)}"
            for key, value in shown.items()
            if key in field_map("gift")
        ]
        second, _ = add_from(workspace, "gift", texts)
        old, new = ([row for _, row in walk_rows(workspace.record(n))] for n in (rich, second))
        assert len(old) == len(new)
        assert {row.uid for row in old if row.uid}.isdisjoint(row.uid for row in new)
        assert workspace.store.counts()["person"] == 4
        # Both say the same, but for the numbers of their rows.
        assert _without_numbers(show(second)) == _without_numbers(shown)

    def test_one_row_changed_is_that_row_with_its_uid(
        self, workspace: Workspace, rich: int, show: Show
    ) -> None:
        objects = show(rich)["objects"]
        objects[0]["title"] = "Chinese cabbage"
        edit_from(workspace, rich, [f"objects={json.dumps(objects[::-1])}"])
        after = show(rich)["objects"]
        assert titles(after) == ["Stand", "Chinese cabbage"]
        assert [row["uid"] for row in after] == [row["uid"] for row in objects[::-1]]

    def test_a_row_added_with_a_number_it_carries_is_another_row(
        self, workspace: Workspace, rich: int, show: Show
    ) -> None:
        first = show(rich)["objects"][0]
        edit_from(workspace, rich, [f"objects+={json.dumps(first)}"])
        after = show(rich)["objects"]
        assert titles(after) == ["Cabbage", "Stand", "Cabbage"]
        assert after[0]["uid"] != after[2]["uid"]

    def test_a_row_given_twice_is_that_row_and_a_copy(
        self, workspace: Workspace, rich: int, show: Show
    ) -> None:
        first = show(rich)["objects"][0]
        edit_from(workspace, rich, [f"objects={json.dumps([first, first])}"])
        after = show(rich)["objects"]
        assert titles(after) == ["Cabbage", "Cabbage"]
        assert after[0]["uid"] == first["uid"] != after[1]["uid"]

    def test_a_record_read_from_plain_values_has_no_row_numbers_yet(
        self, workspace: Workspace, rich: int, show: Show
    ) -> None:
        shown = {key: value for key, value in show(rich).items() if key in field_map("gift")}
        read = read_record("gift", shown, Names(workspace))
        assert {row.id for _, row in walk_rows(read)} == {0}
        assert len(list(walk_rows(read))) == len(list(walk_rows(workspace.record(rich))))

    def test_a_row_number_of_another_record_is_not_taken_over(
        self, workspace: Workspace, rich: int, show: Show, add: Add
    ) -> None:
        stolen = show(rich)["objects"]
        other = add("gift", "title=Other")
        edit_from(workspace, other, [f"objects={json.dumps(stolen)}"])
        assert {row["uid"] for row in show(other)["objects"]}.isdisjoint(
            row["uid"] for row in stolen
        )
        assert show(rich)["objects"] == stolen

    def test_what_is_found_of_it_stays_the_same(self, workspace: Workspace, rich: int) -> None:
        for query in ("donor:liaoning", "maker:workshop", "material:wooden", "value:1500.10"):
            assert search(workspace, query, kind="gift").total == 1, query


def _without_numbers(value: Any) -> Any:
    if isinstance(value, dict):
        dropped = ("row", "uid", "id", "version", "created_at", "updated_at")
        return {k: _without_numbers(v) for k, v in value.items() if k not in dropped}
    if isinstance(value, list):
        return [_without_numbers(entry) for entry in value]
    return value
