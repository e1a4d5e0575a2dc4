"""From an empty catalogue through everything a curator does to it, and all the way back."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from catalog_app.cli import run
from catalog_app.domain.errors import NotFound
from catalog_app.domain.fieldtypes import Row
from catalog_app.domain.records import Record
from catalog_app.paths import data_folder
from catalog_app.services import attachments, history, records
from catalog_app.services.catalogues import create_catalogue, open_catalogue
from catalog_app.services.searching import search
from catalog_app.services.workspace import Workspace
from catalog_app.store.catalogue import Catalogue

Tables = dict[str, list[tuple[object, ...]]]
Command = Callable[..., Any]

VOCABULARIES = {"term"}
"""Tables that are not empty in a new catalogue."""


@pytest.fixture
def xenion(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
) -> Command:
    """Runs a command that must succeed, with --json; returns its one value."""
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))

    def command(*words: object) -> Any:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        capsys.readouterr()
        code = run([*map(str, words), "--json"])
        found = capsys.readouterr()
        assert code == 0, found.err
        return json.loads(found.out)

    return command


@pytest.fixture
def pictures(tmp_path: Path) -> list[Path]:
    """Two different pictures."""
    paths = [tmp_path / "front.png", tmp_path / "back.jpg"]
    for shade, path in enumerate(paths):
        Image.new("RGB", (40, 30), (120, 60 * shade, 30)).save(path)
    return paths


def tables(folder: Path) -> Tables:
    """Everything a catalogue holds."""
    with Catalogue(folder, write=False) as catalogue:
        return catalogue.data_tables()


def originals(folder: Path) -> set[bytes]:
    """The contents of the files in the vault."""
    return {path.read_bytes() for path in (folder / "media").rglob("*") if path.is_file()}


def empty_of_records(found: Tables) -> bool:
    """Whether nothing is left but what a new catalogue brings with it."""
    return all(not rows or name in VOCABULARIES for name, rows in found.items())


def test_the_journey_as_commands(xenion: Command, tmp_path: Path, pictures: list[Path]) -> None:
    folder = tmp_path / "Journey.xenion"
    xenion("new", folder)
    states = [tables(folder)]

    def step(*words: object) -> Any:
        found = xenion(words[0], folder, *words[1:])
        states.append(tables(folder))
        return found

    # A visit with two hosts and three events.
    visit = step(
        "add",
        "visit",
        "title=Visit of a delegation",
        "date=June 1-13, Juche 72 (1983)",
        "visit_status=official",
        "visitor=organisation:Trade delegation",
        "host=Hu Yaobang;as=General Secretary",
        "host=organisation:Foreign Ministry",
        "place=place:Beijing",
    )["id"]
    for title, date in (
        ("Talks", "2 June 1983"),
        ("Banquet", "3 June 1983"),
        ("Farewell", "13 June 1983"),
    ):
        step("add", "event", f"title={title}", f"date={date}", f"visit=#{visit}")
    shown = xenion("show", folder, visit)
    assert [event["title"] for event in shown["programme"]] == ["Talks", "Banquet", "Farewell"]
    assert [host["title"] for host in shown["host"]] == ["Hu Yaobang", "Foreign Ministry"]
    host = shown["host"][0]["id"]
    step("edit", host, 'names+={"text": "胡耀邦", "language": "zh"}', "names+=Hu Yao-pang")

    # A gift of two objects; one giver known by office only, or else another; two images.
    office = step("add", "person", "title=general manager of a trading house", "known_by=office")[
        "id"
    ]
    gift = step(
        "add",
        "gift",
        "title=Cabbage and scroll",
        "date=June 1983",
        f"donor=#{office};as=general manager;alt=1",
        "donor+=organisation:Border Trade Company;alt=1;certainty=uncertain",
        "recipient=Kim A",
        f"occasion=#{visit}",
        'objects+={"title": "Cabbage", "materials": ["jade"], "techniques": ["carving"]}',
        'objects+={"title": "Scroll", "inscriptions": [{"text": "友誼", "script": "Hant"}]}',
    )["id"]
    step("attach", gift, *pictures, "--caption", "From both sides")
    step("edit", gift, 'valuation+={"amount": 1500, "currency": "USD", "date": "2001-01-01"}')
    shown = xenion("show", folder, gift)
    assert [thing["title"] for thing in shown["objects"]] == ["Cabbage", "Scroll"]
    assert [donor.get("alternative") for donor in shown["donor"]] == [1, 1]
    assert len(shown["attachments"]) == 2
    assert originals(folder) == {path.read_bytes() for path in pictures}

    # Found by a variant name of the host, in another script and in another spelling.
    for query in ("胡耀邦", "host:耀邦", "hu yao-pang", "HU YAOPANG"):
        assert visit in {hit["id"] for hit in xenion("search", folder, query)["records"]}
    assert xenion("search", folder, "is:uncertain has:image jade")["records"][0]["id"] == gift

    # Trashed, restored, merged.
    step("trash", gift)
    assert xenion("search", folder, "jade")["total"] == 0
    step("trash", gift, "--restore")
    assert xenion("search", folder, "jade")["total"] == 1
    twin = step("add", "person", "title=Hu Yaobang (host)", "died=1989-04-15")["id"]
    step("edit", gift, f"presenter=#{twin}")
    uid = xenion("show", folder, twin)["uid"]
    step("merge", host, twin)
    merged = xenion("show", folder, uid)
    assert merged["id"] == host
    assert {link["id"] for link in merged["incoming"]} == {visit, gift}
    assert "胡耀邦" in {name["text"] for name in merged["names"]}

    # Step by step back to the empty catalogue, and all of it again.
    for expected in reversed(states[:-1]):
        assert xenion("undo", folder)["steps"] == 1
        assert tables(folder) == expected
    while xenion("undo", folder)["steps"]:
        pass
    assert empty_of_records(tables(folder))
    assert sum(xenion("info", folder)["records"].values()) == 0
    assert xenion("search", folder, "")["total"] == 0
    assert xenion("redo", folder, "--steps", 1000)["steps"] >= len(states) - 1
    assert tables(folder) == states[-1]
    assert xenion("show", folder, uid)["id"] == host
    assert visit in {hit["id"] for hit in xenion("search", folder, "胡耀邦")["records"]}
    assert originals(folder) == {path.read_bytes() for path in pictures}


def test_undo_and_redo_in_one_go_come_to_the_same(
    xenion: Command, tmp_path: Path, pictures: list[Path]
) -> None:
    folder = tmp_path / "Journey.xenion"
    xenion("new", folder, "--sample")
    gift = xenion("search", folder, "kind:gift cabbage")["records"][0]["id"]
    xenion("attach", folder, gift, *pictures)
    xenion("trash", folder, gift)
    before = tables(folder)
    count = xenion("undo", folder, "--steps", 10_000)["steps"]
    assert count >= 3
    assert empty_of_records(tables(folder))
    assert xenion("redo", folder, "--steps", 10_000)["steps"] == count
    assert tables(folder) == before


def link(number: int, **values: object) -> Row:
    """A link to a record."""
    return Row({"target": number, **values})  # type: ignore[dict-item]


def find(workspace: Workspace, query: str) -> set[int]:
    """The numbers of what a query finds."""
    return {brief.id for brief in search(workspace, query).records}


def test_the_journey_as_services(tmp_path: Path, pictures: list[Path]) -> None:
    folder = tmp_path / "Journey.xenion"
    states: list[Tables] = []

    def state(workspace: Workspace) -> None:
        store = workspace.store
        assert isinstance(store, Catalogue)
        states.append(store.data_tables())

    with create_catalogue(folder, data_folder()) as workspace:
        state(workspace)

        def add(kind: str, **values: Any) -> int:
            number, changes = records.add(workspace, Record(kind, values))
            assert changes.step
            assert number in changes.records
            state(workspace)
            return number

        host = add("person", names=(Row({"text": "Hu Yaobang"}), Row({"text": "胡耀邦"})))
        ministry = add("organisation", title="Foreign Ministry")
        visit = add(
            "visit",
            title="Visit",
            host=(link(host, capacity="General Secretary"), link(ministry)),
        )
        for place, title in enumerate(("Talks", "Banquet", "Farewell"), start=1):
            add("event", title=title, visit=(link(visit),), programme_order=place)
        office = add("person", title="general manager of a trading house", known_by="office")
        company = add("organisation", title="Border Trade Company")
        gift = add(
            "gift",
            title="Cabbage and scroll",
            donor=(link(office, alternative=1), link(company, alternative=1)),
            objects=(Row({"title": "Cabbage"}), Row({"title": "Scroll"})),
        )
        attachments.attach(workspace, gift, pictures, "From both sides")
        state(workspace)
        assert len(workspace.record(gift).rows("attachments")) == 2
        assert find(workspace, "胡耀邦 kind:visit") == {visit}

        records.trash(workspace, [gift])
        state(workspace)
        assert gift not in find(workspace, "cabbage")
        records.restore(workspace, [gift])
        state(workspace)
        assert gift in find(workspace, "cabbage")
        twin = add("person", title="Hu Yao-pang")
        records.merge(workspace, host, [twin])
        state(workspace)
        with pytest.raises(NotFound):
            workspace.record(twin)
        assert find(workspace, '"hu yao pang" kind:visit') == {visit}

    # Undo survives closing the catalogue.
    with open_catalogue(folder) as workspace:
        assert isinstance(workspace.store, Catalogue)
        done = 0
        for expected in reversed(states[:-1]):
            assert len(history.undo(workspace)) == 1
            done += 1
            assert workspace.store.data_tables() == expected
        done += len(history.undo(workspace, 1000))
        assert empty_of_records(workspace.store.data_tables())
        assert history.undo(workspace) == []
    with open_catalogue(folder) as workspace:
        assert isinstance(workspace.store, Catalogue)
        assert len(history.redo(workspace, 1000)) == done
        assert workspace.store.data_tables() == states[-1]
        assert find(workspace, "胡耀邦 kind:visit") == {visit}
        assert all(
            workspace.vault.contains(str(row["sha256"]))
            for row in workspace.record(gift).rows("attachments")
        )
