"""The record of data versions in ``data/versions/``: one CSV file each, one row a source."""

from __future__ import annotations

import csv
from hashlib import blake2b
from pathlib import Path

import pyoxigraph as ox

from graph.errors import BrokenFile
from graph.model.versions import Holding, Inventory
from graph.store.files import data_version
from graph.store.load import load
from graph.store.terms import ATLAS

_FOLDER = "versions"
_HEAD = ["source", "triples", "digest"]


def record(data: Path) -> Path:
    """Write down what every source says in the present version of a data folder; give the file."""
    file = _file(data, data_version(data))
    file.parent.mkdir(exist_ok=True)
    with file.open("w", encoding="utf-8", newline="") as opened:
        rows = csv.writer(opened, lineterminator="\n")
        rows.writerow(_HEAD)
        rows.writerows(
            (slug, held.triples, held.digest) for slug, held in sorted(inventory(load(data)).items())
        )
    return file


def recorded(data: Path, version: str) -> Inventory | None:
    """Read what the sources said in a version; None where it is not on record."""
    # a version comes from a link: only a name of the right form may become the name of a file
    if not (version.isascii() and version.isalnum()) or not (file := _file(data, version)).is_file():
        return None
    with file.open(encoding="utf-8", newline="") as opened:
        rows = csv.DictReader(opened)
        try:
            return {row["source"]: Holding(int(row["triples"]), row["digest"]) for row in rows}
        except (KeyError, TypeError, ValueError) as wrong:
            raise BrokenFile(file, f"not a record of a version: {wrong}", rows.line_num) from wrong


def inventory(store: ox.Store) -> dict[str, Holding]:
    """Say what every source says, by its graph: what the atlas says of names and kinds is no source's."""
    found = {}
    for graph in store.named_graphs():
        if graph.value != str(ATLAS):
            triples = sorted(str(quad.triple) for quad in store.quads_for_pattern(None, None, None, graph))
            digest = blake2b("\n".join(triples).encode(), digest_size=4).hexdigest()
            found[str(graph.value).rsplit("/", 1)[-1]] = Holding(len(triples), digest)
    return found


def _file(data: Path, version: str) -> Path:
    return data / _FOLDER / f"{version}.csv"
