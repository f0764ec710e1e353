"""An answer in each of its formats, read back by others."""

import csv
import io
import json

import pyoxigraph as ox
import pytest
from rdflib import Graph
from rdflib.query import Result

from graph.errors import UsageError
from graph.store.answer import Answer

INTEGER = "http://www.w3.org/2001/XMLSchema#integer"
TERMS = (
    {"type": "uri", "value": "https://example.org/state/SYL"},
    {"type": "literal", "value": 'two\n"lines"\t\\ &<b>', "xml:lang": "en-gb"},
    {"type": "literal", "value": "-5", "datatype": INTEGER},
    {"type": "bnode", "value": "b0"},
    {"type": "literal", "value": ""},
)
TABLE = Answer("select", ("a", "b"), (*({"a": term} for term in TERMS), {"b": TERMS[0]}, {}))
LIMIT = "Cut at 7 rows; there are more."
CUT = Answer("select", TABLE.variables, TABLE.rows, cut=True, limit=LIMIT)
GRAPH = Answer(
    "construct", triples=((TERMS[0], TERMS[0], TERMS[1]), (TERMS[3], TERMS[0], TERMS[2])), accept="turtle"
)


@pytest.mark.parametrize("answer", [TABLE, CUT])
@pytest.mark.parametrize("name", ["json", "xml", "tsv"])
def test_a_table_is_read_back_as_it_was(name, answer):
    written = answer.serialise(name)
    if name == "tsv" and answer.cut:
        written, _, note = written.rstrip().rpartition(b"\n")
        assert note.decode() == f"# {LIMIT}"

    read = ox.parse_query_results(written, getattr(ox.QueryResultsFormat, name.upper()))

    again = Answer("select", TABLE.variables, tuple(map(row_of, read)))
    assert again.serialise("json") == TABLE.serialise("json")


def row_of(solution):
    kinds = {ox.NamedNode: "uri", ox.BlankNode: "bnode", ox.Literal: "literal"}
    row = {}
    for name, term in zip(("a", "b"), solution, strict=True):
        if term is not None:
            row[name] = {"type": kinds[type(term)], "value": term.value}
            if isinstance(term, ox.Literal) and term.language:
                row[name]["xml:lang"] = term.language
            elif isinstance(term, ox.Literal) and term.datatype.value == INTEGER:
                row[name]["datatype"] = INTEGER
    return row


@pytest.mark.parametrize("name", ["json", "xml", "csv"])
def test_rdflib_reads_it_too(name):
    assert len(Result.parse(io.BytesIO(TABLE.serialise(name)), format=name)) == 7
    assert (
        Result.parse(io.BytesIO(CUT.serialise("json")), format="json").vars
        == Result.parse(io.BytesIO(CUT.serialise("xml")), format="xml").vars
    )


@pytest.mark.parametrize("name", ["json", "xml", "tsv", "csv"])
def test_a_cut_table_says_so(name):
    assert LIMIT in CUT.serialise(name).decode()
    assert LIMIT not in TABLE.serialise(name).decode()


def test_csv_is_safe_in_a_spreadsheet():
    texts = ["=1+1", " =1", "@SUM(A1)", "+1", "-1.5e3", "-x", "\tx", "\rx", "plain", 'a "b", c']
    answer = Answer("select", ("x",), tuple({"x": {"type": "literal", "value": text}} for text in texts))

    assert [cell for (cell,) in csv.reader(io.StringIO(answer.serialise("csv").decode(), newline=""))] == [
        "x", "'=1+1", "' =1", "'@SUM(A1)", "+1", "-1.5e3", "'-x", "'\tx", "'\rx", "plain", 'a "b", c',
    ]  # fmt: skip


def test_xml_holds_no_character_that_xml_forbids():
    answer = Answer("select", ("x",), ({"x": {"type": "literal", "value": "a\x01\ufffe\0b"}},))

    (row,) = ox.parse_query_results(answer.serialise("xml"), ox.QueryResultsFormat.XML)
    assert row["x"].value == "a\ufffd\ufffd\ufffdb"


@pytest.mark.parametrize("name", ["turtle", "ntriples"])
def test_triples_are_read_back_as_they_were(name):
    cut = Answer("construct", triples=GRAPH.triples, cut=True, limit="Cut at 2 triples; there are more.")

    assert cut.serialise(name) == b"# Cut at 2 triples; there are more.\n" + GRAPH.serialise(name)
    assert (
        len(Graph().parse(data=cut.serialise(name).decode(), format="nt" if name == "ntriples" else name))
        == 2
    )
    assert json.loads(cut.serialise("json"))["cut"] == cut.limit


def test_triples_as_json():
    assert json.loads(GRAPH.serialise("json"))["triples"][0] == {
        "subject": TERMS[0],
        "predicate": TERMS[0],
        "object": TERMS[1],
    }


def test_yes_and_no_in_every_format():
    yes = Answer("ask", boolean=True)

    assert json.loads(yes.serialise()) == {"head": {}, "boolean": True}
    assert (yes.serialise("csv"), yes.serialise("tsv")) == (b"true\r\n", b"true\n")
    assert bool(ox.parse_query_results(yes.serialise("xml"), ox.QueryResultsFormat.XML))


def test_terms_of_rdf_1_2_are_kept():
    inner = {"subject": TERMS[0], "predicate": TERMS[0], "object": TERMS[2]}
    words = {"type": "literal", "value": "x", "xml:lang": "ar", "its:dir": "rtl"}
    answer = Answer("select", ("t", "d"), ({"t": {"type": "triple", "value": inner}, "d": words},))

    for name in ("json", "tsv"):
        (row,) = ox.parse_query_results(answer.serialise(name), getattr(ox.QueryResultsFormat, name.upper()))
        assert row["t"] == ox.Triple(*[ox.NamedNode(TERMS[0]["value"])] * 2, ox.Literal(-5))
        assert (row["d"].language, str(row["d"].direction.value)) == ("ar", "rtl")
    assert b"<triple><subject><uri>" in answer.serialise("xml")
    triple = Answer("construct", triples=((TERMS[0], TERMS[0], {"type": "triple", "value": inner}),))
    assert b"<<( <https://example.org/state/SYL> " in triple.serialise("turtle")


def test_a_format_that_does_not_fit_is_named():
    with pytest.raises(UsageError, match=r"^CONSTRUCT answers as turtle, ntriples, xml, json, not as 'csv'$"):
        GRAPH.serialise("csv")
    with pytest.raises(UsageError, match=r"^SELECT answers as json, csv, tsv, xml, not as 'turtle'$"):
        TABLE.serialise("turtle")
