"""Undo, redo and the list of steps on Explore."""

from __future__ import annotations

import pytest

from graph.model.kind import Family
from graph.model.view import View
from tests.pages.test_explore import link, page, small_atlas, view_of, widget

__all__ = ["page", "small_atlas"]


@pytest.fixture(autouse=True)
def unfolded(page):
    """The list is open: it is made only then."""
    page.session_state["history list"] = True


def names(page) -> list[str]:
    return [each.label.replace("\\", "") for each in page.button if each.key.startswith("step ")]


def test_the_first_picture_has_nothing_to_undo(page):
    page.run()

    assert page.button(key="undo").disabled
    assert page.button(key="redo").disabled
    assert names(page) == ["the beginning"]


def test_every_step_is_listed_undone_and_redone(page, small_atlas):
    page.run()
    widget(page, "religions").set_value(["islam"]).run()
    widget(page, "families").set_value([Family.DIPLOMATIC]).run()
    last = view_of(page)
    assert names(page) == ["the beginning", "religion: at least 50 % islam", "families: diplomatic"]

    page.button(key="undo").click().run()
    assert view_of(page).religions == frozenset({"islam"})
    page.button(key="undo").click().run()
    assert view_of(page) == small_atlas.views["first"].view
    assert page.button(key="undo").disabled
    page.button(key="redo").click().run()
    page.button(key="redo").click().run()

    assert view_of(page) == last
    assert link(page)["religions"] == ["islam"]
    assert page.button(key="redo").disabled


def test_one_jumps_to_any_step(page, small_atlas):
    page.run()
    widget(page, "religions").set_value(["islam"]).run()
    widget(page, "frame").set_value(False).run()

    page.button(key="step 0").click().run()

    assert view_of(page) == small_atlas.views["first"].view
    assert len(names(page)) == 3
    assert page.button(key="step 0").disabled


def test_a_new_step_takes_the_place_of_what_was_undone(page):
    page.run()
    widget(page, "religions").set_value(["islam"]).run()
    page.button(key="undo").click().run()

    widget(page, "frame").set_value(False).run()

    assert names(page) == ["the beginning", "without the frame"]
    assert page.button(key="redo").disabled


def test_what_was_open_is_open_again(page, small_atlas):
    page.query_params["entity"] = "SYL"
    page.query_params["lens"] = "relations"
    page.run()
    opened = page.session_state["open"]
    assert opened
    page.button(key="close_drawer").click().run()
    assert names(page)[-1] == "close what was open"

    page.button(key="undo").click().run()

    assert page.session_state["open"] == opened


def test_the_browsers_back_and_forward_are_steps_and_leave_none(page):
    page.run()
    before = dict(link(page))
    widget(page, "religions").set_value(["islam"]).run()
    after, taken = dict(link(page)), names(page)

    _go(page, before)
    assert view_of(page).religions == View().religions
    assert page.button(key="undo").disabled
    assert not page.button(key="redo").disabled
    page.run()
    _go(page, after)
    page.run()

    assert view_of(page).religions == frozenset({"islam"})
    assert page.button(key="redo").disabled
    assert names(page) == taken


def _go(page, query) -> None:
    """Go to an address of the app, as the browser's buttons do."""
    for name in list(page.query_params):
        del page.query_params[name]
    for name, values in query.items():
        page.query_params[name] = values
    page.run()


def test_places_of_a_link_are_kept_and_told_in_the_next_one(page):
    page.query_params["at"] = "SYL.120.-40~ZZZ.1.1"
    page.query_params["lens"] = "relations"
    page.run()

    assert any("ZZZ" in each.value for each in page.warning)
    assert link(page)["at"] == ["SYL.120.-40"]


def test_places_that_no_link_holds_are_kept_and_said(page):
    page.run()
    page.session_state["placed"] = {f"place-{number}": (10_000, 10_000) for number in range(90)}
    page.run()

    assert "at" not in link(page)
    assert any("too many for a link" in each.value for each in page.caption)
