"""The shapes that harvest made for the map: where they lie, and what the map must know of them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from graph.errors import BrokenFile


@dataclass(frozen=True)
class Shapes:
    """What there are shapes of."""

    sizes: Mapping[str, float] = field(default_factory=dict)  #: code of a state → its area in square degrees
    contested: Mapping[str, str] = field(default_factory=dict)  #: name of an area → code, or ""

    @property
    def uncoloured(self) -> frozenset[str]:
        """Codes of the states and territories that are hatched as a whole."""
        return frozenset(code for code in self.contested.values() if code)


def shapes_file(data: Path) -> Path:
    """The TopoJSON of a data folder."""
    return data / "generated" / "world_atlas.json"


def read_shapes(data: Path) -> Shapes:
    """Read what the map must know of the shapes; without a file there are none."""
    file = shapes_file(data)
    try:
        objects = json.loads(file.read_text("utf-8"))["objects"]
        return Shapes(
            sizes={
                each["id"]: each["properties"]["size"]
                for each in objects["states"]["geometries"]
                if "id" in each
            },
            contested={
                each["properties"]["name"]: each.get("id", "") for each in objects["contested"]["geometries"]
            },
        )
    except FileNotFoundError:
        return Shapes()
    except (ValueError, KeyError, TypeError) as error:
        raise BrokenFile(file, f"is no TopoJSON of our making: {error}") from error
