"""The ledger of membership: which source says of which state that it belongs, and who is silent.

One rule fills a cell, from what the source claims by the day:

* **yes**: it affirms that the state acceded, in stage signed or in force; or that it signed under the
  Accords, itself or by a person on its behalf, and not as a witness; or that its normalisation with a party
  is signed or in force;
* **no**: it denies any of these, or reports that the state refused the Accords;
* **announced**: of these it says no more than that they are announced;
* **silent**: none of it. A candidacy, a request, a proposal are no word on membership.

Where a source says several things of one state, yes goes before no and no before announced; a cell with both
yes and no is marked divided. A claim counts from its day on, or, undated, from the day of its tie. General
knowledge fills no cell. Parties and brokers have no row.

A source that only counts ("three members") does not say which states it means; its count stands beside its
column and fills no cell.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model.dates import BEGINNING
from graph.model.entity import Entity, EntityType
from graph.model.kind import Phase
from graph.model.lens import Lens
from graph.model.sentences import named
from graph.model.source import Claim, Source
from graph.model.standing import ACCORDS, Place, Standing, places
from graph.model.tie import Outline, Tie
from graph.model.words import counted, enumerated, spoken
from graph.model.world import Statement, World

MEMBER_COUNT = "member-count"  #: slug of the question how many members there are

_REACHED = frozenset({Phase.SIGNED, Phase.IN_FORCE, Phase.SUSPENDED})


class Says(StrEnum):
    """What a source says of a state's membership, in the order in which it decides a cell."""

    YES = "yes"
    NO = "no"
    ANNOUNCED = "announced"
    SILENT = "silent"


@dataclass(frozen=True)
class Cell:
    """What one source says of one state, and by which claims."""

    says: Says
    claims: tuple[Claim, ...] = ()  #: empty if it is silent
    divided: bool = False  #: says both yes and no


SILENT = Cell(Says.SILENT)


@dataclass(frozen=True)
class Ledger:
    """States by sources; those that no source speaks of have no row, and silent sources no column."""

    states: tuple[Entity, ...]  #: those of which most sources say yes first
    sources: tuple[Source, ...]  #: the most reliable first; counting sources included
    cells: Mapping[tuple[str, str], Cell]  #: (IRI of the state, IRI of the source) → what it says
    counts: Mapping[str, tuple[Statement, ...]]  #: IRI of the source → how many members it counts

    def cell(self, state: str, source: str) -> Cell:
        """What a source says of a state; silent where it says nothing."""
        return self.cells.get((state, source), SILENT)

    def tally(self, state: str) -> dict[Says, int]:
        """How many sources say what of a state."""
        tally = dict.fromkeys(Says, 0)
        for source in self.sources:
            tally[self.cell(state, source.iri).says] += 1
        return tally


def ledger(world: World, day: date) -> Ledger:
    """Write the ledger of a day from what a world knows; empty if nobody speaks of membership."""
    frame = _frame(world)
    said: dict[tuple[str, str], list[tuple[Says, Claim]]] = defaultdict(list)
    for claim in world.claims:
        outline = world.outline_by_iri[claim.tie]
        if claim.unverified or _begun(claim, world) > day:
            continue
        for state, says in _reading(outline, claim, frame):
            said[state, claim.source].append((says, claim))
    cells = {key: _cell(found) for key, found in said.items()}
    counts = _counts(world, day)
    heard = {source for _, source in cells} | set(counts)
    states = {state for state, _ in cells}
    unsorted = Ledger(
        tuple(entity for entity in world.entities if entity.iri in states),
        tuple(source for source in world.sources if source.iri in heard),
        cells,
        counts,
    )

    def by_voices(state: Entity) -> tuple[int, int, int, str]:
        tally = unsorted.tally(state.iri)
        return -tally[Says.YES], -tally[Says.ANNOUNCED], -tally[Says.NO], state.label

    return Ledger(
        tuple(sorted(unsorted.states, key=by_voices)),
        tuple(sorted(unsorted.sources, key=lambda source: (source.reliability.rank, source.iri))),
        cells,
        counts,
    )


@dataclass(frozen=True)
class _Frame:
    """Who has no row, and what the claims are read against."""

    accords: str  #: IRI
    states: frozenset[str]  #: IRIs of the states that may have a row
    parties: frozenset[str]


def _frame(world: World) -> _Frame:
    # a normalisation was announced before anybody had signed: who turned out to be the party decides
    standing = places(world, world.horizon, Lens("ledger", "", "", ()))
    parties = {state for state, place in standing.items() if place.standing is Standing.PARTY}
    brokers = {state for state, place in standing.items() if place.standing is Standing.BROKER}
    accords = next(
        (e.iri for e in world.entities if e.slug == ACCORDS and e.type is EntityType.AGREEMENT), ""
    )
    return _Frame(accords, frozenset(standing.keys() - parties - brokers), frozenset(parties))


def _reading(outline: Outline, claim: Claim, frame: _Frame) -> Iterator[tuple[str, Says]]:
    """What a claim says of which state's membership; nothing of most."""
    kind, phase, state = outline.kind.slug, outline.phase, outline.sender
    says: Says | None = None
    if kind == "accession" and outline.receiver == frame.accords:
        says = _said(phase)
    elif kind == "signature" and outline.receiver == frame.accords and claim.role != "witness":
        state = outline.on_behalf_of or state
        says = Says.YES
    elif kind == "normalisation" and frame.parties & {outline.sender, outline.receiver}:
        state = outline.receiver if outline.sender in frame.parties else outline.sender
        says = _said(phase)
    elif kind == "refusal" and outline.receiver == frame.accords and not claim.denies:
        says = Says.NO
    if says and state in frame.states:
        yield state, Says.NO if claim.denies else says


