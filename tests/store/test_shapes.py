"""What the map must know of its shapes."""

from __future__ import annotations

import pytest

from graph.errors import BrokenFile
from graph.store.shapes import Shapes, read_shapes, shapes_file


def test_without_a_file_there_are_no_shapes(tmp_path):
    assert read_shapes(tmp_path) == Shapes()


def test_a_file_that_is_none_of_ours_is_told_by_its_name(tmp_path):
    file = shapes_file(tmp_path)
    file.parent.mkdir()
    file.write_text('{"objects": {}}', encoding="utf-8")

    with pytest.raises(BrokenFile, match=r"world_atlas\.json"):
        read_shapes(tmp_path)


def test_only_areas_with_a_code_hatch_a_whole_state():
    assert Shapes(contested={"Borduria": "BOR", "The Strip": ""}).uncoloured == {"BOR"}
