"""Editors for one record or one term: a line that is completed, and says when nothing fits."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from catalog_app.domain.errors import UserError
from catalog_app.domain.fieldtypes import Field, Reference, TermRef, Value
from catalog_app.domain.folding import key
from catalog_app.domain.translation import tr
from catalog_app.services import completing
from catalog_app.ui.edit import sources
from catalog_app.ui.edit.completing_line import CompletingLine
from catalog_app.ui.edit.desk import Desk
from catalog_app.ui.edit.editor import Editor
from catalog_app.ui.edit.popup import Entry


class PickingEditor(Editor):
    """A number behind a name. Words that name nothing yet stay, and are told to be unresolved."""

    def __init__(self, desk: Desk, field: Field, label: str) -> None:
        super().__init__(desk, field, label)
        self._number: int | None = None
        self._shown = ""
        self._trouble = ""
        self.line = CompletingLine(desk, label, self.entries)
        self.line.textEdited.connect(self._typed)
        self.line.picked.connect(self._pick)
        self.line.left.connect(self._resolve)
        self.column.addWidget(self.line)

    def entries(self, text: str) -> list[Entry]:
        """What the text may mean."""
        raise NotImplementedError

    def name_of(self, number: int) -> str:
        """The words for a number."""
        raise NotImplementedError

    def make(self, text: str, made: sources.Made) -> int:
        """Make what is typed. Raises `UserError`."""
        raise NotImplementedError

    def value(self) -> Value:
        text = self.line.text()
        if text == self._shown:
            return self._number
        return text.strip() or None

    def set_value(self, value: Value) -> None:
        self._trouble = ""
        self._number = value if isinstance(value, int) else None
        self._shown = self.name_of(self._number) if self._number is not None else ""
        self.line.setText(value if isinstance(value, str) else self._shown)
        # Short fields cut long names off.
        self.line.setToolTip(self._shown)
        self.line.setCursorPosition(0)

    def unreadable(self) -> str:
        if self.line.text() == self._shown or not self.line.text().strip():
            return ""
        return self._trouble or tr(
            "“{text}” is not chosen yet: take a suggestion, or create it with Ctrl+Enter.",
            text=self.line.text().strip()[:60],
        )

    def target(self) -> QWidget:
        return self.line

    def _typed(self) -> None:
        self._trouble = ""
        self.changed.emit()

    def _pick(self, entry: Entry) -> None:
        number = entry.data
        if isinstance(number, sources.Made):
            try:
                number = self.make(self.line.text(), number)
            except UserError as error:
                self._trouble = str(error)
                self.changed.emit()
                return
        self.set_value(number)
        self.line.setCursorPosition(len(self._shown))
        self.changed.emit()

    def _resolve(self) -> None:
        """Take what is spelled out in full without a choice being made."""
        text = self.line.text()
        if text.strip() and text != self._shown:
            exact = [
                entry.data
                for entry in self.entries(text)
                if not isinstance(entry.data, sources.Made) and key(entry.text) == key(text)
            ]
            if len(exact) == 1:
                self.set_value(exact[0])
                self.changed.emit()


class RecordEditor(PickingEditor):
    """One record, such as the source of a citation or the body of an office."""

    def __init__(self, desk: Desk, field: Field, label: str) -> None:
        assert isinstance(field.type, Reference)
        self._kinds = field.type.kinds
        super().__init__(desk, field, label)

    def entries(self, text: str) -> list[Entry]:
        return sources.records(self.desk, self._kinds, text)

    def name_of(self, number: int) -> str:
        brief = self.desk.brief(number)
        return brief.title if brief else f"#{number}"

    def make(self, text: str, made: sources.Made) -> int:
        return self.desk.make_record(str(made), text)


class TermEditor(PickingEditor):
    """One term of a vocabulary; arrow down shows them all."""

    def __init__(self, desk: Desk, field: Field, label: str) -> None:
        assert isinstance(field.type, TermRef)
        self._vocabulary = field.type.vocabulary
        super().__init__(desk, field, label)
        self.line.addAction(
            desk.icons.icon("caret-down"), CompletingLine.ActionPosition.TrailingPosition
        ).triggered.connect(self._open)
        for button in self.line.children():
            if isinstance(button, QWidget):
                button.setAccessibleName(tr("All terms for “{label}”", label=label))

    def entries(self, text: str) -> list[Entry]:
        # A term that stands there already is no search for its likes.
        typed = "" if text == self._shown else text
        return sources.terms(self.desk, self._vocabulary, typed)

    def name_of(self, number: int) -> str:
        return self.desk.label(number)

    def make(self, text: str, made: sources.Made) -> int:
        return self.desk.make_term(self._vocabulary, text)

    def _open(self) -> None:
        self.line.setFocus()
        self.line.open_list()


def exact_term(desk: Desk, vocabulary: str, text: str) -> int | None:
    """The term with just this label, spelling folded."""
    for found in completing.suggest_terms(desk.workspace, vocabulary, text):
        if found.exact:
            return found.term.id
    return None
