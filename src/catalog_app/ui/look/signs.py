"""An icon that stands for itself: before a line of text, beside a note."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from catalog_app.ui.look import metrics
from catalog_app.ui.look.icons import Icons


class Sign(QWidget):
    """One icon in the colour of a token; it is decoration, so the text beside it must say all."""

    def __init__(
        self,
        icons: Icons,
        icon: str = "",
        token: str = "text2",
        *,
        size: int = metrics.ICON_TEXT,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._icons, self._icon, self._token, self._side = icons, icon, token, size
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        icons.theme.changed.connect(self.update)

    def show_icon(self, icon: str, token: str = "text2") -> None:
        """Show another icon; none for an empty name."""
        self._icon, self._token = icon, token
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        if self._icon:
            painter = QPainter(self)
            self._icons.paint(painter, self._icon, self.rect(), self._token)
            painter.end()
