"""Thumbnails for whoever paints them: there at once, or a moment later."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QPixmap

from catalog_app.ui.jobs import Jobs

_KEPT = 400


class Pictures(QObject):
    """Pixmaps by hash and size. What is not there is made in the background, then announced."""

    arrived = Signal()

    def __init__(
        self,
        make: Callable[[str, int], Path | None],
        sizes: Sequence[int],
        parent: QObject | None = None,
    ) -> None:
        """``make(hash, size)`` gives the file of a thumbnail in one of ``sizes``."""
        super().__init__(parent)
        self._make = make
        self._sizes = tuple(sizes)
        self._jobs = Jobs(self)
        self._pixmaps: OrderedDict[tuple[str, int], QPixmap | None] = OrderedDict()
        self._asked: set[tuple[str, int]] = set()

    def __call__(self, sha256: str, size: int) -> QPixmap | None:
        """The picture no smaller than ``size`` pixels if there is one, or None for now."""
        fitting = next((known for known in self._sizes if known >= size), self._sizes[-1])
        key = (sha256, fitting)
        if key in self._pixmaps:
            self._pixmaps.move_to_end(key)
            return self._pixmaps[key]
        if key not in self._asked:
            self._asked.add(key)
            self._jobs.run(
                f"{sha256}-{fitting}",
                lambda: self._make(sha256, fitting),
                lambda path: self._take(key, path),
            )
        return None

    def _take(self, key: tuple[str, int], path: Path | None) -> None:
        self._asked.discard(key)
        self._pixmaps[key] = QPixmap(str(path)) if path else None
        while len(self._pixmaps) > _KEPT:
            self._pixmaps.popitem(last=False)
        self.arrived.emit()

    def file(self, sha256: str, size: int) -> Path | None:
        """The file of a thumbnail, made now if need be."""
        return self._make(sha256, size)

    def close(self) -> None:
        """Let what is under way finish."""
        self._jobs.wait()
