"""What is opened, by whom, and what is refused: no file from elsewhere is trusted."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from tests.store.making import (
    Elsewhere,
    Maker,
    assert_index_is_sound,
    copy_of,
    workspace_on,
)

from catalog_app.domain.errors import Damaged, NotFound, ReadOnly, Refused, UserError
from catalog_app.domain.query import parse
from catalog_app.domain.records import Record
from catalog_app.services import history, records
from catalog_app.services.plain import show_record
from catalog_app.services.workspace import Workspace
from catalog_app.store import building, database, index, journal, lock, migrations, tables
from catalog_app.store.catalogue import Catalogue


@pytest.fixture(scope="module")
def filled(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed catalogue with some records; not to be changed."""
    folder = copy_of(template, tmp_path_factory.mktemp("filled") / "some.xenion")
    with Catalogue(folder) as catalogue:
        Maker(11, catalogue).fill(2)
    return folder


@pytest.fixture
def some(filled: Path, tmp_path: Path) -> Path:
    """A closed catalogue with some records."""
    return copy_of(filled, tmp_path / "filled.xenion")


def tamper(folder: Path, *statements: str) -> None:
    """Change the file as a stranger could."""
    connection = sqlite3.connect(folder / database.FILE_NAME, isolation_level=None)
    for statement in statements:
        connection.execute(statement)
    connection.close()


def in_use_all_over(folder: Path) -> Workspace:
    """Open, search, list and show everything; what cannot be is refused in words."""
    with Catalogue(folder) as catalogue:
        workspace = workspace_on(catalogue)
        for query in ("jade", "kind:gift", "donor:p", "date:1900..2010", "value:>1", "-bowl"):
            tree = parse(query)
            catalogue.count(tree)
            catalogue.briefs(catalogue.find(tree))
        for number in catalogue.find(parse("")):
            show_record(workspace, workspace.record(number))
            catalogue.incoming(number)
            catalogue.story_of(number)
        for step in catalogue.steps():
            catalogue.built_upon(step.id)
        catalogue.facts()
        catalogue.counts()
        catalogue.trashed()
        for vocabulary in ("material", "tag"):
            for term in catalogue.terms(vocabulary):
                catalogue.term_uses(term.id)
        history.undo(workspace, 2)
        return workspace


# Who may write


def test_a_second_window_of_the_same_process_reads_and_says_who_writes(some: Path) -> None:
    with Catalogue(some) as first, Catalogue(some) as second:
        assert not first.read_only_because
        assert lock.user_name() in second.read_only_because
        assert re.search(r" on \S+ since \d{4}-\d\d-\d\d \d\d:\d\d", second.read_only_because)
        assert second.counts() == first.counts()
        with pytest.raises(ReadOnly, match="Nothing was changed"):
            records.add(workspace_on(second), Record("visit", {"title": "A visit"}))
        assert not second.work_off()
        records.add(workspace_on(first), Record("visit", {"title": "Seen by both"}))
        assert second.count(parse("seen by both")) == 1
    with Catalogue(some) as third:
        assert not third.read_only_because


def test_another_process_has_the_catalogue_until_it_ends(some: Path) -> None:
    elsewhere = Elsewhere(some)
    assert elsewhere.answer == {"because": ""}
    with Catalogue(some) as catalogue:
        assert "is open for writing by" in catalogue.read_only_because
    holder = json.loads((some / lock.FILE_NAME).read_text(encoding="utf-8"))
    assert holder["pid"] == elsewhere.process.pid
    elsewhere.close()
    assert not (some / lock.FILE_NAME).exists()
    with Catalogue(some) as catalogue:
        assert not catalogue.read_only_because
        other = Elsewhere(some)
        assert "is open for writing by" in other.answer["because"]
        other.close()


def test_a_lock_left_by_a_killed_process_is_recognised_and_taken(some: Path) -> None:
    elsewhere = Elsewhere(some)
    elsewhere.kill()
    assert (some / lock.FILE_NAME).exists()
    with Catalogue(some) as catalogue:
        assert not catalogue.read_only_because
        assert_index_is_sound(catalogue)


