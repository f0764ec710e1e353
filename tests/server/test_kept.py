"""Which answers are kept in memory, and for whom."""

from __future__ import annotations

import pytest
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response

from graph.server.kept import Kept
from tests.server.asked import asked

FOR_EVER = {"cache-control": "public, immutable, max-age=31536000"}


class Shelf:
    """An app that counts how often it is asked."""

    def __init__(self, status: int = 200, **headers: str) -> None:
        self.status, self.asked = status, 0
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}

    async def __call__(self, scope, receive, send) -> None:
        self.asked += 1
        text = f"{Request(scope).url.path} ".encode() * 500
        await Response(text, self.status, self.headers, "text/javascript")(scope, receive, send)


@pytest.fixture
def shelf():
    """An app whose files stay as they are."""
    return Shelf(**FOR_EVER)


def test_a_file_that_never_changes_is_read_once(shelf):
    kept = Kept(shelf)

    first = asked(kept, "/one.js")
    assert [asked(kept, "/one.js"), asked(kept, "/one.js")] == [first, first]
    assert first == asked(Shelf(**FOR_EVER), "/one.js")
    assert shelf.asked == 1


def test_each_address_has_its_own(shelf):
    kept = Kept(shelf)

    assert [asked(kept, path)[2][:6] for path in ("/one.js", "/two.js", "/one.js")] == [
        b"/one.j", b"/two.j", b"/one.j"
    ]  # fmt: skip


def test_who_reads_it_compressed_gets_it_so_and_nobody_else(shelf):
    kept = Kept(GZipMiddleware(shelf))
    packed = {"accept-encoding": "gzip"}
    plain = {"accept-encoding": "identity"}

    answers = [asked(kept, "/one.js", headers=told)[1] for told in (packed, plain, packed, plain)]
    assert [answer.get("content-encoding") for answer in answers] == ["gzip", None, "gzip", None]
    assert shelf.asked == 2


@pytest.mark.parametrize(
    "wish",
    [
        {"method": "HEAD"},
        {"method": "POST"},
        {"query": b"v=2"},
        {"headers": {"range": "bytes=0-1"}},
        {"headers": {"if-none-match": '"1"'}},
        {"headers": {"if-modified-since": "Wed, 25 Nov 2026 12:00:00 GMT"}},
    ],
    ids=str,
)
def test_who_wants_something_else_asks_the_app(shelf, wish):
    kept = Kept(shelf)
    asked(kept, "/one.js")
    asked(kept, "/one.js", **wish)

    assert shelf.asked == 2


@pytest.mark.parametrize(
    "shelf",
    [
        Shelf(),
        Shelf(cache_control="no-cache"),
        Shelf(404, **FOR_EVER),
        Shelf(206, **FOR_EVER),
        Shelf(set_cookie="reader=1", **FOR_EVER),
    ],
    ids=["nothing said", "no-cache", "missing", "a part", "for one reader"],
)
def test_nothing_else_is_kept(shelf):
    kept = Kept(shelf)
    asked(kept, "/one.js")
    asked(kept, "/one.js")

    assert shelf.asked == 2


def test_what_no_longer_fits_is_answered_by_the_app(shelf):
    kept = Kept(shelf, most_bytes=5000)
    for path in ("/one.js", "/two.js", "/one.js", "/two.js"):
        asked(kept, path)

    assert list(kept.files) == [("/one.js", False)]
    assert shelf.asked == 3


def test_a_script_that_is_known_is_read_without_asking_the_app(shelf, tmp_path):
    script, style = tmp_path / "one.js", tmp_path / "one.css"
    script.write_text("export {}")
    style.write_text("a {}")
    kept = Kept(shelf, scripts={"/static/one.js": script, "/static/one.css": style})

    status, headers, body = asked(kept, "/static/one.js")
    assert (status, body, headers["content-type"].split(";")[0]) == (200, b"export {}", "text/javascript")
    assert "immutable" in headers["cache-control"]
    assert asked(kept, "/static/one.css")[1]["content-type"].startswith("text/css")
    script.write_text("another")
    assert asked(kept, "/static/one.js")[2] == b"export {}", "its address stands for one content"
    assert shelf.asked == 0


def test_what_is_known_and_gone_or_no_script_is_answered_by_the_app(shelf, tmp_path):
    (tmp_path / "font.woff2").write_bytes(b"letters")
    kept = Kept(shelf, scripts={"/gone.js": tmp_path / "gone.js", "/font.woff2": tmp_path / "font.woff2"})

    for path in ("/gone.js", "/font.woff2", "/other.js"):
        asked(kept, path)

    assert shelf.asked == 3
