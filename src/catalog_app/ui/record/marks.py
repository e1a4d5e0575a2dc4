"""What is painted on a page beside its words: hairlines, rails, pills, icons, small pictures."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPixmap

from catalog_app.services.pages import Picture
from catalog_app.ui.look import metrics
from catalog_app.ui.look.icons import Icons

Provider = Callable[[str, int], QPixmap | None]
"""A thumbnail by hash and size in pixels, or None while it is being made or cannot be."""

Tone: TypeAlias = Literal["neutral", "accent", "uncertain", "warning", "problem"]
FILLS: dict[str, str] = {
    "neutral": "chip",
    "accent": "tint",
    "uncertain": "uncertain_fill",
    "warning": "warning_fill",
    "problem": "problem_fill",
}


@dataclass(slots=True)
class Mark:
    """Something painted beside paragraphs ``first`` to ``last``, ``x`` pixels from the left edge
    of the text.

    Its ``kind`` is ``hairline``, ``bar``, ``rail``, ``dot``, ``ring``, ``icon``, ``avatar`` or
    ``thumbnail``. ``shift`` moves it down from the top of its first paragraph; a negative ``x``
    counts from the right edge.
    """

    kind: str
    first: int
    last: int
    x: float = 0
    shift: float = 0
    size: float = metrics.ICON_TEXT
    token: str = "text2"
    name: str = ""
    picture: Picture | None = None


@dataclass(slots=True)
class Pill:
    """The ground behind some characters: ``start`` to ``end`` in the document, all of them in
    paragraph ``number``.
    """

    number: int
    start: int
    end: int
    tone: Tone
    icon: str = ""
    dot: bool = False


class MarkPainter:
    """Paints marks with the theme's colours and the catalogue's pictures."""

    def __init__(self, icons: Icons, provider: Provider) -> None:
        self.icons = icons
        self.provider = provider

    def mark(self, painter: QPainter, mark: Mark, rect: QRectF, ratio: float) -> None:
        """Paint ``mark``; ``rect`` spans its paragraphs from edge to edge of the text."""
        theme = self.icons.theme
        x = rect.right() + mark.x if mark.x < 0 else rect.left() + mark.x
        y = rect.top() + mark.shift
        if mark.kind == "hairline":
            painter.fillRect(QRectF(rect.left(), round(y), rect.width(), 1), theme.colour("line"))
        elif mark.kind == "bar":
            bar = QRectF(x, y, mark.size, rect.height() - mark.shift)
            painter.fillRect(bar, theme.colour(mark.token))
        elif mark.kind == "rail":
            bar = QRectF(x - 0.75, y, 1.5, rect.height() - 2 * mark.shift)
            painter.fillRect(bar, theme.colour("line2"))
        elif mark.kind in ("dot", "ring"):
            self._dot(painter, mark, QPointF(x, y))
        elif mark.kind == "icon":
            place = QRectF(x, y, mark.size, mark.size)
            self.icons.paint(painter, mark.name, place, mark.token)
        elif mark.kind == "avatar":
            self._avatar(painter, mark, QRectF(x, y, mark.size, mark.size))
        elif mark.kind == "thumbnail":
            place = QRectF(x, y, mark.size, mark.size)
            paint_picture(painter, self, mark.picture, place, ratio)

    def _dot(self, painter: QPainter, mark: Mark, middle: QPointF) -> None:
        theme = self.icons.theme
        known = mark.kind == "dot"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("win"))
        painter.drawEllipse(middle, mark.size / 2 + 2, mark.size / 2 + 2)
        painter.setPen(QPen(theme.colour("accent" if known else "border"), 1.5))
        painter.setBrush(theme.colour("accent" if known else "win"))
        painter.drawEllipse(middle, mark.size / 2, mark.size / 2)

    def _avatar(self, painter: QPainter, mark: Mark, place: QRectF) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.icons.theme.colour("chip"))
        painter.drawEllipse(place)
        inner = QRectF(0, 0, metrics.ICON_TEXT, metrics.ICON_TEXT)
        inner.moveCenter(place.center())
        self.icons.paint(painter, mark.name, inner, mark.token)

    def pill(self, painter: QPainter, pill: Pill, rect: QRectF) -> None:
        """Paint the ground of a pill."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self.icons.theme.colour(FILLS[pill.tone]))
        painter.drawRoundedRect(rect, rect.height() / 2, rect.height() / 2)

    def pill_head(self, painter: QPainter, pill: Pill, rect: QRectF) -> None:
        """Paint the icon or dot at the head of a pill, above what may be selected there."""
        theme = self.icons.theme
        token = {"neutral": "text2", "accent": "accent"}.get(pill.tone, pill.tone)
        if pill.dot:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour(token))
            painter.drawEllipse(QPointF(rect.left() + 11, rect.center().y()), 3.5, 3.5)
        elif pill.icon:
            place = QRectF(rect.left() + 7, rect.center().y() - 6.5, 13, 13)
            self.icons.paint(painter, pill.icon, place, token)


def paint_picture(
    painter: QPainter,
    marks: MarkPainter,
    picture: Picture | None,
    place: QRectF,
    ratio: float,
    radius: float = metrics.RADIUS_THUMBNAIL,
) -> None:
    """Fill ``place`` with a picture, cut to its shape; an icon stands for what cannot be shown."""
    theme = marks.icons.theme
    outline = QPainterPath()
    outline.addRoundedRect(place, radius, radius)
    document = picture is not None and "pdf" in picture.media_type
    pixmap = None
    if picture is not None and not document:
        wanted = max(place.width(), place.height()) * ratio
        pixmap = marks.provider(picture.sha256, round(wanted))
    if pixmap is None or pixmap.isNull():
        painter.fillPath(outline, theme.colour("chip"))
        side = min(24.0, place.height() * 0.4)
        icon = QRectF(0, 0, side, side)
        icon.moveCenter(place.center())
        marks.icons.paint(painter, "file-pdf" if document else "image", icon, "text3")
        return
    painter.save()
    painter.setClipPath(outline, Qt.ClipOperation.IntersectClip)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawPixmap(place, pixmap, covering(pixmap, place))
    painter.restore()


def covering(pixmap: QPixmap, place: QRectF) -> QRectF:
    """The middle part of ``pixmap`` that has the shape of ``place``."""
    size = pixmap.size()
    scale = min(size.width() / place.width(), size.height() / place.height())
    part = QRectF(0, 0, place.width() * scale, place.height() * scale)
    part.moveCenter(QPointF(size.width() / 2, size.height() / 2))
    return part
