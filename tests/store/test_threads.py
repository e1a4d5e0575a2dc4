"""Several threads at one catalogue: writers queue, readers see whole steps only."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from tests.store.making import assert_index_is_sound, link_to

from catalog_app.domain.errors import Refused
from catalog_app.domain.query import parse
from catalog_app.domain.records import Changes, Record
from catalog_app.services import history, records
from catalog_app.services.workspace import Workspace
from catalog_app.store import index
from catalog_app.store.catalogue import Catalogue


def run(*works: Callable[[], None]) -> None:
    """Run these at once, each in a thread of its own; raises what any of them raised."""
    raised: list[BaseException] = []

    def guarded(work: Callable[[], None]) -> None:
        try:
            work()
        except BaseException as error:
            raised.append(error)

    threads = [threading.Thread(target=guarded, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
        assert not thread.is_alive()
    if raised:
        raise raised[0]


def test_two_threads_that_write_at_once_lose_nothing_and_get_their_own_changes(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    def writer(name: str) -> Callable[[], None]:
        def work() -> None:
            for number in range(25):
                title = f"{name} {number}"
                made, changes = records.add(workspace, Record("visit", {"title": title}))
                assert changes.records == (made,)
                assert title in changes.label

        return work

    run(writer("first"), writer("second"), writer("third"))
    assert catalogue.counts()["visit"] == 75
    assert len(catalogue.steps()) == 75
    assert_index_is_sound(catalogue)


def test_changes_are_those_of_the_thread_that_asks(catalogue: Catalogue) -> None:
    with catalogue.step("Here") as writer:
        writer.add(Record("visit", {"title": "A visit"}))
    seen: list[Changes] = []

    def elsewhere() -> None:
        seen.append(catalogue.last_changes)
        with catalogue.step("There") as writer:
            writer.add(Record("visit", {"title": "Another"}))

    run(elsewhere)
    assert seen == [Changes()]
    assert catalogue.last_changes.label == "Here"


def test_a_reader_in_another_thread_sees_whole_steps_while_they_are_written(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    done = threading.Event()

    def write() -> None:
        try:
            for _ in range(30):
                with catalogue.step("Two at once") as writer:
                    for name in ("one", "other"):
                        writer.add(Record("visit", {"title": f"The {name}"}))
        finally:
            done.set()

    def read() -> None:
        reader = catalogue.reader()
        try:
            seen = 0
            while not done.is_set():
                total = reader.count(parse("kind:visit"))
                assert total % 2 == 0
                assert total >= seen
                seen = total
                numbers = reader.find(parse("the"))
                assert len(reader.briefs(numbers)) == len(numbers)
                if numbers:
                    assert reader.record(numbers[0])
        finally:
            reader.close()

    run(write, read, read)


def test_a_reader_knows_new_names_at_once(
    workspace: Workspace, catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(index, "AT_ONCE", 0)
    person, _ = records.add(workspace, Record("person", {"title": "Peking"}))
    gift = Record("gift", {"title": "A vase", "donor": (link_to(person),)})
    number, _ = records.add(workspace, gift)
    reader = catalogue.reader()
    try:
        for other in (catalogue, reader):
            entry = other.entry(number)
            assert entry
            assert "peking" in entry.words["donor"]
            assert reader.named("Peking", ("person",))
        record = workspace.record(person)
        records.save(workspace, record, record.with_values(title="Beijing"))
        for other in (catalogue, reader):
            assert other.find(parse("donor:beijing")) == [number]
            entry = other.entry(number)
            assert entry
            assert "beijing" in entry.words["donor"]
            assert [brief.id for brief in other.named("Beijing", ("person",))] == [person]
    finally:
        reader.close()


def test_a_step_within_a_step_is_a_bug_that_shows_instead_of_waiting_for_ever(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    with catalogue.step("Outer") as writer:
        writer.add(Record("visit", {"title": "A visit"}))
        with pytest.raises(RuntimeError, match="within a step"):
            records.add(workspace, Record("visit", {"title": "Inner"}))
    assert catalogue.counts()["visit"] == 1
    assert len(catalogue.steps()) == 1


def test_within_a_step_its_own_thread_reads_what_it_has_written(catalogue: Catalogue) -> None:
    with catalogue.step("Written and read") as writer:
        number = writer.add(Record("visit", {"title": "A visit"}))
        record = catalogue.record(number)
        assert record
        assert record.title == "A visit"
        assert catalogue.resolve(record.uid) == number


def test_two_threads_that_undo_the_same_step_take_it_back_once(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    number, _ = records.add(workspace, Record("visit", {"title": "First"}))
    record = workspace.record(number)
    records.save(workspace, record, record.with_values(title="Second"))
    step = catalogue.last_changes.step
    refused: list[Refused] = []

    def undo() -> None:
        try:
            catalogue.undo(step)
        except Refused as error:
            refused.append(error)

    run(undo, undo, undo)
    assert len(refused) == 2
    assert workspace.record(number).title == "First"
    assert len(history.redo(workspace, 5)) == 1


def test_closing_waits_for_no_reader_and_may_be_repeated(catalogue: Catalogue) -> None:
    reader = catalogue.reader()
    assert reader.counts()["visit"] == 0
    catalogue.close()
    catalogue.close()
    reader.close()
