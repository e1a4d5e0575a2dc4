"""The window: the start page or an open catalogue, and every action there is."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMainWindow,
    QPlainTextEdit,
    QStackedWidget,
)

from catalog_app.domain.errors import UserError
from catalog_app.domain.translation import tr
from catalog_app.services.workspace import Workspace
from catalog_app.ui.actions import KIND_ACTS, Act, Actions, Situation
from catalog_app.ui.look import metrics
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import Choice, Theme
from catalog_app.ui.palette import ShortcutSheet, show_palette
from catalog_app.ui.pictures import Pictures
from catalog_app.ui.session import Session
from catalog_app.ui.settings import Settings
from catalog_app.ui.start import StartPage
from catalog_app.ui.workbench import Workbench

_IMAGES = "*.jpg *.jpeg *.png *.gif *.webp *.tif *.tiff *.bmp *.heic *.heif *.avif *.pdf"


class Window(QMainWindow):
    """One window with at most one catalogue. What it needs is handed to it."""

    def __init__(
        self,
        theme: Theme,
        icons: Icons,
        settings: Settings,
        *,
        open_workspace: Callable[[Path], Workspace],
        create_workspace: Callable[[Path, bool], Workspace],
        pictures_for: Callable[[Workspace], Pictures],
        sample_folder: Callable[[], Path],
    ) -> None:
        super().__init__()
        self.theme = theme
        self.icons = icons
        self.settings = settings
        self._open = open_workspace
        self._create = create_workspace
        self._pictures_for = pictures_for
        self._sample_folder = sample_folder
        self.bench: Workbench | None = None
        self._pictures: Pictures | None = None
        self.setMinimumSize(metrics.WINDOW_MIN_WIDTH, metrics.WINDOW_MIN_HEIGHT)
        self.resize(1440, 900)
        self.actions_ = Actions(self, self._handlers())
        self.start = StartPage(icons)
        self.start.sample_asked.connect(self.open_sample)
        self.start.new_asked.connect(self.ask_new)
        self.start.open_asked.connect(self.ask_open)
        self.start.recent_asked.connect(lambda folder: self.open_catalogue(Path(folder)))
        self.pages = QStackedWidget()
        self.pages.addWidget(self.start)
        self.setCentralWidget(self.pages)
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._settle)
        self.show_start()

    def _handlers(self) -> dict[Act, Callable[[], object]]:
        def bench(verb: Callable[[Workbench], object]) -> Callable[[], object]:
            return lambda: verb(self.bench) if self.bench else None

        handlers: dict[Act, Callable[[], object]] = {
            Act.NEW_CATALOGUE: self.ask_new,
            Act.OPEN_CATALOGUE: self.ask_open,
            Act.CLOSE_CATALOGUE: self.close_catalogue,
            Act.QUIT: self.close,
            Act.NEW_RECORD: bench(lambda b: b.begin()),
            Act.DUPLICATE: bench(lambda b: b.deeds.duplicate(b.list.selected()[0])),
            Act.EDIT: bench(lambda b: b.set_editing(not b.situation().editing)),
            Act.WIDE_FORM: bench(lambda b: b.toggle_wide_form()),
            Act.SAVE: bench(lambda b: b.form.save()),
            Act.SAVE_AND_NEXT: bench(lambda b: b.save_and_next()),
            Act.REVERT: bench(lambda b: b.form.revert()),
            Act.DRAFTS: bench(lambda b: b.show_drafts()),
            Act.ATTACH: self.ask_images,
            Act.TRASH: bench(lambda b: b.deeds.trash(b.list.selected())),
            Act.RESTORE: bench(lambda b: b.deeds.restore(b.list.selected())),
            Act.EMPTY_TRASH: bench(lambda b: b.deeds.empty_trash()),
            Act.MERGE: bench(lambda b: b.deeds.merge(b.list.selected(), b.shown)),
            Act.UNDO: self.undo,
            Act.REDO: self.redo,
            Act.SEARCH: bench(lambda b: b.focus_search()),
            Act.COMMANDS: lambda: show_palette(self, self.actions_),
            Act.BACK: bench(lambda b: b.travel(-1)),
            Act.FORWARD: bench(lambda b: b.travel(1)),
            Act.SIDEBAR: bench(self._toggle_sidebar),
            Act.LIST: bench(self._toggle_list),
            Act.COMPACT: bench(self._toggle_compact),
            Act.NEXT_PANE: bench(lambda b: b.next_pane(1)),
            Act.PREVIOUS_PANE: bench(lambda b: b.next_pane(-1)),
            Act.ALL_RECORDS: bench(lambda b: b.sidebar.choose_kind("")),
            Act.THEME_SYSTEM: lambda: self.choose_theme("system"),
            Act.THEME_LIGHT: lambda: self.choose_theme("light"),
            Act.THEME_DARK: lambda: self.choose_theme("dark"),
            Act.CLOSE_INNERMOST: bench(lambda b: b.close_innermost()),
            Act.SHORTCUTS: lambda: ShortcutSheet(self).open(),
        }
        for kind, act in KIND_ACTS.items():
            handlers[act] = bench(lambda b, kind=kind: b.sidebar.choose_kind(kind))  # type: ignore[misc]
        return handlers

    # Catalogues.

    def show_start(self) -> None:
        """Show the ways to begin."""
        self.start.show_recent(self.settings.recent)
        self.pages.setCurrentWidget(self.start)
        self.setWindowTitle("Xenion")
        self._refresh()

    def ask_new(self) -> None:
        """Ask where a new catalogue is to be, and make it."""
        chosen, _ = QFileDialog.getSaveFileName(
            self, tr("New catalogue"), str(Path.home() / "Catalogue.xenion")
        )
        if chosen:
            folder = Path(chosen)
            if folder.suffix != ".xenion":
                folder = folder.with_name(folder.name + ".xenion")
            self.enter(lambda: self._create(folder, False))

    def ask_open(self) -> None:
        """Ask for a catalogue and open it."""
        chosen = QFileDialog.getExistingDirectory(self, tr("Open a catalogue"), str(Path.home()))
        if chosen:
            self.open_catalogue(Path(chosen))

    def open_sample(self) -> None:
        """Open the sample, made anew if it is not there."""
        folder = self._sample_folder()
        if folder.is_dir():
            self.open_catalogue(folder)
        else:
            folder.parent.mkdir(parents=True, exist_ok=True)
            self.enter(lambda: self._create(folder, True))

    def open_catalogue(self, folder: Path) -> bool:
        """Open a catalogue in this window; whether that was possible."""
        return self.enter(lambda: self._open(folder))

    def enter(self, come_by: Callable[[], Workspace]) -> bool:
        try:
            workspace = come_by()
        except UserError as error:
            if self.bench is None:
                self.start.tell_problem(str(error))
            else:
                self.bench.status.tell(str(error), problem=True)
            return False
        self.close_catalogue()
        self.start.tell_problem("")
        self.settings.opened(workspace.folder)
        session = Session(workspace)
        self._pictures = self._pictures_for(workspace)
        self.bench = Workbench(session, self.theme, self.icons, self._pictures, self.actions_)
        self.bench.rail = self.settings.rail
        self.bench.list.set_compact(self.settings.compact)
        self.bench.situation_changed.connect(self._settling.start)
        self.pages.addWidget(self.bench)
        self.pages.setCurrentWidget(self.bench)
        name = workspace.folder.stem
        if session.writable:
            self.setWindowTitle(f"{name} – Xenion")
        else:
            self.setWindowTitle(tr("{name} (read-only) – Xenion", name=name))
            self.bench.status.tell(workspace.store.read_only_because)
        self._refresh()
        self.bench.list.view.setFocus()
        return True

    def close_catalogue(self) -> None:
        """Close the open catalogue; what was being typed is kept as a draft."""
        if self.bench is None:
            return
        bench, self.bench = self.bench, None
        bench.form.flush()
        if self._pictures is not None:
            self._pictures.close()
        bench.session.close()
        self.pages.removeWidget(bench)
        bench.deleteLater()
        self.show_start()

    def closeEvent(self, event: QCloseEvent) -> None:  # noqa: N802
        self.settings.geometry = self.saveGeometry()
        self.close_catalogue()
        super().closeEvent(event)

    # Acting.

    def undo(self) -> None:
        """Undo typing in a field that has some, else the last step."""
        focus = QApplication.focusWidget()
        if (isinstance(focus, QLineEdit) and focus.isUndoAvailable()) or (
            isinstance(focus, QPlainTextEdit) and focus.document().isUndoAvailable()
        ):
            focus.undo()
        elif self.bench:
            self.bench.deeds.undo()

    def redo(self) -> None:
        """Redo typing in a field that has some undone, else the step undone last."""
        focus = QApplication.focusWidget()
        if (isinstance(focus, QLineEdit) and focus.isRedoAvailable()) or (
            isinstance(focus, QPlainTextEdit) and focus.document().isRedoAvailable()
        ):
            focus.redo()
        elif self.bench:
            self.bench.deeds.redo()

    def ask_images(self) -> None:
        """Ask for image files and attach them to the record shown."""
        if self.bench is None:
            return
        chosen, _ = QFileDialog.getOpenFileNames(
            self, tr("Add images"), str(Path.home()), f"{tr('Images')} ({_IMAGES})"
        )
        if chosen:
            self.bench.deeds.attach(self.bench.shown, [Path(file) for file in chosen])

    def choose_theme(self, choice: Choice) -> None:
        """Light, dark, or as the system has it."""
        self.settings.theme = choice
        self.theme.choose(choice)
        self._refresh()

    def _toggle_sidebar(self, bench: Workbench) -> None:
        bench.rail = bench.sidebar.width() > metrics.SIDEBAR_RAIL
        self.settings.rail = bench.rail
        bench.fold()
        self._refresh()

    def _toggle_list(self, bench: Workbench) -> None:
        bench.list_wanted = not bench.list.isVisible()
        bench.fold()
        self._refresh()

    def _toggle_compact(self, bench: Workbench) -> None:
        self.settings.compact = not bench.list.delegate.compact
        bench.list.set_compact(self.settings.compact)
        self._refresh()

    def _refresh(self) -> None:
        self._settling.start()

    def _settle(self) -> None:
        """Enable what can act and tick what is on, once a change has gone through."""
        bench = self.bench
        now = bench.situation() if bench else Situation()
        typing = isinstance(QApplication.focusWidget(), QLineEdit | QPlainTextEdit)
        if typing:
            # Ctrl+Z must reach the field even where there is no step to take back.
            now = replace(now, undo=now.undo or " ", redo=now.redo or " ")
        self.actions_.refresh(now)
        ticks = {
            Act.EDIT: now.editing,
            Act.WIDE_FORM: bool(bench and bench.wide_form),
            Act.SIDEBAR: bool(bench and bench.sidebar.width() > metrics.SIDEBAR_RAIL),
            Act.LIST: bool(bench and bench.list.isVisible()),
            Act.COMPACT: bool(bench and bench.list.delegate.compact),
            Act.THEME_SYSTEM: self.theme.choice == "system",
            Act.THEME_LIGHT: self.theme.choice == "light",
            Act.THEME_DARK: self.theme.choice == "dark",
        }
        for act, on in ticks.items():
            self.actions_[act].setChecked(on)
