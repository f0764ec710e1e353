"""Which sources stand on their own."""

from graph.model.source import Reliability, Source, independent, roots

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
