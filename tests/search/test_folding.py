"""Names are compared without what one reader types and another leaves out."""

# ruff: noqa: RUF001 -- letters that look alike are what this is about

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.search.folding import LONGEST, folded


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Türkiye", "TURKIYE"),
        ("Côte d'Ivoire", "cote divoire"),
        ("Côte d’Ivoire", "Cote d'Ivoire"),
        ("Guinea-Bissau", "guinea  bissau"),
        ("İsrail", "israil"),
        ("ISRAIL", "ısrail"),
        ("Isparta", "ısparta"),
        ("Azərbaycan", "azerbaycan"),
        ("Straße", "STRASSE"),
        ("ΚΥΠΡΟΣ", "Κύπρος"),
        ("Қазақстан", "Казакстан"),
        ("Йемен", "Иемен"),
        ("إِسْرَائِيل", "اسرائيل"),
        ("مصــــر", "مصر"),
        ("ایران", "ايران"),
        ("פָּלַסְטִין", "פלסטין"),
        ("אזרבייג׳ן", "אזרבייג'ן"),
        ("\u2067Kazakh\u200bstan\u2069", "kazakhstan"),
        ("U.S.", "us"),
        ("Ｏｍａｎ", "oman"),
        ("ℌaiti", "haiti"),
        ("a\x00b\tc\n", "a b c"),
    ],
)
def test_two_ways_to_write_one_name_are_one(one, other):
    assert folded(one) == folded(other) != ""


@pytest.mark.parametrize("text", ["", " \t\n", "-", "\u200f", "'", "🕊", "\ud800", "\x00"])
def test_a_text_without_letters_names_nothing(text):
    assert folded(text) == ""


def test_only_the_beginning_of_a_long_text_is_read():
    assert folded("ab " * 10_000) == " ".join(["ab"] * (LONGEST // 3))


def test_no_name_of_the_data_is_longer_than_what_is_read(real_atlas):
    said = [name for entity in real_atlas.world.entities for name in (entity.label, *entity.names)]
    said += [thing.label for thing in (*real_atlas.world.kinds, *real_atlas.world.concepts)]

    assert [name for name in said if max(len(name), len(folded(name))) > LONGEST] == []


@given(st.text())
def test_folding_twice_changes_nothing(text):
    once = folded(text)

    assert folded(once) == once[:LONGEST].strip()


@given(st.text(max_size=LONGEST))
def test_what_is_folded_has_only_letters_digits_and_single_spaces(text):
    found = folded(text)

    assert found == " ".join(found.split())
    assert {unicodedata.category(letter)[0] for letter in found} <= {"L", "N", "Z"}
