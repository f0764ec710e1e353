"""Own data laid over an atlas: a table, places and a store beside those of the base, which stay."""

from __future__ import annotations

import os
import shutil
import tempfile
import weakref
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyoxigraph as ox

from graph.errors import CacheUnwritable
from graph.model.world import World
from graph.own.errors import Crowded
from graph.own.quads import is_own
from graph.own.review import Own, more
from graph.store.moment import copy_with
from graph.store.records import shown_values
from graph.store.snapshot import MANIFEST, STORE
from graph.table.build import Table, lay_over

Spot = tuple[float, float]
_PREFIX = ".own-"
_LAID: weakref.WeakSet[Table] = weakref.WeakSet()  #: all that lie over an atlas in this process
_APART = 40.0  #: between somebody new and whoever stands where their place would be


@dataclass(frozen=True)
class Laid:
    """What an atlas with own data is made of."""

    table: Table
    spots: Mapping[str, Spot]
    folder: Path  #: as a snapshot; it goes with the table


def lay(table: Table, spots: Mapping[str, Spot], folder: Path, owns: Sequence[Own], most: int) -> Laid:
    """Lay own data over what an atlas is made of, which stays as it is.

    Args:
        most: how many may lie over one at the same time.

    Raises:
        Crowded: so many do already.
        CacheUnwritable: there is no room for a store of their own.
    """
    if len(_LAID) >= most:
        raise Crowded(most)
    world = table.world
    for own in owns:
        world = more(world, own)
    over = lay_over(world, table)
    _LAID.add(over)
    beside = _store_beside(folder, table.world, world, owns)
    weakref.finalize(over, shutil.rmtree, beside, ignore_errors=True)
    return Laid(over, {**spots, **dict(_new_spots(table.world, world, spots))}, beside)


def _new_spots(before: World, after: World, spots: Mapping[str, Spot]) -> Iterator[tuple[str, Spot]]:
    """A place for everybody new: beside the middle of those whom they are tied to."""
    new = [entity.iri for entity in after.entities if entity.iri not in before.entity_by_iri]
    for number, iri in enumerate(new):
        ends = [{tie.sender, tie.receiver} for tie in after.ties if iri in (tie.sender, tie.receiver)]
        near = [spots[other] for pair in ends for other in pair - {iri} if other in spots]
        middle = [sum(spot[axis] for spot in near) / len(near) if near else 0.0 for axis in (0, 1)]
        yield iri, (middle[0] + _APART * (number % 5 + 1), middle[1] - _APART * (number // 5 + 1))


def _store_beside(folder: Path, before: World, after: World, owns: Sequence[Own]) -> Path:
    """A copy of a snapshot's store with own data in it; files that never change are shared."""
    cache = folder.parent
    _sweep(cache)
    try:
        beside = Path(tempfile.mkdtemp(prefix=f"{_PREFIX}{os.getpid()}-", dir=cache))
    except OSError as wrong:
        raise CacheUnwritable(cache, wrong.strerror or str(wrong)) from wrong
    try:
        if (folder / STORE).is_dir():
            quads, without = _difference(folder, before, after, owns)
            copy_with(folder / STORE, beside / STORE, quads, without)
        for kept in folder.glob("*.json"):
            shutil.copy2(kept, beside / kept.name)
        # its store is no longer what the manifest of the base says
        (beside / MANIFEST).write_text("{}", encoding="utf-8")
    except BaseException as wrong:
        shutil.rmtree(beside, ignore_errors=True)
        if isinstance(wrong, OSError):
            raise CacheUnwritable(cache, wrong.strerror or str(wrong)) from wrong
        raise
    return beside


def _difference(
    folder: Path, before: World, after: World, owns: Sequence[Own]
) -> tuple[list[ox.Quad], list[ox.Quad]]:
    """What comes into the store, and what goes: values that are shown otherwise now."""
    base = ox.Store.read_only(str(folder / STORE))
    quads: list[ox.Quad] = []
    known: set[ox.Triple] = set()
    for own in owns:
        for quad in ox.parse(own.quads + own.rest, ox.RdfFormat.N_QUADS):
            # no triple stands in two graphs; what speaks of something with an address of its own is new
            new = is_own(getattr(quad.subject, "value", ""))
            if quad.triple in known or not (new or _is_new(base, quad)):
                continue
            known.add(quad.triple)
            quads.append(quad)
    changed = [tie for tie in after.ties if before.tie_by_iri.get(tie.iri) is not tie]
    now = set(shown_values(changed))
    was = set(shown_values(before.tie_by_iri[tie.iri] for tie in changed if tie.iri in before.tie_by_iri))
    return [*quads, *(now - was)], list(was - now)


def _is_new(base: ox.Store, quad: ox.Quad) -> bool:
    there = base.quads_for_pattern(quad.subject, quad.predicate, quad.object, None)
    return next(there, None) is None


def _sweep(cache: Path) -> None:
    """Remove what a process that was killed has left."""
    for left in cache.glob(f"{_PREFIX}*"):
        owner = left.name.removeprefix(_PREFIX).partition("-")[0]
        if not owner.isdigit() or int(owner) == os.getpid():
            continue
        try:
            os.kill(int(owner), 0)
        except ProcessLookupError:
            shutil.rmtree(left, ignore_errors=True)
        except OSError:  # it is somebody else's
            continue
