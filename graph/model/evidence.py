"""Evidence: what the sources say of one tie or one entity, with what contradicts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.model.entity import Composition, Concept, Entity
from graph.model.kind import Family
from graph.model.sentences import sentence
from graph.model.source import Claim, Source, independent
from graph.model.standing import Place
from graph.model.tie import Tie
from graph.model.world import Statement, World


@dataclass(frozen=True)
class Said:
    """One claim with its source."""

    claim: Claim
    source: Source


@dataclass(frozen=True)
class TieEvidence:
    """Who says that a tie is, who denies it, and what excludes it."""

    tie: Tie
    sentence: str
    affirming: tuple[Said, ...]  #: the one whose values are shown comes first
    denying: tuple[Said, ...]
    rivals: tuple[Tie, ...]  #: ties of which only one can be true on a day
    independent: int


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
    regions: tuple[Region, ...]
    religions: tuple[Religion, ...]  #: of the whole population first, then the newest
    ties: Mapping[Family, tuple[Tie, ...]]
    statements: tuple[tuple[Statement, Source], ...]
    arguments: int


def of_tie(world: World, tie: Tie, day: date) -> TieEvidence:
    """Gather the evidence on a tie, told as of a day."""
    said = tuple(Said(claim, world.source_by_iri[claim.source]) for claim in tie.claims)
    return TieEvidence(
        tie=tie,
        sentence=sentence(tie, world, day),
        affirming=tuple(item for item in said if not item.claim.denies),
        denying=tuple(item for item in said if item.claim.denies),
        rivals=tuple(world.tie_by_iri[iri] for iri in tie.rivals),
        independent=independent(tie.sources, world.source_by_iri),
    )


def of_entity(world: World, entity: Entity, places: Mapping[str, Place]) -> EntityEvidence:
    """Gather what is known of an entity; its ties are those it is an end of, or acts in for its state."""
    about = [
        tie
        for tie in world.ties
        if entity.iri in (tie.sender, tie.receiver, tie.outline.on_behalf_of, tie.outline.place)
    ]
    return EntityEvidence(
        entity=entity,
        place=places.get(entity.iri),
        regions=tuple(
            Region(world.concept_by_slug[located.region], world.source_by_iri[located.source])
            for located in world.located
            if located.state == entity.iri
        ),
        religions=tuple(
            Religion(world.concept_by_slug[c.religion], c, world.source_by_iri[c.source])
            for c in sorted(world.compositions, key=_by_use)
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


def _by_use(composition: Composition) -> tuple[bool, int, str, str, float, str]:
    """Of the whole population first, then the newest; of one source and base the largest share first."""
    year = composition.year.year if composition.year else 0
    whole = composition.base == "population"
    largest = -(composition.high or 0.0)
    return not whole, -year, composition.source, composition.base, largest, composition.iri
