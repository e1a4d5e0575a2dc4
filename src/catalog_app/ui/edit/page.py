"""All sections of the form for one kind of record, below one another."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from catalog_app.domain.fields import label_of
from catalog_app.domain.fieldtypes import Value
from catalog_app.domain.translation import tr
from catalog_app.ui.edit.attachments import AttachmentsEditor
from catalog_app.ui.edit.desk import Desk, dress
from catalog_app.ui.edit.grid import FieldBox, FieldGrid
from catalog_app.ui.edit.layout import Section, sections_of
from catalog_app.ui.edit.rows import RowsEditor
from catalog_app.ui.edit.words import Answer
from catalog_app.ui.look import metrics


class SectionPane(QWidget):
    """A heading, but for the first section, and the fields."""

    def __init__(self, desk: Desk, section: Section, kind: str, first: bool) -> None:
        super().__init__()
        self.section = section
        labels = {field.key: tr(label_of(kind, field.key)) for field in section.fields}
        self.grid = FieldGrid(desk, section.fields, labels)
        self.heading = QLabel(tr(section.label))
        dress(self.heading, "section")
        self.number = QLabel()
        dress(self.number, "count")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(metrics.SPACE_2)
        if not first:
            head = QHBoxLayout()
            head.setSpacing(metrics.SPACE_2)
            head.addWidget(self.heading)
            head.addWidget(self.number)
            head.addStretch(1)
            column.addLayout(head)
        column.addWidget(self.grid)
        for box in self.grid.boxes.values():
            if box.editor.label == tr(section.label) and not first:
                # The heading has said it.
                box.title.hide()
                box.number.hide()
        self.setAccessibleName(tr(section.label))

    def count(self) -> int:
        """How many rows the section's own fields have."""
        named = [box for box in self.grid.boxes.values() if box.title.isHidden()]
        return sum(box.editor.count() for box in dict.fromkeys(named))

    def show_count(self) -> None:
        """Say so beside the heading."""
        count = self.count()
        self.number.setText(f"{count:,}" if count else "")
        self.number.setAccessibleName(tr("{count} entries", count=count))


class FormPage(QWidget):
    """Made once for a kind, filled with one record after the other."""

    changed = Signal()

    def __init__(self, desk: Desk, kind: str) -> None:
        super().__init__()
        self.kind = kind
        self.panes: list[SectionPane] = []
        self._column = QVBoxLayout(self)
        self._column.setSpacing(metrics.SPACE_6)
        for section in sections_of(kind):
            pane = SectionPane(desk, section, kind, first=not self.panes)
            pane.grid.changed.connect(self.changed)
            self.panes.append(pane)
            self._column.addWidget(pane)
        self._column.addStretch(1)
        self.set_wide(False)

    def labels(self) -> list[str]:
        """The names of the sections."""
        return [tr(pane.section.label) for pane in self.panes]

    def counts(self) -> list[int]:
        """How many rows each section has."""
        for pane in self.panes:
            pane.show_count()
        return [pane.count() for pane in self.panes]

    def boxes(self) -> dict[str, FieldBox]:
        """Every field of the record, by key."""
        return {key: box for pane in self.panes for key, box in pane.grid.boxes.items()}

    def set_values(self, values: Mapping[str, Value]) -> None:
        """Show a record."""
        for pane in self.panes:
            pane.grid.set_values(values)

    def merged(self, before: Mapping[str, Value]) -> dict[str, Value]:
        """The values of a record with what is typed."""
        values = dict(before)
        for pane in self.panes:
            values = pane.grid.merged(values)
        return values

    def unreadable(self) -> dict[str, str]:
        """What is typed and no value yet, worded, by field."""
        return {k: reason for pane in self.panes for k, reason in pane.grid.unreadable().items()}

    def tell_unreadable(self) -> None:
        """Say at the fields, inside rows too, what cannot be read."""
        for pane in self.panes:
            pane.grid.tell_unreadable()

    def field_of(self, widget: QWidget | None) -> str:
        """The key of the field that a control belongs to; empty if it is none of this page."""
        for key, box in self.boxes().items():
            if widget is not None and box.isAncestorOf(widget):
                return key
        return ""

    def tell(self, answers: Mapping[str, Answer]) -> None:
        """Show problems and warnings at their fields, and take away what has been settled."""
        for key, box in self.boxes().items():
            if box.editor.field.key == key or key in answers:
                box.note.tell(answers.get(key, Answer()))

    def set_wide(self, wide: bool) -> None:
        """Use the room of a wide form."""
        side = metrics.PADDING_FORM
        self._column.setContentsMargins(8 if wide else side, 16, 28 if wide else side, 24)
        for pane in self.panes:
            pane.grid.set_wide(wide)

    def tops(self) -> list[int]:
        """Where each section begins."""
        return [pane.mapTo(self, QPoint(0, 0)).y() for pane in self.panes]

    def focus_section(self, place: int) -> QWidget | None:
        """Go to the first field of a section."""
        if not 0 <= place < len(self.panes):
            return None
        editor = self.panes[place].grid.editors()[0]
        editor.target().setFocus(Qt.FocusReason.ShortcutFocusReason)
        return self.panes[place]

    def focus_field(self, key: str) -> None:
        """Go to a field."""
        box = self.boxes().get(key)
        if box is not None:
            box.editor.target().setFocus(Qt.FocusReason.OtherFocusReason)

    def first_rows(self, place: int) -> RowsEditor | None:
        """The field to which a row would be added in a section, or else anywhere."""
        for pane in (*self.panes[place : place + 1], *self.panes):
            for editor in pane.grid.editors():
                if type(editor) is RowsEditor:
                    return editor
        return None

    def images(self) -> AttachmentsEditor:
        """Where the strip of pictures goes."""
        editor = self.boxes()["attachments"].editor
        assert isinstance(editor, AttachmentsEditor)
        return editor
