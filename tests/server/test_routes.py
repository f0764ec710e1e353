"""The files beside the pages, and the page that says whether the app is well."""

from __future__ import annotations

import asyncio
import json
from hashlib import blake2b
from pathlib import Path

import pytest
from starlette.applications import Starlette
from streamlit.web.server.app_discovery import discover_asgi_app

from graph.picture import vis_folder
from graph.server.routes import STAGE, routes

ROOT = Path(__file__).resolve().parent.parent.parent

FILES = {
    "/atlas/vis/vis-network.min.js": vis_folder() / "vis-network.min.js",
    "/atlas/stage/stage.js": STAGE / "stage.js",
    "/atlas/stage/stage.css": STAGE / "stage.css",
}


def get(path: str, query: str = "", *, method: str = "GET", base: str = "", version: str | None = "v1"):
    """Ask the routes: status, headers and body."""
    app = Starlette(routes=routes(lambda: version, base=base))
    sent: list[dict] = []

    async def receive() -> dict:
        return await asyncio.Event().wait()  # a reader who stays and says nothing more

    async def send(message: dict) -> None:
        sent.append(message)

    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": method, "scheme": "http",
        "path": path, "raw_path": path.encode(), "root_path": "", "query_string": query.encode(),
        "headers": [], "client": ("127.0.0.1", 1), "server": ("127.0.0.1", 2),
    }  # fmt: skip
    asyncio.run(app(scope, receive, send))
    headers = {name.decode(): value.decode() for name, value in sent[0]["headers"]}
    return sent[0]["status"], headers, b"".join(message.get("body", b"") for message in sent[1:])


@pytest.mark.parametrize("path", FILES)
def test_a_file_is_served_as_it_is_and_asked_for_again_next_time(path):
    status, headers, body = get(path)

    assert status == 200
    assert body == FILES[path].read_bytes()
    assert headers["cache-control"] == "no-cache"
    assert headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize("path", FILES)
def test_a_file_asked_for_by_its_digest_is_kept_for_ever(path):
    digest = blake2b(FILES[path].read_bytes(), digest_size=8).hexdigest()

    assert get(path, digest)[1]["cache-control"] == "public, max-age=31536000, immutable"
    assert get(path, "0" * 16)[1]["cache-control"] == "no-cache"


@pytest.mark.parametrize(
    "path",
    [
        "/atlas/stage/__init__.py",
        "/atlas/stage/../cache.py",
        "/atlas/stage//etc/passwd",
        "/atlas/vis/vis-network.css",
        "/atlas/vis/",
        "/atlas/stage/stage.js/x",
        "/atlas/other.js",
    ],
)
def test_nothing_else_is_served(path):
    assert get(path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_files_and_health_are_for_reading(method):
    assert get("/healthz", method=method)[0] == 405
    assert get("/atlas/stage/stage.js", method=method)[0] == 405


def test_health_tells_which_data_is_open():
    status, headers, body = get("/healthz")

    assert (status, json.loads(body)) == (200, {"ok": True, "data": "v1"})
    assert headers["cache-control"] == "no-store"
    assert json.loads(get("/healthz", version=None)[2]) == {"ok": True, "data": None}


def test_everything_moves_under_the_path_of_the_app():
    assert get("/healthz", base="/maps/atlas/")[0] == 404
    assert get("/maps/atlas/healthz", base="/maps/atlas/")[0] == 200
    assert get("/maps/atlas/atlas/stage/stage.js", base="maps/atlas")[0] == 200


def test_streamlit_finds_the_app():
    found = discover_asgi_app(ROOT / "app.py")

    assert (found.is_asgi_app, found.import_string) == (True, "app:app")
