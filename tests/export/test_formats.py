"""A view is taken away in every format, and each is read back by the tool that it is for."""

from __future__ import annotations

import csv
import io
import json

import networkx as nx
import pyarrow.parquet as pq
import pytest

from graph.export import formats
from graph.export.taken import LICENCE, NOTICE, Taken
from graph.model.standing import places
from graph.model.view import View
from graph.network.build import build
from graph.table import build as tables
from graph.table.narrow import narrow
from tests.conftest import HORIZON, RELATIONS

ABOUT = {"view": "All states", "as_of": "2026-06-29", "known_on": "all", "lens": "relations", "data": "small"}


def take(world) -> Taken:
    table, standing = tables.build(world), places(world, HORIZON, RELATIONS)
    narrowed = narrow(table, View(), standing)
    certain = set(narrowed.certain_ties)
    told = tuple(
        (world.ties[position], "certain" if position in certain else "possible") for position in narrowed.ties
    )
    return Taken(told, build(world, narrowed.entities, narrowed.lines, standing), world, HORIZON, ABOUT)


@pytest.fixture(scope="module")
def taken(small_world) -> Taken:
    return take(small_world)


def iris(taken: Taken) -> set[str]:
    return {tie.iri for tie, _ in taken.ties}


def test_csv_and_json_hold_every_tie_once(taken):
    rows = list(csv.DictReader(io.StringIO(formats()["csv"](taken).decode(), newline="")))
    told = json.loads(formats()["json"](taken))

    assert [row["iri"] for row in rows] == [tie["iri"] for tie in told["ties"]] == sorted(iris(taken))
    assert told["about"] == {**ABOUT, "notice": NOTICE}
    assert [row["certainty"] for row in rows] == [tie["certainty"] for tie in told["ties"]]


def test_parquet_holds_every_tie_once_and_says_where_it_is_from(taken):
    read = pq.read_table(io.BytesIO(formats()["parquet"](taken)))

    assert read["iri"].to_pylist() == sorted(iris(taken))
    assert read["certainty"].to_pylist() == [certainty for _, certainty in taken.ties]
    said = {name.decode(): value.decode() for name, value in read.schema.metadata.items()}
    assert said == {**ABOUT, "licence": LICENCE, "attribution": NOTICE}


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
    read = nx.read_gexf(io.BytesIO(formats()["gexf"](taken)))

    assert set(read) == set(taken.network)
    assert {data["id"] for *_, data in read.edges(data=True)} == iris(taken)
    assert {data["label"] for _, data in read.nodes(data=True)} >= {"Syldavia", "Nuevo Rico"}


@pytest.mark.parametrize("form", formats())
def test_a_name_that_no_file_can_hold_is_made_fit(builder, form):
    label = 'a\x00\x0b"<b>\ufffe\uffff\u202e' + "x" * 10_000
    builder.entity("EVL", label=label)
    builder.entity("SYL")
    builder.source("courier")
    builder.says("courier", "EVL", "embassy", "SYL", "inForce")
    content = formats()[form](take(builder.world()))

    if form in ("graphml", "gexf"):
        read = nx.read_graphml if form == "graphml" else nx.read_gexf
        labels = {data["label"] for _, data in read(io.BytesIO(content)).nodes(data=True)}
        assert f'a "<b>{"x" * 10_000}' in labels
    elif form == "parquet":
        read = pq.read_table(io.BytesIO(content))
        assert read["sender"].to_pylist() == [label]
    else:
        assert content.decode("utf-8")
