"""The sample catalogue as it stands in a catalogue."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from catalog_app.domain.folding import key
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.records import Record
from catalog_app.paths import data_folder
from catalog_app.services.catalogues import create_catalogue
from catalog_app.services.history import undo
from catalog_app.services.records import add_from, trash
from catalog_app.services.sample import _FILES
from catalog_app.services.searching import search
from catalog_app.services.workspace import Workspace

FACTS = Path(__file__).parents[2].parent / "shared" / "facts"
LISTED: list[dict[str, Any]] = [
    entry
    for name in _FILES
    for entry in json.loads((data_folder() / "sample" / f"{name}.json").read_text("utf-8"))
]
REFS = {entry["ref"]: number for number, entry in enumerate(LISTED, start=1)}


def titles(workspace: Workspace, query: str, kind: str | None = None) -> set[str]:
    hits = search(workspace, query, kind=kind, limit=None)
    assert len(hits.records) == hits.total
    return {brief.title for brief in hits.records}


def numbers(workspace: Workspace, query: str) -> set[int]:
    return {brief.id for brief in search(workspace, query, limit=None).records}


def all_of(workspace: Workspace) -> list[Record]:
    return [workspace.record(number) for number in REFS.values()]


def test_everything_listed_is_there_under_its_own_name(sample: Workspace) -> None:
    wanted = {kind: sum(entry["kind"] == kind for entry in LISTED) for kind in KINDS}
    assert sample.store.counts() == wanted
    assert min(wanted.values()) >= 5
    for entry in LISTED:
        record = sample.record(REFS[entry["ref"]])
        assert (record.kind, record.title) == (entry["kind"], entry["title"])


def test_there_are_thirty_six_objects(sample: Workspace) -> None:
    assert sample.store.facts()["objects"] == 36
    assert sum(len(r.rows("objects")) for r in all_of(sample) if r.kind == "gift") == 36


def test_every_record_says_where_it_comes_from(sample: Workspace) -> None:
    silent = [r.title for r in all_of(sample) if r.kind != "source" and not r.rows("citations")]
    assert silent == []


@pytest.mark.skipif(not FACTS.is_dir(), reason="the facts do not lie beside this")
@pytest.mark.parametrize(("file", "kind"), [("gifts", "gift"), ("visits", "visit")])
def test_every_date_is_that_of_the_facts(sample: Workspace, file: str, kind: str) -> None:
    facts = json.loads((FACTS / f"{file}.json").read_text("utf-8"))[file]
    assert len(facts) == sample.store.counts()[kind]
    for fact in facts:
        record = sample.record(REFS[f"{kind}/{fact['id']}"])
        assert record.date.edtf == (fact["edtf"] or ""), fact["id"]


def test_uncertain_givers_are_rivals_each_with_its_date(sample: Workspace) -> None:
    rivals = [
        record
        for record in all_of(sample)
        if record.kind == "gift"
        and any(row.values.get("alternative") for row in record.rows("donor"))
    ]
    assert {r.id for r in rivals} == {REFS["gift/G31"], REFS["gift/G32"]}
    for record in rivals:
        donors = record.rows("donor")
        assert len({row["target"] for row in donors}) == len(donors) == 2
        assert {row["alternative"] for row in donors} == {1}
        assert {row["date"].edtf for row in donors} == {"2004-02", "2004-04"}  # type: ignore[union-attr]
        assert {row["certainty"] for row in donors} == {"uncertain"}
        assert record.id in numbers(sample, "is:uncertain")


def test_what_is_linked_to_a_place_is_found_by_all_its_names(sample: Workspace) -> None:
    beijing = REFS["place/beijing"]
    names = [str(row["text"]) for row in sample.record(beijing).rows("names")]
    linked = {link.record.id for link in sample.store.incoming(beijing)}
    assert {"Beijing", "Peking"} <= set(names)
    assert len(linked) > 10
    for name in names:
        assert linked <= numbers(sample, f'"{name}"'), name


def test_a_gift_is_found_by_peking_only_if_it_is_linked_to_beijing(sample: Workspace) -> None:
    before = titles(sample, "Peking jade")
    thing = 'objects={"title": "Bowl", "materials": ["jade"]}'
    add_from(sample, "gift", ["title=There", "place=Beijing", thing])
    add_from(sample, "gift", ["title=Elsewhere", "place=Shenyang", thing])
    assert titles(sample, "Peking jade") == before | {"There"}
    assert titles(sample, "北京 jade") >= {"There"}
    assert "Elsewhere" in titles(sample, "jade") - titles(sample, "Peking")


def test_every_name_of_every_party_and_place_finds_it(sample: Workspace) -> None:
    for record in all_of(sample):
        if record.kind not in ("person", "organisation", "place"):
            continue
        for row in record.rows("names"):
            text = str(row["text"])
            found = [brief.id for brief in sample.store.named(text, [record.kind])]
            assert record.id in found or not key(text), text


def test_two_parties_or_places_of_one_kind_share_no_name(sample: Workspace) -> None:
    seen: dict[tuple[str, str], str] = {}
    for record in all_of(sample):
        if record.kind in ("person", "place"):
            for row in record.rows("names"):
                place = (record.kind, key(str(row["text"])))
                assert seen.setdefault(place, record.title) == record.title


def test_the_sample_is_one_step_and_undone_leaves_nothing(sample: Workspace) -> None:
    assert [step.label for step in undo(sample)] == ["Sample catalogue added"]
    assert set(sample.store.counts().values()) == {0}
    assert sample.store.facts()["objects"] == 0
    assert search(sample, "").total == search(sample, "Kim").total == 0


def test_a_record_thrown_away_is_found_no_more_by_its_names(sample: Workspace) -> None:
    trash(sample, [REFS["place/beijing"]])
    assert sample.store.named("Peking", ["place"]) == []


def test_a_catalogue_that_cannot_be_filled_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        create_catalogue(tmp_path / "New.xenion", tmp_path / "nowhere", sample=True)
    assert list(tmp_path.iterdir()) == []
