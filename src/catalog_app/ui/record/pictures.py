"""The pictures of a record: one large, and a strip to choose from."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QAbstractButton, QWidget

from catalog_app.services.pages import Picture
from catalog_app.ui.look import metrics
from catalog_app.ui.record.inks import as_tip
from catalog_app.ui.record.marks import MarkPainter, paint_picture
from catalog_app.ui.record.strip import Strip, shape_of, words_of

_LEAST, _MOST = 180, 320


class Hero(QAbstractButton):
    """The chosen picture, large and whole; pressed, it asks for the viewer."""

    def __init__(self, marks: MarkPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self._marks = marks
        self._picture: Picture | None = None
        self._scaled: tuple[object, ...] = ()
        self._pixmap = QPixmap()
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def show_picture(self, picture: Picture | None, words: str) -> None:
        """Show another one, or none."""
        self._picture = picture
        self.setAccessibleName(words)
        self.setToolTip(as_tip(words))
        self.update()

    def height_in(self, width: int) -> int:
        """How high it is best in a column of this width."""
        return round(min(max(width / shape_of(self._picture), _LEAST), _MOST, width * 0.75))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        body = QRectF(self.rect())
        theme = self._marks.icons.theme
        radius = metrics.RADIUS_IMAGE
        pixmap = self._whole()
        if pixmap.isNull():
            paint_picture(painter, self._marks, self._picture, body, 1.0, radius)
        else:
            outline = QPainterPath()
            outline.addRoundedRect(body, radius, radius)
            painter.fillPath(outline, theme.colour("chip"))
            painter.setClipPath(outline)
            place = QRectF(0, 0, pixmap.width(), pixmap.height())
            place.setSize(place.size() / pixmap.devicePixelRatio())
            place.moveCenter(body.center())
            painter.drawPixmap(place, pixmap, QRectF(pixmap.rect()))
            painter.setClipping(False)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body.adjusted(1, 1, -1, -1), radius - 1, radius - 1)
        painter.end()

    def _whole(self) -> QPixmap:
        """The picture scaled to fit, kept until it or the size is another."""
        picture = self._picture
        if picture is None or "pdf" in picture.media_type:
            return QPixmap()
        ratio = self.devicePixelRatioF()
        size = self.size() * ratio
        found = self._marks.provider(picture.sha256, max(size.width(), size.height()))
        if found is None or found.isNull():
            return QPixmap()
        key = (found.cacheKey(), size.width(), size.height())
        if key != self._scaled:
            self._scaled = key
            # A picture of nearly this shape fills the frame; another is shown whole.
            shape = found.width() / found.height() / (size.width() / size.height())
            keep = Qt.AspectRatioMode.KeepAspectRatio
            if 0.8 < shape < 1.25:
                keep = Qt.AspectRatioMode.KeepAspectRatioByExpanding
            smooth = Qt.TransformationMode.SmoothTransformation
            self._pixmap = found.scaled(size, keep, smooth)
            self._pixmap.setDevicePixelRatio(ratio)
        return self._pixmap


class Pictures(QWidget):
    """All pictures of a page; ``opened`` when one is to be seen in the viewer."""

    chosen = Signal(int)
    opened = Signal(int)

    def __init__(self, marks: MarkPainter, parent: QWidget) -> None:
        super().__init__(parent)
        self.hero = Hero(marks, self)
        self.strip = Strip(marks, self)
        self.hero.clicked.connect(lambda: self.opened.emit(self.current))
        self.strip.opened.connect(self.opened)
        self.strip.chosen.connect(self._choose)
        marks.icons.theme.changed.connect(self.update)

    @property
    def current(self) -> int:
        """The place of the chosen picture."""
        return max(self.strip.currentIndex().row(), 0)

    def show_pictures(self, pictures: Sequence[Picture], row: bool) -> None:
        """Show these: one large above a strip, or all in a ``row``."""
        self.strip.show_pictures(pictures, row)
        self.hero.setVisible(bool(pictures) and not row)
        self.strip.setVisible(len(pictures) > 1 or (row and bool(pictures)))
        self.setVisible(bool(pictures))
        self._choose(self.current)

    def needed(self, width: int) -> int:
        """The height it takes in this width."""
        hero = self.hero.height_in(width) if not self.hero.isHidden() else 0
        strip = self.strip.needed(width) if not self.strip.isHidden() else 0
        return hero + strip + (metrics.SPACE_2 if hero and strip else 0)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._arrange()
        return super().event(event)

    def _arrange(self) -> None:
        width = self.width()
        top = 0
        if not self.hero.isHidden():
            height = self.hero.height_in(width)
            self.hero.setGeometry(0, 0, width, height)
            top = height + metrics.SPACE_2
        # The gap behind the last one lies outside: it is nothing to scroll to.
        self.strip.setGeometry(0, top, width + metrics.SPACE_2, max(0, self.height() - top))

    def refresh(self) -> None:
        """Paint again: a picture may have arrived."""
        self.hero.update()
        self.strip.viewport().update()

    def _choose(self, place: int) -> None:
        pictures = self.strip.pictures.pictures
        if place < len(pictures):
            self.hero.show_picture(pictures[place], words_of(pictures[place], place, len(pictures)))
            self.chosen.emit(place)
