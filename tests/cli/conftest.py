"""Runs the command line in this process, on catalogues of its own."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from catalog_app.cli import run
from catalog_app.store.catalogue import Catalogue

SOURCE = Path(__file__).parents[2] / "src"


@dataclass(frozen=True)
class Outcome:
    """What a command answered."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """Standard output, which must be exactly one JSON value."""
        return json.loads(self.out)


class Xenion:
    """The command line in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str], patch: pytest.MonkeyPatch) -> None:
        self._capsys = capsys
        self._patch = patch

    def __call__(self, *arguments: object, stdin: bytes = b"") -> Outcome:
        """Run a command, whatever comes of it; a traceback is never right."""
        self._capsys.readouterr()
        self._patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = run([os.fspath(a) if isinstance(a, Path) else str(a) for a in arguments])
        found = self._capsys.readouterr()
        assert "Traceback" not in found.out + found.err
        if "mistake in Xenion" in found.err:
            log = Path(found.err.strip().rpartition("Details: ")[2])
            pytest.fail(log.read_text("utf-8") if log.is_file() else found.err)
        return Outcome(code, found.out, found.err)

    def done(self, *arguments: object, stdin: bytes = b"") -> Outcome:
        """Run a command that must succeed."""
        outcome = self(*arguments, stdin=stdin)
        assert outcome.code == 0, outcome.err
        return outcome

    def json(self, *arguments: object, stdin: bytes = b"") -> Any:
        """Run a command that must succeed, with --json; returns the one value."""
        return self.done(*arguments, "--json", stdin=stdin).json

    def refused(self, *arguments: object, stdin: bytes = b"") -> str:
        """Run a command that must be refused: exit 1, nothing on standard output; the message."""
        outcome = self(*arguments, stdin=stdin)
        assert outcome.code == 1, outcome.out
        assert outcome.out == ""
        assert outcome.err.strip()
        return outcome.err

    def wrong(self, *arguments: object) -> str:
        """Run a command that is wrong usage: exit 2, nothing on standard output; the message."""
        outcome = self(*arguments)
        assert outcome.code == 2, outcome.out + outcome.err
        assert outcome.out == ""
        return outcome.err


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Logs and caches of the program under test stay in the test's own folder."""
    for name in ("HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / "home"))


@pytest.fixture
def xenion(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Xenion:
    """The command line in this process."""
    return Xenion(capsys, monkeypatch)


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Catalogues to be copied, made once: empty, the sample, and one of a gift and two people."""
    folder = tmp_path_factory.mktemp("templates")
    assert run(["new", str(folder / "empty.xenion")]) == 0
    assert run(["new", str(folder / "sample.xenion"), "--sample"]) == 0
    gift = str(shutil.copytree(folder / "empty.xenion", folder / "gift.xenion"))
    assert run(["add", gift, "gift", "title=Vase", "objects+=Vase"]) == 0
    assert run(["add", gift, "person", "title=Kim A"]) == 0
    assert run(["add", gift, "person", "title=Kim B"]) == 0
    return folder


@pytest.fixture
def empty(templates: Path, tmp_path: Path) -> Path:
    """A new catalogue."""
    return shutil.copytree(templates / "empty.xenion", tmp_path / "Gifts.xenion")


@pytest.fixture
def sample(templates: Path, tmp_path: Path) -> Path:
    """A sample catalogue to change."""
    return shutil.copytree(templates / "sample.xenion", tmp_path / "Sample.xenion")


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    """A small picture."""
    path = tmp_path / "front.png"
    Image.new("RGB", (12, 8), (200, 30, 30)).save(path)
    return path


Tables = dict[str, list[tuple[object, ...]]]


@pytest.fixture
def tables() -> Callable[[Path], Tables]:
    """Everything a catalogue holds."""

    def read(folder: Path) -> Tables:
        with Catalogue(folder, write=False) as catalogue:
            return catalogue.data_tables()

    return read


@dataclass(frozen=True)
class Process:
    """A finished process: its exit code and what it wrote."""

    code: int
    out: bytes
    err: str


@pytest.fixture
def process() -> Callable[..., Process]:
    """Runs the program as a process of its own."""

    def start(*arguments: object, stdin: bytes = b"", **options: Any) -> Process:
        command: list[Any] = [sys.executable, "-m", "catalog_app"]
        command += [a if isinstance(a, bytes) else str(a) for a in arguments]
        finished = subprocess.run(
            command,
            input=stdin,
            stdout=options.pop("stdout", subprocess.PIPE),
            stderr=subprocess.PIPE,
            timeout=60,
            env={**os.environ, "PYTHONPATH": str(SOURCE), "PYTHONIOENCODING": "utf-8"},
            check=False,
            **options,
        )
        err = finished.stderr.decode("utf-8")
        assert "Traceback" not in err
        assert "mistake in Xenion" not in err
        return Process(finished.returncode, finished.stdout or b"", err)

    return start


@pytest.fixture(autouse=True)
def _without_display(monkeypatch: pytest.MonkeyPatch) -> None:
    """No command may open a window here: nobody would ever close it."""
    monkeypatch.setattr("catalog_app.cli.windows.has_display", lambda: False)
