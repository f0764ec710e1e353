"""Who may ask the routes for programs."""

from __future__ import annotations

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from graph.server.door import Door
from graph.server.problem import told
from tests.server.asked import asked

ELSEWHERE = "https://elsewhere.example"


def status(door: Door, **headers: str) -> tuple[int, str]:
    """How a request ends, and which page may read the answer."""

    def answer(request: Request) -> Response:
        try:
            door.check(request)
            found: Response = PlainTextResponse("come in")
        except Exception as wrong:
            found = told(wrong, "")
        found.headers.update(door.headers(request))
        return found

    named = {"host": "127.0.0.1:8501"} | {name.replace("_", "-"): value for name, value in headers.items()}
    code, given, _ = asked(Starlette(routes=[Route("/", answer)]), "/", headers=named)
    return code, given.get("access-control-allow-origin", "")


@pytest.mark.parametrize(
    ("hosts", "host", "code"),
    [
        ((), "anything.example", 200),
        (("127.0.0.1", "localhost"), "LOCALHOST:8501", 200),
        (("127.0.0.1", "localhost"), "127.0.0.1:8501", 200),
        (("127.0.0.1", "localhost"), "localhost.evil.example", 421),
        (("127.0.0.1",), "127.0.0.1@evil.example", 421),
        (("127.0.0.1",), "[", 421),
        (("*.atlas.example",), "www.atlas.example", 200),
        (("*.atlas.example",), "evilatlas.example", 421),
    ],
)
def test_the_server_answers_to_its_own_names(hosts, host, code):
    assert status(Door(hosts), host=host)[0] == code


@pytest.mark.parametrize(
    ("origins", "headers", "outcome"),
    [
        ((), {}, (200, "")),
        ((), {"origin": "http://127.0.0.1:8501", "sec_fetch_site": "same-origin"}, (200, "")),
        ((), {"origin": ELSEWHERE}, (403, "")),
        ((), {"origin": "null"}, (403, "")),
        ((), {"sec_fetch_site": "cross-site"}, (403, "")),
        ((ELSEWHERE,), {"origin": ELSEWHERE, "sec_fetch_site": "cross-site"}, (200, ELSEWHERE)),
        ((ELSEWHERE,), {"origin": "https://other.example"}, (403, "")),
        (("*",), {"origin": "https://other.example", "sec_fetch_site": "cross-site"}, (200, "*")),
    ],
)
def test_a_page_elsewhere_asks_only_if_the_operator_names_it(origins, headers, outcome):
    assert status(Door(origins=origins), **headers) == outcome
