"""Where states stand, by lens and by day."""

from datetime import date

import pytest

from graph.model.standing import Standing, count, places
from tests.conftest import HORIZON, RELATIONS, SIGNED


def standings(world, day=HORIZON, lens=RELATIONS):
    return {
        world.entity_by_iri[iri].code: place.standing
        for iri, place in places(world, day, lens).items()
        if place.standing is not Standing.OUTSIDE
    }


def test_every_standing_has_its_state(small_world):
    assert standings(small_world) == {
        "NUE": Standing.PARTY,
        "SON": Standing.BROKER,
        "SYL": Standing.MEMBER,
        "SAN": Standing.DECLARED,
        "KHE": Standing.CANDIDATE,
        "BOR": Standing.REFUSED,
    }


def test_between_signature_and_relations_a_state_has_only_declared(small_world):
    assert standings(small_world, date(2020, 9, 30))["SYL"] is Standing.DECLARED
    assert standings(small_world, date(2020, 9, 30), SIGNED)["SYL"] is Standing.MEMBER
    assert standings(small_world, date(2020, 10, 18))["SYL"] is Standing.MEMBER


def test_before_anything_was_signed_nobody_stands_anywhere(small_world):
    assert standings(small_world, date(2019, 1, 1)) == {}


def test_who_had_relations_before_is_no_member_through_them(builder):
    builder.entity("A"), builder.entity("P")
    from graph.model.entity import EntityType

    builder.entity("abraham-accords", EntityType.AGREEMENT)
    builder.source("paper", "2024")
    builder.says("paper", "P", "signature", "abraham-accords", since="2020-09-15", occasion="2020-09-15")
    builder.says("paper", "A", "signature", "abraham-accords", since="2021-01-01", occasion="2021-01-01")
    builder.says("paper", "A", "accession", "abraham-accords", "signed", "2021-01-01")
    builder.says("paper", "A", "diplomatic-relations", "P", "inForce", "1992-04-10")

    assert standings(builder.world())["A"] is Standing.DECLARED


def test_on_one_day_a_refusal_is_heard_after_the_question(builder):
    from graph.model.entity import EntityType

    builder.entity("A"), builder.entity("B")
    builder.entity("abraham-accords", EntityType.AGREEMENT)
    builder.source("paper", "2026-06-01")
    builder.says("paper", "A", "accession-request", "B", since="2026-05-25", occasion="2026-05-25")
    builder.says("paper", "B", "refusal", "abraham-accords", "refused", "2026-05-25")

    place = places(builder.world(), HORIZON, RELATIONS)[builder.entities["B"].iri]

    assert place.standing is Standing.REFUSED
    assert place.others == (Standing.APPROACHED,)


def test_the_count_names_every_standing(small_world):
    counted = count(places(small_world, HORIZON, RELATIONS))

    assert list(counted) == list(Standing)
    assert counted[Standing.MEMBER] == 1


def test_general_knowledge_gives_no_standing(builder):
    from graph.model.entity import EntityType
    from graph.model.source import Reliability

    builder.entity("A")
    builder.entity("abraham-accords", EntityType.AGREEMENT)
    builder.source("hearsay", "", reliability=Reliability.NONE)
    builder.says("hearsay", "A", "candidacy", "abraham-accords", "proposed", "2020", unverified=True)

    assert standings(builder.world()) == {}


@pytest.mark.parametrize("day", [date(2025, 3, 30), date(2025, 3, 31)])
def test_only_certain_ties_count(small_world, day):
    expected = {Standing.CANDIDATE} if day == date(2025, 3, 31) else set()

    assert {s for code, s in standings(small_world, day).items() if code == "KHE"} == expected
