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
        *,
        data: str = "",
        at: str = "/",
    ) -> None:
        """Wrap an app.

        Args:
            app: what answers.
            first: address from the root of the server → "module", "script", "style" or "font", which are
                fetched before what the page names itself and wait until they are asked for, or "run", a
                module that runs as soon as it is there, and imports what its parameter "main" names.
            later: the same, of what is fetched after all else.
            data: what the page at *at* will ask for with its own query.
            at: path of that page.
        """
        self.app = app
        self.first, self.later, self.data, self.at = first, later, data, at

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and add to the head if it is a page."""
        if scope["type"] == "http" and scope["method"] == "GET":
            query = scope["query_string"].decode("latin-1")
            data = f"{self.data}?{query}" if query else self.data
            send = self._adding(send, data if scope["path"] == self.at else "")
        await self.app(scope, receive, send)

    def _adding(self, send: Send, data: str) -> Send:
        start: Message | None = None
        body = b""

        async def sending(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif message["type"] == "http.response.body" and start is not None:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    whole = self._added(body, data)
                    await send(_of_length(start, len(whole)))
                    await send({"type": "http.response.body", "body": whole})
            else:
                await send(message)

        return sending

    def _added(self, page: bytes, data: str) -> bytes:
        main = _MAIN.search(page) if "run" in self.first.values() else None
        said = {"main": main[1].decode()} if main else {}
        first = [_tag("data", data)] if data else []
        for address, kind in self.first.items():
            first.append(_tag(kind, _saying(address, said) if kind == "run" else address))
        later = [_tag(kind, address, _LOW) for address, kind in self.later.items()]
        if main:
            page = page.replace(main[0], _tag("module", said["main"], " crossorigin").encode(), 1)
        page = _OTHERS.sub(lambda _: "".join(first).encode(), page, count=1)
        return page.replace(b"</head>", "".join(later).encode() + b"</head>", 1)


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


def _saying(address: str, said: Mapping[str, str]) -> str:
    return f"{address}{'&' if '?' in address else '?'}{urlencode(said)}" if said else address


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
