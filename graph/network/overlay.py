"""Two networks laid over each other, to show what differs between two moments."""

from __future__ import annotations

from collections.abc import Collection

import networkx as nx


def overlay(before: nx.MultiDiGraph, after: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """Make one network of whatever is in either; what is in both is as in the later one."""
    both: nx.MultiDiGraph = nx.compose(before, after)
    return both


def part(network: nx.MultiDiGraph, ties: Collection[str]) -> nx.MultiDiGraph:
    """The network of some ties, by their IRIs, and of the entities that they join."""
    found: nx.MultiDiGraph = network.edge_subgraph(
        [edge for edge in network.edges(keys=True) if edge[2] in ties]
    )
    return found
