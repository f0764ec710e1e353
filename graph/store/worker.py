"""The process that evaluates readers' queries: started by path, it imports pyoxigraph and nothing of ours.

pyoxigraph cannot be told to stop, ends the process when memory ends or a query is nested too deeply, and goes
out to any address that a query names. So it runs here, where being killed harms nobody, and with the doors
closed: no new file or socket, no core file, an address space with an end. `graph.store.query` speaks with it
over its standard input and output, in frames: four bytes of length, then JSON.

The store stays on disk. Measured with 440,000 triples: open in 15 ms with 25 MB, while a copy in memory takes
1.9 s and 190 MB for each process, and killing one is a normal outcome. RocksDB needs no further file once all
its tables are open, so the door of files can be closed behind it.
"""

from __future__ import annotations

import json
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

import pyoxigraph as ox

HEADER = struct.Struct(">I")  #: length of a frame
_BATCH = 65_536  # bytes of rows that travel together
_PEAK, _WHOLE = b"VmHWM:", 16_384  # the most memory ever held, in a file of so many bytes at most

_TRIPLE = ("subject", "predicate", "object")


def main(folder: str, memory_mb: int) -> None:
    """Open the store, close the doors, then answer one request after the other until the parent goes away."""
    try:
        store = _open(Path(folder))
    except OSError as wrong:
        _send({"failed": f"{type(wrong).__name__}: {wrong}"})
        return
    graphs = sorted(str(graph.value) for graph in store.named_graphs())
    empty = ox.Store()  # to parse without evaluating
    status = _status()
    os.nice(5)  # pages go before readers' own queries
    _close_doors(memory_mb)
    _send({"graphs": graphs})
    while (request := _receive()) is not None:
        # should the parent stop or die without a word, the process ends itself; no Python need run for that
        signal.setitimer(signal.ITIMER_REAL, request["seconds"] + 1)
        try:
            if "parse" in request:
                _send({"misspelt": _misspelt(empty, request["parse"])})
            else:
                _answer(store, request, status)
        except SyntaxError as wrong:
            _send({"misspelt": str(wrong)})
        except MemoryError:
            os.abort()  # as the engine does when it is the one that asks in vain
        except BaseException as wrong:  # a panic of the engine derives from BaseException alone
            _send({"failed": f"{type(wrong).__name__}: {wrong}"})
        signal.setitimer(signal.ITIMER_REAL, 0)


def _open(folder: Path) -> ox.Store:
    """Open the store with all its tables; RocksDB itself opens 16, and others when they are first read."""
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    store = ox.Store.read_only(str(folder))
    for quads in (1, 10, 100, 1000):
        if not _closed_tables(folder):
            break
        _touch(store, quads)
    return store


def _closed_tables(folder: Path) -> set[str]:
    """Give the tables of the store that are not open in this process; none where /proc does not tell."""
    descriptors = Path("/proc/self/fd")
    if not descriptors.is_dir():
        return set()
    links = (os.path.realpath(descriptor) for descriptor in descriptors.iterdir())
    return {table.name for table in folder.glob("*.sst")} - {os.path.basename(link) for link in links}


def _touch(store: ox.Store, quads: int) -> None:
    """Look up the first *quads* of every graph in each of the orders in which the store keeps them.

    Keys are hashes, so the quads of one graph are spread over the tables of the other orders.
    """
    for graph in list(store.named_graphs()):
        for s, p, o, _ in list(islice(store.quads_for_pattern(None, None, None, graph), quads)):
            for where in (None, graph):
                next(store.quads_for_pattern(s, None, None, where), None)
                next(store.quads_for_pattern(None, p, o, where), None)
                next(store.quads_for_pattern(None, None, o, where), None)


def _close_doors(memory_mb: int) -> None:
    memory = memory_mb * 2**20
    for limit, value in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_NOFILE, 0),  # the last: no file, no socket from here on, in Python or in native code
    ):
        resource.setrlimit(limit, (value, value))


def _status() -> int | None:
    """Open what Linux tells of this process, while files can still be opened; None where it tells nothing."""
    try:
        opened = os.open("/proc/self/status", os.O_RDONLY)
    except OSError:
        return None
    return opened if _PEAK in os.pread(opened, _WHOLE, 0) else None


