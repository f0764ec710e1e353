"""Of several figures of a state one counts on a day; what it measures has a name."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from graph.model.dates import PartialDate
from graph.model.entity import Figure
from graph.model.indicator import indicator_name, newest
from graph.model.source import Reliability
from tests.conftest import BASE


def figure(year: str, amount: float = 1.0, source: str = "almanac", number: int = 0) -> Figure:
    of_year = PartialDate.parse(year) if year else None
    return Figure(f"{BASE}figure/{year}{number}", f"{BASE}state/SYL", "population", amount, "count", of_year,
                  f"{BASE}source/{source}")  # fmt: skip


def test_the_newest_year_that_is_over_counts(small_world):
    figures = [figure("2018"), figure("2020"), figure("2019")]
    sources = small_world.source_by_iri

    assert newest(figures, date(2026, 1, 1), sources) is figures[1]
    assert newest(figures, date(2020, 12, 30), sources) is figures[2]
    assert newest(figures, date(2018, 12, 31), sources) is figures[0]
    assert newest(figures, date(2018, 1, 1), sources) is None


def test_a_figure_without_a_year_holds_until_one_with_a_year_is_there(small_world):
    figures = [figure("2018"), figure("")]

    assert newest(figures, date(1900, 1, 1), small_world.source_by_iri) is figures[1]
    assert newest(figures, date(2020, 1, 1), small_world.source_by_iri) is figures[0]


def test_the_most_reliable_source_speaks_for_a_year(small_world):
    figures = [figure("2018", source="courier", number=9), figure("2018", source="almanac")]

    assert newest(figures, date(2026, 1, 1), small_world.source_by_iri) is figures[1]


def test_what_was_not_out_on_the_day_of_knowledge_does_not_count(small_world):
    figures = [figure("2018", source="courier"), figure("2010", source="almanac")]
    sources = dict(small_world.source_by_iri)
    day = date(2026, 6, 1)

    assert newest(figures, day, sources, known_on=date(2020, 1, 1)) is figures[1]
    assert newest(figures, day, sources, known_on=date(2026, 3, 1)) is figures[0]
    almanac = f"{BASE}source/almanac"
    sources[almanac] = replace(sources[almanac], reference_work=False, reliability=Reliability.PRESS)
    assert newest(figures, day, sources, known_on=date(2020, 1, 1)) is None


def test_an_indicator_without_a_name_goes_by_its_own_words():
    assert indicator_name("gdp") == "Gross domestic product"
    assert indicator_name("oil-reserves") == "Oil reserves"
