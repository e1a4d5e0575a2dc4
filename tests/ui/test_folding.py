"""Which panes are seen at which width."""

from catalog_app.ui.folding import Panes, panes_for


def test_a_wide_window_shows_everything() -> None:
    assert panes_for(1440, editing=True) == Panes(rail=False, list=True, page=True, form=True)


def test_below_1360_the_sidebar_becomes_a_rail() -> None:
    assert panes_for(1359, editing=False).rail
    assert not panes_for(1360, editing=False).rail


def test_below_1200_editing_hides_the_list_unless_the_user_wants_it() -> None:
    assert not panes_for(1199, editing=True).list
    assert panes_for(1199, editing=False).list
    assert panes_for(1199, editing=True, list_wanted=True).list


def test_below_840_one_pane_is_shown_at_a_time() -> None:
    for editing, reading in ((False, False), (False, True), (True, False), (True, True)):
        panes = panes_for(839, editing=editing, reading=reading)
        assert [panes.list, panes.page, panes.form].count(True) == 1


def test_the_wide_form_takes_the_place_of_the_page() -> None:
    panes = panes_for(1440, editing=True, wide_form=True)
    assert panes.form
    assert panes.rail
    assert not panes.page


def test_the_users_choice_of_the_sidebar_wins() -> None:
    assert panes_for(1440, editing=False, rail=True).rail
    assert not panes_for(1200, editing=False, rail=False).rail
