"""A View becomes the positions of what fits, and what was left out by which of its clauses."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain
from typing import Any, NamedTuple

import duckdb

from graph.model.entity import EntityType
from graph.model.garbage import uncollected
from graph.model.kept import kept
from graph.model.kind import Nature
from graph.model.source import Confidence
from graph.model.standing import Place
from graph.model.tie import Certainty
from graph.model.view import View
from graph.table.build import Sort, Table
from graph.table.fit import CERTAIN, HOLDS, Fit, bits, inside, judge, shown_types

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


def narrow(table: Table, view: View, places: Mapping[str, Place]) -> Narrowed:
    """Find what fits a View.

    Args:
        table: the world, as far as it was known on the View's day of knowledge.
        view: what is asked for.
        places: IRI of each state → where it stands on the View's day under its lens.
    """
    day = min(view.as_of or table.world.horizon, table.world.horizon)
    return narrow_to(Fit(table, view, places, judge(table, view, places, day)), table, view, day, places)


def narrow_to(
    fit: Fit, table: Table, view: View, day: date, places: Mapping[str, Place] | None = None
) -> Narrowed:
    """Find what fits a View among the entities that it keeps.

    Args:
        places: as in ``narrow``; without them nothing counts as put away.
    """
    asked = Asked(table, view, fit, day)
    meeting = asked.sorts()
    beyond = 0
    if view.focus:
        lines, drawn, shown = asked.drawn(meeting, asked.reached(meeting))
        beyond = asked.ties(meeting) - shown
    else:
        lines, drawn, shown = asked.drawn(meeting)
    hidden = asked.hidden()
    hidden["focus"] = beyond
    hidden["ends"] -= shown + beyond
    _count_put_away(hidden, shown, table, view, places)
    fitting = [one for one in fit.judged if one.fits()]
    states = _in_order(one.positions for one in fitting if one.type is EntityType.STATE)
    if view.narrows_states and not view.focus:
        drawn.update(states)
    if view.only and not view.focus:
        drawn.update(fit.fitting)
    return Narrowed(
        lines=tuple(lines),
        entities=tuple(sorted(drawn)),
        states=states,
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
    hidden: Counter[str], shown: int, table: Table, view: View, places: Mapping[str, Place] | None
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


#: a line of the table, as "t", whose tie may be true on $day and is not over for too long
_IN_TIME = f"{HOLDS} AND t.over_on >= $events_from"
_LINE = f"t.sort, t.tie, t.sender, t.receiver, {CERTAIN} AS certain, t.over_on < $day OR t.ended AS past"


class Asked:
    """What a View asks of ties and their ends: questions to the table of lines, one pass over it each."""

    def __init__(self, table: Table, view: View, fit: Fit, day: date):
        self.table, self.view, self.day = table, view, day
        size = len(table.world.entities)
        self.unmet = tuple(tuple(unmet(sort, view)) for sort in table.sorts)
        self.values: dict[str, object] = {
            "day": day,
            "events_from": view.events_from(day),
            "kept": bits(fit.kept, size),
            "asked": bits(fit.asked, size),
            "frame": bits(fit.frame, size),
            "folded": EntityType.PERSON not in shown_types(view),
        }
        self.all_asked = fit.kept <= fit.asked
        if self.all_asked:
            del self.values["asked"], self.values["frame"]

    def sorts(self, most: int = 0) -> str:
        """The sorts of ties that fail by so many clauses at most, as bits."""
        found = (position for position, clauses in enumerate(self.unmet) if len(clauses) <= most)
        return bits(found, len(self.unmet))

    def ask(
        self, columns: str, sorts: str, more: str = "", after: str = "", **values: object
    ) -> list[tuple[Any, ...]]:
        """Ask for columns of the lines of some sorts that meet all else, and *more*."""
        return self._asked(columns, sorts, more, after, **values).fetchall()

    def _asked(
        self, columns: str, sorts: str, more: str, after: str, **values: object
    ) -> duckdb.DuckDBPyConnection:
        text = self._text(columns, more, after)
        return self.table.cursor().execute(text, {**self.values, "sorts": sorts, **values})

    def _text(self, columns: str, more: str = "", after: str = "") -> str:
        return (
            f"SELECT {columns} FROM line t WHERE t.folded = $folded {more} AND {inside('t.sort', 'sorts')}"
            f" AND {_IN_TIME} AND {self._ends()} {after}"
        )

    def drawn(self, sorts: str, among: Collection[int] | None = None) -> tuple[list[Line], set[int], int]:
        """The lines of some sorts, in order, whom they join, and how many ties they are."""
        _, tie, sender, receiver, certain, past = self._columns(sorts, among)
        return _lines(tie, sender, receiver, certain, past), {*sender, *receiver}, len(set(tie))

    def sorted_lines(self, sorts: str, among: Collection[int] | None = None) -> tuple[list[int], list[Line]]:
        """The lines of some sorts, in order, and beside them the position of each one's sort."""
        sort, *columns = self._columns(sorts, among)
        return sort, _lines(*columns)

    def _columns(self, sorts: str, among: Collection[int] | None = None) -> tuple[list[Any], ...]:
        """What is known of the lines of some sorts; of those among some entities only."""
        more, values = "", {}
        if among is not None:
            more = f"AND {inside('t.sender', 'among')} AND {inside('t.receiver', 'among')}"
            values["among"] = bits(among, len(self.table.world.entities))
        found = self._asked(_LINE, sorts, more, "", **values)  # in the order in which they are kept
        # by columns: there may be as many lines as the world has ties
        return tuple(values.tolist() for values in found.fetchnumpy().values())

    def reached(self, sorts: str) -> set[int]:
        """The entities within the View's depth of its focus, by lines of some sorts."""
        touching = f"AND ({inside('t.sender', 'here')} OR {inside('t.receiver', 'here')})"
        found = set(self.table.all_called(self.view.focus))
        here: Collection[int] = found
        for _ in range(self.view.depth):
            values = {"here": bits(here, len(self.table.world.entities))}
            here = {
                end for ends in self.ask("t.sender, t.receiver", sorts, touching, **values) for end in ends
            }
            here -= found
            found |= here
            if not here:
                break
        return found

    def ties(self, sorts: str) -> int:
        """How many ties of some sorts there are, near the focus and far from it."""
        text = self._text(self.counted)
        return _number(self.table, text, tuple({**self.values, "sorts": sorts}.items()))

    @property
    def counted(self) -> str:
        """The number of ties of several lines, in SQL.

        A tie that draws two lines is counted once: not again by the second, where the first is kept as well.
        """
        return f"count(*) - count(*) FILTER (t.before IS NOT NULL AND {self._ends('t.before')})"

    def _ends(self, receiver: str = "t.receiver") -> str:
        """Whether the View keeps a line between its sender and a receiver, in SQL."""
        kept = f"{inside('t.sender', 'kept')} AND {inside(receiver, 'kept')}"
        if self.all_asked:
            return kept
        asked = f"{inside('t.sender', 'asked')} OR {inside(receiver, 'asked')}"
        return f"{kept} AND ({asked} OR {inside('t.sender', 'frame')} AND {inside(receiver, 'frame')})"

    def hidden(self) -> Counter[str]:
        """Reason → ties that are not shown for it; "ends" holds also those that are shown."""
        found: Counter[str] = Counter()
        folded = bool(self.values["folded"])
        for sort, late, over, others in _in_time(
            self.table, self.day, self.view.events_from(self.day), folded
        ):
            found["time"] += late
            found["past_years"] += over
            found[next(iter(self.unmet[sort]), "ends")] += others
        if (under := self.table.under) and Nature.SIMILARITY not in shown_natures(self.view):
            # a table that is laid over another leaves likenesses to it
            for sort, late, over, others in _in_time(
                under, self.day, self.view.events_from(self.day), folded
            ):
                if under.sorts[sort].nature is Nature.SIMILARITY:
                    found["time"] += late
                    found["past_years"] += over
                    found["natures"] += others
        return found


