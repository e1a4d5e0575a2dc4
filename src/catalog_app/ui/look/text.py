"""Text to read: it wraps and can be selected and followed, or it keeps to one line."""

from collections.abc import Iterable
from html import escape
from typing import NamedTuple

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.look.theme import Theme


class Piece(NamedTuple):
    """A stretch of text that looks and behaves one way."""

    text: str
    link: str = ""
    """What ``activated`` says when it is followed; empty for plain text."""
    match: bool = False
    """Whether a search matched it."""
    strong: bool = False
    token: str = ""
    """A colour other than that of the whole text."""


class SelectableText(QLabel):
    """A paragraph that wraps; its text can be selected, its links followed by mouse and keys."""

    activated = Signal(str)

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        *,
        size: int = metrics.TYPE_BODY,
        line: int = 20,
        weight: int = 400,
        token: str = "text",
        serif: bool = False,
        italic: bool = False,
        language: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._line, self._token = theme, line, token
        self._pieces: tuple[Piece, ...] = ()
        if serif or italic:
            self.setFont(fonts.serif(size, weight, italic=italic, language=language))
        else:
            self.setFont(fonts.sans(size, weight, language=language))
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setOpenExternalLinks(False)
        self.linkActivated.connect(self.activated)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._render)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        """Show plain ``text``; line breaks stay."""
        self.set_pieces([Piece(text)])

    def set_pieces(self, pieces: Iterable[Piece]) -> None:
        """Show several stretches of text one after the other."""
        self._pieces = tuple(pieces)
        flags = Qt.TextInteractionFlag
        chosen = flags.TextSelectableByMouse | flags.TextSelectableByKeyboard
        # Tab stops here only if there is something to follow: a page has dozens of texts.
        if any(piece.link for piece in self._pieces):
            chosen |= flags.LinksAccessibleByMouse | flags.LinksAccessibleByKeyboard
        self.setTextInteractionFlags(chosen)
        self.setAccessibleName(self.plain_text())
        self._render()

    def plain_text(self) -> str:
        """What is shown, without links and colours."""
        return "".join(piece.text for piece in self._pieces)

    def focusInEvent(self, event: QFocusEvent) -> None:  # noqa: N802 (Qt's name)
        super().focusInEvent(event)
        reasons = Qt.FocusReason
        if event.reason() in (reasons.TabFocusReason, reasons.BacktabFocusReason):
            # Qt looks for the next link from where the cursor stands, which is where it was left.
            forward = event.reason() == reasons.TabFocusReason
            self.setSelection(0 if forward else len(self.plain_text()), 0)
            self.focusNextPrevChild(forward)

    def focusNextPrevChild(self, forward: bool) -> bool:  # noqa: N802 (Qt's name)
        if not forward and self.selectionStart() == 0:
            # Going back from a link that begins the text, Qt would find the same link for ever.
            self.setSelection(0, 0)
            return QWidget.focusNextPrevChild(self, forward)
        return super().focusNextPrevChild(forward)

    def _render(self) -> None:
        body = "".join(self._html(piece) for piece in self._pieces)
        colour = getattr(self._theme.tokens, self._token)
        self.setText(f'<p style="margin:0;line-height:{self._line}px;color:{colour}">{body}</p>')

    def _html(self, piece: Piece) -> str:
        tokens = self._theme.tokens
        html = escape(piece.text).replace("\n", "<br>")
        if piece.strong:
            html = f'<span style="font-weight:600">{html}</span>'
        if piece.match:
            style = f"color:{tokens.match_text};background-color:{tokens.match_fill}"
            html = f'<span style="{style}">{html}</span>'
        elif piece.token:
            html = f'<span style="color:{getattr(tokens, piece.token)}">{html}</span>'
        if piece.link:
            style = f"color:{tokens.accent};text-decoration:none"
            html = f'<a href="{escape(piece.link)}" style="{style}">{html}</a>'
        return html


class ElidedLabel(QLabel):
    """One line that ends in an ellipsis where room ends; then its tooltip has the whole text."""

    def __init__(
        self,
        text: str = "",
        role: str = "",
        *,
        mode: Qt.TextElideMode = Qt.TextElideMode.ElideRight,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(text, parent)
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            self.setProperty("role", role)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:  # noqa: N802 (Qt's name)
        super().setText(text)
        self._tell()

    def elided_text(self) -> str:
        """What there is room for."""
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), self._mode, width)

    def minimumSizeHint(self) -> QSize:  # noqa: N802 (Qt's name)
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), self.fontMetrics().averageCharWidth() * 4), hint.height())

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802 (Qt's name)
        super().resizeEvent(event)
        self._tell()

    def changeEvent(self, event: QEvent) -> None:  # noqa: N802 (Qt's name)
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._tell()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: N802 (Qt's name)
        painter = QPainter(self)
        self.style().drawItemText(
            painter,
            self.contentsRect(),
            self.alignment(),
            self.palette(),
            self.isEnabled(),
            self.elided_text(),
            self.foregroundRole(),
        )
        painter.end()

    def _tell(self) -> None:
        self.setToolTip(self.text() if self.elided_text() != self.text() else "")
