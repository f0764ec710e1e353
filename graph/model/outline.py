"""The outline of a picture: who is in it, in order, under each its ties in sentences; and what changed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from graph.model.entity import Entity, EntityType
from graph.model.kind import Family
from graph.model.sentences import named, told
from graph.model.standing import Place, Standing
from graph.model.tie import Tie
from graph.model.words import counted
from graph.model.world import World


class Line(Protocol):
    """One tie between two entities, by position in the world."""

    @property
    def tie(self) -> int: ...
    @property
    def sender(self) -> int: ...
    @property
    def receiver(self) -> int: ...


@dataclass(frozen=True)
class Entry:
    """One entity of the picture, with every tie that ends there; a tie of two entities is under both."""

    entity: Entity
    ties: tuple[int, ...]  #: positions in the world, each once


@dataclass(frozen=True)
class Section:
    """Entities that stand in one way toward the Accords, or that are of one type."""

    title: str
    entries: tuple[Entry, ...]  #: by name; never empty


@dataclass(frozen=True)
class Item:
    """A tie in a sentence that says when, on whose word, and what is not certain of it."""

    tie: Tie
    sentence: str


def sections(
    world: World, entities: Iterable[int], lines: Iterable[Line], places: Mapping[str, Place]
) -> tuple[Section, ...]:
    """Put the entities of a picture in order: states by standing, then everything else by type.

    Args:
        world: whose positions these are.
        entities: that are drawn.
        lines: between them.
        places: IRI of each state → where it stands.
    """
    ties: dict[int, dict[int, None]] = defaultdict(dict)
    for line in lines:
        ties[line.sender][line.tie] = ties[line.receiver][line.tie] = None
    entries: dict[str, list[Entry]] = {title: [] for title in (*_STANDINGS.values(), *_TYPES.values())}
    for position in entities:
        entity = world.entities[position]
        entries[_title(entity, places)].append(Entry(entity, tuple(ties[position])))
    return tuple(
        Section(title, tuple(sorted(found, key=lambda entry: (entry.entity.label, entry.entity.iri))))
        for title, found in entries.items()
        if found
    )


def _title(entity: Entity, places: Mapping[str, Place]) -> str:
    if entity.type is not EntityType.STATE:
        return _TYPES[entity.type]
    place = places.get(entity.iri)
    return _STANDINGS[place.standing if place else Standing.OUTSIDE]


#: standing → the heading over the states that stand so, in the order of the outline
_STANDINGS = {
    Standing.PARTY: "Party to the Accords",
    Standing.BROKER: "Broker",
    Standing.MEMBER: "Members",
    Standing.DECLARED: "Signed the declaration only",
    Standing.ANNOUNCED: "Announced that they join",
    Standing.CANDIDATE: "Candidates",
    Standing.APPROACHED: "Approached",
    Standing.REFUSED: "Refused",
    Standing.OUTSIDE: "Other states and territories",
}

_TYPES = {
    EntityType.AGREEMENT: "Agreements",
    EntityType.ORGANIZATION: "Organizations",
    EntityType.PERSON: "Persons",
    EntityType.PLACE: "Places",
    EntityType.THEME: "Themes",
}


def in_sentences(entry: Entry, world: World, day: date, most: int) -> dict[Family, tuple[Item, ...]]:
    """Say the ties of an entity, by family; those of one kind in order of the other end, the newest first.

    Args:
        most: ties that are said; the others are left out.
    """
    listed = sorted(
        (world.ties[position] for position in entry.ties), key=lambda tie: _rank(tie, entry, world)
    )
    by_family: dict[Family, list[Item]] = {}
    for tie in listed[:most]:
        by_family.setdefault(tie.kind.family, []).append(Item(tie, told(tie, world, day)))
    return {family: tuple(items) for family, items in by_family.items()}


_FAMILIES = {family: rank for rank, family in enumerate(Family)}


def _rank(tie: Tie, entry: Entry, world: World) -> tuple[int, str, str, int, str]:
    other = tie.receiver if tie.sender == entry.entity.iri else tie.sender
    begun = tie.span.certain_from.toordinal()
    return _FAMILIES[tie.kind.family], tie.kind.label, named(other, world), -begun, tie.iri


@dataclass(frozen=True)
class Seen:
    """What a picture holds: IRIs."""

    entities: frozenset[str]
    ties: frozenset[str]


def change(before: Seen, now: Seen) -> str:
    """Say in one sentence what a picture holds, and how many more or fewer than the one before it.

    ``34 entities and 158 ties shown; 12 ties more than before``
    """
    if not now.entities:
        return "Nothing fits these filters."
    entities = counted(len(now.entities), "entity", "entities")
    return f"{entities} and {counted(len(now.ties), 'tie')} shown; {_beside(before, now)}."


def _beside(before: Seen, now: Seen) -> str:
    parts: Sequence[tuple[Collection[str], Collection[str], str, str]] = (
        (before.ties, now.ties, "tie", "ties"),
        (before.entities, now.entities, "entity", "entities"),
    )
    for old, new, noun, plural in parts:
        if more := len(new) - len(old):
            return f"{counted(abs(more), noun, plural)} {'more' if more > 0 else 'fewer'} than before"
    for old, new, _, plural in parts:
        if others := len(set(new) - set(old)):
            return f"as many as before, {others} of the {plural} new"
    return "the same as before"
