"""How many each option of a filter would leave, all other filters being as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache

from graph.model.entity import EntityType
from graph.model.kind import Family
from graph.model.standing import Place, Standing
from graph.model.view import View
from graph.table.build import Table
from graph.table.narrow import Narrowed, fitting_states, narrow


@dataclass(frozen=True)
class Facets:
    """Option → count; states for what is asked of states, ties for what is asked of ties."""

    religions: Mapping[str, int]  #: slug → states with at least the View's share
    regions: Mapping[str, int]  #: slug → states
    standings: Mapping[Standing, int]
    families: Mapping[Family, int]  #: ties
    kinds: Mapping[str, int]  #: slug → ties
    types: Mapping[EntityType, int]  #: entities drawn


def facets(table: Table, view: View, places: Mapping[str, Place]) -> Facets:
    """Count the options of every filter of a View."""

    @cache
    def left(asked: View) -> Narrowed:
        # a filter that is not set leaves what the others leave: mostly one answer serves several counts
        return narrow(table, asked, places)

    ties, entities = table.world.ties, table.world.entities
    families = Counter(ties[pos].kind.family for pos in left(replace(view, families=frozenset())).ties)
    kinds = Counter(ties[pos].kind.slug for pos in left(replace(view, kinds=frozenset())).ties)
    types = Counter(entities[pos].type for pos in left(replace(view, types=frozenset(EntityType))).entities)
    return Facets(
        religions=_by_religion(table, view, places),
        regions=_by_region(table, view, places),
        standings=_by_standing(table, view, places),
        families={family: families[family] for family in Family},
        kinds=dict(kinds),
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


def _by_religion(table: Table, view: View, places: Mapping[str, Place]) -> dict[str, int]:
    text = (
        "SELECT religion, count(DISTINCT entity) FROM share "
        "WHERE entity = ANY($states) AND low >= $share GROUP BY religion"
    )
    states = fitting_states(table, replace(view, religions=frozenset()), places)
    found = table.cursor().execute(text, {"states": states, "share": view.share / 100 - 1e-9})
    return dict(found.fetchall())


def _by_region(table: Table, view: View, places: Mapping[str, Place]) -> dict[str, int]:
    text = "SELECT slug, count(DISTINCT entity) FROM region WHERE entity = ANY($states) GROUP BY slug"
    states = fitting_states(table, replace(view, regions=frozenset()), places)
    return dict(table.cursor().execute(text, {"states": states}).fetchall())


def _by_standing(table: Table, view: View, places: Mapping[str, Place]) -> dict[Standing, int]:
    states = fitting_states(table, replace(view, standings=frozenset(), also=frozenset()), places)
    tally = Counter(places[table.world.entities[pos].iri].standing for pos in states)
    return {standing: tally[standing] for standing in Standing}
