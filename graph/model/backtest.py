"""Back-test of a ranking: where it would have put each member on the day before its accession.

It says how far criteria and weights agree with what happened, in a handful of cases that were known before
the criteria were chosen. It is no measure of how well they foretell anything.

Source:
    D. Liben-Nowell, J. Kleinberg, The Link-Prediction Problem for Social Networks, Journal of the American
    Society for Information Science and Technology 58(7), 2007: a ranking is held against a random one and
    against common neighbours. S. Kaufman and others, Leakage in Data Mining, ACM Transactions on Knowledge
    Discovery from Data 6(4), 2012: what may be admitted is decided by its date, before anything is computed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from graph.model.candidates import Ranking, Span, placed
from graph.model.criteria import Criterion, Frame
from graph.model.standing import Place, Standing
from graph.model.tie import Tie


@dataclass(frozen=True)
class Case:
    """One accession under a lens."""

    state: str  #: IRI
    acceded: date  #: the first day that its date can mean
    frame: Frame  #: of the day before


@dataclass(frozen=True)
class Baseline:
    """Where a much simpler order would have put the state."""

    name: str
    meaning: str
    rank: Span


@dataclass(frozen=True)
class Tested:
    """One case with its rank on the day before, and what was admitted."""

    case: Case
    ranking: Ranking  #: of all candidates of that day, by what was admitted
    baselines: tuple[Baseline, ...]
    ties: tuple[Tie, ...]  #: that were admitted


def cases(places: Mapping[str, Place], party: str, broker: str) -> tuple[tuple[Case, ...], tuple[str, ...]]:
    """The accessions that have led to the members of a day, in order; and the members whose day is not known.

    Of a date without a day the first day that it can mean counts, so that nothing of that period is known.
    """
    members = {iri: place for iri, place in places.items() if place.standing is Standing.MEMBER}
    found = []
    for iri, place in sorted(members.items(), key=lambda each: (each[1].since or date.max, each[0])):
        if place.said is None:
            continue
        day = place.said.first - timedelta(days=1)
        before = tuple(
            sorted(
                other for other, stood in members.items() if stood.since is not None and stood.since <= day
            )
        )
        found.append(Case(iri, place.said.first, Frame(day, party, broker, before)))
    return tuple(found), tuple(sorted(members.keys() - {case.state for case in found}))


def baselines(case: Case, ranking: Ranking, common: Mapping[str, int]) -> tuple[Baseline, ...]:
    """Hold a case against simpler orders of the same candidates.

    Args:
        common: IRI of a state → how many it has in common with the party, see ``network.neighbours``.
    """
    number = len(ranking.candidates)
    related = {
        each.state: next(
            (
                part.value.amount or 0.0
                for part in each.contributions
                if part.criterion is Criterion.RELATIONS
            ),
            0.0,
        )
        for each in ranking.candidates
    }
    shared = {each.state: float(common.get(each.state, 0)) for each in ranking.candidates}
    return (
        Baseline("random order", "any place is as likely; the middle one is told", _middle(number)),
        Baseline(
            "already has relations",
            "those with relations in force first; all of them share their places",
            placed(related)[case.state],
        ),
        Baseline(
            "common neighbours",
            "by how many states and bodies are tied to it and to the party",
            placed(shared)[case.state],
        ),
    )


def _middle(number: int) -> Span:
    return Span((number + 1) // 2, (number + 2) // 2)


def finding(found: Sequence[Tested]) -> str:
    """Say how few the cases are and how many stand in the better half, without its full stop."""
    number = len(found)
    if not number:
        return "No accession under this lens has a date, so nothing can be tested"
    above = sum(_in_better_half(each) for each in found)
    half = "in the better half of the list, as every second state does by chance"
    if number == 1:
        return f"One case: it proves nothing; it {'stands' if above else 'does not stand'} {half}"
    stand = f"{above or 'none'} of them {'stands' if above < 2 else 'stand'}"
    return f"{number} cases: too few to prove anything; {stand} {half}"


def _in_better_half(tested: Tested) -> bool:
    candidate = tested.ranking.of(tested.case.state)
    return candidate is not None and 2 * candidate.rank.worst <= len(tested.ranking.candidates)
