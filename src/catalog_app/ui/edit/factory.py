"""Which editor a field gets: its type says so."""

from __future__ import annotations

from collections.abc import Callable

from catalog_app.domain.fieldtypes import Field, Rows
from catalog_app.domain.translation import tr
from catalog_app.ui.edit.attachments import AttachmentsEditor
from catalog_app.ui.edit.chips import TermsEditor
from catalog_app.ui.edit.dating import DateEditor
from catalog_app.ui.edit.desk import Desk
from catalog_app.ui.edit.editor import Editor
from catalog_app.ui.edit.history import HistoryEditor
from catalog_app.ui.edit.links import LinksEditor
from catalog_app.ui.edit.plain import ChoiceEditor, LineEditor, TextEditor
from catalog_app.ui.edit.references import RecordEditor, TermEditor
from catalog_app.ui.edit.rows import RowsEditor

_EDITORS: dict[str, Callable[[Desk, Field, str], Editor]] = {
    "line": LineEditor,
    "number": LineEditor,
    "text": TextEditor,
    "choice": ChoiceEditor,
    "date": DateEditor,
    "term": TermEditor,
    "record": RecordEditor,
    "links": LinksEditor,
    "rows": RowsEditor,
}
_BY_TABLE: dict[str, Callable[[Desk, Field, str], Editor]] = {
    "term_use": TermsEditor,
    "attachment": AttachmentsEditor,
}


def make(desk: Desk, fields: tuple[Field, ...], label: str) -> Editor:
    """The editor for one field, or for the several kinds of history rows together."""
    field = fields[0]
    if isinstance(field.type, Rows):
        if field.type.append_only:
            return HistoryEditor(desk, fields, tr("History"))
        if field.type.table in _BY_TABLE:
            return _BY_TABLE[field.type.table](desk, field, label)
    return _EDITORS[field.type.editor](desk, field, label)
