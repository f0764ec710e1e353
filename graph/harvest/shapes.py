"""Shapes of states for the map: made small, joined to our codes, with what is contested set apart."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import pairwise
from math import cos, radians
from pathlib import Path
from typing import Any

from graph.errors import BrokenFile
from graph.harvest.errors import BadOverride, BrokenTable, MissingTable, UnknownState
from graph.harvest.table import read_table

FILE = "world_atlas.json"  #: under data/generated

#: what a shape without a number is called → our code; "" for what is no one state, and stays plain land
WITHOUT_NUMBER = {
    "Indian Ocean Ter.": "",  # Christmas Island and the Cocos Islands together
    "Kosovo": "XKX",
    "N. Cyprus": "XNC",
    "Siachen Glacier": "",
    "Somaliland": "XSO",
}
#: a continent without a state: it would take a fifth of the picture
LEFT_OUT = frozenset({"ATA"})

GRID = 100  #: steps a degree: a hundredth is about one kilometre
LEAST_TRIANGLE = 0.008  #: square degrees, at the equator: a corner that spans less is left out
LEAST_ISLAND = 0.012  #: square degrees: smaller parts of a state that has larger ones are left out
HATCHES = 7  #: lines across the shorter side of a contested area

Point = tuple[float, float]  #: degrees east and north
Ring = list[Point]
Polygon = list[Ring]  #: the outer ring, then its holes


@dataclass(frozen=True)
class Contested:
    """One area that bears no state's colour."""

    name: str
    code: str  #: ours, where it is a state or territory of the data
    cut: Mapping[str, Sequence[Point]]  #: code of whom the shapes give it to → convex ring around it
    reason: str


def harvest(datasets: Path, data: Path) -> tuple[bytes, int]:
    """Make the TopoJSON of the map, and say how many states it has shapes of.

    Its object ``states`` holds one geometry a state: ``id`` is our code, property ``size`` its area in square
    degrees as large as at the equator, small islands included. ``contested`` holds areas, with ``name`` and
    perhaps ``id``; ``hatch`` the lines across each of them. The same input gives the same bytes.
    """
    topology = _read(datasets / "world_atlas" / "countries-50m.json")
    codes = {row["iso_num"]: row["iso3"] for row in read_table(_codes(datasets), ("iso3", "iso_num"))}
    areas = read_contested(data)
    arcs = _Arcs.of(topology)
    shapes: dict[str, list[list[list[int]]]] = {}
    unnamed: list[list[list[int]]] = []
    contested: dict[str, list[Polygon]] = {area.name: [] for area in areas}
    of_area = {area.code: area.name for area in areas if area.code}
    for geometry in topology["objects"]["countries"]["geometries"]:
        name, polygons = geometry["properties"]["name"], _polygons(geometry)
        code = _code(geometry, codes)
        if code in LEFT_OUT:
            continue
        if (area := of_area.get(code) or (name if name in contested else None)) is not None:
            contested[area] += [[arcs.ring(ring) for ring in polygon] for polygon in polygons]
        elif code:
            # two shapes bear the number of Australia
            shapes.setdefault(code, []).extend(polygons)
        else:
            unnamed += polygons
    for area in areas:
        for code, ring in area.cut.items():
            if code not in shapes:
                raise UnknownState(code)
            outer = (arcs.ring(polygon[0]) for polygon in shapes[code])
            contested[area.name] += [[cut] for whole in outer if (cut := clip(whole, ring))]
    states = [
        {**_geometry(kept), "id": code, "properties": {"size": round(arcs.area(polygons), 2)}}
        for code, polygons in sorted(shapes.items())
        if (kept := arcs.large(polygons))
    ]
    own = _Own(arcs)
    patches, hatches = [], []
    for area in areas:
        parts = contested[area.name]
        if not parts:
            raise BadOverride(data / "contested.json", area.name, "has no shape")
        named: dict[str, Any] = {"properties": {"name": area.name}}
        if area.code:
            named["id"] = area.code
        patches.append({**_geometry([[own.arc(ring) for ring in polygon] for polygon in parts]), **named})
        lines = [own.arc(list(line)) for line in hatch(parts)]
        hatches.append({"type": "MultiLineString", "arcs": lines, **named})
    collections = {
        "states": [*states, *([_geometry(unnamed)] if unnamed else [])],
        "contested": patches,
        "hatch": hatches,
    }
    return _written(own.lines, collections), len(states)


