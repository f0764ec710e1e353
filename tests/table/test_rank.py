"""A picture with less room than there are strokes holds the strongest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model.kind import Family
from graph.model.standing import places
from graph.model.view import View
from graph.table import build as tables
from graph.table.narrow import narrow
from graph.table.rank import strongest
from tests.conftest import HORIZON, RELATIONS


@pytest.fixture(scope="module")
def pictured(small_world):
    """View → what of the small world its picture holds."""
    table, standing = tables.build(small_world), places(small_world, HORIZON, RELATIONS)

    def picture(view: View):
        return strongest(table, narrow(table, view, standing), view, standing)

    return picture


def strokes(narrowed, world) -> set[tuple[str, str, Family]]:
    found = set()
    for line in narrowed.lines:
        ends = (world.entities[end] for end in (line.sender, line.receiver))
        one, other = sorted(end.code or end.slug for end in ends)
        found.add((one, other, world.ties[line.tie].kind.family))
    return found


def test_where_there_is_room_for_all_nothing_is_left_out(pictured, small_world):
    everything = pictured(View(most=0))

    assert pictured(View()) == everything
    assert pictured(View(most=len(strokes(everything, small_world)))) == everything
    assert "rank" not in everything.hidden


def test_what_is_left_out_is_counted(pictured, small_world):
    everything = pictured(View(most=0))

    for most in range(1, len(strokes(everything, small_world))):
        some = pictured(View(most=most))
        assert len(strokes(some, small_world)) == most
        assert len(some.ties) + some.hidden["rank"] == len(everything.ties)
        assert set(some.ties) < set(everything.ties)


def test_each_picture_with_more_room_holds_all_of_the_smaller_one(pictured, small_world):
    for most in range(1, 6):
        assert strokes(pictured(View(most=most)), small_world) < strokes(
            pictured(View(most=most + 1)), small_world
        )


def test_who_is_asked_for_by_name_comes_before_who_is_not(pictured, small_world):
    # Poldavia has no tie; the border is the only stroke between two who stand nowhere special in this view
    view = View(most=1, families=frozenset({Family.TERRITORIAL, Family.MULTILATERAL}))

    assert strokes(pictured(view), small_world) == {("BOR", "KHE", Family.TERRITORIAL)}
    assert strokes(pictured(replace(view, also=frozenset({"league", "SYL"}))), small_world) == {
        ("SYL", "league", Family.MULTILATERAL)
    }


def test_a_stroke_is_kept_or_left_out_as_a_whole(pictured, small_world):
    for line in pictured(View(most=3)).lines:
        bundle = {line.sender, line.receiver}
        family = small_world.ties[line.tie].kind.family
        same = [
            other
            for other in pictured(View(most=0)).lines
            if {other.sender, other.receiver} == bundle and small_world.ties[other.tie].kind.family is family
        ]
        assert set(same) <= set(pictured(View(most=3)).lines)


def test_a_state_that_was_asked_for_stays_though_none_of_its_ties_has_room(pictured, small_world):
    some = pictured(View(most=1, text="poldavia", frame=False))

    assert [small_world.entities[position].code for position in some.entities] == ["POL"]
