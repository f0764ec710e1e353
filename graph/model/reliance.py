"""What stands on each source: which ties on it alone, and what falls once it is left out.

A source that rests on others is counted by its roots (``source.roots``): with an agency left out, a paper
that reprints it still speaks, and is still no voice of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from graph.model.difference import Moved
from graph.model.lens import Lens
from graph.model.sentences import figure
from graph.model.shown import show_again
from graph.model.source import Reliability, Source
from graph.model.standing import Place, Standing, places
from graph.model.tie import Tie
from graph.model.world import World


@dataclass(frozen=True)
class Reliance:
    """What stands on one source."""

    source: Source
    claims: int  #: on ties: that they are, and that they are not
    reported: tuple[str, ...]  #: IRIs of the ties that it reports, in their order
    denied: tuple[str, ...]  #: IRIs of the ties that it denies
    alone: tuple[str, ...]  #: those of the reported that no source independent of it reports
    only: tuple[str, ...]  #: those that no other source at all reports
    entities: tuple[str, ...]  #: IRIs of entities all of whose ties are among *alone*, in their order
    besides: int  #: answers to questions, shares of religions, regions and arguments that it gives
    resting: tuple[str, ...]  #: IRIs of the sources that rest on it, at any remove


def reliances(world: World, ties: Iterable[Tie]) -> tuple[Reliance, ...]:
    """Say of every source what stands on it, in the order of the sources; of *ties* only those given."""
    claims: Counter[str] = Counter()
    denied: dict[str, list[str]] = defaultdict(list)
    reported: dict[str, list[str]] = defaultdict(list)
    alone: dict[str, list[str]] = defaultdict(list)
    only: dict[str, list[str]] = defaultdict(list)
    touching: dict[str, list[str]] = defaultdict(list)
    for tie in ties:
        claims.update(claim.source for claim in tie.claims)
        for source in dict.fromkeys(claim.source for claim in tie.denying):
            denied[source].append(tie.iri)
        sources = list(dict.fromkeys(claim.source for claim in tie.affirming))
        for end in dict.fromkeys((tie.sender, tie.receiver, tie.outline.on_behalf_of)):
            if end in world.entity_by_iri:
                touching[end].append(tie.iri)
        for source in sources:
            reported[source].append(tie.iri)
            if len(sources) == 1:
                only[source].append(tie.iri)
        if tie.independent_sources == 1:
            for source in dict.fromkeys(claim.source for claim in tie.affirming if not claim.unverified):
                if world.source_by_iri[source].reliability is not Reliability.NONE:
                    alone[source].append(tie.iri)
    entities = _on_one(touching, alone)
    besides = Counter(said.source for said in _besides(world))
    resting = _resting(world.source_by_iri)
    return tuple(
        Reliance(
            source=source,
            claims=claims[source.iri],
            reported=tuple(reported[source.iri]),
            denied=tuple(denied[source.iri]),
            alone=tuple(alone[source.iri]),
            only=tuple(only[source.iri]),
            entities=entities.get(source.iri, ()),
            besides=besides[source.iri],
            resting=resting.get(source.iri, ()),
        )
        for source in world.sources
    )


class _Sourced(Protocol):
    @property
    def source(self) -> str: ...


def _besides(world: World) -> Iterator[_Sourced]:
    """All that sources say beside claims on ties."""
    yield from world.statements
    yield from world.compositions
    yield from world.arguments
    yield from world.located


def _on_one(
    touching: Mapping[str, Iterable[str]], alone: Mapping[str, Iterable[str]]
) -> dict[str, tuple[str, ...]]:
    """The entities whose ties all stand on one source alone: source → entities."""
    sources: dict[str, list[str]] = defaultdict(list)
    for source, ties in alone.items():
        for tie in ties:
            sources[tie].append(source)
    found: dict[str, list[str]] = defaultdict(list)
    for entity in sorted(touching):
        for source in set.intersection(*(set(sources.get(tie, ())) for tie in touching[entity])):
            found[source].append(entity)
    return {source: tuple(entities) for source, entities in found.items()}


def _resting(sources: Mapping[str, Source]) -> dict[str, tuple[str, ...]]:
    """Which sources rest on which, at any remove: source → those that rest on it."""
    found: dict[str, list[str]] = defaultdict(list)
    for iri in sorted(sources):
        seen: set[str] = set()
        ahead = list(sources[iri].derived_from)
        while ahead:
            above = ahead.pop()
            if above not in seen:
                seen.add(above)
                ahead.extend(sources[above].derived_from if above in sources else ())
        for above in seen - {iri}:
            found[above].append(iri)
    return {source: tuple(resting) for source, resting in found.items()}


def left_with(iri: str, sources: Mapping[str, Source]) -> frozenset[str]:
    """The source itself and all that rest on it and on nothing else: what has no origin left without it."""
    gone = {iri}
    while True:
        more = {
            each.iri
            for each in sources.values()
            if each.iri not in gone and each.derived_from and gone.issuperset(each.derived_from)
        }
        if not more:
            return frozenset(gone)
        gone |= more


def without(world: World, gone: frozenset[str]) -> World:
    """The world in which some sources say nothing; they are still known, for others may rest on them.

    Only ties that they speak of, and the stages beside these, are weighed anew.
    """
    kept = tuple(claim for claim in world.claims if claim.source not in gone)
    ties = show_again(world.ties, world.outlines, world.claims, kept, world.source_by_iri)
    return replace(
        world,
        claims=kept,
        statements=tuple(said for said in world.statements if said.source not in gone),
        compositions=tuple(said for said in world.compositions if said.source not in gone),
        arguments=tuple(said for said in world.arguments if said.source not in gone),
        located=tuple(said for said in world.located if said.source not in gone),
    ).having(ties)


@dataclass(frozen=True)
class Altered:
    """One thing of a tie that reads otherwise."""

    tie: Tie  #: as it was
    part: str  #: "grade", "on the day", or the value: "beginning or date", "end", "amount", ...
    before: str  #: in words; empty where nothing was said
    after: str


@dataclass(frozen=True)
class Fall:
    """What falls once sources are left out."""

    gone: frozenset[str]  #: IRIs of the sources that are left out
    lost: tuple[Tie, ...]  #: reported by nobody else, in order of IRI
    grades: tuple[Altered, ...]  #: supported otherwise: mostly less, but a dispute may end as well
    values: tuple[Altered, ...]  #: shown with another value
    holding: tuple[Altered, ...]  #: holds on the day where it did not, or the other way round
    weaker: int  #: ties that lose an independent source and keep their grade
    standings: tuple[Moved, ...]  #: states that stand elsewhere under the lens, in order of IRI
    members: tuple[int, int]  #: how many there are before and after
    besides: int  #: answers, shares, regions and arguments that go too

    def __bool__(self) -> bool:
        return bool(self.lost or self.grades or self.values or self.holding or self.standings)


def fall(world: World, gone: frozenset[str], day: date, lens: Lens) -> Fall:
    """Say what falls on a day, under a lens, once some sources are left out."""
    rest = without(world, gone)
    lost, steps = [], []
    for tie in world.ties:
        after = rest.tie_by_iri.get(tie.iri)
        if after is None:
            lost.append(tie)
        elif after is not tie:
            steps.append((tie, after))
    stand, now = places(world, day, lens), places(rest, day, lens)
    grades = tuple(_grades(steps, day))
    regraded = {altered.tie.iri for altered in grades}
    return Fall(
        gone=gone,
        lost=tuple(lost),
        grades=grades,
        values=tuple(altered for step in steps for altered in _values(*step)),
        holding=tuple(_holding(steps, day)),
        weaker=sum(
            after.independent_sources < before.independent_sources and before.iri not in regraded
            for before, after in steps
        ),
        standings=tuple(
            Moved(state, stand[state], now[state])
            for state in sorted(stand)
            if stand[state].standing is not now[state].standing
        ),
        members=(_members(stand), _members(now)),
        besides=sum(said.source in gone for said in _besides(world)),
    )


_Steps = Iterable[tuple[Tie, Tie]]


def _grades(steps: _Steps, day: date) -> Iterator[Altered]:
    for before, after in steps:
        if before.grade_on(day) is not after.grade_on(day):
            yield Altered(before, "grade", before.grade_on(day).label, after.grade_on(day).label)


def _holding(steps: _Steps, day: date) -> Iterator[Altered]:
    said = {"certain": "certain", "possible": "possible", "no": "does not hold"}
    for before, after in steps:
        if before.certainty(day) is not after.certainty(day):
            yield Altered(before, "on the day", said[before.certainty(day)], said[after.certainty(day)])


def _values(before: Tie, after: Tie) -> Iterator[Altered]:
    for part, name in (("beginning or date", "since"), ("end", "until"), ("year", "year")):
        one, other = getattr(before, name), getattr(after, name)
        if one != other:
            yield Altered(before, part, one.spoken() if one else "", other.spoken() if other else "")
    if (before.amount, before.unit) != (after.amount, after.unit):
        yield Altered(before, "amount", _amount(before), _amount(after))
    if before.role != after.role:
        yield Altered(before, "role", before.role, after.role)


def _amount(tie: Tie) -> str:
    return "" if tie.amount is None else figure(tie.amount, tie.unit)


def _members(standing: Mapping[str, Place]) -> int:
    return sum(place.standing is Standing.MEMBER for place in standing.values())
