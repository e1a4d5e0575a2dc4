"""Whatever is done, undo brings the data back exactly, and redo does it again exactly."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from tests.store.making import (
    Maker,
    assert_index_is_sound,
    copy_of,
    png,
    versions,
    workspace_on,
)

from catalog_app.domain.errors import Refused, UserError
from catalog_app.domain.fields import field_map
from catalog_app.domain.fieldtypes import Rows
from catalog_app.domain.kinds import KINDS
from catalog_app.domain.records import Record
from catalog_app.services import attachments, history, records, vocabularies
from catalog_app.store import index, journal
from catalog_app.store.catalogue import Catalogue

Tables = dict[str, list[tuple[object, ...]]]

DO = (
    "add",
    "add_from",
    "save",
    "save",
    "save",
    "edit_from",
    "trash",
    "restore",
    "empty_trash",
    "merge",
    "duplicate",
    "reorder",
    "reorder_programme",
    "add_term",
    "rename_term",
    "merge_terms",
    "remove_term",
    "attach",
    "bring_back",
    "setting",
    "import_",
)


# Shrinking a failure would take minutes; the seed tells enough.
SESSIONS = settings(
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


class Session:
    """A user who does anything at random, and a list of what the data tables held after each."""

    def __init__(self, folder: Path, seed: int) -> None:
        self.folder = folder
        self.seed = seed
        self.open()
        self.maker.fill(1)
        self.random = self.maker.random
        self.states = [self.catalogue.data_tables()]
        self.at = 0
        self.versions = versions(self.catalogue)

    def open(self) -> None:
        self.catalogue = Catalogue(self.folder, user="Tester")
        self.workspace = workspace_on(self.catalogue)
        self.maker = Maker(self.seed, self.catalogue)

    def reopen(self) -> None:
        chance = self.random
        self.catalogue.close()
        self.open()
        self.maker.random = chance
        assert self.catalogue.data_tables() == self.states[self.at]

    def one(self, kinds: tuple[str, ...] = tuple(KINDS)) -> Record:
        numbers = self.maker.live(kinds)
        if not numbers:
            raise Refused("nothing there")
        return self.workspace.record(self.random.choice(numbers))

    def act(self, verb: str) -> None:
        """Carry out a verb; where it is refused nothing may have changed."""
        before, newest = self.states[self.at], self.catalogue.steps(1)
        try:
            getattr(self, verb)()
        except UserError:
            assert verb not in ("undo", "redo")
            assert self.catalogue.data_tables() == before
            return
        after = self.catalogue.data_tables()
        if verb in ("undo", "redo"):
            assert after == self.states[self.at], described(after, self.states[self.at])
        elif self.catalogue.steps(1) == newest:
            assert after == before
        else:
            self.states[self.at + 1 :] = [after]
            self.at += 1
        self.look_at_versions()

    def look_at_versions(self) -> None:
        for number, version in versions(self.catalogue).items():
            assert version >= self.versions.get(number, 0)
            self.versions[number] = version

    def undo(self) -> None:
        if self.at:
            assert len(history.undo(self.workspace)) == 1
            self.at -= 1

    def redo(self) -> None:
        possible = self.at < len(self.states) - 1
        assert len(history.redo(self.workspace)) == possible
        self.at += possible

    # The verbs; each may find that there is nothing to do it with.

    def add(self) -> None:
        records.add(self.workspace, self.maker.record(self.random.choice(list(KINDS))))

    def add_from(self) -> None:
        texts = ["title=A bowl", f"donor=Somebody {self.random.randint(1, 3)}", "tags=new tag"]
        records.add_from(self.workspace, "gift", texts)

    def save(self) -> None:
        record = self.one()
        records.save(self.workspace, record, self.maker.edited(record))

    def edit_from(self) -> None:
        record = self.one(("person", "organisation", "place"))
        texts = [f"title={self.maker.words(2)}", "names+=又一个名字", "date=1983"]
        records.edit_from(self.workspace, record.id, texts)

    def trash(self) -> None:
        records.trash(self.workspace, [self.one().id, self.one().id])

    def restore(self) -> None:
        trashed = self.catalogue.trashed()
        records.restore(self.workspace, self.random.sample(trashed, min(2, len(trashed))))

    def empty_trash(self) -> None:
        records.empty_trash(self.workspace, self.catalogue.trashed()[:1])

    def merge(self) -> None:
        keep = self.one()
        records.merge(self.workspace, keep.id, [self.one((keep.kind,)).id])

    def duplicate(self) -> None:
        records.duplicate(self.workspace, self.one().id)

    def reorder(self) -> None:
        record = self.one()
        for key, field in field_map(record.kind).items():
            if isinstance(field.type, Rows) and len(record.rows(key)) > 1:
                numbers = [row.id for row in record.rows(key)]
                self.random.shuffle(numbers)
                records.reorder(self.workspace, record.id, key, numbers)
                return

    def reorder_programme(self) -> None:
        visit = self.one(("visit",)).id
        events = [event.id for event in self.catalogue.programme(visit)]
        self.random.shuffle(events)
        records.reorder_programme(self.workspace, visit, events)

    def term(self, vocabulary: str) -> str:
        terms = self.catalogue.terms(vocabulary)
        if not terms:
            raise Refused("nothing there")
        return self.random.choice(terms).label

    def vocabulary(self) -> str:
        return self.random.choice(("material", "object_type", "event_type", "place_type"))

    def add_term(self) -> None:
        vocabulary = self.vocabulary()
        parent = self.term(vocabulary)
        vocabularies.add_term(self.workspace, vocabulary, self.maker.words(3), parent)

    def rename_term(self) -> None:
        vocabulary = self.vocabulary()
        label = self.term(vocabulary)
        vocabularies.rename_term(self.workspace, vocabulary, label, self.maker.words(3))

    def merge_terms(self) -> None:
        vocabulary = self.vocabulary()
        keep, other = self.term(vocabulary), self.term(vocabulary)
        vocabularies.merge_terms(self.workspace, vocabulary, keep, other)

    def remove_term(self) -> None:
        vocabulary = self.vocabulary()
        vocabularies.remove_term(self.workspace, vocabulary, self.term(vocabulary))

    def attach(self) -> None:
        file = self.folder / f"{self.random.randint(0, 9)}.png"
        file.write_bytes(png(self.random.randint(0, 255)))
        attachments.attach(self.workspace, self.one().id, [file], "a 'caption'")

    def bring_back(self) -> None:
        step = self.random.choice(self.catalogue.steps())
        history.bring_back(self.workspace, self.one().id, step.id)

    def setting(self) -> None:
        with self.catalogue.step("Changed a setting") as writer:
            writer.put_setting("number_pattern", self.maker.words(1))

    def import_(self) -> None:
        """A long step of two batches; cancelled as often as not."""
        step = self.catalogue.begin_long_step("Import")
        for _ in range(2):
            with self.catalogue.batch(step) as writer:
                writer.add(self.maker.record("person"))
                before = self.one()
                writer.change(before, self.maker.edited(before).with_values(title="Imported"))
        if self.random.random() < 0.5:
            self.catalogue.cancel(step)
        else:
            self.catalogue.end_long_step(step, "Import")


def described(a: Tables, b: Tables) -> str:
    """Where two states differ."""
    return "; ".join(
        f"{name}: {[row for row in a[name] if row not in b[name]]} instead of "
        f"{[row for row in b[name] if row not in a[name]]}"
        for name in a
        if a[name] != b[name]
    )


def without_places(catalogue: Catalogue, tables: Tables) -> Tables:
    """The tables without the places of records in the order, which give way to one another."""
    place = journal.journalled_columns(catalogue._connection, "record").index("sort_key")
    rows = [(*row[:place], *row[place + 1 :]) for row in tables["record"]]
    return {**tables, "record": rows}


def in_a_copy(template: Path, work: Callable[[Path], None]) -> None:
    with tempfile.TemporaryDirectory() as parent:
        work(copy_of(template, Path(parent) / "some.xenion"))


@pytest.fixture
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Renaming goes through the queue already where a handful of records depend on a name."""
    monkeypatch.setattr(index, "AT_ONCE", 2)
    monkeypatch.setattr(index, "_BATCH", 2)


