"""A small store on disk, and what tests of readers' queries look for around it."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyoxigraph as ox

ATLAS = "https://example.org/graph/atlas"
GAZETTE = "https://example.org/source/gazette"


def quads(ties: int = 400) -> list[ox.Quad]:
    """A few invented states with ties between them, and one claim on each tie."""
    made = []

    def say(s: str, p: str, o: ox.NamedNode | ox.Literal, graph: str) -> None:
        base = "https://example.org/"
        made.append(ox.Quad(ox.NamedNode(base + s), ox.NamedNode(base + p), o, ox.NamedNode(graph)))

    states = [ox.NamedNode(f"https://example.org/state/{code}") for code in ("BOR", "KHE", "SAN", "SYL")]
    for i in range(ties):
        tie = ox.NamedNode(f"https://example.org/tie/{i}")
        say(f"tie/{i}", "sender", states[i % 4], ATLAS)
        say(f"tie/{i}", "receiver", states[i // 4 % 4], ATLAS)
        say(f"claim/{i}", "about", tie, GAZETTE)
        say(f"claim/{i}", "words", ox.Literal(f"said of tie {i}", language="en"), GAZETTE)
        say(f"claim/{i}", "number", ox.Literal(i), GAZETTE)
    return made


def write_store(folder: Path, tables: int = 1) -> Path:
    """Write the store, into at least so many tables.

    RocksDB merges tables in the background whenever it likes, so they are counted once the store is closed;
    each load adds one of every order.
    """
    for _ in range(20):
        store = ox.Store(str(folder))
        store.bulk_extend(quads())
        store.flush()
        del store
        if len(list(folder.glob("*.sst"))) >= tables:
            return folder
    raise AssertionError(f"RocksDB would not keep {tables} tables")


def processes(store: Path) -> set[int]:
    """Give the numbers of the processes that answer queries over this store."""
    found = set()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            words = (process / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if str(store).encode() in words and any(word.endswith(b"worker.py") for word in words):
            found.add(int(process.name))
    return found


@contextmanager
def listener() -> Iterator[tuple[str, list[object]]]:
    """Listen on loopback; give host:port, and the list of those who came."""
    came: list[object] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def welcome() -> None:
            while True:
                try:
                    connection, who = server.accept()
                except OSError:
                    return
                came.append(who)
                connection.close()

        thread = threading.Thread(target=welcome)
        thread.start()
        yield f"127.0.0.1:{server.getsockname()[1]}", came
        server.shutdown(socket.SHUT_RDWR)
        thread.join()
