"""The list pane: what was asked for, how many there are, and the records themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QItemSelection, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QMenu,
    QTableView,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from catalog_app.domain.entries import property_token
from catalog_app.domain.query import Node, QueryError, Token
from catalog_app.domain.records import Changes
from catalog_app.domain.translation import tr
from catalog_app.services.finding import tree_of
from catalog_app.ui.browse.model import ID_ROLE, RecordModel
from catalog_app.ui.browse.rows import Pictures, RowDelegate
from catalog_app.ui.look import metrics
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import Theme, set_role
from catalog_app.ui.session import Session

FIRST_PAGE = 200
"""Records asked for before all others, so that the list is there at once."""

ORDERS = {
    "date": "Newest first",
    "oldest": "Oldest first",
    "number": "By number",
    "title": "By title",
    "added": "Added last",
    "changed": "Changed last",
}


@dataclass(frozen=True, slots=True)
class Question:
    """What the list shows: a query, one kind or all, or the trash."""

    query: str = ""
    kind: str = ""
    trash: bool = False

    def tree(self) -> Node:
        """The tree to search with. Raises `QueryError`."""
        return Token(property_token("trashed")) if self.trash else tree_of(self.query, self.kind)


class RecordView(QTableView):
    """The rows. Enter opens; typing letters is left to the search field."""

    opened = Signal()
    resized = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.setColumnWidth(0, self.viewport().width())


class ListPane(QWidget):
    """Shows the answer to a `Question`, first page first."""

    chosen = Signal(int)
    """The record under the cursor, 0 if none."""

    opened = Signal(int)
    selection_changed = Signal()
    counted = Signal(int)
    mistaken = Signal(str)
    """What is wrong with the query, in words; empty when it is understood."""

    menu_asked = Signal(QPoint)

    def __init__(self, theme: Theme, icons: Icons, pictures: Pictures) -> None:
        super().__init__()
        self.setObjectName("list")
        self._session: Session | None = None
        self._question = Question()
        self._order = "date"
        self._wanted = 0
        self._title = QLabel()
        set_role(self._title, "pane")
        self._count = QLabel()
        set_role(self._count, "count")
        self._orders = QToolButton()
        self._orders.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._orders.setMenu(self._order_menu())
        self._orders.setAccessibleName(tr("Order of the list"))
        self._empty = QLabel()
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setWordWrap(True)
        set_role(self._empty, "meta")
        self.view = RecordView()
        self.delegate = RowDelegate(theme, icons, pictures, self.view)
        self._set_up_view()
        header = QHBoxLayout()
        header.setContentsMargins(metrics.PADDING_LIST, 0, metrics.PADDING_LIST - 8, 0)
        for widget in (self._title, self._count):
            header.addWidget(widget)
        header.addStretch(1)
        header.addWidget(self._orders)
        bar = QWidget()
        bar.setFixedHeight(metrics.PANE_HEADER)
        bar.setLayout(header)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._empty, 1)
        layout.addWidget(self.view, 1)
        self._empty.hide()
        theme.changed.connect(self.view.viewport().update)
        self._name_order()

    def _set_up_view(self) -> None:
        view = self.view
        view.setItemDelegate(self.delegate)
        view.setObjectName("records")
        view.setAccessibleName(tr("Records"))
        view.setFrameShape(QTableView.Shape.NoFrame)
        view.setShowGrid(False)
        view.horizontalHeader().hide()
        view.verticalHeader().hide()
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setMinimumSectionSize(metrics.ROW_COMPACT)
        view.verticalHeader().setDefaultSectionSize(metrics.ROW)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setTabKeyNavigation(False)
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        view.customContextMenuRequested.connect(
            lambda at: self.menu_asked.emit(view.viewport().mapToGlobal(at))
        )
        view.opened.connect(lambda: self.opened.emit(self.current()))
        view.doubleClicked.connect(lambda _: self.opened.emit(self.current()))

    def _order_menu(self) -> QMenu:
        menu = QMenu(self)
        group = QActionGroup(menu)
        for order, words in ORDERS.items():
            action = QAction(tr(words), menu)
            action.setCheckable(True)
            action.setChecked(order == self._order)
            action.triggered.connect(lambda _=False, order=order: self.set_order(order))
            group.addAction(action)
            menu.addAction(action)
        return menu

    def _name_order(self) -> None:
        self._orders.setText(tr(ORDERS[self._order]))

    def set_session(self, session: Session | None) -> None:
        """Show the records of this catalogue from now on."""
        self._session = session
        model = RecordModel(session.workspace.store.cards if session else lambda _: {})
        self.view.setModel(model)
        self.model = model
        self.view.setColumnWidth(0, self.view.viewport().width())
        selection = self.view.selectionModel()
        selection.currentRowChanged.connect(self._moved)
        selection.selectionChanged.connect(self._selected)
        if session is not None:
            session.hub.changed.connect(self._take)

    def ask(self, question: Question, choose: int = 0) -> None:
        """Show the answer to a question; ``choose`` is the record to put the cursor on."""
        try:
            question.tree()
        except QueryError as error:
            self.mistaken.emit(str(error))
            return
        self.mistaken.emit("")
        self._question = question
        self._wanted = choose or self.current()
        self._run()

    def set_order(self, order: str) -> None:
        """Show the records in another order."""
        self._order = order
        self._name_order()
        self._wanted = self.current()
        self._run()

    def set_compact(self, compact: bool) -> None:
        """Low rows for registrars, or tall ones with pictures."""
        self.delegate.compact = compact
        height = metrics.ROW_COMPACT if compact else metrics.ROW
        self.view.verticalHeader().setDefaultSectionSize(height)

    def set_title(self, title: str) -> None:
        """Name what is shown, in the head of the pane."""
        self._title.setText(title)

    def _run(self) -> None:
        session = self._session
        if session is None:
            return
        session.search.interrupt()
        tree, order, search = self._question.tree(), self._order, session.search
        session.jobs.run("list", lambda: search.ids(tree, order, FIRST_PAGE), self._first_page)

    def _first_page(self, numbers: Sequence[int]) -> None:
        self.model.show(numbers)
        self._choose_wanted()
        session = self._session
        if session is None:
            return
        if len(numbers) < FIRST_PAGE:
            self._count_all(len(numbers))
            return
        tree, order, search = self._question.tree(), self._order, session.search
        session.jobs.run("list", lambda: search.ids(tree, order), self._all_pages)

    def _all_pages(self, numbers: Sequence[int]) -> None:
        current = self.current()
        self.model.extend(numbers)
        if not self.current() and (current or self._wanted):
            self._wanted = self._wanted or current
            self._choose_wanted()
        self._count_all(len(numbers))

    def _count_all(self, count: int) -> None:
        self._count.setText(f"{count:,}")
        self._empty.setVisible(count == 0)
        self.view.setVisible(count > 0)
        if count == 0:
            asked = bool(self._question.query)
            self._empty.setText(
                tr("Nothing matches. Try fewer words.") if asked else tr("Nothing here yet.")
            )
            self.chosen.emit(0)
        self.counted.emit(count)

    def _choose_wanted(self) -> None:
        row = self.model.row_of(self._wanted) if self._wanted else -1
        if row < 0 and self.model.rowCount():
            row = 0
        if row >= 0:
            self._put_cursor(row)
            self._wanted = 0

    def _put_cursor(self, row: int) -> None:
        """Put the cursor on a row; one out of sight comes to the middle."""
        index = self.model.index(row, 0)
        shown = self.view.viewport().rect().contains(self.view.visualRect(index))
        self.view.setCurrentIndex(index)
        if not shown:
            self.view.scrollTo(index, QAbstractItemView.ScrollHint.PositionAtCenter)

    def choose(self, number: int) -> bool:
        """Put the cursor on a record, if the list holds it."""
        row = self.model.row_of(number)
        if row >= 0:
            self._put_cursor(row)
        return row >= 0

    def step(self, rows: int) -> int:
        """Move the cursor down or up; returns the record reached, 0 at the end."""
        row = self.view.currentIndex().row() + rows
        if not 0 <= row < self.model.rowCount():
            return 0
        self.view.setCurrentIndex(self.model.index(row, 0))
        return self.model.number_at(row)

    def current(self) -> int:
        """The record under the cursor, 0 if none."""
        index = self.view.currentIndex()
        return int(index.data(ID_ROLE) or 0) if index.isValid() else 0

    def selected(self) -> list[int]:
        """The selected records, in order."""
        rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
        return [self.model.number_at(row) for row in rows]

    def _moved(self, current: QModelIndex, _: QModelIndex) -> None:
        self.chosen.emit(int(current.data(ID_ROLE) or 0) if current.isValid() else 0)

    def _selected(self, _: QItemSelection, __: QItemSelection) -> None:
        self.selection_changed.emit()

    def _take(self, changes: Changes) -> None:
        self.model.forget(changes.records)
        self._wanted = self.current()
        self._run()
