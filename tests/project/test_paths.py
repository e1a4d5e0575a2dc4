"""The program finds its own folders from a checkout, from a wheel and frozen."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from catalog_app import paths

ROOT = Path(__file__).parents[2]

ASK = """
import json
import sys

sys.path.insert(0, sys.argv[1])
if len(sys.argv) > 2:
    sys.frozen, sys._MEIPASS = True, sys.argv[2]
from catalog_app import paths

print(json.dumps([str(paths.data_folder()), str(paths.resources_folder())]))
"""


def ask(*arguments: str | Path) -> list[Path]:
    """Where a fresh Python finds the two folders; the first argument holds the package."""
    answer = subprocess.run(
        [sys.executable, "-I", "-S", "-c", ASK, *map(str, arguments)],
        capture_output=True,
        text=True,
        check=True,
    )
    return [Path(folder) for folder in json.loads(answer.stdout)]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what a wheel is built from, with a known file in each of the two folders."""
    folder = tmp_path / "checkout"
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", ".gitignore"):
        shutil.copy(ROOT / name, folder)
    for name in ("data", "resources"):
        (folder / name / "inner").mkdir(parents=True)
        (folder / name / "inner" / "known.txt").write_text(name, "utf-8")
    return folder


def test_the_folders_are_found_in_a_checkout(checkout: Path) -> None:
    assert ask(checkout / "src") == [checkout / "data", checkout / "resources"]


@pytest.mark.slow
def test_the_folders_are_found_in_an_installed_wheel(checkout: Path, tmp_path: Path) -> None:
    wheels, target = tmp_path / "wheels", tmp_path / "installed"
    python(checkout, "-m", "hatchling", "build", "--target", "wheel", "--directory", wheels)
    (wheel,) = wheels.glob("xenion-*-py3-none-any.whl")
    python(tmp_path, "-m", "pip", "install", "--no-deps", "--no-index", "--target", target, wheel)
    shutil.rmtree(checkout)
    data, resources = ask(target)
    assert data.is_relative_to(target)
    assert resources.is_relative_to(target)
    assert (data / "inner" / "known.txt").read_text("utf-8") == "data"
    assert (resources / "inner" / "known.txt").read_text("utf-8") == "resources"


def python(folder: Path, *arguments: str | Path) -> None:
    """Run this Python in ``folder``; a failure shows what it said."""
    done = subprocess.run(
        [sys.executable, *map(str, arguments)], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_folders_are_found_in_a_frozen_program(checkout: Path, tmp_path: Path) -> None:
    unpacked = tmp_path / "unpacked" / "catalog_app"
    (unpacked / "_data").mkdir(parents=True)
    (unpacked / "_resources").mkdir()
    found = ask(checkout / "src", unpacked.parent)
    assert found == [unpacked / "_data", unpacked / "_resources"]


def test_a_missing_folder_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paths, "_PACKAGE", tmp_path / "src" / "catalog_app")
    with pytest.raises(FileNotFoundError, match="'data'"):
        paths.data_folder()


@pytest.mark.skipif(sys.platform != "linux", reason="asks for the folders of this system")
def test_the_users_folders_are_those_of_the_system(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("CACHE", "CONFIG", "STATE"):
        monkeypatch.setenv(f"XDG_{name}_HOME", os.fspath(tmp_path / name))
    assert paths.cache_folder() == tmp_path / "CACHE" / "Xenion"
    assert paths.settings_folder() == tmp_path / "CONFIG" / "Xenion"
    assert paths.log_folder().is_relative_to(tmp_path / "STATE" / "Xenion")
    assert not list(tmp_path.iterdir())
