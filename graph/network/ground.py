"""The graph that measures and what-ifs run over: who is joined by a tie of a view that certainly holds."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph.model.gauged import Without
from graph.network.paths import BODIES, sizes, steps


def ground(network: nx.MultiDiGraph, *, bodies: bool = False, kept: Iterable[str] = ()) -> nx.Graph:
    """Make the graph of whoever is joined: as for chains, see ``paths.steps``.

    Args:
        network: of the view that ``Ground.view`` gives.
        bodies: whether organisations and agreements are in it.
        kept: IRIs of bodies that are in it nevertheless.

    Returns:
        Only entities that are tied to another; edge: ``ties``, the best sourced first.
    """
    found = steps(network, sizes(network))
    if not bodies:
        named = set(kept)
        found.remove_nodes_from(
            [
                iri
                for iri, data in found.nodes(data=True)
                if data["entity"].type in BODIES and iri not in named
            ]
        )
    found.remove_nodes_from(list(nx.isolates(found)))
    return found


def left_out(graph: nx.Graph, without: Without) -> nx.Graph:
    """The graph with one source left out: who is tied to nobody any more stays, alone."""
    found: nx.Graph = nx.Graph()
    found.add_nodes_from(graph)
    found.add_edges_from(graph.edges())
    found.remove_edges_from(without.lost)
    found.add_edges_from(without.gained)
    return found


def counted(graph: nx.Graph, network: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The part of a network that holds the ties of a graph, to be drawn."""
    ties = {tie.iri for *_, held in graph.edges(data="ties") for tie in held}
    drawn: nx.MultiDiGraph = nx.MultiDiGraph()
    drawn.add_nodes_from((iri, network.nodes[iri]) for iri in graph if iri in network)
    drawn.add_edges_from(
        (one, other, key, data)
        for one, other, key, data in network.edges(keys=True, data=True)
        if key in ties and graph.has_edge(one, other)
    )
    return drawn
