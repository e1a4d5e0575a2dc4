"""Where the reader has been: back and forward through the records looked at."""

from __future__ import annotations


class Trail:
    """A path of record numbers with a place on it. Going somewhere new cuts off what lay ahead."""

    def __init__(self) -> None:
        self._path: list[int] = []
        self._at = -1

    def visit(self, number: int) -> None:
        """Note that a record is looked at."""
        if not number or (self._at >= 0 and self._path[self._at] == number):
            return
        self._path = [*self._path[: self._at + 1], number][-200:]
        self._at = len(self._path) - 1

    @property
    def can_go_back(self) -> bool:
        """Whether something was looked at before."""
        return self._at > 0

    @property
    def can_go_forward(self) -> bool:
        """Whether one has come back from something."""
        return self._at < len(self._path) - 1

    def go(self, steps: int) -> int:
        """Move on the path; returns the record there, 0 beyond its ends."""
        if not 0 <= self._at + steps < len(self._path):
            return 0
        self._at += steps
        return self._path[self._at]