@pytest.mark.slow
@pytest.mark.usefixtures("few_at_once")
@settings(SESSIONS, max_examples=120)
@given(
    seed=st.integers(0, 2**32),
    verbs=st.lists(
        st.sampled_from((*DO, "undo", "undo", "redo", "redo", "reopen")), min_size=10, max_size=30
    ),
)
@example(seed=1, verbs=[*DO, *DO])
@example(seed=2, verbs=[*DO, "undo", "undo", "redo", *DO, "reopen", "undo", "undo", "undo", "redo"])
@example(seed=3, verbs=["merge", "undo", "redo", "merge", "trash", "empty_trash", "undo"] * 3)
def test_undo_to_the_start_and_redo_to_the_end_pass_through_the_same_states(
    template: Path, seed: int, verbs: list[str]
) -> None:
    def work(folder: Path) -> None:
        session = Session(folder, seed)
        try:
            for place, verb in enumerate(verbs):
                if verb == "reopen":
                    session.reopen()
                else:
                    session.act(verb)
                if place % 5 == 0:
                    assert_index_is_sound(session.catalogue)
            assert_index_is_sound(session.catalogue)
            while session.at:
                session.act("undo")
            assert_index_is_sound(session.catalogue)
            session.reopen()
            while session.at < len(session.states) - 1:
                session.act("redo")
            assert_index_is_sound(session.catalogue)
            assert not history.redo(session.workspace)
            broken = session.catalogue._connection.execute("PRAGMA foreign_key_check").fetchall()
            assert not broken
        finally:
            session.catalogue.close()

    in_a_copy(template, work)


