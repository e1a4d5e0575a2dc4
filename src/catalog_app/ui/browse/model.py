"""The records of a list: numbers in order, and what is shown of them fetched as it is looked at."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

from catalog_app.domain import dates
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.records import Card
from catalog_app.domain.translation import tr

PAGE = 64
"""Records read at once: a screenful and a little more."""

_KEPT = 40 * PAGE
Index = QModelIndex | QPersistentModelIndex

CARD_ROLE = Qt.ItemDataRole.UserRole
"""The `Card` of a row."""

ID_ROLE = Qt.ItemDataRole.UserRole + 1
"""The number of a row's record."""


class RecordModel(QAbstractTableModel):
    """Numbers of records in display order; rows are read in pages, on demand."""

    def __init__(self, fetch: Callable[[Sequence[int]], dict[int, Card]]) -> None:
        super().__init__()
        self._fetch = fetch
        self._ids = array("q")
        self._cards: OrderedDict[int, Card] = OrderedDict()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else len(self._ids)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008, N802
        return 0 if parent.isValid() else 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = index.row()
        if not index.isValid() or row >= len(self._ids):
            return None
        if role == ID_ROLE:
            return self._ids[row]
        if role not in (
            CARD_ROLE,
            Qt.ItemDataRole.DisplayRole,
            Qt.ItemDataRole.AccessibleTextRole,
            Qt.ItemDataRole.ToolTipRole,
        ):
            return None
        card = self.card(row)
        if role == CARD_ROLE or card is None:
            return card
        if role == Qt.ItemDataRole.DisplayRole:
            return card.brief.title
        return "\n".join(describe(card))

    def card(self, row: int) -> Card | None:
        """What is shown of a row; reads the page around it if need be."""
        number = self._ids[row]
        found = self._cards.get(number)
        if found is None:
            start = row - row % PAGE
            for key, card in self._fetch(self._ids[start : start + PAGE]).items():
                self._cards[key] = card
                self._cards.move_to_end(key)
            while len(self._cards) > _KEPT:
                self._cards.popitem(last=False)
            found = self._cards.get(number)
        return found

    def show(self, numbers: Sequence[int]) -> None:
        """Replace the list. What is known of records that stay is kept."""
        self.beginResetModel()
        self._ids = array("q", numbers)
        self.endResetModel()

    def extend(self, numbers: Sequence[int]) -> None:
        """Put the whole list in the place of its first page, which it begins with."""
        if len(numbers) <= len(self._ids) or self._ids != array("q", numbers[: len(self._ids)]):
            if self._ids != array("q", numbers):
                self.show(numbers)
            return
        self.beginInsertRows(QModelIndex(), len(self._ids), len(numbers) - 1)
        self._ids = array("q", numbers)
        self.endInsertRows()

    def forget(self, numbers: Sequence[int]) -> None:
        """Read these records again when they are next looked at: they have changed."""
        for number in numbers:
            self._cards.pop(number, None)
        if self._ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._ids) - 1, 0))

    def kind_of(self, number: int) -> str:
        """The kind of a record of this list that has been looked at; empty if it is not known."""
        card = self._cards.get(number)
        return card.brief.kind if card else ""

    def row_of(self, number: int) -> int:
        """The row of a record, or -1."""
        try:
            return self._ids.index(number)
        except ValueError:
            return -1

    def number_at(self, row: int) -> int:
        """The record in a row, or 0."""
        return self._ids[row] if 0 <= row < len(self._ids) else 0


def date_words(card: Card, style: str = "short") -> str:
    """The date of a record as the list shows it; the printed text where it was not understood."""
    brief = card.brief
    if not brief.date_edtf:
        return brief.date_text
    return dates.display(brief.date_edtf, style="long" if style == "long" else "short")


def describe(card: Card) -> list[str]:
    """A record in a few lines, for a tooltip and for screen readers."""
    lines = [card.brief.title, tr(KINDS[card.brief.kind]), *card.subtitle]
    lines.extend(filter(None, [date_words(card, "long"), card.brief.number]))
    if card.unsure:
        lines.append(tr("Assignment uncertain"))
    return lines
