"""The ties of one entity over time: one row for each other end and kind, a bar for each stage."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from graph.model.dates import FOREVER
from graph.model.dossier import Course, Dossier, Likeness, begun
from graph.model.kind import Family, Nature, Phase
from graph.model.sentences import named, sentence
from graph.model.tie import Certainty, Tie
from graph.model.words import counted
from graph.model.world import World
from graph.picture.palette import FAMILIES

_ROW = 20  #: pixels
_SHORTEST = timedelta(days=1)

_BARS: dict[str, Any] = {
    "mark": {"type": "bar", "height": 9, "cornerRadius": 1},
    "encoding": {"x2": {"field": "last"}},
}
_MARKS: dict[str, Any] = {"mark": {"type": "point", "shape": "diamond", "filled": True, "size": 90}}
_PALE = 0.4  #: opacity of what is only possible on the day, not in force, or over


def timeline(found: Dossier, rows: Sequence[Course], world: World, theme: str) -> dict[str, Any]:
    """Draw the rows as a Vega-Lite chart with its data in it.

    A bar runs from the first to the last day that the source can mean, so that a year looks like a year; what
    lasts runs to the day asked for. An event on one day is a mark.

    Args:
        theme: "light" or "dark".
    """
    bars: list[dict[str, str | float]] = []
    marks: list[dict[str, str | float]] = []
    for row in rows:
        for tie in row.ties:
            first, last = _extent(tie, found.day)
            told = {
                "row": row.label,
                "family": str(row.family),
                "first": first.isoformat(),
                "last": last.isoformat(),
                "opacity": 1 if _holds(tie, found.day) else _PALE,
                "said": sentence(tie, world, found.day),
            }
            (bars if last - first > _SHORTEST else marks).append(told)
    families = [family for family in Family if any(row.family is family for row in rows)]
    colours = FAMILIES[theme]
    encoding = {
        "y": {
            "field": "row",
            "type": "nominal",
            "sort": [row.label for row in rows],
            "title": None,
            "axis": {
                "labelLimit": 210,
                "ticks": False,
                "domain": False,
                "grid": True,
                "labelPadding": 8,
                "labelFlush": False,
            },
        },
        "x": {"field": "first", "type": "temporal", "title": None, "axis": {"tickCount": 8}},
        "color": {
            "field": "family",
            "type": "nominal",
            "title": "Family",
            "scale": {
                "domain": [str(family) for family in families],
                "range": [colours[family] for family in families],
            },
            "legend": {
                "orient": "bottom",
                "columns": {"expr": "width < 300 ? 1 : 4"},
                "symbolOpacity": 1,
                "title": None,
            },
        },
        "opacity": {"field": "opacity", "type": "quantitative", "scale": None, "legend": None},
        "tooltip": [{"field": "said", "title": "Tie"}],
    }
    return {
        "height": _ROW * len(rows),
        # the axis and the legend come on top of the rows, and take nothing of them
        "autosize": {"type": "fit-x", "contains": "padding"},
        "padding": {"top": 8, "bottom": 0, "left": 0, "right": 8},
        "encoding": encoding,
        # a layer without values would have no extent to scale
        "layer": [
            {"data": {"values": values}, **layer}
            for values, layer in ((bars, _BARS), (marks, _MARKS))
            if values
        ],
    }


def finding(found: Dossier, rows: Sequence[Course], world: World) -> str:
    """Say what the timeline shows, in sentences: how many ties, from when on, and which came last."""
    ties = sorted((tie for row in rows for tie in row.ties), key=lambda tie: _extent(tie, found.day)[0])
    first, last = ties[0], ties[-1]
    told = f"{counted(len(ties), 'dated tie')} of {found.entity.label}. "
    told += f"The first: {sentence(first, world, found.day)}"
    if last is not first:
        told += f". The last: {sentence(last, world, found.day)}"
    return f"{told}."


def likeness(found: Sequence[Likeness], world: World, colours: Sequence[str]) -> dict[str, Any]:
    """Draw the agreement in votes with some states over the years, as a Vega-Lite chart with its data."""
    return agreement(
        [(named(like.other, world), like.year, like.share, like.when) for like in found], colours
    )


def agreement(found: Sequence[tuple[str, int, float, str]], colours: Sequence[str]) -> dict[str, Any]:
    """Draw shares of votes that agree over the years: a line for each name, of its years and shares.

    Each comes with the years in words, as one share may be that of several together.
    """
    names = list(dict.fromkeys(name for name, *_ in found))
    values = [{"with": name, "year": year, "when": when, "share": share} for name, year, share, when in found]
    with_ = {"field": "with", "type": "nominal", "title": "With", "scale": {"domain": names}}
    return {
        "data": {"values": values},
        "height": 280,
        "mark": {"type": "line", "point": True},
        "encoding": {
            "x": {"field": "year", "type": "quantitative", "title": None, "axis": {"format": "d"}},
            "y": {
                "field": "share",
                "type": "quantitative",
                "title": "Share of votes that agree",
                "axis": {"format": "%"},
                "scale": {"domain": [0, 1]},
            },
            "color": {
                **with_,
                "scale": {"domain": names, "range": list(colours)},
                "legend": {"orient": "bottom"},
            },
            # colour never speaks alone
            "strokeDash": {**with_, "legend": {"orient": "bottom"}},
            "tooltip": [
                {"field": "with", "title": "With"},
                {"field": "when", "title": "Years"},
                {"field": "share", "title": "Agreement", "format": ".0%"},
            ],
        },
    }


def _extent(tie: Tie, day: date) -> tuple[date, date]:
    """The first and the last day that a tie can hold, as far as the day asked for."""
    when = begun(tie)
    first = when.first if when else day
    if tie.kind.nature is not Nature.LASTING:
        return first, max((tie.until or when).last if when else day, first)
    if tie.phase is Phase.ENDED and tie.until is None:
        # the stage is that it has ended: on that day, and not from then on
        return first, when.last if when else first
    ends = [tie.until.last if tie.until else FOREVER, tie.superseded_from, max(day, first)]
    return first, max(first, min(ends))


def _holds(tie: Tie, day: date) -> bool:
    """Say whether a tie certainly holds on a day in its full form, or has certainly happened."""
    in_force = tie.kind.nature is not Nature.LASTING or tie.phase in (None, Phase.IN_FORCE)
    return in_force and tie.certainty(day) is Certainty.CERTAIN
