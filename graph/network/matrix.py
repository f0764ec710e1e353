"""A network as a matrix: who is in it, and in which order."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import networkx as nx

from graph.model.entity import EntityType
from graph.model.matrix import Matrix, Order
from graph.model.standing import Standing
from graph.model.tie import Tie


def matrix(
    network: nx.MultiDiGraph, order: Order, most: int, region_of: Mapping[str, str] | None = None
) -> Matrix:
    """Lay a network out as a matrix.

    Args:
        network: nodes with ``entity=`` and ``standing=``, edges with ``tie=``, as ``build`` makes it.
        most: entities that there is room for; those tied to most others come in.
        region_of: IRI → the region by which it is put in order; who has none stands last.
    """
    cells: dict[tuple[str, str], dict[str, Tie]] = defaultdict(dict)
    for one, other, data in network.edges(data=True):
        if one != other:
            cells[min(one, other), max(one, other)][data["tie"].iri] = data["tie"]
    simple: nx.Graph = nx.Graph()
    simple.add_nodes_from(sorted(network, key=lambda iri: _name(network, iri)))
    simple.add_edges_from(sorted(cells))
    by_ties = _by_degree(simple)
    kept = set(by_ties[:most])
    inside = {pair: ties for pair, ties in cells.items() if kept >= set(pair)}
    shown = {iri for ties in inside.values() for iri in ties}
    every = {iri for ties in cells.values() for iri in ties}
    orders: Mapping[Order, Callable[[], Sequence[str]]] = {
        Order.NAME: lambda: list(simple),
        Order.DEGREE: lambda: by_ties,
        Order.STANDING: lambda: sorted(simple, key=lambda iri: _stands(network.nodes[iri])),
        Order.REGION: lambda: sorted(simple, key=lambda iri: _located((region_of or {}).get(iri))),
        Order.NEIGHBOURS: lambda: _together(simple.subgraph(kept)),
    }
    return Matrix(
        entities=tuple(iri for iri in orders[order]() if iri in kept),
        cells={pair: tuple(ties[iri] for iri in sorted(ties)) for pair, ties in sorted(inside.items())},
        left_out=len(simple) - len(kept),
        ties_left_out=len(every - shown),
    )


def _name(network: nx.MultiDiGraph, iri: str) -> tuple[str, str]:
    return network.nodes[iri]["entity"].label.casefold(), iri


def _by_degree(simple: nx.Graph) -> list[str]:
    """Who is tied to most others first; of equals by name, in which order the nodes stand."""
    return sorted(simple, key=lambda iri: -simple.degree(iri))


def _stands(node: Mapping[str, Any]) -> tuple[int, int]:
    """By standing; what is no state stands last, by its kind."""
    standing = node.get("standing")
    place = list(Standing).index(standing) if standing else len(Standing)
    return place, list(EntityType).index(node["entity"].type)


def _located(region: str | None) -> tuple[bool, str]:
    return region is None, region or ""


def _together(simple: nx.Graph) -> list[str]:
    """An order in which the ties lie near the diagonal, part by part, the largest part first.

    Source:
        E. Cuthill, J. McKee, Reducing the bandwidth of sparse symmetric matrices, Proceedings of the 24th
        National Conference of the ACM, 1969; turned round, as A. George found to be better.
    """
    # sets of numbers are walked through in one order, sets of names are not
    nodes = sorted(simple)
    number = {iri: position for position, iri in enumerate(nodes)}
    numbered: nx.Graph = nx.Graph()
    numbered.add_nodes_from(range(len(nodes)))
    numbered.add_edges_from(sorted((number[a], number[b]) for a, b in simple.edges()))
    parts = sorted(nx.connected_components(numbered), key=lambda part: (-len(part), min(part)))
    ordered: list[str] = []
    for part in parts:
        of_part: nx.Graph = nx.Graph()
        of_part.add_nodes_from(sorted(part))
        of_part.add_edges_from(sorted(numbered.subgraph(part).edges()))
        ordered += [nodes[n] for n in nx.utils.reverse_cuthill_mckee_ordering(of_part)]
    return ordered
