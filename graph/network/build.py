"""What a View leaves becomes a network: nodes are entities, edges are ties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import networkx as nx

from graph.model.garbage import uncollected
from graph.model.standing import Place
from graph.model.tie import Certainty
from graph.model.world import World

#: a tie between two entities: positions of the tie and its ends, its certainty, and whether it is past
Line = tuple[int, int, int, Certainty, bool]


def build(
    world: World, entities: Iterable[int], lines: Iterable[Line], places: Mapping[str, Place]
) -> nx.MultiDiGraph:
    """Make the network of some entities and the lines between them.

    Returns:
        Node: IRI of the entity, with ``entity=`` and, for states, ``standing=`` and ``place=``.
        Edge key: IRI of the tie, with ``tie=``, ``certainty=`` and ``past=``.
    """
    network: nx.MultiDiGraph = nx.MultiDiGraph()
    iris: dict[int, str] = {}
    for position in entities:
        entity = world.entities[position]
        iri = iris[position] = entity.iri
        place = places.get(iri)
        network.add_node(iri, entity=entity, standing=place.standing if place else None, place=place)
    ties = world.ties
    with uncollected():
        for position, sender, receiver, certainty, past in lines:
            tie = ties[position]
            network.add_edge(
                iris[sender], iris[receiver], key=tie.outline.iri, tie=tie, certainty=certainty, past=past
            )
    return network


def whole(world: World) -> nx.MultiDiGraph:
    """Make the network of everything that the world holds, persons standing for themselves.

    It is what places are made from; day and standing play no part.
    """
    network: nx.MultiDiGraph = nx.MultiDiGraph()
    for entity in world.entities:
        network.add_node(entity.iri, entity=entity)
    for tie in world.ties:
        for folded in (False, True):
            for sender, receiver in world.ends(tie, folded=folded):
                network.add_edge(sender, receiver, key=f"{tie.iri} {folded}", tie=tie)
    return network
