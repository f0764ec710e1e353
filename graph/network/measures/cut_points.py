"""Cut points: without whom would the network fall apart?"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph.model.gauged import Found, Progress
from graph.model.words import counted, enumerated
from graph.network.measures.measure import Measure, Names

AT_ONCE = 16


def cut_points(graph: nx.Graph, progress: Progress) -> Found:
    """Say for each entity how many others would be cut off without it.

    Returns:
        IRI → number of others of its part that no chain would join to the largest piece that is left; 0
        for one whose absence cuts nobody off.

    Source:
        J. Hopcroft, R. Tarjan, Algorithm 447: Efficient Algorithms for Graph Manipulation, Communications of
        the ACM 16 (1973).
    """
    values = dict.fromkeys(graph, 0.0)
    bare = nx.Graph(graph.edges())
    points = sorted(nx.articulation_points(bare))
    for number, point in enumerate(points):
        if number % AT_ONCE == 0:
            progress(number / len(points))
        around = list(bare[point])
        bare.remove_node(point)
        values[point] = _cut_off(bare, around)
        bare.add_edges_from((point, other) for other in around)
    return Found(values, whole={"cut points": len(points)})


def _cut_off(graph: nx.Graph, around: list[str]) -> float:
    """How many of the pieces around a point that is gone are not the largest of them."""
    pieces: list[int] = []
    seen: set[str] = set()
    for other in around:
        if other not in seen:
            piece = nx.node_connected_component(graph, other)
            seen |= piece
            pieces.append(len(piece))
    return float(sum(pieces) - max(pieces))


def _finding(found: Found, names: Names) -> str:
    points = [names[iri] for iri in found.highest if found.values[iri]]
    if not points:
        return "Without any one entity the others stay connected"
    cut = counted(int(found.values[found.highest[0]]), "other")
    if len(points) == 1:
        return f"Without {points[0]} {cut} would be cut off; without anybody else nobody would"
    return f"Without {enumerated(points[:1])} {cut} would be cut off; {len(points)} are such cut points"


def _weak(graph: nx.Graph, found: Found) -> Iterable[str]:
    return sparse(graph)


def sparse(graph: nx.Graph) -> Iterable[str]:
    """Warn of a network with hardly more lines than it needs to hang together."""
    ends = [iri for iri, degree in graph.degree() if degree == 1]
    if graph and len(ends) >= len(graph) / 3:
        yield (
            f"{len(ends)} of {len(graph)} have one tie only that our sources report; what hangs on a "
            "single tie may hang on how little is written of it"
        )


CUT_POINTS = Measure(
    slug="cut-points",
    title="Cut points",
    question="Without whom would others be cut off?",
    definition="An entity without which some that a chain joins now would be joined by none; the figure is "
    "how many would be cut off from the largest piece that is left.",
    literature="J. Hopcroft, R. Tarjan, Algorithm 447: Efficient Algorithms for Graph Manipulation, "
    "Communications of the ACM 16 (1973), 372–378.",
    figure="Cut off without it",
    unit="count",
    caution="A tie that no source reports would undo a cut point; a cut point is a finding about what is "
    "reported.",
    compute=cut_points,
    finding=_finding,
    weak=_weak,
)
