"""Forms on real catalogues, in a real window without a screen."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from catalog_app.paths import data_folder, resources_folder
from catalog_app.services.catalogues import create_catalogue, open_catalogue
from catalog_app.services.workspace import Workspace
from catalog_app.ui.edit.form import EditForm
from catalog_app.ui.look.fonts import load_fonts
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import Theme

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

Look = tuple[Theme, Icons]
MakeForm = Callable[..., EditForm]


@pytest.fixture(scope="session")
def dress(qapp: QApplication) -> Look:
    """Colours and icons, made once: a stylesheet for the whole application takes its time."""
    load_fonts(resources_folder() / "fonts")
    theme = Theme(qapp, "light")
    return theme, Icons(theme, resources_folder() / "icons")


@pytest.fixture(scope="session")
def sample_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample catalogue, to be copied."""
    folder = tmp_path_factory.mktemp("sample") / "Sample.xenion"
    create_catalogue(folder, data_folder(), sample=True).close()
    return folder


@pytest.fixture
def sample(sample_folder: Path, tmp_path: Path) -> Iterator[Workspace]:
    """The sample catalogue, open for writing."""
    folder = shutil.copytree(sample_folder, tmp_path / "Sample.xenion")
    with open_catalogue(folder) as opened:
        yield opened


@pytest.fixture
def make_form(qtbot: QtBot, dress: Look, sample: Workspace) -> MakeForm:
    """Opens forms, on the sample catalogue or another."""

    def making(workspace: Workspace | None = None, width: int = 400) -> EditForm:
        form = EditForm(workspace or sample, *dress)
        qtbot.addWidget(form)
        form.resize(width, 820)
        form.show()
        form.activateWindow()
        qtbot.waitUntil(form.isActiveWindow)
        return form

    return making


@pytest.fixture
def form(make_form: MakeForm) -> EditForm:
    """A form on the sample catalogue."""
    return make_form()
