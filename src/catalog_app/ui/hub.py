"""Where every view learns that something has changed."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from catalog_app.domain.records import Changes


class Hub(QObject):
    """Passes on what verbs have changed. Views refresh from here and from nowhere else."""

    changed = Signal(object)
    """Emitted with the `Changes` of a step, after it is durable."""

    def publish(self, changes: Changes) -> None:
        """Tell all views, unless nothing was changed."""
        if changes:
            self.changed.emit(changes)
