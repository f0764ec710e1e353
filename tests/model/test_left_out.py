"""A network without a source: equal to the network of a world in which the source says nothing."""

from __future__ import annotations

import networkx as nx
from hypothesis import given, settings

from graph.model.gauged import Ground, Without
from graph.model.left_out import without_each
from graph.model.reliance import without
from graph.model.standing import places
from graph.model.view import View
from graph.network.build import build
from graph.network.ground import ground, left_out
from graph.table.build import build as table_of
from graph.table.narrow import narrow
from tests.conftest import BASE, RELATIONS
from tests.worlds import worlds

ASKED = Ground(bodies=True, events=True)


def network_of(world, view: View, asked: Ground = ASKED) -> nx.Graph:
    wanted = asked.view(view)
    stand = places(world, world.horizon, RELATIONS)
    found = narrow(table_of(world), wanted, stand)
    return ground(build(world, found.entities, found.lines, stand), bodies=asked.bodies)


def pairs(graph: nx.Graph) -> dict:
    return {(min(pair), max(pair)): [tie.iri for tie in ties] for *pair, ties in graph.edges(data="ties")}


# each takes a table for each source
@settings(max_examples=settings.default.max_examples // 8)
@given(worlds())
def test_each_source_left_out_is_the_world_in_which_it_says_nothing(world):
    view = View(statehood=frozenset(), past_years=20, frame=False)
    graph = network_of(world, view)
    found = {each.source: each for each in without_each(world, view, ASKED, pairs(graph), set(graph))}
    for source in world.sources:
        rest = network_of(without(world, frozenset({source.iri})), view)
        expected = {pair for pair in pairs(rest) if set(pair) <= set(graph)}
        told = left_out(graph, found.get(source.iri, Without(source.iri, (), ())))
        assert {(min(pair), max(pair)) for pair in told.edges()} == expected


def test_a_tie_that_is_left_to_general_knowledge_goes(builder):
    b = builder
    b.entity("A")
    b.entity("B")
    b.source("one", publisher="one")
    b.source("two", publisher="two")
    tie = b.says("one", "A", "border", "B")
    b.claim(tie, "two", unverified=True)
    world = b.world()
    graph = network_of(world, View())

    (found,) = without_each(world, View(), ASKED, pairs(graph), set(graph))

    assert found.source.endswith("/one")
    assert found.lost == ((f"{BASE}state/A", f"{BASE}state/B"),)


def test_a_tie_of_two_sources_stays_and_one_of_one_goes(builder):
    b = builder
    for slug in "ABC":
        b.entity(slug)
    b.source("one", publisher="one")
    b.source("two", publisher="two")
    tie = b.says("one", "A", "diplomatic-relations", "B", "inForce", "2000-01-01")
    b.claim(tie, "two", "2000-01-01")
    b.says("two", "B", "diplomatic-relations", "C", "inForce", "2001-01-01")
    b.says("one", "A", "diplomatic-relations", "C", "inForce", "2000-01-01")
    b.says("two", "A", "diplomatic-relations", "C", "ended", "2010-01-01")
    world = b.world()
    graph = network_of(world, View())
    found = {each.source.rsplit("/")[-1]: each for each in
             without_each(world, View(), ASKED, pairs(graph), set(graph))}  # fmt: skip
    a, b_, c = (f"{BASE}state/{slug}" for slug in "ABC")

    assert "one" not in found, "nothing of the network stands on it alone"
    assert found["two"].lost == ((b_, c),)
    assert found["two"].gained == ((a, c),), "only it says that these relations have ended"
