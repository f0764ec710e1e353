"""From claims to ties."""

from datetime import date

import pytest

from graph.model.source import Confidence, Reliability
from graph.model.tie import Certainty, Grade


def tie_of(builder, iri):
    return builder.world().tie_by_iri[iri]


@pytest.fixture
def two(builder):
    builder.entity("A")
    builder.entity("B")
    builder.source("paper", "2024-05-01")
    builder.source("office", "2023", reliability=Reliability.PRIMARY)
    return builder


def test_the_more_reliable_source_gives_the_shown_date(two):
    tie = two.says("paper", "A", "diplomatic-relations", "B", "inForce", "2020-10-18")
    two.claim(tie, "office", "2020-10", confidence=Confidence.LOW)

    shown = tie_of(two, tie)

    assert str(shown.since) == "2020-10"
    assert [claim.source.rsplit("/", 1)[-1] for claim in shown.claims] == ["office", "paper"]
    assert shown.grade is Grade.CORROBORATED


def test_of_equals_the_more_precise_date_is_shown(two):
    two.source("other", "2025-01-01")
    tie = two.says("other", "A", "diplomatic-relations", "B", "inForce", "2020")
    two.claim(tie, "paper", "2020-10-18")

    assert str(tie_of(two, tie).since) == "2020-10-18"


def test_mere_precision_is_no_dispute(two):
    tie = two.says("paper", "A", "diplomatic-relations", "B", "inForce", "2020-10-18")
    two.claim(tie, "office", "2020")

    assert not tie_of(two, tie).disputed


def test_dates_that_cannot_both_be_are_a_dispute(two):
    tie = two.says("paper", "A", "diplomatic-relations", "B", "inForce", "2020-10-18")
    two.claim(tie, "office", "1982")

    assert tie_of(two, tie).grade is Grade.DISPUTED


def test_a_denial_makes_a_dispute_and_stands_last(two):
    tie = two.says("paper", "A", "accession", "B", "inForce", "2020")
    two.claim(tie, "office", denies=True)

    shown = tie_of(two, tie)

    assert shown.disputed
    assert [claim.denies for claim in shown.claims] == [False, True]
    assert {source.rsplit("/", 1)[-1] for source in shown.sources} == {"paper"}


def test_a_tie_that_nobody_affirms_is_no_tie(two):
    tie = two.tie("A", "accession", "B", "inForce")
    two.claim(tie, "office", denies=True)

    assert two.world().ties == ()


def test_two_phases_of_one_day_exclude_each_other(two):
    announced = two.says("paper", "A", "accession", "B", "announced", "2025-11-06")
    joined = two.says("office", "A", "accession", "B", "inForce", "2025-11-06")

    assert tie_of(two, announced).rivals == (joined,)
    assert tie_of(two, joined).rivals == (announced,)
    assert tie_of(two, joined).disputed


def test_stages_of_different_days_follow_one_another(two):
    announced = two.says("paper", "A", "diplomatic-relations", "B", "announced", "2020-08-13")
    begun = two.says("paper", "A", "diplomatic-relations", "B", "inForce", "2020-09-15")

    world = two.world()

    assert not world.tie_by_iri[announced].disputed
    assert world.tie_by_iri[announced].certainty(date(2020, 9, 14)) is Certainty.CERTAIN
    assert world.tie_by_iri[announced].certainty(date(2020, 9, 15)) is Certainty.NO
    assert world.tie_by_iri[begun].certainty(date(2020, 9, 14)) is Certainty.NO


def test_what_had_ended_cannot_be_suspended_later(two):
    office = two.tie("A", "embassy", "B", "inForce")
    two.claim(office, "paper", "1996", "2000-11-09")
    suspended = two.says("office", "A", "embassy", "B", "suspended", "2009-01-16")

    assert tie_of(two, office).rivals == (suspended,)