def _lines(
    tie: list[int], sender: list[int], receiver: list[int], certain: list[bool], past: list[bool]
) -> list[Line]:
    certainty = map(_CERTAINTIES.__getitem__, certain)
    with uncollected():
        return list(map(Line._make, zip(tie, sender, receiver, certainty, past, strict=True)))


@kept(256)
def _number(table: Table, text: str, values: tuple[tuple[str, object], ...]) -> int:
    """A number that the table is asked for; it is the same around whomever a reader looks."""
    return int(table.cursor().execute(text, dict(values)).fetchall()[0][0])


_CERTAINTIES = {True: Certainty.CERTAIN, False: Certainty.POSSIBLE}


@kept(64)
def _in_time(
    table: Table, day: date, events_from: date, folded: bool
) -> tuple[tuple[int, int, int, int], ...]:
    """Sort → ties that are not true on a day, others that are over for too long, and the rest."""
    text = f"""
        SELECT t.sort, count(*) FILTER (NOT ({HOLDS})),
            count(*) FILTER ({HOLDS} AND t.over_on < $events_from), count(*) FILTER ({_IN_TIME})
        FROM line t WHERE t.folded = $folded AND t.before IS NULL GROUP BY t.sort"""
    values = {"day": day, "events_from": events_from, "folded": folded}
    return tuple(table.cursor().execute(text, values).fetchall())


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


def shown_natures(view: View) -> frozenset[Nature]:
    """The natures that a View keeps: without one asked for all but likenesses, which are no ties."""
    return view.natures or frozenset(Nature) - {Nature.SIMILARITY}


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
