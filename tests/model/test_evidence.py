"""What the drawer is told of a tie and of an entity."""

from datetime import date

import pytest

from graph.model.evidence import Bearing, grade, of_entity, of_tie, remark
from graph.model.source import Reliability
from graph.model.standing import places
from graph.model.tie import Grade
from tests.conftest import HORIZON, RELATIONS


@pytest.fixture
def two(builder):
    """Two states, two papers, an office and an agency; no tie yet."""
    builder.entity("A")
    builder.entity("B")
    builder.source("paper", "2024-05-01", publisher="The Paper")
    builder.source("post", "2024-05-02", publisher="The Post")
    builder.source("office", "2023", publisher="The Office", reliability=Reliability.PRIMARY)
    builder.source("agency", "", publisher="AGY", reliability=Reliability.AGENCY)
    return builder


def evidence(builder, iri, day=HORIZON):
    world = builder.world()
    return of_tie(world, world.tie_by_iri[iri], day)


def also(found):
    return [(item.part, item.value, item.shown, item.bearing) for item in found.also]


@pytest.fixture
def stages(two):
    """A tie that was announced, signed and came into force."""
    return [
        two.says("paper", "A", "diplomatic-relations", "B", phase, since)
        for phase, since in (("announced", "2020-08-13"), ("signed", "2020-09-15"), ("inForce", "2020-10-18"))
    ]


@pytest.mark.parametrize(
    ("day", "held", "later"),
    [
        (date(2020, 9, 14), Grade.SINGLE, None),
        (date(2020, 9, 15), Grade.SUPERSEDED, 1),
        (date(2020, 10, 17), Grade.SUPERSEDED, 1),
        (date(2020, 10, 18), Grade.SUPERSEDED, 2),
    ],
)
def test_a_stage_is_superseded_from_the_day_on_which_a_later_one_begins(two, stages, day, held, later):
    found = evidence(two, stages[0], day)

    assert found.grade is held
    assert [tie.iri for tie in found.later] == ([stages[later]] if later else [])


def test_a_dispute_outlives_its_stage(two, stages):
    two.claim(stages[0], "office", denies=True)

    found = evidence(two, stages[0])

    assert found.grade is Grade.DISPUTED
    assert [tie.iri for tie in found.later] == [stages[2]]


def test_a_denial_is_named_with_who_denies(two):
    tie = two.says("paper", "A", "accession", "B", "inForce", "2020")
    two.claim(tie, "office", denies=True)
    two.claim(tie, "post", denies=True)

    found = evidence(two, tie)

    assert found.disputes == ("Denied by The Office and The Post",)
    assert [said.source.publisher for said in found.affirming] == ["The Paper"]
    assert found.independent == 1


def test_dates_that_exclude_each_other_are_named_with_who_gives_them(two):
    tie = two.says("paper", "A", "embassy", "B", "inForce", "1992-04-07")
    two.claim(tie, "post", "1992-04")
    two.claim(tie, "office", "1982")

    found = evidence(two, tie)

    assert found.disputes == (
        "The dates exclude each other: 1982 (The Office), April 1992 (The Post) and 7 April 1992 (The Paper)",
    )
    assert also(found) == [
        ("beginning", "7 April 1992", "1982", Bearing.OTHERWISE),
        ("beginning", "April 1992", "1982", Bearing.OTHERWISE),
    ]


def test_rivals_of_one_day_are_handed_over(two):
    announced = two.says("paper", "A", "accession", "B", "announced", "2025-11-06")
    joined = two.says("office", "A", "accession", "B", "inForce", "2025-11-06")

    assert [tie.iri for tie in evidence(two, announced).rivals] == [joined]
    assert evidence(two, announced).later == ()


def test_a_coarser_date_is_told_apart_from_another_one(two):
    tie = two.says("office", "A", "embassy", "B", "inForce", "1992-04-07")
    two.claim(tie, "paper", "1992-04")
    two.claim(tie, "post", "1992-04")
    two.claim(tie, "agency", "1992-04-07")

    found = evidence(two, tie)

    assert also(found) == [("beginning", "April 1992", "7 April 1992", Bearing.LESS_PRECISE)]
    assert [said.source.publisher for said in found.also[0].said] == ["The Post", "The Paper"]
    assert found.disputes == ()


def test_a_finer_date_of_a_lesser_source_is_said_as_well(two):
    tie = two.says("office", "A", "embassy", "B", "inForce", "1992")
    two.claim(tie, "paper", "1992-04-07")

    assert also(evidence(two, tie)) == [("beginning", "7 April 1992", "1992", Bearing.MORE_PRECISE)]


def test_an_unverified_date_stands_in_brackets_and_makes_no_dispute(two):
    tie = two.says("office", "A", "embassy", "B", "inForce", "1992")
    two.claim(tie, "paper", "1991", unverified_parts=("since",))

    found = evidence(two, tie)

    assert also(found) == [("beginning", "(1991, unverified)", "1992", Bearing.OTHERWISE)]
    assert found.disputes == ()


