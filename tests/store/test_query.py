"""A reader's own query, all the way: hostile, wrong, heavy and good ones, one after the other and at once."""

import dataclasses
import json
import threading
import time
from collections import Counter

import pyoxigraph as ox
import pytest

from graph.errors import QueryError, UsageError
from graph.store.guard import Limits, Refused
from graph.store.pool import Busy, Closed
from graph.store.query import QueryRunner, Stopped
from graph.store.tokens import Misspelt
from tests.hostile import RUNAWAY, SECRET, bad_inputs, filled, forbidden
from tests.store.small_store import ATLAS, GAZETTE, processes, write_store

SECONDS = 1.0  #: deadline in these tests


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return write_store(tmp_path_factory.mktemp("kept") / "store")


@pytest.fixture(scope="module")
def runner(kept):
    with QueryRunner(kept, Limits(seconds=SECONDS, queue=100)) as opened:
        yield opened
    assert processes(kept) == set()


@pytest.fixture(scope="module")
def around(tmp_path_factory):
    """What no query may read or reach."""
    with forbidden(tmp_path_factory.mktemp("around")) as tokens:
        yield tokens


@pytest.mark.parametrize(
    ("text", "expect", "note"), [pytest.param(*row, id=name) for name, *row in bad_inputs()]
)
def test_a_bad_query_ends_as_it_should_and_the_next_works(runner, around, text, expect, note):
    text = filled(text, around)
    began = time.monotonic()
    outcome, shown, rows = ended(runner, text)

    assert outcome in expect.split("|"), shown
    assert time.monotonic() - began < SECONDS + 1
    assert SECRET not in shown
    assert "Traceback" not in shown
    assert "\n" not in shown
    if note.startswith("rows="):
        assert rows == int(note.removeprefix("rows="))
    assert runner.run("ASK { ?s ?p ?o }").boolean


def ended(runner, text):
    try:
        answer = runner.run(text)
    except Refused as told:
        return "refuse", str(told), 0
    except Misspelt as told:
        return "syntax" if told.line and told.column else "no place", str(told), 0
    except Stopped as told:
        named = str(told).startswith(("Stopped after 1 s. ", "Stopped at 1,024 MB of memory. "))
        return "limit" if named else "no limit", str(told), 0
    shown = answer.serialise("turtle" if answer.kind == "construct" else "json").decode()
    return "limit" if answer.cut else "ok", shown, len(answer.rows)


P = "PREFIX e: <https://example.org/> "


@pytest.mark.parametrize(
    "text",
    [
        "SELECT * { ?s ?p ?o }",
        P + "SELECT ?t ?w { ?c e:about ?t ; e:words ?w ; e:number 7 }",
        P + "SELECT ?s (COUNT(?t) AS ?n) { ?t e:sender ?s } GROUP BY ?s ORDER BY ?s",
        P + "SELECT ?g { GRAPH ?g { ?c e:number 3 } }",
        P + "SELECT * { ?t e:sender ?s OPTIONAL { ?c e:about ?t ; e:number ?n FILTER(?n < 5) } } LIMIT 50",
        P + "SELECT DISTINCT ?w { ?s (e:about/e:sender)|^e:receiver ?w }",
        P + "SELECT ?x { { ?x e:number 1 } UNION { ?x e:number 2 } MINUS { ?x e:words 'said of tie 2'@en } }",
        P + "SELECT * { VALUES ?n { 1 2 UNDEF } ?c e:number ?n } ORDER BY ?c ?n LIMIT 20",
        P + f"SELECT * FROM <{GAZETTE}> {{ ?s ?p ?o FILTER(isNumeric(?o) && ?o > 395) }}",
        P + f"SELECT * FROM NAMED <{ATLAS}> {{ {{ ?s ?p ?o }} UNION {{ GRAPH ?g {{ ?s e:sender ?o }} }} }}",
        P + "ASK { ?c e:number 400 }",
        P + "CONSTRUCT { ?t e:words ?w } { ?c e:about ?t ; e:words ?w }",
        "DESCRIBE <https://example.org/tie/1>",
    ],
)
def test_the_guard_changes_no_answer(kept, runner, text):
    bare = ox.Store.read_only(str(kept)).query(text, use_default_graph_as_union="FROM" not in text)

    answer = runner.run(text)

    if isinstance(bare, ox.QueryBoolean):
        assert answer.boolean == bool(bare)
    elif isinstance(bare, ox.QuerySolutions):
        told = json.loads(bare.serialize(format=ox.QueryResultsFormat.JSON))
        assert list(answer.variables) == told["head"]["vars"]
        assert Counter(map(_frozen, answer.rows)) == Counter(map(_frozen, told["results"]["bindings"]))
        assert answer.rows
    else:
        assert set(ox.parse(answer.serialise("ntriples"), format=ox.RdfFormat.N_TRIPLES)) == {
            ox.Quad(*triple) for triple in bare
        }


def _frozen(row):
    return json.dumps(row, sort_keys=True)


