"""Light or dark: the colours in force, and how they reach every widget."""

from typing import Literal

from PySide6.QtCore import QObject, Qt, QTemporaryDir, Signal
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.look.marks import draw_marks
from catalog_app.ui.look.sheet import stylesheet
from catalog_app.ui.look.tokens import DARK, LIGHT, Tokens

__all__ = ["DARK", "LIGHT", "Choice", "Theme", "Tokens", "palette", "set_role", "stylesheet"]

Choice = Literal["light", "dark", "system"]


class Theme(QObject):
    """The colours in force; ``changed`` says that they are others now."""

    changed = Signal()

    def __init__(self, application: QApplication, choice: Choice = "system") -> None:
        super().__init__()
        self._application = application
        self._hints = application.styleHints()
        self._choice: Choice | None = None
        self._marks = QTemporaryDir()
        self._colours: dict[str, QColor] = {}
        self.tokens = LIGHT
        application.setStyle("Fusion")
        application.setFont(fonts.sans(metrics.TYPE_BODY))
        self._hints.colorSchemeChanged.connect(self._follow)
        self.choose(choice)

    @property
    def dark(self) -> bool:
        """Whether the colours in force are light on dark."""
        return self.tokens is DARK

    @property
    def choice(self) -> Choice:
        """What the user chose."""
        return self._choice or "system"

    def choose(self, choice: Choice) -> None:
        """Take ``light`` or ``dark``, or follow the ``system`` from now on."""
        if choice == self._choice:
            return
        self._choice = choice
        # Told to the platform as well: window frames and the system's own dialogs follow.
        if choice == "system":
            self._hints.unsetColorScheme()
        else:
            scheme = Qt.ColorScheme.Dark if choice == "dark" else Qt.ColorScheme.Light
            self._hints.setColorScheme(scheme)
        self._take(self._wanted())

    def colour(self, name: str) -> QColor:
        """The colour of a token by its name. ``AttributeError`` if there is none."""
        if name not in self._colours:
            self._colours[name] = QColor(getattr(self.tokens, name))
        # A copy: a caller may change what it is given.
        return QColor(self._colours[name])

    def _wanted(self) -> Tokens:
        if self._choice == "system":
            return DARK if self._hints.colorScheme() == Qt.ColorScheme.Dark else LIGHT
        return DARK if self._choice == "dark" else LIGHT

    def _follow(self) -> None:
        if self._wanted() is not self.tokens:
            self._take(self._wanted())

    def _take(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._colours.clear()
        marks = draw_marks(tokens, self._marks.filePath("dark" if self.dark else "light"))
        self._application.setPalette(palette(tokens))
        self._application.setStyleSheet(stylesheet(tokens, marks))
        self.changed.emit()


def set_role(widget: QWidget, role: str) -> None:
    """Give a widget its part in the stylesheet, whether or not it is already on the screen."""
    if widget.property("role") == role:
        return
    widget.setProperty("role", role)
    # The stylesheet reads properties once only, unless the style is put on again.
    widget.style().unpolish(widget)
    widget.style().polish(widget)


def palette(tokens: Tokens) -> QPalette:
    """The palette of ``tokens``, for whatever the stylesheet does not name."""
    role = QPalette.ColorRole
    made = QPalette()
    for part, colour in {
        role.Window: tokens.win,
        role.WindowText: tokens.text,
        role.Base: tokens.raised,
        role.AlternateBase: tokens.edit,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.text3,
        role.Button: tokens.raised,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.problem,
        role.ToolTipBase: tokens.inverse_fill,
        role.ToolTipText: tokens.inverse_text,
        role.Highlight: tokens.tint2,
        role.HighlightedText: tokens.text,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Accent: tokens.accent,
        role.Light: tokens.raised,
        role.Midlight: tokens.line,
        role.Mid: tokens.line2,
        role.Dark: tokens.border,
        role.Shadow: tokens.border,
    }.items():
        made.setColor(part, QColor(colour))
    for part in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        made.setColor(QPalette.ColorGroup.Disabled, part, QColor(tokens.text3))
    return made
