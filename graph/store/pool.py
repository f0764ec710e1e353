"""The processes that answer readers' queries, and the line of readers who wait for one."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from graph.errors import QueryError
from graph.store.guard import Limits
from graph.store.process import WorkerProcess


class Busy(QueryError):
    """There is no place for a query now."""


class Closed(QueryError):
    """Queries are no longer taken."""

    def __init__(self) -> None:
        super().__init__("The query console is closed")


@dataclass(frozen=True)
class Load:
    """How much there is to do, for the health page."""

    running: int  #: queries that are being evaluated
    waiting: int  #: queries that wait for their turn
    ready: int  #: processes that could begin at once


class WorkerPool:
    """Lends processes over one store, to so many queries at a time, the others in line.

    A process that comes back in order is lent again. One always stands ready beside those that are lent, so
    that a query need not wait for a start, not even after another had to be killed.
    """

    def __init__(self, store: Path, limits: Limits):
        self._store = store
        self._limits = limits
        self._changed = threading.Condition()  # guards all below
        self._lent: list[WorkerProcess] = []
        self._ready = [self._start()]
        self._line: deque[object] = deque()  # those who wait
        self._turns = 0  # those whose turn it is
        self._sessions: set[str] = set()
        self._closed = False

    @contextmanager
    def turn(self, session: str = "") -> Iterator[None]:
        """Wait for a turn, first come first served; a session that is named has one at a time.

        Raises:
            Busy: too many wait already, the session has a query, or no turn came up by the deadline.
        """
        with self._only_one(session):
            self._wait()
            try:
                yield
            finally:
                with self._changed:
                    self._turns -= 1
                    self._changed.notify_all()

    @contextmanager
    def lend(self) -> Iterator[WorkerProcess]:
        """Lend a process.

        Raises:
            Busy: none can be started.
            Closed: the pool is closed.
        """
        worker = self._take()
        try:
            yield worker
        finally:
            self._take_back(worker)

    def load(self) -> Load:
        """Say how much there is to do."""
        with self._changed:
            return Load(self._turns, len(self._line), len(self._ready))

    @property
    def closed(self) -> bool:
        """Whether `close` was called."""
        return self._closed

    def close(self) -> None:
        """End all processes and wait for those that are lent to come back."""
        with self._changed:
            self._closed = True
            for worker in self._lent:
                worker.interrupt()
            self._changed.notify_all()
            self._changed.wait_for(lambda: not self._lent, timeout=5)
            while self._ready:
                self._ready.pop().kill()

    @contextmanager
    def _only_one(self, session: str) -> Iterator[None]:
        with self._changed:
            if session in self._sessions:
                raise Busy("Your earlier query still runs; wait for its answer")
            if session:
                self._sessions.add(session)
        try:
            yield
        finally:
            with self._changed:
                self._sessions.discard(session)

    def _wait(self) -> None:
        most, queue, seconds = self._limits.workers, self._limits.queue, self._limits.seconds
        me = object()
        with self._changed:
            if self._turns + len(self._line) >= most + queue:
                raise Busy(f"{most} queries run and {queue} wait already; try again in a moment")
            self._line.append(me)
            try:
                if not self._changed.wait_for(lambda: self._is_next(me), seconds):
                    raise Busy(f"No query ended within {seconds:g} s; try again in a moment")
                self._turns += 1
            finally:
                self._line.remove(me)
                self._changed.notify_all()

    def _is_next(self, me: object) -> bool:
        return self._closed or (self._line[0] is me and self._turns < self._limits.workers)

    def _take(self) -> WorkerProcess:
        with self._changed:
            if self._closed:
                raise Closed
            try:
                worker = self._wake() or self._start()
            except OSError as wrong:
                raise Busy("No process can be started now; try again in a moment") from wrong
            self._lent.append(worker)
            if not self._ready:
                with suppress(OSError):  # the next who needs it will try again
                    self._ready.append(self._start())
            return worker

    def _wake(self) -> WorkerProcess | None:
        while self._ready:
            worker = self._ready.pop()
            if worker.alive:
                return worker
            worker.kill()
        return None

    def _start(self) -> WorkerProcess:
        return WorkerProcess(self._store, self._limits.memory_mb)

    def _take_back(self, worker: WorkerProcess) -> None:
        with self._changed:
            self._lent.remove(worker)
            # what a process has once held, it seldom gives back
            if worker.in_order and not self._closed and worker.peak_mb <= self._limits.memory_mb / 2:
                self._ready.append(worker)
            else:
                worker.kill()
            self._changed.notify_all()
