"""The edit form: a record in, what is typed out, kept on disk until it is saved or given up."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

from catalog_app.domain.errors import InvalidInput, UserError
from catalog_app.domain.fieldtypes import Value
from catalog_app.domain.records import Record
from catalog_app.domain.translation import tr
from catalog_app.domain.validate import problems
from catalog_app.services import drafts, numbering, records
from catalog_app.services.drafts import Draft
from catalog_app.services.workspace import Workspace
from catalog_app.ui.edit.shell import FormShell
from catalog_app.ui.edit.words import Answer, changes_between, settled
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import Theme

DRAFT_AFTER = 600
"""Milliseconds from the first letter typed to the draft on disk."""

_NUMBERED = ("visit", "event", "gift", "message")


class EditForm(FormShell):
    """Edits one record at a time. Leaving it asks nothing: what is typed stays as a draft."""

    saved = Signal(object)
    """The `Changes` of a save."""
    made = Signal(object)
    """The `Changes` of a record or term made on the spot; a step of its own."""
    draft_changed = Signal()
    """What is typed, or what is kept of it, is another now; see `is_changed`."""

    def __init__(
        self, workspace: Workspace, theme: Theme, icons: Icons, parent: QWidget | None = None
    ) -> None:
        super().__init__(workspace, theme, icons, parent)
        self.workspace = workspace
        self.desk.read_only = bool(workspace.store.read_only_because)
        self.desk.made.connect(self.made)
        self._before: Record | None = None
        self._blank = Record("gift")
        self._start = Record("gift")
        self._key: int | None = None
        self._filling = False
        self._field_left: QWidget | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DRAFT_AFTER)
        self._timer.timeout.connect(self.keep_draft)
        self.footer.revert.clicked.connect(self.revert)
        self.footer.save.clicked.connect(self.save)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._focus_moved)

    def edit(self, record: Record) -> None:
        """Edit a stored record; a draft of it is taken up where it was left."""
        self.flush()
        draft = drafts.load(self.workspace, record.id)
        self._show(record, record, record.id)
        if draft is None:
            return
        self._take_up(drafts.brought_up_to(draft, record), draft)
        if draft.before is not None and draft.before.version != record.version:
            self.banner.say(
                tr(
                    "The record was changed after this was typed. Fields you did not touch are new."
                ),
                tone="warning",
            )

    def edit_new(self, kind: str, preset: Mapping[str, Value] | None = None) -> None:
        """Begin a new record, with some values filled in if wanted."""
        self.flush()
        self._show(None, Record(kind, dict(preset or {})), None)
        self.go_to_field("title")

    def resume(self, draft: Draft) -> None:
        """Take up a draft from `drafts.load_all`."""
        if not draft.is_new:
            self.edit(self.workspace.record(draft.key))
            return
        self.flush()
        self._show(None, Record(draft.record.kind), draft.key)
        self._take_up(draft.record, draft)

    def draft(self) -> Record:
        """The record as it is typed now."""
        if self.page is None:
            return self._start
        typed = self.page.merged(self._start.values)
        return self._start if typed == self._start.values else replace(self._start, values=typed)

    def before(self) -> Record | None:
        """The stored record that is edited; None for a new one."""
        return self._before

    def draft_key(self) -> int | None:
        """Under which key of `drafts` what is typed is kept; None before a new record is."""
        return self._key

    def is_changed(self) -> bool:
        """Whether something is typed that is not stored."""
        return self.page is not None and changes_between(self._blank, self.draft()) > 0

    def keep_draft(self) -> None:
        """Put what is typed on disk now, or take the draft away if nothing is changed."""
        self._timer.stop()
        if self.desk.read_only or self.page is None:
            return
        try:
            if self.is_changed():
                kept = drafts.keep(self.workspace, self._before, self.draft(), self._key)
                self._key = kept.key
                self.header.show_kept(tr("Draft kept {time}", time=f"{datetime.now():%H:%M}"))
            else:
                self._drop_draft()
        except UserError as error:
            self.banner.say(str(error), tone="problem")
        self.draft_changed.emit()

    def flush(self) -> None:
        """Before another record is shown or the window closes: nothing typed may be lost."""
        if self._timer.isActive():
            self.keep_draft()

    def save(self) -> bool:
        """Store what is typed; False if it cannot be stored, with the reasons at the fields."""
        if self.page is None:
            return False
        self.desk.put_away.emit()
        typed = self.draft()
        troubles = self.page.unreadable()
        if troubles:
            self._refuse({**problems(settled(typed)), **troubles})
            return False
        try:
            if self._before is None:
                number, changes = records.add(self.workspace, typed)
            else:
                number, changes = typed.id, records.save(self.workspace, self._before, typed)
        except InvalidInput as error:
            self._refuse(error.problems)
            return False
        except UserError as error:
            self.banner.say(str(error), tone="problem")
            return False
        self._timer.stop()
        self._drop_draft()
        self.desk.forget()
        place = self.area.verticalScrollBar().value()
        field = self.page.field_of(QApplication.focusWidget())
        stored = self.workspace.record(number)
        self._show(stored, stored, number)
        # Rows are shown anew, so the one that had the focus is gone: its field has it.
        if field and self.page.field_of(QApplication.focusWidget()) != field:
            self.go_to_field(field)
        self.area.verticalScrollBar().setValue(place)
        self.saved.emit(changes)
        self.draft_changed.emit()
        return True

    def revert(self) -> None:
        """Give up what is typed and show what is stored."""
        self._timer.stop()
        if not self.desk.read_only:
            self._drop_draft()
        before = self._before
        self._show(before, self._blank, before.id if before else None)
        self.draft_changed.emit()

    def set_wide(self, wide: bool) -> None:
        super().set_wide(wide)
        if self.page is not None:
            self.header.show_record(self._start)

    # Inside

    def _show(self, before: Record | None, record: Record, key: int | None) -> None:
        """Fill the form; nothing counts as typed."""
        self._before, self._blank, self._key = before, record, key
        self.banner.hide()
        self.header.show_kept("")
        self._fill(record)
        self.area.verticalScrollBar().setValue(0)
        if self.desk.read_only:
            self.banner.say(self.workspace.store.read_only_because, tone="warning")

    def _take_up(self, record: Record, draft: Draft) -> None:
        self._fill(record)
        kept = datetime.fromisoformat(draft.kept_at).astimezone()
        self.header.show_kept(tr("Draft kept {time}", time=f"{kept:%H:%M}"))

    def _fill(self, record: Record) -> None:
        self._start = record
        self._filling = True
        page = self.open_page(record.kind)
        self.desk.date, self.desk.number = record.date, str(record["number"])
        page.set_values(record.values)
        self._filling = False
        self.header.show_record(record)
        self._count()
        self._look_over()

    def _drop_draft(self) -> None:
        if self._key is not None:
            drafts.drop(self.workspace, self._key)
        if self._before is None:
            self._key = None
        self.header.show_kept("")

    def _page_changed(self) -> None:
        if self._filling:
            return
        typed = self.draft()
        self.desk.date, self.desk.number = typed.date, str(typed["number"])
        self._count()
        # Not begun anew with each letter: a draft is never older than this however fast one types.
        if not self._timer.isActive():
            self._timer.start()
        self.draft_changed.emit()

    def _count(self) -> None:
        assert self.page is not None
        self.nav.show_counts(self.page.counts())
        typed = self.draft()
        count = changes_between(self._blank, typed)
        if not count and self._before is None and typed.title:
            count = len(typed.values)
        forbidden = self.workspace.store.read_only_because
        self.footer.show_changes(count, self._before is None, forbidden)

    def _refuse(self, troubles: Mapping[str, str]) -> None:
        """Say at each field what is wrong, and go to the first."""
        assert self.page is not None
        answers = {key: Answer("problem", text) for key, text in troubles.items()}
        self.page.tell({**self._remarks(), **answers})
        self.page.tell_unreadable()
        first = next((key for key in self.page.boxes() if key in troubles), "")
        if first:
            self.go_to_field(first)
            box = self.page.boxes()[first]
            self.area.ensureWidgetVisible(box.note, 20, 40)
        else:
            self.banner.say(" ".join(troubles.values()), tone="problem")

    def _look_over(self) -> None:
        """Warn of what is doubtful, and propose a number. Never while somebody types in a field."""
        if self.page is None:
            return
        told = {
            key: box.note.said()
            for key, box in self.page.boxes().items()
            if box.note.said().tone == "problem"
        }
        self.page.tell({**self._remarks(), **told})
        typed = settled(self.draft())
        wanted = typed.kind in _NUMBERED and not typed["number"] and typed.date.lo is not None
        number = numbering.next_free(self.workspace, typed) if wanted else ""
        self.page.boxes()["number"].editor.offer(number)

    def _remarks(self) -> dict[str, Answer]:
        """Warnings by field; what the date field says of itself is left to it."""
        found: dict[str, Answer] = {}
        for remark in records.look_over(self.workspace, settled(self.draft())):
            if remark.field != "date" and remark.field in (self.page.boxes() if self.page else ()):
                known = found.get(remark.field)
                text = f"{known.text} {remark.message}" if known else remark.message
                found[remark.field] = Answer("warning", text)
        return found

    def _focus_moved(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is None or self.page is None or not self.page.isAncestorOf(old):
            return
        if new is not old and not self._filling:
            # Afterwards: a line that is left may have a last word, such as a name spelled out.
            QTimer.singleShot(0, self, self._look_over)
