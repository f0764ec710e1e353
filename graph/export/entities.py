"""Entities of a view as a CSV file."""

from __future__ import annotations

from collections import defaultdict

from graph.export.lines import lines_of
from graph.export.sheets import ENTITIES, Shown
from graph.export.taken import Taken


def written(taken: Taken) -> bytes:
    """Write one line an entity: what it is, where it stands, and how many ties of the view it has."""
    world, network = taken.world, taken.network
    regions: dict[str, list[str]] = defaultdict(list)
    for located in world.located:
        regions[located.state].append(world.concept_by_slug[located.region].label)
    shown = (
        Shown(data["entity"], data["place"], network.degree(iri), tuple(dict.fromkeys(regions[iri])))
        for iri, data in sorted(network.nodes(data=True))
    )
    return lines_of(taken, ENTITIES, shown)
