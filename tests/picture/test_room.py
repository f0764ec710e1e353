"""Names on a still picture do not collide, and the weightiest come first."""

from __future__ import annotations

from graph.picture.course import course
from graph.picture.room import Box, Room, along, width

FRAME = Box(0, 0, 400, 300)


def test_a_name_stands_below_its_sign_where_there_is_room():
    room = Room(FRAME)
    room.add_sign("a", (100, 100), 10, wanted=True)
    name = room.name("a", (100, 100), 12, ["Israel"], 12, wanted=True)

    assert name is not None
    assert (name.middle, name.top) == (100, 112)


def test_the_next_name_goes_elsewhere_or_nowhere():
    room = Room(FRAME)
    first = room.name("a", (100, 100), 12, ["Israel"], 12, wanted=True)
    second = room.name("b", (100, 101), 12, ["Jordan"], 12, wanted=False)
    others = [room.name(str(n), (100, 102), 12, ["Lebanon"], 12, wanted=False) for n in range(6)]

    assert first is not None
    assert second is not None
    assert second.top < 101
    assert None in others


def test_no_name_leaves_the_frame():
    room = Room(FRAME)
    name = room.name("a", (395, 295), 12, ["United Arab", "Emirates"], 12, wanted=True)

    assert name is None or name.middle < 395


def test_a_mark_that_is_needed_hides_no_name_if_it_can():
    room = Room(FRAME)
    room.written.put(Box(190, 90, 210, 110))
    for x in range(0, 400, 20):
        room.signs.put(Box(x, 80, x + 20, 120))
    boxes = [box for _, box in along(course((0, 100), (400, 100), None), 7, 7, 7)]

    assert room.mark(boxes, needed=False) is None
    found = room.mark(boxes, needed=True)
    assert found is not None
    assert found != boxes[0]


def test_width_grows_with_letters_and_counts_wide_signs():
    assert width("", 12) == 0
    assert width("iii", 12) < width("mmm", 12) < width("mmm", 12, bold=True)
    assert width("\u4e2d", 12) > width("n", 12)
    assert width("e\u0301", 12) == width("e", 12)
