"""Measures whether opening a view costs as much over a store a hundred times as large.

``python -m benchmarks.engines``, or ``--triples 1e5 1e6`` for these only, ``--engines oxigraph``. The worlds
of ``worlds.py`` are written as N-Quads and loaded into Oxigraph's server and into Virtuoso, one after the
other. Over each a first process opens the atlas, which fetches what its scope asks for; others open the copy
and then, in this order, draw everything, one region and one state. Cost is the CPU time of these; the seconds
are told too, and so is what the first opening took, in which the engine does most of the work.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

import pyoxigraph as ox
from rdflib import DCTERMS, PROV, RDF, RDFS, SKOS

from benchmarks.growth import EGO
from benchmarks.worlds import grown
from graph.atlas import open_atlas
from graph.model.dates import PartialDate
from graph.model.view import View
from graph.model.world import World
from graph.settings import Settings
from graph.store.load import load
from graph.store.remote.client import Endpoint
from graph.store.terms import ACC, ATLAS, BASE
from tests.engines import servers

SIZES = (1e5, 1e7)
TIMES = 2.0  #: what opening a view may cost over the largest store, of what it costs over the smallest
ENGINES = ("oxigraph", "virtuoso")
VIEWS = {
    "everything": View(),
    "one region": View(regions=frozenset({"region-3"}), frame=False),
    "one state": EGO,
}
Found = dict[str, Any]


def main() -> None:
    """Measure, and print a table and whether the promise is kept."""
    asked = argparse.ArgumentParser(prog="python -m benchmarks.engines", description=__doc__)
    asked.add_argument("--triples", type=float, nargs="+", default=SIZES, help="sizes of the worlds")
    asked.add_argument("--engines", nargs="+", default=ENGINES, choices=ENGINES)
    asked.add_argument("--rounds", type=int, default=5, help="times that the copy is opened")
    asked.add_argument("--step", nargs=2, help=argparse.SUPPRESS)
    options = asked.parse_args()
    if options.step:
        address, cache = options.step
        print(json.dumps(step(Settings(store=address, cache=Path(cache), store_seconds=600.0))))
        return
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the beginning", end="\n\n", flush=True)
    found: dict[str, list[Found]] = {engine: [] for engine in options.engines}
    for triples in options.triples:
        with tempfile.TemporaryDirectory() as folder:
            world = _written(triples, Path(folder))
            for engine in options.engines:
                found[engine].append(world | _measured(engine, Path(folder), options.rounds))
                print(f"{triples:.0f} triples, {engine}: done", file=sys.stderr, flush=True)
    for engine, worlds in found.items():
        print(f"### {engine}\n\n{_table(worlds)}\n")
        for view in VIEWS:
            first, last = (median(world["views"][view]["cpu"]) for world in (worlds[0], worlds[-1]))
            kept = "kept" if last <= TIMES * first else "MISSED"
            print(f"- {view}: {last / first:.1f} times the smallest store's, promised {TIMES:g}: {kept}")
        print()
    print(f"load {os.getloadavg()[0]:.1f} at the end")


def step(settings: Settings) -> Found:
    """Open the atlas over an endpoint, or the copy where there is one, and draw."""
    cpu, began = time.process_time(), time.perf_counter()
    with timed_questions() as longest:
        atlas = open_atlas(settings)
    found: Found = {
        "longest": max(longest, default=0.0),
        "opened": {"cpu": time.process_time() - cpu, "wall": time.perf_counter() - began},
        "ties here": len(atlas.world.ties),
        "views": {},
    }
    for name, view in VIEWS.items():
        cpu, began = time.process_time(), time.perf_counter()
        drawn = atlas.drawing(view)
        found["views"][name] = {
            "cpu": 1000 * (time.process_time() - cpu),
            "wall": 1000 * (time.perf_counter() - began),
            "lines": len(drawn.edges),
        }
    return found


@contextmanager
def timed_questions() -> Iterator[list[float]]:
    """Note how many seconds each answer of an endpoint takes."""
    taken: list[float] = []
    post = Endpoint._post

    def timed(self: Endpoint, query: str, *types: Any) -> Any:
        began = time.perf_counter()
        try:
            return post(self, query, *types)
        finally:
            taken.append(time.perf_counter() - began)

    with patch.object(Endpoint, "_post", timed):
        yield taken


def _written(triples: float, folder: Path) -> Found:
    """Write a world as N-Quads into a folder."""
    real = open_atlas().world
    world = grown(real, _ties_for(real, triples))
    with (folder / "world.nq").open("wb") as file:
        number = sum(1 for quad in quads(world) if file.write(f"{quad} .\n".encode()))
    return {"triples": number, "ties": len(world.outlines)}


def _ties_for(real: World, triples: float) -> int:
    """How many ties a world of so many triples has: they grow in a line, of which two points are counted."""
    few, more = (sum(1 for _ in quads(grown(real, ties))) for ties in (2000, 4000))
    return max(100, round(2000 + (triples - few) / (more - few) * 2000))


def _measured(engine: str, folder: Path, rounds: int) -> Found:
    with tempfile.TemporaryDirectory() as cache:
        began = time.perf_counter()
        with _running(engine, folder) as address:
            loaded = time.perf_counter() - began
            first = _apart(address, cache)
            again = [_apart(address, cache) for _ in range(rounds)]
    views = {
        name: {what: [one["views"][name][what] for one in again] for what in ("cpu", "wall", "lines")}
        for name in VIEWS
    }
    opened = {what: [one["opened"][what] for one in again] for what in ("cpu", "wall")}
    return {
        "load": loaded,
        "first": first["opened"],
        "longest": first["longest"],
        "opened": opened,
        "views": views,
        "ties here": first["ties here"],
    }


def _running(engine: str, folder: Path) -> AbstractContextManager[str]:
    if engine == "virtuoso":
        return servers.virtuoso(folder, megabytes=4000)
    kept = ox.Store(folder / "oxigraph")
    kept.bulk_load(path=folder / "world.nq", format=ox.RdfFormat.N_QUADS)
    kept.flush()
    del kept
    return servers.oxigraph(None, folder / "oxigraph")


def _apart(address: str, cache: str) -> Found:
    command = [sys.executable, "-m", "benchmarks.engines", "--step", address, cache]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    found: Found = json.loads(done.stdout)
    return found


def quads(world: World) -> Iterator[ox.Quad]:
    """Write a world as the store holds it: what the atlas reads of it, and the words of the real one."""
    kept = {"TieKind", "Question", "Agreement", "Theme"}
    real = load(Settings().data)
    atlas = ox.NamedNode(str(ATLAS))
    for quad in real.quads_for_pattern(None, ox.NamedNode(str(RDF.type)), None, atlas):
        class_ = str(quad.object.value)
        if class_.removeprefix(str(ACC)) in kept or class_ in (str(SKOS.Concept), str(SKOS.ConceptScheme)):
            yield from real.quads_for_pattern(quad.subject, None, None, atlas)
    del real
    dataset = BASE + "dataset/accord-atlas"
    yield _quad(dataset, RDF.type, "http://www.w3.org/ns/dcat#Dataset")
    yield _quad(dataset, ACC.evidenceHorizon, PartialDate.of(world.horizon))
    for entity in world.entities:
        if str(entity.type) not in kept:
            yield _quad(entity.iri, RDF.type, ACC[entity.type])
            yield _quad(entity.iri, RDFS.label, ox.Literal(entity.label, language="en"))
            yield from _said(entity.iri, ACC, code=entity.code, statehood=entity.statehood)
    for concept in world.concepts:
        if concept.iri.startswith("https://example.org/"):
            yield _quad(concept.iri, RDF.type, SKOS.Concept)
            yield _quad(concept.iri, RDFS.label, ox.Literal(concept.label, language="en"))
            yield _quad(concept.iri, SKOS.inScheme, f"{BASE}scheme/{concept.scheme}")
    for source in world.sources:
        yield _quad(source.iri, RDF.type, ACC.Source)
        yield from _said(
            source.iri, DCTERMS, title=source.title, publisher=source.publisher, issued=source.issued
        )
        yield from _said(
            source.iri, ACC, reliability=source.reliability,
            issuedEarliest=source.issued_earliest, issuedLatest=source.issued_latest,
            referenceWork=source.reference_work or None,
        )  # fmt: skip
        for above in source.derived_from:
            yield _quad(source.iri, PROV.wasDerivedFrom, above)
    for tie in world.outlines:
        yield _quad(tie.iri, RDF.type, ACC.Tie)
        for how, end in ((ACC.sender, tie.sender), (ACC.receiver, tie.receiver)):
            yield _quad(tie.iri, how, end)
            yield _quad(tie.iri, ACC.party, end)
        yield _quad(tie.iri, ACC.kind, f"{BASE}kind/{tie.kind.slug}")
        yield from _said(tie.iri, ACC, phase=tie.phase, occasion=tie.occasion)
    for claim in world.claims:
        yield _quad(claim.iri, RDF.type, ACC.Claim, claim.source)
        yield _quad(claim.iri, ACC.denies if claim.denies else ACC.about, claim.tie, claim.source)
        yield from _said(
            claim.iri, ACC, claim.source, phase=claim.phase, since=claim.since, until=claim.until,
            unit=claim.unit, year=claim.year, role=claim.role, confidence=claim.confidence,
            locator=claim.locator, amount=claim.amount, unverified=claim.unverified or None,
        )  # fmt: skip
    for share in world.compositions:
        yield _quad(share.iri, RDF.type, ACC.Composition, share.source)
        yield _quad(share.iri, ACC.state, share.state, share.source)
        yield _quad(share.iri, ACC.religion, f"{BASE}religion/{share.religion}", share.source)
        yield from _said(
            share.iri,
            ACC,
            share.source,
            shareLow=share.low,
            shareHigh=share.high,
            base=share.base,
            year=share.year,
        )
    regions = {concept.slug: concept.iri for concept in world.concepts}
    for located in world.located:
        yield _quad(located.state, ACC.region, regions[located.region], located.source)


def _said(subject: str, words: Any, graph: str = str(ATLAS), **values: object) -> Iterator[ox.Quad]:
    for name, value in values.items():
        if value not in (None, ""):
            yield _quad(subject, words[name], value, graph)


def _quad(subject: str, predicate: object, value: object, graph: str = str(ATLAS)) -> ox.Quad:
    return ox.Quad(ox.NamedNode(subject), ox.NamedNode(str(predicate)), _term(value), ox.NamedNode(graph))


def _term(value: object) -> ox.NamedNode | ox.Literal:
    if isinstance(value, ox.Literal):
        return value
    if isinstance(value, PartialDate):
        datatype = {1: "gYear", 2: "gYearMonth", 3: "date"}[value.precision]
        return ox.Literal(str(value), datatype=ox.NamedNode(f"http://www.w3.org/2001/XMLSchema#{datatype}"))
    if isinstance(value, bool | float | int):
        return ox.Literal(value)
    text = str(value)
    return ox.NamedNode(text) if text.startswith(("http://", "https://")) else ox.Literal(text)


def _table(worlds: list[Found]) -> str:
    rows = [["triples", *(f"{world['triples']:,}" for world in worlds)], ["---", *("--:" for _ in worlds)]]
    rows.append(["ties of the store", *(f"{world['ties']:,}" for world in worlds)])
    rows.append(["ties of the copy", *(f"{world['ties here']:,}" for world in worlds)])
    for name in VIEWS:
        rows.append([f"{name}: lines", *(f"{world['views'][name]['lines'][0]:,}" for world in worlds)])
        rows.append([f"{name}, ms of CPU", *(_span(world["views"][name]["cpu"]) for world in worlds)])
        rows.append([f"{name}, ms", *(_span(world["views"][name]["wall"]) for world in worlds)])
    rows.append(["to open the copy, s of CPU", *(_span(world["opened"]["cpu"]) for world in worlds)])
    rows.append(["first opening: fetch and build, s", *(f"{world['first']['wall']:.1f}" for world in worlds)])
    rows.append(["first opening, our s of CPU", *(f"{world['first']['cpu']:.1f}" for world in worlds)])
    rows.append(["first opening, longest question, s", *(f"{world['longest']:.1f}" for world in worlds)])
    rows.append(["to load the engine, s", *(f"{world['load']:.1f}" for world in worlds)])
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def _span(found: list[float]) -> str:
    return f"{median(found):.2f} ({min(found):.2f} to {max(found):.2f})"


if __name__ == "__main__":
    main()
