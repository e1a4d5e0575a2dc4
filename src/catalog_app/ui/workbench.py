"""The panes of an open catalogue and how they work together."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QVBoxLayout, QWidget

from catalog_app.domain.kinds import KINDS, PLURALS
from catalog_app.domain.records import Changes
from catalog_app.domain.translation import tr
from catalog_app.services.drafts import Draft
from catalog_app.services.pages import build_page
from catalog_app.ui.actions import RECORD_MENU, Actions, Situation
from catalog_app.ui.bars import StatusBar, TopBar
from catalog_app.ui.browse.pane import ListPane, Question
from catalog_app.ui.deeds import Deeds
from catalog_app.ui.draftmenu import draft_menu, words_for_new
from catalog_app.ui.edit.form import EditForm
from catalog_app.ui.folding import panes_for
from catalog_app.ui.images.viewer import ImageViewer
from catalog_app.ui.look import metrics
from catalog_app.ui.look.banner import Banner
from catalog_app.ui.look.buttons import permit
from catalog_app.ui.look.icons import Icons
from catalog_app.ui.look.theme import Theme
from catalog_app.ui.panefocus import pane_after
from catalog_app.ui.pictures import Pictures
from catalog_app.ui.record import RecordPage
from catalog_app.ui.session import Session
from catalog_app.ui.sidebar import Sidebar
from catalog_app.ui.trail import Trail


class Workbench(QWidget):
    """Sidebar, list, page and form of one catalogue, with the bars above and below."""

    situation_changed = Signal()

    def __init__(
        self, session: Session, theme: Theme, icons: Icons, pictures: Pictures, actions: Actions
    ) -> None:
        super().__init__()
        self.session = session
        self.actions_ = actions
        self.pictures = pictures
        self._icons = icons
        self.trail = Trail()
        self.rail: bool | None = None
        self.list_wanted: bool | None = None
        self.wide_form = False
        self._reading = False
        self._shown = 0
        self._editing = False
        self._typing_goes_on = False
        self._question = Question()
        self._words = tr("All records")
        self.sidebar = Sidebar(theme, icons)
        self.top = TopBar(icons, actions)
        self.status = StatusBar()
        self.deeds = Deeds(session, self.status)
        self.banner = Banner(icons)
        self.list = ListPane(theme, icons, pictures)
        self.page = RecordPage(theme, icons, pictures)
        self.form = EditForm(session.workspace, theme, icons)
        pictures.arrived.connect(self.list.view.viewport().update)
        pictures.arrived.connect(self.page.refresh_pictures)
        self._lay_out()
        self._connect()
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(0)
        self._typing.timeout.connect(self._ask_typed)
        self.page.set_editable(session.writable)
        permit(self.top.new, session.workspace.store.read_only_because)
        self.list.set_session(session)
        self.sidebar.show_name(session.workspace.folder.stem)
        self.sidebar.show_counts_of(self.session.workspace)
        self.sidebar.choose_kind("")
        if session.writable and (words := words_for_new(session.workspace)):
            self.banner.say(words, tr("Show drafts"))

    def _lay_out(self) -> None:
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        for pane in (self.list, self.page, self.form):
            self.splitter.addWidget(pane)
        self.list.setMinimumWidth(metrics.LIST_MIN)
        self.form.setMinimumWidth(metrics.EDIT_MIN)
        self.splitter.setStretchFactor(0, 0)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setStretchFactor(2, 0)
        self.splitter.setSizes([metrics.LIST, 760, metrics.EDIT])
        right = QVBoxLayout()
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(0)
        right.addWidget(self.top)
        right.addWidget(self.banner)
        right.addWidget(self.splitter, 1)
        across = QHBoxLayout()
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(across, 1)
        layout.addWidget(self.status)
        self.form.hide()

    def _connect(self) -> None:
        self.sidebar.asked.connect(self._ask_place)
        self.top.search.textChanged.connect(lambda _: self._typing.start())
        self.top.search.left_downwards.connect(self.list.view.setFocus)
        self.top.new_asked.connect(self.begin)
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open)
        self.list.selection_changed.connect(self._tell_amount)
        self.list.counted.connect(lambda _: self._tell_amount())
        self.list.mistaken.connect(self._tell_mistake)
        self.list.menu_asked.connect(self._context_menu)
        self.page.record_requested.connect(self.go_to)
        self.page.edit_requested.connect(lambda: self.set_editing(True))
        self.page.section_requested.connect(self._edit_section)
        self.page.new_requested.connect(self.begin)
        self.page.query_requested.connect(self.search_for)
        self.page.image_requested.connect(self.show_image)
        self.page.bring_back_requested.connect(
            lambda step: self.deeds.bring_back(self._shown, step)
        )
        self.form.saved.connect(self._saved)
        self.form.closed.connect(lambda: self.set_editing(False))
        self.form.made.connect(self.deeds.publish)
        self.form.width_toggled.connect(self.toggle_wide_form)
        self.form.draft_changed.connect(self.situation_changed)
        self.form.save_and_next_requested.connect(self.save_and_next)
        self.banner.acted.connect(self.show_drafts)
        self.status.undo_asked.connect(self.deeds.undo)
        self.session.hub.changed.connect(self._take)
        self.session.jobs.failed.connect(self.deeds.tell_error)

    def situation(self) -> Situation:
        """What can be done now."""
        store = self.session.workspace.store
        undo, redo = store.next_undo(), store.next_redo()
        trashed, drafts = store.waiting()
        selected = self.list.selected()
        kinds = {self.list.model.kind_of(number) for number in selected[:50]}
        return Situation(
            open=True,
            writable=self.session.writable,
            selected=len(selected),
            selected_kinds=len(kinds),
            shown=bool(self._shown),
            editing=self._editing,
            draft_changed=self._editing and self.form.is_changed(),
            in_trash=self._question.trash,
            trash_filled=bool(trashed),
            drafts=drafts,
            undo=undo.label if undo else "",
            redo=redo.label if redo else "",
            back=self.trail.can_go_back,
            forward=self.trail.can_go_forward,
        )

    @property
    def shown(self) -> int:
        """The record on the page, 0 if none."""
        return self._shown

    # What the list shows.

    def _ask_place(self, question: Question, words: str) -> None:
        self._words = words
        self.top.search.blockSignals(True)
        self.top.search.clear()
        self.top.search.blockSignals(False)
        self._ask(question)

    def _ask_typed(self) -> None:
        self._ask(Question(self.top.search.text(), self._question.kind))

    def _ask(self, question: Question, choose: int = 0) -> None:
        self._question = question
        self._reading = False
        self.list.set_title(tr("Found") if question.query.strip() else self._words)
        label = tr("New {kind}", kind=tr(KINDS.get(question.kind, "Record")).lower())
        self.top.new.setText(label)
        self.list.ask(question, choose)
        self.situation_changed.emit()
        self.fold()

    def search_for(self, query: str) -> None:
        """Show what a query finds, as if it had been typed."""
        self.top.search.setText(query)

    def focus_search(self) -> None:
        """Put the cursor into the search field, its text selected."""
        self.top.search.setFocus()
        self.top.search.selectAll()

    # Which record is shown.

    def _choose(self, number: int) -> None:
        if number == self._shown:
            return
        self._shown = number
        self.trail.visit(number)
        self._show()
        if self._editing and number:
            self.form.edit(self.session.workspace.record(number))
            if self._typing_goes_on:
                self._typing_goes_on = False
                self.form.go_to_section(1)
        self.situation_changed.emit()

    def _show(self) -> None:
        number = self._shown
        found = bool(number) and self.session.workspace.store.record(number) is not None
        self.page.show_page(build_page(self.session.workspace, number) if found else None)

    def show_image(self, at: int) -> None:
        """Show a picture of the record large."""
        page = self.page.page
        if page is None or not page.pictures:
            return
        workspace = self.session.workspace
        viewer = ImageViewer(page.pictures, self._icons, workspace, self.pictures, self)
        viewer.show_picture(at)
        viewer.open()

    def _open(self, number: int) -> None:
        if number:
            self._reading = True
            self.fold()
            self.page.setFocus()

    def go_to(self, number: int) -> None:
        """Show a record, in the list if it is there, else on its own."""
        if not self.list.choose(number):
            self._choose(number)
        self._reading = True
        self.fold()

    def travel(self, steps: int) -> None:
        """Go back or forward through the records looked at."""
        number = self.trail.go(steps)
        if number:
            self._shown = 0
            self.go_to(number)

    def close_innermost(self) -> None:
        """Esc: leave the form, then the page where it covers the list, then the search."""
        if self._editing:
            self.set_editing(False)
        elif self._reading:
            self._reading = False
            self.fold()
            self.list.view.setFocus()
        elif self.top.search.text():
            self.top.search.clear()

    # Writing.

    def begin(self, kind: str = "") -> None:
        """Begin a new record of a kind, by default that of the list."""
        self._editing = True
        self.form.edit_new(kind or self._question.kind or "gift")
        self.fold()
        self.form.go_to_section(1)
        self.situation_changed.emit()

    def show_drafts(self) -> None:
        """Offer what was typed and not saved; what is chosen is gone on with."""
        menu = draft_menu(self.session.workspace, self._icons, self.go_on_with, self)
        menu.popup(self.top.new.mapToGlobal(QPoint(0, self.top.new.height())))

    def go_on_with(self, draft: Draft) -> None:
        """Take up what was being typed."""
        self.banner.hide()
        if not draft.is_new:
            self.go_to(draft.key)
        self._editing = True
        self.form.resume(draft)
        self.fold()
        self.form.go_to_section(1)
        self.situation_changed.emit()

    def set_editing(self, editing: bool) -> None:
        """Open the form beside the page, or close it; what was typed is kept as a draft."""
        if editing and not self._shown:
            return
        self._editing = editing
        if editing:
            self.form.edit(self.session.workspace.record(self._shown))
        self.fold()
        if editing:
            self.form.go_to_section(1)
        else:
            self.list.view.setFocus()
        self.situation_changed.emit()

    def _edit_section(self, key: str) -> None:
        self.set_editing(True)
        self.form.go_to_field(key)

    def toggle_wide_form(self) -> None:
        """Give the form the room of the page, or give it back."""
        self.wide_form = not self.wide_form
        self.fold()
        self.situation_changed.emit()

    def save_and_next(self) -> None:
        """Store, and go on with the next record of the list."""
        if self.form.save() and self.list.step(1):
            self.form.go_to_section(1)

    def _saved(self, changes: Changes) -> None:
        self.deeds.publish(changes)
        if changes.records and self._shown not in changes.records:
            self._shown = 0
            self._typing_goes_on = True
            self._ask(self._question, changes.records[-1])

    # Telling.

    def _take(self, changes: Changes) -> None:
        self.sidebar.show_counts_of(self.session.workspace)
        if self._shown:
            self._show()
        if self._editing and self._shown in changes.records and not self.form.is_changed():
            record = self.session.workspace.store.record(self._shown)
            if record is None:
                self.set_editing(False)
            else:
                self.form.edit(record)
        self.situation_changed.emit()

    def _tell_amount(self) -> None:
        selected = len(self.list.selected())
        kind = self._question.kind
        what = tr(PLURALS[kind]).lower() if kind else tr("records")
        shown = f"{self.list.model.rowCount():,}"
        self.status.show_amount(
            tr("{shown} {what} · {selected} selected", shown=shown, what=what, selected=selected)
        )
        self.situation_changed.emit()

    def _tell_mistake(self, words: str) -> None:
        if words:
            self.banner.say(words, tone="warning")
        else:
            self.banner.hide()

    def _context_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        self.actions_.fill(menu, RECORD_MENU)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(at)

    # Room.

    def fold(self) -> None:
        """Show the panes that there is room for."""
        panes = panes_for(
            self.width(),
            editing=self._editing,
            wide_form=self.wide_form,
            rail=self.rail,
            list_wanted=self.list_wanted,
            reading=self._reading,
        )
        self.sidebar.set_rail(panes.rail)
        focus = self.window().focusWidget()
        if panes.page and not panes.list and focus is self.list.view:
            # The keyboard goes where the reader looks, not to whatever comes next.
            self.page.show()
            self.page.setFocus(Qt.FocusReason.OtherFocusReason)
        self.list.setVisible(panes.list)
        self.page.setVisible(panes.page)
        self.form.setVisible(panes.form)
        self.form.set_wide(not panes.page)

    def resizeEvent(self, event: QResizeEvent) -> None:  # noqa: N802
        super().resizeEvent(event)
        self.fold()

    def next_pane(self, steps: int) -> None:
        """Move the focus to the next pane that is shown."""
        panes = (self.sidebar, self.top.search, self.list.view, self.page, self.form)
        target = pane_after(panes, steps)
        if target is self.form:
            self.form.go_to_section(1)
        elif target is self.sidebar:
            self.sidebar.focus_places()
        else:
            target.setFocus(Qt.FocusReason.TabFocusReason)
