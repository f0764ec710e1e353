"""Places: where each entity stands, once for all views, so that a filter never moves anybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import networkx as nx
import numpy as np
from numpy.typing import NDArray

GAP_X, GAP_Y = 104.0, 64.0  #: room that a node and its label need, in pixels at zoom 1
_WIDER = 1.18  #: pictures are wider than high
_ROOM = 72.0  #: half the height of a picture, in pixels, for one entity; it grows with their square root
_HUB = 12  #: from this many neighbours on an entity needs room around it
_STEP = 24.0  #: from ring to ring, when a free spot is sought
_REACH = 1.0 + float(np.hypot(GAP_X / _WIDER, GAP_Y))  #: how far a label reaches, measured as the rings are
_MOST = 250  #: entities laid out together: 5 s; the time grows with the square, 1,000 would take two minutes
_PASSES = 400  #: of pushing apart; it ends earlier when nothing overlaps

Points = NDArray[np.float64]


def layout(network: nx.MultiDiGraph, *groups: Collection[str]) -> dict[str, tuple[float, float]]:
    """Place every entity of a network.

    The first group (what the first picture shows) is laid out on its own and spread until no two labels
    touch; of a very large one those with most neighbours. Whoever comes later, group by group, takes the
    free spot nearest to its neighbours.

    Returns:
        IRI → (x, y) in pixels at zoom 1, the centre at (0, 0). The same network gives the same places.
    """
    simple = _simple(network)
    ordered = [sorted(set(group) & set(simple)) for group in (*groups, simple)]
    inner = _simple(network.subgraph(ordered[0] or simple))
    core = sorted(inner, key=lambda node: (-inner.degree(node), node))[:_MOST]
    placed = _spread(_stress(_simple(network.subgraph(core))))
    for group in ordered:
        waiting = sorted(
            set(group) - placed.keys(), key=lambda node: (-len(placed.keys() & set(simple[node])), node)
        )
        for node in waiting:
            placed[node] = _free_spot(_wish(simple, node, placed), placed)
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in sorted(placed.items())}


def _simple(network: nx.MultiDiGraph) -> nx.Graph:
    """One edge a pair, in an order that does not hang on how the network was made."""
    simple: nx.Graph = nx.Graph()
    simple.add_nodes_from(sorted(network))
    simple.add_edges_from(sorted({(min(pair), max(pair)) for pair in network.edges()}))
    return simple


def _stress(graph: nx.Graph) -> dict[str, tuple[float, float]]:
    """Place a network so that distances on the picture come near to those along ties.

    Source:
        T. Kamada, S. Kawai, An algorithm for drawing general undirected graphs,
        Information Processing Letters 31(1), 1989.
    """
    if len(graph) < 2:
        return dict.fromkeys(graph, (0.0, 0.0))
    for one, other, data in graph.edges(data=True):
        few, many = sorted((graph.degree(one), graph.degree(other)))
        # around a hub lines are longer, or its neighbours would stand on one another
        data["length"] = 1.0 + 0.25 * float(np.log2(1 + few)) + (0.9 if many >= _HUB else 0.0)
    lengths = dict(nx.all_pairs_dijkstra_path_length(graph, weight="length"))
    apart = 1.0 + max(far for reached in lengths.values() for far in reached.values())
    # what no tie joins stands beyond the farthest
    distances = {a: {b: lengths[a].get(b, apart) for b in graph} for a in graph}
    found = nx.kamada_kawai_layout(graph, dist=distances)
    size = _ROOM * float(np.sqrt(len(graph)))
    return {node: _nearer(float(x), float(y), size) for node, (x, y) in found.items()}


def _nearer(x: float, y: float, size: float) -> tuple[float, float]:
    """Draw in whoever stands far out, so that the middle keeps its size on the screen."""
    away = float(np.hypot(x, y))
    longer = size * away**0.82 / away if away else 0.0
    return x * longer * _WIDER, y * longer


def _wish(graph: nx.Graph, node: str, placed: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """Where one would stand: amid one's neighbours, a little outward; without any, at the rim."""
    near = [placed[neighbour] for neighbour in sorted(graph[node]) if neighbour in placed]
    if near:
        x, y = np.mean(near, axis=0)
        return float(x) * 1.15, float(y) * 1.15
    rim = max((float(np.hypot(x, y)) for x, y in placed.values()), default=0.0)
    # a direction of its own, from its name
    turn = 2 * np.pi * (sum(node.encode()) % 360) / 360
    return rim * float(np.cos(turn)), rim * float(np.sin(turn))


def _free_spot(wish: tuple[float, float], placed: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """The spot nearest to a wish on which nobody's label is touched, found ring by ring."""
    taken: Points = np.array(list(placed.values()), dtype=float).reshape(-1, 2)
    far = np.hypot((taken[:, 0] - wish[0]) / _WIDER, taken[:, 1] - wish[1])
    order = np.argsort(far)
    taken, far = taken[order], far[order]
    for ring in range(200):
        turns = np.linspace(0, 2 * np.pi, max(1, 8 * ring), endpoint=False)
        spots = np.array(wish) + ring * _STEP * np.stack([np.cos(turns) * _WIDER, np.sin(turns)], axis=1)
        # nobody farther from the ring than a label reaches can be touched
        first, last = np.searchsorted(far, [ring * _STEP - _REACH, ring * _STEP + _REACH])
        away: Points = np.abs(spots[:, None, :] - taken[None, first:last, :])
        touched = np.asarray(((away[:, :, 0] < GAP_X) & (away[:, :, 1] < GAP_Y)).any(axis=1))
        if not touched.all():
            # of equals the one farther out: the middle has its lines
            free = spots[~touched]
            x, y = free[np.argmax(np.hypot(free[:, 0], free[:, 1]))]
            return float(x), float(y)
    return wish


def _spread(places: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Push apart whatever overlaps, along the axis that needs the smaller step."""
    names = sorted(places)
    points: Points = np.array([places[name] for name in names], dtype=float).reshape(-1, 2)
    for _ in range(_PASSES):
        moved = _pushed(points)
        if moved is None:
            break
        points = moved
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, points, strict=True)}


def _pushed(points: Points) -> Points | None:
    """One pass; None when nothing overlaps any more."""
    away = points[:, None, :] - points[None, :, :]
    lack = np.array([GAP_X, GAP_Y]) - np.abs(away)
    overlap = (lack > 0.5).all(axis=2) & ~np.eye(len(points), dtype=bool)
    if not overlap.any():
        return None
    # two on one spot are told apart by their order
    order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])
    sign = np.where(away == 0, order[:, :, None], np.sign(away))
    across = lack[:, :, 0] / GAP_X < lack[:, :, 1] / GAP_Y
    step = np.stack([np.where(across, lack[:, :, 0], 0), np.where(across, 0, lack[:, :, 1])], axis=2) * sign
    step[~overlap] = 0
    # each gives way by a third: both together a little too little, so that nothing flies apart
    moved: Points = points + np.clip(0.35 * step.sum(axis=1), -60, 60)
    return moved
