"""Which entities meet a View's own clauses: certainly, possibly, or unknown for want of a figure.

A clause is met certainly, possibly or not; the religion clause may also lack a figure. A state fits if it
certainly meets them all. What it meets only possibly is offered, never drawn:

- a religion, where the range of the share reaches over the one asked for;
- an organization to be in, where no membership is certain on the day but one is possible;
- an organization to be outside of, where again one is possible: who may be in is not certainly outside.

A membership is possible on the days that its dates leave open, and wherever general knowledge alone gives it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from itertools import chain

import numpy as np

from graph.model.entity import Entity, EntityType
from graph.model.kept import kept
from graph.model.standing import ACCORDS, Places, Standing
from graph.model.view import View
from graph.table.build import Table
from graph.table.lines import Marks, Numbers

#: a membership of the table, as "t", on $day
HOLDS = "t.possible_from <= $day AND t.possible_to >= $day"
CERTAIN = f"t.certain_from <= $day AND t.certain_to >= $day AND {HOLDS}"

_CERTAIN, _POSSIBLE, _NO_FIGURE, _NO = "certain", "possible", "no figure", "no"


@dataclass(frozen=True)
class Judged:
    """Entities of one type that a View finds equally wanting."""

    positions: tuple[int, ...]  #: ascending
    type: EntityType
    short: Mapping[str, str]  #: clause that they do not certainly meet → "possible", "no figure" or "no"

    def fits(self, but: str = "") -> bool:
        """Say whether they certainly meet every clause, *but* perhaps one."""
        return self.short.keys() <= {but}

    @cached_property
    def numbers(self) -> Numbers:
        """Their positions, for numpy."""
        return np.array(self.positions, dtype=np.intp)

    @property
    def offered(self) -> bool:
        """Whether they meet every clause, some of them only possibly."""
        return bool(self.short) and set(self.short.values()) == {_POSSIBLE}

    @property
    def no_figure(self) -> bool:
        """Whether they meet every clause as far as one can say, and a figure is missing to say more."""
        words = set(self.short.values())
        return _NO_FIGURE in words and _NO not in words


_KEPT, _ASKED, _FRAMED = np.uint8(1), np.uint8(2), np.uint8(4)


class Fit:
    """Which entities a View keeps: those that fit its clauses, *but* perhaps one, and the frame; as marks."""

    def __init__(self, table: Table, view: View, places: Places, judged: Iterable[Judged], but: str = ""):
        self.judged = tuple(judged)
        self.size = len(table.world.entities)
        fitting = [one for one in self.judged if one.fits(but)]
        self.fitting = self._marks(fitting)
        self.states = self._marks(one for one in fitting if one.type is EntityType.STATE)
        self.frame = np.zeros(self.size, dtype=bool)
        self.frame[list(frame(table, view, places) if view.frame else ())] = True
        self.kept = self.fitting | self.frame
        self.asked = self.fitting
        if replace(view, text="").narrows_states:
            # a reader who asks for certain states does not ask for what others have with the frame;
            # one who only asks for a name does
            self.asked = self.states.copy()
            also = list(table.all_called(view.also))
            self.asked[also] = self.fitting[also]
        self.sought = self.asked | self.frame  #: of which each line that is kept has one at an end
        # all of it in one number for each entity, so that lines look up each of their ends once
        self._all = _KEPT * self.kept | _ASKED * self.asked | _FRAMED * self.frame

    def _marks(self, judged: Iterable[Judged]) -> Marks:
        found = np.zeros(self.size, dtype=bool)
        for one in judged:
            found[one.numbers] = True
        return found

    def keeps(self, sender: Numbers | int, receiver: Numbers | int) -> Marks:
        """Whether the View keeps a line from a sender to a receiver; or which, of several."""
        one, other = self._all[sender], self._all[receiver]
        both, either = one & other, one | other
        keeps: Marks = (both & _KEPT != 0) & ((either & _ASKED != 0) | (both & _FRAMED != 0))
        return keeps


def bits(marks: Marks) -> str:
    """The marks of entities as SQL's BIT: a set that is quick to hand over and to look into."""
    return (marks + np.uint8(48)).tobytes().decode() or "0"


def inside(column: str, name: str) -> str:
    """Whether the position in a column is one of the *bits* that are handed over by a name, in SQL."""
    return f"get_bit(${name}::BIT, {column}) = 1"


def shown_types(view: View) -> frozenset[EntityType]:
    """The types of entity that a View keeps: all where it names none."""
    return view.types or frozenset(EntityType)


def least_share(view: View) -> float:
    """The share that a View asks for, as the table compares it."""
    # a share of 0.7 written as 70 percent must meet "at least 70 %" whatever floats make of it
    return view.share / 100 - 1e-9


def judge(table: Table, view: View, places: Places, day: date) -> tuple[Judged, ...]:
    """Hold every entity against every clause of a View about entities; those alike together."""
    asked = View(**{name: getattr(view, name) for name in _CLAUSES})
    judged = _judged(table, asked, day if view.organizations or view.organizations_out else None)
    if not view.standings:
        return judged
    # where states stand is another matter on every day and under every lens, all else is not
    standing = {table.position[iri] for asked in view.standings for iri in places.standing[asked]}
    standing |= table.all_called(view.also)
    return tuple(chain.from_iterable(_by_standing(one, standing) for one in judged))


def _by_standing(judged: Judged, standing: Collection[int]) -> Iterator[Judged]:
    """The same entities, states apart that do not stand where they are asked to."""
    if judged.type is not EntityType.STATE:
        yield judged
        return
    fits = tuple(position for position in judged.positions if position in standing)
    others = tuple(position for position in judged.positions if position not in standing)
    if fits:
        yield replace(judged, positions=fits)
    if others:
        yield Judged(others, judged.type, {**judged.short, "standings": _NO})


