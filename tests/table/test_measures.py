"""What a map can be coloured by, state by state, on the small world."""

from __future__ import annotations

from datetime import date

import pytest

from graph.model.dates import PartialDate
from graph.model.entity import Figure
from graph.model.measure import SHARE
from graph.model.standing import places
from graph.table.build import build, read, write
from graph.table.measures import by_amount, by_figure, by_region, by_religion, by_standing, by_ties, choices
from tests.conftest import BASE, HORIZON, KINDS, RELATIONS


def state(code):
    return f"{BASE}state/{code}"


def said(measure):
    return {iri.rsplit("/", 1)[-1]: value.said for iri, value in measure.values.items()}


def test_standing_is_that_of_the_day_and_the_lens_with_its_sources(small_world):
    measure = by_standing(small_world, places(small_world, HORIZON, RELATIONS))

    assert measure.values[state("SYL")].word == "member"
    assert said(measure)["SYL"] == "member since 18 October 2020"
    assert measure.values[state("SYL")].sources[0] == f"{BASE}source/agency"
    assert said(measure)["POL"] == "outside"


def test_a_share_has_its_range_its_year_and_its_sources_and_citizens_are_not_compared(small_world):
    islam, shia = by_religion(small_world, "islam"), by_religion(small_world, "shia")

    assert said(islam) == {"SYL": "90 %, 2020", "KHE": "97 %, 2020", "BOR": "40 to 60 %, 2020"}
    assert islam.unit == SHARE
    assert "describes a population" in islam.note
    assert said(shia) == {"KHE": "63 to 72.8 %, 2009, derived from two sources"}
    assert shia.values[state("KHE")].sources == (f"{BASE}source/almanac",)


def test_a_state_counts_to_the_region_at_the_top_and_is_told_the_narrowest(small_world):
    measure = by_region(small_world, "m49")

    assert {iri.rsplit("/", 1)[-1]: value.word for iri, value in measure.values.items()} == {
        "SYL": "west",
        "KHE": "east",
        "BOR": "east",
        "SAN": "west",
    }
    assert said(measure)["KHE"] == "far east"
    assert by_region(small_world, "nowhere").values == {}


def test_who_lies_in_several_regions_is_in_none_of_them_alone(builder):
    builder.entity("SYL")
    builder.source("almanac")
    for slug in ("arab-world", "gulf"):
        builder.concept(slug, "readers-regions")
        builder.locate("SYL", slug)
    value = by_region(builder.world(), "readers-regions").values[state("SYL")]

    assert (value.word, value.said) == ("in several of these", "arab world and gulf")


def test_the_latest_amount_up_to_the_day_counts_from_either_end(builder):
    for code in ("SYL", "BOR", "KHE"):
        builder.entity(code)
    builder.source("almanac", "", reference_work=True)
    for year, amount in (("2018", 0.5), ("2020", 0.7)):
        builder.says(
            "almanac", "BOR", "un-agreement", "KHE", occasion=year, year=year, amount=amount, unit="share"
        )
    world = builder.world()
    kind = KINDS["un-agreement"]

    assert said(by_amount(world, kind, state("KHE"), HORIZON, measured=False)) == {"BOR": "70 %, 2020"}
    assert said(by_amount(world, kind, state("BOR"), HORIZON, measured=True)) == {"KHE": "70 %, 2020"}
    assert said(by_amount(world, kind, state("SYL"), HORIZON, measured=True)) == {}


def test_of_a_kind_with_a_direction_only_the_asked_side_counts(small_world):
    kind = KINDS["oil-supply"]

    assert said(by_amount(small_world, kind, state("BOR"), HORIZON, measured=True)) == {"NUE": "40 %, 2023"}
    assert said(by_amount(small_world, kind, state("NUE"), HORIZON, measured=False)) == {"BOR": "40 %, 2023"}
    assert said(by_amount(small_world, kind, state("NUE"), HORIZON, measured=True)) == {}


def test_a_tie_counts_once_for_each_of_its_ends(small_world):
    syl, khe = state("SYL"), state("KHE")
    measure = by_ties(small_world, [("t1", syl, khe), ("t1", syl, khe), ("t2", syl, "league")])

    assert said(measure)["SYL"] == "2 ties"
    assert said(measure)["KHE"] == "1 tie"
    assert said(measure)["POL"] == "no ties"


def test_amounts_are_offered_where_the_world_holds_such_ties(small_world, builder):
    assert [choice.slug for choice in choices(build(small_world))] == [
        "standing", "religion", "region", "un-agreement-with", "ties"
    ]  # fmt: skip
    assert "un-agreement-with" not in [choice.slug for choice in choices(build(builder.world()))]


def figures() -> list[Figure]:
    given = [
        ("SYL", "population", 642_000, "count", "2018"),
        ("SYL", "population", 650_000, "count", "2024"),
        ("BOR", "population", 7_000_000, "count", "2025"),
        ("KHE", "area", 180_000, "km2", ""),
        ("SYL", "oil-reserves", 12, "barrels", "2020"),
    ]
    return [
        Figure(f"{BASE}figure/{code}.{indicator}.{year}", state(code), indicator, float(amount), unit,
               PartialDate.parse(year) if year else None, f"{BASE}source/almanac")
        for code, indicator, amount, unit, year in given
    ]  # fmt: skip


def test_each_state_has_its_newest_figure_up_to_the_day_with_its_year(small_world):
    of_people = [each for each in figures() if each.indicator == "population"]
    now = by_figure(small_world, "population", of_people, HORIZON)
    then = by_figure(small_world, "population", of_people, date(2020, 1, 1))

    assert said(now) == {"SYL": "650,000, 2024", "BOR": "7 million, 2025"}
    assert now.values[state("SYL")].year == "2024"
    assert now.values[state("SYL")].sources == (f"{BASE}source/almanac",)
    assert now.unit == ""
    assert said(then) == {"SYL": "642,000, 2018"}
    assert "only later figures of 1 state." in then.note
    assert "later" not in now.note


def test_a_figure_without_a_year_says_so_and_bears_its_unit(small_world):
    measure = by_figure(
        small_world, "area", [each for each in figures() if each.indicator == "area"], HORIZON
    )

    assert said(measure) == {"KHE": "180,000 km2, no year given"}
    assert measure.heading == "Area, km2"


def test_every_indicator_that_the_data_hold_can_be_chosen(small_world, tmp_path):
    write(small_world, tmp_path / "table.duckdb", figures())
    offered = {choice.slug: choice.label for choice in choices(read(tmp_path / "table.duckdb"))}

    assert {
        "population": "Population",
        "area": "Area",
        "oil-reserves": "Oil reserves",
    }.items() <= offered.items()
    assert "gdp" not in offered


@pytest.mark.parametrize(
    "word", ["standing", "religion", "region", "un-agreement-with", "ties", "population"]
)
def test_the_atlas_answers_every_choice(small_world, word, tmp_path):
    from graph.atlas import Atlas, known_words
    from graph.model.view import View
    from graph.settings import Settings
    from graph.table import build as tables

    lenses = {"relations": RELATIONS}
    tables.write(small_world, tmp_path / "table.duckdb", figures())
    atlas = Atlas(
        Settings(data=tmp_path), tmp_path, tables.read(tmp_path / "table.duckdb"), {}, lenses,
        known_words(small_world, lenses),
    )  # fmt: skip
    of = {"religion": "islam", "region": "m49", "un-agreement-with": "KHE"}.get(word, "")

    assert atlas.measure(View(), word, of).values
