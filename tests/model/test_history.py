"""The steps of a visit: one goes back and forth in them, and a new one forgets what was undone."""

from __future__ import annotations

from datetime import date

from graph.model.history import MOST, History, Sight
from graph.model.view import View

FIRST, SECOND, THIRD = (Sight(View(text=text)) for text in ("", "a", "b"))

DAY = date(2026, 6, 29)


def taken() -> History:
    return History().then("the beginning", FIRST).then("name with a", SECOND).then("name with b", THIRD)


def test_a_visit_that_has_not_begun_has_nothing_to_undo():
    assert (History().now, History().undoes, History().redoes) == (None, "", "")
    assert History().to(3) == History()


def test_one_goes_back_and_forth():
    back = taken().to(1)

    assert (back.now, back.undoes, back.redoes) == (SECOND, "name with a", "name with b")
    assert (taken().undoes, taken().redoes) == ("name with b", "")
    assert back.to(2) == taken()


def test_one_goes_no_farther_than_the_ends():
    assert taken().to(-5).now == FIRST
    assert taken().to(99).now == THIRD
    assert taken().to(0).undoes == ""


def test_a_new_step_forgets_what_was_undone():
    other = Sight(View(text="c"))
    found = taken().to(1).then("name with c", other)

    assert [step.name for step in found.steps] == ["the beginning", "name with a", "name with c"]
    assert found.now == other


def test_a_sight_of_the_step_before_or_after_leads_there():
    assert taken().beside(SECOND, DAY) == taken().to(1)
    assert taken().to(1).beside(THIRD, DAY) == taken()
    assert taken().beside(FIRST, DAY) is None
    # a link says the day that the view left open
    assert taken().beside(Sight(View(text="a", as_of=DAY)), DAY) == taken().to(1)
    assert taken().beside(Sight(View(text="b", as_of=DAY)), DAY) == taken()


def test_the_oldest_steps_go_first():
    found = History()
    for number in range(MOST + 5):
        found = found.then(str(number), Sight(View(most=number)))

    assert len(found.steps) == MOST
    assert (found.steps[0].name, found.at) == ("5", MOST - 1)
