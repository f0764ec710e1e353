"""Betweenness: how often does each stand between two others?"""

from __future__ import annotations

import networkx as nx

from graph.model.gauged import Found, Progress, told_figure
from graph.model.words import enumerated
from graph.network.measures.measure import Measure, Names, in_parts, leading

AT_ONCE = 64  #: starts between two tellings of how far it is
SMALL = 150  #: entities up to which it is done in one go


def betweenness(graph: nx.Graph, progress: Progress) -> Found:
    """Say for each entity how often it stands between two others.

    Ties count once however many kinds join the same two, and direction is ignored.

    Returns:
        IRI → share of all shortest chains between pairs of others that pass through it, from 0 to 1. Pairs
        that no chain joins count as not passing anybody.

    Source:
        L. C. Freeman, A Set of Measures of Centrality Based on Betweenness, Sociometry 40 (1977); computed by
        U. Brandes, A Faster Algorithm for Betweenness Centrality, Journal of Mathematical Sociology 25
        (2001).
    """
    if len(graph) <= SMALL:
        return Found(nx.betweenness_centrality(graph))
    everybody = list(graph)
    sums = dict.fromkeys(everybody, 0.0)
    for start in range(0, len(everybody), AT_ONCE):
        progress(start / len(everybody))
        # the sum over all starts, in pieces, so that it can be told how far it is, and ended
        piece = nx.betweenness_centrality_subset(graph, everybody[start : start + AT_ONCE], everybody)
        for iri, value in piece.items():
            sums[iri] += value
    pairs = (len(everybody) - 1) * (len(everybody) - 2) / 2
    return Found({iri: value / pairs for iri, value in sums.items()})


def _finding(found: Found, names: Names) -> str:
    who = leading(found, names)
    if not who:
        return "Nobody here stands between others more than the rest"
    share = told_figure(found.values[found.highest[0]], "share")
    return f"{share} of the shortest chains between others pass through {enumerated(who, last='or')}"


BETWEENNESS = Measure(
    slug="betweenness",
    title="Betweenness",
    question="How often does each stand between two others?",
    definition="Of the shortest chains of ties between every two others, the share that passes through it.",
    literature="L. C. Freeman, A Set of Measures of Centrality Based on Betweenness, Sociometry 40 (1977), "
    "35–41; U. Brandes, A Faster Algorithm for Betweenness Centrality, Journal of Mathematical Sociology "
    "25 (2001), 163–177.",
    figure="Of chains between others",
    unit="share",
    caution="States also deal with each other without a go-between; one unreported tie can move many chains.",
    compute=betweenness,
    finding=_finding,
    weak=in_parts,
)
