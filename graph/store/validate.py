"""A file of data against the shapes: pyshacl over the file and what data/ holds of all that it names."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox
import rdflib
from rdflib import RDF, SH
from rdflib.query import Result
from rdflib.term import Node

from graph.errors import BrokenFile
from graph.store.files import data_files
from graph.store.load import parse
from graph.store.terms import BASE

if TYPE_CHECKING:
    from rdflib.plugins.sparql.sparql import Query

_STEPS = 4  #: from a claim to its tie, to the tie that this one is about, to its ends, to what they are


def validate(file: Path, data: Path) -> tuple[str, ...]:
    """Say what is wrong with a file, one line a problem; empty if it conforms.

    Raises:
        BrokenFile: the file cannot be parsed.
    """
    if not file.name.endswith((".ttl", ".trig", ".nq.gz")):
        raise BrokenFile(file, "is no .ttl, .trig or .nq.gz file")
    quads = tuple(parse(file))
    store = ox.Store()
    for path in data_files(data):
        if path.resolve() != file.resolve():
            store.extend(parse(path))
    given, around = _triples(quads), _triples(near(quads, store))
    return tuple(f"{file.name}: {problem}" for problem in problems(given, around, shapes(data)))


def shapes(data: Path) -> rdflib.Graph:
    """Read the shapes of a data folder."""
    return rdflib.Graph().parse(data / "shapes.ttl", format="turtle")


def problems(given: rdflib.Graph, around: rdflib.Graph, rules: rdflib.Graph) -> list[str]:
    """Say where some triples, seen among others, break the shapes; of the others nothing is said."""
    import pyshacl

    seen = _Seen()
    seen += given
    seen += around
    _, report, _ = pyshacl.validate(seen, shacl_graph=rules, advanced=False, js=False, inference="none")
    spoken_of = set(given.subjects())
    found = []
    for result in report.subjects(RDF.type, SH.ValidationResult):
        focus = report.value(result, SH.focusNode)
        if focus in spoken_of:
            found.append(f"{_short(focus)}: {_path(report, result)}{report.value(result, SH.resultMessage)}")
    return sorted(found)


class _Seen(rdflib.Graph):
    """Triples that read each question once: pyshacl asks the same of every node, and reading takes long."""

    def query(self, query_object: str | Query, *args: Any, **more: Any) -> Result:
        return super().query(_read(str(query_object)), *args, **more)


@cache
def _read(text: str) -> Query:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(text)


def _path(report: rdflib.Graph, result: Node) -> str:
    path = report.value(result, SH.resultPath)
    return f"{_short(path)}: " if path else ""


def _short(node: Node | None) -> str:
    return str(node).replace(BASE, "").replace("ontology#", "acc:")


def near(quads: Iterable[ox.Quad], store: ox.Store) -> Iterator[ox.Quad]:
    """What a store says of things that some quads name, of what these name in turn, and so on.

    No shape looks farther than from a claim to its tie, its ends and their kinds; all data at once would keep
    pyshacl busy for minutes.
    """
    seen: set[ox.NamedNode] = set()
    ahead = {term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, ox.NamedNode)}
    for _ in range(_STEPS):
        found = [quad for term in ahead for quad in store.quads_for_pattern(term, None, None, None)]
        yield from found
        seen |= ahead
        ahead = {quad.object for quad in found if isinstance(quad.object, ox.NamedNode)} - seen


def _triples(quads: Iterable[ox.Quad]) -> rdflib.Graph:
    triples = {quad.triple for quad in quads}
    written = ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES)
    # not oxrdflib's quicker parser: it writes out the datatype of plain strings, and sh:in finds none of them
    return rdflib.Graph().parse(data=written, format="nt")
