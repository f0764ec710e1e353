"""Measures whether a question costs as much in a world a hundred times as large.

``python -m benchmarks.growth``, or ``--triples 1e5 1e6`` for these only. Worlds are invented
(``worlds.py``); each is written as a snapshot's table by one process and opened and asked by others, in
turns with those of the other worlds, as a machine is not equally fast at all times. Cost is the CPU time of
a process over all its threads, as other work on the machine does not reach it; the seconds are told too.

How many triples a world is, is reckoned: the store of the real data says how many triples a tie, a claim,
an entity, a source and a composition take on average there, and what stays the same (kinds, schemes,
questions, arguments) is added once.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.worlds import Weights, grown
from graph.atlas import open_atlas
from graph.model.kind import Family
from graph.model.standing import places
from graph.model.view import View
from graph.store.snapshot import open_store
from graph.store.terms import ACC
from graph.table import build as tables

SIZES = (1e5, 1e6, 1e7)
TURNS = 5  #: in which every world is opened and asked
TIMES = 5.0  #: what a question may cost in the largest world, of what it costs in the smallest
#: the questions, each about one region or one state, with answers of about the same size in every world
NARROWED = View(
    regions=frozenset({"region-0"}),
    religions=frozenset({"islam"}),
    families=frozenset(Family) - {Family.ACCORD},
)
EGO = View(focus=frozenset({"S00007"}))
Found = dict[str, Any]


def main() -> None:
    """Measure, and print a table and whether the promise is kept."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    asked.add_argument("--triples", type=float, nargs="+", default=SIZES, help="sizes of the worlds")
    asked.add_argument("--rounds", type=int, default=9, help="times that each is asked in each turn")
    asked.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.step:
        step, file = options.step
        found = write(options.triples[0], Path(file)) if step == "write" else ask(Path(file), options.rounds)
        print(json.dumps(found))
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the beginning", end="\n\n", flush=True)
    worlds: list[Found] = []
    with tempfile.TemporaryDirectory() as folder:
        for triples in options.triples:
            file = Path(folder, f"{triples:.0f}.duckdb")
            worlds.append(_step("write", file, triples, options.rounds))
            print(f"{triples:.0f} triples: written", file=sys.stderr, flush=True)
        for turn in range(1, TURNS + 1):
            for world, triples in zip(worlds, options.triples, strict=True):
                _add(world, _step("ask", Path(folder, f"{triples:.0f}.duckdb"), triples, options.rounds))
            print(f"turn {turn} of {TURNS}: done", file=sys.stderr, flush=True)
    print(_table(worlds), end="\n\n")
    for name in worlds[0]["questions"]:
        first, last = (median(world["questions"][name]["cpu"]) for world in (worlds[0], worlds[-1]))
        kept = "kept" if last <= TIMES * first else "MISSED"
        print(f"- {name}: {last / first:.1f} times the smallest world's, promised {TIMES:g}: {kept}")
    print(f"\nload {os.getloadavg()[0]:.1f} at the end")


def weights() -> Weights:
    """How many triples of the real store each sort of record is."""
    atlas = open_atlas()
    store = open_store(atlas.folder)

    def count(of: str) -> int:
        query = f"SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH ?g {{ ?s a <{ACC[of]}> }} GRAPH ?h {{ ?s ?p ?o }} }}"
        (found,) = store.query(query)
        return int(found["n"].value)

    world = atlas.world
    types = ("State", "Organization", "Person", "Agreement", "Place", "Theme")
    parts = {
        "tie": (count("Tie"), len(world.outlines)),
        "claim": (count("Claim"), len(world.claims)),
        # figures grow with their states; what is said alike of pairs, in tables of its own, grows with ties
        "entity": (sum(map(count, (*types, "Figure"))), len(world.entities)),
        "source": (count("Source"), len(world.sources)),
        "composition": (count("Composition"), len(world.compositions)),
    }
    fixed = len(store) - sum(triples for triples, _ in parts.values())
    return Weights(fixed=fixed, **{name: triples / number for name, (triples, number) in parts.items()})


def write(triples: float, file: Path) -> Found:
    """Invent a world and write its table."""
    real = open_atlas().world
    weigh = weights()
    world = grown(real, weigh.ties_for(real, round(triples)))
    began = time.process_time()
    ties = len(world.ties)
    shown = time.process_time()
    tables.write(world, file)
    return {
        "triples": weigh.of(world),
        "ties": ties,
        "claims": len(world.claims),
        "entities": len(world.entities),
        "weigh": shown - began,
        "write": time.process_time() - shown,
        "MB of the file": file.stat().st_size / 1e6,
        "MB while writing": _memory(),
    }


