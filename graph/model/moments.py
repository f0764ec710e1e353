"""Events of the clocks: the days on which something changes, and those on which a source came out."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from graph.model.dates import BEGINNING, FOREVER, PartialDate
from graph.model.kind import Family, Nature, Phase
from graph.model.lens import Lens
from graph.model.sentences import named, sentence
from graph.model.source import Source
from graph.model.standing import Place, Standing, Told, places
from graph.model.tie import Certainty, Tie
from graph.model.words import counted, enumerated, spoken
from graph.model.world import World

_DAY = timedelta(days=1)


class Change(StrEnum):
    """What happens on a day."""

    BEGINS = "begins"  #: a lasting tie at its first stage, or a figure's period
    STAGE = "stage"  #: a lasting tie goes on at another stage
    ENDS = "ends"
    HAPPENS = "happens"  #: an event
    STANDING = "standing"  #: a state stands elsewhere under the lens


@dataclass(frozen=True)
class Event:
    """Something that changes on a day."""

    day: date  #: the first on which it is certain: the last day of the year or month that a source gives
    change: Change
    family: Family
    sentence: str
    said: PartialDate | None  #: as precise as the source; None where no source dates it
    tie: str = ""  #: IRI; of a standing the tie that decides it; empty where a standing falls away
    state: str = ""  #: IRI of the state that stands elsewhere; empty for what happens to a tie
    standing: tuple[Standing, Standing] | None = None  #: from where to where

    @property
    def when(self) -> str:
        """When, as precise as the source: ``in 2009``, ``on 6 November 2025``, ``by 5 November 2025``."""
        if self.said is None:
            return f"by {spoken(self.day)}"
        return f"{'on' if self.said.precision == 3 else 'in'} {self.said.spoken()}"


#: an event, and the IRIs of the ties beside which it is left out
_Told = tuple[Event, frozenset[str]]


class Changes:
    """What changes of the ties of a world, each told once for all views; any number of threads may ask."""

    def __init__(self, world: World):
        self.world = world
        self._lines: dict[tuple[str, ...], list[Tie]] = defaultdict(list)
        for tie in world.ties:
            if tie.kind.nature is Nature.LASTING:
                self._lines[tie.outline.line].append(tie)
        self._told: dict[str, tuple[_Told, ...]] = {}

    def of(self, ties: Collection[Tie]) -> Iterator[Event]:
        """Tell it of some ties; the end of a stage is left out where its next stage tells of itself."""
        shown = {tie.iri for tie in ties}
        for tie in ties:
            told = self._told.get(tie.iri)
            if told is None:
                told = self._told[tie.iri] = tuple(self._tell(tie))
            yield from (event for event, unless in told if shown.isdisjoint(unless))

    def _tell(self, tie: Tie) -> Iterator[_Told]:
        match tie.kind.nature:
            case Nature.LASTING:
                yield from _of_stage(tie, self._lines[tie.outline.line], self.world)
            case Nature.EVENT:
                said = tie.since or tie.until
                yield _event(tie, Change.HAPPENS, tie.span.certain_from, said, self.world), frozenset()
            case Nature.MEASURE:
                said = tie.since or tie.year
                yield _event(tie, Change.BEGINS, tie.span.certain_from, said, self.world), frozenset()


def events(
    world: World,
    ties: Iterable[Tie],
    lens: Lens,
    standings: Iterable[Event] | None = None,
    changes: Changes | None = None,
) -> tuple[Event, ...]:
    """Find what changes, up to the horizon, by day.

    Args:
        ties: those of the view, whenever they hold.
        lens: whose list the standings are of; they are told of the states that the ties touch.
        standings: as ``changes_of_standing`` finds them under this lens, which takes much longer than all
            else and is the same for every view; found here if None.
        changes: of the ties of this world, kept from view to view; made here if None.
    """
    shown = tuple(ties)
    touched = {end for tie in shown for pair in world.ends(tie, folded=True) for end in pair}
    stands = changes_of_standing(world, lens) if standings is None else standings
    found = [*(changes or Changes(world)).of(shown), *(event for event in stands if event.state in touched)]
    kept = [event for event in found if event.day <= world.horizon]
    order = {change: number for number, change in enumerate(Change)}
    return tuple(sorted(kept, key=lambda event: (event.day, order[event.change], event.tie, event.state)))


def _of_stage(tie: Tie, line: Iterable[Tie], world: World) -> Iterator[_Told]:
    """When a stage begins, and when it is over, unless another stage of the view then tells of itself."""
    span, others = tie.span, [other for other in line if other.iri != tie.iri]
    # what is over before a dated source reports it is never certain, and has no day on which it becomes so
    if span.ever_certain and span.certain_from < FOREVER:
        earlier = any(other.span.certain_from < span.certain_from for other in others)
        change = Change.ENDS if tie.phase is Phase.ENDED else Change.STAGE if earlier else Change.BEGINS
        yield _event(tie, change, span.certain_from, tie.since, world), frozenset()
    over_from = tie.superseded_from if span.possible_to == FOREVER else span.possible_to + _DAY
    over_from = min(over_from, tie.superseded_from)
    if over_from == FOREVER or tie.phase is Phase.ENDED:
        return
    following = frozenset(
        other.iri
        for other in others
        if min(span.certain_to, over_from) <= other.span.certain_from <= over_from
    )
    later = next((other.since for other in others if other.span.certain_from == over_from), None)
    yield _event(tie, Change.ENDS, over_from, tie.until or later, world), following


def _event(tie: Tie, change: Change, day: date, said: PartialDate | None, world: World) -> Event:
    # what ends is told as over, on its very last day already
    told = sentence(tie, world, day + _DAY if change is Change.ENDS else day)
    if change is Change.ENDS and tie.phase is not Phase.ENDED and tie.until is None:
        # no source dates its end: it is over because a later stage has begun
        told = f"{told}, until {said.spoken() if said else spoken(day)}"
    return Event(day, change, tie.kind.family, told, said, tie=tie.iri)


def changes_of_standing(world: World, lens: Lens, told: Told | None = None) -> tuple[Event, ...]:
    """Find when states come to stand elsewhere under a lens, all states, by day; *told* as in `places`."""
    return tuple(_of_standings(world, lens, told or Told.of(world, lens)))


def _of_standings(world: World, lens: Lens, told: Told) -> Iterator[Event]:
    decisive = told.ties
    days = {tie.span.certain_from for tie in decisive} | {tie.superseded_from for tie in decisive}
    days |= {tie.span.certain_to + _DAY for tie in decisive if tie.span.certain_to != FOREVER}
    tie_by_iri = {tie.iri: tie for tie in decisive}
    before: Mapping[str, Place] = {}
    for day in sorted(day for day in days if day <= world.horizon):
        after = places(world, day, lens, told)
        for state, place in after.items():
            was = before[state].standing if state in before else Standing.OUTSIDE
            if place.standing is not was:
                decides = next(
                    (iri for iri in place.ties if tie_by_iri[iri].span.certain_from == place.since), ""
                )
                yield Event(
                    day=day,
                    change=Change.STANDING,
                    family=Family.ACCORD,
                    sentence=_stands(named(state, world), was, place.standing),
                    said=place.said if place.since == day else PartialDate.of(day),
                    tie=decides,
                    state=state,
                    standing=(was, place.standing),
                )
        before = after


def _stands(name: str, was: Standing, is_: Standing) -> str:
    if is_ is Standing.OUTSIDE:
        return f"{name} no longer stands as {was}"
    return f"{name} now stands as {is_}" + ("" if was is Standing.OUTSIDE else f", no longer as {was}")


def following(days: Iterable[date], day: date) -> date | None:
    """The first of some days after a day; None after the last."""
    ordered = sorted(days)
    after = bisect_right(ordered, day)
    return ordered[after] if after < len(ordered) else None


def preceding(days: Iterable[date], day: date) -> date | None:
    """The last of some days before a day; None before the first."""
    ordered = sorted(days)
    before = bisect_left(ordered, day)
    return ordered[before - 1] if before else None


@dataclass(frozen=True)
class Issue:
    """A day by which sources of a view were out."""

    day: date  #: the last day of the month or year that a source gives for its issue
    sources: tuple[Source, ...]  #: in order of IRI

    @property
    def sentence(self) -> str:
        """Who came out: ``Anadolu and Kazinform report``; more than three are counted."""
        names = list(dict.fromkeys(source.publisher or source.title for source in self.sources))
        if len(names) > 3:
            return f"{counted(len(names), 'publisher')} report"
        return f"{enumerated(names)} {'reports' if len(names) == 1 else 'report'}"


@dataclass(frozen=True)
class Issues:
    """When the sources of a view came out."""

    days: tuple[Issue, ...]  #: by day
    always: tuple[Source, ...]  #: reference works, which every day of knowledge knows
    never: tuple[Source, ...]  #: undated, which no day of knowledge knows


def issues(world: World, ties: Iterable[Tie]) -> Issues:
    """Say when the sources came out that affirm or deny some ties; general knowledge is no source."""
    iris = {claim.source for tie in ties for claim in tie.claims if not claim.unverified}
    by_day: dict[date, list[Source]] = defaultdict(list)
    always, never = [], []
    for source in sorted((world.source_by_iri[iri] for iri in iris), key=lambda source: source.iri):
        if source.reference_work:
            always.append(source)
        elif source.known_by is None:
            never.append(source)
        else:
            by_day[source.known_by].append(source)
    days = tuple(Issue(day, tuple(found)) for day, found in sorted(by_day.items()))
    return Issues(days, tuple(always), tuple(never))


@dataclass(frozen=True)
class Year:
    """How much there is at the end of a year."""

    year: int
    day: date  #: 31 December, or the horizon in the year that it lies in
    ties: Mapping[Family, int]  #: certain on the day; an event stays counted once it has happened
    members: int  #: under the lens

    @property
    def count(self) -> int:
        """All ties together."""
        return sum(self.ties.values())


def by_year(world: World, ties: Iterable[Tie], lens: Lens, told: Told | None = None) -> tuple[Year, ...]:
    """Count the ties of a view and the members year by year, from the first in which one of them begins.

    *Told* is what says where states stand, as in `places`.
    """
    shown, told = tuple(ties), told or Told.of(world, lens)
    begun = [tie.span.certain_from for tie in shown if BEGINNING < tie.span.certain_from <= world.horizon]
    years = []
    for year in range(min(begun, default=world.horizon).year, world.horizon.year + 1):
        day = min(date(year, 12, 31), world.horizon)
        families = Counter(tie.kind.family for tie in shown if tie.certainty(day) is Certainty.CERTAIN)
        standing = places(world, day, lens, told).values()
        members = sum(place.standing is Standing.MEMBER for place in standing)
        years.append(Year(year, day, {f: families[f] for f in Family if families[f]}, members))
    return tuple(years)
