"""Chains between two entities: hand-worked worlds, and every simple path of small ones as the measure."""

from __future__ import annotations

import random
from math import log2

import networkx as nx
import pytest

from graph.model.entity import EntityType
from graph.model.path import Prefer, Route
from graph.model.view import View
from graph.network.build import build
from graph.network.paths import chains, part, sizes, steps
from graph.table.build import build as table_of
from graph.table.narrow import narrow
from tests.conftest import BASE


def state(slug: str) -> str:
    return f"{BASE}state/{slug}"


LEAGUE = f"{BASE}organization/league"


@pytest.fixture
def world(builder):
    """A–B–D by one source each, A–C–D by two; all but C in a league; A sells oil to D, F objects to D."""
    b = builder
    for slug in "ABCDEF":
        b.entity(slug)
    b.entity("league", EntityType.ORGANIZATION)
    b.source("one", publisher="one")
    b.source("two", publisher="two")
    for sender, receiver in ("AB", "BD", "AC", "CD", "DE"):
        tie = b.says("one", sender, "diplomatic-relations", receiver, "inForce", "2000-01-01")
        if "C" in (sender, receiver):
            b.claim(tie, "two", "2000-01-01")
    for member in "ABDEF":
        b.says("one", member, "member-of", "league", "inForce", "2010-01-01")
    b.says("one", "A", "oil-supply", "D", year="2025", occasion="2025", amount=0.5, unit="share")
    b.says("one", "F", "objects", state("D"), since="2026-01-01", occasion="2026-01")
    b.says("one", "F", "embassy", "A", "proposed", "2025-01-01")
    b.says("one", "F", "visit", "A", since="2026-01-02", occasion="2026-01-02")
    return b.world()


def found(world, route: Route, view: View | None = None) -> tuple:
    from graph.model.standing import places
    from tests.conftest import RELATIONS

    stand = places(world, world.horizon, RELATIONS)
    narrowed = narrow(table_of(world), route.view(view or View()), stand)
    network = build(world, narrowed.entities, narrowed.lines, stand)
    return chains(steps(network, sizes(network)), route)


def words(found) -> list[str]:
    return ["".join(iri.rsplit("/", 1)[-1] for iri in chain.entities) for chain in found]


def test_of_one_length_the_better_sourced_comes_first(world):
    assert words(found(world, Route(state("A"), state("D")))) == ["ACD", "ABD"]


def test_the_best_sourced_first_is_by_the_weakest_step(world):
    route = Route(state("A"), state("E"), prefer=Prefer.SOURCED)
    chosen = found(world, route)

    assert words(chosen) == ["ACDE", "ABDE"], "each has the step from D to E, which one source reports"
    route = Route(state("A"), state("D"), prefer=Prefer.SOURCED)
    assert [chain.weakest for chain in found(world, route)] == [2, 1]


def test_a_body_is_passed_only_if_asked_and_counts_by_whom_it_joins(world):
    route = Route(state("A"), state("D"), bodies=True)
    chosen = found(world, route)

    assert words(chosen)[:3] == ["ACD", "ABD", "AleagueD"]
    assert chosen[2].cost == pytest.approx(log2(5))
    assert {step.cost for step in chosen[2].steps} == {log2(5) / 2}


def test_an_end_may_be_a_body_whatever_is_asked_of_those_between(world):
    assert words(found(world, Route(state("C"), LEAGUE)))[0] in ("CAleague", "CDleague")


def test_neither_figures_nor_what_is_only_proposed_nor_opposition_is_a_step(world):
    assert found(world, Route(state("F"), state("D"))) == ()
    assert words(found(world, Route(state("F"), state("A"), events=True))) == ["FA"]


def test_whom_it_must_pass_and_whom_it_must_not(world):
    assert words(found(world, Route(state("A"), state("D"), through=state("B")))) == ["ABD"]
    assert words(found(world, Route(state("A"), state("D"), avoiding=frozenset({state("C")})))) == ["ABD"]
    assert found(world, Route(state("A"), state("D"), through=state("E"))) == (), "it would pass D twice"


def test_on_a_day_before_they_began_there_is_none(world):
    from datetime import date

    from graph.model.standing import places
    from tests.conftest import RELATIONS

    view = View(as_of=date(1999, 1, 1))
    stand = places(world, view.as_of, RELATIONS)
    route = Route(state("A"), state("D"))
    narrowed = narrow(table_of(world), route.view(view), stand)
    network = build(world, narrowed.entities, narrowed.lines, stand)

    assert chains(steps(network, sizes(network)), route) == ()


def test_part_holds_the_steps_and_nothing_else(world):
    from graph.model.standing import places
    from tests.conftest import RELATIONS

    stand = places(world, world.horizon, RELATIONS)
    route = Route(state("A"), state("D"), most=1)
    narrowed = narrow(table_of(world), route.view(View()), stand)
    network = build(world, narrowed.entities, narrowed.lines, stand)
    cut = part(network, chains(steps(network, sizes(network)), route))

    assert {iri.rsplit("/", 1)[-1] for iri in cut} == {"A", "C", "D"}
    assert cut.number_of_edges() == 2


@pytest.mark.parametrize("seed", range(12))
def test_the_k_best_are_those_of_all_simple_paths(seed):
    """Whatever the graph: the lengths of the first k, and of those that pass somebody."""
    graph = _random(seed)
    start, end, through = state("0"), state("1"), state("2")
    every = [(_cost(graph, path), path) for path in nx.all_simple_paths(graph, start, end)]

    for route, wanted in (
        (Route(start, end, most=8), sorted(every)),
        (Route(start, end, through, most=8), sorted(each for each in every if through in each[1])),
    ):
        chosen = chains(graph, route)
        assert [_cost(graph, chain.entities) for chain in chosen] == pytest.approx(
            [cost for cost, _ in wanted[:8]]
        )
        assert len({chain.entities for chain in chosen}) == len(chosen)


@pytest.mark.parametrize("seed", range(12))
def test_the_best_sourced_are_those_of_all_simple_paths(seed):
    graph = _random(seed)

    def rank(path) -> tuple[int, float]:
        edges = list(nx.utils.pairwise(path))
        return -min(graph.edges[edge]["sources"] for edge in edges), round(_cost(graph, path), 6)

    every = sorted(rank(path) for path in nx.all_simple_paths(graph, state("0"), state("1")))
    chosen = chains(graph, Route(state("0"), state("1"), prefer=Prefer.SOURCED, most=6))

    assert [rank(chain.entities) for chain in chosen] == every[:6]


def _cost(graph: nx.Graph, path) -> float:
    return nx.path_weight(graph, list(path), "cost")


class _Tie:
    def __init__(self, sources: int):
        self.independent_sources = sources


class _State:
    type = EntityType.STATE


def _random(seed: int) -> nx.Graph:
    """Eight states, each two joined or not."""
    dice = random.Random(seed)
    graph = nx.Graph()
    graph.add_nodes_from((state(str(number)), {"entity": _State()}) for number in range(8))
    for one in range(8):
        for other in range(one + 1, 8):
            if dice.random() < 0.45:
                sources = dice.randint(1, 4)
                graph.add_edge(
                    state(str(one)),
                    state(str(other)),
                    ties=(_Tie(sources),),
                    length=1.0,
                    # irregular, so that no two paths cost the same
                    cost=1 + dice.random(),
                    sources=sources,
                )
    return graph
