"""What becomes of records: added, changed, thrown away, merged, doubled, put in order."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from catalog_app.domain.errors import InvalidInput, NotFound, Refused
from catalog_app.domain.fieldtypes import Row, Value
from catalog_app.domain.query import parse
from catalog_app.domain.records import Record
from catalog_app.services import records
from catalog_app.services.history import undo
from catalog_app.services.records import edit_from
from catalog_app.services.searching import search
from catalog_app.services.workspace import Workspace

Add = Callable[..., int]
Show = Callable[[int], dict[str, Any]]


def found(workspace: Workspace, query: str) -> list[str]:
    return sorted(brief.title for brief in search(workspace, query).records)


def remarked(workspace: Workspace, number: int) -> list[str]:
    return [
        f"{remark.field}: {remark.message}"
        for remark in records.look_over(workspace, workspace.record(number))
    ]


class TestSaving:
    def test_what_is_stored_is_what_was_given(self, workspace: Workspace) -> None:
        values: dict[str, Value] = {"title": "Vase", "objects": (Row({"title": "Lid"}),)}
        number, changes = records.add(workspace, Record("gift", values))
        stored = workspace.record(number)
        assert (stored.title, stored.rows("objects")[0]["title"]) == ("Vase", "Lid")
        assert (stored.version, changes.records) == (1, (number,))
        assert stored.uid
        assert stored.created_at

    def test_what_is_refused_leaves_no_step(self, workspace: Workspace) -> None:
        steps = workspace.store.steps()
        with pytest.raises(InvalidInput, match="A title is missing"):
            records.add(workspace, Record("gift"))
        with pytest.raises(InvalidInput, match="There is no kind “statue”: visit, event"):
            records.add_from(workspace, "statue", ["title=x"])
        assert workspace.store.steps() == steps

    def test_saving_over_something_newer_is_refused(self, workspace: Workspace, add: Add) -> None:
        number = add("gift", "title=Vase")
        old = workspace.record(number)
        records.save(workspace, old, old.with_values(notes="mine"))
        with pytest.raises(Refused, match="“Vase” was changed elsewhere meanwhile"):
            records.save(workspace, old, old.with_values(notes="yours"))
        assert workspace.record(number)["notes"] == "mine"

    def test_saving_what_was_undone_meanwhile_is_refused(
        self, workspace: Workspace, add: Add
    ) -> None:
        number = add("gift", "title=Vase")
        edit_from(workspace, number, ["notes=x"])
        seen = workspace.record(number)
        undo(workspace)
        with pytest.raises(Refused, match="changed elsewhere"):
            records.save(workspace, seen, seen.with_values(notes="y"))

    def test_nothing_changed_is_no_step(self, workspace: Workspace, add: Add) -> None:
        number = add("gift", "title=Vase", "donor=Kim")
        record = workspace.record(number)
        assert not records.save(workspace, record, record)
        assert workspace.record(number).version == record.version

    def test_history_rows_are_added_and_never_changed_or_taken_away(
        self, workspace: Workspace, add: Add, show: Show
    ) -> None:
        number = add("gift", "title=Vase", "location=Hall 3")
        [row] = show(number)["location"]
        with pytest.raises(Refused, match="Location: earlier entries stay as they are"):
            edit_from(workspace, number, ["location="])
        with pytest.raises(Refused, match="earlier entries stay"):
            edit_from(workspace, number, ["location=Hall 4"])
        with pytest.raises(Refused, match="earlier entries stay"):
            edit_from(workspace, number, [f"location={json.dumps({**row, 'text': 'Hall 4'})}"])
        edit_from(workspace, number, ["location+=Hall 4"])
        assert [entry["text"] for entry in show(number)["location"]] == ["Hall 3", "Hall 4"]

    def test_a_new_title_renames_somebody_everywhere(self, workspace: Workspace, add: Add) -> None:
        person = add("person", "title=Kim", "names+=Gim")
        add("gift", "title=Vase", f"donor=#{person}")
        edit_from(workspace, person, ["title=Park"])
        assert found(workspace, "donor:park") == ["Vase"]
        assert found(workspace, "donor:kim") == []
        assert found(workspace, "donor:gim") == ["Vase"]
        assert found(workspace, "name:gim") == ["Park"]

    def test_a_title_and_a_name_given_together_are_both_kept(
        self, workspace: Workspace, add: Add, show: Show
    ) -> None:
        shown = show(add("person", "title=Deng Xiaoping", "names+=邓小平"))
        assert shown["title"] == "Deng Xiaoping"
        assert {row["text"] for row in shown["names"]} == {"邓小平", "Deng Xiaoping"}


class TestDoubts:
    def test_a_gift_after_the_recipients_death_is_stored_and_remarked_upon(
        self, workspace: Workspace, add: Add
    ) -> None:
        add("person", "title=Kim", "date=1912", "died=1994-07-08")
        number = add("gift", "title=Vase", "date=1995", "recipient=Kim")
        assert remarked(workspace, number) == ["recipient: Kim had died before this date."]

    def test_a_giver_not_founded_yet_is_remarked_upon(self, workspace: Workspace, add: Add) -> None:
        add("organisation", "title=Bureau", "date=1990")
        number = add("gift", "title=Vase", "date=1985", "donor=organisation:Bureau")
        assert remarked(workspace, number) == ["donor: Bureau was not founded at this date."]

    @pytest.mark.parametrize("spelling", ["1986.5", "1986-5", "1986/5", "1986 5", "１９８６．５"])
    def test_a_number_used_twice_in_another_spelling_is_remarked_upon(
        self, workspace: Workspace, add: Add, spelling: str
    ) -> None:
        add("gift", "title=a", "number=1986.5")
        number = add("gift", "title=b", f"number={spelling}")
        assert remarked(workspace, number) == ["number: The number 1986.5 is used already."]

    def test_a_number_with_and_without_its_hyphen_is_one(
        self, workspace: Workspace, add: Add
    ) -> None:
        first, second = add("gift", "title=a", "number=G-12"), add("gift", "title=b", "number=G12")
        assert remarked(workspace, first) == ["number: The number G12 is used already."]
        assert remarked(workspace, second) == ["number: The number G-12 is used already."]

    def test_numbers_of_objects_count_too(self, workspace: Workspace, add: Add) -> None:
        add("gift", "title=a", 'objects={"title": "x", "number": "1986.5.1"}')
        number = add("gift", "title=b", 'objects={"title": "y", "number": "1986/5/1"}')
        assert remarked(workspace, number) == ["number: The number 1986.5.1 is used already."]
        both = add("gift", "title=c", 'objects=[{"number": "7"}, {"number": "7."}]')
        assert remarked(workspace, both) == ["number: The number 7 is used already."]

    def test_numbers_that_only_begin_alike_are_not_the_same(
        self, workspace: Workspace, add: Add
    ) -> None:
        add("gift", "title=a", "number=1986.5", 'objects={"number": "1986.5.1"}')
        assert remarked(workspace, add("gift", "title=b", "number=1986.51")) == []


class TestTrash:
    def test_what_is_thrown_away_is_out_of_sight_and_comes_back(
        self, workspace: Workspace, add: Add
    ) -> None:
        first, second = add("gift", "title=Vase"), add("gift", "title=Vase 2")
        assert records.trash(workspace, [first, second, first]).records == (first, second)
        assert (found(workspace, "vase"), workspace.store.trashed()) == ([], [second, first])
        assert found(workspace, "vase is:trashed") == ["Vase", "Vase 2"]
        records.restore(workspace, [first])
        assert found(workspace, "vase") == ["Vase"]

    def test_throwing_away_twice_changes_nothing(self, workspace: Workspace, add: Add) -> None:
        number = add("gift", "title=Vase")
        records.trash(workspace, [number])
        at = workspace.record(number).trashed_at
        assert not records.trash(workspace, [number])
        assert workspace.record(number).trashed_at == at
        assert not records.empty_trash(workspace, []) or workspace.store.record(number) is None

    def test_what_is_not_in_the_trash_is_not_deleted(self, workspace: Workspace, add: Add) -> None:
        first, second = add("gift", "title=Vase"), add("gift", "title=Cup")
        records.trash(workspace, [first])
        with pytest.raises(Refused, match="“Cup” is not in the trash"):
            records.empty_trash(workspace, [first, second])
        assert workspace.store.record(first)

    def test_emptying_is_refused_for_what_others_refer_to_and_names_them(
        self, workspace: Workspace, add: Add
    ) -> None:
        ways = {
            "person": ["donor=#{}"],
            "source": ['citations={{"source": {}}}'],
            "organisation": ['valuation={{"amount": 1, "party": {}}}'],
        }
        for kind, texts in ways.items():
            target = add(kind, f"title=Old {kind}")
            gift = add("gift", "title=Vase", *(text.format(target) for text in texts))
            records.trash(workspace, [target])
            with pytest.raises(
                Refused, match=f"“Old {kind}” cannot be deleted: record {gift} “Vase”"
            ):
                records.empty_trash(workspace, [target])
            records.trash(workspace, [gift])
            with pytest.raises(Refused, match="cannot be deleted"):
                records.empty_trash(workspace, [target])
            records.empty_trash(workspace, [target, gift])
            assert workspace.store.record(target) is None

    def test_deleting_can_be_undone_whole(self, workspace: Workspace, add: Add, show: Show) -> None:
        number = add("gift", "title=Vase", "donor=Kim;as=Premier", 'objects={"parts": ["Lid"]}')
        records.trash(workspace, [number])
        before = workspace.record(number)
        records.empty_trash(workspace)
        with pytest.raises(NotFound, match=f"There is no record {number}"):
            workspace.record(number)
        undo(workspace)
        after = workspace.record(number)
        assert (after.values, after.uid) == (before.values, before.uid)


class TestMerging:
    def test_names_citations_and_links_come_together(
        self, workspace: Workspace, add: Add, show: Show
    ) -> None:
        keep = add("person", "title=Kim Jong Un", "names+=김정은", "citations=Album")
        other = add("person", "title=Kim Jŏng-ŭn", "names+=Gim", "citations=Book", "died=2050")
        uid = workspace.record(other).uid
        gift = add("gift", "title=Vase", f"donor=#{other};as=Chairman", f"recipient=#{keep}")
        records.merge(workspace, keep, [other])
        kept = show(keep)
        assert kept["title"] == "Kim Jong Un"
        assert sorted(row["text"] for row in kept["names"]) == ["Gim", "Kim Jong Un", "김정은"]
        assert [row["source"]["title"] for row in kept["citations"]] == ["Album", "Book"]
        assert kept["died"]["edtf"] == "2050"
        assert [(row["id"], row["role"], row["capacity"]) for row in kept["incoming"]] == [
            (gift, "donor", "Chairman"),
            (gift, "recipient", ""),
        ]
        assert workspace.store.resolve(uid) == keep
        assert workspace.store.record(other) is None
        assert found(workspace, "donor:김정은") == found(workspace, "donor:gim") == ["Vase"]

    def test_links_alike_become_one_and_other_capacities_stay(
        self, workspace: Workspace, add: Add, show: Show
    ) -> None:
        keep = add("gift", "title=a", "donor=Li;as=Mayor", "recipient=Kim")
        other = add("gift", "title=b", "donor=Li;as=Premier", "recipient=Kim", "donor+=Li;as=Mayor")
        records.merge(workspace, keep, [other])
        assert [row["capacity"] for row in show(keep)["donor"]] == ["Mayor", "Premier"]
        assert len(show(keep)["recipient"]) == 1

    def test_merged_again_and_again_every_uid_leads_to_what_remains(
        self, workspace: Workspace, add: Add
    ) -> None:
        a, b, c, d = (add("person", f"title={name}") for name in ("Ann", "Ben", "Cas", "Dan"))
        uids = [workspace.record(number).uid for number in (a, b, c, d)]
        gift = add("gift", "title=Vase", f"donor=#{d}")
        records.merge(workspace, c, [d])
        records.merge(workspace, b, [c])
        records.merge(workspace, a, [b])
        assert [workspace.store.resolve(uid) for uid in uids] == [a] * 4
        assert workspace.record(gift).rows("donor")[0]["target"] == a
        assert {row["text"] for row in workspace.record(a).rows("names")} == {
            "Ann",
            "Ben",
            "Cas",
            "Dan",
        }
        undo(workspace, 3)
        assert [workspace.store.resolve(uid) for uid in uids] == [a, b, c, d]
        assert workspace.record(gift).rows("donor")[0]["target"] == d

    def test_several_are_merged_in_one_step(self, workspace: Workspace, add: Add) -> None:
        a, b, c = (add("person", f"title={name}") for name in ("Ann", "Ben", "Cas"))
        records.merge(workspace, a, [b, c, b])
        assert workspace.store.steps()[0].label == "Merged 2 records into “Ann”"
        undo(workspace)
        assert workspace.store.counts()["person"] == 3

    def test_objects_stay_the_things_they_are(self, workspace: Workspace, add: Add) -> None:
        a = add("gift", "title=a", 'objects={"title": "Cup", "materials": ["jade"]}')
        b = add("gift", "title=b", 'objects={"title": "Cup", "location": "Hall 3"}')
        uids = [workspace.record(number).rows("objects")[0].uid for number in (a, b)]
        records.merge(workspace, a, [b])
        assert [row.uid for row in workspace.record(a).rows("objects")] == uids

    def test_links_between_the_two_go(self, workspace: Workspace, add: Add, show: Show) -> None:
        a = add("person", "title=Ann")
        b = add("person", "title=Ben", f"successor_of=#{a}")
        records.merge(workspace, a, [b])
        assert show(a)["links"] == show(a)["incoming"] == []

    def test_what_cannot_be_merged_is_told(self, workspace: Workspace, add: Add) -> None:
        a, b, place = add("person", "title=A"), add("person", "title=B"), add("place", "title=C")
        for others, message in (
            ([], "Name at least one"),
            ([a], "cannot be merged with itself"),
            ([place], "can(not)? be merged"),
            ([999], "There is no record 999"),
        ):
            with pytest.raises((Refused, NotFound), match=message):
                records.merge(workspace, a, others)
        records.trash(workspace, [b])
        with pytest.raises(Refused, match="in the trash cannot be merged"):
            records.merge(workspace, a, [b])


class TestCopiesAndOrders:
    def test_a_double_is_a_draft_of_its_own_without_history(
        self, workspace: Workspace, add: Add, show: Show
    ) -> None:
        number = add(
            "gift", "title=Vase", "number=1986.5", "date=1986", "status=checked",
            "donor=Li;as=Mayor", "location=Hall 3", "citations=Album",
        )  # fmt: skip
        copy, _ = records.duplicate(workspace, number)
        shown = show(copy)
        assert (shown["title"], shown["number"]) == ("Vase (copy)", "1986.6")
        assert "location" not in shown
        assert shown.get("status", "draft") == "draft"
        assert shown["donor"][0]["capacity"] == "Mayor"
        assert shown["uid"] != show(number)["uid"]

    def test_a_double_of_somebody_is_told_apart_by_name(
        self, workspace: Workspace, add: Add, show: Show
    ) -> None:
        copy, _ = records.duplicate(workspace, add("person", "title=Kim", "names+=Gim"))
        assert show(copy)["title"] == "Kim (copy)"
        assert [row["text"] for row in show(copy)["names"]] == ["Gim", "Kim (copy)"]

    def test_rows_are_put_in_order_each_once(
        self, workspace: Workspace, add: Add, show: Show
    ) -> None:
        number = add("visit", "title=Visit", "place=A", "place=B", "place=C")
        rows = [row["row"] for row in show(number)["place"]]
        records.reorder(workspace, number, "place", rows[::-1])
        assert [row["title"] for row in show(number)["place"]] == ["C", "B", "A"]
        for wrong in (rows[:2], [*rows, rows[0]], [0, 1, 2]):
            with pytest.raises(Refused, match="name every row once"):
                records.reorder(workspace, number, "place", wrong)
        undo(workspace)
        assert [row["title"] for row in show(number)["place"]] == ["A", "B", "C"]

    def test_a_programme_is_in_order_of_date_until_it_is_put_in_another(
        self, workspace: Workspace, add: Add, show: Show
    ) -> None:
        visit = add("visit", "title=Visit")
        late = add("event", "title=Late", "date=1986-05-02", f"visit=#{visit}")
        early = add("event", "title=Early", "date=1986-05-01", f"visit=#{visit}")
        assert [event["id"] for event in show(visit)["programme"]] == [early, late]
        records.reorder_programme(workspace, visit, [late, early])
        assert [event["id"] for event in show(visit)["programme"]] == [late, early]
        with pytest.raises(Refused, match="every event of the visit once"):
            records.reorder_programme(workspace, visit, [late])
        records.trash(workspace, [late])
        assert [event["id"] for event in show(visit)["programme"]] == [early]


def test_a_history_entry_of_an_object_stays_as_it_is(workspace: Workspace) -> None:
    number, _ = records.add_from(
        workspace,
        "gift",
        ["title=Vase", 'objects+={"title": "Vase", "valuation": [{"amount": 5}]}'],
    )
    before = workspace.record(number)
    vase = before.rows("objects")[0]
    emptied = replace(vase, values={"title": "Vase"})
    with pytest.raises(Refused, match="stay as they are"):
        records.save(workspace, before, before.with_values(objects=(emptied,)))
    records.save(workspace, before, before.with_values(objects=()))


def test_a_record_that_named_both_names_the_merged_party_once(workspace: Workspace) -> None:
    gift, _ = records.add_from(workspace, "gift", ["title=Vase", "donor=Hu", "donor=Hu Yaobang"])
    keep, other = (row["target"] for row in workspace.record(gift).rows("donor"))
    assert isinstance(keep, int)
    assert isinstance(other, int)
    records.merge(workspace, keep, [other])
    assert [row["target"] for row in workspace.record(gift).rows("donor")] == [keep]


def test_links_with_other_capacities_stay_apart_when_parties_are_merged(
    workspace: Workspace,
) -> None:
    gift, _ = records.add_from(
        workspace, "gift", ["title=Vase", "donor=Hu;as=host", "donor=Hu Yaobang;as=guest"]
    )
    keep, other = (row["target"] for row in workspace.record(gift).rows("donor"))
    assert isinstance(keep, int)
    assert isinstance(other, int)
    records.merge(workspace, keep, [other])
    assert [row["capacity"] for row in workspace.record(gift).rows("donor")] == ["host", "guest"]


def test_the_words_of_a_source_find_it_and_not_all_that_cite_it(workspace: Workspace) -> None:
    source, _ = records.add_from(workspace, "source", ["title=Photograph album"])
    gift, _ = records.add_from(workspace, "gift", ["title=Vase", f"citations+=#{source}"])
    assert workspace.store.find(parse("photograph")) == [source]
    assert workspace.store.find(parse("source:photograph")) == [gift]
