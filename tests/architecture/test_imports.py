"""Imports point one way: the syntax trees of the package are walked, lazy imports included."""

import ast
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[2] / "src"
PACKAGE = "catalog_app"

ROOMS = {"domain", "store", "media", "exchange", "printing", "services", "ui"}

# What each part of the package may import from the others. A part may always import itself and
# the package's own ``__init__``; a part that is not named here does not belong.
MAY_IMPORT: dict[str, set[str]] = {
    "": set(),
    "domain": set(),
    "store": {"domain"},
    "media": {"domain"},
    "exchange": {"domain"},
    "printing": {"domain"},
    "services": {"domain", "store", "media", "exchange", "printing"},
    "ui": {"domain", "services"},
    "paths": set(),
    "app": ROOMS | {"paths"},
    "cli": ROOMS | {"paths", "app"},
    "__main__": ROOMS | {"paths", "app", "cli"},
}

# Packages from outside that only some parts may import.
ONLY_IN: dict[str, set[str]] = {
    "sqlite3": {"store"},
    "sqlite_utils": {"store"},
    "PIL": {"media"},
    "pi_heif": {"media"},
    "PySide6": {"ui", "app"},
    "click": {"cli", "__main__"},
    "platformdirs": {"paths"},
}


def violations(source: Path) -> list[str]:
    """Every import below ``source/catalog_app`` that the design forbids, as ``file:line: why``."""
    files = {module_name(path, source): path for path in sorted((source / PACKAGE).rglob("*.py"))}
    found = []
    for module, path in files.items():
        tree = ast.parse(path.read_text("utf-8"))
        package = module if path.name == "__init__.py" else module.rpartition(".")[0]
        reasons = [*wrong_imports(tree, module, package, set(files)), *wrong_uses(tree, module)]
        place = path.relative_to(source).as_posix()
        found += [f"{place}:{line}: {reason}" for line, reason in reasons]
    return found


def module_name(path: Path, source: Path) -> str:
    """The dotted name of the module in ``path``."""
    parts = path.relative_to(source).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def part_of(module: str) -> str:
    """The part of the package that ``module`` belongs to; empty for the package itself."""
    return module.split(".")[1] if "." in module else ""


def wrong_imports(
    tree: ast.Module, module: str, package: str, known: set[str]
) -> Iterator[tuple[int, str]]:
    """The forbidden imports of one module, with their lines."""
    part = part_of(module)
    if part not in MAY_IMPORT:
        yield 1, f"{part} is no part of the design"
        return
    for line, target in imported(tree, package, known):
        outermost = target.split(".")[0]
        if outermost == PACKAGE:
            other = part_of(target)
            if other not in {part, ""} | MAY_IMPORT[part]:
                yield line, f"{part or PACKAGE} must not import {other}"
        elif outermost in ("tests", "conftest"):
            yield line, "nothing imports tests"
        elif part not in ONLY_IN.get(outermost, {part}):
            yield line, f"only {' and '.join(sorted(ONLY_IN[outermost]))} may import {outermost}"
        elif part == "domain" and outermost not in sys.stdlib_module_names:
            yield line, f"domain is standard library only, not {outermost}"


