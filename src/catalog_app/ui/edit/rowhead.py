"""The visible line of a row: what it says, a handle to move it by, and how it is opened."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from catalog_app.domain.translation import tr
from catalog_app.ui.edit.desk import Desk, dress
from catalog_app.ui.edit.faces import Face
from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.look.buttons import IconButton
from catalog_app.ui.look.chips import Chip

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space, Qt.Key.Key_F2)
_HANDLE = "dots-six-vertical"


class Handle(QLabel):
    """Drags its row up and down. It shows what the row is, or dots."""

    dragged = Signal(QPoint)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._icon = _HANDLE
        self.setFixedSize(QSize(18, 20))
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(tr("Drag to move, or Alt+Up and Alt+Down"))
        self.setAccessibleName(tr("Move this row"))
        desk.theme.changed.connect(self.update)

    def show_icon(self, name: str) -> None:
        """Show another icon; none shows dots."""
        self._icon = name or _HANDLE
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        token = "text3" if self._icon == _HANDLE else "text2"
        painter = QPainter(self)
        name = _HANDLE if self.underMouse() else self._icon
        self._desk.icons.paint(painter, name, self.rect().adjusted(1, 2, -1, -2), token)

    def mousePressEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        self.setCursor(Qt.CursorShape.OpenHandCursor)


class RowHead(QWidget):
    """One stop for the keyboard: Enter opens, Delete removes, Alt with the arrows moves."""

    toggled = Signal()
    removed = Signal()
    moved = Signal(int)
    stepped = Signal(int)

    def __init__(self, desk: Desk, opens: bool, movable: bool, removable: bool) -> None:
        super().__init__()
        self._desk = desk
        self._removable, self._movable, self._opens = removable, movable, opens
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.handle = Handle(desk)
        self.handle.setEnabled(movable)
        self.title = QLabel()
        self.title.setFont(fonts.sans(metrics.TYPE_BODY, 500))
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.title.setWordWrap(True)
        self.second = QLabel()
        dress(self.second, "meta")
        self.second.setTextFormat(Qt.TextFormat.PlainText)
        self.second.setWordWrap(True)
        self.doubt = Chip(desk.icons, "", tone="uncertain", icon="question")
        self.opener = IconButton(desk.icons, "caret-down", tr("Open"), size=14, side=24)
        self.opener.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.opener.clicked.connect(self.toggled)
        self.cross = IconButton(desk.icons, "x", tr("Remove"), "Del", size=13, side=24)
        self.cross.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.cross.clicked.connect(self.removed)
        texts = QVBoxLayout()
        texts.setSpacing(1)
        texts.addWidget(self.title)
        texts.addWidget(self.second)
        doubts = QHBoxLayout()
        doubts.setContentsMargins(0, 1, 0, 0)
        doubts.addWidget(self.doubt)
        doubts.addStretch(1)
        texts.addLayout(doubts)
        row = QHBoxLayout(self)
        row.setContentsMargins(9, 7, 6, 7)
        row.setSpacing(metrics.SPACE_2)
        top = Qt.AlignmentFlag.AlignTop
        row.addWidget(self.handle, 0, top)
        row.addLayout(texts, 1)
        row.addWidget(self.opener, 0, top)
        row.addWidget(self.cross, 0, top)
        # Not before they have a parent: shown alone they would be windows.
        self.opener.setVisible(opens)
        self.cross.setVisible(removable)

    def show_face(self, face: Face) -> None:
        """Say what the row says."""
        self.handle.show_icon(face.icon)
        self.title.setText(face.title)
        self.second.setText(face.second)
        self.second.setVisible(bool(face.second))
        self.doubt.setText(face.doubt or tr("Stated"))
        self.doubt.setVisible(bool(face.doubt))
        spoken = ", ".join(part for part in (face.title, face.second, face.doubt) if part)
        self.setAccessibleName(spoken)
        self.title.setAccessibleName(face.title or tr("Row"))
        self.second.setAccessibleName(face.second or tr("Details"))
        self.opener.name(tr("Open “{row}”", row=face.title))
        self.cross.name(tr("Remove “{row}”", row=face.title), "Del" if self._removable else "")
        keys = [tr("Enter opens")] * self._opens + [tr("Delete removes")] * self._removable
        keys += [tr("Alt+Up and Alt+Down move")] * self._movable
        self.setAccessibleDescription(", ".join(keys))

    def show_open(self, opened: bool) -> None:
        """Turn the caret."""
        self.opener.setIcon(self._desk.icons.icon("caret-up" if opened else "caret-down"))

    def keyPressEvent(self, event: QKeyEvent) -> None:  # noqa: N802 (Qt's name)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and event.key() in _ENTER and self._opens:
            self.toggled.emit()
        elif plain and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self._removable:
            self.removed.emit()
        elif plain and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:  # noqa: N802 (Qt's name)
        if self._opens and self.rect().contains(event.position().toPoint()):
            self.toggled.emit()

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        if not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._desk.theme.colour("accent"), 2))
        box = self.rect().toRectF().adjusted(2, 2, -2, -2)
        painter.drawRoundedRect(box, metrics.RADIUS_FIELD, metrics.RADIUS_FIELD)