def test_a_lock_file_that_links_elsewhere_is_not_followed(some: Path, tmp_path: Path) -> None:
    precious = tmp_path / "precious.txt"
    precious.write_text("dear", encoding="utf-8")
    (some / lock.FILE_NAME).symlink_to(precious)
    with Catalogue(some) as catalogue:
        assert catalogue.read_only_because
    assert precious.read_text(encoding="utf-8") == "dear"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe\x00",
        b"[1]",
        b"[" * 4000,
        b'{"user": "x", "host": "y", "pid": 1e999, "since": "z"}',
        b'{"user": "x", "host": "y", "pid": 1, "since": "0001-01-01T00:00:00+14:00"}',
    ],
)
def test_whatever_a_lock_file_says_a_second_opener_reads(some: Path, content: bytes) -> None:
    with Catalogue(some):
        (some / lock.FILE_NAME).write_bytes(content)
        with Catalogue(some) as second:
            assert second.read_only_because
            assert second.counts()


def test_a_lock_whose_file_was_removed_between_opening_and_locking_is_taken_anew(
    some: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = lock._try_lock
    removed: list[bool] = []

    def slow(file: object) -> bool:
        if not removed:
            removed.append(True)
            (some / lock.FILE_NAME).unlink()
        return real(file)  # type: ignore[arg-type]

    monkeypatch.setattr(lock, "_try_lock", slow)
    with Catalogue(some) as catalogue:
        assert removed
        assert not catalogue.read_only_because
        with Catalogue(some) as second:
            assert second.read_only_because


# Read-only places


def protect(folder: Path) -> None:
    for path in (*folder.rglob("*"), folder):
        path.chmod(0o555 if path.is_dir() else 0o444)


def unprotect(folder: Path) -> None:
    folder.chmod(0o755)
    for path in folder.rglob("*"):
        path.chmod(0o755 if path.is_dir() else 0o644)


def test_a_protected_folder_is_opened_for_reading_and_left_as_it_is(some: Path) -> None:
    before = {path.name: path.read_bytes() for path in some.iterdir() if path.is_file()}
    protect(some)
    try:
        with Catalogue(some) as catalogue:
            assert "read-only medium" in catalogue.read_only_because
            assert catalogue.count(parse("kind:gift")) == 2
            with pytest.raises(ReadOnly):
                history.undo(workspace_on(catalogue))
        after = {path.name: path.read_bytes() for path in some.iterdir() if path.is_file()}
    finally:
        unprotect(some)
    assert before == after


def test_a_protected_folder_with_a_write_ahead_log_is_read_from_a_copy(
    some: Path, tmp_path: Path
) -> None:
    left = tmp_path / "left.xenion"
    with Catalogue(some) as catalogue:
        records.add(workspace_on(catalogue), Record("visit", {"title": "Only in the log"}))
        shutil.copytree(some, left)
    (left / lock.FILE_NAME).unlink()
    assert (left / "catalogue.db-wal").stat().st_size
    protect(left)
    before = sorted(path.name for path in left.iterdir())
    try:
        with Catalogue(left) as catalogue:
            assert catalogue.count(parse("only in the log")) == 1
            copy = catalogue._opened.copy
            assert copy
            assert copy.exists()
            reader = catalogue.reader()
            assert reader.count(parse("only in the log")) == 1
            reader.close()
        assert not copy.exists()
        assert sorted(path.name for path in left.iterdir()) == before
    finally:
        unprotect(left)


def test_a_catalogue_opened_for_reading_does_not_keep_others_from_writing(some: Path) -> None:
    with Catalogue(some, write=False) as reading, Catalogue(some) as writing:
        assert reading.read_only_because == "Opened for reading."
        assert not writing.read_only_because


def test_a_path_of_odd_characters_is_opened(filled: Path, tmp_path: Path) -> None:
    for name in ("a?b#c%41.xenion", "с пробелом & 名字.xenion", "a'b;c.xenion"):
        with Catalogue(copy_of(filled, tmp_path / name)) as catalogue:
            assert catalogue.count(parse("kind:gift")) == 2
    with Catalogue(Path("/" + str(tmp_path / "a'b;c.xenion"))) as catalogue:
        assert catalogue.count(parse("kind:gift")) == 2


# What is no catalogue, or no sound one


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "no database"),
        (b"garbage" * 1000, "no database"),
        (b"SQLite format 3\x00", "no database"),
        (random.Random(1).randbytes(100_000), "no database"),
    ],
)
def test_what_is_no_database_is_refused(some: Path, content: bytes, message: str) -> None:
    (some / database.FILE_NAME).write_bytes(content)
    with pytest.raises(Damaged, match=message):
        Catalogue(some)


