"""An expansion is a word of a link, and grows a few ties at a time."""

from __future__ import annotations

import pytest

from graph.model.expansion import MOST, Expansion, collapsed, more


def test_a_word_is_read_as_it_was_written():
    assert Expansion.parse("KAZ.embassy.10") == Expansion("KAZ", "embassy", 10)
    assert str(Expansion("KAZ", "embassy", 10)) == "KAZ.embassy.10"


@pytest.mark.parametrize(
    "word", ["", "KAZ", "KAZ.embassy", "KAZ.embassy.x", "KAZ.embassy.0", "KAZ.embassy.99999"]
)
def test_what_is_none_is_refused(word):
    with pytest.raises(ValueError, match=r".*"):
        Expansion.parse(word)


def test_it_grows_and_goes():
    first = more(frozenset({"BOR.embassy.10"}), "KAZ", "embassy")
    second = more(first, "KAZ", "embassy")

    assert first == {"BOR.embassy.10", "KAZ.embassy.10"}
    assert second == {"BOR.embassy.10", "KAZ.embassy.20"}
    assert more(frozenset({f"KAZ.embassy.{MOST}"}), "KAZ", "embassy") == {f"KAZ.embassy.{MOST}"}
    assert collapsed(second, "KAZ") == {"BOR.embassy.10"}
