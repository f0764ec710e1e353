"""What a reader's query was answered, and the bytes in which it is handed on."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal
from xml.sax.saxutils import escape, quoteattr

import pyoxigraph as ox

from graph.errors import UsageError

Kind = Literal["select", "ask", "construct"]
Term = Mapping[str, Any]  #: as SPARQL 1.1 JSON has it: type, value, and datatype or xml:lang
Row = Mapping[str, Term]  #: variable → term; a variable without a value is left out
Triple = tuple[Term, Term, Term]

#: what each kind of answer can be written as, the usual format first
FORMATS: dict[Kind, tuple[str, ...]] = {
    "select": ("json", "csv", "tsv", "xml"),
    "ask": ("json", "csv", "tsv", "xml"),
    "construct": ("turtle", "ntriples", "xml", "json"),
}


@dataclass(frozen=True)
class Answer:
    """What a reader's query was answered."""

    kind: Kind  #: DESCRIBE answers as CONSTRUCT does
    variables: tuple[str, ...] = ()  #: of a SELECT, in its order
    rows: tuple[Row, ...] = ()  #: of a SELECT
    boolean: bool | None = None  #: of an ASK
    triples: tuple[Triple, ...] = ()  #: of a CONSTRUCT
    cut: bool = False  #: whether there are more rows or triples than these
    limit: str = ""  #: which limit cut it, in a sentence; to be shown wherever the answer is
    seconds: float = 0.0  #: from the question to the last row, waiting not counted
    accept: str = "json"  #: the format that was asked for

    def serialise(self, format_: str = "") -> bytes:
        """Write the answer in UTF-8; an answer that was cut says so in every format.

        JSON and TSV hold each term exactly. CSV is for people and spreadsheets: what a spreadsheet would take
        for a formula begins with an apostrophe there.

        Args:
            format_: one of `FORMATS`; the one that was asked for if left out.

        Raises:
            UsageError: answers of this kind have no such format.
        """
        name = format_ or self.accept
        check_format(self.kind, name)
        if self.kind == "construct":
            return _triples(self, name)
        write = {"json": _json, "csv": _csv, "tsv": _tsv, "xml": _xml}[name]
        return write(self).encode()


def check_format(kind: Kind, name: str) -> None:
    """Refuse a format that answers of a kind do not have."""
    if name not in FORMATS[kind]:
        raise UsageError(f"{kind.upper()} answers as {', '.join(FORMATS[kind])}, not as {name[:20]!r}")


def _json(answer: Answer) -> str:
    # "cut" is ours: readers of the format pass over names that they do not know
    cut = {"cut": answer.limit} if answer.cut else {}
    if answer.kind == "ask":
        return _dump({"head": {}, "boolean": answer.boolean})
    head = {"vars": answer.variables}
    return _dump({"head": head, **cut, "results": {"bindings": answer.rows}})


