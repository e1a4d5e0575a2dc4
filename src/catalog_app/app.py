"""Builds the window and everything it needs, and hands it down."""

from __future__ import annotations

import logging
import sys
import tempfile
import traceback
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from catalog_app import __version__, paths
from catalog_app.domain.errors import UserError
from catalog_app.domain.translation import tr
from catalog_app.media.thumbnails import SIZES, Thumbnails
from catalog_app.services.catalogues import create_catalogue, open_catalogue
from catalog_app.services.workspace import Workspace
from catalog_app.ui.look import fonts
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import Choice, Theme
from catalog_app.ui.pictures import Pictures
from catalog_app.ui.settings import Settings
from catalog_app.ui.window import Window

_LOG = logging.getLogger(__name__)


def build_application() -> QApplication:
    """The Qt application, made once, with the fonts of the program."""
    existing = QCoreApplication.instance()
    application = existing if isinstance(existing, QApplication) else QApplication([])
    application.setApplicationName("Xenion")
    application.setApplicationVersion(__version__)
    fonts.load_fonts(paths.resources_folder() / "fonts")
    return application


def build_window(
    application: QApplication, settings: Settings, theme: Choice | None = None
) -> Window:
    """The window with all its parts; nothing is shown yet."""
    look = Theme(application, theme or settings.theme)
    icons = Icons(look, paths.resources_folder() / "icons")

    def pictures_for(workspace: Workspace) -> Pictures:
        thumbnails = Thumbnails(paths.cache_folder() / "thumbnails", workspace.vault)
        return Pictures(thumbnails.path, SIZES)

    return Window(
        look,
        icons,
        settings,
        open_workspace=open_catalogue,
        create_workspace=lambda folder, sample: create_catalogue(
            folder, paths.data_folder(), sample=sample
        ),
        pictures_for=pictures_for,
        sample_folder=lambda: paths.sample_folder(),
    )


def run_window(catalogue: Path | None) -> int:
    """Open the window on a catalogue, or on the one opened last; returns the exit code."""
    application = build_application()
    settings = Settings(paths.settings_folder() / "window.ini")
    sys.excepthook = _show_bug
    window = build_window(application, settings)
    window.restoreGeometry(settings.geometry)
    recent = settings.recent
    folder = catalogue or (Path(recent[0]) if recent else None)
    window.show()
    if folder is not None:
        QTimer.singleShot(0, lambda: window.open_catalogue(folder))
    return application.exec()


def take_screenshot(
    catalogue: Path,
    target: Path,
    *,
    query: str = "",
    record: int = 0,
    size: tuple[int, int] = (1440, 900),
    theme: Choice = "light",
    edit: bool = False,
) -> None:
    """Paint the window on a catalogue into a PNG file, without a display. Raises `UserError`."""
    workspace = open_catalogue(catalogue, write=edit)
    if record:
        workspace.record(record)
    application = build_application()
    with tempfile.TemporaryDirectory() as folder:
        window = build_window(application, Settings(Path(folder) / "window.ini"), theme)
        window.resize(*size)
        window.show()
        window.enter(lambda: workspace)
        assert window.bench is not None
        if query:
            window.bench.search_for(query)
        _settle(application, window)
        if record:
            window.bench.go_to(record)
        if edit:
            window.bench.set_editing(True)
        _settle(application, window)
        painted = window.grab().save(str(target), "PNG")
        window.close()
    if not painted:
        raise UserError(tr("{path} cannot be written.", path=target))


def _settle(application: QApplication, window: Window) -> None:
    """Let everything that was asked for arrive and be painted."""
    for _ in range(6):
        application.processEvents()
        if window.bench is not None:
            window.bench.session.jobs.wait()
            window.bench.pictures.close()
    application.processEvents()


def _show_bug(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """Log an error that nobody expected and show it once, so that it can be copied and sent."""
    text = "".join(traceback.format_exception(kind, error, trace))
    _LOG.critical(text)
    try:
        log = paths.log_folder() / "errors.log"
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("a", encoding="utf-8") as file:
            file.write(f"xenion {__version__}\n{text}\n")
    except OSError:
        _LOG.exception("the log cannot be written")
    box = QMessageBox(
        QMessageBox.Icon.Warning,
        "Xenion",
        tr("This is a mistake in Xenion. What was saved is safe; what you were typing is kept."),
    )
    box.setDetailedText(text)
    box.exec()
