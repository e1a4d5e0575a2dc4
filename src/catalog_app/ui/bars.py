"""The bar above the panes and the one below them."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QMenu, QToolButton, QWidget

from catalog_app.domain.kinds import KINDS
from catalog_app.domain.translation import tr
from catalog_app.ui.actions import MENUS, Act, Actions
from catalog_app.ui.look import metrics
from catalog_app.ui.look.buttons import Button, IconButton, TextAction
from catalog_app.ui.look.icons import KIND_ICONS, Icons
from catalog_app.ui.look.text import ElidedLabel
from catalog_app.ui.look.theme import set_role


class SearchField(QLineEdit):
    """One field over everything. Down goes to the list, Esc clears."""

    left_downwards = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left_downwards.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class TopBar(QWidget):
    """Back and forward, the search field, new, edit, and everything else behind three dots."""

    new_asked = Signal(str)
    """The kind of record to begin."""

    def __init__(self, icons: Icons, actions: Actions) -> None:
        super().__init__()
        self.setObjectName("topbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(metrics.TOP_BAR)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 16, 0)
        layout.setSpacing(6)
        for act, icon in (
            (Act.SIDEBAR, "sidebar-simple"),
            (Act.BACK, "arrow-left"),
            (Act.FORWARD, "arrow-right"),
        ):
            layout.addWidget(_ActionButton(icons, actions[act], icon))
        self.search = SearchField()
        self.search.setObjectName("search")
        self.search.setPlaceholderText(tr("Search everything"))
        self.search.setAccessibleName(tr("Search everything"))
        self.search.setToolTip(
            tr("Words, “a phrase”, -without, donor: place: material: date:1983..1990 (Ctrl+F)")
        )
        self.search.setClearButtonEnabled(True)
        self.search.addAction(
            icons.icon("magnifying-glass", "text3"), QLineEdit.ActionPosition.LeadingPosition
        )
        for button in self.search.findChildren(QToolButton):
            button.setAccessibleName(tr("Clear the search"))
        self.search.setMaximumWidth(640)
        layout.addSpacing(8)
        layout.addWidget(self.search, 1)
        layout.addStretch(0)
        self.new = Button(tr("New record"), icon=icons.icon("plus"))
        self.new.setMenu(self._kinds(icons))
        layout.addWidget(self.new)
        layout.addWidget(_ActionButton(icons, actions[Act.EDIT], "pencil-simple"))
        self.more = IconButton(icons, "dots-three", tr("Menu"))
        self.more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self.more)
        for title, acts in MENUS.items():
            actions.fill(menu.addMenu(tr(title)), acts)
        self.more.setMenu(menu)
        layout.addWidget(self.more)

    def _kinds(self, icons: Icons) -> QMenu:
        menu = QMenu(self)
        for kind, label in KINDS.items():
            action = QAction(icons.icon(KIND_ICONS[kind]), tr(label), menu)
            action.triggered.connect(lambda _=False, kind=kind: self.new_asked.emit(kind))
            menu.addAction(action)
        return menu


class _ActionButton(IconButton):
    """A button that is on, off and pressed as its action is."""

    def __init__(self, icons: Icons, action: QAction, icon: str) -> None:
        super().__init__(icons, icon, action.text(), action.shortcut().toString())
        self._action = action
        self.setCheckable(action.isCheckable())
        self.clicked.connect(self._act)
        action.changed.connect(self._follow)

    def _act(self) -> None:
        self._action.trigger()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setChecked(self._action.isChecked())


class StatusBar(QWidget):
    """What was just done, with undo beside it; how much is shown and selected."""

    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("statusbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(metrics.STATUS_BAR)
        self._done = ElidedLabel()
        set_role(self._done, "meta")
        self._undo = TextAction(tr("Undo"), "Ctrl+Z")
        self._undo.clicked.connect(self.undo_asked)
        self._undo.hide()
        self._amount = QLabel()
        set_role(self._amount, "meta")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(18, 0, 18, 0)
        layout.setSpacing(8)
        layout.addWidget(self._done)
        layout.addWidget(self._undo)
        layout.addStretch(1)
        layout.addWidget(self._amount)

    def tell(self, words: str, *, undo: bool = False, problem: bool = False) -> None:
        """Say what was done, or what went wrong."""
        set_role(self._done, "problem" if problem else "meta")
        self._done.setText(words)
        self._undo.setVisible(undo)

    def show_amount(self, words: str) -> None:
        """Say how many records are shown and selected."""
        self._amount.setText(words)
