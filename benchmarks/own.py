"""Measures how long a reader's own file takes: to be refused, reported on, laid over the atlas.

``python -m benchmarks.own``: on the real data. What is too large or a bomb must be refused within a second.
"""

from __future__ import annotations

import itertools
import sys
import time
from collections.abc import Callable
from datetime import date

from graph.atlas import Atlas, open_atlas
from graph.errors import AtlasError
from graph.model.view import View

DAY = date(2026, 6, 1)
MOST = 1.0  #: seconds until a bomb is refused
ENTITIES = "".join(f'<!ENTITY b{n + 1} "{f"&b{n};" * 12}">' for n in range(12))
#: name of a file → what makes its bytes
BOMBS: dict[str, Callable[[], bytes]] = {
    "oversized.ttl": lambda: b"x" * 25_000_000,
    "entities.rdf": lambda: f'<!DOCTYPE r [<!ENTITY b0 "ha">{ENTITIES}]><r>&b12;</r>'.encode(),
    "entities-in-utf-16.rdf": lambda: f"<!DOCTYPE r [{ENTITIES}]><r/>".encode("utf-16"),
    "deep.jsonld": lambda: b'{"a":' * 100_000,
    "deep.ttl": lambda: b"<urn:a> <urn:b> " + b"(" * 100_000,
    "deep.rdf": lambda: b"<a>" * 100_000,
    "one-cell.csv": lambda: b'a,b\n"' + b"x,\n" * 5_000_000,
    "zipped.csv": lambda: b"PK\x03\x04" + b"\0" * 1_000_000,
}
ROWS = (10, 500, 5_000)


def main() -> int:
    """Print what was measured; 1 where a bomb lived too long."""
    atlas = open_atlas()
    late = [name for name, make in BOMBS.items() if _refused(atlas, name, make()) > MOST]
    for number in ROWS:
        _laid(atlas, number)
    if late:
        print(f"refused later than after {MOST:g} s: {', '.join(late)}")
    return int(bool(late))


def _refused(atlas: Atlas, name: str, content: bytes) -> float:
    began = time.perf_counter()
    try:
        atlas.review(name, content, DAY)
        told = "taken"
    except AtlasError as wrong:
        told = str(wrong)
    seconds = time.perf_counter() - began
    print(f"{name:26} {len(content):>12,} bytes  refused after {seconds:5.2f} s  {told[:90]}")
    return seconds if told != "taken" else float("inf")


def _laid(atlas: Atlas, number: int) -> None:
    codes = [entity.code for entity in atlas.world.entities if entity.code]
    pairs = itertools.islice(itertools.permutations(codes, 2), number)
    rows = (f"{one},{other},embassy,2020,https://example.org/{one}\n" for one, other in pairs)
    table = ("sender,receiver,kind,since,source\n" + "".join(rows)).encode()
    began = time.perf_counter()
    found = atlas.review("ties.csv", table, DAY)
    reviewed = time.perf_counter()
    over = atlas.laid_over([found.own])
    laid = time.perf_counter()
    over.drawing(View())
    drawn = time.perf_counter()
    steps = zip((reviewed, laid, drawn), (began, reviewed, laid), strict=True)
    report, layer, picture = (f"{after - before:5.2f} s" for after, before in steps)
    print(f"{number:>6,} rows: report {report}, laid over {layer}, first picture {picture}")


if __name__ == "__main__":
    sys.exit(main())
