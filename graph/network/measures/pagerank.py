"""PageRank: who is tied to those that are tied to many?"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph.model.gauged import Found, Progress, told_figure
from graph.model.words import enumerated
from graph.network.measures.measure import Measure, Names, leading

DAMPING = 0.85


def pagerank(graph: nx.Graph, progress: Progress) -> Found:
    """Say for each entity how often a walk along the ties comes by.

    At each step the walk goes along one tie, any with the same chance, or with a chance of 0.15 begins anew
    anywhere. Direction is ignored.

    Returns:
        IRI → share of the steps, all together 1. Empty for an empty network.

    Source:
        S. Brin, L. Page, The Anatomy of a Large-Scale Hypertextual Web Search Engine, Computer Networks and
        ISDN Systems 30 (1998).
    """
    # the edges carry lengths of chains, which are no weights here
    return Found(nx.pagerank(graph, alpha=DAMPING, weight=None) if graph else {})


def _finding(found: Found, names: Names) -> str:
    who = leading(found, names)
    if not who:
        return "A walk along the ties comes by nobody here more often than by the rest"
    share = told_figure(found.values[found.highest[0]], "share")
    return f"A walk along the ties comes by {enumerated(who, last='or')} most often: at {share} of its steps"


def _weak(graph: nx.Graph, found: Found) -> Iterable[str]:
    even = 2 * graph.number_of_edges()
    if even and all(abs(found.values[iri] - degree / even) < 0.01 for iri, degree in graph.degree()):
        yield "it says little here that the number of ties does not say already (within one percent)"


PAGERANK = Measure(
    slug="pagerank",
    title="PageRank",
    question="Who is tied to those that are tied to many?",
    definition="The share of its steps at which a walk along the ties comes by, if it begins anew anywhere "
    "with a chance of 0.15 at each step.",
    literature="S. Brin, L. Page, The Anatomy of a Large-Scale Hypertextual Web Search Engine, Computer "
    "Networks and ISDN Systems 30 (1998), 107–117.",
    figure="Of a walk's steps",
    unit="share",
    caution="Made for links that run one way; over ties that run both ways it is nearly the number of ties.",
    compute=pagerank,
    finding=_finding,
    weak=_weak,
)
