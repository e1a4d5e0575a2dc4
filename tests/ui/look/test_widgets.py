"""The small widgets: what they say to the eye, to the keyboard and to a screen reader."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QLabel,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from catalog_app.ui.look.banner import Banner, Tone
from catalog_app.ui.look.buttons import (
    Button,
    IconButton,
    PrimaryButton,
    QuietButton,
    TextAction,
    permit,
)
from catalog_app.ui.look.chips import Chip
from catalog_app.ui.look.empty import EmptyState
from catalog_app.ui.look.fields import LabelledField, NoteTone
from catalog_app.ui.look.flow import FlowLayout
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.sections import SectionHeading
from catalog_app.ui.look.signs import Sign
from catalog_app.ui.look.text import ElidedLabel, Piece, SelectableText
from catalog_app.ui.look.theme import Theme


def banner(icons: Icons) -> Banner:
    made = Banner(icons)
    made.say("The years in this date disagree", "Keep both", "warning")
    return made


def field(icons: Icons) -> LabelledField:
    made = LabelledField(icons, "Date", QLineEdit("July Juche 95 (2006)"), answers=True)
    made.set_note("July 2006, Juche 95. Both years agree.", "ok")
    return made


MAKERS: dict[str, Callable[[Icons], QWidget]] = {
    "icon button": lambda icons: IconButton(icons, "printer", "Print", "Ctrl+P"),
    "button": lambda icons: Button("New gift", "Ctrl+N", icon=icons.icon("plus")),
    "primary": lambda _: PrimaryButton("Save", "Ctrl+S"),
    "quiet": lambda _: QuietButton("Revert"),
    "text action": lambda _: TextAction("Add event"),
    "chip": lambda icons: Chip(icons, "Exhibition 2027", dot="#3F7FB5", removable=True),
    "banner": banner,
    "field": field,
    "section": lambda _: SectionHeading("History", 3, "Add entry"),
    "empty": lambda _: EmptyState("No gifts yet.", "Add the first gift"),
    "text": lambda icons: SelectableText(icons.theme, "Not stated"),
    "elided": lambda _: ElidedLabel("A delegation of officials"),
}
LEFT, NOTHING = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
ALL = pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS.keys())


def picture(widget: QWidget) -> QImage:
    return widget.grab().toImage()


@ALL
def test_whatever_takes_focus_has_an_accessible_name(
    icons: Icons, qtbot: QtBot, make: Callable[[Icons], QWidget]
) -> None:
    widget = make(icons)
    qtbot.addWidget(widget)
    for part in (widget, *widget.findChildren(QWidget)):
        if part.focusPolicy() & Qt.FocusPolicy.TabFocus and not part.isHidden():
            assert part.accessibleName(), part
    assert widget.accessibleName() or isinstance(widget, LabelledField | ElidedLabel)


@ALL
def test_a_widget_changes_its_colours_with_the_theme(
    icons: Icons, theme: Theme, qtbot: QtBot, make: Callable[[Icons], QWidget]
) -> None:
    early = make(icons)
    early.resize(300, 60)
    qtbot.addWidget(early)
    light = picture(early)
    theme.choose("dark")
    late = make(icons)
    late.resize(300, 60)
    qtbot.addWidget(late)
    assert picture(early) == picture(late)
    assert picture(early) != light


def test_a_tooltip_names_the_shortcut(icons: Icons, qtbot: QtBot) -> None:
    button = IconButton(icons, "printer", "Print", "Ctrl+P")
    qtbot.addWidget(button)
    assert button.toolTip() == "Print (Ctrl+P)"
    permit(button, "Nothing is selected")
    assert not button.isEnabled()
    assert button.toolTip() == "Print (Ctrl+P)\nNothing is selected"
    permit(button)
    assert button.isEnabled()
    assert button.toolTip() == "Print (Ctrl+P)"


def test_a_button_makes_room_for_its_shortcut(icons: Icons, qtbot: QtBot) -> None:
    plain, hinted = Button("Save"), Button("Save", "Ctrl+S")
    for button in (plain, hinted):
        qtbot.addWidget(button)
        button.show()
    assert hinted.sizeHint().width() > plain.sizeHint().width() + 30
    assert hinted.sizeHint().height() == plain.sizeHint().height() == 34


def test_a_chip_is_removed_by_its_cross_and_by_delete(icons: Icons, qtbot: QtBot) -> None:
    chip = Chip(icons, "Exhibition 2027", removable=True)
    qtbot.addWidget(chip)
    chip.show()
    with qtbot.waitSignal(chip.removed):
        QTest.keyClick(chip, Qt.Key.Key_Delete)
    with qtbot.waitSignal(chip.removed):
        place = QPoint(chip.width() - 12, chip.height() // 2)
        QTest.mouseClick(chip, LEFT, NOTHING, place)
    with qtbot.assertNotEmitted(chip.removed):
        QTest.mouseClick(chip, LEFT, NOTHING, QPoint(12, 10))


def test_a_state_takes_no_focus_and_a_filter_does(icons: Icons, qtbot: QtBot) -> None:
    state, sieve = Chip(icons, "Displayed"), Chip(icons, "Any date", pressable=True)
    qtbot.addWidget(state)
    qtbot.addWidget(sieve)
    assert state.focusPolicy() == Qt.FocusPolicy.NoFocus
    with qtbot.waitSignal(sieve.clicked):
        QTest.keyClick(sieve, Qt.Key.Key_Return)


def test_a_chip_shows_all_of_its_words_where_there_is_room(icons: Icons, qtbot: QtBot) -> None:
    for words in ("current", "Displayed", "Link inferred: same month", "九龍球"):
        chip = Chip(icons, words, dot="#3F7FB5")
        qtbot.addWidget(chip)
        chip.resize(chip.sizeHint())
        chip.grab()
        assert not chip.toolTip()
    chip.setText("Link inferred: same month")
    chip.resize(60, 22)
    chip.grab()
    assert chip.toolTip() == "Link inferred: same month"


@pytest.mark.parametrize("tone", ["neutral", "warning", "uncertain", "problem"])
def test_a_banner_says_one_thing_and_offers_one(icons: Icons, qtbot: QtBot, tone: Tone) -> None:
    made = Banner(icons, closable=True)
    qtbot.addWidget(made)
    assert made.isHidden()
    made.say("3 images are missing", "Find them", tone)
    assert (made.isVisible(), made.accessibleName(), made.tone) == (
        True,
        "3 images are missing",
        tone,
    )
    action = made.findChildren(QPushButton)[0]
    with qtbot.waitSignal(made.acted):
        QTest.keyClick(action, Qt.Key.Key_Space)


def test_a_banner_takes_texts_as_they_are(icons: Icons, qtbot: QtBot) -> None:
    made = Banner(icons)
    qtbot.addWidget(made)
    made.say("No hits for “<b>”. Did you mean cup?", strong="cup")
    words = made.findChildren(QLabel)[0].text()
    assert "&lt;b&gt;" in words
    assert words.count("font-weight:600") == 1


@pytest.mark.parametrize("tone", ["", "ok", "warning", "uncertain", "problem"])
def test_an_answer_moves_nothing(icons: Icons, qtbot: QtBot, tone: NoteTone) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    made = LabelledField(icons, "Date", QLineEdit(), answers=True)
    below = QLineEdit()
    column.addWidget(made)
    column.addWidget(below)
    window.show()
    place = below.geometry()
    made.set_note("Years disagree: 2006, or Juche 94 (2005). " * 4, tone)
    column.activate()
    assert below.geometry() == place
    assert made.editor.accessibleDescription() == made.note()
    assert made.editor.accessibleName() == "Date"


def test_a_note_after_saving_takes_its_room_and_gives_it_back(icons: Icons, qtbot: QtBot) -> None:
    made = LabelledField(icons, "Number", QLineEdit())
    qtbot.addWidget(made)
    height = made.sizeHint().height()
    made.set_note("This number is taken", "problem")
    assert made.sizeHint().height() > height
    made.set_note("")
    assert made.sizeHint().height() == height


def test_a_label_keeps_its_ampersand_and_leads_to_its_editor(icons: Icons, qtbot: QtBot) -> None:
    spin = QSpinBox()
    made = LabelledField(icons, "Height & width", spin)
    qtbot.addWidget(made)
    assert made.label.text() == "Height && width"
    assert made.label.buddy() is spin
    assert made.focusProxy() is spin


def test_a_section_counts_and_acts(icons: Icons, qtbot: QtBot) -> None:
    heading = SectionHeading("History", 2418, "Add entry")
    qtbot.addWidget(heading)
    assert heading.accessibleName() == "History 2,418"
    action = heading.findChildren(QPushButton)[0]
    assert action.accessibleName() == "Add entry, History"
    with qtbot.waitSignal(heading.acted):
        action.click()
    heading.set_count(None)
    assert heading.accessibleName() == "History"


def test_an_empty_state_offers_what_to_do(icons: Icons, qtbot: QtBot) -> None:
    empty = EmptyState("No gifts yet.", "Add the first gift")
    qtbot.addWidget(empty)
    action = empty.findChildren(QPushButton)[0]
    with qtbot.waitSignal(empty.acted):
        action.click()
    empty.say("No hits for “cauldren”.")
    assert action.isHidden()


def test_a_flow_breaks_where_room_ends(icons: Icons, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    flow = FlowLayout(window)
    chips = [Chip(icons, "Exhibition 2027", removable=True) for _ in range(6)]
    for chip in chips:
        flow.addWidget(chip)
    one_line, two_lines = flow.heightForWidth(5_000), flow.heightForWidth(500)
    assert (one_line, two_lines) == (22, 52)
    window.resize(500, 80)
    window.show()
    assert {chip.y() for chip in chips} == {0, 30}
    assert all(chip.geometry().right() < 500 for chip in chips)
    while flow.count():
        assert flow.takeAt(0) is not None
    assert flow.itemAt(0) is None
    assert flow.heightForWidth(500) == 0


def test_links_are_followed_with_the_keyboard_in_order(theme: Theme, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, plain, text = QLineEdit(), SelectableText(theme, "Not stated"), SelectableText(theme)
    text.set_pieces(
        [Piece("from "), Piece("Jiang Zemin", link="p1"), Piece(" to "), Piece("Kim", link="p2")]
    )
    for widget in (first, plain, text):
        column.addWidget(widget)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    followed: list[str] = []
    text.activated.connect(followed.append)
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Tab)
    assert text.hasFocus(), "a text without links is no stop"
    QTest.keyClick(text, Qt.Key.Key_Return)
    QTest.keyClick(text, Qt.Key.Key_Tab)
    QTest.keyClick(text, Qt.Key.Key_Return)
    assert followed == ["p1", "p2"]


@pytest.mark.parametrize("before", ["", "by "])
@pytest.mark.parametrize("after", ["", " in 2006"])
def test_no_link_holds_the_keyboard_fast(
    theme: Theme, qtbot: QtBot, before: str, after: str
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    first, text, last = QLineEdit(), SelectableText(theme), QLineEdit()
    text.set_pieces([Piece(before), Piece("Jiang", link="1"), Piece("Kim", link="2"), Piece(after)])
    for widget in (first, text, last):
        column.addWidget(widget)
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    first.setFocus()
    stops: list[object] = []
    for modifier in [NOTHING] * 3 + [Qt.KeyboardModifier.ShiftModifier] * 3:
        focused = QApplication.focusWidget()
        assert focused
        QTest.keyClick(focused, Qt.Key.Key_Tab, modifier)
        stops.append(text.selectedText() if text.hasFocus() else QApplication.focusWidget())
    assert stops == ["Jiang", "Kim", last, "Kim", "Jiang", first]


def test_a_text_is_shown_as_it_is_written(theme: Theme, qtbot: QtBot) -> None:
    text = SelectableText(theme, "a <b> & c\nd")
    qtbot.addWidget(text)
    assert text.plain_text() == text.accessibleName() == "a <b> & c\nd"
    assert "a &lt;b&gt; &amp; c<br>d" in text.text()
    flags = text.textInteractionFlags()
    assert flags & Qt.TextInteractionFlag.TextSelectableByMouse
    assert flags & Qt.TextInteractionFlag.TextSelectableByKeyboard


def test_a_text_wraps_and_keeps_its_lines_apart(theme: Theme, qtbot: QtBot) -> None:
    text = SelectableText(theme, "word " * 60, line=20)
    qtbot.addWidget(text)
    lines, rest = divmod(text.heightForWidth(300), 20)
    assert lines > 3
    assert rest < 4


def test_an_elided_line_has_all_of_it_in_the_tooltip(theme: Theme, qtbot: QtBot) -> None:
    label = ElidedLabel("A delegation of officials of the Committee")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.toolTip() == label.text()
    assert label.elided_text().endswith("…")
    label.resize(label.sizeHint() + QSize(1, 0))
    assert not label.toolTip()


def test_a_sign_is_no_stop_for_the_keyboard(icons: Icons, qtbot: QtBot) -> None:
    sign = Sign(icons, "gift")
    qtbot.addWidget(sign)
    assert sign.focusPolicy() == Qt.FocusPolicy.NoFocus
    before = picture(sign)
    sign.show_icon("check", "accent")
    assert picture(sign) != before
