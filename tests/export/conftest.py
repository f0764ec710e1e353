"""Small worlds as they are taken away."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from graph.export.taken import Taken
from graph.model.view import View
from graph.model.world import World
from tests.export.taking import stored, taken_of


@pytest.fixture(scope="session")
def take(tmp_path_factory) -> Callable[..., Taken]:
    """Take a view of a world away: ``take(world, View(...))``."""
    kept: dict[int, tuple[World, Path]] = {}

    def taken(world: World, view: View | None = None) -> Taken:
        if id(world) not in kept:
            kept[id(world)] = world, stored(world, tmp_path_factory.mktemp("snapshot"))
        return taken_of(world, view, kept[id(world)][1])

    return taken


@pytest.fixture(scope="module")
def taken(small_world, take) -> Taken:
    """The plain view of the small world."""
    return take(small_world)
