"""A View becomes the positions of what fits, and what was left out by which of its clauses."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from graph.model.entity import EntityType
from graph.model.kind import Nature
from graph.model.source import Confidence
from graph.model.standing import Place
from graph.model.tie import Certainty
from graph.model.view import View
from graph.table.build import Table
from graph.table.fit import CERTAIN, HOLDS, Fit, shown_types

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
    "focus": "farther from the focus",
}


@dataclass(frozen=True)
class Line:
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
    fit = Fit(table, view, places, day)
    rows = _rows(table, view, fit, day)
    hidden: dict[str, int] = defaultdict(int)
    lines = [line_of(*row[:-1]) for row in rows if row[-1] is None]
    shown = {line.tie for line in lines}
    for tie, reason in {row[0]: row[-1] for row in rows if row[-1] is not None}.items():
        if tie not in shown:
            hidden[reason] += 1
    if view.focus:
        near = around(table, view, lines)
        hidden["focus"] = len(shown - {line.tie for line in near})
        lines = near
    drawn = {end for line in lines for end in (line.sender, line.receiver)}
    states = tuple(one.position for one in fit.judged if one.type is EntityType.STATE and one.fits())
    if view.narrows_states and not view.focus:
        drawn |= set(states)
    return Narrowed(
        lines=tuple(lines),
        entities=tuple(sorted(drawn)),
        states=states,
        others=tuple(sorted(fit.fitting.difference(states))),
        offered={one.position: tuple(one.short) for one in fit.judged if one.offered},
        no_figure=tuple(one.position for one in fit.judged if one.no_figure),
        hidden={reason: hidden[reason] for reason in REASONS if hidden[reason]},
        day=day,
    )


_PAST = "(t.nature = 'event' AND t.over_on < $day OR t.phase IS NOT DISTINCT FROM 'ended')"
#: what a line is made of, as "l" of the tie "t"
LINE = f"l.tie, l.sender, l.receiver, {CERTAIN}, {_PAST}"
LINES = "FROM line l JOIN tie t ON t.pos = l.tie WHERE l.folded = $folded"


def line_of(tie: int, sender: int, receiver: int, certain: bool, past: bool) -> Line:
    """Make a line of the columns of LINE."""
    return Line(tie, sender, receiver, Certainty.CERTAIN if certain else Certainty.POSSIBLE, past)


def _rows(
    table: Table, view: View, fit: Fit, day: date
) -> list[tuple[int, int, int, bool, bool, str | None]]:
    """Every line of every tie with the first reason for which it is not shown."""
    tests, values = tie_tests(view, fit, day)
    reason = "\n".join(f"WHEN NOT ({test}) THEN '{name}'" for name, test in tests.items())
    text = f"SELECT {LINE}, CASE {reason} END {LINES} ORDER BY l.tie, l.sender, l.receiver"
    return table.cursor().execute(text, values).fetchall()


def tie_tests(view: View, fit: Fit, day: date) -> tuple[dict[str, str], dict[str, object]]:
    """What a tie must meet, by the name of its reason, in the order of REASONS; and the values named."""
    tests = {"time": HOLDS}
    values: dict[str, object] = {
        "day": day,
        "events_from": view.events_from(day),
        "kept": sorted(fit.kept),
        "asked": sorted(fit.asked),
        "frame": sorted(fit.frame),
        "folded": EntityType.PERSON not in shown_types(view),
    }
    tests["past_years"] = "t.nature <> 'event' OR t.over_on >= $events_from"
    if not view.unverified:
        tests["unverified"] = "NOT t.unverified"
    tests["natures"] = "t.nature = ANY($natures)"
    values["natures"] = sorted(map(str, shown_natures(view)))
    for name, column in (("families", "family"), ("kinds", "kind"), ("phases", "phase"), ("grades", "grade")):
        if wanted := getattr(view, name):
            unphased = " OR t.phase IS NULL" if name == "phases" else ""
            # of the days of a tie those on which it is superseded have gone by "time"
            tests[name] = f"t.{column} = ANY(${name}){unphased}"
            values[name] = sorted(map(str, wanted))
        elif name == "kinds" and view.kinds_out:
            tests[name] = "NOT t.kind = ANY($kinds_out)"
            values["kinds_out"] = sorted(view.kinds_out)
    if view.sources:
        tests["sources"] = "t.sources >= $sources"
        values["sources"] = view.sources
    if view.confidence is not Confidence.LOW:
        tests["confidence"] = "t.confidence <= $confidence"
        values["confidence"] = view.confidence.rank
    tests["ends"] = (
        "l.sender = ANY($kept) AND l.receiver = ANY($kept) AND (l.sender = ANY($asked) OR "
        "l.receiver = ANY($asked) OR (l.sender = ANY($frame) AND l.receiver = ANY($frame)))"
    )
    return tests, values


def shown_natures(view: View) -> frozenset[Nature]:
    """The natures that a View keeps: without one asked for all but likenesses, which are no ties."""
    return view.natures or frozenset(Nature) - {Nature.SIMILARITY}


def around(table: Table, view: View, lines: Sequence[Line]) -> list[Line]:
    """Keep the lines among entities within the View's depth of its focus."""
    neighbours: dict[int, set[int]] = defaultdict(set)
    for line in lines:
        neighbours[line.sender].add(line.receiver)
        neighbours[line.receiver].add(line.sender)
    reached = {pos: 0 for pos, entity in enumerate(table.world.entities) if entity.slug in view.focus}
    ahead = deque(reached)
    while ahead:
        here = ahead.popleft()
        if reached[here] == view.depth:
            continue
        for neighbour in neighbours[here] - reached.keys():
            reached[neighbour] = reached[here] + 1
            ahead.append(neighbour)
    return [line for line in lines if line.sender in reached and line.receiver in reached]
