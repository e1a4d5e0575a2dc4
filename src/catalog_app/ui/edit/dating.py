"""The date field: what is on the paper is typed, and what was understood is said at once."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from catalog_app.domain import dates
from catalog_app.domain.dates import DateValue
from catalog_app.domain.fieldtypes import LINE_LIMIT, Field, Unreadable, Value
from catalog_app.domain.translation import tr
from catalog_app.ui.edit.desk import Desk, dress
from catalog_app.ui.edit.editor import Editor, Note
from catalog_app.ui.edit.plain import Combo
from catalog_app.ui.edit.words import BASES, Answer, kept, understood
from catalog_app.ui.look import metrics


class DateEditor(Editor):
    """A line for the printed words, where the date comes from, and the answer below."""

    def __init__(self, desk: Desk, field: Field, label: str) -> None:
        super().__init__(desk, field, label)
        self._value = DateValue()
        self._basis_chosen = False
        self.line = QLineEdit()
        self.line.setAccessibleName(label)
        self.line.setMinimumWidth(80)
        self.line.setMaxLength(LINE_LIMIT)
        self.line.textEdited.connect(self._typed)
        self.line.installEventFilter(self)
        self.basis = Combo()
        self.basis.setAccessibleName(tr("Where the date “{label}” comes from", label=label))
        self.basis.setToolTip(tr("Where the date comes from"))
        for basis, words in BASES.items():
            self.basis.addItem(tr(words), basis)
        self.basis.activated.connect(self._choose_basis)
        row = QHBoxLayout()
        row.setSpacing(metrics.SPACE_2)
        row.addWidget(self.line, 1)
        row.addWidget(self.basis)
        self.column.addLayout(row)
        below = QHBoxLayout()
        below.setSpacing(metrics.SPACE_2)
        self.note = Note(desk)
        below.addWidget(self.note, 1)
        self.edtf = QLabel()
        dress(self.edtf, "faint")
        self.edtf.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self.edtf.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        below.addWidget(self.edtf)
        self.column.addLayout(below)
        self._answer()

    def value(self) -> Value:
        return self._current()

    def set_value(self, value: Value) -> None:
        assert isinstance(value, DateValue)
        self._value = value
        self._basis_chosen = False
        self.line.setText(value.text or value.edtf)
        self.line.setCursorPosition(0)
        self._show_basis(value.basis)
        self._answer()

    def target(self) -> QWidget:
        return self.line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._answer()
        return False

    def _current(self) -> DateValue:
        text = self.line.text()
        if text == (self._value.text or self._value.edtf):
            value = self._value
        else:
            try:
                read = self.field.type.read(text)
            except Unreadable:
                read = DateValue(text)
            assert isinstance(read, DateValue)
            value = read
        if self._basis_chosen and value:
            return replace(value, basis=str(self.basis.currentData()))
        return value

    def _typed(self) -> None:
        value = self._current()
        if not self._basis_chosen:
            self._show_basis(value.basis)
        self._answer(hold=True)
        self.changed.emit()

    def _choose_basis(self) -> None:
        self._basis_chosen = True
        self.changed.emit()

    def _show_basis(self, basis: str) -> None:
        self.basis.setCurrentIndex(max(self.basis.findData(basis), 0))

    def _answer(self, hold: bool = False) -> None:
        """Say what was understood; an empty field says instead what may be typed."""
        value = self._current()
        if not value:
            # Always one line, so that the first letter typed moves nothing.
            help_text = tr(self.field.help) if self.field.help else tr("Not stated")
            self.note.tell(Answer("faint", help_text), hold)
        elif value is self._value:
            self.note.tell(kept(value), hold)
        else:
            self.note.tell(understood(dates.understand(value.text)), hold)
        self.edtf.setText(value.edtf)
        self.edtf.setAccessibleName(tr("EDTF: {edtf}", edtf=value.edtf or tr("none")))
        self.edtf.setVisible(
            bool(value.edtf) and self.note.said().tone == "ok" and len(value.edtf) <= 16
        )
        self.line.setAccessibleDescription(self.note.said().text)