@pytest.mark.parametrize(
    ("day", "certainty"),
    [
        (date(1992, 3, 31), Certainty.NO),
        (date(1992, 4, 1), Certainty.POSSIBLE),
        (date(1992, 4, 29), Certainty.POSSIBLE),
        (date(1992, 4, 30), Certainty.CERTAIN),
        (date(2005, 1, 1), Certainty.CERTAIN),
        (date(2005, 1, 2), Certainty.POSSIBLE),
        (date(2005, 12, 31), Certainty.POSSIBLE),
        (date(2006, 1, 1), Certainty.NO),
    ],
)
def test_a_month_is_possible_from_its_first_day_and_certain_from_its_last(two, day, certainty):
    tie = two.tie("A", "embassy", "B", "inForce")
    two.claim(tie, "paper", "1992-04", "2005")

    assert tie_of(two, tie).certainty(day) is certainty


def test_what_has_ended_is_not_certain_on_the_day_it_is_reported(two):
    tie = two.tie("A", "embassy", "B", "inForce")
    two.claim(tie, "paper", until="2010", unverified_parts=("until",))

    # no source dates its beginning, so it would be certain from 1 May 2024, long after its end
    assert [
        tie_of(two, tie).certainty(day) for day in (date(2010, 12, 31), date(2011, 1, 1), date(2024, 5, 1))
    ] == [
        Certainty.POSSIBLE,
        Certainty.NO,
        Certainty.NO,
    ]


def test_a_grade_is_of_a_day_where_a_later_stage_follows(two):
    announced = two.says("office", "A", "embassy", "B", "announced", "2020-08")
    two.says("office", "A", "embassy", "B", "inForce", "2020-10")
    grades = {day: tie_of(two, announced).grade_on(day) for day in (date(2020, 10, 30), date(2020, 10, 31))}

    assert grades == {date(2020, 10, 30): Grade.SINGLE, date(2020, 10, 31): Grade.SUPERSEDED}


def test_an_undated_tie_is_certain_from_the_day_its_source_was_out(two):
    tie = two.says("paper", "A", "embassy", "B", "inForce")

    shown = tie_of(two, tie)

    assert shown.certainty(date(2024, 4, 30)) is Certainty.POSSIBLE
    assert shown.certainty(date(2024, 5, 1)) is Certainty.CERTAIN


def test_an_unverified_date_makes_nothing_certain(two):
    tie = two.tie("A", "embassy", "B", "inForce")
    two.claim(tie, "paper", "1992", unverified_parts=("since",))

    shown = tie_of(two, tie)

    assert shown.certainty(date(2000, 1, 1)) is Certainty.POSSIBLE
    assert shown.certainty(date(2024, 5, 1)) is Certainty.CERTAIN


def test_general_knowledge_alone_is_unsupported_and_never_certain(two):
    two.source("hearsay", "", reliability=Reliability.NONE)
    tie = two.says("hearsay", "A", "embassy", "B", "inForce", "1996", unverified=True)

    shown = tie_of(two, tie)

    assert shown.unverified
    assert shown.grade is Grade.UNSUPPORTED
    assert shown.certainty(date(2026, 1, 1)) is Certainty.POSSIBLE


def test_known_on_a_day_keeps_only_sources_that_were_out(two):
    tie = two.says("paper", "A", "accession", "B", "announced", "2023-11-06")
    two.claim(tie, "office", "2023-11-06")

    world = two.world().known_on(date(2024, 1, 1))

    assert [claim.source.rsplit("/", 1)[-1] for claim in world.tie_by_iri[tie].claims] == ["office"]
    assert two.world().known_on(date(2023, 6, 1)).ties == ()


def test_a_lasting_tie_ends_where_no_later_stage_is_dated(two):
    two.says("paper", "A", "diplomatic-relations", "B", "suspended")
    begun = two.says("paper", "A", "diplomatic-relations", "B", "inForce", "1992-04-07")

    assert tie_of(two, begun).superseded_from == date.max.replace(month=12, day=31)
