"""Undo and redo, the list of steps, and what became of a record field by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from catalog_app.domain import dates
from catalog_app.domain.dates import DateValue
from catalog_app.domain.errors import NotFound, Refused
from catalog_app.domain.fields import field_map, label_of, row_fields
from catalog_app.domain.fieldtypes import Choice, Field, Reference, Rows, TermRef, Value
from catalog_app.domain.history import RowStory, Step
from catalog_app.domain.records import Changes
from catalog_app.domain.translation import tr
from catalog_app.services.workspace import Workspace


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a record before and after a step, as a person reads it."""

    step: Step
    field: str
    label: str
    before: str
    after: str


def undo(workspace: Workspace, count: int = 1) -> list[Step]:
    """Take back the last ``count`` steps, newest first; returns those there were."""
    done: list[Step] = []
    while len(done) < count and (step := workspace.store.next_undo()):
        workspace.store.undo(step.id)
        done.append(step)
    return done


def redo(workspace: Workspace, count: int = 1) -> list[Step]:
    """Do the last ``count`` undone steps again, in their order; returns those there were."""
    done: list[Step] = []
    while len(done) < count and (step := workspace.store.next_redo()):
        workspace.store.redo(step.id)
        done.append(step)
    return done


def undo_step(workspace: Workspace, number: int, *, with_later: bool = False) -> list[Step]:
    """Take back one step out of turn.

    Raises `Refused`, naming them, where later steps build upon it; ``with_later`` takes those back
    as well, newest first.
    """
    known = {step.id: step for step in workspace.store.steps()}
    if number not in known:
        raise NotFound(tr("There is no step {number}.", number=number))
    later = _dependants(workspace, number)
    if later and not with_later:
        raise Refused(
            tr(
                "Later steps build upon “{label}”: {later}. Take them back together.",
                label=known[number].label,
                later=", ".join(f"“{step.label}”" for step in later[:5]),
            )
        )
    done = []
    for step in (*later, known[number]):
        workspace.store.undo(step.id)
        done.append(step)
    return done


def _dependants(workspace: Workspace, number: int) -> list[Step]:
    """Everything that builds upon a step, also at second hand, newest first."""
    found: dict[int, Step] = {}
    waiting = [number]
    while waiting:
        for step in workspace.store.built_upon(waiting.pop()):
            if step.id not in found:
                found[step.id] = step
                waiting.append(step.id)
    return [found[key] for key in sorted(found, reverse=True)]


def record_history(workspace: Workspace, number: int) -> list[FieldChange]:
    """What happened to a record, field by field, newest first. Raises `NotFound`."""
    stories, steps = workspace.store.story_of(number)
    if not stories:
        raise NotFound(tr("There is no record {number}.", number=number))
    found = []
    for story in stories:
        step = steps[story.step]
        found.extend(_field_changes(workspace, story, step))
    return found


def _field_changes(workspace: Workspace, story: RowStory, step: Step) -> list[FieldChange]:
    if story.path:
        field = _field_at(story.kind, story.path)
        before, after = (
            _row_text(workspace, field, values) if values is not None else ""
            for values in (story.before, story.after)
        )
        if before == after and story.before and story.after:
            # Printed alike, understood differently.
            before, after = (
                _row_text(workspace, field, values, meaning=True)
                for values in (story.before, story.after)
            )
        if before == after:
            return []
        return [FieldChange(step, ".".join(story.path), tr(field.label), before, after)]
    changes = []
    was, is_ = story.before or {}, story.after or {}
    fields = field_map(story.kind)
    for key in (*fields, "trashed_at"):
        if was.get(key) == is_.get(key):
            continue
        label = tr("In the trash since") if key == "trashed_at" else tr(label_of(story.kind, key))
        before, after = (
            _stated(workspace, fields.get(key), values, key) if values is not None else ""
            for values in (story.before, story.after)
        )
        if before == after:
            before, after = (_meaning(values.get(key)) for values in (was, is_))
        changes.append(FieldChange(step, key, label, before, after))
    return changes


def _meaning(value: Value) -> str:
    """A date as printed and as understood."""
    return f"{value.text} [{dates.display(value)}]" if isinstance(value, DateValue) else ""


def _stated(
    workspace: Workspace, field: Field | None, values: Mapping[str, Value], key: str
) -> str:
    if key in values:
        return _text(workspace, field, values[key])
    # A choice that is not filled in says its usual word: Draft, Public, Stated.
    return field.type.show(field.type.empty) if field and isinstance(field.type, Choice) else ""


def _field_at(kind: str, path: tuple[str, ...]) -> Field:
    field = field_map(kind)[path[0]]
    for key in path[1:]:
        field = row_fields(field)[key]
    return field


def _row_text(
    workspace: Workspace, field: Field, values: Mapping[str, Value], meaning: bool = False
) -> str:
    inner = row_fields(field)
    assert isinstance(field.type, Rows)
    main = field.type.main
    ordered = sorted(values.items(), key=lambda entry: entry[0] != main)
    return "; ".join(
        text
        for key, value in ordered
        if (text := _meaning(value) if meaning else _text(workspace, inner.get(key), value))
    )


def _text(workspace: Workspace, field: Field | None, value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, DateValue):
        return value.text or dates.display(value)
    if field is not None and isinstance(value, int):
        if isinstance(field.type, TermRef):
            term = workspace.store.term(value)
            return term.label if term else f"#{value}"
        if isinstance(field.type, Reference):
            brief = workspace.store.briefs([value]).get(value)
            return brief.title if brief else f"#{value}"
    if isinstance(value, Decimal) or field is None:
        return str(value)
    return field.type.show(value)


def bring_back(workspace: Workspace, number: int, step: int) -> Changes:
    """Let a record be again as it was right after a step. This is a new step of its own."""
    record = workspace.store.record(number)
    title = (record.title if record else f"#{number}")[:60]
    label = tr("Brought back an earlier version of “{title}”", title=title)
    return workspace.store.bring_back(number, step, label)
