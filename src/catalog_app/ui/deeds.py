"""What the window does to records: verbs carried out, then told to all views and to the user."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from catalog_app.domain.errors import UserError
from catalog_app.domain.history import Step
from catalog_app.domain.records import Changes
from catalog_app.domain.translation import tr
from catalog_app.services import attachments, history, records
from catalog_app.services.workspace import Workspace
from catalog_app.ui.bars import StatusBar
from catalog_app.ui.session import Session


class Deeds:
    """Carries verbs out; what keeps one from being done is told in the status bar."""

    def __init__(self, session: Session, status: StatusBar) -> None:
        self._session = session
        self._status = status

    @property
    def _workspace(self) -> Workspace:
        return self._session.workspace

    def tell_error(self, error: Exception) -> None:
        """Say what went wrong, where the user looks for it."""
        self._status.tell(str(error), problem=True)

    def publish(self, changes: Changes) -> None:
        """Tell all views what was changed, and the user what was done."""
        self._session.hub.publish(changes)
        if changes:
            self._status.tell(changes.label, undo=True)

    def act(self, verb: Callable[[], Changes]) -> None:
        """Carry out a verb."""
        try:
            self.publish(verb())
        except UserError as error:
            self.tell_error(error)

    def trash(self, numbers: Sequence[int]) -> None:
        """Move records to the trash."""
        self.act(lambda: records.trash(self._workspace, numbers))

    def restore(self, numbers: Sequence[int]) -> None:
        """Take records out of the trash."""
        self.act(lambda: records.restore(self._workspace, numbers))

    def empty_trash(self) -> None:
        """Delete what is in the trash."""
        self.act(lambda: records.empty_trash(self._workspace))

    def duplicate(self, number: int) -> None:
        """Make a second record like this one."""
        self.act(lambda: records.duplicate(self._workspace, number)[1])

    def merge(self, numbers: Sequence[int], keep: int) -> None:
        """Make one record of several; ``keep`` stays if it is among them, else the first."""
        kept = keep if keep in numbers else numbers[0]
        others = [number for number in numbers if number != kept]
        self.act(lambda: records.merge(self._workspace, kept, others))

    def attach(self, number: int, files: Sequence[Path]) -> None:
        """Attach images to a record."""
        self.act(lambda: attachments.attach(self._workspace, number, files))

    def bring_back(self, number: int, step: int) -> None:
        """Let a record be as it was after a step."""
        self.act(lambda: history.bring_back(self._workspace, number, step))

    def undo(self) -> None:
        """Take back the last step."""
        self._turn(history.undo, tr("Undone: {label}"))

    def redo(self) -> None:
        """Do the step undone last again."""
        self._turn(history.redo, tr("Done again: {label}"))

    def _turn(self, verb: Callable[[Workspace], list[Step]], wording: str) -> None:
        try:
            done = verb(self._workspace)
        except UserError as error:
            self.tell_error(error)
            return
        if done:
            self._session.hub.publish(self._workspace.store.last_changes)
            self._status.tell(wording.format(label=done[0].label))
