"""Terms as chips: tags, materials and techniques, each with the words as printed."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QWidget

from catalog_app.domain.errors import UserError
from catalog_app.domain.fields import row_fields
from catalog_app.domain.fieldtypes import LINE_LIMIT, Field, Row, Rows, TermRef, Value, clean
from catalog_app.domain.translation import tr
from catalog_app.ui.edit import sources
from catalog_app.ui.edit.box import Box
from catalog_app.ui.edit.completing_line import CompletingLine
from catalog_app.ui.edit.desk import Desk, dress
from catalog_app.ui.edit.editor import Editor
from catalog_app.ui.edit.popup import Entry
from catalog_app.ui.edit.references import exact_term
from catalog_app.ui.edit.words import invitation
from catalog_app.ui.look import metrics
from catalog_app.ui.look.chips import Chip
from catalog_app.ui.look.flow import FlowLayout


class TermsEditor(Editor):
    """Terms that apply, each a chip; Enter on one edits the words as printed, Delete removes it."""

    def __init__(self, desk: Desk, field: Field, label: str) -> None:
        super().__init__(desk, field, label)
        assert isinstance(field.type, Rows)
        term = row_fields(field)["term"].type
        assert isinstance(term, TermRef)
        self._vocabulary = term.vocabulary
        self._before: tuple[Row, ...] = ()
        self._rows: list[Row] = []
        self._chips: list[Chip] = []
        self._open: int | None = None
        self._trouble = ""
        self.box = Box(desk)
        inside = QWidget()
        self._flow = FlowLayout(inside, across=6, down=6)
        self._flow.setContentsMargins(9, 5, 9, 6)
        self.line = CompletingLine(desk, tr("Add to “{label}”", label=label), self._find)
        dress(self.line, "bare")
        self.line.setPlaceholderText(invitation(field))
        self.line.setMinimumWidth(130)
        self.line.setMaxLength(LINE_LIMIT)
        self.line.textEdited.connect(self._typed)
        self.line.picked.connect(self._pick)
        self.line.left.connect(self._resolve)
        self.line.anchor = self.box
        self.line.focused.connect(self.box.ring)
        self._flow.addWidget(self.line)
        self.box.rows.addWidget(inside)
        self.box.rows.addWidget(self._make_printed())
        self.column.addWidget(self.box)

    def value(self) -> Value:
        rows = tuple(self._rows)
        pending = clean(self.line.text(), False)
        if pending:
            rows = (*rows, Row({"term": pending}))
        return self._before if rows == self._before else rows

    def set_value(self, value: Value) -> None:
        assert isinstance(value, tuple)
        pending = [row for row in value if isinstance(row.values.get("term"), str)]
        self._before = value if not pending else tuple(r for r in value if r not in pending)
        self._rows = list(self._before)
        self.line.setText(str(pending[0].values["term"]) if pending else "")
        self._trouble = ""
        self._close_printed()
        self._draw()

    def unreadable(self) -> str:
        pending = clean(self.line.text(), False)
        if not pending:
            return ""
        return self._trouble or tr(
            "“{text}” is not in the vocabulary: take a suggestion, or add it with Ctrl+Enter.",
            text=pending[:60],
        )

    def count(self) -> int:
        return len(self._rows)

    def target(self) -> QWidget:
        return self.line

    def chips(self) -> list[Chip]:
        """The chips, in order."""
        return self._chips

    def _make_printed(self) -> QWidget:
        self._printed_row = QWidget()
        row = QHBoxLayout(self._printed_row)
        row.setContentsMargins(9, 4, 9, 6)
        row.setSpacing(metrics.SPACE_2)
        self._printed_label = QLabel(tr("As printed"))
        dress(self._printed_label, "label")
        self.printed = QLineEdit()
        self.printed.setAccessibleName(tr("As printed"))
        self.printed.setMaxLength(LINE_LIMIT)
        self.printed.textEdited.connect(self._print)
        self.printed.returnPressed.connect(self._leave_printed)
        self._printed_label.setBuddy(self.printed)
        row.addWidget(self._printed_label)
        row.addWidget(self.printed, 1)
        self._printed_row.hide()
        return self._printed_row

    def _find(self, text: str) -> list[Entry]:
        words = self._vocabulary != "tag"
        return sources.terms(self.desk, self._vocabulary, text, as_printed=words)

    def _typed(self) -> None:
        self._trouble = ""
        self.changed.emit()

    def _pick(self, entry: Entry) -> None:
        text = clean(self.line.text(), False)
        if entry.data == "text" and isinstance(entry.data, sources.Made):
            self._add(Row({"text": text}))
            return
        number = entry.data
        if isinstance(number, sources.Made):
            try:
                number = self.desk.make_term(self._vocabulary, text)
            except UserError as error:
                self._trouble = str(error)
                self.changed.emit()
                return
        self._add(Row({"term": number}))

    def _add(self, row: Row) -> None:
        self.line.clear()
        if row.values not in [known.values for known in self._rows]:
            self._rows.append(row)
        self._draw()
        self.changed.emit()

    def _resolve(self) -> None:
        text = clean(self.line.text(), False)
        number = exact_term(self.desk, self._vocabulary, text) if text else None
        if number is not None:
            self._add(Row({"term": number}))

    def _remove(self, place: int) -> None:
        del self._rows[place]
        self._close_printed()
        self._draw()
        self.line.setFocus()
        self.changed.emit()

    def _open_printed(self, place: int) -> None:
        self._open = place
        text = str(self._rows[place].values.get("text", ""))
        name = self._words(self._rows[place])
        self.printed.setText(text)
        self.printed.setAccessibleName(tr("“{term}” as printed", term=name))
        self._printed_row.show()
        self.printed.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_printed(self) -> None:
        self._open = None
        self._printed_row.hide()

    def _leave_printed(self) -> None:
        self._close_printed()
        self.line.setFocus()

    def _print(self, text: str) -> None:
        if self._open is None:
            return
        row = self._rows[self._open]
        values = {key: value for key, value in row.values.items() if key != "text"}
        if clean(text, False):
            values["text"] = clean(text, False)
        self._rows[self._open] = replace(row, values=values)
        self._chips[self._open].setText(self._words(self._rows[self._open]))
        self.changed.emit()

    def _words(self, row: Row) -> str:
        term, text = row.values.get("term"), str(row.values.get("text", ""))
        label = self.desk.label(term) if isinstance(term, int) else ""
        if label and text and text.casefold() != label.casefold():
            return tr("{term} “{text}”", term=label, text=text)
        return label or f"“{text}”"

    def _draw(self) -> None:
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.setParent(None)
            chip.deleteLater()
        self._chips = []
        self._flow.removeWidget(self.line)
        tags = self._vocabulary == "tag"
        for place, row in enumerate(self._rows):
            chip = Chip(
                self.desk.icons,
                self._words(row),
                tone="neutral" if isinstance(row.values.get("term"), int) else "uncertain",
                icon="tag" if tags else "",
                removable=True,
                pressable=not tags,
            )
            chip.removed.connect(lambda place=place: self._remove(place))
            if not tags:
                chip.clicked.connect(lambda _=False, place=place: self._open_printed(place))
            self._chips.append(chip)
            self._flow.addWidget(chip)
        self._flow.addWidget(self.line)
        for chip in self._chips:
            QWidget.setTabOrder(chip, self.line)
