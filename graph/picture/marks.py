"""Signs, lines and words as elements of SVG; the same as the canvas paints.

Every colour and size is an attribute: a page that forbids styles shows them all the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from html import escape
from math import cos, pi, sin, sqrt
from typing import Any

from graph.picture import labels
from graph.picture.course import Course, Point
from graph.picture.room import LEADING

WHOLE = 100_000  #: letters of a text that is told in full beside what was cut

_CORNERS = {"square": (4, -0.25), "triangle": (3, -0.5), "triangleDown": (3, 0.5), "hexagon": (6, 0.0)}
_REACH = {"hexagon": 1.1, "star": 1.3}  # so that shapes look as large as a circle


def element(name: str, content: str = "", /, **attributes: object) -> str:
    """Write an element; in names of attributes an underscore stands for a hyphen, and None for nothing."""
    said = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{escape(_said(value))}"'
        for key, value in attributes.items()
        if value is not None
    )
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"


def told(text: str) -> str:
    """A text of the data as it stands in XML: nothing of it is markup, no sign steers what follows."""
    return escape(labels.clean(text, WHOLE))


def titled(title: str, content: str, **attributes: object) -> str:
    """A group with what the pointer tells of it."""
    lines = "\n".join(told(line) for line in title.split("\n"))
    return element("g", f"<title>{lines}</title>{content}", **attributes)


def sign(at: Point, radius: float, shape: str, dress: Mapping[str, str], background: str) -> str:
    """One entity.

    Args:
        at: its middle.
        radius: in pixels.
        shape: its kind, in the words of a drawing.
        dress: ``sign``, its standing, and ``colour``.
        background: colour of the paper, which keeps lines from its rim.
    """
    colour, thick = dress["colour"], max(1.2, radius * 0.17)

    def disc(share: float, fill: str = colour, **more: object) -> str:
        return _outline(at, radius * share, shape, fill=fill, **more)

    def ring(width: float = thick, **more: object) -> str:
        return _outline(
            at, radius - width / 2, shape, fill="none", stroke=colour, stroke_width=_n(width), **more
        )

    parts: Mapping[str, Callable[[], str]] = {
        "full": lambda: disc(1),
        "double": lambda: ring() + disc(0.62),
        "core": lambda: ring() + disc(0.42),
        "ring": ring,
        "eye": lambda: disc(1) + disc(0.36, background),
        "half": lambda: ring() + _half(at, radius - thick, colour),
        "dashed": lambda: ring(stroke_dasharray=_n((2 * pi * (radius - thick / 2)) / 16)),
        "barred": lambda: ring() + _bar(at, (radius - thick) * sqrt(0.5), colour, thick),
        "faint": lambda: disc(1, fill_opacity=0.28) + ring(max(1.0, thick / 2)),
    }
    return _outline(at, radius + 1.5, shape, fill=background) + parts[dress["sign"]]()


def _outline(at: Point, radius: float, shape: str, **look: object) -> str:
    x, y = at
    if shape == "dot":
        return element("circle", cx=_n(x), cy=_n(y), r=_n(radius), **look)
    far = radius * _REACH.get(shape, 1.2)
    corners, turn = (10, -0.5) if shape == "star" else _CORNERS[shape]
    points = []
    for i in range(corners):
        angle, away = turn * pi + 2 * pi * i / corners, far * (0.48 if shape == "star" and i % 2 else 1)
        points.append(f"{_n(x + away * cos(angle))},{_n(y + away * sin(angle))}")
    return element("polygon", points=" ".join(points), **look)


def _half(at: Point, radius: float, colour: str) -> str:
    x, y = at
    arc = f"M{_n(x)} {_n(y + radius)}A{_n(radius)} {_n(radius)} 0 0 1 {_n(x)} {_n(y - radius)}Z"
    return element("path", d=arc, fill=colour)


def _bar(at: Point, far: float, colour: str, width: float) -> str:
    x, y = at
    ends = f"M{_n(x - far)} {_n(y + far)}L{_n(x + far)} {_n(y - far)}"
    return element("path", d=ends, stroke=colour, stroke_width=_n(width), fill="none")


def stroke(line: Course, colour: str, width: float, dashes: Iterable[float] = (), hollow: str = "") -> str:
    """A line; with the colour of the paper as *hollow* one that is only possible."""
    path = _path(line)
    dashed = " ".join(map(_n, dashes)) or None

    def drawn(colour: str, width: float) -> str:
        return element(
            "path", d=path, stroke=colour, stroke_width=_n(width), stroke_dasharray=dashed, fill="none"
        )

    if not hollow:
        return drawn(colour, width)
    return drawn(colour, width + 1.6) + drawn(hollow, max(width - 0.4, 1.0))


def head(corners: Sequence[Point], colour: str) -> str:
    """An arrowhead."""
    return element("polygon", points=" ".join(f"{_n(x)},{_n(y)}" for x, y in corners), fill=colour)


def circle(at: Point, radius: float, colour: str, width: float, fill: str = "none") -> str:
    """A ring."""
    return element(
        "circle",
        cx=_n(at[0]),
        cy=_n(at[1]),
        r=_n(radius),
        fill=fill,
        stroke=colour,
        stroke_width=_n(width),
    )


def badge(at: Point, text: str, radius: float, colour: str, background: str) -> str:
    """A mark of a line: a sign in a ring."""
    # a quotation mark hangs at the top of its line
    down = radius * (0.78 if text == "“" else 0.55)
    return circle(at, radius, colour, radius / 5, background) + words(
        [text], (at[0], at[1] + down), radius * 1.55, colour, anchor="middle", weight=700
    )


def words(
    lines: Sequence[str],
    at: Point,
    size: float,
    colour: str,
    *,
    anchor: str = "start",
    weight: int = 400,
    halo: str = "",
    italic: bool = False,
) -> str:
    """Text that stays text: lines below one another, the first on the base line at *at*.

    Each line is a world of its own for the direction of writing. With the colour of the paper as *halo* no
    line of the picture cuts a letter.
    """
    x, y = at
    one = [line for line in lines if line]
    look: dict[str, Any] = {
        "font_size": _n(size),
        "fill": colour,
        "text_anchor": None if anchor == "start" else anchor,
        "font_weight": None if weight == 400 else weight,
        "font_style": "italic" if italic else None,
    }
    if halo:
        look |= {"stroke": halo, "stroke_width": "3.5", "stroke_linejoin": "round", "paint_order": "stroke"}
    return "".join(
        element(
            "text",
            told(line),
            x=_n(x),
            y=_n(y + i * size * LEADING),
            direction="ltr",
            unicode_bidi="isolate",
            **look,
        )
        for i, line in enumerate(one)
    )


def _path(line: Course) -> str:
    (a, b), (c, d), (e, f) = line.start, line.via, line.end
    if abs(2 * c - a - e) < 0.02 and abs(2 * d - b - f) < 0.02:
        return f"M{_n(a)} {_n(b)}L{_n(e)} {_n(f)}"
    return f"M{_n(a)} {_n(b)}Q{_n(c)} {_n(d)} {_n(e)} {_n(f)}"


def _n(number: float) -> str:
    """A length to a tenth of a pixel, as short as it can be."""
    text = f"{number:.1f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _said(value: object) -> str:
    return _n(value) if isinstance(value, float) and abs(value) >= 1 else str(value)
