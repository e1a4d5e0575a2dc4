"""The frame of the form: head, sections, page and foot, and how one moves about in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

from catalog_app.domain.translation import tr
from catalog_app.services.workspace import Workspace
from catalog_app.ui.edit.attachments import AttachmentsEditor
from catalog_app.ui.edit.bars import FormFooter, FormHeader
from catalog_app.ui.edit.desk import Desk
from catalog_app.ui.edit.nav import SectionNav
from catalog_app.ui.edit.page import FormPage
from catalog_app.ui.look import metrics
from catalog_app.ui.look.banner import Banner
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import Theme

_NAV_WIDTH = 166
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FormShell(QWidget):
    """Shows one page of fields; knows nothing of records and drafts."""

    closed = Signal()
    """The user wants the form out of the way."""
    save_and_next_requested = Signal()
    width_toggled = Signal()
    """The user wants the wide form narrow."""

    def __init__(
        self, workspace: Workspace, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.desk = Desk(workspace, theme, icons, self)
        self.page: FormPage | None = None
        self._pages: dict[str, FormPage] = {}
        self._wide = False
        self.setAccessibleName(tr("Edit form"))
        self.header = FormHeader(self.desk)
        self.header.closed.connect(self.closed)
        self.header.toggled.connect(self.width_toggled)
        self.banner = Banner(icons, closable=True)
        self.nav = SectionNav(theme)
        self.nav.chosen.connect(lambda place: self.go_to_section(place + 1, focus=False))
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.area.setAccessibleName(tr("Fields"))
        self.area.viewport().setAutoFillBackground(False)
        self.area.viewport().setAccessibleName(tr("Fields"))
        self.area.verticalScrollBar().setAccessibleName(tr("Scroll the fields"))
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.footer = FormFooter(self.desk)
        self.footer.next.clicked.connect(self.save_and_next_requested)
        self._frame = QGridLayout()
        self._frame.setSpacing(0)
        self._frame.setContentsMargins(0, 0, 0, 0)
        self._frame.setColumnStretch(1, 1)
        self._frame.setRowStretch(1, 1)
        self._frame.addWidget(self.area, 1, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        around = QVBoxLayout()
        around.setContentsMargins(metrics.SPACE_3, 0, metrics.SPACE_3, 0)
        around.addWidget(self.banner)
        column.addWidget(self.header)
        column.addLayout(around)
        column.addLayout(self._frame, 1)
        column.addWidget(self.footer)
        self.installEventFilter(self)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_changed)
        theme.changed.connect(self.update)
        self.set_wide(False)

    def open_page(self, kind: str) -> FormPage:
        """Show the page of a kind, made when it is first wanted."""
        self.prepare(kind)
        page = self._pages[kind]
        self.desk.put_away.emit()
        if page is not self.page:
            old = self.area.takeWidget()
            if old is not None:
                old.hide()
            self.page = page
            self.area.setWidget(page)
            page.setAutoFillBackground(False)
            page.show()
            self.nav.show_sections(page.labels())
        page.set_wide(self._wide)
        return page

    def prepare(self, kind: str) -> None:
        """Make the page of a kind before it is wanted, when there is time."""
        if kind not in self._pages:
            page = self._pages[kind] = FormPage(self.desk, kind)
            page.setAccessibleName(tr("Fields"))
            page.changed.connect(self._page_changed)

    def set_wide(self, wide: bool) -> None:
        """The wide form: sections at the left, fields in two columns."""
        self._wide = wide
        self._frame.removeWidget(self.nav)
        self.nav.set_tall(wide)
        if wide:
            self._frame.addWidget(self.nav, 0, 0, 2, 1)
        else:
            self._frame.addWidget(self.nav, 0, 0, 1, 2)
        self._frame.setColumnMinimumWidth(0, _NAV_WIDTH if wide else 0)
        self.footer.next.setVisible(wide)
        self.header.set_wide(wide)
        if self.page is not None:
            self.page.set_wide(wide)

    def is_wide(self) -> bool:
        """Whether it is the wide form."""
        return self._wide

    def go_to_section(self, number: int, focus: bool = True) -> None:
        """Go to the first, second… section, as Ctrl+1 and so on do."""
        if self.page is None or not 1 <= number <= len(self.page.panes):
            return
        if focus:
            self.page.focus_section(number - 1)
        # After the focus, which scrolls by itself as little as it can.
        QTimer.singleShot(0, self, lambda: self._scroll_to(number - 1))
        self._scroll_to(number - 1)

    def go_to_field(self, key: str) -> None:
        """Go to a field of the record."""
        if self.page is not None:
            self.page.focus_field(key)

    def add_row(self) -> None:
        """Add a row to the list that has the focus, or to the first of the section shown."""
        editor = self.page.first_rows(self._current()) if self.page else None
        if editor is not None:
            editor.add()

    def images(self) -> AttachmentsEditor | None:
        """The editor of the attachments, whose slot takes the strip of pictures."""
        return self.page.images() if self.page else None

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        modifier = Qt.KeyboardModifier
        held = event.modifiers() & ~modifier.KeypadModifier
        digit = event.key() - Qt.Key.Key_0
        if held == modifier.ControlModifier and 1 <= digit <= 6:
            self.go_to_section(digit)
        elif event.key() in _ENTER and held == modifier.ControlModifier | modifier.ShiftModifier:
            self.add_row()
        else:
            super().keyPressEvent(event)
            return
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 (Qt's name)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Hide, QEvent.Type.Move):
            self.desk.scrolled.emit()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        colour = self.desk.theme.colour
        painter.fillRect(self.rect(), colour("edit"))
        painter.setPen(colour("line"))
        foot = self.footer.geometry().top()
        painter.drawLine(0, foot, self.width(), foot)
        head = self.header.geometry() if self._wide else self.nav.geometry()
        painter.drawLine(0, head.bottom(), self.width(), head.bottom())

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """Bring what has the focus into sight: Qt does so for Tab only."""
        if new is not None and self.page is not None and self.page.isAncestorOf(new):
            QTimer.singleShot(0, self, self._bring_into_sight)

    def _bring_into_sight(self) -> None:
        # Only what still has the focus: a row may have gone meanwhile.
        focused = QApplication.focusWidget()
        if focused is not None and self.page is not None and self.page.isAncestorOf(focused):
            self.area.ensureWidgetVisible(focused, 0, 48)

    def _page_changed(self) -> None:
        """Something was typed."""

    def _scrolled(self) -> None:
        self.desk.scrolled.emit()
        self.nav.mark(self._current())

    def _scroll_to(self, place: int) -> None:
        if self.page is not None and place < len(self.page.panes):
            top = self.page.tops()[place]
            self.area.verticalScrollBar().setValue(max(top - metrics.SPACE_4, 0))
            self.nav.mark(place)

    def _current(self) -> int:
        """The section at the top of what is on the screen; at the very end it is the last."""
        if self.page is None:
            return 0
        bar = self.area.verticalScrollBar()
        tops = self.page.tops()
        if bar.value() and bar.value() >= bar.maximum():
            return len(tops) - 1
        return sum(1 for top in tops if top <= bar.value() + 60) - 1 if tops else 0
