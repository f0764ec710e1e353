"""Hands browsers with the page what its picture needs, to be read while the page is made."""

from __future__ import annotations

import re
from collections.abc import Mapping
from html import escape
from urllib.parse import urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Ahead:
    """Adds to the head of each page the files that it will ask for; who has kept them fetches nothing.

    The page's own main script is started by ours, once the first picture is drawn: a browser that reads a
    megabyte of scripts draws nothing meanwhile.
    """

    def __init__(
        self,
        app: ASGIApp,
        first: Mapping[str, str],
        later: Mapping[str, str],
        at: str = "/",
    ) -> None:
        """Wrap an app.

        Args:
            app: what answers.
            first: address from the root of the server → "module", "script", "style" or "font", which are
                fetched before what the page names itself and wait until they are asked for; "data", which
                is asked for with the query of the page; or "run", a module that runs as soon as it is
                there, and imports what its parameter "main" names.
            later: the same, of what is fetched after all else.
            at: path of the page with the first picture; others are handed only what runs, and fonts.
        """
        self.app, self.first, self.at = app, first, at
        self.later = "".join(_tag(kind, address, _LOW) for address, kind in later.items()).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and add to the head if it is a page."""
        if scope["type"] == "http" and scope["method"] == "GET":
            query = scope["query_string"].decode("latin-1")
            send = self._adding(send, query if scope["path"] == self.at else None)
            if "text/html" in Headers(scope=scope).get("accept", ""):
                # a page that is packed cannot be added to
                scope = {
                    **scope,
                    "headers": [each for each in scope["headers"] if each[0] != b"accept-encoding"],
                }
        await self.app(scope, receive, send)

    def _adding(self, send: Send, query: str | None) -> Send:
        start: Message | None = None
        body = b""

        async def sending(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif message["type"] == "http.response.body" and start is not None:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    whole = self._added(body, query)
                    await send(_of_length(start, len(whole)))
                    await send({"type": "http.response.body", "body": whole})
            else:
                await send(message)

        return sending

    def _added(self, page: bytes, query: str | None) -> bytes:
        main = _MAIN.search(page) if "run" in self.first.values() else None
        asking = {"data": query or "", "run": urlencode({"main": main[1]}) if main else ""}
        first = "".join(
            _tag(kind, _with(address, asking.get(kind, "")))
            for address, kind in self.first.items()
            if query is not None or kind in _EVERYWHERE
        )
        if main:
            page = page.replace(main[0], _tag("module", main[1].decode(), " crossorigin").encode(), 1)
        page = _OTHERS.sub(lambda _: first.encode(), page, count=1)
        return page if query is None else page.replace(b"</head>", self.later + b"</head>", 1)


_EVERYWHERE = ("run", "font")  #: what pages without the first picture need, too
_LOW = ' fetchpriority="low"'
_MAIN = re.compile(rb'<script type="module"[^>]* src="([^"]+)"></script>')  #: what starts the page
_OTHERS = re.compile(rb"(?=<link|<script|</head>)")  #: where a page begins to name its own
_TAGS = {
    "data": '<link rel="preload" as="fetch" crossorigin{} href="{}">',
    "font": '<link rel="preload" as="font" crossorigin{} href="{}">',
    "module": '<link rel="modulepreload"{} href="{}">',
    "script": '<link rel="preload" as="script"{} href="{}">',
    "style": '<link rel="preload" as="style"{} href="{}">',
    "run": '<script type="module" async{} src="{}"></script>',
}


def _tag(kind: str, address: str, how: str = "") -> str:
    return _TAGS[kind].format(how, escape(address))


def _with(address: str, query: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}{query}" if query else address


def _is_page(start: Message) -> bool:
    headers = Headers(raw=start["headers"])
    is_text = headers.get("content-type", "").startswith("text/html") and "content-encoding" not in headers
    return start["status"] == 200 and is_text


def _of_length(start: Message, length: int) -> Message:
    """The same with another length, and without the marks of the file as it was."""
    headers = MutableHeaders(raw=list(start["headers"]))
    headers["content-length"] = str(length)
    for mark in ("etag", "last-modified", "accept-ranges"):
        del headers[mark]
    return {**start, "headers": headers.raw}
