"""Back and forward through what was looked at."""

from catalog_app.ui.trail import Trail


def test_back_and_forward_follow_the_path() -> None:
    trail = Trail()
    for number in (1, 2, 3):
        trail.visit(number)
    assert (trail.go(-1), trail.go(-1), trail.go(1)) == (2, 1, 2)
    assert trail.can_go_back
    assert trail.can_go_forward


def test_beyond_the_ends_there_is_nothing() -> None:
    trail = Trail()
    trail.visit(1)
    assert trail.go(-1) == 0
    assert trail.go(1) == 0
    assert not trail.can_go_back


def test_going_somewhere_new_cuts_off_what_lay_ahead() -> None:
    trail = Trail()
    for number in (1, 2):
        trail.visit(number)
    trail.go(-1)
    trail.visit(9)
    assert not trail.can_go_forward
    assert trail.go(-1) == 1


def test_looking_at_the_same_record_again_is_no_step() -> None:
    trail = Trail()
    trail.visit(1)
    trail.visit(1)
    trail.visit(0)
    assert not trail.can_go_back
