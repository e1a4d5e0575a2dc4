"""How a row of the list is painted: thumbnail, title, who, date and number."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from catalog_app.domain.records import Card
from catalog_app.domain.translation import tr
from catalog_app.ui.browse.model import CARD_ROLE, date_words
from catalog_app.ui.look import fonts
from catalog_app.ui.look.icons import KIND_ICONS, Icons
from catalog_app.ui.look.theme import Theme

TALL, COMPACT = 58, 36
"""Heights of a row in pixels at 100 %."""

_SIDE = 20
_PICTURE = 44
_GAP = 12
Pictures = Callable[[str, int], QPixmap | None]
"""A thumbnail by hash and size in pixels, or None while it is being made."""


class RowDelegate(QStyledItemDelegate):
    """Paints records; wide rows stand in true columns."""

    def __init__(self, theme: Theme, icons: Icons, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme = theme
        self.icons = icons
        self.pictures = pictures
        self.compact = False
        self._title, self._meta = fonts.sans(13, 500), fonts.sans(12)

    def sizeHint(  # noqa: N802
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        return QSize(200, COMPACT if self.compact else TALL)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        card = index.data(CARD_ROLE)
        if not isinstance(card, Card):
            return
        rect: QRect = option.rect
        state: QStyle.StateFlag = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        self._ground(painter, rect, selected, state)
        inner = rect.adjusted(_SIDE, 0, -_SIDE, 0)
        picture = 24 if self.compact else _PICTURE
        self._picture(
            painter,
            card,
            QRect(inner.left(), inner.center().y() - picture // 2 + 1, picture, picture),
        )
        inner.setLeft(inner.left() + picture + _GAP)
        if self.compact:
            self._one_line(painter, card, inner)
        else:
            self._two_lines(painter, card, inner)
        painter.restore()

    def _ground(
        self, painter: QPainter, rect: QRect, selected: bool, state: QStyle.StateFlag
    ) -> None:
        active = bool(state & QStyle.StateFlag.State_Active)
        if selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self.theme.colour("tint" if active else "chip"))
            painter.drawRoundedRect(rect.adjusted(8, 1, -8, -1), 8, 8)
        else:
            painter.setPen(self.theme.colour("line"))
            left = rect.left() + _SIDE + (24 if self.compact else _PICTURE) + _GAP
            painter.drawLine(left, rect.bottom(), rect.right() - _SIDE, rect.bottom())
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(self.theme.colour("accent"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(rect.adjusted(8, 1, -9, -2), 8, 8)

    def _picture(self, painter: QPainter, card: Card, place: QRect) -> None:
        path = QPainterPath()
        path.addRoundedRect(place, 6, 6)
        pixmap = self.pictures(card.cover, 96) if card.cover else None
        if pixmap is None:
            painter.fillPath(path, self.theme.colour("chip"))
            size = 16 if self.compact else 18
            spot = QRect(0, 0, size, size)
            spot.moveCenter(place.center())
            self.icons.icon(KIND_ICONS[card.brief.kind], "text3").paint(painter, spot)
            return
        painter.save()
        painter.setClipPath(path)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        side = min(pixmap.width(), pixmap.height())
        source = QRect((pixmap.width() - side) // 2, (pixmap.height() - side) // 2, side, side)
        painter.drawPixmap(place, pixmap, source)
        painter.restore()

    def _two_lines(self, painter: QPainter, card: Card, place: QRect) -> None:
        middle = place.center().y()
        first = QRect(place.left(), middle - 20, place.width(), 20)
        second = QRect(place.left(), middle + 1, place.width(), 18)
        date, number = date_words(card), card.brief.number
        narrow = place.width() < 230
        taken = 0 if narrow else self._right(painter, date, self._meta, "text2", first)
        self._left(painter, card.brief.title, self._title, "text", first, taken)
        taken = self._right(painter, date if narrow else number, self._meta, "text2", second)
        who, token = self._who(card)
        self._left(painter, who, self._meta, token, second, taken)

    def _one_line(self, painter: QPainter, card: Card, place: QRect) -> None:
        date = date_words(card)
        taken = self._right(painter, date, self._meta, "text2", place)
        half = place.width() * 45 // 100
        self._left(painter, card.brief.title, self._title, "text", place, place.width() - half)
        rest = QRect(place.left() + half + _GAP, place.top(), 0, place.height())
        rest.setRight(place.right())
        who, token = self._who(card)
        self._left(painter, who, self._meta, token, rest, taken)

    @staticmethod
    def _who(card: Card) -> tuple[str, str]:
        if card.unsure:
            return tr("Assignment uncertain"), "uncertain"
        shown = ", ".join(card.subtitle[:2])
        more = len(card.subtitle) - 2
        return (f"{shown} +{more}" if more > 0 else shown), "text2"

    def _right(self, painter: QPainter, text: str, font: QFont, token: str, place: QRect) -> int:
        """Write at the right; returns the width used, with the gap to what stands left of it."""
        if not text:
            return 0
        width = min(QFontMetrics(font).horizontalAdvance(text), place.width() // 2)
        box = QRect(place.right() - width, place.top(), width + 1, place.height())
        self._left(painter, text, font, token, box, 0, Qt.AlignmentFlag.AlignRight)
        return width + _GAP

    def _left(
        self,
        painter: QPainter,
        text: str,
        font: QFont,
        token: str,
        place: QRect,
        taken: int,
        side: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    ) -> None:
        width = max(place.width() - taken, 0)
        painter.setFont(font)
        painter.setPen(self.theme.colour(token))
        shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, width)
        box = QRect(place.left(), place.top(), width, place.height())
        painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter | side), shown)
