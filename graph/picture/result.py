"""The answer to a reader's own query as a chart in Vega-Lite's words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from graph.model.results import Chart
from graph.picture.labels import clean
from graph.picture.palette import STEPS, WORDS

_INK = {"light": "#0e151c", "dark": "#e6e0d3"}
_FAINT = {"light": "#d8cfbd", "dark": "#39434d"}
_ROW = 20  #: pixels of a bar
_HEIGHT = 360  #: pixels of a chart over time


def result_chart(rows: Sequence[Mapping[str, Any]], chart: Chart, theme: str) -> dict[str, Any]:
    """Chart numbers over years as lines, or by names as bars.

    Args:
        rows: "along", "number" and "colour" of each.
        chart: names of the columns, for titles.
        theme: "light" or "dark".
    """
    ink, faint = _INK[theme], _FAINT[theme]
    values = [{**row, "along": clean(str(row["along"])), "colour": clean(str(row["colour"]))} for row in rows]
    axis = {"labelColor": ink, "titleColor": ink, "gridColor": faint, "labelLimit": 260}
    along: dict[str, Any] = {"field": "along", "title": f"?{chart.along}", "axis": axis}
    amount = {"field": "number", "type": "quantitative", "title": f"?{chart.number}", "axis": axis}
    encoding: dict[str, Any]
    # told, for a browser draws the axes before it has the data
    least, most = min(row["number"] for row in rows), max(row["number"] for row in rows)
    if chart.years:
        mark: dict[str, Any] = {"type": "line", "point": True}
        values += _gaps(values)
        years = [int(str(row["along"])[:4]) for row in rows]
        ends = [{"year": min(years), "utc": True}, {"year": max(years) + 1, "utc": True}]
        encoding = {
            "x": {**along, "type": "temporal", "scale": {"type": "utc", "domain": ends}},
            "y": {**amount, "scale": {"domain": [least, most], "nice": True}},
        }
    else:
        mark = {"type": "bar"}
        encoding = {
            "y": {**along, "type": "nominal", "sort": None},
            "x": {**amount, "scale": {"domain": [min(0, least), max(0, most)], "nice": True}},
        }
    if chart.colour:
        scale = {"range": list(WORDS[theme])}
        legend = {"labelColor": ink, "titleColor": ink, "orient": "bottom", "columns": 4}
        colour = {"field": "colour", "type": "nominal", "title": f"?{chart.colour}", "legend": legend}
        encoding["color"] = {**colour, "scale": scale}
        if chart.years:
            # a line is told by its dashes too
            encoding["strokeDash"] = colour
        else:
            # beside one another: numbers of a result need not add up to anything
            encoding["yOffset"] = {"field": "colour", "type": "nominal"}
    else:
        mark["color"] = STEPS[theme][len(STEPS[theme]) // 2]
    encoding["tooltip"] = [
        {"field": "along", "type": "nominal", "title": chart.along},
        {"field": "number", "type": "quantitative", "title": chart.number},
        *([{"field": "colour", "type": "nominal", "title": chart.colour}] if chart.colour else []),
    ]
    return {
        "data": {"values": values},
        "mark": mark,
        "encoding": encoding,
        "width": "container",
        "height": _HEIGHT if chart.years else max(3, len({row["along"] for row in values})) * _ROW,
        # the height of bars comes from their number
        "autosize": {"type": "fit-x", "contains": "padding"},
        "background": "transparent",
        "config": {"view": {"stroke": None}},
    }


def _gaps(values: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Rows without a number for the years within each line of which nothing is said: it breaks there."""
    if any(len(row["along"]) != 4 for row in values):
        return []  # days stand apart anyway
    told: dict[str, set[int]] = defaultdict(set)
    for row in values:
        told[row["colour"]].add(int(row["along"]))
    return [
        {"along": str(year), "number": None, "colour": colour}
        for colour, years in told.items()
        for year in range(min(years), max(years))
        if year not in years
    ]
