"""All of the data as one file: Turtle, TriG and N-Quads with what must be read beside them."""

from __future__ import annotations

import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from pathlib import Path
from typing import IO

from graph.errors import CacheUnwritable
from graph.export.taken import LICENCE, NOTICE
from graph.model.world import World
from graph.store.files import data_files

FILE, MEDIA = "accord-atlas.zip", "application/zip"

#: of every file in it: the same data give the same bytes, whenever and wherever they are packed
_THEN = (1980, 1, 1, 0, 0, 0)

_LICENSE = Path(__file__).resolve().parents[2] / "LICENSE"  # of the code; beside data/

#: besides the facts: what they owe, how they are read, and what changed
_BESIDE = ("shapes.ttl", "contested.json", "generated/*.json", "*.toml", "lenses/*", "views/*", "versions/*")


def bundled(data: Path, cache: Path, world: World, notices: str) -> Path:
    """Give the download of everything, packed once for each content and kept in the cache.

    Args:
        data: folder of facts.
        cache: folder in which it is kept.
        notices: whose work the data stand on, as Markdown.

    Raises:
        CacheUnwritable: it cannot be kept there.
    """
    files = list(_files(data, world, notices))
    file = cache / f"bundle-{_digest(files)}.zip"
    if file.is_file():
        return file
    try:
        # beside, and then in its place: nobody is ever handed a half
        with tempfile.TemporaryDirectory(dir=cache, prefix=".bundle-") as beside:
            made = Path(beside) / FILE
            with made.open("wb") as opened:
                _pack(opened, files)
            made.replace(file)
    except OSError as wrong:
        raise CacheUnwritable(cache, (wrong.strerror or str(wrong)).lower()) from wrong
    for older in cache.glob("bundle-*.zip"):
        if older != file:
            older.unlink(missing_ok=True)
    return file


def _digest(files: Iterable[tuple[str, bytes]]) -> str:
    digest = blake2b(digest_size=6)
    for name, content in files:
        digest.update(blake2b(name.encode()).digest() + blake2b(content).digest())
    return digest.hexdigest()


def pack(target: IO[bytes], data: Path, world: World, notices: str) -> None:
    """Write the zip; the same data give the same bytes."""
    _pack(target, _files(data, world, notices))


def _pack(target: IO[bytes], files: Iterable[tuple[str, bytes]]) -> None:
    with zipfile.ZipFile(target, "w") as made:
        for name, content in files:
            entry = zipfile.ZipInfo(f"accord-atlas/{name}", _THEN)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            # what is compressed already would only grow
            entry.compress_type = zipfile.ZIP_STORED if name.endswith(".gz") else zipfile.ZIP_DEFLATED
            made.writestr(entry, content)


def _files(data: Path, world: World, notices: str) -> Iterator[tuple[str, bytes]]:
    yield "README.md", _readme(world).encode()
    yield "LICENSE", _LICENSE.read_bytes()
    yield "NOTICES.md", notices.encode()
    beside = {file for pattern in _BESIDE for file in data.glob(pattern)}
    for file in sorted({data / "README.md", *data_files(data), *beside}):
        yield f"data/{file.relative_to(data).as_posix()}", file.read_bytes()


def _readme(world: World) -> str:
    return f"""# Accord Atlas: all of its data

Version {world.version}, of {len(world.sources):,} sources, covering events until {world.horizon.isoformat()}.

The facts are CC0 1.0 (<{LICENCE}>). Cite the sources: each claim stands in the named graph of its own.
{NOTICE}

- `data/README.md` says what each folder holds and how a fact gets in.
- `data/**/*.ttl` is Turtle, `*.trig` is TriG, `*.nq.gz` is N-Quads, compressed.
- No triple stands in two graphs.
- `data/ontology.ttl` names the classes and properties, `data/shapes.ttl` what everything owes.
- `data/versions/` says what each source held in each recorded version.
- `NOTICES.md` names those whose work this stands on. `LICENSE` is of the code, which made `data/generated/`.

All of it in one store, for example:

    pip install oxigraph
    gunzip --keep data/generated/*.nq.gz
    find data -name '*.ttl' -o -name '*.trig' -o -name '*.nq' | grep -v shapes.ttl \\
        | xargs oxigraph load --location store --file
"""
