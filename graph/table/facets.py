"""How many each option of a filter would leave, all other filters being as they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from functools import cached_property
from operator import eq, ge
from typing import NamedTuple, TypeVar

import numpy as np

from graph.model.entity import EntityType, Statehood
from graph.model.kept import kept
from graph.model.kind import Family, Nature, Phase
from graph.model.source import Confidence
from graph.model.standing import Places, Standing
from graph.model.tie import Certainty, Grade
from graph.model.view import View
from graph.table.build import Sort, Table
from graph.table.fit import CERTAIN, HOLDS, Fit, Judged, bits, inside, judge, least_share
from graph.table.lines import Marks, Numbers
from graph.table.narrow import Asked, Line, around, narrow

Option = TypeVar("Option", bound=Hashable)
Word = TypeVar("Word", bound=StrEnum)
Value = TypeVar("Value", bound=Hashable)


@dataclass(frozen=True)
class Facets:
    """Option → what is left if it is the only one chosen of its filter.

    States that certainly fit for what is asked of states, ties for what is asked of ties. Standings are
    counted without the entities that a View names beside them.
    """

    religions: Mapping[str, int]  #: slug → states with at least the View's share
    regions: Mapping[str, int]  #: slug → states
    standings: Mapping[Standing, int]
    statehood: Mapping[Statehood, int]
    organizations: Mapping[str, int]  #: slug → states certainly in it; of those with a member
    organizations_out: Mapping[str, int]  #: slug → states certainly outside it
    families: Mapping[Family, int]  #: ties
    kinds: Mapping[str, int]  #: slug → ties; kinds without any left out
    natures: Mapping[Nature, int]
    phases: Mapping[Phase, int]  #: ties in it and those of kinds without stages, which the filter lets pass
    grades: Mapping[Grade, int]
    confidence: Mapping[Confidence, int]  #: ties with at least it
    sources: Mapping[int, int]  #: number → ties with at least as many independent sources; from 0 to the most
    unverified: int  #: ties that general knowledge adds to those without it
    certainty: Mapping[Certainty, int]  #: certain and possible ties of the View itself
    types: Mapping[EntityType, int]  #: entities drawn of each type where every type is asked for


def facets(table: Table, view: View, places: Places) -> Facets:
    """Count the options of every filter of a View.

    Entities alike and sorts of ties are held against every filter; what fails by none but one is counted
    under the options of that one.
    """
    day = min(view.as_of or table.world.horizon, table.world.horizon)
    judged = judge(table, view, places, day)
    states = _States(table, view, judged, day)
    asked = Asked(table, view, Fit(table, view, places, judged), day)
    ties = _Ties(asked)
    if view.types:
        any_type = replace(view, types=frozenset())
        asked = asked.of_all_types(Fit(table, any_type, places, judged, but="types"))
    drawn = asked.entities()
    return Facets(
        religions=states.by_religion(),
        regions=states.by_region(),
        standings=states.by_standing(places),
        statehood=states.by_statehood(),
        organizations=states.inside(),
        organizations_out=states.outside(),
        families=ties.left("families", Family, lambda sort: sort.family, eq),
        kinds=ties.by_kind(),
        natures=ties.left("natures", Nature, lambda sort: sort.nature, eq),
        phases=ties.left("phases", Phase, lambda sort: sort.phase, lambda has, phase: has in (None, phase)),
        # what is superseded on the day is not true on it, so that no tie here is
        grades=ties.left("grades", Grade, lambda sort: sort.grade, eq),
        confidence=ties.by_confidence(),
        sources=ties.by_sources(),
        unverified=ties.added_by_general_knowledge(),
        certainty=ties.by_certainty(),
        types=_tally(table, "type", EntityType, drawn),
    )


def loosening(table: Table, view: View, places: Places) -> dict[str, int]:
    """Say how many ties would be shown if one clause alone were set back: clause → number, most first."""
    found = {
        clause: len(narrow(table, view.without(clause), places).ties)
        for clause in view.set_clauses()
        if clause not in ("lens", "known_on", "also")
    }
    return dict(sorted(((clause, n) for clause, n in found.items() if n), key=lambda item: -item[1]))


def _tally(table: Table, field: str, words: type[Word], marks: Marks) -> dict[Word, int]:
    """How many of some entities have each word in a field."""
    counted = np.bincount(_coded(table, field, words)[marks], minlength=len(words) + 1)
    return dict(zip(words, counted.tolist(), strict=False))


@kept(2)
def _coded(table: Table, field: str, words: type[StrEnum]) -> Numbers:
    """The word that each entity has in a field, by its place among all; after the last where it has none."""
    place = {word: number for number, word in enumerate(words)}
    found = (place.get(getattr(entity, field), len(place)) for entity in table.world.entities)
    return np.fromiter(found, dtype=np.intp)


class _States:
    """The states, each with the filters that it does not meet."""

    def __init__(self, table: Table, view: View, judged: Iterable[Judged], day: date):
        self.table, self.view, self.day = table, view, day
        self.judged = [one for one in judged if one.type is EntityType.STATE]

    def _but(self, clause: str) -> Marks:
        """Those that fit, or would without one clause."""
        marks = np.zeros(len(self.table.world.entities), dtype=bool)
        for one in self.judged:
            if one.fits(but=clause):
                marks[one.numbers] = True
        return marks

    def by_religion(self) -> dict[str, int]:
        """States of which at least the View's share follows each religion."""
        return _by_religion(self.table, bits(self._but("religions")), least_share(self.view))

    def by_region(self) -> dict[str, int]:
        """States in each region."""
        return _by_region(self.table, bits(self._but("regions")))

    def by_standing(self, places: Places) -> dict[Standing, int]:
        """States that stand so toward the Accords."""
        left, position = self._but("standings"), self.table.position
        found = dict.fromkeys(Standing, 0)
        for standing in set(Standing) - {Standing.OUTSIDE}:
            there = [position[iri] for iri in places.standing[standing]]
            found[standing] = int(np.count_nonzero(left[there]))
        # that is where all others stand, who are many
        found[Standing.OUTSIDE] = int(np.count_nonzero(left)) - sum(found.values())
        return found

    def by_statehood(self) -> dict[Statehood, int]:
        """States recognised so far."""
        return _tally(self.table, "statehood", Statehood, self._but("statehood"))

    def inside(self) -> dict[str, int]:
        """States certainly in each organization."""
        return {slug: certain for slug, certain, _ in self._members}

    def outside(self) -> dict[str, int]:
        """States certainly outside each organization."""
        states = int(np.count_nonzero(self._but("organizations_out")))
        return {slug: states - possible for slug, _, possible in self._members}

    @cached_property
    def _members(self) -> list[tuple[str, int, int]]:
        """Organization → of the states that each filter would leave, those certainly and possibly in it."""
        within, without = bits(self._but("organizations")), bits(self._but("organizations_out"))
        return _by_organization(self.table, within, without, self.day)


