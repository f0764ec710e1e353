"""The built snapshot: written beside, checked, swapped in by rename, and never changed afterwards."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pyoxigraph as ox

from graph.errors import BrokenSnapshot, CacheUnwritable
from graph.settings import Settings
from graph.store.files import data_version
from graph.store.remote.address import is_address

MANIFEST = "manifest.json"
STORE = "store"
_TEXT = "store.nq"  #: what the store is made of, while it is made
HERE = Path(__file__).resolve().parent.parent
RULES = ("model", "store", "table", "network", "picture")  #: rooms whose code decides what a snapshot holds


def ensure(folder: Path, fill: Callable[[Path], None], *, keep: int = 2, anew: bool = False) -> Path:
    """Give a snapshot's folder, building it first where there is none or a damaged one.

    Two processes that start at once build once: the second waits and takes what the first built.
    What only a reader's own query opens, the store, is large and is checked when it is first asked.

    Args:
        folder: of this snapshot; its name stands for its content, its parent holds all snapshots.
        fill: writes everything into the empty folder that it is handed.
        keep: how many snapshots stay, the newest first.
        anew: build it even if it is sound; until the new one is whole, the old one stays.

    Raises:
        CacheUnwritable: the cache folder cannot be written.
    """
    if not anew and sound(folder, but=STORE):
        return folder
    cache = folder.parent
    with only_one(folder):
        if not anew:
            if sound(folder, but=STORE):
                return folder
            shutil.rmtree(folder, ignore_errors=True)
        beside: Path | None = None
        try:
            beside = Path(tempfile.mkdtemp(prefix=".building-", dir=cache))
            fill(beside)
            _write_manifest(beside)
            shutil.rmtree(folder, ignore_errors=True)
            beside.rename(folder)
        except OSError as wrong:
            raise CacheUnwritable(cache, wrong.strerror or str(wrong)) from wrong
        finally:
            if beside is not None:
                shutil.rmtree(beside, ignore_errors=True)
        _remove_old(cache, keep)
    return folder


def folder_of(settings: Settings) -> Path:
    """Name the folder of the snapshot that belongs to the present data and the present rules.

    Of another store it is the folder of the present copy; one that does not exist where there is none.
    """
    if is_address(settings.store):
        from graph.store.remote import copy

        known = copy.kept(settings)
        return copy.folder(settings, known) if known else settings.cache / "no-copy"
    return settings.cache / f"{data_version(settings.data)}-{code_version()}"


def check(folder: Path, *, only: str = "", but: str = "") -> None:
    """Compare every file of a snapshot with its manifest; of one part of it only, or of all but one.

    Raises:
        BrokenSnapshot: a file is missing or has other bytes.
    """
    try:
        digests: dict[str, str] = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError) as wrong:
        raise BrokenSnapshot("its manifest cannot be read") from wrong
    digests = {
        name: digest
        for name, digest in digests.items()
        if (not only or name.startswith(f"{only}/")) and not (but and name.startswith(f"{but}/"))
    }
    for name in digests:
        if not (folder / name).is_file():
            raise BrokenSnapshot(f"{name} is missing")
    # reading and hashing leave the other core free
    with ThreadPoolExecutor(max_workers=2) as pool:
        found = pool.map(_digest, [folder / name for name in digests])
        for (name, digest), now in zip(digests.items(), found, strict=True):
            if now != digest:
                raise BrokenSnapshot(f"{name} has changed since it was built")


def write_store(store: ox.Store, folder: Path) -> None:
    """Write a store into a snapshot that is being filled."""
    write_text(store, folder)
    index(folder)


def write_text(store: ox.Store, folder: Path) -> None:
    """Write what a store holds as text into a snapshot, for `index` to make its store of."""
    import pyoxigraph as ox

    # quad by quad each would become a Python value on its way
    store.dump(folder / _TEXT, ox.RdfFormat.N_QUADS)


def index(folder: Path) -> None:
    """Make the store of a snapshot of the text that `write_text` wrote there; it runs outside Python."""
    import pyoxigraph as ox

    # in one go each index is written once, in order: there is nothing left to optimize
    kept = ox.Store(folder / STORE)
    kept.bulk_load(path=folder / _TEXT, format=ox.RdfFormat.N_QUADS)
    kept.flush()
    (folder / _TEXT).unlink()


def open_store(folder: Path) -> ox.Store:
    """Open the store of a snapshot for reading; any number of processes may."""
    import pyoxigraph as ox

    try:
        return ox.Store.read_only(str(folder / STORE))
    except OSError as wrong:
        raise BrokenSnapshot("its store cannot be opened") from wrong


def sound(folder: Path, *, but: str = "") -> bool:
    """Say whether there is a snapshot, whole and unchanged, a part perhaps left aside."""
    if not folder.is_dir():
        return False
    try:
        check(folder, but=but)
    except BrokenSnapshot:
        return False
    return True


@cache
def code_version(rooms: tuple[str, ...] = RULES) -> str:
    """What the code of some rooms looks like: a change of those that derive a snapshot needs a new one."""
    digest = hashlib.sha256()
    for path in sorted(
        path for room in rooms for path in (HERE / room).rglob("*") if path.suffix in (".py", ".rq")
    ):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]


def _write_manifest(folder: Path) -> None:
    # LOCK and LOG belong to whoever has the store open
    files = (
        path
        for path in folder.rglob("*")
        if path.is_file() and path.name != "LOCK" and "LOG" not in path.name
    )
    digests = {path.relative_to(folder).as_posix(): _digest(path) for path in sorted(files)}
    (folder / MANIFEST).write_text(json.dumps(digests, indent=1), encoding="utf-8")


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextmanager
def only_one(folder: Path) -> Iterator[None]:
    """Keep other processes from building the same; they wait.

    Raises:
        CacheUnwritable: the cache folder cannot be written.
    """
    cache = folder.parent
    try:
        cache.mkdir(parents=True, exist_ok=True)
        lock = os.open(cache / f".{folder.name}.lock", os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as wrong:
        raise CacheUnwritable(cache, wrong.strerror or str(wrong)) from wrong
    try:
        # the lock goes with the process, so a killed builder blocks nobody
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
    finally:
        os.close(lock)


def _remove_old(cache: Path, keep: int) -> None:
    built = [path for path in cache.iterdir() if path.is_dir() and not path.name.startswith(".")]
    for path in sorted(built, key=lambda path: path.stat().st_mtime, reverse=True)[keep:]:
        shutil.rmtree(path, ignore_errors=True)
        (cache / f".{path.name}.lock").unlink(missing_ok=True)
