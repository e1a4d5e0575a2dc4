"""`xenion term`: looking after the vocabularies."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from catalog_app.domain.kinds import VOCABULARIES

if TYPE_CHECKING:
    from tests.cli.conftest import Xenion


def terms(xenion: Xenion, catalogue: Path, vocabulary: str) -> dict[str, dict[str, Any]]:
    """The terms of a vocabulary by label."""
    found = xenion.json("term", catalogue, "list", vocabulary)["terms"]
    return {term["label"]: term for term in found}


def test_the_vocabularies_are_listed_with_their_sizes(xenion: Xenion, empty: Path) -> None:
    found = xenion.json("term", empty, "list")["vocabularies"]
    assert [entry["name"] for entry in found] == list(VOCABULARIES)
    sizes = {entry["name"]: entry["terms"] for entry in found}
    assert sizes["material"] == len(terms(xenion, empty, "material"))
    assert sizes["tag"] == 0
    assert xenion.done("term", empty).out == xenion.done("term", empty, "list").out


def test_terms_are_listed_below_their_parents(xenion: Xenion, empty: Path) -> None:
    xenion.done("term", empty, "add", "tag", "animals")
    xenion.done("term", empty, "add", "tag", "aardvarks", "--parent", "Animals", "--uri", "urn:x")
    xenion.done("term", empty, "add", "tag", "zoo")
    lines = xenion.done("term", empty, "list", "tag").out.splitlines()
    assert [line.rstrip() for line in lines] == [
        "animals",
        "  aardvarks  urn:x",
        "zoo",
        "3 terms.",
    ]


def test_a_term_keeps_its_identifier_and_its_parent(xenion: Xenion, empty: Path) -> None:
    known = terms(xenion, empty, "material")
    assert known["jade"]["uri"].endswith("300011119")
    number = xenion.json("term", empty, "add", "material", "jade of Xiuyan", "--parent", "jade")[
        "id"
    ]
    made = terms(xenion, empty, "material")["jade of Xiuyan"]
    assert (made["id"], made["parent"]) == (number, "jade")


def test_a_renamed_term_is_found_by_its_new_label_only(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=Vase", "tags=fod")
    assert "“food”" in xenion.done("term", empty, "rename", "tag", "fod", "food").out
    assert xenion.json("search", empty, "tag:food")["total"] == 1
    assert xenion.json("search", empty, "tag:fod", "--kind", "gift")["records"] == [] or (
        xenion.json("search", empty, "tag:=fod")["total"] == 0
    )


def test_merged_terms_are_one(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=Vase", "tags=foods")
    xenion.done("add", empty, "gift", "title=Bowl", "tags=food")
    assert xenion.json("term", empty, "merge", "tag", "food", "foods")["step"]
    assert list(terms(xenion, empty, "tag")) == ["food"]
    assert xenion.json("search", empty, "tag:food")["total"] == 2
    xenion.done("undo", empty)
    assert list(terms(xenion, empty, "tag")) == ["food", "foods"]


def test_a_term_in_use_is_not_removed(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=Vase", "tags=food")
    assert "Merge" in xenion.refused("term", empty, "remove", "tag", "food")
    xenion.done("edit", empty, 1, "tags=")
    xenion.done("term", empty, "remove", "tag", "food")
    assert terms(xenion, empty, "tag") == {}


def test_what_is_not_there_is_named(xenion: Xenion, empty: Path) -> None:
    for words in (
        ("list", "nothing"),
        ("add", "nothing", "x"),
        ("rename", "nothing", "x", "y"),
        ("merge", "nothing", "x", "y"),
        ("remove", "nothing", "x"),
    ):
        message = xenion.refused("term", empty, *words)
        assert "“nothing”" in message
        assert "material" in message
    assert "“unobtainium”" in xenion.refused("term", empty, "remove", "material", "unobtainium")
    xenion.refused("term", empty, "add", "material", "x", "--parent", "unobtainium")


def test_labels_that_say_nothing_or_are_taken_are_refused(xenion: Xenion, empty: Path) -> None:
    before = terms(xenion, empty, "material")
    xenion.refused("term", empty, "add", "material", "  ")
    xenion.refused("term", empty, "add", "material", "JADE")
    xenion.refused("term", empty, "rename", "material", "jade", "Gold")
    xenion.refused("term", empty, "merge", "material", "jade", "jade")
    xenion.refused("term", empty, "add", "material", "x" * 100_000)
    assert terms(xenion, empty, "material") == before


def test_a_misspelt_verb_is_wrong_usage(xenion: Xenion, empty: Path) -> None:
    xenion.wrong("term", empty, "frob")
    xenion.wrong("term", empty, "add", "material")
