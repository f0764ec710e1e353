"""A folder that keeps imports: one file each, written beside, named once it is whole, and never changed.

There is no list that could disagree with the files: a file that bears a name of ours is an import, and says
itself what it is. What a killed process leaves has another name, and is removed by the next that writes.
"""

from __future__ import annotations

import errno
import fcntl
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from graph.model.world import World
from graph.own.errors import StoreError
from graph.own.review import Own, as_own

FORMAT = 1  #: of the folder; a newer one is refused
MARK = "accord-atlas-store.json"  #: says that a folder is ours
_LOCK, _BESIDE = ".lock", ".writing-"
_NAME = re.compile(r"(\d{6})-([0-9a-f]{12})\.nq")
_ROOM = 1_000_000  #: bytes that must be free beside what is written


@dataclass(frozen=True)
class Import:
    """One committed import."""

    number: int
    digest: str
    name: str
    day: date
    ties: int
    file: Path

    def is_called(self, name: str) -> bool:
        """Whether it has this name, or a digest that begins so."""
        return self.name == name or (len(name) > 3 and self.digest.startswith(name))

    def record(self) -> dict[str, object]:
        """For JSON."""
        return {"name": self.name, "digest": self.digest, "day": self.day.isoformat(), "ties": self.ties}


def imports(store: Path) -> tuple[Import, ...]:
    """The committed imports of a folder, in the order in which they came; none where there is no folder yet.

    Raises:
        StoreError: the folder is none of ours, or an import in it is damaged.
    """
    if not _is_ours(store):
        return ()
    return tuple(each for each, _ in _read_all(store))


def opened(store: Path, world: World) -> tuple[Own, ...]:
    """Read all committed imports of a folder.

    Raises:
        StoreError: the folder is none of ours, or an import in it is damaged.
    """
    if not store.exists():
        raise StoreError(
            f"no folder {store.name!r}; 'accord-atlas import FILE --store {store.name}' begins one"
        )
    if not _is_ours(store):
        raise StoreError(
            f"the folder {store.name!r} keeps no imports; 'accord-atlas import FILE' puts one there"
        )
    return tuple(as_own(each.name, each.digest, each.day, quads, world) for each, quads in _read_all(store))


def commit(store: Path, own: Own) -> Import:
    """Keep own data in a folder; once this returns they are there, whatever happens next.

    Raises:
        StoreError: another process writes, the folder cannot be written, the disk is full, or they are there.
    """
    with _told(store), _writing(store):
        _sweep(store)
        there = imports(store)
        if any(each.digest == own.digest for each in there):
            raise StoreError(f"{own.name} is in the store already; 'imports --remove' takes it out")
        number = max((each.number for each in there), default=0) + 1
        content = own.quads + own.rest
        about = {
            "format": FORMAT,
            "name": own.name,
            "day": own.day.isoformat(),
            "ties": own.ties,
            "sha256": hashlib.sha256(content).hexdigest(),
        }
        whole = f"# {json.dumps(about)}\n".encode() + content
        if shutil.disk_usage(store).free < len(whole) + _ROOM:
            raise StoreError(_FULL)
        path = store / f"{number:06d}-{own.digest}.nq"
        _write(path, whole)
        return Import(number, own.digest, own.name, own.day, own.ties, path)


def remove(store: Path, name: str) -> Import:
    """Take an import out of a folder, by its name or the beginning of its digest.

    Raises:
        StoreError: there is none so called, or several.
    """
    with _told(store), _writing(store):
        found = [each for each in imports(store) if each.is_called(name)]
        if len(found) != 1:
            several = f"several imports are called {name!r}; name one by its digest"
            what = several if found else f"no import is called {name!r}"
            raise StoreError(f"{what}; 'accord-atlas imports' lists them")
        found[0].file.unlink()
        _flush(store)
        return found[0]


_FULL = (
    "there is no space left on the disk of the store; free some, and import again. What was there is whole"
)


def _is_ours(store: Path) -> bool:
    if not store.exists():
        return False
    if not store.is_dir():
        raise StoreError(f"{store.name!r} is a file; --store names a folder")
    mark = store / MARK
    if not mark.exists():
        if any(not path.name.startswith(".") for path in store.iterdir()):
            raise StoreError(f"the folder {store.name!r} holds other things; name an empty one, or a new one")
        return False
    try:
        made = int(json.loads(mark.read_text("utf-8"))["format"])
    except (ValueError, KeyError, TypeError):
        raise StoreError(_damaged(store, MARK)) from None
    if made > FORMAT:
        raise StoreError(
            f"the folder {store.name!r} was written by a newer version (format {made}; this one reads "
            f"{FORMAT}); install that version"
        )
    return True


def _read_all(store: Path) -> Iterator[tuple[Import, bytes]]:
    for path in sorted(store.glob("*.nq")):
        named = _NAME.fullmatch(path.name)
        if named is None:
            continue
        head, _, content = path.read_bytes().partition(b"\n")
        try:
            about = json.loads(head.removeprefix(b"# "))
            if hashlib.sha256(content).hexdigest() != about["sha256"]:
                raise ValueError
            day = date.fromisoformat(about["day"])
            found = Import(int(named[1]), named[2], str(about["name"]), day, int(about["ties"]), path)
        except (ValueError, KeyError, TypeError):
            raise StoreError(_damaged(store, path.name)) from None
        yield found, content


def _damaged(store: Path, name: str) -> str:
    return (
        f"{name} in the folder {store.name!r} is damaged: it is not what was written. Move it out, which "
        "leaves all other imports whole, and import its source again"
    )


def _write(path: Path, content: bytes) -> None:
    """Write a file whole or not at all: beside, flushed, then named, and the name flushed too."""
    beside = path.with_name(f"{_BESIDE}{path.name}")
    try:
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.rename(path)
    except OSError:
        beside.unlink(missing_ok=True)
        raise
    _flush(path.parent)


def _flush(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _writing(store: Path) -> Iterator[None]:
    """Be the only one who writes; the lock goes with the process, however that ends."""
    if store.exists() and not store.is_dir():
        raise StoreError(f"{store.name!r} is a file; --store names a folder")
    store.mkdir(parents=True, exist_ok=True)
    ours = _is_ours(store)
    lock = os.open(store / _LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise StoreError(
                f"another process writes to the folder {store.name!r}; wait until it is done, and try again"
            ) from None
        if not ours and not (store / MARK).exists():
            _write(store / MARK, json.dumps({"format": FORMAT}).encode())
        yield
    finally:
        os.close(lock)


def _sweep(store: Path) -> None:
    """Remove what a killed process left half written; only who holds the lock may."""
    for path in store.glob(f"{_BESIDE}*"):
        path.unlink(missing_ok=True)


@contextmanager
def _told(store: Path) -> Iterator[None]:
    """Say in a reader's words what the disk refuses."""
    try:
        yield
    except OSError as wrong:
        no_right = f"the folder {store.name!r} may not be written by you; change its permissions"
        named = {
            errno.ENOSPC: _FULL,
            errno.EDQUOT: _FULL,
            errno.EROFS: f"the disk of {store.name!r} can only be read; what is there can be opened",
            errno.EACCES: no_right,
            errno.EPERM: no_right,
        }
        other = f"the folder {store.name!r} cannot be written: {wrong.strerror}"
        raise StoreError(named.get(wrong.errno or 0, other)) from wrong
