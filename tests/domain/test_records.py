"""Records: copies, walks through their rows, and names that agree with titles."""

from typing import Any

import pytest

from catalog_app.domain.fields import field_map
from catalog_app.domain.fieldtypes import Field, Row, Value
from catalog_app.domain.records import (
    Record,
    as_new,
    links_of,
    map_rows,
    reconcile_names,
    walk_rows,
)


def gift() -> Record:
    maker = Row({"target": 9, "citations": (Row({"source": 4}, 31),)}, 21)
    thing = Row({"title": "Vase", "maker": (maker,), "materials": (Row({"term": 1}, 22),)}, 11, "u")
    values: dict[str, Value] = {
        "title": "Gift",
        "donor": (Row({"target": 7}, 12),),
        "objects": (thing,),
    }
    return Record("gift", values, id=5, uid="uid", version=3, trashed_at="2001")


def named(title: str, *names: str | Row) -> Record:
    rows = tuple(name if isinstance(name, Row) else Row({"text": name}) for name in names)
    return Record("person", {"title": title, "names": rows})


def preferred(text: str, number: int = 0) -> Row:
    return Row({"text": text, "preferred": "yes"}, number)


def told(record: Record) -> tuple[str, list[str]]:
    """The title and all names; the preferred one has a star."""
    return record.title, [
        f"{row['text']}{'*' * (row.values.get('preferred') == 'yes')}"
        for row in record.rows("names")
    ]


def test_a_missing_value_is_the_empty_one_of_its_type() -> None:
    record = Record("gift")
    assert (record["title"], record["direction"], record.rows("objects")) == ("", "received", ())
    with pytest.raises(KeyError):
        record["visitor"]


def test_walking_meets_every_row_with_the_way_to_it() -> None:
    ways = [(".".join(field.key for field in path), row.id) for path, row in walk_rows(gift())]
    assert ways == [
        ("donor", 12),
        ("objects", 11),
        ("objects.maker", 21),
        ("objects.maker.citations", 31),
        ("objects.materials", 22),
    ]


def test_links_of_objects_are_links_of_the_record() -> None:
    assert [(field.key, row["target"]) for field, row in links_of(gift())] == [
        ("donor", 7),
        ("maker", 9),
    ]


def test_a_copy_is_new_at_every_depth_and_says_the_same() -> None:
    copy = as_new(gift())
    assert (copy.id, copy.uid, copy.version, copy.trashed_at) == (0, "", 0, None)
    assert all(row.id == 0 and row.uid == "" for _, row in walk_rows(copy))
    assert [set(row.values) for _, row in walk_rows(copy)] == [
        set(row.values) for _, row in walk_rows(gift())
    ]


def test_mapping_changes_inner_rows_first_and_drops_what_is_refused() -> None:
    seen: list[tuple[str, int]] = []

    def change(field: Field, row: Row) -> Row | None:
        seen.append((field.key, len(row.values)))
        return None if field.key == "citations" else row

    values = map_rows(gift().values, field_map("gift"), change)
    order = [key for key, _ in seen]
    assert order.index("citations") < order.index("maker") < order.index("objects")
    things: Any = values["objects"]
    assert things[0]["maker"][0]["citations"] == ()
    assert gift().rows("objects")[0].values != things[0].values


class TestNamesOfSomebodyNew:
    def test_a_title_alone_becomes_the_preferred_name(self) -> None:
        assert told(reconcile_names(named("Kim"))) == ("Kim", ["Kim*"])

    def test_names_alone_give_the_title(self) -> None:
        assert told(reconcile_names(named("", "Kim", "Gim"))) == ("Kim", ["Kim*", "Gim"])
        assert told(reconcile_names(named("", "Kim", preferred("Gim")))) == ("Gim", ["Kim", "Gim*"])

    def test_a_title_is_not_lost_to_the_names_beside_it(self) -> None:
        both = reconcile_names(named("Deng Xiaoping", "邓小平"))
        assert told(both) == ("Deng Xiaoping", ["邓小平", "Deng Xiaoping*"])

    def test_a_title_among_the_names_is_the_preferred_one(self) -> None:
        assert told(reconcile_names(named("Gim", "Kim", "Gim"))) == ("Gim", ["Kim", "Gim*"])

    def test_the_name_marked_is_the_title_and_the_title_stays_a_name(self) -> None:
        assert told(reconcile_names(named("Kim", preferred("Gim")))) == ("Gim", ["Gim*", "Kim"])

    def test_only_one_name_is_preferred(self) -> None:
        both = reconcile_names(named("", preferred("A"), preferred("B")))
        assert told(both) == ("A", ["A*", "B"])

    def test_other_kinds_and_the_nameless_are_left_alone(self) -> None:
        assert reconcile_names(Record("gift", {"title": "Vase"})) == Record(
            "gift", {"title": "Vase"}
        )
        assert reconcile_names(Record("person")) == Record("person")


class TestNamesOfSomebodyKnown:
    before = named("A", preferred("A", 1), Row({"text": "B"}, 2))

    def changed(self, **values: Value) -> tuple[str, list[str]]:
        return told(reconcile_names(self.before.with_values(**values), self.before))

    def test_a_new_title_renames_the_preferred_name(self) -> None:
        assert self.changed(title="C") == ("C", ["C*", "B"])

    def test_a_title_that_is_a_name_already_makes_that_one_preferred(self) -> None:
        assert self.changed(title="B") == ("B", ["A", "B*"])

    def test_a_title_changed_together_with_the_names_is_kept(self) -> None:
        names = (*self.before.rows("names"), Row({"text": "D"}))
        assert self.changed(title="C", names=names) == ("C", ["C*", "B", "D"])

    def test_a_name_newly_marked_becomes_the_title(self) -> None:
        names = (*self.before.rows("names"), preferred("D"))
        assert self.changed(names=names) == ("D", ["A", "B", "D*"])
        names = (preferred("A", 1), preferred("B", 2))
        assert self.changed(names=names) == ("B", ["A", "B*"])

    def test_a_preferred_name_corrected_corrects_the_title(self) -> None:
        assert self.changed(names=(preferred("A2", 1), Row({"text": "B"}, 2))) == (
            "A2",
            ["A2*", "B"],
        )

    def test_without_its_preferred_name_the_next_is_the_title(self) -> None:
        assert self.changed(names=(Row({"text": "B"}, 2),)) == ("B", ["B*"])

    def test_names_cleared_leave_the_title_as_the_one_name(self) -> None:
        assert self.changed(names=()) == ("A", ["A*"])

    def test_nothing_changed_changes_nothing(self) -> None:
        again = reconcile_names(self.before, self.before)
        assert reconcile_names(again, self.before) == again
        assert told(again) == told(self.before)
