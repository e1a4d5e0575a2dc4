"""What all editors of fields have in common, and the line below a field that answers."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from catalog_app.domain.fieldtypes import Field, Value
from catalog_app.domain.translation import tr
from catalog_app.ui.edit.desk import Desk
from catalog_app.ui.edit.iconlabel import IconLabel
from catalog_app.ui.edit.words import Answer
from catalog_app.ui.look import metrics
from catalog_app.ui.look.theme import set_role

_ICONS = {
    "ok": ("check", "accent"),
    "warning": ("warning", "warning"),
    "uncertain": ("question", "uncertain"),
    "problem": ("warning-circle", "problem"),
}


class Editor(QWidget):
    """Edits the value of one field.

    ``value`` returns the very value that was set as long as nobody has typed. What cannot be read
    (yet) is returned as the words typed, so that a draft keeps them; ``unreadable`` then says why.
    """

    changed = Signal()

    def __init__(self, desk: Desk, field: Field, label: str) -> None:
        super().__init__()
        self.desk = desk
        self.field = field
        self.label = label
        self.setAccessibleName(label)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(metrics.SPACE_1)

    def value(self) -> Value:
        """What the field holds."""
        raise NotImplementedError

    def set_value(self, value: Value) -> None:
        """Show this value; nothing counts as typed afterwards."""
        raise NotImplementedError

    def values(self) -> dict[str, Value]:
        """The values of all fields that this editor is for."""
        return {self.field.key: self.value()}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Show these values; what is missing is empty."""
        self.set_value(values.get(self.field.key, self.field.type.empty))

    def unreadable(self) -> str:
        """Why what is typed is no value yet; empty if it is one."""
        return ""

    def count(self) -> int:
        """How many rows the field has; nothing else is counted."""
        return 0

    def set_wide(self, wide: bool) -> None:
        """Make use of a wide form."""

    def target(self) -> QWidget:
        """The control that gets the focus when somebody goes to this field."""
        return self

    def offer(self, text: str) -> None:
        """Propose a value that one key takes."""


class Note(QWidget):
    """The line below a field. It never shrinks while somebody types: see `hold`."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._answer = Answer()
        self._icon = IconLabel(desk.icons)
        self.text = QLabel()
        self.text.setWordWrap(True)
        # As high with an icon as without one.
        self.text.setMinimumHeight(metrics.LINE_LABEL)
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.text, 1)
        self.hide()

    def tell(self, answer: Answer, hold: bool = False) -> None:
        """Say this, or nothing; ``hold`` keeps the height at what it was."""
        self.setMinimumHeight(self.height() if hold and self.isVisible() else 0)
        if answer == self._answer:
            return
        self._answer = answer
        self.text.setText(answer.text)
        self.text.setAccessibleName(answer.text or tr("Note"))
        set_role(self.text, answer.tone)
        self._draw()
        self.setVisible(bool(answer.text) or (hold and self.minimumHeight() > 0))

    def said(self) -> Answer:
        """What stands there now."""
        return self._answer

    def _draw(self) -> None:
        name, token = _ICONS.get(self._answer.tone, ("", ""))
        self._icon.setVisible(bool(name))
        if name:
            self._icon.show_icon(name, token)
