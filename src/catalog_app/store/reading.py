"""What can be asked of a catalogue without changing it."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from functools import wraps
from inspect import isfunction
from typing import TypeVar

from catalog_app.domain.entries import Entry
from catalog_app.domain.folding import fold, key
from catalog_app.domain.history import RowStory, Step
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.query import And, Node, Or, Phrase, Token
from catalog_app.domain.records import Brief, Card, Incoming, Record
from catalog_app.domain.terms import Term
from catalog_app.store import database, listing, queries, rows, terms, undoing
from catalog_app.store.index import Indexer, names_of
from catalog_app.store.journal import journalled_columns
from catalog_app.store.opening import Opened, applied_migrations
from catalog_app.store.sortkeys import FIRST_DATED
from catalog_app.store.stories import stories_of
from catalog_app.store.tables import JOURNALLED

_BRIEF = (
    "SELECT id, kind, number, title, date_text, date_edtf, trashed_at IS NOT NULL, visibility "
    "FROM record"
)
_CHUNK = 500


def _brief(row: tuple[int, str, str, str, str, str, int, str]) -> Brief:
    number, kind, own_number, title, text, edtf, trashed, visibility = row
    return Brief(number, kind, own_number, title, text, edtf, bool(trashed), visibility)


Asked = TypeVar("Asked", bound="type[Reader]")


def _in_plain_words(reader: Asked) -> Asked:
    """Let every question to a reader of this class fail in words where the file is at fault."""
    for name, question in list(vars(reader).items()):
        if isfunction(question) and not name.startswith("_"):
            setattr(reader, name, _translated(question))
    return reader


def _translated(question: Callable[..., object]) -> Callable[..., object]:
    @wraps(question)
    def ask(self: Reader, *args: object, **named: object) -> object:
        with database.plain_words(self._opened.path, self._connection):
            return question(self, *args, **named)

    return ask


@_in_plain_words
class Reader:
    """Reads one catalogue through one connection; for one thread at a time."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened
        self._connection = opened.connection
        self._indexer = Indexer(self._connection)

    @property
    def read_only_because(self) -> str:
        """Why the catalogue may not be written, in words; empty if it may."""
        return self._opened.read_only_because

    def record(self, number: int) -> Record | None:
        """The record with this number, complete."""
        return rows.load(self._connection, number)

    def resolve(self, uid: str) -> int | None:
        """The number of the record that has this uid, or had it before it was merged."""
        row = self._connection.execute(
            "SELECT id FROM record WHERE uid = ?1 "
            "UNION ALL SELECT record FROM alias WHERE uid = ?1 LIMIT 1",
            (uid,),
        ).fetchone()
        return int(row[0]) if row else None

    def briefs(self, numbers: Sequence[int]) -> dict[int, Brief]:
        """These records in one line each, by number; those that do not exist are left out."""
        found: dict[int, Brief] = {}
        for start in range(0, len(numbers), _CHUNK):
            chunk = numbers[start : start + _CHUNK]
            places = ", ".join("?" * len(chunk))
            for row in self._connection.execute(f"{_BRIEF} WHERE id IN ({places})", tuple(chunk)):
                found[row[0]] = _brief(row)
        return found

    def cards(self, numbers: Sequence[int]) -> dict[int, Card]:
        """These records as a list shows them, by number; meant for a screenful."""
        return listing.cards(self._connection, list(self.briefs(numbers).values()))

    def interrupt(self) -> None:
        """Stop a query under way in another thread: it fails there as interrupted."""
        self._connection.interrupt()

    def close(self) -> None:
        """Close this way of reading."""
        self._connection.close()

    def incoming(self, number: int) -> list[Incoming]:
        """Links that live records have to this one, in order of their dates."""
        found = self._connection.execute(
            "SELECT link.record, link.role, link.capacity FROM link "
            "JOIN record ON record.id = link.record "
            "WHERE link.target = ? AND record.trashed_at IS NULL ORDER BY record.sort_key, link.id",
            (number,),
        ).fetchall()
        briefs = self.briefs([row[0] for row in found])
        return [Incoming(briefs[row[0]], row[1], row[2]) for row in found]

    def programme(self, visit: int) -> list[Brief]:
        """The live events of a visit, in the order of its programme."""
        found = self._connection.execute(
            "SELECT event.id FROM link JOIN event ON event.id = link.record "
            "JOIN record ON record.id = event.id "
            "WHERE link.target = ? AND link.role = 'visit' AND record.trashed_at IS NULL "
            "ORDER BY event.programme_order IS NULL, event.programme_order, "
            "record.sort_key < ?, record.sort_key",
            (visit, FIRST_DATED),
        ).fetchall()
        briefs = self.briefs([row[0] for row in found])
        return [briefs[row[0]] for row in found]

    def named(self, name: str, kinds: Iterable[str]) -> list[Brief]:
        """Live records of these kinds that have exactly this name, spelling and script folded."""
        words = tuple(fold(name).split())
        if not words:
            return []
        phrases = (Phrase(words, field) for field in ("name", "title"))
        joined = (Phrase((key(name),), field) for field in ("name", "title"))
        wanted = Or((*phrases, *joined))
        tree = And((wanted, Or(tuple(Token(f"\ue000kind{kind}") for kind in kinds))))
        numbers = self.find(tree, limit=1000)
        found = self.briefs(numbers)
        return [
            found[number]
            for number in numbers
            if any(key(known) == key(name) for known in names_of(self._connection, number))
        ]

    def count(self, tree: Node) -> int:
        """How many records a query finds."""
        return queries.count(self._connection, tree, self._indexer.pending())

    def find(self, tree: Node, order: str = "date", limit: int | None = None) -> list[int]:
        """The numbers of the records a query finds, in one of ``queries.ORDERS``."""
        pending = self._indexer.pending()
        return queries.find(self._connection, tree, pending, order, limit)

    def entry(self, number: int) -> Entry | None:
        """What a search sees of a record, made anew from its rows."""
        # Names remembered here may have been changed through another connection.
        self._indexer.forget()
        return self._indexer.entry_of(number)

    def terms(self, vocabulary: str) -> list[Term]:
        """The terms of a vocabulary, by label."""
        return terms.terms(self._connection, vocabulary)

    def term(self, number: int) -> Term | None:
        """One term."""
        return terms.term(self._connection, number)

    def term_uses(self, number: int) -> int:
        """How many rows name a term."""
        return terms.uses(self._connection, number)

    def blockers(self, numbers: Sequence[int]) -> dict[int, int]:
        """Which of these records others refer to, with one such other that is not among them."""
        among = set(numbers)
        found = {}
        for number in numbers:
            for sql in (
                "SELECT record FROM link WHERE target = ?",
                "SELECT record FROM tenure WHERE body = ?",
                "SELECT record FROM history WHERE party = ?",
                "SELECT record FROM citation WHERE source = ?",
            ):
                others = (row[0] for row in self._connection.execute(sql, (number,)))
                other = next((other for other in others if other not in among), None)
                if other is not None:
                    found[number] = other
                    break
        return found

    def numbers_like(self, start: str) -> list[str]:
        """Every record and object number in use that begins with ``start``."""
        pattern = start.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        return [
            row[0]
            for row in self._connection.execute(
                "SELECT number FROM record WHERE number LIKE ?1 ESCAPE '\\' "
                "UNION SELECT number FROM object WHERE number LIKE ?1 ESCAPE '\\'",
                (pattern,),
            )
        ]

    def counts(self) -> dict[str, int]:
        """How many live records there are of every kind."""
        found = dict.fromkeys(KINDS, 0)
        found.update(
            self._connection.execute(
                "SELECT kind, count(*) FROM record INDEXED BY record_listed "
                "WHERE trashed_at IS NULL GROUP BY kind"
            ).fetchall()
        )
        return found

    def trashed(self) -> list[int]:
        """The numbers of the records in the trash, the latest first."""
        rows_ = self._connection.execute(
            "SELECT id FROM record WHERE trashed_at IS NOT NULL ORDER BY trashed_at DESC, id DESC"
        )
        return [row[0] for row in rows_]

    def waiting(self) -> tuple[int, int]:
        """How many records are in the trash, and how many drafts are kept; nothing is read."""
        row = self._connection.execute(
            "SELECT (SELECT count(*) FROM record WHERE trashed_at IS NOT NULL), "
            "(SELECT count(*) FROM draft)"
        ).fetchone()
        return int(row[0]), int(row[1])

    def facts(self) -> dict[str, object]:
        """What the catalogue says of itself beside its records."""

        def one(sql: str) -> object:
            return self._connection.execute(sql).fetchone()[0]

        return {
            "attachments": one("SELECT count(*) FROM attachment"),
            "objects": one("SELECT count(*) FROM object"),
            "terms": one("SELECT count(*) FROM term"),
            "steps": one("SELECT count(*) FROM step WHERE action = 'do'"),
            "schema": applied_migrations(self._connection)[-1],
        }

    def setting(self, name: str) -> str | None:
        """A fact about the catalogue as a whole, such as its pattern of numbers."""
        row = self._connection.execute(
            "SELECT value FROM setting WHERE key = ?", (name,)
        ).fetchone()
        return str(row[0]) if row else None

    def steps(self, limit: int | None = None) -> list[Step]:
        """What users did, newest first."""
        return undoing.steps(self._connection, limit)

    def next_undo(self) -> Step | None:
        """The step that undo would take back."""
        return undoing.next_undo(self._connection)

    def next_redo(self) -> Step | None:
        """The step that redo would do again."""
        return undoing.next_redo(self._connection)

    def built_upon(self, step: int) -> list[Step]:
        """Later steps that changed what this one had changed."""
        return undoing.built_upon(self._connection, step)

    def story_of(self, number: int) -> tuple[list[RowStory], dict[int, Step]]:
        """What happened to a record row by row, newest first, and the steps it happened in."""
        stories = stories_of(self._connection, number)
        return stories, undoing.labels_of(self._connection, {story.step for story in stories})

    def data_tables(self) -> dict[str, list[tuple[object, ...]]]:
        """The contents of all journalled tables: what undo must bring back exactly."""
        found = {}
        for table in JOURNALLED:
            columns = ", ".join(f'"{c}"' for c in journalled_columns(self._connection, table))
            cursor: sqlite3.Cursor = self._connection.execute(
                f"SELECT {columns} FROM {table} ORDER BY id"
            )
            found[table] = cursor.fetchall()
        return found
