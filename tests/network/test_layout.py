"""Everybody has a place, the same every time, and none covers another."""

import networkx as nx
import pytest

from graph.network.build import whole
from graph.network.layout import GAP_X, GAP_Y, layout


def overlaps(places):
    names = sorted(places)
    return [
        (a, b)
        for i, a in enumerate(names)
        for b in names[i + 1 :]
        if abs(places[a][0] - places[b][0]) < GAP_X - 1 and abs(places[a][1] - places[b][1]) < GAP_Y - 1
    ]


@pytest.fixture(scope="module")
def crowd():
    """Sixty around a hub, as sixty states are tied to one."""
    network = nx.MultiDiGraph()
    for number in range(60):
        network.add_edge(f"state{number}", "hub", key=number)
        network.add_edge(f"state{number}", f"state{(number * 7) % 60}", key=f"b{number}")
    network.add_node("alone")
    return network


def test_the_same_network_gets_the_same_places(crowd):
    assert layout(crowd, ["hub", "state1"]) == layout(nx.MultiDiGraph(crowd), ["state1", "hub"])


def test_no_two_labels_touch(crowd):
    core = ["hub", *(f"state{number}" for number in range(40))]

    assert overlaps(layout(crowd, core)) == []


def test_everybody_has_a_place(small_world):
    assert set(layout(whole(small_world))) == {entity.iri for entity in small_world.entities}


def test_the_core_stands_where_it_stands_without_the_others(crowd):
    core = ["hub", "state1", "state2", "state3"]
    alone = layout(crowd.subgraph(core), core)
    together = layout(crowd, core)

    assert {name: together[name] for name in core} == alone


def test_an_empty_network_has_no_places():
    assert layout(nx.MultiDiGraph()) == {}


def test_of_a_large_core_those_with_most_neighbours_come_first(monkeypatch, crowd):
    monkeypatch.setattr("graph.network.layout._MOST", 10)
    found = layout(crowd, list(crowd))

    assert found.keys() == set(crowd)
    degree = nx.Graph(crowd).degree
    most = sorted(crowd, key=lambda node: (-degree(node), node))[:10]
    assert layout(crowd.subgraph(most)).items() <= found.items()