def test_a_folder_without_a_catalogue_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFound, match="does not exist"):
        Catalogue(tmp_path / "nowhere.xenion")
    with pytest.raises(NotFound, match=r"holds no catalogue\.db"):
        Catalogue(tmp_path)


def test_a_database_of_another_program_is_refused_and_left_as_it_is(some: Path) -> None:
    tamper(some, "PRAGMA application_id = 0")
    before = (some / database.FILE_NAME).read_bytes()
    with pytest.raises(Damaged, match="another program"):
        Catalogue(some)
    assert (some / database.FILE_NAME).read_bytes() == before


def test_the_header_alone_is_refused_in_words(some: Path) -> None:
    path = some / database.FILE_NAME
    header = path.read_bytes()[:100]
    for rest in (b"", b"\x00" * 5000, b"\xff" * 5000):
        path.write_bytes(header + rest)
        with pytest.raises(UserError):
            Catalogue(some)
        assert not (some / lock.FILE_NAME).exists()


@pytest.mark.parametrize("share", [0.3, 0.6, 0.9, 0.99])
def test_a_truncated_catalogue_is_refused_in_words_or_read_as_far_as_it_is_sound(
    some: Path, share: float
) -> None:
    path = some / database.FILE_NAME
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * share)])
    with pytest.raises(UserError):
        in_use_all_over(some)


@pytest.mark.slow
@pytest.mark.parametrize("start", range(0, 150, 50))
def test_flipped_bytes_never_lead_to_anything_but_plain_words(
    filled: Path, tmp_path: Path, start: int
) -> None:
    content = (filled / database.FILE_NAME).read_bytes()
    for seed in range(start, start + 50):
        chance = random.Random(seed)
        damaged = bytearray(content)
        for _ in range(chance.choice((1, 4, 40, 400))):
            damaged[chance.randrange(100, len(damaged))] = chance.randrange(256)
        folder = tmp_path / f"{seed}.xenion"
        folder.mkdir()
        (folder / database.FILE_NAME).write_bytes(damaged)
        try:
            in_use_all_over(folder)
        except UserError:
            pass
        except Exception as error:
            raise AssertionError(f"seed {seed}") from error
        assert not (folder / lock.FILE_NAME).exists()


# Versions


def test_a_newer_catalogue_is_refused_and_left_as_it_is(some: Path) -> None:
    tamper(
        some,
        "INSERT INTO _sqlite_migrations (migration_set, name, applied_at) "
        "VALUES ('xenion', '0099_from_the_future', '')",
    )
    before = (some / database.FILE_NAME).read_bytes()
    with pytest.raises(Refused, match=r"newer version of Xenion \(0099_from_the_future\)"):
        Catalogue(some)
    assert (some / database.FILE_NAME).read_bytes() == before


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM _sqlite_migrations",
        "DROP TABLE _sqlite_migrations",
        "UPDATE _sqlite_migrations SET migration_set = 'other'",
        "UPDATE _sqlite_migrations SET name = NULL",
        "ALTER TABLE _sqlite_migrations RENAME COLUMN migration_set TO x",
    ],
)
def test_a_catalogue_without_a_sound_record_of_migrations_is_refused(
    some: Path, statement: str
) -> None:
    tamper(some, statement)
    with pytest.raises(UserError):
        Catalogue(some)


@pytest.mark.parametrize("fts", ["DROP TABLE search", "other columns", "a table of that name"])
def test_an_index_of_another_version_is_made_anew(some: Path, fts: str) -> None:
    with Catalogue(some) as catalogue:
        expected = catalogue.find(parse("jade"))
    tamper(some, "DROP TABLE search")
    if fts == "other columns":
        tamper(some, "CREATE VIRTUAL TABLE search USING fts5(title, tokens)")
    elif fts == "a table of that name":
        tamper(some, "CREATE TABLE search (x)", "CREATE TABLE search_data (x)")
    with pytest.raises(ReadOnly, match="opened once for writing"):
        Catalogue(some, write=False)
    with Catalogue(some) as catalogue:
        assert expected
        assert catalogue.find(parse("jade")) == expected
        assert_index_is_sound(catalogue)


