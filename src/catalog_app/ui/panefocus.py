"""Moving the keyboard from pane to pane."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication, QWidget


def pane_after(panes: Sequence[QWidget], steps: int) -> QWidget:
    """The pane ``steps`` further than the one with the focus, among those that are shown."""
    shown = [pane for pane in panes if pane.isVisible()]
    focus = QApplication.focusWidget()
    at = next(
        (i for i, p in enumerate(shown) if focus and (p is focus or p.isAncestorOf(focus))), -1
    )
    return shown[(at + steps) % len(shown)]
