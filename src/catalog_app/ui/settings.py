"""What the window remembers between starts; facts about records never lie here."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QByteArray, QSettings

from catalog_app.ui.look.theme import Choice

_RECENT = 10


class Settings:
    """Typed access to the settings file of this user."""

    def __init__(self, file: Path) -> None:
        self._store = QSettings(str(file), QSettings.Format.IniFormat)

    @property
    def theme(self) -> Choice:
        """Light, dark, or as the system has it."""
        chosen = self._store.value("theme", "system")
        return chosen if chosen in ("light", "dark", "system") else "system"

    @theme.setter
    def theme(self, choice: Choice) -> None:
        self._store.setValue("theme", choice)

    @property
    def compact(self) -> bool:
        """Whether rows of the list are low."""
        return self._store.value("compact", "false") == "true"

    @compact.setter
    def compact(self, compact: bool) -> None:
        self._store.setValue("compact", "true" if compact else "false")

    @property
    def rail(self) -> bool | None:
        """Whether the user folded the sidebar, unfolded it, or left it to the width."""
        return {"true": True, "false": False}.get(str(self._store.value("rail", "")))

    @rail.setter
    def rail(self, rail: bool | None) -> None:
        self._store.setValue("rail", "" if rail is None else str(rail).lower())

    @property
    def geometry(self) -> QByteArray:
        """Where the window was, as Qt describes it."""
        found = self._store.value("geometry")
        return found if isinstance(found, QByteArray) else QByteArray()

    @geometry.setter
    def geometry(self, geometry: QByteArray) -> None:
        self._store.setValue("geometry", geometry)

    @property
    def recent(self) -> list[str]:
        """The folders of the catalogues opened last, the latest first."""
        found = self._store.value("recent", [])
        folders = found if isinstance(found, list) else [found]
        return [str(folder) for folder in folders if Path(str(folder)).is_dir()]

    def opened(self, folder: Path) -> None:
        """Note that a catalogue was opened."""
        rest = [known for known in self.recent if known != str(folder)]
        self._store.setValue("recent", [str(folder), *rest][:_RECENT])
