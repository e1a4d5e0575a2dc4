"""The pictures of a page: one large, a strip to choose from, none fetched before it is seen."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot
from tests.ui.record.conftest import Drawn, PageOf, Show, pictures
from tests.ui.record.test_page import readers, words

from catalog_app.ui.record import RecordPage
from catalog_app.ui.record.pictures import Hero, Pictures
from catalog_app.ui.record.strip import Strip


def parts(page: RecordPage) -> tuple[Hero, Strip]:
    """The large picture and the strip."""
    found = page.findChild(Pictures)
    assert found is not None
    return found.hero, found.strip


def test_one_picture_needs_no_strip(show: Show, page_of: PageOf) -> None:
    page = show(replace(page_of("gift/G29"), pictures=pictures(1)))
    hero, strip = parts(page)
    assert hero.isVisible()
    assert not strip.isVisible()
    page.show_page(page_of("gift/G29"))
    assert not hero.isVisible()


def test_thirty_pictures_are_asked_for_only_as_far_as_they_are_seen(
    show: Show, page_of: PageOf, drawn: Drawn
) -> None:
    page = show(replace(page_of("gift/G29"), pictures=pictures(30)))
    page.grab()
    assert 1 <= len(set(drawn.asked)) <= 8


def test_arrow_keys_choose_and_the_caption_follows(
    qtbot: QtBot, show: Show, page_of: PageOf
) -> None:
    page = show(replace(page_of("gift/G29"), pictures=pictures(4)))
    hero, strip = parts(page)
    links = page.links()
    assert "View 0" in words(page)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    assert page.current_image == 1
    assert "View 1" in words(page)
    assert "View 0" not in words(page)
    assert hero.accessibleName() == "Image 2 of 4: View 1"
    assert page.links() == links


def test_links_stay_where_they_are_when_a_longer_caption_comes(
    qtbot: QtBot, show: Show, page_of: PageOf
) -> None:
    short, *rest = pictures(2)
    page = show(
        replace(
            page_of("visit/V02"), pictures=(short, replace(rest[0], caption="A much longer one"))
        )
    )
    _, strip = parts(page)
    (reader,) = readers(page)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    for anchor in reader.anchors():
        covered = reader.toPlainText()[anchor.start : anchor.end]
        assert " ".join(covered.split()) == anchor.words


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_space_and_enter_ask_for_the_viewer(
    qtbot: QtBot, show: Show, page_of: PageOf, key: Qt.Key
) -> None:
    page = show(replace(page_of("gift/G29"), pictures=pictures(3)))
    hero, strip = parts(page)
    QTest.keyClick(strip, Qt.Key.Key_Right)
    for widget in (hero, strip):
        with qtbot.waitSignal(page.image_requested) as asked:
            QTest.keyClick(widget, key)
        assert asked.args == [1]


def test_a_wide_page_has_its_pictures_in_a_row(qtbot: QtBot, show: Show, page_of: PageOf) -> None:
    page = show(replace(page_of("visit/V02"), pictures=pictures(2)), 900)
    hero, strip = parts(page)
    assert not hero.isVisible()
    assert strip.large
    rect = strip.visualRect(strip.model().index(1, 0))
    with qtbot.waitSignal(page.image_requested) as asked:
        QTest.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert asked.args == [1]


def test_pictures_that_arrive_later_are_painted(show: Show, page_of: PageOf, drawn: Drawn) -> None:
    drawn.ready = False
    page = show(replace(page_of("gift/G29"), pictures=pictures(1)))
    hero, _ = parts(page)
    missing = hero.grab().toImage().pixelColor(hero.rect().center())
    drawn.ready = True
    page.refresh_pictures()
    assert hero.grab().toImage().pixelColor(hero.rect().center()) != missing


def test_each_thumbnail_has_a_name(qtbot: QtBot, show: Show, page_of: PageOf) -> None:
    page = show(replace(page_of("gift/G29"), pictures=pictures(3)))
    _, strip = parts(page)
    QAbstractItemModelTester(
        strip.model(), QAbstractItemModelTester.FailureReportingMode.Warning, strip
    )
    interface = QAccessible.queryAccessibleInterface(strip)
    names = [
        interface.child(place).text(QAccessible.Text.Name)
        for place in range(interface.childCount())
    ]
    assert "Image 2 of 3: View 1" in names
    assert interface.text(QAccessible.Text.Name) == "Images"


def test_a_document_is_shown_by_its_name_and_never_fetched_as_a_picture(
    show: Show, page_of: PageOf, drawn: Drawn
) -> None:
    (scan,) = pictures(1)
    scan = replace(scan, media_type="application/pdf", caption="", name="letter.pdf")
    page = show(replace(page_of("gift/G29"), pictures=(scan,)))
    hero, _ = parts(page)
    hero.grab()
    assert hero.accessibleName() == "Image 1 of 1: letter.pdf"
    assert scan.sha256 not in drawn.asked
