"""Fields in rows of twelve columns, each exactly as high as it needs to be at its width."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from catalog_app.ui.edit.layout import COLUMNS

_Placed = tuple[QLayoutItem, int, int]


class FieldLayout(QLayout):
    """Qt's own grid guesses the height of wrapped text before it knows the width; this one asks."""

    def __init__(self, across: int, down: int) -> None:
        super().__init__()
        self._items: list[QLayoutItem] = []
        self._spans: list[int] = []
        self._across, self._down = across, down
        self.setContentsMargins(0, 0, 0, 0)

    def add(self, widget: QWidget) -> None:
        """Put in a widget, over all columns for now."""
        self.addWidget(widget)

    def set_spans(self, spans: list[int]) -> None:
        """Say how many columns each widget takes, in order."""
        self._spans = spans
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:  # noqa: N802 (Qt's name)
        self._items.append(item)
        self._spans.append(COLUMNS)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:  # noqa: N802
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:  # noqa: N802 (Qt's name)
        return Qt.Orientation.Horizontal

    def hasHeightForWidth(self) -> bool:  # noqa: N802 (Qt's name)
        return True

    def heightForWidth(self, width: int) -> int:  # noqa: N802 (Qt's name)
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:  # noqa: N802 (Qt's name)
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(360, self.heightForWidth(360))

    def minimumSize(self) -> QSize:  # noqa: N802 (Qt's name)
        around = self.contentsMargins()
        return QSize(200 + around.left() + around.right(), 0)

    def _rows(self) -> Iterator[list[_Placed]]:
        """The items of each row with their first column and their span."""
        row: list[_Placed] = []
        used = 0
        for item, span in zip(self._items, self._spans, strict=True):
            if item.isEmpty():
                continue
            if used + span > COLUMNS:
                yield row
                row, used = [], 0
            row.append((item, used, span))
            used += span
        if row:
            yield row

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        inner = rect.marginsRemoved(self.contentsMargins())
        width = inner.width() + self._across
        y = inner.y()
        for row in self._rows():
            tallest = 0
            for item, column, span in row:
                left = inner.x() + column * width // COLUMNS
                right = inner.x() + (column + span) * width // COLUMNS - self._across
                wide = right - left
                height = (
                    item.heightForWidth(wide)
                    if item.hasHeightForWidth()
                    else item.sizeHint().height()
                )
                if move:
                    item.setGeometry(QRect(left, y, wide, height))
                tallest = max(tallest, height)
            y += tallest + self._down
        return y - self._down - rect.y() + self.contentsMargins().bottom() if self._items else 0
