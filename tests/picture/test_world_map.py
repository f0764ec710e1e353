"""The map as a specification: colours, small signs, bent lines; data never becomes a formula or a script."""

from __future__ import annotations

import json

import pytest

from graph.model.kind import Family
from graph.model.measure import Measure, Value, classify
from graph.model.standing import Standing
from graph.picture.palette import STANDINGS, STEPS
from graph.picture.world_map import BEYOND, SECTIONS, Spot, Strand, bent, palette, world_map


def spot(code, longitude=10.0, latitude=10.0, size=50.0, label="member", name=""):
    return Spot(code, name or code, "said", label, latitude, longitude, size)


def strand(one, other, beside=0):
    return Strand("l0", Family.ECONOMIC, one, other, "said", False, beside)


def drawn(spots, strands=(), **more):
    measure = Measure(
        "Standing", {"a": Value("", word="member")}, words=tuple(str(standing) for standing in Standing)
    )
    told = {"shapes": "/atlas/map/x.json", "theme": "light", "section": SECTIONS["world"], **more}
    return world_map(measure, classify(measure, {"a"}), spots, strands, **told)


def layer(chart, name):
    return next((each for each in chart["layer"] if each.get("name") == name), None)


def test_standings_have_the_colours_of_the_canvas_but_outside_is_quiet():
    measure = Measure(
        "Standing",
        {"a": Value("", word="member"), "b": Value("", word="outside")},
        words=tuple(map(str, Standing)),
    )
    member, outside = palette(measure, classify(measure, {"a", "b"}), "dark")

    assert member == STANDINGS["dark"][Standing.MEMBER]
    assert outside not in STANDINGS["dark"].values()


@pytest.mark.parametrize("theme", STEPS)
def test_bins_go_from_the_first_step_to_the_last(theme):
    measure = Measure("N", {f"s{n}": Value("", low=n, high=n) for n in range(10)}, unit="ties")
    colours = palette(measure, classify(measure, measure.values.keys()), theme)

    assert (colours[0], colours[-1]) == (STEPS[theme][0], STEPS[theme][-1])
    assert len(set(colours)) == len(colours)


def test_small_states_have_a_sign_and_on_a_part_of_the_world_fewer_need_one():
    spots = [
        spot("SML", size=1.0),
        spot("BIG"),
        spot("NOW", longitude=None),
        spot("OUT", size=1, label=BEYOND),
    ]
    signs = lambda part: [  # noqa: E731
        row["id"] for row in layer(drawn(spots, section=SECTIONS[part]), "signs")["data"]["values"]
    ]

    assert signs("world") == ["SML"]
    assert signs("central-asia") == []


def test_a_line_joins_its_ends_bends_and_takes_the_short_way_round():
    west, east = spot("AAA", 170.0), spot("BBB", -170.0)
    points = bent(strand(west, east))

    assert points[0] == [170.0, 10.0]
    assert points[-1] == [-170.0, 10.0]
    assert all(abs(x) >= 169 for x, _ in points)
    assert bent(strand(west, east, beside=1)) != points
    assert max(y for _, y in points) != min(y for _, y in points)


def test_without_lines_nothing_is_asked_of_lines():
    assert layer(drawn([spot("AAA")]), "lines") is None
    assert "line" not in [each["name"] for each in drawn([spot("AAA")])["params"]]
    assert layer(drawn([spot("AAA")], [strand(spot("AAA"), spot("BBB"))]), "lines")


def test_nothing_is_asked_of_another_host():
    chart = drawn([spot("AAA")], [strand(spot("AAA"), spot("BBB"))], opened=["AAA"])
    urls = {each["data"]["url"] for each in chart["layer"] if "url" in each.get("data", {})}

    assert urls == {"/atlas/map/x.json"}


def test_a_hostile_name_stays_a_value():
    name = "'); alert(1) //<img src=x onerror=alert(1)>"
    chart = drawn([spot("AAA", name=name, size=1.0)], [strand(spot("AAA", name=name), spot("BBB"))])
    formulas = list(strings(chart, {"expr", "calculate", "test", "filter"}))

    assert name in json.dumps(chart, ensure_ascii=False)
    assert not [text for text in formulas if "alert" in text]


def strings(value, keys):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key in keys:
                yield json.dumps(inner)
            yield from strings(inner, keys)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, keys)