def test_an_answer_is_cut_at_the_limits_and_says_so(kept):
    with QueryRunner(kept, Limits(rows=10)) as runner:
        answer = runner.run("SELECT ?o { ?s ?p ?o }")
        assert (len(answer.rows), answer.cut) == (10, True)
        assert answer.limit == "Cut at 10 rows; there are more. Add a LIMIT or more specific patterns."
        assert answer.limit in answer.serialise("csv").decode()

        assert runner.run("CONSTRUCT WHERE { ?s ?p 1 }").cut is False
        triples = runner.run("CONSTRUCT WHERE { ?s <https://example.org/number> ?o }")
        assert (len(triples.triples), triples.limit[:17]) == (10, "Cut at 10 triples")

    with QueryRunner(kept, Limits(bytes=1500)) as runner:
        wide = runner.run("SELECT * { ?s ?p ?o . ?s ?q ?r }")
        assert wide.limit == "Cut at 1,500 bytes; there are more. Add a LIMIT or more specific patterns."
        assert 0 < len(wide.rows) < 10


def test_many_readers_each_get_their_own_answer(runner):
    wrong = []

    def ask(reader):
        for i in range(reader, 400, 80):
            answer = runner.run(
                f"SELECT ?w {{ ?c <https://example.org/number> {i} ; <https://example.org/words> ?w }}"
            )
            if [row["w"]["value"] for row in answer.rows] != [f"said of tie {i}"]:
                wrong.append((i, answer.rows))

    readers = [threading.Thread(target=ask, args=(reader,)) for reader in range(16)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert wrong == []
    assert runner.load().running == 0


def test_a_runaway_query_harms_no_other_reader(runner):
    told = []
    heavy = threading.Thread(target=lambda: told.append(ended(runner, RUNAWAY)))
    heavy.start()
    began = time.monotonic()
    answered = 0
    while heavy.is_alive():
        answered += bool(runner.run("ASK { ?s ?p ?o }").boolean)
    heavy.join()

    assert told[0][0] == "limit"
    assert time.monotonic() - began < SECONDS + 1
    assert answered > 10


def test_the_format_is_checked_before_the_query_runs(runner):
    assert runner.run("ASK {}", accept="xml").serialise().startswith(b"<?xml")
    assert runner.run("DESCRIBE <urn:x>").accept == "turtle"
    with pytest.raises(UsageError, match=r"^SELECT answers as json, csv, tsv, xml, not as 'turtle'"):
        runner.run(RUNAWAY, accept="turtle")


def test_a_function_that_is_not_there_is_named(runner):
    with pytest.raises(QueryError, match=r"^There is no function 'urn:f'; use those of SPARQL 1\.1$"):
        runner.run("SELECT (<urn:f>(1) AS ?x) {}")


def test_a_prefix_that_is_not_declared_is_proposed(kept):
    with (
        QueryRunner(kept, prefixes={"e": "https://example.org/"}) as runner,
        pytest.raises(Misspelt, match=r"begin the query with PREFIX e: <https://example\.org/>"),
    ):
        runner.run("SELECT * { ?s e:words ?o }")


def test_a_reader_has_one_query_at_a_time(kept):
    with QueryRunner(kept, Limits(seconds=SECONDS)) as runner:
        told = []
        heavy = threading.Thread(target=lambda: told.append(ended_for(runner, "reader")))
        heavy.start()
        while runner.load().running == 0:
            time.sleep(0.01)
        with pytest.raises(Busy, match=r"^Your earlier query still runs"):
            runner.run("ASK {}", session="reader")
        assert runner.run("ASK {}", session="other").boolean
        heavy.join()
        assert told == ["Stopped after 1 s. Add a LIMIT or more specific patterns."]
        assert runner.run("ASK {}", session="reader").boolean


def ended_for(runner, session):
    try:
        runner.run(RUNAWAY, session=session)
    except Stopped as told:
        return str(told)


def test_what_the_engine_cannot_do_is_told_without_its_words(kept, tmp_path, caplog):
    runner = QueryRunner(tmp_path / "nowhere")
    with pytest.raises(
        QueryError, match=r"^The store cannot be opened for queries \(error [0-9a-f]{8}\)$"
    ) as told:
        runner.run("ASK {}")
    runner.close()

    assert "nowhere" not in str(told.value)
    assert "nowhere" in caplog.text
    assert str(told.value)[-9:-1] in caplog.text


def test_closing_ends_what_runs_and_leaves_nothing(kept, tmp_path):
    store = write_store(tmp_path / "store")
    runner = QueryRunner(store, Limits(seconds=30))
    told = []

    def ask():
        with pytest.raises(Closed) as closed:
            runner.run(RUNAWAY)
        told.append(str(closed.value))

    readers = [threading.Thread(target=ask) for _ in range(4)]
    for reader in readers:
        reader.start()
    while runner.load() != dataclasses.replace(runner.load(), running=2, waiting=2):
        time.sleep(0.01)
    runner.close()
    for reader in readers:
        reader.join(timeout=5)

    assert told == ["The query console is closed"] * 4
    assert processes(store) == set()
    with pytest.raises(Closed):
        runner.run("ASK {}")


def test_a_query_that_nobody_wants_any_more_is_stopped_and_its_session_asks_the_next(kept):
    with QueryRunner(kept, Limits(seconds=20)) as runner:
        runner.run("ASK { }")
        told = []

        def ask():
            try:
                runner.run(RUNAWAY, session="one")
            except Stopped as stopped:
                told.append(str(stopped))

        thread = threading.Thread(target=ask)
        thread.start()
        until = time.monotonic() + 10
        while not runner.load().running and time.monotonic() < until:
            time.sleep(0.01)
        runner.stop("another")
        began = time.monotonic()
        runner.stop("one")
        thread.join(10)

        assert told == ["Stopped, as you asked"]
        assert time.monotonic() - began < 2
        assert runner.run("ASK { }", session="one").boolean
        runner.stop("one")
        assert runner.run("ASK { }", session="one").boolean
