"""The W3C's own tests of SPARQL 1.1 queries, read from the folder that ATLAS_W3C names."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import rdflib
from rdflib.collection import Collection

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
QT = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-query#")
RS = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
XSD = "http://www.w3.org/2001/XMLSchema#"

#: where the files are taken to lie, so that a relative name in one of them means the same everywhere
BASE = "http://www.w3.org/2009/sparql/docs/tests/data-sparql11/"

_RESULTS = {
    ".srx": ox.QueryResultsFormat.XML,
    ".srj": ox.QueryResultsFormat.JSON,
    ".tsv": ox.QueryResultsFormat.TSV,
}
_NUMBERS = {"integer", "decimal", "double", "float"}


@dataclass(frozen=True)
class Case:
    """One test of the suite."""

    name: str  #: folder/slug
    kind: str  #: QueryEvaluationTest, CSVResultFormatTest, PositiveSyntaxTest11 or NegativeSyntaxTest11
    query: Path
    data: tuple[Path, ...]  #: that are the default graph together
    named: tuple[Path, ...]  #: that are a graph each
    result: Path | None

    @property
    def text(self) -> str:
        """The query, with the address of its own file as the base of its relative names."""
        return f"BASE <{address(self.query)}>\n{self.query.read_text('utf-8')}"

    @property
    def leaves(self) -> str:
        """Why a console that reads one store cannot ask it; empty if it can."""
        words = re.sub(r"#.*|<[^>]*>|\"[^\"]*\"", "", self.query.read_text("utf-8"))
        if re.search(r"\bSERVICE\b", words, re.IGNORECASE):
            return "SERVICE"
        if self.kind != "NegativeSyntaxTest11" and re.search(r"\bFROM\b", words, re.IGNORECASE):
            return "a foreign FROM"
        return ""


def cases(folder: Path) -> Iterator[Case]:
    """Read all manifests of the suite that are there."""
    for manifest in sorted(folder.glob("*/manifest.ttl")):
        graph = rdflib.Graph().parse(manifest, format="turtle", publicID=address(manifest))
        for entries in graph.objects(None, MF.entries):
            for test in Collection(graph, entries):
                yield _case(graph, test, manifest.parent)


def address(file: Path) -> str:
    """The IRI under which a file of the suite is known."""
    return f"{BASE}{file.parent.name}/{file.name}"


def _case(graph: rdflib.Graph, test: Any, folder: Path) -> Case:
    action, result = graph.value(test, MF.action), graph.value(test, MF.result)
    query = graph.value(action, QT.query) or action

    def files(of: rdflib.URIRef) -> tuple[Path, ...]:
        return tuple(sorted(_file(iri, folder) for iri in graph.objects(action, of)))

    return Case(
        name=f"{folder.name}/{str(test).rpartition('#')[2]}",
        kind=str(graph.value(test, rdflib.RDF.type)).rpartition("#")[2],
        query=_file(query, folder),
        data=files(QT.data),
        named=files(QT.graphData),
        result=_file(result, folder) if result else None,
    )


def _file(iri: Any, folder: Path) -> Path:
    return folder / str(iri).rpartition("/")[2]


# --- what a query was answered, so that two answers can be compared ------------------------------------


def expected(case: Case) -> Any:
    """What the suite says."""
    file = case.result
    assert file is not None
    if file.suffix in _RESULTS:
        return of_engine(ox.parse_query_results(path=str(file), format=_RESULTS[file.suffix]))
    if file.suffix == ".csv":
        return table(file.read_bytes())
    triples = [quad.triple for quad in ox.parse(path=str(file), base_iri=address(file), format=_format(file))]
    if any(triple.object == ox.NamedNode(f"{RS}ResultSet") for triple in triples):
        return _of_result_set(triples)
    return of_triples(triples)


def table(written: bytes) -> Any:
    """A CSV file: its rows and columns in any order, as SELECT * gives none."""
    rows = csv.DictReader(io.StringIO(written.decode()))
    return "csv", Counter(frozenset((name, _cell(text)) for name, text in row.items()) for row in rows)


def _cell(text: str) -> Any:
    if text.startswith("_:"):
        return "_:"
    try:
        return float(text)
    except ValueError:
        return text


def of_engine(found: Any) -> Any:
    """What pyoxigraph answered."""
    if isinstance(found, ox.QueryBoolean):
        return "boolean", bool(found)
    if isinstance(found, ox.QueryTriples):
        return of_triples(found)
    return of_rows(json.loads(found.serialize(format=ox.QueryResultsFormat.JSON))["results"]["bindings"])


def of_rows(rows: Iterable[Mapping[str, Any]]) -> Any:
    """Rows in any order; blank nodes are the same by what is said of them."""
    plain: Counter[Any] = Counter()
    quads = []
    for number, row in enumerate(rows):
        if any(term["type"] == "bnode" for term in row.values()):
            me = ox.BlankNode(f"row{number}")
            quads += [
                ox.Quad(me, ox.NamedNode(f"urn:var:{name}"), _term(term, number))
                for name, term in row.items()
            ]
        else:
            plain[frozenset((name, _compared(term)) for name, term in row.items())] += 1
    return "rows", frozenset(plain.items()), _canonical(quads)


def of_triples(triples: Iterable[ox.Triple]) -> Any:
    """A graph, whatever its blank nodes are called."""
    return "graph", _canonical(ox.Quad(*triple) for triple in triples)


def _canonical(quads: Iterable[ox.Quad]) -> frozenset[str]:
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return frozenset(map(str, dataset))


def _compared(term: Mapping[str, Any]) -> Any:
    """A term; numbers are the same however they are written."""
    datatype = term.get("datatype", "").removeprefix(XSD)
    if datatype in _NUMBERS:
        try:
            value: object = (
                float(term["value"]) if datatype in ("double", "float") else Decimal(term["value"])
            )
        except ArithmeticError:
            value = term["value"]
        return datatype, str(value) if value != value else value
    if datatype == "boolean":
        return datatype, {"1": "true", "0": "false"}.get(term["value"], term["value"])
    return term["type"], term["value"], datatype, term.get("xml:lang", "").lower()


def _term(term: Mapping[str, Any], row: int) -> Any:
    if term["type"] == "bnode":
        return ox.BlankNode(term["value"])
    return ox.Literal(repr(_compared(term)))


def _of_result_set(triples: list[ox.Triple]) -> Any:
    """Results that are written as a graph."""
    said: dict[Any, dict[str, list[Any]]] = {}
    for triple in triples:
        name = triple.predicate.value.removeprefix(RS)
        said.setdefault(triple.subject, {}).setdefault(name, []).append(triple.object)
    (whole,) = (about for about in said.values() if "resultVariable" in about or "boolean" in about)
    if "boolean" in whole:
        return "boolean", whole["boolean"][0].value == "true"
    rows = []
    for solution in whole.get("solution", ()):
        bindings = (said[binding] for binding in said[solution].get("binding", ()))
        rows.append({each["variable"][0].value: _json(each["value"][0]) for each in bindings})
    return of_rows(rows)


def _json(term: Any) -> dict[str, str]:
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    more = {"xml:lang": term.language} if term.language else {"datatype": term.datatype.value}
    if more.get("datatype") == f"{XSD}string":
        more = {}
    return {"type": "literal", "value": term.value, **more}


def _format(file: Path) -> ox.RdfFormat:
    found = ox.RdfFormat.from_extension(file.suffix[1:])
    assert found is not None
    return found


def load(store: ox.Store, file: Path, graph: str = "") -> None:
    """Load a file of data into a graph of a store, or into its default graph."""
    where = ox.NamedNode(graph) if graph else ox.DefaultGraph()
    store.load(path=str(file), format=_format(file), base_iri=address(file), to_graph=where)
