"""What measures say, as tables whose columns say what they mean, and as JSON."""

from __future__ import annotations

import json

from graph.export import measured
from graph.model.gauged import Changed, Ground, SharedBodies, Told, Without
from graph.model.view import View
from graph.network.measures import MEASURES
from tests.conftest import BASE
from tests.model.test_left_out import network_of, pairs

KHE, NUE, SYL, BOR = (f"{BASE}state/{code}" for code in ("KHE", "NUE", "SYL", "BOR"))


def tables(small_world, slug: str):
    graph = network_of(small_world, View(), Ground())
    found = MEASURES[slug].compute(graph, Told())
    ties = {(min(a, b), max(a, b)): held for a, b, held in graph.edges(data="ties")}
    return found, ties, pairs(graph)


def test_an_entity_has_its_figure_its_ties_and_how_many_sources_report_them(small_world):
    found, ties, _ = tables(small_world, "degree")
    sheet = measured.figures(MEASURES["degree"], found, small_world, ties)
    rows = {sheet.rows[n].entity.label: n for n in range(len(sheet.rows))}

    assert list(rows) == ["Khemed", "Nuevo Rico", "Borduria", "Syldavia"], "the greatest first, then by IRI"
    told = {name: sheet.column(name)[rows["Nuevo Rico"]].as_py() for name in sheet.columns}
    assert told == {
        "entity": "Nuevo Rico",
        "figure": 2.0,
        "ties": 2,
        "sources": 2,
        "type": "State or territory",
        "code": "NUE",
        "iri": NUE,
    }
    assert all(column.description for column in sheet.columns.values())


def test_shares_are_told_in_percent_and_groups_by_number(small_world):
    found, ties, _ = tables(small_world, "communities")
    sheet = measured.figures(MEASURES["communities"], found, small_world, ties)

    assert sheet.columns["figure"].title == "Stability, %"
    assert max(sheet.column("figure").to_pylist()) == 100.0
    groups = sheet.column("group").to_pylist()
    assert groups == sorted(groups)


def test_bridges_are_pairs_with_their_ties(small_world):
    found, ties, joined = tables(small_world, "bridges")
    sheet = measured.lines(found, small_world, ties)

    assert {(row.one.iri, row.other.iri) for row in sheet.rows} == set(joined)
    assert [row.value for row in sheet.rows] == sorted((row.value for row in sheet.rows), reverse=True)
    assert all(row.ties for row in sheet.rows)


def test_a_source_left_out_is_told_with_what_it_changes(small_world):
    source = f"{BASE}source/courier"
    changes = (Changed(Without(source, ((KHE, NUE),), ()), 0.5, None),)
    sheet = measured.left_out(MEASURES["betweenness"], changes, small_world)
    told = {name: sheet.column(name)[0].as_py() for name in sheet.columns}

    assert (told["source"], told["without"], told["change"]) == ("Title of courier", None, -50.0)
    assert (told["lost"], told["gained"], told["iri"]) == (1, 0, source)
    record = measured.left_out_record(changes, small_world)[0]
    assert record["untied"][0][0]["label"] == "Khemed"


def test_shared_memberships_say_whether_they_are_more_than_chance(small_world):
    league = f"{BASE}organization/league"
    shared = [SharedBodies(KHE, SYL, (league,), 0.2, 0.001, q, 0.01, 1, 1) for q in (0.04, 0.06)]
    sheet = measured.shared(shared, small_world)

    assert sheet.column("beyond").to_pylist() == ["yes", "no"]
    assert sheet.column("bodies").to_pylist() == ["The League", "The League"]
    record = measured.shared_record(shared, "a method", small_world)
    assert [pair["more_than_chance"] for pair in record["pairs"]] == [True, False]
    assert record["method"] == "a method"


def test_the_record_says_what_was_measured_and_every_figure(small_world):
    found, _, _ = tables(small_world, "betweenness")
    measure = MEASURES["betweenness"]
    record = measured.measured_record(measure, found, ["so few"], {"as_of": "2026-06-29"}, small_world)

    assert json.loads(json.dumps(record)) == record
    assert record["literature"] == measure.literature
    assert record["warnings"] == ["so few"]
    assert "ties that our sources report" in record["about"]["notice"]
    assert {each["iri"]: each["figure"] for each in record["figures"]} == dict(found.values)
