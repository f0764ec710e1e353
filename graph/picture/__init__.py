"""How a network looks: drawings, colours and words."""

from __future__ import annotations

from importlib.util import find_spec
from pathlib import Path

from graph.errors import DataError


def vis_folder() -> Path:
    """Say where the installed pyvis keeps vis-network, without importing it."""
    spec = find_spec("pyvis")
    folder = Path(spec.origin).parent / "lib" / "vis-9.1.2" if spec and spec.origin else None
    if folder is None or not folder.is_dir():
        raise DataError("the picture needs pyvis 0.3.2 with its copy of vis-network 9.1.2; install it again")
    return folder
