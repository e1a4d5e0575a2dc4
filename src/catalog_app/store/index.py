"""The search index: one full-text entry a record, kept in step with the records and rebuildable."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, field

from catalog_app.domain.entries import Entry, build_entry, party_token, term_token
from catalog_app.domain.fields import search_prefixes
from catalog_app.domain.folding import fold_for_index
from catalog_app.store import rows
from catalog_app.store.tables import KIND_TABLES, term_columns

TABLE = "search"
AT_ONCE = 200
"""How many dependants of a renamed party are renewed within the step; more go through the queue."""

_BATCH = 500
_SHADOWS = ("config", "content", "data", "docsize", "idx")
SHADOW_TABLES = tuple(f"{TABLE}_{part}" for part in _SHADOWS)

_COLUMNS = (*search_prefixes(), "tokens")
DEFINITION = (
    f"CREATE VIRTUAL TABLE {TABLE} USING fts5("
    + ", ".join(f'"{column}"' for column in _COLUMNS)
    + ", prefix='1 2 3 4', tokenize='unicode61 remove_diacritics 0')"
)
TRIGGERS = {
    f"{TABLE}_moved": (
        f"CREATE TRIGGER {TABLE}_moved AFTER UPDATE OF sort_key ON record "
        "WHEN OLD.sort_key <> NEW.sort_key BEGIN "
        "INSERT OR IGNORE INTO stale (sort_key) VALUES (OLD.sort_key); END"
    ),
    f"{TABLE}_removed": (
        f"CREATE TRIGGER {TABLE}_removed AFTER DELETE ON record BEGIN "
        "INSERT OR IGNORE INTO stale (sort_key) VALUES (OLD.sort_key); END"
    ),
}
"""They note entries that no record stands behind any more. A trigger itself may not write to a
virtual table while ``trusted_schema`` is off, so `Indexer.put` removes them."""

_PUT = (
    f"INSERT OR REPLACE INTO {TABLE} (rowid, "
    + ", ".join(f'"{column}"' for column in _COLUMNS)
    + f") VALUES ({', '.join('?' * (len(_COLUMNS) + 1))})"
)
_DEPENDANTS = (
    "SELECT record FROM link WHERE target = :id AND record > :done UNION "
    "SELECT record FROM tenure WHERE body = :id AND record > :done UNION "
    "SELECT record FROM history WHERE party = :id AND record > :done UNION "
    "SELECT record FROM citation WHERE source = :id AND record > :done ORDER BY 1 LIMIT :limit"
)
_USERS_OF_TERM = (
    " UNION ".join(
        f'SELECT {row} FROM {table} WHERE "{column}" = :id AND {row} > :done'
        for table, column in term_columns()
        for row in ("id" if table in KIND_TABLES else "record",)
    )
    + " ORDER BY 1 LIMIT :limit"
)


def create(connection: sqlite3.Connection) -> None:
    """Make the empty index and its triggers."""
    connection.execute(DEFINITION)
    for sql in TRIGGERS.values():
        connection.execute(sql)


def is_current(connection: sqlite3.Connection) -> bool:
    """Whether the index has the columns that today's field declarations ask for."""
    row = connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (TABLE,)).fetchone()
    return row is not None and row[0] == DEFINITION


def drop(connection: sqlite3.Connection) -> None:
    """Remove the index with its triggers; the records are not touched."""
    for name in TRIGGERS:
        connection.execute(f"DROP TRIGGER IF EXISTS {name}")
    connection.execute(f"DROP TABLE IF EXISTS {TABLE}")


def names_of(connection: sqlite3.Connection, number: int) -> tuple[str, ...]:
    """Title and all names of a record."""
    found = connection.execute(
        "SELECT title FROM record WHERE id = ?1 UNION SELECT text FROM name WHERE record = ?1",
        (number,),
    )
    return tuple(row[0] for row in found)


def label_of(connection: sqlite3.Connection, number: int) -> str:
    """The label of a term, or nothing where there is none."""
    row = connection.execute("SELECT label FROM term WHERE id = ?", (number,)).fetchone()
    return str(row[0]) if row else ""


