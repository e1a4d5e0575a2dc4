"""One open catalogue as the window uses it."""

from __future__ import annotations

from PySide6.QtCore import QObject

from catalog_app.services.finding import Search
from catalog_app.services.workspace import Workspace
from catalog_app.ui.hub import Hub
from catalog_app.ui.jobs import Jobs


class Session(QObject):
    """The workspace with its hub, a thread for questions, and the search that runs there."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.hub = Hub(self)
        self.jobs = Jobs(self)
        self.search = Search(workspace)

    @property
    def writable(self) -> bool:
        """Whether this window may write the catalogue."""
        return not self.workspace.store.read_only_because

    def close(self) -> None:
        """Finish what is under way and close the catalogue."""
        self.search.interrupt()
        self.jobs.wait()
        self.search.close()
        self.workspace.close()
