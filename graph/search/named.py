"""Everything of a world that has a name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from graph.model.entity import Concept, Entity, EntityType
from graph.model.kind import Family
from graph.model.standing import Standing
from graph.model.world import World
from graph.search.suggestion import Sort

#: scheme of regions → whose word it is
_SCHEMES = {
    "m49": "as the United Nations divide the world",
    "factbook-regions": "as the Factbook divides the world",
    "readers-regions": "as readers name it",
}


@dataclass(frozen=True)
class Named:
    """One thing that can be called, and by what."""

    sort: Sort
    slug: str
    iri: str
    label: str
    description: str
    names: tuple[str, ...] = ()  #: beside label and slug
    codes: tuple[str, ...] = ()  #: as good as the label
    entity: Entity | None = field(default=None, compare=False)

    @property
    def order(self) -> int:
        """Where it stands among those that are called the same: a state before an organisation, and so on."""
        return _ORDER[self.sort if self.entity is None else self.entity.type]


_ORDER: dict[EntityType | Sort, int] = {word: number for number, word in enumerate((*EntityType, *Sort))}


def named(world: World) -> Iterator[Named]:
    """Everything that has a name, each once: a theme is both an entity and a concept."""
    for entity in world.entities:
        yield _entity(entity)
    for kind in world.kinds:
        yield Named(Sort.KIND, kind.slug, "", kind.label, f"kind of tie, {kind.family}")
    for family in Family:
        yield Named(Sort.FAMILY, str(family), "", str(family), "family of ties")
    labels = {concept.slug: concept.label for concept in world.concepts}
    for concept in world.concepts:
        if concept.iri not in world.entity_by_iri:
            yield _concept(concept, labels)
    for standing in Standing:
        yield Named(Sort.STANDING, str(standing), "", str(standing), f"standing: {standing.meaning}")


def _entity(entity: Entity) -> Named:
    return Named(
        Sort.THEME if entity.type is EntityType.THEME else Sort.ENTITY,
        entity.slug,
        entity.iri,
        entity.label,
        entity.type.label.lower(),
        names=entity.names,
        codes=(entity.code,) if entity.code else (),
        entity=entity,
    )


def _concept(concept: Concept, labels: dict[str, str]) -> Named:
    if concept.scheme == "religions":
        above = labels.get(concept.broader or "", "")
        description = f"religion, a part of {above}" if above else "religion"
        return Named(Sort.RELIGION, concept.slug, concept.iri, concept.label, description)
    if concept.scheme == "themes":
        return Named(Sort.THEME, concept.slug, concept.iri, concept.label, "theme")
    whose = _SCHEMES.get(concept.scheme)
    description = f"region, {whose}" if whose else "region"
    return Named(Sort.REGION, concept.slug, concept.iri, concept.label, description)
