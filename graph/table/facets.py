"""How many each option of a filter would leave, all other filters being as they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from operator import eq, ge
from typing import NamedTuple, TypeVar

from graph.model.entity import EntityType, Statehood
from graph.model.kept import kept
from graph.model.kind import Family, Nature, Phase
from graph.model.source import Confidence
from graph.model.standing import Place, Standing
from graph.model.tie import Certainty, Grade
from graph.model.view import View
from graph.table.build import Sort, Table
from graph.table.fit import CERTAIN, HOLDS, Fit, Judged, bits, inside, judge, least_share
from graph.table.narrow import Asked, Line, around, narrow

Option = TypeVar("Option", bound=Hashable)
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


def facets(table: Table, view: View, places: Mapping[str, Place]) -> Facets:
    """Count the options of every filter of a View.

    Entities alike and sorts of ties are held against every filter; what fails by none but one is counted
    under the options of that one.
    """
    day = min(view.as_of or table.world.horizon, table.world.horizon)
    judged = judge(table, view, places, day)
    states = _States(table, view, judged, day)
    ties = _Ties(table, view, Fit(table, view, places, judged), day)
    any_type = replace(view, types=frozenset(EntityType))
    fit = Fit(table, any_type, places, [one.without("types") for one in judged])
    drawn = types_drawn(fit, table, any_type, day)
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
        types={entity_type: drawn[entity_type] for entity_type in EntityType},
    )


def loosening(table: Table, view: View, places: Mapping[str, Place]) -> dict[str, int]:
    """Say how many ties would be shown if one clause alone were set back: clause → number, most first."""
    found = {
        clause: len(narrow(table, view.without(clause), places).ties)
        for clause in view.set_clauses()
        if clause not in ("lens", "known_on", "also")
    }
    return dict(sorted(((clause, n) for clause, n in found.items() if n), key=lambda item: -item[1]))


def types_drawn(fit: Fit, table: Table, view: View, day: date) -> Counter[EntityType]:
    """How many entities of each type a View draws."""
    asked = Asked(table, view, fit, day)
    sorts = asked.sorts()
    if view.focus:
        near = asked.drawn(sorts, asked.reached(sorts))[0]
        drawn = {end for line in near for end in (line.sender, line.receiver)}
    else:
        ends = ", ".join(f"bitstring_agg(t.{end}, 0, $last)" for end in ("sender", "receiver"))
        last = len(table.world.entities) - 1
        # a one for each entity that is an end, none at all where there is no line
        ((*found,),) = asked.ask(ends, sorts, last=last)
        drawn = {position for bit in found for position, one in enumerate(bit or "") if one == "1"}
        if view.narrows_states:
            drawn.update(
                position
                for one in fit.judged
                if one.type is EntityType.STATE and one.fits()
                for position in one.positions
            )
        if view.only:
            drawn.update(fit.fitting)
    entities = table.world.entities
    return Counter(entities[position].type for position in drawn)


class _States:
    """The states, each with the filters that it does not meet."""

    def __init__(self, table: Table, view: View, judged: Iterable[Judged], day: date):
        self.table, self.view, self.day = table, view, day
        self.judged = [one for one in judged if one.type is EntityType.STATE]

    def _but(self, clause: str) -> list[int]:
        """Those that fit, or would without one clause."""
        return [position for one in self.judged if one.fits(but=clause) for position in one.positions]

    def _bits_but(self, clause: str) -> str:
        return bits(self._but(clause), len(self.table.world.entities))

    def by_religion(self) -> dict[str, int]:
        """States of which at least the View's share follows each religion."""
        return _by_religion(self.table, self._bits_but("religions"), least_share(self.view))

    def by_region(self) -> dict[str, int]:
        """States in each region."""
        return _by_region(self.table, self._bits_but("regions"))

    def by_standing(self, places: Mapping[str, Place]) -> dict[Standing, int]:
        """States that stand so toward the Accords."""
        entities = self.table.world.entities
        tally = Counter(places[entities[pos].iri].standing for pos in self._but("standings"))
        return {standing: tally[standing] for standing in Standing}

    def by_statehood(self) -> dict[Statehood, int]:
        """States recognised so far."""
        tally = Counter(self.table.world.entities[pos].statehood for pos in self._but("statehood"))
        return {statehood: tally[statehood] for statehood in Statehood}

    def inside(self) -> dict[str, int]:
        """States certainly in each organization."""
        return {slug: certain for slug, certain, _ in self._members}

    def outside(self) -> dict[str, int]:
        """States certainly outside each organization."""
        states = len(self._but("organizations_out"))
        return {slug: states - possible for slug, _, possible in self._members}

    @cached_property
    def _members(self) -> list[tuple[str, int, int]]:
        """Organization → of the states that each filter would leave, those certainly and possibly in it."""
        within, without = self._bits_but("organizations"), self._bits_but("organizations_out")
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
    certain: bool
    ties: int
    line: Line | None = None


class _Ties:
    """The ties that fail by no more than one filter."""

    def __init__(self, table: Table, view: View, fit: Fit, day: date):
        self.table, self.view = table, view
        asked = Asked(table, view, fit, day)
        self.by_failure: dict[str, list[_Counted]] = defaultdict(list)
        for one, sort in self._around(asked) if view.focus else self._everywhere(asked):
            self.by_failure["".join(asked.unmet[sort])].append(one)

    def _everywhere(self, asked: Asked) -> Iterator[tuple[_Counted, int]]:
        rows = asked.ask(
            f"t.sort, {CERTAIN} AS certain, {asked.counted}", asked.sorts(most=1), after="GROUP BY ALL"
        )
        for sort, certain, ties in rows:
            yield _Counted(self.table.sorts[sort], certain, ties), sort

    def _around(self, asked: Asked) -> Iterator[tuple[_Counted, int]]:
        # no option reaches farther than all of them together
        nearly = asked.sorts(most=1)
        reached = asked.reached(nearly)
        for sort, line in zip(*asked.sorted_lines(nearly, reached), strict=True):
            certain = line.certainty is Certainty.CERTAIN
            yield _Counted(self.table.sorts[sort], certain, 1, line), sort

    def left(
        self,
        clause: str,
        options: Iterable[Option],
        has: Callable[[Sort], Value],
        meets: Callable[[Value, Option], bool],
    ) -> dict[Option, int]:
        """Count for each option of a filter the ties that meet it and all other filters."""
        by_value: dict[Value, list[_Counted]] = defaultdict(list)
        for one in self._but(clause):
            by_value[has(one.sort)].append(one)
        return {
            option: self._count(
                [one for value, found in by_value.items() if meets(value, option) for one in found]
            )
            for option in options
        }

    def by_kind(self) -> dict[str, int]:
        """Ties of each kind."""
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
        return {
            certainty: _ties([one for one in near if one.certain is (certainty is Certainty.CERTAIN)])
            for certainty in (Certainty.CERTAIN, Certainty.POSSIBLE)
        }

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
