"""Finding anything by what a reader calls it, while typing."""

from __future__ import annotations

from graph.atlas import Atlas
from graph.model.view import View


def find(atlas: Atlas, view: View) -> None:
    """To come: the search box."""
