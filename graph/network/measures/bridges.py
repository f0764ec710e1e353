"""Bridges: which single line holds two parts of the network together?"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph.model.gauged import Found, Progress, in_order
from graph.model.words import counted
from graph.network.measures.cut_points import sparse
from graph.network.measures.measure import Measure, Names


def bridges(graph: nx.Graph, progress: Progress) -> Found:
    """Find the pairs whose ties alone hold two parts together.

    Returns:
        IRI → number of bridges that end at it; pair of a bridge → how many entities the smaller of the two
        sides has that it joins.

    Source:
        R. E. Tarjan, A Note on Finding the Bridges of a Graph, Information Processing Letters 2 (1974).
    """
    found = in_order(nx.bridges(graph)) if graph else ()
    values = dict.fromkeys(graph, 0.0)
    for pair in found:
        for end in pair:
            values[end] += 1
    return Found(values, pairs=_sides(graph, found), whole={"bridges": len(found)})


def _sides(graph: nx.Graph, found: tuple[tuple[str, str], ...]) -> dict[tuple[str, str], float]:
    """How large the smaller side of each bridge is, by the forest that the bridges make of what they join."""
    if not found:
        return {}
    rest = nx.Graph(graph.edges())
    rest.remove_edges_from(found)
    block = {iri: number for number, piece in enumerate(nx.connected_components(rest)) for iri in piece}
    forest: nx.Graph = nx.Graph()
    for iri in rest:
        forest.add_node(block[iri])
        forest.nodes[block[iri]]["size"] = forest.nodes[block[iri]].get("size", 0) + 1
    forest.add_edges_from((block[one], block[other]) for one, other in found)
    smaller: dict[frozenset[int], int] = {}
    for piece in nx.connected_components(forest):
        below = {number: forest.nodes[number]["size"] for number in piece}
        for above, number in reversed(list(nx.bfs_edges(forest, min(piece)))):
            below[above] += below[number]
            smaller[frozenset((above, number))] = below[number]
        total = below[min(piece)]
        for above, number in nx.bfs_edges(forest, min(piece)):
            side = smaller[frozenset((above, number))]
            smaller[frozenset((above, number))] = min(side, total - side)
    return {(one, other): float(smaller[frozenset((block[one], block[other]))]) for one, other in found}


def _finding(found: Found, names: Names) -> str:
    if not found.pairs:
        return "No single line holds two parts of this network together"
    one, other = max(found.pairs, key=lambda pair: (found.pairs[pair], pair))
    most = found.pairs[one, other]
    if most == 1:
        return f"{counted(len(found.pairs), 'line')} alone tie one entity each to the rest"
    side = counted(int(most), "entity", "entities")
    return f"The ties of {names[one]} and {names[other]} alone hold {side} to the rest"


def _weak(graph: nx.Graph, found: Found) -> Iterable[str]:
    return sparse(graph)


BRIDGES = Measure(
    slug="bridges",
    title="Bridges",
    question="Which two alone hold parts of the network together?",
    definition="Two entities without whose ties some that a chain joins now would be joined by none; an "
    "entity's figure is the number of bridges that end at it.",
    literature="R. E. Tarjan, A Note on Finding the Bridges of a Graph, Information Processing Letters 2 "
    "(1974), 160–161.",
    figure="Bridges at it",
    unit="count",
    caution="One more tie that a source reports, beside it, and a bridge is none.",
    compute=bridges,
    finding=_finding,
    weak=_weak,
)