def read_contested(data: Path) -> tuple[Contested, ...]:
    """Read contested.json: the areas that bear no state's colour, each with its reason."""
    file = data / "contested.json"
    try:
        entries = json.loads(file.read_text("utf-8")) if file.exists() else {}
    except ValueError as error:
        raise BrokenFile(file, str(error)) from error
    found = []
    for name, entry in sorted(entries.items()):
        if not isinstance(entry, dict) or not entry.get("reason"):
            raise BadOverride(file, name, "gives no reason")
        cut = {code: [(float(x), float(y)) for x, y in ring] for code, ring in entry.get("cut", {}).items()}
        found.append(Contested(name, entry.get("code", ""), cut, entry["reason"]))
    return tuple(found)


def clip(ring: Sequence[Point], convex: Sequence[Point]) -> Ring:
    """Cut out of a ring what lies in a convex ring, counter-clockwise; empty where nothing does.

    Source:
        I. Sutherland, G. Hodgman, Reentrant Polygon Clipping, Communications of the ACM 17(1), 1974.
    """
    found = list(ring[:-1] if ring[0] == ring[-1] else ring)
    for (ax, ay), (bx, by) in zip(convex, [*convex[1:], convex[0]], strict=True):

        def side(point: Point, ax: float = ax, ay: float = ay, bx: float = bx, by: float = by) -> float:
            return (bx - ax) * (point[1] - ay) - (by - ay) * (point[0] - ax)

        cut: Ring = []
        for here, there in zip(found, [*found[1:], *found[:1]], strict=True):
            at, to = side(here), side(there)
            if at >= 0:
                cut.append(here)
            if (at >= 0) != (to >= 0):
                part = at / (at - to)
                cut.append((here[0] + part * (there[0] - here[0]), here[1] + part * (there[1] - here[1])))
        found = cut
    return [*found, found[0]] if len(found) > 2 else []


def hatch(polygons: Sequence[Polygon]) -> list[tuple[Point, Point]]:
    """Draw lines from south-west to north-east across an area, and only there.

    They lie so close that `HATCHES` of them cross its shorter side.
    """
    corners = [point for polygon in polygons for point in polygon[0]]
    wide = max(x for x, _ in corners) - min(x for x, _ in corners)
    high = max(y for _, y in corners) - min(y for _, y in corners)
    step = max(min(wide, high) / HATCHES * 2**0.5, 2 / GRID)
    # on each line y - x is the same
    across = [y - x for x, y in corners]
    lines: list[tuple[Point, Point]] = []
    for number in range(int(min(across) / step) - 1, int(max(across) / step) + 2):
        offset = number * step
        for polygon in polygons:
            met = sorted(x for ring in polygon for x in _crossings(ring, offset))
            lines += [
                ((x1, x1 + offset), (x2, x2 + offset))
                for x1, x2 in zip(met[::2], met[1::2], strict=False)
                if x2 - x1 >= 1 / GRID
            ]
    return lines


def _crossings(ring: Ring, offset: float) -> Iterator[float]:
    for (x1, y1), (x2, y2) in pairwise(ring):
        at, to = y1 - x1 - offset, y2 - x2 - offset
        if (at >= 0) != (to >= 0):
            yield x1 + (x2 - x1) * at / (at - to)


def _read(file: Path) -> dict[str, Any]:
    try:
        topology: dict[str, Any] = json.loads(file.read_text("utf-8"))
        if topology["type"] != "Topology" or not topology["objects"]["countries"]["geometries"]:
            raise BrokenTable(file, "is no TopoJSON of countries")
    except (FileNotFoundError, NotADirectoryError):
        raise MissingTable(file) from None
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenTable(file, f"is no TopoJSON of countries: {error}") from error
    return topology


def _codes(datasets: Path) -> Path:
    return datasets / "country_codes" / "country_codes.csv"


def _code(geometry: Mapping[str, Any], codes: Mapping[str, str]) -> str:
    """Our code for a shape; "" for what is no one state."""
    number, name = geometry.get("id"), geometry["properties"]["name"]
    if number is None and name in WITHOUT_NUMBER:
        return WITHOUT_NUMBER[name]
    if not isinstance(number, str) or number not in codes:
        raise UnknownState(f"{name} ({number or 'no number'})")
    return codes[number]


def _polygons(geometry: Mapping[str, Any]) -> list[list[list[int]]]:
    if geometry["type"] == "Polygon":
        return [geometry["arcs"]]
    return list(geometry["arcs"]) if geometry["type"] == "MultiPolygon" else []


def _geometry(polygons: Sequence[object]) -> dict[str, Any]:
    if len(polygons) == 1:
        return {"type": "Polygon", "arcs": polygons[0]}
    return {"type": "MultiPolygon", "arcs": polygons}


