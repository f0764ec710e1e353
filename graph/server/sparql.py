"""The SPARQL 1.1 Protocol for reading: ``/sparql``, by the same guarded way as all readers' queries."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph.server.accept import GRAPHS, TABLES, chosen
from graph.server.door import Door
from graph.server.kept import FOR_PROGRAMS
from graph.server.opened import Opened
from graph.server.problem import Problem, told
from graph.store.answer import Kind
from graph.store.query import Dataset

FORM = "application/x-www-form-urlencoded"
QUERY = "application/sparql-query"
LOOKED_EACH_S = 0.5  #: seconds from one look whether somebody still waits for an answer to the next


@dataclass(frozen=True)
class Asked:
    """One request of the protocol."""

    text: str  #: the query; empty if none was sent
    dataset: Dataset | None


class Sparql:
    """Answers queries."""

    def __init__(self, opened: Opened, door: Door, address: str):
        """Remember what is asked, and who may ask.

        Args:
            address: path of the endpoint, for its description.
        """
        self.opened, self.door, self.address = opened, door, address

    async def answer(self, request: Request) -> Response:
        """Answer a request; whatever goes wrong is told in the one shape of errors."""
        accept = ", ".join(request.headers.getlist("accept"))
        try:
            self.door.check(request)
            # opening the atlas may take long, and no reader's page may wait for it
            most = await run_in_threadpool(lambda: self.opened.atlas.settings.query_text_bytes)
            asked = await _asked(request, most)
            found = await self._while_awaited(request, asked, accept)
        except Exception as wrong:
            found = told(wrong, accept)
        found.headers.update({**FOR_PROGRAMS, **self.door.headers(request)})
        return found

    async def _while_awaited(self, request: Request, asked: Asked, accept: str) -> Response:
        """Answer; a query whose asker has gone ends, as others wait for its turn."""
        work = asyncio.ensure_future(run_in_threadpool(self._answer, request, asked, accept))
        while not (await asyncio.wait({work}, timeout=LOOKED_EACH_S))[0]:
            if await request.is_disconnected():
                self.opened.queries.stop(_session(request))
                break
        return await work

    def _answer(self, request: Request, asked: Asked, accept: str) -> Response:
        if not asked.text:
            return self._description(str(request.base_url).rstrip("/") + self.address, accept)
        found = self.opened.queries.run(
            asked.text,
            accept=lambda kind: _format(kind, accept),
            session=_session(request),
            dataset=asked.dataset,
        )
        media = _offered(found.kind)[found.accept][0]
        cut = {"Accord-Atlas-Cut": found.limit} if found.cut else {}
        headers = {"Accord-Atlas-Data": self.opened.atlas.world.version, **cut}
        return Response(found.serialise(), media_type=_with_charset(media), headers=headers)

    def _description(self, address: str, accept: str) -> Response:
        from graph.export.catalog import service

        form = chosen(accept, GRAPHS) or "turtle"  # a browser, which wants HTML, can show Turtle as text
        written = service(self.opened.atlas.world, address, form)
        return Response(written, media_type=_with_charset(GRAPHS[form][0]))


def _session(request: Request) -> str:
    return f"http {request.client.host}" if request.client else ""


def _offered(kind: Kind) -> dict[str, Sequence[str]]:
    return dict(GRAPHS if kind == "construct" else TABLES)


def _format(kind: Kind, accept: str) -> str:
    offered = _offered(kind)
    if form := chosen(accept, offered):
        return form
    raise Problem(406, f"this answer can be had as {', '.join(types[0] for types in offered.values())}")


def _with_charset(media: str) -> str:
    # of text the charset must be said; the others say it themselves, or are UTF-8 by their definition
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


async def _asked(request: Request, most: int) -> Asked:
    """Read a request as the protocol has it.

    Raises:
        Problem: it is sent in another form, or is too long.
    """
    given = _pairs(request.url.query)
    if request.method == "POST":
        media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
        if media == FORM:
            # each byte of a query can take three
            given += _pairs(_text(await _body(request, 4 * most)))
        elif media == QUERY:
            given.append(("query", _text(await _body(request, most))))
        else:
            raise Problem(
                415,
                f"a query is sent as {FORM} or as {QUERY}; nothing is written here",
                {"Accept-Post": QUERY},
            )
        if not any(name in ("query", "update") for name, _ in given):
            raise Problem(400, "no query was sent; name it 'query', or send it as the whole body")
    return _read(given, most)


def _read(given: Sequence[tuple[str, str]], most: int) -> Asked:
    if any(name in ("update", "using-graph-uri", "using-named-graph-uri") for name, _ in given):
        raise Problem(400, "This endpoint only reads: update is not allowed")
    queries = [text for name, text in given if name == "query"]
    if len(queries) > 1:
        raise Problem(400, "one request asks one query; 'query' stands here more than once")
    text = queries[0] if queries else ""
    if (size := len(text.encode("utf-8", "surrogatepass"))) > most:
        raise Problem(413, f"The query is {size:,} bytes long; this console takes up to {most:,}")
    if queries and not text.strip():
        raise Problem(400, "the query is empty")
    default, named = (
        tuple(iri for name, iri in given if name == wanted)
        for wanted in ("default-graph-uri", "named-graph-uri")
    )
    return Asked(text, Dataset(default, named) if default or named else None)


def _pairs(text: str) -> list[tuple[str, str]]:
    try:
        return parse_qsl(text, keep_blank_values=True, errors="strict", max_num_fields=200)
    except UnicodeDecodeError:
        raise Problem(400, "the query is not UTF-8 text") from None
    except ValueError:
        raise Problem(400, "the request has more than 200 parameters") from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as wrong:
        raise Problem(400, f"the query is not UTF-8 text (byte {wrong.start})") from None


async def _body(request: Request, most: int) -> bytes:
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > most:
            raise Problem(413, f"The request is longer than {most:,} bytes, and so is its query")
    return body
