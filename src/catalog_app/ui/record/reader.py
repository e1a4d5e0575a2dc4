"""Text to read: selectable as a whole, its links followed by mouse and keys, marks beside it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, QRectF, Qt, Signal
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
    QPalette,
    QPen,
    QTextBlock,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QApplication, QFrame, QTextEdit, QWidget

from catalog_app.domain.translation import tr
from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.record.inks import Inks
from catalog_app.ui.record.marks import MarkPainter, Pill
from catalog_app.ui.record.writer import Anchor, Writer

_PILL = metrics.CHIP - 2


class Reader(QTextEdit):
    """One column of a page; ``followed`` when a link of it is chosen."""

    followed = Signal(str)
    copy_all_asked = Signal()
    revealed = Signal(QRectF)
    """A link of a column that does not scroll itself got the focus."""

    def __init__(self, marks: MarkPainter, inks: Inks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks, self._inks = marks, inks
        self._written: Writer | None = None
        self._focused = -1
        self._hovered = -1
        self._pressed = -1
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        document = self.document()
        document.setDocumentMargin(0)
        document.setDefaultFont(fonts.sans(metrics.TYPE_BODY))
        option = QTextOption()
        # Not even a word longer than the page may be cut off.
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        document.setDefaultTextOption(option)
        marks.icons.theme.changed.connect(self._recolour)
        self._recolour()

    def _recolour(self) -> None:
        theme = self._marks.icons.theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, theme.colour("win"))
        palette.setColor(QPalette.ColorRole.Text, theme.colour("text"))
        palette.setColor(QPalette.ColorRole.Highlight, theme.colour("tint2"))
        palette.setColor(QPalette.ColorRole.HighlightedText, theme.colour("text"))
        self.setPalette(palette)

    # Contents

    def write(self, room: int) -> Writer:
        """Begin anew: a writer into this column, for text ``room`` pixels wide."""
        self._focused = self._hovered = self._pressed = -1
        self.viewport().unsetCursor()
        self.document().clear()
        self._written = Writer(self.document(), self._inks, room)
        return self._written

    def rewrite(self, number: int, words: str, style: str) -> None:
        """Put other words into a paragraph that has nothing but words of one style."""
        block = self.document().findBlockByNumber(number)
        cursor = QTextCursor(block)
        before = block.length()
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(words.replace("\n", " "), self._inks.of(style))
        longer = block.length() - before
        if self._written is not None and longer:
            for part in (*self._written.anchors, *self._written.pills):
                if part.start >= block.position():
                    part.start += longer
                    part.end += longer

    def set_margins(self, left: float, top: float, right: float, bottom: float) -> None:
        """Leave this much free around the text, in pixels."""
        frame = self.document().rootFrame()
        shape = frame.frameFormat()
        wanted = (left, top, right, bottom)
        now = (shape.leftMargin(), shape.topMargin(), shape.rightMargin(), shape.bottomMargin())
        if now == wanted:
            return
        shape.setLeftMargin(left)
        shape.setTopMargin(top)
        shape.setRightMargin(right)
        shape.setBottomMargin(bottom)
        frame.setFrameFormat(shape)

    def paragraph_rect(self, number: int) -> QRectF:
        """Where a paragraph lies in the viewport."""
        block = self.document().findBlockByNumber(number)
        return self._block_rect(block)

    def anchors(self) -> list[Anchor]:
        """The links of this column in order."""
        return self._written.anchors if self._written else []

    def _block_rect(self, block: QTextBlock) -> QRectF:
        rect = self.document().documentLayout().blockBoundingRect(block)
        return rect.translated(-self.horizontalScrollBar().value(), -self._scrolled())

    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        seen = QRectF(event.rect())
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._written is not None:
            self._paint_marks(painter, self._written, seen)
            self._paint_pills(painter, self._written, seen)
        painter.end()
        super().paintEvent(event)
        for index in {self._focused, self._hovered} - {-1}:
            self._paint_anchor(index)

    def _paint_marks(self, painter: QPainter, written: Writer, seen: QRectF) -> None:
        document = self.document()
        top = self.cursorForPosition(QPoint(0, int(seen.top()))).blockNumber()
        bottom = self.cursorForPosition(QPoint(0, int(seen.bottom()))).blockNumber()
        shape = document.rootFrame().frameFormat()
        left = shape.leftMargin()
        width = self.viewport().width() - left - shape.rightMargin()
        ratio = self.devicePixelRatioF()
        for mark in written.marks:
            if mark.last < top - 1 or mark.first > bottom + 1:
                continue
            first = self._block_rect(document.findBlockByNumber(mark.first))
            last = first
            if mark.last != mark.first:
                last = self._block_rect(document.findBlockByNumber(mark.last))
            free = document.findBlockByNumber(mark.first).blockFormat().rightMargin()
            rect = QRectF(left, first.top(), width - free, last.bottom() - first.top())
            self._marks.mark(painter, mark, rect, ratio)

    def _paint_pills(self, painter: QPainter, written: Writer, seen: QRectF) -> None:
        for pill in written.pills:
            for rect in self._spans(pill):
                if rect.bottom() < seen.top() or rect.top() > seen.bottom():
                    break
                middle = rect.center().y()
                ground = QRectF(rect.left() + 1, middle - _PILL / 2, rect.width() - 2, _PILL)
                self._marks.pill(painter, pill, ground)

    def _spans(self, part: Pill | Anchor) -> Iterator[QRectF]:
        """The rectangles that a stretch of text covers, a line each, in the viewport."""
        block = self.document().findBlock(part.start)
        origin = self._block_rect(block).topLeft() if block.isValid() else QPointF()
        layout = block.layout()
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            start = max(part.start - block.position(), line.textStart())
            end = min(part.end - block.position(), line.textStart() + line.textLength())
            if start >= end:
                continue
            x = _x(line.cursorToX(start))
            span = QRectF(x, line.y(), _x(line.cursorToX(end)) - x, line.height())
            yield span.translated(origin.x(), origin.y())

    def _paint_anchor(self, index: int) -> None:
        anchors = self.anchors()
        if index >= len(anchors):
            return
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        accent = self._marks.icons.theme.colour("accent")
        for rect in self._spans(anchors[index]):
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
                rect.adjusted(-1, -2, 1, 2).contains(place) for rect in self._spans(anchor)
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
            self.reveal(next(self._spans(anchor), QRectF()))
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
        words = self.textCursor().selection().toPlainText()
        data = QMimeData()
        data.setText("\n".join(" ".join(line.split(" ")).strip() for line in tidy(words)))
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


def tidy(words: str) -> Iterator[str]:
    """The lines of copied text, runs of padding blanks made one."""
    for line in words.split("\n"):
        while "\u00a0\u00a0" in line:
            line = line.replace("\u00a0\u00a0", "\u00a0")
        yield line.replace("\u00a0", " ")


def _x(found: object) -> float:
    """PySide gives ``cursorToX`` as a pair of the place and the position it belongs to."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
