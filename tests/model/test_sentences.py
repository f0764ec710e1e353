"""Ties in sentences; more of them, on the canvas, in tests/picture/test_labels.py."""

from graph.model.sentences import dated, named, sentence
from graph.model.words import counted, enumerated
from tests.conftest import HORIZON


def test_a_tie_has_a_sentence_and_a_date(small_world):
    ties = {tie.iri.rsplit("/", 1)[-1]: tie for tie in small_world.ties}
    relations = ties["KHE.NUE.diplomatic-relations.inForce"]

    assert sentence(relations, small_world, HORIZON) == (
        "Khemed has relations with Nuevo Rico since 7 April 1992"
    )
    assert dated(relations) == "since 7 April 1992"
    assert dated(ties["ottokar.KHE.visit.2026-01-26"]) == "on 26 January 2026"
    assert dated(ties["BOR.NUE.oil-supply.2023"]) == "in 2023"
    assert dated(ties["BOR.KHE.border"]) == ""


def test_a_tie_about_a_tie_is_named_by_it(small_world):
    tie = next(tie for tie in small_world.ties if tie.kind.slug == "objects")

    assert named(tie.receiver, small_world) == "diplomatic relations of Nuevo Rico and Syldavia"


def test_words_are_joined_as_one_speaks():
    assert [enumerated(words) for words in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]
    assert [counted(n, "tie") for n in (0, 1, 2)] == ["no ties", "1 tie", "2 ties"]
