"""A catalogue open for work: all reading, and writing in steps, one at a time."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from catalog_app.domain.errors import ReadOnly, Refused
from catalog_app.domain.records import Changes, Record
from catalog_app.domain.terms import Term
from catalog_app.domain.translation import tr
from catalog_app.domain.uids import new_uid
from catalog_app.store import (
    building,
    database,
    dependence,
    journal,
    opening,
    rows,
    sortkeys,
    terms,
    undoing,
)
from catalog_app.store.lock import user_name
from catalog_app.store.reading import Reader
from catalog_app.store.tables import ROW_TABLES


class StillNeeded(Refused):
    """What would go is referred to by something that stays."""


def now() -> str:
    """The time as records and steps keep it: ISO 8601 in UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


@dataclass(slots=True)
class Writer:
    """What can be written within one step."""

    connection: sqlite3.Connection
    step: int
    at: str
    by: str

    def add(self, record: Record) -> int:
        """Store a new record; returns its number. A number or uid it already has is kept."""
        complete = replace(
            record,
            uid=record.uid or new_uid(),
            version=1,
            created_at=record.created_at or self.at,
            created_by=record.created_by or self.by,
            updated_at=self.at,
            updated_by=self.by,
        )
        key = sortkeys.next_key(self.connection, complete.date)
        return rows.insert(self.connection, complete, key)

    def change(self, before: Record, after: Record) -> None:
        """Store ``after`` in the place of ``before``, which must be what is stored now."""
        stored = self.connection.execute(
            "SELECT version, sort_key FROM record WHERE id = ?", (before.id,)
        ).fetchone()
        if stored is None or stored[0] != before.version:
            raise Refused(
                tr("“{title}” was changed elsewhere meanwhile. Load it again.", title=before.title)
            )
        fits = sortkeys.fits(stored[1], after.date)
        key = None if fits else sortkeys.next_key(self.connection, after.date)
        rows.update(self.connection, before, after, key)

    def remove(self, record: Record) -> None:
        """Delete a record and all that belongs to it."""
        rows.delete(self.connection, record)

    def absorb(self, keep: Record, other: Record) -> Record:
        """Move everything that belongs to ``other``, or refers to it, to ``keep``.

        ``other`` goes, its uid stays resolvable. Returns ``keep`` as it now is, with all rows.
        """
        both = (keep.id, other.id)
        for table in ROW_TABLES:
            self.connection.execute(f"UPDATE {table} SET record = ? WHERE record = ?", both)
        for table, column in (
            ("link", "target"),
            ("tenure", "body"),
            ("history", "party"),
            ("citation", "source"),
            ("alias", "record"),
        ):
            self.connection.execute(f"UPDATE {table} SET {column} = ? WHERE {column} = ?", both)
        rows.delete(self.connection, other)
        self.connection.execute(
            "INSERT INTO alias (uid, record) VALUES (?, ?)", (other.uid, keep.id)
        )
        merged = rows.load(self.connection, keep.id)
        assert merged is not None
        return merged

    def put_term(self, term: Term) -> int:
        """Add or change a term; returns its number."""
        return terms.put(self.connection, term)

    def merge_terms(self, keep: int, other: int) -> None:
        """Let ``keep`` take the place of ``other`` everywhere."""
        terms.use_instead(self.connection, other, keep)
        terms.remove(self.connection, other)

    def remove_term(self, number: int) -> None:
        """Delete a term that is not used."""
        terms.remove(self.connection, number)

    def put_setting(self, name: str, value: str) -> None:
        """Keep a fact about the catalogue as a whole."""
        self.connection.execute(
            "INSERT INTO setting (key, value) VALUES (?, ?) "
            "ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (name, value),
        )


