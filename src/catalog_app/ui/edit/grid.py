"""A grid of fields with their labels: a section of the form, or the inside of a row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from catalog_app.domain.fieldtypes import Field, Rows, Value
from catalog_app.domain.translation import tr
from catalog_app.ui.edit import factory
from catalog_app.ui.edit.desk import Desk, dress
from catalog_app.ui.edit.editor import Editor, Note
from catalog_app.ui.edit.fieldlayout import FieldLayout
from catalog_app.ui.edit.layout import COLUMNS, span
from catalog_app.ui.edit.rowcard import RowCard
from catalog_app.ui.edit.words import Answer
from catalog_app.ui.look import metrics


class FieldBox(QWidget):
    """An editor with its label above and room for a problem or a warning below."""

    def __init__(self, desk: Desk, editor: Editor) -> None:
        super().__init__()
        self.editor = editor
        self.title = QLabel(editor.label.replace("&", "&&"))
        dress(self.title, "label")
        self.title.setBuddy(editor.target())
        self.number = QLabel()
        dress(self.number, "faint")
        self.note = Note(desk)
        head = QHBoxLayout()
        head.setSpacing(metrics.SPACE_2)
        head.addWidget(self.title)
        head.addWidget(self.number)
        head.addStretch(1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE_1)
        column.addLayout(head)
        column.addWidget(editor)
        column.addWidget(self.note)
        if editor.field.help:
            self.title.setToolTip(tr(editor.field.help))
        editor.changed.connect(self._typed)
        self.count()

    def count(self) -> None:
        """Show how many rows there are."""
        many = self.editor.count()
        self.number.setText(f"{many:,}" if many > 1 else "")
        self.number.setAccessibleName(tr("{count} entries", count=many))

    def _typed(self) -> None:
        self.count()
        # What was wrong may be right by now. Its room stays, so that nothing moves under a typist.
        if self.note.said().tone == "problem":
            self.note.tell(Answer(), hold=True)


class FieldGrid(QWidget):
    """Editors for ``fields``, in their order."""

    changed = Signal()

    def __init__(
        self, desk: Desk, fields: Sequence[Field], labels: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self.boxes: dict[str, FieldBox] = {}
        self._wide = False
        self._grid = FieldLayout(metrics.SPACE_3, 14)
        self.setLayout(self._grid)
        for group in _grouped(fields):
            label = (labels or {}).get(group[0].key) or tr(group[0].label)
            editor = factory.make(desk, group, label)
            box = FieldBox(desk, editor)
            self._grid.add(box)
            for field in group:
                self.boxes[field.key] = box
            editor.changed.connect(self.changed)
        self._arrange()

    def editors(self) -> list[Editor]:
        """All editors, in reading order."""
        return list(dict.fromkeys(box.editor for box in self.boxes.values()))

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Show these values."""
        for box in dict.fromkeys(self.boxes.values()):
            box.editor.set_values(values)
            box.note.tell(Answer())
            box.count()

    def merged(self, before: Mapping[str, Value]) -> dict[str, Value]:
        """``before`` with what the editors hold now; what nobody touched is the same object."""
        values = dict(before)
        for editor in self.editors():
            typed = editor.values()
            for key, value in typed.items():
                empty = self._field(editor, key).type.empty
                if value == values.get(key, empty):
                    continue
                if value == empty:
                    values.pop(key, None)
                else:
                    values[key] = value
        return values

    def unreadable(self) -> dict[str, str]:
        """What is typed and no value yet, worded, by field."""
        found = {}
        for key, box in self.boxes.items():
            reason = box.editor.unreadable()
            if reason and box.editor.field.key == key:
                found[key] = reason
        return found

    def tell_unreadable(self) -> None:
        """Say at each field why it cannot be read, and open the rows that hold such fields."""
        for key, reason in self.unreadable().items():
            self.boxes[key].note.tell(Answer("problem", reason))
            cards: list[RowCard] = getattr(self.boxes[key].editor, "cards", [])
            for card in cards:
                if card.unreadable() and card.grid is not None:
                    card.open_row()
                    card.grid.tell_unreadable()

    def set_margins(self, side: int, top: int, bottom: int) -> None:
        """Keep away from what is around."""
        self._grid.setContentsMargins(side, top, side, bottom)

    def set_wide(self, wide: bool) -> None:
        """Lay the fields out in more columns, or fewer."""
        if wide != self._wide:
            self._wide = wide
            self._arrange()
            for editor in self.editors():
                editor.set_wide(wide)

    @staticmethod
    def _field(editor: Editor, key: str) -> Field:
        parts: dict[str, Field] = getattr(editor, "parts", {})
        return parts.get(key, editor.field)

    def _arrange(self) -> None:
        boxes = list(dict.fromkeys(self.boxes.values()))
        wanted = [span(box.editor.field, self._wide) for box in boxes]
        used = 0
        for place, width in enumerate(wanted):
            used = (used if used + width <= COLUMNS else 0) + width
            following = wanted[place + 1] if place + 1 < len(wanted) else COLUMNS
            if used + following > COLUMNS and COLUMNS - used <= (3 if self._wide else COLUMNS):
                # The next field begins a new line: this one takes what is left of its own.
                wanted[place] += COLUMNS - used
                used = COLUMNS
        self._grid.set_spans(wanted)


def _grouped(fields: Sequence[Field]) -> list[tuple[Field, ...]]:
    """One editor a field; the kinds of history rows share one."""
    groups: list[tuple[Field, ...]] = []
    for field in fields:
        history = isinstance(field.type, Rows) and field.type.append_only
        last = groups[-1][0] if groups else None
        if history and last and isinstance(last.type, Rows) and last.type.append_only:
            groups[-1] = (*groups[-1], field)
        else:
            groups.append((field,))
    return groups
