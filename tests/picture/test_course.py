"""The course of lines is that of the canvas."""

from __future__ import annotations

import pytest

from graph.picture.course import course

SMOOTH = {"enabled": True, "type": "curvedCW", "roundness": 0.1}


def test_a_line_without_a_bend_is_straight():
    line = course((0, 0), (100, 0), None)

    assert line.at(0.5) == (50, 0)
    assert line.at(0) == line.start
    assert line.at(1) == line.end


def test_families_of_a_pair_curve_to_either_side():
    one = course((0, 0), (100, 0), SMOOTH).at(0.5)
    other = course((0, 0), (100, 0), {**SMOOTH, "type": "curvedCCW"}).at(0.5)

    assert one == (50, -5)
    assert other == (50, 5)


def test_the_part_outside_two_rims_begins_and_ends_at_them():
    part = course((0, 0), (100, 0), None).outside(10, 20)

    assert part is not None
    assert part.start == pytest.approx((10, 0))
    assert part.end == pytest.approx((80, 0))


def test_between_signs_that_touch_there_is_no_line():
    assert course((0, 0), (10, 0), None).outside(6, 6) is None


@pytest.mark.parametrize(("at", "tip"), [("to", (100, 0)), ("from", (0, 0))])
def test_a_head_points_at_its_end_and_the_line_stops_behind_it(at, tip):
    line = course((0, 0), (100, 0), None)
    first, left, right = line.head(at, 10)
    short = line.without_head(at, 8)

    assert first == tip
    assert left[1] == pytest.approx(-right[1])
    assert left[1]
    assert abs((short.end if at == "to" else short.start)[0] - tip[0]) == pytest.approx(8)
