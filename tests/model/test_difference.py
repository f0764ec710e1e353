"""Two moments: gained, lost, raised, lowered, changed; and back again."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from graph.model.difference import ORDER, Difference, Moment, diff, lay_over
from graph.model.kind import Phase
from graph.model.standing import Standing, places
from graph.model.tie import Certainty
from tests.conftest import HORIZON, RELATIONS, SIGNED
from tests.worlds import days, worlds


def moment(world, day=HORIZON, lens=RELATIONS):
    ties = [(tie, tie.certainty(day)) for tie in world.ties if tie.certainty(day) is not Certainty.NO]
    return Moment.of(ties, places(world, day, lens))


def slugs(ties):
    return [tie.iri.rsplit("/", 1)[-1] for tie in ties]


def steps(found):
    return [tuple(slugs((step.before, step.after))) for step in found]


def test_a_world_between_two_days(small_world):
    found = diff(moment(small_world, date(2020, 9, 30)), moment(small_world, date(2020, 10, 31)))

    assert slugs(found.certain.gained) == ["NUE.SYL.diplomatic-relations.inForce"]
    assert not found.certain.lost
    assert not found.certain.raised
    assert [(moved.state[-3:], *moved.standing) for moved in found.standings] == [
        ("SYL", Standing.DECLARED, Standing.MEMBER)
    ]
    assert [iri.rsplit("/", 1)[-1] for iri in found.standings[0].ties] == [
        "SYL.abraham-accords.signature.2020-09-15",
        "NUE.SYL.diplomatic-relations.inForce",
    ]
    assert found.sentence() == "1 tie gained; 1 state stands elsewhere"


def test_two_lenses_share_their_ties_and_differ_in_standings(small_world):
    found = diff(moment(small_world, lens=RELATIONS), moment(small_world, lens=SIGNED))

    assert not found.certain
    assert [(moved.state[-3:], *moved.standing) for moved in found.standings] == [
        ("SAN", Standing.DECLARED, Standing.MEMBER)
    ]
    assert found.sentence() == "no certain tie is gained, lost or changed; 1 state stands elsewhere"


def test_two_days_of_knowledge(small_world):
    known = small_world.known_on(date(2025, 1, 1))

    found = diff(moment(known), moment(small_world))

    assert "KHE.abraham-accords.candidacy.proposed" in slugs(found.certain.gained)
    assert steps(found.certain.raised) == [
        ("SAN.abraham-accords.accession.signed", "SAN.abraham-accords.accession.inForce")
    ]
    assert not found.certain.lost


@pytest.mark.parametrize(
    ("before", "after", "name"),
    [
        ("announced", "inForce", "raised"),
        ("signed", "inForce", "raised"),
        ("inForce", "suspended", "lowered"),
        ("suspended", "ended", "lowered"),
        ("proposed", "refused", "lowered"),
    ],
)
def test_a_line_that_goes_on_at_another_stage_is_raised_or_lowered(builder, before, after, name):
    builder.entity("A"), builder.entity("B")
    builder.source("paper")
    builder.says("paper", "A", "embassy", "B", before, "2020-01-01")
    builder.says("paper", "A", "embassy", "B", after, "2021-01-01")
    world = builder.world()

    found = diff(moment(world, date(2020, 6, 1)), moment(world, date(2021, 6, 1))).certain

    assert steps(getattr(found, name)) == [(f"A.B.embassy.{before}", f"A.B.embassy.{after}")]
    assert not found.gained
    assert not found.lost


def test_a_second_stint_of_one_stage_is_another_tie(builder):
    builder.entity("A"), builder.entity("B")
    builder.source("paper")
    builder.says("paper", "A", "embassy", "B", "inForce", "2010-01-01", until="2012-01-01")
    builder.says("paper", "A", "embassy", "B", "inForce", "2020-01-01", occasion="2020-01-01")
    world = builder.world()

    found = diff(moment(world, date(2011, 6, 1)), moment(world, date(2021, 6, 1))).certain

    assert slugs(found.lost) == ["A.B.embassy.inForce"]
    assert slugs(found.gained) == ["A.B.embassy.inForce.2020-01-01"]


def test_another_date_is_a_changed_value_and_another_voice_is_support(builder):
    builder.entity("A"), builder.entity("B")
    builder.source("early", "2015"), builder.source("late", "2020"), builder.source("last", "2022")
    tie = builder.says("early", "A", "embassy", "B", "inForce", "2010")
    builder.claim(tie, "late", "2010-05-01")
    builder.claim(tie, "last", "2010-05-01")
    world = builder.world()
    first, second, third = (world.known_on(date(year, 12, 31)) for year in (2016, 2020, 2022))

    dated = diff(moment(first), moment(second)).certain
    again = diff(moment(second), moment(third)).certain

    assert [step.values for step in dated.changed] == [("since",)]
    assert (len(again.changed), len(again.supported)) == (0, 1)


def test_possible_ties_are_listed_apart(builder):
    builder.entity("A"), builder.entity("B")
    builder.source("paper")
    builder.says("paper", "A", "embassy", "B", "inForce", "2010")
    world = builder.world()

    found = diff(moment(world, date(2009, 6, 1)), moment(world, date(2010, 6, 1)))

    assert not found.certain
    assert slugs(found.possible.gained) == ["A.B.embassy.inForce"]


def test_every_stage_has_its_rank():
    assert sorted(ORDER) == sorted(Phase)


@given(world=worlds(), before=days, after=days, known=days)
def test_the_difference_laid_over_one_moment_gives_the_other(world, before, after, known):
    a, b = moment(world, before), moment(world.known_on(known), after, SIGNED)

    assert lay_over(a, diff(a, b)) == b
    assert lay_over(b, diff(b, a)) == a


@given(world=worlds(), day=days)
def test_a_moment_does_not_differ_from_itself(world, day):
    assert diff(moment(world, day), moment(world, day)) == Difference()


@given(world=worlds(), before=days, after=days, known=days)
def test_there_and_back_are_mirrors(world, before, after, known):
    a, b = moment(world, before), moment(world.known_on(known), after, SIGNED)

    assert diff(b, a) == diff(a, b).mirrored()
    assert diff(a, b).mirrored().mirrored() == diff(a, b)


def test_a_state_that_a_moment_does_not_know_stands_outside(small_world):
    all_ = moment(small_world)
    none = replace(all_, places={})

    assert {moved.standing[0] for moved in diff(all_, none).standings} >= {Standing.PARTY, Standing.MEMBER}
    assert lay_over(none, diff(none, all_)) == all_
