"""Nothing in the form is without a name for those who do not see it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.edit.examples import full

from catalog_app.domain.kinds import KINDS
from catalog_app.services.workspace import Workspace
from catalog_app.ui.edit.form import EditForm

CONTROLS = (
    QAccessible.Role.Button,
    QAccessible.Role.ButtonMenu,
    QAccessible.Role.CheckBox,
    QAccessible.Role.RadioButton,
    QAccessible.Role.ComboBox,
    QAccessible.Role.EditableText,
    QAccessible.Role.List,
    QAccessible.Role.ListItem,
    QAccessible.Role.Slider,
    QAccessible.Role.PageTab,
    QAccessible.Role.Link,
)


def walk(interface: QAccessibleInterface, depth: int = 0) -> Iterator[QAccessibleInterface]:
    yield interface
    if depth < 40:
        for place in range(interface.childCount()):
            child = interface.child(place)
            if child is not None and child.isValid():
                yield from walk(child, depth + 1)


def nameless(root: QObject) -> list[str]:
    """Controls, and whatever takes the focus, without a name."""
    found = []
    for interface in walk(QAccessible.queryAccessibleInterface(root)):
        thing = interface.object()
        stops = isinstance(thing, QWidget) and bool(thing.focusPolicy() & Qt.FocusPolicy.TabFocus)
        hidden = interface.state().invisible
        if (interface.role() in CONTROLS or stops) and not hidden:
            name = interface.text(QAccessible.Text.Name)
            if not name.strip():
                found.append(f"{interface.role()} {thing} in {thing and thing.parent()}")
    return found


@pytest.mark.parametrize("kind", KINDS)
def test_no_control_is_without_a_name(
    form: EditForm, sample: Workspace, qtbot: QtBot, kind: str
) -> None:
    form.edit_new(kind, full(sample, kind).values)
    assert form.page is not None
    for editor in dict.fromkeys(box.editor for box in form.page.boxes().values()):
        for card in getattr(editor, "cards", []):
            card.open_row()
    QApplication.processEvents()
    assert nameless(form) == []


def test_a_list_of_suggestions_has_names(form: EditForm, qtbot: QtBot) -> None:
    form.edit_new("gift")
    assert form.page is not None
    target = form.page.boxes()["donor"].editor.target()
    target.setFocus()
    QTest.keyClicks(target, "kim")
    assert nameless(form) == []


def test_every_field_can_be_reached_by_tab(form: EditForm, qtbot: QtBot) -> None:
    form.edit_new("gift")
    assert form.page is not None
    reached = set()
    for _ in range(120):
        focused = QApplication.focusWidget()
        assert focused is not None
        reached.add(focused)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    missing = [
        box.editor.label
        for box in dict.fromkeys(form.page.boxes().values())
        if box.editor.target() not in reached and box.editor.field.key != "attachments"
    ]
    assert missing == []
