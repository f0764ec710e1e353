"""The snapshot is whole or not there."""

import errno
import json
import multiprocessing
import os
import resource
import shutil
from pathlib import Path

import pytest

from graph.atlas import open_atlas, snapshot
from graph.errors import BrokenFile, BrokenSnapshot, CacheUnwritable
from graph.settings import Settings
from graph.store.snapshot import MANIFEST, check, ensure, folder_of, open_store


@pytest.fixture
def settings(tiny_data, tmp_path):
    return Settings(data=tiny_data, cache=tmp_path / "cache")


def visible(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if not path.name.endswith(".lock"))


def test_a_second_start_takes_what_the_first_built(settings):
    steps: list[str] = []
    first = open_atlas(settings, progress=steps.append)
    built = list(steps)
    second = open_atlas(settings, progress=steps.append)

    assert built
    assert steps == built
    assert second.world == first.world
    assert second.spots == first.spots
    assert len(open_store(first.folder)) > 20


def test_other_facts_are_another_snapshot(settings):
    before = folder_of(settings)
    path = settings.data / "curated" / "gazette.trig"
    path.write_text(path.read_text().replace("2021-07-14", "2021-07-15"))

    assert folder_of(settings) != before


def test_flipped_bytes_are_noticed_and_built_anew(settings):
    folder = snapshot(settings)
    table = folder / "table.duckdb"
    content = bytearray(table.read_bytes())
    content[len(content) // 2] ^= 0xFF
    table.write_bytes(content)

    with pytest.raises(BrokenSnapshot, match=r"table\.duckdb has changed since it was built"):
        check(folder)
    assert open_atlas(settings).world.ties
    check(folder)


def test_the_saved_views_are_drawn_with_it(settings):
    (settings.data / "views").mkdir(exist_ok=True)
    (settings.data / "views" / "early.toml").write_text('title = "Early"\n[view]\nas_of = "2020-10-01"\n')
    atlas = open_atlas(settings)
    kept = json.loads((atlas.folder / "pictures.json").read_text(encoding="utf-8"))

    assert kept.keys() == atlas.views.keys() == atlas.thumbnails.keys()
    assert kept["early"]["finding"] == atlas.finding(atlas.views["early"].view)
    assert kept["early"]["light"] == atlas.thumbnails["early"].light
    assert kept["early"]["dark"].startswith("<svg ")


def test_a_missing_file_is_named(settings):
    folder = snapshot(settings)
    (folder / "places.json").unlink()

    with pytest.raises(BrokenSnapshot, match=r"places\.json is missing"):
        check(folder)


def test_an_altered_store_is_refused_by_who_first_asks_it(settings):
    folder = snapshot(settings)
    table = next((folder / "store").glob("*.sst"))
    content = bytearray(table.read_bytes())
    content[len(content) // 2] ^= 0xFF
    table.write_bytes(content)
    atlas = open_atlas(settings)
    said = rf"store/{table.name} has changed since it was built; rebuild it"

    assert atlas.world.ties, "no view needs the store"
    for ask in (atlas.queries, lambda: atlas.trig(atlas.world.entities[0].iri)):
        with pytest.raises(BrokenSnapshot, match=said):
            ask()


def fill_the_disk(data: str, cache: str, told: str) -> None:
    # no file may grow beyond this, which for whoever writes is a disk without room
    resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))
    try:
        snapshot(Settings(data=Path(data), cache=Path(cache)))
    except CacheUnwritable as wrong:
        Path(told).write_text(str(wrong))


def test_a_full_disk_is_told_and_leaves_the_old_snapshot_in_use(settings, tmp_path):
    old, atlas, told = snapshot(settings), open_atlas(settings), tmp_path / "told"
    path = settings.data / "curated" / "gazette.trig"
    path.write_text(path.read_text().replace("2021-07-14", "2021-07-15"))

    arguments = (str(settings.data), str(settings.cache), str(told))
    builder = multiprocessing.get_context("spawn").Process(target=fill_the_disk, args=arguments)
    builder.start()
    builder.join()

    assert builder.exitcode == 0
    assert str(settings.cache) in told.read_text()
    assert visible(settings.cache) == [old.name]
    check(old)
    assert len(open_store(old)) > 20
    assert atlas.table.cursor().execute("SELECT count(*) FROM line").fetchone() == (2,)


def test_one_that_is_built_anew_stays_until_the_new_one_is_whole(settings, monkeypatch):
    folder = snapshot(settings)
    built = (folder / MANIFEST).stat().st_ino

    assert snapshot(settings, anew=True) == folder
    assert (folder / MANIFEST).stat().st_ino != built

    def fails(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("graph.atlas.opening._fill", fails)
    with pytest.raises(CacheUnwritable, match="No space left"):
        snapshot(settings, anew=True)
    check(folder)
    assert visible(settings.cache) == [folder.name]


def test_a_build_that_fails_leaves_nothing_behind(settings):
    (settings.data / "curated" / "gazette.trig").write_text("broken")

    with pytest.raises(BrokenFile, match=r"gazette\.trig"):
        snapshot(settings)
    assert visible(settings.cache) == []


def test_an_unwritable_cache_is_named(settings):
    # a file where the folder should be stops root as well
    settings.cache.write_text("in the way")

    with pytest.raises(CacheUnwritable, match="name another one in ATLAS_CACHE"):
        snapshot(settings)


def build_in(folder: str, counter: str) -> None:
    def fill(beside: Path) -> None:
        with open(counter, "a") as file:
            file.write("x")
        (beside / "content").write_text("whole")

    ensure(Path(folder), fill)


def test_two_processes_that_start_at_once_build_once(tmp_path):
    context = multiprocessing.get_context("spawn")
    counter = tmp_path / "counter"
    arguments = (str(tmp_path / "cache" / "v"), str(counter))
    both = [context.Process(target=build_in, args=arguments) for _ in range(2)]
    for process in both:
        process.start()
    for process in both:
        process.join()

    assert [process.exitcode for process in both] == [0, 0]
    assert counter.read_text() == "x"
    assert visible(tmp_path / "cache") == ["v"]


def test_old_snapshots_go(tmp_path):
    for name in ("a", "b", "c"):
        ensure(tmp_path / name, lambda beside: (beside / "content").write_text("whole"), keep=2)
        os.utime(tmp_path / name, (ord(name), ord(name)))

    assert visible(tmp_path) == ["b", "c"]
    shutil.rmtree(tmp_path)
