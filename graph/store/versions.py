"""The record of data versions in ``data/versions/``: one CSV file each, one row a source."""

from __future__ import annotations

import csv
import json
from datetime import date
from hashlib import blake2b
from pathlib import Path

import pyoxigraph as ox

from graph.errors import BrokenFile, UnknownName
from graph.model.versions import Changes, Holding, Inventory, Version
from graph.store.files import data_version
from graph.store.load import load
from graph.store.terms import ATLAS

_FOLDER = "versions"
_HEAD = ["source", "triples", "digest"]
_DATES = "recorded.json"  # version → day, in the order in which they were recorded


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
    _note(data, file.stem)
    return file


def _note(data: Path, version: str) -> None:
    """Note the day on which a version is first recorded."""
    dates = _dates(data)
    if version not in dates:
        dates[version] = date.today().isoformat()
        (data / _FOLDER / _DATES).write_text(f"{json.dumps(dates, indent=2)}\n", encoding="utf-8")


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


def versions(data: Path) -> tuple[Version, ...]:
    """List the versions on record, the oldest first; those that nobody dated come before."""
    dated = _dates(data)
    undated = sorted(file.stem for file in _file(data, "x").parent.glob("*.csv") if file.stem not in dated)
    kept = [name for name in dated if _file(data, name).is_file()]
    return tuple(Version(name, dated.get(name, "")) for name in (*undated, *kept))


def changes(data: Path, before: str = "", after: str = "") -> Changes:
    """Say what two recorded versions do not hold alike.

    Args:
        before: name of the earlier; the one before *after* if left out.
        after: name of the later; the newest if left out.

    Raises:
        UnknownName: one of them is not on record, or there is none to compare with.
    """
    known = versions(data)
    names = [version.name for version in known]
    later = _asked(names, after or (names[-1] if names else ""))
    earlier = _asked(names, before or (names[names.index(later) - 1] if names.index(later) else later))
    by_name = {version.name: version for version in known}
    was, now = recorded(data, earlier), recorded(data, later)
    return Changes(by_name[earlier], by_name[later], was or {}, now or {})


def _asked(names: list[str], name: str) -> str:
    if name not in names:
        raise UnknownName("version of the data", name[:80], tuple(names))
    return name


def _dates(data: Path) -> dict[str, str]:
    file = data / _FOLDER / _DATES
    if not file.is_file():
        return {}
    try:
        return {str(name): str(day) for name, day in json.loads(file.read_text("utf-8")).items()}
    except (ValueError, AttributeError) as wrong:
        raise BrokenFile(file, f"not a list of versions: {wrong}") from wrong


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
