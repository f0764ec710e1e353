"""How many each option of a filter would leave, all other filters being as they are."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from graph.model.entity import EntityType, Statehood
from graph.model.kind import Family, Nature, Phase
from graph.model.source import Confidence
from graph.model.standing import Place, Standing
from graph.model.tie import Certainty, Grade, Tie
from graph.model.view import View
from graph.table.build import Table
from graph.table.fit import CERTAIN, HOLDS, Fit, Judged, least_share
from graph.table.narrow import LINE, LINES, Line, around, line_of, narrow, tie_tests

Option = TypeVar("Option", bound=Hashable)


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

    Two queries, one over the entities and one over the ties, say for each by which filters it fails; what
    fails by none but one is counted under the options of that one.
    """
    day = min(view.as_of or table.world.horizon, table.world.horizon)
    fit = Fit(table, view, places, day)
    states = _States(table, view, fit.judged, day)
    ties = _Ties(table, view, fit, day)
    whole = narrow(table, replace(view, types=frozenset(EntityType)), places)
    types = Counter(table.world.entities[pos].type for pos in whole.entities)
    return Facets(
        religions=states.by_religion(),
        regions=states.by_region(),
        standings=states.by_standing(places),
        statehood=states.by_statehood(),
        organizations=states.inside(),
        organizations_out=states.outside(),
        families=ties.left("families", Family, lambda tie, family: tie.kind.family is family),
        kinds=ties.by_kind(),
        natures=ties.by_nature(),
        phases=ties.left("phases", Phase, lambda tie, phase: tie.phase in (None, phase)),
        grades=ties.left("grades", Grade, lambda tie, grade: tie.grade_on(day) is grade),
        confidence=ties.by_confidence(),
        sources=ties.by_sources(),
        unverified=ties.added_by_general_knowledge(),
        certainty=ties.by_certainty(),
        types={entity_type: types[entity_type] for entity_type in EntityType},
    )


def loosening(table: Table, view: View, places: Mapping[str, Place]) -> dict[str, int]:
    """Say how many ties would be shown if one clause alone were set back: clause → number, most first."""
    found = {
        clause: len(narrow(table, view.without(clause), places).ties)
        for clause in view.set_clauses()
        if clause not in ("lens", "known_on", "also")
    }
    return dict(sorted(((clause, n) for clause, n in found.items() if n), key=lambda item: -item[1]))


class _States:
    """The states, each with the filters that it does not meet."""

    def __init__(self, table: Table, view: View, judged: Iterable[Judged], day: date):
        self.table, self.view, self.day = table, view, day
        self.judged = [one for one in judged if one.type is EntityType.STATE]
        self.belongs = self._belongs()

    def _but(self, clause: str) -> list[int]:
        """Those that fit, or would without one clause."""
        return [one.position for one in self.judged if one.fits(but=clause)]

    def by_religion(self) -> dict[str, int]:
        """States of which at least the View's share follows each religion."""
        text = (
            "SELECT religion, count(DISTINCT entity) FROM share "
            "WHERE entity = ANY($states) AND low >= $share GROUP BY religion ORDER BY religion"
        )
        values = {"states": self._but("religions"), "share": least_share(self.view)}
        return dict(self.table.cursor().execute(text, values).fetchall())

    def by_region(self) -> dict[str, int]:
        """States in each region."""
        text = (
            "SELECT slug, count(DISTINCT entity) FROM region "
            "WHERE entity = ANY($states) GROUP BY slug ORDER BY slug"
        )
        return dict(self.table.cursor().execute(text, {"states": self._but("regions")}).fetchall())

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
        states = self._but("organizations")
        return {
            slug: sum(certain_of.get(pos, False) for pos in states)
            for slug, certain_of in self.belongs.items()
        }

    def outside(self) -> dict[str, int]:
        """States certainly outside each organization."""
        states = self._but("organizations_out")
        return {
            slug: sum(pos not in certain_of for pos in states) for slug, certain_of in self.belongs.items()
        }

    def _belongs(self) -> dict[str, dict[int, bool]]:
        """Organization → its members on the day, with whether that is certain."""
        text = f"""
            SELECT m.organization, m.entity, bool_or({HOLDS}), bool_or({CERTAIN})
            FROM membership m JOIN tie t ON t.pos = m.tie
            GROUP BY m.organization, m.entity ORDER BY m.organization, m.entity"""
        found: dict[str, dict[int, bool]] = defaultdict(dict)
        for slug, entity, possible, certain in (
            self.table.cursor().execute(text, {"day": self.day}).fetchall()
        ):
            members = found[slug]
            if possible:
                members[entity] = certain
        return dict(found)


