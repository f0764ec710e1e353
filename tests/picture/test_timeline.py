"""Charts of plain values."""

import json
from datetime import date

from graph.model.kind import Family
from graph.model.lifelines import rows
from graph.model.moments import Year
from graph.picture.timeline import by_years, item_id, members, timeline
from tests.conftest import HORIZON


def items(builder, **more):
    world = builder.world()
    found = rows(world.ties, world)
    told = {"day": HORIZON, "years": (2000, 2026), "opened": (), "theme": "light", **more}
    chart = timeline(found, **told)
    return chart, {item["id"]: item for item in chart["datasets"]["items"]}


def pair(builder, name="Aaland"):
    builder.entity("AAA", label=name)
    builder.entity("BBB")
    builder.source("paper")
    return builder


def test_a_bar_says_what_is_certain_and_what_is_possible(builder):
    tie = pair(builder).says("paper", "AAA", "embassy", "BBB", "inForce", "2009-03")
    _, found = items(builder)
    item = found[tie.rsplit("/", 1)[-1]]

    assert (item["earliest"], item["from"], item["to"]) == ("2009-03-01", "2009-03-31", "2026-06-29")
    assert (item["shape"], item["when"], item["stage"]) == ("bar", "March 2009", "in force")


def test_a_disputed_tie_is_marked_in_a_word_too(builder):
    tie = pair(builder).says("paper", "AAA", "embassy", "BBB", "inForce", "2009-03-01")
    builder.source("courier")
    builder.claim(tie, "courier", denies=True)
    _, found = items(builder)

    (item,) = found.values()
    assert (item["disputed"], item["dispute"]) == (True, "yes, sources disagree")


def test_the_chart_of_another_day_differs_in_its_data_alone(builder):
    pair(builder).says("paper", "AAA", "embassy", "BBB", "inForce", "2009-03")
    one, _ = items(builder)
    other, _ = items(builder, day=date(2010, 1, 1), opened=("https://example.org/tie/x",))

    assert one["datasets"] != other["datasets"]
    assert {**one, "datasets": 0} == {**other, "datasets": 0}


def test_hostile_names_are_cleaned_and_stay_out_of_expressions(builder):
    pair(builder, "a\u241f');alert(1)//\u202e").says("paper", "AAA", "embassy", "BBB", "inForce", "2009")
    chart, found = items(builder)

    assert "\u202e" not in json.dumps(chart, ensure_ascii=False)
    axis = chart["layer"][0]["encoding"]["y"]["axis"]
    assert "alert" not in json.dumps(axis)
    # the sign between the two names of a row is ours alone
    assert all(item["row"].count("\u241f") == 2 for item in found.values())


def test_ids_lead_back_to_the_ties(builder):
    pair(builder).says("paper", "AAA", "embassy", "BBB", "inForce", "2009")
    world = builder.world()
    (row,) = rows(world.ties, world)

    assert [item_id(line) for line in row.lifelines] == ["AAA.BBB.embassy.inForce"]


def test_the_years_are_counted_by_family_and_by_members():
    years = [
        Year(2020, date(2020, 12, 31), {Family.ACCORD: 2}, 1),
        Year(2021, HORIZON, {Family.ACCORD: 3, Family.ECONOMIC: 1}, 2),
    ]

    assert [(v["year"], v["family"], v["ties"]) for v in by_years(years, "dark")["datasets"]["years"]] == [
        (2020, "accord", 2), (2020, "economic", 0), (2021, "accord", 3), (2021, "economic", 1),
    ]  # fmt: skip
    assert members(years, "light")["datasets"]["years"] == [
        {"year": 2020, "members": 1},
        {"year": 2021, "members": 2},
    ]
