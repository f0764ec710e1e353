"""What is done on the canvas, as changes of the View and of what the canvas is told."""

from __future__ import annotations

import pytest

from graph.model.kind import Family
from graph.model.standing import Standing
from graph.model.view import View
from graph.pages import acts
from graph.pages.acts import changed
from graph.pages.stage import Act


def some(*words):
    return frozenset(words)


@pytest.mark.parametrize(
    ("act", "before", "after"),
    [
        (Act.HIDE, View(), View(hidden=some("KAZ"))),
        (
            Act.HIDE,
            View(focus=some("KAZ", "AZE"), only=some("KAZ", "ISR"), expanded=some("KAZ.embassy.10")),
            View(focus=some("AZE"), only=some("ISR"), hidden=some("KAZ")),
        ),
        (Act.KEEP, View(hidden=some("ISR", "KAZ")), View(only=some("KAZ"), hidden=some("ISR"))),
        (Act.FOCUS, View(focus=some("ISR"), depth=3), View(focus=some("KAZ"))),
        (Act.DEEPER, View(focus=some("ISR")), View(focus=some("ISR"), depth=2)),
        (Act.DEEPER, View(focus=some("ISR"), depth=4), None),
        (Act.DEEPER, View(), None),
        (Act.NEARER, View(focus=some("ISR"), depth=2), View(focus=some("ISR"))),
        (Act.NEARER, View(focus=some("ISR")), View()),
        (Act.NEARER, View(), None),
        (Act.ALL, View(hidden=some("ISR"), only=some("KAZ")), View()),
        (Act.ALL, View(), None),
        (Act.EXPAND, View(), View(expanded=some("KAZ.embassy.10"))),
        (Act.EXPAND, View(expanded=some("KAZ.embassy.10")), View(expanded=some("KAZ.embassy.20"))),
        (
            Act.COLLAPSE,
            View(expanded=some("KAZ.embassy.10", "ISR.visit.10")),
            View(expanded=some("ISR.visit.10")),
        ),
        (Act.COLLAPSE, View(), None),
        (Act.FAMILY, View(), None),
    ],
)
def test_an_act_changes_the_view(act, before, after):
    assert changed(before, act, some("KAZ"), "embassy") == after


def test_the_legend_leaves_a_word_out_and_takes_it_in_again():
    without = changed(View(), Act.FAMILY, some(), "security")

    assert without == View(families=some(*Family) - {Family.SECURITY})
    assert changed(without, Act.FAMILY, some(), "security") == View()
    assert changed(View(families=some(Family.SECURITY)), Act.FAMILY, some(), "security") == View()
    shown = changed(View(standings=some(Standing.MEMBER)), Act.STANDING, some(), "party")
    assert shown == View(standings=some(Standing.MEMBER, Standing.PARTY))


@pytest.mark.parametrize("act", [Act.KEEP, Act.FOCUS, Act.HIDE, Act.EXPAND])
def test_an_act_on_nobody_changes_nothing(act):
    assert changed(View(), act, frozenset(), "embassy") is None


def test_states_and_bodies_that_were_chosen_are_laid_side_by_side_without_the_others(
    shown_atlas, monkeypatch
):
    gone = []
    monkeypatch.setattr(acts.ways, "go_to_compare", lambda atlas, view, words: gone.append(list(words)))
    iris = {entity.slug: entity.iri for entity in shown_atlas.world.entities}

    acts._compare(shown_atlas, View(), (iris["SYL"], iris["abraham-accords"], iris["league"]))
    acts._compare(shown_atlas, View(), (iris["SYL"], iris["ottokar"]))

    assert gone == [["SYL", "league"]]


def test_the_legend_leaves_one_kind_out_and_takes_it_in_again():
    without = changed(View(), Act.KIND, some(), "embassy")

    assert without == View(kinds_out=some("embassy"))
    assert changed(without, Act.KIND, some(), "embassy") == View()
    few = View(kinds=some("embassy", "visit"))
    assert changed(few, Act.KIND, some(), "visit") == View(kinds=some("embassy"))
    # the last one stays: without any all would be shown
    assert changed(View(kinds=some("embassy")), Act.KIND, some(), "embassy") is None


def test_the_canvas_is_told_the_kinds_in_the_picture_and_those_left_out(shown_atlas):
    view = View(families=some(Family.ACCORD), kinds_out=some("mediation", "embassy"))
    told = {
        slug: (label, family, count, shown)
        for slug, label, family, count, shown in acts._kinds(shown_atlas, view)
    }

    assert told["mediation"] == ("mediation", "accord", 0, False)
    assert told["accession"][1:] == ("accord", 2, True)
    # of a family that is left out as a whole no kind is told
    assert "embassy" not in told
