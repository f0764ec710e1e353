"""Measures by state, each a function of the world: what a map can be coloured by.

A measure more is one function here and one line in `choices`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from graph.model.dates import PartialDate
from graph.model.entity import EntityType, Figure
from graph.model.indicator import NOTES, SIZES, indicator_name, newest
from graph.model.kind import Nature, TieKind
from graph.model.measure import SHARE, Measure, Value
from graph.model.profile import UNTOLD, number_told
from graph.model.sentences import figure, named
from graph.model.standing import Place, Standing
from graph.model.tie import Certainty, Tie
from graph.model.words import counted, enumerated
from graph.model.world import World
from graph.table.build import Table, indicators, shares

#: kinds whose amounts say how much one state has with another
AMOUNTS = ("un-agreement", "export-share", "import-share")

#: scheme of regions → what its top regions are called together
SCHEMES = {
    "m49": "Regions of the United Nations (M49)",
    "factbook-regions": "Regions of the World Factbook",
    "readers-regions": "Regions by everyday names",
}
OUT, IN = "of", "with"  #: whether the chosen state is the one measured, or the others are


@dataclass(frozen=True)
class Choice:
    """Something that a map can be coloured by."""

    slug: str  #: in links: "standing", "export-share-of"
    label: str
    of: str = ""  #: what must be chosen besides: "religion", "scheme" or "state"; empty for nothing


def choices(table: Table) -> tuple[Choice, ...]:
    """Say what a world can be coloured by; amounts and figures only where its table holds such."""
    held = {sort.kind for sort in table.sorts}
    amounts = []
    for kind in (table.world.kind_by_slug[slug] for slug in AMOUNTS if slug in held):
        if kind.symmetric:
            amounts.append(Choice(f"{kind.slug}-{IN}", f"{_capital(kind.label)} with a state", "state"))
        else:
            amounts.append(Choice(f"{kind.slug}-{OUT}", f"{_capital(kind.label)} of a state", "state"))
            amounts.append(
                Choice(f"{kind.slug}-{IN}", f"{_capital(kind.label)} of each that a state has", "state")
            )
    return (
        Choice("standing", "Standing toward the Accords"),
        Choice("religion", "Share of a religion", "religion"),
        Choice("region", "Region", "scheme"),
        *(Choice(each, indicator_name(each)) for each in sorted(indicators(table), key=indicator_name)),
        *amounts,
        Choice("ties", "Number of ties in this view"),
    )


def by_standing(world: World, places: Mapping[str, Place]) -> Measure:
    """Where each state stands toward the Accords."""
    values = {
        iri: Value(
            said=f"{place.standing} {place.spoken}".strip(),
            word=str(place.standing),
            sources=_sources(world.tie_by_iri[tie] for tie in place.ties if tie in world.tie_by_iri),
        )
        for iri, place in places.items()
    }
    return Measure("Standing toward the Accords", values, words=tuple(map(str, Standing)))


def by_religion(world: World, religion: str) -> Measure:
    """The share of a religion in each state's population, as filters compare it: with its range."""
    values = {}
    for (state, slug), share in shares(world).items():
        if slug != religion:
            continue
        parts = [share.composition, *([share.of_muslims] if share.of_muslims else [])]
        derived = "derived from two sources" if share.of_muslims else ""
        year = str(parts[-1].year) if parts[-1].year else ""
        said = _range(share.low, share.high, SHARE)
        values[state] = Value(
            said=", ".join(part for part in (said, year, derived) if part),
            low=share.low,
            high=share.high,
            sources=tuple(dict.fromkeys(part.source for part in parts)),
        )
    concept = world.concept_by_slug.get(religion)
    return Measure(
        f"Share of {concept.label if concept else religion} in the population",
        values,
        unit=SHARE,
        alike=True,
        note="A religion describes a population, never a person or a government.",
    )


def by_region(world: World, scheme: str) -> Measure:
    """The region at the top of a scheme in which each state lies; who lies in several has a word for that."""
    tops: dict[str, set[str]] = defaultdict(set)
    lies: dict[str, set[str]] = defaultdict(set)
    sources: dict[str, set[str]] = defaultdict(set)
    for located in world.located:
        concept = world.concept_by_slug.get(located.region)
        if concept is None or concept.scheme != scheme:
            continue
        lies[located.state].add(concept.label)
        sources[located.state].add(located.source)
        seen = set()
        while concept.broader in world.concept_by_slug and concept.slug not in seen:
            seen.add(concept.slug)
            concept = world.concept_by_slug[concept.broader]
        tops[located.state].add(concept.label)
    several = "in several of these"
    values = {
        state: Value(
            said=enumerated(sorted(lies[state])),
            word=next(iter(labels)) if len(labels) == 1 else several,
            sources=tuple(sorted(sources[state])),
        )
        for state, labels in tops.items()
    }
    words = sorted({concept.label for concept in world.concepts if concept.scheme == scheme})
    return Measure(
        SCHEMES.get(scheme, scheme), values, words=(*words, several), missing="in none of these regions"
    )


