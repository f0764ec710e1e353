"""Imports one file after the other into a folder, and tells each once it is kept; for tests that kill it."""

from __future__ import annotations

import hashlib
import sys
from datetime import date
from pathlib import Path

from graph.model.world import World
from graph.own.folder import commit
from graph.own.review import Own

EMPTY = World("none", date(2026, 6, 29), (), (), (), (), (), ())
LINE = '<https://example.org/a> <https://example.org/b> "{}" <https://w3id.org/accord-atlas/own/{}/rest> .\n'


def triples(digest: str) -> bytes:
    """What each of the files holds."""
    return "".join(LINE.format(line, digest) for line in range(3_000)).encode()


def main(store: Path, begun: str) -> None:
    """Import until somebody ends it."""
    print("begun", flush=True)
    for number in range(10_000):
        name = f"{begun}-{number}"
        digest = hashlib.sha256(name.encode()).hexdigest()[:12]
        commit(store, Own(name, digest, date(2026, 6, 1), b"", triples(digest), EMPTY))
        print(name, flush=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2])
