"""Opens the atlas, and builds its snapshot first where there is none."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from graph.atlas.face import Atlas
from graph.atlas.seen import FIRST, PICTURES, draw_small, known_words
from graph.model.lens import Lens
from graph.model.standing import places
from graph.model.view import SHOWN_TYPES, View
from graph.settings import Settings
from graph.store.remote.address import is_address
from graph.table import build as tables
from graph.table.build import Table
from graph.table.narrow import narrow

if TYPE_CHECKING:
    from graph.store.remote.watch import Watch

_TABLE, _PLACES = "table.duckdb", "places.json"


def open_atlas(settings: Settings | None = None, *, progress: Callable[[str], None] | None = None) -> Atlas:
    """Open the atlas, building its snapshot first where there is none for this data.

    Args:
        settings: where the data and the cache are; read from the environment if None.
        progress: is told each step of a build, in words.
    """
    settings = settings or Settings.from_environment()
    folder = snapshot(settings, progress=progress)
    atlas = _opened(settings, folder, tables.read(folder / _TABLE))
    if not settings.store or is_address(settings.store):
        return atlas
    return atlas.with_imports(Path(settings.store))


def _opened(settings: Settings, folder: Path, table: Table) -> Atlas:
    read = json.loads((folder / _PLACES).read_text(encoding="utf-8"))
    lenses = _lenses(settings.data)
    return Atlas(
        settings=settings,
        folder=folder,
        table=table,
        spots={iri: (x, y) for iri, (x, y) in read.items()},
        lenses=lenses,
        known_words=known_words(table.world, lenses),
    )


def snapshot(
    settings: Settings, *, progress: Callable[[str], None] | None = None, anew: bool = False
) -> Path:
    """Give the folder of the built snapshot, building it where it is missing or damaged.

    Of a store at an address it is that of a copy, which is fetched where there is none. *anew* builds it even
    if it is sound, of a copy that is fetched for it; where that fails, what there is stays.
    """
    from graph.store.snapshot import ensure, folder_of

    tell = progress or (lambda step: None)
    if is_address(settings.store):
        from graph.store.remote import copy

        fill = partial(_build, settings, tell)
        if anew:
            return copy.folder(settings, copy.fetched(settings, fill, tell, anew=True))
        return copy.opened(settings, fill, tell)
    folder, keep = folder_of(settings), settings.snapshots_kept
    return ensure(folder, lambda beside: _fill(settings, beside, tell), keep=keep, anew=anew)


def _lenses(data: Path) -> Mapping[str, Lens]:
    from graph.store import saved

    return saved.lenses(data)


def watch(settings: Settings) -> Watch | None:
    """Watch the endpoint behind an atlas; None where its store is no endpoint."""
    if not is_address(settings.store):
        return None
    from graph.store.remote.watch import Watch

    return Watch(settings, partial(_refetch, settings))


def refetch(settings: Settings) -> None:
    """Fetch a new copy of a store at an address, whether or not there is one.

    Raises:
        EndpointError: the endpoint does not give everything; the copy that there is stays.
    """
    from graph.store.remote import copy

    copy.fetched(settings, partial(_build, settings, lambda step: None), lambda step: None)


def _refetch(settings: Settings) -> None:
    """Fetch a new copy in a process of its own: the build would keep readers waiting for half a minute."""
    import subprocess
    import sys

    code = (
        "from graph.atlas import refetch; from graph.settings import Settings; "
        "refetch(Settings.from_environment())"
    )
    given = settings.environment()
    done = subprocess.run(
        [sys.executable, "-c", code], env=given, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(done.stderr[-2000:])


def _fill(settings: Settings, folder: Path, tell: Callable[[str], None]) -> None:
    """Read the facts and build everything that a snapshot holds."""
    from graph.store.files import data_version
    from graph.store.load import load

    tell("reading the facts")
    _build(settings, tell, load(settings.data), data_version(settings.data), folder)


def _build(settings: Settings, tell: Callable[[str], None], store: Any, version: str, folder: Path) -> None:
    """Build everything that a snapshot holds, from a store in memory."""
    from graph.store import records
    from graph.store import snapshot as snapshots

    world = records.world(store, version)
    figures = records.figures(store)
    tell(f"weighing {len(world.claims)} claims of {len(world.sources)} sources")
    store.extend(records.shown_values(world.ties))
    tell("writing store and table")
    snapshots.write_text(store, folder)
    del store  # its memory is needed: the next step is the hungriest
    with ThreadPoolExecutor(max_workers=1) as beside:
        written = beside.submit(snapshots.index, folder)
        tables.write(world, folder / _TABLE, figures)
        tell("finding a place for everyone")
        table = tables.read(folder / _TABLE)
        _write_places(settings, folder, table)
        tell("drawing the saved views")
        _write_pictures(_opened(settings, folder, table))
        tell("finishing the store")
        written.result()


def _write_places(settings: Settings, folder: Path, table: Table) -> None:
    """Place whom the table knows that is already in the folder."""
    from graph.network.build import whole
    from graph.network.layout import layout
    from graph.store import saved

    world = table.world
    lenses = _lenses(settings.data)
    first = saved.views(settings.data, known_words(world, lenses), strict=not settings.store).get(FIRST)
    view = first.view if first else View()
    shown = narrow(table, view, places(world, world.horizon, lenses[view.lens]))
    spots = layout(
        whole(world),
        [world.entities[position].iri for position in shown.entities],
        [entity.iri for entity in world.entities if entity.type in SHOWN_TYPES],
    )
    (folder / _PLACES).write_text(json.dumps(spots), encoding="utf-8")


def _write_pictures(atlas: Atlas) -> None:
    """Draw every saved view, and say what it finds."""
    drawn = {slug: asdict(draw_small(atlas, saved.view)) for slug, saved in atlas.views.items()}
    (atlas.folder / PICTURES).write_text(json.dumps(drawn), encoding="utf-8")
