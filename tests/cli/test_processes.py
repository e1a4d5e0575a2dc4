"""The program as processes of their own: what they import, how they end, how they meet."""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from catalog_app.store.catalogue import Catalogue

if TYPE_CHECKING:
    from tests.cli.conftest import Process, Tables, Xenion

SOURCE = Path(__file__).parents[2] / "src"
Start = Callable[..., "Process"]
Read = Callable[[Path], "Tables"]

IMPORTS = """
import sys
from catalog_app.cli import run
code = run(sys.argv[1:])
print(code, *sorted(sys.modules), file=sys.stderr)
"""


def imported(*arguments: object, cwd: Path | None = None) -> set[str]:
    """Everything that a command which must succeed has imported."""
    finished = subprocess.run(
        [sys.executable, "-c", IMPORTS, *map(str, arguments)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        cwd=cwd,
        timeout=60,
        check=True,
    )
    code, *modules = finished.stderr.splitlines()[-1].split()
    assert code == "0", finished.stderr
    return set(modules)


def test_version_imports_nothing_that_takes_time() -> None:
    modules = imported("--version")
    assert "catalog_app.cli" in modules
    rooms = ("catalog_app.services", "catalog_app.store", "catalog_app.media", "catalog_app.ui")
    assert not [name for name in modules if name.startswith(rooms)]
    assert not {"sqlite3", "sqlite_utils", "PIL", "PySide6", "rapidfuzz", "platformdirs"} & modules


def test_date_imports_no_database() -> None:
    assert not {"sqlite3", "sqlite_utils", "PIL", "PySide6"} & imported("date", "1983")


@pytest.mark.parametrize(
    "words",
    [
        ("new", "Other.xenion"),
        ("info", "Gifts.xenion"),
        ("search", "Gifts.xenion", "vase"),
        ("show", "Gifts.xenion", 1),
        ("add", "Gifts.xenion", "gift", "title=Bowl"),
        ("attach", "Gifts.xenion", 1, "front.png"),
        ("term", "Gifts.xenion", "list", "material"),
    ],
    ids=str,
)
def test_no_command_imports_qt(
    xenion: Xenion, empty: Path, picture: Path, words: tuple[object, ...]
) -> None:
    xenion.done("add", empty, "gift", "title=Vase")
    modules = imported(*words, cwd=empty.parent)
    assert not [name for name in modules if name.startswith(("PySide6", "shiboken"))]


def test_a_command_answers_one_json_value_in_utf_8(process: Start, empty: Path) -> None:
    done = process("add", empty, "gift", "title=玉の壺 “é”", "--json")
    assert done.code == 0
    number = json.loads(done.out)["id"]
    shown = process("show", empty, number, "--json")
    assert json.loads(shown.out.decode("utf-8"))["title"] == "玉の壺 “é”"


def test_exit_codes_are_those_of_the_contract(process: Start, empty: Path) -> None:
    assert process("info", empty).code == 0
    refused = process("show", empty, 99)
    assert (refused.code, refused.out) == (1, b"")
    wrong = process("show", empty)
    assert (wrong.code, wrong.out) == (2, b"")
    assert "Usage" in wrong.err


def test_a_reader_that_has_seen_enough_is_no_failure(sample: Path) -> None:
    command = f'"{sys.executable}" -m catalog_app search "{sample}" "" --limit 500 | head -1'
    finished = subprocess.run(
        ["bash", "-o", "pipefail", "-c", command],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
        timeout=60,
        check=False,
    )
    assert finished.stderr == ""
    assert finished.returncode == 0
    assert finished.stdout.count("\n") == 1


@pytest.mark.parametrize("words", [("--help",), ("date", "-"), ("info",), ("--version",)], ids=str)
def test_a_pipe_without_a_reader_is_no_failure(
    process: Start, empty: Path, words: tuple[str, ...]
) -> None:
    read, write = os.pipe()
    os.close(read)
    try:
        given = (*words, empty) if words == ("info",) else words
        done = process(*given, stdin=b"1983\n" * 10, stdout=write)
        assert (done.code, done.err) == (0, "")
    finally:
        os.close(write)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full here")
def test_an_answer_that_cannot_be_written_is_told(
    process: Start, empty: Path, xenion: Xenion
) -> None:
    with Path("/dev/full").open("wb") as full:
        done = process("add", empty, "gift", "title=Vase", stdout=full)
    assert done.code == 1
    assert "could not be written" in done.err
    assert xenion.json("info", empty)["records"]["gift"] == 1


@pytest.mark.skipif(sys.platform == "win32", reason="arguments are always Unicode there")
def test_arguments_that_are_no_utf_8_are_refused(process: Start, empty: Path, tables: Read) -> None:
    before = tables(empty)
    for words in (
        ("add", str(empty), "gift", b"title=caf\xe9"),
        ("add", str(empty), b"gif\xe9", "title=x"),
        ("term", str(empty), "add", b"ta\xe9", "x"),
        ("show", b"/nowhere/caf\xe9.xenion", "1"),
        ("attach", str(empty), "1", b"caf\xe9.png"),
    ):
        assert process(*words).code == 1
    assert process("search", empty, b"caf\xe9").code == 0
    assert process("date", b"caf\xe9", "--json").code == 0
    assert process("show", empty, b"caf\xe9").code == 2
    assert tables(empty) == before


@pytest.mark.skipif(sys.platform == "win32", reason="names are always Unicode there")
def test_a_catalogue_whose_name_is_no_utf_8_is_refused(process: Start, tmp_path: Path) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    made = process("new", os.fsencode(shelf) + b"/caf\xe9.xenion")
    assert made.code == 1
    assert "UTF-8" in made.err
    assert list(shelf.iterdir()) == []
    (shelf / os.fsdecode(b"caf\xe9.xenion")).mkdir()
    assert process("info", os.fsencode(shelf) + b"/caf\xe9.xenion").code == 1


def test_who_writes_is_named_to_a_second_command(process: Start, empty: Path, tables: Read) -> None:
    before = tables(empty)
    with Catalogue(empty):
        done = process("add", empty, "gift", "title=Vase")
        assert (done.code, done.out) == (1, b"")
        assert "open for writing by" in done.err
        assert "Nothing was changed" in done.err
        assert process("info", empty).code == 0
    assert tables(empty) == before
    assert process("add", empty, "gift", "title=Vase").code == 0


def test_two_commands_at_once_leave_a_sound_catalogue(empty: Path, xenion: Xenion) -> None:
    command = [sys.executable, "-m", "catalog_app", "add", str(empty), "gift"]
    started = [
        subprocess.Popen(
            [*command, f"title=Gift {n}", f"donor=Giver {n}"],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "PYTHONPATH": str(SOURCE)},
        )
        for n in range(4)
    ]
    done = 0
    for running in started:
        _, err = running.communicate(timeout=60)
        assert b"Traceback" not in err
        assert b"mistake" not in err
        assert (running.returncode == 0) == (err == b"")
        done += running.returncode == 0
    assert done >= 1
    records = xenion.json("info", empty)["records"]
    assert records["gift"] == records["person"] == done
    assert len(xenion.json("history", empty)["steps"]) == done


