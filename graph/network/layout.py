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
_PASSES = 400  #: of pushing apart; it ends earlier when nothing overlaps

Points = NDArray[np.float64]


def layout(network: nx.MultiDiGraph, core: Collection[str] = ()) -> dict[str, tuple[float, float]]:
    """Place every entity of a network.

    The *core* (what the first picture shows) is laid out on its own and spread until no two labels
    touch; everything else then finds its place around it.

    Returns:
        IRI → (x, y) in pixels at zoom 1, the centre at (0, 0). The same network gives the same places.
    """
    simple = _simple(network)
    inner = [node for node in sorted(simple) if node in set(core)] or sorted(simple)
    placed = _spread(_stress(_simple(network.subgraph(inner))))
    outer = [node for node in sorted(simple) if node not in placed]
    if outer:
        placed = _spread(_around(simple, placed), fixed=placed)
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


def _around(graph: nx.Graph, fixed: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Give everybody who has no place yet one outside, near their neighbours."""
    return {node: fixed.get(node) or _beside(graph, node, fixed) for node in sorted(graph)}


def _beside(graph: nx.Graph, node: str, fixed: Mapping[str, tuple[float, float]]) -> tuple[float, float]:
    """Outside, in the direction of the neighbours that have a place already."""
    reach = 1.25 * max(float(np.hypot(x, y)) for x, y in fixed.values())
    near = [fixed[n] for n in sorted(graph[node]) if n in fixed]
    # who has no neighbour gets a direction of its own from its name
    turn = 2 * np.pi * (sum(node.encode()) % 360) / 360
    x, y = np.mean(near, axis=0) if near else (np.cos(turn), np.sin(turn))
    x, y = x + 40 * np.cos(turn), y + 40 * np.sin(turn)
    length = float(np.hypot(x, y)) or 1.0
    return float(x) / length * reach, float(y) / length * reach


def _spread(
    places: Mapping[str, tuple[float, float]], fixed: Collection[str] = ()
) -> dict[str, tuple[float, float]]:
    """Push apart whatever overlaps, along the axis that needs the smaller step; the fixed stay."""
    names = sorted(places)
    points: Points = np.array([places[name] for name in names], dtype=float).reshape(-1, 2)
    stays = np.array([name in fixed for name in names], dtype=bool)
    for _ in range(_PASSES):
        moved = _pushed(points, stays)
        if moved is None:
            break
        points = moved
    return {name: (float(x), float(y)) for name, (x, y) in zip(names, points, strict=True)}


def _pushed(points: Points, stays: NDArray[np.bool_]) -> Points | None:
    """One pass; None when nothing overlaps any more."""
    away = points[:, None, :] - points[None, :, :]
    lack = np.array([GAP_X, GAP_Y]) - np.abs(away)
    overlap = (lack > 0.5).all(axis=2)
    overlap &= ~(np.eye(len(points), dtype=bool) | (stays[:, None] & stays[None, :]))
    if not overlap.any():
        return None
    # two on one spot are told apart by their order
    order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])
    sign = np.where(away == 0, order[:, :, None], np.sign(away))
    across = lack[:, :, 0] / GAP_X < lack[:, :, 1] / GAP_Y
    step = np.stack([np.where(across, lack[:, :, 0], 0), np.where(across, 0, lack[:, :, 1])], axis=2) * sign
    step[~overlap] = 0
    both_move = ~(stays[:, None] | stays[None, :])
    share = np.where(both_move, 0.35, 0.7)[:, :, None]
    push = (step * share).sum(axis=1)
    push[stays] = 0
    moved: Points = points + np.clip(push, -60, 60)
    return moved
