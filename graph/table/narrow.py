"""A View becomes the positions of what fits, and what was left out by which of its clauses."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain, pairwise, repeat
from typing import NamedTuple

import numpy as np

from graph.model.entity import EntityType
from graph.model.garbage import uncollected
from graph.model.kept import kept
from graph.model.kind import Nature
from graph.model.source import Confidence
from graph.model.standing import Places
from graph.model.tie import Certainty
from graph.model.view import View
from graph.table.build import Sort, Table
from graph.table.fit import Fit, judge, shown_types
from graph.table.lines import Marks, Numbers, Rows, lines, some

#: why a tie is not shown, in the order in which reasons are looked for; slug → words for the reader
REASONS: dict[str, str] = {
    "time": "not true on this day",
    "past_years": "of events longer ago",
    "unverified": "from general knowledge alone",
    "natures": "of another nature",
    "families": "of another family",
    "kinds": "of another kind",
    "phases": "in another phase",
    "grades": "of another grade",
    "sources": "with fewer independent sources",
    "confidence": "with less confidence",
    "ends": "reaching beyond what is shown",
    "put_away": "of those that you put away",
    "focus": "farther from the focus",
    "rank": "weaker than those that the picture has room for",
}


class Line(NamedTuple):
    """One stroke of a picture: a tie between two entities."""

    tie: int  #: position
    sender: int  #: position of the entity, a person perhaps folded into its state
    receiver: int
    certainty: Certainty
    past: bool


@dataclass(frozen=True)
class Tally:
    """How many: what is certain, what is only possible, and for whom there is no figure."""

    certain_states: int
    possible_states: int
    states_without_figure: int
    certain_ties: int
    possible_ties: int


@dataclass(frozen=True)
class Narrowed:
    """What a View leaves; positions are in ascending order."""

    lines: tuple[Line, ...]
    entities: tuple[int, ...]  #: those to draw: an end of a line, or a state that fits without any
    states: tuple[int, ...]  #: states that certainly meet the View's own clauses, not only the frame
    others: tuple[int, ...]  #: what is no state and meets them
    #: states that meet them, some only possibly → the clauses that leave it open, such as ("religions",)
    offered: Mapping[int, tuple[str, ...]]
    #: states that meet all other clauses, at least possibly, and lack a figure for a religion asked for
    no_figure: tuple[int, ...]
    hidden: Mapping[str, int]  #: reason → number of ties
    day: date  #: the day that was asked for, at most the horizon

    @cached_property
    def fitting(self) -> frozenset[int]:
        """Entities that certainly meet the View's own clauses."""
        return frozenset((*self.states, *self.others))

    @property
    def ties(self) -> tuple[int, ...]:
        """Positions of the ties that are shown."""
        return tuple(sorted({line.tie for line in self.lines}))

    @property
    def certain_ties(self) -> tuple[int, ...]:
        """Positions of those that certainly hold on the day."""
        return self._ties(Certainty.CERTAIN)

    @property
    def possible_ties(self) -> tuple[int, ...]:
        """Positions of those that only possibly hold on the day."""
        return self._ties(Certainty.POSSIBLE)

    @property
    def tally(self) -> Tally:
        """How many states and ties are certain, possible, without a figure."""
        return Tally(
            certain_states=len(self.states),
            possible_states=len(self.offered),
            states_without_figure=len(self.no_figure),
            certain_ties=len(self.certain_ties),
            possible_ties=len(self.possible_ties),
        )

    def _ties(self, certainty: Certainty) -> tuple[int, ...]:
        return tuple(sorted({line.tie for line in self.lines if line.certainty is certainty}))


def narrow(table: Table, view: View, places: Places) -> Narrowed:
    """Find what fits a View.

    Args:
        table: the world, as far as it was known on the View's day of knowledge.
        view: what is asked for.
        places: IRI of each state → where it stands on the View's day under its lens.
    """
    day = min(view.as_of or table.world.horizon, table.world.horizon)
    return narrow_to(Fit(table, view, places, judge(table, view, places, day)), table, view, day, places)


def narrow_to(fit: Fit, table: Table, view: View, day: date, places: Places | None = None) -> Narrowed:
    """Find what fits a View among the entities that it keeps.

    Args:
        places: as in ``narrow``; without them nothing counts as put away.
    """
    asked = Asked(table, view, fit, day)
    shown, everywhere = asked.ties(asked.shown), asked.ties(asked.fitting)
    hidden = asked.hidden()
    hidden["focus"] = everywhere - shown
    hidden["ends"] -= everywhere
    _count_put_away(hidden, shown, table, view, places)
    fitting = [one for one in fit.judged if one.fits()]
    return Narrowed(
        lines=tuple(asked.drawn(asked.in_order(asked.shown))),
        entities=tuple(np.flatnonzero(asked.entities()).tolist()),
        states=_in_order(one.positions for one in fitting if one.type is EntityType.STATE),
        others=_in_order(one.positions for one in fitting if one.type is not EntityType.STATE),
        offered={
            position: tuple(one.short)
            for position, one in sorted(
                ((position, one) for one in fit.judged if one.offered for position in one.positions),
                key=lambda pair: pair[0],
            )
        },
        no_figure=_in_order(one.positions for one in fit.judged if one.no_figure),
        hidden={reason: hidden[reason] for reason in REASONS if hidden[reason]},
        day=day,
    )


