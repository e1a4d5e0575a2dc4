"""A line above what it is about: something to know, and one thing to do about it."""

from html import escape
from typing import Literal

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from catalog_app.domain.translation import tr
from catalog_app.ui.look import metrics
from catalog_app.ui.look.buttons import IconButton, TextAction
from catalog_app.ui.look.icons import Icons

Tone = Literal["neutral", "warning", "uncertain", "problem"]

# Colour of the words, the ground, and the icon that says the same without colour.
_TONES = {
    "neutral": ("text", "chip", "info"),
    "warning": ("warning", "warning_fill", "warning"),
    "uncertain": ("uncertain", "uncertain_fill", "question"),
    "problem": ("problem", "problem_fill", "warning-circle"),
}


class Banner(QWidget):
    """Hidden until it has something to say; ``acted`` when its action is chosen."""

    acted = Signal()
    closed = Signal()

    def __init__(
        self, icons: Icons, *, closable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._text, self._strong = "", ""
        self._tone: Tone = "neutral"
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._words.setWordWrap(True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._action = TextAction("", parent=self)
        self._action.clicked.connect(self.acted)
        self._close = IconButton(icons, "x", tr("Close"), size=14, side=26, parent=self)
        self._close.clicked.connect(self._shut)
        self._close.setVisible(closable)
        row = QHBoxLayout(self)
        row.setContentsMargins(38, 6, metrics.SPACE_2, 6)
        row.setSpacing(metrics.SPACE_2)
        row.addWidget(self._words, 1)
        row.addWidget(self._action)
        row.addWidget(self._close)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setMinimumHeight(38)
        icons.theme.changed.connect(self._render)
        self.hide()

    @property
    def tone(self) -> Tone:
        """In which tone the last thing was said."""
        return self._tone

    def say(self, text: str, action: str = "", tone: Tone = "neutral", *, strong: str = "") -> None:
        """Show ``text`` and one ``action``; the first ``strong`` in the text is set bold."""
        self._text, self._strong, self._tone = text, strong, tone
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self._render()
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def text(self) -> str:
        """What is said at the moment."""
        return self._text

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        ink, fill, icon = _TONES[self._tone]
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._icons.theme.colour(fill))
        painter.drawRoundedRect(self.rect(), metrics.RADIUS_BANNER, metrics.RADIUS_BANNER)
        side = metrics.ICON_TEXT
        place = QRectF(metrics.SPACE_3, (self.height() - side) / 2, side, side)
        self._icons.paint(painter, icon, place, "text2" if self._tone == "neutral" else ink)
        painter.end()

    def _render(self) -> None:
        html = escape(self._text)
        if self._strong:
            strong = escape(self._strong)
            html = html.replace(strong, f'<span style="font-weight:600">{strong}</span>', 1)
        colour = getattr(self._icons.theme.tokens, _TONES[self._tone][0])
        self._words.setText(f'<span style="color:{colour}">{html}</span>')
        self.update()

    def _shut(self) -> None:
        self.hide()
        self.closed.emit()
