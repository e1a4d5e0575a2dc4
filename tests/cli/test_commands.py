"""Every command in text and as one JSON value, on a new catalogue filled with the sample."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from catalog_app.domain.kinds import KINDS

if TYPE_CHECKING:
    from tests.cli.conftest import Xenion


def first(xenion: Xenion, catalogue: Path, query: str) -> int:
    """The number of the newest record that a query finds."""
    return int(xenion.json("search", catalogue, query)["records"][0]["id"])


def test_new_makes_a_catalogue_and_says_so(xenion: Xenion, tmp_path: Path) -> None:
    folder = tmp_path / "New.xenion"
    assert xenion.done("new", folder).out == f"Created {folder}.\n"
    assert (folder / "catalogue.db").is_file()
    assert not (folder / "catalogue.lock").exists()


def test_new_in_json_describes_what_it_made(xenion: Xenion, tmp_path: Path) -> None:
    found = xenion.json("new", tmp_path / "New.xenion", "--sample")
    assert found == xenion.json("info", tmp_path / "New.xenion")
    assert found["records"]["gift"] == 40


def test_info_counts_every_kind_the_trash_and_the_attachments(xenion: Xenion, sample: Path) -> None:
    found = xenion.json("info", sample)
    assert list(found["records"]) == list(KINDS)
    assert found["records"]["visit"] == 40
    assert (found["trashed"], found["attachments"]) == (0, 0)
    assert found["schema"]


def test_info_in_text_is_a_table_with_aligned_numbers(xenion: Xenion, sample: Path) -> None:
    lines = xenion.done("info", sample).out.splitlines()
    assert lines[0] == str(sample)
    gifts = next(line for line in lines if line.split()[0] == "Gifts")
    visits = next(line for line in lines if line.split()[0] == "Visits")
    assert gifts.split()[1] == "40"
    assert len(gifts) == len(visits)


def test_search_gives_the_total_and_the_first_records(xenion: Xenion, sample: Path) -> None:
    found = xenion.json("search", sample, "jade")
    assert found["total"] == len(found["records"]) == 4
    assert {"id", "kind", "number", "title", "date_edtf"} <= found["records"][0].keys()
    dates = [hit["date_edtf"] for hit in found["records"]]
    assert dates == sorted(dates, reverse=True)


def test_search_lists_a_hundred_records_unless_told_otherwise(xenion: Xenion, sample: Path) -> None:
    found = xenion.json("search", sample, "")
    assert len(found["records"]) == 100
    assert found["total"] == sum(xenion.json("info", sample)["records"].values())
    assert len(xenion.json("search", sample, "", "--limit", 500)["records"]) == found["total"]
    assert xenion.json("search", sample, "", "--limit", 0)["records"] == []
    assert len(xenion.json("search", sample, "", "--limit", 10**30)["records"]) == found["total"]


def test_search_says_where_more_was_found_than_is_listed(xenion: Xenion, sample: Path) -> None:
    lines = xenion.done("search", sample, "--limit", 3).out.splitlines()
    assert len(lines) == 4
    assert lines[-1].startswith("The first 3 of ")
    assert "--limit" in lines[-1]


def test_search_says_that_nothing_was_found(xenion: Xenion, sample: Path) -> None:
    assert xenion.done("search", sample, "zzzzzz").out == "No records found.\n"
    assert xenion.json("search", sample, "zzzzzz") == {"total": 0, "records": []}


def test_search_aligns_its_columns_under_scripts_of_every_width(
    xenion: Xenion, empty: Path
) -> None:
    xenion.done("add", empty, "gift", "title=One", "number=玉1")
    xenion.done("add", empty, "gift", "title=Two", "number=1234")
    one, two, told = xenion.done("search", empty, "--order", "title").out.splitlines()
    assert one.index("One") == two.index("Two") - 1  # 玉 takes two columns
    assert told == "2 records found."


def test_search_in_one_kind_and_in_another_order(xenion: Xenion, sample: Path) -> None:
    found = xenion.json("search", sample, "", "--kind", "gift", "--order", "oldest")
    assert found["total"] == 40
    assert {hit["kind"] for hit in found["records"]} == {"gift"}
    dated = [hit["date_edtf"][:4] for hit in found["records"] if hit["date_edtf"][:4].isdigit()]
    assert dated == sorted(dated)


def test_a_query_may_begin_with_a_hyphen_after_two(xenion: Xenion, sample: Path) -> None:
    without = xenion.done("search", sample, "--json", "--kind", "gift", "--", "-jade").json["total"]
    assert 0 < without < 40


def test_show_gives_the_whole_record(xenion: Xenion, sample: Path) -> None:
    found = xenion.json("show", sample, first(xenion, sample, "cabbage"))
    assert [thing["title"] for thing in found["objects"]] == ["Cabbage", "All Is Well"]
    assert {"donor", "recipient"} == {link["role"] for link in found["links"]}
    assert found["date"]["edtf"] == "2002-04"


def test_a_uid_names_a_record_as_well_as_its_number(xenion: Xenion, sample: Path) -> None:
    number = first(xenion, sample, "cabbage")
    uid = xenion.json("show", sample, number)["uid"]
    assert xenion.json("show", sample, uid.upper())["id"] == number
    assert xenion.json("show", sample, f"#{number}")["id"] == number
    assert xenion.json("edit", sample, uid, "number=9")["id"] == number


def test_add_and_edit_say_what_they_did(xenion: Xenion, empty: Path) -> None:
    assert xenion.done("add", empty, "gift", "title=Vase").out == "Added gift #1 “Vase”\n"
    assert xenion.done("edit", empty, 1, "title=Bowl").out == "Changed gift “Vase”\n"


def test_trash_takes_records_away_and_gives_them_back(xenion: Xenion, sample: Path) -> None:
    number = first(xenion, sample, "kind:gift cabbage")
    assert xenion.json("trash", sample, number)["records"] == [number]
    assert xenion.json("info", sample)["trashed"] == 1
    assert xenion.json("search", sample, "kind:gift cabbage")["total"] == 0
    assert "Restored" in xenion.done("trash", sample, number, "--restore").out
    assert xenion.json("search", sample, "kind:gift cabbage")["total"] == 1


def test_trashing_what_is_in_the_trash_says_that_nothing_changed(
    xenion: Xenion, empty: Path
) -> None:
    xenion.done("add", empty, "gift", "title=Vase")
    assert "Nothing changed" in xenion.done("trash", empty, 1, "--restore").out
    xenion.done("trash", empty, 1)
    assert "Nothing changed" in xenion.done("trash", empty, 1).out


def test_several_records_are_trashed_in_one_step(xenion: Xenion, empty: Path) -> None:
    for title in ("One", "Two"):
        xenion.done("add", empty, "gift", f"title={title}")
    xenion.done("trash", empty, 1, 2)
    assert xenion.json("info", empty)["trashed"] == 2
    xenion.done("undo", empty)
    assert xenion.json("info", empty)["trashed"] == 0


def test_the_trash_is_emptied_and_that_can_be_undone(xenion: Xenion, empty: Path) -> None:
    assert xenion.done("trash", empty, "--empty").out == "The trash is empty.\n"
    xenion.done("add", empty, "gift", "title=Vase")
    xenion.done("trash", empty, 1)
    xenion.done("trash", empty, "--empty")
    xenion.refused("show", empty, 1)
    xenion.done("undo", empty, "--steps", 2)
    assert xenion.json("show", empty, 1)["title"] == "Vase"


def test_what_others_refer_to_is_not_deleted(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=Vase", "donor=Kim A")
    person = first(xenion, empty, "kind:person")
    xenion.done("trash", empty, person)
    assert "Vase" in xenion.refused("trash", empty, "--empty")
    assert xenion.json("info", empty)["trashed"] == 1


def test_a_choice_of_restoring_and_emptying_is_wrong_usage(xenion: Xenion, empty: Path) -> None:
    xenion.wrong("trash", empty, 1, "--restore", "--empty")
    xenion.wrong("trash", empty)
    xenion.wrong("trash", empty, "--restore")


def test_merge_moves_links_and_keeps_the_uid_alive(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=Vase", "donor=Kim A")
    xenion.done("add", empty, "gift", "title=Bowl", "donor=Kim Ah")
    keep, other = (first(xenion, empty, f'kind:person name:"{n}"') for n in ("kim a", "kim ah"))
    uid = xenion.json("show", empty, other)["uid"]
    assert xenion.json("merge", empty, keep, other)["id"] == keep
    found = xenion.json("show", empty, uid)
    assert found["id"] == keep
    assert {link["title"] for link in found["incoming"]} == {"Vase", "Bowl"}
    assert {name["text"] for name in found["names"]} == {"Kim A", "Kim Ah"}
    xenion.refused("show", empty, other)


def test_merge_refuses_two_kinds_and_a_record_with_itself(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=Vase", "donor=Kim A")
    message = xenion.refused("merge", empty, 1, 2)
    assert "gift" in message
    assert "person" in message
    xenion.refused("merge", empty, 1, 1)
    xenion.wrong("merge", empty, 1)


def test_duplicate_makes_a_second_record(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=Vase", "objects+=Vase", "valuation+=5")
    copy = xenion.json("show", empty, xenion.json("duplicate", empty, 1)["id"])
    assert copy["title"] == "Vase (copy)"
    assert [thing["title"] for thing in copy["objects"]] == ["Vase"]
    assert "valuation" not in copy


def test_reorder_brings_rows_into_another_order(xenion: Xenion, empty: Path) -> None:
    objects = [f"objects+={name}" for name in ("One", "Two", "Three")]
    xenion.done("add", empty, "gift", "title=Set", *objects)

    def order() -> list[str]:
        return [thing["title"] for thing in xenion.json("show", empty, 1)["objects"]]

    xenion.json("reorder", empty, 1, "objects", 3)
    assert order() == ["Three", "One", "Two"]
    xenion.done("reorder", empty, 1, "objects", 2, 3, 1)
    assert order() == ["One", "Two", "Three"]
    assert "Nothing changed" in xenion.done("reorder", empty, 1, "objects", 1).out
    xenion.done("undo", empty, "--steps", 2)
    assert order() == ["One", "Two", "Three"]


def test_reorder_brings_the_programme_of_a_visit_into_another_order(
    xenion: Xenion, empty: Path
) -> None:
    xenion.done("add", empty, "visit", "title=Visit")
    for name in ("Talks", "Banquet", "Farewell"):
        xenion.done("add", empty, "event", f"title={name}", "visit=#1")
    xenion.done("reorder", empty, 1, "programme", 3)
    programme = [event["title"] for event in xenion.json("show", empty, 1)["programme"]]
    assert programme == ["Farewell", "Talks", "Banquet"]


@pytest.mark.parametrize(
    ("field", "places"),
    [("objects", [4]), ("objects", [1, 1]), ("title", [1]), ("nothing", [1]), ("programme", [1])],
)
def test_reorder_refuses_what_is_not_there(
    xenion: Xenion, empty: Path, field: str, places: list[int]
) -> None:
    xenion.done("add", empty, "gift", "title=Set", "objects+=One", "objects+=Two")
    xenion.refused("reorder", empty, 1, field, *places)
    xenion.wrong("reorder", empty, 1, "objects", 0)


def test_attach_keeps_pictures_with_their_caption(
    xenion: Xenion, empty: Path, picture: Path
) -> None:
    xenion.done("add", empty, "gift", "title=Vase")
    found = xenion.json("attach", empty, 1, picture, "--caption", "Front")
    assert found["files"] == 1
    attachment = xenion.json("show", empty, 1)["attachments"][0]
    assert (attachment["name"], attachment["caption"]) == ("front.png", "Front")
    assert (attachment["width"], attachment["height"]) == (12, 8)
    assert xenion.json("info", empty)["attachments"] == 1
    kept = list((empty / "media").rglob(f"{attachment['sha256']}.png"))
    assert [path.read_bytes() for path in kept] == [picture.read_bytes()]
    assert xenion.json("search", empty, "has:image")["total"] == 1


def test_history_lists_steps_newest_first(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=Vase")
    xenion.done("edit", empty, 1, "title=Bowl")
    steps = xenion.json("history", empty)["steps"]
    assert [step["label"] for step in steps[:2]] == ["Changed gift “Vase”", "Added gift “Vase”"]
    assert {"id", "label", "at", "by", "undone"} == steps[0].keys()
    assert steps[0]["undone"] is False
    xenion.done("undo", empty)
    assert xenion.json("history", empty)["steps"][0]["undone"] is True
    assert "(undone) Changed gift “Vase”" in xenion.done("history", empty).out


def test_history_of_a_record_tells_its_changes_field_by_field(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=Vase")
    xenion.done("add", empty, "gift", "title=Other")
    xenion.done("edit", empty, 1, "title=Bowl", "tags=old")
    found = xenion.json("history", empty, 1)
    assert [step["label"] for step in found["steps"]] == [
        "Changed gift “Vase”",
        "Added gift “Vase”",
    ]
    titles = [c for c in found["changes"] if c["field"] == "title"]
    assert [(change["before"], change["after"]) for change in titles] == [
        ("Vase", "Bowl"),
        ("", "Vase"),
    ]
    lines = xenion.done("history", empty, 1).out.splitlines()
    assert "    Title: Vase → Bowl" in lines
    assert "    Tags: old" in lines


def test_history_of_a_catalogue_in_which_nothing_was_done_says_so(
    xenion: Xenion, empty: Path
) -> None:
    outcome = xenion.done("history", empty)
    if not xenion.json("history", empty)["steps"]:
        assert outcome.out == "Nothing has been done yet.\n"


def test_revert_brings_a_record_back_as_a_new_step(xenion: Xenion, empty: Path) -> None:
    made = xenion.json("add", empty, "gift", "title=Vase", "objects+=Vase")["step"]
    xenion.done("edit", empty, 1, "title=Bowl", "objects=")
    assert xenion.json("revert", empty, 1, made)["step"] > made
    record = xenion.json("show", empty, 1)
    assert (record["title"], len(record["objects"])) == ("Vase", 1)
    xenion.done("undo", empty)
    assert xenion.json("show", empty, 1)["title"] == "Bowl"
    xenion.refused("revert", empty, 1, 10**25)


def test_undo_and_redo_of_more_steps_than_there_are_do_what_there_is(
    xenion: Xenion, empty: Path
) -> None:
    for title in ("One", "Two"):
        xenion.done("add", empty, "gift", f"title={title}")
    undone = xenion.json("undo", empty, "--steps", 10**20)
    labels = ["Added gift “Two”", "Added gift “One”"]
    assert undone["labels"][:2] == labels
    assert undone["steps"] == len(undone["labels"])
    assert xenion.json("undo", empty) == {"steps": 0, "labels": []}
    assert xenion.done("undo", empty).out == "There is nothing to undo.\n"
    text = xenion.done("redo", empty, "--steps", 99).out
    assert text.endswith(f"{undone['steps']} steps done again. There were no more.\n")
    assert xenion.json("redo", empty) == {"steps": 0, "labels": []}
    assert xenion.json("info", empty)["records"]["gift"] == 2


def test_undo_takes_one_step_unless_told_otherwise(xenion: Xenion, empty: Path) -> None:
    for title in ("One", "Two"):
        xenion.done("add", empty, "gift", f"title={title}")
    assert xenion.done("undo", empty).out.endswith("1 step undone.\n")
    assert xenion.json("info", empty)["records"]["gift"] == 1
    xenion.wrong("undo", empty, "--steps", 0)
    xenion.wrong("undo", empty, "--steps", "many")


def test_redo_is_gone_when_something_else_was_done(xenion: Xenion, empty: Path) -> None:
    xenion.done("add", empty, "gift", "title=One")
    xenion.done("undo", empty)
    xenion.done("add", empty, "gift", "title=Two")
    assert xenion.json("redo", empty)["steps"] == 0


def test_fields_lists_what_a_kind_has(xenion: Xenion) -> None:
    found: list[dict[str, Any]] = xenion.json("fields", "gift")["fields"]
    by_key = {entry["key"]: entry for entry in found}
    assert "title" in by_key["objects"]["parts"]
    assert by_key["donor"]["takes"].endswith("person, organisation")
    assert (by_key["donor"]["repeatable"], by_key["title"]["repeatable"]) == (True, False)
    assert "received" in by_key["direction"]["takes"]
    assert xenion.done("fields").out.split() == list(KINDS)
    assert "gift" in xenion.refused("fields", "gfit")


@pytest.mark.parametrize("kind", KINDS)
def test_fields_tells_what_each_field_of_each_kind_takes(xenion: Xenion, kind: str) -> None:
    for entry in xenion.json("fields", kind)["fields"]:
        assert entry["takes"], entry["key"]
        assert entry["label"]


def test_without_a_display_the_window_is_refused_in_words(xenion: Xenion, empty: Path) -> None:
    assert "xenion --help" in xenion.refused()
    assert "xenion --help" in xenion.refused(empty)
    assert "xenion --help" in xenion.refused("open", empty)


def test_a_misspelt_command_is_wrong_usage(xenion: Xenion) -> None:
    assert "serach" in xenion.wrong("serach", "Gifts.xenion")


def test_version_is_one_line(xenion: Xenion) -> None:
    out = xenion.done("--version").out
    assert out.startswith("xenion ")
    assert out.count("\n") == 1
