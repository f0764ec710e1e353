"""Sides: a word of a link is a state, a body with its states, a bloc by standing, or a region."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model.sides import MOST, Side, from_query, options, side, usual, word_of
from graph.model.standing import places
from tests.conftest import BASE, HORIZON, RELATIONS, SIGNED


def iri(code: str) -> str:
    return f"{BASE}state/{code}"


@pytest.fixture
def stand(small_world):
    return places(small_world, HORIZON, RELATIONS)


def test_a_state_is_itself_alone(small_world, stand):
    assert side("KHE", small_world, HORIZON, stand) == Side("KHE", "Khemed", (iri("KHE"),), iri("KHE"))
    assert not side("KHE", small_world, HORIZON, stand).is_bloc


def test_a_body_is_its_states_on_the_day_and_itself(small_world, stand):
    found = side("league", small_world, HORIZON, stand)

    assert (found.label, found.is_bloc) == ("The League", True)
    assert found.states == (iri("KHE"), iri("SYL"))
    assert found.everyone == (*found.states, f"{BASE}organization/league")
    assert side("league", small_world, date(2015, 1, 1), stand).states == (iri("KHE"),)


def test_a_body_of_which_no_state_is_known_is_itself_alone(small_world, stand):
    found = side("league", small_world, date(2000, 1, 1), stand)

    assert (found.states, found.everyone, found.is_bloc) == ((), (f"{BASE}organization/league",), False)


def test_a_standing_is_who_stands_there_under_the_lens(small_world, stand):
    assert side("member", small_world, HORIZON, stand).states == (iri("SYL"),)
    signed = places(small_world, HORIZON, SIGNED)
    assert side("member", small_world, HORIZON, signed).states == (iri("SAN"), iri("SYL"))
    assert side("announced", small_world, HORIZON, stand) is None
    assert side("outside", small_world, HORIZON, stand) is None


def test_a_region_is_its_states_and_those_of_the_regions_below(small_world, stand):
    assert side("east", small_world, HORIZON, stand).states == (iri("BOR"), iri("KHE"))
    assert side("far-east", small_world, HORIZON, stand).states == (iri("KHE"),)


@pytest.mark.parametrize("word", ["ottokar", "abraham-accords", "sunni", "atlantis", ""])
def test_nobody_else_is_a_side(small_world, stand, word):
    assert side(word, small_world, HORIZON, stand) is None


def test_every_word_that_is_offered_is_a_side(small_world, stand):
    offered = options(small_world, stand)

    assert list(offered)[:2] == ["party", "broker"]
    assert offered["KHE"] == "Khemed"
    assert offered["far-east"] == "far east (region)"
    assert [word for word in offered if side(word, small_world, HORIZON, stand) is None] == []


def test_members_and_candidates_are_compared_before_anybody_asks(small_world, stand):
    assert usual(stand) == ("member", "candidate")
    assert usual(places(small_world, date(2020, 9, 20), RELATIONS)) == ("party", "broker")


def test_a_link_names_its_sides_once_each_and_tells_what_is_nobody(small_world, stand):
    query = {"with": ["KHE", "Kemed", "KHE", "league"]}

    assert from_query(query, small_world, HORIZON, stand) == (("KHE", "league"), ("Kemed",), ())
    assert from_query({}, small_world, HORIZON, stand) == ((), (), ())


def test_a_link_with_too_much_is_used_in_part(small_world, stand):
    many = {"with": ["KHE", "BOR", "SYL", "SAN", "NUE", "SON", "x" * 300]}
    kept, unknown, said = from_query(many, small_world, HORIZON, stand)

    assert (len(kept), unknown) == (MOST, ())
    assert said == (
        "with in the link is longer than 200 characters and was left out",
        "with in the link names more than 5; only the first 5 are compared",
    )


def test_a_link_names_entities_and_groups_of_a_picture_by_one_word(small_world):
    groups = ["bodies", "far-east", "standing-candidate", "standing-outside"]

    assert word_of(iri("KHE"), small_world) == "KHE"
    assert word_of(f"{BASE}organization/league", small_world) == "league"
    assert [word_of(group, small_world, groups) for group in groups] == ["", "far-east", "candidate", ""]
    assert word_of("far-east", small_world) == ""
    more = ["members-league", "majority-islam"]
    assert [word_of(group, small_world, more) for group in more] == ["league", ""]


def test_who_is_no_state_and_no_body_has_no_word(small_world):
    assert word_of(f"{BASE}agreement/abraham-accords", small_world) == ""
    assert word_of(f"{BASE}person/ottokar", small_world) == ""