def _said(phase: Phase | None) -> Says | None:
    if phase in _REACHED:
        return Says.YES
    return Says.ANNOUNCED if phase is Phase.ANNOUNCED else None


def _begun(claim: Claim, world: World) -> date:
    """The day from which a claim counts: its own, else that of its tie, else that of its source."""
    if claim.since:
        return claim.since.last
    if tie := world.tie_by_iri.get(claim.tie):
        return tie.span.certain_from
    return world.source_by_iri[claim.source].known_by or BEGINNING


def _cell(found: Iterable[tuple[Says, Claim]]) -> Cell:
    said = list(found)
    words = {says for says, _ in said}
    return Cell(
        says=next(says for says in Says if says in words),
        claims=tuple(claim for _, claim in sorted(said, key=lambda item: item[1].iri)),
        divided={Says.YES, Says.NO} <= words,
    )


def _counts(world: World, day: date) -> dict[str, tuple[Statement, ...]]:
    counts: dict[str, list[Statement]] = defaultdict(list)
    for statement in world.statements:
        period = statement.year or statement.since
        if (
            statement.question == MEMBER_COUNT
            and not statement.unverified
            and (period is None or period.first <= day)
        ):
            counts[statement.source].append(statement)
    return {source: tuple(said) for source, said in counts.items()}


@dataclass(frozen=True)
class Membership:
    """Who is a member under one lens."""

    lens: Lens
    members: tuple[Entity, ...]  #: in order of name


@dataclass(frozen=True)
class Apart:
    """A state that some lenses take for a member and others do not."""

    state: Entity
    inside: tuple[str, ...]  #: slugs of the lenses under which it is a member
    outside: Mapping[str, Place]  #: slug of each other lens → where it stands instead
    ties: tuple[Tie, ...]  #: those by which it is a member under one lens or another
    claims: tuple[Claim, ...]  #: all that is claimed of these ties, denials too


@dataclass(frozen=True)
class HowMany:
    """The answer to "how many members?", lens by lens, with what makes the difference."""

    sentence: str
    by_lens: tuple[Membership, ...]  #: in the order of the lenses given
    apart: tuple[Apart, ...]  #: in order of name; empty where all lenses agree

    @property
    def finding(self) -> str:
        """The answer in a line: ``3, 4 or 5 members: it depends on whose list one reads``."""
        numbers = sorted({len(membership.members) for membership in self.by_lens})
        said = enumerated((str(number) for number in numbers), last="or")
        noun = "member" if numbers == [1] else "members"
        if not self.apart:
            return f"{said or 'No'} {noun}, whichever list one reads".replace("0 members", "No members")
        return f"{said} {noun}: it depends on whose list one reads"


def how_many(world: World, day: date, lenses: Iterable[Lens]) -> HowMany:
    """Count the members on a day under every lens."""
    lenses = list(lenses)
    by_slug = {lens.slug: places(world, day, lens) for lens in lenses}
    inside: dict[str, set[str]] = {
        slug: {state for state, place in found.items() if place.standing is Standing.MEMBER}
        for slug, found in by_slug.items()
    }
    by_lens = tuple(Membership(lens, _by_name(inside[lens.slug], world)) for lens in lenses)
    everywhere = set.intersection(*inside.values()) if inside else set()
    somewhere = set().union(*inside.values())
    apart = tuple(_apart(state, world, by_slug, inside) for state in _by_name(somewhere - everywhere, world))
    return HowMany(_sentence(by_lens, everywhere, world, day), by_lens, apart)


def _by_name(states: Iterable[str], world: World) -> tuple[Entity, ...]:
    return tuple(sorted((world.entity_by_iri[iri] for iri in states), key=lambda entity: entity.label))


def _apart(
    state: Entity, world: World, by_slug: Mapping[str, Mapping[str, Place]], inside: Mapping[str, set[str]]
) -> Apart:
    ways = [slug for slug in by_slug if state.iri in inside[slug]]
    iris = dict.fromkeys(iri for slug in ways for iri in by_slug[slug][state.iri].ties)
    ties = tuple(world.tie_by_iri[iri] for iri in iris)
    return Apart(
        state=state,
        inside=tuple(ways),
        outside={slug: found[state.iri] for slug, found in by_slug.items() if slug not in ways},
        ties=ties,
        claims=tuple(claim for tie in ties for claim in tie.claims),
    )


def _sentence(by_lens: Iterable[Membership], everywhere: set[str], world: World, day: date) -> str:
    """``On ... the Abraham Accords have 3 members under relations and 4 under signed (Sudan too)``."""
    said: list[str] = []
    for membership in by_lens:
        more = [state.label for state in membership.members if state.iri not in everywhere]
        number = len(membership.members)
        first = counted(number, "member") if not said else str(number or "none")
        also = f" ({enumerated(more)}{' too' if everywhere else ''})" if more else ""
        said.append(f"{first} under {membership.lens.slug}{also}")
    accords = next((e.iri for e in world.entities if e.slug == ACCORDS), "")
    name = named(accords, world).removeprefix("The ")
    return f"On {spoken(day)} the {name} have {enumerated(said) or 'no members'}"
