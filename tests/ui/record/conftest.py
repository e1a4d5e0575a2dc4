"""Reading pages of the sample catalogue, in a real widget without a screen."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from catalog_app.paths import data_folder, resources_folder
from catalog_app.services.catalogues import create_catalogue, open_catalogue
from catalog_app.services.pages import Page, Picture, build_page
from catalog_app.services.workspace import Workspace
from catalog_app.ui.look.fonts import load_fonts
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import Theme
from catalog_app.ui.record import RecordPage

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Look = tuple[Theme, Icons]
PageOf = Callable[[str], Page]
Show = Callable[..., RecordPage]
_FILES = (
    *("visits", "events", "gifts", "messages"),
    *("people", "organisations", "places", "sources"),
)


@pytest.fixture(scope="session")
def dress(qapp: QApplication) -> Look:
    """Colours and icons, made once: a stylesheet for the whole application takes its time."""
    load_fonts(resources_folder() / "fonts")
    theme = Theme(qapp, "light")
    return theme, Icons(theme, resources_folder() / "icons")


@pytest.fixture(scope="session")
def reading(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The sample catalogue, which these tests only read."""
    folder = tmp_path_factory.mktemp("pages") / "Sample.xenion"
    create_catalogue(folder, data_folder(), sample=True).close()
    with open_catalogue(Path(folder), write=False) as opened:
        yield opened


@pytest.fixture(scope="session")
def page_of(reading: Workspace) -> PageOf:
    """The page of a record by the name that the sample's files give it."""
    listed = [
        entry["ref"]
        for name in _FILES
        for entry in json.loads(
            (data_folder() / "sample" / f"{name}.json").read_text(encoding="utf-8")
        )
    ]
    numbers = {ref: number for number, ref in enumerate(listed, start=1)}
    return lambda ref: build_page(reading, numbers[ref])


class Drawn:
    """Gives every picture as a plain one of its own, and remembers what it was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.ready = True

    def __call__(self, sha256: str, size: int) -> QPixmap | None:
        self.asked.append(sha256)
        if not self.ready:
            return None
        pixmap = QPixmap(120, 90)
        pixmap.fill(QColor("#3366CC"))
        return pixmap


@pytest.fixture
def drawn() -> Drawn:
    """What the page gets its pictures from."""
    return Drawn()


@pytest.fixture
def show(qtbot: QtBot, dress: Look, drawn: Drawn) -> Iterator[Show]:
    """Shows a page at some width."""

    def showing(page: Page | None, width: int = 640, height: int = 800) -> RecordPage:
        widget = RecordPage(*dress, drawn)
        qtbot.addWidget(widget)
        widget.resize(width, height)
        widget.show()
        widget.show_page(page)
        qtbot.waitExposed(widget)
        return widget

    yield showing
    dress[0].choose("light")


def pictures(count: int) -> tuple[Picture, ...]:
    """Some pictures, each with a caption of its own."""
    return tuple(
        Picture(f"{place:064x}", f"{place}.jpg", f"View {place}", width=1200, height=900)
        for place in range(count)
    )
