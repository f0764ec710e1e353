"""Measures what the tables cost the server, and how much they send, in a world of many ties.

``python -m benchmarks.tables``, or ``--ties 5000`` for another size. The world is invented (``worlds.py``),
and everything that it holds is asked for. Cost is the CPU time of this process; bytes are those of the Arrow
stream that the browser is sent for the usual columns, beside what they were with each text written out in
every row.
"""

from __future__ import annotations

import argparse
import io
import os
import time
from collections.abc import Callable
from dataclasses import replace
from typing import TypeVar

import pyarrow as pa

from benchmarks.worlds import grown
from graph.atlas import PAST_YEARS, Atlas, known_words, open_atlas
from graph.export.csv import lines_csv
from graph.export.parquet import part_parquet
from graph.export.sheets import SHEETS
from graph.model.entity import EntityType
from graph.model.view import View
from graph.pages.tables import USUAL
from graph.table import build as tables

EVERYTHING = View(
    types=frozenset(EntityType),
    statehood=frozenset(),
    phases=frozenset(),
    unverified=True,
    past_years=PAST_YEARS,
)
Made = TypeVar("Made")


def main() -> None:
    """Measure, and print a table."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.tables", description=__doc__)
    asked.add_argument("--ties", type=int, default=20_000, help="ties of the invented world")
    options = asked.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", end="\n\n")
    real = open_atlas()
    world = grown(real.world, options.ties)
    atlas = replace(real, table=tables.build(world), known_words=known_words(world, real.lenses))
    atlas.narrow(EVERYTHING)
    heads = ("rows", "first, ms", "again, ms", "sent, kB", "written out, kB", "first search, ms", "next, ms")
    print(f"| | {' | '.join((*heads, 'CSV, ms', 'Parquet, ms'))} |\n|---|{'--:|' * (len(heads) + 2)}")
    for name in SHEETS:
        print(row(atlas, name))
    _, cost = timed(lambda: atlas.reliances(EVERYTHING))
    most = max(atlas.reliances(EVERYTHING), key=lambda each: each.claims)
    _, left = timed(lambda: atlas.fall(EVERYTHING, frozenset({most.source.iri})))
    print(f"\nwhat stands on each of {len(world.sources)} sources: {cost:.0f} ms; ", end="")
    print(f"leaving out the one with most claims ({most.claims}): {left:.0f} ms")


def row(atlas: Atlas, name: str) -> str:
    """What one of the tables costs, as a row of a table in Markdown."""
    part, made = timed(lambda: atlas.sheet(EVERYTHING, name))
    shown, first = timed(lambda: part.shown(USUAL[name]))
    _, again = timed(lambda: part.shown(USUAL[name]))
    _, search = timed(lambda: part.saying("syldavia embassy"))
    _, searched = timed(lambda: part.saying("bo dur"))
    columns = list(part.sheet.columns)
    _, csv = timed(
        lambda: lines_csv(columns, zip(*(c.to_pylist() for c in part.table(columns)), strict=True))
    )
    _, parquet = timed(lambda: part_parquet(part, columns, {}))
    cells = (made + first, again, sent(shown), sent(part.table(USUAL[name])), search, searched, csv, parquet)
    return f"| {name} | {len(part)} | {' | '.join(f'{value:.0f}' for value in cells)} |"


def timed(make: Callable[[], Made]) -> tuple[Made, float]:
    """What was made, and the milliseconds of CPU that it took."""
    began = time.process_time()
    made = make()
    return made, 1000 * (time.process_time() - began)


def sent(table: pa.Table) -> float:
    """Thousands of bytes of a table as it goes to the browser."""
    stream = io.BytesIO()
    with pa.ipc.new_stream(stream, table.schema) as writer:
        writer.write_table(table)
    return stream.tell() / 1000


if __name__ == "__main__":
    main()