def _count_put_away(
    hidden: Counter[str], shown: int, table: Table, view: View, places: Places | None
) -> None:
    """Count as put away what would be shown if the reader had put nobody away."""
    if not (view.hidden or view.only) or places is None:
        return
    before = narrow(table, replace(view, hidden=frozenset(), only=frozenset()), places)
    hidden["put_away"] = len(before.ties) - shown
    for reason in ("ends", "focus"):
        hidden[reason] = before.hidden.get(reason, 0)


def _in_order(positions: Iterable[Iterable[int]]) -> tuple[int, ...]:
    return tuple(sorted(chain.from_iterable(positions)))


#: one of so many lines is enough to have most entities at an end
_SOME = 8


class Asked:
    """What a View asks of ties and their ends."""

    def __init__(self, table: Table, view: View, fit: Fit, day: date):
        self.table, self.view, self.fit, self.day = table, view, fit, day
        self.folded = EntityType.PERSON not in shown_types(view)
        self.lines = lines(table, self.folded)

    @cached_property
    def unmet(self) -> Sequence[Sequence[str]]:
        """The clauses that each sort of ties fails by."""
        return tuple(tuple(unmet(sort, self.view)) for sort in self.table.sorts)

    def of_all_types(self, fit: Fit) -> Asked:
        """What the View would ask if it named no types of entities, of which these would fit."""
        other = Asked(self.table, replace(self.view, types=frozenset()), fit, self.day)
        other.unmet = self.unmet  # ties are asked for no less than before
        return other

    @cached_property
    def shown(self) -> Numbers:
        """The lines that the View shows."""
        return self.near(most=0) if self.view.focus else self.fitting

    @cached_property
    def fitting(self) -> Numbers:
        """The lines that fit, wherever the focus is."""
        return some(self._rows, self._kept & self._of_sorts(self._rows, most=0))

    @cached_property
    def _rows(self) -> Rows:
        """The lines that are worth a look."""
        return self.lines.at(self.fit.sought)

    @cached_property
    def _kept(self) -> Marks:
        """Those of them that the View keeps, whatever it asks of sorts."""
        return self._keeps(self._rows)

    def near(self, most: int) -> Numbers:
        """The lines near the focus, by sorts of ties that fail by so many clauses at most."""
        sender, receiver = self.lines.sender, self.lines.receiver
        reached = np.zeros(self.fit.size, dtype=bool)
        reached[list(self.table.all_called(self.view.focus))] = True
        for _ in range(self.view.depth):
            found = self._found(self.lines.at(reached), most)
            found = some(found, reached[sender[found]] | reached[receiver[found]])
            reached |= self._ends(found)
        found = self._found(self.lines.at(reached), most)
        return some(found, reached[sender[found]] & reached[receiver[found]])

    def _found(self, rows: Rows, most: int) -> Numbers:
        return some(rows, self._keeps(rows) & self._of_sorts(rows, most))

    def _keeps(self, rows: Rows) -> Marks:
        marks = self.lines.holding(self.day, rows)
        marks &= self.lines.lasting(self.view.events_from(self.day), rows)
        marks &= self.fit.keeps(self.lines.sender[rows], self.lines.receiver[rows])
        return marks

    def _of_sorts(self, rows: Rows, most: int) -> Marks:
        """Those of some lines of which the sorts fail by so many clauses at most."""
        sorts = np.array([len(clauses) <= most for clauses in self.unmet], dtype=bool)
        return np.repeat(sorts, np.diff(self.lines.sorts_begin(rows)))

    def entities(self) -> Marks:
        """Those to draw: the ends of lines that are shown, and states that fit without any."""
        drawn = self._ends_shown()
        if self.view.narrows_states and not self.view.focus:
            drawn |= self.fit.states
        if self.view.only and not self.view.focus:
            drawn |= self.fit.fitting
        return drawn

    def _ends_shown(self) -> Marks:
        if self.view.focus or not isinstance(self._rows, slice):
            return self._ends(self.shown)
        # a few lines have most entities at their ends; those of the others are left to be looked through
        found = self._ends(self._found(slice(None, None, _SOME), most=0))
        return found | self._ends(self._found(self.lines.at(self.fit.kept & ~found), most=0))

    def _ends(self, found: Numbers) -> Marks:
        ends = np.zeros(self.fit.size, dtype=bool)
        ends[self.lines.sender[found]] = ends[self.lines.receiver[found]] = True
        return ends

    def ties(self, found: Numbers) -> int:
        """How many ties some lines are of."""
        return int(np.count_nonzero(self.lines.first(found)))

    def counted(self) -> Iterator[tuple[int, int]]:
        """How many ties of each sort the View keeps, failing or not, and how many of them are certain."""
        ties = self._kept.copy()
        ties[1:] &= ~self._kept[:-1] | self.lines.first(self._rows)[1:]
        certain = ties & self.lines.certain(self.day, self._rows)
        for begin, end in pairwise(self.lines.sorts_begin(self._rows).tolist()):
            yield int(np.count_nonzero(ties[begin:end])), int(np.count_nonzero(certain[begin:end]))

    def in_order(self, found: Numbers) -> Numbers:
        """Some lines in the order of their ties, senders and receivers."""
        return found[np.argsort(self.lines.tie[found], kind="stable")]

    def drawn(self, found: Numbers) -> list[Line]:
        """Some lines as records."""
        numbers = (
            column[found].tolist() for column in (self.lines.tie, self.lines.sender, self.lines.receiver)
        )
        certainties = map(_CERTAINTIES.__getitem__, self.lines.certain(self.day, found).tolist())
        past = self.lines.past(self.day, found).tolist()
        with uncollected():
            # as Line._make does, which takes half as long again
            rows = zip(*numbers, certainties, past, strict=True)
            return list(map(tuple.__new__, repeat(Line), rows))

    def hidden(self) -> Counter[str]:
        """Reason → ties that are not shown for it; "ends" holds also those that are shown."""
        found: Counter[str] = Counter()
        since = self.view.events_from(self.day)
        counted = _in_time(self.table, self.day, since, self.folded)
        for (late, over, others), clauses in zip(counted, self.unmet, strict=True):
            found["time"] += late
            found["past_years"] += over
            found[next(iter(clauses), "ends")] += others
        if (under := self.table.under) and Nature.SIMILARITY not in shown_natures(self.view):
            # a table that is laid over another leaves likenesses to it
            counted = _in_time(under, self.day, since, self.folded)
            for (late, over, others), sort in zip(counted, under.sorts, strict=True):
                if sort.nature is Nature.SIMILARITY:
                    found["time"] += late
                    found["past_years"] += over
                    found["natures"] += others
        return found


