"""The data as a whole: described for machines, and packed into one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from graph.errors import UsageError

if TYPE_CHECKING:
    from graph.atlas import Atlas


def describe(atlas: Atlas, site: str, form: str = "turtle") -> bytes:
    """Describe the data set in DCAT and VoID, as the app at an address serves it."""
    from graph.export.catalog import described

    return described(atlas.folder, atlas.world, site, form, packed=atlas.copy is None)


def bundle(atlas: Atlas) -> Path:
    """Give the file of everything, packed once for each version of the data.

    Raises:
        UsageError: the store is an endpoint, whose data lie in no folder here.
    """
    from graph.export import notices
    from graph.export.bundle import bundled

    if atlas.copy is not None:
        raise UsageError("the data of this atlas are those of another store; ask that, or /sparql")

    return bundled(atlas.settings.data, atlas.settings.cache, atlas.world, notices.written(atlas.world))
