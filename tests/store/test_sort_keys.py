"""Records in order of date, either way, with those without a date last."""

from __future__ import annotations

import pytest
from tests.store.making import assert_index_is_sound, dated

from catalog_app.domain.dates import DateValue
from catalog_app.domain.query import EVERYTHING, parse
from catalog_app.domain.records import Record
from catalog_app.services import history, records
from catalog_app.services.workspace import Workspace
from catalog_app.store import sortkeys
from catalog_app.store.catalogue import Catalogue


def visit(date: str | DateValue, title: str = "A visit") -> Record:
    value = dated(date) if isinstance(date, str) else date
    return Record("visit", {"title": title, "date": value})


def key_of(catalogue: Catalogue, number: int) -> int:
    row = catalogue._connection.execute("SELECT sort_key FROM record WHERE id = ?", (number,))
    return int(row.fetchone()[0])


def put(catalogue: Catalogue, *dates: str | DateValue) -> list[int]:
    with catalogue.step("Added visits") as writer:
        return [writer.add(visit(date)) for date in dates]


ORDERED = ("-0043", "before 1911", "1950", "1983-06-01", "June 1983", "1983-06-02", "after 1990")


def test_records_come_by_the_first_day_of_their_date_and_undated_ones_last_both_ways(
    catalogue: Catalogue,
) -> None:
    undated, *rest = put(catalogue, "", "a day nobody remembers", *reversed(ORDERED), "")
    unread, *dates, last = rest
    dates.reverse()
    # June 1983 begins on its first day, and came into the catalogue before 1983-06-01.
    dates[3], dates[4] = dates[4], dates[3]
    for query in ("", "visit", "kind:visit", "date:..2100 or -date:3000"):
        tree = parse(query)
        found = catalogue.find(tree, "oldest")
        assert found[: len(dates)] == dates
        assert found[len(dates) :] == [undated, unread, last]
        assert catalogue.find(tree, "date") == [*reversed(dates), last, unread, undated]
        for limit in range(len(found) + 2):
            assert catalogue.find(tree, "oldest", limit) == found[:limit]


def test_records_of_one_day_come_in_the_order_in_which_they_were_added(
    catalogue: Catalogue,
) -> None:
    numbers = put(catalogue, *["1983-06-01"] * 5)
    assert catalogue.find(EVERYTHING, "oldest") == numbers
    keys = [key_of(catalogue, number) for number in numbers]
    assert keys == list(range(keys[0], keys[0] + 5))


def test_a_day_that_is_full_runs_over_into_the_next(
    catalogue: Catalogue, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sortkeys, "SHIFT", 2)
    first = put(catalogue, *["1983-06-01"] * 4)
    next_day = put(catalogue, "1983-06-02")
    over = put(catalogue, *["1983-06-01"] * 6)
    later = put(catalogue, "1983-06-05")
    assert catalogue.find(EVERYTHING, "oldest") == [*first, *next_day, *over, *later]
    assert len({key_of(catalogue, number) for number in first + over}) == 10
    assert_index_is_sound(catalogue)


def test_a_record_moves_with_its_date_and_its_index_entry_with_it(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    first, second, third = put(catalogue, "1981", "1982", "1983")
    record = workspace.record(first)
    records.save(workspace, record, record.with_values(date=dated("1990"), title="Moved visit"))
    assert catalogue.find(parse("visit"), "oldest") == [second, third, first]
    assert catalogue.find(parse("moved")) == [first]
    assert_index_is_sound(catalogue)
    record = workspace.record(first)
    records.save(workspace, record, record.with_values(date=DateValue()))
    assert catalogue.find(parse("visit"), "date") == [third, second, first]
    assert_index_is_sound(catalogue)
    history.undo(workspace, 2)
    assert catalogue.find(parse("visit"), "oldest") == [first, second, third]
    assert_index_is_sound(catalogue)


def test_a_record_keeps_its_place_while_its_first_day_stays(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    numbers = put(catalogue, "1983-06-01", "1983-06-01", "1983-06-01")
    before = key_of(catalogue, numbers[0])
    record = workspace.record(numbers[0])
    records.save(workspace, record, record.with_values(date=dated("1983-06-01/05"), title="Longer"))
    assert key_of(catalogue, numbers[0]) == before


def test_a_place_taken_meanwhile_is_given_way_to_when_a_move_is_taken_back_out_of_turn(
    workspace: Workspace, catalogue: Catalogue
) -> None:
    (mover,) = put(catalogue, "1983-06-01")
    place = key_of(catalogue, mover)
    record = workspace.record(mover)
    changes = records.save(workspace, record, record.with_values(date=dated("1990")))
    (other,) = put(catalogue, "1983-06-01")
    assert key_of(catalogue, other) == place
    history.undo_step(workspace, changes.step)
    assert sortkeys.fits(key_of(catalogue, mover), dated("1983-06-01"))
    assert catalogue.find(EVERYTHING, "oldest") == [other, mover]
    assert_index_is_sound(catalogue)


def test_dates_beyond_all_reason_are_clamped_and_stay_in_order(catalogue: Catalogue) -> None:
    far = 10**12
    late, early, now, hardly = put(
        catalogue,
        DateValue("far", "", far, far),
        DateValue("long ago", "", -far, -far),
        "1983",
        DateValue("the last day told apart", "", 8_000_000, 8_000_000),
    )
    assert catalogue.find(EVERYTHING, "oldest") == [early, now, late, hardly]
    keys = [key_of(catalogue, number) for number in (early, late)]
    assert keys[0] >= sortkeys.FIRST_DATED
    assert keys[1] < 2**63
    for number, day in ((early, -far), (late, far)):
        assert sortkeys.fits(key_of(catalogue, number), DateValue("x", "", day, day))


def test_a_date_known_only_by_its_end_is_placed_by_its_end(catalogue: Catalogue) -> None:
    before, exact = put(catalogue, "before 1911", "1905")
    assert catalogue.find(EVERYTHING, "oldest") == [exact, before]
