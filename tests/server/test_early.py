"""What a page shows first is told once the atlas is open, and to nobody who may not ask."""

from __future__ import annotations

import asyncio
import threading

import pytest
from starlette.applications import Starlette
from starlette.requests import Request

from graph.errors import DataError
from graph.server import early
from graph.server.door import Door
from graph.server.early import AT_ONCE, Early
from graph.server.routes import routes
from tests.server.asked import asked


def app(picture, *, opened: bool = True, door: Door | None = None) -> Starlette:
    made = Early(picture, door or Door())
    if opened:
        made.opened.set()
    return Starlette(routes=routes({}, lambda: "v1", base="maps", early=made))


def test_it_is_told_to_whoever_has_the_address():
    status, headers, body = asked(app(str.encode), "/maps/atlas/early", query=b"focus=KAZ")

    assert (status, body) == (200, b"focus=KAZ")
    assert headers["cache-control"] == "no-store"
    assert headers["content-type"] == "application/json"


def broken(query: str) -> bytes:
    raise DataError("the file is gone")


@pytest.mark.parametrize("picture", [lambda query: None, broken], ids=["nothing to show", "broken"])
def test_nothing_is_an_answer(picture):
    status, headers, body = asked(app(picture), "/maps/atlas/early")

    assert (status, body, headers["cache-control"]) == (204, b"", "no-store")


def test_while_the_atlas_is_not_open_nobody_waits_for_ever(monkeypatch):
    monkeypatch.setattr(early, "PATIENCE", 0.05)

    assert asked(app(str.encode, opened=False), "/maps/atlas/early")[0] == 204


def test_who_asks_for_nothing_is_answered_at_once_with_what_is_ready(monkeypatch):
    monkeypatch.setattr(early, "PATIENCE", 0.05)
    made = Early(str.encode, Door())
    made.ready = b"ready"
    served = Starlette(routes=routes({}, lambda: None, early=made))

    assert asked(served, "/atlas/early")[::2] == (200, b"ready")
    assert asked(served, "/atlas/early", query=b"focus=KAZ")[0] == 204


@pytest.mark.parametrize(
    "headers", [{"host": "elsewhere.example"}, {"host": "atlas", "sec-fetch-site": "cross-site"}]
)
def test_who_may_not_ask_is_told_nothing(headers):
    closed = app(str.encode, door=Door(hosts=["atlas"]))

    assert asked(closed, "/maps/atlas/early", headers={"host": "atlas"})[0] == 200
    assert asked(closed, "/maps/atlas/early", headers=headers)[0] == 204


def test_few_pictures_are_made_at_once(monkeypatch):
    monkeypatch.setattr(early, "PATIENCE", 0.2)
    go, begun = threading.Event(), []

    def slow(query: str) -> bytes:
        begun.append(query)
        go.wait(5)
        return b"{}"

    async def many() -> list[int]:
        made = Early(slow, Door())
        made.opened.set()
        scope = {"type": "http", "headers": [], "query_string": b"", "path": "/", "server": ("127.0.0.1", 1)}
        answers = await asyncio.gather(*(made.answer(Request(scope)) for _ in range(AT_ONCE + 3)))
        return [each.status_code for each in answers]

    assert asyncio.run(many()) == [204] * (AT_ONCE + 3)
    go.set()
    assert len(begun) == AT_ONCE
