"""Catalogues and records to try the store with; records are made from the declarations."""

from __future__ import annotations

import json
import os
import random
import shutil
import struct
import subprocess
import sys
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from catalog_app.domain import dates
from catalog_app.domain.dates import DateValue
from catalog_app.domain.fields import field_map, fields_of
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
from catalog_app.domain.kinds import KINDS, VOCABULARIES
from catalog_app.domain.query import Token
from catalog_app.domain.records import Record
from catalog_app.domain.terms import Term
from catalog_app.media.vault import Vault
from catalog_app.services.workspace import Workspace
from catalog_app.store.catalogue import Catalogue

WORDS = (
    "jade",
    "Pyŏngyang",
    "Peking",
    "O'Neill",
    "ἑταῖρος",
    'the "great" bowl',
    "Zhong-xun",
    "Łódź",
    "président",
    "김정은",
    "习近平",
    "北京",
    "평양",
    "50%",
    "x_y",
    "NULL",
    "'); DROP TABLE record; --",
    "ünïcode",
    "1983",
)
DATES = (
    "",
    "June 1-13, Juche 72 (1983)",
    "1983",
    "c.1830-5",
    "before 1911",
    "2004-04-19/21",
    "1983年6月1日",
    "early 1980s",
    "a day nobody remembers",
    "after 1990",
)
TERMS_EACH = 3


def dated(text: str) -> DateValue:
    """The date that a text means."""
    return dates.understand(text).value() if text else DateValue()


def found(folder: Path) -> Catalogue:
    """A new catalogue with a few terms in every vocabulary, open for writing."""
    Catalogue.create(folder)
    catalogue = Catalogue(folder, user="Tester")
    with catalogue.founding() as writer:
        for vocabulary in VOCABULARIES:
            for number in range(TERMS_EACH):
                writer.put_term(Term(vocabulary, f"{vocabulary} {WORDS[number]}"))
    return catalogue


def copy_of(template: Path, folder: Path) -> Path:
    """A closed catalogue like ``template``."""
    shutil.copytree(template, folder)
    return folder


def workspace_on(catalogue: Catalogue) -> Workspace:
    """What the verbs work on."""
    return Workspace(catalogue.folder, catalogue, Vault(catalogue.media_folder))


def png(shade: int) -> bytes:
    """A picture of one pixel."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        )

    header = struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(bytes([0, shade])))
        + chunk(b"IEND", b"")
    )


class Maker:
    """Makes random values, rows and records of every kind, whatever fields are declared."""

    def __init__(self, seed: int, catalogue: Catalogue, *, density: float = 0.4) -> None:
        self.random = random.Random(seed)
        self.catalogue = catalogue
        self.density = density

    def live(self, kinds: Sequence[str] = tuple(KINDS)) -> list[int]:
        """The numbers of live records of these kinds."""
        return sorted(
            number
            for kind in kinds
            for number in self.catalogue.find(Token(f"\ue000kind{kind}"), "added", None)
        )

    def words(self, count: int) -> str:
        return " ".join(self.random.choice(WORDS) for _ in range(count))

    def value(self, field: Field, depth: int = 0) -> Value:
        """A value for a field; what it refers to exists."""
        kind, chance = field.type, self.random
        if isinstance(kind, Rows):
            count = chance.choice((0, 1, 1, 2, 3) if depth == 0 else (0, 0, 1, 2))
            rows = (self.row(field, depth) for _ in range(1 if kind.single else count))
            return tuple(row for row in rows if row is not None)
        if isinstance(kind, Choice):
            return chance.choice(list(kind.options))
        if isinstance(kind, Integer):
            return chance.choice((kind.low, min(kind.high, 2**53), kind.low + 7))
        if isinstance(kind, Amount):
            return Decimal(chance.choice(("0.10", "1500", "123456789012345678.000001", "-3.5")))
        if isinstance(kind, Real):
            return chance.choice((kind.low, kind.high, 0.1, -0.0, 39.019444444444446))
        if isinstance(kind, Date):
            return dated(chance.choice(DATES))
        if isinstance(kind, TermRef):
            terms = self.catalogue.terms(kind.vocabulary)
            return chance.choice(terms).id if terms else None
        if isinstance(kind, Reference):
            numbers = self.live(kind.kinds)
            return chance.choice(numbers) if numbers else None
        if isinstance(kind, Prose) and chance.random() < 0.3:
            return f"{self.words(3)}\n\n{self.words(2)}"
        return self.words(chance.randint(1, 3))

    def row(self, field: Field, depth: int = 0) -> Row | None:
        """A row of a repeatable field; None where nothing exists that it could refer to."""
        assert isinstance(field.type, Rows)
        values: dict[str, Value] = {}
        for inner in field.type.fields:
            needed = inner.key == field.type.main or inner.required
            nested = isinstance(inner.type, Rows)
            if needed or self.random.random() < (self.density / 2 if nested else self.density):
                value = self.value(inner, depth + 1)
                if value != inner.type.empty:
                    values[inner.key] = value
        if field.type.table == "attachment":
            values["sha256"] = f"{self.random.getrandbits(256):064x}"
        if field.type.main not in values and field.type.main in ("target", "source", "term"):
            return None
        if field.type.table == "name" and not values.get("text"):
            return None
        return Row(values)

    def record(self, kind: str) -> Record:
        """A record with some of its fields filled in."""
        values: dict[str, Value] = {"title": self.words(2)}
        for field in fields_of(kind):
            if field.key != "title" and self.random.random() < self.density:
                value = self.value(field)
                if value != field.type.empty:
                    values[field.key] = value
        return Record(kind, values)

    def edited(self, record: Record) -> Record:
        """The record with some fields changed, rows added, altered, moved and taken away."""
        fields = field_map(record.kind)
        keys = self.random.sample(sorted(fields), self.random.randint(1, 4))
        changed: dict[str, Value] = {}
        for key in keys:
            if isinstance(fields[key].type, Rows):
                changed[key] = self.rows(fields[key], record.rows(key))
            else:
                changed[key] = self.value(fields[key])
        if not changed.get("title", "x"):
            changed["title"] = "Untitled"
        return record.with_values(**changed)

    def rows(self, field: Field, rows: tuple[Row, ...], depth: int = 0) -> tuple[Row, ...]:
        """These rows with some of them changed."""
        assert isinstance(field.type, Rows)
        new = self.row(field, depth)
        fresh = () if new is None else (new,)
        if field.type.append_only:
            return (*rows, *fresh)
        kept = [row for row in rows if self.random.random() < 0.8]
        self.random.shuffle(kept)
        altered = []
        for row in kept:
            if self.random.random() < 0.5:
                row = replace(row, values=self._altered(field, row.values, depth))
            altered.append(row)
        if field.type.single:
            return (*altered, *fresh)[:1]
        return (*altered, *fresh) if self.random.random() < 0.6 else tuple(altered)

    def _altered(self, field: Field, values: Mapping[str, Value], depth: int) -> dict[str, Value]:
        assert isinstance(field.type, Rows)
        result = dict(values)
        inner = self.random.choice(field.type.fields)
        if isinstance(inner.type, Rows):
            rows = result.get(inner.key, ())
            assert isinstance(rows, tuple)
            result[inner.key] = self.rows(inner, rows, depth + 1)
        elif inner.key not in ("sha256", "target", "source", "term") and inner.key != "text":
            result[inner.key] = self.value(inner)
        return result

    def fill(self, each: int = 2) -> list[int]:
        """Add some records of every kind, those that others can refer to first."""
        numbers = []
        order = ("place", "organisation", "person", "source", "visit", "event", "gift", "message")
        for kind in order * each:
            with self.catalogue.step(f"Added {kind}") as writer:
                numbers.append(writer.add(self.record(kind)))
        return numbers


def link_to(target: int, **values: Value) -> Row:
    """A link's row."""
    return Row({"target": target, **values})


