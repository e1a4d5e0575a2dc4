"""The editor of links: whom or what, in which capacity; the last row types a name."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from catalog_app.domain.errors import UserError
from catalog_app.domain.fieldtypes import LINE_LIMIT, Field, Link, Row, Value, clean
from catalog_app.domain.folding import key
from catalog_app.domain.kinds import PARTIES
from catalog_app.domain.translation import tr
from catalog_app.ui.edit import sources
from catalog_app.ui.edit.completing_line import CompletingLine
from catalog_app.ui.edit.desk import Desk, dress
from catalog_app.ui.edit.iconlabel import IconLabel
from catalog_app.ui.edit.popup import Entry
from catalog_app.ui.edit.rowcard import RowCard
from catalog_app.ui.edit.rows import RowsEditor
from catalog_app.ui.edit.words import invitation
from catalog_app.ui.look import metrics


class LinkCard(RowCard):
    """A link. Just made, it asks for the capacity only; opened, it shows everything."""

    answered = Signal()

    def __init__(self, desk: Desk, field: Field, row: Row) -> None:
        self._capacity_row: QWidget | None = None
        self._line: CompletingLine | None = None
        self._shown = ""
        super().__init__(desk, field, row)

    def take(self, row: Row) -> None:
        if self._capacity_row is not None:
            self.column.removeWidget(self._capacity_row)
            self._capacity_row.hide()
            self._capacity_row.deleteLater()
            self._capacity_row = self._line = None
        super().take(row)

    def row(self) -> Row:
        row = super().row()
        if self._line is None:
            return row
        if self._line.text() == self._shown:
            return row
        typed = clean(self._line.text(), False)
        values = {key: value for key, value in row.values.items() if key != "capacity"}
        return replace(row, values={**values, "capacity": typed} if typed else values)

    def is_blank(self) -> bool:
        return False

    def asks(self) -> bool:
        """Whether the capacity can be typed in a party's row."""
        number = self.base.values.get("target")
        brief = self.desk.brief(number) if isinstance(number, int) else None
        return brief is not None and brief.kind in PARTIES

    def is_open(self) -> bool:
        return super().is_open() or self.is_asking()

    def is_asking(self) -> bool:
        """Whether the capacity, and nothing else, is being asked for."""
        row = self._capacity_row
        return row is not None and not row.isHidden() and not super().is_open()

    def ask(self) -> None:
        """Ask for the capacity: what is on record of it is offered at once."""
        line = self._show_capacity()
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def toggle(self) -> None:
        if self.is_asking():
            self.open_row()
        else:
            super().toggle()

    def open_row(self) -> None:
        line = self._show_capacity()
        super().open_row()
        line.setFocus(Qt.FocusReason.OtherFocusReason)

    def close_row(self) -> None:
        if self._capacity_row is not None:
            self._capacity_row.hide()
        super().close_row()

    def _show_capacity(self) -> CompletingLine:
        if self._line is None or self._capacity_row is None:
            name = tr("Capacity of {name}, as stated", name=self.face().title)
            self._line = CompletingLine(self.desk, name, self._offices, eager=True, optional=True)
            self._line.setMaxLength(LINE_LIMIT)
            self._line.setPlaceholderText(tr("Capacity, as it was stated"))
            self._line.setText(str(self.base.values.get("capacity", "")))
            self._shown = self._line.text()
            self._line.textEdited.connect(self._capacity_typed)
            self._line.picked.connect(self._take)
            self._line.entered.connect(self._done)
            self._line.left.connect(lambda: QTimer.singleShot(0, self, self._settle))
            self._capacity_row = QWidget()
            column = QVBoxLayout(self._capacity_row)
            column.setContentsMargins(metrics.SPACE_3, 0, metrics.SPACE_3, metrics.SPACE_3)
            column.setSpacing(metrics.SPACE_1)
            label = QLabel(tr("Capacity"))
            dress(label, "label")
            label.setBuddy(self._line)
            column.addWidget(label)
            column.addWidget(self._line)
            self.column.insertWidget(1, self._capacity_row)
        self._capacity_row.show()
        return self._line

    def _offices(self, text: str) -> list[Entry]:
        number = self.base.values.get("target")
        return sources.offices(self.desk, number, text) if isinstance(number, int) else []

    def _take(self, entry: Entry) -> None:
        assert self._line is not None
        self._line.setText(str(entry.data))
        self._capacity_typed()
        self._done()

    def _capacity_typed(self) -> None:
        self.show_face()
        self.changed.emit()

    def _done(self) -> None:
        if self.is_asking():
            self.close_row()
            self.answered.emit()

    def _settle(self) -> None:
        """Close a row that only asked, once the focus has gone elsewhere in the window."""
        focused = QApplication.focusWidget()
        if self.is_asking() and focused is not None and not self.isAncestorOf(focused):
            self.close_row()


