"""The head and the foot of the form."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from catalog_app.domain.kinds import KINDS
from catalog_app.domain.records import Record
from catalog_app.domain.translation import tr
from catalog_app.ui.edit.desk import Desk, dress
from catalog_app.ui.edit.iconlabel import IconLabel
from catalog_app.ui.edit.words import changes
from catalog_app.ui.look import metrics
from catalog_app.ui.look.buttons import (
    Button,
    IconButton,
    PrimaryButton,
    QuietButton,
    permit,
)
from catalog_app.ui.look.text import ElidedLabel

_EDIT = {
    "visit": "Edit visit",
    "event": "Edit event",
    "gift": "Edit gift",
    "message": "Edit message",
    "person": "Edit person",
    "organisation": "Edit organisation",
    "place": "Edit place",
    "source": "Edit source",
}
_NEW = {
    "visit": "New visit",
    "event": "New event",
    "gift": "New gift",
    "message": "New message",
    "person": "New person",
    "organisation": "New organisation",
    "place": "New place",
    "source": "New source",
}


class FormHeader(QWidget):
    """What is edited, when the draft was kept, and the way out."""

    closed = Signal()
    toggled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._wide = False
        self.setFixedHeight(metrics.PANE_HEADER)
        self.title = ElidedLabel("", "pane")
        self.second = ElidedLabel("", "meta")
        self._check = IconLabel(desk.icons, "check")
        self.kept = QLabel()
        dress(self.kept, "meta")
        self.toggle = QuietButton(
            tr("Narrow form"), "Ctrl+Shift+E", icon=desk.icons.icon("square-half")
        )
        self.toggle.clicked.connect(self.toggled)
        close = IconButton(desk.icons, "x", tr("Close the form"), "Ctrl+E")
        close.clicked.connect(self.closed)
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.title)
        texts.addWidget(self.second)
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics.PADDING_FORM, 4, 10, 4)
        row.setSpacing(6)
        row.addLayout(texts, 1)
        row.addWidget(self._check)
        row.addWidget(self.kept)
        row.addWidget(self.toggle)
        row.addWidget(close)
        self.show_kept("")
        self.set_wide(False)

    def show_record(self, record: Record) -> None:
        """Say which record is being edited."""
        words = (_EDIT if record.id else _NEW)[record.kind]
        # The wide form has taken the place of the page that would say it.
        title = record.title if self._wide and record.id else ""
        self.title.setText(title or tr(words))
        number = str(record["number"])
        self.second.setText(" ".join(filter(None, (tr(KINDS[record.kind]), number))))
        self.second.setVisible(bool(title))

    def show_kept(self, words: str) -> None:
        """Say when the draft was kept; nothing takes it back."""
        self.kept.setText(words)
        self.kept.setVisible(bool(words))
        self._check.setVisible(bool(words))

    def set_wide(self, wide: bool) -> None:
        """Offer to become narrow again."""
        self._wide = wide
        self.toggle.setVisible(wide)


class FormFooter(QWidget):
    """How much was changed, and what to do about it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.setFixedHeight(56)
        self.count = QLabel()
        dress(self.count, "meta")
        self.revert = QuietButton(tr("Revert"))
        self.revert.setToolTip(tr("Go back to what is stored"))
        self.next = Button(tr("Save and next"), "Ctrl+Shift+S")
        self.save = PrimaryButton(tr("Save"), "Ctrl+S")
        row = QHBoxLayout(self)
        row.setContentsMargins(metrics.PADDING_FORM, 8, metrics.PADDING_FORM, 8)
        row.setSpacing(metrics.SPACE_2)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.revert)
        row.addWidget(self.next)
        row.addWidget(self.save)

    def show_changes(self, count: int, new: bool, forbidden: str = "") -> None:
        """Say how many changes there are; without any there is nothing to save."""
        self.count.setText(changes(count) if not new or count else tr("Nothing typed yet"))
        nothing = "" if count else tr("Nothing has been changed")
        permit(self.revert, nothing)
        for button in (self.save, self.next):
            permit(button, forbidden or nothing)
