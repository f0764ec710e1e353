"""A measure as a picture: the greater its figure, the larger an entity is drawn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from math import sqrt
from typing import TYPE_CHECKING, Any

from graph.model.gauged import Found, told_figure
from graph.model.world import World
from graph.picture.draw import Drawing, Point, draw

if TYPE_CHECKING:
    import networkx as nx

LEAST, MOST = 6, 24  #: pixels of an entity of no figure, and of the greatest
_NAMED = 24  #: entities whose figure stands below the name; of the others it stands beside the pointer


class Part(StrEnum):
    """What a line is to the measure."""

    COUNTED = "counted"
    WITHIN = "within"
    BETWEEN = "between"
    BRIDGE = "bridge"
    OTHER = "other"

    @property
    def meaning(self) -> str:
        """One line for the legend."""
        return {
            "counted": "a tie that is counted",
            "within": "within one group",
            "between": "between two groups (dashed)",
            "bridge": "a bridge: these ties alone join the two sides",
            "other": "no bridge (thin)",
        }[self]

    @property
    def dashes(self) -> list[float]:
        """Lengths of dash and gap in turn; empty for an unbroken line."""
        return [3.0, 5.0] if self is Part.BETWEEN else []


def draw_measured(
    network: nx.MultiDiGraph,
    places: Mapping[str, Point],
    found: Found,
    *,
    unit: str,
    figure: str,
    day: date,
    world: World,
) -> Drawing:
    """Draw what is measured.

    Args:
        network: whoever is measured, with the ties that are counted.
        places: IRI → where it stands.
        found: what the measure says.
        unit: of its figures.
        figure: what a figure is, in words.
        day: on which ties are told.
        world: gives names.
    """
    whole = draw(network, places, day=day, world=world)
    drawn = {ident: iri for ident, iri in whole.iris.items() if isinstance(iri, str)}
    told = set(found.highest[:_NAMED])
    most = max(found.values.values(), default=0.0)
    nodes = []
    for node in whole.nodes:
        iri = drawn[node["id"]]
        value = found.values.get(iri, 0.0)
        said = _said(found, iri, unit)
        below = said and ((bool(value) and iri in told) or bool(found.groups))
        nodes.append(
            {
                **node,
                "size": _size(value / most) if most and not found.groups else 12,
                "label": f"{node['label']}\n{said}" if below else node["label"],
                "title": f"{node['title']}\n{figure}: {said}" if said else node["title"],
                "weight": round(200 * value / most) + 1 if most else node["weight"],
            }
        )
    parts = [_part(edge, drawn, found) for edge in whole.edges]
    return replace(
        whole,
        nodes=nodes,
        edges=[_edge(edge, part) for edge, part in zip(whole.edges, parts, strict=True)],
        strokes={
            part: {"dashes": part.dashes, "meaning": part.meaning} for part in Part if part in set(parts)
        },
    )


def _size(share: float) -> int:
    return round(LEAST + (MOST - LEAST) * sqrt(share))


def _said(found: Found, iri: str, unit: str) -> str:
    if iri in found.groups:
        return f"group {found.groups[iri]}"
    return told_figure(found.values[iri], unit) if iri in found.values else ""


def _part(edge: Mapping[str, Any], drawn: Mapping[str, str], found: Found) -> Part:
    one, other = sorted((drawn[edge["from"]], drawn[edge["to"]]))
    if found.groups:
        return Part.WITHIN if found.groups.get(one) == found.groups.get(other) else Part.BETWEEN
    if found.pairs:
        return Part.BRIDGE if (one, other) in found.pairs else Part.OTHER
    return Part.COUNTED


def _edge(edge: Mapping[str, Any], part: Part) -> dict[str, Any]:
    kept = {name: value for name, value in edge.items() if name not in ("dashes", "stroke")}
    width = {Part.BRIDGE: max(3.0, edge["width"]), Part.OTHER: 0.8, Part.BETWEEN: 1.0}.get(
        part, edge["width"]
    )
    return {**kept, "stroke": str(part), "width": width, **({"dashes": part.dashes} if part.dashes else {})}
