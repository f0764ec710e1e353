"""The shapes of the map fit the codes of the data, and what is disputed bears no colour."""

from __future__ import annotations

import json
import os
from pathlib import Path

from graph.harvest import run
from graph.harvest.overrides import Located, read_locations
from graph.harvest.shapes import WITHOUT_NUMBER, read_contested
from graph.model.entity import EntityType, Statehood
from graph.store.shapes import read_shapes, shapes_file

DATA = Path(__file__).parents[2] / "data"
MOST_BYTES = 300_000
SCATTERED = {"ATF", "SJM", "UMI"}  #: islands far from each other, which nobody disputes here
PARTS = {"BES", "GLP", "GUF", "MTQ", "MYT", "REU", "SJM", "UMI"}

SHAPES = read_shapes(DATA)


def test_every_state_of_the_data_has_a_shape_or_a_point_or_is_hatched(real_atlas):
    states = [entity for entity in real_atlas.world.entities if entity.type is EntityType.STATE]

    nowhere = {
        state.code
        for state in states
        if state.code not in SHAPES.sizes.keys() | SHAPES.uncoloured and state.longitude is None
    }
    # parts of France, the Netherlands, Norway and the United States that the shapes give to these, or that
    # lie too far apart for one sign: no table has a point for them, and the list beside the map names them
    assert nowhere == PARTS
    assert {state.statehood for state in states if state.code in nowhere} == {Statehood.TERRITORY}


def test_the_places_without_a_location_of_ours_are_hatched_and_have_no_shape_that_bears_colour():
    nowhere = {code for code, rule in read_locations(DATA).items() if rule is Located.NONE} - SCATTERED

    assert nowhere == {"ESH", "PSE", "XNC"}
    assert SHAPES.uncoloured == nowhere
    assert not SHAPES.uncoloured & SHAPES.sizes.keys()


def test_areas_that_the_shapes_give_to_whom_others_deny_them_are_hatched_too():
    assert {"Crimea", "Golan Heights", "Siachen Glacier"} <= SHAPES.contested.keys()
    assert {area.name for area in read_contested(DATA)} == SHAPES.contested.keys()


def test_shapes_without_a_number_have_the_codes_of_our_table():
    assert WITHOUT_NUMBER["Kosovo"] == "XKX"
    assert {"XKX", "XSO"} <= SHAPES.sizes.keys()
    assert {"TWN", "ISR", "CYP", "MAR", "SOM"} <= SHAPES.sizes.keys()


def test_the_file_is_small_and_every_area_has_hatches():
    file = shapes_file(DATA)
    topology = json.loads(file.read_text("utf-8"))

    assert file.stat().st_size < MOST_BYTES
    named = [each["properties"]["name"] for each in topology["objects"]["contested"]["geometries"]]
    assert [each["properties"]["name"] for each in topology["objects"]["hatch"]["geometries"]] == named
    assert all(each["arcs"] for each in topology["objects"]["hatch"]["geometries"])


if "ATLAS_DATASETS" in os.environ:

    def test_the_shapes_are_what_harvest_makes_today(tmp_path):
        file, _ = run("world_atlas", Path(os.environ["ATLAS_DATASETS"]), DATA, tmp_path)

        assert file.read_bytes() == shapes_file(DATA).read_bytes()
