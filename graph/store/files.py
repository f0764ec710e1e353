"""Which files a data folder holds, and the name of their content."""

from __future__ import annotations

import hashlib
from pathlib import Path

#: files that describe data rather than being data
NOT_LOADED = frozenset({"shapes.ttl"})


def data_files(folder: Path) -> tuple[Path, ...]:
    """List the files of RDF under a data folder, in order of name."""
    wanted = (".ttl", ".trig", ".nq.gz")
    found = (path for path in folder.rglob("*") if path.name.endswith(wanted) and path.name not in NOT_LOADED)
    return tuple(sorted(found))


def data_version(folder: Path) -> str:
    """Name the content of a data folder: 12 hexadecimal digits that change with any file of it.

    Lenses and saved views count, as what is shown depends on them.
    """
    digest = hashlib.sha256()
    for path in sorted([*data_files(folder), *folder.rglob("*.toml")]):
        digest.update(path.relative_to(folder).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]
