"""Readers' queries on this server: asked beside the page, and ended when nobody waits."""

from __future__ import annotations

import threading
import time
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as StillRuns
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import streamlit as st

from graph.model.view import View

if TYPE_CHECKING:
    from graph.atlas import Atlas
    from graph.store.answer import Answer
    from graph.store.query import QueryRunner

MOST_VIEWS = 2  #: views that are laid beside the store at the same time
_STEP = 0.1  #: seconds between two looks at a query that runs


@dataclass
class _Opened:
    """The runner over one view: who uses it, and what closes it."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    closing: ExitStack = field(default_factory=ExitStack)
    runner: QueryRunner | None = None
    users: int = 0


class Console:
    """Answers the queries of all readers of one server.

    All methods may be called from any thread. Queries take turns in one line, whichever view they ask.
    """

    def __init__(self, atlas: Atlas):
        self._atlas = atlas
        self.all_known = atlas.queries()  #: the runner over the store as it is, which programs ask as well
        # more than can run and wait: who is too many is told so by the line
        room = atlas.settings.query_workers + atlas.settings.query_queue + 6
        self._threads = ThreadPoolExecutor(room, thread_name_prefix="query")
        self._views: OrderedDict[View, _Opened] = OrderedDict()
        self._changed = threading.Lock()  # guards the views
        self._asked: dict[str, QueryRunner] = {}

    def ask(self, text: str, session: str, view: View | None = None) -> Future[Answer]:
        """Begin to answer a query.

        Args:
            session: whose it is; one query of a session runs at a time.
            view: by whose clocks and lens ``graph/view`` is derived; None for the store as it is.
        """
        return self._threads.submit(self._answer, text, session, view)

    def stop(self, session: str) -> None:
        """End the query of a session."""
        self.all_known.stop(session)
        if runner := self._asked.get(session):
            runner.stop(session)

    def close(self) -> None:
        """End everything."""
        self._threads.shutdown(wait=False, cancel_futures=True)
        self.all_known.close()
        with self._changed:
            for opened in self._views.values():
                opened.closing.close()
            self._views.clear()

    def _answer(self, text: str, session: str, view: View | None) -> Answer:
        if view is None:
            return self.all_known.run(text, session=session)
        clocks = View(as_of=self._atlas.day(view), known_on=view.known_on, lens=view.lens)
        with self.all_known.turn(session), self._of(clocks) as runner:
            self._asked[session] = runner
            try:
                return runner.run(text, session=session)
            finally:
                del self._asked[session]

    @contextmanager
    def _of(self, clocks: View) -> Iterator[QueryRunner]:
        """Lend the runner over a view; the one that was used longest ago makes room for a new one."""
        with self._changed:
            opened = self._views.setdefault(clocks, _Opened())
            self._views.move_to_end(clocks)
            opened.users += 1
        try:
            with opened.lock:
                if opened.runner is None:
                    opened.runner = opened.closing.enter_context(self._atlas.queries_of(clocks))
            yield opened.runner
        finally:
            with self._changed:
                opened.users -= 1
                idle = [key for key, each in self._views.items() if not each.users]
                gone = [self._views.pop(key) for key in idle[: max(0, len(self._views) - MOST_VIEWS)]]
            for each in gone:
                each.closing.close()


# the console of a store that was opened anew is another one; queries of the one before may still run
@st.cache_resource(show_spinner=False, max_entries=2, on_release=Console.close)
def _of_all(folder: Path, _atlas: Atlas) -> Console:
    return Console(_atlas)


@st.cache_resource(show_spinner=False, scope="session", max_entries=1, on_release=Console.close)
def _of_visit(folder: Path, _atlas: Atlas) -> Console:
    return Console(_atlas)


def console(atlas: Atlas, *, of_visit: bool = False) -> Console:
    """The console over an atlas: that of this process, or of this visit, whose own data nobody else sees."""
    return (_of_visit if of_visit else _of_all)(atlas.folder, atlas)


def close_of_visit() -> None:
    """End the console of this visit."""
    _of_visit.clear()


def close_all() -> None:
    """End every console that all readers share."""
    _of_all.clear()


def waited(asked: Future[Answer], console: Console, session: str, seconds: float) -> Answer:
    """Wait for an answer and show how long; who does something else meanwhile ends the query.

    Raises:
        QueryError: what `graph.store.query.QueryRunner.run` raises.
    """
    began, place = time.monotonic(), st.empty()
    bar = None
    try:
        while True:
            try:
                return asked.result(_STEP)
            except StillRuns:
                spent = time.monotonic() - began
            if spent > 4 * _STEP:
                told = f"Asking for {spent:.0f} s; a query is stopped after {seconds:g} s"
                if bar is None:
                    with place.container(horizontal=True, vertical_alignment="center"):
                        bar = st.progress(0.0, text=told)
                        # whatever the reader does leaves this function, which ends the query
                        st.button("Stop it", key="query stop", icon=":material/stop:")
                # the view may have to be laid beside first, and a turn to come
                bar.progress(min(1.0, spent / seconds), text=told)
    finally:
        if not asked.done():
            console.stop(session)
        place.empty()
