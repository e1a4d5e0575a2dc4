"""The first tables: every kind of record, everything that belongs to one, the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

_CERTAINTY = (
    "certainty TEXT NOT NULL DEFAULT 'stated' "
    "CHECK (certainty IN ('stated', 'mentioned', 'implied', 'inferred', 'uncertain'))"
)
_VISIBILITY = (
    "visibility TEXT NOT NULL DEFAULT 'public' CHECK (visibility IN ('public', 'internal'))"
)


def _date(key: str) -> str:
    """Five columns: as printed, as EDTF, first and last day it may cover, and how it is known.

    Days are counted from 0001-01-01 = 1 in the proleptic Gregorian calendar: in any SQLite tool
    ``date(date_lo + 1721424.5)`` shows one.
    """
    return (
        f"{key}_text TEXT NOT NULL DEFAULT '', {key}_edtf TEXT NOT NULL DEFAULT '', "
        f"{key}_lo INTEGER, {key}_hi INTEGER, "
        f"{key}_basis TEXT NOT NULL DEFAULT 'stated' "
        f"CHECK ({key}_basis IN ('stated', 'inferred', 'relative', 'editorial')), "
        f"CHECK ({key}_lo <= {key}_hi)"
    )


def _text(*names: str) -> str:
    return ", ".join(f"\"{name}\" TEXT NOT NULL DEFAULT ''" for name in names)


def _reference(name: str, table: str, required: bool = False) -> str:
    return (
        f'"{name}" INTEGER {"NOT NULL " if required else ""}'
        f"REFERENCES {table} (id) DEFERRABLE INITIALLY DEFERRED"
    )


def _table(name: str, *parts: str) -> str:
    # Column definitions come before table constraints: SQLite wants that order.
    columns: list[str] = []
    checks: list[str] = []
    for part in parts:
        for definition in _split(part):
            (checks if definition.startswith(("CHECK", "UNIQUE")) else columns).append(definition)
    return f"CREATE TABLE {name} (\n    " + ",\n    ".join(columns + checks) + "\n) STRICT"


def _split(part: str) -> list[str]:
    """Split a list of definitions at its outermost commas."""
    found, depth, start = [], 0, 0
    for index, letter in enumerate(part):
        depth += (letter == "(") - (letter == ")")
        if letter == "," and depth == 0:
            found.append(part[start:index].strip())
            start = index + 1
    found.append(part[start:].strip())
    return found


_ROW = (
    "id INTEGER PRIMARY KEY AUTOINCREMENT, "
    + _reference("record", "record", required=True)
    + ", position INTEGER NOT NULL DEFAULT 0"
)
_KIND_ROW = "id INTEGER PRIMARY KEY REFERENCES record (id) DEFERRABLE INITIALLY DEFERRED"


def _kind(name: str, *parts: str) -> str:
    return _table(name, _KIND_ROW, *parts)


TABLES = (
    _table(
        "term",
        "id INTEGER PRIMARY KEY AUTOINCREMENT, vocabulary TEXT NOT NULL, label TEXT NOT NULL",
        _reference("parent", "term"),
        _text("uri", "note"),
        "UNIQUE (vocabulary, label), CHECK (label <> ''), CHECK (parent <> id)",
    ),
    _table(
        "record",
        "id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE",
        "kind TEXT NOT NULL CHECK (kind IN ('visit', 'event', 'gift', 'message', 'person', "
        "'organisation', 'place', 'source'))",
        _text("title", "number"),
        _date("date"),
        _CERTAINTY,
        _text("summary", "notes", "internal_notes"),
        _VISIBILITY,
        "status TEXT NOT NULL DEFAULT 'draft' CHECK (status IN ('draft', 'checked'))",
        "sort_key INTEGER NOT NULL UNIQUE CHECK (sort_key > 0)",
        "created_at TEXT NOT NULL",
        _text("created_by"),
        "updated_at TEXT NOT NULL",
        _text("updated_by"),
        "trashed_at TEXT, version INTEGER NOT NULL DEFAULT 1",
    ),
    _kind("visit", _reference("visit_status", "term"), _text("purpose", "outcome")),
    _kind("event", _reference("type", "term"), _text("time"), "programme_order INTEGER"),
    _kind(
        "gift",
        "direction TEXT NOT NULL DEFAULT 'received' "
        "CHECK (direction IN ('received', 'given', 'exchanged'))",
        _reference("acquisition", "term"),
        _text("circumstances", "on_behalf_of", "credit_line"),
    ),
    _kind("message", _reference("form", "term"), _text("language", "body")),
    _kind(
        "person",
        "known_by TEXT NOT NULL DEFAULT 'name' CHECK (known_by IN ('name', 'office', 'group'))",
        _text("sort_name"),
        _date("died"),
    ),
    _kind("organisation", _reference("type", "term"), _date("dissolved")),
    _kind(
        "place",
        _reference("type", "term"),
        "latitude REAL CHECK (latitude BETWEEN -90 AND 90)",
        "longitude REAL CHECK (longitude BETWEEN -180 AND 180)",
    ),
    _kind("source", _reference("type", "term"), _text("language", "url", "text")),
    _table(
        "object",
        _ROW,
        "uid TEXT NOT NULL UNIQUE",
        _text("number", "title"),
        _reference("type", "term"),
        "count INTEGER CHECK (count > 0)",
        _text("description", "features"),
        _date("made"),
    ),
    _table(
        "link",
        _ROW,
        _reference("object", "object"),
        "role TEXT NOT NULL",
        _reference("target", "record", required=True),
        _text("capacity"),
        _date("date"),
        _CERTAINTY,
        "alternative INTEGER CHECK (alternative > 0)",
        _text("note"),
    ),
    _table(
        "name",
        _ROW,
        "text TEXT NOT NULL CHECK (text <> '')",
        _text("language", "script", "scheme"),
        "preferred TEXT NOT NULL DEFAULT '' CHECK (preferred IN ('', 'yes'))",
        _text("note"),
    ),
    _table(
        "tenure",
        _ROW,
        _text("title"),
        _reference("body", "record"),
        _date("start"),
        _date("end"),
        _text("note"),
    ),
    _table(
        "history",
        _ROW,
        _reference("object", "object"),
        "type TEXT NOT NULL "
        "CHECK (type IN ('valuation', 'location', 'condition', 'disposition', 'loan'))",
        _date("date"),
        "amount TEXT",
        _text("currency", "basis", "text"),
        _reference("term", "term"),
        _reference("party", "record"),
        _date("until"),
        _text("note"),
        _VISIBILITY,
    ),
    _table(
        "term_use",
        _ROW,
        _reference("object", "object"),
        "role TEXT NOT NULL",
        _reference("term", "term"),
        _text("text"),
        "CHECK (term IS NOT NULL OR text <> '')",
    ),
    _table(
        "dimension",
        _ROW,
        _reference("object", "object", required=True),
        _text("type"),
        "amount TEXT",
        _text("unit", "extent", "text"),
    ),
    _table(
        "inscription",
        _ROW,
        _reference("object", "object", required=True),
        _text("text", "script", "transliteration", "translation", "position_on"),
    ),
    _table(
        "part",
        _ROW,
        _reference("object", "object", required=True),
        _text("number", "title"),
        "count INTEGER CHECK (count > 0)",
        _text("description"),
    ),
    _table("work", _ROW, _text("title", "type", "note")),
    _table(
        "attachment",
        _ROW,
        _reference("object", "object"),
        "uid TEXT NOT NULL UNIQUE",
        _text("name", "caption", "credit", "rights"),
        _VISIBILITY,
        "sha256 TEXT NOT NULL CHECK (length(sha256) = 64)",
        _text("media_type"),
        "size INTEGER, width INTEGER, height INTEGER",
    ),
    _table(
        "citation",
        _ROW,
        _reference("object", "object"),
        _reference("link", "link"),
        _reference("name", "name"),
        _reference("tenure", "tenure"),
        _reference("history", "history"),
        _reference("source", "record", required=True),
        _text("locator", "quotation", "field"),
        _CERTAINTY,
        _text("note"),
        _VISIBILITY,
    ),
    _table(
        "alias",
        "id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE",
        _reference("record", "record", required=True),
    ),
    _table(
        "saved_search",
        "id INTEGER PRIMARY KEY AUTOINCREMENT, title TEXT NOT NULL UNIQUE, query TEXT NOT NULL",
        "position INTEGER NOT NULL DEFAULT 0",
    ),
    _table(
        "setting",
        "id INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, value TEXT NOT NULL",
    ),
    # The journal: a step is one user action; a change is one row it touched, as it was before.
    _table(
        "step",
        "id INTEGER PRIMARY KEY AUTOINCREMENT, label TEXT NOT NULL, at TEXT NOT NULL",
        _text("by"),
        "action TEXT NOT NULL CHECK (action IN ('do', 'undo', 'redo'))",
        "target INTEGER REFERENCES step (id)",
        "applied_by INTEGER REFERENCES step (id), undone_by INTEGER REFERENCES step (id)",
        "open INTEGER NOT NULL DEFAULT 0 CHECK (open IN (0, 1))",
        "CHECK ((action = 'do') = (target IS NULL))",
    ),
    _table(
        "shape",
        "id INTEGER PRIMARY KEY, name TEXT NOT NULL, columns TEXT NOT NULL",
        "UNIQUE (name, columns)",
    ),
    _table(
        "change",
        "id INTEGER PRIMARY KEY AUTOINCREMENT",
        "step INTEGER NOT NULL REFERENCES step (id)",
        "shape INTEGER NOT NULL REFERENCES shape (id)",
        "op TEXT NOT NULL CHECK (op IN ('insert', 'update', 'delete'))",
        "row INTEGER NOT NULL, record INTEGER, old TEXT",
    ),
    # Which step the transaction under way belongs to; empty between transactions, so that a write
    # outside a step fails instead of hiding in the wrong one.
    _table("writing", "id INTEGER PRIMARY KEY CHECK (id = 1), step INTEGER"),
    _table(
        "draft",
        "id INTEGER PRIMARY KEY AUTOINCREMENT, record INTEGER UNIQUE, kind TEXT NOT NULL",
        "content TEXT NOT NULL, updated_at TEXT NOT NULL",
    ),
    # Parties, places and terms whose dependants still carry their old names in the search index;
    # `done` is the last dependant that has been renewed.
    _table(
        "reindex",
        "subject TEXT NOT NULL CHECK (subject IN ('record', 'term'))",
        "id INTEGER NOT NULL, done INTEGER NOT NULL DEFAULT 0, UNIQUE (subject, id)",
    ),
    # Places in the index that records have left within the step under way.
    _table("stale", "sort_key INTEGER PRIMARY KEY"),
)

_OF_OBJECT = ("link", "history", "term_use", "attachment", "citation")
_OF_RECORD = [
    "object",
    "name",
    "tenure",
    "link",
    "history",
    "term_use",
    "dimension",
    "inscription",
    "part",
    "work",
    "attachment",
    "citation",
]

INDEXES = (
    "CREATE INDEX record_listed ON record (kind, sort_key) WHERE trashed_at IS NULL",
    "CREATE INDEX record_live ON record (sort_key) WHERE trashed_at IS NULL",
    "CREATE INDEX record_trashed ON record (trashed_at) WHERE trashed_at IS NOT NULL",
    "CREATE INDEX record_number ON record (number) WHERE number <> ''",
    "CREATE INDEX record_title ON record (title COLLATE NOCASE)",
    "CREATE INDEX record_dates ON record (date_lo, date_hi)",
    "CREATE INDEX record_updated ON record (updated_at)",
    *(f"CREATE INDEX {table}_record ON {table} (record)" for table in _OF_RECORD),
    *(
        f"CREATE INDEX {table}_object ON {table} (object) WHERE object IS NOT NULL"
        for table in _OF_OBJECT
    ),
    *(
        f"CREATE INDEX {table}_object ON {table} (object)"
        for table in ("dimension", "inscription", "part")
    ),
    *(
        f"CREATE INDEX citation_{parent} ON citation ({parent}) WHERE {parent} IS NOT NULL"
        for parent in ("link", "name", "tenure", "history")
    ),
    "CREATE INDEX citation_source ON citation (source)",
    "CREATE INDEX link_target ON link (target, role)",
    "CREATE INDEX tenure_body ON tenure (body) WHERE body IS NOT NULL",
    "CREATE INDEX history_party ON history (party) WHERE party IS NOT NULL",
    "CREATE INDEX history_term ON history (term) WHERE term IS NOT NULL",
    "CREATE INDEX history_amount ON history (CAST(amount AS REAL)) WHERE amount IS NOT NULL",
    "CREATE INDEX term_use_term ON term_use (term) WHERE term IS NOT NULL",
    "CREATE INDEX term_parent ON term (parent) WHERE parent IS NOT NULL",
    "CREATE INDEX object_type ON object (type) WHERE type IS NOT NULL",
    "CREATE INDEX object_number ON object (number) WHERE number <> ''",
    "CREATE INDEX visit_visit_status ON visit (visit_status) WHERE visit_status IS NOT NULL",
    "CREATE INDEX event_type ON event (type) WHERE type IS NOT NULL",
    "CREATE INDEX gift_acquisition ON gift (acquisition) WHERE acquisition IS NOT NULL",
    "CREATE INDEX message_form ON message (form) WHERE form IS NOT NULL",
    "CREATE INDEX organisation_type ON organisation (type) WHERE type IS NOT NULL",
    "CREATE INDEX place_type ON place (type) WHERE type IS NOT NULL",
    "CREATE INDEX source_type ON source (type) WHERE type IS NOT NULL",
    "CREATE INDEX attachment_sha256 ON attachment (sha256)",
    "CREATE INDEX alias_record ON alias (record)",
    "CREATE INDEX change_step ON change (step)",
    "CREATE INDEX change_record ON change (record, id)",
    "CREATE INDEX step_target ON step (target) WHERE target IS NOT NULL",
    "CREATE INDEX step_applied ON step (id) WHERE action = 'do' AND undone_by IS NULL",
    "CREATE INDEX step_undone ON step (undone_by) WHERE undone_by IS NOT NULL",
    "CREATE INDEX step_open ON step (id) WHERE open = 1",
)


def apply(db: Database) -> None:
    """Create the tables and indexes."""
    for statement in (*TABLES, *INDEXES):
        db.execute(statement)
    db.execute("INSERT INTO writing (id, step) VALUES (1, NULL)")
