"""Core number: how tightly knit is the innermost circle that each belongs to?"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx

from graph.model.gauged import Found, Progress
from graph.model.words import counted
from graph.network.measures.measure import Measure, Names


def core(graph: nx.Graph, progress: Progress) -> Found:
    """Say for each entity the largest k for which it is among some that are each tied to k others of them.

    Returns:
        IRI → k, from 0.

    Source:
        S. B. Seidman, Network Structure and Minimum Degree, Social Networks 5 (1983); computed by V.
        Batagelj, M. Zaveršnik, An O(m) Algorithm for Cores Decomposition of Networks, arXiv:cs/0310049
        (2003).
    """
    return Found(nx.core_number(graph))


def _finding(found: Found, names: Names) -> str:
    if not found.values:
        return "There is no circle of ties here"
    most = int(found.values[found.highest[0]])
    inner = [iri for iri in found.values if found.values[iri] == most]
    return f"In the innermost circle {len(inner)} are each tied to at least {counted(most, 'other')} of it"


def _weak(graph: nx.Graph, found: Found) -> Iterable[str]:
    if max(found.values.values(), default=0) <= 1:
        yield "the ties here form no ring at all, so that nobody is in a tighter circle than others"


CORE = Measure(
    slug="core",
    title="Core number",
    question="How tightly knit is the innermost circle that each belongs to?",
    definition="The largest number k such that it belongs to a set of entities each of which is tied to at "
    "least k others of the set.",
    literature="S. B. Seidman, Network Structure and Minimum Degree, Social Networks 5 (1983), 269–287; V. "
    "Batagelj, M. Zaveršnik, An O(m) Algorithm for Cores Decomposition of Networks, arXiv:cs/0310049, 2003.",
    figure="Core number",
    unit="count",
    caution="One source that lists all pairs of a circle makes a core by itself; see the sources left out.",
    compute=core,
    finding=_finding,
    weak=_weak,
)
