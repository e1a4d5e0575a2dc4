"""Work off the thread of the window: plain values in, plain values back."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, QRunnable, Qt, QThreadPool, Signal

from catalog_app.domain.errors import UserError

_LOG = logging.getLogger(__name__)


class _Answer(QObject):
    """Carries a result across the threads; its slot runs in the thread that made it."""

    done = Signal(object)
    failed = Signal(object)


class _Job(QRunnable):
    def __init__(self, work: Callable[[], Any], answer: _Answer) -> None:
        super().__init__()
        self.work = work
        self.answer = answer

    def run(self) -> None:
        try:
            result = self.work()
        except Exception as error:
            self._tell(self.answer.failed, error)
        else:
            self._tell(self.answer.done, result)

    @staticmethod
    def _tell(signal: Any, value: object) -> None:
        try:
            signal.emit(value)
        except RuntimeError:
            # The window was closed meanwhile: nobody waits for the answer any more.
            _LOG.debug("a job outlived its owner")


class Jobs(QObject):
    """Runs functions one after the other in a thread of their own; the newest of a name wins.

    An answer that has been overtaken by a newer job of the same name is dropped.
    """

    failed = Signal(object)
    """An error that nobody handled: a `UserError` to be shown, anything else is a bug."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self._newest: dict[str, int] = {}
        self._answers: set[_Answer] = set()

    def run(self, name: str, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        """Call ``work()`` in the background and ``done(result)`` here, unless overtaken."""
        number = self._newest.get(name, 0) + 1
        self._newest[name] = number
        answer = _Answer(self)
        self._answers.add(answer)

        def finish(result: Any) -> None:
            self._answers.discard(answer)
            answer.deleteLater()
            if self._newest.get(name) == number:
                done(result)

        def fail(error: Any) -> None:
            self._answers.discard(answer)
            answer.deleteLater()
            if not isinstance(error, UserError):
                _LOG.error("a job failed", exc_info=error)
            if self._newest.get(name) == number:
                self.failed.emit(error)

        answer.done.connect(finish, Qt.ConnectionType.QueuedConnection)
        answer.failed.connect(fail, Qt.ConnectionType.QueuedConnection)
        self._pool.start(_Job(work, answer))

    def wait(self) -> None:
        """Let everything under way finish; for closing and for tests."""
        self._pool.waitForDone()
