"""How the words of a page look: typefaces, colours and the measures of paragraphs."""

from __future__ import annotations

from functools import cache
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetrics, QTextBlockFormat, QTextCharFormat, QTextOption

from catalog_app.ui.look import fonts, metrics
from catalog_app.ui.look.theme import Theme

_STYLES: dict[str, tuple[str, int, int, str]] = {
    "kind": ("sans", metrics.TYPE_LABEL, 500, "text2"),
    "number": ("sans", metrics.TYPE_LABEL, 400, "text2"),
    "title": ("serif", metrics.TYPE_RECORD, 600, "text"),
    "date": ("sans", metrics.TYPE_LEAD, 400, "text2"),
    "lead": ("sans", metrics.TYPE_LEAD, 400, "text"),
    "body": ("sans", metrics.TYPE_BODY, 400, "text"),
    "strong": ("sans", metrics.TYPE_BODY, 500, "text"),
    "second": ("sans", metrics.TYPE_BODY, 400, "text2"),
    "label": ("sans", metrics.TYPE_BODY, 400, "text2"),
    "meta": ("sans", metrics.TYPE_LABEL, 400, "text2"),
    "group": ("sans", metrics.TYPE_LABEL, 500, "text2"),
    "faint": ("sans", metrics.TYPE_LABEL, 400, "text3"),
    "unsure": ("sans", metrics.TYPE_LABEL, 400, "uncertain"),
    "section": ("sans", metrics.TYPE_SECTION, 600, "text"),
    "count": ("sans", metrics.TYPE_BODY, 400, "text3"),
    "quote": ("italic", 15, 400, "text"),
    "link": ("sans", metrics.TYPE_BODY, 400, "accent"),
    "link-strong": ("sans", metrics.TYPE_BODY, 500, "accent"),
    "link-date": ("sans", metrics.TYPE_LEAD, 400, "accent"),
    "link-meta": ("sans", metrics.TYPE_LABEL, 400, "accent"),
    "action": ("sans", metrics.TYPE_LABEL, 500, "accent"),
    "chip-neutral": ("sans", metrics.TYPE_LABEL, 500, "text2"),
    "chip-accent": ("sans", metrics.TYPE_LABEL, 500, "accent"),
    "chip-uncertain": ("sans", metrics.TYPE_LABEL, 500, "uncertain"),
    "chip-warning": ("sans", metrics.TYPE_LABEL, 500, "warning"),
    "chip-problem": ("sans", metrics.TYPE_LABEL, 500, "problem"),
}
"""Face, size in pixels, weight and colour token by the name of a style."""

_FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value


class Inks:
    """The character formats of one theme, made once each."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self._formats: dict[tuple[str, str], QTextCharFormat] = {}
        self._metrics: dict[str, QFontMetrics] = {}
        theme.changed.connect(self._formats.clear)

    def of(self, style: str, language: str = "") -> QTextCharFormat:
        """The format of a style; ``language`` chooses the forms of han characters."""
        key = (style, language)
        if key not in self._formats:
            made = QTextCharFormat()
            made.setFont(_font(style, language))
            made.setForeground(self._theme.colour(_STYLES[style][3]))
            self._formats[key] = made
        return self._formats[key]

    def link(self, style: str, href: str, tip: str = "") -> QTextCharFormat:
        """The format of a link in a style."""
        made = QTextCharFormat(self.of(style))
        made.setAnchor(True)
        made.setAnchorHref(href)
        if tip:
            made.setToolTip(as_tip(tip))
        return made

    def width(self, words: str, style: str) -> int:
        """How many pixels ``words`` take on one line."""
        if style not in self._metrics:
            self._metrics[style] = QFontMetrics(_font(style, ""))
        return self._metrics[style].horizontalAdvance(words)


def _font(style: str, language: str) -> QFont:
    face, size, weight, _ = _STYLES[style]
    if face == "sans":
        return fonts.sans(size, weight, language=language)
    return fonts.serif(size, weight, italic=face == "italic", language=language)


def as_tip(words: str) -> str:
    """``words`` for a tooltip, which would take them for markup if they looked like it."""
    return f"<qt>{escape(words)}</qt>" if words else ""


@cache
def paragraph(
    left: int, right: int, top: int, bottom: int, height: int, hang: int, tab: int
) -> QTextBlockFormat:
    """The format of a paragraph, in pixels.

    ``hang`` is how far its first line stands out to the left, with a tab stop at ``left``;
    ``tab`` is where a second, right-aligned tab stop lies, 0 for none.
    """
    made = QTextBlockFormat()
    made.setLeftMargin(left)
    made.setRightMargin(right)
    made.setTopMargin(top)
    made.setBottomMargin(bottom)
    made.setLineHeight(height, _FIXED)
    stops = []
    if hang:
        made.setTextIndent(-hang)
        stops.append(QTextOption.Tab(hang, QTextOption.TabType.LeftTab))
    if tab:
        stops.append(QTextOption.Tab(tab, QTextOption.TabType.RightTab))
    if stops:
        made.setTabPositions(stops)
    made.setAlignment(Qt.AlignmentFlag.AlignLeft)
    return made
