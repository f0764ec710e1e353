"""Where each state stands toward the Accords on a day, under a lens: derived, never stored."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from itertools import chain
from operator import attrgetter

from graph.model.dates import FOREVER, PartialDate
from graph.model.entity import EntityType
from graph.model.kind import Phase
from graph.model.lens import Lens, Rule
from graph.model.shown import show
from graph.model.tie import Certainty, Tie
from graph.model.world import World

ACCORDS = "abraham-accords"  #: slug of the agreement that standing is about


class Standing(StrEnum):
    """The first that applies, in this order; candidate, approached and refused by the latest date."""

    PARTY = "party"
    BROKER = "broker"
    MEMBER = "member"
    DECLARED = "declared"
    ANNOUNCED = "announced"
    CANDIDATE = "candidate"
    APPROACHED = "approached"
    REFUSED = "refused"
    OUTSIDE = "outside"

    @property
    def meaning(self) -> str:
        """One line for the reader."""
        return _MEANINGS[self]


_MEANINGS = {
    Standing.PARTY: "the party with which the others make peace",
    Standing.BROKER: "mediates the Accords; counted neither as party nor as member",
    Standing.MEMBER: "a member under the chosen lens",
    Standing.DECLARED: "signed the declaration only",
    Standing.ANNOUNCED: "announced that it joins; no signature is reported",
    Standing.CANDIDATE: "named as a candidate, by itself or by others",
    Standing.APPROACHED: "publicly asked to join",
    Standing.REFUSED: "reported to decline",
    Standing.OUTSIDE: "none of these",
}


@dataclass(frozen=True)
class Place:
    """Where one state stands, and by which ties."""

    standing: Standing
    since: date | None  #: the day from which it certainly stands there; None for outside
    said: PartialDate | None = None  #: the same as precise as the source; None where no source dates it
    ties: tuple[str, ...] = ()  #: IRIs of the ties that say so
    others: tuple[Standing, ...] = ()  #: further standings that apply, shown in the panel

    @property
    def spoken(self) -> str:
        """When, in words: ``since March 2025``, or by when it was reported where no source dates it."""
        if self.said is not None:
            return f"since {self.said.spoken()}"
        return f"reported by {PartialDate.of(self.since).spoken()}" if self.since else ""


class Places(dict[str, Place]):
    """Where every state stands: IRI of the state → its place."""

    @cached_property
    def standing(self) -> Mapping[Standing, tuple[str, ...]]:
        """Standing → IRIs of the states that stand so."""
        found: dict[Standing, list[str]] = {standing: [] for standing in Standing}
        for iri, place in self.items():
            found[place.standing].append(iri)
        return {standing: tuple(iris) for standing, iris in found.items()}


#: kinds of ties that say where a state stands; all others are passed over, and they are the most
_TELLING = frozenset(
    {
        "diplomatic-relations", "normalisation", "accession", "accession-request",
        "signature", "mediation", "candidacy", "refusal",
    }
)  # fmt: skip

_OF_PAIRS = frozenset({"diplomatic-relations", "normalisation"})


def places(world: World, day: date, lens: Lens, told: Told | None = None) -> Places:
    """Say for every state where it stands on a day.

    Only ties that are certain on the day count. *Told* is what `Told.of` gives, for who asks many days.
    """
    facts = _Facts(told or Told.of(world, lens), day)
    heard = facts.heard
    return Places(
        (state, _place(state, facts, lens) if state in heard else _OUTSIDE) for state in facts.told.states
    )


def _seen_through(world: World, lens: Lens) -> tuple[Tie, ...]:
    """The ties that say where states stand, as the sources tell them that count under a lens."""
    if not lens.sources:
        found = (tie for slug in _TELLING for tie in world.ties_by_kind.get(slug, ()))
        return tuple(sorted(found, key=attrgetter("iri")))
    # who is party and broker is no matter of whose list one reads
    frame = {"signature", "mediation"}
    slugs = {source.iri for source in world.sources if source.slug in lens.sources}
    framed = {outline.iri for outline in world.outlines if outline.kind.slug in frame}
    kept = [claim for claim in world.claims if claim.source in slugs or claim.tie in framed]
    ties = show(world.outlines, kept, world.source_by_iri)
    return tuple(tie for tie in ties if tie.kind.slug in _TELLING)


class Told:
    """The ties that say where states stand: what is the same on every day is found once."""

    def __init__(self, ties: Iterable[Tie], accords: str, states: Iterable[str]):
        self.ties = tuple(ties)
        self.accords = accords  #: IRI of the agreement
        self.states = tuple(states)  #: IRIs of all states
        self.relations: dict[frozenset[str], dict[str, list[Tie]]] = defaultdict(lambda: defaultdict(list))
        others: list[Tie] = []
        for tie in self.ties:
            if tie.kind.slug not in _OF_PAIRS:
                others.append(tie)
            elif tie.phase is Phase.IN_FORCE:
                self.relations[frozenset((tie.sender, tie.receiver))][tie.kind.slug].append(tie)
        self.others = tuple(others)  #: all but relations
        self.ever_acceding = frozenset(
            tie.sender for tie in others if tie.kind.slug == "accession" and tie.receiver == accords
        )

    @classmethod
    def of(cls, world: World, lens: Lens) -> Told:
        """What the sources tell that count under a lens."""
        accords = next(
            (e.iri for e in world.entities if e.slug == ACCORDS and e.type is EntityType.AGREEMENT), ""
        )
        states = (entity.iri for entity in world.entities if entity.type is EntityType.STATE)
        return cls(_seen_through(world, lens), accords, states)


class _Facts:
    """The ties of the accord family that count on one day, by state."""

    def __init__(self, told: Told, day: date):
        self.told, self.day = told, day
        self.signatures: dict[str, list[Tie]] = defaultdict(list)
        self.mediations: dict[str, list[Tie]] = defaultdict(list)
        self.accessions: dict[str, list[Tie]] = defaultdict(list)
        self.approaches: dict[str, list[tuple[date, int, Standing, Tie]]] = defaultdict(list)
        own_signature: dict[str, list[Tie]] = defaultdict(list)
        for tie in told.others:
            if tie.certainty(day) is not Certainty.CERTAIN or (tie.unverified and tie.affirming):
                continue
            kind, sender, of_accords = tie.kind.slug, tie.sender, tie.receiver == told.accords
            if kind == "signature" and of_accords and tie.role != "witness":
                self.signatures[tie.outline.on_behalf_of or sender].append(tie)
                own_signature[sender].append(tie)
            elif kind == "mediation" and of_accords:
                self.mediations[sender].append(tie)
            elif kind == "accession" and of_accords:
                self.accessions[sender].append(tie)
            elif kind == "candidacy" and of_accords:
                self._approach(sender, Standing.CANDIDATE, tie)
            elif kind == "accession-request":
                self._approach(tie.receiver, Standing.APPROACHED, tie)
            elif kind == "refusal":
                self._approach(sender, Standing.REFUSED, tie)
        states = frozenset(told.states)
        self.parties = {
            state: signed for state, signed in own_signature.items() if state in states - told.ever_acceding
        }
        self.brokers = {state: mediated for state, mediated in self.mediations.items() if state in states}

    @property
    def heard(self) -> frozenset[str]:
        """Of whom anything is told; each way to stand anywhere asks for one of these."""
        return frozenset(chain(self.signatures, self.accessions, self.approaches, self.parties, self.brokers))

    def _approach(self, state: str, standing: Standing, tie: Tie) -> None:
        # on one day a refusal is heard after the question
        order = (Standing.CANDIDATE, Standing.APPROACHED, Standing.REFUSED).index(standing)
        self.approaches[state].append((tie.span.certain_from, order, standing, tie))

    def relations_with_a_party(self, state: str) -> list[Tie]:
        """Relations of a state with a party; where diplomatic relations are dated, they decide."""
        found: list[Tie] = []
        for party in self.parties:
            kinds = self.told.relations.get(frozenset((state, party)), {})
            found += kinds.get("diplomatic-relations") or kinds.get("normalisation", [])
        return [tie for tie in found if tie.certainty(self.day) is Certainty.CERTAIN]


_OUTSIDE = Place(Standing.OUTSIDE, None)


def _place(state: str, facts: _Facts, lens: Lens) -> Place:
    found = list(_standings(state, facts, lens))
    if not found:
        return _OUTSIDE
    standing, decisive, ties = found[0]
    others = tuple(dict.fromkeys(other for other, *_ in found[1:] if other is not standing))
    return Place(standing, decisive.span.certain_from, decisive.since, tuple(tie.iri for tie in ties), others)


def _standings(state: str, facts: _Facts, lens: Lens) -> Iterator[tuple[Standing, Tie, list[Tie]]]:
    """What applies to a state, the first first: the standing, the tie that dates it, all that say so."""
    if ties := facts.parties.get(state):
        yield Standing.PARTY, min(ties, key=_begun), ties
        return
    if ties := facts.brokers.get(state):
        yield Standing.BROKER, min(ties, key=_begun), ties
        return
    for rule in lens.rules:
        if (ties := _meets(state, rule, facts)) is not None:
            # a member since the day on which the last of its conditions was met
            yield Standing.MEMBER, max(ties, key=_begun), ties
            break
    accessions = facts.accessions.get(state, [])
    if signed := facts.signatures.get(state, []) + _in_phases(accessions, {Phase.SIGNED}):
        yield Standing.DECLARED, min(signed, key=_begun), signed
    if announced := _in_phases(accessions, {Phase.ANNOUNCED}):
        yield Standing.ANNOUNCED, min(announced, key=_begun), announced
    for _, _, standing, tie in sorted(
        facts.approaches.get(state, []), key=lambda item: (item[0], item[1], item[3].iri), reverse=True
    ):
        yield standing, tie, [tie]


def _begun(tie: Tie) -> date:
    return tie.span.certain_from


def _meets(state: str, rule: Rule, facts: _Facts) -> list[Tie] | None:
    """The ties by which a state meets a rule; None if it does not."""
    by: list[Tie] = []
    signatures = facts.signatures.get(state, [])
    if rule.signature:
        if not signatures:
            return None
        by += signatures[:1]
    if rule.relations_through:
        signed = min((tie.span.certain_from for tie in signatures), default=FOREVER)
        relations = [tie for tie in facts.relations_with_a_party(state) if tie.span.certain_from >= signed]
        if not relations:
            return None
        by += relations[:1]
    if rule.accession:
        accessions = _in_phases(facts.accessions.get(state, []), rule.accession)
        if rule.announced_by_another:
            accessions = [tie for tie in accessions if _announced_by_another(tie)]
        if not accessions:
            return None
        by += accessions[:1]
    return by


def _announced_by_another(tie: Tie) -> bool:
    return any(claim.announced_by and claim.announced_by != tie.sender for claim in tie.affirming)


def _in_phases(ties: Iterable[Tie], phases: Iterable[Phase]) -> list[Tie]:
    wanted = set(phases)
    return [tie for tie in ties if tie.phase in wanted]


def count(standings: Mapping[str, Place]) -> dict[Standing, int]:
    """How many states stand where, in the order of standings."""
    tally = dict.fromkeys(Standing, 0)
    for place in standings.values():
        tally[place.standing] += 1
    return tally
