"""Places: where each entity stands, once for all views, so that a filter never moves anybody."""

from __future__ import annotations

from collections.abc import Collection, Mapping

import networkx as nx
import numpy as np
from numpy.typing import NDArray

# spring_layout starts at random; the seed keeps a state where the reader last saw it
SEED = 2020
GAP_X, GAP_Y = 118.0, 74.0  #: room that a node and its label need, in pixels at zoom 1
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
    inner = [node for node in sorted(simple) if node in set(core)]
    placed = _spread(_spring(simple.subgraph(inner), {}))
    outer = [node for node in sorted(simple) if node not in placed]
    if outer:
        placed = _spread(_spring(simple, placed), fixed=placed)
    return {node: (round(float(x), 1), round(float(y), 1)) for node, (x, y) in sorted(placed.items())}


def _simple(network: nx.MultiDiGraph) -> nx.Graph:
    """One edge a pair, heavier with every tie: whoever shares much stands close."""
    simple: nx.Graph = nx.Graph()
    simple.add_nodes_from(sorted(network))
    for sender, receiver in sorted(network.edges()):
        weight = simple.get_edge_data(sender, receiver, {"weight": 0.0})["weight"]
        simple.add_edge(sender, receiver, weight=weight + 1.0)
    for _, _, data in simple.edges(data=True):
        data["weight"] = float(np.sqrt(data["weight"]))
    return simple


def _spring(graph: nx.Graph, fixed: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    if not graph:
        return {}
    size = float(np.sqrt(len(graph))) * 130.0
    if not fixed:
        found = nx.spring_layout(graph, seed=SEED, k=2.6 / np.sqrt(len(graph)), iterations=300, scale=size)
        return {node: (float(x) * 1.35, float(y)) for node, (x, y) in found.items()}
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
    stays = np.array([name in fixed for name in names])
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
