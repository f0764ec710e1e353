"""Who fits a View certainly, who possibly, and for whom there is no figure."""

from dataclasses import replace
from datetime import date

import pytest

from graph.model.entity import EntityType
from graph.model.source import Reliability
from graph.model.standing import Standing, places
from graph.model.view import View
from graph.table.build import build
from graph.table.fit import judge
from graph.table.narrow import narrow
from tests.conftest import HORIZON, RELATIONS


@pytest.fixture(scope="module")
def table(small_world):
    return build(small_world)


def narrowed(table, view):
    day = min(view.as_of or HORIZON, HORIZON)
    return narrow(table, view, places(table.world, day, RELATIONS))


def members(builder):
    """A league with a member, one that left, one that may be in, an observer, and one on the way."""
    for code in ("IN", "OUT", "MAY", "LOOKS", "SIGNS", "RUMOUR", "NEVER"):
        builder.entity(code)
    builder.entity("league", EntityType.ORGANIZATION)
    builder.source("gazette", "2020-01-01")
    builder.source("hearsay", "", reliability=Reliability.NONE)
    builder.says("gazette", "IN", "member-of", "league", "inForce", "2010", role="member")
    builder.says("gazette", "OUT", "member-of", "league", "inForce", "2010", until="2015")
    builder.says("gazette", "MAY", "member-of", "league", "inForce", "2021")
    builder.says("gazette", "LOOKS", "member-of", "league", "inForce", "2010", role="observer")
    builder.says("gazette", "SIGNS", "member-of", "league", "signed", "2010")
    builder.says("hearsay", "RUMOUR", "member-of", "league", "inForce", unverified=True)
    return build(builder.world())


@pytest.mark.parametrize(
    ("day", "inside", "outside", "perhaps"),
    [
        (date(2012, 1, 1), {"IN", "OUT"}, {"MAY", "LOOKS", "SIGNS", "NEVER"}, {"RUMOUR"}),
        # in the year that a source gives for joining, or for leaving, nobody can say
        (date(2015, 6, 1), {"IN"}, {"MAY", "LOOKS", "SIGNS", "NEVER"}, {"OUT", "RUMOUR"}),
        (date(2016, 1, 1), {"IN"}, {"OUT", "MAY", "LOOKS", "SIGNS", "NEVER"}, {"RUMOUR"}),
        (date(2021, 6, 1), {"IN"}, {"OUT", "LOOKS", "SIGNS", "NEVER"}, {"MAY", "RUMOUR"}),
        (date(2022, 1, 1), {"IN", "MAY"}, {"OUT", "LOOKS", "SIGNS", "NEVER"}, {"RUMOUR"}),
    ],
)
def test_who_may_be_a_member_is_neither_in_nor_out(builder, day, inside, outside, perhaps):
    table = members(builder)
    league = frozenset({"league"})
    found = narrowed(table, View(as_of=day, organizations=league))
    found_out = narrowed(table, View(as_of=day, organizations_out=league))

    def named(positions):
        return {table.world.entities[pos].code for pos in positions}

    assert (named(found.states), named(found_out.states)) == (inside, outside)
    assert named(found.offered) == named(found_out.offered) == perhaps
    assert set(found.offered.values()) == {("organizations",)}
    assert set(found_out.offered.values()) == {("organizations_out",)}


def test_whom_another_clause_leaves_out_is_neither_offered_nor_missed(table):
    def told(view):
        found = narrowed(table, view)
        return tuple(
            {table.world.entities[pos].label for pos in positions}
            for positions in (found.states, found.offered, found.no_figure)
        )

    asked = View(religions=frozenset({"islam"}), frame=False)
    nothing_said = {"San Theodoros", "Nuevo Rico", "Sondonesia", "Poldavia"}
    assert told(asked) == ({"Syldavia", "Khemed"}, {"Borduria"}, nothing_said)
    assert told(replace(asked, regions=frozenset({"west"}))) == ({"Syldavia"}, set(), {"San Theodoros"})
    assert told(replace(asked, regions=frozenset({"east"}))) == ({"Khemed"}, {"Borduria"}, set())
    assert told(replace(asked, standings=frozenset({Standing.PARTY}))) == (set(), set(), {"Nuevo Rico"})


def test_of_two_religions_one_without_a_figure_may_be_the_one(table):
    def missing(*religions):
        found = narrowed(table, View(religions=frozenset(religions), share=80, frame=False))
        return {table.world.entities[pos].label for pos in found.no_figure}

    # Khemed is Shia by 73 % at most, and nobody says how far it is Christian
    assert "Khemed" in missing("christianity", "shia")
    assert "Khemed" not in missing("shia")


def test_every_entity_is_told_which_clauses_it_falls_short_of(table):
    view = View(religions=frozenset({"islam"}), regions=frozenset({"west"}), text="o")
    stand = places(table.world, HORIZON, RELATIONS)
    short = {
        table.world.entities[position].label: one.short
        for one in judge(table, view, stand, HORIZON)
        for position in one.positions
    }

    assert short["Borduria"] == {"religions": "possible", "regions": "no"}
    assert short["San Theodoros"] == {"religions": "no figure"}
    assert short["Syldavia"] == {"text": "no"}
    assert short["Nuevo Rico"] == {"religions": "no figure", "regions": "no"}
    assert short["The Accords"] == {}
    assert short["Ottokar"] == {"types": "no"}
