"""One application for all these tests, with the program's fonts, colours and icons."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from catalog_app.ui.look.fonts import load_fonts
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import Theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HERE = Path(__file__).parent
RESOURCES = HERE.parents[2] / "resources"
# What the offscreen platform says of itself.
PLATFORM = r"This plugin does not support"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A warning of Qt fails the test in which it is spoken."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(PLATFORM))


@pytest.fixture(scope="session")
def look(qapp: QApplication) -> tuple[Theme, Icons]:
    load_fonts(RESOURCES / "fonts")
    theme = Theme(qapp, "light")
    return theme, Icons(theme, RESOURCES / "icons")


@pytest.fixture
def theme(look: tuple[Theme, Icons]) -> Iterator[Theme]:
    yield look[0]
    look[0].choose("light")


@pytest.fixture
def icons(look: tuple[Theme, Icons], theme: Theme) -> Icons:
    return look[1]
