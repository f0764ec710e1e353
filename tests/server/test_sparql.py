"""A query ends with the connection of who asked it; whoever stays gets the answer."""

from __future__ import annotations

import asyncio
import threading

import pytest
from starlette.requests import Request

from graph.server import sparql
from graph.server.door import Door
from graph.server.opened import Opened
from graph.server.sparql import Sparql
from graph.settings import Settings
from graph.store.answer import Answer
from graph.store.query import Stopped

BODY = b"ASK {}"


class Runner:
    """Answers one query, once it is let; until then it runs."""

    def __init__(self) -> None:
        self.stopped: list[str] = []
        self.ended = threading.Event()

    def run(self, text, *, accept, session, dataset):
        assert self.ended.wait(60), "the query runs on"
        if self.stopped:
            raise Stopped("Stopped.")
        return Answer(kind="ask", boolean=True, accept=accept("ask"))

    def stop(self, session):
        self.stopped.append(session)
        self.ended.set()


@pytest.fixture
def ask(monkeypatch):
    """Send a query; what comes from its asker after it is given."""
    monkeypatch.setattr(sparql, "LOOKED_EACH_S", 0.01)

    def send(runner, afterwards):
        atlas = type("Atlas", (), {"settings": Settings(), "world": type("World", (), {"version": "v"})})
        scope = {
            "type": "http",
            "method": "POST",
            "path": "/sparql",
            "query_string": b"",
            "client": ("203.0.113.7", 1),
            "headers": [(b"content-type", b"application/sparql-query"), (b"host", b"atlas")],
        }
        sent = iter([{"type": "http.request", "body": BODY}])

        async def receive():
            return next(sent, None) or await afterwards()

        endpoint = Sparql(Opened(lambda: atlas, lambda atlas: runner), Door(), "/sparql")
        return asyncio.run(endpoint.answer(Request(scope, receive)))

    return send


def test_the_query_of_somebody_who_has_gone_is_stopped(ask):
    async def goes():
        return {"type": "http.disconnect"}

    runner = Runner()

    assert ask(runner, goes).status_code == 503
    assert runner.stopped == ["http 203.0.113.7"]


def test_somebody_who_stays_is_answered_after_any_number_of_looks(ask):
    runner, looks = Runner(), []

    async def stays():
        looks.append(1)
        if len(looks) > 3:
            runner.ended.set()
        await asyncio.Event().wait()

    assert ask(runner, stays).status_code == 200
    assert runner.stopped == []
