"""A View becomes what fits, and what was left out by which clause."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from graph.model.entity import EntityType
from graph.model.kind import Family, Phase
from graph.model.standing import Standing, places
from graph.model.tie import Certainty, Grade
from graph.model.view import View
from graph.table.build import alike, build
from graph.table.facets import facets, loosening
from graph.table.narrow import Tally, narrow
from tests.conftest import BASE, HORIZON, RELATIONS
from tests.table.oracle import answer
from tests.table.worlds import views


@pytest.fixture(scope="module")
def table(small_world):
    return build(small_world)


def day_of(view):
    return min(view.as_of or HORIZON, HORIZON)


def narrowed(table, view):
    return narrow(table, view, places(table.world, day_of(view), RELATIONS))


def ties(table, view):
    return {table.world.ties[pos].iri.rsplit("/", 1)[-1] for pos in narrowed(table, view).ties}


def names(table, view):
    return {table.world.entities[pos].label for pos in narrowed(table, view).entities}


def test_without_a_clause_all_that_holds_is_shown(table):
    shown = ties(table, View())

    assert "NUE.SYL.diplomatic-relations.inForce" in shown
    assert "KHE.NUE.embassy.inForce" not in shown, "rests on general knowledge"
    assert "BOR.KHE.un-agreement.2019" not in shown, "a likeness is no tie"
    assert "ottokar.BOR.visit.2012-01-26" not in shown, "an event of long ago"


def test_a_religion_filter_keeps_only_its_states(table):
    view = View(religions=frozenset({"sunni"}), frame=False)

    assert names(table, view) - {"The Accords", "The League"} == {"Syldavia"}


def test_the_frame_stays_under_every_filter(table):
    view = View(religions=frozenset({"sunni"}))

    assert names(table, view) == {"Syldavia", "Nuevo Rico", "Sondonesia", "The Accords", "The League"}


def test_what_others_have_with_the_frame_was_not_asked_for(table):
    view = View(religions=frozenset({"shia"}), share=63, past_years=10)

    # Borduria's objection reaches Nuevo Rico, but Borduria does not fit; the League's member Khemed does
    assert names(table, view) == {"Khemed", "Nuevo Rico", "Sondonesia", "The Accords", "The League"}


def test_a_share_of_muslims_counts_as_a_product(table):
    # 0.65 to 0.75 of 0.97: certain at 63 %, possible at 70 %
    assert "Khemed" in names(table, View(religions=frozenset({"shia"}), share=63, frame=False))
    at_seventy = narrowed(table, View(religions=frozenset({"shia"}), share=70, frame=False))
    assert [table.world.entities[pos].label for pos in at_seventy.offered] == ["Khemed"]
    # 0.75 of 0.97 is 0.7275
    assert not narrowed(table, View(religions=frozenset({"shia"}), share=73, frame=False)).offered


def test_a_range_is_certain_at_its_low_end_and_possible_at_its_high_one(table):
    for share, certain, possible in (
        (40, True, False),
        (41, False, True),
        (60, False, True),
        (61, False, False),
    ):
        found = narrowed(table, View(religions=frozenset({"islam"}), share=share, frame=False))
        assert ("Borduria" in {table.world.entities[pos].label for pos in found.fitting}) is certain
        assert ("Borduria" in {table.world.entities[pos].label for pos in found.offered}) is possible


def test_a_state_without_a_figure_is_named_and_not_guessed(table):
    found = narrowed(table, View(religions=frozenset({"islam"}), frame=False))

    # of citizens is shown, never compared
    assert "San Theodoros" in {table.world.entities[pos].label for pos in found.no_figure}
    assert "San Theodoros" not in {table.world.entities[pos].label for pos in found.fitting}


def test_a_region_holds_what_lies_in_its_parts(table):
    assert names(table, View(regions=frozenset({"east"}), frame=False)) >= {"Khemed", "Borduria"}
    assert names(table, View(regions=frozenset({"far-east"}), frame=False)) - {
        "The Accords",
        "The League",
    } == {"Khemed"}


def test_a_state_that_fits_is_drawn_without_a_tie(table):
    view = View(standings=frozenset({Standing.OUTSIDE}), frame=False)

    assert names(table, view) == {"Poldavia"}


def test_also_adds_to_standings(table):
    view = View(standings=frozenset({Standing.MEMBER}), also=frozenset({"KHE"}), frame=False)

    assert names(table, view) == {"Syldavia", "Khemed", "The Accords", "The League"}


def test_a_person_stands_as_the_state_it_acts_for(table):
    assert "ottokar.KHE.visit.2026-01-26" in ties(table, View())
    assert "Ottokar" not in names(table, View())
    assert "Ottokar" in names(table, View(types=frozenset(EntityType)))


def test_a_tie_about_a_tie_reaches_both_of_its_ends(table):
    lines = narrowed(table, View(families=frozenset({Family.POLITICAL}))).lines

    assert {table.world.entities[line.receiver].code for line in lines} <= {"NUE", "SYL"}
    assert not lines, "an objection of 2021 is past its five years"
    lines = narrowed(table, View(families=frozenset({Family.POLITICAL}), past_years=10)).lines
    assert {table.world.entities[line.receiver].code for line in lines} == {"NUE", "SYL"}
    assert {line.past for line in lines} == {True}


def test_members_of_an_organisation(table):
    assert names(table, View(organizations=frozenset({"league"}), frame=False)) >= {"Khemed", "Syldavia"}
    assert "Syldavia" not in names(table, View(organizations_out=frozenset({"league"}), frame=False))
    early = View(organizations=frozenset({"league"}), frame=False, as_of=date(2015, 1, 1))
    assert "Syldavia" not in names(table, early)


def test_possible_ties_are_marked(table):
    found = narrowed(table, View(as_of=date(2025, 3, 15)))
    candidacy = next(line for line in found.lines if table.world.ties[line.tie].kind.slug == "candidacy")

    assert candidacy.certainty is Certainty.POSSIBLE


def test_focus_keeps_what_is_near(table):
    assert names(table, View(focus=frozenset({"SYL"}), families=frozenset({Family.MULTILATERAL}))) == {
        "Syldavia",
        "The League",
    }
    two_steps = View(focus=frozenset({"SYL"}), depth=2, families=frozenset({Family.MULTILATERAL}))
    assert names(table, two_steps) == {"Syldavia", "The League", "Khemed"}


def test_text_finds_names(table):
    assert names(table, View(text="SYLD", frame=False)) == {"Syldavia"}


def test_every_tie_is_shown_or_has_one_reason(table):
    for view in (View(), View(families=frozenset({Family.ACCORD})), View(religions=frozenset({"sunni"}))):
        found = narrowed(table, view)
        drawable = {line for line, *_ in table.cursor().execute("SELECT DISTINCT tie FROM line").fetchall()}
        assert len(found.ties) + sum(found.hidden.values()) == len(drawable)


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(view=views())
def test_the_table_answers_as_plain_python_does(table, view):
    found = {table.world.ties[pos].iri for pos in narrowed(table, view).ties}

    assert found == answer(table.world, view, places(table.world, day_of(view), RELATIONS)).ties


def test_what_is_certain_and_what_is_possible_is_counted(table):
    found = narrowed(table, View(as_of=date(2025, 3, 15), religions=frozenset({"islam"})))

    # Khemed became a candidate some day in March
    assert [table.world.ties[pos].kind.slug for pos in found.possible_ties] == ["candidacy"]
    assert found.tally == Tally(
        certain_states=2,
        possible_states=1,
        states_without_figure=4,
        certain_ties=len(found.ties) - 1,
        possible_ties=1,
    )


def test_a_superseded_stage_is_hidden_as_not_true_on_the_day(builder):
    for code in ("SYL", "BOR"):
        builder.entity(code)
    builder.source("gazette")
    builder.says("gazette", "SYL", "embassy", "BOR", "announced", "2019-03-01")
    builder.says("gazette", "SYL", "embassy", "BOR", "inForce", "2020-05-01")
    table = build(builder.world())
    announced = next(tie for tie in table.world.ties if tie.phase is Phase.ANNOUNCED)

    assert announced.grade_on(date(2020, 4, 30)) is Grade.SINGLE
    assert announced.grade_on(date(2020, 5, 1)) is Grade.SUPERSEDED
    begun = next(tie for tie in table.world.ties if tie.phase is Phase.IN_FORCE)
    for day, shown in ((date(2020, 4, 30), announced), (date(2020, 5, 1), begun)):
        assert [table.world.ties[pos] for pos in narrowed(table, View(as_of=day)).ties] == [shown]
    found = narrowed(table, View(grades=frozenset({Grade.SUPERSEDED})))
    assert (found.ties, dict(found.hidden)) == ((), {"time": 1, "grades": 1})


def test_grades_are_asked_for(table):
    assert ties(table, View(grades=frozenset({Grade.CORROBORATED}))) == {
        "NUE.SYL.diplomatic-relations.inForce"
    }
    assert ties(table, View(grades=frozenset({Grade.UNSUPPORTED}))) == set()
    assert ties(table, View(grades=frozenset({Grade.UNSUPPORTED}), unverified=True)) == {
        "KHE.NUE.embassy.inForce"
    }


@pytest.mark.parametrize(("day", "shown"), [(date(2026, 1, 6), True), (date(2026, 1, 7), False)])
def test_an_event_is_shown_up_to_the_day_so_many_years_later(table, day, shown):
    # San Theodoros signed on 6 January 2021
    assert ("SAN.abraham-accords.signature.2021-01-06" in ties(table, View(as_of=day))) is shown


def test_a_name_beside_other_clauses_narrows_them(builder):
    for code, label in (("PAR", "Party"), ("EAS", "Eastland")):
        builder.entity(code, label=label)
    builder.entity("bloc", EntityType.ORGANIZATION, "Eastern Bloc")
    builder.entity("abraham-accords", EntityType.AGREEMENT, "The Accords")
    builder.source("gazette", "2020-09-20")
    builder.source("almanac", "", reference_work=True)
    builder.says("gazette", "PAR", "signature", "abraham-accords", since="2020-09-15")
    membership = builder.says("gazette", "PAR", "member-of", "bloc", "inForce", "2010")
    builder.concept("east", "m49")
    builder.locate("EAS", "east")
    table = build(builder.world())

    def shows_it(view):
        return membership.rsplit("/", 1)[-1] in ties(table, view)

    assert shows_it(View(text="east")), "the Bloc is called so, and Party is in the frame"
    assert not shows_it(View(regions=frozenset({"east"}))), "who asks for the east asks for its states"
    assert not shows_it(View(regions=frozenset({"east"}), text="east"))


def test_without_a_type_asked_for_every_type_is_shown(table):
    assert narrowed(table, View(types=frozenset())) == narrowed(table, View(types=frozenset(EntityType)))


def test_facets_count_what_each_option_would_leave(table):
    stand = places(table.world, HORIZON, RELATIONS)
    counted = facets(table, View(regions=frozenset({"east"})), stand)

    assert counted.regions == {"east": 2, "far-east": 1, "west": 2}
    assert counted.religions == {"islam": 1, "shia": 1}
    assert counted.standings[Standing.CANDIDATE] == 1
    assert counted.families[Family.ACCORD] == sum(
        table.world.ties[pos].kind.family is Family.ACCORD
        for pos in narrowed(table, View(regions=frozenset({"east"}))).ties
    )


def test_what_to_loosen_is_told_by_what_it_brings(table):
    view = View(kinds=frozenset({"embassy"}), regions=frozenset({"far-east"}), frame=False)
    stand = places(table.world, HORIZON, RELATIONS)

    assert narrowed(table, view).ties == ()
    assert list(loosening(table, view, stand)) == ["kinds"]
    assert loosening(table, view, stand)["kinds"] > 0


def test_sixteen_threads_get_each_their_own_answer(table):
    from concurrent.futures import ThreadPoolExecutor

    asked = [View(families=frozenset({family})) for family in Family] * 12
    alone = [narrowed(table, view).ties for view in asked]
    with ThreadPoolExecutor(16) as pool:
        together = list(pool.map(lambda view: narrowed(table, view).ties, asked))

    assert together == alone


def test_a_world_is_read_back_as_it_was_written(small_world, tmp_path):
    from graph.table.build import read, write

    write(small_world, tmp_path / "table.duckdb")
    table = read(tmp_path / "table.duckdb")

    assert table.world == small_world.without_likenesses()
    assert table.whole.world.ties == small_world.ties
    assert set(table.whole.world.claims) == set(small_world.claims)
    # as they were shown when they were written, not made of the claims again
    assert table.world.__dict__["ties"] == small_world.without_likenesses().ties
    assert table.whole.world.__dict__["ties"] == small_world.ties
    assert [tie for tie in small_world.ties if table.has_likeness(tie.iri)] == [
        tie for tie in small_world.ties if tie.outline.is_likeness
    ]
    ends = [f"{BASE}state/{code}" for code in ("BOR", "KHE")]
    assert alike(table, ends[:1]).ties == alike(table, ends).ties == small_world.ties
    assert alike(table, [ends[0], f"{BASE}state/SYL"]).ties == table.world.ties
    day = date(2021, 12, 31)
    assert alike(table, ends[:1], day).ties == alike(build(small_world), ends[:1], day).ties
    assert (
        narrow(table, View(), places(small_world, HORIZON, RELATIONS)).ties
        == narrowed(build(small_world), View()).ties
    )


def test_without_time_a_view_finds_what_it_shows_on_any_day(builder):
    builder.entity("AAA")
    builder.entity("BBB")
    builder.entity("club", EntityType.ORGANIZATION)
    builder.source("paper", "2026-01-01")
    builder.says("paper", "AAA", "embassy", "BBB", phase="ended", since="1999")
    builder.says("paper", "AAA", "member-of", "club", phase="inForce", since="2001", until="2003")
    table = build(builder.world())
    within = View(organizations=frozenset({"club"}), frame=False)

    assert "AAA.club.member-of.inForce" not in ties(table, View())
    assert ties(table.always, View()) >= ties(table, View()) | {"AAA.club.member-of.inForce"}
    assert "AAA" not in names(table, within)
    assert "AAA" in names(table.always, within), "who ever belonged there"
    assert "AAA.club.member-of.inForce" not in ties(table, View()), "the table itself keeps its time"
