"""What a dossier gathers of an entity, and what it says is not known."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph.model.disputes import disputes
from graph.model.dossier import Dossier, Likeness, courses, dossier, likenesses
from graph.model.entity import EntityType
from graph.model.kind import Family
from graph.model.source import Reliability
from graph.model.standing import Standing, places
from graph.model.world import Argument, World
from tests.conftest import BASE, HORIZON, RELATIONS, SIGNED


def of(world: World, slug: str, day: date = HORIZON) -> Dossier:
    entity = next(entity for entity in world.entities if entity.slug == slug)
    under = [(lens, places(world, day, lens)) for lens in (RELATIONS, SIGNED)]
    return dossier(world, entity, day, under[0][1], under, disputes(world))


def gaps(found: Dossier) -> dict[str, tuple[str, ...]]:
    return {gap.said: gap.examples for gap in found.gaps}


@pytest.fixture
def argued(small_world) -> World:
    """Three arguments about Khemed, the second against the first; one about Syldavia that Khemed gains by."""
    khe, syl = ("https://example.org/state/KHE", "https://example.org/state/SYL")
    paper, old = small_world.source_by_iri, "https://example.org/source/gazette"
    assert old in paper
    made = (
        Argument("x/1", khe, "benefit", old, "More trade.", "The minister"),
        Argument("x/2", khe, "cost", old, "Less friendship.", "The poet", counters=("x/1",)),
        Argument("x/3", khe, "obstacle", "https://example.org/source/courier", "The law.", "The judge"),
        Argument("x/4", syl, "benefit", old, "A road.", "The engineer", beneficiaries=(khe,)),
    )
    return replace(small_world, arguments=made)


def test_a_state_stands_under_every_lens_on_its_own_sources(small_world):
    found = of(small_world, "SAN")

    assert [(under.lens.slug, under.place.standing) for under in found.lenses] == [
        ("relations", Standing.DECLARED),
        ("signed", Standing.MEMBER),
    ]
    assert [source.slug for source in found.lenses[1].sources] == ["gazette"]
    assert of(small_world, "league").lenses == ()


def test_every_tie_stands_in_one_place(small_world):
    found = of(small_world, "KHE")

    told = [tie.iri for ties in found.by_family.values() for tie in ties]
    told += [tie.iri for tie in found.of_kinds(found.own_sections)]
    assert sorted(told) == sorted(tie.iri for tie in found.ties)
    assert {tie.kind.slug for tie in found.of_kinds(("border", "member-of"))} == {"border", "member-of"}
    assert Family.TERRITORIAL not in found.by_family


def test_what_holds_comes_before_what_is_possible_or_past(small_world):
    found = of(small_world, "KHE")

    assert [tie.kind.slug for tie in found.by_family[Family.DIPLOMATIC]] == [
        "diplomatic-relations",
        "embassy",
        "visit",
    ]


def test_likenesses_are_no_ties(small_world):
    khe = small_world.entity_by_iri["https://example.org/state/KHE"]

    assert "un-agreement" not in {tie.kind.slug for tie in of(small_world, "KHE").ties}
    (found,) = likenesses(small_world, khe)
    assert found == Likeness("https://example.org/state/BOR", 2019, 0.8, found.tie)
    assert likenesses(small_world, small_world.entity_by_iri["https://example.org/state/POL"]) == ()


def test_a_likeness_is_told_year_by_year_or_over_the_years_that_a_source_tells_together(builder):
    a, b, c = (builder.entity(code) for code in ("AAA", "BBB", "CCC"))
    builder.source("votes", reliability=Reliability.REFERENCE)
    one = builder.says("votes", "AAA", "un-agreement", "BBB", since="2015", until="2019", amount=0.6)
    builder.claim(one, "votes", year="2016", amount=0.5)
    builder.claim(one, "votes", year="2017", amount=0.7)
    builder.claim(one, "votes", year="2017", amount=0.1, theme=f"{BASE}theme/arms")
    builder.says("votes", "AAA", "un-agreement", "CCC", since="2015", until="2019", amount=0.4)
    world = builder.world()

    found = likenesses(world, world.entity_by_iri[a])

    assert [(like.other, like.when, like.share) for like in found] == [
        (b, "2016", 0.5),
        (b, "2017", 0.7),
        (c, "2015 to 2019", 0.4),
    ]


def test_who_objects_to_a_tie_is_told_in_the_dossiers_of_its_ends(small_world):
    assert [tie.kind.slug for tie in of(small_world, "NUE").reactions] == ["objects"]
    assert of(small_world, "BOR").reactions == ()


def test_an_argument_stands_with_what_is_said_against_it_either_way(argued):
    found = of(argued, "KHE")

    assert {each.argument.iri: [other.iri for other in each.against] for each in found.arguments} == {
        "x/1": ["x/2"],
        "x/2": ["x/1"],
        "x/3": [],
    }
    assert [each.argument.iri for each in found.gains] == ["x/4"]
    assert "For 1 of 3 arguments about it no counter-argument is found in the sources." in gaps(found)


def test_an_argument_of_a_later_source_was_not_known(argued):
    before = of(argued.known_on(date(2022, 1, 1)), "KHE")

    assert [each.argument.iri for each in before.arguments] == ["x/1", "x/2"]


def test_a_dispute_is_told_to_all_whom_it_touches(small_world):
    assert [found.about for found in of(small_world, "SAN").disputes] == ["https://example.org/state/SAN"]
    assert of(small_world, "abraham-accords").disputes == of(small_world, "SAN").disputes
    assert of(small_world, "POL").disputes == ()


def test_what_no_source_says_is_said(small_world):
    told = gaps(of(small_world, "POL"))

    assert list(told) == [
        "No source in the atlas gives a figure for the religions of its population.",
        "No source in the atlas says in which region it lies.",
        "The atlas gives no location for it.",
        "No source in the atlas names a land border of it.",
        "No source in the atlas gives the shares of its partners in trade.",
        "No source in the atlas says to which organisations it belongs.",
        "No argument for or against its joining the Accords is recorded.",
        "No source in the atlas reports a tie of it.",
        "Nothing is known of what happened after 29 June 2026.",
    ]


def test_what_is_only_possible_is_named_with_its_reason(small_world):
    told = gaps(of(small_world, "KHE"))

    (possible,) = told["1 tie is only possible on 29 June 2026."]
    assert possible.endswith("since 1996: it rests on general knowledge alone")


def test_shares_of_another_base_are_told_apart_from_shares_of_the_population(builder):
    builder.entity("A")
    builder.source("almanac", "")
    builder.concept("sunni", "religions")
    builder.share("A", "sunni", 0.6, base="citizens")

    said = "Shares of religions are given of its citizens, not of the whole population."
    assert said in gaps(of(builder.world(), "A"))


def test_sources_without_a_day_are_counted_but_reference_works_are_not(small_world):
    assert "One source" not in str(gaps(of(small_world, "BOR")))
    said = "1 source of this page bears no day of issue; under “known on” it is not heard."
    assert said in gaps(of(small_world, "KHE"))


def test_every_source_is_cited_with_how_often_it_is_heard(small_world):
    cited = {each.source.slug: each.times for each in of(small_world, "SAN").sources}

    # signature, declaration and denial; accession; two shares and a region
    assert cited == {"gazette": 3, "courier": 1, "almanac": 3}


def test_stages_of_a_tie_share_a_row_of_the_timeline(small_world):
    found = of(small_world, "SAN")

    rows = {row.label: [str(tie.since) for tie in row.ties] for row in courses(found, small_world)}
    assert rows == {
        "The Accords · signature": ["2021-01-06"],
        "The Accords · accession": ["2021", "2021-01-06"],
    }


def test_a_person_who_acts_for_a_state_is_named_so_on_the_timeline(small_world):
    syl = {row.label for row in courses(of(small_world, "SYL"), small_world)}
    ottokar = {row.label for row in courses(of(small_world, "ottokar"), small_world)}

    assert "Ottokar and Khemed · visit" in syl
    assert ottokar == {"Khemed (for Syldavia) · visit", "Borduria (for Syldavia) · visit"}


def test_where_there_are_too_many_rows_a_row_is_a_kind(small_world):
    found = of(small_world, "NUE")

    assert len(courses(found, small_world)) > 3
    assert [row.label for row in courses(found, small_world, most=3)] == [
        "signature",
        "diplomatic relations",
        "embassy",
        "oil supply",
    ]


def test_a_body_has_its_members_and_no_standing(small_world):
    found = of(small_world, "league")

    assert found.entity.type is EntityType.ORGANIZATION
    assert [found.other(tie).rsplit("/", 1)[-1] for tie in found.of_kinds(("member-of",))] == ["SYL", "KHE"]
