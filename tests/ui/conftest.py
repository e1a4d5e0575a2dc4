"""The real window on real catalogues, without a display."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from catalog_app import app, paths
from catalog_app.services.catalogues import create_catalogue
from catalog_app.ui.settings import Settings
from catalog_app.ui.window import Window

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(scope="session")
def sample_master(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample catalogue, to be copied."""
    folder = tmp_path_factory.mktemp("window") / "Sample.xenion"
    create_catalogue(folder, paths.data_folder(), sample=True).close()
    return folder


@pytest.fixture
def window(qapp: QApplication, qtbot: QtBot, tmp_path: Path) -> Iterator[Window]:
    """The window on its start page, with settings of its own."""
    made = app.build_window(app.build_application(), Settings(tmp_path / "window.ini"), "light")
    qtbot.addWidget(made)
    made.resize(1440, 900)
    made.show()
    yield made
    made.close()


@pytest.fixture
def settle(qtbot: QtBot, window: Window) -> Callable[[], None]:
    """Let everything under way arrive."""

    def wait() -> None:
        for _ in range(4):
            qtbot.wait(1)
            if window.bench is not None:
                window.bench.session.jobs.wait()

    return wait


@pytest.fixture
def opened(
    window: Window, sample_master: Path, tmp_path: Path, settle: Callable[[], None]
) -> Window:
    """The window on a copy of the sample."""
    folder = shutil.copytree(sample_master, tmp_path / "Sample.xenion")
    assert window.open_catalogue(folder)
    settle()
    return window
