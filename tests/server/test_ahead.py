"""What a page is handed ahead, and what is left as it is."""

from __future__ import annotations

import pytest
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import FileResponse, HTMLResponse, PlainTextResponse, StreamingResponse

from graph.server.ahead import Ahead
from tests.server.asked import asked

PAGE = "<html><head><title>Ö</title></head><body></head></body></html>"
FIRST = {
    '/d.js?x=1&y="2"': "run",
    "/a.js": "module",
    "/b.js": "script",
    "/c.css": "style",
    "/e.woff2": "font",
}
LATER = {"/f.js": "module"}
RUN = '<script type="module" async src="/d.js?x=1&amp;y=&quot;2&quot;"></script>'
NAMED = (
    '<link rel="modulepreload" href="/a.js">'
    '<link rel="preload" as="script" href="/b.js">'
    '<link rel="preload" as="style" href="/c.css">'
    '<link rel="preload" as="font" crossorigin href="/e.woff2">'
)
AFTER = '<link rel="modulepreload" fetchpriority="low" href="/f.js">'


def test_a_page_names_in_its_head_what_it_will_ask_for():
    page = PAGE.replace("</title>", '</title><link rel="icon" href="./icon.png">')
    status, headers, body = asked(Ahead(HTMLResponse(page), FIRST, LATER), "/")

    assert status == 200
    assert body.decode() == (
        f'<html><head><title>Ö</title>{RUN}{NAMED}<link rel="icon" href="./icon.png">{AFTER}'
        "</head><body></head></body></html>"
    )
    assert headers["content-length"] == str(len(body))


def test_the_main_script_of_a_page_is_fetched_and_left_to_ours_to_start():
    main = '<script type="module" crossorigin src="./static/js/index.0a1b.js"></script>'
    page = PAGE.replace("</title>", f"</title>{main}")
    _, _, body = asked(Ahead(HTMLResponse(page), {"/d.js": "run"}, {}), "/")

    assert body.decode().startswith(
        '<html><head><title>Ö</title><script type="module" async'
        ' src="/d.js?main=.%2Fstatic%2Fjs%2Findex.0a1b.js"></script>'
        '<link rel="modulepreload" crossorigin href="./static/js/index.0a1b.js"></head>'
    )
    # where nothing of ours runs, nobody else would start it
    assert main in asked(Ahead(HTMLResponse(page), {"/a.js": "module"}, {}), "/")[2].decode()


@pytest.mark.parametrize(
    ("query", "data"), [("", "/atlas/early"), ('focus=KAZ&x="', "/atlas/early?focus=KAZ&amp;x=&quot;")]
)
def test_the_page_with_the_first_picture_asks_for_it_with_its_own_query(query, data):
    app = Ahead(HTMLResponse(PAGE), {"/atlas/early": "data"}, {})

    assert f'as="fetch" crossorigin href="{data}"' in asked(app, "/", query=query.encode())[2].decode()


def test_another_page_is_handed_what_runs_and_nothing_that_only_the_first_picture_needs():
    app = Ahead(HTMLResponse(PAGE), {"/atlas/early": "data", **FIRST}, LATER)

    assert asked(app, "/dossier", query=b"entity=KAZ")[2].decode() == (
        f'<html><head><title>Ö</title>{RUN}<link rel="preload" as="font" crossorigin href="/e.woff2">'
        "</head><body></head></body></html>"
    )


@pytest.mark.parametrize(("accept", "packed"), [("text/html,*/*;q=0.8", False), ("*/*", True)])
def test_a_page_is_asked_for_unpacked_and_a_file_as_the_browser_likes_it(accept, packed):
    app = Ahead(GZipMiddleware(HTMLResponse(PAGE * 100)), FIRST, LATER)
    _, headers, body = asked(app, "/dossier", headers={"accept": accept, "accept-encoding": "gzip"})

    assert ("content-encoding" in headers) == packed
    assert (RUN.encode() in body) != packed


def test_a_page_that_comes_in_pieces_is_put_together():
    async def pieces():
        for piece in ("<he", "ad></he", "ad>"):
            yield piece

    assert asked(Ahead(StreamingResponse(pieces(), media_type="text/html"), {"/a": "run"}, {}), "/")[2] == (
        b'<head><script type="module" async src="/a"></script></head>'
    )


def test_the_marks_of_the_file_as_it_was_are_left_out(tmp_path):
    """A browser that asked by them would be told to keep the addresses of an older version."""
    (tmp_path / "index.html").write_text(PAGE)
    _, plain, _ = asked(FileResponse(tmp_path / "index.html"), "/")
    _, headers, _ = asked(Ahead(FileResponse(tmp_path / "index.html"), FIRST, LATER), "/")

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
    assert asked(Ahead(answer, FIRST, LATER), "/") == asked(answer, "/")


def test_who_asks_for_the_head_alone_is_told_that_of_the_app(tmp_path):
    (tmp_path / "index.html").write_text(PAGE)
    page = FileResponse(tmp_path / "index.html")

    assert asked(Ahead(page, FIRST, LATER), "/", method="HEAD") == asked(page, "/", method="HEAD")
