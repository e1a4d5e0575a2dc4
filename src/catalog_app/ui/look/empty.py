"""What stands where there is nothing: one sentence, and one thing to do about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from catalog_app.ui.look import metrics
from catalog_app.ui.look.buttons import Button


class EmptyState(QWidget):
    """In the middle of an empty pane; ``acted`` when its action is chosen."""

    acted = Signal()

    def __init__(
        self,
        sentence: str,
        action: str = "",
        shortcut: str = "",
        *,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = QLabel(sentence, self)
        self._words.setProperty("role", "lead")
        self._words.setWordWrap(True)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        # With a parent from the start: shown without one, it would be a window of its own.
        self._action = Button(action, shortcut, parent=self)
        self._action.clicked.connect(self.acted)
        self._action.setVisible(bool(action))
        column = QVBoxLayout(self)
        column.setContentsMargins(*(metrics.SPACE_6,) * 4)
        column.setSpacing(metrics.SPACE_4)
        column.addStretch(2)
        # Without an alignment, so that the layout asks how high the wrapped words are.
        column.addWidget(self._words)
        column.addWidget(self._action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(3)
        self.setAccessibleName(sentence)

    def say(self, sentence: str, action: str = "") -> None:
        """Say something else; without an ``action`` there is no button."""
        self._words.setText(sentence)
        self.setAccessibleName(sentence)
        self._action.setText(action)
        self._action.setAccessibleName(action)
        self._action.setVisible(bool(action))
