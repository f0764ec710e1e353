"""Blocks of entities stand apart, the same every time."""

from __future__ import annotations

from graph.network.layout import GAP_X, GAP_Y
from graph.network.regions import by_block
from tests.network.test_layout import overlaps

BLOCKS = {
    "North": [f"n{number}" for number in range(17)],
    "East": [f"e{number}" for number in range(5)],
    "Alone": ["a"],
    "West": [f"w{number}" for number in range(30)],
}


def box(iris, places):
    xs, ys = zip(*(places[iri] for iri in iris), strict=True)
    return min(xs), max(xs), min(ys), max(ys)


def test_everybody_has_a_place_and_none_covers_another():
    places, names = by_block(BLOCKS)

    assert places.keys() == {iri for iris in BLOCKS.values() for iri in iris}
    assert names.keys() == BLOCKS.keys()
    assert overlaps(places) == []
    assert by_block(BLOCKS) == (places, names)


def test_blocks_do_not_reach_into_each_other():
    places, _ = by_block(BLOCKS)
    boxes = [box(iris, places) for iris in BLOCKS.values()]

    for number, (left, right, top, bottom) in enumerate(boxes):
        for other in boxes[number + 1 :]:
            beside = other[0] - right >= GAP_X or left - other[1] >= GAP_X
            above = other[2] - bottom >= GAP_Y or top - other[3] >= GAP_Y
            assert beside or above


def test_a_name_stands_above_the_middle_of_its_first_row():
    places, names = by_block(BLOCKS)

    for name, iris in BLOCKS.items():
        left, right, top, _ = box(iris, places)
        assert left <= names[name][0] <= right
        assert 0 < top - names[name][1] < 2 * GAP_Y


def test_whom_the_first_picture_shows_stands_first():
    places, _ = by_block(BLOCKS, {"n16"})

    assert places["n16"] == by_block(BLOCKS)[0]["n0"]


def test_nobody_needs_no_place():
    assert by_block({}) == ({}, {})
