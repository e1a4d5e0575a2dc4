"""The strip of thumbnails from which a picture is chosen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from catalog_app.domain.translation import tr
from catalog_app.services.pages import Picture
from catalog_app.ui.look import metrics
from catalog_app.ui.record.inks import as_tip
from catalog_app.ui.record.marks import MarkPainter, paint_picture

PICTURE_ROLE = Qt.ItemDataRole.UserRole + 1
_THUMBNAIL, _SMALLEST = QSize(92, 64), 72
_ROW = 190
_SCROLLER = 12


def words_of(picture: Picture, place: int, count: int) -> str:
    """What a picture is called by those who cannot see it."""
    words = picture.words or tr("without a caption")
    return tr("Image {place} of {count}: {words}", place=place + 1, count=count, words=words)


class PictureModel(QAbstractListModel):
    """The pictures of the page."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.pictures: tuple[Picture, ...] = ()

    def show(self, pictures: Sequence[Picture]) -> None:
        """Hold other pictures."""
        self.beginResetModel()
        self.pictures = tuple(pictures)
        self.endResetModel()

    def rowCount(  # noqa: N802 (Qt's name)
        self,
        parent: QModelIndex | QPersistentModelIndex = QModelIndex(),  # noqa: B008
    ) -> int:
        return 0 if parent.isValid() else len(self.pictures)

    def data(
        self,
        index: QModelIndex | QPersistentModelIndex,
        role: int = Qt.ItemDataRole.DisplayRole,
    ) -> object:
        if not index.isValid() or index.row() >= len(self.pictures):
            return None
        picture = self.pictures[index.row()]
        if role == PICTURE_ROLE:
            return picture
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return words_of(picture, index.row(), len(self.pictures))
        if role == Qt.ItemDataRole.ToolTipRole:
            return as_tip(" · ".join(part for part in (picture.words, picture.of_object) if part))
        return None


class _Frames(QStyledItemDelegate):
    """Paints thumbnails with round corners; the chosen one has a ring."""

    def __init__(self, strip: Strip, marks: MarkPainter) -> None:
        super().__init__(strip)
        self._strip, self._marks = strip, marks

    def sizeHint(  # noqa: N802 (Qt's name)
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        size = QSize(self._strip.thumbnail, _THUMBNAIL.height())
        if self._strip.large:
            picture = index.data(PICTURE_ROLE)
            size = QSize(round(_ROW * shape_of(picture)), _ROW)
        return QSize(size.width() + metrics.SPACE_2, size.height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        place = QRectF(rect).adjusted(0, 0, -metrics.SPACE_2, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ratio = self._strip.devicePixelRatioF()
        radius = metrics.RADIUS_IMAGE if self._strip.large else metrics.RADIUS_FIELD
        paint_picture(painter, self._marks, index.data(PICTURE_ROLE), place, ratio, radius)
        chosen = bool(state & QStyle.StateFlag.State_Selected)
        focused = self._strip.hasFocus() and index == self._strip.currentIndex()
        if focused or (chosen and not self._strip.large):
            painter.setPen(QPen(self._marks.icons.theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(place.adjusted(1, 1, -1, -1), radius - 1, radius - 1)
            if focused:
                painter.setPen(QPen(self._marks.icons.theme.colour("win"), 1))
                painter.drawRoundedRect(place.adjusted(2.5, 2.5, -2.5, -2.5), radius, radius)
        painter.restore()


def shape_of(picture: object) -> float:
    """Width by height of a picture, kept within what a page bears."""
    if isinstance(picture, Picture) and picture.width and picture.height:
        return min(max(picture.width / picture.height, 0.6), 2.2)
    return 1.4


class Strip(QListView):
    """Thumbnails side by side; only those in sight are ever asked for."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, marks: MarkPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self.large = False
        self.thumbnail = _THUMBNAIL.width()
        self.pictures = PictureModel(self)
        self.setModel(self.pictures)
        self.setItemDelegate(_Frames(self, marks))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setAccessibleName(tr("Images"))
        self.clicked.connect(self._clicked)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.row()))

    def show_pictures(self, pictures: Sequence[Picture], large: bool) -> None:
        """Show these, small below a large one, or ``large`` in a row of their own."""
        self.large = large
        if tuple(pictures) != self.pictures.pictures:
            self.pictures.show(pictures)
            self.setCurrentIndex(self.pictures.index(0, 0))
        else:
            self.doItemsLayout()

    def needed(self, width: int) -> int:
        """The height it takes in this width, with a scroll bar where one is needed."""
        count = max(self.pictures.rowCount(), 1)
        # Rather a few narrower ones than one that is cut off.
        share = (width + metrics.SPACE_2) // count - metrics.SPACE_2
        self.thumbnail = share if _SMALLEST <= share < _THUMBNAIL.width() else _THUMBNAIL.width()
        option = QStyleOptionViewItem()
        delegate = self.itemDelegate()
        sizes = [
            delegate.sizeHint(option, self.pictures.index(row, 0))
            for row in range(self.pictures.rowCount())
        ]
        if not sizes:
            return 0
        wide = sum(size.width() for size in sizes) - metrics.SPACE_2 > width
        return sizes[0].height() + (_SCROLLER if wide else 0)

    def currentChanged(  # noqa: N802 (Qt's name)
        self,
        current: QModelIndex | QPersistentModelIndex,
        previous: QModelIndex | QPersistentModelIndex,
    ) -> None:
        super().currentChanged(current, previous)
        if current.isValid():
            self.chosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End):
            super().keyPressEvent(event)
        else:
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802 (Qt's name)
        # Turning the wheel over the strip scrolls the page, as everywhere else on it.
        if event.angleDelta().x():
            super().wheelEvent(event)
        else:
            event.ignore()

    def _clicked(self, index: QModelIndex) -> None:
        if self.large:
            self.opened.emit(index.row())
