"""The window painted into a file, as a process of its own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from catalog_app.paths import data_folder
from catalog_app.services.catalogues import create_catalogue

PNG = b"\x89PNG\r\n\x1a\n"


def screenshot(*arguments: object) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "catalog_app", "screenshot", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)


@pytest.fixture
def catalogue(tmp_path: Path) -> Path:
    folder = tmp_path / "Empty.xenion"
    create_catalogue(folder, data_folder()).close()
    return folder


def size_of(file: Path) -> tuple[int, int]:
    content = file.read_bytes()
    assert content.startswith(PNG)
    return int.from_bytes(content[16:20], "big"), int.from_bytes(content[20:24], "big")


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_an_empty_catalogue_is_painted_in_the_size_asked_for(
    catalogue: Path, tmp_path: Path, theme: str
) -> None:
    target = tmp_path / "window.png"
    done = screenshot(catalogue, target, "--size", "900x600", "--theme", theme)
    assert done.returncode == 0
    assert size_of(target) == (900, 600)


def test_what_cannot_be_painted_is_refused_in_words(catalogue: Path, tmp_path: Path) -> None:
    for arguments, code, words in (
        ((tmp_path / "none.xenion", tmp_path / "a.png"), 1, "does not exist"),
        ((catalogue, tmp_path / "a.png", "--record", 99), 1, "no record 99"),
        ((catalogue, tmp_path / "missing" / "a.png"), 1, "cannot be written"),
        ((catalogue, tmp_path / "a.png", "--size", "big"), 2, "1440x900"),
    ):
        done = screenshot(*arguments)
        assert done.returncode == code
        assert words in done.stderr
        assert "Traceback" not in done.stderr
    assert not (tmp_path / "a.png").exists()
