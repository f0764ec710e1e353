"""Ties in sentences; more of them, on the canvas, in tests/picture/test_labels.py."""

from datetime import date

import pytest

from graph.model.kind import Family, Nature, TieKind
from graph.model.sentences import dated, named, sentence, told
from graph.model.words import counted, enumerated, in_letters
from tests.conftest import HORIZON, KINDS


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


@pytest.mark.parametrize(
    ("tie", "said"),
    [
        (
            "NUE.SYL.diplomatic-relations.inForce",
            "Nuevo Rico has had relations with Syldavia since 18 October 2020, say two independent sources",
        ),
        (
            "SAN.abraham-accords.accession.inForce",
            "San Theodoros has acceded to The Accords since 2021, says courier; denied by gazette",
        ),
        (
            "KHE.NUE.embassy.inForce",
            "Khemed has had an embassy in Nuevo Rico since 1996, from general knowledge, unverified",
        ),
        (
            "BOR.NUE.oil-supply.2023",
            "Borduria supplies oil to Nuevo Rico: 40 %, in 2023, says courier",
        ),
        (
            "SAN.abraham-accords.accession.signed",
            "Signed accession: San Theodoros → The Accords, since 6 January 2021, says gazette",
        ),
    ],
)
def test_a_tie_is_told_with_who_says_so(small_world, tie, said):
    ties = {tie.iri.rsplit("/", 1)[-1]: tie for tie in small_world.ties}

    assert told(ties[tie], small_world, HORIZON) == said


def test_what_is_only_possible_says_why(small_world):
    ties = {tie.iri.rsplit("/", 1)[-1]: tie for tie in small_world.ties}
    candidacy = ties["KHE.abraham-accords.candidacy.proposed"]

    assert told(candidacy, small_world, date(2025, 3, 10)) == (
        "Khemed has been a candidate for The Accords since March 2025, says courier; "
        "only possible: the source says only March 2025"
    )


def test_what_is_grave_is_told_by_the_name_of_its_source_and_others_are_counted(builder, monkeypatch):
    kind = TieKind("threat", "threat", Family.SECURITY, Nature.EVENT, False, "threatens", "", "threatened")
    monkeypatch.setitem(KINDS, "threat", kind)
    for code in ("BOR", "SYL"):
        builder.entity(code)
    for source in ("courier", "gazette"):
        builder.source(source)
    tie = builder.says("courier", "BOR", "threat", "SYL", since="2025-05-05")
    world = builder.world()
    assert told(world.ties[0], world, HORIZON) == "BOR is named by courier as threatening SYL, on 5 May 2025"

    builder.claim(tie, "gazette", "2025-05-05")
    world = builder.world()
    assert told(world.ties[0], world, HORIZON) == (
        "BOR is named by courier and gazette as threatening SYL, on 5 May 2025 (two independent sources)"
    )


def test_a_small_number_is_written_in_letters():
    assert [in_letters(number) for number in (0, 2, 12, 13)] == ["no", "two", "twelve", "13"]


def test_words_are_joined_as_one_speaks():
    assert [enumerated(words) for words in ("", "a", "ab", "abc")] == ["", "a", "a and b", "a, b and c"]
    assert [counted(n, "tie") for n in (0, 1, 2)] == ["no ties", "1 tie", "2 ties"]
