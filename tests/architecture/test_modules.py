"""Modules stay small, say what they are for and are named for it."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted((ROOT / "src" / "catalog_app").rglob("*.py"))
EVERYTHING = sorted([*MODULES, *(ROOT / "tests").rglob("*.py"), *(ROOT / "tools").rglob("*.py")])

MOST_LINES = 400
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "misc", "common"}


def names(paths: list[Path]) -> list[str]:
    """How the modules are called in the report of a test."""
    return [path.relative_to(ROOT).as_posix() for path in paths]


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_fits_in_four_hundred_lines(path: Path) -> None:
    assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES


@pytest.mark.parametrize("path", MODULES, ids=names(MODULES))
def test_a_module_says_what_it_is_for(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text("utf-8")))


@pytest.mark.parametrize("path", EVERYTHING, ids=names(EVERYTHING))
def test_a_module_is_named_for_what_it_holds(path: Path) -> None:
    assert not EMPTY_NAMES.intersection(path.relative_to(ROOT).with_suffix("").parts)
