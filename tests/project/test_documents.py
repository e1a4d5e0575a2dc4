"""README, CHANGELOG and the lock files say what is true of the project."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

import catalog_app

ROOT = Path(__file__).parents[2]
LOCKS = ["requirements.lock", "requirements-dev.lock"]


def text(name: str) -> str:
    """A file of the project."""
    return (ROOT / name).read_text("utf-8")


def project() -> dict[str, Any]:
    """What pyproject.toml declares."""
    return tomllib.loads(text("pyproject.toml"))


def make_targets() -> list[str]:
    """The targets of the Makefile, as its ``.PHONY`` line lists them."""
    return text("Makefile").partition(".PHONY:")[2].partition("\n")[0].split()


def locked(name: str) -> dict[str, tuple[Version, int]]:
    """Name, version and number of hashes of every package that a lock file pins."""
    found = {}
    for entry in re.split(r"\n(?=\w)", re.sub(r"(?m)^\s*#.*\n", "", text(name))):
        requirement = Requirement(entry.partition("\\")[0])
        (pin,) = requirement.specifier
        assert pin.operator == "=="
        found[plain(requirement.name)] = (Version(pin.version), entry.count("--hash=sha256:"))
    return found


def plain(name: str) -> str:
    """A package's name as the indexes compare it."""
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("target", make_targets())
def test_the_readme_names_a_target_with_and_without_make(target: str) -> None:
    row = f"| `make {target}` | `python3 tools/project.py {target}` |"
    assert row in text("README.md")


def test_the_makefile_declares_the_targets_that_it_has() -> None:
    rules = re.findall(r"(?m)^([a-z ]+):$", text("Makefile"))
    assert sorted(" ".join(rules).split()) == sorted(make_targets())


def test_the_changelog_is_headed_by_what_is_unreleased() -> None:
    headings = re.findall(r"(?m)^## \[(.+?)\]", text("CHANGELOG.md"))
    assert headings[0] == "Unreleased"


def test_the_version_is_not_behind_the_changelog() -> None:
    released = re.findall(r"(?m)^## \[(\d.*?)\]", text("CHANGELOG.md"))
    versions = [Version(version) for version in released]
    assert versions == sorted(versions, reverse=True)
    assert all(version <= Version(catalog_app.__version__) for version in versions)


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_satisfies_every_dependency_that_it_must(name: str) -> None:
    declared = list(project()["project"]["dependencies"])
    if name == "requirements-dev.lock":
        declared += project()["dependency-groups"]["dev"]
    pins = locked(name)
    for requirement in map(Requirement, declared):
        version, _ = pins[plain(requirement.name)]
        assert version in requirement.specifier, f"{requirement} is locked at {version}: make lock"


def test_every_dependency_has_an_upper_bound() -> None:
    declared = project()["project"]["dependencies"] + project()["dependency-groups"]["dev"]
    for requirement in map(Requirement, declared):
        assert {">=", "<"} == {part.operator for part in requirement.specifier}, requirement


def test_what_runs_is_locked_alike_for_running_and_for_developing() -> None:
    running, developing = (locked(name) for name in LOCKS)
    assert running.items() <= developing.items()


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_file_holds_hashes_and_no_address(name: str) -> None:
    assert all(hashes for _, hashes in locked(name).values())
    assert "://" not in text(name)
    assert "index" not in text(name)
