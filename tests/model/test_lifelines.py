"""Ties on an axis of time: from when to when, and how far that is known."""

from datetime import date

from graph.model.entity import EntityType
from graph.model.lifelines import best_supported, opening_year, rows
from tests.conftest import HORIZON


def lines(builder):
    world = builder.world()
    return [line for row in rows(world.ties, world) for line in row.lifelines]


def start(builder):
    for code in ("AAA", "BBB", "CCC"):
        builder.entity(code, label=code.title())
    builder.source("paper", "2024-03-01")
    builder.source("courier", "2024-04-01")
    return builder


def test_a_year_is_possible_from_its_first_day_and_certain_from_its_last(builder):
    start(builder).says("paper", "AAA", "embassy", "BBB", "inForce", "2009")
    (line,) = lines(builder)

    assert (line.possible_from, line.certain_from) == (date(2009, 1, 1), date(2009, 12, 31))
    assert (line.certain_to, line.possible_to, line.lasts) == (HORIZON, HORIZON, True)
    assert line.when == "2009"


def test_an_end_in_a_month_leaves_the_month_possible(builder):
    start(builder).says("paper", "AAA", "embassy", "BBB", "inForce", "2009-01-01", until="2010-03")
    (line,) = lines(builder)

    assert (line.certain_to, line.possible_to) == (date(2010, 3, 1), date(2010, 3, 31))


def test_a_stage_ends_where_the_next_begins(builder):
    start(builder).says("paper", "AAA", "diplomatic-relations", "BBB", "inForce", "2009-01-01")
    builder.says("paper", "AAA", "diplomatic-relations", "BBB", "ended", "2012-05-02")
    first, last = lines(builder)

    assert (first.certain_to, first.lasts) == (date(2012, 5, 1), True)
    assert (last.certain_from, last.lasts) == (date(2012, 5, 2), False)


def test_what_no_source_dates_begins_on_the_day_by_which_it_was_reported(builder):
    start(builder).says("paper", "AAA", "embassy", "BBB", "inForce")
    (line,) = lines(builder)

    assert (line.certain_from, line.possible_from, line.dated) == (date(2024, 3, 1), date(2024, 3, 1), False)
    assert line.when == "undated, reported by 1 March 2024"


def test_an_event_is_a_point_and_a_figure_its_whole_year(builder):
    start(builder).says("paper", "AAA", "visit", "BBB", since="2020-02-03", occasion="2020-02-03")
    builder.says("paper", "AAA", "oil-supply", "BBB", year="2023", occasion="2023", amount=0.4, unit="share")
    visit, oil = lines(builder)

    assert (visit.certain_from, visit.lasts) == (date(2020, 2, 3), False)
    assert (oil.certain_from, oil.certain_to, oil.lasts) == (date(2023, 1, 1), date(2023, 12, 31), True)


def test_what_always_holds_has_no_place_on_the_axis(builder):
    start(builder).says("paper", "AAA", "border", "BBB")

    assert lines(builder) == []


def test_a_row_is_named_by_its_kind_and_ends_persons_as_their_state(builder):
    start(builder).entity("ottokar", EntityType.PERSON, "Ottokar")
    builder.says("paper", "ottokar", "visit", "BBB", since="2020-02-03", occasion="x", on_behalf_of="CCC")
    builder.says("paper", "AAA", "diplomatic-relations", "BBB", "inForce", "2009-01-01")
    world = builder.world()

    found = rows(world.ties, world)

    assert [(row.label, row.short) for row in found] == [
        ("diplomatic relations: Aaa – Bbb", "diplomatic relations: AAA – BBB"),
        ("visit: Ccc → Bbb", "visit: CCC → BBB"),
    ]


def test_of_many_rows_the_best_supported_of_each_family_are_kept_in_their_order(builder):
    start(builder).says("paper", "AAA", "embassy", "BBB", "inForce", "2001-01-01")
    builder.says("paper", "BBB", "embassy", "CCC", "inForce", "2002-01-01")
    told = builder.says("paper", "CCC", "embassy", "AAA", "inForce", "2003-01-01")
    builder.claim(told, "courier", "2003-01-01")
    builder.says("paper", "AAA", "oil-supply", "BBB", year="2023", occasion="2023")
    world = builder.world()

    kept = best_supported(rows(world.ties, world), 2)

    assert [row.label for row in kept] == [
        "embassy: Aaa → Bbb",
        "embassy: Ccc → Aaa",
        "oil supply: Aaa → Bbb",
    ]
    assert opening_year(kept, 2026) == 2001
    assert opening_year((), 2026) == 2025
