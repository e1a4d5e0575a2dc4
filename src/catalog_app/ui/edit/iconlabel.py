"""An icon among words: painted anew with every theme, and no stop for anybody."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from catalog_app.ui.look.icons import Icons


class IconLabel(QWidget):
    """Draws an icon at its top left; nothing is drawn without a name."""

    def __init__(self, icons: Icons, name: str = "", token: str = "text2", size: int = 14) -> None:
        super().__init__()
        self._icons = icons
        self._name, self._token, self._size = name, token, size
        self.setFixedSize(size + 2, size + 2)

    def show_icon(self, name: str, token: str = "text2") -> None:
        """Draw another icon."""
        self._name, self._token = name, token
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        if self._name:
            box = self.rect().adjusted(0, 1, -2, -1)
            self._icons.paint(QPainter(self), self._name, box, self._token)