# what is asked of ties has no say in these: most changes of a filter find them kept


@kept(64)
def _by_religion(table: Table, states: str, share: float) -> dict[str, int]:
    text = (
        "SELECT religion, count(DISTINCT entity) FROM share "
        f"WHERE {inside('entity', 'states')} AND low >= $share GROUP BY religion ORDER BY religion"
    )
    return dict(table.cursor().execute(text, {"states": states, "share": share}).fetchall())


@kept(64)
def _by_region(table: Table, states: str) -> dict[str, int]:
    text = (
        "SELECT slug, count(DISTINCT entity) FROM region "
        f"WHERE {inside('entity', 'states')} GROUP BY slug ORDER BY slug"
    )
    return dict(table.cursor().execute(text, {"states": states}).fetchall())


@kept(64)
def _by_organization(table: Table, within: str, without: str, day: date) -> list[tuple[str, int, int]]:
    text = f"""
        SELECT t.organization,
            count(DISTINCT t.entity) FILTER ({inside("t.entity", "within")} AND {CERTAIN}),
            count(DISTINCT t.entity) FILTER ({inside("t.entity", "without")} AND {HOLDS})
        FROM membership t GROUP BY t.organization ORDER BY t.organization"""
    values = {"day": day, "within": within, "without": without}
    return table.cursor().execute(text, values).fetchall()


class _Counted(NamedTuple):
    """Ties of one sort, as many as there are; around a focus a line of one of them."""

    sort: Sort
    ties: int
    certain: int  #: how many of them certainly hold
    line: Line | None = None


