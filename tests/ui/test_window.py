"""The window as a user meets it: open, look, search, type, save, undo."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QWidget,
)
from pytestqt.qtbot import QtBot

from catalog_app.services.catalogues import open_catalogue
from catalog_app.services.drafts import load_all
from catalog_app.ui.actions import Act
from catalog_app.ui.images.viewer import ImageViewer
from catalog_app.ui.window import Window
from catalog_app.ui.workbench import Workbench

Settle = Callable[[], None]


def bench_of(window: Window) -> Workbench:
    assert window.bench is not None
    return window.bench


def type_into(qtbot: QtBot, widget: QWidget, text: str) -> None:
    widget.setFocus()
    QTest.keyClicks(widget, text)


def test_the_start_page_offers_ways_to_begin(window: Window) -> None:
    assert window.pages.currentWidget() is window.start
    assert not window.actions_[Act.NEW_RECORD].isEnabled()


def test_a_folder_that_is_no_catalogue_is_told_and_the_start_page_stays(
    window: Window, tmp_path: Path
) -> None:
    assert not window.open_catalogue(tmp_path)
    assert window.pages.currentWidget() is window.start


def test_an_opened_catalogue_fills_the_list_and_shows_its_first_record(
    opened: Window, settle: Settle
) -> None:
    bench = bench_of(opened)
    assert bench.list.model.rowCount() == 462
    assert bench.shown == bench.list.current() != 0
    assert bench.page.page is not None
    assert "Sample" in opened.windowTitle()


def test_the_kinds_narrow_the_list(opened: Window, settle: Settle) -> None:
    bench = bench_of(opened)
    opened.actions_[Act.KIND_3].trigger()
    settle()
    assert bench.list.model.rowCount() == 40
    opened.actions_[Act.ALL_RECORDS].trigger()
    settle()
    assert bench.list.model.rowCount() == 462


def test_typing_searches_and_a_mistake_keeps_the_last_result(
    opened: Window, settle: Settle, qtbot: QtBot
) -> None:
    bench = bench_of(opened)
    opened.actions_[Act.SEARCH].trigger()
    type_into(qtbot, bench.top.search, "kind:gift goldfish")
    settle()
    assert bench.list.model.rowCount() == 1
    type_into(qtbot, bench.top.search, " (")
    settle()
    assert bench.banner.isVisible()
    assert bench.list.model.rowCount() == 1
    bench.top.search.clear()
    settle()
    assert not bench.banner.isVisible()
    assert bench.list.model.rowCount() == 462


def test_arrow_keys_walk_the_list_and_alt_left_comes_back(
    opened: Window, settle: Settle, qtbot: QtBot
) -> None:
    bench = bench_of(opened)
    first = bench.shown
    QTest.keyClick(bench.list.view, Qt.Key.Key_Down)
    settle()
    assert bench.shown != first
    opened.actions_[Act.BACK].trigger()
    settle()
    assert bench.shown == first


def test_a_new_gift_is_typed_saved_found_and_undone(
    opened: Window, settle: Settle, qtbot: QtBot
) -> None:
    bench = bench_of(opened)
    opened.actions_[Act.KIND_3].trigger()
    settle()
    opened.actions_[Act.NEW_RECORD].trigger()
    settle()
    title = opened.focusWidget()
    assert isinstance(title, QLineEdit | QPlainTextEdit)
    QTest.keyClicks(title, "Jadework Eight Steeds")
    settle()
    assert opened.actions_[Act.SAVE].isEnabled()
    opened.actions_[Act.SAVE].trigger()
    settle()
    store = bench.session.workspace.store
    assert store.counts()["gift"] == 41
    assert bench.list.model.rowCount() == 41
    assert "Jadework" in opened.actions_[Act.UNDO].text()
    focus = opened.focusWidget()
    assert focus is not None
    assert bench.form.isAncestorOf(focus)
    bench.set_editing(False)
    opened.actions_[Act.UNDO].trigger()
    settle()
    assert store.counts()["gift"] == 40
    assert bench.list.model.rowCount() == 40
    opened.actions_[Act.REDO].trigger()
    settle()
    assert store.counts()["gift"] == 41


def test_what_is_selected_goes_to_the_trash_and_comes_back(opened: Window, settle: Settle) -> None:
    bench = bench_of(opened)
    opened.actions_[Act.KIND_3].trigger()
    settle()
    bench.list.view.selectRow(0)
    bench.list.view.selectionModel().select(
        bench.list.model.index(1, 0),
        bench.list.view.selectionModel().SelectionFlag.Select,
    )
    settle()
    opened.actions_[Act.TRASH].trigger()
    settle()
    assert bench.list.model.rowCount() == 38
    assert len(bench.session.workspace.store.trashed()) == 2
    opened.actions_[Act.UNDO].trigger()
    settle()
    assert bench.list.model.rowCount() == 40


def test_a_catalogue_that_somebody_else_writes_is_read_only_and_says_why(
    window: Window, sample_master: Path, tmp_path: Path, settle: Settle
) -> None:
    folder = shutil.copytree(sample_master, tmp_path / "Sample.xenion")
    with open_catalogue(folder):
        assert window.open_catalogue(folder)
        settle()
        assert "read-only" in window.windowTitle()
        new = bench_of(window).top.new
        assert not new.isEnabled()
        assert "open for writing by" in new.toolTip()
        assert not window.actions_[Act.NEW_RECORD].isEnabled()
        window.close_catalogue()


def test_leaving_a_changed_record_asks_nothing_and_loses_nothing(
    opened: Window, settle: Settle, qtbot: QtBot
) -> None:
    bench = bench_of(opened)
    folder = bench.session.workspace.folder
    opened.actions_[Act.EDIT].trigger()
    settle()
    title = opened.focusWidget()
    assert isinstance(title, QLineEdit | QPlainTextEdit)
    QTest.keyClicks(title, "xyz")
    opened.close_catalogue()
    assert opened.open_catalogue(folder)
    settle()
    assert any(
        "xyz" in content for _, _, content in bench_of(opened).session.workspace.store.drafts()
    )


def test_a_new_record_that_was_not_saved_is_offered_again(opened: Window, settle: Settle) -> None:
    folder = bench_of(opened).session.workspace.folder
    opened.actions_[Act.NEW_RECORD].trigger()
    settle()
    title = opened.focusWidget()
    assert title is not None
    QTest.keyClicks(title, "Half a vase")
    opened.close_catalogue()
    assert opened.open_catalogue(folder)
    settle()
    bench = bench_of(opened)
    assert bench.banner.isVisible()
    assert opened.actions_[Act.DRAFTS].isEnabled()
    (draft,) = load_all(bench.session.workspace)
    bench.go_on_with(draft)
    settle()
    assert bench.form.draft().title == "Half a vase"
    assert bench.form.save()
    settle()
    assert load_all(bench.session.workspace) == []
    assert not opened.actions_[Act.DRAFTS].isEnabled()


def test_every_control_has_a_name(opened: Window, settle: Settle) -> None:
    bench = bench_of(opened)
    opened.actions_[Act.EDIT].trigger()
    settle()
    nameless = []
    for kind in (QAbstractButton, QLineEdit, QPlainTextEdit, QComboBox, QAbstractItemView):
        for widget in bench.findChildren(kind):
            if not widget.isVisibleTo(bench):
                continue
            named = widget.accessibleName() or (
                isinstance(widget, QAbstractButton) and widget.text()
            )
            if not named:
                nameless.append(widget)
    assert nameless == []


def test_narrow_windows_show_one_pane_and_escape_comes_back(opened: Window, settle: Settle) -> None:
    bench = bench_of(opened)
    opened.resize(760, 600)
    settle()
    assert bench.list.isVisible()
    assert not bench.page.isVisible()
    bench.list.opened.emit(bench.list.current())
    settle()
    assert bench.page.isVisible()
    assert not bench.list.isVisible()
    opened.actions_[Act.CLOSE_INNERMOST].trigger()
    settle()
    assert bench.list.isVisible()


def test_a_page_shown_for_the_first_time_is_read_from_its_beginning(
    window: Window, sample_master: Path, tmp_path: Path, settle: Settle
) -> None:
    window.resize(760, 700)
    assert window.open_catalogue(shutil.copytree(sample_master, tmp_path / "Sample.xenion"))
    settle()
    bench = bench_of(window)
    assert not bench.page.isVisible()
    person = bench.session.workspace.store.named("Kim Jong Il", ("person",))[0].id
    bench.go_to(person)
    settle()
    bars = [bar for bar in bench.page.findChildren(QScrollBar) if bar.maximum() > 0]
    assert bars
    assert all(bar.value() == 0 for bar in bars)


def test_dark_and_light_can_be_chosen(opened: Window, settle: Settle) -> None:
    opened.actions_[Act.THEME_DARK].trigger()
    settle()
    dark = opened.grab().toImage().pixelColor(QPoint(600, 5))
    opened.actions_[Act.THEME_LIGHT].trigger()
    settle()
    light = opened.grab().toImage().pixelColor(QPoint(600, 5))
    assert dark.lightness() < 80 < 200 < light.lightness()


def test_a_picture_is_attached_seen_and_shown_large(
    opened: Window, settle: Settle, tmp_path: Path
) -> None:
    bench = bench_of(opened)
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.darkGreen)
    file = tmp_path / "front.png"
    assert image.save(str(file))
    bench.deeds.attach(bench.shown, [file])
    settle()
    page = bench.page.page
    assert page is not None
    assert len(page.pictures) == 1
    bench.show_image(0)
    viewer = opened.findChild(ImageViewer)
    assert isinstance(viewer, ImageViewer)
    assert viewer.canvas.sceneRect().width() == 300
    viewer.close()


def test_a_file_that_is_no_picture_is_refused_in_the_status_bar(
    opened: Window, settle: Settle, tmp_path: Path
) -> None:
    bench = bench_of(opened)
    file = tmp_path / "front.jpg"
    file.write_text("no picture")
    bench.deeds.attach(bench.shown, [file])
    assert any("front.jpg" in label.text() for label in bench.status.findChildren(QLabel))
    assert bench.page.page is not None
    assert not bench.page.page.pictures
