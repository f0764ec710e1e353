"""Chains of ties between two entities, the best first."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from heapq import heappop, heappush
from itertools import islice
from math import log2
from typing import Any

import networkx as nx

from graph.model.entity import Entity, EntityType
from graph.model.kept import kept
from graph.model.kind import Nature
from graph.model.path import OPPOSING, Chain, Prefer, Route, Step
from graph.model.tie import Certainty, Tie

#: what joins whoever belongs to it: a chain passes one only if asked for
BODIES = frozenset({EntityType.ORGANIZATION, EntityType.AGREEMENT})
#: what a step costs more for each source that it lacks: too little to make up for another step
_LACKING = 1e-3
#: pairs of half chains that are tried for those that pass an entity
_TRIED = 5_000


def steps(network: nx.MultiDiGraph, sizes: Mapping[str, int]) -> nx.Graph:
    """Make the graph of steps: whoever is joined by a tie that certainly holds and does not set them apart.

    Args:
        network: as ``graph.network.build`` makes it.
        sizes: IRI of each body → how many entities it joins, whatever the view shows of them.

    Returns:
        Edge: ``ties``, the best sourced first; ``length``, which is 1, or half of log2(m) where one of the
        two is a body that joins m; ``cost``, the length and next to nothing for a lack of sources, by which
        chains of one length are put in order; ``sources`` of the best sourced tie.
    """
    joined: dict[tuple[str, str], list[Tie]] = {}
    for sender, receiver, data in network.edges(data=True):
        tie: Tie = data["tie"]
        # an event is over at once, and has joined them all the same
        lasts = not data["past"] or tie.kind.nature is Nature.EVENT
        if data["certainty"] is Certainty.CERTAIN and lasts and tie.kind.slug not in OPPOSING:
            joined.setdefault((min(sender, receiver), max(sender, receiver)), []).append(tie)
    found: nx.Graph = nx.Graph()
    # in order, so that chains of one cost come in the same order always
    found.add_nodes_from(sorted(network.nodes(data=True)))
    for (one, other), ties in sorted(joined.items()):
        ties.sort(key=lambda tie: (-tie.independent_sources, tie.iri))
        length = _length(one, other, network, sizes)
        sources = ties[0].independent_sources
        cost = length + _LACKING / max(1, sources)
        found.add_edge(one, other, ties=tuple(ties), length=length, cost=cost, sources=sources)
    return found


def sizes(network: nx.MultiDiGraph) -> dict[str, int]:
    """How many entities each body of a network joins by ties that certainly hold: IRI → number."""
    return {
        iri: len(set(nx.all_neighbors(network, iri)))
        for iri, data in network.nodes(data=True)
        if data["entity"].type in BODIES
    }


def chains(graph: nx.Graph, route: Route) -> tuple[Chain, ...]:
    """Find the best chains between two entities.

    The shortest first: by length, then by sources. The best sourced first: by the sources of the least
    supported step, then by length.

    Args:
        graph: as ``steps`` makes it.
        route: what is asked; no end, or an entity to pass, that is not in the graph has any chain.

    Returns:
        At most ``route.most``, none twice, none passing an entity twice. Of those that must pass an entity
        the best of a great many are found; whether a worse one was missed is not promised.

    Source:
        J. Y. Yen, Finding the K Shortest Loopless Paths in a Network, Management Science 17 (1971), as
        ``networkx.shortest_simple_paths`` has it. That a body counts the more the more it joins follows
        M. E. J. Newman, Scientific collaboration networks II, Physical Review E 64 (2001).
    """
    allowed = _allowed(graph, route)
    if not {route.start, route.end, *([route.through] if route.through else [])} <= set(allowed):
        return ()
    if route.prefer is Prefer.SHORTEST:
        return tuple(_chain(graph, path) for path in islice(_paths(allowed, route), route.most))
    found: dict[tuple[str, ...], None] = {}
    for least in sorted({sources for *_, sources in allowed.edges(data="sources")}, reverse=True):
        edges = [edge[:2] for edge in allowed.edges(data="sources") if edge[2] >= least]
        supported = nx.Graph(allowed.edge_subgraph(edges))
        if {route.start, route.end} <= set(supported):
            # those of better support are among the first again
            for path in islice(_paths(supported, route), route.most):
                found.setdefault(tuple(path))
        if len(found) >= route.most:
            break
    return tuple(_chain(graph, path) for path in islice(found, route.most))


def part(network: nx.MultiDiGraph, found: Iterable[Chain]) -> nx.MultiDiGraph:
    """The network of what some chains go over, and of nothing else."""
    ties = {tie.iri for chain in found for tie in chain.ties}
    within = {frozenset((step.start, step.end)) for chain in found for step in chain.steps}
    edges = [
        (one, other, key)
        for one, other, key in network.edges(keys=True)
        if key in ties and frozenset((one, other)) in within
    ]
    cut: nx.MultiDiGraph = network.edge_subgraph(edges)
    return cut


def _allowed(graph: nx.Graph, route: Route) -> nx.Graph:
    """The graph without whom no chain may pass."""
    ends = {route.start, route.end, route.through}
    if not route.bodies:
        if not any(iri in graph and _is_body(graph, iri) for iri in ends):
            graph = _without_bodies(graph)
        else:
            graph = _cut(graph, {iri for iri in graph if iri in ends or not _is_body(graph, iri)})
    if route.avoiding.isdisjoint(graph):
        return graph
    return _cut(graph, set(graph) - route.avoiding)


@kept(1)
def _without_bodies(graph: nx.Graph) -> nx.Graph:
    """What most questions are about, and a small part of all steps: cut out once for a graph."""
    return _cut(graph, {iri for iri in graph if not _is_body(graph, iri)})


def _is_body(graph: nx.Graph, iri: str) -> bool:
    entity: Entity = graph.nodes[iri]["entity"]
    return entity.type in BODIES


def _cut(graph: nx.Graph, kept: Collection[str]) -> nx.Graph:
    """A part of a graph, made anew: networkx asks a view of one about every node and edge again and again."""
    made: nx.Graph = nx.Graph()
    # in its order, so that chains of one cost come in the same order always
    made.add_nodes_from(iri for iri in graph if iri in kept)
    made.add_edges_from(
        (one, other, data) for one, other, data in graph.edges(data=True) if one in kept and other in kept
    )
    return made


def _paths(graph: nx.Graph, route: Route) -> Iterator[list[str]]:
    if route.through:
        return _passing(graph, route.start, route.through, route.end)
    return _simple(graph, route.start, route.end)


def _simple(graph: nx.Graph, start: str, end: str) -> Iterator[list[str]]:
    try:
        yield from nx.shortest_simple_paths(graph, start, end, weight="cost")
    except nx.NetworkXNoPath:
        return


def _passing(graph: nx.Graph, start: str, through: str, end: str) -> Iterator[list[str]]:
    """Chains that pass an entity: a half to it and one from it that share nobody else, the cheapest first."""
    halves = [
        _Halves(graph.subgraph(set(graph) - {end}), start, through),
        _Halves(graph.subgraph(set(graph) - {start}), through, end),
    ]
    waiting: list[tuple[float, int, int]] = []
    seen = {(0, 0)}

    def wait(one: int, other: int) -> None:
        first, second = halves[0].at(one), halves[1].at(other)
        if first is not None and second is not None:
            heappush(waiting, (first[0] + second[0], one, other))

    wait(0, 0)
    for _ in range(_TRIED):
        if not waiting:
            return
        _, one, other = heappop(waiting)
        first, second = halves[0].at(one), halves[1].at(other)
        if first and second and not set(first[1]) & set(second[1][1:]):
            yield [*first[1], *second[1][1:]]
        for pair in ((one + 1, other), (one, other + 1)):
            if pair not in seen:
                seen.add(pair)
                wait(*pair)


class _Halves:
    """The paths of one half, looked for as far as they are asked for."""

    def __init__(self, graph: nx.Graph, start: str, end: str):
        self._graph = graph
        self._found: list[tuple[float, list[str]]] = []
        self._more = _simple(graph, start, end)

    def at(self, position: int) -> tuple[float, list[str]] | None:
        """Its cost and the path, or None where there are not so many."""
        while len(self._found) <= position:
            path = next(self._more, None)
            if path is None:
                return None
            self._found.append((nx.path_weight(self._graph, path, "cost"), path))
        return self._found[position]


def _length(one: str, other: str, network: nx.MultiDiGraph, sizes: Mapping[str, int]) -> float:
    bodies = [iri for iri in (one, other) if network.nodes[iri]["entity"].type in BODIES]
    # a body of two joins them as a tie of their own would; nothing joins for less
    return max([log2(max(2, sizes.get(iri, 2))) / 2 for iri in bodies], default=1.0)


def _chain(graph: nx.Graph, path: Collection[str]) -> Chain:
    edges: Iterator[tuple[str, str]] = nx.utils.pairwise(path)
    made: list[Step] = []
    for one, other in edges:
        data: dict[str, Any] = graph.edges[one, other]
        made.append(Step(one, other, data["ties"], data["length"]))
    return Chain(tuple(made))
