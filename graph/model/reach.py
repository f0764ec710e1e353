"""How far some states reach: people, economy, religions, regions, neighbours; and who would be first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.model.entity import EntityType, Figure
from graph.model.tie import Certainty, Tie
from graph.model.words import enumerated
from graph.model.world import World

#: powers whose neighbours are counted, by code: those that the debate on the Accords speaks of
POWERS = ("RUS", "CHN", "IRN")
#: schemes of regions → how one lies in one of theirs
_SCHEMES = {"m49": "by the United Nations", "readers-regions": "by everyday names"}
POPULATION, GDP = "population", "gdp"
MOST_BODIES = 20  #: full members of a body beyond which to be the first in it says little


@dataclass(frozen=True)
class Sum:
    """A figure of several states, each from its newest year of one source."""

    amount: float
    unit: str
    years: tuple[str, str]  #: the first and the last year; empty where there is none
    sources: tuple[str, ...]  #: IRIs
    without: tuple[str, ...]  #: IRIs of the states that have no such figure


@dataclass(frozen=True)
class Reach:
    """How far some states reach together."""

    states: tuple[str, ...]  #: IRIs
    population: Sum
    gdp: Sum
    religions: Mapping[
        str, tuple[str, ...]
    ]  #: slug of a religion → states of whose people most certainly have it
    no_majority: tuple[str, ...]  #: states for which no figure says that
    regions: tuple[str, ...]  #: slugs
    neighbours: Mapping[str, tuple[str, ...]]  #: IRI of a power → those of the states that border it


@dataclass(frozen=True)
class First:
    """In what a state that joins would be the first member."""

    state: str  #: IRI
    sort: str  #: "region", "religion", "neighbour" or "body"
    what: str  #: slug of the region or the religion, or IRI of the power or the body
    told: str  #: ``of the region “Central Asia” (by everyday names)``
    ties: tuple[str, ...] = ()  #: IRIs of the ties that say so
    sources: tuple[str, ...] = ()  #: IRIs of the sources where it is no tie


@dataclass(frozen=True)
class Known:
    """What is known of states beside the network, gathered once."""

    world: World
    figures: Mapping[tuple[str, str], Figure]  #: state, indicator → the figure that counts
    #: state → religions that more than half of its people certainly have → the sources that say so
    majorities: Mapping[str, Mapping[str, tuple[str, ...]]]
    borders: Mapping[str, Mapping[str, Tie]]  #: power → neighbour → the border
    bodies: Mapping[str, Mapping[str, Tie]]  #: state → body → the membership
    regions: Mapping[str, Mapping[str, tuple[str, ...]]]  #: state → region → sources that say so

    @property
    def members_of(self) -> Mapping[str, int]:
        """How many full members each body has."""
        found: dict[str, int] = defaultdict(int)
        for bodies in self.bodies.values():
            for body in bodies:
                found[body] += 1
        return found


def reach(states: Iterable[str], known: Known) -> Reach:
    """Say how far some states reach together."""
    states = tuple(sorted(set(states)))
    religions: dict[str, list[str]] = defaultdict(list)
    for state in states:
        for religion in known.majorities.get(state, ()):
            religions[religion].append(state)
    regions = {region for state in states for region in known.regions.get(state, ())}
    return Reach(
        states=states,
        population=_sum(states, POPULATION, known),
        gdp=_sum(states, GDP, known),
        religions={religion: tuple(found) for religion, found in sorted(religions.items())},
        no_majority=tuple(state for state in states if not known.majorities.get(state)),
        regions=tuple(sorted(regions)),
        neighbours={
            power: tuple(state for state in states if state in near) for power, near in known.borders.items()
        },
    )


def _sum(states: Iterable[str], indicator: str, known: Known) -> Sum:
    found = {state: known.figures.get((state, indicator)) for state in states}
    told = [figure for figure in found.values() if figure]
    years = sorted(str(figure.year) for figure in told if figure.year)
    return Sum(
        amount=sum(figure.amount for figure in told),
        unit=next((figure.unit for figure in told), ""),
        years=(years[0], years[-1]) if years else ("", ""),
        sources=tuple(sorted({figure.source for figure in told})),
        without=tuple(state for state, figure in found.items() if not figure),
    )


def firsts(joining: Iterable[str], before: Iterable[str], known: Known) -> tuple[First, ...]:
    """Say in what states that join would be the first member, beside the members before them."""
    before = tuple(before)
    of_members = {(sort, what) for state in before for sort, what, *_ in _traits(state, known)}
    return tuple(
        First(state, sort, what, told, ties, sources)
        for state in sorted(joining)
        if state not in before
        for sort, what, told, ties, sources in _traits(state, known)
        if (sort, what) not in of_members
    )


_Trait = tuple[str, str, str, tuple[str, ...], tuple[str, ...]]


def _traits(state: str, known: Known) -> list[_Trait]:
    """What a state is that a member can be the first to be."""
    concepts, entities = known.world.concept_by_slug, known.world.entity_by_iri
    found: list[_Trait] = []
    for region, sources in sorted(known.regions.get(state, {}).items()):
        concept = concepts[region]
        told = f"of the region “{concept.label}” ({_SCHEMES[concept.scheme]})"
        found.append(("region", region, told, (), sources))
    for religion, sources in sorted(known.majorities.get(state, {}).items()):
        told = f"of {concepts[religion].label} majority"
        found.append(("religion", religion, told, (), sources))
    for power, near in known.borders.items():
        if state in near:
            told = f"with a border with {entities[power].label}"
            found.append(("neighbour", power, told, (near[state].iri,), ()))
    sizes = known.members_of
    for body, tie in sorted(known.bodies.get(state, {}).items(), key=lambda item: (sizes[item[0]], item[0])):
        if 2 <= sizes[body] <= MOST_BODIES:
            told = f"that belongs to {entities[body].label}"
            found.append(("body", body, told, (tie.iri,), ()))
    return found


def borders(world: World, day: date) -> dict[str, dict[str, Tie]]:
    """Who borders the powers, as far as the world has them: IRI of a power → neighbour → the border."""
    states = (entity for entity in world.entities if entity.type is EntityType.STATE)
    found: dict[str, dict[str, Tie]] = {state.iri: {} for state in states if state.code in POWERS}
    for tie in world.ties_by_kind.get("border", ()):
        for one, other in ((tie.sender, tie.receiver), (tie.receiver, tie.sender)):
            if one in found and tie.certainty(day) is Certainty.CERTAIN:
                found[one][other] = tie
    return found


def regions_by_state(world: World) -> dict[str, dict[str, tuple[str, ...]]]:
    """Which regions each state lies in, those around them included: state → region → sources that say so."""
    found: dict[str, dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for located in world.located:
        slug: str | None = located.region
        seen: set[str] = set()
        while slug in world.concept_by_slug and slug not in seen:
            concept = world.concept_by_slug[slug]
            if concept.scheme in _SCHEMES:
                found[located.state][slug].add(located.source)
            seen.add(slug)
            slug = concept.broader
    return {
        state: {region: tuple(sorted(sources)) for region, sources in regions.items()}
        for state, regions in found.items()
    }


def told_sum(sum_: Sum, world: World) -> str:
    """A sum in words: ``48.1 million people (2025)``; and for whom there is no figure."""
    if not sum_.unit:
        return "no figure"
    unit = "people" if sum_.unit == "count" else sum_.unit
    years = sum_.years[0] if len(set(sum_.years)) == 1 else "–".join(sum_.years)
    lacking = enumerated(world.entity_by_iri[iri].label for iri in sum_.without)
    return f"{_large(sum_.amount)} {unit} ({years})" + (f"; no figure for {lacking}" if lacking else "")


def _large(amount: float) -> str:
    for size, word in ((1e12, "trillion"), (1e9, "billion"), (1e6, "million")):
        if amount >= size:
            return f"{amount / size:,.4g} {word}"
    return f"{amount:,.0f}"
