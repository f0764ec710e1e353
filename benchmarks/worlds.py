"""Invented worlds of any size, of the same shapes as the real one: each thing is modelled on a real one.

A tie of such a world is a real tie between other ends, some years earlier, with as many claims, as precise
dates, as confident, from sources of the same sort. Most ties join an entity to others of its region; a
twentieth of the entities are hubs that all regions have ties with. Entities, sources and regions grow with
the ties, so that a question about one region has an answer of about the same size in every world.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from graph.model.dates import PartialDate
from graph.model.entity import Composition, Concept, Entity, EntityType, Located
from graph.model.source import Claim, Source
from graph.model.tie import Outline, Tie
from graph.model.world import World

SEED = 2020
BASE = "https://example.org/"
TIES_OF_AN_ENTITY = 20  #: ties for each entity, so that each has about twice as many
TIES_OF_A_SOURCE = 20
STATES_OF_A_REGION = 20
HUBS = 0.05  #: of the states
NEAR = 0.8  #: of the ties of a region stay in it
#: of 100 entities
TYPES = {
    EntityType.STATE: 60,
    EntityType.PERSON: 20,
    EntityType.ORGANIZATION: 10,
    EntityType.PLACE: 10,
}
#: what makes an entity findable, in pieces
SYLLABLES = (
    "ba",
    "bo",
    "dur",
    "ia",
    "kha",
    "med",
    "ne",
    "nue",
    "po",
    "san",
    "syl",
    "da",
    "ta",
    "ro",
    "zo",
    "rin",
)


@dataclass(frozen=True)
class Weights:
    """How many triples of the store a record of each sort is, on average over the real data."""

    fixed: float  #: kinds, schemes, questions, arguments: what does not grow
    tie: float
    claim: float
    entity: float
    source: float
    composition: float

    def of(self, world: World) -> int:
        """The triples that the store would hold for a world."""
        return round(
            self.fixed
            + self.tie * len(world.outlines)
            + self.claim * len(world.claims)
            + self.entity * len(world.entities)
            + self.source * len(world.sources)
            + self.composition * len(world.compositions)
        )

    def ties_for(self, real: World, triples: int) -> int:
        """How many ties an invented world of so many triples has."""
        claims = len(real.claims) / len(real.ties)
        states = TYPES[EntityType.STATE] / 100 / TIES_OF_AN_ENTITY
        shares = len(real.compositions) / len({one.state for one in real.compositions})
        each = (
            self.tie
            + self.claim * claims
            + self.entity / TIES_OF_AN_ENTITY
            + self.source / TIES_OF_A_SOURCE
            + self.composition * states * shares
        )
        return round((triples - self.fixed) / each)


def grown(real: World, ties: int) -> World:
    """Invent a world with so many ties; the same for the same size."""
    return _Inventor(real, ties).world()


class _Inventor:
    def __init__(self, real: World, ties: int):
        self.real, self.count = real, ties
        self.chance = random.Random(f"{SEED} {ties}")
        self.entities: list[Entity] = []
        self.concepts: list[Concept] = []
        self.located: list[Located] = []
        self.compositions: list[Composition] = []
        self.regions: dict[EntityType, list[list[str]]] = {}
        self.hubs: list[str] = []

    def world(self) -> World:
        sources = self._sources()
        by_model: dict[str, list[str]] = defaultdict(list)
        for number, source in enumerate(sources):
            by_model[self.real.sources[number % len(self.real.sources)].iri].append(source.iri)
        self._people()
        outlines, claims = self._said(by_model)
        as_they_are = [entity for entity in self.real.entities if entity.type not in TYPES]
        return replace(
            self.real,
            version=f"invented-{self.count}",
            entities=tuple(sorted([*self.entities, *as_they_are], key=lambda entity: entity.iri)),
            sources=tuple(sources),
            outlines=tuple(outlines),
            claims=tuple(claims),
            concepts=(*self.real.concepts, *self.concepts),
            compositions=tuple(self.compositions),
            located=tuple(self.located),
            statements=(),
            arguments=(),
        )

    def _sources(self) -> list[Source]:
        models = self.real.sources
        count = max(len(models), self.count // TIES_OF_A_SOURCE)
        # a copy rests on the copies of what its model rests on, so that as many are independent
        iris = {
            (model.iri, turn): model.iri if turn == 0 else f"{model.iri}-{turn}"
            for turn in range(count // len(models) + 1)
            for model in models
        }
        return [
            replace(
                model,
                iri=iris[model.iri, turn],
                publisher=f"{model.publisher} {turn}" if turn and model.publisher else model.publisher,
                derived_from=tuple(iris.get((above, turn), above) for above in model.derived_from),
            )
            for turn, model in (
                (number // len(models), models[number % len(models)]) for number in range(count)
            )
        ]

    def _people(self) -> None:
        """Entities with names, regions and religions."""
        count = max(100, self.count // TIES_OF_AN_ENTITY)
        shares: dict[str, list[Composition]] = defaultdict(list)
        for composition in self.real.compositions:
            shares[composition.state].append(composition)
        models: dict[EntityType, list[Entity]] = defaultdict(list)
        for entity in self.real.entities:
            models[entity.type].append(entity)
        regions = max(1, count * TYPES[EntityType.STATE] // 100 // STATES_OF_A_REGION)
        for number in range(regions):
            slug = f"region-{number}"
            self.concepts.append(Concept(f"{BASE}region/{slug}", f"Region {number}", "invented"))
        for type_, percent in TYPES.items():
            groups: list[list[str]] = [[] for _ in range(regions)]
            for number in range(count * percent // 100):
                model = models[type_][number % len(models[type_])]
                iri = f"{BASE}{type_.lower()}/{type_[0]}{number:05d}"
                name = self._name()
                names = tuple(f"{name} {language}" for language in "abcdef"[: len(model.names)])
                code = f"{type_[0]}{number:05d}" if model.code else ""
                self.entities.append(
                    replace(model, iri=iri, label=name, code=code, names=(name, *names), labels=(), note="")
                )
                groups[number % regions].append(iri)
                if type_ is EntityType.STATE:
                    self._state(number, iri, number % regions, list(shares.values()))
            self.regions[type_] = groups

    def _state(self, number: int, iri: str, region: int, shares: Sequence[Sequence[Composition]]) -> None:
        self.located.append(Located(iri, f"region-{region}", self.real.sources[0].iri))
        if self.chance.random() < HUBS:
            self.hubs.append(iri)
        for part, model in enumerate(self.chance.choice(shares)):
            here = f"{BASE}composition/{number}/{part}"
            self.compositions.append(replace(model, iri=here, state=iri))

    def _name(self) -> str:
        words = self.chance.choice((1, 1, 2))
        return " ".join(
            "".join(self.chance.choices(SYLLABLES, k=self.chance.randint(2, 4))).title() for _ in range(words)
        )

    def _said(self, sources: Mapping[str, Sequence[str]]) -> tuple[list[Outline], list[Claim]]:
        """Ties and what is claimed of them."""
        types = {entity.iri: entity.type for entity in self.real.entities}
        models = [tie for tie in self.real.ties if types.get(tie.receiver)]
        outlines, claims = [], []
        for number in range(self.count):
            model = self.chance.choice(models)
            region = self.chance.randrange(len(self.concepts))
            outline = self._outline(number, model, types, region)
            outlines.append(outline)
            earlier = self.chance.choice((0, 0, 0, 1, 2, 3, 5, 8))
            turn = self.chance.randrange(1 << 20)
            for part, claim in enumerate(model.claims):
                copies = sources[claim.source]
                claims.append(
                    replace(
                        claim,
                        iri=f"{BASE}claim/{number}.{part}",
                        tie=outline.iri,
                        source=copies[turn % len(copies)],
                        since=_earlier(claim.since, earlier),
                        until=_earlier(claim.until, earlier),
                    )
                )
        return outlines, claims

    def _outline(self, number: int, model: Tie, types: Mapping[str, EntityType], region: int) -> Outline:
        sender = self._end(types[model.sender], region) or model.sender
        receiver = self._end(types[model.receiver], region) or model.receiver
        while receiver == sender:
            receiver = self._end(types[model.receiver], region) or model.receiver
        behalf = model.outline.on_behalf_of and self._end(EntityType.STATE, region)
        return replace(
            model.outline,
            iri=f"{BASE}tie/{number:07d}",
            sender=sender,
            receiver=receiver,
            on_behalf_of=behalf or "",
        )

    def _end(self, type_: EntityType, region: int) -> str:
        """An entity of a type: of the region, or a hub; nothing where the type does not grow."""
        groups = self.regions.get(type_)
        if groups is None:
            return ""
        if type_ is EntityType.STATE and self.hubs and self.chance.random() > NEAR:
            return self.chance.choice(self.hubs)
        return self.chance.choice(groups[region] or groups[0])


def _earlier(day: PartialDate | None, years: int) -> PartialDate | None:
    if day is None or (day.month, day.day) == (2, 29):
        return day
    return PartialDate(day.year - years, day.month, day.day)