#: what a View asks of entities, but for where states stand
_CLAUSES = (
    "types", "statehood", "also", "hidden", "only", "regions", "text",
    "religions", "share", "organizations", "organizations_out",
)  # fmt: skip


@kept(256)
def _judged(table: Table, view: View, day: date | None) -> tuple[Judged, ...]:
    """Hold every entity against every clause but that about standing; on a day where a body is asked for."""
    tests, values = _tests(table, view, day)
    words = "".join(f", {test} AS w{number}" for number, test in enumerate(tests.values()))
    text = f"SELECT * EXCLUDE pos, list(pos) FROM (SELECT e.pos, e.type{words} FROM entity e) GROUP BY ALL"
    rows = table.cursor().execute(text, values).fetchall()
    return tuple(
        Judged(
            tuple(sorted(positions)),
            EntityType(type_),
            {name: word for name, word in zip(tests, words, strict=True) if word != _CERTAIN},
        )
        for type_, *words, positions in rows
    )


def _tests(table: Table, view: View, day: date | None) -> tuple[dict[str, str], dict[str, object]]:
    """Clause → how an entity meets it, in SQL; and the values that these name."""
    plain: dict[str, str] = {"types": "e.type = ANY($types)"}
    values: dict[str, object] = {"types": sorted(map(str, shown_types(view)))}
    if view.statehood:
        plain["statehood"] = "e.type <> 'State' OR e.statehood = ANY($statehood)"
        values["statehood"] = sorted(map(str, view.statehood))
    entities = table.world.entities
    called = (entities[position] for position in table.all_called(view.also))
    if named := {entity.slug for entity in called if entity.type is not EntityType.STATE}:
        plain["also"] = "e.type = 'State' OR e.slug = ANY($named)"
        values["named"] = sorted(named)
    for name, test in _NAMED.items():
        if slugs := getattr(view, name):
            plain[name] = test
            values[name] = sorted(slugs)
    if view.regions:
        plain["regions"] = (
            "e.type <> 'State' OR EXISTS (FROM region r WHERE r.entity = e.pos AND r.slug = ANY($regions))"
        )
        values["regions"] = sorted(view.regions)
    if view.text:
        plain["text"] = "contains(e.names, $text)"
        values["text"] = view.text.lower()
    tests = {name: f"CASE WHEN {test} THEN '{_CERTAIN}' ELSE '{_NO}' END" for name, test in plain.items()} | {
        name: test
        for name, test in (
            ("religions", _RELIGION),
            ("organizations", _INSIDE),
            ("organizations_out", _OUTSIDE),
        )
        if getattr(view, name)
    }
    if view.religions:
        values |= {
            "religions": sorted(view.religions),
            "asked": len(view.religions),
            "share": least_share(view),
        }
    for name in ("organizations", "organizations_out"):
        if getattr(view, name):
            values |= {name: sorted(getattr(view, name)), "day": day}
    return tests, values


#: clause that puts entities away by name → what stays
_NAMED = {"hidden": "e.slug <> ALL($hidden)", "only": "e.slug = ANY($only)"}

_SHARES = "FROM share s WHERE s.entity = e.pos AND s.religion = ANY($religions)"
# of several religions one without a figure may still be the one that meets the share
_RELIGION = f"""
    CASE
        WHEN e.type <> 'State' THEN '{_CERTAIN}'
        WHEN EXISTS ({_SHARES} AND s.low >= $share) THEN '{_CERTAIN}'
        WHEN EXISTS ({_SHARES} AND s.high >= $share) THEN '{_POSSIBLE}'
        WHEN (SELECT count(*) {_SHARES}) < $asked THEN '{_NO_FIGURE}'
        ELSE '{_NO}'
    END"""


def _belongs(clause: str, when: str) -> str:
    return f"EXISTS (FROM membership t WHERE t.entity = e.pos AND t.organization = ANY(${clause}) AND {when})"


_INSIDE = f"""
    CASE
        WHEN e.type <> 'State' OR {_belongs("organizations", CERTAIN)} THEN '{_CERTAIN}'
        WHEN {_belongs("organizations", HOLDS)} THEN '{_POSSIBLE}'
        ELSE '{_NO}'
    END"""
_OUTSIDE = f"""
    CASE
        WHEN e.type <> 'State' OR NOT {_belongs("organizations_out", HOLDS)} THEN '{_CERTAIN}'
        WHEN {_belongs("organizations_out", CERTAIN)} THEN '{_NO}'
        ELSE '{_POSSIBLE}'
    END"""


_FRAME = (Standing.PARTY, Standing.BROKER)


def frame(table: Table, view: View, places: Places) -> frozenset[int]:
    """The party, the broker and the Accords themselves, as far as their types are asked for."""
    entities, types = table.world.entities, shown_types(view)
    framed = {table.position[iri] for standing in _FRAME for iri in places.standing[standing]}
    accords = {
        position
        for position in table.all_called({ACCORDS})
        if entities[position].type is EntityType.AGREEMENT
    }
    return frozenset(
        position
        for position in framed | accords
        if entities[position].type in types and not put_away(entities[position], view)
    )


def put_away(entity: Entity, view: View) -> bool:
    """Whether the reader has put an entity away by name: hidden it, or kept only others."""
    if not (view.hidden or view.only):
        return False
    return entity.slug in view.hidden or bool(view.only and entity.slug not in view.only)