class Catalogue(Reader):
    """One open catalogue folder.

    All writing goes through `step` (or `batch`, for a long step): one transaction, one entry in
    the journal, the index renewed before it commits. Writers queue on a lock.
    """

    def __init__(self, folder: Path, *, write: bool = True, user: str = "") -> None:
        self.folder = folder.absolute()
        self.user = user or user_name()
        super().__init__(opening.open_folder(self.folder, write=write))
        self._queue = threading.RLock()
        self._made = threading.local()
        if self._opened.lock is not None:
            try:
                self._recover()
            except BaseException:
                self.close()
                raise

    @staticmethod
    def create(folder: Path) -> None:
        """Make an empty catalogue."""
        building.create(folder)

    @property
    def media_folder(self) -> Path:
        """Where the originals of attachments lie."""
        return self.folder / building.MEDIA

    def close(self) -> None:
        """Close the catalogue and let others write it."""
        self._opened.close()

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def reader(self) -> Reader:
        """Another way to read, for another thread, with a connection of its own."""
        path, immutable = self._opened.path, self._opened.immutable
        with database.plain_words(path):
            connection = database.connect(path, write=False, immutable=immutable)
        return Reader(replace(self._opened, connection=connection, lock=None, copy=None))

    def require_writable(self) -> None:
        """Raise `ReadOnly`, saying why, if the catalogue may not be written."""
        if self.read_only_because:
            raise ReadOnly(tr("{reason} Nothing was changed.", reason=self.read_only_because))

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.require_writable()
        with self._queue, database.plain_words(self._opened.path, self._connection):
            if self._connection.in_transaction:
                raise RuntimeError("a step within a step")
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException as error:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                self._indexer.forget()
                if isinstance(error, sqlite3.IntegrityError) and "FOREIGN KEY" in str(error):
                    raise StillNeeded(
                        tr("Something still referred to would be lost. Nothing was changed.")
                    ) from error
                raise

    @contextmanager
    def step(self, label: str) -> Iterator[Writer]:
        """One user action as one transaction. Its `Changes` are in `last_changes` afterwards."""
        with self._transaction():
            at = now()
            step = journal.begin_step(self._connection, label, at, self.user)
            yield Writer(self._connection, step, at, self.user)
            self._finish(step, label)

    @contextmanager
    def founding(self) -> Iterator[Writer]:
        """What a new catalogue begins with: no step remembers it, so none can take it back."""
        with self._transaction():
            at = now()
            step = journal.begin_step(self._connection, "", at, self.user)
            yield Writer(self._connection, step, at, self.user)
            self._renew(step)
            journal.resume_step(self._connection, None)
            journal.forget_step(self._connection, step)

    @property
    def last_changes(self) -> Changes:
        """What the newest step of this thread changed."""
        changes: Changes = getattr(self._made, "changes", Changes())
        return changes

    @last_changes.setter
    def last_changes(self, changes: Changes) -> None:
        self._made.changes = changes

    def _finish(self, step: int, label: str) -> None:
        touched = self._renew(step)
        self._keep_apart(step)
        kept = journal.end_step(self._connection, step)
        journal.resume_step(self._connection, None)
        self.last_changes = Changes(step if kept else 0, touched, label)

    def _renew(self, step: int, since: int = 0) -> tuple[int, ...]:
        """Versions and index entries of what a step touched, read from the journal itself."""
        touched = journal.records_of(self._connection, step, since)
        made = journal.made_by(self._connection, step, since)
        self._settle(touched, made, journal.renamed_by(self._connection, step, since))
        return touched

    def _settle(
        self, touched: tuple[int, ...], made: set[int], renamed: list[tuple[str, int]]
    ) -> None:
        at = now()
        for number in touched:
            self._connection.execute(
                "UPDATE record SET version = version + ?, updated_at = ?, updated_by = ? "
                "WHERE id = ?",
                (number not in made, at, self.user, number),
            )
        if renamed:
            self._indexer.forget()
        self._indexer.put(touched)
        for subject, number in renamed:
            self._indexer.renamed(subject, number)

    def _keep_apart(self, step: int, since: int = 0) -> None:
        """Refuse to change what a long step, still open, has changed: it may yet be cancelled."""
        other = dependence.under_way(self._connection, step, since)
        if other is not None:
            raise Refused(
                tr(
                    "“{label}” is under way and has changed the same things. "
                    "Wait for its end, or cancel it.",
                    label=other,
                )
            )

    def begin_long_step(self, label: str) -> int:
        """Open a step that several transactions fill; end it with `end_long_step` or `cancel`."""
        with self._transaction():
            step = journal.begin_step(self._connection, label, now(), self.user)
            journal.resume_step(self._connection, None)
        return step

    @contextmanager
    def batch(self, step: int) -> Iterator[Writer]:
        """One transaction of a long step; other steps may be made between two batches, but not
        of what it has changed."""
        with self._transaction():
            journal.require_open(self._connection, step)
            journal.resume_step(self._connection, step)
            since = journal.newest_change(self._connection)
            yield Writer(self._connection, step, now(), self.user)
            self._renew(step, since)
            self._keep_apart(step, since)
            journal.resume_step(self._connection, None)

    def end_long_step(self, step: int, label: str) -> Changes:
        """Close a long step: from now on it can be undone as a whole, under ``label``.

        It counts as done now, after the steps made meanwhile, and may so get another number.
        """
        with self._transaction():
            journal.require_open(self._connection, step)
            step = journal.last_of_all(self._connection, step, label)
            touched = journal.records_of(self._connection, step)
            kept = journal.end_step(self._connection, step)
        self.last_changes = Changes(step if kept else 0, touched, label)
        return self.last_changes

    def cancel(self, step: int) -> None:
        """Take back what a long step has done so far, without a trace.

        Raises `Refused` where steps made meanwhile refer to what it made; it then stays, closed, as
        a step that can be taken back together with them.
        """
        try:
            with self._transaction():
                label = journal.require_open(self._connection, step)
                touched = journal.records_of(self._connection, step)
                renamed = journal.renamed_by(self._connection, step)
                undoing.abandon(self._connection, step)
                self._indexer.forget()
                self._settle(touched, set(), renamed)
        except StillNeeded as error:
            self.end_long_step(step, label)
            raise Refused(
                tr(
                    "“{label}” is not taken back: later steps refer to what it made. "
                    "It stays as one step; undo it together with them.",
                    label=label,
                )
            ) from error

    def _recover(self) -> None:
        """Take back what a crash left half done, or close it where later steps need it."""
        left = self._connection.execute("SELECT id FROM step WHERE open = 1 ORDER BY id DESC")
        for (step,) in left.fetchall():
            with suppress(Refused):
                self.cancel(step)

    def undo(self, step: int) -> Changes:
        """Take back a step as a new one. Raises `Refused` where later steps build upon it."""
        return self._turn(step, "undo")

    def redo(self, step: int) -> Changes:
        """Do a step that has been taken back again."""
        return self._turn(step, "redo")

    def _turn(self, target: int, action: str) -> Changes:
        wording = {"undo": tr("Undo: {label}"), "redo": tr("Redo: {label}")}[action]
        with self._transaction():
            found = undoing.require(self._connection, target, action)
            label = wording.format(label=found.label)
            step = journal.begin_step(self._connection, label, now(), self.user, action, target)
            (undoing.undo if action == "undo" else undoing.redo)(self._connection, target, step)
            self._finish(step, label)
        return self.last_changes

    def bring_back(self, number: int, after: int, label: str) -> Changes:
        """Let a record be as step ``after`` left it, as a new step."""
        with self.step(label):
            undoing.bring_back(self._connection, number, after)
        return self.last_changes

    def work_off(self) -> bool:
        """Renew one batch of queued index entries; False when none wait or none may be written."""
        if self.read_only_because:
            return False
        with self._transaction():
            return self._indexer.work_off()

    def rebuild_index(self) -> None:
        """Write the search index anew."""
        with self._transaction():
            self._indexer.rebuild()

    def save_draft(self, number: int | None, kind: str, content: str) -> None:
        """Keep what is being typed about a record; ``number`` None is a record not yet stored."""
        with self._transaction():
            self._connection.execute("DELETE FROM draft WHERE record IS ?", (number,))
            self._connection.execute(
                "INSERT INTO draft (record, kind, content, updated_at) VALUES (?, ?, ?, ?)",
                (number, kind, content, now()),
            )

    def drafts(self) -> list[tuple[int | None, str, str]]:
        """All drafts: record number, kind, content."""
        rows_ = self._connection.execute("SELECT record, kind, content FROM draft ORDER BY id")
        return [(row[0], row[1], row[2]) for row in rows_]

    def drop_draft(self, number: int | None) -> None:
        """Forget a draft: it was saved, or given up."""
        with self._transaction():
            self._connection.execute("DELETE FROM draft WHERE record IS ?", (number,))
