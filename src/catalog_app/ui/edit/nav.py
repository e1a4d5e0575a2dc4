"""The sections of the form: tabs above a narrow one, a list at the left of a wide one."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QLabel, QSizePolicy, QWidget

from catalog_app.domain.translation import tr
from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.look.buttons import with_shortcut
from catalog_app.ui.look.theme import Theme

_GAP = 5
_FORWARD = (Qt.Key.Key_Right, Qt.Key.Key_Down)
_BACK = (Qt.Key.Key_Left, Qt.Key.Key_Up)


class SectionButton(QAbstractButton):
    """A section with the number of rows in it."""

    stepped = Signal(int)

    def __init__(self, theme: Theme, label: str, place: int, of: int) -> None:
        super().__init__()
        self._theme = theme
        self._label = label
        self._place, self._of = place, of
        self._count = 0
        self.tall = False
        self.counted = True
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setToolTip(with_shortcut(label, f"Ctrl+{place}"))
        self.show_count(0)
        theme.changed.connect(self.update)

    def show_count(self, count: int) -> None:
        """Show how many rows the section has; none shows nothing."""
        self._count = count
        name = tr(
            "{section}, section {place} of {of}",
            section=self._label,
            place=self._place,
            of=self._of,
        )
        if count:
            name = tr("{name}, {count} entries", name=name, count=count)
        self.setAccessibleName(name)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        width = QFontMetrics(fonts.sans(metrics.TYPE_BODY, 600)).horizontalAdvance(self._label)
        if self.counted and self._count:
            width += _GAP + QFontMetrics(fonts.sans(12)).horizontalAdvance(f"{self._count:,}")
        return QSize(width + (2 * metrics.SPACE_3 if self.tall else 0), 34 if self.tall else 40)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (*_FORWARD, *_BACK) and not event.modifiers():
            self.stepped.emit(1 if event.key() in _FORWARD else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect().toRectF()
        on = self.isChecked()
        if self.tall and (on or self.underMouse()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour("tint2" if on else "chip"))
            painter.drawRoundedRect(box, metrics.RADIUS_FIELD, metrics.RADIUS_FIELD)
        elif on:
            line = box.adjusted(0, box.height() - 2, 0, 0)
            painter.fillRect(line, self._theme.colour("accent"))
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            inset = 1 if self.tall else 0
            painter.drawRoundedRect(box.adjusted(1 - inset, 5, inset - 1, -5), 4, 4)
        painter.setFont(fonts.sans(metrics.TYPE_BODY, 600 if on else 400))
        strong = "accent" if self.tall else "text"
        painter.setPen(self._theme.colour(strong if on else "text2"))
        inner = box.adjusted(metrics.SPACE_3, 0, -metrics.SPACE_3, 0) if self.tall else box
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | middle, self._label)
        if self.counted and self._count:
            after = painter.fontMetrics().horizontalAdvance(self._label) + _GAP
            painter.setFont(fonts.sans(12))
            painter.setPen(self._theme.colour("text2"))
            if self.tall:
                painter.drawText(inner, Qt.AlignmentFlag.AlignRight | middle, f"{self._count:,}")
            else:
                inner.adjust(after, 0, 8, 0)
                painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | middle, f"{self._count:,}")


class SectionNav(QWidget):
    """Says which section is being looked at, and goes to another."""

    chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._tall = False
        self.buttons: list[SectionButton] = []
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self.hint = QLabel()
        self.hint.setProperty("role", "faint")
        self.setAccessibleName(tr("Sections"))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_sections(self, labels: list[str]) -> None:
        """Offer these sections."""
        while self._box.count():
            self._box.takeAt(0)
        for button in self.buttons:
            button.setParent(None)
            button.deleteLater()
        self.buttons = []
        for place, label in enumerate(labels, 1):
            button = SectionButton(self._theme, label, place, len(labels))
            button.clicked.connect(lambda _=False, place=place: self.chosen.emit(place - 1))
            button.stepped.connect(lambda step, place=place: self._step(place - 1 + step))
            self.buttons.append(button)
            self._box.addWidget(button)
        self._box.addStretch(1)
        keys = tr("Ctrl+1 to Ctrl+{last}\nmove between sections", last=len(labels))
        self.hint.setText(keys)
        self._box.addWidget(self.hint)
        self.set_tall(self._tall)
        self.mark(0)

    def show_counts(self, counts: list[int]) -> None:
        """Show how many rows the sections have."""
        for button, count in zip(self.buttons, counts, strict=True):
            button.show_count(count)
        self._fit()

    def mark(self, place: int) -> None:
        """Say which section is on the screen."""
        if 0 <= place < len(self.buttons):
            self.buttons[place].setChecked(True)

    def set_tall(self, tall: bool) -> None:
        """A list from top to bottom instead of tabs."""
        self._tall = tall
        direction = QBoxLayout.Direction
        self._box.setDirection(direction.TopToBottom if tall else direction.LeftToRight)
        side = metrics.SPACE_3 if tall else metrics.PADDING_FORM
        self._box.setContentsMargins(side, side if tall else 0, side, side if tall else 0)
        self._box.setSpacing(0 if tall else metrics.SPACE_4)
        vertical = QSizePolicy.Policy.Preferred if tall else QSizePolicy.Policy.Fixed
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self.hint.setVisible(tall)
        for button in self.buttons:
            button.tall = tall
            button.counted = True
            policy = QSizePolicy.Policy.Preferred if tall else QSizePolicy.Policy.Fixed
            button.setSizePolicy(policy, QSizePolicy.Policy.Fixed)
            button.updateGeometry()
        self._fit()

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        # Tabs that find no room lose their counts, they do not widen the pane.
        return super().minimumSizeHint() if self._tall else QSize(100, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Leave the counts out of tabs, and then room between them, where all do not fit."""
        if self._tall or not self.buttons:
            return
        room = self.width() - 2 * metrics.PADDING_FORM
        for counted, spacing in (
            (True, metrics.SPACE_4),
            (True, 11),
            (False, metrics.SPACE_4),
            (False, 8),
        ):
            for button in self.buttons:
                button.counted = counted
            needed = sum(button.sizeHint().width() + spacing for button in self.buttons) - spacing
            if needed <= room:
                break
        self._box.setSpacing(spacing)
        for button in self.buttons:
            button.updateGeometry()

    def _step(self, place: int) -> None:
        if 0 <= place < len(self.buttons):
            self.buttons[place].setFocus()
            self.chosen.emit(place)
