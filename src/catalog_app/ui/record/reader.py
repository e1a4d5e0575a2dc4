"""Text to read: selectable as a whole, its links followed by mouse and keys."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QMimeData, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextCursor,
)
from PySide6.QtWidgets import QApplication, QWidget

from catalog_app.domain.translation import tr
from catalog_app.ui.look import metrics
from catalog_app.ui.record.canvas import Canvas
from catalog_app.ui.record.inks import Inks
from catalog_app.ui.record.marks import MarkPainter
from catalog_app.ui.record.writer import Writer

_BREAKS = re.compile("[\u2028\u2029]")
_PADDING = re.compile("[ \u00a0]*\u00a0[ \u00a0]*")


class Reader(Canvas):
    """One column of a page; ``followed`` when a link of it is chosen."""

    followed = Signal(str)
    copy_all_asked = Signal()
    revealed = Signal(QRectF)
    """A link of a column that does not scroll itself got the focus."""

    def __init__(self, marks: MarkPainter, inks: Inks, parent: QWidget | None = None) -> None:
        super().__init__(marks, inks, parent)
        self._focused = self._hovered = self._pressed = -1

    def write(self, room: int) -> Writer:
        self._focused = self._hovered = self._pressed = -1
        self.viewport().unsetCursor()
        return super().write(room)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        super().paintEvent(event)
        for index in {self._focused, self._hovered} - {-1}:
            self._paint_anchor(index)

    def _paint_anchor(self, index: int) -> None:
        anchors = self.anchors()
        if index >= len(anchors):
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self._marks.icons.theme.colour("accent")
        for rect in self.spans(anchors[index]):
            if index == self._focused and self.hasFocus():
                painter.setPen(QPen(accent, 2))
                painter.setBrush(QBrush(Qt.BrushStyle.NoBrush))
                painter.drawRoundedRect(rect.adjusted(-3, -1, 3, 1), 4, 4)
            else:
                line = QColor(accent)
                line.setAlpha(150)
                painter.fillRect(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), line)
        painter.end()

    # Links

    def _anchor_at(self, place: QPointF) -> int:
        href = self.anchorAt(place.toPoint())
        if not href:
            return -1
        for index, anchor in enumerate(self.anchors()):
            if anchor.href == href and any(
                rect.adjusted(-1, -2, 1, 2).contains(place) for rect in self.spans(anchor)
            ):
                return index
        return -1

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        super().mouseMoveEvent(event)
        if event.buttons():
            return
        index = self._anchor_at(event.position())
        if index != self._hovered:
            self._hovered = index
            self.viewport().update()
        shape = Qt.CursorShape.PointingHandCursor if index >= 0 else Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().leaveEvent(event)
        if self._hovered >= 0:
            self._hovered = -1
            self.viewport().update()

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        self._focus_on(-1)
        left = event.button() == Qt.MouseButton.LeftButton
        self._pressed = self._anchor_at(event.position()) if left else -1
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        super().mouseReleaseEvent(event)
        pressed, self._pressed = self._pressed, -1
        # Whoever drags over a link selects its words and does not follow it.
        chosen = self.textCursor().hasSelection()
        if pressed >= 0 and not chosen and pressed == self._anchor_at(event.position()):
            self.followed.emit(self.anchors()[pressed].href)

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._focused >= 0:
            self.followed.emit(self.anchors()[self._focused].href)
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            self.selectAll()
        elif event.key() == Qt.Key.Key_Home:
            self.verticalScrollBar().setValue(0)
        elif event.key() == Qt.Key.Key_End:
            self.verticalScrollBar().setValue(self.verticalScrollBar().maximum())
        else:
            super().keyPressEvent(event)

    def focusNextPrevChild(self, forwards: bool) -> bool:  # noqa: N802 (Qt's name)
        if self.hasFocus():
            index = self._focused + 1 if forwards else self._focused - 1
            if 0 <= index < len(self.anchors()):
                self._focus_on(index)
                return True
            if not forwards and self._focused == 0:
                # One more step stays on the text as a whole, where Tab began.
                self._focus_on(-1)
                return True
        return super().focusNextPrevChild(forwards)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusInEvent(event)
        if event.reason() == Qt.FocusReason.BacktabFocusReason and self.anchors():
            self._focus_on(len(self.anchors()) - 1)
        elif event.reason() == Qt.FocusReason.TabFocusReason:
            self._focus_on(-1)

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        kept = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
        if event.reason() not in kept:
            self._focus_on(-1)
        super().focusOutEvent(event)

    def _focus_on(self, index: int) -> None:
        """Let the link ``index`` have the focus, or none of them."""
        if index == self._focused:
            return
        self._focused = index
        cursor = self.textCursor()
        if index >= 0:
            anchor = self.anchors()[index]
            # Selected as well: that is what assistive technology is told of.
            cursor.setPosition(anchor.start)
            cursor.setPosition(anchor.end, QTextCursor.MoveMode.KeepAnchor)
            self.setTextCursor(cursor)
            self.reveal(next(self.spans(anchor), QRectF()))
        elif cursor.hasSelection():
            cursor.clearSelection()
            self.setTextCursor(cursor)
        self.viewport().update()

    def reveal(self, rect: QRectF) -> None:
        """Scroll so that ``rect`` of the viewport is seen."""
        self.revealed.emit(rect)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if rect.top() < metrics.SPACE_6:
            bar.setValue(bar.value() + int(rect.top()) - metrics.SPACE_12)
        elif rect.bottom() > height - metrics.SPACE_6:
            bar.setValue(bar.value() + int(rect.bottom()) - height + metrics.SPACE_12)

    # Copying

    def createMimeDataFromSelection(self) -> QMimeData:  # noqa: N802 (Qt's name)
        """Plain text without the blanks that make room for pills."""
        data = QMimeData()
        data.setText(tidy(self.textCursor().selectedText()))
        return data

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:  # noqa: N802 (Qt's name)
        menu = self.createStandardContextMenu(event.pos())
        menu.addSeparator()
        menu.addAction(tr("Copy page as text")).triggered.connect(self.copy_all_asked)
        index = self._anchor_at(QPointF(event.pos()))
        if index >= 0:
            words = self.anchors()[index].words
            action = menu.addAction(tr("Copy “{words}”", words=words[:40]))
            action.triggered.connect(lambda: QApplication.clipboard().setText(words))
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())


def tidy(words: str) -> str:
    """Selected text as it is copied: plain blanks and line breaks, no padding."""
    lines = _BREAKS.split(words)
    return "\n".join(_PADDING.sub(" ", line).strip(" ") for line in lines)
