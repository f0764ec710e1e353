"""Weights, places and how far they move."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.model.admission import Admitted
from graph.model.candidates import Span, Weights, placed, rank
from graph.model.criteria import Criterion, Frame, Value

FRAME = Frame(date(2026, 6, 29), "P", "", ("M",))
NOTHING = Admitted((), {}, {})
AMOUNTS = st.lists(st.none() | st.integers(0, 4).map(float), min_size=2, max_size=6)


def ranked(amounts, weights=None, criterion=Criterion.TRADE, further=()):
    values = {
        each: {f"S{n}": Value(amount, "") for n, amount in enumerate(of)}
        for each, of in ((criterion, amounts), *further)
    }
    return rank(values, FRAME, weights or Weights(), {}, NOTHING)


def test_states_of_one_score_share_their_places():
    assert placed({"A": 1.0, "B": 0.5, "C": 0.5, "D": 0.0}) == {
        "A": Span(1, 1),
        "B": Span(2, 3),
        "C": Span(2, 3),
        "D": Span(4, 4),
    }


def test_none_is_nothing_and_the_greatest_is_all():
    scores = {each.state: each.score for each in ranked([0.0, 2.0, 4.0]).candidates}

    assert scores == {"S0": 0.0, "S1": 0.5, "S2": 1.0}


def test_of_votes_the_least_is_nothing():
    scores = {
        each.state: each.score for each in ranked([0.2, 0.3, 0.6], criterion=Criterion.VOTES_PARTY).candidates
    }

    assert scores == {"S0": 0.0, "S1": pytest.approx(0.25), "S2": 1.0}


def test_a_score_is_what_its_criteria_add_up_to():
    found = ranked([1.0, 4.0], further=((Criterion.NEIGHBOURS, [2.0, 1.0]),)).candidates

    assert [each.score for each in found] == [
        sum(part.points for part in each.contributions) for each in found
    ]


@given(AMOUNTS, st.data())
def test_whatever_the_missing_values_are_a_rank_stays_within_its_bounds(amounts, data):
    bounds = {each.state: each.by_missing for each in ranked(amounts).candidates}
    greatest = max((amount for amount in amounts if amount is not None), default=0.0)
    filled = [data.draw(st.floats(0.0, greatest)) if amount is None else amount for amount in amounts]
    for each in ranked(filled).candidates:
        assert bounds[each.state].best <= each.rank.best
        assert each.rank.worst <= bounds[each.state].worst


@given(AMOUNTS, AMOUNTS)
def test_the_places_by_weights_hold_the_place_itself(one, other):
    shorter = min(len(one), len(other))
    further = ((Criterion.NEIGHBOURS, other[:shorter]),)
    for each in ranked(one[:shorter], further=further).candidates:
        assert each.by_weights.best <= each.rank.best <= each.rank.worst <= each.by_weights.worst


def test_leaving_a_weight_out_can_turn_the_order_round():
    first, second = ranked([4.0, 0.0], further=((Criterion.NEIGHBOURS, [0.0, 2.0]),)).candidates

    assert first.rank == second.rank == Span(1, 2)
    three = Weights.of_words(["trade=3"])
    first, _ = ranked([4.0, 0.0], three, further=((Criterion.NEIGHBOURS, [0.0, 2.0]),)).candidates
    assert (first.state, first.rank.told, first.by_weights.told) == ("S0", "1", "1 to 2")


def test_weights_survive_their_link_and_leave_out_what_is_usual():
    weights = Weights.of_words(["relations=3", "age.1", "religion=0", "region=2"])

    assert weights.to_query() == {"weight": ["relations.3", "region.2"]}
    assert Weights.from_query({"weight": ["relations.3", "region.2"]}) == (weights, ())
    assert weights.having({Criterion.RELATIONS: 1, Criterion.REGION: 0}) == Weights()


@pytest.mark.parametrize("word", ["fame=1", "relations", "relations=x", "relations=6", "=1", "relations=-1"])
def test_a_word_that_is_no_weight_is_told(word):
    with pytest.raises(UsageError, match="weight"):
        Weights.of_words([word])
    found, problems = Weights.from_query({"weight": [word, "age.2"]})
    assert (found.of(Criterion.AGE), len(problems)) == (2, 1)


def test_some_weight_must_be_left():
    with pytest.raises(UsageError, match="nothing ranks anybody"):
        Weights.of_words([f"{each}=0" for each in Criterion])