def imported(tree: ast.Module, package: str, known: set[str]) -> Iterator[tuple[int, str]]:
    """The absolute name of every module that a tree imports anywhere, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            origin = absolute("." * node.level + (node.module or ""), package)
            for alias in node.names:
                inner = f"{origin}.{alias.name}"
                yield node.lineno, inner if inner in known else origin
        elif isinstance(node, ast.Call) and is_import_call(node.func) and node.args:
            name = literal(node.args[0])
            anchor = [*node.args[1:], *(k.value for k in node.keywords if k.arg == "package")]
            if name:
                yield node.lineno, absolute(name, (literal(anchor[0]) if anchor else "") or package)


def absolute(name: str, package: str) -> str:
    """``name`` without leading dots, as seen from ``package``."""
    level = len(name) - len(name.lstrip("."))
    if not level:
        return name
    base = package.split(".")[: len(package.split(".")) - level + 1]
    return ".".join([*base, name.lstrip(".")] if name.lstrip(".") else base)


def is_import_call(function: ast.expr) -> bool:
    """Whether a call of ``function`` imports: ``importlib.import_module`` or ``__import__``."""
    if isinstance(function, ast.Attribute):
        return function.attr == "import_module"
    return isinstance(function, ast.Name) and function.id in ("import_module", "__import__")


def literal(node: ast.expr) -> str:
    """The text of a literal; empty where the value is only known when the program runs."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def wrong_uses(tree: ast.Module, module: str) -> Iterator[tuple[int, str]]:
    """Where a module other than ``paths`` asks whether the program runs frozen, or prints."""
    part = part_of(module)
    for node in ast.walk(tree):
        if part != "paths" and asks_frozen(node):
            yield getattr(node, "lineno", 1), "only paths asks whether the program runs frozen"
        if part != "cli" and prints(node):
            yield getattr(node, "lineno", 1), "only cli prints"


def asks_frozen(node: ast.AST) -> bool:
    """Whether ``node`` reads ``sys.frozen``, ``getattr(sys, "frozen")`` or ``_MEIPASS``."""
    match node:
        case ast.Attribute(attr="_MEIPASS") | ast.Constant(value="_MEIPASS"):
            return True
        case ast.Attribute(value=ast.Name(id="sys"), attr="frozen"):
            return True
        case ast.Call(args=[ast.Name(id="sys"), ast.Constant(value="frozen"), *_]):
            return True
        case ast.ImportFrom(module="sys", names=names):
            return any(alias.name in ("frozen", "_MEIPASS") for alias in names)
    return False


def prints(node: ast.AST) -> bool:
    """Whether ``node`` calls ``print``."""
    match node:
        case ast.Call(func=ast.Name(id="print")):
            return True
    return False


def plant(source: Path, name: str, code: str) -> Path:
    """A small package of every room below ``source``, with ``code`` in the module ``name``."""
    for part in ROOMS:
        room = source / PACKAGE / part
        room.mkdir(parents=True)
        (room / "__init__.py").write_text("", "utf-8")
        (room / "rows.py").write_text("", "utf-8")
    for part in ("__init__", "__main__", "app", "cli", "paths"):
        (source / PACKAGE / f"{part}.py").write_text("", "utf-8")
    path = source / PACKAGE / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(code, "utf-8")
    return source


def test_the_package_imports_only_what_the_design_allows() -> None:
    assert violations(SOURCE) == []


