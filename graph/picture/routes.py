"""Chains as a picture: what they go over stands out of the view, whose other lines are thin."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from graph.model.world import World
from graph.picture.draw import Drawing, Point, draw

if TYPE_CHECKING:
    import networkx as nx


#: what a line of no chain does not say
_SAID = ("said", "mark", "count")


class Part(StrEnum):
    """What a line is to the chains."""

    CHAIN = "chain"
    REST = "rest"

    @property
    def meaning(self) -> str:
        """One line for the legend."""
        return {"chain": "a step of a chain", "rest": "in no chain (thin)"}[self]


def draw_routes(
    network: nx.MultiDiGraph,
    chains: nx.MultiDiGraph,
    places: Mapping[str, Point],
    *,
    day: date,
    world: World,
    ends: Collection[str],
) -> Drawing:
    """Draw a view with the chains in it.

    Args:
        network: the view's, and all of the chains.
        chains: the part of it that the chains go over.
        places: IRI → where it stands.
        day: on which ties are told.
        world: gives names.
        ends: IRIs of the two entities that are asked about; their names are drawn first.
    """
    whole = draw(network, places, day=day, world=world)
    pairs = {frozenset(edge[:2]) for edge in chains.edges}
    stressed = {whole.id_of(iri) for iri in chains}
    named = {whole.id_of(iri) for iri in ends}
    drawn = {ident: iri for ident, iri in whole.iris.items() if isinstance(iri, str)}
    ties = {key for *_, key in chains.edges(keys=True)}
    edges: list[dict[str, Any]] = []
    for edge in whole.edges:
        within = bool(ties & set(whole.iris[edge["id"]])) and (
            frozenset((drawn[edge["from"]], drawn[edge["to"]])) in pairs
        )
        part = Part.CHAIN if within else Part.REST
        kept = {name: value for name, value in edge.items() if within or name not in _SAID}
        edges.append({**kept, "stroke": str(part), "width": max(3.0, edge["width"]) if within else 0.6})
    nodes = [
        {**node, "weight": node["weight"] + 500 * (node["id"] in stressed) + 500 * (node["id"] in named)}
        for node in whole.nodes
    ]
    return replace(
        whole,
        nodes=nodes,
        edges=edges,
        strokes={part: {"dashes": [], "meaning": part.meaning} for part in Part},
    )
