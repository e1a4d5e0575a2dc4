"""Which panes are seen at which width of the window."""

from __future__ import annotations

from dataclasses import dataclass

from catalog_app.ui.look import metrics


@dataclass(frozen=True, slots=True)
class Panes:
    """What is shown: the sidebar as a rail or whole, the list, the page, the form."""

    rail: bool
    list: bool
    page: bool
    form: bool


def panes_for(
    width: int,
    *,
    editing: bool,
    wide_form: bool = False,
    rail: bool | None = None,
    list_wanted: bool | None = None,
    reading: bool = False,
) -> Panes:
    """What a window ``width`` pixels wide shows; ``rail`` and ``list_wanted`` are the user's own
    choice, which wins. ``reading`` says that a record was opened where only one pane fits."""
    narrow = width < metrics.FOLD_TO_ONE_BELOW
    folded = rail if rail is not None else width < metrics.FOLD_SIDEBAR_BELOW
    if narrow:
        return Panes(
            rail=True,
            list=not editing and not reading,
            page=not editing and reading,
            form=editing,
        )
    crowded = editing and width < metrics.FOLD_LIST_BELOW
    shown = list_wanted if list_wanted is not None else not crowded
    return Panes(
        rail=folded or (editing and wide_form),
        list=shown,
        page=not (editing and wide_form),
        form=editing,
    )
