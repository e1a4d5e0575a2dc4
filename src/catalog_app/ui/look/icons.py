"""Icons drawn from the outlines of one icon font, in the colours of the theme."""

import json
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPixmap, QRawFont

from catalog_app.ui.look.theme import Theme

KIND_ICONS = {
    "visit": "airplane-tilt",
    "event": "calendar-blank",
    "gift": "gift",
    "message": "envelope-simple",
    "person": "user",
    "organisation": "buildings",
    "place": "map-pin",
    "source": "book-open",
}
"""One icon a kind, wherever the kind is shown."""

_FONT = "phosphor-regular.ttf"
_NAMES = "phosphor-regular.json"
_EM = 256
_DISABLED = 0.45


class Icons:
    """The icons of the window by Phosphor's names, such as ``magnifying-glass``."""

    def __init__(self, theme: Theme, folder: Path) -> None:
        """``folder`` holds the icon font and its names: ``icons`` of the program's resources."""
        self.theme = theme
        self._drawing = _Drawing(theme, folder)
        self._icons: dict[tuple[str, str, str], QIcon] = {}

    def names(self) -> frozenset[str]:
        """Every name that ``icon`` knows."""
        return frozenset(self._drawing.codes)

    def icon(self, name: str, token: str = "text2", on: str = "accent") -> QIcon:
        """An icon in the colour ``token``, in ``on`` where its button is checked.

        It follows the theme at the next paint and is sharp at every scale. ``KeyError`` if there
        is no icon of that name.
        """
        key = (name, token, on)
        if key not in self._icons:
            self._icons[key] = QIcon(_Engine(self._drawing, *key))
        return self._icons[key]

    def kind(self, kind: str, token: str = "text2") -> QIcon:
        """The icon of a kind of record."""
        return self.icon(KIND_ICONS[kind], token)

    def pixmap(self, name: str, size: int, token: str = "text2", ratio: float = 1.0) -> QPixmap:
        """An icon as a picture of ``size`` logical pixels for a screen of that device ratio."""
        pixels = round(size * ratio)
        pixmap = self._drawing.pixmap(name, QSize(pixels, pixels), self.theme.colour(token))
        pixmap.setDevicePixelRatio(ratio)
        return pixmap

    def paint(
        self, painter: QPainter, name: str, rect: QRectF | QRect, token: str = "text2"
    ) -> None:
        """Draw an icon into the middle of ``rect``; what a delegate calls."""
        self.paint_coloured(painter, name, rect, self.theme.colour(token))

    def paint_coloured(
        self, painter: QPainter, name: str, rect: QRectF | QRect, colour: QColor
    ) -> None:
        """Draw an icon in a colour that is no token."""
        self._drawing.paint(painter, name, QRectF(rect), colour)


class _Drawing:
    """The icon font and the outlines taken from it so far.

    Apart from ``Icons``, which holds icons that hold engines that hold this: were it a circle, the
    collector would clear an engine that a button still paints with.
    """

    def __init__(self, theme: Theme, folder: Path) -> None:
        self.theme = theme
        self.codes: dict[str, str] = json.loads((folder / _NAMES).read_text("utf-8"))
        self._font = QRawFont((folder / _FONT).read_bytes(), _EM)
        if not self._font.isValid():
            raise FileNotFoundError(f"No icon font in {folder}")
        self._outlines: dict[str, QPainterPath] = {}

    def paint(self, painter: QPainter, name: str, rect: QRectF, colour: QColor) -> None:
        side = min(rect.width(), rect.height())
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.translate(rect.center() - QPointF(side / 2, side / 2))
        painter.scale(side / _EM, side / _EM)
        painter.fillPath(self._outline(name), colour)
        painter.restore()

    def pixmap(self, name: str, size: QSize, colour: QColor) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, name, QRectF(0, 0, size.width(), size.height()), colour)
        painter.end()
        return pixmap

    def _outline(self, name: str) -> QPainterPath:
        if name not in self._outlines:
            glyph = self._font.glyphIndexesForString(chr(int(self.codes[name], 16)))[0]
            # Icons stand on the baseline and fill the whole square above it.
            path = self._font.pathForGlyph(glyph).translated(0, _EM)
            self._outlines[name] = path
        return self._outlines[name]


class _Engine(QIconEngine):
    """Draws an icon anew at whatever size, ratio and state it is asked for."""

    # What ``clone`` gives away belongs to Qt, which the binding does not know: without a hold on
    # it, it would be destroyed here at once. Qt asks for clones so rarely that all may stay.
    _given_away: ClassVar[list[QIconEngine]] = []

    def __init__(self, drawing: _Drawing, name: str, token: str, on: str) -> None:
        super().__init__()
        if name not in drawing.codes:
            raise KeyError(name)
        self._drawing, self._name, self._token, self._on = drawing, name, token, on

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        self._drawing.paint(painter, self._name, QRectF(rect), self._colour(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self._drawing.pixmap(self._name, size, self._colour(mode, state))

    def clone(self) -> QIconEngine:
        copy = _Engine(self._drawing, self._name, self._token, self._on)
        self._given_away.append(copy)
        return copy

    def key(self) -> str:
        return "phosphor"

    def iconName(self) -> str:  # noqa: N802 (Qt's name)
        return self._name

    def isNull(self) -> bool:  # noqa: N802 (Qt's name)
        return False

    def _colour(self, mode: QIcon.Mode, state: QIcon.State) -> QColor:
        token = self._on if state == QIcon.State.On else self._token
        colour = self._drawing.theme.colour(token)
        if mode == QIcon.Mode.Disabled:
            colour.setAlphaF(_DISABLED)
        return colour
