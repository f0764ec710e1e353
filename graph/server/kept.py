"""Keeps in memory the files whose address stands for one content: they are read and compressed once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

MOST_BYTES = 32 * 1024**2  #: all files that Streamlit and the canvas ever ask for are less than half of it

#: who sends one of these wants something else than the whole file
_PARTLY = ("range", "if-none-match", "if-modified-since")
_MEDIA = {".js": "text/javascript", ".css": "text/css"}
#: what is said of an answer that may be another one the next time
NEVER = {"Cache-Control": "no-store"}
#: the same of an answer to a program, at whose kind no browser is to guess
FOR_PROGRAMS = {**NEVER, "X-Content-Type-Options": "nosniff"}
#: what is said of a file whose address stands for its content
FOR_EVER = {"Cache-Control": "public, max-age=31536000, immutable", "X-Content-Type-Options": "nosniff"}


@dataclass(frozen=True)
class _File:
    start: Message
    body: bytes


class Kept:
    """Answers from memory what was once answered as immutable.

    A page of Streamlit asks for a hundred files. Each is read by other threads, piece by piece, which
    on a small machine takes as long as everything else until the first picture.
    """

    def __init__(
        self, app: ASGIApp, most_bytes: int = MOST_BYTES, scripts: Mapping[str, Path] | None = None
    ) -> None:
        """Wrap an app; what no longer fits into *most_bytes* is answered by the app itself.

        Args:
            scripts: address → script or style of which it is known that it never changes: the app need not
                be asked, whose threads wait for their turns while the atlas is being opened.
        """
        self.app = app
        self.room = most_bytes
        self.scripts = {address: file for address, file in (scripts or {}).items() if file.suffix in _MEDIA}
        self.files: dict[tuple[str, bool], _File] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and keep the answer where it may be kept."""
        asked = Headers(scope=scope) if scope["type"] == "http" else Headers()
        if scope.get("method") != "GET" or scope["query_string"] or any(name in asked for name in _PARTLY):
            await self.app(scope, receive, send)
            return
        # compressed or not, as the browser can read it
        key = scope["path"], "gzip" in asked.get("accept-encoding", "")
        file = self.files.get(key) or self._read(key)
        if file is None:
            await self.app(scope, receive, self._keeping(key, send))
        else:
            await send(file.start)
            await send({"type": "http.response.body", "body": file.body})

    def _keeping(self, key: tuple[str, bool], send: Send) -> Send:
        start: Message | None = None
        parts: list[bytes] = []

        async def sending(message: Message) -> None:
            nonlocal start
            await send(message)
            if message["type"] == "http.response.start":
                start = message if _lasts(message) else None
            elif message["type"] == "http.response.body" and start is not None:
                parts.append(message.get("body", b""))
                if not message.get("more_body"):
                    self._keep(key, _File(start, b"".join(parts)))

        return sending

    def _read(self, key: tuple[str, bool]) -> _File | None:
        """Read what is known to be there; small, and most likely in the memory of the machine already."""
        file = self.scripts.get(key[0])
        if file is None or not file.is_file():
            return None
        answer = Response(file.read_bytes(), media_type=_MEDIA[file.suffix], headers=FOR_EVER)
        start = {"type": "http.response.start", "status": answer.status_code, "headers": answer.raw_headers}
        read = _File(start, bytes(answer.body))
        self._keep(key, read)
        return read

    def _keep(self, key: tuple[str, bool], file: _File) -> None:
        # two readers may have asked for it at the same time
        if key not in self.files and len(file.body) <= self.room:
            self.files[key] = file
            self.room -= len(file.body)


def _lasts(start: Message) -> bool:
    """Whether every reader is given the same, for ever."""
    headers = Headers(raw=start["headers"])
    return (
        start["status"] == 200
        and "immutable" in headers.get("cache-control", "")
        and "set-cookie" not in headers
    )