class _Ties:
    """The ties that fail by no more than one filter."""

    def __init__(self, asked: Asked):
        self.table, self.view = asked.table, asked.view
        self.by_failure: dict[str, list[_Counted]] = defaultdict(list)
        for one, clauses in self._around(asked) if asked.view.focus else self._everywhere(asked):
            self.by_failure["".join(clauses)].append(one)

    def _everywhere(self, asked: Asked) -> Iterator[tuple[_Counted, Sequence[str]]]:
        for sort, clauses, (ties, certain) in zip(
            self.table.sorts, asked.unmet, asked.counted(), strict=True
        ):
            if len(clauses) <= 1 and ties:
                yield _Counted(sort, ties, certain), clauses

    def _around(self, asked: Asked) -> Iterator[tuple[_Counted, Sequence[str]]]:
        # no option reaches farther than all of them together
        near = asked.near(most=1)
        for sort, line in zip(asked.lines.sort[near].tolist(), asked.drawn(near), strict=True):
            certain = int(line.certainty is Certainty.CERTAIN)
            yield _Counted(self.table.sorts[sort], 1, certain, line), asked.unmet[sort]

    def left(
        self,
        clause: str,
        options: Iterable[Option],
        has: Callable[[Sort], Value],
        meets: Callable[[Value, Option], bool],
    ) -> dict[Option, int]:
        """Count for each option of a filter the ties that meet it and all other filters."""
        if not self.view.focus:
            ties = self._by(clause, has)
            return {
                option: sum(number for value, number in ties.items() if meets(value, option))
                for option in options
            }
        by_value: dict[Value, list[_Counted]] = defaultdict(list)
        for one in self._but(clause):
            by_value[has(one.sort)].append(one)
        return {
            option: self._count(
                [one for value, found in by_value.items() if meets(value, option) for one in found]
            )
            for option in options
        }

    def _by(self, clause: str, has: Callable[[Sort], Value]) -> Counter[Value]:
        ties: Counter[Value] = Counter()
        for one in self._but(clause):
            ties[has(one.sort)] += one.ties
        return ties

    def by_kind(self) -> dict[str, int]:
        """Ties of each kind."""
        if not self.view.focus:
            return dict(sorted(self._by("kinds", lambda sort: sort.kind).items()))
        kinds = sorted({one.sort.kind for one in self._but("kinds")})
        counted = self.left("kinds", kinds, lambda sort: sort.kind, eq)
        return {slug: number for slug, number in counted.items() if number}

    def by_confidence(self) -> dict[Confidence, int]:
        """Ties with a claim of at least each confidence."""
        return self.left(
            "confidence", Confidence, lambda sort: sort.confidence, lambda rank, least: rank <= least.rank
        )

    def by_sources(self) -> dict[int, int]:
        """Ties with at least 0, 1, 2, ... independent sources."""
        most = max((one.sort.sources for one in self._but("sources")), default=0)
        return self.left("sources", range(most + 1), lambda sort: sort.sources, ge)

    def added_by_general_knowledge(self) -> int:
        """Ties that rest on general knowledge alone, and what a focus reaches by them."""
        found = self._but("unverified")
        verified = [one for one in found if not one.sort.unverified]
        return self._count(found) - self._count(verified)

    def by_certainty(self) -> dict[Certainty, int]:
        """Ties of the View itself."""
        near = self._near(self.by_failure[""])
        if self.view.focus:
            certain = _ties(one for one in near if one.certain)
        else:
            certain = sum(one.certain for one in near)
        return {Certainty.CERTAIN: certain, Certainty.POSSIBLE: _ties(near) - certain}

    def _but(self, clause: str) -> list[_Counted]:
        return self.by_failure[""] + self.by_failure[clause]

    def _count(self, found: list[_Counted]) -> int:
        return _ties(self._near(found))

    def _near(self, found: list[_Counted]) -> list[_Counted]:
        if not self.view.focus:
            return found
        near = set(around(self.table, self.view, [one.line for one in found if one.line]))
        return [one for one in found if one.line in near]


def _ties(found: Iterable[_Counted]) -> int:
    """How many ties these are: several lines of one tie count once."""
    found = list(found)
    lines = {one.line.tie for one in found if one.line}
    return len(lines) if lines else sum(one.ties for one in found)
