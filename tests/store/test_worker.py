"""The process behind the doors: what it can no longer do, how it ends, what it answers."""

import ast
import os
import resource
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.store import worker as program
from graph.store.process import Ended, Overdue, Unopened, WorkerProcess
from tests.store.small_store import ATLAS, GAZETTE, listener, processes, quads, write_store

SECONDS = 10.0
ENDLESS = "SELECT (COUNT(DISTINCT ?a) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def growing(times):
    """A query that answers with a string of 8 to the power of *times* letters."""
    steps = "".join(f"BIND(CONCAT({', '.join([f'?x{i}'] * 8)}) AS ?x{i + 1}) " for i in range(times - 1))
    return f"SELECT (?x{times - 1} AS ?long) {{ BIND('abcdefgh' AS ?x0) {steps}}}"


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return write_store(tmp_path_factory.mktemp("kept") / "store")


@pytest.fixture
def worker(kept):
    started = WorkerProcess(kept, memory_mb=1024)
    yield started
    started.kill()


def ask(worker, text, seconds=SECONDS, **more):
    request = {"text": text, "union": True, "rows": 1000, "bytes": 1_000_000, **more}
    said, rows = {}, []
    for frame in worker.ask(request, time.monotonic() + seconds):
        rows += frame.pop("rows", [])
        said |= frame
    return said, rows


def number(worker):
    return worker._process.pid