@pytest.mark.parametrize("name", sorted(index.TRIGGERS))
def test_an_index_that_lost_a_trigger_is_made_anew(some: Path, name: str) -> None:
    tamper(some, f"DROP TRIGGER {name}")
    with Catalogue(some) as catalogue:
        number = catalogue.find(parse("kind:visit"))[0]
        workspace = workspace_on(catalogue)
        record = workspace.record(number)
        records.save(workspace, record, record.with_values(date=record.date, title="Moved"))
        records.trash(workspace, [number])
        assert_index_is_sound(catalogue)
        found = catalogue._connection.execute(
            "SELECT sql FROM sqlite_master WHERE name = ?", (name,)
        ).fetchone()
        assert found == (index.TRIGGERS[name],)


def migrate(monkeypatch: pytest.MonkeyPatch, *steps: Callable[[sqlite3.Connection], None]) -> None:
    """Let the program know migrations of the future."""
    planted = tuple((f"{number:04}_planted", step) for number, step in enumerate(steps, start=2))
    monkeypatch.setattr(migrations, "ALL", (*migrations.ALL, *planted))
    monkeypatch.setattr(migrations, "NAMES", tuple(name for name, _ in migrations.ALL))


def one_column_more(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE visit ADD COLUMN planted TEXT NOT NULL DEFAULT ''")
    db.execute("UPDATE visit SET planted = 'yes'")


def failing(db: sqlite3.Connection) -> None:
    db.execute("ALTER TABLE event ADD COLUMN planted TEXT")
    raise ZeroDivisionError


def dangling(db: sqlite3.Connection) -> None:
    db.execute("UPDATE link SET target = 4711")


def test_a_migration_keeps_a_backup_data_and_journal(
    some: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Catalogue(some) as catalogue:
        before = catalogue.data_tables()
        number = catalogue.find(parse("kind:visit"))[0]
        steps = catalogue.steps()
    migrate(monkeypatch, one_column_more)
    with pytest.raises(ReadOnly, match="another version"):
        Catalogue(some, write=False)
    assert not (some / building.BACKUPS).exists()
    with Catalogue(some) as catalogue:
        after = catalogue.data_tables()
        assert [row[:-1] for row in after["visit"]] == before["visit"]
        assert all(row[-1] == "yes" for row in after["visit"])
        assert {**after, "visit": []} == {**before, "visit": []}
        triggers = journal.expected_triggers(catalogue._connection)
        assert 'quote(OLD."planted")' in triggers["journal_visit_update"]
        assert catalogue.facts()["schema"] == "0002_planted"
        assert catalogue.steps() == steps
        workspace = workspace_on(catalogue)
        records.trash(workspace, [number])
        records.restore(workspace, [number])
        history.undo(workspace, 2)
        assert catalogue.data_tables() == after
        with catalogue.step("The new column") as writer:
            writer.connection.execute("UPDATE visit SET planted = 'no' WHERE id = ?", (number,))
        catalogue.undo(catalogue.last_changes.step)
        assert catalogue.data_tables() == after
        history.undo(workspace, len(steps))
        assert not catalogue.counts()["visit"]
        assert_index_is_sound(catalogue)
    (backup,) = (some / building.BACKUPS).iterdir()
    copy = sqlite3.connect(backup)
    try:
        assert copy.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert copy.execute("SELECT * FROM visit ORDER BY id").fetchall() == before["visit"]
    finally:
        copy.close()
    with Catalogue(some) as catalogue:
        assert catalogue.facts()["schema"] == "0002_planted"


@pytest.mark.parametrize("last", [failing, dangling])
def test_a_failed_migration_leaves_the_old_catalogue(
    some: Path, monkeypatch: pytest.MonkeyPatch, last: Callable[[sqlite3.Connection], None]
) -> None:
    with Catalogue(some) as catalogue:
        before = catalogue.data_tables()
    with monkeypatch.context() as planted:
        migrate(planted, one_column_more, last)
        with pytest.raises((ZeroDivisionError, Damaged)):
            Catalogue(some)
        assert not (some / lock.FILE_NAME).exists()
    with Catalogue(some) as catalogue:
        assert not catalogue.read_only_because
        assert catalogue.data_tables() == before
        records.add(workspace_on(catalogue), Record("visit", {"title": "Still journalled"}))
        assert history.undo(workspace_on(catalogue))
        assert catalogue.data_tables() == before


def test_a_migration_that_makes_a_journalled_table_finds_older_catalogues_sound(
    some: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def one_table_more(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE planted (id INTEGER PRIMARY KEY, record INTEGER) STRICT")

    migrate(monkeypatch, one_table_more)
    monkeypatch.setattr(journal, "JOURNALLED", (*tables.JOURNALLED, "planted"))
    with Catalogue(some) as catalogue:
        assert "journal_planted_insert" in journal.expected_triggers(catalogue._connection)
    with Catalogue(some) as catalogue:
        assert catalogue.facts()["schema"] == "0002_planted"


def test_no_migration_without_a_backup(some: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (some / building.BACKUPS).write_text("in the way", encoding="utf-8")
    migrate(monkeypatch, one_column_more)
    before = (some / database.FILE_NAME).read_bytes()
    with pytest.raises(UserError, match="no backup"):
        Catalogue(some)
    assert (some / database.FILE_NAME).read_bytes() == before


# Things that Xenion did not make

AS_A_STRANGER = {
    "trigger evil": "CREATE TRIGGER evil AFTER INSERT ON record BEGIN DELETE FROM record; END",
    "trigger record": "CREATE TRIGGER record AFTER INSERT ON term BEGIN DELETE FROM record; END",
    "trigger search": "CREATE TRIGGER search AFTER INSERT ON term BEGIN DELETE FROM record; END",
    "view evil": "CREATE VIEW evil AS SELECT 1",
    "table evil": "CREATE TABLE evil (x)",
    "index evil": "CREATE INDEX evil ON record (notes)",
}


@pytest.mark.parametrize("name", AS_A_STRANGER)
@pytest.mark.parametrize("write", [True, False])
def test_a_foreign_object_is_refused_by_its_name(some: Path, name: str, write: bool) -> None:
    tamper(some, AS_A_STRANGER[name])
    with pytest.raises(Refused, match=f"did not make.*{name}"):
        Catalogue(some, write=write)
    assert not (some / lock.FILE_NAME).exists()


def test_a_trigger_hidden_under_a_name_of_sqlites_own_is_refused(some: Path) -> None:
    tamper(
        some,
        "CREATE TRIGGER evil AFTER INSERT ON term BEGIN DELETE FROM record; END",
        "PRAGMA writable_schema = ON",
        "UPDATE sqlite_master SET name = 'sqlite_evil', "
        "sql = replace(sql, 'TRIGGER evil', 'TRIGGER sqlite_evil') WHERE name = 'evil'",
    )
    with pytest.raises(Refused, match="trigger sqlite_evil"):
        Catalogue(some)


@pytest.mark.parametrize(
    ("name", "statements"),
    [
        (
            "trigger journal_record_update",
            [
                "DROP TRIGGER journal_record_update",
                "CREATE TRIGGER journal_record_update AFTER UPDATE ON record BEGIN SELECT 1; END",
            ],
        ),
        (
            "trigger search_moved",
            [
                "DROP TRIGGER search_moved",
                "CREATE TRIGGER search_moved AFTER UPDATE ON record BEGIN SELECT 1; END",
            ],
        ),
        ("table saved_search", ["ALTER TABLE saved_search ADD COLUMN evil TEXT"]),
        (
            "view saved_search",
            [
                "DROP TABLE saved_search",
                "CREATE VIEW saved_search AS SELECT 1 AS id, '' AS title, '' AS query",
            ],
        ),
    ],
)
def test_a_changed_object_is_refused_by_its_name(
    some: Path, name: str, statements: list[str]
) -> None:
    tamper(some, *statements)
    with pytest.raises(Refused, match=name):
        Catalogue(some)


@pytest.mark.parametrize(
    "statement", ["DROP INDEX link_target", "DROP TRIGGER journal_gift_delete"]
)
def test_a_missing_object_is_refused_by_its_name(some: Path, statement: str) -> None:
    tamper(some, statement)
    with pytest.raises(Damaged, match=statement.split()[-1]):
        Catalogue(some)


def test_functions_and_tables_of_a_foreign_schema_are_not_trusted(some: Path) -> None:
    with Catalogue(some) as catalogue:
        pragmas = {
            name: catalogue._connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (
                "trusted_schema",
                "foreign_keys",
                "recursive_triggers",
                "synchronous",
                "journal_mode",
                "cell_size_check",
            )
        }
    assert pragmas == {
        "trusted_schema": 0,
        "foreign_keys": 1,
        "recursive_triggers": 1,
        "synchronous": 2,
        "journal_mode": "wal",
        "cell_size_check": 1,
    }


# Creating and closing


def test_closing_leaves_one_file_and_no_lock(some: Path) -> None:
    with Catalogue(some) as catalogue:
        records.add(workspace_on(catalogue), Record("visit", {"title": "A visit"}))
        assert (some / "catalogue.db-wal").exists()
    names = {path.name for path in some.iterdir()}
    assert names == {database.FILE_NAME, "media", "layouts"}


def test_a_database_that_another_tool_took_out_of_wal_is_put_back(some: Path) -> None:
    tamper(some, "PRAGMA journal_mode = DELETE")
    with Catalogue(some) as catalogue:
        assert catalogue._connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)


def test_an_existing_place_is_not_made_a_catalogue(tmp_path: Path) -> None:
    file = tmp_path / "file.xenion"
    file.write_text("dear", encoding="utf-8")
    full = tmp_path / "full.xenion"
    full.mkdir()
    (full / "dear.txt").write_text("dear", encoding="utf-8")
    for place in (file, full):
        with pytest.raises(Refused, match="exists already"):
            Catalogue.create(place)
    with pytest.raises(NotFound):
        Catalogue.create(tmp_path / "no" / "folder.xenion")
    assert sorted(path.name for path in tmp_path.rglob("*")) == [
        "dear.txt",
        "file.xenion",
        "full.xenion",
    ]


def test_an_empty_folder_may_become_a_catalogue(tmp_path: Path) -> None:
    folder = tmp_path / "new.xenion"
    folder.mkdir()
    Catalogue.create(folder)
    with Catalogue(folder) as catalogue:
        assert sum(catalogue.counts().values()) == 0
    assert [path.name for path in tmp_path.iterdir()] == ["new.xenion"]


def test_creating_on_a_full_disk_says_so_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = database.create

    def small(path: Path) -> sqlite3.Connection:
        connection = real(path)
        connection.execute("PRAGMA max_page_count = 20")
        return connection

    monkeypatch.setattr(database, "create", small)
    with pytest.raises(UserError, match="disk is full"):
        Catalogue.create(tmp_path / "new.xenion")
    assert list(tmp_path.iterdir()) == []


def test_a_failure_in_the_middle_of_creating_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    migrate(monkeypatch, failing)
    with pytest.raises(ZeroDivisionError):
        Catalogue.create(tmp_path / "new.xenion")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_refuses_a_step_and_changes_nothing(some: Path) -> None:
    with Catalogue(some) as catalogue:
        pages = catalogue._connection.execute("PRAGMA page_count").fetchone()[0]
        catalogue._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
        before = catalogue.data_tables()
        big = Record("visit", {"title": "Big", "notes": "much " * 100_000})
        with pytest.raises(UserError, match="disk is full"):
            records.add(workspace_on(catalogue), big)
        assert catalogue.data_tables() == before
        assert not catalogue._connection.in_transaction
        catalogue._connection.execute("PRAGMA max_page_count = 1000000")
        records.add(workspace_on(catalogue), big)
        assert_index_is_sound(catalogue)


def test_a_new_catalogue_can_be_entered_and_read_by_others(tmp_path: Path) -> None:
    folder = tmp_path / "new.xenion"
    Catalogue.create(folder)
    assert folder.stat().st_mode & 0o777 == 0o755
    assert os.access(folder / database.FILE_NAME, os.R_OK)
