"""Every action of the window in one table: menus, shortcuts, palette and help are made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from catalog_app.domain.kinds import KINDS, PLURALS
from catalog_app.domain.translation import tr


class Act(Enum):
    """What a user can do in the window."""

    NEW_CATALOGUE = auto()
    OPEN_CATALOGUE = auto()
    CLOSE_CATALOGUE = auto()
    QUIT = auto()
    NEW_RECORD = auto()
    DUPLICATE = auto()
    EDIT = auto()
    WIDE_FORM = auto()
    SAVE = auto()
    SAVE_AND_NEXT = auto()
    REVERT = auto()
    DRAFTS = auto()
    ATTACH = auto()
    TRASH = auto()
    RESTORE = auto()
    EMPTY_TRASH = auto()
    MERGE = auto()
    UNDO = auto()
    REDO = auto()
    SEARCH = auto()
    COMMANDS = auto()
    BACK = auto()
    FORWARD = auto()
    SIDEBAR = auto()
    LIST = auto()
    COMPACT = auto()
    NEXT_PANE = auto()
    PREVIOUS_PANE = auto()
    ALL_RECORDS = auto()
    KIND_1 = auto()
    KIND_2 = auto()
    KIND_3 = auto()
    KIND_4 = auto()
    KIND_5 = auto()
    KIND_6 = auto()
    KIND_7 = auto()
    KIND_8 = auto()
    THEME_SYSTEM = auto()
    THEME_LIGHT = auto()
    THEME_DARK = auto()
    CLOSE_INNERMOST = auto()
    SHORTCUTS = auto()


@dataclass(frozen=True, slots=True)
class Situation:
    """What the enabling of actions depends on, and nothing else."""

    open: bool = False
    writable: bool = False
    selected: int = 0
    selected_kinds: int = 0
    shown: bool = False
    editing: bool = False
    draft_changed: bool = False
    in_trash: bool = False
    trash_filled: bool = False
    drafts: int = 0
    undo: str = ""
    redo: str = ""
    back: bool = False
    forward: bool = False


def _always(_: Situation) -> bool:
    return True


def _open(now: Situation) -> bool:
    return now.open


def _writable(now: Situation) -> bool:
    return now.writable


@dataclass(frozen=True, slots=True)
class Spec:
    """An action: its words, its key, its icon, and when it can act."""

    text: str
    key: str = ""
    icon: str = ""
    enabled: Callable[[Situation], bool] = _always
    checkable: bool = False


def _on_records(now: Situation) -> bool:
    return now.writable and now.selected > 0


SPECS: dict[Act, Spec] = {
    Act.NEW_CATALOGUE: Spec("New catalogue…", "Ctrl+Shift+N", "plus"),
    Act.OPEN_CATALOGUE: Spec("Open catalogue…", "Ctrl+O", "folder-open"),
    Act.CLOSE_CATALOGUE: Spec("Close catalogue", "Ctrl+W", "", _open),
    Act.QUIT: Spec("Quit", "Ctrl+Q"),
    Act.NEW_RECORD: Spec("New record", "Ctrl+N", "plus", _writable),
    Act.DUPLICATE: Spec(
        "Duplicate", "Ctrl+D", "copy", lambda now: now.writable and now.selected == 1
    ),
    Act.EDIT: Spec(
        "Edit", "Ctrl+E", "pencil-simple", lambda now: now.writable and now.shown, checkable=True
    ),
    Act.WIDE_FORM: Spec("Wide form", "Ctrl+Shift+E", "", lambda now: now.editing, checkable=True),
    Act.SAVE: Spec("Save", "Ctrl+S", "check", lambda now: now.editing and now.draft_changed),
    Act.SAVE_AND_NEXT: Spec("Save and next", "Ctrl+Shift+S", "", lambda now: now.editing),
    Act.REVERT: Spec("Revert", "", "", lambda now: now.editing and now.draft_changed),
    Act.DRAFTS: Spec("Drafts…", "Ctrl+Shift+D", "", lambda now: now.writable and now.drafts > 0),
    Act.ATTACH: Spec(
        "Add images…", "Ctrl+Shift+I", "image", lambda now: now.writable and now.shown
    ),
    Act.TRASH: Spec(
        "Move to trash", "Del", "trash", lambda now: _on_records(now) and not now.in_trash
    ),
    Act.RESTORE: Spec(
        "Restore from trash",
        "",
        "arrow-counter-clockwise",
        lambda now: _on_records(now) and now.in_trash,
    ),
    Act.EMPTY_TRASH: Spec("Empty trash", "", "", lambda now: now.writable and now.trash_filled),
    Act.MERGE: Spec(
        "Merge into one",
        "Ctrl+M",
        "",
        lambda now: now.writable and now.selected > 1 and now.selected_kinds == 1,
    ),
    Act.UNDO: Spec("Undo", "Ctrl+Z", "", lambda now: now.writable and bool(now.undo)),
    Act.REDO: Spec("Redo", "Ctrl+Shift+Z", "", lambda now: now.writable and bool(now.redo)),
    Act.SEARCH: Spec("Search everything", "Ctrl+F", "magnifying-glass", _open),
    Act.COMMANDS: Spec("Commands…", "Ctrl+K"),
    Act.BACK: Spec("Back", "Alt+Left", "arrow-left", lambda now: now.back),
    Act.FORWARD: Spec("Forward", "Alt+Right", "arrow-right", lambda now: now.forward),
    Act.SIDEBAR: Spec("Sidebar", "Ctrl+B", "sidebar-simple", _open, checkable=True),
    Act.LIST: Spec("List", "Ctrl+L", "list", _open, checkable=True),
    Act.COMPACT: Spec("Compact rows", "Ctrl+Shift+L", "", _open, checkable=True),
    Act.NEXT_PANE: Spec("Next pane", "F6", "", _open),
    Act.PREVIOUS_PANE: Spec("Previous pane", "Shift+F6", "", _open),
    Act.ALL_RECORDS: Spec("All records", "Alt+0", "tray", _open),
    **{
        Act[f"KIND_{number}"]: Spec(PLURALS[kind], f"Alt+{number}", "", _open)
        for number, kind in enumerate(KINDS, start=1)
    },
    Act.THEME_SYSTEM: Spec("Theme of the system", checkable=True),
    Act.THEME_LIGHT: Spec("Light theme", checkable=True),
    Act.THEME_DARK: Spec("Dark theme", checkable=True),
    Act.CLOSE_INNERMOST: Spec("Close what is innermost", "Esc", "", _open),
    Act.SHORTCUTS: Spec("Keyboard shortcuts", "Ctrl+/"),
}

KIND_ACTS = {kind: Act[f"KIND_{number}"] for number, kind in enumerate(KINDS, start=1)}

MENUS: dict[str, tuple[Act | None, ...]] = {
    "Catalogue": (
        Act.NEW_CATALOGUE,
        Act.OPEN_CATALOGUE,
        Act.CLOSE_CATALOGUE,
        None,
        Act.QUIT,
    ),
    "Record": (
        Act.NEW_RECORD,
        Act.DUPLICATE,
        None,
        Act.EDIT,
        Act.WIDE_FORM,
        Act.SAVE,
        Act.SAVE_AND_NEXT,
        Act.REVERT,
        Act.DRAFTS,
        None,
        Act.ATTACH,
        None,
        Act.MERGE,
        Act.TRASH,
        Act.RESTORE,
        Act.EMPTY_TRASH,
    ),
    "Edit": (Act.UNDO, Act.REDO, None, Act.SEARCH),
    "View": (
        Act.BACK,
        Act.FORWARD,
        None,
        Act.ALL_RECORDS,
        *KIND_ACTS.values(),
        None,
        Act.SIDEBAR,
        Act.LIST,
        Act.COMPACT,
        None,
        Act.NEXT_PANE,
        Act.PREVIOUS_PANE,
        Act.CLOSE_INNERMOST,
        None,
        Act.THEME_SYSTEM,
        Act.THEME_LIGHT,
        Act.THEME_DARK,
    ),
    "Help": (Act.COMMANDS, Act.SHORTCUTS),
}
"""The menus as lists; None is a line between groups."""

RECORD_MENU: tuple[Act | None, ...] = (
    Act.EDIT,
    Act.DUPLICATE,
    Act.ATTACH,
    None,
    Act.MERGE,
    Act.TRASH,
    Act.RESTORE,
)
"""What a right click on records offers."""


class Actions:
    """The actions of one window, made from the table."""

    def __init__(self, window: QWidget, handlers: Mapping[Act, Callable[[], object]]) -> None:
        self._actions: dict[Act, QAction] = {}
        for act, spec in SPECS.items():
            action = QAction(tr(spec.text), window)
            action.setObjectName(act.name)
            action.setCheckable(spec.checkable)
            if spec.key:
                action.setShortcut(QKeySequence(spec.key))
            action.triggered.connect(lambda _=False, handler=handlers[act]: handler())
            window.addAction(action)
            self._actions[act] = action

    def __getitem__(self, act: Act) -> QAction:
        return self._actions[act]

    def refresh(self, now: Situation) -> None:
        """Enable exactly what can act now; undo and redo say what they would take back."""
        for act, action in self._actions.items():
            action.setEnabled(SPECS[act].enabled(now))
        undo, redo = self._actions[Act.UNDO], self._actions[Act.REDO]
        undo.setText(tr("Undo “{step}”", step=now.undo) if now.undo else tr("Undo"))
        redo.setText(tr("Redo “{step}”", step=now.redo) if now.redo else tr("Redo"))

    def fill(self, menu: QMenu, acts: tuple[Act | None, ...]) -> None:
        """Put actions into a menu, in this order."""
        for act in acts:
            if act is None:
                menu.addSeparator()
            else:
                menu.addAction(self._actions[act])


def words_of(act: Act) -> str:
    """The words of an action without the dots that announce a question."""
    return tr(SPECS[act].text).rstrip("…")
