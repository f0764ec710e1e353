"""A view is taken away in every format, and each is read back by the tool that it is for."""

from __future__ import annotations

import ast
import csv
import html
import io
import json
import re
from datetime import date
from xml.etree import ElementTree

import networkx as nx
import pyarrow.parquet as pq
import pytest
from rdflib import RDF, Dataset, Graph

from graph.export import FILES, MADE_IN_BROWSER, file_of, formats
from graph.export.taken import LICENCE, NOTICE
from graph.model.entity import EntityType
from graph.model.view import View
from graph.store.terms import ACC
from tests.conftest import Builder

#: formats in which each tie stands under its own address
WITH_IRIS = sorted(formats().keys() - {"svg", "svg-dark", "html", "entities-csv", "python"})


def text(taken, form: str) -> str:
    content = formats()[form](taken)
    if form == "parquet":
        read = pq.read_table(io.BytesIO(content))
        return f"{read.to_pylist()} {read.schema.metadata}"
    return content.decode()


def iris(taken) -> set[str]:
    return {tie.iri for tie, _ in taken.ties}


def unescaped(written: str) -> str:
    """A file without the ways in which its format writes quotation marks and other signs."""
    return html.unescape(written).replace("\\'", "'")


# --- each read back ------------------------------------------------------------------------------------


def test_csv_and_json_hold_every_tie_once(taken):
    rows = list(csv.DictReader(io.StringIO(text(taken, "csv"), newline="")))
    told = json.loads(text(taken, "json"))

    assert [row["iri"] for row in rows] == [tie["iri"] for tie in told["ties"]] == sorted(iris(taken))
    assert told["about"] == {**taken.about, "notice": NOTICE}
    assert [row["certainty"] for row in rows] == [tie["certainty"] for tie in told["ties"]]


def test_the_tables_hold_every_entity_and_every_claim_once(taken):
    entities = list(csv.DictReader(io.StringIO(text(taken, "entities-csv"), newline="")))
    claims = list(csv.DictReader(io.StringIO(text(taken, "claims-csv"), newline="")))

    assert [row["iri"] for row in entities] == sorted(taken.network)
    assert sum(int(row["ties"]) for row in entities) == 2 * taken.network.number_of_edges()
    assert [row["iri"] for row in claims] == [claim.iri for tie, _ in taken.ties for claim in tie.claims]
    assert {row["standing"] for row in entities if row["code"] == "SYL"} == {"member"}
    assert {row["denies"] for row in claims} == {"true", "false"}


def test_parquet_holds_every_tie_once_and_says_where_it_is_from(taken):
    read = pq.read_table(io.BytesIO(formats()["parquet"](taken)))

    assert read["iri"].to_pylist() == sorted(iris(taken))
    assert read["certainty"].to_pylist() == [certainty for _, certainty in taken.ties]
    said = {name.decode(): value.decode() for name, value in read.schema.metadata.items()}
    assert said == {**taken.about, "licence": LICENCE, "attribution": NOTICE}


def test_graphml_is_read_back_as_the_same_network(taken):
    read = nx.read_graphml(io.BytesIO(formats()["graphml"](taken)), force_multigraph=True)

    assert set(read) == set(taken.network)
    assert {key for *_, key in read.edges(keys=True)} == iris(taken)
    assert read.graph["lens"] == "relations"
    assert read.graph["data"] == "small"
    assert read.graph["notice"] == NOTICE
    states = {data["code"]: data for _, data in read.nodes(data=True) if "code" in data}
    assert (states["SYL"]["label"], states["SYL"]["standing"]) == ("Syldavia", "member")
    (relations,) = (data for *_, data in read.edges(data=True) if data.get("since") == "2020-10-18")
    assert (relations["kind"], relations["certainty"]) == ("diplomatic-relations", "certain")
    assert relations["independent_sources"] == 2


