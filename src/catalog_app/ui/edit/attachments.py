"""Images in the form: captions are typed here; a slot above takes the strip of pictures."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from catalog_app.domain.fieldtypes import Value
from catalog_app.domain.translation import tr
from catalog_app.ui.edit.desk import dress
from catalog_app.ui.edit.rowcard import RowCard
from catalog_app.ui.edit.rows import RowsEditor


class AttachmentsEditor(RowsEditor):
    """Caption, credit, rights and order of the files attached. ``slot`` is empty until somebody
    puts in the widget that shows and adds pictures."""

    def make_adder(self) -> QWidget:
        self.slot = QWidget()
        self.slot.setAccessibleName(self.label)
        QVBoxLayout(self.slot).setContentsMargins(0, 0, 0, 0)
        self.column.insertWidget(0, self.slot)
        self._none = QLabel(tr("No images"))
        dress(self._none, "faint")
        self._none.setContentsMargins(11, 8, 11, 8)
        return self._none

    def set_value(self, value: Value) -> None:
        super().set_value(value)
        self._none.setVisible(not self.cards)

    def remove(self, card: RowCard) -> None:
        super().remove(card)
        self._none.setVisible(not self.cards)

    def put_into_slot(self, widget: QWidget) -> None:
        """Show this above the captions."""
        layout = self.slot.layout()
        assert layout is not None
        layout.addWidget(widget)

    def target(self) -> QWidget:
        return self.cards[0].head if self.cards else self.slot

    def adder_target(self) -> QWidget:
        return self.target()

    def add(self) -> None:
        """Files are attached, never typed in."""
