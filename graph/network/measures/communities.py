"""Communities: who has more ties among one another than with the rest, and how sure is that?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import networkx as nx

from graph.model.gauged import Found, Progress
from graph.model.words import counted
from graph.network.measures.measure import Measure, Names

SEEDS = 20  #: times that it is done, each from another beginning
LITTLE = 0.3  #: modularity below which groups say little, as Newman and Girvan have it
STABLE = 0.8  #: share of the seeds by which one is firmly in its group


def communities(graph: nx.Graph, progress: Progress) -> Found:
    """Put entities into groups with more ties inside than chance would give, and say how firm that is.

    The method depends on where it begins, so it is done from many seeds. The partition of highest
    modularity is told. An entity's figure is its stability: in which share of the seeds it is together
    with another of its group, on average over these; 1 for one that is alone in its group.

    Returns:
        IRI → stability, from 0 to 1; IRI → number of its group, the largest first; "modularity", "groups",
        "stability" of the whole. Groups have numbers and no names: nothing of a name was looked at.

    Source:
        V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, Fast Unfolding of Communities in Large
        Networks, Journal of Statistical Mechanics (2008) P10008; on stability A. Lancichinetti,
        S. Fortunato, Consensus Clustering in Complex Networks, Scientific Reports 2 (2012) 336.
    """
    if not graph.number_of_edges():
        return Found({})
    # sets of numbers are walked through in one order in every process, sets of names are not
    iris = sorted(graph)
    number = {iri: position for position, iri in enumerate(iris)}
    bare: nx.Graph = nx.Graph()
    bare.add_nodes_from(range(len(iris)))
    bare.add_edges_from(sorted((number[a], number[b]) for a, b in graph.edges() if a != b))
    runs: list[list[set[int]]] = []
    for seed in range(SEEDS):
        progress(seed / SEEDS)
        runs.append(nx.community.louvain_communities(bare, seed=seed))
    values = [nx.community.modularity(bare, run) for run in runs]
    best = runs[values.index(max(values))]
    best.sort(key=lambda group: (-len(group), min(group)))
    together = _together(best, runs)
    return Found(
        {iris[one]: share for one, share in sorted(together.items())},
        groups={iris[one]: n for n, group in enumerate(best, 1) for one in sorted(group)},
        whole={
            "modularity": max(values),
            "groups": len(best),
            "stability": sum(together.values()) / len(together),
        },
    )


def _together(best: list[set[int]], runs: list[list[set[int]]]) -> dict[int, float]:
    """Each one's mean share of the runs in which it is together with the others of its group."""
    shares: dict[int, float] = {}
    placed = [{one: n for n, group in enumerate(run) for one in group} for run in runs]
    for group in best:
        met: Counter[int] = Counter()
        for place in placed:
            sizes = Counter(place[one] for one in group)
            for one in group:
                met[one] += sizes[place[one]] - 1
        for one in group:
            shares[one] = met[one] / (len(runs) * (len(group) - 1)) if len(group) > 1 else 1.0
    return shares


def _finding(found: Found, names: Names) -> str:
    if not found.groups:
        return "There are no groups, as nobody is tied to anybody"
    groups = counted(int(found.whole["groups"]), "group")
    firm = sum(value >= STABLE for value in found.values.values())
    return f"{groups[0].upper()}{groups[1:]}; {firm} of {len(found.values)} entities are firmly in theirs"


def _weak(graph: nx.Graph, found: Found) -> Iterable[str]:
    if found.whole.get("modularity", 1.0) < LITTLE:
        yield (
            "the groups have hardly more ties inside than chance would give (modularity "
            f"{found.whole['modularity']:.2f}, below {LITTLE})"
        )
    loose = sum(value < STABLE for value in found.values.values())
    if loose:
        yield (
            f"{loose} of {len(found.values)} are together with the others of their group in fewer than "
            "four of five seeds"
        )


COMMUNITIES = Measure(
    slug="communities",
    title="Communities",
    question="Who has more ties among one another than with the rest?",
    definition=f"Groups by the Louvain method, the best of {SEEDS} seeds by modularity. An entity's figure "
    "is the share of the seeds in which it is together with another of its group, on average. Groups have "
    "numbers and no names.",
    literature="V. D. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, Fast Unfolding of Communities "
    "in Large Networks, Journal of Statistical Mechanics (2008) P10008; M. E. J. Newman, M. Girvan, "
    "Finding and Evaluating Community Structure in Networks, Physical Review E 69 (2004) 026113; A. "
    "Lancichinetti, S. Fortunato, Consensus Clustering in Complex Networks, Scientific Reports 2 (2012) "
    "336.",
    figure="Stability",
    unit="share",
    caution="Every network falls into groups if one asks for them; a group is no alliance and no bloc.",
    compute=communities,
    finding=_finding,
    weak=_weak,
)
