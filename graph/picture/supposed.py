"""A scenario as a picture: what is supposed is dashed, marked and named as such, beside what is reported."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from graph.model.kind import Family
from graph.model.scenario import ACCESSION, Scenario, Supposed
from graph.model.world import World
from graph.picture.draw import BEND, Drawing, Point, draw, edge_id, node_id
from graph.picture.labels import clean

if TYPE_CHECKING:
    import networkx as nx

MARK, ENDS = "+", "–"  #: on the line of a supposed tie, and of one that would end
_NAMED = 500  #: weight of who joins or leaves, so that the name is always drawn


class Part(StrEnum):
    """What a line is to the scenario."""

    SUPPOSED = "supposed"
    ENDING = "ending"
    REPORTED = "reported"

    @property
    def meaning(self) -> str:
        """One line for the legend."""
        return {
            "supposed": f"{MARK} supposed by you: no source reports it",
            "ending": f"{ENDS} reported, supposed to end",
            "reported": "reported (thin)",
        }[self]

    @property
    def dashes(self) -> list[float]:
        """Lengths of dash and gap in turn; empty for an unbroken line."""
        return {"supposed": [9.0, 6.0], "ending": [2.0, 5.0], "reported": []}[self]


def draw_supposed(
    network: nx.MultiDiGraph,
    places: Mapping[str, Point],
    scenario: Scenario,
    supposed: Collection[Supposed],
    ended: Collection[str],
    *,
    day: date,
    world: World,
) -> Drawing:
    """Draw a scenario under one rule.

    Args:
        network: what is reported, with everybody in it.
        places: IRI → where it stands.
        scenario: who joins and who leaves.
        supposed: the ties that are supposed; they are no ties of the network.
        ended: IRIs of the ties that would end.
        day: on which ties are told.
        world: gives names.
    """
    whole = draw(network, places, day=day, world=world)
    edges = [_reported(edge, set(whole.iris[edge["id"]]) & set(ended)) for edge in whole.edges]
    drawn: dict[str, str | tuple[str, ...]] = {**whole.iris}
    at = {node["id"] for node in whole.nodes}
    for tie in supposed:
        edge = _supposed(tie, world)
        if {edge["from"], edge["to"]} <= at:
            edges.append(edge)
            # nothing to read of a line that nobody reports: it opens who joins
            drawn[edge["id"]] = (tie.sender,)
    nodes = [_node(node, str(whole.iris[node["id"]]), scenario) for node in whole.nodes]
    return replace(
        whole,
        nodes=nodes,
        edges=edges,
        iris=drawn,
        strokes={part: {"dashes": part.dashes, "meaning": part.meaning} for part in Part},
    )


def _reported(edge: Mapping[str, Any], ending: Collection[str]) -> dict[str, Any]:
    kept = {name: value for name, value in edge.items() if name not in ("dashes", "stroke", "said", "count")}
    if not ending:
        return {**kept, "stroke": str(Part.REPORTED), "width": 0.9}
    return {
        **kept,
        "stroke": str(Part.ENDING),
        "dashes": Part.ENDING.dashes,
        "width": max(2.4, edge["width"]),
        "mark": ENDS,
        "title": f"Supposed to end\n{edge['title']}",
    }


def _supposed(tie: Supposed, world: World) -> dict[str, Any]:
    family = Family.ACCORD if tie.kind == ACCESSION else Family.DIPLOMATIC
    one, other = tie.pair
    return {
        "from": node_id(one),
        "to": node_id(other),
        "id": f"{edge_id(one, other, family)}supposed",
        "family": str(family),
        "width": 3.0,
        "arrows": "",
        "stroke": str(Part.SUPPOSED),
        "dashes": Part.SUPPOSED.dashes,
        "mark": MARK,
        "possible": True,
        "smooth": {"enabled": True, "type": "curvedCW", "roundness": BEND},
        "title": clean(f"{tie.told(world)}. No source reports it."),
    }


def _node(node: Mapping[str, Any], iri: str, scenario: Scenario) -> dict[str, Any]:
    if iri in scenario.joins:
        said = "supposed to join"
    elif iri in scenario.leaves:
        said = "supposed to leave"
    else:
        return dict(node)
    told = {"label": f"{node['label']}\n({said})", "title": f"{node['title']}\n{said.capitalize()}"}
    return {**node, **told, "weight": _NAMED}