def ask(file: Path, rounds: int) -> Found:
    """Open the table and put the questions."""
    from graph.search.index import Index
    from graph.table.facets import facets
    from graph.table.narrow import narrow

    lens = open_atlas().lenses[View().lens]
    cpu, began = time.process_time(), time.perf_counter()
    table = tables.read(file)
    opened = time.process_time() - cpu, time.perf_counter() - began
    world = table.world
    stand = places(world, world.horizon, lens)
    memory = _memory()
    cpu = time.process_time()
    index = Index(world)
    indexed = time.process_time() - cpu
    name = world.entities[len(world.entities) // 2].label
    questions: Mapping[str, Callable[[], object]] = {
        "narrowing to a region and a religion": lambda: narrow(table, NARROWED, stand),
        "the ego network of a state": lambda: narrow(table, EGO, stand),
        "facets of that region": lambda: facets(table, NARROWED, stand),
        "facets of everything": lambda: facets(table, View(), stand),
        "search for a name": lambda: index.suggest(name),
        "search for the beginning of one": lambda: index.suggest(name[:4]),
        "search for a misspelling": lambda: index.suggest(name[:2] + "q" + name[3:]),
    }
    everything = _timed(lambda: narrow(table, View(), stand), 3)
    return {
        "open": opened[0],
        "opened after": opened[1],
        "index": indexed,
        "MB once opened": memory,
        "lines of the region": len(narrow(table, NARROWED, stand).lines),
        "lines of the ego network": len(narrow(table, EGO, stand).lines),
        "lines of everything": len(narrow(table, View(), stand).lines),
        "everything": everything,
        "questions": {what: _timed(question, rounds) for what, question in questions.items()},
    }


def _add(world: Found, asked: Found) -> None:
    """Lay the times of another turn beside those that a world has."""
    before = world.get("questions", {})
    for question, times in asked["questions"].items():
        for clock, found in before.get(question, {}).items():
            times[clock] = found + times[clock]
    world.update(asked)


def _step(step: str, file: Path, triples: float, rounds: int) -> Found:
    command = [sys.executable, "-m", "benchmarks.growth", "--step", step, str(file)]
    command += ["--triples", str(triples), "--rounds", str(rounds)]
    found: Found = json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)
    return found


def _timed(question: Callable[[], object], rounds: int) -> dict[str, list[float]]:
    question()  # what is made once is made
    found: dict[str, list[float]] = {"cpu": [], "wall": []}
    for _ in range(rounds):
        cpu, wall = time.process_time(), time.perf_counter()
        question()
        found["cpu"].append(1000 * (time.process_time() - cpu))
        found["wall"].append(1000 * (time.perf_counter() - wall))
    return found


def _memory() -> float:
    """The most that the process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _table(worlds: list[Found]) -> str:
    rows = [["triples", *(f"{world['triples']:,}" for world in worlds)], ["---", *("--:" for _ in worlds)]]
    for what in ("ties", "claims", "entities", "lines of the region", "lines of the ego network"):
        rows.append([what, *(f"{world[what]:,}" for world in worlds)])
    for name in worlds[0]["questions"]:
        rows.append([f"{name}, ms of CPU", *(_span(world["questions"][name]["cpu"]) for world in worlds)])
    for name in worlds[0]["questions"]:
        rows.append([f"{name}, ms", *(_span(world["questions"][name]["wall"]) for world in worlds)])
    rows.append(["nothing narrowed: lines", *(f"{world['lines of everything']:,}" for world in worlds)])
    rows.append(["nothing narrowed, ms of CPU", *(_span(world["everything"]["cpu"]) for world in worlds)])
    for what in ("weigh", "write", "open", "index"):
        rows.append([f"to {what}, s of CPU", *(f"{world[what]:.2f}" for world in worlds)])
    rows.append(["opened after, s", *(f"{world['opened after']:.2f}" for world in worlds)])
    for what in ("MB of the file", "MB while writing", "MB once opened"):
        rows.append([what, *(f"{world[what]:,.0f}" for world in worlds)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _span(found: list[float]) -> str:
    return f"{median(found):.2f} ({min(found):.2f} to {max(found):.2f})"


if __name__ == "__main__":
    main()
