"""What is being typed is kept, and comes back as it was."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from catalog_app.domain.dates import DateValue
from catalog_app.domain.fieldtypes import Row, Value
from catalog_app.domain.records import Record
from catalog_app.services import drafts, records
from catalog_app.services.workspace import Workspace

scalars: st.SearchStrategy[Value] = st.one_of(
    st.none(),
    st.text(),
    st.integers(),
    st.floats(allow_nan=False),
    st.decimals(allow_nan=False),
    st.builds(DateValue, st.text(), st.text(), st.none() | st.integers(), st.none(), st.text()),
)
values: st.SearchStrategy[Value] = st.recursive(
    scalars,
    lambda inner: st.lists(
        st.builds(
            Row,
            st.dictionaries(st.text(), inner),
            st.integers(min_value=0, max_value=2**40),
            st.text(max_size=36),
        ),
        max_size=3,
    ).map(tuple),
    max_leaves=12,
)


@given(st.dictionaries(st.sampled_from(["title", "number", "date", "donor", "objects"]), values))
def test_a_record_comes_back_as_it_was(filled: dict[str, Value]) -> None:
    record = Record("gift", filled, 7, "uid", 3, "a", "b", "c", "d", None)
    again = drafts.from_plain(drafts.to_plain(record))
    assert again == record
    kinds = {key: type(value) for key, value in record.values.items()}
    assert {key: type(value) for key, value in again.values.items()} == kinds


def test_a_decimal_keeps_its_noughts() -> None:
    record = Record("gift", {"valuation": (Row({"amount": Decimal("0.10")}),)})
    (row,) = drafts.from_plain(drafts.to_plain(record)).rows("valuation")
    assert str(row["amount"]) == "0.10"


def test_each_new_record_has_a_draft_of_its_own(workspace: Workspace) -> None:
    first = drafts.keep(workspace, None, Record("gift", {"title": "One"}))
    second = drafts.keep(workspace, None, Record("visit", {"title": "Two"}))
    drafts.keep(workspace, None, Record("gift", {"title": "One more"}), first.key)
    assert [draft.record.title for draft in drafts.load_all(workspace)] == ["Two", "One more"]
    drafts.drop(workspace, first.key)
    assert drafts.load(workspace, first.key) is None
    assert drafts.load(workspace, second.key) == second


def test_a_draft_is_no_step_and_changes_no_record(workspace: Workspace) -> None:
    number, _ = records.add(workspace, Record("gift", {"title": "Vase"}))
    steps = workspace.store.steps()
    before = workspace.record(number)
    draft = drafts.keep(workspace, before, before.with_values(title="Jade Vase"))
    assert draft.key == number
    assert workspace.store.steps() == steps
    assert workspace.record(number) == before


def test_what_was_changed_elsewhere_is_not_undone_by_a_draft(workspace: Workspace) -> None:
    number, _ = records.add(
        workspace, Record("person", {"title": "Li", "names": (Row({"text": "Li"}),)})
    )
    before = workspace.record(number)
    longer = (*before.rows("names"), Row({"text": "李"}))
    draft = drafts.keep(workspace, before, before.with_values(names=longer))
    records.save(workspace, before, before.with_values(notes="New", names=(Row({"text": "Li"}),)))
    stored = workspace.record(number)
    merged = drafts.brought_up_to(draft, stored)
    assert merged["notes"] == "New"
    assert [row.values["text"] for row in merged.rows("names")] == ["Li", "李"]
    assert records.save(workspace, stored, merged)


def test_what_is_no_draft_of_ours_is_left_where_it_is(workspace: Workspace) -> None:
    workspace.store.save_draft(5, "gift", '{"record": 3}')
    assert drafts.load_all(workspace) == []
    assert len(workspace.store.drafts()) == 1
