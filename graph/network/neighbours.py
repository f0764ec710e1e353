"""Neighbours in common: with how many others two are both joined."""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph.model.tie import Tie


def common(ties: Iterable[Tie], one: str, others: Iterable[str]) -> dict[str, int]:
    """Count whom each of some entities and *one* are both tied to: IRI → number.

    Whoever has no tie has none in common. Kinds and directions of ties are ignored.

    Source:
        M. E. J. Newman, Clustering and preferential attachment in growing networks, Physical Review E 64
        (2001), as ``networkx.common_neighbors`` has it.
    """
    graph: nx.Graph = nx.Graph((tie.sender, tie.receiver) for tie in ties)
    if one not in graph:
        return dict.fromkeys(others, 0)
    return {
        other: len(nx.common_neighbors(graph, one, other)) if other in graph and other != one else 0
        for other in others
    }
