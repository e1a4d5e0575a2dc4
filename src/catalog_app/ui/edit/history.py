"""History rows: what is on record stays as it is, new entries are added below."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from catalog_app.domain import dates
from catalog_app.domain.dates import DateValue
from catalog_app.domain.fieldtypes import Field, Row, Value
from catalog_app.domain.translation import tr
from catalog_app.ui.edit.box import Box
from catalog_app.ui.edit.desk import Desk, dress
from catalog_app.ui.edit.editor import Editor
from catalog_app.ui.edit.faces import face_of
from catalog_app.ui.edit.iconlabel import IconLabel
from catalog_app.ui.edit.rowcard import RowCard
from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.look.buttons import TextAction
from catalog_app.ui.look.flow import FlowLayout


class StoredRow(QWidget):
    """An entry on record: it can be read, and nothing else."""

    def __init__(self, desk: Desk, field: Field, row: Row) -> None:
        super().__init__()
        values = {key: value for key, value in row.values.items() if key != "date"}
        face = face_of(desk, field, values)
        date = row.values.get("date")
        when = dates.display(date) if isinstance(date, DateValue) and date else tr("undated")
        icon = IconLabel(desk.icons, face.icon or "clock", size=16)
        title = QLabel(face.title)
        title.setFont(fonts.sans(metrics.TYPE_BODY, 500))
        second = QLabel(" · ".join(filter(None, (tr(field.label), when, face.second))))
        dress(second, "meta")
        for label in (title, second):
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(title)
        texts.addWidget(second)
        row_ = QHBoxLayout(self)
        row_.setContentsMargins(9, 7, 10, 7)
        row_.setSpacing(metrics.SPACE_2)
        row_.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        row_.addLayout(texts, 1)
        self.setAccessibleName(f"{title.text()}, {second.text()}")
        self.setAccessibleDescription(tr("Entries are added, never changed"))


class HistoryEditor(Editor):
    """All kinds of history rows of a record in one list, by date, the newest first."""

    def __init__(self, desk: Desk, fields: tuple[Field, ...], label: str) -> None:
        super().__init__(desk, fields[0], label)
        self.parts = {field.key: field for field in fields}
        self._stored: dict[str, tuple[Row, ...]] = {}
        self._lines: list[StoredRow] = []
        self._wide = False
        self.cards: list[RowCard] = []
        self.box = Box(desk)
        self.box.setAccessibleName(label)
        self.column.addWidget(self.box)
        rule = QLabel(tr("Entries are added, never changed"))
        dress(rule, "faint")
        self.column.insertWidget(0, rule)
        adders = QWidget()
        flow = FlowLayout(adders, across=2, down=0)
        flow.setContentsMargins(4, 4, 4, 4)
        self.buttons: dict[str, TextAction] = {}
        for key, field in self.parts.items():
            words = tr(field.label)
            button = TextAction(words, icon=desk.icons.icon("plus", "accent"))
            button.setAccessibleName(tr("Add to the history: {entry}", entry=words))
            button.clicked.connect(lambda _=False, key=key: self.add(key))
            self.buttons[key] = button
            flow.addWidget(button)
        self.box.rows.addWidget(adders)

    def value(self) -> Value:
        return self.values()[self.field.key]

    def values(self) -> dict[str, Value]:
        found: dict[str, Value] = {}
        for key in self.parts:
            before = self._stored.get(key, ())
            new = tuple(
                card.row() for card in self.cards if card.field.key == key and not card.is_blank()
            )
            found[key] = (*before, *new) if new else before
        return found

    def set_value(self, value: Value) -> None:
        self.set_values({self.field.key: value})

    def set_values(self, values: Mapping[str, Value]) -> None:
        for widget in (*self._lines, *self.cards):
            self._let_go(widget)
        self._lines, self.cards, self._stored = [], [], {}
        shown: list[tuple[int, Field, Row]] = []
        for key, field in self.parts.items():
            rows = values.get(key, ())
            assert isinstance(rows, tuple)
            # Entries without a number are not on record yet: a draft brings them back.
            self._stored[key] = tuple(row for row in rows if row.id)
            shown.extend((_day(row), field, row) for row in self._stored[key])
            for row in rows:
                if not row.id:
                    self.insert(field, row)
        shown.sort(key=lambda entry: -entry[0])
        for place, (_, field, row) in enumerate(shown):
            line = StoredRow(self.desk, field, row)
            self._lines.append(line)
            self.box.rows.insertWidget(place, line)

    def unreadable(self) -> str:
        return next(filter(None, (card.unreadable() for card in self.cards)), "")

    def count(self) -> int:
        return len(self._lines) + len(self.cards)

    def target(self) -> QWidget:
        return next(iter(self.buttons.values()))

    def set_wide(self, wide: bool) -> None:
        self._wide = wide
        for card in self.cards:
            card.set_wide(wide)

    def add(self, key: str) -> None:
        """Add an entry of this kind and go into it."""
        self.insert(self.parts[key], Row({})).start()
        self.changed.emit()

    def insert(self, field: Field, row: Row) -> RowCard:
        """Show one more entry, which can be typed in and taken away until it is saved."""
        card = RowCard(self.desk, field, row)
        card.changed.connect(self.changed)
        card.removed.connect(lambda: self._remove(card))
        card.set_wide(self._wide)
        self.cards.append(card)
        self.box.rows.insertWidget(len(self._lines) + len(self.cards) - 1, card)
        # At once: what is not on the screen cannot take the focus.
        card.show()
        QWidget.setTabOrder(card, self.target())
        return card

    def _remove(self, card: RowCard) -> None:
        self.cards.remove(card)
        self._let_go(card)
        self.buttons[card.field.key].setFocus()
        self.changed.emit()

    def _let_go(self, widget: QWidget) -> None:
        self.box.rows.removeWidget(widget)
        widget.hide()
        widget.setParent(None)
        widget.deleteLater()


def _day(row: Row) -> int:
    date = row.values.get("date")
    return (date.hi or date.lo or 0) if isinstance(date, DateValue) else 0