@pytest.mark.parametrize(
    ("name", "code", "reason"),
    [
        pytest.param(
            "ui/list.py",
            "from catalog_app.store import rows\n",
            "ui must not import store",
            id="plain",
        ),
        pytest.param(
            "ui/list.py",
            "def show():\n    import catalog_app.store.rows\n",
            "ui must not import store",
            id="inside a function",
        ),
        pytest.param(
            "ui/browse/list.py",
            "from ...store import rows\n",
            "ui must not import store",
            id="relative",
        ),
        pytest.param(
            "ui/__init__.py",
            "from .. import store\n",
            "ui must not import store",
            id="relative from a package itself",
        ),
        pytest.param(
            "ui/list.py",
            "from catalog_app import store\n",
            "ui must not import store",
            id="as a name of the package",
        ),
        pytest.param(
            "ui/list.py",
            'import importlib\nrows = importlib.import_module("catalog_app.store.rows")\n',
            "ui must not import store",
            id="importlib",
        ),
        pytest.param(
            "ui/list.py",
            "from importlib import import_module as load, import_module\n"
            'rows = import_module("..store.rows", "catalog_app.ui")\n',
            "ui must not import store",
            id="importlib, relative",
        ),
        pytest.param(
            "ui/list.py",
            'rows = __import__("catalog_app.store.rows")\n',
            "ui must not import store",
            id="dunder import",
        ),
        pytest.param(
            "ui/list.py",
            "from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    from ..media import rows\n",
            "ui must not import media",
            id="for types only",
        ),
        pytest.param(
            "store/fields.py",
            "from ..services import rows\n",
            "store must not import services",
            id="upwards",
        ),
        pytest.param(
            "exchange/csv.py",
            "from ..store import rows\n",
            "exchange must not import store",
            id="sideways from exchange",
        ),
        pytest.param(
            "printing/sheet.py",
            "from ..media import rows\n",
            "printing must not import media",
            id="sideways from printing",
        ),
        pytest.param(
            "services/gifts.py",
            "from ..paths import data_folder\n",
            "services must not import paths",
            id="paths below the top",
        ),
        pytest.param(
            "app.py", "from . import cli\n", "app must not import cli", id="the top downwards only"
        ),
        pytest.param(
            "__init__.py",
            "from .domain import rows\n",
            "catalog_app must not import domain",
            id="the package itself",
        ),
        pytest.param(
            "domain/names.py",
            "import anyascii\n",
            "domain is standard library only, not anyascii",
            id="domain and packages from outside",
        ),
        pytest.param(
            "domain/names.py",
            "def fetch():\n    import sqlite3\n",
            "only store may import sqlite3",
            id="sqlite3",
        ),
        pytest.param(
            "services/search.py",
            "from sqlite_utils.db import Table\n",
            "only store may import sqlite_utils",
            id="sqlite-utils",
        ),
        pytest.param(
            "ui/images.py", "import PIL.Image\n", "only media may import PIL", id="Pillow"
        ),
        pytest.param(
            "store/vault.py", "import pi_heif\n", "only media may import pi_heif", id="pi-heif"
        ),
        pytest.param(
            "services/jobs.py",
            "from PySide6.QtCore import QObject\n",
            "only app and ui may import PySide6",
            id="Qt",
        ),
        pytest.param(
            "services/gifts.py",
            "import click\n",
            "only __main__ and cli may import click",
            id="click",
        ),
        pytest.param(
            "cli.py",
            "from tests.store import rows\n",
            "nothing imports tests",
            id="tests",
        ),
        pytest.param(
            "app.py",
            "import sys\nfrozen = getattr(sys, 'frozen', False)\n",
            "only paths asks whether the program runs frozen",
            id="frozen",
        ),
        pytest.param(
            "media/vault.py",
            "import sys\nplace = sys._MEIPASS\n",
            "only paths asks whether the program runs frozen",
            id="_MEIPASS",
        ),
        pytest.param("services/gifts.py", "print('done')\n", "only cli prints", id="print"),
        pytest.param(
            "plugins/one.py", "import json\n", "plugins is no part of the design", id="new room"
        ),
    ],
)
def test_a_planted_import_is_found(tmp_path: Path, name: str, code: str, reason: str) -> None:
    found = violations(plant(tmp_path, name, code))
    assert len(found) == 1
    assert found[0].startswith(f"{PACKAGE}/{name}:")
    assert found[0].endswith(f": {reason}")


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("ui/list.py", "from PySide6 import QtCore\nfrom ..services import rows\n"),
        ("services/gifts.py", "from .. import __version__\nfrom ..store.rows import a\n"),
        ("store/fields.py", "import sqlite3\nfrom . import rows\nfrom ..domain import rows as r\n"),
        ("cli/search.py", "import click\nfrom .. import app, paths, services\nprint(1)\n"),
        (
            "domain/records.py",
            "from dataclasses import dataclass\n\n@dataclass(frozen=True)\nclass A: ...",
        ),
    ],
)
def test_what_the_design_allows_passes(tmp_path: Path, name: str, code: str) -> None:
    assert violations(plant(tmp_path, name, code)) == []
