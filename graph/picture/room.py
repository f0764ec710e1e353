"""Room for names on a still picture: the weightiest first, none across another, fewer where there is none."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import floor

from graph.picture.course import Course, Point

LEADING = 1.15  #: of a line of text, in its size
ALONG = (0.5, 0.4, 0.6, 0.3, 0.7)  #: shares of a line at which a mark may stand, the best first
_SQUARE = 70.0  #: pixels of a square of the grid

_NARROW, _THIN = frozenset("ijlI.,:;'|!· "), frozenset('tfr()[]-/"“”')


def width(text: str, size: float, *, bold: bool = False) -> float:
    """About how wide a text is in a font without serifs, a little more rather than less; in pixels.

    A file is made without a look at the reader's fonts, which differ.
    """
    ems = sum(map(_ems, text))
    return ems * size * (1.1 if bold else 1.03)


def _ems(char: str) -> float:
    if char in _NARROW:
        return 0.29
    if char in _THIN:
        return 0.38
    if char in "mwMW":
        return 0.86
    if unicodedata.combining(char) or unicodedata.category(char) in ("Mn", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(char) in "WF" or unicodedata.category(char) == "So":
        return 1.15
    return 0.69 if char.isupper() else 0.56


@dataclass(frozen=True)
class Box:
    """A rectangle that something takes up."""

    left: float
    top: float
    right: float
    bottom: float
    owner: str = ""

    def meets(self, other: Box) -> bool:
        """Whether two of them share a point inside."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )

    def inside(self, bounds: Box) -> bool:
        """Whether it lies within another."""
        return (
            bounds.left <= self.left
            and self.right <= bounds.right
            and bounds.top <= self.top
            and self.bottom <= bounds.bottom
        )


@dataclass(frozen=True)
class Name:
    """A name with its place: lines of text around a middle, below a top."""

    owner: str
    lines: tuple[str, ...]
    size: float
    middle: float
    top: float


class Grid:
    """Boxes by the squares that they touch, so that asking for room is quick."""

    def __init__(self) -> None:
        """Begin without any."""
        self.cells: dict[tuple[int, int], list[Box]] = defaultdict(list)

    def put(self, box: Box) -> None:
        """Take up room."""
        for square in _squares(box):
            self.cells[square].append(box)

    def free(self, box: Box, owner: str = "") -> bool:
        """Whether nothing but what belongs to *owner* is there."""
        return not any(
            other.meets(box) and not (owner and other.owner == owner)
            for square in _squares(box)
            for other in self.cells.get(square, ())
        )


class Room:
    """The room of one picture: signs have theirs, names and marks ask for what is left."""

    def __init__(self, bounds: Box) -> None:
        """Begin with nothing in it.

        Args:
            bounds: of the picture; no name is cut off by its frame.
        """
        self.bounds = bounds
        self.signs, self.wanted, self.written = Grid(), Grid(), Grid()

    def add_sign(self, owner: str, at: Point, radius: float, *, wanted: bool) -> None:
        """Take up the room of a sign; a *wanted* one is covered by no name."""
        box = Box(at[0] - radius, at[1] - radius, at[0] + radius, at[1] + radius, owner)
        self.signs.put(box)
        if wanted:
            self.wanted.put(box)

    def name(
        self, owner: str, at: Point, radius: float, lines: Sequence[str], size: float, *, wanted: bool
    ) -> Name | None:
        """Find room for a name below, above or beside its sign; None where there is none.

        A *wanted* name may cover signs that are not.
        """
        wide = max(width(line, size, bold=wanted) for line in lines)
        high = size * LEADING * len(lines)
        x, y = at
        spots = [(x, y + radius), (x, y - radius - high)]
        spots += [(x + side * (radius + wide / 2), y - high / 2) for side in (1, -1)]
        boxes = [
            (middle, top, Box(middle - wide / 2 - 1.5, top, middle + wide / 2 + 1.5, top + high + 1.5, owner))
            for middle, top in spots
        ]
        clear = [each for each in boxes if each[2].inside(self.bounds) and self.written.free(each[2])]
        for grid in (self.signs, self.wanted) if wanted else (self.signs,):
            for middle, top, box in clear:
                if grid.free(box, owner):
                    self.written.put(box)
                    return Name(owner, tuple(lines), size, middle, top)
        return None

    def mark(self, boxes: Sequence[Box], *, needed: bool) -> Box | None:
        """Take the first free of some boxes; what is *needed* takes one that hides no name, or the first."""
        free: Iterable[Box] = (box for box in boxes if self.signs.free(box) and self.written.free(box))
        found = next(iter(free), None)
        if found is None and needed:
            found = next((box for box in boxes if self.written.free(box)), boxes[0])
        if found is not None:
            self.written.put(found)
        return found


def along(line: Course, half: float, above: float, below: float) -> list[tuple[Point, Box]]:
    """Boxes around points along a line, with these points."""
    found = []
    for share in ALONG:
        x, y = line.at(share)
        found.append(((x, y), Box(x - half, y - above, x + half, y + below)))
    return found


def _squares(box: Box) -> Iterator[tuple[int, int]]:
    for i in range(floor(box.left / _SQUARE), floor(box.right / _SQUARE) + 1):
        for j in range(floor(box.top / _SQUARE), floor(box.bottom / _SQUARE) + 1):
            yield i, j
