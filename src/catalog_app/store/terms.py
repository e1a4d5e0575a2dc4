"""Vocabularies as they lie in the database."""

from __future__ import annotations

import sqlite3

from catalog_app.domain.terms import Term
from catalog_app.store.tables import term_columns

USES = (*term_columns(), ("term", "parent"))
"""Every column that names a term."""

_SELECT = "SELECT vocabulary, label, id, parent, uri, note FROM term"


def terms(connection: sqlite3.Connection, vocabulary: str) -> list[Term]:
    """The terms of one vocabulary, by label."""
    rows = connection.execute(
        f"{_SELECT} WHERE vocabulary = ? ORDER BY label COLLATE NOCASE", (vocabulary,)
    )
    return [Term(*row) for row in rows]


def term(connection: sqlite3.Connection, number: int) -> Term | None:
    """The term with this number."""
    row = connection.execute(f"{_SELECT} WHERE id = ?", (number,)).fetchone()
    return Term(*row) if row else None


def put(connection: sqlite3.Connection, new: Term) -> int:
    """Add a term, or change the one with its number; returns the number."""
    values = (new.vocabulary, new.label, new.parent, new.uri, new.note)
    if new.id:
        connection.execute(
            "UPDATE term SET vocabulary = ?, label = ?, parent = ?, uri = ?, note = ? WHERE id = ?",
            (*values, new.id),
        )
        return new.id
    cursor = connection.execute(
        "INSERT INTO term (vocabulary, label, parent, uri, note) VALUES (?, ?, ?, ?, ?)", values
    )
    return int(cursor.lastrowid or 0)


def use_instead(connection: sqlite3.Connection, old: int, new: int | None) -> None:
    """Let everything that names term ``old`` name ``new``."""
    for table, column in USES:
        connection.execute(f'UPDATE {table} SET "{column}" = ? WHERE "{column}" = ?', (new, old))


def remove(connection: sqlite3.Connection, number: int) -> None:
    """Delete a term that nothing names any more."""
    connection.execute("DELETE FROM term WHERE id = ?", (number,))


def uses(connection: sqlite3.Connection, number: int) -> int:
    """How many rows name a term."""
    return sum(
        int(
            connection.execute(
                f'SELECT count(*) FROM {table} WHERE "{column}" = ?', (number,)
            ).fetchone()[0]
        )
        for table, column in USES
    )
