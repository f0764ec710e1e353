"""Events of the clocks: what changes on which day, and when sources came out."""

from datetime import date, timedelta

import pytest
from hypothesis import given

from graph.model.dates import BEGINNING
from graph.model.kind import Family
from graph.model.moments import Change, by_year, events, following, issues, preceding
from graph.model.source import Reliability
from graph.model.standing import Standing, places
from graph.model.tie import Certainty
from tests.conftest import HORIZON, RELATIONS, SIGNED
from tests.worlds import worlds


def told(world, *slugs, lens=RELATIONS):
    """Of some ties: day, what happens and when, in words."""
    shown = [tie for tie in world.ties if tie.iri.rsplit("/", 1)[-1] in slugs or not slugs]
    return [
        (event.day.isoformat(), str(event.change), event.when)
        for event in events(world, shown, lens)
        if event.change is not Change.STANDING
    ]


@pytest.fixture
def embassies(builder):
    """Two states and a paper of 2026."""
    builder.entity("A", label="Arland"), builder.entity("B", label="Borland")
    builder.source("paper", "2026")
    return builder


def test_a_tie_begins_goes_on_at_another_stage_and_ends(embassies):
    embassies.says("paper", "A", "embassy", "B", "announced", "2009")
    embassies.says("paper", "A", "embassy", "B", "inForce", "2010-05")
    embassies.says("paper", "A", "embassy", "B", "ended", "2012-03-04")

    assert told(embassies.world()) == [
        ("2009-12-31", "begins", "in 2009"),
        ("2010-05-31", "stage", "in May 2010"),
        ("2012-03-04", "ends", "on 4 March 2012"),
    ]


def test_an_end_that_the_view_does_not_show_is_still_an_end(embassies):
    embassies.says("paper", "A", "embassy", "B", "inForce", "2010-05-01")
    embassies.says("paper", "A", "embassy", "B", "ended", "2012-03-04")
    world = embassies.world()

    assert told(world, "A.B.embassy.inForce") == [
        ("2010-05-01", "begins", "on 1 May 2010"),
        ("2012-03-04", "ends", "on 4 March 2012"),
    ]
    ended = events(world, [world.tie_by_iri["https://example.org/tie/A.B.embassy.inForce"]], RELATIONS)[-1]
    assert ended.sentence == "Arland has an embassy in Borland since 1 May 2010, until 4 March 2012"


def test_a_last_day_is_over_on_the_day_after(embassies):
    embassies.says("paper", "A", "embassy", "B", "inForce", "2010-05-01", until="2012")

    assert told(embassies.world())[1] == ("2013-01-01", "ends", "in 2012")


def test_an_undated_tie_begins_when_it_is_reported(embassies):
    embassies.says("paper", "A", "embassy", "B", "inForce")
    embassies.source("early", "2020-02-03")
    embassies.claim(embassies.tie("A", "embassy", "B", "inForce"), "early")

    assert told(embassies.world()) == [("2020-02-03", "begins", "by 3 February 2020")]


def test_what_was_over_before_it_was_reported_only_ends(embassies):
    embassies.says("paper", "A", "embassy", "B", "inForce", until="2009")

    assert told(embassies.world()) == [("2010-01-01", "ends", "in 2009")]


def test_events_happen_figures_have_a_period_and_borders_have_no_day(small_world):
    slugs = ("BOR.NUE.oil-supply.2023", "ottokar.KHE.visit.2026-01-26", "BOR.KHE.border")

    assert {f"https://example.org/tie/{slug}" for slug in slugs} <= small_world.tie_by_iri.keys()
    assert told(small_world, *slugs) == [
        ("2023-12-31", "begins", "in 2023"),
        ("2026-01-26", "happens", "on 26 January 2026"),
    ]


def test_standings_change_under_the_lens(small_world):
    def standings(lens):
        return [
            (event.day.isoformat(), event.state[-3:], *map(str, event.standing))
            for event in events(small_world, small_world.ties, lens)
            if event.change is Change.STANDING and event.state[-3:] in ("SYL", "SAN")
        ]

    assert standings(RELATIONS) == [
        ("2020-09-15", "SYL", "outside", "declared"),
        ("2020-10-18", "SYL", "declared", "member"),
        ("2021-01-06", "SAN", "outside", "declared"),
    ]
    assert standings(SIGNED) == [
        ("2020-09-15", "SYL", "outside", "member"),
        ("2021-01-06", "SAN", "outside", "member"),
    ]


