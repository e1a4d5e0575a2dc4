"""The form as it is used: by keys, on a real catalogue."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from tests.ui.edit.conftest import MakeForm
from tests.ui.edit.examples import KIND, full

from catalog_app.domain import dates
from catalog_app.domain.fieldtypes import Row
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.query import Token
from catalog_app.domain.records import Record
from catalog_app.services import drafts, history, records
from catalog_app.services.catalogues import open_catalogue
from catalog_app.services.workspace import Workspace
from catalog_app.ui.edit.chips import TermsEditor
from catalog_app.ui.edit.completing_line import CompletingLine
from catalog_app.ui.edit.dating import DateEditor
from catalog_app.ui.edit.form import DRAFT_AFTER, EditForm
from catalog_app.ui.edit.history import HistoryEditor
from catalog_app.ui.edit.links import LinksEditor
from catalog_app.ui.edit.plain import LineEditor, TextEditor
from catalog_app.ui.edit.rows import RowsEditor

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
ALT = Qt.KeyboardModifier.AltModifier


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(
    qtbot: QtBot, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    """Press a key where the focus is, as a user does, and let the form settle."""
    QTest.keyClick(focused(), key, modifiers)
    QApplication.processEvents()


def type_in(qtbot: QtBot, text: str) -> None:
    """Type where the focus is. Korean comes from an input method, as one piece."""
    widget = focused()
    if text.isascii():
        QTest.keyClicks(widget, text)
    else:
        assert isinstance(widget, QLineEdit)
        widget.insert(text)
        widget.textEdited.emit(widget.text())
    QApplication.processEvents()


def tab_to(qtbot: QtBot, name: str) -> None:
    """Press Tab until the control of this name has the focus."""
    for _ in range(60):
        if focused().accessibleName() == name:
            return
        press(qtbot, Qt.Key.Key_Tab)
    raise AssertionError(name)


def gift(workspace: Workspace) -> Record:
    """A gift of the sample with links, an object and sources."""
    found = [workspace.record(n) for n in workspace.store.find(Token(f"{KIND}gift"))]
    return max(found, key=lambda record: len(str(record.values)))


def links(form: EditForm, key: str) -> LinksEditor:
    assert form.page is not None
    editor = form.page.boxes()[key].editor
    assert isinstance(editor, LinksEditor)
    return editor


def rows(form: EditForm, key: str) -> RowsEditor:
    assert form.page is not None
    editor = form.page.boxes()[key].editor
    assert isinstance(editor, RowsEditor)
    return editor


def line(form: EditForm, key: str) -> QLineEdit:
    assert form.page is not None
    editor = form.page.boxes()[key].editor
    assert isinstance(editor, LineEditor | DateEditor)
    return editor.line


def note(form: EditForm, key: str) -> str:
    assert form.page is not None
    return form.page.boxes()[key].note.said().text


def test_a_whole_gift_is_typed_by_keys_alone(
    qtbot: QtBot, form: EditForm, sample: Workspace
) -> None:
    form.edit_new("gift")
    type_in(qtbot, "Jade Vase")
    tab_to(qtbot, "Date")
    type_in(qtbot, "July Juche 75 (1986)")
    tab_to(qtbot, "Add to “Presented by”")
    type_in(qtbot, "Jo Nobody")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    type_in(qtbot, "Chair of the Vase Committee")
    press(qtbot, Qt.Key.Key_Return)
    assert focused() is links(form, "donor").line
    tab_to(qtbot, "Add to “Recipient”")
    type_in(qtbot, "김정일")
    assert links(form, "recipient").line.list_open()
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_Escape)
    press(qtbot, Qt.Key.Key_2, CONTROL)
    press(qtbot, Qt.Key.Key_Return, CONTROL | SHIFT)
    type_in(qtbot, "Vase")
    tab_to(qtbot, "Add to “Materials”")
    type_in(qtbot, "jad")
    press(qtbot, Qt.Key.Key_Return)
    press(qtbot, Qt.Key.Key_1, CONTROL)
    tab_to(qtbot, "Number")
    press(qtbot, Qt.Key.Key_Space, CONTROL)

    with qtbot.waitSignal(form.saved):
        assert form.save()
    stored = form.before()
    assert stored is not None
    jade = next(term.id for term in sample.store.terms("material") if term.label == "jade")
    donor = sample.store.named("Jo Nobody", ("person",))[0].id
    recipient = sample.store.named("김정일", ("person",))[0].id
    assert stored.kind == "gift"
    assert stored.title == "Jade Vase"
    assert str(stored["number"]).startswith("1986.")
    assert stored.date == dates.understand("July Juche 75 (1986)").value()
    assert [row.values for row in stored.rows("donor")] == [
        {"target": donor, "capacity": "Chair of the Vase Committee"}
    ]
    assert [row.values for row in stored.rows("recipient")] == [{"target": recipient}]
    (vase,) = stored.rows("objects")
    materials = vase.values["materials"]
    assert isinstance(materials, tuple)
    assert vase.values["title"] == "Vase"
    assert [row.values for row in materials] == [{"term": jade}]
    assert set(stored.values) == {"title", "number", "date", "donor", "recipient", "objects"}
    assert not form.is_changed()


def test_saving_keeps_the_numbers_of_rows_nobody_touched(
    form: EditForm, sample: Workspace, qtbot: QtBot
) -> None:
    before = gift(sample)
    form.edit(before)
    for card in rows(form, "objects").cards:
        card.open_row()
    title = line(form, "title")
    title.selectAll()
    QTest.keyClicks(title, "Another title")
    assert form.draft() == before.with_values(title="Another title")
    assert form.save()
    after = sample.record(before.id)
    assert after.values == {**before.values, "title": "Another title"}


@pytest.mark.parametrize("kind", KINDS)
def test_every_declared_field_has_an_editor_that_gives_back_what_it_was_given(
    form: EditForm, sample: Workspace, kind: str
) -> None:
    record = full(sample, kind)
    form.edit_new(kind, record.values)
    assert form.page is not None
    assert set(form.page.boxes()) == set(record.values)
    assert form.draft().values == record.values
    for editor in dict.fromkeys(box.editor for box in form.page.boxes().values()):
        for card in getattr(editor, "cards", []):
            card.open_row()
    assert form.draft().values == record.values
    assert form.page.unreadable() == {}


def test_a_stored_record_is_unchanged_by_opening_it(form: EditForm, sample: Workspace) -> None:
    for kind in KINDS:
        for number in sample.store.find(Token(f"{KIND}{kind}"), limit=15):
            record = sample.record(number)
            form.edit(record)
            assert form.draft() == record
            assert not form.is_changed()


def test_problems_are_told_at_their_fields(form: EditForm, qtbot: QtBot) -> None:
    form.edit_new("gift")
    QTest.keyClicks(line(form, "date"), "July 1986")
    QTest.keyClicks(links(form, "donor").line, "Nobody at all")
    assert not form.save()
    assert note(form, "title") == "A title is missing."
    assert "“Nobody at all” is not linked yet" in note(form, "donor")
    assert focused() is line(form, "title")
    assert not links(form, "donor").line.list_open()
    form.edit_new("place")
    QTest.keyClicks(line(form, "title"), "Dandong")
    QTest.keyClicks(line(form, "latitude"), "ninety")
    assert not form.save()
    assert "not a number" in note(form, "latitude")
    assert form.draft()["latitude"] == "ninety"


def test_a_warning_does_not_keep_a_record_from_being_saved(
    form: EditForm, sample: Workspace, qtbot: QtBot
) -> None:
    other = next(
        record
        for record in map(sample.record, sample.store.find(Token(f"{KIND}gift")))
        if record["number"]
    )
    form.edit_new("gift", {"title": "Twin"})
    line(form, "number").setFocus()
    type_in(qtbot, str(other["number"]))
    line(form, "title").setFocus()
    qtbot.waitUntil(lambda: "used already" in note(form, "number"))
    assert form.save()


def test_a_date_answers_at_once(form: EditForm, qtbot: QtBot) -> None:
    form.edit_new("gift")
    assert form.page is not None
    editor = form.page.boxes()["date"].editor
    assert isinstance(editor, DateEditor)
    height = editor.height()
    QTest.keyClicks(editor.line, "July Juche 95 (2006)")
    assert editor.note.said().text == "July 2006 (Juche 95). Both years agree."
    assert editor.height() == height
    editor.line.clear()
    QTest.keyClicks(editor.line, "June Juche 95 (2005)")
    assert editor.note.said().tone == "warning"
    assert "2005 is printed beside it" in editor.note.said().text
    editor.line.clear()
    QTest.keyClicks(editor.line, "after the banquet")
    assert editor.note.said().tone == "uncertain"
    assert editor.note.said().text.startswith("Kept as text")
    assert form.draft().date == dates.DateValue("after the banquet")


def test_a_draft_outlives_the_program(
    qtbot: QtBot, form: EditForm, sample: Workspace, make_form: MakeForm, tmp_path: Path
) -> None:
    before = gift(sample)
    form.edit(before)
    QTest.keyClicks(line(form, "title"), "X")
    QTest.keyClicks(links(form, "presenter").line, "half a na")
    typed = form.draft()
    qtbot.wait(DRAFT_AFTER + 300)
    # As a killed program leaves it: nothing is closed, the files are as they are.
    folder = sample.folder
    copied = tmp_path / "Copy.xenion"
    copied.mkdir()
    for file in folder.iterdir():
        if file.is_file() and file.suffix != ".lock":
            (copied / file.name).write_bytes(file.read_bytes())
    (copied / "media").mkdir()
    with open_catalogue(copied) as found:
        (draft,) = drafts.load_all(found)
        assert draft.key == before.id
        other = make_form(found)
        other.edit(found.record(before.id))
        assert other.draft() == typed
        assert links(other, "presenter").line.text() == "half a na"
        assert other.is_changed()


def test_several_new_records_keep_their_drafts(
    qtbot: QtBot, form: EditForm, sample: Workspace
) -> None:
    for title in ("First", "Second"):
        form.edit_new("gift")
        QTest.keyClicks(line(form, "title"), title)
    form.edit_new("visit")
    kept = drafts.load_all(sample)
    assert [draft.record.title for draft in kept] == ["First", "Second"]
    assert all(draft.is_new for draft in kept)
    form.resume(kept[1])
    assert form.draft().title == "Second"
    assert form.save()
    assert [draft.record.title for draft in drafts.load_all(sample)] == ["First"]


def test_a_draft_goes_when_the_record_is_saved_or_reverted(
    qtbot: QtBot, form: EditForm, sample: Workspace
) -> None:
    before = gift(sample)
    for leave in (form.save, form.revert):
        form.edit(sample.record(before.id))
        QTest.keyClicks(line(form, "title"), "!")
        form.keep_draft()
        assert len(drafts.load_all(sample)) == 1
        leave()
        assert drafts.load_all(sample) == []
    assert not form.is_changed()


def test_revert_brings_back_what_is_stored(qtbot: QtBot, form: EditForm, sample: Workspace) -> None:
    before = gift(sample)
    form.edit(before)
    line(form, "title").clear()
    QTest.keyClicks(line(form, "title"), "Wrong")
    rows(form, "objects").add()
    card = links(form, "donor").cards[0]
    links(form, "donor").remove(card)
    assert form.is_changed()
    form.revert()
    assert form.draft() == before
    assert line(form, "title").text() == before.title


def test_a_draft_of_a_record_that_was_changed_meanwhile_keeps_both(
    qtbot: QtBot, form: EditForm, sample: Workspace
) -> None:
    before = gift(sample)
    form.edit(before)
    QTest.keyClicks(line(form, "title"), "X")
    form.keep_draft()
    records.save(sample, before, before.with_values(notes="Noted elsewhere"))
    form.edit(sample.record(before.id))
    assert form.draft()["notes"] == "Noted elsewhere"
    assert form.draft().title != before.title
    assert form.banner.isVisible()
    assert form.save()


def test_history_rows_are_only_added(qtbot: QtBot, form: EditForm, sample: Workspace) -> None:
    before = gift(sample)
    valued = Row({"amount": full(sample, "gift").rows("valuation")[0].values["amount"]})
    records.save(sample, before, before.with_values(valuation=(valued,)))
    stored = sample.record(before.id)
    form.edit(stored)
    assert form.page is not None
    editor = form.page.boxes()["valuation"].editor
    assert isinstance(editor, HistoryEditor)
    (entry,) = editor._lines
    assert entry.findChildren(QLineEdit) == []
    assert editor.cards == []
    editor.buttons["location"].click()
    type_in(qtbot, "Hall 2, case 7")
    assert form.save()
    after = sample.record(before.id)
    assert after.rows("valuation") == stored.rows("valuation")
    assert [row.values["text"] for row in after.rows("location")] == ["Hall 2, case 7"]


def test_rows_are_moved_and_removed_by_keys(
    qtbot: QtBot, form: EditForm, sample: Workspace
) -> None:
    person = sample.record(sample.store.named("김정일", ("person",))[0].id)
    form.edit(person)
    names = rows(form, "names")
    before = person.rows("names")
    names.cards[1].head.setFocus()
    press(qtbot, Qt.Key.Key_Up, ALT)
    assert form.draft().rows("names") == (before[1], before[0], *before[2:])
    press(qtbot, Qt.Key.Key_Down, ALT)
    assert form.draft() == person
    press(qtbot, Qt.Key.Key_Delete)
    assert form.draft().rows("names") == (before[0], *before[2:])
    assert focused() is names.cards[1].head


def test_a_name_in_any_script_is_suggested_with_what_matched(qtbot: QtBot, form: EditForm) -> None:
    form.edit_new("gift")
    donor = links(form, "donor").line
    donor.setFocus()
    type_in(qtbot, "金正")
    popup = donor.popup()
    assert popup is not None
    first = popup.entries()[0]
    assert first.text == "Kim Jong Il"
    start, end = first.second_spans[0]
    assert first.second[start:end] == "金正"
    assert [entry.text for entry in popup.entries() if entry.creates] == [
        "Create person “金正”",
        "Create organisation “金正”",
    ]
    press(qtbot, Qt.Key.Key_Escape)
    assert not donor.list_open()
    assert form.isVisible()


def test_what_is_made_on_the_spot_is_a_step_of_its_own(
    qtbot: QtBot, form: EditForm, sample: Workspace
) -> None:
    form.edit_new("gift")
    links(form, "donor").line.setFocus()
    type_in(qtbot, "Somebody New")
    with qtbot.waitSignal(form.made):
        press(qtbot, Qt.Key.Key_Return, CONTROL)
    assert "Somebody New" in history.undo(sample)[0].label


def test_undo_in_a_field_takes_back_typing(qtbot: QtBot, form: EditForm) -> None:
    form.edit_new("gift")
    type_in(qtbot, "Vase")
    press(qtbot, Qt.Key.Key_Z, CONTROL)
    assert line(form, "title").text() == ""
    assert not form.is_changed()


def test_terms_are_kept_as_printed_or_added(
    qtbot: QtBot, form: EditForm, sample: Workspace
) -> None:
    form.edit_new("gift", {"title": "Vase"})
    rows(form, "objects").add()
    grid = rows(form, "objects").cards[0].grid
    assert grid is not None
    editor = grid.boxes["materials"].editor
    assert isinstance(editor, TermsEditor)
    editor.line.setFocus()
    type_in(qtbot, "unheard-of stone")
    press(qtbot, Qt.Key.Key_Return, CONTROL)
    type_in(qtbot, "another")
    press(qtbot, Qt.Key.Key_Return)
    labels = [term.label for term in sample.store.terms("material")]
    assert "unheard-of stone" in labels
    assert [set(row.values) for row in editor._rows] == [{"term"}, {"text"}]


def test_prose_keeps_its_blanks_and_grows(qtbot: QtBot, form: EditForm) -> None:
    form.edit_new("gift", {"title": "Vase", "summary": "hard\u00a0blank"})
    assert form.page is not None
    editor = form.page.boxes()["summary"].editor
    assert isinstance(editor, TextEditor)
    height = editor.prose.height()
    QTest.keyClicks(editor.prose, "typed ")
    for _ in range(4):
        QTest.keyClick(editor.prose, Qt.Key.Key_Return)
    assert form.draft()["summary"] == "typed \n\n\n\nhard\u00a0blank"
    assert editor.prose.height() > height


def test_the_wide_form_holds_the_same(form: EditForm, sample: Workspace) -> None:
    before = gift(sample)
    form.edit(before)
    form.set_wide(True)
    form.resize(1000, 800)
    QApplication.processEvents()
    assert form.draft() == before
    assert form.nav.width() < 200
    form.set_wide(False)
    assert form.draft() == before


def test_a_completer_never_reaches_beyond_the_window(qtbot: QtBot, form: EditForm) -> None:
    form.edit_new("gift")
    for box in (form.page.boxes() if form.page else {}).values():
        for found in box.findChildren(CompletingLine):
            found.setFocus()
            QApplication.processEvents()
            if found.isVisible():
                type_in(qtbot, "k")
                popup = found.popup()
                if popup is not None and popup.isVisible():
                    assert form.rect().contains(popup.geometry())
                found.clear()