def test_a_lock_left_by_a_killed_command_is_free(process: Start, empty: Path) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "catalog_app", "edit", str(empty), "1", "title=-"],
        stdin=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    wait_for(empty / "catalogue.lock")
    running.kill()
    running.communicate(timeout=60)
    assert (empty / "catalogue.lock").exists()
    assert process("add", empty, "gift", "title=Vase").code == 0


def wait_for(path: Path) -> None:
    """Wait until a file is there."""
    until = time.monotonic() + 20
    while not path.exists():
        assert time.monotonic() < until, f"{path} did not appear"
        time.sleep(0.005)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
def test_an_interrupted_command_keeps_nothing(xenion: Xenion, empty: Path, tables: Read) -> None:
    xenion.done("add", empty, "gift", "title=Vase")
    before = tables(empty)
    running = subprocess.Popen(
        [sys.executable, "-m", "catalog_app", "edit", str(empty), "1", "title=-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    wait_for(empty / "catalogue.lock")
    time.sleep(0.3)  # it waits for the title now, with the catalogue open
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert out == b""
    assert err.decode().strip() == "Stopped. Nothing that was unfinished has been kept."
    assert tables(empty) == before
    assert not (empty / "catalogue.lock").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals")
@pytest.mark.parametrize("delay", [0.0, 0.1, 0.25])
def test_an_interrupted_new_leaves_nothing_or_a_whole_catalogue(
    tmp_path: Path, xenion: Xenion, delay: float
) -> None:
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    running = subprocess.Popen(
        [sys.executable, "-m", "catalog_app", "new", str(shelf / "New.xenion"), "--sample"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(SOURCE)},
    )
    until = time.monotonic() + 20
    while not list(shelf.iterdir()) and time.monotonic() < until:
        time.sleep(0.002)
    time.sleep(delay)
    running.send_signal(signal.SIGINT)
    _, err = running.communicate(timeout=60)
    assert b"Traceback" not in err
    if running.returncode == 0:
        assert xenion.json("info", shelf / "New.xenion")["records"]["gift"] == 40
    else:
        assert running.returncode == 1
        assert list(shelf.iterdir()) == []


@pytest.mark.skipif(sys.platform == "win32", reason="no limit on the size of files there")
@pytest.mark.parametrize("room", [0, 1, 16, 64])
def test_a_disk_that_is_full_is_told_and_nothing_is_lost(
    process: Start, xenion: Xenion, empty: Path, tables: Read, room: int
) -> None:
    import resource

    xenion.done("add", empty, "gift", "title=Vase")
    before = tables(empty)
    # What is written beside the database while it is open may grow to this many pages.
    limit = room * 4096

    def short_of_space() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))

    done = process("edit", empty, 1, "notes=-", stdin=b"long " * 150_000, preexec_fn=short_of_space)
    assert (done.code, done.out) == (1, b"")
    assert done.err.count("\n") == 1
    assert tables(empty) == before
    assert process("edit", empty, 1, "notes=-", stdin=b"long " * 150_000).code == 0


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of 2 MB."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = shutil.which("mount")
    if mount is None or sys.platform != "linux" or os.geteuid() != 0:
        pytest.skip("file systems cannot be mounted here")
    command = [mount, "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("file systems cannot be mounted here")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def fill(file: Path) -> None:
    """Leave no room on the file system on which this file lies."""
    with file.open("wb", buffering=0) as filler, contextlib.suppress(OSError):
        while filler.write(b"\0" * 4096) == 4096:
            pass
    assert not shutil.disk_usage(file.parent).free


def test_a_catalogue_on_a_full_disk_can_be_read_and_stays_whole(
    process: Start, xenion: Xenion, small_disk: Path, tables: Read, templates: Path
) -> None:
    catalogue = shutil.copytree(templates / "empty.xenion", small_disk / "Gifts.xenion")
    xenion.done("add", catalogue, "gift", "title=Vase")
    before = tables(catalogue)
    fill(small_disk / "filler")
    done = process("edit", catalogue, 1, "notes=-", stdin=b"long " * 150_000)
    assert (done.code, done.out) == (1, b"")
    assert "othing was changed" in done.err
    assert process("new", small_disk / "Other.xenion").code == 1
    assert not (small_disk / "Other.xenion").exists()
    assert process("info", catalogue).code == 0
    (small_disk / "filler").unlink()
    assert tables(catalogue) == before
    assert process("edit", catalogue, 1, "notes=short").code == 0


def test_a_bug_is_logged_and_shown_without_a_traceback(
    xenion: Xenion,
    empty: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
) -> None:
    from catalog_app.cli import run
    from catalog_app.services import catalogues

    def broken(*_: object) -> None:
        raise ZeroDivisionError("a mistake of ours")

    monkeypatch.setattr(catalogues, "describe", broken)
    assert run(["info", str(empty)]) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.count("\n") == 1
    log = Path(err.strip().rpartition("Details: ")[2])
    assert log.is_relative_to(tmp_path)
    assert "ZeroDivisionError: a mistake of ours" in log.read_text("utf-8")
