"""The data of the repository, loaded once for all tests of it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.store.load import load

DATA = Path(__file__).parents[2] / "data"


@pytest.fixture(scope="session")
def dataset() -> ox.Store:
    """Everything in data/, each thing in its graph."""
    return load(DATA)
