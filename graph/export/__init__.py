"""What readers take away, one format each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.export.taken import Taken


def formats() -> Mapping[str, Callable[[Taken], bytes]]:
    """The formats in which a view is taken away as a whole: name → what writes it."""
    from graph.export import csv, gexf, graphml, json, parquet

    return {
        "csv": csv.written,
        "json": json.written,
        "graphml": graphml.written,
        "gexf": gexf.written,
        "parquet": parquet.written,
    }
