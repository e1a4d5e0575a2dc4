"""Editors for words, prose, numbers and choices."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from catalog_app.domain.fieldtypes import Choice, Field, Unreadable, Value
from catalog_app.domain.translation import tr
from catalog_app.ui.edit.desk import Desk
from catalog_app.ui.edit.editor import Editor

_LINE = 18
_FEWEST, _MOST = 2, 14
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Line(QLineEdit):
    """A line that can propose a value: Ctrl+Space takes it while the line is empty."""

    offered = ""

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        wanted = event.key() == Qt.Key.Key_Space
        if wanted and event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.take():
            event.accept()
            return
        super().keyPressEvent(event)

    def take(self) -> bool:
        """Type in what is proposed, as if by hand: undo takes it back."""
        if not self.offered or self.text():
            return False
        self.insert(self.offered)
        self.textEdited.emit(self.text())
        return True


class LineEditor(Editor):
    """Words on one line; numbers too, which are read when somebody has finished typing."""

    def __init__(self, desk: Desk, field: Field, label: str) -> None:
        super().__init__(desk, field, label)
        self._value: Value = field.type.empty
        self._shown = ""
        self.line = Line()
        self.line.setAccessibleName(label)
        self.line.textEdited.connect(lambda: self.changed.emit())
        self.column.addWidget(self.line)

    def value(self) -> Value:
        if self.line.text() == self._shown:
            return self._value
        try:
            return self.field.type.read(self.line.text())
        except Unreadable:
            return self.line.text()

    def set_value(self, value: Value) -> None:
        self._value = value
        # What could not be read is the words themselves: see `Editor`.
        raw = isinstance(value, str)
        self._shown = str(value) if raw else self.field.type.show(value).replace(",", "")
        self.line.setText(self._shown)
        self._shown = self.line.text()
        self.line.setCursorPosition(0)
        if raw and self.field.type.editor == "number":
            self._shown = ""
            self._value = None

    def unreadable(self) -> str:
        if self.line.text() == self._shown:
            return ""
        try:
            self.field.type.read(self.line.text())
        except Unreadable as error:
            return str(error)
        return ""

    def target(self) -> QWidget:
        return self.line

    def offer(self, text: str) -> None:
        self.line.offered = text
        self.line.setPlaceholderText(tr("{text}   Ctrl+Space", text=text) if text else "")
        self.line.setToolTip(tr("Next free: {text} (Ctrl+Space)", text=text) if text else "")


class _Prose(QPlainTextEdit):
    """Grows with its text; Tab goes on to the next field."""

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().documentLayout().documentSizeChanged.connect(lambda: self.fit())
        self.fit()

    def fit(self) -> None:
        """Take the height that the text needs, within bounds."""
        lines = int(self.document().documentLayout().documentSize().height())
        height = self.fontMetrics().lineSpacing()
        shown = min(max(lines, _FEWEST), _MOST)
        policy = Qt.ScrollBarPolicy
        self.setVerticalScrollBarPolicy(
            policy.ScrollBarAsNeeded if lines > _MOST else policy.ScrollBarAlwaysOff
        )
        self.setFixedHeight(shown * height + 24)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self.fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(60, self.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if (event.key() in _ENTER and control) or event.matches(QKeySequence.StandardKey.Cancel):
            event.ignore()
            return
        super().keyPressEvent(event)

    def words(self) -> str:
        """The text as typed: `toPlainText` would make blanks of all hard ones."""
        return self.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n")


class TextEditor(Editor):
    """Words on any number of lines."""

    def __init__(self, desk: Desk, field: Field, label: str) -> None:
        super().__init__(desk, field, label)
        self._value: Value = field.type.empty
        self._shown = ""
        self._setting = False
        self.prose = _Prose()
        self.prose.setAccessibleName(label)
        self.prose.textChanged.connect(self._typed)
        self.column.addWidget(self.prose)

    def value(self) -> Value:
        words = self.prose.words()
        if words == self._shown:
            return self._value
        try:
            return self.field.type.read(words)
        except Unreadable:
            return words

    def set_value(self, value: Value) -> None:
        self._setting = True
        self._value = value
        self.prose.setPlainText(str(value or ""))
        self._shown = self.prose.words()
        self._setting = False

    def unreadable(self) -> str:
        try:
            self.field.type.read(self.prose.words())
        except Unreadable as error:
            return str(error)
        return ""

    def target(self) -> QWidget:
        return self.prose

    def _typed(self) -> None:
        if not self._setting:
            self.changed.emit()


class Combo(QComboBox):
    """A choice that the wheel leaves alone: it belongs to the page that is scrolled."""

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        event.ignore()


def fill(combo: QComboBox, field: Field) -> None:
    """Offer the options of a choice, by their labels."""
    assert isinstance(field.type, Choice)
    for option, text in field.type.options.items():
        combo.addItem(tr(text), option)


class ChoiceEditor(Editor):
    """One of a few fixed words."""

    def __init__(self, desk: Desk, field: Field, label: str) -> None:
        super().__init__(desk, field, label)
        self.combo = Combo()
        self.combo.setAccessibleName(label)
        self.combo.setMinimumWidth(60)
        self.combo.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        fill(self.combo, field)
        self.combo.activated.connect(lambda: self.changed.emit())
        self.column.addWidget(self.combo)

    def value(self) -> Value:
        return str(self.combo.currentData())

    def set_value(self, value: Value) -> None:
        place = self.combo.findData(value)
        if place < 0:
            # A word of a newer version of the program: shown and kept, not offered otherwise.
            self.combo.addItem(str(value), value)
            place = self.combo.count() - 1
        self.combo.setCurrentIndex(place)

    def target(self) -> QWidget:
        return self.combo


class FocusWatch(QWidget):
    """Tells when the focus leaves a widget with all that is in it."""

    left = Signal()

    def __init__(self, watched: QWidget, tell: Callable[[], None]) -> None:
        super().__init__(watched)
        self.hide()
        self._tell = tell
        watched.installEventFilter(self)

    def eventFilter(self, watched: object, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self._tell()
        return False
