"""Adding, changing, trashing, merging and reordering records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime

from catalog_app.domain.errors import InvalidInput, NotFound, Refused
from catalog_app.domain.fields import field_map, row_fields
from catalog_app.domain.fieldtypes import Field, Row, Rows, Value
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.merging import merged, without_doubles
from catalog_app.domain.records import Changes, Record, as_new, links_of, reconcile_names
from catalog_app.domain.translation import tr
from catalog_app.domain.validate import Remark, problems, remarks
from catalog_app.services import assignments, numbering
from catalog_app.services.naming import Names
from catalog_app.services.plain import unknown_field
from catalog_app.services.workspace import StoreWriter, Workspace


def _checked(record: Record) -> Record:
    found = problems(record)
    if found:
        raise InvalidInput(found)
    return record


def _label(wording: str, record: Record) -> str:
    return wording.format(kind=tr(KINDS[record.kind]).lower(), title=_short(record.title))


def _short(title: str) -> str:
    return title if len(title) <= 60 else f"{title[:59]}…"


def add(workspace: Workspace, record: Record) -> tuple[int, Changes]:
    """Store a new record; returns its number. Raises `InvalidInput`."""
    record = _checked(reconcile_names(record))
    with workspace.store.step(_label(tr("Added {kind} “{title}”"), record)) as writer:
        number = writer.add(record)
    return number, workspace.store.last_changes


def add_from(workspace: Workspace, kind: str, texts: Sequence[str]) -> tuple[int, Changes]:
    """Add a record from ``FIELD=VALUE`` texts; parties named in it are made if they are new."""
    if kind not in KINDS:
        raise InvalidInput(
            {"kind": tr("There is no kind “{kind}”: {kinds}.", kind=kind, kinds=", ".join(KINDS))}
        )
    parsed = assignments.parse(texts, kind)
    title = next((a.value for a in parsed if a.key == "title"), "")
    title = title or next((a.value for a in parsed if a.key == "names" and a.value[:1] != "{"), "…")
    label = _label(tr("Added {kind} “{title}”"), Record(kind, {"title": title}))
    with workspace.store.step(label) as writer:
        record = assignments.apply(Record(kind), parsed, Names(workspace, writer))
        number = writer.add(_checked(reconcile_names(record)))
    return number, workspace.store.last_changes


def save(workspace: Workspace, before: Record, after: Record) -> Changes:
    """Store a changed record. ``before`` is what the change was made from; raises `Refused` where
    the catalogue holds something newer by now."""
    record = _checked(reconcile_names(after, before))
    _keep_history(before, record)
    with workspace.store.step(_label(tr("Changed {kind} “{title}”"), record)) as writer:
        writer.change(before, record)
    return workspace.store.last_changes


def edit_from(workspace: Workspace, number: int, texts: Sequence[str]) -> Changes:
    """Change a record by ``FIELD=VALUE`` and ``FIELD+=VALUE`` texts, as one step."""
    before = workspace.record(number)
    parsed = assignments.parse(texts, before.kind)
    with workspace.store.step(_label(tr("Changed {kind} “{title}”"), before)) as writer:
        after = assignments.apply(before, parsed, Names(workspace, writer))
        if not after.title and before.title:
            # A cleared title is a mistake, not a wish for the name that would stand in for it.
            _checked(after)
        after = _checked(reconcile_names(after, before))
        _keep_history(before, after)
        writer.change(before, after)
    return workspace.store.last_changes


def _keep_history(before: Record, after: Record) -> None:
    """What was true once stays on record: history rows are added, never changed or taken away."""
    entries = dict(_entries(after))
    objects = {row.id for row in after.rows("objects")} if after.kind == "gift" else set()
    for (owner, field, number), row in _entries(before):
        if (not owner or owner in objects) and entries.get((owner, field, number)) != row:
            raise Refused(
                tr(
                    "{field}: earlier entries stay as they are. Add a new one, or undo the step "
                    "that made a wrong one.",
                    field=tr(field.label),
                )
            )


def _entries(record: Record) -> Iterator[tuple[tuple[int, Field, int], Row]]:
    """The history rows of a record and of its objects, each by object, field and number."""
    owners: list[tuple[int, Mapping[str, Value], Mapping[str, Field]]] = [
        (0, record.values, field_map(record.kind))
    ]
    for row in record.rows("objects") if record.kind == "gift" else ():
        owners.append((row.id, row.values, row_fields(field_map("gift")["objects"])))
    for owner, values, fields in owners:
        for key, value in values.items():
            kind = fields[key].type
            if isinstance(kind, Rows) and kind.append_only and isinstance(value, tuple):
                yield from (((owner, fields[key], row.id), row) for row in value)


def look_over(workspace: Workspace, record: Record) -> list[Remark]:
    """What is doubtful about a record: a date after a death, an office not held, a number twice."""
    targets = {row.values.get("target") for _, row in links_of(record)}
    others = {}
    for target in targets:
        found = workspace.store.record(target) if isinstance(target, int) else None
        if found is not None:
            others[found.id] = found
    doubtful = remarks(record, others)
    twin = numbering.used_by_another(workspace, record)
    if twin:
        doubtful.append(Remark("number", tr("The number {number} is used already.", number=twin)))
    return doubtful


def trash(workspace: Workspace, numbers: Sequence[int]) -> Changes:
    """Put records into the trash, as one step. Those that are there already stay there."""
    at = datetime.now(UTC).isoformat(timespec="milliseconds")
    return _set_trashed(workspace, numbers, at, tr("Moved {title} to the trash"))


def restore(workspace: Workspace, numbers: Sequence[int]) -> Changes:
    """Take records out of the trash, as one step."""
    return _set_trashed(workspace, numbers, None, tr("Restored {title}"))


def _set_trashed(
    workspace: Workspace, numbers: Sequence[int], at: str | None, wording: str
) -> Changes:
    records = [workspace.record(number) for number in dict.fromkeys(numbers)]
    with workspace.store.step(wording.format(title=_titles(records))) as writer:
        for record in records:
            if bool(record.trashed_at) != bool(at):
                writer.change(record, replace(record, trashed_at=at))
    return workspace.store.last_changes


def _titles(records: Sequence[Record]) -> str:
    if len(records) == 1:
        return f"“{_short(records[0].title)}”"
    return tr("{count} records", count=len(records))


def empty_trash(workspace: Workspace, numbers: Sequence[int] = ()) -> Changes:
    """Delete what is in the trash: these records, or all of them.

    Refused for a record that others which stay refer to. Like every step it can be undone.
    """
    wanted = list(dict.fromkeys(numbers)) or workspace.store.trashed()
    records = [workspace.record(number) for number in wanted]
    for record in records:
        if not record.trashed_at:
            raise Refused(
                tr("“{title}” is not in the trash. Nothing was deleted.", title=record.title)
            )
    for number, other in workspace.store.blockers(wanted).items():
        raise Refused(
            tr(
                "“{title}” cannot be deleted: record {other} “{other_title}” refers to it. "
                "Nothing was deleted. Remove the link, or restore the record.",
                title=workspace.record(number).title,
                other=other,
                other_title=workspace.record(other).title,
            )
        )
    label = tr("Deleted {title} from the trash", title=_titles(records))
    with workspace.store.step(label) as writer:
        for record in records:
            writer.remove(record)
    return workspace.store.last_changes


def merge(workspace: Workspace, keep: int, others: Sequence[int]) -> Changes:
    """Make one record of several: ``keep`` takes over what the others state and what refers to
    them; their uids stay resolvable. One step. Raises `Refused` for different kinds."""
    kept = workspace.record(keep)
    absorbed = [workspace.record(number) for number in dict.fromkeys(others)]
    if not absorbed:
        raise Refused(tr("Name at least one other record to merge."))
    for other in absorbed:
        if other.id == kept.id:
            raise Refused(tr("A record cannot be merged with itself."))
        if other.kind != kept.kind:
            raise Refused(
                tr(
                    "Only records of one kind can be merged: record {number} is of the kind "
                    "{kind}, not {wanted}.",
                    number=other.id,
                    kind=other.kind,
                    wanted=kept.kind,
                )
            )
        if other.trashed_at or kept.trashed_at:
            raise Refused(tr("A record in the trash cannot be merged. Restore it first."))
    label = tr("Merged {title} into “{keep}”", title=_titles(absorbed), keep=_short(kept.title))
    with workspace.store.step(label) as writer:
        for other in absorbed:
            kept = _absorb(workspace, writer, kept, other)
    return workspace.store.last_changes


def _absorb(workspace: Workspace, writer: StoreWriter, kept: Record, other: Record) -> Record:
    referring = {link.record.id for link in workspace.store.incoming(other.id)} - {kept.id}
    both = writer.absorb(kept, other)
    writer.change(both, merged(kept, other, both))
    for number in sorted(referring):
        # A record that named both would now name the one twice, in the same words.
        record = workspace.record(number)
        writer.change(record, without_doubles(record))
    return workspace.record(kept.id)


def duplicate(workspace: Workspace, number: int) -> tuple[int, Changes]:
    """Make a second record like this one, with the next free number and its history left out."""
    original = workspace.record(number)
    history = [
        key
        for key, field in field_map(original.kind).items()
        if isinstance(field.type, Rows) and field.type.append_only
    ]
    copied = as_new(original).with_values(
        title=tr("{title} (copy)", title=original.title),
        number=numbering.next_free(workspace, original) if original["number"] else "",
        status="draft",
        **dict.fromkeys(history, ()),
    )
    copied = reconcile_names(copied, original)
    with workspace.store.step(_label(tr("Duplicated {kind} “{title}”"), original)) as writer:
        copy = writer.add(_checked(copied))
    return copy, workspace.store.last_changes


def reorder(workspace: Workspace, number: int, key: str, rows: Sequence[int]) -> Changes:
    """Bring the rows of a repeatable field into this order (row numbers, each exactly once)."""
    record = workspace.record(number)
    by_id = {row.id: row for row in record.rows(key)}
    if sorted(rows) != sorted(by_id):
        raise Refused(tr("The new order must name every row once."))
    after = record.with_values(**{key: tuple(by_id[row] for row in rows)})
    with workspace.store.step(_label(tr("Reordered {kind} “{title}”"), record)) as writer:
        writer.change(record, after)
    return workspace.store.last_changes


def rearrange(workspace: Workspace, number: int, key: str, places: Sequence[int]) -> Changes:
    """Bring the rows of a repeatable field, or the ``programme`` of a visit, into another order.

    ``places`` are where they stand now, from 1 on; what is not named follows in its present order.
    Raises `NotFound` for a field or a place that is not there, `Refused` for one named twice.
    """
    record = workspace.record(number)
    field = field_map(record.kind).get(key)
    programme = key == "programme" and record.kind == "visit"
    if not programme and field is None:
        raise NotFound(unknown_field(record.kind, key))
    if field is not None and not isinstance(field.type, Rows):
        raise Refused(tr("{field} holds one value: there is no order.", field=tr(field.label)))
    if programme:
        present = [event.id for event in workspace.store.programme(number)]
    else:
        present = [row.id for row in record.rows(key)]
    for place in places:
        if not 1 <= place <= len(present):
            raise NotFound(
                tr(
                    "There is no place {place} here, only {count}.",
                    place=str(place)[:25],
                    count=len(present),
                )
            )
    first = [present[place - 1] for place in places]
    if len(set(first)) < len(first):
        raise Refused(tr("Name each place once."))
    order = [*first, *(row for row in present if row not in first)]
    if programme:
        return reorder_programme(workspace, number, order)
    return reorder(workspace, number, key, order)


def reorder_programme(workspace: Workspace, visit: int, events: Sequence[int]) -> Changes:
    """Bring the events of a visit into this order."""
    record = workspace.record(visit)
    known = [event.id for event in workspace.store.programme(visit)]
    if sorted(known) != sorted(events):
        raise Refused(tr("The new order must name every event of the visit once."))
    with workspace.store.step(_label(tr("Reordered {kind} “{title}”"), record)) as writer:
        for position, number in enumerate(events, start=1):
            event = workspace.record(number)
            writer.change(event, event.with_values(programme_order=position))
    return workspace.store.last_changes
