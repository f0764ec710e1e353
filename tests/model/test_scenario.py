"""What a reader supposes: its words, its link, and what cannot be supposed."""

from __future__ import annotations

import pytest

from graph.errors import UsageError
from graph.model.scenario import MOST, Circle, Rule, Scenario, Supposed, named_party, rule_from_query
from graph.model.standing import places
from tests.conftest import BASE, RELATIONS


def state(code: str) -> str:
    return f"{BASE}state/{code}"


KHE, SYL, BOR = state("KHE"), state("SYL"), state("BOR")


def test_it_is_told_in_words(small_world):
    assert (
        Scenario(frozenset({KHE}), frozenset({SYL})).told(small_world) == "Khemed joins and Syldavia leaves"
    )
    assert Scenario(frozenset({KHE, BOR})).told(small_world) == "Borduria and Khemed join"
    assert Scenario().told(small_world) == "nobody joins or leaves"


def test_a_link_says_it_and_is_read_again(small_world):
    scenario = Scenario(frozenset({KHE, BOR}), frozenset({SYL}))
    query = scenario.to_query(small_world)

    assert query == {"joins": ["BOR", "KHE"], "leaves": ["SYL"]}
    assert Scenario.from_query(query, small_world) == (scenario, ())


def test_what_of_a_link_is_no_use_is_told(small_world):
    found, problems = Scenario.from_query({"joins": ["KHE", "XXX", "league"]}, small_world)

    assert found == Scenario(frozenset({KHE}))
    assert problems == ("no state for “joins” 'XXX', 'league'",)
    assert Scenario.from_query({"joins": ["KHE"], "leaves": ["KHE"]}, small_world) == (
        None,
        ("a state cannot join and leave at once: KHE",),
    )
    assert rule_from_query({"rule": ["love"]})[1] == (
        "no rule 'love'; there are relations, members and forum",
    )


def test_too_many_are_refused():
    with pytest.raises(UsageError, match=f"at most {MOST}"):
        Scenario(frozenset(map(str, range(MOST + 1))))


def test_the_same_scenario_has_the_same_name():
    one, same = Scenario(frozenset({KHE, BOR})), Scenario(frozenset({BOR, KHE}))

    assert one.digest == same.digest
    assert one.digest != Scenario(leaves=frozenset({KHE, BOR})).digest


def test_the_circle_is_that_of_the_lens(small_world):
    circle = Circle.of(small_world, places(small_world, small_world.horizon, RELATIONS))

    assert (circle.parties, circle.members) == ((state("NUE"),), (SYL,))
    assert set(circle.belonging) == {state("NUE"), state("SON"), SYL}
    assert circle.after(Scenario(frozenset({KHE, state("NUE")}), frozenset({SYL}))) == (KHE,)


def test_rules_name_the_party_of_the_world(small_world):
    circle = Circle.of(small_world, places(small_world, small_world.horizon, RELATIONS))

    assert named_party(Rule.RELATIONS.label, circle, small_world) == "Relations with Nuevo Rico only"
    assert all("{" not in named_party(rule.meaning, circle, small_world) for rule in Rule)


def test_a_supposed_tie_says_so_in_its_sentence(small_world):
    tie = Supposed(KHE, SYL, "diplomatic-relations", Rule.MEMBERS)

    assert tie.told(small_world) == "Supposed: Khemed has relations with Syldavia"
