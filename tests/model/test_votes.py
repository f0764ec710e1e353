"""Votes: two states by their figure, blocs by the mean over pairs that have one."""

from __future__ import annotations

import pytest

from graph.model.sides import Side
from graph.model.votes import agreements, called, finding, latest
from tests.conftest import BASE


def alone(code: str) -> Side:
    iri = f"{BASE}state/{code}"
    return Side(code, code, (iri,), iri)


def bloc(word: str, *codes: str) -> Side:
    return Side(word, word, tuple(f"{BASE}state/{code}" for code in codes))


@pytest.fixture
def likenesses(builder):
    for code in ("AAA", "BBB", "CCC"):
        builder.entity(code)
    builder.source("un")
    for one, other, year, amount in (
        ("AAA", "BBB", "2019", 0.4),
        ("AAA", "BBB", "2020", 0.5),
        ("AAA", "CCC", "2020", 0.7),
        ("BBB", "CCC", "2020", 0.9),
    ):
        builder.says("un", one, "un-agreement", other, year=year, occasion=year, amount=amount, unit="share")
    builder.says("un", "AAA", "border", "BBB", amount=10.0, unit="km")
    return builder.world().ties


def test_two_states_have_the_figure_of_each_year(likenesses):
    found = agreements([alone("AAA"), alone("BBB")], likenesses)

    assert [(a.year, a.share, a.pairs, a.of) for a in found] == [(2019, 0.4, 1, 1), (2020, 0.5, 1, 1)]
    assert [a.said for a in latest(found)] == ["50 %"]
    assert len(found[0].ties) == 1


def test_a_bloc_has_the_mean_over_its_pairs_and_how_many_have_a_figure(likenesses):
    sides = [bloc("east", "AAA", "BBB"), alone("CCC")]
    found = {(a.one, a.other, a.year): a for a in agreements(sides, likenesses)}

    assert found["east", "CCC", 2020].share == pytest.approx(0.8)
    assert found["east", "CCC", 2020].said == "80 %, mean of 2 of 2 pairs"
    # how united a bloc votes
    assert found["east", "east", 2019].share == 0.4
    assert called(found["east", "east", 2020], sides) == "within east"
    assert called(found["east", "CCC", 2020], sides) == "east and CCC"


def test_the_finding_tells_the_last_year_of_each_pair(likenesses):
    sides = [alone("AAA"), alone("BBB"), alone("CCC")]

    assert finding(agreements(sides, likenesses), sides) == (
        "Agreement in votes of the General Assembly: AAA and BBB 50 %, in 2020, "
        "AAA and CCC 70 %, in 2020 and BBB and CCC 90 %, in 2020"
    )


def test_years_together_are_told_apart_and_never_put_into_one_mean_with_single_years(builder):
    for code in ("AAA", "BBB", "CCC", "DDD"):
        builder.entity(code)
    builder.source("un")
    for one, other in (("AAA", "CCC"), ("AAA", "BBB")):
        tie = builder.says("un", one, "un-agreement", other, since="2015", until="2019", amount=0.4)
    builder.claim(tie, "un", year="2019", amount=0.8)
    ties = builder.world().ties

    (span,) = agreements([alone("AAA"), alone("CCC")], ties)
    assert (span.when, span.share) == ("2015 to 2019", 0.4)
    assert finding([span], [alone("AAA"), alone("CCC")]).endswith("AAA and CCC 40 %, from 2015 to 2019")
    (single,) = (a for a in agreements([alone("AAA"), bloc("west", "BBB", "CCC")], ties) if a.one != a.other)
    assert (single.when, single.share, single.said) == ("2019", 0.8, "80 %, mean of 1 of 2 pairs")


def test_without_figures_there_is_nothing(small_world):
    assert agreements([alone("SYL"), alone("NUE")], small_world.ties) == ()
