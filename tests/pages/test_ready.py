"""The first picture of all outlives the server, as long as data and code stay what they are."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from graph.pages import ready
from graph.settings import Settings
from graph.store.snapshot import folder_of


@pytest.fixture
def settings(tmp_path) -> Settings:
    """Of a folder of data, with its snapshot."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "one.ttl").write_text("# one")
    settings = Settings(data=tmp_path / "data", cache=tmp_path / "cache")
    folder_of(settings).mkdir(parents=True)
    return settings


def test_the_next_server_has_it_at_hand(settings):
    assert ready.read(settings) is None
    ready.write(settings, b"one")
    ready.write(settings, b"two")

    assert ready.read(settings) == b"two"
    assert len(list(folder_of(settings).iterdir())) == 1


@pytest.mark.parametrize("change", ["data", "code", "snapshot", "store"])
def test_after_a_change_of_anything_it_is_made_anew(settings, change, monkeypatch):
    ready.write(settings, b"one")
    if change == "data":
        (settings.data / "one.ttl").write_text("# another")
    elif change == "code":
        monkeypatch.setattr(ready, "ROOMS", ("pages",))
    elif change == "snapshot":
        shutil.rmtree(folder_of(settings))
    else:
        settings = replace(settings, store="https://store.example/sparql")

    assert ready.read(settings) is None


def test_a_folder_that_cannot_be_written_is_left_as_it_is(settings, monkeypatch):
    def full(*given):
        raise OSError("the disk is full")

    monkeypatch.setattr(ready.os, "replace", full)
    ready.write(settings, b"one")

    assert ready.read(settings) is None
    assert list(folder_of(settings).iterdir()) == []


def test_without_a_snapshot_there_is_no_place_for_it(settings):
    shutil.rmtree(folder_of(settings))
    ready.write(settings, b"one")

    assert not folder_of(settings).exists()
