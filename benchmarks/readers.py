"""Measures what the server does for the picture of a view: for the first reader of it, and the second.

``python -m benchmarks.readers``. In one process, on the data of the project: narrowing, network, drawing and
the bytes that travel, which is what a page does to make its picture. Each view is fresh, because it asks for
another day, so that the first reader is the first indeed; the days are those before the horizon.
"""

from __future__ import annotations

import argparse
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from statistics import median

from benchmarks.facts import EVERYTHING
from benchmarks.report import Promise
from graph.atlas import FIRST, Atlas, open_atlas
from graph.model.view import View
from graph.picture.draw import Drawing, draw
from graph.settings import Settings

MOST = 0.005  #: seconds that were promised for the second reader of a view
CACHE = "graph.pages.drawings"  #: keeps drawings, where there is one

Drawer = Callable[[Atlas, View], Drawing]


def main() -> None:
    """Measure, and print a table and the promises."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.readers", description=__doc__)
    asked.add_argument("--views", type=int, default=24, help="fresh views of each kind, 20 at least")
    views = max(20, asked.parse_args().views)
    drawer = kept_drawing() or plain_drawing
    with tempfile.TemporaryDirectory() as folder:
        os.environ.pop("ATLAS_DATA", None)
        atlas = open_atlas(replace(Settings.from_environment(), cache=Path(folder)))
        kind = CACHE if drawer is not plain_drawing else "no cache of drawings"
        print(
            f"{kind}; {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}, {views} views each", end="\n\n"
        )
        print("| | lines | first reader | second reader |", "|---|--:|--:|--:|", sep="\n")
        promises = []
        for title, view in (("the first picture", atlas.views[FIRST].view), ("everything", EVERYTHING)):
            lines, first, second = readers(atlas, view, drawer, views)
            print(f"| {title} | {lines} | {_spread(first)} | {_spread(second)} |", flush=True)
            ratio = median(second) / MOST
            words = f"second reader of {title}: {ratio:.2f} of {MOST * 1000:.0f} ms, promised less than 1"
            promises.append(Promise(words, ratio < 1))
    print("", *(f"- {promise}" for promise in promises), sep="\n")


def readers(atlas: Atlas, view: View, drawer: Drawer, views: int) -> tuple[int, list[float], list[float]]:
    """Let two readers ask for each of some fresh views.

    Returns:
        The median number of lines, and the seconds of the first and of the second readers, view by view.
    """
    lines: list[int] = []
    first: list[float] = []
    second: list[float] = []
    days = _fresh(atlas, view)
    _seconds(atlas, next(days), drawer)  # what is loaded once is loaded
    for _ in range(views):
        fresh = next(days)
        for times in (first, second):
            drawing, taken = _seconds(atlas, fresh, drawer)
            times.append(taken)
        lines.append(len(drawing.edges))
    return round(median(lines)), first, second


def plain_drawing(atlas: Atlas, view: View) -> Drawing:
    """Make a drawing as a page does that keeps none."""
    narrowed = atlas.narrow(view)
    network = atlas.network(view, narrowed)
    return draw(network, atlas.spots, day=narrowed.day, world=atlas.known(view).world)


def kept_drawing() -> Drawer | None:
    """The function that the pages ask for drawings; None where there is none yet."""
    if find_spec(CACHE) is None:
        return None
    drawing: Drawer = import_module(CACHE).drawing
    return drawing


def _fresh(atlas: Atlas, view: View) -> Iterator[View]:
    """The same view on one day after another, backward from the day before it."""
    day = view.as_of or atlas.horizon
    while True:
        day -= timedelta(days=1)
        yield replace(view, as_of=day)


def _seconds(atlas: Atlas, view: View, drawer: Drawer) -> tuple[Drawing, float]:
    """What a page does for a picture, up to the bytes that travel: packed, as every real picture is large."""
    began = time.perf_counter()
    drawing = drawer(atlas, view)
    drawing.payload()
    drawing.packed()
    return drawing, time.perf_counter() - began


def _spread(times: list[float]) -> str:
    """The median, with the least and the most."""
    return f"{median(times) * 1000:.1f} ms ({min(times) * 1000:.1f} to {max(times) * 1000:.1f})"


if __name__ == "__main__":
    main()
