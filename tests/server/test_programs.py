"""Programs that ask the running app: its queries, its commands and its data, by the clients they use."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from dataclasses import dataclass

import pandas as pd
import pytest
import rdflib
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from SPARQLWrapper import CSV, JSON, POST, TURTLE, XML, SPARQLWrapper
from SPARQLWrapper.SPARQLExceptions import QueryBadFormed

from graph.answers import COMMANDS
from tests.hostile import RUNAWAY, SECRET, bad_inputs, filled, forbidden
from tests.serving import serving

SECONDS = 4.0  #: deadline of queries on this server
P = """PREFIX acc: <https://w3id.org/accord-atlas/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
"""
STATES = f"""{P} SELECT ?code ?label {{
    ?s a acc:State ; acc:code ?code ; rdfs:label ?label FILTER(LANG(?label) = "en")
}} ORDER BY ?code LIMIT 3"""
KAZAKHSTAN = "https://w3id.org/accord-atlas/state/KAZ"


@pytest.fixture(scope="module")
def server(real_atlas, tmp_path_factory):
    with serving(
        real_atlas, tmp_path_factory.mktemp("server") / "log", ATLAS_QUERY_SECONDS=str(SECONDS)
    ) as address:
        yield address


@dataclass(frozen=True)
class Got:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def told(self):
        return json.loads(self.body)


@pytest.fixture(scope="module")
def ask(server):
    """Send one request: path, parameters, and what else is said."""

    def send(path, given=(), *, method="GET", body=None, **headers) -> Got:
        query = f"?{urllib.parse.urlencode(list(dict(given).items()), doseq=True)}" if given else ""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(server + path + query, data=body, headers=named, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Got(answer.status, {k.lower(): v for k, v in answer.headers.items()}, answer.read())
        except urllib.error.HTTPError as wrong:
            with wrong:
                return Got(wrong.code, {k.lower(): v for k, v in wrong.headers.items()}, wrong.read())

    return send


# --- clients -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("method", ["GET", POST])
def test_sparqlwrapper_is_answered_in_each_format(server, method):
    client = SPARQLWrapper(f"{server}/sparql")
    client.setMethod(method)
    client.setQuery(STATES)
    found = {}
    for form in (JSON, XML, CSV):
        client.setReturnFormat(form)
        found[form] = client.queryAndConvert()

    rows = found[JSON]["results"]["bindings"]
    assert [row["code"]["value"] for row in rows] == ["ABW", "AFG", "AGO"]
    assert [node.firstChild.data for node in found[XML].getElementsByTagName("literal")][::2] == [
        "ABW", "AFG", "AGO",
    ]  # fmt: skip
    assert found[CSV].decode().splitlines()[1].startswith("ABW,")
    client.setQuery(P + "CONSTRUCT { ?s acc:code ?code } { ?s acc:code ?code } LIMIT 5")
    client.setReturnFormat(TURTLE)
    assert len(rdflib.Graph().parse(data=client.queryAndConvert(), format="turtle")) == 5


def test_sparqlwrapper_is_told_what_is_wrong(server):
    client = SPARQLWrapper(f"{server}/sparql")
    client.setQuery("SELECT ?x WHERE { ?x a foaf:Person }")

    with pytest.raises(QueryBadFormed, match="'foaf:' is not declared"):
        client.query()


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
def test_a_graph_of_rdflib_stands_on_the_endpoint(server, real_atlas, method):
    graph = rdflib.Graph(SPARQLStore(f"{server}/sparql", method=method))
    code = rdflib.URIRef("https://w3id.org/accord-atlas/ontology#code")

    assert list(graph.objects(rdflib.URIRef(KAZAKHSTAN), code)) == [rdflib.Literal("KAZ")]
    (row,) = graph.query(P + "SELECT (COUNT(?t) AS ?n) { ?t a acc:Source }")
    assert int(row.n) == len(real_atlas.world.sources)
    assert graph.query("ASK { ?s ?p ?o }").askAnswer is True
    made = graph.query(P + "CONSTRUCT { ?s acc:code ?c } { ?s acc:code ?c } LIMIT 4")
    assert len(made.graph) == 4
    about = graph.query(f"DESCRIBE <{KAZAKHSTAN}>").graph
    assert (rdflib.URIRef(KAZAKHSTAN), code, rdflib.Literal("KAZ")) in about


def test_curl_reads_a_table(server):
    done = subprocess.run(
        ["curl", "-sS", "-H", "Accept: text/csv", "--data-urlencode", f"query={STATES}", f"{server}/sparql"],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    sent = subprocess.run(
        ["curl", "-sS", "-i", "-H", "Accept: text/tab-separated-values",
         "-H", "Content-Type: application/sparql-query", "--data-binary", STATES, f"{server}/sparql"],
        capture_output=True, text=True, check=True,
    ).stdout  # fmt: skip

    assert done.stdout.splitlines()[0] == "code,label"
    assert "content-type: text/tab-separated-values; charset=utf-8" in sent.lower()
    assert '"ABW"\t' in sent


def test_pandas_reads_queries_and_commands(server):
    query = urllib.parse.urlencode({"query": STATES})
    table = pd.read_csv(f"{server}/sparql?{query}", storage_options={"Accept": "text/csv"})
    members = pd.read_json(f"{server}/api/members?as-of=2020-12-31&lens=signed")
    ties = pd.read_csv(f"{server}/api/export?format=csv&view=bahrain")

    assert list(table["code"]) == ["ABW", "AFG", "AGO"]
    assert set(members[members["standing"] == "member"]["code"]) == {"ARE", "BHR", "MAR"}
    assert len(ties)


# --- the protocol --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("accept", "status", "media"),
    [
        ("", 200, "application/sparql-results+json"),
        ("*/*", 200, "application/sparql-results+json"),
        ("application/json", 200, "application/sparql-results+json"),
        ("text/csv;q=0.4, application/sparql-results+xml;q=0.9", 200, "application/sparql-results+xml"),
        ("text/*", 200, "text/csv; charset=utf-8"),
        (
            "application/sparql-results+json;q=0, */*;q=0.1, application/json;q=0",
            200,
            "text/csv; charset=utf-8",
        ),
        ("text/turtle", 406, "text/plain; charset=utf-8"),
        ("image/png", 406, "text/plain; charset=utf-8"),
    ],
)
def test_the_format_is_the_one_that_is_liked_best(ask, accept, status, media):
    got = ask("/sparql", {"query": "SELECT (1 AS ?x) {}"}, Accept=accept)

    assert (got.status, got.headers["content-type"]) == (status, media)


@pytest.mark.parametrize(
    ("accept", "media"),
    [
        ("text/turtle", "text/turtle; charset=utf-8"),
        ("application/n-triples", "application/n-triples"),
        ("application/rdf+xml", "application/rdf+xml"),
    ],
)
def test_triples_come_in_each_format(ask, accept, media):
    got = ask("/sparql", {"query": P + "CONSTRUCT WHERE { ?s acc:code ?c }"}, Accept=accept)

    assert (got.status, got.headers["content-type"]) == (200, media)
    assert len(rdflib.Graph().parse(data=got.body, format=accept)) > 200


@pytest.mark.parametrize(
    ("request_", "status", "said"),
    [
        ({"method": "PUT", "body": b"x"}, 405, ""),
        ({"method": "DELETE"}, 405, ""),
        ({"method": "POST", "body": b"<x/>", "Content_Type": "text/xml"}, 415, "a query is sent as"),
        (
            {"method": "POST", "body": b"{}", "Content_Type": "application/sparql-update"},
            415,
            "nothing is written",
        ),
        ({"given": {"query": ""}}, 400, "the query is empty"),
        ({"given": {"query": ["ASK {}", "ASK {}"]}}, 400, "more than once"),
        ({"method": "POST", "body": b"q=ASK%7B%7D"}, 400, "no query was sent"),
        ({"given": {"query": "SELECT ?x WHERE { ?x a }"}}, 400, "line 1"),
        ({"method": "POST", "body": b"update=CLEAR%20ALL"}, 400, "update is not allowed"),
        ({"method": "POST", "body": b"query=%FF"}, 400, "not UTF-8"),
        ({"method": "POST", "body": b"query=ASK%7B%7D%20%23" + b"x" * 200_000}, 413, "longer than"),
        ({"method": "POST", "body": b"query=ASK%7B%7D%20%23" + b"x" * 40_000}, 413, "takes up to 32,768"),
        (
            {"given": {"query": "ASK {}", "default-graph-uri": "file:///etc/passwd"}},
            400,
            "none of its graphs",
        ),
        ({"given": {"query": "ASK {}", "named-graph-uri": "http://127.0.0.1:9/"}}, 400, "none of its graphs"),
        ({"given": {"query": "ASK {}"}, "Host": "evil.example"}, 421, "does not answer to that name"),
        ({"given": {"query": "ASK {}"}, "Origin": "https://evil.example"}, 403, "pages elsewhere"),
        ({"given": {"query": "ASK {}"}, "Sec_Fetch_Site": "cross-site"}, 403, "pages elsewhere"),
    ],
)
def test_what_is_asked_wrongly_is_told_in_one_line(ask, request_, status, said):
    got = ask("/sparql", **{"Accept": "text/csv", **request_})

    assert (got.status, said in got.body.decode()) == (status, True), got.body
    assert got.body.decode().count("\n") <= 1
    assert "access-control-allow-origin" not in got.headers


def test_an_error_is_told_to_programs_with_its_place(ask):
    got = ask("/sparql", {"query": "SELECT *\nWHERE { ?s nope:p ?o }"}, Accept="application/json")

    assert (got.status, got.told["type"], got.told["line"]) == (400, "Misspelt", 2)


def test_graphs_are_named_as_the_protocol_has_it(ask, real_atlas):
    world = real_atlas.world
    one, other = sorted(
        source.iri for source in world.sources if "caspian-post" in source.iri or "factbook" in source.iri
    )[:2]
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    named = "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }"

    def number(text, **given):
        (row,) = ask("/sparql", {"query": text, **given}).told["results"]["bindings"]
        return int(row["n"]["value"])

    both = number(count, **{"default-graph-uri": [one, other]})
    assert both == number(f"SELECT (COUNT(*) AS ?n) FROM <{one}> FROM <{other}> {{ ?s ?p ?o }}")
    # the protocol's graphs win over those of the query
    assert number(count.replace("{", f"FROM <{other}> {{", 1), **{"default-graph-uri": one}) < both
    assert number(count, **{"named-graph-uri": one}) == 0
    rows = ask("/sparql", {"query": named, "named-graph-uri": one}).told["results"]["bindings"]
    assert [row["g"]["value"] for row in rows] == [one]


def test_an_answer_that_was_cut_says_so_in_a_header(ask):
    got = ask("/sparql", {"query": "SELECT ?s { ?s ?p ?o }"}, Accept="text/csv")

    assert got.headers["accord-atlas-cut"].startswith("Cut at 10,000 rows; there are more.")
    assert "accord-atlas-cut" not in ask("/sparql", {"query": "ASK {}"}).headers


def test_without_a_query_the_service_describes_itself(ask, server, real_atlas):
    got = ask("/sparql", Accept="text/html, */*;q=0.1")
    graph = rdflib.Graph().parse(data=got.body, format="turtle")
    sd = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")

    assert got.headers["content-type"].startswith("text/turtle")
    assert graph.value(predicate=sd.endpoint, object=rdflib.URIRef(f"{server}/sparql"))
    assert b"<https://127.0.0.1" in ask("/sparql", X_Forwarded_Proto="https").body
    graphs = {str(iri) for iri in graph.objects(None, sd.name)}
    assert {source.iri for source in real_atlas.world.sources} < graphs


@pytest.mark.parametrize(
    ("text", "expect", "note"), [pytest.param(*row, id=name) for name, *row in bad_inputs()]
)
def test_a_bad_query_ends_as_it_should_and_the_server_goes_on(ask, around, text, expect, note):
    got = ask(
        "/sparql", method="POST", body=filled(text, around).encode(), Content_Type="application/sparql-query"
    )

    assert ended(got) in expect.split("|"), got.body[:500]
    assert SECRET.encode() not in got.body
    assert b"Traceback" not in got.body
    if note.startswith("rows="):
        assert len(got.told["results"]["bindings"]) == int(note.removeprefix("rows="))
    assert ask("/sparql", {"query": "ASK { ?s ?p ?o }"}).told["boolean"] is True


@pytest.fixture(scope="module")
def around(tmp_path_factory):
    with forbidden(tmp_path_factory.mktemp("around")) as tokens:
        yield tokens


def ended(got):
    if got.status == 200:
        return "limit" if "accord-atlas-cut" in got.headers else "ok"
    if got.status == 413 or (got.status == 400 and got.told["type"] == "Refused"):
        return "refuse"
    if got.status == 400 and got.told["type"] == "Misspelt":
        return "syntax" if got.told["line"] and got.told["column"] else "no place"
    return "limit" if (got.status, got.told["type"]) == (503, "Stopped") else got.body


def test_while_a_query_runs_others_are_answered_and_its_asker_waits_for_it(ask):
    told = []
    heavy = threading.Thread(target=lambda: told.append(ask("/sparql", {"query": RUNAWAY})))
    heavy.start()
    time.sleep(0.3)
    began = time.monotonic()
    second, health, command = ask("/sparql", {"query": "ASK {}"}), ask("/healthz"), ask("/api/stats")
    # behind a proxy on this machine each of its clients is one
    other = ask("/sparql", {"query": "ASK {}"}, X_Forwarded_For="203.0.113.7")
    took = time.monotonic() - began
    running = heavy.is_alive()
    heavy.join()

    assert running, f"{took:.1f} s"
    assert (second.status, second.told["type"]) == (503, "Busy")
    assert int(second.headers["retry-after"]) > 0
    assert (health.status, command.status, other.status) == (200, 200, 200)
    assert (told[0].status, told[0].told["type"]) == (503, "Stopped")


# --- commands ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("command", "given", "shell"),
    [
        (
            "ties",
            {"entity": ["Kazakhstan", "ISR"], "family": "diplomatic"},
            ("Kazakhstan", "ISR", "--family", "diplomatic"),
        ),
        (
            "diff",
            {"from_lens": "relations", "to-lens": "signed"},
            ("--from-lens", "relations", "--to-lens", "signed"),
        ),
    ],
)
def test_a_command_answers_as_in_a_shell(ask, real_atlas, command, given, shell):
    done = subprocess.run(
        [sys.executable, "-m", "graph", command, *shell, "--json"],
        env={"PATH": "/usr/bin:/bin", "ATLAS_CACHE": str(real_atlas.settings.cache)},
        capture_output=True, check=True,
    )  # fmt: skip
    got = ask(f"/api/{command}", given)

    assert (got.status, got.headers["content-type"]) == (200, "application/json")
    assert got.body == done.stdout
    assert got.headers["accord-atlas-data"] == real_atlas.world.version


@pytest.mark.parametrize(
    ("command", "given"),
    [
        ("path", {"start": "KAZ", "end": "Morocco", "bodies": "true", "most": "3"}),
        ("members", {}),
        ("compare", {"with": ["KAZ", "member"]}),
        ("measures", {"measure": "degree", "view": "bahrain"}),
        ("whatif", {"join": "KAZ", "view": "bahrain"}),
        ("candidates", {"weight": "trade=3"}),
        ("arguments", {"about": "KAZ", "stance": "benefit"}),
        ("stats", {}),
        ("changes", {}),
    ],
)
def test_every_command_answers_over_http(ask, real_atlas, command, given):
    pairs = [
        (name, each)
        for name, value in given.items()
        for each in ([value] if isinstance(value, str) else value)
    ]

    assert ask(f"/api/{command}", given).body == COMMANDS[command].of_words(real_atlas, pairs).written()


def test_other_formats_are_files(ask):
    diff = ask("/api/diff", {"from-as-of": "2009", "to-as-of": "2011", "format": "csv"})
    assert diff.headers["content-type"].startswith("text/csv")
    assert diff.body.startswith(b"change,certainty,kind,")
    trig = ask("/api/whatif", {"join": "KAZ", "view": "bahrain", "format": "trig"})
    assert b"acc:SupposedTie" in trig.body
    late = ask("/api/diff", {"from-as-of": "2020", "to-as-of": "9999"})
    assert "nothing is known after it" in late.headers["accord-atlas-note"]


@pytest.mark.parametrize(
    ("path", "given", "status", "said"),
    [
        ("/api/nonsense", {}, 404, "no command 'nonsense'"),
        ("/api/ties", {}, 400, "entity: ties needs it"),
        ("/api/ties", {"entity": "Kazakstan"}, 400, "did you mean Kazakhstan?"),
        ("/api/members", {"as-of": "yesterday"}, 400, "as-of: 'yesterday' is not a date"),
        (
            "/api/members",
            {"asof": "2020"},
            400,
            "members has no such parameter; it has as-of, known-on",
        ),
        (
            "/api/path",
            {"start": "KAZ", "end": "ISR", "most": "51"},
            400,
            "most: '51' is no whole number from 1 to 50",
        ),
        ("/api/ties", {"entity": "KAZ", "family": "friendly"}, 400, "family: 'friendly' is none of"),
        ("/api/diff", {"format": "xls"}, 400, "format: 'xls' is none of json, csv"),
        ("/api/export", {"format": "png"}, 400, "png is made by a browser"),
        ("/api/changes", {"from": "../../etc"}, 400, "no version of the data '../../etc'"),
    ],
)
def test_a_wrong_question_is_told_with_the_right_ones(ask, path, given, status, said):
    got = ask(path, given)

    assert (got.status, said in got.told["error"]) == (status, True), got.body


def test_the_commands_are_listed_and_described(ask, server):
    listed, described = ask("/api").told, ask("/api/openapi.json").told

    assert [each["command"] for each in listed["commands"]] == list(COMMANDS)
    assert described["openapi"].startswith("3.1")
    assert described["servers"] == [{"url": f"{server}/api"}]
    assert set(described["paths"]) == {f"/{name}" for name in COMMANDS}
    (most,) = (each for each in described["paths"]["/path"]["get"]["parameters"] if each["name"] == "most")
    assert most["schema"] == {"type": "integer", "minimum": 1, "maximum": 50, "default": 10}
    assert ask("/api", method="POST", body=b"").status == 405


# --- the data as a whole -------------------------------------------------------------------------------


def test_the_data_describe_themselves(ask, server, real_atlas):
    graph = rdflib.Graph().parse(data=ask("/.well-known/void").body, format="turtle")
    void, dcat = rdflib.Namespace("http://rdfs.org/ns/void#"), rdflib.Namespace("http://www.w3.org/ns/dcat#")
    me = rdflib.URIRef("https://w3id.org/accord-atlas/dataset/accord-atlas")

    assert str(graph.value(me, dcat.version)) == real_atlas.world.version
    assert str(graph.value(me, void.sparqlEndpoint)) == f"{server}/sparql"
    assert int(graph.value(me, void.triples)) > 1_000_000
    parts = {
        str(graph.value(part, void["class"])).rsplit("#")[-1]: int(graph.value(part, void.entities))
        for part in graph.objects(me, void.classPartition)
    }
    assert parts["Source"] == len(real_atlas.world.sources)
    assert parts["Tie"] > len(real_atlas.world.ties)  # likenesses too
    assert [str(url) for url in graph.objects(None, dcat.downloadURL)] == [
        f"{server}/dataset/accord-atlas.zip"
    ]
    assert ask("/dataset", Accept="application/n-triples").headers["content-type"] == "application/n-triples"


def test_everything_is_one_download_of_the_same_bytes(ask, real_atlas, tmp_path):
    from graph.export import notices
    from graph.export.bundle import pack

    got = ask("/dataset/accord-atlas.zip")
    packed = io.BytesIO()
    pack(packed, real_atlas.settings.data, real_atlas.world, notices.written(real_atlas.world))

    assert hashlib.sha256(got.body).digest() == hashlib.sha256(packed.getvalue()).digest()
    assert real_atlas.world.version in got.headers["content-disposition"]
    held = zipfile.ZipFile(packed)
    names = {name.removeprefix("accord-atlas/") for name in held.namelist()}
    assert {
        "README.md",
        "LICENSE",
        "NOTICES.md",
        "data/README.md",
        "data/ontology.ttl",
        "data/atlas.trig",
    } <= names
    assert {"data/shapes.ttl", "data/lenses/relations.toml", "data/generated/factbook.nq.gz"} <= names
    assert b"Unicode" in held.read("accord-atlas/NOTICES.md")