class LinksEditor(RowsEditor):
    """Names are typed, found in any script, or made new on the spot."""

    def __init__(self, desk: Desk, field: Field, label: str) -> None:
        assert isinstance(field.type, Link)
        self._kinds = field.type.kinds
        self._single = field.type.single
        self._trouble = ""
        super().__init__(desk, field, label)

    def make_adder(self) -> QWidget:
        row = QWidget()
        self.line = CompletingLine(self.desk, tr("Add to “{label}”", label=self.label), self._find)
        dress(self.line, "bare")
        self.line.setPlaceholderText(invitation(self.field))
        self.line.setMaxLength(LINE_LIMIT)
        self.line.textEdited.connect(self._typed)
        self.line.picked.connect(self._pick)
        self.line.left.connect(self._resolve)
        plus = IconLabel(self.desk.icons, "plus", size=16)
        line = QHBoxLayout(row)
        line.setContentsMargins(9, 5, 9, 6)
        line.setSpacing(metrics.SPACE_2)
        line.addWidget(plus)
        line.addWidget(self.line, 1)
        self.line.anchor = row
        self.line.focused.connect(self.box.ring)
        return row

    def make_card(self, row: Row) -> RowCard:
        card = LinkCard(self.desk, self.field, row)
        card.answered.connect(lambda: self.line.setFocus())
        return card

    def value(self) -> Value:
        rows = super().value()
        assert isinstance(rows, tuple)
        pending = clean(self.line.text(), False)
        # Words that are linked to nothing yet are kept in the draft as what they are.
        return (*rows, Row({"target": pending})) if pending else rows

    def set_value(self, value: Value) -> None:
        assert isinstance(value, tuple)
        pending = [row for row in value if not isinstance(row.values.get("target"), int)]
        linked = tuple(row for row in value if row not in pending) if pending else value
        self.desk.look_up([int(str(row.values["target"])) for row in linked])
        super().set_value(linked)
        self.line.setText(str(pending[0].values.get("target", "")) if pending else "")
        self._trouble = ""
        self._show_adder()

    def unreadable(self) -> str:
        pending = clean(self.line.text(), False)
        if pending:
            return self._trouble or tr(
                "“{text}” is not linked yet: take a suggestion, or create it with Ctrl+Enter.",
                text=pending[:60],
            )
        return super().unreadable()

    def target(self) -> QWidget:
        return self.cards[0].head if self._single and self.cards else self.line

    def adder_target(self) -> QWidget:
        return self.line

    def add(self) -> None:
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self, card: RowCard) -> None:
        super().remove(card)
        self._show_adder()

    def _show_adder(self) -> None:
        self.adder.setVisible(not (self._single and self.cards))

    def _find(self, text: str) -> list[Entry]:
        return sources.records(self.desk, self._kinds, text)

    def _typed(self) -> None:
        self._trouble = ""
        self.changed.emit()

    def _pick(self, entry: Entry) -> None:
        number = entry.data
        if isinstance(number, sources.Made):
            try:
                number = self.desk.make_record(str(number), self.line.text())
            except UserError as error:
                self._trouble = str(error)
                self.changed.emit()
                return
        self._link(number, ask=True)

    def _link(self, number: int, ask: bool) -> None:
        self.line.clear()
        card = self.insert(Row({"target": number}))
        self._show_adder()
        if ask and isinstance(card, LinkCard) and card.asks():
            card.ask()
        elif self._single:
            card.head.setFocus()
        self.changed.emit()

    def _resolve(self) -> None:
        """A name spelled out in full, and no other's, is linked without being chosen."""
        text = self.line.text()
        if not text.strip():
            return
        exact = [
            entry
            for entry in self._find(text)
            if isinstance(entry.data, int)
            and key(text) in {key(name) for name in (entry.text, *entry.second.split(" · "))}
        ]
        if len(exact) == 1:
            self._link(exact[0].data, ask=False)
