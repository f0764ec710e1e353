"""A folder of imports: one file each, named once it is whole, and every trouble told in words."""

from __future__ import annotations

import errno
import fcntl
import os
from pathlib import Path

import pytest

from graph.own import folder
from graph.own.errors import StoreError


@pytest.fixture
def own(reviewed):
    return reviewed("KHE,SYL,embassy,in force,2020,,https://example.org/a,\n").own


@pytest.fixture
def other(reviewed):
    return reviewed("KHE,BOR,embassy,in force,2021,,https://example.org/b,\n").own


def test_what_is_committed_opens_as_it_was(tmp_path, own, small_world):
    folder.commit(tmp_path / "store", own)

    (found,) = folder.opened(tmp_path / "store", small_world)

    assert (found.name, found.digest, found.day, found.quads) == (own.name, own.digest, own.day, own.quads)
    assert found.world == own.world


def test_imports_are_listed_in_their_order_and_removed_by_name(tmp_path, own, other):
    store = tmp_path / "store"
    folder.commit(store, own)
    folder.commit(store, other)

    assert [each.digest for each in folder.imports(store)] == [own.digest, other.digest]
    with pytest.raises(StoreError, match="several imports are called"):
        folder.remove(store, "mine.csv")
    folder.remove(store, own.digest)
    assert [each.digest for each in folder.imports(store)] == [other.digest]


def test_the_same_file_is_not_imported_twice(tmp_path, own):
    folder.commit(tmp_path, own)

    with pytest.raises(StoreError, match="is in the store already"):
        folder.commit(tmp_path, own)


def test_a_second_writer_is_told_that_one_is_at_work(tmp_path, own, other):
    folder.commit(tmp_path, own)
    lock = os.open(tmp_path / ".lock", os.O_RDWR)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        with pytest.raises(StoreError, match="another process writes"):
            folder.commit(tmp_path, other)
    finally:
        os.close(lock)

    folder.commit(tmp_path, other)
    assert len(folder.imports(tmp_path)) == 2


def test_a_damaged_import_is_named_with_the_way_out(tmp_path, own):
    kept = folder.commit(tmp_path, own)
    kept.file.write_bytes(kept.file.read_bytes()[:-10])

    with pytest.raises(StoreError, match=f"{kept.file.name}.*damaged.*Move it out"):
        folder.imports(tmp_path)


def test_a_file_where_a_folder_is_expected_and_a_folder_of_other_things_are_refused(tmp_path, own):
    (tmp_path / "file").write_text("mine")
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "thesis.txt").write_text("mine")

    with pytest.raises(StoreError, match="is a file"):
        folder.commit(tmp_path / "file", own)
    with pytest.raises(StoreError, match="holds other things"):
        folder.commit(tmp_path / "full", own)
    assert [path.name for path in (tmp_path / "full").iterdir()] == ["thesis.txt"]


def test_a_folder_of_a_newer_version_is_refused(tmp_path, own):
    (tmp_path / folder.MARK).write_text('{"format": 2}')

    with pytest.raises(StoreError, match="newer version"):
        folder.commit(tmp_path, own)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (errno.ENOSPC, "no space left"),
        (errno.EROFS, "can only be read"),
        (errno.EACCES, "may not be written"),
    ],
)
def test_what_the_disk_refuses_is_said_in_words_and_nothing_is_kept(tmp_path, own, monkeypatch, number, said):
    folder.commit(tmp_path, own)
    before = folder.imports(tmp_path)
    folder.remove(tmp_path, own.digest)

    def refuse(descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(folder.os, "fsync", refuse)
    with pytest.raises(StoreError, match=said):
        folder.commit(tmp_path, own)
    monkeypatch.undo()

    assert folder.imports(tmp_path) == ()
    assert folder.commit(tmp_path, own) == before[0]


def test_what_a_killed_writer_left_is_no_import_and_goes(tmp_path, own):
    folder.commit(tmp_path, own)
    left = Path(tmp_path, ".writing-000002-0123456789ab.nq")
    left.write_bytes(b"half")

    assert len(folder.imports(tmp_path)) == 1
    with pytest.raises(StoreError):
        folder.commit(tmp_path, own)
    assert not left.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path, small_world):
    with pytest.raises(StoreError, match="no folder 'nowhere'"):
        folder.opened(tmp_path / "nowhere", small_world)
