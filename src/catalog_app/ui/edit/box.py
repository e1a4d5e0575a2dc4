"""The frame round rows, with hairlines between them."""

from __future__ import annotations

from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QVBoxLayout

from catalog_app.ui.edit.desk import Desk
from catalog_app.ui.look import metrics


class Box(QFrame):
    """Looks like one large field; holds rows below one another."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._theme = desk.theme
        self._ringed = False
        self.rows = QVBoxLayout(self)
        self.rows.setContentsMargins(1, 1, 1, 1)
        self.rows.setSpacing(1)
        desk.theme.changed.connect(self.update)

    def ring(self, on: bool) -> None:
        """Show that the line in the last row has the focus: it has no frame of its own."""
        self._ringed = on
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = 2.0 if self._ringed else 1.0
        painter.setPen(QPen(self._theme.colour("accent" if self._ringed else "border"), width))
        painter.setBrush(self._theme.colour("raised"))
        inset = width / 2
        frame = self.rect().toRectF().adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(frame, metrics.RADIUS_FIELD, metrics.RADIUS_FIELD)
        painter.setPen(self._theme.colour("line"))
        items = (self.rows.itemAt(place) for place in range(self.rows.count()))
        widgets = [item.widget() for item in items if item is not None]
        shown = [widget for widget in widgets if widget is not None and not widget.isHidden()]
        for widget in shown[:-1]:
            y = widget.geometry().bottom() + 1
            painter.drawLine(1, y, self.width() - 2, y)
