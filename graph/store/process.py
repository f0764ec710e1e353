"""One worker as its parent sees it: started, asked, killed."""

from __future__ import annotations

import json
import os
import select
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO, Any, cast

from graph.store.worker import HEADER

_PROGRAM = Path(__file__).with_name("worker.py")
_LONGEST = 2**28  # bytes of a frame; who announces more than this is no worker of ours
# nothing of the parent's: no proxy, no credential, no search path. One arena, because the address space that
# glibc sets aside for more of them (330 MB) would count as used
ENVIRONMENT = {"LC_ALL": "C.UTF-8", "MALLOC_ARENA_MAX": "1"}


class Overdue(Exception):
    """The worker has not answered by the deadline."""


class Ended(Exception):
    """The worker has gone: it ended by itself, was killed, or speaks nonsense."""

    def __init__(self, why: str, signal_: int = 0):
        self.signal = signal_  #: that ended it; 0 if none did
        super().__init__(why)


class Unopened(Ended):
    """The worker cannot open the store."""


class WorkerProcess:
    """A process that answers one request at a time; one thread at a time may hold it.

    It is a plain child and not one of `multiprocessing`, so that it imports nothing of the program that
    starts it. When that program ends, however it ends, the child reads the end of its input and ends too.
    """

    def __init__(self, store: Path, memory_mb: int):
        self._process = subprocess.Popen(
            [sys.executable, "-I", str(_PROGRAM), str(store.resolve()), str(memory_mb)],
            bufsize=0,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd="/",
            env=ENVIRONMENT,
            start_new_session=True,  # Ctrl-C in a terminal is for the parent
        )
        self._input = cast("IO[bytes]", self._process.stdin)
        self._output = cast("IO[bytes]", self._process.stdout)
        self._graphs: frozenset[str] | None = None
        self.in_order = False  #: whether it waits for a request, and no error has shaken it
        self.peak_mb = 0  #: the most memory that it has held, as of its last answer

    def graphs(self, until: float) -> frozenset[str]:
        """Give the IRIs of the store's graphs, once it is open.

        Raises:
            Overdue: it is not open at *until*, as `time.monotonic` counts.
            Unopened: it cannot be opened.
            Ended: the process has gone.
        """
        if self._graphs is None:
            said = self._receive(until)
            if "graphs" not in said:
                raise Unopened(str(said.get("failed")))
            self._graphs = frozenset(said["graphs"])
            self.in_order = True
        return self._graphs

    def ask(self, request: Mapping[str, Any], until: float) -> Iterator[dict[str, Any]]:
        """Send a request and give the frames of its answer as they come.

        Raises:
            Overdue: the next frame has not come at *until*.
            Ended: the process has gone.
        """
        self.graphs(until)
        self.in_order = False
        frame = json.dumps({**request, "seconds": max(until - time.monotonic(), 0.0)}).encode()
        rest = memoryview(HEADER.pack(len(frame)) + frame)
        try:
            while rest:
                rest = rest[os.write(self._input.fileno(), rest) :]
        except BrokenPipeError:
            raise self._ended() from None
        more = True
        while more:
            said = self._receive(until)
            self.peak_mb = said.get("peak_mb", self.peak_mb)
            more = "kind" in said or "rows" in said
            self.in_order = "end" in said or "misspelt" in said
            yield said

    @property
    def alive(self) -> bool:
        """Whether the process runs."""
        return self._process.poll() is None

    def interrupt(self) -> None:
        """End the process from another thread; the one that holds it is told by `Ended`."""
        self._process.kill()

    def kill(self) -> None:
        """End the process now, whatever it does, and leave nothing of it behind."""
        self._process.kill()
        self._process.wait()
        self._input.close()
        self._output.close()

    def _receive(self, until: float) -> dict[str, Any]:
        (size,) = HEADER.unpack(self._read(HEADER.size, until))
        if size > _LONGEST:
            raise Ended(f"a frame of {size} bytes")
        frame: dict[str, Any] = json.loads(self._read(size, until))
        return frame

    def _read(self, size: int, until: float) -> bytes:
        output = self._output.fileno()
        poller = select.poll()
        poller.register(output, select.POLLIN)
        read = bytearray()
        while len(read) < size:
            left = until - time.monotonic()
            if left <= 0 or not poller.poll(left * 1000):
                raise Overdue
            piece = os.read(output, min(size - len(read), 2**20))
            if not piece:
                raise self._ended()
            read += piece
        return bytes(read)

    def _ended(self) -> Ended:
        """Say how the process ended, which has closed its pipes."""
        try:
            code = self._process.wait(1)
        except subprocess.TimeoutExpired:
            return Ended("it closed its pipes and stays")
        if code < 0:
            return Ended(signal.Signals(-code).name, -code)
        return Ended(f"exit code {code}")
