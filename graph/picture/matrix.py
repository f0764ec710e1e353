"""A matrix of ties as a chart in Vega-Lite's words: a square for each pair, which a click picks."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from graph.model.kind import Family
from graph.model.matrix import Matrix, strongest
from graph.model.sentences import named
from graph.model.world import World
from graph.picture.labels import clean, line_title
from graph.picture.palette import FAMILIES, GROUND, STEPS, ink_on

#: from how many ties on a square has the next colour, and what the legend calls each
_FROM = (1, 2, 3, 5, 10)
_NUMBERS = ("1 tie", "2", "3 to 4", "5 to 9", "10 and more")
CELL = "cell"  #: name of what can be picked; it tells the id of a cell
STEP = 17  #: pixels of a row
_AROUND = 210  #: pixels above and below the rows: names and legend
_LONGEST = 26  #: characters of a name beside the matrix
_BREAK = "\u241f"  #: between a name and the number that makes it one of a kind


def matrix(
    found: Matrix, world: World, *, day: date, by_number: bool, opened: Collection[str], theme: str
) -> dict[str, Any]:
    """Chart a matrix; each pair stands in it twice, so that every row is whole.

    Args:
        day: on which the ties are told.
        by_number: colour by the number of ties, and not by the family of most of them.
        opened: IRIs of the ties whose evidence is open; their cells have a rim.
        theme: "light" or "dark".
    """
    ground = GROUND[theme]
    names = {
        iri: f"{clean(named(iri, world).replace(_BREAK, ' '), _LONGEST)}{_BREAK}{number}"
        for number, iri in enumerate(found.entities)
    }
    cells = []
    for (one, other), ties in found.cells.items():
        told = {
            "id": cell_id(found, one, other),
            "ties": len(ties),
            "family": str(strongest(ties)),
            "number": _NUMBERS[_step(len(ties))],
            "ink": ink_on(STEPS[theme][_step(len(ties))] if by_number else FAMILIES[theme][strongest(ties)]),
            "pair": clean(f"{named(one, world)} and {named(other, world)}"),
            "open": any(tie.iri in opened for tie in ties),
            "said": "; ".join(line_title([(tie, tie.certainty(day)) for tie in ties], world, day)),
        }
        cells += [{**told, "row": names[a], "column": names[b]} for a, b in ((one, other), (other, one))]
    diagonal = [{"row": name, "column": name} for name in names.values()]
    label = {"labelExpr": f"split(datum.label, '{_BREAK}')[0]", "labelColor": ground["text"]}
    axis = {
        **label,
        "title": None,
        "ticks": False,
        "domain": False,
        "grid": True,
        "tickBand": "extent",
        "gridColor": ground["missing"],
        "gridOpacity": 0.35,
        "labelOverlap": False,
        "labelFlush": False,
        "labelLimit": 150,
        # on a narrow screen the squares are small, and the names with them
        "labelFontSize": {"expr": f"min(11, max(5, containerSize()[0] / {4 + len(names)} * 0.75))"},
    }
    place = {"type": "nominal", "sort": None, "scale": {"domain": list(names.values()), "padding": 0}}
    x = {**place, "field": "column", "axis": {**axis, "orient": "top", "labelAngle": -90}}
    y = {**place, "field": "row", "axis": axis}
    tooltip = [
        {"field": field, "type": "nominal", "title": title}
        for field, title in (
            ("pair", "Between"),
            ("ties", "Ties"),
            ("family", "Most of family"),
            ("said", "Which"),
        )
    ]
    ends = {"x": x, "y": y}
    layers: list[dict[str, Any]] = [
        {
            "data": {"name": "diagonal"},
            "mark": {
                "type": "rect",
                "color": ground["missing"],
                "opacity": 0.5,
                "aria": False,
                "tooltip": None,
            },
            "encoding": ends,
        },
        {
            "data": {"name": "cells"},
            "params": [{"name": CELL, "select": {"type": "point", "fields": ["id"], "toggle": False}}],
            "mark": {"type": "rect", "cursor": "pointer", "aria": False, "strokeWidth": 2},
            "encoding": {
                **ends,
                "color": _numbered(found, theme, ground) if by_number else _of_families(found, theme, ground),
                "stroke": {"condition": {"test": "datum.open", "value": ground["open"]}, "value": None},
                "tooltip": tooltip,
            },
        },
        {
            "data": {"name": "cells"},
            "transform": [{"filter": "datum.ties > 1"}],
            # the number says what the colour does not; where there is no room for it the pointer says it
            "mark": {"type": "text", "aria": False, "cursor": "pointer"},
            "encoding": {
                **ends,
                "text": {"field": "ties", "type": "quantitative"},
                "color": {"field": "ink", "type": "nominal", "scale": None},
                "size": {"value": {"expr": f"containerSize()[0] < {12 * (8 + len(names))} ? 0 : 10"}},
                "tooltip": tooltip,
            },
        },
    ]
    return {
        "height": STEP * len(names) + _AROUND,
        "datasets": {"cells": cells, "diagonal": diagonal},
        "layer": layers,
        "config": {"view": {"stroke": None}},
    }


def cell_id(found: Matrix, one: str, other: str) -> str:
    """The id of a cell on the chart, the same whichever of the two comes first."""
    order = sorted((found.entities.index(one), found.entities.index(other)))
    return "-".join(map(str, order))


def _of_families(found: Matrix, theme: str, ground: Mapping[str, str]) -> dict[str, Any]:
    here = {strongest(ties) for ties in found.cells.values()}
    present = [family for family in Family if family in here]
    return {
        "field": "family",
        "type": "nominal",
        "title": None,
        "scale": {"domain": present, "range": [FAMILIES[theme][family] for family in present]},
        "legend": {
            "orient": "bottom",
            "columns": {"expr": "width < 400 ? 2 : 4"},
            "labelColor": ground["text"],
        },
    }


def _numbered(found: Matrix, theme: str, ground: Mapping[str, str]) -> dict[str, Any]:
    present = sorted({_step(len(ties)) for ties in found.cells.values()})
    return {
        "field": "number",
        "type": "nominal",
        "title": None,
        "scale": {
            "domain": [_NUMBERS[step] for step in present],
            "range": [STEPS[theme][step] for step in present],
        },
        "legend": {"orient": "bottom", "columns": 5, "labelColor": ground["text"]},
    }


def _step(ties: int) -> int:
    return bisect_right(_FROM, ties) - 1
