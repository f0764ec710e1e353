"""The data as a whole: described for machines, and packed into one file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.atlas import Atlas


def describe(atlas: Atlas, site: str, form: str = "turtle") -> bytes:
    """Describe the data set in DCAT and VoID, as the app at an address serves it."""
    from graph.export.catalog import described

    return described(atlas.folder, atlas.world, site, form)


def bundle(atlas: Atlas) -> Path:
    """Give the file of everything, packed once for each version of the data."""
    from graph.export import notices
    from graph.export.bundle import bundled

    return bundled(atlas.settings.data, atlas.settings.cache, atlas.world, notices.written(atlas.world))
