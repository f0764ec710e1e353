"""Accord Atlas: an explorable knowledge graph of the Abraham Accords and the world around them.

>>> from graph import ask, open_atlas  # doctest: +SKIP
>>> atlas = open_atlas()               # doctest: +SKIP
>>> ask(atlas, "members")              # doctest: +SKIP
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from graph.answers import ask as ask
    from graph.atlas import open_atlas as open_atlas

__version__ = "0.1.0"
__all__ = ["__version__", "ask", "open_atlas"]


def __getattr__(name: str) -> object:
    # the engines are imported when an atlas is opened, not when a notebook says `import graph`
    if name == "open_atlas":
        from graph.atlas import open_atlas

        return open_atlas
    if name == "ask":
        from graph.answers import ask

        return ask
    raise AttributeError(f"module 'graph' has no attribute {name!r}")
