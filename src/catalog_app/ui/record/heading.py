"""Writing the head of a page: what it is, its title and date, chips and tags, the summary."""

from __future__ import annotations

from catalog_app.domain.translation import tr
from catalog_app.services.pages import Chip, Page
from catalog_app.ui.look import metrics
from catalog_app.ui.look.icons import KIND_ICONS
from catalog_app.ui.record.marks import Mark, Tone
from catalog_app.ui.record.writer import Writer, padded

_CHIPS: dict[str, tuple[Tone, str]] = {
    "state": ("accent", ""),
    "checked": ("accent", "check"),
    "draft": ("neutral", "pencil-simple"),
    "internal": ("neutral", "eye-slash"),
    "uncertain": ("uncertain", "question"),
    "trash": ("problem", "trash"),
}
"""Tone and icon of a chip by its role."""

_INDENT = 22


def write_heading(out: Writer, page: Page) -> None:
    """Everything above the facts but the pictures."""
    _write_kind(out, page)
    out.line(top=metrics.SPACE_2, height=metrics.LINE_RECORD)
    out.text(page.title, "title")
    _write_date(out, page)
    if page.tags:
        out.line(top=10, height=metrics.CHIP + 4)
        for place, chip in enumerate(page.tags):
            if place:
                out.gap()
            _write_chip(out, chip)
    if page.summary:
        out.line(top=metrics.SPACE_3, height=21)
        out.text(page.summary, "lead")


def _write_kind(out: Writer, page: Page) -> None:
    """Kind, number and chips on one line; without room for all, the chips have the next."""
    number = out.line(left=_INDENT, height=metrics.CHIP + 2, tab=True)
    out.mark(Mark("icon", number, number, x=0, shift=6, name=KIND_ICONS[page.kind]))
    out.text(page.kind_line, "kind")
    if page.number:
        out.gap()
        out.text(page.number, "number")
    taken = _INDENT + out.width(f"{page.kind_line}  {page.number}", "kind")
    for chip in page.chips:
        icon = _CHIPS.get(chip.role, ("neutral", ""))[1]
        taken += out.width(padded(chip.text, icon), "kind") + metrics.SPACE_2
    if taken + metrics.SPACE_4 <= out.room - out.right:
        out.text("\t", "number")
    elif page.chips:
        out.line(height=metrics.CHIP + 4)
    for place, chip in enumerate(page.chips):
        if place:
            out.gap()
        _write_chip(out, chip)


def _write_chip(out: Writer, chip: Chip) -> None:
    tone, icon = _CHIPS.get(chip.role, ("neutral", ""))
    href = f"query:{chip.query}" if chip.query else ""
    out.pill(chip.text, tone, href=href, icon=icon, dot=chip.role == "tag")


def _write_date(out: Writer, page: Page) -> None:
    if page.dateline:
        out.line(top=metrics.SPACE_1, height=metrics.LINE_PANE)
        printed = tr("Printed “{printed}”", printed=page.date_printed) if page.date_printed else ""
        for place, run in enumerate(page.dateline):
            if run.target is None:
                out.text(run.text, "date", tip="" if place else printed)
            else:
                out.target(run.text, run.target, "link-date")
    if page.date_note and page.dateline:
        out.line(top=2, height=metrics.LINE_LABEL)
        words = page.date_note
        if page.date_printed and page.date_printed != page.dateline[0].text:
            words = tr("{note}; printed “{printed}”", note=words, printed=page.date_printed)
        out.text(words[:1].upper() + words[1:], "unsure")