@pytest.mark.slow
@pytest.mark.usefixtures("few_at_once")
@settings(SESSIONS, max_examples=150)
@given(
    seed=st.integers(0, 2**32),
    verbs=st.lists(st.sampled_from(DO), min_size=10, max_size=25),
    back=st.integers(1, 20),
)
@example(seed=1, verbs=[*DO, *DO], back=12)
@example(
    seed=19,
    verbs=["add", "add", "reorder", "setting", "remove_term", *["add"] * 2, "merge", "add", "add"],
    back=19,
)
def test_a_step_taken_back_with_all_that_build_upon_it_can_be_done_again_to_the_same_state(
    template: Path, seed: int, verbs: list[str], back: int
) -> None:
    def work(folder: Path) -> None:
        session = Session(folder, seed)
        try:
            for verb in verbs:
                session.act(verb)
            before = session.catalogue.data_tables()
            steps = session.catalogue.steps()
            target = steps[min(back, len(steps)) - 1]
            later = session.catalogue.built_upon(target.id)
            if later:
                with pytest.raises(Refused, match="build upon"):
                    history.undo_step(session.workspace, target.id)
                assert session.catalogue.data_tables() == before
            done = history.undo_step(session.workspace, target.id, with_later=True)
            assert {step.id for step in later} <= {step.id for step in done}
            assert_index_is_sound(session.catalogue)
            assert len(history.redo(session.workspace, len(done))) == len(done)
            after = session.catalogue.data_tables()
            placeless = [without_places(session.catalogue, state) for state in (after, before)]
            assert placeless[0] == placeless[1], described(*placeless)
            assert_index_is_sound(session.catalogue)
            session.look_at_versions()
        finally:
            session.catalogue.close()

    in_a_copy(template, work)
