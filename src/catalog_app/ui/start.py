"""What is seen before a catalogue is open: look round the sample, begin, or go on."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from catalog_app.domain.translation import tr
from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.look.buttons import Button, PrimaryButton, TextAction
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import set_role

_WIDTH = 520
_RECENT = 6


class StartPage(QWidget):
    """Four ways to begin, and the catalogues opened last."""

    sample_asked = Signal()
    new_asked = Signal()
    open_asked = Signal()
    recent_asked = Signal(str)

    def __init__(self, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("start")
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addStretch(1)
        name = QLabel("Xenion")
        name.setFont(fonts.serif(metrics.TYPE_START))
        column.addWidget(name)
        motto = QLabel(tr("ξένιον, the gift given to a guest"))
        motto.setFont(fonts.serif(16, 400, italic=True))
        set_role(motto, "lead")
        column.addWidget(motto)
        about = QLabel(
            tr(
                "A catalogue of visits and gifts: who came, what they did each day, "
                "what was given, by whom, and what became of it."
            )
        )
        about.setWordWrap(True)
        set_role(about, "lead")
        column.addWidget(about)
        column.addSpacing(16)
        sample = PrimaryButton(tr("Look round the sample"), icon=icons.icon("eye", "on_accent"))
        sample.clicked.connect(self.sample_asked)
        new = Button(tr("New catalogue…"), "Ctrl+Shift+N", icon=icons.icon("plus"))
        new.clicked.connect(self.new_asked)
        opened = Button(tr("Open a catalogue…"), "Ctrl+O", icon=icons.icon("folder-open"))
        opened.clicked.connect(self.open_asked)
        for button in (sample, new, opened):
            button.setMinimumHeight(44)
            column.addWidget(button)
        self._recent = QVBoxLayout()
        self._recent.setSpacing(0)
        column.addSpacing(12)
        column.addLayout(self._recent)
        self._problem = QLabel()
        self._problem.setWordWrap(True)
        self._problem.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        set_role(self._problem, "problem")
        column.addWidget(self._problem)
        column.addStretch(2)
        note = QLabel(tr("Works without a network. Nothing leaves this computer."))
        set_role(note, "meta")
        column.addWidget(note)
        page = QWidget()
        page.setLayout(column)
        page.setMaximumWidth(_WIDTH)
        centred = QWidget()
        row = QHBoxLayout(centred)
        row.setContentsMargins(32, 32, 32, 24)
        row.addStretch(1)
        row.addWidget(page, 4)
        row.addStretch(1)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(centred)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(scroll)

    def show_recent(self, folders: Sequence[str]) -> None:
        """List the catalogues opened last, the latest first."""
        while item := self._recent.takeAt(0):
            if widget := item.widget():
                widget.deleteLater()
        if not folders:
            return
        heading = QLabel(tr("Opened before"))
        set_role(heading, "label")
        self._recent.addWidget(heading)
        for folder in folders[:_RECENT]:
            button = TextAction(Path(folder).stem)
            button.setToolTip(folder)
            button.setAccessibleDescription(folder)
            button.clicked.connect(lambda _=False, folder=folder: self.recent_asked.emit(folder))
            self._recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)

    def tell_problem(self, words: str) -> None:
        """Say why a catalogue could not be opened."""
        self._problem.setText(words)
