"""What is known of sides beside their ties, row by row: standing, religions, regions, trade, figures."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from graph.model.dates import PartialDate
from graph.model.entity import Composition, Concept
from graph.model.evidence import by_use
from graph.model.indicator import indicator_name
from graph.model.sentences import figure, named, share
from graph.model.sides import Side
from graph.model.source import called
from graph.model.standing import Place, Standing
from graph.model.tie import Tie
from graph.model.words import counted, enumerated
from graph.model.world import World

#: slug of a scheme of regions → what it is called
SCHEMES = {
    "m49": "Region of the United Nations (M49)",
    "factbook-regions": "Region of the World Factbook",
    "readers-regions": "Regions by everyday names",
}
#: kind of a tie of trade → what its row is called
PARTNERS = {
    "export-share": "First partners of its exports",
    "import-share": "First partners of its imports",
    "trade-volume": "Largest volumes of trade",
}
_MOST_PARTNERS = 5
_MOST_WORDS = 4  #: partners or regions of a bloc that are named
NO_FIGURE = "no figure"
#: units that the name of the figure says: people are counted, a point is one of a scale
UNTOLD = frozenset({"count", "ideal point"})


class Numbered(Protocol):
    """One number of one state, as one source gives it."""

    @property
    def indicator(self) -> str: ...
    @property
    def amount(self) -> float: ...
    @property
    def unit(self) -> str: ...
    @property
    def year(self) -> PartialDate | None: ...
    @property
    def source(self) -> str: ...


@dataclass(frozen=True)
class Cell:
    """What one side has of a row."""

    said: str
    ties: tuple[str, ...] = ()  #: IRIs of the ties that say so
    sources: tuple[str, ...] = ()  #: IRIs of the sources; empty for what is counted here


@dataclass(frozen=True)
class Fact:
    """One row: something that is known of sides."""

    group: str  #: "Standing", "Religions", "Regions", "Trade", "Figures"
    label: str
    cells: tuple[Cell, ...]  #: one for each side


def profile(
    world: World,
    sides: Sequence[Side],
    places: Mapping[str, Place],
    ties: Iterable[Tie],
    figures: Mapping[str, Sequence[Numbered]] | None = None,
) -> tuple[Fact, ...]:
    """Lay beside each other what is known of sides; a row of which nothing is known of any is left out.

    Args:
        places: IRI of each state → where it stands.
        ties: those that hold on the day; partners in trade are read from them.
        figures: IRI of a state → its figures, where the data have them.
    """
    return (
        *_standing(world, sides, places),
        *_religions(world, sides),
        *_regions(world, sides),
        *_partners(world, sides, tuple(ties)),
        *_figures(world, sides, figures or {}),
    )


def _row(group: str, label: str, sides: Sequence[Side], cell: Callable[[Side], Cell]) -> Fact:
    return Fact(group, label, tuple(map(cell, sides)))


# --- standing --------------------------------------------------------------------------------------------


def _standing(world: World, sides: Sequence[Side], places: Mapping[str, Place]) -> Iterator[Fact]:
    def cell(side: Side) -> Cell:
        found = {iri: places[iri] for iri in side.states if iri in places}
        if not found:
            return Cell("no state")
        if not side.is_bloc:
            place = found[side.own]
            return Cell(f"{place.standing} {place.spoken}".strip(), place.ties, _of(place.ties, world))
        tally = Counter(place.standing for place in found.values())
        told = (f"{standing} {tally[standing]}" for standing in Standing if tally[standing])
        return Cell(f"{counted(len(found), 'state')}: {enumerated(told)}")

    yield _row("Standing", "Standing toward the Accords", sides, cell)


def _of(ties: Iterable[str], world: World) -> tuple[str, ...]:
    """IRIs of the sources that report some ties, once each."""
    known = (world.tie_by_iri[iri] for iri in ties if iri in world.tie_by_iri)
    return tuple(dict.fromkeys(claim.source for tie in known for claim in tie.affirming))


# --- religions and regions -------------------------------------------------------------------------------


def _religions(world: World, sides: Sequence[Side]) -> Iterator[Fact]:
    """One row a religion; a bloc is told by the shares in the whole population of its states alone."""
    states = {iri for side in sides for iri in side.states}
    best: dict[tuple[str, str], Composition] = {}
    of_all: dict[tuple[str, str], Composition] = {}
    for each in sorted(world.compositions, key=by_use):
        if each.state in states:
            best.setdefault((each.state, each.religion), each)
            if each.base == "population" and each.low is not None and each.high is not None:
                of_all.setdefault((each.state, each.religion), each)
    there = {religion for _, religion in best}
    for concept, above in _in_tree([c for c in world.concepts if c.slug in there]):

        def cell(side: Side, slug: str = concept.slug) -> Cell:
            if not side.is_bloc:
                found = best.get((side.own, slug))
                return _share(found) if found else Cell(NO_FIGURE)
            given = [of_all[iri, slug] for iri in side.states if (iri, slug) in of_all]
            return _shares(given, len(side.states))

        yield _row("Religions", f"{concept.label} ({above})" if above else concept.label, sides, cell)


def _in_tree(concepts: Sequence[Concept]) -> list[tuple[Concept, str]]:
    """Each concept with the label of the one above it; those below another after it, else by label."""
    by_slug = {concept.slug: concept for concept in concepts}

    def path(concept: Concept) -> tuple[str, ...]:
        above = by_slug.get(concept.broader or "")
        return (*(path(above) if above else ()), concept.label)

    return [(concept, "".join(path(concept)[-2:-1])) for concept in sorted(concepts, key=path)]


def _share(found: Composition) -> Cell:
    if found.low is None and found.high is None:
        return Cell(NO_FIGURE, sources=(found.source,))
    year = found.year.spoken() if found.year else "year not given"
    unverified = ", unverified" if found.unverified else ""
    return Cell(f"{share(found)} of {found.base}, {year}{unverified}", sources=(found.source,))


def _shares(given: Sequence[Composition], states: int) -> Cell:
    if not given:
        return Cell(NO_FIGURE)
    low, high = min(c.low or 0.0 for c in given), max(c.high or 0.0 for c in given)
    over = sum((c.low or 0.0) > 0.5 for c in given)
    span = figure(low, "share") if low == high else f"{low * 100:.4g} to {figure(high, 'share')}"
    told = f"{span} in {len(given)} of {counted(states, 'state')}; over half in {over or 'none'}"
    return Cell(told, sources=tuple(dict.fromkeys(c.source for c in given)))


def _regions(world: World, sides: Sequence[Side]) -> Iterator[Fact]:
    for scheme, title in SCHEMES.items():
        labels: dict[str, list[str]] = defaultdict(list)
        sources: dict[str, list[str]] = defaultdict(list)
        for located in world.located:
            region = world.concept_by_slug.get(located.region)
            if region and region.scheme == scheme:
                labels[located.state].append(region.label)
                sources[located.state].append(located.source)

        def cell(
            side: Side,
            labels: Mapping[str, Sequence[str]] = labels,
            sources: Mapping[str, Sequence[str]] = sources,
        ) -> Cell:
            tally = Counter(label for iri in side.states for label in dict.fromkeys(labels.get(iri, ())))
            said = tuple(dict.fromkeys(each for iri in side.states for each in sources.get(iri, ())))
            if not tally:
                return Cell("no source says")
            return Cell(enumerated(tally) if not side.is_bloc else _tallied(tally), sources=said)

        if any(labels.get(iri) for side in sides for iri in side.states):
            yield _row("Regions", title, sides, cell)


def _tallied(tally: Counter[str]) -> str:
    """``Western Asia 4, Northern Africa 2 and 3 others``: the most frequent, the rest counted."""
    ordered = sorted(tally.items(), key=lambda each: (-each[1], each[0]))
    more = len(ordered) - _MOST_WORDS
    rest = [counted(more, "other")] if more > 0 else []
    return enumerated([*(f"{label} {number}" for label, number in ordered[:_MOST_WORDS]), *rest])


# --- trade and figures -----------------------------------------------------------------------------------


def _partners(world: World, sides: Sequence[Side], ties: Sequence[Tie]) -> Iterator[Fact]:
    for kind, title in PARTNERS.items():
        by_state: dict[str, list[tuple[str, Tie]]] = defaultdict(list)
        for tie in ties:
            if tie.kind.slug == kind and tie.amount is not None:
                by_state[tie.sender].append((tie.receiver, tie))
                if tie.kind.symmetric:
                    by_state[tie.receiver].append((tie.sender, tie))
        first = {iri: _largest(found) for iri, found in by_state.items()}

        def cell(side: Side, first: Mapping[str, Sequence[tuple[str, Tie]]] = first) -> Cell:
            shown = [
                each for iri in side.states for each in first.get(iri, ())[: 1 if side.is_bloc else None]
            ]
            if not shown:
                return Cell(NO_FIGURE)
            ties_ = tuple(tie.iri for _, tie in shown)
            if side.is_bloc:
                # shares of single states are not added up: what they are shares of differs
                tally = Counter(named(partner, world) for partner, _ in shown)
                told = f"first of {counted(len(shown), 'state')}: {_tallied(tally)}"
            else:
                told = "; ".join(
                    f"{named(partner, world)} {figure(tie.amount or 0.0, tie.unit)}" for partner, tie in shown
                )
                told += f" ({year.spoken()})" if (year := shown[0][1].year) else ""
            return Cell(told, ties_, _of(ties_, world))

        if any(first.get(iri) for side in sides for iri in side.states):
            yield _row("Trade", title, sides, cell)


def _largest(found: Sequence[tuple[str, Tie]]) -> list[tuple[str, Tie]]:
    """The largest partners, each by its newest figure."""
    newest: dict[str, Tie] = {}
    for partner, tie in sorted(found, key=lambda each: (each[1].span.certain_from, each[1].iri)):
        newest[partner] = tie
    ordered = sorted(newest.items(), key=lambda each: (-(each[1].amount or 0.0), each[0]))
    return ordered[:_MOST_PARTNERS]


def _figures(
    world: World, sides: Sequence[Side], figures: Mapping[str, Sequence[Numbered]]
) -> Iterator[Fact]:
    """One row an indicator; of a bloc the least and the most, and how many states have a figure."""
    newest: dict[str, dict[str, Numbered]] = defaultdict(dict)
    for state, numbers in figures.items():
        for number in sorted(numbers, key=lambda each: each.year.last.toordinal() if each.year else 0):
            newest[number.indicator][state] = number
    for indicator in sorted(newest):
        of = newest[indicator]

        def cell(side: Side, of: Mapping[str, Numbered] = of) -> Cell:
            given = [of[iri] for iri in side.states if iri in of]
            if not given:
                return Cell(NO_FIGURE)
            sources = tuple(dict.fromkeys(number.source for number in given))
            if not side.is_bloc:
                year = f", {given[0].year.spoken()}" if given[0].year else ""
                return Cell(f"{number_told(given[0])}{year}", sources=sources)
            least, most = (end(given, key=lambda number: number.amount) for end in (min, max))
            ends = " to ".join(dict.fromkeys((number_told(least), number_told(most))))
            return Cell(f"{ends} in {len(given)} of {counted(len(side.states), 'state')}", sources=sources)

        if any(iri in of for side in sides for iri in side.states):
            yield _row("Figures", indicator_name(indicator), sides, cell)


def number_told(number: Numbered) -> str:
    """Say a figure with its unit: ``68,512,806``, ``643,801 km2``."""
    return figure(number.amount, "" if number.unit in UNTOLD else number.unit)


def credited(cell: Cell, world: World, most: int = 2) -> str:
    """Who says what a cell says: up to some publishers by name, the others counted."""
    names = list(
        dict.fromkeys(called(iri, world.source_by_iri) for iri in cell.sources if iri in world.source_by_iri)
    )
    more = len(names) - most
    return enumerated([*names[:most], *([counted(more, "other")] if more > 0 else [])])
