"""What sides share: every tie toward somebody is held by all, some, one, or joins two of them."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from hypothesis import given

from graph.model.kind import Family
from graph.model.shared import Common, Held, cell, counts, finding, growth, holding, share, tally, years
from graph.model.sides import side
from graph.model.standing import places
from graph.model.tie import Certainty
from tests.conftest import BASE, HORIZON, RELATIONS
from tests.worlds import worlds


def iri(code: str) -> str:
    return f"{BASE}state/{code}"


def compared(world, *words: str, day: date = HORIZON):
    stand = places(world, day, RELATIONS)
    sides = [side(word, world, day, stand) for word in words]
    assert None not in sides
    return share(world, sides, holding(world.ties, day), day)


def told(shared) -> dict[tuple[str, str], tuple[str, ...]]:
    """Kind and other end → how common it is, and what each side has in words; on the small world."""
    return {
        (row.kind.slug, row.other.rsplit("/", 1)[-1], row.outward): (
            str(row.common),
            *(len(held.ties) for held in row.held),
        )
        for row in shared.rows
    }


def test_what_both_have_what_one_has_and_what_joins_them(small_world):
    found = told(compared(small_world, "SYL", "KHE"))

    assert found == {
        ("diplomatic-relations", "NUE", True): ("all", 1, 1),
        ("member-of", "league", True): ("all", 1, 1),
        ("signature", "abraham-accords", True): ("one", 1, 0),
        ("accession", "abraham-accords", True): ("one", 1, 0),
        ("candidacy", "abraham-accords", True): ("one", 0, 1),
        ("border", "BOR", True): ("one", 0, 1),
        # a person counts as the state for which it acts
        ("visit", "BOR", True): ("one", 1, 0),
        ("visit", "KHE", True): ("between", 1, 0),
        # who objects to relations objects to both who have them
        ("objects", "BOR", False): ("one", 1, 0),
    }


def test_likenesses_and_general_knowledge_are_no_ties_here(small_world):
    kinds = {row.kind.slug for row in compared(small_world, "BOR", "KHE").rows}

    assert "border" in kinds
    assert not kinds & {"un-agreement", "embassy"}


def test_a_bloc_has_what_one_of_its_states_has_and_says_of_how_many(small_world):
    shared = compared(small_world, "league", "BOR")
    (relations,) = [row for row in shared.rows if row.kind.slug == "diplomatic-relations"]
    (border,) = [row for row in shared.rows if row.kind.slug == "border" and row.other == iri("BOR")]

    assert relations.held[0].having == (iri("KHE"), iri("SYL"))
    assert cell(relations.held[0], shared.sides[0], small_world) == "2 of 2"
    assert cell(border.held[0], shared.sides[0], small_world) == "1 of 2"
    assert cell(border.held[1], shared.sides[1], small_world) == "itself"
    assert cell(relations.held[1], shared.sides[1], small_world) == "none reported"


def test_the_body_itself_is_told_beside_its_states(builder):
    builder.entity("AAA")
    builder.entity("BBB")
    from graph.model.entity import EntityType

    builder.entity("body", EntityType.ORGANIZATION)
    builder.source("paper")
    builder.says("paper", "AAA", "member-of", "body", "inForce", "2000")
    builder.says("paper", "body", "visit", "BBB", since="2020-01-01")
    world = builder.world()
    shared = compared(world, "body", "AAA")
    (visit,) = [row for row in shared.rows if row.kind.slug == "visit"]

    assert (visit.held[0].having, visit.held[0].itself, visit.held[0].of) == ((), True, 1)
    assert cell(visit.held[0], shared.sides[0], world) == "the body itself"


def test_three_sides_can_share_in_part(small_world):
    found = told(compared(small_world, "SYL", "KHE", "BOR"))

    assert found["member-of", "league", True] == ("some", 1, 1, 0)
    # of three, two could have a tie with the third
    assert found["border", "BOR", True] == ("one", 0, 1, 0)


def test_the_day_decides_what_is_held(small_world):
    found = told(compared(small_world, "SYL", "KHE", day=date(2010, 1, 1)))

    assert found == {
        ("diplomatic-relations", "NUE", True): ("one", 0, 1),
        ("member-of", "league", True): ("one", 0, 1),
        ("border", "BOR", True): ("one", 0, 1),
    }


def test_cells_say_when_at_which_stage_and_whether_it_is_only_possible(small_world, builder):
    shared = compared(small_world, "KHE", "BOR")
    (candidacy,) = [row for row in shared.rows if row.kind.slug == "candidacy"]
    (oil,) = [row for row in shared.rows if row.kind.slug == "oil-supply"]

    assert cell(candidacy.held[0], shared.sides[0], small_world) == "proposed since March 2025"
    assert cell(oil.held[1], shared.sides[1], small_world) == "40 %, in 2023"
    possible = Held(candidacy.held[0].ties, candidacy.held[0].having, certain=False)
    assert cell(possible, shared.sides[0], small_world) == "proposed since March 2025; only possible"


def test_each_family_is_counted(small_world):
    (accord,) = [t for t in tally(compared(small_world, "SYL", "KHE")) if t.family is Family.ACCORD]

    assert (accord.all, accord.some, accord.between) == (0, 0, 0)
    assert (accord.only, accord.missing) == ((2, 1), (1, 2))


def test_the_finding_says_what_is_shared_and_what_is_not(small_world):
    assert finding(compared(small_world, "SYL", "KHE")) == (
        "Syldavia and Khemed share 2 ties; 4 only Syldavia and 2 only Khemed have"
    )
    assert finding(compared(small_world, "POL", "SON")).startswith("Poldavia and Sondonesia share no ties; ")
    assert finding(compared(small_world, "POL", "POL")) == "No source reports a tie of Poldavia and Poldavia"


@given(worlds())
def test_every_tie_of_a_side_is_in_its_cells_and_no_other(world):
    shared = compared(world, "SYL", "KHE", "NUE")
    held = holding(world.ties, HORIZON)

    for position, each in enumerate(shared.sides):
        own = {tie.iri for tie in held if any(each.own in pair for pair in world.ends(tie, folded=True))}
        rows = [row for row in shared.rows if row.common is not Common.BETWEEN]
        assert {iri for row in rows for iri in row.held[position].ties} <= own
        assert own <= {iri for row in shared.rows for held_ in row.held for iri in held_.ties}


@given(worlds())
def test_the_sort_of_a_row_follows_from_who_has_it(world):
    for row in compared(world, "SYL", "KHE", "NUE").rows:
        have = sum(bool(held) for held in row.held)
        could = sum(held.of > 0 for held in row.held)
        assert have >= 1
        assert row.common is (Common.ONE if have == 1 else Common.ALL if have == could else Common.SOME)
        assert [row.missing(n) for n in range(3)] == [not h and h.of > 0 for h in row.held]


@given(worlds())
def test_years_count_what_is_certain_at_their_end(world):
    stand = places(world, HORIZON, RELATIONS)
    sides = [side(word, world, HORIZON, stand) for word in ("SYL", "KHE")]
    found = years(world, sides, world.ties)

    assert len({tuple(year.year for year in each) for each in found}) == 1
    assert found[0][-1].year == HORIZON.year
    for each, counted in zip(sides, found, strict=True):
        own = [
            tie
            for tie in world.ties
            if counts(tie) and any(each.own in pair for pair in world.ends(tie, folded=True))
        ]
        for year in counted:
            day = min(date(year.year, 12, 31), HORIZON)
            certain = [tie for tie in own if tie.certainty(day) is Certainty.CERTAIN]
            assert year.ties == Counter(tie.kind.family for tie in certain)


def test_growth_is_told_in_words(small_world):
    shared = compared(small_world, "SYL", "KHE")
    found = years(small_world, shared.sides, small_world.ties)

    assert growth(shared.sides, found) == (
        "Certain ties from 1992 to 2026: Syldavia from 0 to 7 and Khemed from 2 to 5"
    )


def test_grave_ties_bear_the_name_of_who_says_so(small_world, builder, monkeypatch):
    monkeypatch.setattr("graph.model.shared.GRAVE", {"visit": "as visiting"})
    shared = compared(small_world, "SYL", "BOR")
    (visit,) = [row for row in shared.rows if row.kind.slug == "visit" and row.other == iri("KHE")]

    assert cell(visit.held[0], shared.sides[0], small_world) == "on 26 January 2026; named by courier"


@pytest.mark.parametrize("common", list(Common))
def test_every_sort_has_a_word(common):
    assert common.label
