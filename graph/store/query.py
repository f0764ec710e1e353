"""A reader's own query, from its text to its answer: checked, evaluated elsewhere, cut at the limits."""

from __future__ import annotations

import logging
import re
import secrets
import signal
import time
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

from graph.errors import QueryError
from graph.store.answer import FORMATS, Answer, Kind, check_format
from graph.store.guard import Form, Limits, Question, Refused, check
from graph.store.pool import Closed, Load, WorkerPool
from graph.store.process import Ended, Overdue, Unopened, WorkerProcess
from graph.store.spelling import explain, laid_out
from graph.store.tokens import quoted

_log = logging.getLogger(__name__)

_LESS = "Add a LIMIT or more specific patterns."
_KINDS: dict[Form, Kind] = {
    Form.SELECT: "select",
    Form.ASK: "ask",
    Form.CONSTRUCT: "construct",
    Form.DESCRIBE: "construct",
}


class Stopped(QueryError):
    """A query that reached a limit while it was evaluated; the message names the limit."""


@dataclass(frozen=True)
class Dataset:
    """The graphs that a query is about, as who asks may say beside it; the first together are its default."""

    default: tuple[str, ...] = ()  #: IRIs
    named: tuple[str, ...] = ()

    def check(self, graphs: Collection[str]) -> None:
        """Refuse what is no graph of the store."""
        for iri in (*self.default, *self.named):
            if iri not in graphs:
                raise Refused(f"This console only reads the atlas: {quoted(iri, 80)} is none of its graphs")


