"""Two networks laid over each other."""

import networkx as nx

from graph.network.overlay import overlay, part


def network(**ties):
    made = nx.MultiDiGraph()
    for key, (one, other, told) in ties.items():
        made.add_edge(one, other, key=key, tie=told)
    return made


def test_whatever_is_in_either_is_in_both_and_told_as_in_the_later():
    before, after = network(x=("a", "b", 1), y=("b", "c", 1)), network(x=("a", "b", 2), z=("a", "d", 2))

    both = overlay(before, after)

    assert set(both) == {"a", "b", "c", "d"}
    assert {key: tie for *_, key, tie in both.edges(keys=True, data="tie")} == {"x": 2, "y": 1, "z": 2}
    assert {key for *_, key in before.edges(keys=True)} == {"x", "y"}


def test_a_part_holds_some_ties_and_those_whom_they_join():
    some = part(network(x=("a", "b", 1), y=("b", "c", 1)), {"x"})

    assert set(some) == {"a", "b"}
    assert [key for *_, key in some.edges(keys=True)] == ["x"]
