"""Oxigraph's server over the shipped data: what is read from it is what lies in data/, triple for triple."""

from __future__ import annotations

from graph.store.load import load
from graph.store.remote import check, copy, fetch
from graph.store.remote.client import Endpoint
from tests.engines.servers import oxigraph


def test_everything_is_read_and_nothing_else(real_atlas, settings):
    # the snapshot's store, with all that the build wrote beside; equal facts make equal atlases
    with oxigraph(None, real_atlas.folder / "store") as address:
        given = settings(address, store_seconds=120.0)
        report = check.check(given)
        found = fetch.whole(fetch.Reader(Endpoint(given)), lambda step: None)

    assert report.usable
    assert len(found) > 900_000
    assert copy.version_of(found) == copy.version_of(load(real_atlas.settings.data))
