"""The files beside the pages, and the page that says whether the app is well."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.responses import HTMLResponse
from starlette.routing import Route
from streamlit.web.server.app_discovery import discover_asgi_app

from graph.atlas import Atlas
from graph.server.door import Door
from graph.server.opened import Opened
from graph.server.routes import around, for_programs, routes
from tests.server.asked import asked

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture
def get(tmp_path):
    """Ask the routes: status, headers and body."""
    (tmp_path / "one.js").write_text("export const one = 1;")
    (tmp_path / "secret.txt").write_text("not for readers")
    files = {"stage/0a1b/one.js": tmp_path / "one.js"}

    def get(path: str, *, method: str = "GET", base: str = "", version: str | None = "v1", more=dict):
        made = routes(files, lambda: version, base=base, more=more)
        return asked(Starlette(routes=made), path, method=method)

    return get


def test_a_file_is_served_to_be_kept_for_ever(get):
    status, headers, body = get("/atlas/stage/0a1b/one.js")

    assert (status, body) == (200, b"export const one = 1;")
    assert headers["cache-control"] == "public, max-age=31536000, immutable"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["content-type"].startswith(("text/javascript", "application/javascript"))


@pytest.mark.parametrize(
    "path",
    [
        "/atlas/stage/0a1b/secret.txt",
        "/atlas/stage/0a1b/../0a1b/one.js",
        "/atlas/stage/0a1b//one.js",
        "/atlas/stage/0a1b/one.js/",
        "/atlas/stage/ffff/one.js",
        "/atlas/one.js",
        "/atlas/../secret.txt",
        "/atlas//etc/passwd",
        "/atlas/",
    ],
)
def test_nothing_else_is_served(get, path):
    assert get(path)[0] == 404


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_files_and_health_are_for_reading(get, method):
    assert get("/healthz", method=method)[0] == 405
    assert get("/atlas/stage/0a1b/one.js", method=method)[0] == 405


def test_a_browser_tells_which_picture_it_has_drawn():
    told: list[str] = []
    app = Starlette(routes=routes({}, lambda: "v1", base="maps", drawn=told.append))

    assert asked(app, "/maps/atlas/drawn/0a1b", method="POST")[::2] == (204, b"")
    assert asked(app, "/maps/atlas/drawn/0a1b")[0] == 404
    assert told == ["0a1b"]


def test_health_tells_which_data_is_open(get):
    status, headers, body = get("/healthz")

    assert (status, json.loads(body)) == (200, {"ok": True, "data": "v1"})
    assert headers["cache-control"] == "no-store"
    assert json.loads(get("/healthz", version=None)[2]) == {"ok": True, "data": None}


def test_health_tells_how_the_endpoint_is_doing_that_is_the_store(get):
    said = json.loads(get("/healthz", more=lambda: {"endpoint": {"ok": False}})[2])

    assert said == {"ok": True, "data": "v1", "endpoint": {"ok": False}}


def test_everything_moves_under_the_path_of_the_app(get):
    assert get("/healthz", base="/maps/atlas/")[0] == 404
    assert get("/maps/atlas/healthz", base="/maps/atlas/")[0] == 200
    assert get("/maps/atlas/atlas/stage/0a1b/one.js", base="maps/atlas")[0] == 200


def test_programs_find_everything_under_the_path_of_the_app():
    def never() -> Atlas:
        raise AssertionError("nothing is opened to list the commands")

    app = Starlette(routes=for_programs(Opened(never, never), Door(), base="/maps/atlas/"))

    assert asked(app, "/api")[0] == 404
    status, _, body = asked(app, "/maps/atlas/api")
    assert status == 200
    assert json.loads(body)["openapi"] == "/maps/atlas/api/openapi.json"
    assert {route.path.removeprefix("/maps/atlas") for route in app.routes} == {
        "/sparql",
        "/api",
        "/api/openapi.json",
        "/api/{command}",
        "/dataset",
        "/dataset/accord-atlas.zip",
        "/.well-known/void",
    }


def test_a_page_is_whole_behind_all_that_stands_around_the_routes():
    page = Route("/", lambda request: HTMLResponse("<head></head>"))
    app = Starlette(
        routes=[page], middleware=around({"/atlas/early": "data", "/a.js": "module"}, {"/b.js": "module"})
    )

    assert asked(app, "/")[2] == (
        b'<head><link rel="preload" as="fetch" crossorigin href="/atlas/early">'
        b'<link rel="modulepreload" href="/a.js">'
        b'<link rel="modulepreload" fetchpriority="low" href="/b.js"></head>'
    )


def test_streamlit_finds_the_app():
    found = discover_asgi_app(ROOT / "app.py")

    assert (found.is_asgi_app, found.import_string) == (True, "app:app")
