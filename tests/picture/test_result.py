"""A result as a chart: years along lines that dashes tell apart, names along bars, all as plain text."""

from __future__ import annotations

import json

import pytest

from graph.model.results import Chart
from graph.picture.result import result_chart

ROWS = [
    {"along": "1992", "number": 2.0, "colour": "Syldavia"},
    {"along": "1995-06", "number": -1.5, "colour": "Borduria"},
]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_years_run_along_and_a_line_is_told_by_colour_and_dashes(theme):
    drawn = result_chart(ROWS, Chart("year", "n", "state", years=True), theme)

    encoding = drawn["encoding"]
    assert encoding["x"]["type"] == "temporal"
    assert [end["year"] for end in encoding["x"]["scale"]["domain"]] == [1992, 1996]
    assert encoding["y"]["scale"]["domain"] == [-1.5, 2.0]
    assert encoding["color"]["field"] == encoding["strokeDash"]["field"] == "colour"
    assert drawn["data"]["values"] == ROWS


def test_bars_begin_at_nothing_and_stand_beside_one_another():
    drawn = result_chart(ROWS, Chart("name", "n", "state"), "light")

    assert drawn["mark"]["type"] == "bar"
    assert drawn["encoding"]["x"]["scale"]["domain"] == [-1.5, 2.0]
    assert drawn["encoding"]["yOffset"]["field"] == "colour"
    one = result_chart([{**ROWS[0], "colour": ""}], Chart("name", "n"), "light")
    assert one["encoding"]["x"]["scale"]["domain"] == [0, 2.0]
    assert "color" not in one["encoding"]


def test_what_hides_or_turns_a_text_is_taken_out():
    drawn = result_chart([{"along": "a\u202eb\n", "number": 1.0, "colour": ""}], Chart("x", "n"), "light")

    assert drawn["data"]["values"][0]["along"] == "ab"
    assert "\\u202e" not in json.dumps(drawn)


def test_a_line_breaks_where_no_row_tells_of_a_year():
    rows = [
        {"along": along, "number": number, "colour": colour}
        for along, number, colour in (("2000", 1, "a"), ("2003", 2, "a"), ("2001", 5, "b"), ("2002", 6, "b"))
    ]
    drawn = result_chart(rows, Chart("year", "n", "who", years=True), "light")

    gaps = [{"along": year, "number": None, "colour": "a"} for year in ("2001", "2002")]
    assert drawn["data"]["values"] == [*rows, *gaps]


def test_days_are_joined_as_they_come():
    rows = [{"along": day, "number": 1, "colour": ""} for day in ("2000-01-01", "2003-01-01")]

    assert result_chart(rows, Chart("day", "n", years=True), "light")["data"]["values"] == rows
