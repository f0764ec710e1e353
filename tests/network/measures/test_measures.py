"""Measures: equal to networkx on known networks, and to what one works out by hand on small ones."""

from __future__ import annotations

import networkx as nx
import pytest

from graph.model.gauged import Told, told_figure
from graph.network.measures import MEASURES
from graph.network.measures.betweenness import betweenness
from graph.network.measures.bridges import bridges
from graph.network.measures.communities import SEEDS, communities
from graph.network.measures.cut_points import cut_points
from graph.network.measures.measure import warnings

TOLD = Told()


def named(graph: nx.Graph) -> nx.Graph:
    """The same with names for numbers, and weights that no measure may look at."""
    made = nx.relabel_nodes(nx.Graph(graph.edges()), lambda number: f"n{number:03d}")
    nx.set_edge_attributes(made, 7.5, "weight")
    nx.set_edge_attributes(made, 0.5, "length")
    return made


KNOWN = {
    "karate": named(nx.karate_club_graph()),
    "florence": named(nx.convert_node_labels_to_integers(nx.florentine_families_graph(), ordering="sorted")),
    "two parts": named(nx.disjoint_union(nx.cycle_graph(5), nx.path_graph(4))),
    "many": named(nx.barbell_graph(40, 30)),
}


def found(slug: str, graph: nx.Graph):
    return MEASURES[slug].compute(graph, TOLD)


@pytest.mark.parametrize("name", KNOWN)
@pytest.mark.parametrize(
    ("slug", "theirs"),
    [
        ("degree", lambda g: dict(g.degree())),
        ("betweenness", nx.betweenness_centrality),
        ("closeness", nx.closeness_centrality),
        ("pagerank", lambda g: nx.pagerank(g, weight=None)),
        ("core", nx.core_number),
    ],
)
def test_it_is_what_networkx_says(slug, theirs, name):
    assert found(slug, KNOWN[name]).values == pytest.approx(theirs(KNOWN[name]), abs=1e-9)


@pytest.mark.parametrize("name", KNOWN)
def test_cut_points_and_bridges_are_those_of_networkx(name):
    graph = KNOWN[name]
    points = {iri for iri, value in cut_points(graph, TOLD).values.items() if value}

    assert points == set(nx.articulation_points(graph))
    assert set(bridges(graph, TOLD).pairs) == {(min(pair), max(pair)) for pair in nx.bridges(graph)}


@pytest.mark.parametrize("name", KNOWN)
def test_what_hangs_on_a_cut_point_or_a_bridge_is_what_is_left_without_it(name):
    graph = KNOWN[name]
    for point, value in cut_points(graph, TOLD).values.items():
        rest = nx.Graph(graph)
        rest.remove_node(point)
        pieces = {frozenset(nx.node_connected_component(rest, other)) for other in graph[point]}
        sizes = [len(piece) for piece in pieces]
        assert value == sum(sizes) - max(sizes)
    for (one, other), value in bridges(graph, TOLD).pairs.items():
        rest = nx.Graph(graph)
        rest.remove_edge(one, other)
        assert value == min(len(nx.node_connected_component(rest, end)) for end in (one, other))


def test_a_chain_of_five_worked_by_hand():
    """a – b – c – d – e: of the six pairs without c four pass it, of those without b three pass b."""
    chain = nx.Graph([("a", "b"), ("b", "c"), ("c", "d"), ("d", "e")])

    assert found("betweenness", chain).values == {
        "a": 0,
        "b": 0.5,
        "c": pytest.approx(4 / 6),
        "d": 0.5,
        "e": 0,
    }
    assert found("closeness", chain).values["c"] == pytest.approx(4 / 6)
    assert found("cut-points", chain).values == {"a": 0, "b": 1, "c": 2, "d": 1, "e": 0}
    assert found("bridges", chain).pairs == {("a", "b"): 1, ("b", "c"): 2, ("c", "d"): 2, ("d", "e"): 1}
    assert found("bridges", chain).values == {"a": 1, "b": 2, "c": 2, "d": 2, "e": 1}
    assert found("core", chain).values == dict.fromkeys("abcde", 1)


def test_two_circles_with_one_line_between_are_two_groups_in_every_seed():
    graph = named(nx.barbell_graph(5, 0))
    groups = communities(graph, TOLD)

    assert [sum(n == number for n in groups.groups.values()) for number in (1, 2)] == [5, 5]
    assert set(groups.values.values()) == {1.0}
    assert groups.whole["modularity"] == pytest.approx(
        nx.community.modularity(graph, [set(sorted(graph)[:5]), set(sorted(graph)[5:])], weight=None)
    )


def test_stability_is_the_share_of_seeds_in_which_one_stays_with_its_group():
    graph = KNOWN["karate"]
    groups = communities(graph, TOLD)
    iris = sorted(graph)
    bare = nx.relabel_nodes(nx.Graph(graph.edges()), {iri: n for n, iri in enumerate(iris)})
    plain: nx.Graph = nx.Graph()
    plain.add_nodes_from(range(len(iris)))
    plain.add_edges_from(sorted(tuple(sorted(edge)) for edge in bare.edges()))
    runs = [nx.community.louvain_communities(plain, seed=seed) for seed in range(SEEDS)]
    for number, iri in enumerate(iris):
        mates = [iris.index(other) for other in groups.groups if other != iri
                 and groups.groups[other] == groups.groups[iri]]  # fmt: skip
        together = [mate in group for run in runs for group in run if number in group for mate in mates]
        assert groups.values[iri] == pytest.approx(sum(together) / len(together))
    assert min(groups.values.values()) < 1, "else this test says nothing"


@pytest.mark.parametrize("slug", MEASURES)
def test_a_measure_says_what_it_is_and_bears_an_empty_network(slug):
    measure = MEASURES[slug]
    empty: nx.Graph = nx.Graph()
    nothing = measure.compute(empty, TOLD)

    assert nothing.values == {}
    assert measure.finding(nothing, {})
    assert measure.question.endswith("?")
    assert any(char.isdigit() for char in measure.literature), "literature has a year"
    assert "important" not in f"{measure.question}{measure.definition}"


def test_a_long_computation_says_how_far_it_is_and_can_be_ended():
    heard: list[float] = []

    def end(share: float) -> None:
        heard.append(share)
        if share > 0.3:
            raise TimeoutError

    with pytest.raises(TimeoutError):
        betweenness(named(nx.barbell_graph(80, 30)), end)
    assert heard == sorted(heard)


def test_a_warning_where_it_means_little():
    star = nx.star_graph(list("abcdefghijkl"))
    said = "; ".join(warnings(MEASURES["cut-points"], star, found("cut-points", star)))

    assert "11 of 12 have one tie only" in said
    assert "11 of the 11 pairs tied here are those of a" in said
    few = nx.path_graph(list("abc"))
    assert "only 3 entities" in warnings(MEASURES["degree"], few, found("degree", few))[0]
    apart = KNOWN["two parts"]
    assert any(
        "2 parts" in told for told in warnings(MEASURES["closeness"], apart, found("closeness", apart))
    )
    loose = named(nx.gnm_random_graph(30, 90, seed=1))
    assert any("modularity" in told for told in warnings(
        MEASURES["communities"], loose, found("communities", loose)))  # fmt: skip


def test_figures_are_told_as_one_reads_them():
    assert told_figure(3.0, "count") == "3"
    assert told_figure(0.1234, "share") == "12.3 %"
    assert told_figure(0.5557, "") == "0.556"
