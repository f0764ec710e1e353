"""Groups: many entities that a picture draws as one, until the reader unfolds them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from graph.model.entity import EntityType
from graph.model.world import World

BODIES = "bodies"  #: the group of all organizations; every other one is a region


@dataclass(frozen=True)
class Group:
    """Entities that are drawn as one."""

    slug: str  #: ``bodies``, or the slug of a region
    label: str
    type: EntityType  #: of its members
    members: tuple[str, ...]  #: IRIs, by label; two at least


def groups(world: World, folded: Collection[str], kept: Collection[str]) -> tuple[Group, ...]:
    """Make the groups that are asked for, the narrower region first: a state is drawn in one of them only.

    Args:
        world: says which state lies in which region.
        folded: slugs of what is to be drawn as one.
        kept: IRIs of those that stand for themselves all the same.
    """
    taken = set(kept)
    made = []
    inside = {slug: states_of(slug, world) for slug in folded if slug != BODIES}
    for slug in sorted(inside, key=lambda slug: (len(inside[slug]), slug)):
        concept = world.concept_by_slug.get(slug)
        if concept and (group := _group(world, slug, concept.label, EntityType.STATE, inside[slug] - taken)):
            made.append(group)
            taken.update(group.members)
    if BODIES in folded:
        bodies = {entity.iri for entity in world.entities if entity.type is EntityType.ORGANIZATION}
        if group := _group(world, BODIES, "Bodies", EntityType.ORGANIZATION, bodies - taken):
            made.append(group)
    return tuple(made)


def _group(
    world: World, slug: str, label: str, of_type: EntityType, members: Collection[str]
) -> Group | None:
    # one alone is drawn as itself
    if len(members) < 2:
        return None
    ordered = sorted(members, key=lambda iri: (world.entity_by_iri[iri].label, iri))
    return Group(slug, label, of_type, tuple(ordered))


def regions_of(world: World, scheme: str) -> dict[str, str]:
    """The region of a scheme that each state lies in: IRI → label; of several the first by label."""
    labels = {c.slug: c.label for c in world.concepts if c.scheme == scheme}
    found = sorted((labels[each.region], each.state) for each in world.located if each.region in labels)
    return {state: label for label, state in reversed(found)}


def states_of(region: str, world: World) -> set[str]:
    """States in a region or in one below it."""
    below = {region}
    while more := {c.slug for c in world.concepts if c.broader in below} - below:
        below |= more
    return {located.state for located in world.located if located.region in below}
