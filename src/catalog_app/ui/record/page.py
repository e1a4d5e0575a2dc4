"""The page of a record in the window: pictures, text in one column or two, and what is asked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QResizeEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFrame, QStackedLayout, QWidget

from catalog_app.domain.translation import tr
from catalog_app.services.pages import Page, Section, page_text
from catalog_app.ui.look import metrics
from catalog_app.ui.look.empty import EmptyState
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import Theme
from catalog_app.ui.record.heading import write_heading
from catalog_app.ui.record.inks import Inks
from catalog_app.ui.record.marks import MarkPainter, Provider
from catalog_app.ui.record.pictures import Pictures
from catalog_app.ui.record.reader import Reader
from catalog_app.ui.record.sections import SectionWriter
from catalog_app.ui.record.statements import write_facts
from catalog_app.ui.record.writer import Writer

_TOP = 20
_BOTTOM = metrics.SPACE_12
_BETWEEN = metrics.SPACE_12
"""Room between the two columns, the line in its middle."""
_WIDE_PADDING_FROM = 560


class RecordPage(QWidget):
    """Shows a record to be read. It changes nothing itself: whatever is chosen is asked for."""

    record_requested = Signal(int)
    edit_requested = Signal()
    section_requested = Signal(str)
    """Which part of the form is wanted; follows ``edit_requested``."""
    new_requested = Signal(str)
    """A new record of this kind, linked to the one shown."""
    image_requested = Signal(int)
    bring_back_requested = Signal(int)
    query_requested = Signal(str)

    def __init__(
        self, theme: Theme, icons: Icons, pictures: Provider, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._page: Page | None = None
        self._expanded: set[str] = set()
        self._editable = True
        self._two = False
        self._gap = self._caption = -1
        self._columns = 0
        inks = Inks(theme)
        marks = MarkPainter(icons, pictures)
        self._empty = EmptyState(tr("Choose a record to read it here."))
        self._main = Reader(marks, inks)
        self._side = Reader(marks, inks, self._main.viewport())
        self._divider = QFrame(self._main.viewport())
        self._pictures = Pictures(marks, self._main.viewport())
        self._prepare()

    def _prepare(self) -> None:
        self._divider.setFrameShape(QFrame.Shape.VLine)
        self._side.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._side.setAccessibleName(tr("Beside the record"))
        layout = QStackedLayout(self)
        layout.addWidget(self._empty)
        layout.addWidget(self._main)
        QWidget.setTabOrder(self._pictures.hero, self._pictures.strip)
        QWidget.setTabOrder(self._pictures.strip, self._main)
        QWidget.setTabOrder(self._main, self._side)
        for reader in (self._main, self._side):
            reader.followed.connect(self._follow)
            reader.copy_all_asked.connect(self.copy_all)
        self._side.revealed.connect(self._reveal_side)
        self._pictures.opened.connect(self.image_requested)
        self._pictures.chosen.connect(self._write_caption)
        self._main.verticalScrollBar().valueChanged.connect(self._place)
        self._main.verticalScrollBar().rangeChanged.connect(self._keep_side_in_reach)
        self._main.document().documentLayout().documentSizeChanged.connect(self._place)
        self._main.viewport().installEventFilter(self)
        self._theme.changed.connect(self._rewrite)
        self.setFocusProxy(self._main)
        self.show_page(None)

    # What the window calls

    def show_page(self, page: Page | None) -> None:
        """Show another record, or say that none is chosen.

        The same record shown again keeps its place on the screen.
        """
        again = page is not None and self._page is not None and page.id == self._page.id
        place = self._main.verticalScrollBar().value() if again else 0
        if not again:
            self._expanded.clear()
        self._page = page
        layout = self.layout()
        assert isinstance(layout, QStackedLayout)
        layout.setCurrentWidget(self._main if page else self._empty)
        self._write()
        self._main.verticalScrollBar().setValue(place)

    @property
    def page(self) -> Page | None:
        """What is shown."""
        return self._page

    @property
    def current_image(self) -> int:
        """The place of the picture that is chosen, for whoever opens the viewer by key."""
        return self._pictures.current

    def set_editable(self, editable: bool) -> None:
        """Offer what changes the record, or leave it out: in a catalogue opened for reading."""
        if editable != self._editable:
            self._editable = editable
            self._rewrite()

    def refresh_pictures(self) -> None:
        """Paint the pictures again; to be called when one has arrived."""
        self._pictures.refresh()
        self._main.viewport().update()
        self._side.viewport().update()

    def copy_all(self) -> None:
        """Put the whole page on the clipboard as plain text."""
        if self._page is not None:
            QApplication.clipboard().setText(page_text(self._page))

    def links(self) -> list[str]:
        """Where the links of the page lead, in the order in which Tab reaches them."""
        readers = (self._main, self._side) if self._two else (self._main,)
        return [anchor.href for reader in readers for anchor in reader.anchors()]

    # Writing

    def _rewrite(self) -> None:
        place = self._main.verticalScrollBar().value()
        self._write()
        self._main.verticalScrollBar().setValue(place)

    def _write(self) -> None:
        page = self._page
        if page is None:
            self._main.write(0)
            self._side.write(0)
            self._pictures.hide()
            return
        self._main.setUpdatesEnabled(False)
        self._two = self._is_wide()
        self._pictures.show_pictures(page.pictures, self._two)
        self._main.setAccessibleName(page.title)
        left, width = self._measure()
        out = self._main.write(width)
        self._main.set_margins(left, _TOP, self._viewport_width() - left - width, _BOTTOM)
        out.begin()
        self._gap = self._caption = -1
        if not self._two:
            self._write_gap(out, page)
        write_heading(out, page)
        if self._two:
            self._write_gap(out, page)
        self._write_columns(out, page)
        out.end()
        # Qt scrolls to the cursor when a text is shown for the first time.
        self._main.moveCursor(QTextCursor.MoveOperation.Start)
        self._main.setUpdatesEnabled(True)
        self._write_caption(self._pictures.current)
        self._place()

    def _write_gap(self, out: Writer, page: Page) -> None:
        """Paragraphs without words where the pictures lie, then the line for their caption."""
        if not page.pictures:
            return
        height = self._pictures.needed(out.room)
        self._gap = out.line(top=metrics.SPACE_4 if self._two else 0, height=height)
        captioned = any(p.caption or p.credit or p.rights for p in page.pictures)
        if captioned:
            self._caption = out.line(top=6, height=metrics.LINE_LABEL)
        out.space = metrics.SPACE_4

    def _write_columns(self, out: Writer, page: Page) -> None:
        aside = [section for section in page.sections if section.aside] if self._two else []
        self._two = self._two and bool(aside)
        if aside:
            out.right = metrics.DETAIL_SIDE + _BETWEEN
        main = SectionWriter(out, self._expanded, self._editable)
        self._columns = out.number + 1
        out.space = metrics.SPACE_4 if aside else metrics.SPACE_2
        if page.facts:
            write_facts(out, page.facts)
        else:
            out.space = metrics.SPACE_4 if aside else 0
        for place, section in enumerate(s for s in page.sections if s not in aside):
            main.write(section, line=bool(place or page.facts or not aside))
        if out.number < self._columns:
            out.line()
        self._write_side(aside)

    def _write_side(self, aside: Sequence[Section]) -> None:
        self._side.setVisible(bool(aside))
        self._divider.setVisible(bool(aside))
        side = self._side.write(metrics.DETAIL_SIDE)
        if not aside:
            return
        side.begin()
        writer = SectionWriter(side, self._expanded, self._editable)
        for place, section in enumerate(aside):
            writer.write(section, line=bool(place))
        side.end()
        document = self._side.document()
        document.setTextWidth(metrics.DETAIL_SIDE)
        self._side.resize(metrics.DETAIL_SIDE, int(document.size().height()) + 2)

    def _write_caption(self, place: int) -> None:
        """The caption of the chosen picture stands below it as text that can be copied."""
        if self._caption < 0 or self._page is None or place >= len(self._page.pictures):
            return
        picture = self._page.pictures[place]
        parts = (picture.caption, picture.of_object, picture.credit, picture.rights)
        self._main.rewrite(self._caption, " · ".join(part for part in parts if part), "faint")

    # Measures

    def _viewport_width(self) -> int:
        return self._main.viewport().width()

    def _is_wide(self) -> bool:
        return self._viewport_width() >= metrics.DETAIL_TWO_COLUMNS_FROM

    def _measure(self) -> tuple[int, int]:
        """Where the text begins and how wide it is, both columns together."""
        width = self._viewport_width()
        wide = width >= _WIDE_PADDING_FROM
        left = metrics.PADDING_DETAIL_WIDE if wide else metrics.PADDING_DETAIL
        most = metrics.DETAIL_TEXT
        if self._is_wide():
            most += _BETWEEN + metrics.DETAIL_SIDE
        return left, max(120, min(width - 2 * left, most))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() == QEvent.Type.Resize and isinstance(event, QResizeEvent):
            if event.size().width() != event.oldSize().width():
                self._rewrite()
            else:
                self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        """Lay the pictures and the side column where the text leaves room for them."""
        if self._page is None:
            return
        left, width = self._measure()
        if self._gap >= 0:
            rect = self._main.paragraph_rect(self._gap)
            height = self._pictures.needed(width)
            self._pictures.setGeometry(QRect(left, round(rect.top()), width, height))
        if self._two:
            top = round(self._main.paragraph_rect(self._columns).top())
            x = left + width - metrics.DETAIL_SIDE
            self._side.move(x, top)
            height = max(self._side.height(), self._main.viewport().height() - top)
            self._divider.setGeometry(x - _BETWEEN // 2, top, 1, height - metrics.SPACE_4)

    def _keep_side_in_reach(self) -> None:
        """Let the page scroll to the end of the side column where that is the longer one."""
        if not self._two or self._page is None:
            return
        bar = self._main.verticalScrollBar()
        top = self._main.paragraph_rect(self._columns).top() + bar.value()
        needed = round(top) + self._side.height() + _BOTTOM - self._main.viewport().height()
        if bar.maximum() < needed:
            bar.setMaximum(needed)

    def _reveal_side(self, rect: QRectF) -> None:
        origin = self._side.mapTo(self._main.viewport(), QPoint(0, 0))
        self._main.reveal(rect.translated(origin))

    # Asking

    def _follow(self, href: str) -> None:
        verb, _, rest = href.partition(":")
        if verb == "record":
            self.record_requested.emit(int(rest))
        elif verb == "query":
            self.query_requested.emit(rest)
        elif verb == "step":
            self.bring_back_requested.emit(int(rest))
        elif verb == "edit":
            self.edit_requested.emit()
            self.section_requested.emit(rest)
        elif verb == "add":
            self.new_requested.emit(rest)
        elif verb == "more":
            self._expanded.add(rest)
            self._rewrite()
