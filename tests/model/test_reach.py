"""Reach and firsts, worked out by hand."""

from __future__ import annotations

from graph.model.dates import PartialDate
from graph.model.entity import EntityType, Figure
from graph.model.indicator import newest_of_each
from graph.model.memberships import full_members
from graph.model.reach import Known, borders, firsts, reach, regions_by_state, told_sum
from tests.conftest import BASE, HORIZON


def state(code: str) -> str:
    return f"{BASE}state/{code}"


def figure(code: str, indicator: str, amount: float, year: str) -> Figure:
    unit = {"population": "count", "gdp": "USD"}[indicator]
    iri = f"{BASE}figure/{code}/{indicator}/{year}"
    return Figure(iri, state(code), indicator, amount, unit, PartialDate.parse(year), f"{BASE}source/almanac")


def known(builder) -> Known:
    """AAA lies in the west; BBB far east, borders RUS, is in a club of its own and in one of both."""
    b = builder
    for code in ("AAA", "BBB", "CCC", "RUS"):
        b.entity(code, label=f"Land {code}")
    for body in ("club", "both", "watchers"):
        b.entity(body, EntityType.ORGANIZATION, f"The {body}")
    b.source("almanac")
    for slug, broader in (("east", None), ("far-east", "east"), ("west", None)):
        b.concept(slug, "m49", broader)
    b.concept("shore", "readers-regions")
    b.concept("islam", "religions")
    b.locate("AAA", "west")
    b.locate("BBB", "far-east")
    b.locate("BBB", "shore")
    b.says("almanac", "BBB", "border", "RUS", amount=9.0, unit="km")
    for who, body in (("BBB", "club"), ("CCC", "club"), ("AAA", "both"), ("BBB", "both")):
        b.says("almanac", who, "member-of", body, "inForce", "2000")
    b.says("almanac", "BBB", "member-of", "watchers", "inForce", "2000", role="observer")
    b.says("almanac", "CCC", "member-of", "watchers", "inForce", "2000")
    b.says("almanac", "AAA", "member-of", "watchers", "inForce", "2000")
    world = b.world()
    figures = (
        figure("AAA", "population", 4e6, "2020"),
        figure("AAA", "population", 5e6, "2025"),
        figure("BBB", "population", 20e6, "2024"),
        figure("BBB", "gdp", 3e11, "2024"),
    )
    return Known(
        world=world,
        figures=newest_of_each(figures, HORIZON, world.source_by_iri),
        majorities={state("BBB"): {"islam": (f"{BASE}source/almanac",)}},
        borders=borders(world, HORIZON),
        bodies=full_members(world, HORIZON),
        regions=regions_by_state(world),
    )


def test_reach_sums_the_newest_figures_and_names_who_has_none(builder):
    of = known(builder)
    found = reach([state("AAA"), state("BBB")], of)

    assert (found.population.amount, found.population.years) == (25e6, ("2024", "2025"))
    assert told_sum(found.population, of.world) == "25 million people (2024–2025)"
    assert found.gdp.without == (state("AAA"),)
    assert told_sum(found.gdp, of.world) == "300 billion USD (2024); no figure for Land AAA"
    assert found.religions == {"islam": (state("BBB"),)}
    assert found.no_majority == (state("AAA"),)
    assert found.regions == ("east", "far-east", "shore", "west")
    assert found.neighbours == {state("RUS"): (state("BBB"),)}
    assert told_sum(reach([], of).population, of.world) == "no figure"


def test_firsts_are_what_no_member_is_yet(builder):
    found = firsts([state("BBB")], [state("AAA")], known(builder))

    assert [(first.sort, first.told) for first in found] == [
        ("region", "of the region “east” (by the United Nations)"),
        ("region", "of the region “far east” (by the United Nations)"),
        ("region", "of the region “shore” (by everyday names)"),
        ("religion", "of islam majority"),
        ("neighbour", "with a border with Land RUS"),
        ("body", "that belongs to The club"),
    ], "both is a member's already, and an observer does not belong to what it watches"
    assert all(first.ties or first.sources for first in found), "each opens to its evidence"


def test_a_member_is_the_first_in_nothing(builder):
    assert firsts([state("AAA")], [state("AAA")], known(builder)) == ()
