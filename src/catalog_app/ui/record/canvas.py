"""A column of text with marks beside it and pills behind its words, quick to fill and to paint."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPalette, QTextBlock, QTextCursor, QTextOption
from PySide6.QtWidgets import QFrame, QScrollBar, QTextEdit, QWidget

from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.record.inks import Inks
from catalog_app.ui.record.marks import MarkPainter, Pill
from catalog_app.ui.record.writer import Anchor, Writer

_PILL = metrics.CHIP - 2


class QuietBar(QScrollBar):
    """A scroll bar that keeps its place but shows nothing where there is nothing to scroll.

    Were it to come and go, the width of the text would change and every page be laid out twice.
    """

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        if self.maximum() > self.minimum():
            super().paintEvent(event)


class Canvas(QTextEdit):
    """A column of text that a `Writer` fills; marks and pills are painted behind the words."""

    def __init__(self, marks: MarkPainter, inks: Inks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks, self._inks = marks, inks
        self._written: Writer | None = None
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBar(QuietBar(Qt.Orientation.Vertical))
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
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
            parts: list[Anchor | Pill] = [*self._written.anchors, *self._written.pills]
            for part in parts:
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
        painter.fillRect(seen, self._marks.icons.theme.colour("win"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pills: list[tuple[Pill, QRectF]] = []
        if self._written is not None:
            pills = self._paint_behind(painter, self._written, seen)
        painter.end()
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for pill, ground in pills:
            self._marks.pill_head(painter, pill, ground)
        painter.end()

    def _paint_behind(
        self, painter: QPainter, written: Writer, seen: QRectF
    ) -> list[tuple[Pill, QRectF]]:
        """Paint what stands beside and behind the paragraphs in sight; the pills among it.

        Those further down may not be laid out yet, and must not be for the sake of a mark.
        """
        above = self.cursorForPosition(QPoint(0, int(seen.top()))).blockNumber() - 1
        below = self.cursorForPosition(QPoint(0, int(seen.bottom()))).blockNumber() + 1
        shape = self.document().rootFrame().frameFormat()
        left = shape.leftMargin()
        width = self.viewport().width() - left - shape.rightMargin()
        ratio = self.devicePixelRatioF()
        for mark in written.marks:
            if mark.last < above or mark.first > below:
                continue
            block = self.document().findBlockByNumber(mark.first)
            first = last = self._block_rect(block)
            if mark.last != mark.first:
                last = self.paragraph_rect(min(mark.last, below))
            free = block.blockFormat().rightMargin()
            # A rail ends at the dot beside the first line of its last paragraph.
            bottom = last.top() + 2 * mark.shift if mark.kind == "rail" else last.bottom()
            rect = QRectF(left, first.top(), width - free, bottom - first.top())
            self._marks.mark(painter, mark, rect, ratio)
        pills: list[tuple[Pill, QRectF]] = []
        for pill in written.pills:
            if not above <= pill.number <= below:
                continue
            for rect in self.spans(pill):
                middle = rect.center().y()
                ground = QRectF(rect.left() + 1, middle - _PILL / 2, rect.width() - 2, _PILL)
                self._marks.pill(painter, pill, ground)
                pills.append((pill, ground))
        return pills

    def spans(self, part: Pill | Anchor) -> Iterator[QRectF]:
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


def _x(found: object) -> float:
    """PySide gives ``cursorToX`` as a pair of the place and the position it belongs to."""
    return float(found[0] if isinstance(found, tuple) else found)  # type: ignore[arg-type]
