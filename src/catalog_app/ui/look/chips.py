"""Chips: a tag with its dot, a filter that can be taken away, the state of a record."""

from math import ceil
from typing import Literal

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from catalog_app.domain.translation import tr
from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.tokens import blend

ChipTone = Literal["neutral", "accent", "uncertain", "warning", "problem"]

_TONES = {
    "neutral": ("text2", "chip"),
    "accent": ("accent", "tint"),
    "uncertain": ("uncertain", "uncertain_fill"),
    "warning": ("warning", "warning_fill"),
    "problem": ("problem", "problem_fill"),
}
_SIDE, _GAP, _DOT, _ICON, _CROSS = 9, 6, 8, 13, 12


class Chip(QAbstractButton):
    """A word in a pill; ``clicked`` when it is pressed, ``removed`` when its cross is."""

    removed = Signal()

    def __init__(
        self,
        icons: Icons,
        text: str,
        *,
        tone: ChipTone = "neutral",
        icon: str = "",
        dot: QColor | str | None = None,
        removable: bool = False,
        pressable: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons, self._tone, self._icon = icons, tone, icon
        self._dot = QColor(dot) if dot is not None else None
        self._removable, self._pressable = removable, pressable
        self._over_cross = False
        self.setFont(fonts.sans(metrics.TYPE_LABEL, 500))
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        live = removable or pressable
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus if live else Qt.FocusPolicy.NoFocus)
        self.setMouseTracking(live)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover, live)
        self.setText(text)
        icons.theme.changed.connect(self.update)

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's name)
        super().setText(text)
        self.setAccessibleName(text)
        if self._removable:
            self.setAccessibleDescription(tr("Delete removes it"))
        self.updateGeometry()

    def set_tone(self, tone: ChipTone, icon: str = "") -> None:
        """Say it in another colour, and with another icon: never by colour alone."""
        self._tone, self._icon = tone, icon
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        words = ceil(QFontMetricsF(self.font()).horizontalAdvance(self.text()))
        return QSize(self._before() + words + self._after(), metrics.CHIP)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        least = QFontMetrics(self.font()).averageCharWidth() * 4
        wanted = self.sizeHint()
        return QSize(min(wanted.width(), self._before() + least + self._after()), metrics.CHIP)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        theme = self._icons.theme
        ink, fill = _TONES[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = getattr(theme.tokens, fill)
        if self._pressable and (self.underMouse() or self.isDown()):
            ground = blend(ground, theme.tokens.text, 0.12 if self.isDown() else 0.06)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        body = QRectF(self.rect())
        painter.drawRoundedRect(body, metrics.RADIUS_CHIP, metrics.RADIUS_CHIP)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body.adjusted(1, 1, -1, -1), 10, 10)
        self._paint_lead(painter, ink)
        words = self.rect().adjusted(self._before(), 0, -self._after(), 0)
        text = QFontMetricsF(self.font()).elidedText(
            self.text(), Qt.TextElideMode.ElideRight, words.width()
        )
        self.setToolTip(self.text() if text != self.text() else "")
        painter.setPen(theme.colour(ink))
        painter.setFont(self.font())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, text)
        if self._removable:
            token = "text" if self._over_cross else ink
            self._icons.paint(painter, "x", self._cross(), token)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if self._removable and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        elif self._pressable and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        over = self._removable and self._near_cross(event.position())
        if over != self._over_cross:
            self._over_cross = over
            self.update()
        super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        if self._removable and self._near_cross(event.position()):
            self.setDown(False)
            self.removed.emit()
            return
        super().mouseReleaseEvent(event)

    def _paint_lead(self, painter: QPainter, ink: str) -> None:
        middle = self.height() / 2
        if self._dot is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._dot)
            painter.drawEllipse(QPointF(_SIDE + _DOT / 2, middle), _DOT / 2, _DOT / 2)
        elif self._icon:
            place = QRectF(_SIDE - 1, middle - _ICON / 2, _ICON, _ICON)
            self._icons.paint(painter, self._icon, place, ink)

    def _before(self) -> int:
        lead = _DOT if self._dot is not None else _ICON - 1 if self._icon else 0
        return _SIDE + (lead + _GAP - 1 if lead else 0)

    def _after(self) -> int:
        return _SIDE - 2 + _CROSS + 5 if self._removable else _SIDE

    def _cross(self) -> QRect:
        return QRect(
            self.width() - _SIDE + 2 - _CROSS, (self.height() - _CROSS) // 2, _CROSS, _CROSS
        )

    def _near_cross(self, place: QPointF) -> bool:
        return self.rect().contains(place.toPoint()) and place.x() >= self._cross().left() - 3
