"""What a page is handed ahead, and what is left as it is."""

from __future__ import annotations

import pytest
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, StreamingResponse

from graph.server.ahead import Ahead
from tests.server.asked import asked

PAGE = "<html><head><title>Ö</title></head><body></head></body></html>"
FILES = {
    "/a.js": "module",
    "/b.js": "script",
    "/c.css": "style",
    '/d.js?x=1&y="2"': "run",
}


def test_a_page_names_in_its_head_what_it_will_ask_for():
    status, headers, body = asked(Ahead(HTMLResponse(PAGE), FILES), "/")

    assert status == 200
    assert body.decode() == (
        "<html><head><title>Ö</title>"
        '<link rel="modulepreload" fetchpriority="low" href="/a.js">'
        '<link rel="preload" as="script" fetchpriority="low" href="/b.js">'
        '<link rel="preload" as="style" fetchpriority="low" href="/c.css">'
        '<script type="module" src="/d.js?x=1&amp;y=&quot;2&quot;"></script>'
        "</head><body></head></body></html>"
    )
    assert headers["content-length"] == str(len(body))


def test_a_page_that_comes_in_pieces_is_put_together():
    async def pieces():
        for piece in ("<he", "ad></he", "ad>"):
            yield piece

    assert asked(Ahead(StreamingResponse(pieces(), media_type="text/html"), {"/a": "run"}), "/")[2] == (
        b'<head><script type="module" src="/a"></script></head>'
    )


def test_the_marks_of_the_file_as_it_was_are_left_out(tmp_path):
    """A browser that asked by them would be told to keep the addresses of an older version."""
    (tmp_path / "index.html").write_text(PAGE)
    _, plain, _ = asked(FileResponse(tmp_path / "index.html"), "/")
    _, headers, _ = asked(Ahead(FileResponse(tmp_path / "index.html"), FILES), "/")

    assert {"etag", "last-modified"} <= plain.keys()
    assert {"etag", "last-modified", "accept-ranges"}.isdisjoint(headers)


@pytest.mark.parametrize(
    "answer",
    [
        PlainTextResponse(PAGE),
        HTMLResponse(PAGE, 404),
        HTMLResponse(PAGE, headers={"content-encoding": "gzip"}),
    ],
    ids=["no page", "no success", "packed"],
)
def test_everything_else_is_left_as_it_is(answer):
    assert asked(Ahead(answer, FILES), "/") == asked(answer, "/")


def test_who_asks_for_the_head_alone_is_told_that_of_the_app(tmp_path):
    (tmp_path / "index.html").write_text(PAGE)
    page = FileResponse(tmp_path / "index.html")

    assert asked(Ahead(page, FILES), "/", method="HEAD") == asked(page, "/", method="HEAD")
