"""What stands on a source, and what falls once it is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph.model.lens import Lens
from graph.model.reliance import fall, left_with, reliances, without
from graph.model.source import Reliability
from graph.model.standing import Standing
from graph.model.world import Argument
from tests.conftest import BASE, HORIZON, RELATIONS, SIGNED


def slugs(iris) -> list[str]:
    return [iri.rsplit("/", 1)[-1] for iri in iris]


def of(world, slug):
    return {each.source.slug: each for each in reliances(world, world.ties)}[slug]


def gone(*names: str) -> frozenset[str]:
    return frozenset(f"{BASE}source/{name}" for name in names)


@pytest.fixture
def copied(builder):
    """An agency says it, a paper copies it, a second agency says one of two ties as well."""
    for code in ("AAA", "BBB", "CCC"):
        builder.entity(code)
    agency = builder.source("agency", "2024-01-01", reliability=Reliability.AGENCY)
    builder.source("paper", "2024-01-02", derived_from=(agency,))
    builder.source("mirror", "2024-01-03", derived_from=(f"{BASE}source/paper",))
    builder.source("other", "2024-01-04")
    builder.source("hearsay", "", reliability=Reliability.NONE)
    embassy = builder.says("agency", "AAA", "embassy", "BBB", "inForce", "2020-10-18")
    builder.claim(embassy, "paper", "2020-10")
    visit = builder.says("agency", "AAA", "visit", "BBB", since="2021-01-01", occasion="2021")
    builder.claim(visit, "other", "2021-01-01")
    builder.says("mirror", "AAA", "embassy", "CCC", "inForce", "2022")
    builder.says("hearsay", "CCC", "embassy", "BBB", "inForce", unverified=True)
    return builder


def test_a_source_stands_alone_where_nothing_independent_of_it_says_the_same(copied):
    agency, paper = (of(copied.world(), slug) for slug in ("agency", "paper"))

    assert (agency.claims, slugs(agency.reported)) == (2, ["AAA.BBB.embassy.inForce", "AAA.BBB.visit.2021"])
    # the paper only copies the agency, so that both stand alone with it, and neither is the only one
    assert slugs(agency.alone) == slugs(paper.alone) == ["AAA.BBB.embassy.inForce"]
    assert agency.only == paper.only == ()
    assert slugs(agency.resting) == ["mirror", "paper"]


def test_general_knowledge_stands_alone_on_nothing_and_yet_its_ties_fall_with_it(copied):
    hearsay = of(copied.world(), "hearsay")

    assert hearsay.alone == hearsay.entities == ()
    assert slugs(hearsay.only) == ["CCC.BBB.embassy.inForce"]


def test_an_entity_stands_on_a_source_if_all_its_ties_do(builder):
    for code in ("AAA", "BBB", "CCC"):
        builder.entity(code)
    builder.source("one")
    builder.source("two")
    builder.says("one", "AAA", "embassy", "BBB", "inForce")
    builder.says("two", "CCC", "embassy", "BBB", "inForce")
    world = builder.world()

    assert slugs(of(world, "one").entities) == ["AAA"]
    assert slugs(of(world, "two").entities) == ["CCC"]


def test_denials_and_what_joins_no_two_entities_are_counted_apart(small_world):
    argued = Argument("a", "x", "benefit", f"{BASE}source/gazette", "...", "somebody")
    gazette = of(replace(small_world, arguments=(argued,)), "gazette")

    assert slugs(gazette.denied) == ["SAN.abraham-accords.accession.inForce"]
    assert gazette.besides == 1
    assert of(small_world, "almanac").besides == len(small_world.compositions) + len(small_world.located)


def test_only_given_ties_are_counted(small_world):
    (only,) = [tie for tie in small_world.ties if tie.kind.slug == "border"]
    counted = {each.source.slug: each.claims for each in reliances(small_world, [only])}

    assert {slug: number for slug, number in counted.items() if number} == {"almanac": 1}


def test_what_rests_on_a_source_alone_has_no_origin_without_it(copied):
    copied.source("both", derived_from=(f"{BASE}source/agency", f"{BASE}source/other"))
    sources = copied.world().source_by_iri

    assert left_with(f"{BASE}source/agency", sources) == gone("agency", "paper", "mirror")
    assert left_with(f"{BASE}source/paper", sources) == gone("paper", "mirror")


def test_a_circle_of_sources_is_left_with_none_of_another(builder):
    builder.source("a", derived_from=(f"{BASE}source/b",))
    builder.source("b", derived_from=(f"{BASE}source/a",))
    builder.source("c")
    world = builder.world()

    assert left_with(f"{BASE}source/a", world.source_by_iri) == gone("a", "b")
    assert left_with(f"{BASE}source/c", world.source_by_iri) == gone("c")
    assert slugs(of(world, "a").resting) == ["b"]


@pytest.mark.parametrize("slug", ["gazette", "courier", "agency", "almanac", "hearsay"])
def test_the_world_without_a_source_is_that_of_all_other_claims(small_world, slug):
    rest = without(small_world, gone(slug))

    assert rest.ties == replace(rest, sources=small_world.sources).ties
    assert all(claim.source not in gone(slug) for claim in rest.claims)


@pytest.mark.parametrize("real", [0, 1, 2, 3])
def test_of_the_real_world_too(real_atlas, real):
    world = real_atlas.world
    most = sorted(reliances(world, world.ties), key=lambda each: -each.claims)[real].source.iri
    kept = tuple(claim for claim in world.claims if claim.source != most)

    assert without(world, frozenset({most})).ties == replace(world, claims=kept).ties


def test_a_copy_still_speaks_and_counts_as_its_origin(copied):
    found = fall(copied.world(), gone("agency"), HORIZON, RELATIONS)

    assert found.lost == ()
    assert [(each.part, each.before, each.after) for each in found.values] == [
        ("beginning or date", "18 October 2020", "October 2020")
    ]
    assert [(slugs([each.tie.iri])[0], each.before, each.after) for each in found.grades] == [
        ("AAA.BBB.visit.2021", "corroborated", "one independent source")
    ]
    whole = fall(copied.world(), gone("agency", "paper", "mirror"), HORIZON, RELATIONS)
    assert slugs(tie.iri for tie in whole.lost) == ["AAA.BBB.embassy.inForce", "AAA.CCC.embassy.inForce"]


def test_a_dispute_ends_with_the_one_who_denies(small_world):
    found = fall(small_world, gone("gazette"), HORIZON, SIGNED)

    assert ("disputed", "one independent source") in [(each.before, each.after) for each in found.grades]
    assert found.members == (2, 1)
    assert [(slugs([each.state])[0], each.standing) for each in found.standings] == [
        ("SAN", (Standing.MEMBER, Standing.OUTSIDE))
    ]


def test_a_stage_holds_again_once_the_later_one_falls(builder):
    builder.entity("AAA")
    builder.entity("BBB")
    builder.source("early", "2021-01-01")
    builder.source("late", "2025-01-01")
    builder.says("early", "AAA", "diplomatic-relations", "BBB", "inForce", "2020-01-01")
    builder.says("late", "AAA", "diplomatic-relations", "BBB", "suspended", "2024-01-01")

    found = fall(builder.world(), gone("late"), HORIZON, RELATIONS)

    assert slugs(tie.iri for tie in found.lost) == ["AAA.BBB.diplomatic-relations.suspended"]
    assert [(each.part, each.before, each.after) for each in found.holding] == [
        ("on the day", "does not hold", "certain")
    ]
    assert [(each.before, each.after) for each in found.grades] == [("superseded", "one independent source")]


def test_nothing_falls_without_a_source_that_says_nothing(copied):
    copied.source("silent")
    found = fall(copied.world(), gone("silent"), HORIZON, RELATIONS)

    assert not found
    assert (found.weaker, found.besides) == (0, 0)


def test_a_list_of_certain_sources_counts_by_those_that_are_left(small_world):
    only = Lens("gazette", "Gazette", "...", SIGNED.rules, sources=frozenset({"gazette"}))

    assert fall(small_world, gone("courier"), HORIZON, only).standings == ()
    assert fall(small_world, gone("gazette"), HORIZON, only).members == (1, 0)
