"""Tells a browser what its page shows first, while the page itself is still on its way."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from starlette.requests import Request
from starlette.responses import Response

from graph.errors import AtlasError
from graph.server.door import Door
from graph.server.kept import NEVER

PATIENCE = 2.0  #: seconds after which the page's own way to the picture is no longer than this one
AT_ONCE = 2  #: pictures that are made at the same time; who comes later waits as long as PATIENCE


class Early:
    """Answers with JSON, or with nothing where there is nothing to show before the page."""

    def __init__(self, picture: Callable[[str], bytes | None], door: Door) -> None:
        """Answer nothing until ``opened`` is set; who asks for nothing is answered with ``ready`` at once.

        Args:
            picture: gives what the page at an address with this query shows first; from any thread.
            door: who may ask.
        """
        self.picture = picture
        self.door = door
        self.opened = asyncio.Event()
        self.ready: bytes | None = None
        # who has given up leaves the line; what has begun goes on, and holds its place
        self._hands = ThreadPoolExecutor(AT_ONCE, "early")

    async def answer(self, request: Request) -> Response:
        """Answer within ``PATIENCE``, whatever there is by then."""
        try:
            self.door.check(request)
            found = None if request.url.query else self.ready
            if found is None:
                found = await self._made(request.url.query)
        except (TimeoutError, AtlasError):
            # the page itself tells what is wrong
            found = None
        if found is None:
            return Response(status_code=204, headers=NEVER)
        return Response(found, media_type="application/json", headers=NEVER)

    async def _made(self, query: str) -> bytes | None:
        async with asyncio.timeout(PATIENCE):
            await self.opened.wait()
            return await asyncio.get_running_loop().run_in_executor(self._hands, self.picture, query)
