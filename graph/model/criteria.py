"""Criteria by which states are ranked as candidates: what each has of them, from ties that sources report.

Only ties that are certain on the day count. ``None`` is what no source says, never "no".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import log2
from typing import NamedTuple

from graph.model.kind import Phase
from graph.model.memberships import MEMBERSHIP, is_full
from graph.model.sentences import figure, named
from graph.model.tie import Certainty, Tie
from graph.model.words import counted, enumerated
from graph.model.world import World

#: of two kinds that say the same the first is asked first, as for standing
RELATIONS = ("diplomatic-relations", "normalisation")
BORDER, VOTES = "border", "un-agreement"
SHARES = ("export-share", "import-share")
#: the kinds of ties that any criterion reads
INPUTS = (*RELATIONS, MEMBERSHIP, BORDER, *SHARES, VOTES)
_MOST_NAMED = 5


class Criterion(StrEnum):
    """What a candidate is asked for."""

    RELATIONS = "relations"
    AGE = "age"
    ORGANISATIONS = "organisations"
    VOTES_PARTY = "votes-party"
    VOTES_BROKER = "votes-broker"
    VOTES_MEMBERS = "votes-members"
    TRADE = "trade"
    NEIGHBOURS = "neighbours"
    RELIGION = "religion"
    REGION = "region"

    @property
    def on_demand(self) -> bool:
        """Whether it counts only if the reader asks for it: it tells states apart by what they are."""
        return self in (Criterion.RELIGION, Criterion.REGION)

    @property
    def of_members(self) -> bool:
        """Whether it compares with members, so that it cannot be asked while there is none."""
        return self not in (
            Criterion.RELATIONS,
            Criterion.AGE,
            Criterion.VOTES_PARTY,
            Criterion.VOTES_BROKER,
        )

    @property
    def kinds(self) -> tuple[str, ...]:
        """Slugs of the kinds of ties that it reads; none where it reads shares of religions, or regions."""
        return _KINDS.get(self, ())

    def label(self, party: str, broker: str) -> str:
        """What the reader sees."""
        return _LABELS[self].format(party=party, broker=broker)

    def meaning(self, party: str, broker: str) -> str:
        """How it is measured, in one sentence."""
        return _MEANINGS[self].format(party=party, broker=broker)


_KINDS = {
    Criterion.RELATIONS: RELATIONS,
    Criterion.AGE: RELATIONS,
    Criterion.ORGANISATIONS: (MEMBERSHIP,),
    Criterion.VOTES_PARTY: (VOTES,),
    Criterion.VOTES_BROKER: (VOTES,),
    Criterion.VOTES_MEMBERS: (VOTES,),
    Criterion.TRADE: SHARES,
    Criterion.NEIGHBOURS: (BORDER,),
}
_LABELS = {
    Criterion.RELATIONS: "Relations with {party}",
    Criterion.AGE: "Age of these relations",
    Criterion.ORGANISATIONS: "Organisations shared with members",
    Criterion.VOTES_PARTY: "Votes like {party}",
    Criterion.VOTES_BROKER: "Votes like {broker}",
    Criterion.VOTES_MEMBERS: "Votes like members",
    Criterion.TRADE: "Trade with members",
    Criterion.NEIGHBOURS: "Members as neighbours",
    Criterion.RELIGION: "Religions like those of members",
    Criterion.REGION: "Region shared with a member",
}
_MEANINGS = {
    Criterion.RELATIONS: "1 if relations with {party} are in force, 0 if another stage is reported, such as "
    "proposed, announced, suspended or ended.",
    Criterion.AGE: "Years since the relations in force began; 0 where none are in force.",
    Criterion.ORGANISATIONS: "Organisations in which a member is too, a mean over members; one of m members "
    "counts 1/log2(m), so that small ones count more than those that nearly all belong to.",
    Criterion.VOTES_PARTY: "Share of roll calls at the United Nations on which it voted like {party}.",
    Criterion.VOTES_BROKER: "Share of roll calls at the United Nations on which it voted like {broker}.",
    Criterion.VOTES_MEMBERS: "Share of roll calls on which it voted like a member, a mean over members.",
    Criterion.TRADE: "Share of its exports that goes to members and of its imports that comes from them, "
    "the mean of both; only the partners that its source names.",
    Criterion.NEIGHBOURS: "Members with which it has a land border.",
    Criterion.RELIGION: "How far shares of religions in the population overlap, 0 to 1, a mean over members.",
    Criterion.REGION: "1 if a member lies in the same subregion of the United Nations (M49), else 0.",
}


@dataclass(frozen=True)
class Value:
    """What one state has of one criterion."""

    amount: float | None  #: None where no source says
    said: str  #: in words
    ties: tuple[str, ...] = ()  #: IRIs of the ties that say so
    sources: tuple[str, ...] = ()  #: IRIs of the sources, where no tie of a view says so


@dataclass(frozen=True)
class Frame:
    """Whom candidates are measured against, and when."""

    day: date
    party: str  #: IRI
    broker: str  #: IRI; empty where there is none
    members: tuple[str, ...]  #: IRIs, in order


@dataclass(frozen=True)
class Background:
    """What is known of states beside their ties."""

    religions: Mapping[str, Mapping[str, float]]  #: IRI of a state → slug of a religion → least share
    regions: Mapping[str, frozenset[str]]  #: IRI of a state → slugs of the regions that it lies in
    shares_by: Mapping[str, tuple[str, ...]]  #: IRI of a state → IRIs of the sources of its shares
    placed_by: Mapping[str, tuple[str, ...]]  #: IRI of a state → IRIs of the sources of its regions


Values = Mapping[Criterion, Mapping[str, Value]]


def measure(
    world: World, ties: Iterable[Tie], frame: Frame, states: Sequence[str], background: Background
) -> Values:
    """Say what each state has of each criterion: criterion → IRI of a state → value.

    A criterion that asks for members is left out while there is none, and so is one without party or broker.

    Args:
        world: gives names.
        ties: all that may be heard, likenesses among them; others than those of ``INPUTS`` are passed over.
        states: IRIs.
    """
    known = _Known(world, ties, frame)
    of: dict[Criterion, Callable[[str], Value]] = {
        Criterion.RELATIONS: known.relations,
        Criterion.AGE: known.age,
        Criterion.VOTES_PARTY: lambda state: known.votes(state, (frame.party,)),
        Criterion.VOTES_BROKER: lambda state: known.votes(state, (frame.broker,)),
        Criterion.ORGANISATIONS: known.organisations,
        Criterion.VOTES_MEMBERS: lambda state: known.votes(state, frame.members),
        Criterion.TRADE: known.trade,
        Criterion.NEIGHBOURS: known.neighbours,
        Criterion.RELIGION: lambda state: _religions(state, frame.members, background),
        Criterion.REGION: lambda state: _region(state, frame.members, background, world),
    }
    asked = [
        criterion
        for criterion in Criterion
        if (frame.members or not criterion.of_members) and (frame.broker or "broker" not in criterion)
    ]
    return {criterion: {state: of[criterion](state) for state in states} for criterion in asked}


class _Known:
    """Ties by what criteria ask of them."""

    def __init__(self, world: World, ties: Iterable[Tie], frame: Frame):
        self.world, self.frame, day = world, frame, frame.day
        self.pairs: dict[str, dict[frozenset[str], list[Tie]]] = defaultdict(lambda: defaultdict(list))
        self.belongs: dict[str, dict[str, Tie]] = defaultdict(dict)
        self.size: dict[str, int] = defaultdict(int)
        self.shares: dict[tuple[str, str], list[Tie]] = defaultdict(list)
        for tie in ties:
            kind = tie.kind.slug
            if kind in RELATIONS or kind in (BORDER, VOTES):
                self.pairs[kind][frozenset((tie.sender, tie.receiver))].append(tie)
            elif kind == MEMBERSHIP:
                if is_full(tie) and tie.certainty(day) is Certainty.CERTAIN:
                    self.belongs[tie.sender].setdefault(tie.receiver, tie)
                    self.size[tie.receiver] += 1
            elif kind in SHARES and tie.amount is not None and tie.year and tie.year.last <= day:
                self.shares[kind, tie.sender].append(tie)
        self.told = {end for pair in self.pairs[BORDER] for end in pair}

    def _relations(self, state: str) -> tuple[list[Tie], list[Tie]]:
        """Ties that say whether it has relations with the party, and those that certainly hold."""
        pair = frozenset((state, self.frame.party))
        found = next((self.pairs[kind][pair] for kind in RELATIONS if self.pairs[kind].get(pair)), [])
        return found, [tie for tie in found if tie.certainty(self.frame.day) is Certainty.CERTAIN]

    def relations(self, state: str) -> Value:
        found, certain = self._relations(state)
        holding = [tie for tie in certain if tie.phase is Phase.IN_FORCE]
        if holding:
            since = f"since {holding[0].since.spoken()}" if holding[0].since else "undated"
            return Value(1.0, f"in force, {since}", _iris(holding))
        day = self.frame.day
        over = [tie for tie in found if min(tie.span.possible_to, tie.superseded_from) <= day]
        if certain or over:
            last = (certain or over)[-1]
            stage = last.phase.label if certain and last.phase else "no longer in force"
            return Value(
                0.0, f"{stage}, {last.since.spoken()}" if certain and last.since else stage, (last.iri,)
            )
        if any(tie.certainty(day) is Certainty.POSSIBLE for tie in found):
            return Value(None, "only possible on this day", _iris(found))
        return Value(None, "no source reports any by this day")

    def age(self, state: str) -> Value:
        value = self.relations(state)
        if not value.amount:
            return Value(value.amount, "none in force" if value.amount == 0 else value.said, value.ties)
        begun = [tie for tie in self._relations(state)[1] if tie.since and tie.phase is Phase.IN_FORCE]
        if not begun or begun[0].since is None:
            return Value(None, "no source says since when", value.ties)
        years = (self.frame.day - begun[0].since.last).days / 365.25
        whole = int(years)
        return Value(years, "less than a year" if not whole else counted(whole, "year"), (begun[0].iri,))

    def votes(self, state: str, others: Sequence[str]) -> Value:
        given = [
            (told.share, told.when, tie)
            for other in others
            for tie in self.pairs[VOTES].get(frozenset((state, other)), ())
            if (told := _votes(tie, self.frame.day))
        ]
        if not given:
            return Value(None, "no figure")
        mean = sum(share for share, *_ in given) / len(given)
        periods = enumerated(dict.fromkeys(when for _, when, _ in given))
        of = f", mean of {len(given)} of {counted(len(others), 'member')}" if len(others) > 1 else ""
        ties = [tie for *_, tie in given]
        sources = dict.fromkeys(claim.source for tie in ties for claim in tie.affirming)
        return Value(mean, f"{figure(mean, 'share')}, {periods}{of}", _iris(ties), tuple(sources))

    def organisations(self, state: str) -> Value:
        own, members = self.belongs.get(state, {}), self.frame.members
        if not own:
            return Value(None, "no source reports a membership")
        shared = {
            body: sum(body in self.belongs.get(member, {}) for member in members if member != state)
            for body in own
        }
        shared = {body: number for body, number in shared.items() if number}
        weight = {body: 1 / log2(max(2, self.size[body])) for body in shared}
        total = sum(weight[body] * number for body, number in shared.items()) / len(members)
        nearest = sorted(shared, key=lambda body: (-weight[body] * shared[body], body))
        first = enumerated(named(body, self.world) for body in nearest[:2])
        told = f"{len(shared)} of its {counted(len(own), 'organisation')}"
        return Value(
            total,
            f"{told}; most weight: {first}" if first else told,
            tuple(own[body].iri for body in nearest[:_MOST_NAMED]),
        )

    def trade(self, state: str) -> Value:
        parts, words, ties = [], [], []
        for kind, way in zip(SHARES, ("exports to", "imports from"), strict=True):
            told = self.shares.get((kind, state), [])
            if not told:
                continue
            year = max(tie.year.year for tie in told if tie.year)
            newest = [tie for tie in told if tie.year and tie.year.year == year]
            found = [tie for tie in newest if tie.receiver in self.frame.members]
            parts.append(sum(tie.amount or 0.0 for tie in found))
            ties += found
            of = f"{figure(parts[-1], 'share')} of {way} members, {year}"
            words.append(of if found else f"no member among the partners named for {way.split()[0]}, {year}")
        if not parts:
            return Value(None, "no figure")
        return Value(sum(parts) / len(parts), "; ".join(words), _iris(ties))

    def neighbours(self, state: str) -> Value:
        # each border of a member is told, so that whoever is not among its neighbours is none
        if not self.told.intersection(self.frame.members):
            return Value(None, "no source names a land border of a member")
        found = [
            tie
            for member in self.frame.members
            for tie in self.pairs[BORDER].get(frozenset((state, member)), ())
        ]
        names = [named(tie.receiver if tie.sender == state else tie.sender, self.world) for tie in found]
        return Value(float(len(found)), enumerated(names) or "none is named", _iris(found))


class _Told(NamedTuple):
    share: float
    when: str


def _votes(tie: Tie, day: date) -> _Told | None:
    """The share of agreement over the longest period that was over by a day, of these the last.

    Those of some states are told year by year too; that over several years can be compared for all.
    """
    found: list[tuple[int, int, float]] = []
    for claim in tie.affirming:
        first, last = claim.since or claim.year, claim.until or claim.year
        if claim.amount is not None and not claim.theme and first and last and last.last <= day:
            found.append((last.year - first.year, last.year, claim.amount))
    if not found:
        return None
    years, last_year, share = max(found)
    return _Told(share, f"{last_year - years} to {last_year}" if years else str(last_year))


def _iris(ties: Iterable[Tie]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tie.iri for tie in ties))


def _religions(state: str, members: Sequence[str], background: Background) -> Value:
    """The overlap of two compositions is the sum of the smaller share of each religion (Renkonen 1938)."""
    shares = background.religions
    given, others = shares.get(state), [found for member in members if (found := shares.get(member))]
    if not given or not others:
        return Value(None, "no shares are given")
    overlaps = [
        sum(min(share, other.get(religion, 0.0)) for religion, share in given.items()) for other in others
    ]
    mean = min(1.0, sum(overlaps) / len(overlaps))
    told = f"overlap {figure(mean, 'share')}, mean of {counted(len(others), 'member')}"
    return Value(mean, told, sources=background.shares_by.get(state, ()))


def _region(state: str, members: Sequence[str], background: Background, world: World) -> Value:
    own = background.regions.get(state, frozenset())
    if not own:
        return Value(None, "no source says in which region it lies")
    of_members = {region for member in members for region in background.regions.get(member, ())}
    names = [
        world.concept_by_slug[slug].label
        for slug in sorted(own & of_members)
        if slug in world.concept_by_slug
    ]
    sources = background.placed_by.get(state, ())
    return Value(float(bool(own & of_members)), enumerated(names) or "none", sources=sources)
