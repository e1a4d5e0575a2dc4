"""A line whose text is completed from a list: arrows choose, Enter picks, Ctrl+Enter makes new."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from catalog_app.ui.edit.desk import Desk
from catalog_app.ui.edit.popup import Entry, Popup

Source = Callable[[str], list[Entry]]

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_STEPS = {
    Qt.Key.Key_Down: 1,
    Qt.Key.Key_Up: -1,
    Qt.Key.Key_PageDown: 4,
    Qt.Key.Key_PageUp: -4,
}


class CompletingLine(QLineEdit):
    """``source`` answers each keystroke with entries; ``picked`` carries the one chosen.

    ``eager`` shows them as soon as the line has the focus; ``optional`` chooses none beforehand, so
    that Enter keeps what was typed and emits ``entered``.
    """

    picked = Signal(object)
    entered = Signal()
    left = Signal()
    focused = Signal(bool)

    def __init__(
        self, desk: Desk, name: str, source: Source, eager: bool = False, optional: bool = False
    ) -> None:
        super().__init__()
        self._desk = desk
        self._source = source
        self._eager = eager
        self._optional = optional
        self._popup: Popup | None = None
        self.anchor: QWidget = self
        """Below what the list appears: the frame round the line, if it has one."""
        self.setAccessibleName(name)
        self.setMinimumWidth(60)
        self.textEdited.connect(self._typed)
        desk.scrolled.connect(self._follow)
        desk.put_away.connect(self.close_list)

    def list_open(self) -> bool:
        """Whether suggestions are on the screen."""
        return self._popup is not None and self._popup.isVisible()

    def popup(self) -> Popup | None:
        """The list of suggestions, once there has been one."""
        return self._popup

    def open_list(self) -> None:
        """Show what the text may mean."""
        entries = self._source(self.text())
        if not entries:
            self.close_list()
            return
        if self._popup is None or self._popup.parentWidget() is not self.window():
            self.drop_list()
            self._popup = Popup(self.window(), self._desk.theme, self._desk.icons)
            self._popup.picked.connect(self.pick)
            # It belongs to the window, and would outlive a row that is taken away.
            self.destroyed.connect(self._popup.deleteLater)
        choose_first = bool(self.text()) and not self._optional
        self._popup.show_below(self.anchor, entries, choose_first)
        if choose_first:
            self._announce()

    def close_list(self) -> None:
        """Take the suggestions away."""
        if self._popup is not None:
            self._popup.hide()

    def drop_list(self) -> None:
        """Let go of the list, which belongs to the window and not to this line."""
        if self._popup is not None:
            self._popup.deleteLater()
            self._popup = None

    def pick(self, entry: Entry) -> None:
        """Take an entry, as Enter does."""
        self.close_list()
        self.picked.emit(entry)

    def make_new(self) -> bool:
        """Make something new of what is typed, if this line can."""
        entry = next((each for each in self._source(self.text()) if each.creates), None)
        if entry is None:
            return False
        self.pick(entry)
        return True

    def event(self, event: QEvent) -> bool:
        # Keys that the open list needs must not be taken by shortcuts of the window.
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            making = event.key() in _ENTER and control and bool(self.text())
            if making or (self.list_open() and event.key() in (*_ENTER, Qt.Key.Key_Escape)):
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if self._take_key(event):
            event.accept()
        else:
            super().keyPressEvent(event)

    def _take_key(self, event: QKeyEvent) -> bool:
        key, modifiers = Qt.Key(event.key()), event.modifiers()
        keypad = Qt.KeyboardModifier.KeypadModifier
        plain = not modifiers & ~keypad
        if key in _ENTER:
            if modifiers & ~keypad == Qt.KeyboardModifier.ControlModifier:
                return self.make_new()
            if not plain:
                return False
            entry = self._popup.current() if self._popup and self.list_open() else None
            if entry is not None:
                self.pick(entry)
            else:
                self.close_list()
                self.entered.emit()
            return True
        if key == Qt.Key.Key_Escape and self.list_open():
            self.close_list()
            return True
        if key in _STEPS and plain:
            if self.list_open() and self._popup is not None:
                self._popup.move_by(_STEPS[key])
                self._announce()
                return True
            if key == Qt.Key.Key_Down:
                self.open_list()
                return self.list_open()
        return False

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusInEvent(event)
        self.focused.emit(True)
        if self._eager and event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.open_list()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusOutEvent(event)
        self.close_list()
        self.focused.emit(False)
        self.left.emit()

    def _typed(self) -> None:
        if self.text().strip() or self._eager:
            self.open_list()
        else:
            self.close_list()

    def _follow(self) -> None:
        """Stay beside the line when the page moves under it."""
        if self._popup is None or not self.list_open():
            return
        if self.visibleRegion().isEmpty():
            self.close_list()
        else:
            self._popup.move_below(self.anchor)

    def _announce(self) -> None:
        """Say which entry is chosen: the focus stays in the line, so nothing else would."""
        entry = self._popup.current() if self._popup else None
        if entry is not None and QAccessible.isActive():
            event = QAccessibleAnnouncementEvent(self, entry.spoken())
            QAccessible.updateAccessibility(event)
