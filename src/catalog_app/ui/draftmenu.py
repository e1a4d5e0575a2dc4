"""What was typed and not saved, offered to be gone on with."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu, QWidget

from catalog_app.domain.kinds import KINDS
from catalog_app.domain.translation import tr
from catalog_app.services import drafts
from catalog_app.services.drafts import Draft
from catalog_app.services.workspace import Workspace
from catalog_app.ui.look.icons import Icons

_LONGEST = 60


def draft_menu(
    workspace: Workspace, icons: Icons, chosen: Callable[[Draft], None], parent: QWidget
) -> QMenu:
    """A menu of all drafts; ``chosen`` is called with the one picked."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for draft in drafts.load_all(workspace):
        title = draft.record.title or tr("Without a title")
        words = f"{tr(KINDS[draft.record.kind])}: {title[:_LONGEST]}"
        action = menu.addAction(icons.kind(draft.record.kind), words)
        action.triggered.connect(lambda _=False, draft=draft: chosen(draft))
    return menu


def words_for_new(workspace: Workspace) -> str:
    """That new records were typed and not saved, in words; empty if there are none."""
    count = sum(draft.is_new for draft in drafts.load_all(workspace))
    if not count:
        return ""
    return tr("New records that were typed and not saved: {count}.", count=count)