class QueryRunner:
    """Answers readers' queries over one store, each in a process that can be killed.

    All methods may be called from any thread. While it is open nobody may write to the store.

    >>> with QueryRunner(folder) as runner:  # doctest: +SKIP
    ...     runner.run("ASK { ?s ?p ?o }").boolean
    True
    """

    def __init__(
        self, store: Path, limits: Limits | None = None, *, prefixes: Mapping[str, str] | None = None
    ):
        """Begin to start the first process.

        Args:
            store: folder of the store.
            prefixes: namespaces that the message on an undeclared prefix proposes.
        """
        self._limits = limits or Limits()
        self._prefixes = dict(prefixes or {})
        self._pool = WorkerPool(store, self._limits)
        self._graphs: frozenset[str] | None = None
        self._asked: dict[str, WorkerProcess | None] = {}  #: session → what answers it, None while it waits
        self._unwanted: set[str] = set()  #: sessions that no longer want their answer

    def run(
        self,
        text: str,
        *,
        accept: str | Callable[[Kind], str] = "",
        session: str = "",
        dataset: Dataset | None = None,
    ) -> Answer:
        """Answer a query over the union of all graphs, or over those that its FROM names.

        Args:
            accept: the format in which the answer will serialise itself, one of `graph.store.answer.FORMATS`,
                or what chooses it by the kind of the answer; the usual one of its kind if left out.
            session: whose query it is; one query of a session runs at a time.
            dataset: the graphs that it is about, whatever its FROM names.

        Raises:
            Refused: the policy forbids it.
            Misspelt: it is no SPARQL.
            Busy: too many queries wait already, or this session's earlier one still runs.
            Stopped: it reached the deadline or the limit of memory.
            QueryError: the engine could not answer it.
            UsageError: its answer cannot have the format *accept*.
        """
        question = check(text, self._limits, graphs=self._known_graphs(), prefixes=self._prefixes)
        kind = _KINDS[question.form]
        if dataset:
            dataset.check(self._known_graphs())
        form = accept(kind) if callable(accept) else accept or FORMATS[kind][0]
        check_format(kind, form)
        with self._wanted(session), self._pool.turn(session), self._process() as worker:
            if session:
                self._asked[session] = worker
            if session in self._unwanted:
                raise _unwanted()
            return self._answer(worker, question, form, dataset)

    def turn(self, session: str = "") -> AbstractContextManager[None]:
        """Wait for a turn without asking anything, as `run` does: for queries that another runner answers."""
        return self._pool.turn(session)

    def stop(self, session: str) -> None:
        """End the query of a session, whoever waits for it; nothing happens where it has none."""
        if session not in self._asked:
            return
        self._unwanted.add(session)
        if worker := self._asked[session]:
            worker.interrupt()

    def load(self) -> Load:
        """Say how much there is to do."""
        return self._pool.load()

    def close(self) -> None:
        """End all processes; queries that run or wait are told so."""
        self._pool.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _known_graphs(self) -> frozenset[str]:
        if self._graphs is None:
            with self._process() as worker:
                self._graphs = worker.graphs(time.monotonic() + self._limits.seconds)
        return self._graphs

    @contextmanager
    def _wanted(self, session: str) -> Iterator[None]:
        """Let a query be stopped while it waits and runs: the first of a session that has a name."""
        if not session or session in self._asked:
            yield
            return
        self._asked[session] = None
        try:
            yield
        except QueryError:
            if session in self._unwanted:
                raise _unwanted() from None
            raise
        finally:
            del self._asked[session]
            self._unwanted.discard(session)

    @contextmanager
    def _process(self) -> Iterator[WorkerProcess]:
        """Borrow a process; what happens to it is told in readers' words."""
        try:
            with self._pool.lend() as worker:
                yield worker
        except Overdue:
            raise self._overdue() from None
        except Ended as gone:
            raise self._told(gone) from None

    def _answer(
        self, worker: WorkerProcess, question: Question, accept: str, dataset: Dataset | None
    ) -> Answer:
        began = time.monotonic()
        until = began + self._limits.seconds
        request = {
            "text": question.text,
            "union": not question.names_graphs,
            "rows": self._limits.rows,
            "bytes": self._limits.bytes,
            "dataset": (dataset.default, dataset.named) if dataset else None,
        }
        said: dict[str, Any] = {}
        rows: list[Any] = []
        for frame in worker.ask(request, until):
            rows += frame.pop("rows", ())
            said |= frame
        if "misspelt" in said:
            (layout,) = worker.ask({"parse": laid_out(question.tokens)}, until)
            raise explain(question, said["misspelt"], layout["misspelt"])
        if "end" not in said:
            raise _failed(str(said.get("failed")))
        select = said["kind"] == "select"
        return Answer(
            kind=said["kind"],
            variables=tuple(said.get("variables", ())),
            rows=tuple(rows) if select else (),
            boolean=said.get("boolean"),
            triples=() if select else tuple((s, p, o) for s, p, o in rows),
            cut=bool(said["end"]),
            limit=self._limit(said["end"], "rows" if select else "triples"),
            seconds=time.monotonic() - began,
            accept=accept,
        )

    def _limit(self, reached: str, things: str) -> str:
        if not reached:
            return ""
        much = f"{self._limits.bytes:,} bytes" if reached == "bytes" else f"{self._limits.rows:,} {things}"
        return f"Cut at {much}; there are more. {_LESS}"

    def _overdue(self) -> Stopped:
        return Stopped(f"Stopped after {self._limits.seconds:g} s. {_LESS}")

    def _told(self, gone: Ended) -> QueryError:
        if self._pool.closed:
            return Closed()
        if isinstance(gone, Unopened):
            return QueryError(f"The store cannot be opened for queries{_noted(gone)}")
        _log.info("a query ended its process: %s", gone)
        match gone.signal:
            case signal.SIGALRM:
                return self._overdue()
            case signal.SIGABRT | signal.SIGKILL:  # the allocator gave up, or the system did
                return Stopped(f"Stopped at {self._limits.memory_mb:,} MB of memory. {_LESS}")
            case signal.SIGSEGV | signal.SIGBUS:
                return Stopped("Stopped: the query is too deep or too large for the engine. Make it smaller.")
        return QueryError(f"The engine could not answer this query{_noted(gone)}")


def _unwanted() -> Stopped:
    return Stopped("Stopped, as you asked")


def _failed(said: str) -> QueryError:
    """Say what the engine's own error means; its words are for the log."""
    if function := re.search("custom function <(.*)> is not supported", said):
        return QueryError(f"There is no function {quoted(function.group(1), 80)}; use those of SPARQL 1.1")
    return QueryError(f"The engine could not answer this query{_noted(said)}")


def _noted(detail: object) -> str:
    """Write a detail into the log under an id, and give the id for the reader."""
    name = secrets.token_hex(4)
    _log.error("error %s: %s", name, quoted(str(detail), 500))
    return f" (error {name})"
