"""Many nodes become one, and no line from outside is lost."""

import networkx as nx

from graph.model.entity import Entity, EntityType
from graph.model.group import Group
from graph.network.fold import fold


def network(*edges: tuple[str, str]) -> nx.MultiDiGraph:
    made = nx.MultiDiGraph()
    for end in sorted({end for edge in edges for end in edge}):
        made.add_node(end, entity=Entity(end, EntityType.STATE, end.upper()), standing=None, place=None)
    for number, (sender, receiver) in enumerate(edges):
        made.add_edge(sender, receiver, key=f"tie/{number}", tie=number)
    return made


EAST = Group("east", "East", EntityType.STATE, ("b", "c", "z"))


def test_lines_from_outside_lead_to_the_group_and_those_within_it_go():
    before = network(("a", "b"), ("c", "a"), ("b", "c"), ("a", "d"))
    after = fold(before, [EAST])

    assert set(after) == {"a", "d", "east"}
    assert sorted(after.edges(keys=True)) == [
        ("a", "d", "tie/3"),
        ("a", "east", "tie/0"),
        ("east", "a", "tie/1"),
    ]
    assert after.nodes["east"]["entity"].label == "East (2)"
    assert after.nodes["east"]["members"] == ("B", "C")


def test_the_network_that_was_handed_over_is_as_it_was():
    before = network(("a", "b"), ("a", "c"))
    kept = before.copy()
    fold(before, [EAST])

    assert nx.utils.graphs_equal(before, kept)


def test_a_group_of_one_and_no_group_at_all_change_nothing():
    before = network(("a", "b"), ("a", "d"))

    for groups in ([EAST], []):
        assert nx.utils.graphs_equal(fold(before, groups), before)


def test_two_groups_are_joined_by_the_ties_of_their_members():
    west = Group("west", "West", EntityType.STATE, ("a", "d"))
    after = fold(network(("a", "b"), ("d", "c"), ("a", "d")), [EAST, west])

    assert sorted(after.edges(keys=True)) == [("west", "east", "tie/0"), ("west", "east", "tie/1")]