def index_rows(catalogue: Catalogue) -> list[tuple[object, ...]]:
    """The whole contents of the search index."""
    rows = catalogue._connection.execute("SELECT rowid, * FROM search ORDER BY rowid")
    return [tuple(row) for row in rows]


def assert_index_is_sound(catalogue: Catalogue) -> None:
    """The index holds what it would hold if it were written anew; nothing waits any more."""
    while catalogue.work_off():
        pass
    kept = index_rows(catalogue)
    catalogue.rebuild_index()
    assert kept == index_rows(catalogue)
    assert catalogue._connection.execute("SELECT count(*) FROM stale").fetchone() == (0,)


def versions(catalogue: Catalogue) -> dict[int, int]:
    """The version of every record."""
    return dict(catalogue._connection.execute("SELECT id, version FROM record").fetchall())


_ELSEWHERE = """
import json, sys, time
from pathlib import Path
from catalog_app.domain.errors import UserError
from catalog_app.store.catalogue import Catalogue
try:
    catalogue = Catalogue(Path(sys.argv[1]), user="Someone")
except UserError as error:
    print(json.dumps({"error": str(error)}), flush=True)
    sys.exit(1)
if len(sys.argv) > 2:
    step = catalogue.begin_long_step("Import that is killed")
    with catalogue.batch(step) as writer:
        from catalog_app.domain.records import Record
        writer.add(Record("person", {"title": "Half imported"}))
print(json.dumps({"because": catalogue.read_only_because}), flush=True)
sys.stdin.read()
catalogue.close()
"""


class Elsewhere:
    """Another process that has opened a catalogue. ``answer`` is what it said about it."""

    def __init__(self, folder: Path, *, importing: bool = False) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", _ELSEWHERE, str(folder), *(["import"] if importing else [])],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        )
        assert self.process.stdout is not None
        self.answer: dict[str, str] = json.loads(self.process.stdout.readline())

    def kill(self) -> None:
        """End it as a power cut would."""
        self.process.kill()
        self._reap()

    def close(self) -> None:
        """Let it close the catalogue."""
        assert self.process.stdin is not None
        self.process.stdin.close()
        self._reap()

    def _reap(self) -> None:
        assert self.process.stdout is not None
        assert self.process.stdin is not None
        self.process.stdout.read()
        self.process.stdout.close()
        self.process.stdin.close()
        self.process.wait()
