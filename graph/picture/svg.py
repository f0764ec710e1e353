"""A drawing as SVG, as the canvas draws it: places, colours, signs, strokes, names and marks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from graph.model.kind import Family
from graph.picture import labels, marks
from graph.picture.course import Course, Point, course
from graph.picture.draw import Drawing
from graph.picture.palette import BACKGROUNDS, GROUND, PAST_OPACITY, look
from graph.picture.room import Box, Name, Room, along, width

FONT = "'Source Sans 3', 'Source Sans Pro', 'Helvetica Neue', Arial, 'Noto Sans', sans-serif"

_CROWD = 300  # lines, above which each is fainter, so that entities are not buried
_MANY_NODES = 80  # above this, they shrink more when zooming out
_GREAT = ("party", "broker", "member")
_FEW = 12  # entities that are all named on a small picture too
_MOST_ZOOM = 1.6
_SMALLEST = 11.0  # pixels of the least text that is written


@dataclass(frozen=True)
class Theme:
    """The colours of paper and ink."""

    name: str  #: "light" or "dark"

    @property
    def paper(self) -> str:
        """White, or black: what is printed has no tint."""
        return "#ffffff" if self.name == "light" else BACKGROUNDS["dark"][0]

    @property
    def ink(self) -> str:
        """Colour of text."""
        return GROUND[self.name]["text"]

    @property
    def quiet(self) -> str:
        """Colour of small text."""
        return GROUND[self.name]["quiet"]


@dataclass(frozen=True)
class Plot:
    """A drawing as elements of SVG, and how much room they take, in pixels."""

    content: str
    width: float
    height: float


def alone(drawing: Drawing, theme: str = "light", wide: float = 960, high: float = 640) -> str:
    """The drawing as a picture without title and caption, for a notebook."""
    look = Theme(theme)
    seen = plot(drawing, look, width=wide, most_height=high)
    size = f"{seen.width:.0f} {seen.height:.0f}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size}" width="{seen.width:.0f}" '
        f'height="{seen.height:.0f}" role="img" font-family="{FONT}">'
        f'<rect width="100%" height="100%" fill="{look.paper}"/>{seen.content}</svg>'
    )


def plot(
    drawing: Drawing,
    theme: Theme,
    *,
    width: float,
    most_height: float,
    names: Mapping[str, str] | None = None,
    small: bool = False,
) -> Plot:
    """Draw into a frame of some width; it becomes as high as it must, up to *most_height*.

    Args:
        drawing: what is drawn.
        theme: colours of paper and ink.
        width: of the frame in pixels.
        most_height: of the frame in pixels.
        names: id of an entity → its whole name, where what is written is cut.
        small: whether it is a picture to choose by: fewer names, no marks.
    """
    return _Plotter(drawing, theme, width, most_height, names or {}, small=small).plot()


class _Plotter:
    def __init__(
        self,
        drawing: Drawing,
        theme: Theme,
        wide: float,
        most: float,
        names: Mapping[str, str],
        *,
        small: bool,
    ) -> None:
        self.drawing, self.theme, self.names, self.small = drawing, theme, names, small
        self.look = look() if drawing.strokes is None else {**look(), "strokes": drawing.strokes}
        self.nodes = {node["id"]: node for node in drawing.nodes}
        self.wide = wide
        xs = [float(node["x"]) for node in drawing.nodes] or [0.0]
        ys = [float(node["y"]) for node in drawing.nodes] or [0.0]
        # beside the outermost signs stand their names
        side, top = (26.0, 22.0) if small else (70.0, 44.0)
        span_x, span_y = max(max(xs) - min(xs), 1.0), max(max(ys) - min(ys), 1.0)
        self.scale = min((wide - 2 * side) / span_x, (most - 2 * top) / span_y, _MOST_ZOOM)
        self.high = most if small else span_y * self.scale + 2 * top
        left = (wide - span_x * self.scale) / 2 - min(xs) * self.scale
        down = (self.high - span_y * self.scale) / 2 - min(ys) * self.scale
        self.places: dict[str, Point] = {
            node["id"]: (node["x"] * self.scale + left, node["y"] * self.scale + down)
            for node in drawing.nodes
        }
        # signs shrink less than the picture when zooming out, and grow less when zooming in
        power = 0.35 if self.scale > 1 or len(self.nodes) > _MANY_NODES else 0.55
        self.swell: float = self.scale ** (1 - power)
        self.room = Room(Box(2, 2, wide - 2, self.high - 2))

    def plot(self) -> Plot:
        names = self._names()
        parts = [self._lines(), self._signs()]
        if not self.small:
            parts.append(self._marks())
        parts.append("".join(map(self._name, names)))
        return Plot("".join(parts), self.wide, self.high)

    def radius(self, node: Mapping[str, Any]) -> float:
        return float(node["size"]) * self.swell

    def colour(self, item: Mapping[str, Any]) -> str:
        of = (
            self.look["families"].get(item.get("family"))
            or self.look["standings"].get(item.get("group"))
            or self.look["shapes"][item["shape"]]
        )
        return str(of[self.theme.name])

    def _course(self, edge: Mapping[str, Any]) -> Course:
        return course(self.places[edge["from"]], self.places[edge["to"]], edge.get("smooth"))

    def _part(self, edge: Mapping[str, Any]) -> Course | None:
        rims = (self.radius(self.nodes[edge[end]]) + 1.5 for end in ("from", "to"))
        return self._course(edge).outside(*rims)

    # --- lines, below all ---------------------------------------------------------------------------------

    def _lines(self) -> str:
        edges = self.drawing.edges
        crowd = max(0.35, min(1.0, (_CROWD / max(len(edges), 1)) ** 0.5))
        ordered = sorted(edges, key=lambda edge: not edge.get("past"))
        return "".join(self._line(edge, crowd) for edge in ordered)

    def _line(self, edge: Mapping[str, Any], crowd: float) -> str:
        part = self._part(edge)
        if part is None:
            return ""
        thick, colour = edge["width"] * self.swell, self.colour(edge)
        at = str(edge.get("arrows") or "")
        size = (5 + 1.5 * edge["width"]) * self.swell if at else 0.0
        drawn = part.without_head(at, size * 0.8) if at else part
        dashes = [length * self.swell for length in edge.get("dashes") or ()]
        content = marks.stroke(drawn, colour, thick, dashes, self.theme.paper if edge.get("possible") else "")
        if at:
            content += marks.head(part.head(at, size), colour)
        opacity = crowd * (PAST_OPACITY if edge.get("past") else 1)
        look = {"opacity": f"{opacity:.2f}"} if opacity < 0.995 else {}
        return self._titled(edge, content, **look)

    def _titled(self, item: Mapping[str, Any], content: str, title: str = "", **look: object) -> str:
        if self.small:
            return marks.element("g", content, **look) if look else content
        return marks.titled(title or item["title"], content, id=item["id"], **look)

    # --- entities -----------------------------------------------------------------------------------------

    def _signs(self) -> str:
        return "".join(map(self._sign, self.drawing.nodes))

    def _sign(self, node: Mapping[str, Any]) -> str:
        at, radius, colour = self.places[node["id"]], self.radius(node), self.colour(node)
        standing = self.look["standings"].get(node["group"])
        dress = {"sign": standing["sign"] if standing else "full", "colour": colour}
        content = marks.sign(at, radius, node["shape"], dress, self.theme.paper)
        if node.get("folded"):
            content += marks.circle(at, radius + 3.5, colour, 1.5)
        title = node["title"]
        if whole := self.names.get(node["id"]):
            title = f"{whole}\n{title}"
        return self._titled(node, content, title)

    # --- names and marks, above all -----------------------------------------------------------------------

    def _names(self) -> list[Name]:
        def great(node: Mapping[str, Any]) -> bool:
            return node["shape"] == "star" or node["group"] in _GREAT

        for node in self.drawing.nodes:
            self.room.add_sign(
                node["id"], self.places[node["id"]], self.radius(node) * 0.9, wanted=great(node)
            )
        grown = min(1.35, max(0.92, self.scale**0.4))
        found = []
        for node in sorted(self.drawing.nodes, key=lambda node: -node["weight"]):
            if self.small and len(self.nodes) > _FEW and not great(node):
                continue
            size = max((13.5 if great(node) else 12.0) * grown, _SMALLEST)
            lines = [labels.clean(line) for line in node["label"].split("\n")]
            name = self.room.name(
                node["id"],
                self.places[node["id"]],
                self.radius(node) + 3,
                lines,
                size,
                wanted=great(node),
            )
            if name:
                found.append(name)
        return found

    def _name(self, name: Name) -> str:
        node = self.nodes[name.owner]
        great = node["shape"] == "star" or node["group"] in _GREAT
        return marks.words(
            name.lines,
            (name.middle, name.top + name.size * 0.86),
            name.size,
            self.theme.ink,
            anchor="middle",
            weight=600 if great else 400,
            halo=self.theme.paper,
        )

    def _marks(self) -> str:
        """What a line must never be without: that sources disagree, and whose words a grave thing is."""
        marked = [edge for edge in self.drawing.edges if edge.get("mark") or edge.get("said")]
        return "".join(map(self._mark, marked))

    def _mark(self, edge: Mapping[str, Any]) -> str:
        line, colour, written = self._course(edge), self.colour(edge), ""
        if said := edge.get("said"):
            written = self._source(line, said, colour)
            if written and not edge.get("mark"):
                return written
        spots = along(line, 7, 7, 7)
        box = self.room.mark([box for _, box in spots], needed=True)
        at = next(point for point, each in spots if each == box)
        return written + marks.badge(at, edge.get("mark", "“"), 6.5, colour, self.theme.paper)

    def _source(self, line: Course, said: str, colour: str) -> str:
        half = width(said, _SMALLEST) / 2 + 3
        spots = along(line, half, _SMALLEST * 0.7, _SMALLEST * 0.6)
        inside = [box for _, box in spots if box.inside(self.room.bounds)]
        box = self.room.mark(inside, needed=False) if inside else None
        if box is None:
            return ""
        middle = (box.left + box.right) / 2
        at = (middle, box.top + _SMALLEST)
        paper = self.theme.paper
        return marks.words([said], at, _SMALLEST, colour, anchor="middle", halo=paper, italic=True)


def legend(drawing: Drawing, theme: Theme, wide: float) -> Plot:
    """Say what of signs, colours and strokes is in a drawing, in rows of some width."""
    seen = look() if drawing.strokes is None else {**look(), "strokes": drawing.strokes}
    x, y, parts = 0.0, 0.0, []
    for title, entries in _entries(drawing, seen, theme):
        x = 0.0
        parts.append(marks.words([title], (x, y + 13), 12, theme.quiet, weight=600))
        x += _HEADING
        for picture, room, text in entries:
            taken = room + 6 + width(text, 13) + 18
            if x > _HEADING and x + taken > wide:
                x, y = _HEADING, y + _ROW
            shift = f"translate({x:.1f} {y:.1f})"
            label = marks.words([text], (room + 6, 13.5), 13, theme.ink)
            parts.append(marks.element("g", picture + label, transform=shift))
            x += taken
        y += _ROW + 2
    return Plot("".join(parts), wide, y)


_HEADING, _ROW, _MIDDLE = 74.0, 21.0, (11.0, 9.0)

Entry = tuple[str, float, str]  #: elements, their width in pixels, words


def _entries(drawing: Drawing, seen: Mapping[str, Any], theme: Theme) -> list[tuple[str, list[Entry]]]:
    groups = {node["group"] for node in drawing.nodes}
    shapes = {node["shape"] for node in drawing.nodes}
    lines = Counter(edge["family"] for edge in drawing.edges)
    strokes = {edge.get("stroke", "solid") for edge in drawing.edges}
    if not any(edge.get("possible") for edge in drawing.edges):
        strokes.discard("possible")
    elif drawing.strokes is None:
        strokes.add("possible")

    def sign(shape: str, word: str, of: Mapping[str, str]) -> str:
        dress = {"sign": word, "colour": of[theme.name]}
        return marks.sign(_MIDDLE, 6.5, shape, dress, theme.paper)

    def sample(
        colour: str, thick: float, long: float, dashes: tuple[float, ...] = (), hollow: str = ""
    ) -> str:
        return marks.stroke(course((1, 9), (long - 1, 9), None), colour, thick, dashes, hollow)

    standings = [
        (sign("dot", of["sign"], of), 22.0, str(name))
        for name, of in seen["standings"].items()
        if name in groups
    ]
    kinds = [
        (sign(shape, "ring" if shape == "dot" else "full", of), 22.0, of["label"])
        for shape, of in seen["shapes"].items()
        if shape in shapes
    ]
    families = [
        (sample(seen["families"][family][theme.name], 2.6, 26), 26.0, f"{family} ({lines[family]})")
        for family in Family
        if lines[family]
    ]
    drawn = [
        (
            sample(theme.ink, 1.6, 44, tuple(of["dashes"]), theme.paper if name == "possible" else ""),
            44.0,
            of["meaning"],
        )
        for name, of in seen["strokes"].items()
        if name in strokes
    ]
    if any(edge.get("past") for edge in drawing.edges):
        over = marks.element("g", sample(theme.ink, 1, 44), opacity=PAST_OPACITY)
        drawn.append((over, 44.0, "over"))
    if any("?" in edge.get("mark", "") for edge in drawing.edges):
        drawn.append((marks.badge(_MIDDLE, "?", 6.5, theme.ink, theme.paper), 22.0, "sources disagree"))
    if any(edge.get("said") for edge in drawing.edges):
        drawn.append((marks.badge(_MIDDLE, "“", 6.5, theme.ink, theme.paper), 22.0, "a source's words"))
    sections = [("Standing", standings), ("Shape", kinds if len(kinds) > 1 else [])]
    sections += [("Lines", families), ("Strokes", drawn)]
    return [(title, entries) for title, entries in sections if entries]
