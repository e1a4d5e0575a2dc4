"""Every command by name, and the sheet of all shortcuts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from catalog_app.domain.folding import fold
from catalog_app.domain.translation import tr
from catalog_app.ui.actions import MENUS, SPECS, Act, Actions, words_of
from catalog_app.ui.look.theme import set_role

_ACT_ROLE = Qt.ItemDataRole.UserRole


class _Palette(QDialog):
    """Type a few letters, press Enter."""

    def __init__(self, parent: QWidget, actions: Actions) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setObjectName("palette")
        self._actions = actions
        self._field = QLineEdit()
        self._field.setPlaceholderText(tr("What do you want to do?"))
        self._field.setAccessibleName(tr("Command"))
        self._list = QListWidget()
        self._list.setAccessibleName(tr("Commands"))
        self._list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self._field)
        layout.addWidget(self._list)
        self._field.textChanged.connect(self._fill)
        self._field.installEventFilter(self)
        self._list.itemClicked.connect(self._act)
        self._fill("")
        self.resize(480, 360)
        place = parent.geometry()
        self.move(place.center().x() - 240, place.top() + 80)

    def _fill(self, text: str) -> None:
        wanted = fold(text).split()
        self._list.clear()
        for act in SPECS:
            action = self._actions[act]
            words = fold(action.text())
            if act is Act.COMMANDS or not action.isEnabled():
                continue
            if all(word in words for word in wanted):
                key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
                item = QListWidgetItem(f"{action.text()}\t{key}" if key else action.text())
                item.setData(_ACT_ROLE, act)
                self._list.addItem(item)
        self._list.setCurrentRow(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            row = self._list.currentRow()
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
                step = 1 if event.key() == Qt.Key.Key_Down else -1
                self._list.setCurrentRow(min(max(row + step, 0), self._list.count() - 1))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._act(self._list.currentItem())
                return True
        return super().eventFilter(watched, event)

    def _act(self, item: QListWidgetItem | None) -> None:
        self.close()
        if item is not None:
            self._actions[item.data(_ACT_ROLE)].trigger()


def show_palette(parent: QWidget, actions: Actions) -> None:
    """Open the list of commands over the window."""
    palette = _Palette(parent, actions)
    palette.show()
    palette._field.setFocus()


class ShortcutSheet(QDialog):
    """Every shortcut, as the menus have them."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(6)
        row = 0
        for title, acts in MENUS.items():
            keyed = [act for act in acts if act is not None and SPECS[act].key]
            if not keyed:
                continue
            heading = QLabel(tr(title))
            set_role(heading, "section")
            grid.addWidget(heading, row, 0, 1, 2)
            row += 1
            for act in keyed:
                key = QKeySequence(SPECS[act].key)
                shown = QLabel(key.toString(QKeySequence.SequenceFormat.NativeText))
                set_role(shown, "key")
                grid.addWidget(QLabel(words_of(act)), row, 0)
                grid.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignLeft)
                row += 1
        inner = QWidget()
        inner.setLayout(grid)
        scroll = QScrollArea()
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setWidgetResizable(True)
        scroll.setWidget(inner)
        layout = QVBoxLayout(self)
        layout.addWidget(scroll)
        self.resize(460, 560)
