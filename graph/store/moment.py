"""What holds in a view, as one more graph beside those of the sources, for readers' own queries.

``graph/view`` is derived for one day, one day of knowledge and one lens. It is no part of the data and stands
in no snapshot: a copy of the store is laid beside for as long as the queries run.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import date
from pathlib import Path

import pyoxigraph as ox

from graph.errors import CacheUnwritable
from graph.model.standing import Place
from graph.model.tie import Certainty
from graph.model.world import World
from graph.store.snapshot import STORE
from graph.store.terms import ACC, VIEW

_DAY = ox.NamedNode("http://www.w3.org/2001/XMLSchema#date")


def view_quads(
    world: World, day: date, known_on: date | None, lens: str, places: Mapping[str, Place]
) -> Iterator[ox.Quad]:
    """Tell a view: its clocks and lens, which ties hold, where states stand, which claims were known.

    Args:
        world: as it was known on the day of knowledge.
        day: the day for which the ties are asked.
        known_on: the day of knowledge; None for all that is known.
        lens: slug.
        places: IRI of each state → where it stands.
    """
    graph = ox.NamedNode(str(VIEW))

    def say(subject: str, name: str, value: ox.NamedNode | ox.Literal) -> ox.Quad:
        return ox.Quad(ox.NamedNode(subject), ox.NamedNode(str(ACC[name])), value, graph)

    yield say(str(VIEW), "asOf", ox.Literal(day.isoformat(), datatype=_DAY))
    if known_on:
        yield say(str(VIEW), "knownOn", ox.Literal(known_on.isoformat(), datatype=_DAY))
    yield say(str(VIEW), "lens", ox.Literal(lens))
    for tie in world.ties:
        if (certainty := tie.certainty(day)) is not Certainty.NO:
            yield say(tie.iri, "certainty", ox.Literal(str(certainty)))
    for state, place in places.items():
        yield say(state, "standing", ox.Literal(str(place.standing)))
    for claim in world.claims:
        yield say(str(VIEW), "knows", ox.NamedNode(claim.iri))


@contextmanager
def laid_beside(snapshot: Path, quads: Iterable[ox.Quad]) -> Iterator[Path]:
    """Lend a copy of a snapshot's store that has some more quads; it is gone afterwards.

    Raises:
        CacheUnwritable: the cache folder, in which the snapshot stands, cannot be written.
    """
    cache = snapshot.parent
    try:
        folder = Path(tempfile.mkdtemp(prefix=".view-", dir=cache))
    except OSError as wrong:
        raise CacheUnwritable(cache, wrong.strerror or str(wrong)) from wrong
    try:
        yield copy_with(snapshot / STORE, folder / STORE, quads)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def copy_with(store: Path, copy: Path, quads: Iterable[ox.Quad], without: Iterable[ox.Quad] = ()) -> Path:
    """Copy a store, leave some quads out and put others in.

    Raises:
        CacheUnwritable: the folder in which the copy's own is to stand cannot be written.
    """
    try:
        shutil.copytree(store, copy, copy_function=_share)
        opened = ox.Store(str(copy))
        for quad in without:
            opened.remove(quad)
        opened.bulk_extend(quads)
        opened.flush()
    except OSError as wrong:
        raise CacheUnwritable(copy.parent.parent, wrong.strerror or str(wrong)) from wrong
    return copy


def _share(file: str, copy: str) -> None:
    """Copy a file of a store; what RocksDB never changes once it is written needs no second place on disk."""
    if file.endswith(".sst"):
        with suppress(OSError):  # another disk, or one without hard links
            os.link(file, copy)
            return
    shutil.copy2(file, copy)
