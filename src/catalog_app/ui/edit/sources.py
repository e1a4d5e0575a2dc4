"""Where completers get their entries from: records by all names, terms, offices held."""

from __future__ import annotations

from catalog_app.domain.kinds import PARTIES
from catalog_app.domain.translation import tr
from catalog_app.services import completing
from catalog_app.services.completing import Suggestion
from catalog_app.ui.edit.desk import Desk
from catalog_app.ui.edit.popup import Entry
from catalog_app.ui.look.buttons import key_text
from catalog_app.ui.look.icons import KIND_ICONS

_MAKEABLE = ("person", "organisation", "place", "source", "visit", "event")
_CREATE = {
    "person": "Create person “{name}”",
    "organisation": "Create organisation “{name}”",
    "place": "Create place “{name}”",
    "source": "Create source “{name}”",
    "visit": "Create visit “{name}”",
    "event": "Create event “{name}”",
}
_MANY_KINDS = 4


class Made(str):
    """The kind of record, or “term” or “text”, that an entry would make of what is typed."""


def records(desk: Desk, kinds: tuple[str, ...], text: str) -> list[Entry]:
    """Records that may be meant, and below them what can be made new."""
    found = completing.suggest(desk.workspace, text, kinds)
    entries = [_record(suggestion) for suggestion in found]
    name = " ".join(text.split())
    if name and len(kinds) <= _MANY_KINDS and not desk.read_only:
        makeable = [kind for kind in kinds if kind in _MAKEABLE]
        for place, kind in enumerate(makeable):
            keys = key_text("Ctrl+Enter") if not place else ""
            words = tr(_CREATE[kind], name=name)
            entries.append(Entry(words, Made(kind), right=keys, icon="plus", creates=True))
    return entries


def _record(found: Suggestion) -> Entry:
    matched_title = found.matched == found.name
    parts = [] if matched_title else [found.matched]
    parts += [other for other in found.others if other != found.name]
    right = ""
    if found.links:
        right = tr("1 link") if found.links == 1 else tr("{count} links", count=f"{found.links:,}")
    return Entry(
        found.name,
        found.id,
        spans=found.spans if matched_title else (),
        second=" · ".join(parts),
        second_spans=() if matched_title else found.spans,
        third=found.detail,
        right=right,
        icon=KIND_ICONS[found.kind],
    )


def terms(desk: Desk, vocabulary: str, text: str, as_printed: bool = False) -> list[Entry]:
    """Terms that may be meant; what is no term yet can be added, or kept as it is printed."""
    found = completing.suggest_terms(desk.workspace, vocabulary, text, limit=60)
    entries = [
        Entry(each.term.label, each.term.id, each.spans, right=each.parent) for each in found
    ]
    label = " ".join(text.split())
    if label and not any(each.exact for each in found) and not desk.read_only:
        if as_printed:
            words = tr("Keep “{text}” as printed", text=label)
            entries.append(Entry(words, Made("text"), icon="quotes", creates=False))
        words = (
            tr("Create tag “{label}”", label=label)
            if vocabulary == "tag"
            else tr("Add “{label}” to the vocabulary", label=label)
        )
        entries.append(
            Entry(words, Made("term"), right=key_text("Ctrl+Enter"), icon="plus", creates=True)
        )
    return entries


def offices(desk: Desk, target: int, text: str) -> list[Entry]:
    """Capacities that are on record for a party: held at the date of the record first."""
    brief = desk.brief(target)
    if brief is None or brief.kind not in PARTIES:
        return []
    wanted = text.casefold().strip()
    entries = []
    for office in completing.offices_on(desk.workspace, target, desk.date):
        if wanted and (wanted not in office.text.casefold() or wanted == office.text.casefold()):
            continue
        if office.fits:
            origin = tr("held then")
        else:
            origin = tr("held") if office.held else tr("stated elsewhere")
        entries.append(
            Entry(office.text, office.text, second=" · ".join(filter(None, (origin, office.when))))
        )
    return entries
