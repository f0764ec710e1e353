"""The shapes of the map, as a browser asks for them on our own server."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from pathlib import Path

from graph.pages import assets
from graph.settings import Settings
from graph.store.shapes import shapes_file


@cache
def served() -> dict[str, Path]:
    """Address below ``/atlas/`` → file; the address holds a digest, so that browsers may keep it for ever."""
    file = shapes_file(Settings.from_environment().data)
    if not file.is_file():
        return {}
    return {f"map/{blake2b(file.read_bytes(), digest_size=8).hexdigest()}/{file.name}": file}


def address() -> str:
    """Where the shapes lie on this server; empty where there are none."""
    return next((f"{assets.base()}/atlas/{address}" for address in served()), "")
