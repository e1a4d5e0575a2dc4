"""A field of a form: its label above, the editor, and below what there is to say about it."""

from typing import Literal

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from catalog_app.ui.look import metrics
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.signs import Sign
from catalog_app.ui.look.text import ElidedLabel
from catalog_app.ui.look.theme import set_role

NoteTone = Literal["", "ok", "warning", "uncertain", "problem"]

_ICONS = {"ok": "check", "warning": "warning", "uncertain": "question", "problem": "warning-circle"}
_INKS = {"ok": "accent", "warning": "warning", "uncertain": "uncertain", "problem": "problem"}
_ICON = 14


class LabelledField(QWidget):
    """One ``editor`` with its label and its note.

    A field that ``answers`` while it is typed into always keeps a line free for the answer, so
    that nothing below it moves. In others the note takes room when it comes: after saving.
    """

    def __init__(
        self,
        icons: Icons,
        label: str,
        editor: QWidget,
        *,
        answers: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._tone: NoteTone = ""
        self._answers = answers
        self.editor = editor
        # A single ampersand would vanish and make a shortcut.
        self.label = QLabel(label.replace("&", "&&"), self)
        self.label.setProperty("role", "label")
        self.label.setBuddy(editor)
        if not editor.accessibleName():
            editor.setAccessibleName(label)
        if isinstance(editor, QAbstractSpinBox):
            # The stylesheet's padding does not reach the text of these.
            editor.lineEdit().setTextMargins(metrics.SPACE_2 + 2, 0, 0, 0)
        self.setFocusProxy(editor)
        self._sign = Sign(icons, size=_ICON, parent=self)
        self._note = ElidedLabel("", "meta", parent=self) if answers else QLabel(self)
        self._note.setProperty("role", "meta")
        self._note.setWordWrap(not answers)
        self._below = QWidget(self)
        self._below.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self._below)
        row.setContentsMargins(2, metrics.SPACE_1, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._sign)
        row.addWidget(self._note, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.label)
        column.addSpacing(metrics.SPACE_1)
        column.addWidget(editor)
        column.addWidget(self._below)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        if answers:
            self._below.setFixedHeight(metrics.LINE_LABEL + metrics.SPACE_1)
        self._render()

    def set_note(self, text: str, tone: NoteTone = "") -> None:
        """Say ``text`` below the editor; empty takes it back."""
        self._tone = tone
        self._note.setText(text)
        self.editor.setAccessibleDescription(text)
        self._render()

    def note(self) -> str:
        """What is said below the editor."""
        return self._note.text()

    @property
    def tone(self) -> NoteTone:
        """How the note is meant."""
        return self._tone

    def _render(self) -> None:
        text = self._note.text()
        icon = _ICONS.get(self._tone, "") if text else ""
        self._sign.show_icon(icon, _INKS.get(self._tone, ""))
        self._sign.setVisible(bool(icon))
        set_role(self._note, self._tone or "meta")
        self._below.setVisible(self._answers or bool(text))