def test_gexf_is_read_back_as_the_same_network(taken):
    content = formats()["gexf"](taken)
    read = nx.read_gexf(io.BytesIO(content))

    assert set(read) == set(taken.network)
    assert {data["id"] for *_, data in read.edges(data=True)} == iris(taken)
    assert {data["label"] for _, data in read.nodes(data=True)} >= {"Syldavia", "Nuevo Rico"}
    # as the schema of GEXF 1.2 has it: one graph, in it attributes, nodes and edges, whose ids are unique
    space = {"g": "http://www.gexf.net/1.2draft"}
    (graph,) = ElementTree.fromstring(content).findall("g:graph", space)
    nodes = [node.get("id") for node in graph.findall("g:nodes/g:node", space)]
    edges = graph.findall("g:edges/g:edge", space)
    assert len(nodes) == len(set(nodes)) == len(taken.network)
    assert len({edge.get("id") for edge in edges}) == len(edges) == len(iris(taken))
    assert {end for edge in edges for end in (edge.get("source"), edge.get("target"))} <= set(nodes)


@pytest.mark.parametrize(
    ("form", "read"),
    [
        ("node-link", lambda told: nx.node_link_graph(told, edges="edges")),
        ("cytoscape", nx.cytoscape_graph),
    ],
)
def test_json_of_a_network_is_read_back_as_the_same_network(taken, form, read):
    network = read(json.loads(text(taken, form)))

    assert set(network) == set(taken.network)
    assert network.is_directed()
    assert {key for *_, key in network.edges(keys=True)} == iris(taken)
    assert {(a, b) for a, b in network.edges()} == {(a, b) for a, b in taken.network.edges()}
    assert network.graph["as_of"] == "2026-06-29"
    assert "Syldavia" in {data["label"] for _, data in network.nodes(data=True)}


@pytest.mark.parametrize("form", ["trig", "json-ld"])
def test_facts_are_read_back_with_each_claim_in_the_graph_of_its_source(taken, form):
    read = Dataset()
    read.parse(data=text(taken, form), format=form)

    claims = {(str(s), str(g)) for s, _, _, g in read.quads((None, RDF.type, ACC.Claim, None))}
    assert claims == {(claim.iri, claim.source) for tie, _ in taken.ties for claim in tie.claims}
    assert {str(s) for s, *_ in read.quads((None, RDF.type, ACC.Tie, None))} == iris(taken)


def test_turtle_is_the_union_of_trig(taken):
    dataset, graph = Dataset(), Graph()
    dataset.parse(data=text(taken, "trig"), format="trig")
    graph.parse(data=text(taken, "turtle"), format="turtle")

    assert set(graph) == {(s, p, o) for s, p, o, _ in dataset.quads((None, None, None, None))}


# --- what every file says, and what none does -------------------------------------------------------------


@pytest.mark.parametrize("form", formats())
def test_every_file_says_from_when_from_what_and_under_which_terms(small_world, take, form):
    taken = take(small_world, View(as_of=date(2022, 3, 4), known_on=date(2026, 2, 2)))
    written = unescaped(text(taken, form))

    said = ["2022-03-04", "2026-02-02", "relations", "small", "CC0 1.0", "cite the sources"]
    assert [each for each in said if each not in written] == []
    if form not in ("json", "graphml", "gexf", "node-link", "cytoscape"):
        assert LICENCE in written


@pytest.mark.parametrize("form", formats())
def test_what_a_view_hides_is_in_no_file_of_it(small_world, take, form):
    plain, all_of_it = (text(take(small_world, View(unverified=asked)), form) for asked in (False, True))

    hidden = ("hearsay", "KHE.NUE.embassy")
    assert [word for word in hidden if word in plain] == []
    if form in ("json", "claims-csv", "trig", "json-ld"):
        assert [word for word in hidden if word not in all_of_it] == []


@pytest.mark.parametrize("form", formats())
def test_what_was_not_known_yet_is_in_no_file(small_world, take, form):
    written = text(take(small_world, View(known_on=date(2022, 1, 1))), form)

    # both came out in 2026
    assert [word for word in ("courier", "agency", "as all claims decide") if word in written] == []
    if form in WITH_IRIS:
        assert "SAN.abraham-accords.accession.signed" in written
        assert "SAN.abraham-accords.accession.inForce" not in written