def test_a_standing_names_the_tie_that_decides_it(small_world):
    (event,) = (
        event
        for event in events(small_world, small_world.ties, RELATIONS)
        if event.standing == (Standing.DECLARED, Standing.MEMBER)
    )

    assert event.tie.endswith("NUE.SYL.diplomatic-relations.inForce")
    assert event.sentence == "Syldavia now stands as member, no longer as declared"
    assert event.family is Family.ACCORD


def test_states_that_the_view_does_not_touch_are_not_told_of(small_world):
    border = [tie for tie in small_world.ties if tie.kind.slug == "border"]

    assert {event.state[-3:] for event in events(small_world, border, RELATIONS)} == {"BOR", "KHE"}


def test_what_was_over_before_anybody_who_is_sure_reports_it_has_no_day_on_which_it_begins(embassies):
    tie = embassies.says("paper", "A", "embassy", "B", "inForce", until="2009")
    embassies.source("list", "", reliability=Reliability.REFERENCE, reference_work=True)
    embassies.claim(tie, "list", "1950", "2009", unverified_parts=("since", "until"))

    assert told(embassies.world()) == [("2010-01-01", "ends", "in 2009")]


def test_one_steps_from_day_to_day():
    days = [date(2020, 9, 15), date(2020, 10, 18), date(2020, 9, 15)]

    assert following(days, date(2020, 9, 15)) == date(2020, 10, 18)
    assert following(days, date(2020, 10, 18)) is None
    assert preceding(days, date(2020, 10, 18)) == date(2020, 9, 15)
    assert preceding(days, date(2020, 9, 15)) is None
    assert following([], date(2020, 1, 1)) is None


def test_sources_came_out_on_days_or_are_always_or_never_known(small_world):
    found = issues(small_world, small_world.ties)

    assert [(issue.day.isoformat(), issue.sentence) for issue in found.days] == [
        ("2021-06-01", "gazette reports"),
        ("2026-01-15", "courier reports"),
        ("2026-02-01", "agency reports"),
    ]
    assert [source.slug for source in found.always] == ["almanac"]
    assert found.never == ()


def test_an_undated_source_is_never_known_and_hearsay_is_no_source(embassies):
    embassies.source("leaflet", ""), embassies.source("hearsay", "")
    tie = embassies.says("leaflet", "A", "embassy", "B", "inForce", "2010")
    embassies.claim(tie, "hearsay", "2011", unverified=True)
    world = embassies.world()

    found = issues(world, world.ties)

    assert ([source.slug for source in found.never], found.days) == (["leaflet"], ())


def test_the_years_count_certain_ties_and_members(small_world):
    ties = [tie for tie in small_world.ties if tie.kind.slug in ("accession", "diplomatic-relations")]

    years = {year.year: (year.count, year.members) for year in by_year(small_world, ties, RELATIONS)}

    assert min(years) == 1992
    assert [years[year] for year in (1992, 2019, 2020, 2021, 2026)] == [
        (1, 0),
        (1, 0),
        (3, 1),
        (4, 1),
        (4, 1),
    ]


def test_the_last_year_ends_at_the_horizon(small_world):
    last = by_year(small_world, small_world.ties, RELATIONS)[-1]

    assert (last.year, last.day) == (2026, HORIZON)
    assert last.ties[Family.TERRITORIAL] == 1


@given(world=worlds())
def test_whoever_steps_from_event_to_event_misses_nothing_certain(world):
    ties = [tie for tie in world.ties if tie.kind.slug != "border"]
    days = {event.day for event in events(world, ties, RELATIONS)}
    critical = {
        day + timedelta(days=more)
        for tie in ties
        for day in (tie.span.possible_from, tie.span.certain_from, tie.superseded_from)
        for more in (0, 1)
        if BEGINNING < day < HORIZON
    }

    for day in critical - days:
        eve = day - timedelta(days=1)
        begun = [
            tie.iri
            for tie in ties
            if tie.certainty(day) is Certainty.CERTAIN and tie.certainty(eve) is not Certainty.CERTAIN
        ]
        before, after = (
            {state: place.standing for state, place in places(world, when, RELATIONS).items()}
            for when in (eve, day)
        )
        # of standings only those are told that the ties touch: of a world all states with a standing
        assert (begun, after) == ([], before)
