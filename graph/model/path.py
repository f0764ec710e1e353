"""How two entities are connected: chains of ties, and the question that they answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from graph.errors import UsageError
from graph.model.entity import EntityType, Statehood
from graph.model.kind import Nature, Phase
from graph.model.link import LONGEST_LIST, unknown
from graph.model.tie import Tie
from graph.model.view import View
from graph.model.words import counted
from graph.model.world import World

#: kinds that set two apart: they join nobody, so no chain goes over them
OPPOSING = frozenset(
    {
        *("war", "attack", "threat", "accuses", "objects", "shared-threat"),
        *("refusal", "ties-ban", "trade-suspension", "airspace-closure"),
        *("severance", "recall", "expulsion", "downgrade", "mission-closing"),
    }
)
#: natures over which a chain goes; a figure of a period and a likeness are no steps
STEPS = frozenset({Nature.LASTING, Nature.FIXED})
#: stages that join two; one who has only proposed a tie does not have it yet
STANDING = frozenset({Phase.SIGNED, Phase.IN_FORCE})
MOST = 50  #: chains at most
#: clauses of a View that ask who is shown, not by which ties
_OF_ENTITIES = ("religions", "regions", "standings", "also", "organizations", "organizations_out", "text")


_ANSWERS = ("yes", "no")


class Prefer(StrEnum):
    """Which of two chains comes first."""

    SHORTEST = "shortest"
    SOURCED = "sourced"

    @property
    def label(self) -> str:
        """In words."""
        return {"shortest": "the shortest first", "sourced": "the best sourced first"}[self]


@dataclass(frozen=True)
class Route:
    """What is asked of the chains between two entities.

    Raises:
        UsageError: both ends are the same, an end is to be avoided, or one is to be passed and avoided.
    """

    start: str  #: IRI
    end: str  #: IRI
    through: str = ""  #: IRI of an entity that every chain passes
    avoiding: frozenset[str] = frozenset()  #: IRIs of entities that no chain passes
    bodies: bool = False  #: whether a chain may pass organisations and agreements
    events: bool = False  #: whether an event is a step, such as a visit
    prefer: Prefer = Prefer.SHORTEST
    most: int = 10  #: chains that are looked for

    def __post_init__(self) -> None:
        if self.start == self.end:
            raise UsageError("a chain joins two entities; both ends named are the same")
        if self.through in (self.start, self.end):
            raise UsageError("every chain passes its own ends; name a third entity to pass")
        if wrong := self.avoiding & {self.start, self.end}:
            raise UsageError(f"an end cannot be avoided: {_slugs(wrong)}")
        if self.through in self.avoiding:
            raise UsageError(f"the same entity cannot be passed and avoided: {_slugs({self.through})}")
        if not 1 <= self.most <= MOST:
            raise UsageError(f"from 1 to {MOST} chains can be looked for, not {self.most}")

    def to_query(self, world: World) -> dict[str, str | list[str]]:
        """The part of a link that says the question; what is usual is left out."""
        slugs = {iri: entity.slug for iri, entity in world.entity_by_iri.items()}
        said: dict[str, str | list[str]] = {"from": slugs[self.start], "to": slugs[self.end]}
        if self.through:
            said["through"] = slugs[self.through]
        if self.avoiding:
            said["avoiding"] = sorted(slugs[iri] for iri in self.avoiding)
        said |= {name: "yes" for name in ("bodies", "events") if getattr(self, name)}
        return said if self.prefer is Prefer.SHORTEST else {**said, "prefer": str(self.prefer)}

    @classmethod
    def from_query(
        cls, query: Mapping[str, Sequence[str]], world: World
    ) -> tuple[Route | None, tuple[str, ...]]:
        """Read the question of a link.

        Returns:
            The question, None where the link names no two ends that can be used; and a sentence for each part
            that could not be used.
        """
        iris = {entity.slug: entity.iri for entity in world.entities}
        problems: list[str] = []
        found: dict[str, list[str]] = {}
        for name in ("from", "to", "through", "avoiding"):
            given = list(query.get(name, ()))[:LONGEST_LIST]
            problems += unknown(f"entity for “{name}”", [slug for slug in given if slug not in iris])
            found[name] = [iris[slug] for slug in given if slug in iris]
        options: dict[str, object] = {}
        said: Sequence[str]
        for name in ("bodies", "events"):
            if said := query.get(name, ()):
                options[name] = said[0] == "yes"
                problems += unknown(f"answer yes or no to {name}", [w for w in said if w not in _ANSWERS])
        if said := query.get("prefer", ()):
            if said[0] in set(Prefer):
                options["prefer"] = Prefer(said[0])
            else:
                problems += unknown("order of chains", said)
        if not (found["from"] and found["to"]):
            return None, tuple(problems)
        start, end = found["from"][0], found["to"][0]
        through = next(iter(found["through"]), "")
        try:
            return cls(start, end, through, frozenset(found["avoiding"]), **options), tuple(problems)  # type: ignore[arg-type]
        except UsageError as wrong:
            return None, (*problems, str(wrong))

    def view(self, view: View, types: Iterable[EntityType] = (), *, within: bool = False) -> View:
        """The view whose ties are the steps: by the clocks, the lens and the filters of ties of another.

        Args:
            types: of the entities that the route names, each of which must be in it.
            within: whether its filters of entities count as well; without them chains pass whomever they
                need.
        """
        kept = view if within else _of_anybody(view)
        natures = STEPS | ({Nature.EVENT} if self.events else frozenset())
        return replace(
            kept,
            types=View.types | set(types),
            natures=kept.natures & natures,
            phases=kept.phases & STANDING,
            unverified=False,
            focus=frozenset(),
            folded=frozenset(),
            most=0,
        )


@dataclass(frozen=True)
class Step:
    """Two entities that follow each other in a chain, and the ties that join them."""

    start: str  #: IRI
    end: str  #: IRI
    ties: tuple[Tie, ...]  #: the best sourced first; never empty
    cost: float  #: 1, or half of log2(m) to or from a body that joins m entities

    @property
    def sources(self) -> int:
        """How many independent sources its best sourced tie has."""
        return self.ties[0].independent_sources


@dataclass(frozen=True)
class Chain:
    """One way from one entity to another."""

    steps: tuple[Step, ...]  #: never empty

    @property
    def cost(self) -> float:
        """Its length: a tie between two counts 1, a body that joins m entities counts log2(m)."""
        return sum(step.cost for step in self.steps)

    @property
    def told_length(self) -> str:
        """Its length in words: ``2 steps``; with a body in it ``length 4.4``."""
        if all(step.cost == 1 for step in self.steps):
            return counted(len(self.steps), "step")
        return f"length {self.cost:.1f}"

    @property
    def weakest(self) -> int:
        """How many independent sources the least supported of its steps has."""
        return min(step.sources for step in self.steps)

    @property
    def entities(self) -> tuple[str, ...]:
        """IRIs of whom it passes, both ends among them."""
        return (self.steps[0].start, *(step.end for step in self.steps))

    @property
    def ties(self) -> tuple[Tie, ...]:
        """Every tie of every step."""
        return tuple(tie for step in self.steps for tie in step.ties)


@dataclass(frozen=True)
class Routes:
    """The chains that were found; where there is none, what stands in the way."""

    chains: tuple[Chain, ...]
    #: what to give up → length of the shortest chain that there is then; the shortest first
    without: Mapping[str, float]

    def told_without(self) -> tuple[str, ...]:
        """Say what each thing that could be given up would bring: ``without ...: a chain of length 2``."""
        return tuple(
            f"{_GIVEN_UP.get(what, f'without the filter of {what}')}: a chain of length {length:.2g}"
            for what, length in self.without.items()
        )


#: what can be given up for a chain, in words; a clause of the View is named as such
_GIVEN_UP = {
    "bodies": "over organisations and agreements too",
    "events": "with events as steps too, such as visits",
    "through": "without the entity that it must pass",
    "avoiding": "with those that it avoids",
    "within": "beyond the entities that the view shows",
    "as_of": "on the latest day that the sources cover",
    "known_on": "with all that is known today",
    "families": "with ties of every family",
    "kinds": "with ties of every kind",
    "phases": "with ties of every stage that joins two",
    "natures": "with ties of every nature",
    "grades": "however well the ties are supported",
    "sources": "however few sources a tie has",
    "confidence": "however sure the claims are",
}


def _of_anybody(view: View) -> View:
    for clause in _OF_ENTITIES:
        view = view.without(clause)
    return replace(view, statehood=frozenset(Statehood))


def _slugs(iris: set[str] | frozenset[str]) -> str:
    return ", ".join(sorted(iri.rsplit("/", 1)[-1] for iri in iris))
