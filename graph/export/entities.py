"""Entities of a view as a CSV file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from graph.export.lines import lines_of
from graph.export.taken import Taken
from graph.model.entity import Entity
from graph.model.standing import Place


@dataclass(frozen=True)
class _Shown:
    entity: Entity
    place: Place | None  #: where a state stands
    ties: int


#: every column, in the order in which they stand
COLUMNS: Mapping[str, Callable[[_Shown], object]] = {
    "entity": lambda shown: shown.entity.label,
    "type": lambda shown: str(shown.entity.type),
    "code": lambda shown: shown.entity.code or None,
    "standing": lambda shown: str(shown.place.standing) if shown.place else None,
    "standing_since": lambda shown: str(shown.place.said) if shown.place and shown.place.said else None,
    "ties": lambda shown: shown.ties,
    "iri": lambda shown: shown.entity.iri,
}


def written(taken: Taken) -> bytes:
    """Write one line an entity: what it is, where it stands, and how many ties of the view it has."""
    network = taken.network
    shown = (
        _Shown(data["entity"], data["place"], network.degree(iri))
        for iri, data in sorted(network.nodes(data=True))
    )
    return lines_of(taken, COLUMNS, shown)
