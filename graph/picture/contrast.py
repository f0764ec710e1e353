"""A difference as one picture: what is gained, lost, raised, lowered, told apart by stroke and by sign."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from graph.model.difference import Difference
from graph.model.standing import Standing
from graph.model.world import World
from graph.picture.draw import BEND, Drawing, Point, draw, node_id

if TYPE_CHECKING:
    import networkx as nx


class Became(StrEnum):
    """What became of a tie from one moment to the other, the most telling first."""

    GAINED = "gained"
    LOST = "lost"
    RAISED = "raised"
    LOWERED = "lowered"
    CHANGED = "changed"
    SAME = "same"

    @property
    def sign(self) -> str:
        """What stands on its line; nothing on one that is the same."""
        return _SIGNS[self]

    @property
    def dashes(self) -> list[float]:
        """Lengths of dash and gap in turn; empty for an unbroken line."""
        return _DASHES[self]

    @property
    def meaning(self) -> str:
        """One line for the legend."""
        return _MEANINGS[self]


_SIGNS = {
    Became.GAINED: "+",
    Became.LOST: "–",
    Became.RAISED: "↑",
    Became.LOWERED: "↓",
    Became.CHANGED: "≠",
    Became.SAME: "",
}

_DASHES: dict[Became, list[float]] = {
    Became.GAINED: [],
    Became.LOST: [2, 5],
    Became.RAISED: [14, 4],
    Became.LOWERED: [6, 6],
    Became.CHANGED: [10, 3, 2, 3],
    Became.SAME: [],
}

_MEANINGS = {
    Became.GAINED: "+ gained",
    Became.LOST: "– lost",
    Became.RAISED: "↑ raised to a further stage",
    Became.LOWERED: "↓ lowered",
    Became.CHANGED: "≠ told with other values",
    Became.SAME: "the same at both moments (thin)",
}


def became(found: Difference) -> dict[str, Became]:
    """Say of each tie that differs what became of it: IRI → word. Of a step only the later tie is drawn."""
    certain = found.certain
    return {
        **{tie.iri: Became.GAINED for tie in certain.gained},
        **{tie.iri: Became.LOST for tie in certain.lost},
        **{step.after.iri: Became.RAISED for step in certain.raised},
        **{step.after.iri: Became.LOWERED for step in certain.lowered},
        **{step.after.iri: Became.CHANGED for step in certain.changed},
    }


def contrast(
    network: nx.MultiDiGraph,
    parts: Mapping[Became, nx.MultiDiGraph],
    places: Mapping[str, Point],
    found: Difference,
    *,
    day: date,
    world: World,
) -> Drawing:
    """Draw two moments in one.

    Args:
        network: whatever is shown of either moment.
        parts: what became of its ties → the network of these; each tie is in at most one.
        places: IRI → where it stands.
        found: says which states stand elsewhere: their names say from where to where.
        day: on which ties are told; the later of the two moments.
        world: gives names.
    """
    whole = draw(network, places, day=day, world=world)
    moved = {node_id(moved.state): moved.standing for moved in found.standings}
    edges: list[dict[str, Any]] = []
    iris = {ident: drawn for ident, drawn in whole.iris.items() if isinstance(drawn, str)}
    lines: dict[str, tuple[str, ...]] = {}
    for word in Became:
        if word not in parts:
            continue
        drawn = draw(parts[word], places, day=day, world=world)
        for edge in drawn.edges:
            ident = f"{edge['id']}{word[0]}{len(word)}"
            lines[ident] = tuple(drawn.iris[edge["id"]])
            edges.append(_told(edge, ident, word))
    _curve_apart(edges)
    return replace(
        whole,
        nodes=[_named(node, moved.get(node["id"])) for node in whole.nodes],
        edges=edges,
        iris={**iris, **lines},
        strokes={word: {"dashes": word.dashes, "meaning": word.meaning} for word in Became},
    )


def _told(edge: Mapping[str, Any], ident: str, word: Became) -> dict[str, Any]:
    """A line with the stroke and the sign of what became of it."""
    kept = {name: value for name, value in edge.items() if name not in ("smooth", "dashes", "past", "said")}
    told = {**kept, "id": ident, "stroke": str(word), "title": f"{word.meaning}\n{edge['title']}"}
    if word.dashes:
        told["dashes"] = word.dashes
    mark = word.sign + edge.get("mark", "")
    if mark:
        told["mark"] = mark
    if word is Became.SAME:
        told["width"] = 0.8
    else:
        told["width"] = max(2.4, edge["width"])
    return told


def _curve_apart(edges: list[dict[str, Any]]) -> None:
    """Let the lines of one pair curve apart, whatever their families and what became of them."""
    pairs: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for edge in edges:
        pairs[min(edge["from"], edge["to"]), max(edge["from"], edge["to"])].append(edge)
    for together in pairs.values():
        for position, edge in enumerate(together):
            bend = (position - (len(together) - 1) / 2) * 2 * BEND
            if bend:
                kind = "curvedCW" if bend > 0 else "curvedCCW"
                edge["smooth"] = {"enabled": True, "type": kind, "roundness": round(abs(bend), 2)}


def _named(node: Mapping[str, Any], standing: tuple[Standing, Standing] | None) -> dict[str, Any]:
    """An entity whose name says where it stood and where it stands, if these differ."""
    if standing is None:
        return dict(node)
    was, is_ = standing
    said = f"{was} → {is_}"
    return {**node, "label": f"{node['label']}\n{said}", "title": f"{node['title']}\n{said}", "weight": 500}
