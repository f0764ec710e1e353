"""Closeness: in how few steps does each reach the others?"""

from __future__ import annotations

import networkx as nx

from graph.model.gauged import Found, Progress, told_figure
from graph.model.words import enumerated
from graph.network.measures.measure import Measure, Names, in_parts, leading

AT_ONCE = 64  #: entities between two tellings of how far it is


def closeness(graph: nx.Graph, progress: Progress) -> Found:
    """Say for each entity how near it is to those that it reaches.

    Returns:
        IRI → 1 if it is tied to all others, half of that if they are two steps away on average, and so on;
        in a network of parts multiplied by the share of all others that it reaches. 0 for one that reaches
        nobody.

    Source:
        G. Sabidussi, The Centrality Index of a Graph, Psychometrika 31 (1966); for networks of several parts
        S. Wasserman, K. Faust, Social Network Analysis (1994), page 201.
    """
    values: dict[str, float] = {}
    for number, iri in enumerate(graph):
        if number % AT_ONCE == 0:
            progress(number / len(graph))
        values[iri] = nx.closeness_centrality(graph, u=iri)
    return Found(values)


def _finding(found: Found, names: Names) -> str:
    who = leading(found, names)
    if not who:
        return "Nobody here is nearer to the others than the rest"
    value = told_figure(found.values[found.highest[0]], "")
    verb = "is" if len(who) == 1 else "are"
    return f"{enumerated(who)} {verb} the fewest steps from the others (closeness {value})"


CLOSENESS = Measure(
    slug="closeness",
    title="Closeness",
    question="In how few steps does each reach the others?",
    definition="One divided by the mean number of steps to the others; in a network of several parts times "
    "the share of the others that it reaches.",
    literature="G. Sabidussi, The Centrality Index of a Graph, Psychometrika 31 (1966), 581–603; S. "
    "Wasserman, K. Faust, Social Network Analysis, Cambridge University Press, 1994, page 201.",
    figure="Closeness, 0 to 1",
    unit="",
    caution="In a small network the figures lie close together; differences in the third place say nothing.",
    compute=closeness,
    finding=_finding,
    weak=in_parts,
)
