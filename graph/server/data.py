"""The data as a product: described for machines at ``/dataset``, and everything in one file."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import FileResponse, Response

from graph.answers.whole import bundle, describe
from graph.export.bundle import MEDIA
from graph.server.accept import GRAPHS, chosen
from graph.server.door import Door
from graph.server.opened import Opened
from graph.server.problem import told

_HEADERS = {"Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


class Data:
    """Hands out descriptions and the bundle; any page may lead here, as nothing is asked of the store."""

    def __init__(self, opened: Opened, door: Door, address: str):
        """Remember what is handed out.

        Args:
            address: path under which the app is served.
        """
        self.opened, self.door, self.address = opened, door, address

    async def description(self, request: Request) -> Response:
        """Describe the data set in DCAT and VoID."""

        def answer() -> Response:
            accept = ", ".join(request.headers.getlist("accept"))
            form = chosen(accept, GRAPHS) or "turtle"
            site = str(request.base_url).rstrip("/") + self.address
            written = describe(self.opened.atlas, site, form)
            media = GRAPHS[form][0]
            return Response(written, media_type=f"{media}; charset=utf-8" if form == "turtle" else media)

        return await self._told(request, answer)

    async def bundle(self, request: Request) -> Response:
        """Hand out everything in one file."""

        def answer() -> Response:
            atlas = self.opened.atlas
            name = f"accord-atlas-{atlas.world.version}.zip"
            return FileResponse(bundle(atlas), media_type=MEDIA, filename=name)

        return await self._told(request, answer)

    async def _told(self, request: Request, answer: Callable[[], Response]) -> Response:
        try:
            self.door.check_name(request)
            found = await run_in_threadpool(answer)
        except Exception as wrong:
            found = told(wrong, request.headers.get("accept", ""))
        found.headers.update({**_HEADERS, **self.door.headers(request)})
        return found
