"""Evidence: what the sources say of one tie or one entity, with what contradicts it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import combinations

from graph.model.dates import PartialDate
from graph.model.entity import Composition, Concept, Entity
from graph.model.kind import Family, Nature
from graph.model.sentences import figure, sentence
from graph.model.source import Claim, Source, Voice, called, origin_called, roots, voices
from graph.model.standing import Place
from graph.model.tie import Certainty, Grade, Tie
from graph.model.words import counted, enumerated
from graph.model.world import Statement, World


@dataclass(frozen=True)
class Said:
    """One claim with its source."""

    claim: Claim
    source: Source


class Bearing(StrEnum):
    """How another value stands to the one that is shown."""

    LESS_PRECISE = "less precise"
    MORE_PRECISE = "more precise"  #: but of a less reliable source
    OTHER_YEAR = "for another year"
    OTHER_UNIT = "in another unit"
    ONE_ISSUE = "on one issue"
    OTHERWISE = "says otherwise"


@dataclass(frozen=True)
class AlsoSaid:
    """A value that is said beside the one that is shown."""

    part: str  #: "beginning", "date", "end", "stage", "amount", "year" or "role"
    value: str  #: in words; in brackets where it is not verified
    shown: str  #: in words
    bearing: Bearing
    said: tuple[Said, ...]  #: who says it; never empty


@dataclass(frozen=True)
class TieEvidence:
    """Who says that a tie is, who denies it, and what excludes it."""

    tie: Tie
    sentence: str
    grade: Grade  #: on the day: superseded where a later stage has begun, unless it is disputed
    affirming: tuple[Said, ...]  #: the one whose values are shown comes first
    denying: tuple[Said, ...]
    rivals: tuple[Tie, ...]  #: ties of which only one can be true on a day
    later: tuple[Tie, ...]  #: the stages that have taken its place by the day; one, unless they are disputed
    disputes: tuple[str, ...]  #: why it is disputed, its rivals apart, in sentences without full stops
    also: tuple[AlsoSaid, ...]
    voices: tuple[Voice, ...]  #: which of the affirming sources count as one
    told: str  #: the voices in words

    @property
    def independent(self) -> int:
        """How many sources stand on their own."""
        return len(self.voices)

    @property
    def sources(self) -> tuple[Source, ...]:
        """Every source that speaks of it, once."""
        return tuple({said.source.iri: said.source for said in (*self.affirming, *self.denying)}.values())


@dataclass(frozen=True)
class Region:
    """A region that a state lies in, and who says so."""

    concept: Concept
    source: Source


@dataclass(frozen=True)
class Religion:
    """A share of a religion, and who gives it."""

    concept: Concept
    composition: Composition
    source: Source


@dataclass(frozen=True)
class EntityEvidence:
    """What is known of one entity."""

    entity: Entity
    place: Place | None  #: where a state stands; None for what is no state
    standing: tuple[Tie, ...]  #: the ties by which it stands there
    regions: tuple[Region, ...]
    religions: tuple[Religion, ...]  #: of the whole population first, then the newest
    ties: Mapping[Family, tuple[Tie, ...]]
    statements: tuple[tuple[Statement, Source], ...]
    arguments: int


def of_tie(world: World, tie: Tie, day: date) -> TieEvidence:
    """Gather the evidence on a tie, told as of a day."""
    said = tuple(Said(claim, world.source_by_iri[claim.source]) for claim in tie.claims)
    affirming = tuple(item for item in said if not item.claim.denies)
    denying = tuple(item for item in said if item.claim.denies)
    rivals = tuple(world.tie_by_iri[iri] for iri in tie.rivals)
    # what rests on general knowledge counts as no source
    firm = list(dict.fromkeys(item.source.iri for item in affirming if not item.claim.unverified))
    heard = voices(firm, world.source_by_iri)
    return TieEvidence(
        tie=tie,
        sentence=sentence(tie, world, day),
        grade=grade(tie, day),
        affirming=affirming,
        denying=denying,
        rivals=rivals,
        later=_later(tie, world, day),
        disputes=(*_denials(denying), *_clashes(affirming)),
        also=tuple(_also(tie, affirming)),
        voices=heard,
        told=_told(heard, world.source_by_iri),
    )


def grade(tie: Tie, day: date) -> Grade:
    """How well a tie is supported, on a day: a stage that another has followed is superseded.

    A dispute outlives its stage: who says that it never was does so of the past as well.
    """
    if day >= tie.superseded_from and not tie.disputed:
        return Grade.SUPERSEDED
    return tie.grade


def remark(tie: Tie, day: date) -> str:
    """Say in a word or two how a tie stands on a day; empty where it simply holds."""
    if day >= tie.superseded_from:
        return "earlier stage"
    if tie.is_past(day) or day > tie.span.possible_to:
        return "past"
    if day < tie.span.possible_from:
        return "not yet"
    return "possible" if tie.certainty(day) is Certainty.POSSIBLE else ""


def _later(tie: Tie, world: World, day: date) -> tuple[Tie, ...]:
    """The stages of its line that began last by a day, where it is none of them."""
    if day < tie.superseded_from:
        return ()
    begun = [
        other
        for other in world.ties
        if other.outline.line == tie.outline.line
        and other.since is not None
        and tie.span.certain_from < other.span.certain_from <= day
    ]
    last = max((other.span.certain_from for other in begun), default=None)
    return tuple(other for other in begun if other.span.certain_from == last)


def _denials(denying: Sequence[Said]) -> Iterator[str]:
    if denying:
        yield f"Denied by {_publishers(denying)}"


def _clashes(affirming: Sequence[Said]) -> Iterator[str]:
    """The dates that cannot all be true, each with who gives it."""
    firm = [s for s in affirming if not s.claim.unverified and "since" not in s.claim.unverified_parts]
    by_date: dict[PartialDate, list[Said]] = {}
    for one, other in combinations(firm, 2):
        a, b = one.claim.since, other.claim.since
        if a and b and a.excludes(b):
            for when, said in ((a, one), (b, other)):
                if said not in by_date.setdefault(when, []):
                    by_date[when].append(said)
    if by_date:
        dates = (
            f"{when.spoken()} ({_publishers(by_date[when])})"
            for when in sorted(by_date, key=lambda when: when.first)
        )
        yield f"The dates exclude each other: {enumerated(dates)}"


def _publishers(said: Iterable[Said]) -> str:
    return enumerated(dict.fromkeys(item.source.publisher or item.source.title for item in said))


def _also(tie: Tie, affirming: Sequence[Said]) -> Iterator[AlsoSaid]:
    """What the claims say beside the values that are shown, each value once with all who say it."""
    begins = "beginning" if tie.kind.nature is Nature.LASTING else "date"
    for part, differs in (
        (begins, lambda claim: _other_date(claim, "since", claim.since, tie.since)),
        ("end", lambda claim: _other_date(claim, "until", claim.until, tie.until)),
        (
            "stage",
            lambda claim: _other_word(claim.phase and claim.phase.label, tie.phase and tie.phase.label),
        ),
        ("amount", lambda claim: _other_amount(claim, tie)),
        ("year", lambda claim: _other_date(claim, "year", claim.year, tie.year)),
        ("role", lambda claim: _other_word(claim.role, tie.role)),
    ):
        yield from _gathered(part, affirming, differs)


#: the value said, the value shown, and how the one stands to the other
_Difference = tuple[str, str, Bearing]


def _gathered(
    part: str, affirming: Iterable[Said], differs: Callable[[Claim], _Difference | None]
) -> Iterator[AlsoSaid]:
    found: dict[_Difference, list[Said]] = {}
    for item in affirming:
        if difference := differs(item.claim):
            found.setdefault(difference, []).append(item)
    for (value, shown, bearing), said in found.items():
        yield AlsoSaid(part, value, shown, bearing, tuple(said))


def _other_date(
    claim: Claim, part: str, said: PartialDate | None, shown: PartialDate | None
) -> _Difference | None:
    if said is None or shown is None or said == shown:
        return None
    if said.excludes(shown):
        bearing = Bearing.OTHER_YEAR if part == "year" else Bearing.OTHERWISE
    else:
        bearing = Bearing.LESS_PRECISE if said.precision < shown.precision else Bearing.MORE_PRECISE
    return spoken_part(claim, part, said), shown.spoken(), bearing


def _other_amount(claim: Claim, tie: Tie) -> _Difference | None:
    said, shown = claim.amount, tie.amount
    if said is None or shown is None or (said, claim.unit) == (shown, tie.unit):
        return None
    words = figure(said, claim.unit), figure(shown, tie.unit)
    if claim.unit != tie.unit:
        return *words, Bearing.OTHER_UNIT
    if claim.theme:
        return *words, Bearing.ONE_ISSUE
    # a likeness is shown over all years that are told, beside those of single ones
    if claim.year and (tie.outline.is_likeness or (tie.year and claim.year.excludes(tie.year))):
        return *words, Bearing.OTHER_YEAR
    if _rounds_to(shown, said):
        return *words, Bearing.LESS_PRECISE
    return *words, Bearing.MORE_PRECISE if _rounds_to(said, shown) else Bearing.OTHERWISE


def _rounds_to(finer: float, coarser: float) -> bool:
    """Say whether a number, rounded to as many digits as another has, is that other: 0.434 and 0.43."""
    digits = f"{coarser:.6f}".rstrip("0").rstrip(".")
    after = len(digits.partition(".")[2])
    zeros = 0 if after else len(digits) - len(digits.rstrip("0"))
    return round(finer, after or -zeros) == coarser


def _other_word(said: str | None, shown: str | None) -> _Difference | None:
    return (said, shown, Bearing.OTHERWISE) if said and shown and said != shown else None


def spoken_part(claim: Claim, part: str, when: PartialDate) -> str:
    """Say a date of a claim; in brackets where it is written from general knowledge."""
    doubted = claim.unverified or part in claim.unverified_parts
    return f"({when.spoken()}, unverified)" if doubted else when.spoken()


def _told(heard: Sequence[Voice], sources: Mapping[str, Source]) -> str:
    """``2 independent sources out of 5: Reuters (with 3 that copy it) and The Times``."""
    total = sum(len(voice.sources) for voice in heard)
    if not heard:
        return "No source that can be checked"
    names = enumerated(_spoken(voice, sources) for voice in heard)
    if total == 1:
        return f"One source: {names}"
    if len(heard) == 1:
        return f"{total} sources that count as one: {names}"
    out_of = f" out of {total}" if total > len(heard) else ""
    return f"{counted(len(heard), 'independent source')}{out_of}: {names}"


def _spoken(voice: Voice, sources: Mapping[str, Source]) -> str:
    """A voice by the name of its origin, with how it was heard."""
    read_at = list(dict.fromkeys(called(iri, sources) for iri in voice.sources))
    if not voice.origin:
        others = counted(len(voice.sources) - 1, "other")
        if len(read_at) == 1:
            return f"{read_at[0]} ({counted(len(voice.sources), 'page')})"
        return f"{read_at[0]} (with {others} not independent of it)"
    if voice.origin in voice.sources:
        name = called(voice.origin, sources)
        copies = len(voice.sources) - 1
        verb = "copies" if copies == 1 else "copy"
        return f"{name} (with {copies} that {verb} it)" if copies else name
    if len(voice.sources) == 1 and len(roots(voice.sources[0], sources)) > 1:
        return read_at[0]
    name = origin_called(voice.origin, sources)
    if all(other.casefold() in name.casefold() for other in read_at):
        return f"{name} ({counted(len(voice.sources), 'page')})" if len(voice.sources) > 1 else name
    return f"{name} (read at {enumerated(read_at)})"


def of_entity(world: World, entity: Entity, places: Mapping[str, Place]) -> EntityEvidence:
    """Gather what is known of an entity; its ties are those it is an end of, or acts in for its state."""
    place = places.get(entity.iri)
    about = [
        tie
        for tie in world.ties
        if entity.iri in (tie.sender, tie.receiver, tie.outline.on_behalf_of, tie.outline.place)
    ]
    return EntityEvidence(
        entity=entity,
        place=place,
        standing=tuple(
            world.tie_by_iri[iri] for iri in (place.ties if place else ()) if iri in world.tie_by_iri
        ),
        regions=tuple(
            Region(world.concept_by_slug[located.region], world.source_by_iri[located.source])
            for located in world.located
            if located.state == entity.iri
        ),
        religions=tuple(
            Religion(world.concept_by_slug[c.religion], c, world.source_by_iri[c.source])
            for c in sorted(world.compositions, key=by_use)
            if c.state == entity.iri
        ),
        ties={
            family: found
            for family in Family
            if (found := tuple(tie for tie in about if tie.kind.family is family))
        },
        statements=tuple(
            (statement, world.source_by_iri[statement.source])
            for statement in world.statements
            if statement.about == entity.iri
        ),
        arguments=sum(argument.about == entity.iri for argument in world.arguments),
    )


def by_use(composition: Composition) -> tuple[bool, int, str, str, float, str]:
    """Of the whole population first, then the newest; of one source and base the largest share first."""
    year = composition.year.year if composition.year else 0
    whole = composition.base == "population"
    largest = -(composition.high or 0.0)
    return not whole, -year, composition.source, composition.base, largest, composition.iri