class _Arcs:
    """The lines of a topology, of which rings are made; two neighbours share theirs, and shrink alike."""

    def __init__(self, lines: list[Ring]):
        self.lines = lines

    @classmethod
    def of(cls, topology: Mapping[str, Any]) -> _Arcs:
        (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
        lines = []
        for arc in topology["arcs"]:
            x = y = 0
            line: Ring = []
            for dx, dy in arc:
                x, y = x + dx, y + dy
                line.append((x * sx + tx, y * sy + ty))
            lines.append(simplified(line))
        return cls(lines)

    def ring(self, numbers: Iterable[int]) -> Ring:
        found: Ring = []
        for number in numbers:
            line = self.lines[number] if number >= 0 else self.lines[~number][::-1]
            found += line[1:] if found else line
        return found

    def area(self, polygons: Iterable[list[list[int]]]) -> float:
        """The area of what is left of some polygons, in square degrees as large as at the equator."""
        return sum(_area(self.ring(polygon[0])) for polygon in polygons)

    def large(self, polygons: list[list[list[int]]]) -> list[list[list[int]]]:
        """The polygons that can be seen; of a state that has no such one, its largest."""
        size = {number: _area(self.ring(polygon[0])) for number, polygon in enumerate(polygons)}
        largest = max(size, key=size.__getitem__)
        return [
            polygon
            for number, polygon in enumerate(polygons)
            if size[number] >= LEAST_ISLAND or number == largest
        ]


class _Own(_Arcs):
    """The same lines and further ones, which rings of ours stand on."""

    def __init__(self, arcs: _Arcs):
        super().__init__(list(arcs.lines))

    def arc(self, line: Ring) -> list[int]:
        self.lines.append(line)
        return [len(self.lines) - 1]


def _area(ring: Ring) -> float:
    twice = sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))
    middle = sum(y for _, y in ring) / len(ring)
    return abs(twice) / 2 * cos(radians(middle))


def simplified(line: Ring, least: float = LEAST_TRIANGLE) -> Ring:
    """Leave out the corners that matter least; the ends stay, and of a closed line at least a triangle.

    Source:
        M. Visvalingam, J. D. Whyatt, Line generalisation by repeated elimination of points,
        The Cartographic Journal 30(1), 1993.
    """
    keep_at_least = 4 if line[0] == line[-1] else 2
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    weight = {n: _triangle(line[n - 1], line[n], line[n + 1]) for n in range(1, len(line) - 1)}
    heap = [(value, n) for n, value in weight.items()]
    heapify(heap)
    left = len(line)
    while heap and left > keep_at_least:
        value, n = heappop(heap)
        if weight.get(n) != value:
            continue
        if value >= least:
            break
        del weight[n]
        left -= 1
        b, a = before[n], after[n]
        after[b], before[a] = a, b
        for m in (b, a):
            if m in weight:
                # a corner never counts less than one that was left out before it
                again = _triangle(line[before[m]], line[m], line[after[m]])
                weight[m] = max(value, again)
                heappush(heap, (weight[m], m))
    return [point for n, point in enumerate(line) if n in weight or n in (0, len(line) - 1)]


def _triangle(a: Point, b: Point, c: Point) -> float:
    twice = (b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])
    return abs(twice) / 2 * cos(radians(b[1]))


def _written(lines: Sequence[Ring], collections: Mapping[str, Sequence[dict[str, Any]]]) -> bytes:
    """Write a topology with only those lines that something stands on."""
    number_of: dict[int, int] = {}

    def renumbered(arcs: Any) -> Any:
        if isinstance(arcs, int):
            line = arcs if arcs >= 0 else ~arcs
            new = number_of.setdefault(line, len(number_of))
            return new if arcs >= 0 else ~new
        return [renumbered(each) for each in arcs]

    objects = {
        name: {
            "type": "GeometryCollection",
            "geometries": [{**each, "arcs": renumbered(each["arcs"])} for each in geometries],
        }
        for name, geometries in collections.items()
    }
    topology = {
        "type": "Topology",
        "transform": {"scale": [1 / GRID, 1 / GRID], "translate": [0, 0]},
        "objects": objects,
        "arcs": [_steps(lines[line]) for line in number_of],
    }
    return (json.dumps(topology, separators=(",", ":")) + "\n").encode()


def _steps(line: Ring) -> list[tuple[int, int]]:
    """Each point as its step from the one before, on the grid; what falls together is said once."""
    points = [(round(x * GRID), round(y * GRID)) for x, y in line]
    steps, (x, y) = [points[0]], points[0]
    for px, py in points[1:]:
        if (px, py) != (x, y):
            steps.append((px - x, py - y))
        x, y = px, py
    # an island of one point is no ring for whoever reads it
    while len(steps) < 2:
        steps.append((0, 0))
    return steps
