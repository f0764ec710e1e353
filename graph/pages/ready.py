"""The picture of a page that asks for nothing, kept from one start of the server to the next.

A reader who comes while the atlas is being opened need not wait for it to see what most readers see first.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import streamlit as st

from graph.errors import AtlasError
from graph.settings import Settings

ROOMS = ("pages", "atlas")  #: whose code decides what is told beside what the snapshot holds

#: words of Streamlit's own configuration → what the style of the canvas calls them
_COLOURS = {
    "backgroundColor": "background-color",
    "secondaryBackgroundColor": "secondary-background-color",
    "textColor": "text-color",
    "primaryColor": "primary-color",
    "borderColor": "border-color",
    "linkColor": "link-color",
    "sidebar.backgroundColor": "sidebar-color",
}


def colours() -> Mapping[str, Mapping[str, str]]:
    """The colours of both themes: light or dark → name → colour."""
    return {
        theme: {ours: st.get_option(f"theme.{theme}.{name}") for name, ours in _COLOURS.items()}
        for theme in ("light", "dark")
    }


def read(settings: Settings) -> bytes | None:
    """What was kept with the snapshot of the present data and code; None where nothing was."""
    try:
        file = _file(settings)
        return file.read_bytes() if file else None
    except (OSError, AtlasError):
        return None


def write(settings: Settings, picture: bytes) -> None:
    """Keep it with the snapshot; where that cannot be written, the next start does without."""
    file = _file(settings)
    if file is None or not file.parent.is_dir():
        return
    with suppress(OSError), tempfile.TemporaryDirectory(dir=file.parent) as beside:
        # whole or not at all, whoever reads meanwhile
        (Path(beside) / file.name).write_bytes(picture)
        os.replace(Path(beside) / file.name, file)


def _file(settings: Settings) -> Path | None:
    if settings.store:
        # what it holds is not known before it is opened
        return None
    from graph.store.snapshot import code_version, folder_of

    look = hashlib.sha256(json.dumps(colours()).encode()).hexdigest()[:8]
    return folder_of(settings) / f"first-{code_version(ROOMS)}-{look}.json"
