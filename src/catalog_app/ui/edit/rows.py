"""The editor of a repeatable field: its rows in a box, the last of which adds one."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from catalog_app.domain.fieldtypes import Field, Row, Rows, Value
from catalog_app.domain.translation import tr
from catalog_app.ui.edit.box import Box
from catalog_app.ui.edit.desk import Desk, dress
from catalog_app.ui.edit.editor import Editor
from catalog_app.ui.edit.plain import LineEditor
from catalog_app.ui.edit.rowcard import RowCard
from catalog_app.ui.edit.words import add_row
from catalog_app.ui.look.buttons import TextAction, key_text, with_shortcut

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class RowsEditor(Editor):
    """Rows that are added, removed, opened and put into another order, by keys and by mouse."""

    def __init__(self, desk: Desk, field: Field, label: str) -> None:
        super().__init__(desk, field, label)
        assert isinstance(field.type, Rows)
        self._wide = False
        self._before: tuple[Row, ...] = ()
        self.cards: list[RowCard] = []
        self.box = Box(desk)
        self.box.setAccessibleName(label)
        self.column.addWidget(self.box)
        self.adder = self.make_adder()
        self.box.rows.addWidget(self.adder)

    def make_adder(self) -> QWidget:
        """The last row of the box."""
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(4, 4, 10, 4)
        words = add_row(self.field)
        self.button: QPushButton = TextAction(words, icon=self.desk.icons.icon("plus", "accent"))
        self.button.setAccessibleName(words)
        self.button.setToolTip(with_shortcut(words, "Ctrl+Shift+Enter"))
        self.button.clicked.connect(self.add)
        line.addWidget(self.button)
        line.addStretch(1)
        keys = QLabel(key_text("Ctrl+Shift+Enter") if self.field.key == "objects" else "")
        dress(keys, "faint")
        keys.setAccessibleName(tr("Shortcut"))
        line.addWidget(keys)
        return row

    def make_card(self, row: Row) -> RowCard:
        """The widget for a row."""
        return RowCard(self.desk, self.field, row)

    def value(self) -> Value:
        rows = tuple(card.row() for card in self.cards if not card.is_blank())
        return self._before if rows == self._before else rows

    def set_value(self, value: Value) -> None:
        assert isinstance(value, tuple)
        self._before = value
        for card in self.cards[len(value) :]:
            self._let_go(card)
        self.cards = self.cards[: len(value)]
        for card, row in zip(self.cards, value, strict=False):
            card.take(row)
        for row in value[len(self.cards) :]:
            self.insert(row, now=False)

    def unreadable(self) -> str:
        return next(filter(None, (card.unreadable() for card in self.cards)), "")

    def count(self) -> int:
        return len(self.cards)

    def target(self) -> QWidget:
        return self.cards[0].head if self.cards else self.button

    def set_wide(self, wide: bool) -> None:
        self._wide = wide
        for card in self.cards:
            card.set_wide(wide)

    def add(self) -> None:
        """Add an empty row and go into it."""
        card = self.insert(Row({}))
        card.start()
        self._offer_number(card)
        self.changed.emit()

    def insert(self, row: Row, now: bool = True) -> RowCard:
        """Show one more row, the last."""
        card = self.make_card(row)
        card.changed.connect(self.changed)
        card.removed.connect(lambda: self.remove(card))
        card.moved.connect(lambda step: self.move_row(card, step))
        card.stepped.connect(lambda step: self._step(card, step))
        card.dragged.connect(lambda place: self._drag(card, place))
        card.set_wide(self._wide)
        self.cards.append(card)
        self.box.rows.insertWidget(len(self.cards) - 1, card)
        if now:
            # What is not on the screen cannot take the focus.
            card.show()
        # Between the rows before it and the row that adds: the order of reading.
        before = self.cards[-2].head if len(self.cards) > 1 else None
        if before is not None:
            QWidget.setTabOrder(self.cards[-2], card)
        QWidget.setTabOrder(card, self.adder)
        return card

    def remove(self, card: RowCard) -> None:
        """Take a row away; the focus goes to its neighbour."""
        place = self.cards.index(card)
        self.cards.remove(card)
        self._let_go(card)
        if self.cards:
            self.cards[min(place, len(self.cards) - 1)].head.setFocus()
        else:
            self.target().setFocus()
        self.changed.emit()

    def move_row(self, card: RowCard, step: int) -> None:
        """Move a row up or down."""
        place = self.cards.index(card)
        wanted = min(max(place + step, 0), len(self.cards) - 1)
        if wanted == place:
            return
        focused = self.focusWidget()
        self.cards.insert(wanted, self.cards.pop(place))
        self.box.rows.removeWidget(card)
        self.box.rows.insertWidget(wanted, card)
        for first, second in zip(self.cards, self.cards[1:], strict=False):
            QWidget.setTabOrder(first, second)
        if focused is not None:
            focused.setFocus()
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
        if event.key() in _ENTER and event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == (
            modifiers
        ):
            self.add()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _offer_number(self, card: RowCard) -> None:
        """Objects are numbered below their gift."""
        box = card.grid.boxes.get("number") if card.grid else None
        if box is not None and isinstance(box.editor, LineEditor) and self.desk.number:
            box.editor.offer(f"{self.desk.number}.{self.cards.index(card) + 1}")

    def _let_go(self, card: RowCard) -> None:
        self.box.rows.removeWidget(card)
        card.hide()
        card.setParent(None)
        card.deleteLater()

    def _step(self, card: RowCard, step: int) -> None:
        place = self.cards.index(card) + step
        if 0 <= place < len(self.cards):
            self.cards[place].head.setFocus()
        elif place == len(self.cards):
            self.adder_target().setFocus()

    def adder_target(self) -> QWidget:
        """What takes the focus in the last row."""
        return self.button

    def _drag(self, card: RowCard, place: QPoint) -> None:
        y = self.box.mapFromGlobal(place).y()
        at = self.cards.index(card)
        above = self.cards[at - 1] if at else None
        below = self.cards[at + 1] if at + 1 < len(self.cards) else None
        if above is not None and y < above.geometry().center().y():
            self.move_row(card, -1)
        elif below is not None and y > below.geometry().center().y():
            self.move_row(card, 1)
