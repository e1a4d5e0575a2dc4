"""The reading page: it shows everything, as text that is literal, selectable and followed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.record.conftest import Look, PageOf, Show, pictures

from catalog_app.services.pages import (
    Chip,
    Fact,
    ProseBody,
    Section,
    Statement,
    StepLine,
    StepsBody,
    Target,
    page_text,
)
from catalog_app.ui.record import RecordPage
from catalog_app.ui.record.reader import Reader

SHOWN = (
    *("visit/V01", "visit/V02", "visit/I03", "event/V16-03", "gift/G27", "gift/G29", "gift/G31"),
    *("message/MSG01", "person/kim-jong-il", "organisation/cpc", "place/beijing", "source/000"),
)


def readers(page: RecordPage) -> list[Reader]:
    """The columns of text that are seen."""
    return [reader for reader in page.findChildren(Reader) if reader.isVisibleTo(page)]


def words(page: RecordPage) -> str:
    """Everything that can be read on a page, blanks made plain."""
    texts = (reader.toPlainText() for reader in readers(page))
    return " ".join(" ".join(texts).split())


@pytest.mark.parametrize("width", [420, 640, 900])
@pytest.mark.parametrize("ref", SHOWN)
def test_a_page_shows_title_facts_and_section_titles(
    show: Show, page_of: PageOf, ref: str, width: int
) -> None:
    page = page_of(ref)
    seen = words(show(page, width))
    assert page.title in seen
    for fact in page.facts:
        assert fact.label in seen
        for statement in fact.statements:
            assert statement.text in seen
            assert " ".join(statement.capacity.split()) in seen
    for section in page.sections:
        assert section.title in seen


def test_nothing_is_read_as_markup(show: Show, page_of: PageOf) -> None:
    hostile = "<b>bold</b> & <a href='x'>link</a> <img src=x>"
    page = replace(
        page_of("gift/G29"),
        title=hostile,
        summary=hostile,
        facts=(Fact("a", hostile, (Statement(hostile, note=hostile, capacity=hostile),)),),
        tags=(Chip(hostile, "tag", "tag:x"),),
    )
    shown = show(page)
    assert words(shown).count(hostile) == 7
    assert "href='x'" not in " ".join(shown.links())


def test_without_a_record_it_says_what_to_do(show: Show) -> None:
    page = show(None)
    assert not readers(page)
    assert page.page is None
    labels = [widget.accessibleName() for widget in page.findChildren(QWidget)]
    assert "Choose a record to read it here." in labels


def test_side_column_from_760_on(show: Show, page_of: PageOf) -> None:
    visit = page_of("visit/V02")
    assert len(readers(show(visit, 740))) == 1
    wide = show(visit, 900)
    main, side = readers(wide)
    assert "Participants" in side.toPlainText()
    assert "Participants" not in main.toPlainText()
    assert side.width() == 268
    wide.resize(500, 800)
    assert len(readers(wide)) == 1
    assert "Participants" in words(wide)


@pytest.mark.parametrize("width", [420, 640, 900])
def test_words_longer_than_the_page_wrap(show: Show, page_of: PageOf, width: int) -> None:
    long = "Donaudampfschifffahrtsgesellschaftskapitän" * 8
    page = show(replace(page_of("gift/G29"), title=long, summary=long), width)
    (reader, *_) = readers(page)
    document = reader.document()
    assert document.size().width() <= reader.viewport().width()
    block = document.begin()
    while block.isValid():
        layout = block.layout()
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            assert line.naturalTextWidth() <= line.width() + 1
        block = block.next()


def test_a_click_on_a_link_asks_for_its_record(qtbot: QtBot, show: Show, page_of: PageOf) -> None:
    page = show(page_of("visit/V02"))
    (reader, *_) = readers(page)
    anchor = next(anchor for anchor in reader.anchors() if anchor.href.startswith("record:"))
    place = next(reader.spans(anchor)).center().toPoint()
    with qtbot.waitSignal(page.record_requested) as asked:
        QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [int(anchor.href.removeprefix("record:"))]


@pytest.mark.parametrize("width", [640, 900])
def test_tab_reaches_every_link_in_order_and_enter_follows_it(
    qtbot: QtBot, show: Show, page_of: PageOf, width: int
) -> None:
    page = show(page_of("visit/V02"), width)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    columns = readers(page)
    columns[0].setFocus(Qt.FocusReason.TabFocusReason)
    followed: list[str] = []
    for reader in columns:
        reader.followed.connect(followed.append)
    expected = page.links()
    for _ in range(len(expected) + len(columns)):
        focused = next((reader for reader in columns if reader.hasFocus()), None)
        assert focused is not None
        QTest.keyClick(focused, Qt.Key.Key_Return)
        QTest.keyClick(focused, Qt.Key.Key_Tab)
    assert followed == expected[: len(followed)]
    assert len(followed) >= len(expected) - 1


def test_the_focused_link_is_scrolled_into_sight(qtbot: QtBot, show: Show, page_of: PageOf) -> None:
    page = show(page_of("person/kim-jong-il"), 640, 400)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    (reader,) = readers(page)
    reader.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(30):
        QTest.keyClick(reader, Qt.Key.Key_Tab)
    rect = next(reader.spans(reader.anchors()[29]))
    assert rect.top() >= 0
    assert rect.bottom() <= reader.viewport().height()
    assert reader.textCursor().selectedText() == reader.anchors()[29].words


def test_tags_ask_a_search(qtbot: QtBot, show: Show, page_of: PageOf) -> None:
    tag = Chip("Exhibition 2027", "tag", 'tag:"Exhibition 2027"')
    page = show(replace(page_of("gift/G29"), tags=(tag,)))
    (reader, *_) = readers(page)
    anchor = next(anchor for anchor in reader.anchors() if "Exhibition" in anchor.href)
    place = next(reader.spans(anchor)).center().toPoint()
    with qtbot.waitSignal(page.query_requested) as asked:
        QTest.mouseClick(reader.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == ['tag:"Exhibition 2027"']


def test_selected_text_is_copied_without_padding(show: Show, page_of: PageOf) -> None:
    page = show(page_of("gift/G31"))
    (reader, *_) = readers(page)
    reader.selectAll()
    reader.copy()
    copied = QApplication.clipboard().text()
    assert "Helmsman Sailing the Ocean" in copied
    assert "\u00a0" not in copied
    assert "\ufffc" not in copied
    assert "Kim Jong Il Inferred" in copied


def test_the_whole_page_can_be_copied(show: Show, page_of: PageOf) -> None:
    page = page_of("gift/G31")
    show(page).copy_all()
    assert QApplication.clipboard().text() == page_text(page)


def test_dragging_over_a_link_selects_it_and_does_not_follow(
    qtbot: QtBot, show: Show, page_of: PageOf
) -> None:
    page = show(page_of("visit/V02"))
    (reader, *_) = readers(page)
    rect = next(reader.spans(reader.anchors()[0]))
    start, end = rect.topLeft().toPoint() + QPoint(2, 6), rect.topRight().toPoint() + QPoint(-3, 6)
    left = Qt.MouseButton.LeftButton
    with qtbot.assertNotEmitted(page.record_requested):
        QTest.mousePress(reader.viewport(), left, pos=start)
        QTest.mouseMove(reader.viewport(), end)
        reader.selectAll()
        QTest.mouseRelease(reader.viewport(), left, pos=end)


def test_earlier_steps_can_be_brought_back_where_writing_is_possible(
    qtbot: QtBot, show: Show, page_of: PageOf
) -> None:
    steps = tuple(
        StepLine(9 - place, f"Changed {place}", "2026-05-29T12:05:00+00:00", "ann", not place)
        for place in range(8)
    )
    section = Section("steps", "Record history", StepsBody(steps), 8, aside=True)
    page = show(replace(page_of("gift/G29"), sections=(section,)))
    assert "step:8" in page.links()
    assert "step:9" not in page.links()
    assert "step:2" not in page.links()
    (reader,) = readers(page)
    more = next(anchor for anchor in reader.anchors() if anchor.href == "more:steps")
    reader.followed.emit(more.href)
    assert "step:2" in page.links()
    with qtbot.waitSignal(page.bring_back_requested) as asked:
        reader.followed.emit("step:2")
    assert asked.args == [2]
    page.set_editable(False)
    assert not [href for href in page.links() if href.startswith(("step:", "edit:", "add:"))]


def test_add_entry_asks_for_the_form_at_its_history(
    qtbot: QtBot, show: Show, page_of: PageOf
) -> None:
    page = show(page_of("gift/G29"))
    (reader, *_) = readers(page)
    with qtbot.waitSignals([page.edit_requested, page.section_requested]):
        reader.followed.emit("edit:history")


def test_a_very_long_text_is_shown_in_part_until_asked_for(show: Show, page_of: PageOf) -> None:
    text = "word " * 10_000 + "end"
    page = show(
        replace(page_of("source/000"), sections=(Section("text", "Full text", ProseBody(text)),))
    )
    assert not words(page).endswith("end")
    (reader,) = readers(page)
    reader.followed.emit("more:text")
    assert words(page).endswith("end")


def test_the_same_record_shown_again_keeps_its_place(
    show: Show, page_of: PageOf, qtbot: QtBot
) -> None:
    shown = page_of("person/kim-jong-il")
    page = show(shown)
    (reader,) = readers(page)
    qtbot.waitUntil(lambda: reader.verticalScrollBar().maximum() > 500)
    reader.verticalScrollBar().setValue(300)
    page.show_page(shown)
    assert reader.verticalScrollBar().value() == 300
    page.show_page(page_of("place/beijing"))
    assert reader.verticalScrollBar().value() == 0


def test_pages_follow_one_another_without_leaving_anything_behind(
    show: Show, page_of: PageOf
) -> None:
    page = show(page_of("visit/V02"), 900)
    before = len(page.findChildren(QWidget))
    for ref in SHOWN * 3:
        page.show_page(page_of(ref))
    assert len(page.findChildren(QWidget)) == before


def test_colours_follow_the_theme(show: Show, page_of: PageOf, dress: Look) -> None:
    theme, _ = dress
    page = show(page_of("gift/G31"))
    (reader, *_) = readers(page)
    theme.choose("dark")
    assert reader.palette().color(QPalette.ColorRole.Base) == theme.colour("win")
    image = reader.viewport().grab().toImage()
    assert image.pixelColor(2, 2) == theme.colour("win")


@pytest.mark.parametrize("width", [640, 900])
def test_everything_has_a_name_for_assistive_technology(
    show: Show, page_of: PageOf, width: int
) -> None:
    shown = replace(page_of("visit/V02"), pictures=pictures(3))
    page = show(shown, width)
    nameless = [
        widget
        for widget in page.findChildren(QWidget)
        if widget.isVisibleTo(page)
        and widget.focusPolicy() != Qt.FocusPolicy.NoFocus
        and not name_of(widget)
    ]
    assert nameless == []
    main = readers(page)[0]
    assert name_of(main) == shown.title
    interface = QAccessible.queryAccessibleInterface(main)
    assert interface.textInterface().characterCount() == len(main.toPlainText())


def name_of(widget: QWidget) -> str:
    """What assistive technology is told of a widget."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface else ""


def test_a_link_into_the_trash_says_so(show: Show, page_of: PageOf) -> None:
    gone = Statement("Lost Gift", Target(7, "gift", trashed=True))
    page = show(replace(page_of("gift/G29"), facts=(Fact("related", "Related", (gone,)),)))
    assert "Lost Gift (in the trash)" in words(page)
