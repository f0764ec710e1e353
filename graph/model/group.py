"""Groups: many entities that a picture draws as one, until the reader unfolds them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from graph.model.entity import EntityType
from graph.model.standing import Place, Standing
from graph.model.world import World

BODIES = "bodies"  #: the group of all organizations; others are regions, or states of one standing
#: standing → the group of the states that stand so
BY_STANDING = {standing: f"standing-{standing}" for standing in Standing}


@dataclass(frozen=True)
class Group:
    """Entities that are drawn as one."""

    slug: str  #: ``bodies``, the slug of a region, or one of ``BY_STANDING``
    label: str
    type: EntityType  #: of its members
    members: tuple[str, ...]  #: IRIs, by label; two at least
    standing: Standing | None = None  #: of all members, where they were put together for it


def label(slug: str, world: World) -> str:
    """What a group is called."""
    for standing, of_standing in BY_STANDING.items():
        if slug == of_standing:
            return f"States: {standing}"
    concept = world.concept_by_slug.get(slug)
    return concept.label if concept else "Bodies" if slug == BODIES else slug


def groups(
    world: World,
    folded: Collection[str],
    kept: Collection[str],
    *,
    named: Collection[str] = (),
    places: Mapping[str, Place] | None = None,
) -> tuple[Group, ...]:
    """Make the groups that are asked for, the narrower region first: a state is drawn in one of them only.

    Groups of a standing come before the others: whoever stands so is in it, unless the reader named them.

    Args:
        world: says which state lies in which region.
        folded: slugs of what is to be drawn as one.
        kept: IRIs of those that no region and no group of bodies takes in.
        named: IRIs of those that no group takes in.
        places: IRI of each state → where it stands.
    """
    taken = {*kept, *named}
    made = []
    for standing, slug in BY_STANDING.items():
        alike = {iri for iri, place in (places or {}).items() if place.standing is standing} - set(named)
        if slug in folded and (group := _group(world, slug, label(slug, world), EntityType.STATE, alike)):
            made.append(replace(group, standing=standing))
            taken.update(group.members)
    inside = {
        slug: states_of(slug, world) for slug in folded if slug != BODIES and slug not in BY_STANDING.values()
    }
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
