"""The map of the world in Vega-Lite's words: states coloured, what is contested hatched, ties as lines."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from graph.model.kind import Family
from graph.model.measure import Classes, Measure
from graph.model.standing import Standing
from graph.picture.palette import BACKGROUNDS, FAMILIES, GROUND, PAST_OPACITY, STANDINGS, STEPS, WORDS

BORDERS = "Borders and names express no opinion on the status of any place."
#: whose shapes these are, as their licence and honesty ask
CREDIT = "Shapes: Natural Earth, made small; lines as they are held, not as anybody claims them."

BEYOND = "not in this view"
HATCHED = "disputed, without colour"

#: names of what can be picked on the map
STATE, AREA, SIGN, LINE = "state", "area", "sign", "line"

TURNED = 11  #: degrees by which the world is turned, so that its edge cuts through no state
#: a mark that says nothing by itself: the description of the whole map does
_SILENT = {"type": "geoshape", "clip": True, "aria": False, "tooltip": None}

#: what is said of a mark to those who listen, put together in the browser
_ALT = {"calculate": "datum.name + ': ' + datum.said", "as": "alt"}

NARROW = 620  #: pixels: a map below this wraps its words
CURVE = 0.12  #: how far a line bends aside, as a part of its length
POINTS = 12  #: of a bent line


@dataclass(frozen=True)
class Section:
    """A part of the world that fills the map."""

    label: str
    longitude: float  #: of its middle
    latitude: float
    wide: float  #: degrees of longitude that must fit
    high: float  #: degrees of latitude

    @property
    def zoom(self) -> float:
        """How many times larger than the whole world."""
        return 360 / self.wide


SECTIONS: Mapping[str, Section] = {
    "world": Section("The whole world", TURNED, 13, 360, 138),
    "middle-east": Section("Middle East and North Africa", 26, 26, 98, 44),
    "central-asia": Section("Caucasus and Central Asia", 59, 44, 56, 26),
    "europe": Section("Europe", 16, 53, 62, 38),
    "africa": Section("Africa", 18, 2, 90, 76),
    "asia": Section("South and East Asia, Pacific", 118, 12, 120, 92),
    "americas": Section("Americas", -82, 10, 110, 130),
}

#: square degrees: a state below this is hard to hit on the map of the world, and has a sign beside its shape
LEAST_SEEN = 2.5


@dataclass(frozen=True)
class Spot:
    """One state on the map."""

    code: str  #: as its shape is called
    name: str
    said: str  #: its value, in words
    label: str  #: of its class
    latitude: float | None = None
    longitude: float | None = None
    size: float = 0.0  #: of its shape in square degrees; 0 where it has none


@dataclass(frozen=True)
class Strand:
    """One line on the map: the ties of one family between two states."""

    ident: str
    family: Family
    sender: Spot
    receiver: Spot
    said: str
    past: bool  #: whether all of them are over
    beside: int = 0  #: how many other lines join the same two


def palette(measure: Measure, classes: Classes, theme: str) -> tuple[str, ...]:
    """The colour of each class, in order."""
    ground = GROUND[theme]
    if measure.in_words:
        if set(measure.words) <= set(map(str, Standing)):
            colours = {str(standing): colour for standing, colour in STANDINGS[theme].items()}
            # most of the world stands outside: its grey would be louder than everything else
            colours[str(Standing.OUTSIDE)] = ground["missing"]
            return tuple(colours[label] for label in classes.labels)
        free = [word for word in measure.words[:-1] if word in classes.labels]
        chosen = {word: WORDS[theme][n % len(WORDS[theme])] for n, word in enumerate(free)}
        return tuple(chosen.get(label, ground["several"]) for label in classes.labels)
    steps, bins = STEPS[theme], len(classes.labels) - (classes.several is not None)
    colours_of_bins = [
        steps[round(n * (len(steps) - 1) / (bins - 1)) if bins > 1 else len(steps) // 2] for n in range(bins)
    ]
    return (*colours_of_bins, *([ground["several"]] if classes.several is not None else []))


def world_map(
    measure: Measure,
    classes: Classes,
    spots: Sequence[Spot],
    strands: Sequence[Strand],
    *,
    shapes: str,
    theme: str,
    section: Section,
    opened: Sequence[str] = (),
    heading: Sequence[str] = (),
    height: int = 500,
) -> dict[str, Any]:
    """Write the map as a Vega-Lite specification.

    Args:
        spots: every state of the data, those outside the view with the label `BEYOND`.
        shapes: address of the TopoJSON, on our own server.
        opened: codes of the states that are open beside the map.
        heading: what stands above the map and goes with its exports: title, then lines below it.
        height: of the map in pixels, without what stands above and below.

    What is picked comes back under the names `STATE`, `AREA`, `SIGN` (field ``id``: the code) and `LINE`
    (field ``line``: the ident of the strand).
    """
    ground = GROUND[theme]
    colours = palette(measure, classes, theme)
    domain = [*classes.labels, measure.missing, BEYOND]
    used = {spot.label for spot in spots}
    # a bin without a state is part of the scale, a word without one says nothing
    shown = [
        label
        for label in domain
        if label in used or label == BEYOND or (label in classes.labels and not measure.in_words)
    ]
    scale = {"domain": domain, "range": [*colours, ground["missing"], ground["land"]]}
    fill = {
        "field": "label",
        "type": "nominal",
        "scale": scale,
        "legend": {
            "title": f"{measure.heading} · {classes.how}" if classes.how else measure.heading,
            "values": shown,
            "symbolType": "square",
            "symbolStrokeWidth": 0,
        },
    }
    tip = [{"field": "name", "title": "State"}, {"field": "said", "title": measure.title[:60]}]
    told = {"description": {"field": "alt", "type": "nominal"}}
    rows = [_row(spot) for spot in spots]
    states = {"url": shapes, "format": {"type": "topojson", "feature": "states"}}
    contested = {"url": shapes, "format": {"type": "topojson", "feature": "contested"}}
    hatches = {"url": shapes, "format": {"type": "topojson", "feature": "hatch"}}
    known = {
        "lookup": "id",
        "from": {"data": {"values": rows}, "key": "id", "fields": ["name", "said", "label"]},
        "default": BEYOND,
    }
    small = [
        {**_row(spot), "longitude": spot.longitude, "latitude": spot.latitude}
        # the smallest last, so that it lies on top: Bahrain beside Qatar
        for spot in sorted(spots, key=lambda spot: -spot.size)
        if spot.longitude is not None and spot.label != BEYOND and spot.size < LEAST_SEEN / section.zoom**1.5
    ]
    layers: list[dict[str, Any]] = [
        {
            "data": {"sphere": True},
            "mark": {**_SILENT, "fill": ground["sea"], "stroke": None},
        },
        {
            "name": "states",
            "data": states,
            "transform": [known, _ALT],
            "mark": {"type": "geoshape", "stroke": ground["border"], "strokeWidth": 0.6, "clip": True},
            "encoding": {"fill": fill, "tooltip": tip, **told},
        },
        {
            "name": "areas",
            "data": contested,
            # the name of the area, not of a state: some are no state's
            "transform": [
                {**known, "default": "no state of the data"},
                {"calculate": "datum.properties.name", "as": "name"},
                {"calculate": "datum.name + ', disputed: ' + datum.said", "as": "alt"},
            ],
            "mark": {"type": "geoshape", "fill": ground["border"], "stroke": None, "clip": True},
            "encoding": {
                "tooltip": [
                    {"field": "name", "title": "Disputed area"},
                    {"field": "said", "title": measure.title[:60]},
                ],
                **told,
            },
        },
        {
            "data": hatches,
            "mark": {**_SILENT, "filled": False, "stroke": ground["hatch"], "strokeWidth": 0.9},
        },
    ]
    if opened:
        chosen = {"field": "id", "oneOf": sorted(opened)}
        outline = {**_SILENT, "filled": False, "stroke": ground["open"], "strokeWidth": 2}
        layers += [
            {"data": data, "transform": [{"filter": chosen}], "mark": outline} for data in (states, contested)
        ]
    if strands:
        layers.append(_lines(strands, theme))
    layers.append(
        {
            "name": "signs",
            "data": {"values": small},
            "transform": [_ALT],
            "mark": {
                "type": "circle",
                "size": 62,
                "opacity": 1,
                "stroke": ground["open"],
                "strokeWidth": 0.8,
                "clip": True,
            },
            "encoding": {
                "longitude": {"field": "longitude", "type": "quantitative"},
                "latitude": {"field": "latitude", "type": "quantitative"},
                "fill": fill,
                "tooltip": tip,
                **told,
                **(
                    {"strokeWidth": {"condition": {"test": chosen, "value": 2.5}, "value": 0.8}}
                    if opened
                    else {}
                ),
            },
        }
    )
    layers.append(_below(ground["quiet"], bool(strands)))
    picks = [(STATE, "states", "id"), (AREA, "areas", "id"), (SIGN, "signs", "id")]
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v6.json",
        "width": "container",
        "height": height,
        "background": BACKGROUNDS[theme][0],
        "title": {"text": list(heading[:1]), "subtitle": list(heading[1:])},
        "projection": _projection(section),
        "params": [
            {"name": name, "select": {"type": "point", "fields": [field], "toggle": False}, "views": [view]}
            for name, view, field in [*picks, *([(LINE, "lines", "line")] if strands else [])]
        ],
        "layer": layers,
        "resolve": {"scale": {"stroke": "independent"}},
        "config": _config(theme),
    }


def _row(spot: Spot) -> dict[str, Any]:
    return {
        "id": spot.code,
        "name": spot.name,
        "said": spot.said,
        "label": spot.label,
    }


def _projection(section: Section) -> dict[str, Any]:
    # equalEarth is 5.41 wide and 2.63 high for the whole world at scale 1
    wide, high = section.wide / 360 * 5.41, section.high / 180 * 2.9
    return {
        "type": "equalEarth",
        "rotate": [-section.longitude, 0],
        "center": [0, section.latitude],
        "scale": {"expr": f"min(width / {wide:.4f}, height / {high:.4f})"},
        "translate": {"expr": "[width / 2, height / 2]"},
    }


def _lines(strands: Sequence[Strand], theme: str) -> dict[str, Any]:
    used = [family for family in Family if any(strand.family is family for strand in strands)]
    features = [
        {
            "type": "Feature",
            "line": strand.ident,
            "family": str(strand.family),
            "said": strand.said,
            "ends": f"{strand.sender.name} – {strand.receiver.name}",
            "opacity": PAST_OPACITY if strand.past else 0.9,
            "geometry": {"type": "LineString", "coordinates": bent(strand)},
        }
        for strand in strands
    ]
    return {
        "name": "lines",
        "data": {"values": features},
        "transform": [
            {"calculate": "datum.ends + ', ' + datum.family + ': ' + datum.said", "as": "alt"},
        ],
        "mark": {"type": "geoshape", "filled": False, "strokeWidth": 1.7, "strokeCap": "round", "clip": True},
        "encoding": {
            "stroke": {
                "field": "family",
                "type": "nominal",
                "scale": {
                    "domain": [str(family) for family in used],
                    "range": [FAMILIES[theme][family] for family in used],
                },
                "legend": {"title": "Ties, by family", "symbolType": "stroke", "symbolStrokeWidth": 2.5},
            },
            "strokeOpacity": {"field": "opacity", "type": "quantitative", "scale": None},
            "tooltip": [
                {"field": "ends", "title": "Between"},
                {"field": "family", "title": "Family"},
                {"field": "said", "title": "Ties"},
            ],
            "description": {"field": "alt", "type": "nominal"},
        },
    }


def bent(strand: Strand) -> list[list[float]]:
    """The points of a line, degrees east and north; each further one between the same two bends more."""
    x1, y1 = strand.sender.longitude or 0.0, strand.sender.latitude or 0.0
    x2, y2 = strand.receiver.longitude or 0.0, strand.receiver.latitude or 0.0
    # the short way round
    if abs(x2 - x1) > 180:
        x2 += 360 if x2 < x1 else -360
    aside = CURVE * (1 + strand.beside)
    mx, my = (x1 + x2) / 2 - (y2 - y1) * aside, (y1 + y2) / 2 + (x2 - x1) * aside
    points = []
    for n in range(POINTS + 1):
        t = n / POINTS
        x = (1 - t) ** 2 * x1 + 2 * t * (1 - t) * mx + t**2 * x2
        y = (1 - t) ** 2 * y1 + 2 * t * (1 - t) * my + t**2 * y2
        points.append([round((x + 180) % 360 - 180, 2), round(max(-85.0, min(85.0, y)), 2)])
    return points


def _below(colour: str, with_lines: bool) -> dict[str, Any]:
    """What stands below the map and goes with its exports."""
    said = [f"Hatched: {HATCHED}. {BORDERS}"]
    said.append(f"{CREDIT} Lines between states only show who is tied to whom." if with_lines else CREDIT)
    narrow = [part for line in said for part in _wrapped(line, 52)]
    return {
        "data": {"values": [{}]},
        "mark": {
            "type": "text",
            "align": "left",
            "baseline": "top",
            "color": colour,
            "fontSize": 12,
            "lineHeight": 15,
            "x": 0,
            "y": {"expr": "height + 8"},
            "aria": False,
            "text": {"expr": f"width < {NARROW} ? {narrow!r} : {said!r}"},
            "tooltip": None,
        },
    }


def _wrapped(text: str, most: int) -> list[str]:
    lines = [""]
    for word in text.split():
        if lines[-1] and len(lines[-1]) + 1 + len(word) > most:
            lines.append("")
        lines[-1] = f"{lines[-1]} {word}".strip()
    return lines


def _config(theme: str) -> dict[str, Any]:
    ground, font = GROUND[theme], '"Source Sans", "Source Sans Pro", sans-serif'
    return {
        "font": font,
        "view": {"stroke": None},
        "title": {
            "anchor": "start",
            "font": font,
            "fontSize": 15,
            "fontWeight": 600,
            "color": ground["text"],
            "subtitleFont": font,
            "subtitleFontSize": 12,
            "subtitleColor": ground["quiet"],
            "subtitlePadding": 4,
            "offset": 10,
        },
        "legend": {
            "orient": "bottom",
            "layout": {"bottom": {"direction": "vertical", "anchor": "start", "margin": 12}},
            "direction": "horizontal",
            "columns": {"expr": f"width < {NARROW} ? 2 : 5"},
            "offset": {"expr": f"width < {NARROW} ? 102 : 46"},
            "labelFont": font,
            "labelFontSize": 12.5,
            "labelColor": ground["text"],
            "labelLimit": 230,
            "titleFont": font,
            "titleFontSize": 12.5,
            "titleFontWeight": 600,
            "titleColor": ground["text"],
            "titleLimit": 600,
            "symbolSize": 130,
            "rowPadding": 4,
            "columnPadding": 18,
        },
    }
