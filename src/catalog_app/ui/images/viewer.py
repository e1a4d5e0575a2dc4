"""A picture as large as the window: fitted, at its own size, or closer still."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImageReader, QKeyEvent, QPainter, QPixmap, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import (
    QDialog,
    QGraphicsScene,
    QGraphicsView,
    QHBoxLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from catalog_app.domain.translation import tr
from catalog_app.services.pages import Picture
from catalog_app.services.workspace import Workspace
from catalog_app.ui.look.buttons import IconButton
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import set_role
from catalog_app.ui.pictures import Pictures

_STEP = 1.25
_CLOSEST = 16.0
_FALLBACK = 1024  # pixels
_MEMORY = 1024
"""Megabytes a decoded picture may take: what the vault accepts fits."""


class _Canvas(QGraphicsView):
    """Zooms about the pointer; fits until somebody zooms."""

    def __init__(self) -> None:
        super().__init__()
        self._scene = QGraphicsScene(self)
        self.setScene(self._scene)
        self.setFrameShape(QGraphicsView.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setAccessibleName(tr("Picture"))
        self.fitted = True

    def show_pixmap(self, pixmap: QPixmap) -> None:
        """Replace the picture."""
        self._scene.clear()
        item = self._scene.addPixmap(pixmap)
        item.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._scene.setSceneRect(item.boundingRect())
        self.fit()

    def fit(self) -> None:
        """All of the picture, never larger than it is."""
        self.fitted = True
        self.resetTransform()
        rect, room = self._scene.sceneRect(), self.viewport().rect()
        if rect.width() > room.width() or rect.height() > room.height():
            self.fitInView(rect, Qt.AspectRatioMode.KeepAspectRatio)

    def own_size(self) -> None:
        """One pixel of the picture on one of the screen."""
        self.fitted = False
        self.resetTransform()
        ratio = 1 / self.devicePixelRatioF()
        self.scale(ratio, ratio)

    def zoom(self, factor: float) -> None:
        """Closer or farther, within bounds."""
        now = self.transform().m11()
        if 0.02 < now * factor < _CLOSEST:
            self.fitted = False
            self.scale(factor, factor)

    def wheelEvent(self, event: QWheelEvent) -> None:  # noqa: N802
        self.zoom(_STEP if event.angleDelta().y() > 0 else 1 / _STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        if self.fitted:
            self.fit()


class ImageViewer(QDialog):
    """Shows the pictures of a record one after the other. Arrows turn, plus and minus zoom."""

    def __init__(
        self,
        pictures: Sequence[Picture],
        icons: Icons,
        workspace: Workspace,
        thumbnails: Pictures,
        parent: QWidget,
    ) -> None:
        """``thumbnails`` serve where Qt cannot read an original, such as a HEIC photograph."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Pictures"))
        self._pictures = list(pictures)
        self._vault = workspace.vault
        self._thumbnails = thumbnails
        self._at = 0
        self.canvas = _Canvas()
        self._caption = QLabel()
        self._caption.setTextFormat(Qt.TextFormat.PlainText)
        self._caption.setWordWrap(True)
        self._place = QLabel()
        set_role(self._place, "meta")
        bar = QHBoxLayout()
        bar.addWidget(self._caption, 1)
        bar.addWidget(self._place)
        for icon, words, key, deed in (
            ("arrow-left", tr("Previous"), "Left", lambda: self.turn(-1)),
            ("arrow-right", tr("Next"), "Right", lambda: self.turn(1)),
            ("magnifying-glass-minus", tr("Smaller"), "-", lambda: self.canvas.zoom(1 / _STEP)),
            ("magnifying-glass-plus", tr("Larger"), "+", lambda: self.canvas.zoom(_STEP)),
            ("frame-corners", tr("Fit"), "0", self.canvas.fit),
            ("number-square-one", tr("Own size"), "1", self.canvas.own_size),
        ):
            button = IconButton(icons, icon, words, key)
            button.clicked.connect(deed)
            bar.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 12, 12, 8)
        layout.addWidget(self.canvas, 1)
        layout.addLayout(bar)
        self.resize(parent.size() * 0.9)

    def show_picture(self, at: int) -> None:
        """Show the picture at this place of the row."""
        self._at = at % len(self._pictures)
        picture = self._pictures[self._at]
        self.canvas.show_pixmap(self._pixmap(picture.sha256))
        self._caption.setText(picture.caption or picture.name)
        self._place.setText(f"{self._at + 1} / {len(self._pictures)}")

    def turn(self, steps: int) -> None:
        """Go to the next picture, or to the one before."""
        self.show_picture(self._at + steps)

    def _pixmap(self, sha256: str) -> QPixmap:
        QImageReader.setAllocationLimit(_MEMORY)
        original = self._vault.path(sha256) if self._vault.contains(sha256) else None
        for path in (original, self._thumbnails.file(sha256, _FALLBACK)):
            if path is None:
                continue
            reader = QImageReader(str(path))
            reader.setAutoTransform(True)
            image = reader.read()
            if not image.isNull():
                return QPixmap.fromImage(image)
        return QPixmap()

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802
        deeds: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Left: lambda: self.turn(-1),
            Qt.Key.Key_Right: lambda: self.turn(1),
            Qt.Key.Key_Space: lambda: self.turn(1),
            Qt.Key.Key_Plus: lambda: self.canvas.zoom(_STEP),
            Qt.Key.Key_Minus: lambda: self.canvas.zoom(1 / _STEP),
            Qt.Key.Key_0: self.canvas.fit,
            Qt.Key.Key_1: self.canvas.own_size,
        }
        deed = deeds.get(event.key())
        if deed is None:
            super().keyPressEvent(event)
        else:
            deed()
