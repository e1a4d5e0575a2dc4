"""The list below a field that completes what is typed: over the window, never taking the focus."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from catalog_app.domain.translation import tr
from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import Theme

Span = tuple[int, int]
_PAD = 5
_TALLEST = 380
_NARROWEST = 300


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list. ``spans`` mark the typed text in ``text``, ``second_spans`` in
    ``second``; ``creates`` marks an entry that makes something new; ``data`` is for whoever asked.
    """

    text: str
    data: Any = None
    spans: tuple[Span, ...] = ()
    second: str = ""
    second_spans: tuple[Span, ...] = ()
    third: str = ""
    right: str = ""
    icon: str = ""
    creates: bool = False

    def spoken(self) -> str:
        """The entry as a screen reader says it."""
        return ", ".join(part for part in (self.text, self.second, self.third, self.right) if part)


class _Model(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.entries: list[Entry] = []

    def show(self, entries: list[Entry]) -> None:
        self.beginResetModel()
        self.entries = entries
        self.endResetModel()

    def rowCount(  # noqa: N802 (Qt's name)
        self, parent: QModelIndex | QPersistentModelIndex | None = None
    ) -> int:
        return 0 if parent is not None and parent.isValid() else len(self.entries)

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if not index.isValid():
            return None
        entry = self.entries[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return entry.text
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return entry.spoken()
        return None


class _Painter(QStyledItemDelegate):
    """Draws an entry: icon, name and count, below them the other names and the office."""

    def __init__(self, theme: Theme, icons: Icons, model: _Model) -> None:
        super().__init__(model)
        self._theme = theme
        self._icons = icons
        self._model = model

    def sizeHint(  # noqa: N802 (Qt's name)
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        entry = self._model.entries[index.row()]
        lines = bool(entry.second) + bool(entry.third)
        height = 34 if not lines else 6 + metrics.LINE_BODY + lines * 17 + 7
        after_others = entry.creates and index.row() > 0
        first = after_others and not self._model.entries[index.row() - 1].creates
        return QSize(100, height + (9 if first else 0))

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        entry = self._model.entries[index.row()]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRect(option.rect)
        row = index.row()
        if entry.creates and row and not self._model.entries[row - 1].creates:
            painter.fillRect(
                QRect(box.left() + 4, box.top() + 4, box.width() - 8, 1), self._theme.colour("line")
            )
            box.setTop(box.top() + 9)
        chosen = option.state & QStyle.StateFlag.State_Selected
        if chosen:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("tint"))
            painter.drawRoundedRect(box, metrics.RADIUS_FIELD, metrics.RADIUS_FIELD)
        self._icon(painter, box, entry)
        icons = any(each.icon for each in self._model.entries)
        left, right = box.left() + (36 if icons else 11), box.right() - 10
        many = bool(entry.second or entry.third)
        top = box.top() + (6 if many else (box.height() - metrics.LINE_BODY) // 2)
        if entry.right:
            font = fonts.sans(metrics.TYPE_LABEL)
            painter.setFont(font)
            painter.setPen(self._theme.colour("text2"))
            width = painter.fontMetrics().horizontalAdvance(entry.right)
            painter.drawText(
                QRect(right - width, top, width + 2, metrics.LINE_BODY),
                Qt.AlignmentFlag.AlignVCenter,
                entry.right,
            )
            title_right = right - width - 10
        else:
            title_right = right
        token = "accent" if entry.creates else "text"
        self._line(
            painter,
            QPoint(left, top),
            title_right - left,
            entry.text,
            entry.spans,
            500,
            metrics.TYPE_BODY,
            token,
        )
        top += metrics.LINE_BODY + 1
        for text, spans in ((entry.second, entry.second_spans), (entry.third, ())):
            if text:
                self._line(
                    painter,
                    QPoint(left, top),
                    right - left,
                    text,
                    spans,
                    400,
                    metrics.TYPE_LABEL,
                    "text2",
                )
                top += 17
        painter.restore()

    def _icon(self, painter: QPainter, box: QRect, entry: Entry) -> None:
        if entry.icon:
            many = bool(entry.second or entry.third)
            y = box.top() + (7 if many else (box.height() - 16) // 2)
            token = "accent" if entry.creates else "text2"
            self._icons.paint(painter, entry.icon, QRect(box.left() + 11, y, 16, 16), token)

    def _line(
        self,
        painter: QPainter,
        at: QPoint,
        width: int,
        text: str,
        spans: tuple[Span, ...],
        weight: int,
        size: int,
        token: str,
    ) -> None:
        """One line of text with what matched marked in yellow, cut off where the room ends."""
        font = fonts.sans(size, weight)
        painter.setFont(font)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)
        layout = QTextLayout(shown, font)
        ranges = [self._format(0, len(shown), self._theme.colour(token))]
        limit = len(shown) - (shown != text)
        for start, end in spans:
            if start < limit:
                marked = self._format(
                    start, min(end, limit) - start, self._theme.colour("match_text")
                )
                marked.format.setBackground(self._theme.colour("match_fill"))
                ranges.append(marked)
        layout.setFormats(ranges)
        layout.beginLayout()
        line = layout.createLine()
        line.setLineWidth(100_000)
        layout.endLayout()
        layout.draw(painter, QPointF(at))

    @staticmethod
    def _format(start: int, length: int, colour: QColor) -> QTextLayout.FormatRange:
        format_ = QTextCharFormat()
        format_.setForeground(colour)
        found = QTextLayout.FormatRange()
        found.start = start
        found.length = length
        found.format = format_
        return found


class Popup(QFrame):
    """The list, as a child of the window: it moves with it and needs no grab."""

    picked = Signal(object)

    def __init__(self, window: QWidget, theme: Theme, icons: Icons) -> None:
        super().__init__(window)
        self._over = window
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Suggestions"))
        self._model = _Model(self)
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setItemDelegate(_Painter(theme, icons, self._model))
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setAccessibleName(tr("Suggestions"))
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.setMouseTracking(True)
        self.view.setStyleSheet("QListView { background: transparent; }")
        self.view.entered.connect(lambda index: self.view.setCurrentIndex(index))
        self.view.clicked.connect(lambda index: self.picked.emit(self._model.entries[index.row()]))
        column = QVBoxLayout(self)
        column.setContentsMargins(_PAD, _PAD, _PAD, _PAD)
        column.addWidget(self.view)
        self.hide()

    def show_below(self, field: QWidget, entries: list[Entry], choose_first: bool) -> None:
        """Show these entries below ``field``, or above it where there is more room."""
        self._model.show(entries)
        if choose_first:
            self.view.setCurrentIndex(self._model.index(0))
        self.move_below(field)
        self.raise_()
        self.show()

    def move_below(self, field: QWidget) -> None:
        """Go to where there is room beside ``field``."""
        entries = self._model.entries
        window = self._over
        top_left = field.mapTo(window, QPoint(0, 0))
        height = sum(self.view.sizeHintForRow(row) for row in range(len(entries))) + 2 * _PAD
        below = window.height() - top_left.y() - field.height() - 8
        above = top_left.y() - 8
        upwards = below < min(height, 160) and above > below
        height = min(height, _TALLEST, above if upwards else max(below, 60))
        width = min(max(field.width(), _NARROWEST), window.width() - 8)
        x = max(4, min(top_left.x(), window.width() - width - 4))
        y = top_left.y() - height - 4 if upwards else top_left.y() + field.height() + 4
        self.setGeometry(x, y, width, height)

    def current(self) -> Entry | None:
        """The entry that Enter would pick."""
        index = self.view.currentIndex()
        return self._model.entries[index.row()] if index.isValid() else None

    def entries(self) -> list[Entry]:
        """What is shown, in order."""
        return self._model.entries

    def move_by(self, step: int) -> None:
        """Choose another entry, round the end."""
        count = len(self._model.entries)
        if count:
            row = self.view.currentIndex().row()
            row = (row + step) % count if row >= 0 else (0 if step > 0 else count - 1)
            self.view.setCurrentIndex(self._model.index(row))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("line2"))
        painter.setBrush(self._theme.colour("raised"))
        box = self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, metrics.RADIUS_POPUP, metrics.RADIUS_POPUP)
