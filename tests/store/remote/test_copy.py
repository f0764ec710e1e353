"""A store at an address opens as an atlas: whole, in part, again after it failed, and never half."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pyoxigraph as ox
import pytest

from graph.atlas import open_atlas, refetch, snapshot
from graph.errors import UnknownName, UsageError
from graph.model.view import View
from graph.store.load import load
from graph.store.remote import ask, copy, fetch, part
from graph.store.remote.client import Endpoint
from graph.store.remote.trouble import EndpointError, Trouble
from graph.store.remote.watch import Watch
from graph.store.snapshot import MANIFEST
from tests.engines.servers import oxigraph
from tests.store.remote.conftest import until


def lines(store):
    return sorted(map(str, store))


def test_what_is_fetched_is_what_was_loaded(tiny_engine, tiny_data, settings):
    reader = fetch.Reader(Endpoint(settings(tiny_engine)))

    assert lines(fetch.whole(reader, lambda step: None)) == lines(load(tiny_data))


@pytest.mark.parametrize("dialect", ["generic", "oxigraph", "virtuoso"])
@pytest.mark.parametrize("rows", [12, 20])
def test_pages_of_any_size_lose_nothing(tiny_engine, tiny_data, settings, monkeypatch, dialect, rows):
    endpoint = Endpoint(settings(tiny_engine, store_dialect=dialect))
    small = replace(endpoint.dialect, rows=rows, names=3)
    monkeypatch.setattr(endpoint, "_dialect", small)

    assert lines(fetch.whole(fetch.Reader(endpoint), lambda step: None)) == lines(load(tiny_data))


def test_what_the_build_derives_is_not_fetched(tiny_data, tmp_path, settings):
    store = load(tiny_data)
    tie = ox.NamedNode("https://w3id.org/accord-atlas/tie/SYL.BOR.embassy.inForce")
    graph = ox.NamedNode("https://w3id.org/accord-atlas/graph/atlas")
    acc = "https://w3id.org/accord-atlas/ontology#"
    for name in ask.SHOWN:
        store.add(ox.Quad(tie, ox.NamedNode(acc + name), ox.Literal("old"), graph))
    with oxigraph(store, tmp_path / "engine") as address:
        found = fetch.whole(fetch.Reader(Endpoint(settings(address))), lambda step: None)

    assert lines(found) == lines(load(tiny_data))


def test_an_atlas_opens_over_an_endpoint_and_answers_as_over_its_files(
    tiny_engine, tiny_data, settings, tmp_path
):
    there = open_atlas(settings(tiny_engine, data=tiny_data))
    here = open_atlas(replace(settings("", data=tiny_data), cache=tmp_path / "other"))
    view = View(statehood=frozenset())

    assert there.world.ties == here.world.ties
    assert there.world.claims == here.world.claims
    assert there.narrow(view) == here.narrow(view)
    assert there.drawing(view) == here.drawing(view)
    assert there.trig(there.world.entities[0].iri) == here.trig(here.world.entities[0].iri)
    query = "SELECT ?tie WHERE { ?tie a <https://w3id.org/accord-atlas/ontology#Tie> }"
    with there.queries() as one, here.queries() as other:
        assert one.run(query).rows == other.run(query).rows
    assert (there.copy.ties, there.copy.here, there.copy.partly) == (1, 1, "")


def test_a_copy_is_opened_without_asking(tiny_engine, tiny_data, settings, monkeypatch):
    given = settings(tiny_engine, data=tiny_data)
    first = open_atlas(given)
    monkeypatch.setattr(Endpoint, "select", None)

    assert open_atlas(given).folder == first.folder


def test_an_endpoint_that_went_away_leaves_its_old_copy(tiny_data, tmp_path, settings):
    with oxigraph(load(tiny_data), tmp_path / "engine") as address:
        given = settings(address, data=tiny_data)
        first = open_atlas(given)
    told = []

    assert open_atlas(replace(given, store_refetch_hours=0.0), progress=told.append).folder == first.folder
    assert "cannot be reached" in told[-1]
    assert "the copy of" in told[-1]


def test_a_copy_that_is_built_anew_stays_until_the_new_one_is_whole(tiny_data, tmp_path, settings):
    with oxigraph(load(tiny_data), tmp_path / "engine") as address:
        given = settings(address, data=tiny_data)
        first = open_atlas(given).folder
        built = (first / MANIFEST).stat().st_ino
        assert snapshot(given, anew=True) == first
        assert (first / MANIFEST).stat().st_ino != built

    with pytest.raises(EndpointError, match="cannot be reached"):
        snapshot(given, anew=True)
    assert open_atlas(given).folder == first


def test_without_a_copy_the_trouble_is_told(fake, settings, tiny_data):
    for behaviour in ("slow", "cut", "auth401", "endless", "good", "evil-label", "redirect-inside"):
        with pytest.raises(EndpointError) as told:
            open_atlas(settings(f"{fake.address}/{behaviour}", data=tiny_data))
        assert "\n" not in str(told.value)


def lossy(whole):
    """Pages that lack the last row."""
    return lambda reader, graph, size: list(whole(reader, graph, size))[:-1]


def doubled(whole):
    """Pages in which one row comes twice, and another never."""

    def pages(reader, graph, size):
        found = list(whole(reader, graph, size))
        return [*found[:-1], found[0]]

    return pages


@pytest.mark.parametrize("wrong", [lossy, doubled])
def test_an_engine_without_an_order_of_its_own_is_read_by_names(
    tiny_engine, tiny_data, settings, monkeypatch, wrong
):
    monkeypatch.setattr(fetch, "_by_offset", wrong(fetch._by_offset))
    reader = fetch.Reader(Endpoint(settings(tiny_engine)))

    assert lines(fetch.whole(reader, lambda step: None)) == lines(load(tiny_data))


@pytest.mark.parametrize("wrong", [lossy, doubled])
def test_nothing_of_what_lacks_something_is_kept(tiny_engine, tiny_data, settings, monkeypatch, wrong):
    monkeypatch.setattr(fetch, "_by_names", wrong(fetch._by_names))
    given = settings(tiny_engine, data=tiny_data, store_dialect="generic")

    with pytest.raises(EndpointError, match="counted 44 triples and gave 43") as told:
        open_atlas(given)
    assert told.value.trouble is Trouble.CUT
    assert copy.kept(given) is None


@pytest.mark.parametrize("sorted_", [10_000, 0], ids=["few of a kind", "more than an engine puts in order"])
def test_above_the_stated_number_of_ties_a_part_is_fetched_and_said(
    tiny_engine, tiny_data, settings, monkeypatch, sorted_
):
    monkeypatch.setattr(part, "_SORTED", sorted_)
    given = settings(tiny_engine, data=tiny_data, scope_ties=0, scope_part=1)
    atlas = open_atlas(given)

    assert [tie.iri.rsplit("/", 1)[-1] for tie in atlas.world.ties] == ["SYL.BOR.embassy.inForce"]
    assert len(atlas.world.claims) == 1
    assert atlas.copy.partly == (
        "1 of 1 ties are shown: those between the entities that have most ties; "
        "if there is room, also those on which most claims stand."
    )


def test_a_scope_that_names_nobody_is_told(tiny_engine, tiny_data, settings):
    with pytest.raises(UnknownName, match="'ZZZ'"):
        open_atlas(settings(tiny_engine, data=tiny_data, scope="focus=ZZZ"))
    with pytest.raises(UnknownName, match="'visit'"):
        open_atlas(settings(tiny_engine, data=tiny_data, scope="kinds=visit"))
    with pytest.raises(UsageError, match="no family 'love'"):
        open_atlas(settings(tiny_engine, data=tiny_data, scope="families=love"))


def test_the_watch_sees_an_endpoint_fail_and_heal(tiny_data, tmp_path, settings):
    with oxigraph(load(tiny_data), tmp_path / "engine") as address:
        given = settings(address, data=tiny_data, store_check_seconds=0.05)
        open_atlas(given)
        watch = Watch(given, lambda: refetch(given))
        until(lambda: watch.state.checked != "")
        assert watch.state.trouble == ""
    try:
        until(lambda: "cannot be reached" in watch.state.trouble)
        assert watch.copy is not None
        port = int(address.rsplit(":", 1)[1].partition("/")[0])
        program = sys.executable.replace("python3", "python").rsplit("/", 1)[0] + "/oxigraph"
        command = [
            program,
            "serve-read-only",
            "--location",
            str(tmp_path / "engine"),
            "--bind",
            f"127.0.0.1:{port}",
        ]
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
            until(lambda: watch.state.trouble == "")
            server.terminate()
    finally:
        watch.close()


def test_the_watch_reads_a_store_that_has_changed(tiny_data, tmp_path, settings):
    with oxigraph(load(tiny_data), tmp_path / "engine") as address:
        given = settings(address, data=tiny_data)
        first = open_atlas(given)
        file = given.cache / ".stores" / first.folder.parent.name / "copy.json"
        file.write_text(file.read_text().replace(first.copy.mark, "0" * 12))
        asked = []
        watch = Watch(given, lambda: asked.append(refetch(given)))
        watch.look()
        watch.look()
        watch.close()

    assert len(asked) == 1
    assert watch.copy.mark == first.copy.mark


def test_two_processes_fetch_once(tiny_engine, tiny_data, settings, monkeypatch):
    given = settings(tiny_engine, data=tiny_data)
    first = open_atlas(given).copy
    file = given.cache / ".stores" / first_folder(given) / "copy.json"
    later = (datetime.now(UTC) + timedelta(seconds=5)).isoformat(timespec="seconds")
    file.write_text(file.read_text().replace(first.fetched, later))
    monkeypatch.setattr(Endpoint, "select", None)  # what another process has just read is taken

    refetch(given)


def first_folder(given):
    return next(path.name for path in (given.cache / ".stores").iterdir())
