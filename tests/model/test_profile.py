"""Profiles: what is known of sides beside their ties, with base, year and "no figure"."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from graph.model.dates import PartialDate
from graph.model.profile import Cell, credited, profile
from graph.model.shared import holding
from graph.model.sides import side
from graph.model.standing import places
from tests.conftest import BASE, HORIZON, KINDS, RELATIONS


@dataclass(frozen=True)
class Number:
    indicator: str
    amount: float
    unit: str
    year: PartialDate | None
    source: str


def told(world, *words: str, figures=None) -> dict[str, tuple[str, ...]]:
    stand = places(world, HORIZON, RELATIONS)
    sides = [side(word, world, HORIZON, stand) for word in words]
    found = profile(world, sides, stand, holding(world.ties, HORIZON), figures)
    return {fact.label: tuple(cell.said.replace("\u00a0", " ") for cell in fact.cells) for fact in found}


def test_shares_have_their_base_and_year_and_no_figure_is_said(small_world):
    found = told(small_world, "KHE", "SAN", "BOR")

    assert found["islam"] == (
        "97 % of population, 2020",
        "20 % of citizens, 2020",
        "40 % to 60 % of population, 2020",
    )
    assert found["shia (islam)"] == ("65 % to 75 % of Muslims, 2009", "no figure", "no figure")
    assert found["christianity"] == ("no figure", "70 % of population, 2020", "no figure")


def test_a_bloc_is_told_by_shares_in_the_whole_population(small_world):
    found = told(small_world, "league", "west", "POL")

    assert found["islam"] == (
        "90 to 97 % in 2 of 2 states; over half in 2",
        # of citizens alone is no share of the population
        "90 % in 1 of 2 states; over half in 1",
        "no figure",
    )
    assert found["shia (islam)"] == ("no figure", "no figure", "no figure")


def test_standing_is_told_of_one_and_counted_of_a_bloc(small_world):
    assert told(small_world, "SYL", "west")["Standing toward the Accords"] == (
        "member since 18 October 2020",
        "2 states: member 1 and declared 1",
    )


def test_regions_are_told_in_each_scheme_that_says_something(small_world):
    found = told(small_world, "KHE", "league", "POL")

    assert found["Region of the United Nations (M49)"] == (
        "far east",
        "far east 1 and west 1",
        "no source says",
    )
    assert "Region of the World Factbook" not in found


@pytest.fixture
def traders(builder, monkeypatch):
    from dataclasses import replace

    monkeypatch.setitem(KINDS, "export-share", replace(KINDS["oil-supply"], slug="export-share"))
    for code in ("AAA", "BBB", "CCC"):
        builder.entity(code)
    builder.source("almanac")
    for one, other, year, amount in (
        ("AAA", "BBB", "2021", 0.9),
        ("AAA", "BBB", "2023", 0.2),
        ("AAA", "CCC", "2023", 0.3),
        ("BBB", "CCC", "2023", 0.4),
    ):
        builder.says(
            "almanac", one, "export-share", other, year=year, occasion=year, amount=amount, unit="share"
        )
    builder.concept("east", "m49")
    builder.locate("AAA", "east")
    builder.locate("BBB", "east")
    return builder.world()


def test_partners_are_those_of_the_newest_figure_and_never_added_up(traders):
    found = told(traders, "AAA", "east", "CCC")

    assert found["First partners of its exports"] == (
        "CCC 30 %; BBB 20 % (2023)",
        "first of 2 states: CCC 2",
        "no figure",
    )


def test_figures_appear_once_the_data_have_them(small_world):
    source = f"{BASE}source/almanac"
    numbers = {
        f"{BASE}state/KHE": [
            Number("population", 2e6, "count", PartialDate.parse("2024"), source),
            Number("population", 1e6, "count", PartialDate.parse("2000"), source),
        ],
        f"{BASE}state/SYL": [Number("population", 642_000.0, "count", None, source)],
    }

    assert "Population" not in told(small_world, "KHE", "SYL")
    assert told(small_world, "KHE", "SYL", "league", "BOR", figures=numbers)["Population"] == (
        "2 million, 2024",
        "642,000",
        "642,000 to 2 million in 2 of 2 states",
        "no figure",
    )


def test_a_cell_says_who_says_so(small_world):
    iris = [f"{BASE}source/{slug}" for slug in ("courier", "agency", "gazette")]

    assert credited(Cell("x", sources=tuple(iris)), small_world) == "courier, agency and 1 other"
    assert credited(Cell("x"), small_world) == ""
