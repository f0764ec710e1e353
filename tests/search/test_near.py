"""Spellings much like another one are found without reading them all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz import fuzz

from graph.search.near import LIKE, Near


def test_the_most_like_comes_first():
    near = Near(["syldavia", "borduria", "syldavian"])

    assert [position for position, _ in near.of("syldavia")] == [0, 2]
    assert near.of("syldavia")[0] == (0, 100.0)


def test_one_wrong_letter_of_four_is_forgiven_and_two_are_not():
    near = Near(["iran"])

    assert near.of("irsn") == [(0, 75.0)]
    assert near.of("irss") == []


def test_nothing_is_near_where_nothing_is_known():
    assert Near([]).of("syldavia") == []
    assert Near(["syldavia"]).of("xxxx") == []


@pytest.mark.parametrize("few", [0, 2_000])
@given(st.lists(st.text("abc", min_size=4, max_size=9), unique=True), st.text("abc", min_size=4, max_size=9))
def test_what_is_too_short_or_too_long_to_be_like_is_all_that_is_passed_over(few, spellings, text):
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("graph.search.near._FEW", few)
        found = Near(spellings).of(text)

    every = {position for position, each in enumerate(spellings) if fuzz.ratio(text, each) >= LIKE}
    assert {position for position, _ in found} == {
        position for position in every if _shared(text, spellings[position]) >= 0.15
    }


def _shared(one, other):
    pairs, others = ({f" {each} "[at : at + 2] for at in range(len(each) + 1)} for each in (one, other))
    return len(pairs & others) / (len(pairs) + len(others))


def test_it_finds_what_reading_every_name_finds(real_atlas):
    """Pairs of letters choose what is compared; they may not lose what is like."""
    from graph.search.folding import folded

    names = sorted(
        {text for entity in real_atlas.world.entities for name in entity.names if (text := folded(name))}
    )
    near = Near(names)
    for text in [name[:at] + name[at + 1 :] for name in names[::7] if len(name) > 4 for at in (1, 3)]:
        every = {number for number, name in enumerate(names) if fuzz.ratio(text, name) >= LIKE}
        assert {number for number, _ in near.of(text)} == every


@given(st.lists(st.text("ab c", min_size=1), unique=True), st.text("ab c", min_size=2))
def test_those_that_have_a_text_within_them_are_all_found(spellings, text):
    assert sorted(Near(spellings).holding(text)) == sorted(each for each in spellings if text in each)
