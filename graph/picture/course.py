"""The course of lines: quadratic curves, straight where the middle point lies between the ends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import atan2, cos, hypot, sin
from typing import Any

Point = tuple[float, float]

HEAD_TURN = 0.42  #: radians between the middle of an arrowhead and each of its sides


@dataclass(frozen=True)
class Course:
    """A curve from one point to another."""

    start: Point
    via: Point
    end: Point

    def at(self, share: float) -> Point:
        """The point at a share of the way."""
        return _mix(_mix(self.start, self.via, share), _mix(self.via, self.end, share), share)

    def between(self, first: float, last: float) -> Course:
        """The part from one share of the way to another."""
        via = _mix(_mix(self.start, self.via, first), _mix(self.via, self.end, first), last)
        return Course(self.at(first), via, self.at(last))

    def outside(self, around: float, around_other: float) -> Course | None:
        """The part between the rims of two circles around the ends; None where these touch."""
        first, last = around / self._reach, 1 - around_other / self._reach
        return self.between(first, last) if first < last else None

    def without_head(self, at: str, length: float) -> Course:
        """The curve without the length that an arrowhead takes at its end ("to") or start ("from")."""
        share = min(0.45, length / self._reach)
        return self.between(0, 1 - share) if at == "to" else self.between(share, 1)

    def head(self, at: str, size: float) -> tuple[Point, Point, Point]:
        """The corners of an arrowhead at the end ("to") or the start ("from"): its tip first."""
        tip = self.end if at == "to" else self.start
        turn = atan2(tip[1] - self.via[1], tip[0] - self.via[0])
        sides = (turn - HEAD_TURN, turn + HEAD_TURN)
        left, right = ((tip[0] - size * cos(side), tip[1] - size * sin(side)) for side in sides)
        return tip, left, right

    @property
    def _reach(self) -> float:
        return hypot(self.end[0] - self.start[0], self.end[1] - self.start[1]) or 1.0


def course(start: Point, end: Point, smooth: Mapping[str, Any] | None) -> Course:
    """The course of a line of a drawing.

    Args:
        start: of its first end.
        end: of its other end.
        smooth: how it curves, as a drawing says it; None for a straight line.
    """
    bend = 0.0
    if smooth:
        bend = smooth["roundness"] * (1 if smooth["type"] == "curvedCW" else -1)
    dx, dy = end[0] - start[0], end[1] - start[1]
    via = ((start[0] + end[0]) / 2 + bend * dy, (start[1] + end[1]) / 2 - bend * dx)
    return Course(start, via, end)


def _mix(one: Point, other: Point, share: float) -> Point:
    return one[0] + (other[0] - one[0]) * share, one[1] + (other[1] - one[1]) * share
