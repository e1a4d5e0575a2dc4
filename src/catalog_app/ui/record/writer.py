"""Writing a page into a text document: paragraphs, links, pills and the marks beside them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtGui import QTextCharFormat, QTextCursor, QTextDocument

from catalog_app.services.pages import Target
from catalog_app.ui.look import metrics
from catalog_app.ui.record.inks import Inks, as_tip, paragraph
from catalog_app.ui.record.marks import Mark, Pill, Tone

COLUMN = metrics.FACT_LABEL + metrics.SPACE_4
"""Where the values of facts begin, in pixels from the left edge of the text."""

WIDEST = 172
"""The same, at most, where labels are long."""
_ROOMY = 440

_BREAKS = re.compile(r"\r\n?|\n|\u2029")
_HARD = "\u2028"
_SPACE = "\u00a0"


@dataclass(slots=True)
class Anchor:
    """A link: the characters it covers, where it leads, and its words for those who listen."""

    start: int
    end: int
    href: str
    words: str


class Writer:
    """Writes paragraphs one after the other; nothing it is given is read as markup.

    ``room`` is the width of the text in pixels. ``right`` leaves that much free at the right of
    each paragraph; ``space`` is added once above the next one.
    """

    def __init__(self, document: QTextDocument, inks: Inks, room: int) -> None:
        self._cursor = QTextCursor(document)
        self._inks = inks
        self._fresh = True
        self.room = room
        self.right = 0
        self.space = 0
        self.number = 0
        self.marks: list[Mark] = []
        self.pills: list[Pill] = []
        self.anchors: list[Anchor] = []

    def begin(self) -> None:
        """Hold back laying out until :meth:`end`."""
        self._cursor.beginEditBlock()

    def end(self) -> None:
        """Lay out what was written."""
        self._cursor.endEditBlock()

    def line(
        self,
        *,
        left: int = 0,
        top: int = 0,
        bottom: int = 0,
        height: int = metrics.LINE_BODY,
        hang: int = 0,
        tab: bool = False,
    ) -> int:
        """Begin a paragraph; its number. ``tab`` sends what follows a tab to the right edge."""
        stop = self.room - self.right - left + hang - 1 if tab else 0
        made = paragraph(left, self.right, top + self.space, bottom, height, hang, stop)
        self.space = 0
        if self._fresh:
            self._cursor.setBlockFormat(made)
            self._fresh = False
        else:
            self._cursor.insertBlock(made)
            self.number += 1
        return self.number

    def text(self, words: str, style: str = "body", language: str = "", tip: str = "") -> None:
        """Add words to the paragraph; line breaks stay within it."""
        ink = self._inks.of(style, language)
        if tip:
            ink = QTextCharFormat(ink)
            ink.setToolTip(as_tip(tip))
        self._cursor.insertText(_BREAKS.sub(_HARD, words), ink)

    def link(self, words: str, href: str, style: str = "link", tip: str = "") -> None:
        """Add words that lead somewhere."""
        start = self._cursor.position()
        self._cursor.insertText(_BREAKS.sub(" ", words), self._inks.link(style, href, tip))
        words = words.replace(_SPACE, " ")
        self.anchors.append(Anchor(start, self._cursor.position(), href, words))

    def target(self, words: str, target: Target | None, style: str = "link") -> None:
        """Add the title of a record, as a link where there is one."""
        if target is None:
            self.text(words, "strong" if style.endswith("strong") else "body")
        else:
            self.link(words, f"record:{target.id}", style)

    def pill(
        self,
        words: str,
        tone: Tone = "neutral",
        *,
        href: str = "",
        icon: str = "",
        dot: bool = False,
    ) -> None:
        """Add a short word on a coloured ground; with ``href`` it is a link."""
        start = self._cursor.position()
        inside = padded(words, icon, dot)
        style = f"chip-{tone}"
        ink = self._inks.link(style, href) if href else self._inks.of(style)
        self._cursor.insertText(inside, ink)
        end = self._cursor.position()
        self.pills.append(Pill(self.number, start, end, tone, icon, dot))
        if href:
            self.anchors.append(Anchor(start, end, href, words))

    def gap(self, blanks: int = 2) -> None:
        """Add room between two things on a line."""
        self._cursor.insertText(_SPACE * (blanks - 1) + " ", self._inks.of("meta"))

    def labelled(
        self,
        label: str,
        style: str = "label",
        *,
        left: int = 0,
        column: int = COLUMN,
        top: int = 0,
        height: int = metrics.LINE_BODY,
    ) -> int:
        """Begin a paragraph at ``left + column`` with a label before it; its number.

        A label that is too wide for its column stands on a line of its own.
        """
        if label and self.width(label, style) <= column - metrics.SPACE_2:
            number = self.line(left=left + column, hang=column, top=top, height=height)
            self.text(f"{label}\t", style)
            return number
        if label:
            self.line(left=left, top=top, height=height)
            self.text(label, style)
            top = 0
        return self.line(left=left + column, top=top, height=height)

    def width(self, words: str, style: str) -> int:
        """How many pixels ``words`` take on one line."""
        return self._inks.width(words, style)

    def column_for(self, labels: Iterable[str], style: str = "label") -> int:
        """Where values begin so that these labels stand beside them, as far as that is sensible."""
        most = WIDEST if self.room - self.right >= _ROOMY else COLUMN + metrics.SPACE_4
        widths = (self._inks.width(label, style) + metrics.SPACE_4 for label in labels)
        return max(COLUMN, *(width for width in widths if width <= most), COLUMN)

    def mark(self, mark: Mark) -> None:
        """Have something painted beside the paragraphs."""
        self.marks.append(mark)


def padded(words: str, icon: str = "", dot: bool = False) -> str:
    """The characters of a pill.

    Its ground is painted behind them, so blanks make its padding; they do not break, so that it
    stays in one piece.
    """
    lead = _SPACE * (7 if icon else 6 if dot else 3)
    return f"{lead}{words.strip().replace(' ', _SPACE)}{_SPACE * 3}"
