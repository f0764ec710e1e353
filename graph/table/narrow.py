"""A View becomes the positions of what fits, and what was left out by which of its clauses."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from graph.model.entity import EntityType
from graph.model.kind import Nature
from graph.model.standing import ACCORDS, Place, Standing
from graph.model.tie import Certainty
from graph.model.view import View
from graph.table.build import Table

#: why a tie is not shown, in the order in which reasons are looked for; slug → words for the reader
REASONS: dict[str, str] = {
    "time": "not true on this day",
    "past_years": "of events longer ago",
    "unverified": "from general knowledge alone",
    "natures": "of another nature",
    "families": "of another family",
    "kinds": "of another kind",
    "phases": "in another phase",
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
class Narrowed:
    """What a View leaves; positions are in ascending order."""

    lines: tuple[Line, ...]
    entities: tuple[int, ...]  #: those to draw: an end of a line, or a state that fits without any
    fitting: frozenset[int]  #: entities that meet the View's own clauses, not only the frame
    offered: tuple[int, ...]  #: states that possibly meet the religion clause: the range reaches over it
    no_figure: tuple[int, ...]  #: states without a figure for the religion asked for
    hidden: Mapping[str, int]  #: reason → number of ties
    day: date  #: the day that was asked for, at most the horizon

    @property
    def ties(self) -> tuple[int, ...]:
        """Positions of the ties that are shown."""
        return tuple(sorted({line.tie for line in self.lines}))


def narrow(table: Table, view: View, places: Mapping[str, Place]) -> Narrowed:
    """Find what fits a View.

    Args:
        table: the world, as far as it was known on the View's day of knowledge.
        view: what is asked for.
        places: IRI of each state → where it stands on the View's day under its lens.
    """
    day = min(view.as_of or table.world.horizon, table.world.horizon)
    entities = _Entities(table, view, places, day)
    rows = _rows(table, view, entities, day)
    hidden: dict[str, int] = defaultdict(int)
    lines = []
    for tie, sender, receiver, certain, past, reason in rows:
        if reason is None:
            certainty = Certainty.CERTAIN if certain else Certainty.POSSIBLE
            lines.append(Line(tie, sender, receiver, certainty, past))
    shown = {line.tie for line in lines}
    for tie, reason in {row[0]: row[5] for row in rows if row[5] is not None}.items():
        if tie not in shown:
            hidden[reason] += 1
    if view.focus:
        lines, farther = _around(table, view, lines)
        hidden["focus"] = farther
    drawn = {end for line in lines for end in (line.sender, line.receiver)}
    if view.narrows_states and not view.focus:
        drawn |= {e for e in entities.fitting if table.world.entities[e].type is EntityType.STATE}
    return Narrowed(
        lines=tuple(lines),
        entities=tuple(sorted(drawn)),
        fitting=entities.fitting,
        offered=entities.offered,
        no_figure=entities.no_figure,
        hidden={reason: hidden[reason] for reason in REASONS if hidden[reason]},
        day=day,
    )


def fitting_states(table: Table, view: View, places: Mapping[str, Place]) -> list[int]:
    """Find the states that meet a View's own clauses, ties not asked: positions in ascending order."""
    day = min(view.as_of or table.world.horizon, table.world.horizon)
    entities = table.world.entities
    fitting = _Entities(table, view, places, day).fitting
    return sorted(position for position in fitting if entities[position].type is EntityType.STATE)


class _Entities:
    """Which entities a View keeps: those that fit its clauses, and the frame."""

    def __init__(self, table: Table, view: View, places: Mapping[str, Place], day: date):
        clauses, values = _state_clauses(table, view, places, day)
        religion, religion_values = _religion_clause(view)
        where = " AND ".join(f"({clause})" for clause in ["e.type = ANY($types)", *clauses])
        values |= {"types": [str(entity_type) for entity_type in view.types], **religion_values}
        rows = (
            table.cursor()
            .execute(f"SELECT pos, {religion} FROM entity e WHERE {where} ORDER BY pos", values)
            .fetchall()
        )
        self.fitting = frozenset(pos for pos, fit in rows if fit == "certain")
        self.offered = tuple(pos for pos, fit in rows if fit == "possible")
        self.no_figure = tuple(pos for pos, fit in rows if fit == "no figure")
        self.frame = _frame(table, view, places) if view.frame else frozenset[int]()
        self.kept = self.fitting | self.frame
        self.asked = self.fitting
        if view.narrows_states and not view.text:
            # a reader who asks for certain states does not ask for what others have with the frame
            entities = table.world.entities
            self.asked = frozenset(
                pos
                for pos in self.fitting
                if entities[pos].type is EntityType.STATE or entities[pos].slug in view.also
            )


