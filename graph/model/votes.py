"""Votes of sides at the United Nations: how often they agree, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.model.dossier import LIKENESS, years_told
from graph.model.sentences import figure
from graph.model.sides import Side
from graph.model.tie import Tie
from graph.model.words import counted, enumerated


@dataclass(frozen=True)
class Agreement:
    """How often two sides vote alike, in one year or over several; one with itself: how united it votes."""

    one: str  #: word of the first side
    other: str  #: word of the second; the same as *one* within a bloc
    year: int  #: the last of several
    share: float  #: 0 to 1; of blocs the mean over the pairs of their states
    pairs: int  #: pairs of states with a figure
    of: int  #: pairs that there are
    ties: tuple[str, ...]  #: IRIs
    first: int = 0  #: the first of several years; 0 for one year

    @property
    def when(self) -> str:
        """The years in words."""
        return f"{self.first} to {self.year}" if self.first else str(self.year)

    @property
    def said(self) -> str:
        """The share, and of how many pairs it is the mean where it is one."""
        mean = f", mean of {self.pairs} of {counted(self.of, 'pair')}" if self.of > 1 else ""
        return f"{figure(self.share, 'share')}{mean}"


def agreements(sides: Sequence[Side], likenesses: Iterable[Tie]) -> tuple[Agreement, ...]:
    """Say how often each two sides, and the states of each bloc, vote alike, by pair and year.

    Year by year where any pair of their states has such figures, else over the years that are told together.

    Args:
        likenesses: ties among which those of agreement in votes are found; each pair once or once a year.
    """
    wanted: dict[frozenset[str], list[tuple[Side, Side]]] = defaultdict(list)
    possible: dict[tuple[str, str], int] = {}
    for one, other in _pairs(sides):
        pairs = (
            {frozenset(pair) for pair in combinations(one.states, 2)}
            if one is other
            else {frozenset((a, b)) for a in one.states for b in other.states if a != b}
        )
        possible[one.word, other.word] = len(pairs)
        for pair in pairs:
            wanted[pair].append((one, other))
    found: dict[tuple[str, str, int, int], list[tuple[str, float]]] = defaultdict(list)
    for tie in likenesses:
        if tie.kind.slug == LIKENESS:
            for one, other in wanted.get(frozenset((tie.sender, tie.receiver)), ()):
                for first, year, share in years_told(tie):
                    found[one.word, other.word, first, year].append((tie.iri, share))
    yearly = {(one, other) for one, other, first, _ in found if not first}
    order = list(possible)
    return tuple(
        Agreement(
            one,
            other,
            year,
            sum(share for _, share in told) / len(told),
            len(told),
            possible[one, other],
            tuple(sorted(iri for iri, _ in told)),
            first,
        )
        for (one, other, first, year), told in sorted(
            found.items(), key=lambda each: (order.index(each[0][:2]), each[0][3])
        )
        # shares of one year and of several are never put into one mean
        if not first or (one, other) not in yearly
    )


def _pairs(sides: Sequence[Side]) -> list[tuple[Side, Side]]:
    return [*combinations(sides, 2), *((side, side) for side in sides if side.is_bloc)]


def called(agreement: Agreement, sides: Sequence[Side]) -> str:
    """Whose agreement it is: ``Kazakhstan and Members``, ``within Members``."""
    label = {side.word: side.label for side in sides}
    if agreement.one == agreement.other:
        return f"within {label[agreement.one]}"
    return f"{label[agreement.one]} and {label[agreement.other]}"


def latest(found: Iterable[Agreement]) -> tuple[Agreement, ...]:
    """The last year of each pair, in the order of pairs."""
    return tuple({(each.one, each.other): each for each in found}.values())


def finding(found: Sequence[Agreement], sides: Sequence[Side]) -> str:
    """Say how often each pair agreed in its last year, in one sentence without its full stop."""
    told = (
        f"{called(each, sides)} {each.said}, {'from' if each.first else 'in'} {each.when}"
        for each in latest(found)
    )
    return f"Agreement in votes of the General Assembly: {enumerated(told, last='and')}"
