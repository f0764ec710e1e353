"""Files of data/ become a store: Turtle goes into the atlas' graph, TriG and N-Quads name theirs."""

from __future__ import annotations

import gzip
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from graph.errors import BrokenFile
from graph.store.files import data_files
from graph.store.terms import ATLAS, BASE


def load(folder: Path) -> ox.Store:
    """Read every file of a data folder into a store in memory.

    Raises:
        BrokenFile: a file cannot be parsed, or puts something into the unnamed graph.
    """
    if not folder.is_dir():
        raise BrokenFile(folder, "no such data folder; name one in ATLAS_DATA")
    store = ox.Store()
    for path in data_files(folder):
        store.extend(parse(path))
    return store


def parse(path: Path) -> Iterator[ox.Quad]:
    """Read the quads of one file, with the graphs in which they stand."""
    atlas = ox.NamedNode(str(ATLAS))
    in_atlas = path.suffix == ".ttl"
    try:
        content = gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes()
        for quad in ox.parse(content, _format(path), base_iri=BASE):
            if in_atlas:
                yield ox.Quad(quad.subject, quad.predicate, quad.object, atlas)
            elif isinstance(quad.graph_name, ox.DefaultGraph):
                raise BrokenFile(
                    path, f"{quad.subject.value} stands in no named graph; put it into GRAPH <...> {{ }}"
                )
            else:
                yield quad
    except SyntaxError as wrong:
        raise BrokenFile(path, wrong.msg, wrong.lineno) from wrong
    except (OSError, EOFError) as wrong:
        raise BrokenFile(path, f"cannot be read: {wrong}") from wrong


def _format(path: Path) -> ox.RdfFormat:
    return {".ttl": ox.RdfFormat.TURTLE, ".trig": ox.RdfFormat.TRIG, ".gz": ox.RdfFormat.N_QUADS}[path.suffix]
