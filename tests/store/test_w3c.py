"""The W3C's tests of SPARQL 1.1 queries end on the guarded path as they do on the bare engine."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import QueryError
from graph.store.guard import Limits, Refused
from graph.store.pool import Busy
from graph.store.query import Dataset, QueryRunner, Stopped
from tests import w3c

ROOT = Path(__file__).resolve().parents[2]
FOLDER = os.environ.get("ATLAS_W3C")
CASES = list(w3c.cases(Path(FOLDER))) if FOLDER else []
ASKED = [case for case in CASES if not case.leaves]

pytestmark = pytest.mark.skipif(not FOLDER, reason="ATLAS_W3C names no folder of the W3C's tests")


@pytest.fixture(scope="module")
def runner(tmp_path_factory):
    """One store for all: each file of data is a graph of its own, and each test names those it is about."""
    folder = tmp_path_factory.mktemp("w3c") / "store"
    store = ox.Store(str(folder))
    for file in sorted({file for case in CASES for file in (*case.data, *case.named)}):
        store.add_graph(ox.NamedNode(w3c.address(file)))
        w3c.load(store, file, w3c.address(file))
    store.flush()
    del store
    with QueryRunner(folder, Limits()) as opened:
        yield opened


@pytest.fixture(scope="module")
def outcomes(runner):
    """Name of a test → how it ends on the bare engine, and on the guarded path."""
    return {case.name: (bare(case), guarded(runner, case)) for case in ASKED}


def bare(case):
    store = ox.Store()
    for file in case.data:
        w3c.load(store, file)
    for file in case.named:
        store.add_graph(ox.NamedNode(w3c.address(file)))
        w3c.load(store, file, w3c.address(file))
    try:
        found = store.query(case.text)
    except SyntaxError:
        return "misspelt"
    except RuntimeError as wrong:  # read, and not to be evaluated
        return str(wrong) if case.result else "read"
    if case.kind == "CSVResultFormatTest":
        return w3c.table(found.serialize(format=ox.QueryResultsFormat.CSV))
    return w3c.of_engine(found) if case.result else "read"


def guarded(runner, case):
    default, named = (tuple(map(w3c.address, files)) for files in (case.data, case.named))
    try:
        answer = runner.run(case.text, dataset=Dataset(default, named))
    except (Refused, Stopped, Busy) as told:
        return str(told)
    except QueryError as told:
        return "misspelt" if told.line else str(told) if case.result else "read"
    if case.kind == "CSVResultFormatTest":
        return w3c.table(answer.serialise("csv"))
    if not case.result:
        return "read"
    if answer.kind == "ask":
        return "boolean", answer.boolean
    if answer.kind == "select":
        return w3c.of_rows(answer.rows)
    return w3c.of_triples(
        quad.triple for quad in ox.parse(answer.serialise("ntriples"), format=ox.RdfFormat.N_TRIPLES)
    )


def wanted(case):
    """How a test must end to pass."""
    if case.kind == "NegativeSyntaxTest11":
        return "misspelt"
    return w3c.expected(case) if case.result else "read"


def test_every_test_ends_as_on_the_bare_engine(outcomes):
    assert {name: pair for name, pair in outcomes.items() if pair[0] != pair[1]} == {}


def test_as_many_pass_as_the_documents_say_and_those_left_out_are_listed(outcomes):
    failed = sorted(case.name for case in ASKED if outcomes[case.name][1] != wanted(case))
    left = sorted(f"{case.name} ({case.leaves})" for case in CASES if case.leaves)
    told = (ROOT / "docs" / "sparql.md").read_text("utf-8")

    assert f"**{len(ASKED) - len(failed)} of {len(ASKED)}**" in told
    assert sorted(re.findall(r"^- fails: `([^`]+)`", told, re.M)) == failed
    assert re.findall(r"^- left out: `([^`]+)`", told, re.M) == [name.split(" ")[0] for name in left]