def test_it_imports_pyoxigraph_and_nothing_of_ours():
    imported = set()
    for node in ast.walk(ast.parse(Path(program.__file__).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            imported |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            imported.add(node.module)

    assert {name for name in imported if name.partition(".")[0] not in sys.stdlib_module_names} == {
        "pyoxigraph"
    }


def test_it_names_the_graphs_and_then_closes_the_doors(worker):
    assert worker.graphs(time.monotonic() + SECONDS) == {ATLAS, GAZETTE}

    limits = {}
    for line in Path(f"/proc/{number(worker)}/limits").read_text(encoding="ascii").splitlines()[1:]:
        name, soft, hard = line[:26].strip(), *line[26:].split()[:2]
        limits[name] = (soft, hard)
    assert limits["Max open files"] == ("0", "0")
    assert limits["Max core file size"] == ("0", "0")
    assert limits["Max file size"] == ("0", "0")
    assert limits["Max address space"] == (str(2**30), str(2**30))


def test_it_inherits_nothing(worker):
    worker.graphs(time.monotonic() + SECONDS)

    told = Path(f"/proc/{number(worker)}/environ").read_bytes().strip(b"\0").split(b"\0")
    assert {entry.partition(b"=")[0] for entry in told} == {b"LC_ALL", b"MALLOC_ARENA_MAX"}
    assert os.readlink(f"/proc/{number(worker)}/cwd") == "/"
    descriptors = [os.readlink(link) for link in Path(f"/proc/{number(worker)}/fd").iterdir()]
    assert not [name for name in descriptors if name.startswith("socket:")]


def test_no_query_leaves_it_even_without_the_policy(worker, tmp_path):
    canary = tmp_path / "canary.ttl"
    canary.write_text('<urn:canary> <urn:says> "tweet" .', encoding="utf-8")
    with listener() as (host, came):
        said, _ = ask(worker, f"SELECT * {{ SERVICE <http://{host}/x> {{ ?s ?p ?o }} }}")
        assert said["failed"].startswith("OSError: ")
        assert ask(worker, f"SELECT * {{ SERVICE SILENT <http://{host}/x> {{ ?s ?p ?o }} }}")[1] == [{}]
        assert ask(worker, f"SELECT * FROM <{canary.as_uri()}> {{ ?s ?p ?o }}", union=False)[1] == []
    assert came == []


def test_what_needs_the_system_still_works_behind_the_doors(worker):
    _, (row,) = ask(
        worker,
        """SELECT (UUID() AS ?u) (STRUUID() AS ?v) (RAND() AS ?r) (NOW() AS ?n) (TZ(NOW()) AS ?z)
        (BNODE() AS ?b) (MD5('a') AS ?m) (REGEX('Ümlaut', '^ü', 'i') AS ?i) (UCASE('ß') AS ?c) {}""",
    )

    assert set(row) == set("uvrnzbmic")


def test_a_store_of_many_tables_is_opened_whole(tmp_path):
    store = write_store(tmp_path / "store", tables=17)  # RocksDB opens 16 by itself
    tables = len(list(store.glob("*.sst")))
    worker = WorkerProcess(store, memory_mb=1024)
    try:
        for text, rows in [
            ("SELECT * { ?s ?p ?o }", 2000),
            ("SELECT * { GRAPH ?g { ?s ?p ?o } }", 2000),
            ("SELECT * { ?s <https://example.org/sender> ?o . ?c <https://example.org/about> ?s }", 400),
            ("SELECT * { ?c ?p 7 }", 1),
            ("SELECT ?s (COUNT(?o) AS ?n) { ?s ?p ?o } GROUP BY ?s ORDER BY ?s", 800),
        ]:
            assert len(ask(worker, text, rows=9999)[1]) == rows
        links = [os.readlink(link) for link in Path(f"/proc/{number(worker)}/fd").iterdir()]
    finally:
        worker.kill()

    assert len([name for name in links if name.endswith(".sst")]) == tables


def test_rows_come_as_sparql_json(worker):
    _, rows = ask(worker, "SELECT ?s ?o ?none { ?s <https://example.org/words> ?o } ORDER BY ?s LIMIT 1")
    assert rows == [
        {
            "s": {"type": "uri", "value": "https://example.org/claim/0"},
            "o": {"type": "literal", "value": "said of tie 0", "xml:lang": "en"},
        }
    ]
    _, rows = ask(
        worker, "SELECT (7 AS ?n) (true AS ?b) ('x' AS ?t) (BNODE('i') AS ?i) (<<( <urn:a> a 1 )>> AS ?y) {}"
    )
    assert [(name, term["type"]) for name, term in rows[0].items()] == [
        ("n", "literal"), ("b", "literal"), ("t", "literal"), ("i", "bnode"), ("y", "triple"),
    ]  # fmt: skip
    assert rows[0]["n"]["datatype"] == "http://www.w3.org/2001/XMLSchema#integer"
    assert rows[0]["t"] == {"type": "literal", "value": "x"}


def test_rows_are_cut_at_the_limits(worker):
    said, rows = ask(worker, "SELECT * { ?s ?p ?o }", rows=10)
    assert (said["end"], len(rows)) == ("rows", 10)
    said, rows = ask(worker, "SELECT * { ?s ?p ?o } LIMIT 10", rows=10)
    assert (said["end"], len(rows)) == ("", 10)
    said, rows = ask(worker, "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }", rows=10)
    assert (said["kind"], said["end"], len(rows)) == ("construct", "rows", 10)
    said, rows = ask(worker, "SELECT ?s { ?s ?p ?o }", bytes=2000)
    assert said["end"] == "bytes"
    assert 0 < len(rows) < 2000 / 30
    said, rows = ask(worker, growing(5), bytes=1000)
    assert (said["end"], rows) == ("bytes", [])


def test_syntax_is_told_and_the_process_stays(worker):
    assert ask(worker, "SELECT")[0]["misspelt"].startswith("error at 1:7")
    assert worker.in_order
    (said,) = worker.ask({"parse": "SELECT\nx"}, time.monotonic() + SECONDS)
    assert said["misspelt"].startswith("error at 2:")
    (said,) = worker.ask({"parse": "ASK {}"}, time.monotonic() + SECONDS)
    assert said == {"misspelt": ""}
    assert ask(worker, "ASK { ?s ?p ?o }")[0]["boolean"] is True


def test_memory_has_an_end(worker):
    with pytest.raises(Ended) as told:
        ask(worker, growing(10))

    assert told.value.signal == signal.SIGABRT
    assert not worker.alive


def test_what_its_parent_has_held_is_not_counted(kept):
    code = f"""if True:
        import time
        from pathlib import Path
        from graph.store.process import WorkerProcess
        held = b"x" * 2**29
        worker = WorkerProcess(Path({str(kept)!r}), memory_mb=1024)
        request = {{"text": "ASK {{}}", "union": True, "rows": 1, "bytes": 1000}}
        list(worker.ask(request, time.monotonic() + {SECONDS}))
        print(worker.peak_mb)
        worker.kill()"""
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert 0 < int(told.stdout) < 256


def test_a_deep_query_ends_the_process_and_nothing_else(worker):
    with pytest.raises(Ended) as told:
        ask(worker, f"SELECT ({'ABS(' * 4000}1{')' * 4000} AS ?x) {{}}")

    assert told.value.signal in {signal.SIGSEGV, signal.SIGABRT}


def test_a_query_that_runs_on_is_left_at_the_deadline(worker):
    began = time.monotonic()
    with pytest.raises(Overdue):
        ask(worker, ENDLESS, seconds=0.5)

    assert time.monotonic() - began < 1.5
    assert not worker.in_order


def test_it_ends_itself_when_nobody_kills_it(worker):
    with pytest.raises(Overdue):
        ask(worker, ENDLESS, seconds=0.3)

    assert worker._process.wait(timeout=5) == -signal.SIGALRM


def test_it_ends_with_its_parent(kept):
    parent = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import sys, time; from pathlib import Path; from graph.store.process import WorkerProcess\n"
            "worker = WorkerProcess(Path(sys.argv[1]), 1024); worker.graphs(time.monotonic() + 10)\n"
            "print('open', flush=True); time.sleep(60)",
            str(kept),
        ],
        stdout=subprocess.PIPE,
        cwd=Path(program.__file__).parents[2],
    )
    with parent:
        assert parent.stdout.readline() == b"open\n"
        (orphan,) = processes(kept)
        parent.kill()

    assert gone(orphan)


def gone(process, seconds=5.0):
    until = time.monotonic() + seconds
    while Path(f"/proc/{process}").exists() and time.monotonic() < until:
        time.sleep(0.02)
    return not Path(f"/proc/{process}").exists()


def test_a_folder_that_is_no_store_is_told(tmp_path):
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "missing", tmp_path / "empty"):
        worker = WorkerProcess(folder, memory_mb=1024)
        try:
            with pytest.raises(Unopened, match="No such file"):
                worker.graphs(time.monotonic() + SECONDS)
        finally:
            worker.kill()


def test_the_store_is_as_it_was(kept, worker):
    before = {path.name: path.stat().st_mtime_ns for path in kept.iterdir()}
    ask(worker, "SELECT * { ?s ?p ?o }")

    assert {path.name: path.stat().st_mtime_ns for path in kept.iterdir()} == before
    assert set(ox.Store.read_only(str(kept))) == set(quads())


def test_the_parent_keeps_its_own_limits(worker):
    worker.graphs(time.monotonic() + SECONDS)

    assert resource.getrlimit(resource.RLIMIT_NOFILE)[0] > 0