def by_amount(world: World, kind: TieKind, state: str, day: date, *, measured: bool) -> Measure:
    """The latest amount of a kind between a state and each other one.

    Args:
        kind: its ties bear amounts; of several years the latest counts that is not after *day*.
        state: IRI of the state that is chosen.
        measured: whether the chosen state is the sender, whose amounts these are; of a symmetric kind it
            makes no difference.
    """
    latest: dict[str, tuple[tuple[int, str], Tie]] = {}
    for tie in world.ties:
        if tie.kind.slug != kind.slug or tie.amount is None or tie.unverified:
            continue
        here, there = (tie.sender, tie.receiver) if measured else (tie.receiver, tie.sender)
        if here != state and kind.symmetric:
            here, there = there, here
        if here != state or tie.certainty(day) is not Certainty.CERTAIN:
            continue
        order = (_year(tie.year), tie.iri)
        if there not in latest or order > latest[there][0]:
            latest[there] = order, tie
    name = named(state, world)
    if kind.symmetric:
        title = f"{_capital(kind.label)} with {name}"
    elif measured:
        title = f"{_capital(kind.label)} of {name} with each state"
    else:
        title = f"{_capital(kind.label)} of each state with {name}"
    tied = {there: tie for there, (_, tie) in latest.items() if tie.amount is not None}
    units = {tie.unit for tie in tied.values()}
    return Measure(
        title,
        {
            there: Value(
                said=", ".join(part for part in (figure(tie.amount or 0.0, tie.unit), _period(tie)) if part),
                low=tie.amount,
                high=tie.amount,
                sources=_sources([tie]),
            )
            for there, tie in tied.items()
        },
        unit=units.pop() if len(units) == 1 else "",
        note="Of several years each state's latest." if kind.nature is not Nature.LASTING else "",
    )


def by_figure(
    world: World, indicator: str, figures: Iterable[Figure], day: date, known_on: date | None = None
) -> Measure:
    """The newest figure of each state up to a day, each with its own year.

    Args:
        figures: all that there are of the indicator.
        day: a year that was not over by then does not count.
        known_on: the day of knowledge, if it is asked for.
    """
    by_state: dict[str, list[Figure]] = defaultdict(list)
    for each in figures:
        by_state[each.state].append(each)
    sources = world.source_by_iri
    chosen = {state: newest(each, day, sources, known_on) for state, each in by_state.items()}
    values = {
        state: Value(
            said=", ".join(filter(None, (number_told(each), year or "no year given", each.comment))),
            low=each.amount,
            high=each.amount,
            year=year,
            sources=(each.source,),
        )
        for state, each in chosen.items()
        if each is not None
        for year in (str(each.year or ""),)
    }
    notes = [NOTES.get(indicator, "")]
    if any(value.year for value in values.values()):
        notes.append("Each state's newest figure from a year that had ended by the day, said with its year.")
    if later := len(chosen) - len(values):
        notes.append(f"The data have only later figures of {counted(later, 'state')}.")
    units = {each.unit for each in chosen.values() if each}
    unit = units.pop() if len(units) == 1 else ""
    return Measure(
        indicator_name(indicator),
        values,
        unit="" if unit in UNTOLD else unit,
        tenfold=indicator in SIZES,
        note=" ".join(filter(None, notes)),
    )


def _period(tie: Tie) -> str:
    """The years that the amount of a tie is of, in words; empty where no source says."""
    if tie.year or not tie.since:
        return str(tie.year or "")
    return f"{tie.since} to {tie.until}" if tie.until else str(tie.since)


def by_ties(world: World, lines: Iterable[tuple[str, str, str]]) -> Measure:
    """How many ties of a view each state has.

    Args:
        lines: the tie and its two ends, as IRIs; a tie that joins a state twice counts once.
    """
    ties: dict[str, set[str]] = defaultdict(set)
    for tie, *ends in lines:
        for end in ends:
            ties[end].add(tie)
    states = [entity.iri for entity in world.entities if entity.type is EntityType.STATE]
    return Measure(
        "Number of ties in this view",
        {
            iri: Value(counted(len(ties[iri]), "tie"), low=len(ties[iri]), high=len(ties[iri]))
            for iri in states
        },
        unit="ties",
    )


def _range(low: float, high: float, unit: str) -> str:
    if low == high:
        return figure(low, unit)
    if low == 0.0:
        return f"at most {figure(high, unit)}"
    return f"{figure(low, unit).removesuffix(' %')} to {figure(high, unit)}"


def _sources(ties: Iterable[Tie]) -> tuple[str, ...]:
    """Those that affirm, the one whose values are shown first."""
    return tuple(dict.fromkeys(claim.source for tie in ties for claim in tie.affirming))


def _year(year: PartialDate | None) -> int:
    return year.year if year else 0


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
