"""The steps by which a catalogue's tables came to be, applied once each and in order.

Append-only once released. A step imports nothing of the program but its own text, so that it does
the same in ten years; it never talks to users.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from catalog_app.store.migrations import m0001_core

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations

NAME = "xenion"
TABLE = "_sqlite_migrations"
ALL = (("0001_core", m0001_core.apply),)
NAMES = tuple(name for name, _ in ALL)


def migrations() -> Migrations:
    """The steps as sqlite-utils runs them, each in one transaction with its own record."""
    from sqlite_utils.migrations import Migrations

    collected = Migrations(NAME)
    for name, step in ALL:
        collected(name=name)(step)
    return collected
