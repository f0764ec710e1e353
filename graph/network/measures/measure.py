"""What a measure is: a question in plain words, its definition and literature, and a function of a
network."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import networkx as nx

from graph.model.gauged import Found, Progress

Names = Mapping[str, str]

FEW = 10  #: entities below which a figure of a network says little
LISTED = 0.2  #: share of all pairs from which on one entity is in most of them because its ties were listed


@dataclass(frozen=True)
class Measure:
    """One way to measure a network in which two are joined or not."""

    slug: str
    title: str
    question: str  #: in plain words
    definition: str
    literature: str
    figure: str  #: what one entity's figure is: the head of its column
    unit: str  #: "count", "share" or "" for a plain number
    caution: str  #: when it means little, always said
    compute: Callable[[nx.Graph, Progress], Found]
    finding: Callable[[Found, Names], str]
    weak: Callable[[nx.Graph, Found], Iterable[str]] = lambda graph, found: ()  #: when it means little here


def warnings(measure: Measure, graph: nx.Graph, found: Found) -> tuple[str, ...]:
    """Say why a measure means little in a network; empty where nothing is known against it."""
    said = []
    if len(graph) < FEW:
        said.append(f"only {len(graph)} entities are tied here; a figure of so few says little")
    lines = graph.number_of_edges()
    for iri, ends in graph.degree():
        if len(graph) > 2 and ends >= LISTED * lines:
            told = graph.nodes[iri]["entity"].label if "entity" in graph.nodes[iri] else iri
            said.append(
                f"{ends} of the {lines} pairs tied here are those of {told}; where our sources list its "
                "ties and not those of others, that alone puts it in the middle"
            )
    return (*said, *measure.weak(graph, found))


def silent(share: float) -> None:
    """Tell nobody how far it is."""


def parts(graph: nx.Graph) -> list[set[str]]:
    """The connected parts, the largest first."""
    return sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))


def in_parts(graph: nx.Graph, found: Found) -> Iterable[str]:
    """Warn of a network that does not hang together."""
    if graph and not nx.is_connected(graph):
        number = nx.number_connected_components(graph)
        yield f"the network falls into {number} parts; between parts there is no chain, and none is counted"


def leading(found: Found, names: Names, most: int = 3) -> list[str]:
    """Names of those with the greatest figure, if it is more than nothing and not too many share it."""
    if not found.highest:
        return []
    top = found.values[found.highest[0]]
    same = [names[iri] for iri in found.highest if found.values[iri] == top]
    return same if top > 0 and len(same) <= most else []