_CERTAINTIES = {True: Certainty.CERTAIN, False: Certainty.POSSIBLE}


@kept(64)
def _in_time(table: Table, day: date, since: date, folded: bool) -> list[list[int]]:
    """For each sort its ties that are not true on a day, others that are over for too long, and the rest."""
    of_all, every = lines(table, folded), slice(None)
    which = np.where(of_all.holding(day, every), np.where(of_all.lasting(since, every), 2, 1), 0)
    which += 3 * of_all.sort
    counted = np.bincount(some(which, of_all.first(every)), minlength=3 * len(table.sorts))
    found: list[list[int]] = counted.reshape(-1, 3).tolist()
    return found


def unmet(sort: Sort, view: View) -> Iterator[str]:
    """The clauses that a sort of ties does not meet, in the order of REASONS."""
    if sort.unverified and not view.unverified:
        yield "unverified"
    if sort.nature not in shown_natures(view):
        yield "natures"
    if view.families and sort.family not in view.families:
        yield "families"
    if sort.kind not in view.kinds if view.kinds else sort.kind in view.kinds_out:
        yield "kinds"
    if view.phases and sort.phase is not None and sort.phase not in view.phases:
        yield "phases"
    # of the days of a tie those on which it is superseded have gone by "time"
    if view.grades and sort.grade not in view.grades:
        yield "grades"
    if sort.sources < view.sources:
        yield "sources"
    # a tie that nobody affirms is of less than the least confidence
    if view.confidence is not Confidence.LOW and sort.confidence > view.confidence.rank:
        yield "confidence"


_TOLD = frozenset(Nature) - {Nature.SIMILARITY}


def shown_natures(view: View) -> frozenset[Nature]:
    """The natures that a View keeps: without one asked for all but likenesses, which are no ties."""
    return view.natures or _TOLD


def around(table: Table, view: View, lines: Sequence[Line]) -> list[Line]:
    """Keep the lines among entities within the View's depth of its focus."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        neighbours[line.sender].add(line.receiver)
        neighbours[line.receiver].add(line.sender)
    reached = dict.fromkeys(table.all_called(view.focus), 0)
    ahead = deque(reached)
    while ahead:
        here = ahead.popleft()
        if reached[here] == view.depth:
            continue
        for neighbour in neighbours[here] - reached.keys():
            reached[neighbour] = reached[here] + 1
            ahead.append(neighbour)
    return [line for line in lines if line.sender in reached and line.receiver in reached]
