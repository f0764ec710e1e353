"""Lifelines: ties on an axis of time, each from when to when, with how far that is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.model.dates import BEGINNING
from graph.model.kind import Family, Nature, Phase
from graph.model.sentences import named, sentence
from graph.model.tie import Tie
from graph.model.words import spoken
from graph.model.world import World

_DAY = timedelta(days=1)
_EARLY = 8  #: one in so many lifelines may begin before what is shown at first


@dataclass(frozen=True)
class Lifeline:
    """One tie on the axis; days are inclusive and lie within the axis."""

    tie: Tie
    sentence: str
    possible_from: date
    certain_from: date
    certain_to: date  #: before *certain_from* where it is never certain
    possible_to: date
    dated: bool  #: whether a source says when it began; else it begins on the day by which it was reported

    @property
    def lasts(self) -> bool:
        """Whether it is drawn as a bar: an event of one date, and an end, are points."""
        return self.tie.phase is not Phase.ENDED and self.certain_from < self.certain_to

    @property
    def when(self) -> str:
        """When, as precise as the source."""
        if not self.dated:
            return f"undated, reported by {spoken(self.certain_from)}"
        told = self.tie.since or self.tie.year or self.tie.until
        until = f" to {self.tie.until.spoken()}" if self.tie.until and self.tie.until != told else ""
        return f"{told.spoken()}{until}" if told else spoken(self.certain_from)


@dataclass(frozen=True)
class Row:
    """What stands on one line: the stages or the events of one kind between two ends."""

    family: Family
    label: str
    short: str  #: the same with codes of states
    lifelines: tuple[Lifeline, ...]  #: by day

    @property
    def independent_sources(self) -> int:
        """Of the best supported of its ties."""
        return max(line.tie.independent_sources for line in self.lifelines)


def rows(ties: Iterable[Tie], world: World) -> tuple[Row, ...]:
    """Put ties on lines, family by family and then by their first day.

    What always holds, and what begins after the horizon, has no place on the axis.
    """
    found: dict[tuple[str, ...], list[Lifeline]] = {}
    for tie in ties:
        if (line := _lifeline(tie, world)) is not None:
            found.setdefault((tie.sender, tie.receiver, tie.kind.slug), []).append(line)
    families = list(Family)
    made = [
        Row(
            lines[0].tie.kind.family,
            _label(lines[0].tie, world, short=False),
            _label(lines[0].tie, world, short=True),
            tuple(sorted(lines, key=lambda line: (line.certain_from, line.tie.iri))),
        )
        for lines in found.values()
    ]
    return tuple(
        sorted(made, key=lambda row: (families.index(row.family), row.lifelines[0].certain_from, row.label))
    )


def best_supported(found: Sequence[Row], most: int) -> tuple[Row, ...]:
    """Keep of each family the rows with most independent sources, in the order in which they stand."""
    kept: set[Row] = set()
    for family in Family:
        of = [row for row in found if row.family is family]
        of.sort(key=lambda row: (-row.independent_sources, row.label))
        kept.update(of[:most])
    return tuple(row for row in found if row in kept)


def opening_year(found: Iterable[Row], last: int) -> int:
    """From which year on to look at first: few lifelines begin before it."""
    years = sorted(line.certain_from.year for row in found for line in row.lifelines)
    return min(years[len(years) // _EARLY], last - 1) if years else last - 1


def _lifeline(tie: Tie, world: World) -> Lifeline | None:
    span, last = tie.span, world.horizon
    if tie.kind.nature is Nature.FIXED or not BEGINNING < span.certain_from <= last:
        return None
    dated = bool(tie.since or tie.until or tie.year)
    start = span.possible_from if span.possible_from > BEGINNING else span.certain_from
    begun = span.certain_from
    if tie.kind.nature is Nature.LASTING:
        until = min(span.possible_to, tie.superseded_from - _DAY, last)
        certain_to = min(span.certain_to, until)
    elif tie.kind.nature is Nature.MEASURE and tie.year:
        # a figure is of its whole period
        start = begun = tie.year.first
        until = certain_to = min(tie.year.last, last)
    else:
        until = certain_to = min(max(tie.until.first, begun), last) if tie.until else begun
    return Lifeline(tie, sentence(tie, world, last), start, begun, certain_to, max(until, certain_to), dated)


def _label(tie: Tie, world: World, *, short: bool) -> str:
    ends = (tie.outline.on_behalf_of or tie.sender, tie.receiver)
    names = [_short(end, world) if short else named(end, world) for end in ends]
    return f"{tie.kind.label}: {(' – ' if tie.kind.symmetric else ' → ').join(names)}"


def _short(iri: str, world: World) -> str:
    entity = world.entity_by_iri.get(iri)
    return (entity.code or entity.label) if entity else named(iri, world)
