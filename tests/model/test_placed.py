"""Places set by hand travel in a link, as far as it has room for them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.placed import FARTHEST, LONGEST, from_query, to_query, within

SLUGS = ("KAZ", "abraham-accords", "central-asia", "bodies")
lengths = st.integers(-FARTHEST, FARTHEST)


@given(st.dictionaries(st.sampled_from(SLUGS), st.tuples(lengths, lengths)))
def test_a_link_is_read_as_it_was_written(placed):
    query = {name: [value] for name, value in to_query(placed).items()}

    assert from_query(query, SLUGS) == (placed, ())


def test_places_are_short_and_need_no_escapes():
    assert to_query({"KAZ": (120, -40), "bodies": (5, 9)}) == {"at": "KAZ.120.-40~bodies.5.9"}
    assert to_query({}) == {}


def test_too_many_places_stay_out_of_a_link():
    many = {f"state-{number}": (10_000, -10_000) for number in range(LONGEST // 20)}

    assert to_query(many) == {}
    assert len(to_query(dict(list(many.items())[:50]))["at"]) <= LONGEST


@pytest.mark.parametrize(
    ("text", "placed", "told"),
    [
        ("KAZ.1.2~ZZZ.3.4", {"KAZ": (1, 2)}, "no place 'ZZZ.3.4'"),
        ("KAZ.1", {}, "no place 'KAZ.1'"),
        ("KAZ.1.2.3", {}, "no place 'KAZ.1.2.3'"),
        ("KAZ.x.2", {}, "no place 'KAZ.x.2'"),
        ("KAZ.٣.2", {}, "no place"),
        ("KAZ.999999.2", {}, "no place 'KAZ.999999.2'"),
        ("KAZ.99999.2", {"KAZ": (FARTHEST, 2)}, ""),
        ("<img src=x>", {}, "no place '<img src=x>'"),
        ("K" * (LONGEST + 1), {}, "longer than 1500 characters"),
        ("", {}, ""),
    ],
)
def test_what_is_wrong_with_places_is_told(text, placed, told):
    found, said = from_query({"at": [text]}, SLUGS)

    assert found == placed
    assert told in "; ".join(said)
    assert bool(told) == bool(said)


def test_a_place_lies_within_reach():
    assert within(1e9, -1e9) == (FARTHEST, -FARTHEST)
    assert within(1.4, -2.6) == (1, -3)
