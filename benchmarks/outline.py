"""Measures what the graph in words costs the server, and how much it sends, in a world of many ties.

``python -m benchmarks.outline``, or ``--ties 5000`` for another size. The world is invented (``worlds.py``),
and everything that it holds is asked for, with no limit of lines. Cost is the CPU time of this process.
"""

from __future__ import annotations

import argparse
import os
from dataclasses import replace

from benchmarks.tables import EVERYTHING, timed
from benchmarks.worlds import grown
from graph.atlas import known_words, open_atlas
from graph.model.outline import change
from graph.pages.outline import MOST, Unfolded, _data, _sections, _seen
from graph.table import build as tables


def main() -> None:
    """Measure, and print a table."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.outline", description=__doc__)
    asked.add_argument("--ties", type=int, default=20_000, help="ties of the invented world")
    options = asked.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}", end="\n\n")
    real = open_atlas()
    world = grown(real.world, options.ties)
    atlas = replace(real, table=tables.build(world), known_words=known_words(world, real.lenses))
    view, fewer = replace(EVERYTHING, most=0), replace(EVERYTHING, most=0, sources=2)
    for each in (view, fewer):
        atlas.pictured(each)
        atlas.places(each)
    found = timed(lambda: _sections(atlas, view))
    entries = [entry for section in found[0] for entry in section.entries]
    busiest = sorted(entries, key=lambda entry: -len(entry.ties))
    unfolded = {
        number: dict.fromkeys((e.entity.iri for e in busiest[:number]), MOST) for number in (0, 1, 10)
    }
    ties = len(atlas.pictured(view).ties)
    print(f"{ties} ties, {len(entries)} entities, {len(busiest[0].ties)} ties of the busiest", end="\n\n")
    print("| | first, ms | again, ms | sent, kB |\n|---|--:|--:|--:|")
    print(f"| put in order | {found[1]:.0f} | | |")
    states = [("folded", Unfolded())]
    states += [(f"{number} unfolded", Unfolded(True, most)) for number, most in unfolded.items()]
    whole = {busiest[0].entity.iri: len(busiest[0].ties)}
    states += [("all ties of the busiest", Unfolded(True, whole))]
    for name, state in states:
        told, first = timed(lambda state=state: _data(atlas, view, state, (0, ""), ()))
        _, again = timed(lambda state=state: _data(atlas, view, state, (0, ""), ()))
        print(f"| {name} | {first:.0f} | {again:.0f} | {len(told) / 1000:.1f} |")
    said, spent = timed(lambda: change(_seen(atlas, fewer), _seen(atlas, view)))
    print(f"\nto say what changed: {spent:.0f} ms ({said})")


if __name__ == "__main__":
    main()
