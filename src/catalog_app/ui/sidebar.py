"""The sidebar: all records, the kinds, and the trash, each with its count."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from catalog_app.domain.kinds import KINDS, PLURALS
from catalog_app.domain.translation import tr
from catalog_app.services.workspace import Workspace
from catalog_app.ui.browse.pane import Question
from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.look.icons import KIND_ICONS, Icons
from catalog_app.ui.look.text import ElidedLabel
from catalog_app.ui.look.theme import Theme, set_role

_ROW = 30
_PLACE_ROLE = Qt.ItemDataRole.UserRole
_COUNT_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the sidebar: its words, its icon, and what it asks the list."""

    words: str
    icon: str
    question: Question


class _PlaceDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, icons: Icons, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.icons = icons

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(40, _ROW)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        place = index.data(_PLACE_ROLE)
        if not isinstance(place, Place):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = option.rect.adjusted(10, 0, -10, 0)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("tint2" if selected else "chip"))
            painter.drawRoundedRect(rect, metrics.RADIUS_FIELD, metrics.RADIUS_FIELD)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self.theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), 6, 6)
        token = "accent" if selected else "text2"
        rail = rect.width() < 80
        spot = QRect(0, 0, metrics.ICON_TEXT, metrics.ICON_TEXT)
        spot.moveCenter(rect.center())
        if not rail:
            spot.moveLeft(rect.left() + 10)
        self.icons.icon(place.icon, token).paint(painter, spot)
        if not rail:
            self._words(painter, place, index.data(_COUNT_ROLE), rect, selected)
        painter.restore()

    def _words(
        self, painter: QPainter, place: Place, count: object, rect: QRect, selected: bool
    ) -> None:
        number = f"{count:,}" if isinstance(count, int) else ""
        font = fonts.sans(12, 500 if selected else 400)
        width = QFontMetrics(font).horizontalAdvance(number)
        painter.setFont(font)
        painter.setPen(self.theme.colour("accent" if selected else "text2"))
        right = rect.adjusted(0, 0, -10, 0)
        flags = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(right, int(flags | Qt.AlignmentFlag.AlignRight), number)
        font = fonts.sans(13, 600 if selected else 400)
        painter.setFont(font)
        painter.setPen(self.theme.colour("accent" if selected else "text"))
        room = rect.adjusted(36, 0, -width - 16, 0)
        words = QFontMetrics(font).elidedText(
            place.words, Qt.TextElideMode.ElideRight, room.width()
        )
        painter.drawText(room, int(flags | Qt.AlignmentFlag.AlignLeft), words)


class Sidebar(QWidget):
    """Where to look. ``asked`` says what the list is to show."""

    asked = Signal(object, str)
    """A `Question` and the words for the head of the list."""

    def __init__(self, theme: Theme, icons: Icons) -> None:
        super().__init__()
        self.setObjectName("sidebar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._name = ElidedLabel()
        set_role(self._name, "section")
        self._emblem = QLabel()
        self._emblem.setFixedSize(26, 26)
        self._emblem.setPixmap(icons.pixmap("gift", 22, "accent", self.devicePixelRatioF()))
        theme.changed.connect(
            lambda: self._emblem.setPixmap(
                icons.pixmap("gift", 22, "accent", self.devicePixelRatioF())
            )
        )
        head = QHBoxLayout()
        head.setContentsMargins(18, 0, 12, 0)
        head.addWidget(self._emblem)
        head.addWidget(self._name, 1)
        bar = QWidget()
        bar.setFixedHeight(metrics.TOP_BAR)
        bar.setLayout(head)
        places = [Place(tr("All records"), "tray", Question())]
        places += [
            Place(tr(PLURALS[kind]), KIND_ICONS[kind], Question(kind=kind)) for kind in KINDS
        ]
        self._list = self._places(theme, icons, places, tr("Kinds of record"))
        trash = [Place(tr("Trash"), "trash", Question(trash=True))]
        self._trash = self._places(theme, icons, trash, tr("Trash"))
        self._trash.setFixedHeight(_ROW + 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 8)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._list, 1)
        layout.addWidget(self._trash)

    def _places(self, theme: Theme, icons: Icons, places: list[Place], name: str) -> QListWidget:
        view = QListWidget()
        view.setAccessibleName(name)
        view.setObjectName("places")
        view.setFrameShape(QListWidget.Shape.NoFrame)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setItemDelegate(_PlaceDelegate(theme, icons, view))
        view.setMouseTracking(True)
        for place in places:
            item = QListWidgetItem(place.words)
            item.setData(_PLACE_ROLE, place)
            item.setToolTip(place.words)
            view.addItem(item)
        view.currentItemChanged.connect(lambda now, _: self._choose(view, now))
        view.itemClicked.connect(lambda now: self._choose(view, now))
        theme.changed.connect(view.viewport().update)
        return view

    def _choose(self, view: QListWidget, item: QListWidgetItem | None) -> None:
        if item is None:
            return
        other = self._trash if view is self._list else self._list
        other.blockSignals(True)
        other.setCurrentRow(-1)
        other.clearSelection()
        other.blockSignals(False)
        place = item.data(_PLACE_ROLE)
        self.asked.emit(place.question, place.words)

    def show_name(self, name: str) -> None:
        """Name the open catalogue."""
        self._name.setText(name)

    def show_counts(self, counts: Mapping[str, int], trashed: int) -> None:
        """How many live records there are of each kind, and how many are in the trash."""
        for view in (self._list, self._trash):
            for row in range(view.count()):
                item = view.item(row)
                question = item.data(_PLACE_ROLE).question
                if question.trash:
                    count = trashed
                else:
                    count = counts.get(question.kind, 0) if question.kind else sum(counts.values())
                item.setData(_COUNT_ROLE, count)
                words = item.data(_PLACE_ROLE).words
                item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}, {count:,}")

    def show_counts_of(self, workspace: Workspace) -> None:
        """Count what a catalogue holds, and show it."""
        self.show_counts(workspace.store.counts(), workspace.store.waiting()[0])

    def choose_kind(self, kind: str) -> None:
        """Show a kind, or everything for an empty one."""
        row = list(KINDS).index(kind) + 1 if kind else 0
        if self._list.currentRow() == row:
            self._choose(self._list, self._list.item(row))
        self._list.setCurrentRow(row)

    def focus_places(self) -> None:
        """Put the keyboard on the kinds."""
        self._list.setFocus(Qt.FocusReason.TabFocusReason)

    def set_rail(self, rail: bool) -> None:
        """Fold to icons only, or show the words."""
        self.setFixedWidth(metrics.SIDEBAR_RAIL if rail else metrics.SIDEBAR)
        self._name.setVisible(not rail)
