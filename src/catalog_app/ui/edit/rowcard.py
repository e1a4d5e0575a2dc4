"""One row of a repeatable field: a line that says what it is, and its fields when opened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from catalog_app.domain.fields import row_fields
from catalog_app.domain.fieldtypes import Field, Row, Rows
from catalog_app.ui.edit.desk import Desk
from catalog_app.ui.edit.faces import Face, face_of
from catalog_app.ui.edit.rowhead import RowHead
from catalog_app.ui.edit.words import settled_value
from catalog_app.ui.look import metrics

if TYPE_CHECKING:
    from catalog_app.ui.edit.grid import FieldGrid

_FIXED = ("name", "sha256", "media_type", "size", "width", "height")


def inner_fields(field: Field) -> tuple[Field, ...]:
    """The fields of a row that are typed: not whom a link leads to, nor what a file is."""
    assert isinstance(field.type, Rows)
    if field.type.table == "attachment":
        return tuple(each for each in field.type.fields if each.key not in _FIXED)
    hidden = ("target", "capacity") if field.type.table == "link" else ()
    return tuple(each for each in field.type.fields if each.key not in hidden)


class RowCard(QWidget):
    """Keeps its row as it was until something in it is typed; the fields are made when opened."""

    changed = Signal()
    removed = Signal()
    moved = Signal(int)
    stepped = Signal(int)
    dragged = Signal(QPoint)

    def __init__(self, desk: Desk, field: Field, row: Row, removable: bool = True) -> None:
        super().__init__()
        self.desk = desk
        self.field = field
        self.base = row
        self.grid: FieldGrid | None = None
        self.wide = False
        self.head = RowHead(desk, opens=True, movable=True, removable=removable)
        self.head.toggled.connect(self.toggle)
        self.head.removed.connect(self.removed)
        self.head.stepped.connect(self.stepped)
        self.head.handle.dragged.connect(self.dragged)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(0)
        self.column.addWidget(self.head)
        self.show_face()

    def take(self, row: Row) -> None:
        """Become the card of another row: much cheaper than a new card."""
        if self.grid is not None:
            self.column.removeWidget(self.grid)
            self.grid.hide()
            self.grid.deleteLater()
            self.grid = None
        self.base = row
        self.head.show_open(False)
        self.show_face()

    def row(self) -> Row:
        """The row as it is typed; the very row it began with if nothing was."""
        if self.grid is None:
            return self.base
        values = self.grid.merged(self.base.values)
        return self.base if values == dict(self.base.values) else replace(self.base, values=values)

    def is_blank(self) -> bool:
        """Whether the row is new and nothing has been typed in it."""
        row = self.row()
        return not row.id and not row.values

    def is_open(self) -> bool:
        """Whether its fields are on the screen."""
        return self.grid is not None and not self.grid.isHidden()

    def toggle(self) -> None:
        """Open the row, or close it."""
        self.close_row() if self.is_open() else self.open_row()

    def open_row(self) -> None:
        """Show the fields of the row."""
        self.show_grid()
        self.head.show_open(True)

    def close_row(self) -> None:
        """Hide the fields; the line says what they hold."""
        if self.grid is not None:
            if self.grid.isAncestorOf(self.focusWidget() or self):
                self.head.setFocus()
            self.grid.hide()
        self.head.show_open(False)
        self.show_face()

    def show_grid(self) -> None:
        """Make the fields if need be, and show them."""
        if self.grid is None:
            from catalog_app.ui.edit.grid import FieldGrid

            self.grid = FieldGrid(self.desk, inner_fields(self.field))
            self.grid.set_values(self.base.values)
            self.grid.set_wide(self.wide)
            self.grid.set_margins(metrics.SPACE_3, metrics.SPACE_1, metrics.SPACE_3)
            self.grid.changed.connect(self._typed)
            self.column.addWidget(self.grid)
        self.grid.show()

    def start(self) -> None:
        """Open a new row and go to the field that matters most in it."""
        self.open_row()
        assert self.grid is not None
        assert isinstance(self.field.type, Rows)
        main = self.grid.boxes.get(self.field.type.main)
        first = main.editor if main else self.grid.editors()[0]
        first.target().setFocus(Qt.FocusReason.OtherFocusReason)

    def unreadable(self) -> str:
        """Why something in the row is no value yet."""
        return next(iter(self.grid.unreadable().values()), "") if self.grid else ""

    def set_wide(self, wide: bool) -> None:
        """Lay the fields out in more columns."""
        self.wide = wide
        if self.grid is not None:
            self.grid.set_wide(wide)

    def face(self) -> Face:
        """What the closed row says."""
        row = self.row()
        inner = row_fields(self.field)
        values = {key: settled_value(inner[key], value) for key, value in row.values.items()}
        return face_of(self.desk, self.field, values)

    def show_face(self) -> None:
        """Say what the row holds now."""
        self.head.show_face(self.face())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(1 if event.key() == Qt.Key.Key_Down else -1)
            event.accept()
        elif event.key() == Qt.Key.Key_Escape and self.is_open() and not event.modifiers():
            self.close_row()
            self.head.setFocus()
            event.accept()
        else:
            super().keyPressEvent(event)

    def _typed(self) -> None:
        self.show_face()
        self.changed.emit()