@dataclass(slots=True)
class Indexer:
    """Writes entries; remembers names and labels for as long as nothing renames them."""

    connection: sqlite3.Connection
    _names: dict[int, tuple[str, ...]] = field(default_factory=dict)
    _labels: dict[int, str] = field(default_factory=dict)

    def forget(self) -> None:
        """Drop remembered names: something may have been renamed, or a transaction undone."""
        self._names.clear()
        self._labels.clear()

    def names_of(self, number: int) -> tuple[str, ...]:
        """Title and all names of a record."""
        if number not in self._names:
            if len(self._names) > 20_000:
                self._names.clear()
            self._names[number] = names_of(self.connection, number)
        return self._names[number]

    def label_of(self, number: int) -> str:
        """The label of a term."""
        if number not in self._labels:
            self._labels[number] = label_of(self.connection, number)
        return self._labels[number]

    def entry_of(self, number: int) -> Entry | None:
        """The entry a record should have, or None if there is no such record."""
        record = rows.load(self.connection, number)
        if record is None:
            return None
        return build_entry(record, self.names_of, self.label_of)

    def put(self, numbers: Iterable[int]) -> None:
        """Write the entries of these records, and remove those of records that moved or went."""
        self.connection.execute(f"DELETE FROM {TABLE} WHERE rowid IN (SELECT sort_key FROM stale)")
        self.connection.execute("DELETE FROM stale")
        waiting = list(numbers)
        for start in range(0, len(waiting), _BATCH):
            batch = rows.load_many(self.connection, waiting[start : start + _BATCH])
            places = dict(
                self.connection.execute(
                    f"SELECT id, sort_key FROM record WHERE id IN ({', '.join('?' * len(batch))})",
                    [record.id for record in batch],
                ).fetchall()
            )
            self.connection.executemany(
                _PUT,
                (
                    self._row(build_entry(record, self.names_of, self.label_of), places[record.id])
                    for record in batch
                ),
            )

    @staticmethod
    def _row(entry: Entry, place: int) -> tuple[int | str, ...]:
        words = (entry.words.get(column, "") for column in _COLUMNS[:-1])
        return (place, *words, " ".join(sorted(entry.tokens)))

    def renamed(self, subject: str, number: int) -> None:
        """See to the entries of all records that carry a name of this record, or a term's label.

        Few are renewed at once; many are queued, and queries bridge the gap meanwhile.
        """
        self.forget()
        numbers = self._dependants(subject, number, 0, AT_ONCE + 1)
        if len(numbers) <= AT_ONCE:
            self.put(numbers)
        else:
            self.connection.execute(
                "INSERT INTO reindex (subject, id, done) VALUES (?, ?, 0) "
                "ON CONFLICT (subject, id) DO UPDATE SET done = 0",
                (subject, number),
            )

    def _dependants(self, subject: str, number: int, done: int, limit: int) -> list[int]:
        sql = _DEPENDANTS if subject == "record" else _USERS_OF_TERM
        values = {"id": number, "done": done, "limit": limit}
        return [row[0] for row in self.connection.execute(sql, values)]

    def work_off(self) -> bool:
        """Renew one batch of queued entries, in the transaction under way; False when none wait."""
        row = self.connection.execute("SELECT subject, id, done FROM reindex LIMIT 1").fetchone()
        if row is None:
            return False
        subject, number, done = row
        numbers = self._dependants(subject, number, done, _BATCH)
        self.put(numbers)
        if len(numbers) < _BATCH:
            self.connection.execute(
                "DELETE FROM reindex WHERE subject = ? AND id = ?", (subject, number)
            )
        else:
            self.connection.execute(
                "UPDATE reindex SET done = ? WHERE subject = ? AND id = ?",
                (numbers[-1], subject, number),
            )
        return True

    def rebuild(self) -> None:
        """Write the whole index anew, in the transaction under way."""
        drop(self.connection)
        create(self.connection)
        self.connection.execute("DELETE FROM reindex")
        self.connection.execute("DELETE FROM stale")
        self.forget()
        numbers = self.connection.execute("SELECT id FROM record ORDER BY sort_key").fetchall()
        self.put(row[0] for row in numbers)

    def pending(self) -> list[tuple[str, str]]:
        """What waits in the queue: each token that bridges the gap, with the folded new names."""
        waiting = self.connection.execute("SELECT subject, id FROM reindex").fetchall()
        found = []
        for subject, number in waiting:
            if subject == "record":
                names = " ".join(map(fold_for_index, names_of(self.connection, number)))
                found.append((party_token(number), names))
            else:
                found.append(
                    (term_token(number), fold_for_index(label_of(self.connection, number)))
                )
        return found
