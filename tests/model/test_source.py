"""Which sources stand on their own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model.source import Reliability, Source, Voice, independent, roots, voices

BASE = "https://example.org/source/"


def source(slug, publisher="", derived=(), reliability=Reliability.PRESS):
    return Source(
        BASE + slug, slug, publisher or slug, reliability, derived_from=tuple(BASE + d for d in derived)
    )


def by_iri(*sources):
    return {source.iri: source for source in sources}


def test_a_copy_rests_on_what_it_copies():
    sources = by_iri(
        source("agency"), source("copy", derived=["agency"]), source("copy-of-copy", derived=["copy"])
    )

    assert roots(BASE + "copy-of-copy", sources) == {BASE + "agency"}


def test_two_papers_that_print_one_agency_count_once():
    sources = by_iri(source("agency"), source("a", derived=["agency"]), source("b", derived=["agency"]))

    assert independent([BASE + "a", BASE + "b"], sources) == 1


def test_two_pages_of_one_publisher_count_once():
    sources = by_iri(source("a", "The Gazette"), source("b", "the gazette"), source("c", "The Courier"))

    assert independent(sources, sources) == 2


def test_a_source_that_joins_two_groups_makes_them_one():
    sources = by_iri(source("a"), source("b"), source("c", derived=["a", "b"]))

    assert independent([BASE + "a", BASE + "b"], sources) == 2
    assert independent(sources, sources) == 1


def test_general_knowledge_counts_nothing():
    sources = by_iri(source("hearsay", reliability=Reliability.NONE))

    assert independent(sources, sources) == 0


def test_a_circle_of_derivation_ends():
    sources = by_iri(source("a", derived=["b"]), source("b", derived=["a"]))

    assert roots(BASE + "a", sources) == roots(BASE + "b", sources) == {BASE + "a"}


def test_a_mirror_and_the_page_that_it_mirrors_count_once():
    sources = by_iri(
        source("page", "The Gazette"),
        source("original", "The Gazette"),
        source("mirror", "A site", ["original"]),
    )

    assert independent([BASE + "page", BASE + "mirror"], sources) == 1


def test_an_agency_without_a_page_is_called_by_its_title():
    agency = Source(BASE + "afp", "Agence France-Presse", "AFP", Reliability.AGENCY)
    sources = by_iri(agency, source("a", derived=["afp"]), source("b", derived=["afp"]))

    assert voices([BASE + "b", BASE + "a"], sources) == (
        Voice((BASE + "b", BASE + "a"), BASE + "afp", ("both copy or retell Agence France-Presse",)),
    )


@pytest.mark.parametrize(
    ("told", "because"),
    [
        ([source("a", "The Gazette"), source("b", "the gazette")], ("both share the publisher The Gazette",)),
        (
            [source("a"), source("b", derived=["a"]), source("c", derived=["a"])],
            ("2 copy or retell a",),
        ),
        ([source("a"), source("b", derived=["a"])], ("1 copies or retells a",)),
        (
            [source("a"), source("b", "P", derived=["a"]), source("c", "P")],
            ("1 copies or retells a", "2 share the publisher P"),
        ),
        ([source("a")], ()),
    ],
)
def test_why_sources_count_as_one_is_said(told, because):
    (voice,) = voices([each.iri for each in told], by_iri(*told))

    assert voice.because == because
    assert voice.sources == tuple(each.iri for each in told)


def test_a_chain_without_one_origin_has_none():
    sources = by_iri(source("a"), source("b"), source("c", derived=["a", "b"]))

    (voice,) = voices(sources, sources)

    assert voice.origin == ""
    assert voice.sources == tuple(sources)


SLUGS = "abcdef"


@given(
    st.dictionaries(
        st.sampled_from(SLUGS),
        st.tuples(st.sampled_from("PQRS"), st.lists(st.sampled_from(SLUGS), max_size=2)),
        min_size=1,
    ),
    st.randoms(),
)
def test_every_source_has_one_voice_whatever_the_order(given_, shuffled):
    sources = by_iri(*(source(slug, name, above) for slug, (name, above) in given_.items()))
    order = list(sources)
    shuffled.shuffle(order)

    heard = voices(order, sources)

    assert sorted(iri for voice in heard for iri in voice.sources) == sorted(sources)
    assert {frozenset(voice.sources) for voice in heard} == {
        frozenset(voice.sources) for voice in voices(sources, sources)
    }
    assert [order.index(voice.sources[0]) for voice in heard] == sorted(
        order.index(voice.sources[0]) for voice in heard
    )
