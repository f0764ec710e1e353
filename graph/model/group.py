"""Groups: many entities that a picture draws as one, until the reader unfolds them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date

from graph.model.entity import EntityType
from graph.model.memberships import is_full
from graph.model.sentences import named as called
from graph.model.standing import Place, Standing
from graph.model.tie import Certainty, Tie
from graph.model.world import World

BODIES = "bodies"  #: the group of all organizations; others are regions, or states of one standing
#: standing → the group of the states that stand so
BY_STANDING = {standing: f"standing-{standing}" for standing in Standing}
_APART = frozenset({Standing.PARTY, Standing.BROKER})  #: whom no group of a body or a majority takes in
#: how the slugs of groups by the majority of a population, and by membership of a body, begin
_MAJORITY, _MEMBERS = "majority-", "members-"
NOT_DECIDED, NO_MAJORITY, NO_FIGURE = (f"{_MAJORITY}{word}" for word in ("not-decided", "none", "no-figure"))
UNDECIDED = {
    NOT_DECIDED: "not decided by the figures",
    NO_MAJORITY: "no religion over half",
    NO_FIGURE: "no figure",
}
#: how slugs begin → what many such groups are called
_SORTS = {
    _MAJORITY: "groups by the majority of a population",
    _MEMBERS: "bodies with their members",
    "standing-": "groups by standing",
}
_MOST_NAMED = 4  #: of a sort in one sentence
OF_POPULATIONS = (
    "By reported shares of the whole population. A religion describes a population, "
    "never a person or a government."
)


def majority(religion: str) -> str:
    """The group of the states of whose population certainly more than half has a religion."""
    return f"{_MAJORITY}{religion}"


def members(body: str) -> str:
    """The group of the states that belong to a body."""
    return f"{_MEMBERS}{body}"


def body_of(slug: str) -> str:
    """Slug of the body whose members a group is of; empty for every other group."""
    return slug.removeprefix(_MEMBERS) if slug.startswith(_MEMBERS) else ""


@dataclass(frozen=True)
class Group:
    """Entities that are drawn as one."""

    slug: str  #: ``bodies``, the slug of a region, one of ``BY_STANDING``, of a majority or of members
    label: str
    type: EntityType  #: of its members
    members: tuple[str, ...]  #: IRIs, by label; two at least
    standing: Standing | None = None  #: of all members, where they were put together for it

    @property
    def note(self) -> str:
        """What is to be known of how they were put together; empty where its name says it."""
        return OF_POPULATIONS if self.slug.startswith(_MAJORITY) else ""


def label(slug: str, world: World) -> str:
    """What a group is called."""
    for standing, of_standing in BY_STANDING.items():
        if slug == of_standing:
            return f"States: {standing}"
    if slug in UNDECIDED:
        return f"Majority of the population: {UNDECIDED[slug]}"
    if slug.startswith(_MAJORITY) and (religion := world.concept_by_slug.get(slug.removeprefix(_MAJORITY))):
        return f"Majority of the population: {religion.label}"
    if body := next((each for each in world.entities if each.slug == body_of(slug)), None):
        return f"Members of {called(body.iri, world)}"
    concept = world.concept_by_slug.get(slug)
    return concept.label if concept else "Bodies" if slug == BODIES else slug


def in_a_list(slug: str, world: World) -> str:
    """What a group is called where many are listed: what sets it apart comes first."""
    religion = world.concept_by_slug.get(slug.removeprefix(_MAJORITY))
    if slug.startswith(_MAJORITY):
        return f"{UNDECIDED.get(slug) or (religion.label if religion else slug)} (majority)"
    if body := next((each for each in world.entities if each.slug == body_of(slug)), None):
        return f"{called(body.iri, world)} (members)"
    return label(slug, world)


def told(slugs: Collection[str], world: World) -> list[str]:
    """Name groups for a sentence; of many of one sort only how many they are."""
    sorts: dict[str, list[str]] = defaultdict(list)
    for slug in slugs:
        sort = next(
            (word for begins, word in _SORTS.items() if slug.startswith(begins)), "regions and bodies"
        )
        sorts[sort].append(slug)
    found = []
    for sort, alike in sorted(sorts.items()):
        many = len(alike) > _MOST_NAMED
        found += [f"{len(alike)} {sort}"] if many else sorted(label(slug, world) for slug in alike)
    return found


def groups(
    world: World,
    folded: Collection[str],
    kept: Collection[str],
    *,
    named: Collection[str] = (),
    places: Mapping[str, Place] | None = None,
    together: Mapping[str, Collection[str]] | None = None,
) -> tuple[Group, ...]:
    """Make the groups that are asked for, the narrower first: a state is drawn in one of them only.

    Groups of a standing come before the others: whoever stands so is in it, unless the reader named them.
    Then come those of a body or of a majority, which take in states of any standing but party and broker.

    Args:
        world: says which state lies in which region.
        folded: slugs of what is to be drawn as one.
        kept: IRIs of those that no region and no group of bodies takes in.
        named: IRIs of those that no group takes in.
        places: IRI of each state → where it stands.
        together: slug of each group by membership or majority → IRIs of its states.
    """
    taken = {*kept, *named}
    made = []
    for standing, slug in BY_STANDING.items():
        alike = {iri for iri, place in (places or {}).items() if place.standing is standing} - set(named)
        if slug in folded and (group := _group(world, slug, label(slug, world), EntityType.STATE, alike)):
            made.append(replace(group, standing=standing))
            taken.update(group.members)
    apart = set(named) | {iri for iri, place in (places or {}).items() if place.standing in _APART}
    chosen = {slug: set(iris) - apart for slug, iris in (together or {}).items() if slug in folded}
    inside_one: set[str] = {iri for group in made for iri in group.members}
    for slug in sorted(chosen, key=lambda slug: (len(chosen[slug]), slug)):
        if group := _group(world, slug, label(slug, world), EntityType.STATE, chosen[slug] - inside_one):
            made.append(group)
            inside_one.update(group.members)
    taken |= inside_one
    inside = {
        slug: states_of(slug, world)
        for slug in folded
        if slug != BODIES and slug not in BY_STANDING.values() and slug not in chosen
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


def blocs(world: World, day: date) -> dict[str, frozenset[str]]:
    """Put states together by the body that they certainly belong to on a day: slug of a group → IRIs."""
    found: dict[str, set[str]] = defaultdict(set)
    for tie in world.ties:
        if belongs(tie, world, day) and tie.receiver in world.entity_by_iri:
            found[members(world.entity_by_iri[tie.receiver].slug)].add(tie.sender)
    return {slug: frozenset(iris) for slug, iris in found.items() if len(iris) > 1}


def belongs(tie: Tie, world: World, day: date) -> bool:
    """Whether a tie says that a state certainly is a full member of something on a day."""
    return (
        is_full(tie)
        and tie.certainty(day) is Certainty.CERTAIN
        and world.entity_by_iri[tie.sender].type is EntityType.STATE
    )


@dataclass(frozen=True)
class Sorting:
    """A way to put all states together that a reader can ask for at once."""

    label: str
    groups: frozenset[str]  #: slugs


def sortings(world: World, schemes: Mapping[str, str], majorities: Collection[str]) -> tuple[Sorting, ...]:
    """Every way to draw all states in groups: by region of each scheme, by majority, by standing.

    Args:
        schemes: scheme of regions → what it is called.
        majorities: slugs of the groups by majority that there are; those of branches are left out.
    """
    located = {each.region for each in world.located}
    by_region = [
        Sorting(
            f"Region, {label}",
            frozenset(c.slug for c in world.concepts if c.scheme == scheme and c.slug in located),
        )
        for scheme, label in schemes.items()
    ]
    whole = frozenset(slug for slug in majorities if not _of_branch(slug, world))
    found = [
        *by_region,
        Sorting("Religion of the majority", whole),
        Sorting("Standing", frozenset(BY_STANDING.values())),
    ]
    return tuple(each for each in found if each.groups)


def _of_branch(slug: str, world: World) -> bool:
    concept = world.concept_by_slug.get(slug.removeprefix(_MAJORITY))
    return slug not in UNDECIDED and concept is not None and concept.broader is not None
