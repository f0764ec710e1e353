"""A network as a matrix: each pair once, the best tied come in, in the order that is asked for."""

from __future__ import annotations

import random
from itertools import pairwise

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.entity import EntityType
from graph.model.kind import Family
from graph.model.matrix import Matrix, Order, finding, strongest
from graph.model.standing import Standing
from graph.network.matrix import matrix
from tests.conftest import BASE, Builder


def network_of(pairs, labels="ABCDEFGH", standings=None) -> tuple[nx.MultiDiGraph, object]:
    b = Builder()
    for label in labels:
        b.entity(label)
    b.source("paper")
    iris = {label: b.entities[label].iri for label in labels}
    for number, (one, other) in enumerate(pairs):
        b.says("paper", one, "visit", other, since="2020-01-01", occasion=str(number))
    world = b.world()
    network: nx.MultiDiGraph = nx.MultiDiGraph()
    for label in labels:
        standing = (standings or {}).get(label, Standing.OUTSIDE)
        network.add_node(iris[label], entity=b.entities[label], standing=standing)
    for tie in world.ties:
        network.add_edge(tie.sender, tie.receiver, key=tie.iri, tie=tie)
    return network, world


def slugs(found: Matrix) -> str:
    return "".join(iri.rsplit("/", 1)[-1] for iri in found.entities)


def test_each_pair_is_one_cell_whichever_way_its_ties_go():
    network, world = network_of([("A", "B"), ("B", "A"), ("C", "A")], "ABC")
    found = matrix(network, Order.NAME, 10)

    assert {tuple(iri[-1] for iri in pair): len(ties) for pair, ties in found.cells.items()} == {
        ("A", "B"): 2,
        ("A", "C"): 1,
    }
    assert finding(found, world) == "Of 3 entities, 2 pairs have ties; the most, 2, A and B"


def test_those_tied_to_most_come_in_and_the_rest_is_counted():
    network, _ = network_of([("A", "B"), ("A", "C"), ("B", "C"), ("C", "D"), ("D", "E")], "ABCDE")
    found = matrix(network, Order.NAME, 3)

    assert slugs(found) == "ABC"
    assert (found.left_out, found.ties_left_out) == (2, 2)
    whole = matrix(network, Order.NAME, 5)
    assert (whole.left_out, whole.ties_left_out) == (0, 0)


def test_orders_by_name_degree_standing_and_region():
    standings = {"D": Standing.PARTY, "B": Standing.MEMBER}
    network, _ = network_of([("A", "C"), ("B", "C"), ("D", "C")], "ABCD", standings)
    regions = {f"{BASE}state/C": "East", f"{BASE}state/A": "West"}

    assert slugs(matrix(network, Order.NAME, 9)) == "ABCD"
    assert slugs(matrix(network, Order.DEGREE, 9)) == "CABD"
    assert slugs(matrix(network, Order.STANDING, 9)) == "DBAC"
    assert slugs(matrix(network, Order.REGION, 9, regions)) == "CABD"


def test_what_is_no_state_stands_after_the_states():
    network, _ = network_of([("A", "B")], "AB")
    b = Builder()
    b.entity("0", EntityType.ORGANIZATION)
    network.add_node(b.entities["0"].iri, entity=b.entities["0"], standing=None)

    assert slugs(matrix(network, Order.STANDING, 9)) == "AB0"


def bandwidth(found: Matrix) -> int:
    """How far from the diagonal the farthest cell lies."""
    place = {iri: number for number, iri in enumerate(found.entities)}
    return max(abs(place[one] - place[other]) for one, other in found.cells)


@pytest.mark.parametrize("seed", range(5))
def test_who_is_tied_together_stands_together(seed):
    # a chain whose names are shuffled is put back in its order
    names = list("ABCDEFGH")
    random.Random(seed).shuffle(names)
    network, _ = network_of(list(pairwise(names)))

    assert bandwidth(matrix(network, Order.NEIGHBOURS, 9)) == 1
    assert slugs(matrix(network, Order.NEIGHBOURS, 9)) in ("".join(names), "".join(reversed(names)))


@given(st.lists(st.tuples(st.sampled_from("ABCDEFGH"), st.sampled_from("ABCDEFGH")), max_size=14))
def test_every_order_holds_the_same_entities_and_cells(pairs):
    network, _ = network_of([pair for pair in pairs if pair[0] != pair[1]])
    found = {order: matrix(network, order, 6) for order in Order}

    assert len({frozenset(each.entities) for each in found.values()}) == 1
    assert all(each.cells == found[Order.NAME].cells for each in found.values())
    assert {len(each.entities) for each in found.values()} == {6}
    again = matrix(network, Order.NEIGHBOURS, 6)
    assert again == found[Order.NEIGHBOURS]


def test_the_strongest_family_is_that_of_most_ties(small_world):
    ties = {tie.kind.slug: tie for tie in small_world.ties}

    assert strongest((ties["visit"], ties["border"], ties["border"])) is Family.TERRITORIAL
    # of equals the first in the order of families
    assert strongest((ties["border"], ties["visit"])) is Family.DIPLOMATIC
