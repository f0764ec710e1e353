"""Sides of a comparison: states and bodies, and blocs of states that a word stands for."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from graph.model.entity import Entity, EntityType
from graph.model.group import BY_STANDING, belongs, body_of, states_of
from graph.model.link import LONGEST_VALUE
from graph.model.standing import Place, Standing
from graph.model.world import World

WITH = "with"  #: parameter of a link, once for each side
LEAST, MOST = 2, 5  #: sides of a comparison

#: standing → what those who stand there are called together
_TOGETHER = {
    Standing.PARTY: "The party",
    Standing.BROKER: "The broker",
    Standing.MEMBER: "Members",
    Standing.DECLARED: "Who only declared",
    Standing.ANNOUNCED: "Who announced",
    Standing.CANDIDATE: "Candidates",
    Standing.APPROACHED: "Who was approached",
    Standing.REFUSED: "Who refused",
}


@dataclass(frozen=True)
class Side:
    """One of those who are compared."""

    word: str  #: how a link names it: the slug of an entity or a region, or a standing
    label: str
    states: tuple[str, ...]  #: IRIs of the states that it is made of, by name; empty for a body without any
    own: str = ""  #: IRI of the entity itself; empty for a region and a standing

    @property
    def is_bloc(self) -> bool:
        """Whether it stands for states other than itself."""
        return bool(self.states) and self.states != (self.own,)

    @property
    def everyone(self) -> tuple[str, ...]:
        """IRIs of all whose ties are its ties: its states, and the body itself."""
        return self.states if self.own in ("", *self.states) else (*self.states, self.own)


def side(word: str, world: World, day: date, places: Mapping[str, Place]) -> Side | None:
    """What a word of a link stands for on a day; None where it is no state, body, standing or region.

    An organisation is the states that certainly belong to it on the day, and itself; one of which no such
    state is known is itself alone.
    """
    found = next((e for e in world.entities if e.slug == word and e.type in _COMPARED), None)
    if found:
        states = (
            (found.iri,) if found.type is EntityType.STATE else _by_name(_members(found, world, day), world)
        )
        return Side(word, found.label, states, found.iri)
    if word in set(_TOGETHER):
        standing = Standing(word)
        stand = [iri for iri, place in places.items() if place.standing is standing]
        return Side(word, _TOGETHER[standing], _by_name(stand, world)) if stand else None
    region = world.concept_by_slug.get(word)
    states = _by_name(states_of(word, world), world) if region and "/region/" in region.iri else ()
    return Side(word, region.label, states) if region and states else None


_COMPARED = (EntityType.STATE, EntityType.ORGANIZATION)
COMPARED = frozenset(_COMPARED)  #: types of entities that can be a side


def word_of(iri: str, world: World, folded: Collection[str] = ()) -> str:
    """How a link names an entity, or a group that a picture draws as one; empty for who cannot be compared.

    Args:
        iri: of an entity, or the slug of a group.
        folded: slugs of the groups that there are.
    """
    entity = world.entity_by_iri.get(iri)
    if entity:
        return entity.slug if entity.type in _COMPARED else ""
    if iri not in folded:
        return ""
    standing = next((word for word, slug in BY_STANDING.items() if slug == iri), None)
    if standing:
        return str(standing) if standing in _TOGETHER else ""
    if body := body_of(iri):
        return body
    region = world.concept_by_slug.get(iri)
    return iri if region and "/region/" in region.iri else ""


def options(world: World, places: Mapping[str, Place]) -> dict[str, str]:
    """Every word that can be compared → its label: blocs by standing first, then states, bodies, regions."""
    stand = {place.standing for place in places.values()}
    found = {str(standing): f"{label} (bloc)" for standing, label in _TOGETHER.items() if standing in stand}
    for type_ in _COMPARED:
        of_type = (entity for entity in world.entities if entity.type is type_)
        found |= {e.slug: e.label for e in sorted(of_type, key=lambda e: (e.label, e.iri))}
    located = {where.region for where in world.located}
    regions = [
        c for c in world.concepts if "/region/" in c.iri and (c.slug in located or states_of(c.slug, world))
    ]
    return found | {c.slug: f"{c.label} (region)" for c in sorted(regions, key=lambda c: (c.label, c.slug))}


def usual(places: Mapping[str, Place]) -> tuple[str, ...]:
    """What is compared before a reader asks: members and candidates, or the first standings there are."""
    stand = {place.standing for place in places.values()}
    wanted = (Standing.MEMBER, Standing.CANDIDATE, *_TOGETHER)
    return tuple(str(each) for each in dict.fromkeys(wanted) if each in stand)[:LEAST]


def from_query(
    query: Mapping[str, Sequence[str]], world: World, day: date, places: Mapping[str, Place]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Read the sides of a link.

    Returns:
        The words that stand for somebody, at most ``MOST``; the words that stand for nobody; and one sentence
        for each other part that could not be used.
    """
    given = list(dict.fromkeys(query.get(WITH, ())))
    short = [word for word in given if word and len(word) <= LONGEST_VALUE]
    said = (
        []
        if len(short) == len([*filter(None, given)])
        else [f"{WITH} in the link is longer than {LONGEST_VALUE} characters and was left out"]
    )
    if len(short) > MOST:
        said.append(f"{WITH} in the link names more than {MOST}; only the first {MOST} are compared")
    asked = short[:MOST]
    kept = tuple(word for word in asked if side(word, world, day, places))
    return kept, tuple(word for word in asked if word not in kept), tuple(said)


def _members(body: Entity, world: World, day: date) -> Iterator[str]:
    for tie in world.ties:
        if tie.receiver == body.iri and belongs(tie, world, day):
            yield tie.sender


def _by_name(iris: Iterator[str] | Sequence[str] | set[str], world: World) -> tuple[str, ...]:
    return tuple(sorted(set(iris), key=lambda iri: (world.entity_by_iri[iri].label, iri)))
