"""Buttons: one that is an icon, the one that matters most, plain, quiet, and a line of text."""

from math import ceil

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QIcon,
    QKeySequence,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import (
    QPushButton,
    QStyle,
    QStyleOptionButton,
    QStylePainter,
    QToolButton,
    QWidget,
)

from catalog_app.domain.translation import tr
from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.look.icons import Icons

_GAP = metrics.SPACE_2
_ICON_GAP = 7
_TAIL = 12


def key_text(shortcut: str) -> str:
    """``shortcut`` as this system writes it; empty for none."""
    return QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)


def with_shortcut(text: str, shortcut: str) -> str:
    """``text`` with its shortcut behind it, for a tooltip."""
    if not shortcut:
        return text
    return tr("{deed} ({keys})", deed=text, keys=key_text(shortcut))


def permit(button: QPushButton | QToolButton, reason: str = "") -> None:
    """Switch a button on, or off with the ``reason`` in its tooltip."""
    tip = button.property("tip")
    if tip is None:
        tip = button.toolTip()
        button.setProperty("tip", tip)
    button.setEnabled(not reason)
    button.setToolTip(f"{tip}\n{reason}".strip() if reason else tip)
    button.setAccessibleDescription(reason)


class IconButton(QToolButton):
    """A button that shows an icon only: its name and shortcut are in the tooltip."""

    def __init__(
        self,
        icons: Icons,
        icon: str,
        text: str,
        shortcut: str = "",
        *,
        size: int = metrics.ICON_BAR,
        side: int = metrics.ICON_BUTTON,
        token: str = "text2",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setIcon(icons.icon(icon, token))
        self.setIconSize(QSize(size, size))
        self.setFixedSize(side, side)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.name(text, shortcut)

    def name(self, text: str, shortcut: str = "") -> None:
        """Say otherwise what the button does."""
        self.setText(text)
        self.setAccessibleName(text)
        self.setToolTip(with_shortcut(text, shortcut))
        self.setProperty("tip", self.toolTip())


class Button(QPushButton):
    """A plain button: an icon before its words, the shortcut behind them, an icon at the end."""

    role = ""
    hint_shade = 0.8

    def __init__(
        self,
        text: str,
        shortcut: str = "",
        *,
        icon: QIcon | None = None,
        tail: QIcon | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._hint = key_text(shortcut)
        self._tail = tail
        self.setProperty("role", self.role)
        self.setAccessibleName(text)
        # Tab gets here, a click does not take focus from the form that is being filled in.
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        if icon is not None:
            self.setIcon(icon)
        self.setIconSize(QSize(metrics.ICON_TEXT, metrics.ICON_TEXT))

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        hint = super().sizeHint()
        words = QFontMetrics(self.font()).horizontalAdvance(self.text())
        natural = words + (0 if self.icon().isNull() else self.iconSize().width() + 4)
        return QSize(hint.width() - natural + sum(self._widths()), hint.height())

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QStylePainter(self)
        option = QStyleOptionButton()
        self.initStyleOption(option)
        painter.drawControl(QStyle.ControlElement.CE_PushButtonBevel, option)
        icon, words, hint, tail = self._widths()
        side = self.iconSize().height()
        x = (self.width() - icon - words - hint - tail) // 2
        top = (self.height() - side) // 2
        mode = QIcon.Mode.Normal if self.isEnabled() else QIcon.Mode.Disabled
        self.icon().paint(painter, QRect(x, top, side, side), mode=mode)
        painter.setPen(option.palette.buttonText().color())
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextDontClip
        place = QRect(x + icon, 0, words, self.height())
        painter.drawText(place, flags, self.text())
        if tail and self._tail is not None:
            right = x + icon + words + hint + tail
            self._tail.paint(painter, QRect(right - _TAIL, top + 2, _TAIL, _TAIL), mode=mode)
        painter.setFont(self._hint_font())
        painter.setOpacity(self.hint_shade)
        place.moveLeft(x + icon + words + _GAP)
        painter.drawText(place, flags, self._hint)

    def _widths(self) -> tuple[int, int, int, int]:
        """The widths of icon, words, shortcut and icon at the end, each with its gap."""
        icon = 0 if self.icon().isNull() else self.iconSize().width() + _ICON_GAP
        words = ceil(QFontMetricsF(self.font()).horizontalAdvance(self.text()))
        hint = ceil(QFontMetricsF(self._hint_font()).horizontalAdvance(self._hint))
        return icon, words, hint + _GAP if hint else 0, _TAIL + _GAP if self._tail else 0

    def _hint_font(self) -> QFont:
        return fonts.sans(metrics.TYPE_KEY, self.font().weight())


class PrimaryButton(Button):
    """The one button of a pane that does what the pane is for."""

    role = "primary"
    hint_shade = 0.9

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        super().paintEvent(event)
        if self.hasFocus():
            # A ring round the accent in the accent would not show: it goes inside.
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self.palette().buttonText().color(), 1.5))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(3, 3, -3, -3), 4, 4)
            painter.end()


class QuietButton(Button):
    """A button without a frame, beside one that matters more."""

    role = "quiet"


class TextAction(Button):
    """A deed as a word in the colour of links: beside a heading, at the end of a list."""

    role = "link"
