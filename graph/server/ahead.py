"""Hands browsers with the page what its picture needs, to be read while the page is made."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send


class Ahead:
    """Adds to the head of each page the files that it will ask for.

    They go behind those of the page itself, and whoever has kept them fetches nothing.
    """

    def __init__(self, app: ASGIApp, files: Mapping[str, str]) -> None:
        """Wrap an app.

        Args:
            app: what answers.
            files: address from the root of the server → "module", "script" or "style", which are fetched
                and wait until they are asked for, or "run", a module that runs after the page's own.
        """
        self.app = app
        self.tags = "".join(_TAGS[kind].format(escape(address)) for address, kind in files.items()).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and add to the head if it is a page."""
        if scope["type"] == "http" and scope["method"] == "GET":
            send = self._adding(send)
        await self.app(scope, receive, send)

    def _adding(self, send: Send) -> Send:
        start: Message | None = None
        body = b""

        async def sending(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_page(message):
                start = message
            elif message["type"] == "http.response.body" and start is not None:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    whole = body.replace(b"</head>", self.tags + b"</head>", 1)
                    await send(_of_length(start, len(whole)))
                    await send({"type": "http.response.body", "body": whole})
            else:
                await send(message)

        return sending


_TAGS = {
    "module": '<link rel="modulepreload" fetchpriority="low" href="{}">',
    "script": '<link rel="preload" as="script" fetchpriority="low" href="{}">',
    "style": '<link rel="preload" as="style" fetchpriority="low" href="{}">',
    "run": '<script type="module" src="{}"></script>',
}


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
