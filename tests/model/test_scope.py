"""A scope is read, said and shared out without loss."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import UsageError
from graph.model.kind import Family
from graph.model.scope import Scope, shares


@given(st.dictionaries(st.text(min_size=1), st.integers(0, 1000)), st.integers(0, 5000))
def test_shares_fill_what_there_is_and_never_more(numbers, most):
    found = shares(numbers, most)

    assert found.keys() == numbers.keys()
    assert all(0 <= found[name] <= numbers[name] for name in numbers)
    assert sum(found.values()) == min(most, sum(numbers.values()))


@given(st.dictionaries(st.text(min_size=1), st.integers(0, 1000), min_size=2), st.integers(0, 5000))
def test_no_kind_is_cut_that_has_fewer_than_another_got(numbers, most):
    found = shares(numbers, most)
    cut = [found[name] for name in numbers if found[name] < numbers[name]]

    assert not cut or max(found.values()) - min(cut) <= 1


def test_a_scope_is_read_as_an_operator_writes_it():
    scope = Scope.parse("focus=KAZ,AZE&families=accord&kinds=embassy", 100)

    assert scope == Scope(100, frozenset({"KAZ", "AZE"}), frozenset({Family.ACCORD}), frozenset({"embassy"}))
    assert scope.sentence() == (
        "those of AZE and KAZ first, then those of the accord family (embassy) between the entities "
        "that have most of these; if there is room, also those on which most claims stand"
    )
    assert Scope.parse("", 5) == Scope(5)
    assert Scope(5).sentence() == (
        "those between the entities that have most ties; "
        "if there is room, also those on which most claims stand"
    )


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("colour=red", "no part 'colour'"),
        ("families=love", "no family 'love'"),
        ("focus=", "nothing is asked for"),
    ],
)
def test_what_a_scope_cannot_say_is_named(text, says):
    with pytest.raises(UsageError, match=says):
        Scope.parse(text, 10)
