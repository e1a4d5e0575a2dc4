"""An example value for every declared field, at every depth."""

from __future__ import annotations

from decimal import Decimal

from catalog_app.domain import dates
from catalog_app.domain.fields import fields_of
from catalog_app.domain.fieldtypes import (
    Amount,
    Choice,
    Date,
    Field,
    Integer,
    Prose,
    Real,
    Reference,
    Row,
    Rows,
    TermRef,
    Value,
)
from catalog_app.domain.query import Token
from catalog_app.domain.records import Record
from catalog_app.services.workspace import Workspace

KIND = "\ue000kind"


def example(workspace: Workspace, field: Field) -> Value:
    """A value of the field that is not its empty one."""
    kind = field.type
    if isinstance(kind, Rows):
        values = {inner.key: example(workspace, inner) for inner in kind.fields}
        if kind.table == "attachment":
            values["sha256"] = "0" * 64
        return (Row(values),)
    if isinstance(kind, Choice):
        options: list[str] = list(kind.options)
        return next(option for option in reversed(options) if option != kind.empty)
    if isinstance(kind, Date):
        return dates.DateValue("June Juche 72", "1983-06", 724062, 724091, "inferred")
    if isinstance(kind, Integer):
        return kind.low + 2
    if isinstance(kind, Real):
        return 39.5
    if isinstance(kind, Amount):
        return Decimal("12000.50")
    if isinstance(kind, TermRef):
        terms = workspace.store.terms(kind.vocabulary)
        return terms[0].id if terms else None
    if isinstance(kind, Reference):
        return workspace.store.find(Token(f"{KIND}{kind.kinds[0]}"), limit=1)[0]
    if isinstance(kind, Prose):
        return "Line  one\n\tLine two\u00a0hard"
    return f"Some {field.key}, with  two blanks"


def full(workspace: Workspace, kind: str) -> Record:
    """A record in which everything is filled in."""
    return Record(kind, {field.key: example(workspace, field) for field in fields_of(kind)})