def _state_clauses(
    table: Table, view: View, places: Mapping[str, Place], day: date
) -> tuple[list[str], dict[str, object]]:
    """The clauses of a View about states, each with the values that it names."""
    clauses: list[str] = []
    values: dict[str, object] = {}
    if view.statehood:
        clauses.append("e.type <> 'State' OR e.statehood = ANY($statehood)")
        values["statehood"] = [str(word) for word in view.statehood]
    if view.standings:
        clauses.append("e.type <> 'State' OR e.iri = ANY($standing) OR e.slug = ANY($also)")
        values["standing"] = [iri for iri, place in places.items() if place.standing in view.standings]
        values["also"] = sorted(view.also)
    named = {
        entity.slug for entity in table.world.entities if entity.type is not EntityType.STATE
    } & view.also
    if named:
        clauses.append("e.type = 'State' OR e.slug = ANY($named)")
        values["named"] = sorted(named)
    if view.regions:
        clauses.append(
            "e.type <> 'State' OR EXISTS (FROM region r WHERE r.entity = e.pos AND r.slug = ANY($regions))"
        )
        values["regions"] = sorted(view.regions)
    for name, test in (("organizations", "EXISTS"), ("organizations_out", "NOT EXISTS")):
        if getattr(view, name):
            clauses.append(
                f"e.type <> 'State' OR {test} (FROM membership m JOIN tie t ON t.pos = m.tie "
                f"WHERE m.entity = e.pos AND m.organization = ANY(${name}) AND {_CERTAIN})"
            )
            values[name] = sorted(getattr(view, name))
            values["day"] = day
    if view.text:
        clauses.append("contains(e.names, $text)")
        values["text"] = view.text.casefold()
    return clauses, values


def _religion_clause(view: View) -> tuple[str, dict[str, object]]:
    """How an entity meets the religion clause: certain, possible, no figure or no."""
    if not view.religions:
        return "'certain'", {}
    found = "FROM share s WHERE s.entity = e.pos AND s.religion = ANY($religions)"
    case = f"""
        CASE
            WHEN e.type <> 'State' THEN 'certain'
            WHEN EXISTS ({found} AND s.low >= $share) THEN 'certain'
            WHEN EXISTS ({found} AND s.high >= $share) THEN 'possible'
            WHEN EXISTS ({found}) THEN 'no'
            ELSE 'no figure'
        END"""
    # a share of 0.7 written as 70 percent must meet "at least 70 %" whatever floats make of it
    return case, {"religions": sorted(view.religions), "share": view.share / 100 - 1e-9}


def _frame(table: Table, view: View, places: Mapping[str, Place]) -> frozenset[int]:
    """The party, the broker and the Accords themselves, as far as their types are asked for."""
    inside = {iri for iri, place in places.items() if place.standing in (Standing.PARTY, Standing.BROKER)}
    return frozenset(
        position
        for position, entity in enumerate(table.world.entities)
        if entity.type in view.types
        and (entity.iri in inside or (entity.slug == ACCORDS and entity.type is EntityType.AGREEMENT))
    )


_HOLDS = "t.possible_from <= $day AND t.possible_to >= $day AND t.superseded_from > $day"
_CERTAIN = "t.certain_from <= $day AND t.certain_to >= $day AND t.superseded_from > $day"
_PAST = "(t.nature = 'event' AND t.over_on < $day OR t.phase IS NOT DISTINCT FROM 'ended')"


def _rows(
    table: Table, view: View, entities: _Entities, day: date
) -> list[tuple[int, int, int, bool, bool, str | None]]:
    """Every line of every tie with the first reason for which it is not shown."""
    tests, values = _tie_tests(view, day)
    reason = "\n".join(f"WHEN NOT ({test}) THEN '{name}'" for name, test in tests.items())
    values |= {
        "day": day,
        "kept": sorted(entities.kept),
        "asked": sorted(entities.asked),
        "frame": sorted(entities.frame),
        "folded": EntityType.PERSON not in view.types,
    }
    return (
        table.cursor()
        .execute(
            f"""
            SELECT l.tie, l.sender, l.receiver, {_CERTAIN}, {_PAST}, CASE {reason} END
            FROM line l JOIN tie t ON t.pos = l.tie
            WHERE l.folded = $folded
            ORDER BY l.tie, l.sender, l.receiver
            """,
            values,
        )
        .fetchall()
    )


def _tie_tests(view: View, day: date) -> tuple[dict[str, str], dict[str, object]]:
    """What a tie must meet, by the name of its reason, in the order of REASONS."""
    tests = {"time": _HOLDS}
    values: dict[str, object] = {}
    tests["past_years"] = "t.nature <> 'event' OR t.over_on >= $day - to_years($past_years::INTEGER)"
    values["past_years"] = view.past_years
    if not view.unverified:
        tests["unverified"] = "NOT t.unverified"
    # without a single nature asked for, likenesses stay out: they are no ties
    natures = view.natures or frozenset(Nature) - {Nature.SIMILARITY}
    tests["natures"] = "t.nature = ANY($natures)"
    values["natures"] = [str(nature) for nature in natures]
    for name in ("families", "kinds", "phases"):
        if wanted := getattr(view, name):
            column = {"families": "family", "kinds": "kind", "phases": "phase"}[name]
            unphased = " OR t.phase IS NULL" if name == "phases" else ""
            tests[name] = f"t.{column} = ANY(${name}){unphased}"
            values[name] = sorted(map(str, wanted))
    if view.sources:
        tests["sources"] = "t.sources >= $sources"
        values["sources"] = view.sources
    if view.confidence.rank < 2:
        tests["confidence"] = "t.confidence <= $confidence"
        values["confidence"] = view.confidence.rank
    tests["ends"] = (
        "l.sender = ANY($kept) AND l.receiver = ANY($kept) AND (l.sender = ANY($asked) OR "
        "l.receiver = ANY($asked) OR (l.sender = ANY($frame) AND l.receiver = ANY($frame)))"
    )
    return tests, values


def _around(table: Table, view: View, lines: list[Line]) -> tuple[list[Line], int]:
    """Keep the lines among entities within the View's depth of its focus; count the ties that go."""
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
    near = [line for line in lines if line.sender in reached and line.receiver in reached]
    return near, len({line.tie for line in lines} - {line.tie for line in near})
