"""Arguments as a picture: nodes beside whom they are about, what favours on the left, all else right."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from graph.model.arguments import Argued, Board, Stance
from graph.model.entity import EntityType
from graph.model.kind import Family
from graph.model.standing import Standing
from graph.model.world import Argument, World
from graph.picture import labels
from graph.picture.draw import Drawing, Point, node_id
from graph.picture.palette import SHAPES

MOST = 15  #: arguments of a side that a picture has room for

_FAR, _ASIDE, _BELOW, _ROWS = 260, 215, 96, 5
_FAVOURS, _OPPOSES = SHAPES[EntityType.THEME], SHAPES[EntityType.PLACE]
_LONGEST_NAME = 34
#: what follows the name of who argues: an office, a remark
_NAME = re.compile(r",| \(| quoted | retold ")


class Line(StrEnum):
    """What a line of the picture says."""

    FAVOURS = "favours"
    OPPOSES = "opposes"
    COUNTERS = "counters"

    @property
    def drawn(self) -> dict[str, Any]:
        """Its dashes, and what it means in the legend."""
        dashes, meaning = _LINES[self]
        return {"dashes": dashes, "meaning": meaning}


_LINES: Mapping[Line, tuple[list[int], str]] = {
    Line.FAVOURS: ([], "says what it would bring"),
    Line.OPPOSES: ([8, 5], "says what it costs or depends on, or what stands in the way"),
    Line.COUNTERS: ([2, 4], "speaks against"),
}


@dataclass(frozen=True)
class _Put:
    argument: Argument
    at: Point


def draw_arguments(board: Board, world: World, standing: Mapping[str, Standing]) -> Drawing:
    """Draw the first arguments of both sides, as many of each, and the lines between those that answer.

    Args:
        standing: IRI of a state → where it stands.

    Returns:
        A drawing; an argument's node bears the IRI of the argument.
    """
    shown = {each.argument.iri: each.argument for side in _first(board) for each in side}
    nodes, iris = [], {}
    places = _places(list(shown.values()))
    for about, at in places[1].items():
        nodes.append(_entity(about, at, world, standing.get(about)))
        iris[nodes[-1]["id"]] = about
    for put in places[0]:
        nodes.append(_node(put, world))
        iris[nodes[-1]["id"]] = put.argument.iri
    edges = [
        _edge(each.iri, each.about, Line.FAVOURS if _favours(each) else Line.OPPOSES)
        for each in shown.values()
    ]
    edges += [
        _edge(each.iri, other, Line.COUNTERS)
        for each in shown.values()
        for other in each.counters
        if other in shown
    ]
    return Drawing(
        nodes,
        edges,
        iris,
        strokes={line: line.drawn for line in Line},
        shapes={_FAVOURS: "Argument: would bring", _OPPOSES: "Argument: costs, depends, hinders"},
    )


def _first(board: Board) -> tuple[Sequence[Argued], Sequence[Argued]]:
    return board.favouring[:MOST], board.opposing[:MOST]


def _places(arguments: Sequence[Argument]) -> tuple[list[_Put], dict[str, Point]]:
    """Each entity with its arguments in a band of its own, one below the other."""
    by_about: dict[str, tuple[list[Argument], list[Argument]]] = defaultdict(lambda: ([], []))
    for argument in arguments:
        by_about[argument.about][0 if _favours(argument) else 1].append(argument)
    put, centres, top = [], {}, 0.0
    for about, sides in sorted(by_about.items(), key=lambda each: (-sum(map(len, each[1])), each[0])):
        deepest = max(1, *(min(_ROWS, len(side)) for side in sides))
        middle = top + _BELOW * (deepest - 1) / 2
        centres[about] = (0.0, middle)
        for side, way in zip(sides, (-1, 1), strict=True):
            depth = min(_ROWS, len(side))
            for number, argument in enumerate(side):
                column, row = divmod(number, _ROWS)
                # rows of neighbouring columns are shifted, so that names do not run into each other
                x = way * (_FAR + _ASIDE * column)
                y = middle + _BELOW * (row - (depth - 1) / 2) + (_BELOW / 2) * (column % 2)
                put.append(_Put(argument, (x, y)))
        top += _BELOW * (deepest + 1.5)
    return put, centres


def _entity(iri: str, at: Point, world: World, standing: Standing | None) -> dict[str, Any]:
    entity = world.entity_by_iri[iri]
    return {
        "id": node_id(iri),
        "label": labels.wrapped(entity.label) or entity.slug,
        "shape": SHAPES[entity.type],
        "group": str(standing or "other"),
        "size": 16,
        "x": round(at[0]),
        "y": round(at[1]),
        "title": "\n".join(labels.entity_title(entity, standing, None)),
        "weight": 500,
    }


def _node(put: _Put, world: World) -> dict[str, Any]:
    argument = put.argument
    who = argument.argued_by or world.source_by_iri[argument.source].publisher
    return {
        "id": node_id(argument.iri),
        "label": labels.wrapped(labels.clean(_NAME.split(who, maxsplit=1)[0], _LONGEST_NAME)),
        "shape": _FAVOURS if _favours(argument) else _OPPOSES,
        "group": "other",
        "size": 9,
        "x": round(put.at[0]),
        "y": round(put.at[1]),
        "title": "\n".join(
            (labels.clean(f"{argument.stance} · argued by {who}"), labels.clean(argument.text))
        ),
        "weight": 10,
    }


def _edge(start: str, end: str, line: Line) -> dict[str, Any]:
    return {
        "id": f"e{node_id(f'{start} {line} {end}')}",
        "from": node_id(start),
        "to": node_id(end),
        "family": str(Family.POLITICAL if line is Line.COUNTERS else Family.ACCORD),
        "width": 1.6,
        "arrows": "to",
        "title": line.drawn["meaning"],
        "stroke": str(line),
        "dashes": line.drawn["dashes"],
    }


def _favours(argument: Argument) -> bool:
    return argument.stance == Stance.BENEFIT
