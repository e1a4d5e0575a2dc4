"""Light, dark or as the system is; what hangs on it follows."""

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from catalog_app.ui.look.theme import DARK, LIGHT, Theme, set_role


def test_a_choice_is_told_once(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    with qtbot.assertNotEmitted(theme.changed):
        theme.choose("dark")
    assert (theme.dark, theme.choice, theme.tokens) == (True, "dark", DARK)


def test_the_system_is_followed_only_if_chosen(
    theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    theme.choose("dark")
    theme._follow()
    assert theme.dark
    theme.choose("system")
    monkeypatch.setattr(theme, "_wanted", lambda: DARK)
    theme._follow()
    assert theme.tokens is DARK
    monkeypatch.setattr(theme, "_wanted", lambda: LIGHT)
    theme._follow()
    assert theme.tokens is LIGHT


def test_colours_given_out_are_copies(theme: Theme) -> None:
    theme.colour("accent").setAlpha(3)
    assert theme.colour("accent").alpha() == 255


def test_an_unknown_colour_is_an_error(theme: Theme) -> None:
    with pytest.raises(AttributeError):
        theme.colour("mauve")


def test_the_palette_follows(theme: Theme, qapp: QApplication) -> None:
    theme.choose("dark")
    window = qapp.palette().color(QPalette.ColorRole.Window)
    assert window.name().upper() == DARK.win


def test_a_role_given_late_takes_effect(theme: Theme, qtbot: QtBot) -> None:
    label = QLabel("Sphere with Nine Dragons")
    qtbot.addWidget(label)
    label.show()
    before = label.font().pixelSize()
    set_role(label, "title")
    assert (before, label.font().pixelSize()) == (13, 26)


def test_focus_moves_nothing(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    box = QComboBox()
    box.addItem("Received")
    widgets = [QLineEdit("2006.7"), QPlainTextEdit(), box, QSpinBox()]
    widgets += [QPushButton("Save"), QCheckBox("Vase")]
    for widget in widgets:
        column.addWidget(widget)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    window.setFocus()
    places = [widget.geometry() for widget in widgets]
    hints = [widget.sizeHint() for widget in widgets]
    for widget in widgets:
        widget.setFocus()
        assert widget.hasFocus()
        column.invalidate()
        column.activate()
        assert [other.geometry() for other in widgets] == places
        assert [other.sizeHint() for other in widgets] == hints


def test_a_field_is_thirty_four_high(theme: Theme, qtbot: QtBot) -> None:
    for widget in (QLineEdit(), QComboBox(), QSpinBox(), QPushButton("Save")):
        qtbot.addWidget(widget)
        widget.show()
        assert widget.height() == 34 or widget.sizeHint().height() == 34
