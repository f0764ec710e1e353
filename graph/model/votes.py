"""Votes of sides at the United Nations: how often they agree, year by year."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Protocol

from graph.model.dates import PartialDate
from graph.model.dossier import LIKENESS
from graph.model.kind import TieKind
from graph.model.sentences import figure
from graph.model.sides import Side
from graph.model.words import counted, enumerated


class Measured(Protocol):
    """A tie with a figure of a year."""

    @property
    def iri(self) -> str: ...
    @property
    def sender(self) -> str: ...
    @property
    def receiver(self) -> str: ...
    @property
    def kind(self) -> TieKind: ...
    @property
    def amount(self) -> float | None: ...
    @property
    def year(self) -> PartialDate | None: ...
    @property
    def since(self) -> PartialDate | None: ...


@dataclass(frozen=True)
class Agreement:
    """How often two sides vote alike in one year; one side with itself tells how united it votes."""

    one: str  #: word of the first side
    other: str  #: word of the second; the same as *one* within a bloc
    year: int
    share: float  #: 0 to 1; of blocs the mean over the pairs of their states
    pairs: int  #: pairs of states with a figure
    of: int  #: pairs that there are
    ties: tuple[str, ...]  #: IRIs

    @property
    def said(self) -> str:
        """The share, and of how many pairs it is the mean where it is one."""
        mean = f", mean of {self.pairs} of {counted(self.of, 'pair')}" if self.of > 1 else ""
        return f"{figure(self.share, 'share')}{mean}"


def agreements(sides: Sequence[Side], likenesses: Iterable[Measured]) -> tuple[Agreement, ...]:
    """Say how often each two sides, and the states of each bloc, vote alike, by pair and year.

    Args:
        likenesses: ties among which those of agreement in votes are found; each pair and year once.
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
    found: dict[tuple[str, str, int], list[Measured]] = defaultdict(list)
    for tie in likenesses:
        when = tie.year or tie.since
        if tie.kind.slug == LIKENESS and tie.amount is not None and when:
            for one, other in wanted.get(frozenset((tie.sender, tie.receiver)), ()):
                found[one.word, other.word, when.year].append(tie)
    order = list(possible)
    return tuple(
        Agreement(
            one,
            other,
            year,
            sum(tie.amount or 0.0 for tie in ties) / len(ties),
            len(ties),
            possible[one, other],
            tuple(sorted(tie.iri for tie in ties)),
        )
        for (one, other, year), ties in sorted(
            found.items(), key=lambda each: (order.index(each[0][:2]), each[0][2])
        )
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
    told = (f"{called(each, sides)} {each.said}, in {each.year}" for each in latest(found))
    return f"Agreement in votes of the General Assembly: {enumerated(told, last='and')}"
