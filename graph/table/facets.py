"""How many each option of a filter would leave, all other filters being as they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace

from graph.model.entity import EntityType
from graph.model.kind import Family
from graph.model.standing import Place, Standing
from graph.model.view import View
from graph.table.build import Table
from graph.table.narrow import Narrowed, narrow


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
    return Facets(
        religions=_states_by(table, view.without("religions"), places, "share", share=view.share),
        regions=_states_by(table, replace(view, regions=frozenset()), places, "region"),
        standings=_by_standing(table, replace(view, standings=frozenset(), also=frozenset()), places),
        families=_by_family(table, replace(view, families=frozenset()), places),
        kinds=_by_kind(table, replace(view, kinds=frozenset()), places),
        types=_by_type(table, replace(view, types=frozenset(EntityType)), places),
    )


def loosening(table: Table, view: View, places: Mapping[str, Place]) -> dict[str, int]:
    """Say how many ties would be shown if one clause alone were set back: clause → number, most first."""
    found = {
        clause: len(narrow(table, view.without(clause), places).ties)
        for clause in view.set_clauses()
        if clause not in ("lens", "known_on", "also")
    }
    return dict(sorted(((clause, n) for clause, n in found.items() if n), key=lambda item: -item[1]))


def _states(table: Table, narrowed: Narrowed) -> list[int]:
    return [pos for pos in sorted(narrowed.fitting) if table.world.entities[pos].type is EntityType.STATE]


def _states_by(
    table: Table, view: View, places: Mapping[str, Place], of: str, share: int = 0
) -> dict[str, int]:
    states = _states(table, narrow(table, view, places))
    if of == "region":
        text = "SELECT slug, count(DISTINCT entity) FROM region WHERE entity = ANY($states) GROUP BY slug"
        values: dict[str, object] = {"states": states}
    else:
        text = (
            "SELECT religion, count(DISTINCT entity) FROM share "
            "WHERE entity = ANY($states) AND low >= $share GROUP BY religion"
        )
        values = {"states": states, "share": share / 100 - 1e-9}
    return dict(table.cursor().execute(text, values).fetchall())


def _by_standing(table: Table, view: View, places: Mapping[str, Place]) -> dict[Standing, int]:
    states = _states(table, narrow(table, view, places))
    tally = Counter(places[table.world.entities[pos].iri].standing for pos in states)
    return {standing: tally[standing] for standing in Standing}


def _by_family(table: Table, view: View, places: Mapping[str, Place]) -> dict[Family, int]:
    tally = Counter(table.world.ties[pos].kind.family for pos in narrow(table, view, places).ties)
    return {family: tally[family] for family in Family}


def _by_kind(table: Table, view: View, places: Mapping[str, Place]) -> dict[str, int]:
    return dict(Counter(table.world.ties[pos].kind.slug for pos in narrow(table, view, places).ties))


def _by_type(table: Table, view: View, places: Mapping[str, Place]) -> dict[EntityType, int]:
    tally = Counter(table.world.entities[pos].type for pos in narrow(table, view, places).entities)
    return {entity_type: tally[entity_type] for entity_type in EntityType}
