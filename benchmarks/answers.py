"""Measures what the engine costs beside its parts: DuckDB's own query, networkx itself, a bare start.

``python -m benchmarks.answers``: on the real data, and on an invented world of so many ``--ties``. Ours and
the part alone take turns; the ratio of medians of one run is what counts. Cost is CPU time of the
process, told beside the seconds.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import networkx as nx
import numpy as np

from benchmarks.facts import EVERYTHING
from benchmarks.worlds import grown
from graph.atlas import FIRST, open_atlas
from graph.model.standing import Places, places
from graph.model.view import View
from graph.network.build import build
from graph.table import build as tables
from graph.table.build import Table
from graph.table.fit import Fit, bits, judge
from graph.table.narrow import Asked, narrow

ROOT = Path(__file__).resolve().parent.parent
#: of a fresh process: what imports take, then from there to the network of the first view
START = """
import time
import duckdb, networkx, numpy, rapidfuzz
import graph.atlas, graph.network.build, graph.store.saved, graph.store.snapshot
from graph.settings import Settings
cpu, wall = time.process_time(), time.perf_counter()
atlas = graph.atlas.open_atlas(Settings.from_environment())
atlas.network(atlas.views["first"].view)
print(time.process_time() - cpu, time.perf_counter() - wall)
"""
#: of a fresh process: what a notebook waits for that says it
IMPORTED = """
import time
cpu, wall = time.process_time(), time.perf_counter()
import graph
print(time.process_time() - cpu, time.perf_counter() - wall)
"""
#: the same from a table alone, for a world that is not in a store
OPENED = """
import sys, time
from pathlib import Path
import duckdb, networkx, numpy, rapidfuzz
import graph.atlas, graph.network.build
from graph.model.standing import places
from graph.model.view import View
from graph.table import build, narrow
lens = graph.atlas.open_atlas().lenses["relations"]
cpu, wall = time.process_time(), time.perf_counter()
table = build.read(Path(sys.argv[1]))
stand = places(table.world, table.world.horizon, lens)
found = narrow.narrow(table, View(focus=frozenset({"S00007"})), stand)
graph.network.build.build(table.world, found.entities, found.lines, stand)
print(time.process_time() - cpu, time.perf_counter() - wall)
"""
#: the lines of a View as DuckDB alone would be asked for them, once it is known who fits
QUERY = """
    SELECT t.tie, t.sender, t.receiver, t.certain_from <= $day AND t.certain_to >= $day,
        t.over_on < $day OR t.ended
    FROM line t
    WHERE t.folded = $folded AND get_bit($sorts::BIT, t.sort) = 1
        AND t.possible_from <= $day AND t.possible_to >= $day AND t.over_on >= $events_from
        AND get_bit($kept::BIT, t.sender) = 1 AND get_bit($kept::BIT, t.receiver) = 1
        AND (get_bit($asked::BIT, t.sender) = 1 OR get_bit($asked::BIT, t.receiver) = 1
            OR get_bit($frame::BIT, t.sender) = 1 AND get_bit($frame::BIT, t.receiver) = 1)"""


@dataclass(frozen=True)
class Cost:
    """What one thing took: seconds of CPU and of the clock, a round each."""

    cpu: list[float]
    wall: list[float]

    def __str__(self) -> str:
        cpu, wall = ([1000 * seconds for seconds in times] for times in (self.cpu, self.wall))
        return f"{median(cpu):.2f} ({min(cpu):.2f} to {max(cpu):.2f}) | {median(wall):.1f} ms"


def main() -> None:
    """Measure, and print tables and whether the promises are kept."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.answers", description=__doc__)
    asked.add_argument("--rounds", type=int, default=15, help="times that each is done")
    asked.add_argument("--ties", type=int, default=20_000, help="of the invented world")
    options = asked.parse_args()
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the beginning", end="\n\n", flush=True)
    atlas = open_atlas()
    lens = atlas.lenses[View().lens]
    print("| | ms of CPU | | / the part alone | promised | |\n|---|--:|--:|--:|--:|---|")
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "invented.duckdb")
        tables.write(grown(atlas.world, options.ties), file)
        worlds = {"real data": atlas.table, f"{options.ties:,} invented ties": tables.read(file)}
        for title, table in worlds.items():
            stand = places(table.world, table.world.horizon, lens)
            for name, view in (("first view", atlas.views[FIRST].view), ("default view", View())):
                _narrowing(f"{title}, {name}", table, view, stand, options.rounds)
            _networks(title, table, stand, options.rounds)
        _starts("a notebook's first line, import graph", IMPORTED, "", options.rounds, 0.3)
        _starts("real data: open, and the network of the first view", START, "", options.rounds)
        _starts(
            f"{options.ties:,} invented ties: open, and an ego network", OPENED, str(file), options.rounds
        )
    data = sum(path.stat().st_size for path in (ROOT / "data").rglob("*") if path.is_file()) / 1e6
    print(f"\n- data/ holds {data:.1f} MB, promised at most 15: {_word(data <= 15)}")
    print(f"\nload {os.getloadavg()[0]:.1f} at the end")


