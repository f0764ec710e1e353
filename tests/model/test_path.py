"""The question of a path: what can be asked, and how a link says it."""

from __future__ import annotations

import pytest

from graph.errors import UsageError
from graph.model.kind import Nature, Phase
from graph.model.path import Prefer, Route, Routes
from graph.model.view import View
from tests.conftest import BASE

SYL, KHE, BOR = (f"{BASE}state/{slug}" for slug in ("SYL", "KHE", "BOR"))


@pytest.mark.parametrize(
    ("ends", "more", "said"),
    [
        ((SYL, SYL), {}, "the same"),
        ((SYL, KHE), {"through": SYL}, "third entity"),
        ((SYL, KHE), {"avoiding": frozenset({KHE})}, "cannot be avoided: KHE"),
        ((SYL, KHE), {"through": BOR, "avoiding": frozenset({BOR})}, "passed and avoided: BOR"),
        ((SYL, KHE), {"most": 51}, "from 1 to 50"),
    ],
)
def test_what_cannot_be_asked_is_told(ends, more, said):
    with pytest.raises(UsageError, match=said):
        Route(*ends, **more)


def test_a_link_says_it_and_gives_it_back(small_world):
    route = Route(SYL, KHE, BOR, bodies=True, events=True, prefer=Prefer.SOURCED)
    query = route.to_query(small_world)

    assert query == {
        "from": "SYL", "to": "KHE", "through": "BOR", "bodies": "yes", "events": "yes", "prefer": "sourced",
    }  # fmt: skip
    listed = {name: [value] if isinstance(value, str) else value for name, value in query.items()}
    assert Route.from_query(listed, small_world) == (route, ())
    assert Route(SYL, KHE).to_query(small_world) == {"from": "SYL", "to": "KHE"}


def test_what_of_a_link_is_no_use_is_told(small_world):
    query = {"from": ["SYL"], "to": ["KHE"], "avoiding": ["XXX"], "bodies": ["maybe"], "prefer": ["best"]}
    found, problems = Route.from_query(query, small_world)

    assert found == Route(SYL, KHE)
    assert problems == (
        "no entity for “avoiding” 'XXX'",
        "no answer yes or no to bodies 'maybe'",
        "no order of chains 'best'",
    )
    assert Route.from_query({"from": ["SYL"]}, small_world) == (None, ())
    none, problems = Route.from_query({"from": ["SYL"], "to": ["SYL"]}, small_world)
    assert none is None
    assert "the same" in problems[0]


def test_filters_of_ties_count_and_those_of_states_only_within():
    view = View(sources=2, religions=frozenset({"islam"}), phases=frozenset(Phase))
    free, within = Route(SYL, KHE).view(view), Route(SYL, KHE).view(view, within=True)

    assert (free.sources, free.religions) == (2, frozenset())
    assert (within.sources, within.religions) == (2, frozenset({"islam"}))
    assert free.phases == {Phase.SIGNED, Phase.IN_FORCE}
    assert free.natures == {Nature.LASTING, Nature.FIXED}
    assert Route(SYL, KHE, events=True).view(view).natures == {Nature.LASTING, Nature.FIXED, Nature.EVENT}


def test_what_stands_in_the_way_is_told_in_words():
    told = Routes((), {"avoiding": 2.0, "bodies": 4.392}).told_without()

    assert told == (
        "with those that it avoids: a chain of length 2",
        "over organisations and agreements too: a chain of length 4.4",
    )
