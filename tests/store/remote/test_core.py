"""The part of a large store hangs together: busy entities and the ties between them."""

from __future__ import annotations

from dataclasses import replace
from itertools import permutations

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import RDF

from graph.model.scope import Scope
from graph.settings import Settings
from graph.store.remote.client import Endpoint, Rows
from graph.store.remote.fetch import Reader
from graph.store.remote.part import part
from graph.store.terms import ACC, ATLAS, BASE

KINDS = {"embassy": "lasting", "visit": "event", "agreement-in-votes": "similarity"}
ATLAS_GRAPH = ox.NamedNode(str(ATLAS))
CORE = [(one, "embassy", other) for one, other in permutations("ABCDE", 2)]


class Here(Endpoint):
    """An endpoint within the test, over ties in a few words; it cuts long answers without a word."""

    def __init__(self, ties, rows=10_000):
        super().__init__(Settings(store="http://127.0.0.1:9/query"))
        self._dialect = replace(self.dialect, rows=rows, names=7)
        self._rows = rows
        self.asked = []
        self.store = ox.Store()
        for kind, nature in KINDS.items():
            self._says(f"kind/{kind}", RDF.type, ox.NamedNode(str(ACC.TieKind)))
            self._says(f"kind/{kind}", ACC.family, ox.Literal("diplomatic"))
            self._says(f"kind/{kind}", ACC.nature, ox.Literal(nature))
        for number, (sender, kind, receiver, claims) in enumerate(ties):
            tie = f"tie/{named(sender, kind, receiver)}"
            self._says(tie, RDF.type, ox.NamedNode(str(ACC.Tie)))
            self._says(tie, ACC.kind, ours(f"kind/{kind}"))
            self._says(tie, ACC.party, ours(f"state/{sender}"))
            self._says(tie, ACC.party, ours(f"state/{receiver}"))
            for claim in range(claims):
                self._says(f"claim/{number}.{claim}", ACC.about, ours(tie), ours("source/gazette"))

    def select(self, query):
        self.asked.append(query)
        found = self.store.query(query)
        rows = [tuple(row) for row in found]
        return Rows(tuple(each.value for each in found.variables), tuple(rows[: self._rows]))

    def _says(self, subject, predicate, value, graph=ATLAS_GRAPH):
        self.store.add(ox.Quad(ours(subject), ox.NamedNode(str(predicate)), value, graph))


def ours(name):
    return ox.NamedNode(BASE + name)


def named(sender, kind, receiver):
    return f"{sender}.{receiver}.{kind}"


def names(ties):
    return sorted(named(*tie[:3]) for tie in ties)


def fetched(endpoint, scope):
    """The names of the ties of a part, and nothing else is a tie."""
    store = part(Reader(endpoint), scope, lambda step: None)
    ties = store.quads_for_pattern(None, ox.NamedNode(str(RDF.type)), ox.NamedNode(str(ACC.Tie)))
    return sorted(quad.subject.value.removeprefix(f"{BASE}tie/") for quad in ties)


def claimed(ties, claims):
    return [(*tie, claims) for tie in ties]


def scattered(kind, number):
    return [(f"S{each}", kind, f"R{each}") for each in range(number)]


def test_a_dense_core_comes_before_scattered_ties_with_more_claims():
    endpoint = Here(claimed(CORE, 1) + claimed(scattered("embassy", 40), 3))

    assert fetched(endpoint, Scope(len(CORE))) == names(CORE)


@pytest.mark.parametrize("rows", [50, 10_000])
def test_no_more_entities_come_than_are_needed_however_much_an_engine_gives_at_once(rows):
    endpoint = Here(claimed(CORE, 1) + claimed([("Y", "visit", "Z")], 9), rows)

    assert fetched(endpoint, Scope(3)) == ["A.B.embassy", "A.C.embassy", "B.A.embassy"]


def test_small_kinds_of_the_core_come_whole():
    visits = [("D", "visit", "E"), ("E", "visit", "D")]
    found = fetched(Here(claimed(CORE + visits, 1)), Scope(18))

    assert len(found) == 18
    assert set(names(visits)) < set(found)


@pytest.mark.parametrize("unwanted", ["agreement-in-votes", "visit"])
def test_ties_that_are_not_wanted_make_nobody_busy(monkeypatch, unwanted):
    monkeypatch.setattr("graph.store.remote.core._ENDS", 5)
    others = [(one, unwanted, other) for one, other in permutations("STUVWXY", 2)]
    endpoint = Here(
        claimed(CORE, 1) + claimed(scattered("embassy", 5), 2) + claimed([*others, ("A", unwanted, "B")], 4)
    )

    assert fetched(endpoint, Scope(len(CORE), kinds=frozenset({"embassy"}))) == names(CORE)


def test_an_entity_with_more_ties_than_an_answer_holds_has_its_place_in_the_core():
    fans = [(f"F{each}", "embassy", "A") for each in range(70)]
    endpoint = Here(claimed(CORE, 1) + claimed(fans, 3), rows=50)

    assert fetched(endpoint, Scope(len(CORE))) == names(CORE)


def test_where_the_core_is_too_small_ties_with_most_claims_fill_the_part(monkeypatch):
    monkeypatch.setattr("graph.store.remote.core._ENDS", 5)
    endpoint = Here(claimed(CORE, 1) + claimed(scattered("embassy", 4), 1) + [("X", "embassy", "Y", 2)])

    assert fetched(endpoint, Scope(len(CORE) + 1)) == sorted([*names(CORE), "X.Y.embassy"])


def test_all_come_where_no_more_are_there_than_asked_for_and_no_core_is_sought():
    endpoint = Here(claimed(CORE, 1))

    assert fetched(endpoint, Scope(len(CORE))) == names(CORE)
    assert not any("?other" in query for query in endpoint.asked)


def test_a_focus_comes_before_the_core():
    mine = [("S1", "visit", "R1"), ("S1", "visit", "A")]
    found = fetched(Here(claimed(CORE + mine, 1)), Scope(4, frozenset({"S1"})))

    assert len(found) == 4
    assert set(found) > set(names(mine))
    assert set(found) < set(names(mine + CORE))


def test_what_a_focus_brought_does_not_take_the_place_of_others_in_the_core():
    found = fetched(Here(claimed(CORE, 1) + claimed(scattered("embassy", 40), 3)), Scope(12, frozenset("A")))

    assert len(found) == 12
    assert set(found) < set(names(CORE))


ends = st.sampled_from("ABCDEFGHIJ")
links = st.tuples(ends, st.sampled_from(sorted(KINDS)), ends, st.integers(1, 3))


@settings(max_examples=30)
@given(
    st.lists(
        links.filter(lambda tie: tie[0] != tie[2]), min_size=1, max_size=60, unique_by=lambda tie: tie[:3]
    ),
    st.integers(1, 30),
    st.booleans(),
)
def test_a_part_is_as_large_as_asked_for_and_the_same_in_pages_of_any_size(ties, most, focused):
    wanted = [tie for tie in ties if tie[1] != "agreement-in-votes"]
    focus = frozenset(tie[0] for tie in wanted[:1] if focused)
    endpoint = Here(ties, rows=50)
    found = fetched(endpoint, Scope(most, focus))

    assert len(found) == min(most, len(wanted))
    assert set(found) <= set(names(wanted))
    assert fetched(Here(reversed(ties)), Scope(most, focus)) == found
