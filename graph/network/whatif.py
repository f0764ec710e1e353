"""Two networks beside each other: which chains, bridges and cut points are new, and which are gone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import networkx as nx

from graph.model.entity import Entity
from graph.model.gauged import Progress, in_order
from graph.model.outcome import Changes, Length, Size
from graph.model.scenario import Circle, Rule, Scenario, Supposed, ends_with
from graph.model.standing import Place
from graph.model.tie import Tie

AT_ONCE = 64  #: starts between two tellings of how far it is


@dataclass(frozen=True)
class Charted:
    """A network with what is reckoned of it: distances in steps, bridges, cut points."""

    graph: nx.Graph
    distances: Mapping[str, Mapping[str, int]]
    bridges: frozenset[tuple[str, str]]
    cut_points: frozenset[str]

    def size(self) -> Size:
        """What is said of it as a whole."""
        ways = sum(len(reached) - 1 for reached in self.distances.values())
        steps = sum(sum(reached.values()) for reached in self.distances.values())
        return Size(
            entities=len(self.graph),
            pairs=self.graph.number_of_edges(),
            joined=ways // 2,
            steps=steps / ways if ways else 0.0,
            bridges=len(self.bridges),
            cut_points=len(self.cut_points),
        )


def chart(graph: nx.Graph, progress: Progress) -> Charted:
    """Reckon distances, bridges and cut points; every tie is one step, to the Accords too.

    Source:
        Distances by breadth-first search; bridges by R. E. Tarjan, A Note on Finding the Bridges of a Graph,
        Information Processing Letters 2 (1974); cut points by J. Hopcroft, R. Tarjan, Algorithm 447,
        Communications of the ACM 16 (1973): all as networkx has them.
    """
    distances: dict[str, Mapping[str, int]] = {}
    for number, start in enumerate(graph):
        if number % AT_ONCE == 0:
            progress(number / len(graph))
        distances[start] = nx.single_source_shortest_path_length(graph, start)
    return Charted(
        graph,
        distances,
        frozenset(in_order(nx.bridges(graph))) if graph else frozenset(),
        frozenset(nx.articulation_points(graph)),
    )


def circled(graph: nx.Graph, circle: Circle, named: Iterable[str], tie_by_iri: Mapping[str, Tie]) -> nx.Graph:
    """The network in which a scenario is looked at: a view's, and in it the Accords as the lens has them.

    Args:
        graph: as ``ground`` makes it.
        circle: who belongs to the Accords: these and nobody else are tied to them.
        named: IRIs of further states that must be in it, tied or not.
        tie_by_iri: gives the ties that say who belongs.

    Returns:
        Edge: ``ties``, those that join the two.
    """
    made: nx.Graph = nx.Graph()
    made.add_nodes_from(iri for iri in graph if iri != circle.accords)
    made.add_nodes_from(sorted({*circle.parties, *circle.members, *named}))
    made.add_edges_from(
        (one, other, {"ties": ties})
        for one, other, ties in graph.edges(data="ties")
        if circle.accords not in (one, other)
    )
    if circle.accords:
        made.add_node(circle.accords)
        for state, iris in circle.belonging.items():
            told = tuple(tie_by_iri[iri] for iri in iris if iri in tie_by_iri)
            # of one whose relations make it a member these are ties with the party, not with the body
            own = tuple(tie for tie in told if circle.accords in (tie.sender, tie.receiver))
            if state in made:
                made.add_edge(state, circle.accords, ties=own or told)
    return made


def drawable(
    graph: nx.Graph,
    entities: Mapping[str, Entity],
    places: Mapping[str, Place],
    day: date,
    *,
    most: int,
    named: Collection[str],
) -> nx.MultiDiGraph:
    """The network before as one that can be drawn: what is reported, nothing that is supposed.

    Args:
        graph: as ``circled`` makes it.
        most: pairs that a picture has room for, 0 for all; those of who is named come first.
        named: IRIs of whom the picture is about.
    """
    pairs = sorted(graph.edges(data="ties"), key=lambda pair: (-len({*pair[:2]} & set(named)), *pair[:2]))
    drawn: nx.MultiDiGraph = nx.MultiDiGraph()
    for one, other, ties in pairs[: most or None]:
        for tie in ties:
            drawn.add_edge(
                one, other, key=tie.iri, tie=tie, certainty=tie.certainty(day), past=tie.is_past(day)
            )
    drawn.add_nodes_from(iri for iri in graph if iri in named or most == 0 or len(pairs) <= most)
    for iri, data in drawn.nodes(data=True):
        place = places.get(iri)
        data |= {"entity": entities[iri], "standing": place.standing if place else None, "place": place}
    return drawn


def related(graph: nx.Graph, circle: Circle) -> frozenset[tuple[str, str]]:
    """The pairs for which a scenario supposes nothing: they have relations, or belong to the Accords."""
    return frozenset(
        (min(one, other), max(one, other))
        for one, other, ties in graph.edges(data="ties")
        if circle.accords in (one, other) or any(tie.kind.slug == "diplomatic-relations" for tie in ties)
    )


def supposing(
    graph: nx.Graph, circle: Circle, scenario: Scenario, rule: Rule, supposed: Collection[Supposed]
) -> tuple[nx.Graph, tuple[str, ...]]:
    """The network after: without what ends, with what is supposed.

    Returns:
        The network, and the IRIs of the ties that it has no more. Edge: ``ties`` that are reported and
        stay, and ``supposed``, which are no ties.
    """
    after: nx.Graph = graph.copy()
    ended: list[str] = []
    for one, other in sorted(circle.cut(scenario, rule)):
        if not after.has_edge(one, other):
            continue
        held: tuple[Tie, ...] = after.edges[one, other]["ties"]
        gone = held if circle.accords in (one, other) else tuple(filter(ends_with, held))
        kept = tuple(tie for tie in held if tie not in gone)
        ended += [tie.iri for tie in gone]
        if kept:
            after.edges[one, other]["ties"] = kept
        else:
            after.remove_edge(one, other)
    for tie in supposed:
        if after.has_edge(*tie.pair):
            after.edges[tie.pair]["supposed"] = tie
        else:
            after.add_edge(*tie.pair, ties=(), supposed=tie)
    return after, tuple(sorted(set(ended)))


def compare(before: Charted, after: Charted, apart: Collection[str] = ()) -> Changes:
    """Say what differs between two networks of the same entities.

    Args:
        apart: IRIs of entities whose own distances are no matter, such as the Accords as a body.
    """
    found: dict[str, list[Length]] = {"new": [], "shorter": [], "longer": [], "lost": []}
    apart = frozenset(apart)
    for one, is_ in after.distances.items():
        was = before.distances.get(one, {})
        if was == is_ or one in apart:
            continue
        for other, steps in is_.items():
            if was.get(other) != steps and one < other and other not in apart:
                then = was.get(other)
                became = "new" if then is None else "shorter" if steps < then else "longer"
                found[became].append(Length((one, other), then, steps))
        if not was.keys() <= is_.keys():
            found["lost"] += [
                Length((one, other), was[other], None)
                for other in was.keys() - is_.keys() - apart
                if one < other
            ]
    return Changes(
        **{name: tuple(sorted(lengths, key=_telling)) for name, lengths in found.items()},
        bridges=_differ(before.bridges, after.bridges),
        cut_points=_differ(before.cut_points, after.cut_points),
    )


def _telling(length: Length) -> tuple[int, int, tuple[str, str]]:
    """The greatest change first; of equals the shortest chain."""
    pair, before, after = length
    if before is None or after is None:
        return 0, after or before or 0, pair
    return -abs(before - after), after, pair


def _differ(before: frozenset, after: frozenset) -> tuple[tuple, tuple]:  # type: ignore[type-arg]
    return tuple(sorted(after - before)), tuple(sorted(before - after))
