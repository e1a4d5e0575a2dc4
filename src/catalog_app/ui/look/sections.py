"""The heading of a section: a hairline, the words, how many there are, one thing to do."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from catalog_app.ui.look import metrics
from catalog_app.ui.look.buttons import TextAction


class SectionHeading(QWidget):
    """Above each section of a page or a form; ``acted`` when its action is chosen."""

    acted = Signal()

    def __init__(
        self,
        title: str,
        count: int | None = None,
        action: str = "",
        *,
        line: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._title = QLabel(title, self)
        self._title.setProperty("role", "section")
        self._count = QLabel(self)
        self._count.setProperty("role", "count")
        self._action = TextAction(action, parent=self)
        self._action.clicked.connect(self.acted)
        self._line = QFrame(self)
        self._line.setProperty("role", "line")
        self._line.setFixedHeight(1)
        self._line.setVisible(line)
        row = QHBoxLayout()
        row.setContentsMargins(0, metrics.SPACE_3 if line else 0, 0, metrics.SPACE_1)
        row.setSpacing(metrics.SPACE_2)
        row.addWidget(self._title)
        row.addWidget(self._count)
        row.addStretch(1)
        row.addWidget(self._action)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._line)
        column.addLayout(row)
        self.set_count(count)
        self.set_action(action)

    def set_count(self, count: int | None) -> None:
        """Say how many there are; ``None`` says nothing."""
        self._count.setText("" if count is None else f"{count:,}")
        self._count.setVisible(count is not None)
        self._name()

    def set_action(self, action: str) -> None:
        """Offer another thing to do; empty offers nothing."""
        self._action.setText(action)
        # Read out of place, “Add entry” alone would not say to what.
        self._action.setAccessibleName(f"{action}, {self._title.text()}" if action else "")
        self._action.setVisible(bool(action))

    def _name(self) -> None:
        self.setAccessibleName(" ".join(filter(None, (self._title.text(), self._count.text()))))
