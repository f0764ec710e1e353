"""Degree: with how many others is each tied?"""

from __future__ import annotations

import networkx as nx

from graph.model.gauged import Found, Progress
from graph.model.words import counted, enumerated
from graph.network.measures.measure import Measure, Names, leading


def degree(graph: nx.Graph, progress: Progress) -> Found:
    """Count for each entity the others that it is tied to.

    Two entities are joined once however many ties they have, and direction is ignored: an embassy opens a
    channel both ways.

    Returns:
        IRI → number of neighbours, from 0. Empty for an empty network.

    Source:
        L. C. Freeman, Centrality in Social Networks: Conceptual Clarification, Social Networks 1 (1979).
    """
    return Found(dict(graph.degree()))


def _finding(found: Found, names: Names) -> str:
    who = leading(found, names)
    if not who:
        return "No entity stands out by the number of those it is tied to"
    number = int(found.values[found.highest[0]])
    verb = "is" if len(who) == 1 else "are each"
    return f"{enumerated(who)} {verb} tied to {number} of the {counted(len(found.values) - 1, 'other')} here"


DEGREE = Measure(
    slug="degree",
    title="Degree",
    question="With how many others is each tied?",
    definition="The number of other entities to which at least one counted tie leads, either way.",
    literature="L. C. Freeman, Centrality in Social Networks: Conceptual Clarification, Social Networks 1 "
    "(1979), 215–239.",
    figure="Tied to",
    unit="count",
    caution="It counts what is written about: who is close to our sources has more.",
    compute=degree,
    finding=_finding,
)