def _dump(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def _csv(answer: Answer) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\r\n")
    if answer.kind == "ask":
        writer.writerow([str(answer.boolean).lower()])
        return written.getvalue()
    writer.writerow(answer.variables)
    for row in answer.rows:
        writer.writerow([_cell(row.get(name)) for name in answer.variables])
    if answer.cut:
        writer.writerow([f"# {answer.limit}"])
    return written.getvalue()


_NUMBER = re.compile(r"\s*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][+-]?[0-9]+)?\s*")


def _cell(term: Term | None) -> str:
    if term is None:
        return ""
    if term["type"] == "triple":
        return _turtle(term)
    text = f"_:{term['value']}" if term["type"] == "bnode" else str(term["value"])
    # spreadsheets run what begins so, also after white space
    formula = text.startswith(("\t", "\r")) or text.lstrip().startswith(("=", "+", "-", "@"))
    return f"'{text}" if formula and not _NUMBER.fullmatch(text) else text


def _tsv(answer: Answer) -> str:
    if answer.kind == "ask":
        return f"{str(answer.boolean).lower()}\n"
    lines = ["\t".join(f"?{name}" for name in answer.variables)]
    lines += ["\t".join(_turtle(row.get(name)) for name in answer.variables) for row in answer.rows]
    if answer.cut:
        lines.append(f"# {answer.limit}")
    return "".join(f"{line}\n" for line in lines)


def _turtle(term: Term | None) -> str:
    if term is None:
        return ""
    return f"<<( {_engine_term(term)} )>>" if term["type"] == "triple" else str(_engine_term(term))


def _xml(answer: Answer) -> str:
    note = f"<!-- {answer.limit.replace('--', '- -')} -->\n" if answer.cut else ""
    opening = f'<?xml version="1.0"?>\n{note}<sparql xmlns="http://www.w3.org/2005/sparql-results#">\n'
    if answer.kind == "ask":
        return f"{opening}<head/>\n<boolean>{str(answer.boolean).lower()}</boolean>\n</sparql>\n"
    head = "".join(f"<variable name={quoteattr(name)}/>" for name in answer.variables)
    rows = "".join(f"<result>{_xml_row(row, answer.variables)}</result>\n" for row in answer.rows)
    return f"{opening}<head>{head}</head>\n<results>\n{rows}</results>\n</sparql>\n"


def _xml_row(row: Row, names: tuple[str, ...]) -> str:
    bound = [(name, row[name]) for name in names if name in row]
    return "".join(f"<binding name={quoteattr(name)}>{_xml_term(term)}</binding>" for name, term in bound)


def _xml_term(term: Term) -> str:
    if term["type"] == "triple":
        parts = "".join(f"<{part}>{_xml_term(inner)}</{part}>" for part, inner in term["value"].items())
        return f"<triple>{parts}</triple>"
    marks = "".join(f" {mark}={quoteattr(term[mark])}" for mark in ("xml:lang", "datatype") if mark in term)
    # what XML 1.0 cannot hold, not even escaped
    value = re.sub("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", str(term["value"]))
    return f"<{term['type']}{marks}>{escape(value)}</{term['type']}>"


def _triples(answer: Answer, name: str) -> bytes:
    if name == "json":
        parts = ("subject", "predicate", "object")
        found = [dict(zip(parts, triple, strict=True)) for triple in answer.triples]
        return _dump({**({"cut": answer.limit} if answer.cut else {}), "triples": found}).encode()
    triples = (ox.Triple(*map(_engine_term, triple)) for triple in answer.triples)
    if name == "xml":
        return _rdf_xml(answer, triples)
    note = f"# {answer.limit}\n".encode() if answer.cut else b""
    formats = {"turtle": ox.RdfFormat.TURTLE, "ntriples": ox.RdfFormat.N_TRIPLES}
    return note + (ox.serialize(triples, format=formats[name]) or b"")


_ENDS_IN_NAME = re.compile(r"[^\W\d][\w.-]*$")


def _rdf_xml(answer: Answer, triples: Iterable[ox.Triple]) -> bytes:
    note = f"<!-- {answer.limit.replace('--', '- -')} -->\n" if answer.cut else ""
    if not all(_ENDS_IN_NAME.search(term["value"]) for _, term, _ in answer.triples):
        raise UsageError(
            "RDF/XML has no way to write a property whose IRI does not end in a name; ask for Turtle"
        )
    written = ox.serialize(triples, format=ox.RdfFormat.RDF_XML) or b""
    return written.replace(b"?>\n", b"?>\n" + note.encode(), 1) if note else written


def _engine_term(term: Term) -> Any:
    """Give a term of ours as pyoxigraph's, whose text is Turtle."""
    value = term["value"]
    match term["type"]:
        case "uri":
            return ox.NamedNode(value)
        case "bnode":
            return ox.BlankNode(value)
        case "triple":
            return ox.Triple(*(_engine_term(value[part]) for part in ("subject", "predicate", "object")))
    direction = ox.BaseDirection(term["its:dir"]) if "its:dir" in term else None
    datatype = ox.NamedNode(term["datatype"]) if "datatype" in term else None
    return ox.Literal(value, language=term.get("xml:lang"), direction=direction, datatype=datatype)
