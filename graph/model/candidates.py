"""Candidates: states outside the Accords, ranked by criteria with weights that the reader sets.

A rank is no forecast and no probability. Each criterion is brought to a scale from 0 to 1, and the score is
their weighted mean; what no source says counts for nothing, and how far that moves a rank is told beside it.

Source:
    OECD and Joint Research Centre, Handbook on Constructing Composite Indicators (2008): scaling between the
    least and the greatest, linear weights, and ranks told with what they owe to weights and to missing data.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from graph.errors import UsageError
from graph.model.admission import Admitted
from graph.model.criteria import Criterion, Frame, Value, Values
from graph.model.entity import Entity, EntityType, Statehood
from graph.model.link import LONGEST_LIST, unknown
from graph.model.path import OPPOSING
from graph.model.standing import ACCORDS, Place, Standing
from graph.model.tie import Certainty, Tie
from graph.model.world import Argument, World

MOST = 5  #: the greatest weight
WEIGHT = "weight"  #: parameter of a link: ``relations.3``
#: a weight is left out, halved and doubled, one at a time
_VARIED = (0.0, 0.5, 2.0)
_DIGITS = 9  #: of a score; what differs less is equal
#: stances of arguments that speak against an accession, or make it depend on something
_AGAINST = frozenset({"obstacle", "cost", "condition"})
_FRAME = (Standing.PARTY, Standing.BROKER)


@dataclass(frozen=True)
class Weights:
    """How much each criterion counts, from 0 to 5.

    Raises:
        UsageError: a weight is out of bounds, or none is above 0.
    """

    given: tuple[tuple[Criterion, int], ...] = ()  #: those that are not usual, in the order of criteria

    def __post_init__(self) -> None:
        for criterion, weight in self.given:
            if not 0 <= weight <= MOST:
                raise UsageError(f"the weight of {criterion} is {weight}; weights go from 0 to {MOST}")
        if not any(self.of(criterion) for criterion in Criterion):
            raise UsageError("every weight is 0, so nothing ranks anybody; give one criterion a weight")

    @classmethod
    def of_words(cls, words: Iterable[str]) -> Weights:
        """Read ``relations=3`` or ``relations.3``; a word may come once.

        Raises:
            UsageError: a word is of another form, names no criterion, or a weight is out of bounds.
        """
        found: dict[Criterion, int] = {}
        for word in words:
            name, _, number = word.replace("=", ".", 1).rpartition(".")
            if name not in set(Criterion) or not (number.isascii() and number.isdigit()):
                raise UsageError(
                    f"{word!r} is no weight; write a criterion and a number from 0 to {MOST}, "
                    f"like relations=3. Criteria: {', '.join(Criterion)}"
                )
            found[Criterion(name)] = int(number)
        return cls().having(found)

    def of(self, criterion: Criterion) -> int:
        """How much a criterion counts: 1 unless the reader says otherwise, 0 for those on demand."""
        return dict(self.given).get(criterion, 0 if criterion.on_demand else 1)

    def having(self, changed: Mapping[Criterion, int]) -> Weights:
        """These weights with some others."""
        usual = Weights() if self.given else self
        everything = dict(self.given) | dict(changed)
        kept = [(each, everything[each]) for each in Criterion if each in everything]
        return Weights(tuple((each, weight) for each, weight in kept if weight != usual.of(each)))

    def to_query(self) -> dict[str, str | list[str]]:
        """The part of a link that says them; what is usual is left out."""
        said = [f"{criterion}.{weight}" for criterion, weight in self.given]
        return {WEIGHT: said} if said else {}

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> tuple[Weights, tuple[str, ...]]:
        """Read the weights of a link, with a sentence for each part that could not be used."""
        problems: list[str] = []
        found = cls()
        for word in list(query.get(WEIGHT, ()))[:LONGEST_LIST]:
            try:
                found = found.having(dict(cls.of_words([word]).given) or _usual(word))
            except UsageError:
                problems += unknown(f"weight from 0 to {MOST}, like relations.3:", [word])
        return found, tuple(problems)


def _usual(word: str) -> dict[Criterion, int]:
    """The weight that a word says where it is the usual one."""
    name, _, number = word.replace("=", ".", 1).rpartition(".")
    return {Criterion(name): int(number)}


@dataclass(frozen=True)
class Span:
    """The places that a rank takes, from the best to the worst."""

    best: int
    worst: int

    @property
    def told(self) -> str:
        """In words: ``3``, ``3 to 7``."""
        return str(self.best) if self.best == self.worst else f"{self.best} to {self.worst}"


@dataclass(frozen=True)
class Contribution:
    """What one criterion adds to a score."""

    criterion: Criterion
    value: Value
    scaled: float | None  #: 0 to 1; None where no source says, which counts as 0
    weight: int
    points: float  #: of the score, 0 to 1

    @property
    def missing(self) -> bool:
        """Whether no source says what it has."""
        return self.scaled is None


@dataclass(frozen=True)
class Against:
    """What speaks against: ties that set apart, and what somebody argues."""

    ties: tuple[str, ...]  #: IRIs, the newest first
    arguments: tuple[Argument, ...]


@dataclass(frozen=True)
class Candidate:
    """One state with its rank and all that it rests on."""

    state: str  #: IRI
    standing: Standing
    rank: Span  #: its place; several where others have the same score
    score: float  #: weighted mean of the criteria, 0 to 1
    contributions: tuple[Contribution, ...]  #: in the order of criteria; those of no weight too
    by_weights: Span  #: each weight left out, halved and doubled, one at a time
    by_missing: Span  #: what is missing taken as the least and as the most that there is
    against: Against = Against((), ())

    @property
    def missing(self) -> tuple[Criterion, ...]:
        """The criteria with a weight of which no source says what it has."""
        return tuple(each.criterion for each in self.contributions if each.missing and each.weight)


@dataclass(frozen=True)
class Ranking:
    """The candidates of a day, the first first."""

    frame: Frame
    weights: Weights
    asked: tuple[Criterion, ...]  #: that could be asked on the day
    candidates: tuple[Candidate, ...]
    admitted: Admitted

    def of(self, state: str) -> Candidate | None:
        """A candidate by the IRI of the state."""
        return next((each for each in self.candidates if each.state == state), None)


def pool(world: World, inside: Iterable[str]) -> tuple[str, ...]:
    """Who can be a candidate: states and not territories, but for those that are *inside*, by their IRIs."""
    kept_out = set(inside)
    return tuple(
        entity.iri
        for entity in world.entities
        if entity.type is EntityType.STATE
        and entity.statehood is not Statehood.TERRITORY
        and entity.iri not in kept_out
    )


def frame_of(day: date, places: Mapping[str, Place], last: Mapping[str, Place]) -> Frame:
    """Whom the candidates of a day are measured against.

    Args:
        places: IRI of a state → where it stands on the day.
        last: the same on the last day of all: who is party and broker was so before there were Accords.

    Raises:
        UsageError: there is no party.
    """
    standing = {
        which: [iri for iri, place in sorted(last.items()) if place.standing is which] for which in _FRAME
    }
    if not standing[Standing.PARTY]:
        raise UsageError("nobody is a party to the Accords in these data, so there are no candidates")
    return Frame(
        day=day,
        party=standing[Standing.PARTY][0],
        broker=next(iter(standing[Standing.BROKER]), ""),
        members=tuple(iri for iri, place in sorted(places.items()) if place.standing is Standing.MEMBER),
    )


def rank(
    values: Values, frame: Frame, weights: Weights, places: Mapping[str, Place], admitted: Admitted
) -> Ranking:
    """Rank states by what they have of each criterion.

    Args:
        values: as ``criteria.measure`` gives them, of the same states for each criterion.
        places: IRI of a state → where it stands.
    """
    asked = tuple(values)
    states = tuple(next(iter(values.values()), {}))
    scaled = {criterion: _scaled(criterion, of) for criterion, of in values.items()}
    usual = {criterion: float(weights.of(criterion)) for criterion in asked}
    low = _scores(states, scaled, usual, missing=0.0)
    high = _scores(states, scaled, usual, missing=1.0)
    varied = [
        placed(_scores(states, scaled, {**usual, criterion: weight * factor}, missing=0.0))
        for criterion, weight in usual.items()
        if weight
        for factor in _VARIED
        if factor or sum(usual.values()) > weight
    ]
    ranks = placed(low)
    by_missing = _bounds(low, high)
    total = sum(usual.values()) or 1.0
    found = [
        Candidate(
            state=state,
            standing=places[state].standing if state in places else Standing.OUTSIDE,
            rank=ranks[state],
            score=low[state],
            contributions=tuple(
                Contribution(
                    criterion,
                    values[criterion][state],
                    scaled[criterion][state],
                    int(usual[criterion]),
                    usual[criterion] * (scaled[criterion][state] or 0.0) / total,
                )
                for criterion in asked
            ),
            by_weights=_over([ranks[state], *(each[state] for each in varied)]),
            by_missing=by_missing[state],
        )
        for state in states
    ]
    found.sort(key=lambda each: (each.rank.best, each.state))
    return Ranking(frame, weights, asked, tuple(found), admitted)


def with_against(ranking: Ranking, world: World) -> Ranking:
    """The same ranking, each candidate with what speaks against it by the day."""
    ties = _setting_apart(world, ranking.frame)
    arguments: dict[str, list[Argument]] = {}
    for argument in world.arguments:
        if argument.stance in _AGAINST:
            arguments.setdefault(argument.about, []).append(argument)
    return replace(
        ranking,
        candidates=tuple(
            replace(
                each,
                against=Against(
                    tuple(tie.iri for tie in ties.get(each.state, ())),
                    tuple(arguments.get(each.state, ())),
                ),
            )
            for each in ranking.candidates
        ),
    )


def _setting_apart(world: World, frame: Frame) -> dict[str, list[Tie]]:
    """Ties that set a state and the party, a member or the Accords apart: IRI of the state → newest first."""
    toward = {frame.party, *frame.members}
    toward |= {e.iri for e in world.entities if e.slug == ACCORDS and e.type is EntityType.AGREEMENT}
    found: dict[str, list[Tie]] = {}
    for kind in sorted(OPPOSING):
        for tie in world.ties_by_kind.get(kind, ()):
            if tie.unverified or tie.certainty(frame.day) is not Certainty.CERTAIN:
                continue
            pairs = world.ends(tie, folded=True)
            for one, other in {pair for a, b in pairs for pair in ((a, b), (b, a))}:
                if other in toward and one not in toward and tie not in found.get(one, ()):
                    found.setdefault(one, []).append(tie)
    return {
        state: sorted(ties, key=lambda tie: (-tie.span.certain_from.toordinal(), tie.iri))
        for state, ties in found.items()
    }


def _scaled(criterion: Criterion, of: Mapping[str, Value]) -> dict[str, float | None]:
    """Bring amounts to 0 to 1: none is 0 and the greatest 1; of votes the least is 0."""
    given = [value.amount for value in of.values() if value.amount is not None]
    most = max(given, default=0.0)
    least = min(given, default=0.0) if "votes" in criterion else 0.0
    reach = most - least
    return {
        state: None if value.amount is None else ((value.amount - least) / reach if reach else 0.0)
        for state, value in of.items()
    }


def _scores(
    states: Sequence[str],
    scaled: Mapping[Criterion, Mapping[str, float | None]],
    weights: Mapping[Criterion, float],
    missing: float,
) -> dict[str, float]:
    total = sum(weights.values()) or 1.0
    counted = [(scaled[criterion], weight) for criterion, weight in weights.items() if weight]
    return {
        state: round(
            sum(weight * (missing if of[state] is None else of[state] or 0.0) for of, weight in counted)
            / total,
            _DIGITS,
        )
        for state in states
    }


def placed(scores: Mapping[str, float]) -> dict[str, Span]:
    """The place of each: one more than have a greater score, to as many as have none less."""
    ordered = sorted(scores.values())
    number = len(ordered)
    return {
        state: Span(number - bisect_right(ordered, score) + 1, number - bisect_left(ordered, score))
        for state, score in scores.items()
    }


def _bounds(low: Mapping[str, float], high: Mapping[str, float]) -> dict[str, Span]:
    """The places that each can take whatever the missing values are, between the two scores of each."""
    lows, highs, number = sorted(low.values()), sorted(high.values()), len(low)
    found = {}
    for state in low:
        surely_better = number - bisect_right(lows, high[state])
        # itself is among those whose most is no less than its least
        maybe_better = number - bisect_left(highs, low[state])
        found[state] = Span(surely_better + 1, maybe_better)
    return found


def _over(spans: Iterable[Span]) -> Span:
    listed = list(spans)
    return Span(min(span.best for span in listed), max(span.worst for span in listed))


def labelled(criterion: Criterion, frame: Frame, entities: Mapping[str, Entity]) -> tuple[str, str]:
    """A criterion's label and how it is measured, with the names of party and broker."""
    names = [entities[iri].label if iri in entities else "the party" for iri in (frame.party, frame.broker)]
    return criterion.label(*names), criterion.meaning(*names)
