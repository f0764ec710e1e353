"""Disputes: found in what the sources say by one rule, with both sides and how many voices each has.

Disputed is what claims known by the date deny of one another; or one question of a single answer about one
subject and period, answered differently; or dates or stages of one tie that exclude each other; or shares of
one religion, base and year whose ranges do not meet. Mere precision is no dispute: a month within a year, or
a number within a range, contradicts nothing. Nor does what rests on general knowledge alone.

A statement answers for its year, or from its day on, or, where it says neither, whenever one asks; two
statements are about one period unless their periods exclude each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from graph.model.dates import BEGINNING, FOREVER
from graph.model.entity import Composition
from graph.model.kind import Nature
from graph.model.sentences import GRAVE, named
from graph.model.shown import dates_exclude
from graph.model.source import Claim, Source, independent, roots
from graph.model.tie import Tie
from graph.model.words import counted, enumerated
from graph.model.world import Statement, World

Thing = TypeVar("Thing")


class Ground(StrEnum):
    """Why two voices cannot both be right."""

    DENIAL = "denial"  #: one says of a tie that it is, the other that it is not
    STAGES = "stages"  #: two stages of one tie that cannot both be reached
    DATES = "dates"  #: two beginnings or two ends of one tie
    ANSWERS = "answers"  #: two answers to a question that has one
    SHARES = "shares"  #: two shares whose ranges do not meet


@dataclass(frozen=True)
class Voice:
    """One claim, statement or share, on one side of a dispute."""

    iri: str
    source: Source
    locator: str
    comment: str
    contested: bool  #: reported as a claim of somebody, not as a fact


@dataclass(frozen=True)
class Side:
    """What some say, and who."""

    says: str  #: a clause that completes "some say ...": ``that it is so``, ``yes``
    voices: tuple[Voice, ...]  #: never empty; the most reliable source first
    roots: tuple[str, ...]  #: IRIs of what its sources finally rest on
    independent: int  #: how many of its sources stand on their own


@dataclass(frozen=True)
class Dispute:
    """Something on which sources contradict each other."""

    id: str  #: stable: the line of a tie, or the subject and the question
    about: str  #: IRI of the entity that it is about
    grounds: tuple[Ground, ...]
    sentence: str  #: what is disputed, and how many stand on which side
    sides: tuple[Side, ...]  #: two or more
    ties: tuple[str, ...] = ()  #: IRIs of the ties that are disputed; empty for answers and shares
    question: str = ""  #: slug

    @property
    def count(self) -> str:
        """How many stand where, in words: the end of the sentence."""
        return _count(self.sides)

    @property
    def sources(self) -> frozenset[str]:
        """IRIs of all who take part."""
        return frozenset(voice.source.iri for side in self.sides for voice in side.voices)


class Matter(StrEnum):
    """What a dispute is about, the most consequential first."""

    MEMBERSHIP = "membership"  #: whether a state has joined the Accords, or how many have
    TIES = "ties"  #: whether another tie is, in which stage, or since when
    ANSWERS = "answers"  #: what is true of a state, in words
    SHARES = "shares"  #: how large a share is

    @property
    def label(self) -> str:
        """What the reader sees."""
        return _MATTERS[self]


_MATTERS = {
    Matter.MEMBERSHIP: "Membership of the Accords",
    Matter.TIES: "Other ties and their dates",
    Matter.ANSWERS: "Answers to a question",
    Matter.SHARES: "Shares of a population",
}

#: kinds of ties by which a state joins
_JOINING = frozenset({"accession", "signature", "normalisation"})
_MEMBER_COUNT = "member-count"  #: slug of the question how many members there are


def matter(dispute: Dispute, world: World) -> Matter:
    """Say what a dispute is about."""
    if Ground.SHARES in dispute.grounds:
        return Matter.SHARES
    if not dispute.ties:
        return Matter.MEMBERSHIP if dispute.question == _MEMBER_COUNT else Matter.ANSWERS
    joining = any(world.outline_by_iri[iri].kind.slug in _JOINING for iri in dispute.ties)
    return Matter.MEMBERSHIP if joining else Matter.TIES


def by_consequence(found: Iterable[Dispute], world: World) -> tuple[Dispute, ...]:
    """Order disputes by matter, then by how strong they are.

    Of one matter those come first of which even the weakest side has most independent sources; then those
    of which all sides together have most.
    """

    def consequence(dispute: Dispute) -> tuple[int, int, int, str]:
        behind = [side.independent for side in dispute.sides]
        return list(Matter).index(matter(dispute, world)), -min(behind), -sum(behind), dispute.id

    return tuple(sorted(found, key=consequence))


def involved(dispute: Dispute, world: World) -> frozenset[str]:
    """IRIs of the entities that a dispute concerns: its subject, and both ends of its ties."""
    ends = {end for iri in dispute.ties for end in _ends(iri, world)}
    return frozenset({dispute.about, *ends} & world.entity_by_iri.keys())


def _ends(iri: str, world: World) -> tuple[str, str]:
    outline = world.outline_by_iri[iri]
    return outline.sender, outline.receiver


def disputes(world: World) -> tuple[Dispute, ...]:
    """Find all disputes in a world as it is known, in order of id; empty if its sources agree."""
    found = [*_about_ties(world), *_about_answers(world), *_about_shares(world)]
    return tuple(sorted(found, key=lambda dispute: dispute.id))


def _about_ties(world: World) -> Iterator[Dispute]:
    """One dispute for each tie, or for all stages of one line that dispute each other."""
    by_line: dict[tuple[str, ...], list[Tie]] = defaultdict(list)
    for tie in world.ties:
        if tie.disputed:
            lasting = tie.kind.nature is Nature.LASTING
            by_line[tie.outline.line if lasting else (tie.iri,)].append(tie)
    for ties in by_line.values():
        grounds: dict[Ground, None] = {}
        sides: list[Side] = []
        for tie in ties:
            found = list(_sides(tie, world, among=len(ties)))
            sides += [side for _, side in found]
            grounds |= dict.fromkeys(ground for ground, _ in found if ground)
        if any(tie.rivals for tie in ties):
            grounds[Ground.STAGES] = None
        yield Dispute(
            id=_line_id(ties[0]) if ties[0].kind.nature is Nature.LASTING else _last(ties[0].iri),
            about=ties[0].sender,
            grounds=tuple(ground for ground in Ground if ground in grounds),
            sentence=f"{_whether(ties, world)}: {_count(sides)}",
            sides=tuple(sides),
            ties=tuple(tie.iri for tie in ties),
        )


def _sides(tie: Tie, world: World, among: int) -> Iterator[tuple[Ground | None, Side]]:
    """The sides on one tie: who says that it is, by its dates where these clash, and who denies it."""
    so = tie.phase.label if tie.phase and among > 1 else "so"
    clashing = _clashing(tie)
    dated = {claim.iri for group in clashing for claim in group}
    others = [claim for claim in tie.affirming if claim.iri not in dated]
    if others and (tie.denying or among > 1):
        yield None, _side(f"that it is {so}", others, world)
    for group in clashing:
        yield Ground.DATES, _side(f"that it is {so} {_dates(group[0])}", group, world)
    if tie.denying:
        yield Ground.DENIAL, _side(f"that it is not {so}", tie.denying, world)


def _clashing(tie: Tie) -> list[list[Claim]]:
    """The claims whose dates exclude those of another, those that can be true together side by side."""
    clash = [claim for claim in tie.affirming if any(dates_exclude(claim, other) for other in tie.affirming)]
    # the most precise first, so that a year joins the day that it contains and not the other way round
    clash.sort(key=lambda claim: (-_precision(claim), str(claim.since), str(claim.until)))
    return _together(clash, lambda a, b: not dates_exclude(a, b))


def _precision(claim: Claim) -> int:
    return sum(said.precision for said in (claim.since, claim.until) if said)


def _dates(claim: Claim) -> str:
    since = f"since {claim.since.spoken()}" if claim.since else ""
    until = f"until {claim.until.spoken()}" if claim.until else ""
    return f"{since} {until}".strip()


def _whether(ties: Sequence[Tie], world: World) -> str:
    first = ties[0]
    sender, receiver = named(first.sender, world), named(first.receiver, world)
    if len(ties) > 1:
        stages = enumerated((tie.phase.label for tie in ties if tie.phase), last="or")
        return f"Whether {sender} {first.kind.verb} {receiver}, and in which stage ({stages})"
    if first.kind.slug in GRAVE:
        return f"Whether {sender} is rightly named {GRAVE[first.kind.slug]} {receiver}"
    when = f" {_spoken(first)}" if first.kind.nature is Nature.EVENT and first.since else ""
    return f"Whether {sender} {first.kind.verb} {receiver}{when}"


def _spoken(tie: Tie) -> str:
    if tie.since is None:
        return ""
    return f"{'on' if tie.since.precision == 3 else 'in'} {tie.since.spoken()}"


def _line_id(tie: Tie) -> str:
    return ".".join(_last(part) for part in tie.outline.line if part)


def _about_answers(world: World) -> Iterator[Dispute]:
    single = {question.slug: question for question in world.questions if question.single_valued}
    asked: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in world.statements:
        if statement.question in single and not statement.unverified:
            asked[statement.about, statement.question].append(statement)
    for (about, slug), statements in asked.items():
        contrary = [a for a in statements if any(_contradict(a, b) for b in statements)]
        if not contrary:
            continue
        by_answer: dict[frozenset[str], list[Statement]] = defaultdict(list)
        for statement in contrary:
            by_answer[frozenset(statement.answers)].append(statement)
        sides = [
            _side(_answer(answers, world), said, world)
            for answers, said in sorted(by_answer.items(), key=lambda item: sorted(item[0]))
        ]
        yield Dispute(
            id=f"{_last(about)}.{slug}",
            about=about,
            grounds=(Ground.ANSWERS,),
            sentence=f"{named(about, world)}: {single[slug].label} {_count(sides)}",
            sides=tuple(sides),
            question=slug,
        )


def _contradict(a: Statement, b: Statement) -> bool:
    if frozenset(a.answers) == frozenset(b.answers):
        return False
    first, last = zip(_period(a), _period(b), strict=True)
    return max(first) <= min(last)


def _period(statement: Statement) -> tuple[date, date]:
    """The first and the last day for which a statement answers."""
    if statement.year:
        return statement.year.first, statement.year.last
    return (statement.since.first if statement.since else BEGINNING), FOREVER


def _answer(answers: Iterable[str], world: World) -> str:
    words = {"true": "yes", "false": "no"}
    return enumerated(words.get(answer) or named(answer, world) for answer in sorted(answers))


def _about_shares(world: World) -> Iterator[Dispute]:
    given: dict[tuple[str, str, str, str], list[Composition]] = defaultdict(list)
    for share in world.compositions:
        if share.year and not share.unverified and not (share.low is None and share.high is None):
            given[share.state, share.religion, share.base, str(share.year)].append(share)
    for (state, religion, base, year), shares in given.items():
        apart = [a for a in shares if any(a.source != b.source and not _meet(a, b) for b in shares)]
        if not apart:
            continue
        apart.sort(key=lambda share: (_range(share), share.iri))
        sides = [_side(_percent(group), group, world) for group in _together(apart, _meet)]
        yield Dispute(
            id=f"{_last(state)}.{religion}.{base.replace(' ', '-').casefold()}.{year}",
            about=state,
            grounds=(Ground.SHARES,),
            sentence=f"{named(state, world)}: share of {named(religion, world)} among {base} in {year}: "
            f"{_count(sides)}",
            sides=tuple(sides),
        )


def _range(share: Composition) -> tuple[float, float]:
    return share.low if share.low is not None else 0.0, share.high if share.high is not None else 1.0


def _meet(a: Composition, b: Composition) -> bool:
    (low_a, high_a), (low_b, high_b) = _range(a), _range(b)
    # a share of 0.7 written as 70 percent meets itself whatever floats make of it
    return max(low_a, low_b) <= min(high_a, high_b) + 1e-9


def _percent(shares: Sequence[Composition]) -> str:
    low = min(_range(share)[0] for share in shares)
    high = max(_range(share)[1] for share in shares)
    return f"{low * 100:g} %" if low == high else f"{low * 100:g} to {high * 100:g} %"


def _together(things: Iterable[Thing], agree: Callable[[Thing, Thing], bool]) -> list[list[Thing]]:
    """Put each thing beside the first with all of which it agrees."""
    groups: list[list[Thing]] = []
    for thing in things:
        home = next((group for group in groups if all(agree(thing, other) for other in group)), None)
        if home is None:
            groups.append([thing])
        else:
            home.append(thing)
    return groups


def _side(says: str, said: Iterable[Claim | Statement | Composition], world: World) -> Side:
    voices = [_voice(item, world.source_by_iri) for item in said]
    voices.sort(key=lambda voice: (voice.source.reliability.rank, voice.iri))
    iris = {voice.source.iri for voice in voices}
    found = {root for iri in iris for root in roots(iri, world.source_by_iri)}
    return Side(says, tuple(voices), tuple(sorted(found)), independent(iris, world.source_by_iri))


def _voice(item: Claim | Statement | Composition, sources: Mapping[str, Source]) -> Voice:
    if isinstance(item, Composition):
        return Voice(item.iri, sources[item.source], "", item.comment, contested=False)
    return Voice(item.iri, sources[item.source], item.locator, item.comment, item.contested)


def _count(sides: Iterable[Side]) -> str:
    """How many stand where: ``2 independent sources say yes, 1 independent source says no``."""
    said = []
    for side in sides:
        verb = "says" if side.independent == 1 else "say"
        said.append(f"{counted(side.independent, 'independent source')} {verb} {side.says}")
    return ", ".join(said)


def _last(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
