"""What all editors of one form share: the catalogue, the look, and what was looked up before."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from catalog_app.domain.dates import EMPTY, DateValue
from catalog_app.domain.records import Brief, Changes, Record
from catalog_app.domain.terms import Term
from catalog_app.services import records, vocabularies
from catalog_app.services.workspace import Workspace
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import Theme


def dress(widget: QWidget, role: str) -> None:
    """Give a new widget its part in the stylesheet.

    Cheaper than `set_role`, which puts the style on again: what is not on the screen yet gets its
    style when it comes there.
    """
    widget.setProperty("role", role)


class Desk(QObject):
    """Passed to every editor of a form; knows nothing of the form itself."""

    made = Signal(object)
    """Emitted with the `Changes` of a record or term that was made on the spot."""

    scrolled = Signal()
    """Whatever floats beside a field has to move with it."""

    put_away = Signal()
    """Whatever floats beside a field is in the way."""

    def __init__(
        self, workspace: Workspace, theme: Theme, icons: Icons, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.theme = theme
        self.icons = icons
        self.date: DateValue = EMPTY
        """The date of the record as it is typed: offices are offered as they were held then."""
        self.number = ""
        """The number of the record as it is typed: its objects are numbered below it."""
        self.read_only = False
        self._briefs: dict[int, Brief] = {}
        self._terms: dict[int, Term] = {}

    def forget(self) -> None:
        """Look names up anew: records may have been renamed."""
        self._briefs.clear()
        self._terms.clear()

    def look_up(self, numbers: list[int]) -> None:
        """Fetch many records in one go."""
        missing = [number for number in numbers if number not in self._briefs]
        self._briefs.update(self.workspace.store.briefs(missing))

    def brief(self, number: int) -> Brief | None:
        """A record in one line; None if there is none of this number."""
        if number not in self._briefs:
            self.look_up([number])
        return self._briefs.get(number)

    def label(self, number: int) -> str:
        """The label of a term."""
        if number not in self._terms:
            term = self.workspace.store.term(number)
            if term is None:
                return ""
            self._terms[number] = term
        return self._terms[number].label

    def make_record(self, kind: str, name: str) -> int:
        """Add a record with this name, as a step of its own. Raises `UserError`."""
        number, changes = records.add(self.workspace, Record(kind, {"title": name}))
        self._tell(changes)
        return number

    def make_term(self, vocabulary: str, label: str) -> int:
        """Add a term, as a step of its own. Raises `UserError`."""
        number, changes = vocabularies.add_term(self.workspace, vocabulary, label)
        self._tell(changes)
        return number

    def _tell(self, changes: Changes) -> None:
        self.made.emit(changes)