def _narrowing(title: str, table: Table, view: View, stand: Places, rounds: int) -> None:
    """View in, positions out, beside the query alone that DuckDB is asked for the same lines."""
    day = min(view.as_of or table.world.horizon, table.world.horizon)
    fit = Fit(table, view, stand, judge(table, view, stand, day))
    asked = Asked(table, view, fit, day)
    values = {
        "day": day,
        "events_from": view.events_from(day),
        "folded": asked.folded,
        "sorts": bits(np.array([not clauses for clauses in asked.unmet], dtype=bool)),
        **{name: bits(getattr(fit, name)) for name in ("kept", "asked", "frame")},
    }

    def alone() -> int:
        return len(table.cursor().execute(QUERY, values).fetchall())

    lines = len(narrow(table, view, stand).lines)
    if alone() != lines:
        raise SystemExit(f"{title}: the query finds other lines than the View")
    costs = _in_turns({"narrow": lambda: narrow(table, view, stand), "alone": alone}, rounds)
    print(f"| {title}: DuckDB's query alone | {costs['alone']} | | | |")
    _told(f"{title}: View in, {lines} lines out", costs["narrow"], costs["alone"], 1.5)


def _networks(title: str, table: Table, stand: Places, rounds: int) -> None:
    """All ties as a network, beside networkx alone, which is handed the records."""
    # of the real data likenesses are read only for a view that asks for all of them, as this one does
    table = table.whole
    world = table.world
    found = narrow(table, EVERYTHING, stand)
    entities = [world.entities[position] for position in found.entities]
    records = [
        (
            world.entities[line.sender].iri,
            world.entities[line.receiver].iri,
            world.ties[line.tie],
            line.certainty,
            line.past,
        )
        for line in found.lines
    ]

    def alone() -> nx.MultiDiGraph:
        network: nx.MultiDiGraph = nx.MultiDiGraph()
        for entity in entities:
            place = stand.get(entity.iri)
            network.add_node(
                entity.iri, entity=entity, standing=place.standing if place else None, place=place
            )
        for sender, receiver, tie, certainty, past in records:
            network.add_edge(sender, receiver, key=tie.iri, tie=tie, certainty=certainty, past=past)
        return network

    def ours() -> nx.MultiDiGraph:
        narrowed = narrow(table, EVERYTHING, stand)
        return build(world, narrowed.entities, narrowed.lines, stand)

    costs = _in_turns({"ours": ours, "alone": alone}, rounds)
    print(f"| {title}: networkx alone, {len(records)} lines | {costs['alone']} | | | |")
    _told(f"{title}: table to networkx", costs["ours"], costs["alone"], 1.3)


def _starts(title: str, script: str, file: str, rounds: int, most: float = 0.5) -> None:
    """A fresh process, to what its script measures."""
    cpu, wall = [], []
    for _ in range(max(5, rounds // 2)):
        command = [sys.executable, "-c", script, file]
        found = subprocess.run(command, check=True, capture_output=True, text=True, cwd=ROOT).stdout.split()
        cpu.append(float(found[0]))
        wall.append(float(found[1]))
    kept = _word(median(cpu) <= most)
    print(f"| {title} | {Cost(cpu, wall)} | | {1000 * most:.0f} ms | {kept} |", flush=True)


def _in_turns(contestants: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, Cost]:
    costs = {name: Cost([], []) for name in contestants}
    for number in range(rounds + 1):
        for name, act in contestants.items():
            cpu, wall = time.process_time(), time.perf_counter()
            act()
            if number:  # the first time is for what is made once
                costs[name].cpu.append(time.process_time() - cpu)
                costs[name].wall.append(time.perf_counter() - wall)
    return costs


def _told(title: str, ours: Cost, alone: Cost, most: float) -> None:
    ratio = median(ours.cpu) / median(alone.cpu)
    print(f"| {title} | {ours} | {ratio:.2f} | {most:g} | {_word(ratio <= most)} |", flush=True)


def _word(kept: bool) -> str:
    return "kept" if kept else "MISSED"


if __name__ == "__main__":
    main()
