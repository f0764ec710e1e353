"""The record of data versions."""

from pathlib import Path

import pytest
from rdflib import RDF, Graph, Namespace

from graph.errors import BrokenFile, UnknownName
from graph.export.changes import changes_turtle
from graph.model.dates import PartialDate
from graph.model.versions import Holding
from graph.store.files import data_version
from graph.store.versions import changes, record, recorded, versions

COURIER = "GRAPH <https://w3id.org/accord-atlas/source/courier> { <urn:a> <urn:says> %s . }"


def folder(tmp_path: Path, said: str) -> Path:
    data = tmp_path / "data"
    data.mkdir(exist_ok=True)
    (data / "courier.trig").write_text(COURIER % said, encoding="utf-8")
    (data / "kind.ttl").write_text("<urn:kind> <urn:label> 'embassy' .", encoding="utf-8")
    return data


def test_a_record_holds_what_every_source_says_and_nothing_of_the_atlas_itself(tmp_path):
    data = folder(tmp_path, "1, 2")

    file = record(data)

    assert file.name == f"{data_version(data)}.csv"
    assert recorded(data, data_version(data)).keys() == {"courier"}
    assert recorded(data, data_version(data))["courier"].triples == 2


def test_to_record_a_version_does_not_change_it(tmp_path):
    data = folder(tmp_path, "1")
    before = data_version(data)

    record(data)

    assert data_version(data) == before


def test_a_source_that_says_something_else_is_held_to_differ(tmp_path):
    held = {}
    for said in ("1", "2"):
        data = folder(tmp_path, said)
        record(data)
        held[said] = recorded(data, data_version(data))["courier"]

    assert held["1"] == Holding(1, held["1"].digest)
    assert held["1"] != held["2"]


def test_what_changed_is_told_source_by_source(tmp_path):
    first = record(folder(tmp_path, "1, 2")).stem
    (data := tmp_path / "data").joinpath("gazette.trig").write_text(
        COURIER.replace("courier", "gazette") % "1", encoding="utf-8"
    )
    (data / "courier.trig").write_text(COURIER % "1", encoding="utf-8")
    second = record(data).stem
    (data / "courier.trig").unlink()
    third = record(data).stem

    assert [version.name for version in versions(data)] == [first, second, third]
    assert all(PartialDate.parse(version.recorded) for version in versions(data))
    grown, newest = changes(data, first, second), changes(data)
    assert (grown.added, grown.removed, grown.changed) == (("gazette",), (), ("courier",))
    assert grown.told == "1 source added and 1 source saying something else"
    assert (newest.before.name, newest.removed) == (second, ("courier",))
    assert changes(data, third, third).told == "every source says the same"
    with pytest.raises(UnknownName, match="no version of the data 'older'"):
        changes(data, "older")


def test_what_changed_is_written_as_statements_that_were_added_and_removed(tmp_path):
    cs, void = Namespace("http://purl.org/vocab/changeset/schema#"), Namespace("http://rdfs.org/ns/void#")
    first = record(folder(tmp_path, "1, 2")).stem
    second = record(folder(tmp_path, "1")).stem

    graph = Graph().parse(data=changes_turtle(changes(tmp_path / "data", first, second)), format="turtle")

    def triples(what: str) -> list[int]:
        said = graph.objects(None, cs[what])
        return [
            int(graph.value(each, RDF.object))
            for each in said
            if graph.value(each, RDF.predicate) == void.triples
        ]

    assert (triples("removal"), triples("addition")) == ([2], [1])


@pytest.mark.parametrize("version", ["unknown", "", "../data", "a/b", "a.csv", "\u0661"])
def test_what_is_not_on_record_is_none(tmp_path, version):
    data = folder(tmp_path, "1")
    record(data)

    assert recorded(data, version) is None


def test_a_broken_record_is_named_with_its_line(tmp_path):
    data = folder(tmp_path, "1")
    (data / "versions").mkdir()
    (data / "versions" / "abc.csv").write_text("source,triples,digest\ncourier,many,x\n", encoding="utf-8")

    with pytest.raises(BrokenFile, match=r"abc\.csv, line 2: not a record of a version"):
        recorded(data, "abc")
