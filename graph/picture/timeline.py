"""Ties over the years, and how many there were: charts as Vega-Lite, of plain values."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from graph.model.kind import Family, Phase
from graph.model.lifelines import Lifeline, Row
from graph.model.moments import Year
from graph.picture.labels import clean
from graph.picture.palette import FAMILIES

PICKED = "picked"  #: the selection of a lifeline; it tells its id
STEP = 19  #: pixels of a row
_LONGEST = 52  #: characters of a row's name
_BREAK = "\u241f"  #: in the name of a row between the long one, the short one and a number of its own

_INK = {"light": "#0e151c", "dark": "#e6e0d3"}
_FAINT = {"light": "#d8cfbd", "dark": "#39434d"}

#: how a stage is drawn: how far its bar is filled, and the dashes of its rim
_STAGES: dict[str, tuple[float, str]] = {
    "": (0.85, "solid"),
    Phase.IN_FORCE: (0.85, "solid"),
    Phase.PROPOSED: (0.0, "solid"),
    Phase.ANNOUNCED: (0.0, "solid"),
    Phase.SIGNED: (0.3, "solid"),
    Phase.SUSPENDED: (0.3, "dashed"),
    Phase.REFUSED: (0.0, "dashed"),
    Phase.ENDED: (0.0, "solid"),
}


def timeline(
    rows: Sequence[Row], *, day: date, years: tuple[int, int], opened: Collection[str], theme: str
) -> dict[str, Any]:
    """Chart the lifelines of some rows, with a rule on the day that is shown.

    The charts of two days or two picks differ in their data alone, so that a browser patches them.

    Args:
        rows: in the order in which they stand.
        day: that is shown.
        years: the first and the last year to look at.
        opened: IRIs of ties whose evidence is open.
        theme: "light" or "dark".
    """
    ink = _INK[theme]
    names: list[str] = []
    items: list[dict[str, Any]] = []
    family: Family | None = None
    for number, row in enumerate(rows):
        if row.family is not family:
            family = row.family
            names.append(_BREAK.join((family.upper(), family.upper(), "")))
        name = _BREAK.join((_cut(row.label), _cut(row.short, 26), str(number)))
        names.append(name)
        items += [_item(line, row, name, opened) for line in row.lifelines]
    present = [word for word in Family if any(row.family is word for row in rows)]
    scale = {"domain": present, "range": [FAMILIES[theme][word] for word in present]}
    colour = {"field": "family", "type": "nominal", "scale": scale, "legend": None}
    x = {
        "type": "temporal",
        "title": None,
        "scale": {
            "domain": [
                {"year": years[0], "month": 1, "date": 1},
                {"year": years[1], "month": 12, "date": 31},
            ]
        },
        "axis": {
            "orient": "top",
            "grid": True,
            "gridColor": _FAINT[theme],
            "labelColor": ink,
            "tickCount": 8,
        },
    }
    y = {
        "field": "row",
        "type": "nominal",
        "title": None,
        "sort": None,
        "scale": {"domain": names},
        "axis": {
            "labelExpr": f"split(datum.label, '{_BREAK}')[containerSize()[0] < 560 ? 1 : 0]",
            "labelLimit": 340,
            "labelOverlap": False,
            "labelFlush": False,
            "labelColor": ink,
            "labelFontWeight": {
                "condition": {"test": f"split(datum.label, '{_BREAK}')[2] === ''", "value": "bold"},
                "value": "normal",
            },
            "ticks": False,
            "domain": False,
            "grid": False,
        },
    }
    tooltip = [
        {"field": name, "type": "nominal", "title": title}
        for name, title in (("said", "Tie"), ("when", "When"), ("stage", "Stage"), ("sources", "Reported by"),
                            ("dispute", "Disputed"))
    ]  # fmt: skip
    ends = {"x": {"field": "from", **x}, "x2": {"field": "to"}, "y": y}

    def layer(mark: dict[str, Any], test: str, **encoding: Any) -> dict[str, Any]:
        return {
            "data": {"name": "items"},
            "transform": [{"filter": test}],
            "mark": {"clip": True, "cursor": "pointer", "aria": False, **mark},
            "encoding": {**ends, "color": colour, "tooltip": tooltip, **encoding},
        }

    fill = {"field": "fill", "type": "quantitative", "scale": None, "legend": None}
    dash = {
        "field": "rim",
        "type": "nominal",
        "scale": {"domain": ["solid", "dashed"], "range": [[1, 0], [3, 2]]},
        "legend": None,
    }
    point = {"x": {"field": "on", **x}, "x2": None, "y": y}
    layers = [
        # what is only possible: a thin line that leads to the bar and away from it
        layer({"type": "bar", "height": 2, "opacity": 0.55}, "datum.earliest < datum.from",
              x={"field": "earliest", **x}, x2={"field": "from"}),
        layer({"type": "bar", "height": 2, "opacity": 0.55}, "datum.latest > datum.to",
              x={"field": "to", **x}, x2={"field": "latest"}),
        layer({"type": "bar", "height": 9, "strokeWidth": 1.4, "cornerRadius": 1}, "datum.shape === 'bar'",
              fillOpacity=fill, stroke=colour, strokeDash=dash),
        layer({"type": "point", "filled": True, "size": 62, "opacity": 1, "strokeWidth": 1},
              "datum.shape !== 'bar'", **point,
              shape={"field": "shape", "type": "nominal", "legend": None,
                     "scale": {"domain": ["point", "end"], "range": ["circle", "cross"]}}),
        layer({"type": "text", "text": "←", "dx": -7, "fontSize": 12, "fontWeight": "bold"},
              "!datum.dated && datum.shape === 'bar'", **point, color={"value": ink}),
        *(
            layer({"type": "text", "text": "?", "dx": away, "fontSize": 13, "fontWeight": "bold"},
                  f"datum.disputed && {test}", **point, color={"value": ink})
            for away, test in ((-9, "(datum.dated || datum.shape !== 'bar')"),
                               (-19, "!datum.dated && datum.shape === 'bar'"))
        ),
        layer({"type": "point", "filled": False, "size": 190, "strokeWidth": 2, "opacity": 1}, "datum.open",
              **point, color={"value": ink}),
    ]  # fmt: skip
    for number, each in enumerate(layers):
        each["encoding"] = {name: value for name, value in each["encoding"].items() if value is not None}
        if number:
            # the first says it for all
            each["encoding"]["x"] = {**each["encoding"]["x"], "scale": {}}
    layers[0]["params"] = [
        {"name": PICKED, "select": {"type": "point", "fields": ["id"], "toggle": False}},
        {
            "name": "zoom",
            "bind": "scales",
            "select": {
                "type": "interval",
                "encodings": ["x"],
                # the bare wheel scrolls the page
                "zoom": "wheel![event.ctrlKey || event.metaKey]",
            },
        },
    ]
    rule = {
        "data": {"name": "clock"},
        "mark": {
            "type": "rule",
            "color": ink,
            "strokeWidth": 1.5,
            "strokeDash": [6, 3],
            "clip": True,
            "aria": False,
        },
        "encoding": {"x": {**x, "field": "day", "scale": {}}},
    }
    return {
        "height": STEP * max(len(names), 1),
        "datasets": {"items": items, "clock": [{"day": day.isoformat()}]},
        "layer": [*layers, rule],
        "config": {"view": {"stroke": None}},
    }


def item_id(line: Lifeline) -> str:
    """The id of a lifeline on the chart."""
    return line.tie.iri.rsplit("/", 1)[-1]


def _item(line: Lifeline, row: Row, name: str, opened: Collection[str]) -> dict[str, Any]:
    stage = line.tie.phase or ""
    fill, rim = _STAGES[stage]
    return {
        "id": item_id(line),
        "row": name,
        "family": str(row.family),
        "earliest": line.possible_from.isoformat(),
        "from": line.certain_from.isoformat(),
        "on": line.certain_from.isoformat(),
        "to": max(line.certain_from, line.certain_to).isoformat(),
        "latest": max(line.certain_from, line.possible_to).isoformat(),
        "dated": line.dated,
        "shape": "bar" if line.lasts else "end" if stage is Phase.ENDED else "point",
        "fill": fill,
        "rim": rim,
        "open": line.tie.iri in opened,
        "said": clean(line.sentence),
        "when": line.when,
        "stage": line.tie.phase.label if line.tie.phase else "–",
        "sources": f"{line.tie.independent_sources} independent",
        "dispute": "yes, sources disagree" if line.tie.disputed else "no",
        "disputed": line.tie.disputed,
    }


def _cut(text: str, longest: int = _LONGEST) -> str:
    return clean(text.replace(_BREAK, " "), longest)


class Counts(Protocol):
    """How many ties of each family there were in a year."""

    @property
    def year(self) -> int: ...
    @property
    def ties(self) -> Mapping[Family, int]: ...


def by_years(
    found: Sequence[Counts], theme: str, *, families: Collection[Family] = (), most: int = 0
) -> dict[str, Any]:
    """Chart how many ties of each family were certain at the end of each year.

    Args:
        families: those of all charts that stand beside each other, so that their legends are the same.
        most: ties up to which the scale reaches at least, so that the charts have one scale.
    """
    ink = _INK[theme]
    present = [word for word in Family if word in families or any(word in year.ties for year in found)]
    values = [
        {"year": year.year, "family": str(word), "ties": year.ties.get(word, 0), "order": present.index(word)}
        for year in found
        for word in present
    ]
    return {
        "height": 260,
        "datasets": {"years": values},
        "data": {"name": "years"},
        "mark": {"type": "bar", "width": {"band": 0.85}},
        "encoding": {
            "x": _years(ink),
            "y": {**_amount("ties", ink, theme), **({"scale": {"domain": [0, most]}} if most else {})},
            "color": {
                "field": "family",
                "type": "nominal",
                "title": None,
                "scale": {"domain": present, "range": [FAMILIES[theme][word] for word in present]},
                "legend": {"orient": "bottom", "columns": 3, "labelColor": ink},
            },
            "order": {"field": "order", "type": "quantitative"},
            "tooltip": [
                {"field": "year", "type": "ordinal", "title": "End of"},
                {"field": "family", "type": "nominal", "title": "Family"},
                {"field": "ties", "type": "quantitative", "title": "Certain ties"},
            ],
        },
        "config": {"view": {"stroke": None}},
    }


def members(found: Sequence[Year], theme: str) -> dict[str, Any]:
    """Chart how many members there were at the end of each year."""
    ink = _INK[theme]
    return {
        "height": 260,
        "datasets": {"years": [{"year": year.year, "members": year.members} for year in found]},
        "data": {"name": "years"},
        "mark": {"type": "bar", "width": {"band": 0.85}, "color": FAMILIES[theme][Family.ACCORD]},
        "encoding": {
            "x": _years(ink),
            "y": _amount("members", ink, theme),
            "tooltip": [
                {"field": "year", "type": "ordinal", "title": "End of"},
                {"field": "members", "type": "quantitative", "title": "Members"},
            ],
        },
        "config": {"view": {"stroke": None}},
    }


def _years(ink: str) -> dict[str, Any]:
    axis = {"labelAngle": 0, "labelOverlap": "greedy", "labelColor": ink}
    return {"field": "year", "type": "ordinal", "title": None, "axis": axis}


def _amount(field: str, ink: str, theme: str) -> dict[str, Any]:
    axis = {"labelColor": ink, "gridColor": _FAINT[theme], "tickMinStep": 1, "format": "d"}
    return {"field": field, "type": "quantitative", "title": None, "axis": axis}
