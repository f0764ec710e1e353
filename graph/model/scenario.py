"""What a reader supposes: who joins the Accords and who leaves. Nothing of it is a fact."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from hashlib import blake2b

from graph.errors import UsageError
from graph.model.entity import EntityType
from graph.model.kind import Family
from graph.model.link import LONGEST_LIST, quoted, unknown
from graph.model.standing import ACCORDS, Place, Standing
from graph.model.tie import Tie
from graph.model.words import enumerated
from graph.model.world import World

RELATIONS, ACCESSION = "diplomatic-relations", "accession"  #: kinds of supposed ties
#: families of ties that end where a state leaves; a border or a trade agreement stays
_OF_ACCORDS = frozenset({Family.ACCORD, Family.DIPLOMATIC})
MOST = 20  #: states that may join or leave at once

#: what every page and file that supposes says
SUPPOSED = (
    "Supposed, not reported: what stands here follows from what the reader supposes and from ties that our "
    "sources report. It is no forecast, and nobody has said that it will be so."
)


class Rule(StrEnum):
    """What an accession brings, and a withdrawal ends."""

    RELATIONS = "relations"
    MEMBERS = "members"
    FORUM = "forum"

    @property
    def label(self) -> str:
        """In words."""
        return {
            "relations": "Relations with {party} only",
            "members": "Ties with all members",
            "forum": "Membership of the forum only",
        }[self]

    @property
    def meaning(self) -> str:
        """What is supposed, in one sentence."""
        return {
            "relations": "Who joins has diplomatic relations with {party}, and nothing else; who leaves "
            "loses its diplomatic and Accords ties with {party}.",
            "members": "Who joins has diplomatic relations with {party} and with every member; who leaves "
            "loses its diplomatic and Accords ties with all of these.",
            "forum": "Who joins is tied to the Accords as a body, and to nobody by that; who leaves loses "
            "that tie.",
        }[self]


@dataclass(frozen=True)
class Scenario:
    """Who is supposed to join and who to leave.

    Raises:
        UsageError: a state shall do both, or too many are named.
    """

    joins: frozenset[str] = frozenset()  #: IRIs of states
    leaves: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        if both := self.joins & self.leaves:
            slugs = ", ".join(sorted(iri.rsplit("/", 1)[-1] for iri in both))
            raise UsageError(f"a state cannot join and leave at once: {slugs}")
        if len(self.joins | self.leaves) > MOST:
            raise UsageError(f"at most {MOST} states can join or leave in one scenario")

    def __bool__(self) -> bool:
        return bool(self.joins or self.leaves)

    @property
    def digest(self) -> str:
        """A name made of what is supposed: the same for the same scenario."""
        said = " ".join([*sorted(self.joins), "/", *sorted(self.leaves)])
        return blake2b(said.encode("utf-8", "replace"), digest_size=6).hexdigest()

    def told(self, world: World) -> str:
        """In words: ``Saudi Arabia joins and Morocco leaves``."""

        def names(iris: Iterable[str]) -> str:
            return enumerated(sorted(world.entity_by_iri[iri].label for iri in iris))

        joins = f"{names(self.joins)} {'joins' if len(self.joins) == 1 else 'join'}" if self.joins else ""
        leaves = (
            f"{names(self.leaves)} {'leaves' if len(self.leaves) == 1 else 'leave'}" if self.leaves else ""
        )
        return " and ".join(filter(None, (joins, leaves))) or "nobody joins or leaves"

    def to_query(self, world: World) -> dict[str, str | list[str]]:
        """The part of a link that says it."""
        said = {
            name: sorted(world.entity_by_iri[iri].slug for iri in iris)
            for name, iris in (("joins", self.joins), ("leaves", self.leaves))
            if iris
        }
        return {**said}

    @classmethod
    def from_query(
        cls, query: Mapping[str, Sequence[str]], world: World
    ) -> tuple[Scenario | None, tuple[str, ...]]:
        """Read it from a link: None where it names nobody; and say what could not be used."""
        states = {entity.slug: entity.iri for entity in world.entities if entity.type is EntityType.STATE}
        problems: list[str] = []
        found: dict[str, frozenset[str]] = {}
        for name in ("joins", "leaves"):
            given = list(query.get(name, ()))[:LONGEST_LIST]
            problems += unknown(f"state for “{name}”", [slug for slug in given if slug not in states])
            found[name] = frozenset(states[slug] for slug in given if slug in states)
        if not any(found.values()):
            return None, tuple(problems)
        try:
            return cls(**found), tuple(problems)
        except UsageError as wrong:
            return None, (*problems, str(wrong))


def rule_from_query(query: Mapping[str, Sequence[str]]) -> tuple[Rule, tuple[str, ...]]:
    """Read from a link which rule is looked at; and say what could not be used."""
    said = next(iter(query.get("rule", ())), Rule.MEMBERS)
    if said in set(Rule):
        return Rule(said), ()
    return Rule.MEMBERS, (f"no rule {quoted(said)}; there are {enumerated(Rule)}",)


@dataclass(frozen=True)
class Supposed:
    """A tie that is supposed: no ``Tie``, so that nothing which takes facts can take it for one."""

    sender: str  #: IRI of the state that joins
    receiver: str  #: IRI of the party, a member, or the Accords
    kind: str  #: slug
    rule: Rule

    @property
    def pair(self) -> tuple[str, str]:
        """Its ends in order."""
        return min(self.sender, self.receiver), max(self.sender, self.receiver)

    def told(self, world: World) -> str:
        """In a sentence that says what it is."""
        kind = world.kind_by_slug.get(self.kind)
        verb = kind.verb if kind else self.kind.replace("-", " ")
        ends = (world.entity_by_iri[iri].label for iri in (self.sender, self.receiver))
        return f"Supposed: {f' {verb} '.join(ends)}"


@dataclass(frozen=True)
class Circle:
    """Who stands in the Accords by the lens of a view."""

    accords: str  #: IRI of the agreement; empty where the world has none
    parties: tuple[str, ...]
    members: tuple[str, ...]
    belonging: Mapping[str, tuple[str, ...]]  #: IRI of party, broker, member → IRIs of the ties that say so

    @classmethod
    def of(cls, world: World, places: Mapping[str, Place]) -> Circle:
        """Read it from where states stand."""
        named = (e.iri for e in world.entities if e.slug == ACCORDS and e.type is EntityType.AGREEMENT)
        kept = (Standing.PARTY, Standing.BROKER, Standing.MEMBER)

        def standing(wanted: Standing) -> tuple[str, ...]:
            return tuple(sorted(iri for iri, place in places.items() if place.standing is wanted))

        return cls(
            accords=next(named, ""),
            parties=standing(Standing.PARTY),
            members=standing(Standing.MEMBER),
            belonging={iri: place.ties for iri, place in sorted(places.items()) if place.standing in kept},
        )

    def after(self, scenario: Scenario) -> tuple[str, ...]:
        """The members, were it so: the party stays what it is."""
        return tuple(sorted((set(self.members) | scenario.joins - set(self.parties)) - scenario.leaves))

    def supposed(
        self, scenario: Scenario, rule: Rule, related: Collection[tuple[str, str]]
    ) -> tuple[tuple[Supposed, ...], tuple[tuple[str, str], ...]]:
        """The ties that are supposed, in order.

        Args:
            related: pairs, ends in order, that have diplomatic relations or are tied to the Accords already.

        Returns:
            The ties; and the pairs for which none is supposed, as sources report it already.
        """
        found: dict[tuple[str, str], Supposed] = {}
        already: set[tuple[str, str]] = set()
        others = self._others(rule, self.after(scenario))
        for state in sorted(scenario.joins - set(self.parties)):
            for other in others:
                kind = ACCESSION if other == self.accords else RELATIONS
                tie = Supposed(state, other, kind, rule)
                if other == state or tie.pair in found:
                    continue
                if tie.pair in related:
                    already.add(tie.pair)
                else:
                    found[tie.pair] = tie
        return tuple(found.values()), tuple(sorted(already))

    def cut(self, scenario: Scenario, rule: Rule) -> frozenset[tuple[str, str]]:
        """The pairs, ends in order, whose ties of the Accords would end."""
        others = self._others(rule, self.members)
        return frozenset(
            (min(state, other), max(state, other))
            for state in scenario.leaves
            for other in others
            if other != state
        )

    def _others(self, rule: Rule, members: Iterable[str]) -> tuple[str, ...]:
        if rule is Rule.FORUM:
            return (self.accords,) if self.accords else ()
        return self.parties if rule is Rule.RELATIONS else (*self.parties, *members)


def ends_with(tie: Tie) -> bool:
    """Whether a tie ends where one of its two ends leaves."""
    return tie.kind.family in _OF_ACCORDS


def named_party(text: str, circle: Circle, world: World) -> str:
    """Put the name of the party into a text of a rule."""
    party = enumerated(world.entity_by_iri[iri].label for iri in circle.parties) or "the party"
    return text.replace("{party}", party)
