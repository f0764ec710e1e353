"""What a reader adds to a picture, on generated worlds and on the facts."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model.expansion import Expansion
from graph.model.kind import Family
from graph.model.view import View

CLOSE = [
    View(families=frozenset({Family.ACCORD})),
    View(focus=frozenset({"KAZ"}), families=frozenset({Family.ACCORD})),
    View(only=frozenset({"KAZ", "ISR", "USA"})),
    View(hidden=frozenset({"ISR"}), families=frozenset({Family.ACCORD})),
    View(most=20),
]


@pytest.mark.parametrize("view", CLOSE)
def test_as_many_are_added_as_were_offered(real_atlas, view):
    world, before = real_atlas.world, real_atlas.pictured(view)
    offered = real_atlas.offers(view, "KAZ")
    assert offered
    for kind, number in offered.items():
        wide = replace(view, expanded=frozenset({str(Expansion("KAZ", kind, 1000))}))
        after = real_atlas.pictured(wide)
        new = set(after.ties) - set(before.ties)
        assert len(new) == number
        assert {world.ties[tie].kind.slug for tie in new} == {kind}
        assert set(before.lines) <= set(after.lines)
        ends = {end for line in after.lines for end in (line.sender, line.receiver)}
        assert ends <= set(after.entities)
        assert not {world.entities[end].slug for end in ends} & view.hidden
        assert kind not in real_atlas.offers(wide, "KAZ")


@pytest.mark.parametrize("view", CLOSE)
def test_shown_and_hidden_still_make_up_the_whole(real_atlas, view):
    def total(found):
        return len(found.ties) + sum(found.hidden.values())

    for kind in real_atlas.offers(view, "KAZ"):
        wide = replace(view, expanded=frozenset({str(Expansion("KAZ", kind, 1000))}))
        assert total(real_atlas.pictured(wide)) == total(real_atlas.pictured(view))


def test_a_few_come_at_a_time_the_same_ones_first(real_atlas):
    view = View(families=frozenset({Family.ACCORD}))
    kind, number = next(iter(real_atlas.offers(view, "ISR").items()))
    assert number > 3
    before = set(real_atlas.pictured(view).ties)

    def added(most):
        wide = replace(view, expanded=frozenset({str(Expansion("ISR", kind, most))}))
        return set(real_atlas.pictured(wide).ties) - before

    assert len(added(3)) == 3
    assert added(3) < added(number)
    assert added(number) == added(1000)
