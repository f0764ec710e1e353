"""Shapes for the map: clipped, hatched and made small, with every neighbour still touching."""

from __future__ import annotations

import json

import pytest

from graph.errors import BrokenFile
from graph.harvest import run
from graph.harvest.errors import BadOverride, BrokenTable, MissingTable, UnknownState
from graph.harvest.shapes import clip, hatch, read_contested, simplified

SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]


@pytest.fixture
def folder(tmp_path):
    """Two neighbours, and an island without a number, as their publisher gives them: on a grid of degrees."""
    (tmp_path / "data").mkdir()
    (tmp_path / "world_atlas").mkdir()
    (tmp_path / "country_codes").mkdir()
    (tmp_path / "country_codes" / "country_codes.csv").write_text(
        "iso3,iso_num\nSYL,001\nBOR,002\nATA,010\n", encoding="utf-8"
    )
    write(tmp_path, geometry("Syldavia", "001", [[0, 1]]), geometry("Borduria", "002", [[-1, 2]]))
    return tmp_path


def geometry(name, number, rings):
    named = {"type": "Polygon", "arcs": rings, "properties": {"name": name}}
    return {**named, "id": number} if number else named


def write(folder, *geometries):
    topology = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "objects": {"countries": {"type": "GeometryCollection", "geometries": list(geometries)}},
        # the border, from south to north; west of it, east of it; an island
        "arcs": [
            [[4, 0], [0, 4]],
            [[4, 4], [-4, 0], [0, -4], [4, 0]],
            [[4, 0], [4, 0], [0, 4], [-4, 0]],
            [[20, 0], [2, 0], [0, 2], [-2, 0], [0, -2]],
        ],
    }
    (folder / "world_atlas" / "countries-50m.json").write_text(json.dumps(topology), encoding="utf-8")


def harvested(folder):
    file, number = run("world_atlas", folder, folder / "data")
    return json.loads(file.read_text("utf-8")), number


def contested(folder, **entries):
    (folder / "data" / "contested.json").write_text(json.dumps(entries), encoding="utf-8")


def test_shapes_bear_our_codes_and_neighbours_share_their_border(folder):
    made, number = harvested(folder)
    states = {each["id"]: each["arcs"] for each in made["objects"]["states"]["geometries"]}

    assert number == 2
    assert states.keys() == {"SYL", "BOR"}
    # once from south to north, once the other way
    assert {~arc for arc in flat(states["BOR"])} & set(flat(states["SYL"]))


def test_what_is_contested_is_taken_from_whom_the_shapes_give_it_to(folder):
    contested(folder, Strip={"cut": {"BOR": [[6, 0], [8, 0], [8, 4], [6, 4]]}, "reason": "Both claim it."})
    made, _ = harvested(folder)

    (area,) = made["objects"]["contested"]["geometries"]
    assert area["properties"] == {"name": "Strip"}
    assert corners(made, area) == {(6, 0), (8, 0), (8, 4), (6, 4)}
    (lines,) = made["objects"]["hatch"]["geometries"]
    assert all(6 <= x <= 8 and 0 <= y <= 4 for x, y in corners(made, lines))


def test_a_contested_state_has_no_shape_that_bears_a_colour(folder):
    contested(folder, Borduria={"code": "BOR", "reason": "Two governments claim it."})
    made, number = harvested(folder)

    assert number == 1
    assert [each["id"] for each in made["objects"]["states"]["geometries"]] == ["SYL"]
    assert [each["id"] for each in made["objects"]["contested"]["geometries"]] == ["BOR"]


def test_a_continent_without_a_state_is_left_out(folder):
    write(folder, geometry("Syldavia", "001", [[0, 1]]), geometry("Antarctica", "010", [[3]]))

    assert harvested(folder)[1] == 1


def test_a_shape_without_a_number_must_stand_in_the_table(folder):
    write(folder, geometry("Kosovo", None, [[0, 1]]))
    assert [each["id"] for each in harvested(folder)[0]["objects"]["states"]["geometries"]] == ["XKX"]

    write(folder, geometry("Nowhere", None, [[0, 1]]))
    with pytest.raises(UnknownState, match="Nowhere"):
        harvested(folder)


def test_the_same_shapes_give_the_same_bytes(folder):
    first, _ = run("world_atlas", folder, folder / "data", folder / "one")
    second, _ = run("world-atlas", folder, folder / "data", folder / "two")

    assert first.read_bytes() == second.read_bytes()


def test_bad_shapes_and_bad_decisions_are_told_by_their_file(folder):
    contested(folder, Strip={"cut": {}})
    with pytest.raises(BadOverride, match="gives no reason"):
        harvested(folder)
    contested(folder, Strip={"reason": "Nobody knows where it is."})
    with pytest.raises(BadOverride, match="has no shape"):
        harvested(folder)
    (folder / "data" / "contested.json").write_text("{", encoding="utf-8")
    with pytest.raises(BrokenFile, match=r"contested\.json"):
        read_contested(folder / "data")
    contested(folder)
    (folder / "world_atlas" / "countries-50m.json").write_text("[]", encoding="utf-8")
    with pytest.raises(BrokenTable, match="no TopoJSON"):
        harvested(folder)
    (folder / "world_atlas" / "countries-50m.json").unlink()
    with pytest.raises(MissingTable):
        harvested(folder)


def test_a_ring_is_cut_along_a_convex_one():
    assert clip(SQUARE, [(2, -1), (9, -1), (9, 9), (2, 9)]) == [
        (2.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 4.0), (2.0, 0.0),
    ]  # fmt: skip
    assert clip(SQUARE, [(5, 5), (9, 5), (9, 9)]) == []
    assert clip(SQUARE, [(-1, -1), (9, -1), (9, 9), (-1, 9)]) == SQUARE


def test_hatches_lie_in_the_area_and_not_in_its_holes():
    hole = [(1.0, 1.0), (3.0, 1.0), (3.0, 3.0), (1.0, 3.0), (1.0, 1.0)]
    lines = hatch([[SQUARE, hole]])

    assert len(lines) > 7
    for (x1, y1), (x2, y2) in lines:
        assert y2 - y1 == pytest.approx(x2 - x1)
        assert 0 <= x1 < x2 <= 4
        middle = ((x1 + x2) / 2, (y1 + y2) / 2)
        assert not (1 < middle[0] < 3 and 1 < middle[1] < 3)


def test_a_line_keeps_its_ends_and_the_corners_that_can_be_seen():
    line = [(0.0, 0.0), (1.0, 0.001), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)]

    assert simplified(line) == [(0.0, 0.0), (2.0, 0.0), (3.0, 2.0), (4.0, 0.0)]
    assert simplified(line[:2]) == line[:2]
    tiny = [(x / 1000, y / 1000) for x, y in SQUARE]
    assert len(simplified(tiny)) == 4


def corners(topology, geometry):
    (sx, sy) = topology["transform"]["scale"]
    found = set()
    for number in flat(geometry["arcs"]):
        x = y = 0
        for dx, dy in topology["arcs"][number if number >= 0 else ~number]:
            x, y = x + dx, y + dy
            found.add((round(x * sx, 2), round(y * sy, 2)))
    return found


def flat(arcs):
    return [arcs] if isinstance(arcs, int) else [number for each in arcs for number in flat(each)]