class _Ties:
    """The lines whose ties fail by no more than one filter."""

    def __init__(self, table: Table, view: View, fit: Fit, day: date):
        self.table, self.view = table, view
        tests, values = tie_tests(view, fit, day)
        firm = " AND ".join(f"({tests.pop(name)})" for name in ("time", "past_years", "ends"))
        self.by_failure: dict[str, list[Line]] = defaultdict(list)
        columns = "".join(f", {test}" for test in tests.values())
        text = f"SELECT {LINE}{columns} {LINES} AND {firm} ORDER BY l.tie, l.sender, l.receiver"
        for row in table.cursor().execute(text, values).fetchall():
            failed = [name for name, met in zip(tests, row[5:], strict=True) if not met]
            if len(failed) < 2:
                self.by_failure["".join(failed)].append(line_of(*row[:5]))

    def left(
        self, clause: str, options: Iterable[Option], meets: Callable[[Tie, Option], bool]
    ) -> dict[Option, int]:
        """Count for each option of a filter the ties that meet it and all other filters."""
        found = self._but(clause)
        ties = self.table.world.ties
        return {
            option: self._count([line for line in found if meets(ties[line.tie], option)])
            for option in options
        }

    def by_nature(self) -> dict[Nature, int]:
        """Ties of each nature; likenesses come after all ties that the world has read."""
        by_nature: dict[Nature, list[Line]] = defaultdict(list)
        ties = self.table.world.ties
        for line in self._but("natures"):
            read = line.tie < len(ties)
            by_nature[ties[line.tie].kind.nature if read else Nature.SIMILARITY].append(line)
        return {nature: self._count(by_nature[nature]) for nature in Nature}

    def by_kind(self) -> dict[str, int]:
        """Ties of each kind."""
        by_kind: dict[str, list[Line]] = defaultdict(list)
        for line in self._but("kinds"):
            by_kind[self.table.world.ties[line.tie].kind.slug].append(line)
        counted = {slug: self._count(lines) for slug, lines in sorted(by_kind.items())}
        return {slug: number for slug, number in counted.items() if number}

    def by_confidence(self) -> dict[Confidence, int]:
        """Ties with a claim of at least each confidence."""
        return self.left(
            "confidence",
            Confidence,
            lambda tie, least: any(claim.confidence.rank <= least.rank for claim in tie.affirming),
        )

    def by_sources(self) -> dict[int, int]:
        """Ties with at least 0, 1, 2, ... independent sources."""
        ties = self.table.world.ties
        most = max((ties[line.tie].independent_sources for line in self._but("sources")), default=0)
        return self.left("sources", range(most + 1), lambda tie, least: tie.independent_sources >= least)

    def added_by_general_knowledge(self) -> int:
        """Ties that rest on general knowledge alone, and what a focus reaches by them."""
        found = self._but("unverified")
        ties = self.table.world.ties
        verified = [line for line in found if not ties[line.tie].unverified]
        return self._count(found) - self._count(verified)

    def by_certainty(self) -> dict[Certainty, int]:
        """Ties of the View itself."""
        lines = self._near(self.by_failure[""])
        return {
            certainty: len({line.tie for line in lines if line.certainty is certainty})
            for certainty in (Certainty.CERTAIN, Certainty.POSSIBLE)
        }

    def _but(self, clause: str) -> list[Line]:
        return self.by_failure[""] + self.by_failure[clause]

    def _count(self, lines: list[Line]) -> int:
        return len({line.tie for line in self._near(lines)})

    def _near(self, lines: list[Line]) -> list[Line]:
        return around(self.table, self.view, lines) if self.view.focus else lines