@pytest.mark.parametrize(
    ("amount", "unit", "year", "said"),
    [
        (0.434, "share", "2023", None),
        (0.43, "share", "2023", ("43 %", "43.4 %", Bearing.LESS_PRECISE)),
        (0.4342, "share", "2023", ("43.4 %", "43.4 %", Bearing.MORE_PRECISE)),
        (0.5, "share", "2023", ("50 %", "43.4 %", Bearing.OTHERWISE)),
        (0.5, "share", "2022", ("50 %", "43.4 %", Bearing.OTHER_YEAR)),
        (2e6, "USD", "2023", ("2 million USD", "43.4 %", Bearing.OTHER_UNIT)),
    ],
)
def test_another_amount_is_told_for_what_it_is(two, amount, unit, year, said):
    tie = two.says("office", "A", "oil-supply", "B", year="2023", amount=0.434, unit="share", occasion="2023")
    two.claim(tie, "paper", year=year, amount=amount, unit=unit)

    found = [item for item in also(evidence(two, tie)) if item[0] == "amount"]

    assert found == ([("amount", *said)] if said else [])


def test_a_likeness_of_one_year_or_one_issue_contradicts_that_of_all_together_in_nothing(two):
    tie = two.tie("A", "un-agreement", "B")
    two.claim(tie, "office", "2015", "2019", amount=0.4, unit="share")
    two.claim(tie, "office", year="2018", amount=0.7, unit="share")
    two.claim(tie, "office", "2015", "2019", amount=0.1, unit="share", theme="https://example.org/theme/x")

    found = {item[1]: item[3] for item in also(evidence(two, tie)) if item[0] == "amount"}
    assert found == {"70 %": Bearing.OTHER_YEAR, "10 %": Bearing.ONE_ISSUE}


def test_a_round_number_is_less_precise_than_the_one_it_rounds(two):
    tie = two.says("office", "A", "oil-supply", "B", amount=523_500.0, unit="tonnes", occasion="2024")
    two.claim(tie, "paper", amount=524_000.0, unit="tonnes")

    assert also(evidence(two, tie)) == [("amount", "524,000 tonnes", "523,500 tonnes", Bearing.LESS_PRECISE)]


def test_another_role_another_end_and_another_stage_are_said_as_well(two):
    tie = two.tie("A", "member-of", "B", "inForce")
    two.claim(tie, "office", "2009", "2011", role="member", phase=None)
    two.claim(tie, "paper", "2009", "2012-03", role="observer")

    assert also(evidence(two, tie)) == [
        ("end", "March 2012", "2011", Bearing.OTHERWISE),
        ("role", "observer", "member", Bearing.OTHERWISE),
    ]


@pytest.mark.parametrize(
    ("pages", "told"),
    [
        ({"times": ""}, "One source: times"),
        ({"times": "", "sun": ""}, "2 independent sources: sun and times"),
        ({"sun": "wire"}, "One source: Title of wire (read at sun)"),
        (
            {"sun": "wire", "star": "wire"},
            "2 sources that count as one: Title of wire (read at star and sun)",
        ),
        (
            {"sun": "wire", "star": "wire", "times": ""},
            "2 independent sources out of 3: Title of wire (read at star and sun) and times",
        ),
        ({"times": "", "sun": "times"}, "2 sources that count as one: times (with 1 that copies it)"),
        (
            {"times": "", "sun": "times", "star": "times", "post": ""},
            "2 independent sources out of 4: post and times (with 2 that copy it)",
        ),
    ],
)
def test_the_voices_are_counted_and_named(builder, pages, told):
    builder.entity("A")
    builder.entity("B")
    builder.source("wire", "")
    for page, origin in pages.items():
        builder.source(page, derived_from=(f"https://example.org/source/{origin}",) if origin else ())
    tie = builder.tie("A", "embassy", "B", "inForce")
    for page in pages:
        builder.claim(tie, page)

    world = builder.world()
    found = of_tie(world, world.tie_by_iri[tie], HORIZON)

    assert found.told == told
    assert found.independent == found.tie.independent_sources


def test_general_knowledge_is_no_source(two):
    two.source("hearsay", "", reliability=Reliability.NONE)
    tie = two.says("hearsay", "A", "embassy", "B", "inForce", "1996", unverified=True)

    found = evidence(two, tie)

    assert (found.grade, found.independent) == (Grade.UNSUPPORTED, 0)
    assert found.told == "No source that can be checked"


@pytest.mark.parametrize(
    ("since", "until", "day", "said"),
    [
        ("2020-09-15", "", date(2020, 9, 14), "not yet"),
        ("2020-09", "", date(2020, 9, 14), "possible"),
        ("2020-09", "", date(2020, 9, 30), ""),
        ("2020-09", "2021", date(2021, 6, 1), "possible"),
        ("2020-09", "2021", date(2022, 1, 1), "past"),
    ],
)
def test_a_tie_is_marked_for_how_it_stands_on_the_day(two, since, until, day, said):
    iri = two.tie("A", "embassy", "B", "inForce")
    two.claim(iri, "paper", since, until)

    assert remark(two.world().tie_by_iri[iri], day) == said


def test_a_stage_and_an_event_that_are_over_are_marked(two, stages):
    visit = two.says("paper", "A", "visit", "B", since="2021-03-01", occasion="2021-03-01")
    world = two.world()

    assert remark(world.tie_by_iri[stages[0]], HORIZON) == "earlier stage"
    assert remark(world.tie_by_iri[visit], HORIZON) == "past"
    assert grade(world.tie_by_iri[stages[0]], HORIZON) is Grade.SUPERSEDED


def test_a_standing_is_given_with_the_ties_that_say_so(small_world):
    khemed = next(entity for entity in small_world.entities if entity.code == "KHE")

    found = of_entity(small_world, khemed, places(small_world, HORIZON, RELATIONS))

    assert [tie.kind.slug for tie in found.standing] == ["candidacy"]
    assert {tie.kind.slug for ties in found.ties.values() for tie in ties} >= {
        "candidacy",
        "visit",
        "embassy",
    }
