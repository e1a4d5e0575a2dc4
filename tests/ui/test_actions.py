"""The one table of actions: complete, reachable, and enabled exactly when they can act."""

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from catalog_app.ui.actions import MENUS, RECORD_MENU, SPECS, Act, Actions, Situation


def test_every_action_is_declared() -> None:
    assert set(SPECS) == set(Act)


def test_every_action_is_reachable_from_a_menu() -> None:
    listed = {act for acts in MENUS.values() for act in acts if act is not None}
    assert listed == set(Act)
    assert {act for act in RECORD_MENU if act} <= listed


def test_every_shortcut_is_unique_and_real() -> None:
    keys = [QKeySequence(spec.key).toString() for spec in SPECS.values() if spec.key]
    assert all(keys)
    assert len(keys) == len(set(keys))


OPEN = Situation(open=True, writable=True)


@pytest.mark.parametrize(
    ("act", "can", "cannot"),
    [
        (Act.SAVE, Situation(editing=True, draft_changed=True), Situation(editing=True)),
        (Act.TRASH, Situation(writable=True, selected=2), Situation(selected=2)),
        (
            Act.RESTORE,
            Situation(writable=True, selected=1, in_trash=True),
            Situation(writable=True, selected=1),
        ),
        (
            Act.MERGE,
            Situation(writable=True, selected=2, selected_kinds=1),
            Situation(writable=True, selected=2, selected_kinds=2),
        ),
        (Act.UNDO, Situation(writable=True, undo="Added"), OPEN),
        (Act.REDO, Situation(writable=True, redo="Added"), OPEN),
        (Act.DUPLICATE, Situation(writable=True, selected=1), Situation(writable=True, selected=2)),
        (Act.EDIT, Situation(writable=True, shown=True), Situation(shown=True)),
        (Act.NEW_RECORD, OPEN, Situation(open=True)),
        (Act.EMPTY_TRASH, Situation(writable=True, trash_filled=True), OPEN),
        (Act.BACK, Situation(back=True), OPEN),
        (Act.FORWARD, Situation(forward=True), OPEN),
        (Act.CLOSE_CATALOGUE, OPEN, Situation()),
    ],
)
def test_an_action_is_enabled_exactly_when_it_can_act(
    act: Act, can: Situation, cannot: Situation
) -> None:
    assert SPECS[act].enabled(can)
    assert not SPECS[act].enabled(cannot)


def test_nothing_that_needs_a_catalogue_is_enabled_without_one() -> None:
    enabled = {act for act, spec in SPECS.items() if spec.enabled(Situation())}
    assert enabled == {
        Act.NEW_CATALOGUE,
        Act.OPEN_CATALOGUE,
        Act.QUIT,
        Act.COMMANDS,
        Act.THEME_SYSTEM,
        Act.THEME_LIGHT,
        Act.THEME_DARK,
        Act.SHORTCUTS,
    }


def test_undo_says_what_it_would_take_back(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    done: list[Act] = []
    actions = Actions(widget, {act: (lambda act=act: done.append(act)) for act in Act})  # type: ignore[misc]
    actions.refresh(Situation(open=True, writable=True, undo="Added gift “Vase”"))
    assert "Vase" in actions[Act.UNDO].text()
    actions[Act.UNDO].trigger()
    actions[Act.REDO].trigger()
    assert done == [Act.UNDO]