def _peak_mb(status: int | None) -> int:
    """Say how much memory this process has ever held; getrusage starts with what its parent had held."""
    if status is None:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return int(os.pread(status, _WHOLE, 0).partition(_PEAK)[2].split()[0]) // 1024  # it is told in kB


def _answer(store: ox.Store, request: dict[str, Any], status: int | None) -> None:
    found = store.query(request["text"], **_about(request))
    cut = ""
    if isinstance(found, ox.QueryBoolean):
        _send({"kind": "ask", "boolean": bool(found)})
    elif isinstance(found, ox.QuerySolutions):
        names = [variable.value for variable in found.variables]
        _send({"kind": "select", "variables": names})
        cut = _stream((_row(names, solution) for solution in found), request)
    else:
        _send({"kind": "construct"})
        cut = _stream(([_term(part) for part in triple] for triple in found), request)
    # what this process has ever held tells the parent when it has grown old
    _send({"end": cut, "peak_mb": _peak_mb(status)})


def _about(request: dict[str, Any]) -> dict[str, Any]:
    """Say which graphs a query is about: those that its asker names, those of its FROM, or all together."""
    if dataset := request.get("dataset"):
        default, named = ([ox.NamedNode(iri) for iri in iris] for iris in dataset)
        return {"default_graph": default, "named_graphs": named}
    # a query with FROM says itself what it is about; pyoxigraph would let the union win over it
    return {"use_default_graph_as_union": request["union"]}


def _stream(rows: Iterable[object], request: dict[str, Any]) -> str:
    """Send rows until they end or a limit is reached; name the limit."""
    batch: list[str] = []
    left, waiting, cut = request["bytes"], 0, ""
    for number, row in enumerate(rows):
        written = json.dumps(row, ensure_ascii=False, separators=(",", ":"))
        size = len(written.encode())
        left -= size
        if number == request["rows"] or left < 0:
            cut = "bytes" if left < 0 else "rows"
            break
        batch.append(written)
        waiting += size
        if waiting > _BATCH:
            _write(f'{{"rows":[{",".join(batch)}]}}'.encode())
            batch, waiting = [], 0
    _write(f'{{"rows":[{",".join(batch)}]}}'.encode())
    return cut


def _row(names: list[str], solution: ox.QuerySolution) -> dict[str, object]:
    return {name: _term(term) for name, term in zip(names, solution, strict=True) if term is not None}


def _term(term: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> dict[str, object]:
    """Give a term as SPARQL 1.1 JSON has it, with the triples and directions of 1.2."""
    if isinstance(term, ox.NamedNode):
        return {"type": "uri", "value": term.value}
    if isinstance(term, ox.BlankNode):
        return {"type": "bnode", "value": term.value}
    if isinstance(term, ox.Triple):
        parts = {part: _term(inner) for part, inner in zip(_TRIPLE, term, strict=True)}
        return {"type": "triple", "value": parts}
    literal: dict[str, object] = {"type": "literal", "value": term.value}
    if term.language:
        literal["xml:lang"] = term.language
        if term.direction:
            literal["its:dir"] = str(term.direction.value)
    elif term.datatype.value != "http://www.w3.org/2001/XMLSchema#string":
        literal["datatype"] = term.datatype.value
    return literal


def _misspelt(empty: ox.Store, text: str) -> str:
    """Say what the parser finds wrong with *text*; empty if nothing."""
    try:
        empty.query(text)
    except SyntaxError as wrong:
        return str(wrong)
    return ""


def _send(message: dict[str, object]) -> None:
    _write(json.dumps(message, ensure_ascii=False).encode("utf-8", "replace"))


def _write(frame: bytes) -> None:
    rest = memoryview(HEADER.pack(len(frame)) + frame)
    while rest:
        rest = rest[os.write(sys.stdout.fileno(), rest) :]


def _receive() -> dict[str, Any] | None:
    """Wait for a request; None when the parent has gone."""
    header = _read(HEADER.size)
    if header is None:
        return None
    frame = _read(*HEADER.unpack(header))
    return None if frame is None else json.loads(frame)


def _read(size: int) -> bytes | None:
    pieces = b""
    while len(pieces) < size:
        piece = os.read(sys.stdin.fileno(), size - len(pieces))
        if not piece:
            return None
        pieces += piece
    return pieces


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