@pytest.mark.parametrize("form", formats())
def test_general_knowledge_of_a_tie_that_others_report_too_stays_out_unless_asked_for(builder, take, form):
    builder.entity("SYL")
    builder.entity("BOR")
    builder.source("courier")
    builder.source("hearsay", "")
    tie = builder.says("courier", "SYL", "embassy", "BOR", "inForce")
    builder.claim(tie, "hearsay", unverified=True)
    world = builder.world()

    assert "hearsay" not in text(take(world), form)
    if form in ("json", "claims-csv", "trig"):
        assert "hearsay" in text(take(world, View(unverified=True)), form)


@pytest.mark.parametrize("form", WITH_IRIS)
def test_the_ties_of_a_file_are_those_of_the_view(small_world, take, form):
    taken = take(small_world, View(as_of=date(2020, 9, 20)))
    written = text(taken, form)
    every = {outline.iri for outline in small_world.outlines}

    # IRIs end where something else begins; one may be the beginning of another
    named = {iri for iri in every if re.search(rf"{re.escape(iri)}(?![\w.-]*\w)", written)}
    about = {tie.receiver for tie, _ in taken.ties}
    assert named - about == iris(taken) - about


@pytest.mark.parametrize("form", formats())
def test_the_same_view_gives_the_same_bytes(small_world, take, form):
    assert formats()[form](take(small_world)) == formats()[form](take(small_world))


# --- names that no file can hold --------------------------------------------------------------------------

HOSTILE = {
    "EVL": 'a\x00\x0b"<b>\ufffe\uffff\u202e' + "x" * 10_000,
    "MRK": "</text></title><script>alert(1)</script><img src=x onerror=alert(1)>]]>",
    "RTL": "\u2067\u05e9\u05dc\u05d5\u05dd \u202egnorw\u2069",
    "EMP": "",
    "EMO": "\U0001f1f0\U0001f1ff \U0001f468\u200d\U0001f469\u200d\U0001f467",
    "FRM": "=HYPERLINK(1)",
}


@pytest.fixture(scope="module")
def hostile(take):
    """A view in which every name is an attack."""
    builder = Builder()
    for code, label in HOSTILE.items():
        builder.entity(code, label=label)
    builder.entity("treaty", EntityType.AGREEMENT, "<svg onload=alert(1)>")
    builder.source("courier", publisher='"><script>alert(2)</script>', url="javascript:alert(3)")
    for code in HOSTILE:
        builder.says("courier", code, "signature", "treaty", since="2025-09-15", occasion="2025-09-15")
    return take(builder.world())


@pytest.mark.parametrize("form", formats())
def test_a_name_that_no_file_can_hold_is_made_fit(hostile, form):
    content = formats()[form](hostile)

    if form in ("graphml", "gexf"):
        read = nx.read_graphml if form == "graphml" else nx.read_gexf
        labels = {data.get("label") for _, data in read(io.BytesIO(content)).nodes(data=True)}
        assert f'a "<b>{"x" * 10_000}' in labels
    elif form in ("svg", "svg-dark"):
        ElementTree.fromstring(content)
    elif form == "python":
        ast.parse(content)
    elif form.endswith("csv"):
        cells = [cell for row in csv.reader(io.StringIO(content.decode(), newline="")) for cell in row]
        assert [cell for cell in cells if cell.startswith("=")] == []
    elif form in ("trig", "json-ld", "turtle"):
        read = Dataset()
        read.parse(data=content.decode(), format=form)
        assert len(read)
    elif form == "parquet":
        assert pq.read_table(io.BytesIO(content)).num_rows == len(HOSTILE)
    else:
        assert content.decode("utf-8")


def test_every_format_has_a_name_for_its_file_and_those_of_a_browser_are_none_of_them():
    assert formats().keys() == FILES.keys()
    assert len({file.ending for file in FILES.values()}) == len(FILES)
    assert not formats().keys() & set(MADE_IN_BROWSER)
    assert file_of("new").ending == "new"
