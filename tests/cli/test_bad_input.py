"""What is wrong is told in words that help, with exit code 1, and leaves everything as it was."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cli.conftest import Tables, Xenion

Read = Callable[[Path], "Tables"]

READING = [("info",), ("search", "jade"), ("show", 1), ("history",), ("term", "list")]
WRITING = [
    ("add", "gift", "title=Vase"),
    ("edit", 1, "title=Vase"),
    ("trash", 1),
    ("merge", 1, 2),
    ("duplicate", 1),
    ("reorder", 1, "objects", 1),
    ("undo",),
    ("redo",),
    ("revert", 1, 1),
    ("term", "add", "tag", "x"),
]
Words = tuple[object, ...]


def on(catalogue: object, words: Words) -> Words:
    """A command line on this catalogue."""
    return (words[0], catalogue, *words[1:])


@pytest.fixture
def gift(templates: Path, tmp_path: Path) -> Path:
    """A catalogue of one gift with an object (record 1) and two people (records 2 and 3)."""
    return shutil.copytree(templates / "gift.xenion", tmp_path / "Gifts.xenion")


@pytest.fixture
def untouched(gift: Path, tables: Read) -> Iterator[Path]:
    """The catalogue of one gift; whatever is tried, it must hold the same afterwards."""
    before = tables(gift)
    files = sorted(path.name for path in gift.rglob("*"))
    yield gift
    assert tables(gift) == before
    assert sorted(path.name for path in gift.rglob("*")) == files


@pytest.mark.parametrize("words", [*READING, *WRITING], ids=str)
def test_a_path_that_is_not_there_is_named(xenion: Xenion, tmp_path: Path, words: Words) -> None:
    message = xenion.refused(*on(tmp_path / "nothing", words))
    assert "nothing" in message
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("words", [*READING, *WRITING], ids=str)
def test_a_folder_that_is_no_catalogue_is_refused(
    xenion: Xenion, tmp_path: Path, words: Words
) -> None:
    assert "no catalogue" in xenion.refused(*on(tmp_path, words))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"some text", b"SQLite format 3\x00" + b"\x00" * 200])
@pytest.mark.parametrize("words", [READING[0], WRITING[0]], ids=str)
def test_a_file_is_no_catalogue(
    xenion: Xenion, tmp_path: Path, words: Words, content: bytes
) -> None:
    file = tmp_path / "catalogue.db"
    file.write_bytes(content)
    assert "folder" in xenion.refused(*on(file, words))
    xenion.refused(*on(tmp_path, words))
    assert file.read_bytes() == content
    assert [path.name for path in tmp_path.iterdir()] == ["catalogue.db"]


def test_a_database_of_another_program_is_refused(xenion: Xenion, gift: Path) -> None:
    file = gift / "catalogue.db"
    content = bytearray(file.read_bytes())
    content[68:72] = b"\x00\x00\x00\x01"
    file.write_bytes(content)
    assert "another program" in xenion.refused("info", gift)


@pytest.mark.parametrize("words", [*READING, *WRITING[:3], ("undo",)], ids=str)
@pytest.mark.parametrize("damage", ["cut", "overwritten", "schema"])
def test_a_damaged_database_is_refused_and_left_alone(
    xenion: Xenion, gift: Path, words: Words, damage: str
) -> None:
    file = gift / "catalogue.db"
    content = bytearray(file.read_bytes())
    if damage == "cut":
        del content[6000:]
    elif damage == "overwritten":
        content[4096:] = os.urandom(len(content) - 4096)
    else:
        content[100:4096] = bytes(3996)
    file.write_bytes(content)
    message = xenion.refused(*on(gift, words))
    assert "damaged" in message or "cannot be" in message
    assert file.read_bytes() == bytes(content)


@pytest.mark.parametrize("words", WRITING, ids=str)
@pytest.mark.parametrize("what", ["folder", "file"])
def test_a_catalogue_protected_against_writing_is_read_and_not_written(
    xenion: Xenion, gift: Path, words: Words, what: str
) -> None:
    protected = gift if what == "folder" else gift / "catalogue.db"
    mode = protected.stat().st_mode
    protected.chmod(mode & ~0o222)
    try:
        message = xenion.refused(*on(gift, words))
        assert "Nothing was changed" in message
        assert xenion.json("info", gift)["records"]["gift"] == 1
    finally:
        protected.chmod(mode)


def test_new_does_not_write_into_a_protected_folder(xenion: Xenion, tmp_path: Path) -> None:
    folder = tmp_path / "shelf"
    folder.mkdir()
    folder.chmod(0o555)
    try:
        message = xenion.refused("new", folder / "Gifts.xenion")
        assert "protected" in message
        assert list(folder.iterdir()) == []
    finally:
        folder.chmod(0o755)


def test_new_never_overwrites(xenion: Xenion, untouched: Path, tmp_path: Path) -> None:
    assert "exists already" in xenion.refused("new", untouched)
    file = tmp_path / "file"
    file.write_text("mine")
    assert "exists already" in xenion.refused("new", file)
    assert file.read_text() == "mine"
    assert "does not exist" in xenion.refused("new", tmp_path / "a" / "b")


@pytest.mark.parametrize("number", ["99", "-1", "9" * 19, "9" * 3000])
def test_a_record_that_does_not_exist_is_named(
    xenion: Xenion, untouched: Path, number: str
) -> None:
    for words in (
        ("show", number),
        ("edit", number, "title=x"),
        ("trash", number),
        ("trash", 1, number),
        ("trash", number, "--restore"),
        ("trash", number, "--empty"),
        ("merge", number, 2),
        ("merge", 2, 3, number),
        ("duplicate", number),
        ("reorder", number, "objects", 1),
        ("attach", number, "nothing.png"),
        ("history", number),
        ("revert", number, 1),
    ):
        message = xenion.refused(*on(untouched, words))
        assert message.startswith("There is no record ")
        assert len(message) < 100


def test_a_uid_that_does_not_exist_is_named(xenion: Xenion, untouched: Path) -> None:
    uid = "01a2019e-7371-7001-85ea-d0fbdfd095a4"
    assert uid in xenion.refused("show", untouched, uid)


@pytest.mark.parametrize("text", ["abc", "", "1.5", "1 2", "١٢", "#", "--1"])
def test_what_is_no_id_at_all_is_wrong_usage(xenion: Xenion, untouched: Path, text: str) -> None:
    xenion.wrong("show", untouched, text)


@pytest.mark.parametrize(
    ("assignment", "named"),
    [
        ("titel=x", "titel"),
        ("title", "FIELD=VALUE"),
        ("=x", "FIELD=VALUE"),
        ("Title=x", "Title"),
        ("", "FIELD=VALUE"),
        ("title+=x", "="),
        ("direction=sideways", "received"),
        ("certainty=perhaps", "stated"),
        ("visibility=secret", "internal"),
        ("acquisition=theft of some kind", "theft of some kind"),
        ("donor=#99", "99"),
        ("donor=#0", "0"),
        ("donor=place:Paris", "person"),
        ("donor=;as=Premier", "name"),
        ("occasion=#2", "visit"),
        ("occasion=Unknown visit", "#ID"),
        ("valuation+=lots", "lots"),
        ("valuation+=1e9", "1e9"),
        ('valuation+={"amount": "NaN"}', "NaN"),
        ('valuation+={"amount": Infinity}', "Infinity"),
        ('valuation+={"amount": true}', "True"),
        ('valuation+={"amount": {"a": 1}}', "a"),
        ('objects+={"titel": "x"}', "titel"),
        ('objects+={"title": "x"', "JSON"),
        ("objects+=[" * 1, "JSON"),
        ("objects+=" + "[" * 100_000, "JSON"),
        ('objects+={"title": "x", "materials": ["unobtainium"]}', "unobtainium"),
        ('objects+={"title": "x", "count": -1}', "-1"),
        ('objects+={"title": "x", "count": 99999999999999999999}', "99999999999999999999"),
        ('objects+={"title": ["x"]}', "x"),
        ('attachments+={"name": "x.png"}', "attach"),
        ("title=", "title"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_with_its_reason(
    xenion: Xenion, untouched: Path, assignment: str, named: str
) -> None:
    message = xenion.refused("edit", untouched, 1, "summary=new", assignment)
    assert named.lower() in message.lower()
    assert len(message) < 2_100
    if assignment != "title=":
        xenion.refused("add", untouched, "gift", "title=New", "donor=Kim New", assignment)


def test_a_name_that_several_people_have_is_not_guessed_at(xenion: Xenion, untouched: Path) -> None:
    xenion.done("add", untouched, "person", "title=Kim A")
    message = xenion.refused("add", untouched, "gift", "title=x", "donor=Kim A")
    assert "#2" in message
    assert "number" in message
    xenion.done("undo", untouched)


def test_an_unknown_kind_is_refused_with_those_there_are(xenion: Xenion, untouched: Path) -> None:
    for words in (("add", "gfit", "title=x"), ("search", "", "--kind", "gfit")):
        message = xenion.refused(*on(untouched, words))
        assert "“gfit”" in message
        assert "organisation" in message


@pytest.mark.parametrize("query", ["(jade", '"jade', "date:garble", "value:>much", "or", "-", "a:"])
def test_a_query_that_cannot_be_read_is_explained_or_searched_for(
    xenion: Xenion, sample: Path, query: str
) -> None:
    outcome = xenion("search", sample, "--", query)
    assert outcome.code in (0, 1)
    assert (outcome.err != "") == (outcome.code == 1)


def test_an_edit_of_nothing_is_wrong_usage(xenion: Xenion, untouched: Path) -> None:
    xenion.wrong("edit", untouched, 1)


def test_a_record_without_a_title_is_refused(xenion: Xenion, untouched: Path) -> None:
    assert "title" in xenion.refused("add", untouched, "gift", "donor=Kim New")
    assert "title" in xenion.refused("edit", untouched, 2, "title=")


def test_ten_megabytes_in_a_title_are_refused(xenion: Xenion, untouched: Path) -> None:
    message = xenion.refused(
        "add", untouched, "gift", "title=-", "donor=Kim New", stdin=b"x" * 10_000_000
    )
    assert "2,000" in message
    assert len(message) < 200
    xenion.refused("edit", untouched, 1, "summary=-", stdin=b"x " * 5_000_000)


def test_endless_input_is_not_read_to_its_end(xenion: Xenion, untouched: Path) -> None:
    message = xenion.refused("edit", untouched, 1, "title=-", stdin=b"\n" * (64 * 1024 * 1024 + 1))
    assert "64 MB" in message


def test_bytes_that_are_no_text_are_refused_with_their_place(
    xenion: Xenion, untouched: Path
) -> None:
    assert "byte 4" in xenion.refused("edit", untouched, 1, "summary=-", stdin=b"caf\xe9 noir")
    assert "UTF-8" in xenion.refused("edit", untouched, 1, "summary=caf\udce9")
    assert "UTF-8" in xenion.refused("add", untouched, "gift", "title=caf\udce9")


def test_control_characters_are_left_out_and_that_is_said(xenion: Xenion, gift: Path) -> None:
    outcome = xenion.done("edit", gift, 1, "title=-", stdin=b"a\x00b\x1b[31mc\x07\r\n")
    assert "control characters" in outcome.err
    assert xenion.json("show", gift, 1)["title"] == "ab[31mc"
    xenion.done("edit", gift, 1, 'objects={"title": "n\\u0000ul", "description": "\\ud800x"}')
    thing = xenion.json("show", gift, 1)["objects"][0]
    assert (thing["title"], thing["description"]) == ("nul", "x")


@pytest.mark.parametrize("content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 50])
def test_a_picture_that_is_none_is_refused_with_all_others(
    xenion: Xenion, gift: Path, tables: Read, picture: Path, content: bytes
) -> None:
    before = tables(gift)
    bad = picture.with_name("bad.png")
    bad.write_bytes(content)
    assert "bad.png" in xenion.refused("attach", gift, 1, picture, bad)
    assert tables(gift) == before


def test_a_file_that_cannot_be_a_picture_is_refused(
    xenion: Xenion, untouched: Path, tmp_path: Path
) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "nothing.png", tmp_path, Path("/dev/zero"), tmp_path / "pipe"):
        assert xenion.refused("attach", untouched, 1, path)


def test_a_caption_that_is_too_long_is_no_half_attachment(
    xenion: Xenion, gift: Path, tables: Read, picture: Path
) -> None:
    before = tables(gift)
    assert "too many" in xenion.refused("attach", gift, 1, picture, "--caption", "x" * 1_000_001)
    assert tables(gift) == before


def test_a_catalogue_of_a_newer_version_is_refused(xenion: Xenion, gift: Path) -> None:
    import sqlite3

    connection = sqlite3.connect(gift / "catalogue.db")
    with connection:
        connection.execute(
            "INSERT INTO _sqlite_migrations SELECT * FROM _sqlite_migrations WHERE 0"
        )
        columns = [row[1] for row in connection.execute("PRAGMA table_info(_sqlite_migrations)")]
        row = connection.execute(
            f"SELECT {', '.join(columns)} FROM _sqlite_migrations LIMIT 1"
        ).fetchone()
        values = dict(zip(columns, row, strict=True)) | {"name": "9999_future"}
        values.pop("id", None)
        connection.execute(
            f"INSERT INTO _sqlite_migrations ({', '.join(values)}) "
            f"VALUES ({', '.join('?' * len(values))})",
            tuple(values.values()),
        )
    connection.close()
    for words in (READING[0], WRITING[0]):
        message = xenion.refused(*on(gift, words))
        assert "newer version" in message


def test_a_copy_without_its_media_folder_still_opens(xenion: Xenion, gift: Path) -> None:
    shutil.rmtree(gift / "media")
    assert xenion.json("info", gift)["records"]["gift"] == 1
