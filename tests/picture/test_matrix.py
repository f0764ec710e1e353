"""The matrix as a chart of plain values."""

from __future__ import annotations

import json

import pytest

from graph.model.matrix import Matrix
from graph.picture.matrix import cell_id, matrix
from graph.picture.palette import FAMILIES, STEPS
from tests.conftest import HORIZON
from tests.picture.test_palette import contrast


def drawn(builder, label="Aaland", **more):
    for slug, name in (("AAA", label), ("BBB", "Bravia"), ("CCC", "Cortina")):
        builder.entity(slug, label=name)
    builder.source("paper")
    builder.says("paper", "AAA", "embassy", "BBB", "inForce", "2009")
    builder.says("paper", "BBB", "visit", "AAA", since="2020-01-01", occasion="x")
    builder.says("paper", "AAA", "border", "CCC")
    world = builder.world()
    pairs: dict[tuple[str, str], list] = {}
    for tie in world.ties:
        pairs.setdefault((min(tie.sender, tie.receiver), max(tie.sender, tie.receiver)), []).append(tie)
    found = Matrix(
        tuple(entity.iri for entity in world.entities), {pair: tuple(ties) for pair, ties in pairs.items()}
    )
    told = {"day": HORIZON, "by_number": False, "opened": (), "theme": "light", **more}
    return matrix(found, world, **told), found


def test_each_pair_stands_in_it_twice_with_one_id(builder):
    chart, found = drawn(builder)
    cells = chart["datasets"]["cells"]

    assert [(each["id"], each["ties"], each["family"]) for each in cells] == [
        ("0-1", 2, "diplomatic"),
        ("0-1", 2, "diplomatic"),
        ("0-2", 1, "territorial"),
        ("0-2", 1, "territorial"),
    ]
    assert {(each["row"][0], each["column"][0]) for each in cells} == {
        ("A", "B"), ("B", "A"), ("A", "C"), ("C", "A"),
    }  # fmt: skip
    assert len(chart["datasets"]["diagonal"]) == 3
    (pair, *_) = found.cells
    assert cell_id(found, *pair) == cell_id(found, *reversed(pair)) == "0-1"


def test_a_cell_says_its_ties_to_the_pointer(builder):
    chart, _ = drawn(builder)
    said = chart["datasets"]["cells"][0]

    assert said["pair"] == "Aaland and Bravia"
    assert "Aaland has an embassy in Bravia since 2009" in said["said"]
    assert "Bravia visited Aaland on 1 January 2020" in said["said"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_cells_are_coloured_by_family_or_by_number(builder, theme):
    chart, _ = drawn(builder, theme=theme)
    colour = chart["layer"][1]["encoding"]["color"]
    assert colour["scale"]["range"] == [FAMILIES[theme][family] for family in colour["scale"]["domain"]]
    assert set(map(str, colour["scale"]["domain"])) == {"diplomatic", "territorial"}


def test_numbers_have_steps(builder):
    chart, _ = drawn(builder, by_number=True)
    scale = chart["layer"][1]["encoding"]["color"]["scale"]

    assert scale == {"domain": ["1 tie", "2"], "range": list(STEPS["light"][:2])}
    assert [each["number"] for each in chart["datasets"]["cells"]] == ["2", "2", "1 tie", "1 tie"]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("by_number", [True, False])
def test_a_number_can_be_read_on_its_square(builder, theme, by_number):
    chart, _ = drawn(builder, theme=theme, by_number=by_number)
    colour = chart["layer"][1]["encoding"]["color"]
    fills = dict(zip(map(str, colour["scale"]["domain"]), colour["scale"]["range"], strict=True))

    assert all(
        contrast(each["ink"], fills[each[colour["field"]]]) >= 4.5 for each in chart["datasets"]["cells"]
    )


def test_what_is_open_is_marked(builder):
    chart, found = drawn(builder)
    assert not any(each["open"] for each in chart["datasets"]["cells"])
    first = next(iter(found.cells.values()))[0]
    other = type(builder)()
    again, _ = drawn(other, opened=(first.iri,))

    assert [each["id"] for each in again["datasets"]["cells"] if each["open"]] == ["0-1", "0-1"]


def test_hostile_names_are_cleaned_and_stay_out_of_expressions(builder):
    chart, _ = drawn(builder, "a\u241f');alert(1)//\u202e")

    assert "\u202e" not in json.dumps(chart, ensure_ascii=False)
    assert "alert" not in json.dumps({**chart, "datasets": 0}["layer"][0]["encoding"]["x"]["axis"])
