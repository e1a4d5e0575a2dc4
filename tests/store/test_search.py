"""The index follows every change, and finds what the same query would find by hand."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.store.making import WORDS, Maker, assert_index_is_sound, copy_of, dated, link_to

from catalog_app.domain.entries import Entry
from catalog_app.domain.errors import UserError
from catalog_app.domain.fields import search_prefixes
from catalog_app.domain.fieldtypes import Row, Value
from catalog_app.domain.query import Node, matches, parse
from catalog_app.domain.records import Record
from catalog_app.services import history, records, vocabularies
from catalog_app.services.workspace import Workspace
from catalog_app.store import index
from catalog_app.store.catalogue import Catalogue


def finds(catalogue: Catalogue, query: str) -> list[int]:
    tree = parse(query)
    found = catalogue.find(tree)
    assert catalogue.count(tree) == len(found)
    return found


def test_the_index_follows_what_a_record_its_rows_and_its_neighbours_say(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    person, _ = records.add(
        workspace, Record("person", {"title": "Xi Zhong-xun", "names": (Row({"text": "习仲勋"}),)})
    )
    place, _ = records.add(workspace, Record("place", {"title": "Peking"}))
    material = vocabularies.find_term(workspace, "material", "material jade").id
    tag = vocabularies.find_term(workspace, "tag", "tag Peking").id
    values: dict[str, Value] = {
        "title": "A présent",
        "number": "1983.7",
        "date": dated("1983-06-01"),
        "donor": (link_to(person, capacity="Premier of the State Council"),),
        "place": (link_to(place),),
        "tags": (Row({"term": tag}),),
        "attachments": (Row({"sha256": "0" * 64, "caption": "Seen from behind", "name": "a.jpg"}),),
        "objects": (
            Row(
                {
                    "title": "Cabbage",
                    "number": "1983.7.1",
                    "materials": (Row({"term": material, "text": "green stone"}),),
                    "inscriptions": (Row({"text": "恭賀新禧"}),),
                    "valuation": (Row({"amount": Decimal("1500.50"), "currency": "USD"}),),
                }
            ),
        ),
    }
    gift, _ = records.add(workspace, Record("gift", values))
    told = (
        "present",
        "number:1983.7",
        "number:1983.7.1",
        "cabbage",
        "title:cabbage",
        "material:jade",
        '"green stone"',
        "inscription:賀新",
        "caption:behind",
        "file:a.jpg",
        "tag:peking",
        "donor:zhongxun",
        'donor:"zhong xun"',
        "仲勋",
        "place:peking",
        'capacity:"state council"',
        "value:1500.5",
        "value:>1500",
        "date:1983",
        "has:image",
        "is:draft",
        "kind:gift",
        "premi",
    )
    for query in told:
        assert gift in finds(catalogue, query), query
    assert_index_is_sound(catalogue)
    record = workspace.record(gift)
    emptied = replace(record, values={"title": "Another"})
    with catalogue.step("Emptied") as writer:
        writer.change(record, emptied)
    for query in told:
        if query not in ("is:draft", "kind:gift"):
            assert gift not in finds(catalogue, query), query
    assert_index_is_sound(catalogue)
    history.undo(workspace)
    for query in told:
        assert gift in finds(catalogue, query), query
    records.trash(workspace, [gift])
    assert finds(catalogue, "cabbage") == []
    assert finds(catalogue, "cabbage is:trashed") == [gift]
    records.empty_trash(workspace)
    assert finds(catalogue, "cabbage is:trashed") == []
    assert_index_is_sound(catalogue)


@contextmanager
def many_gifts_of(
    workspace: Workspace, catalogue: Catalogue, count: int
) -> Iterator[tuple[int, list[int]]]:
    """A person called Zhou, and so many gifts of theirs."""
    person, _ = records.add(workspace, Record("person", {"title": "Zhou"}))
    gift = Record("gift", {"title": "A bowl", "donor": (link_to(person),)})
    with catalogue.step("Many gifts") as writer:
        yield person, [writer.add(gift) for _ in range(count)]


def test_a_party_with_many_dependants_is_found_by_its_new_name_at_once(
    workspace: Workspace, catalogue: Catalogue, folder: Path
) -> None:
    count = index.AT_ONCE + 5
    with many_gifts_of(workspace, catalogue, count) as (person, gifts):
        pass
    record = workspace.record(person)
    records.save(workspace, record, record.with_values(title="Chou"))
    waiting = catalogue._connection.execute("SELECT subject, id, done FROM reindex").fetchall()
    assert waiting == [("record", person, 0)]
    for query in ("donor:chou", "chou", "cho", "bowl donor:chou", '"chou"'):
        assert set(gifts) <= set(finds(catalogue, query)), query
    assert not set(gifts) & set(finds(catalogue, "kind:gift -chou"))
    catalogue.close()
    with Catalogue(folder) as reopened:
        assert len(finds(reopened, "donor:chou")) == count
        assert reopened.work_off()
        assert not reopened.work_off()
        assert len(finds(reopened, "donor:chou")) == count
        assert finds(reopened, "zhou donor:zhou") == []
        assert_index_is_sound(reopened)


def test_few_dependants_are_renewed_within_the_step(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    with many_gifts_of(workspace, catalogue, 3) as (person, _):
        pass
    record = workspace.record(person)
    records.save(workspace, record, record.with_values(title="Chou"))
    assert catalogue._connection.execute("SELECT count(*) FROM reindex").fetchone() == (0,)
    assert finds(catalogue, "donor:zhou") == []
    assert len(finds(catalogue, "donor:chou")) == 3


def test_the_queue_is_worked_off_in_batches_and_starts_over_at_a_second_renaming(
    workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "AT_ONCE", 2)
    monkeypatch.setattr(index, "_BATCH", 4)
    with many_gifts_of(workspace, catalogue, 10) as (person, _):
        pass
    record = workspace.record(person)
    records.save(workspace, record, record.with_values(title="Chou"))
    assert catalogue.work_off()
    record = workspace.record(person)
    records.save(workspace, record, record.with_values(title="Jou"))
    assert len(finds(catalogue, "donor:jou")) == 10
    rounds = 0
    while catalogue.work_off():
        rounds += 1
    assert rounds == 3
    assert finds(catalogue, "donor:chou") == finds(catalogue, "donor:zhou") == []
    assert len(finds(catalogue, "donor:jou")) == 10
    assert_index_is_sound(catalogue)


def test_a_term_with_many_users_is_found_by_its_new_label_at_once(
    workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "AT_ONCE", 1)
    material = vocabularies.find_term(workspace, "material", "material jade").id
    objects = (Row({"title": "Bowl", "materials": (Row({"term": material}),)}),)
    for _ in range(3):
        records.add(workspace, Record("gift", {"title": "A gift", "objects": objects}))
    vocabularies.rename_term(workspace, "material", "material jade", "nephrite")
    assert len(finds(catalogue, "material:nephrite")) == 3
    while catalogue.work_off():
        pass
    assert len(finds(catalogue, "material:nephrite")) == 3
    assert finds(catalogue, "material:jade") == []
    history.undo(workspace)
    assert len(finds(catalogue, "material:jade")) == 3
    assert_index_is_sound(catalogue)


def test_names_within_a_step_that_fails_are_not_remembered(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    with many_gifts_of(workspace, catalogue, 1) as (person, gifts):
        pass
    record = workspace.record(person)

    def fail() -> None:
        with catalogue.step("Fails") as writer:
            writer.change(record, record.with_values(title="Chou", names=()))
            catalogue._indexer.put(gifts)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    other = workspace.record(gifts[0])
    records.save(workspace, other, other.with_values(summary="Touched"))
    assert finds(catalogue, "donor:zhou") == gifts
    assert_index_is_sound(catalogue)


# The same query answered by the index and by hand


_FIELDS = (*search_prefixes(), "date", "value", "kind", "is", "has", "nofield")
_TEXTS = st.one_of(
    st.sampled_from(WORDS),
    st.sampled_from(
        ("pek", "p", "김", "정은", "近平", "zhongxun", "zhong-x", "ŁÓDŹ", "oneill", "or")
    ),
    st.sampled_from(("A bowl", "tag", "object_type", "state", "material Peking")),
)
_VALUES = st.one_of(
    st.sampled_from(("1983", "1900..1990", "..1950", "1990..", "2004-04", "before 1911")),
    st.sampled_from((">1000", "<=1500", "0.1", "1500", "100..5000", "-3.5", "..0")),
    st.sampled_from(("gift", "People", "uncertain", "draft", "internal", "trashed", "image")),
    _TEXTS,
)


def _quoted(text: str) -> str:
    return '"' + text.replace('"', "") + '"'


_ATOMS = st.one_of(
    _TEXTS,
    _TEXTS.map(_quoted),
    st.builds("{}:{}".format, st.sampled_from(_FIELDS), _VALUES.map(lambda v: v.replace(" ", "-"))),
    st.builds("{}:{}".format, st.sampled_from(_FIELDS), _VALUES.map(_quoted)),
    st.builds("date:{}".format, st.sampled_from(("1983", "1900..1990", "..1950", "1990.."))),
    st.builds("value:{}".format, st.sampled_from((">1000", "<=1500", "0.1", "-3.5", "..0"))),
    st.sampled_from(("kind:gift", "kind:person", "is:uncertain", "is:trashed", "has:image")),
)
_QUERIES = st.recursive(
    _ATOMS,
    lambda inner: st.one_of(
        st.builds("{} {}".format, inner, inner),
        st.builds("{} or {}".format, inner, inner),
        st.builds("({})".format, inner),
        st.builds("-({})".format, inner),
        inner.map(lambda text: f"-{text}"),
    ),
    max_leaves=6,
)


def parsed(query: str) -> Node | None:
    try:
        return parse(query)
    except UserError:
        return None


@pytest.fixture(scope="module")
def library(template: Path) -> Iterator[Catalogue]:
    """A catalogue with many records in three scripts, some in the trash."""
    with tempfile.TemporaryDirectory() as parent:
        folder = copy_of(template, Path(parent) / "library.xenion")
        with Catalogue(folder) as catalogue:
            maker = Maker(2024, catalogue, density=0.5)
            maker.fill(6)
            with catalogue.step("Some go") as writer:
                for number in maker.live()[::7]:
                    record = catalogue.record(number)
                    assert record
                    gone = replace(record, trashed_at="2024-01-01T00:00:00.000+00:00")
                    writer.change(record, gone)
            yield catalogue


@pytest.fixture(scope="module")
def entries(library: Catalogue) -> dict[int, Entry]:
    """What a search sees of each record."""
    numbers = library._connection.execute("SELECT id FROM record").fetchall()
    found = {number: library.entry(number) for (number,) in numbers}
    return {number: entry for number, entry in found.items() if entry}


@settings(
    deadline=None,
    max_examples=400,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
@given(query=_QUERIES)
def test_a_query_finds_exactly_the_records_whose_entries_match_it(
    library: Catalogue, entries: dict[int, Entry], query: str
) -> None:
    tree = parsed(query)
    if tree is None:
        return
    expected = {number for number, entry in entries.items() if matches(tree, entry)}
    assert set(library.find(tree)) == expected
    assert library.count(tree) == len(expected)
    for order in ("oldest", "number", "title", "added", "changed"):
        assert sorted(library.find(tree, order)) == sorted(expected)


@pytest.mark.parametrize("query", ["-jade or date:1983", "date:1983 or value:>1", "-date:1983"])
def test_alternatives_to_text_leave_the_trash_out_and_name_nothing_twice(
    library: Catalogue, entries: dict[int, Entry], query: str
) -> None:
    tree = parse(query)
    expected = sorted(number for number, entry in entries.items() if matches(tree, entry))
    assert expected
    assert sorted(library.find(tree)) == expected
    assert library.count(tree) == len(expected)


def test_the_queries_of_the_property_test_find_something(library: Catalogue) -> None:
    for query in ("peking", "정은", "习近平", "zhongxun", "value:0.1", "date:1983", "is:uncertain"):
        assert library.find(parse(query)), query


def test_an_unknown_order_is_a_bug(catalogue: Catalogue) -> None:
    with pytest.raises(KeyError):
        catalogue.find(parse(""), "colour")
