"""Files of our own and of vis-network, and a page that says whether the app is well."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

import graph
from graph.picture import vis_folder

STAGE = Path(graph.__file__).parent / "pages" / "stage"


def routes(version: Callable[[], str | None], *, base: str = "") -> list[BaseRoute]:
    """Make the routes.

    Args:
        version: the data version that is open, or None while none is.
        base: the path under which the app is served, as in ``server.baseUrlPath``.
    """
    under = f"/{base.strip('/')}".rstrip("/")
    return [
        Mount(f"{under}/atlas/vis", Assets(vis_folder(), {"vis-network.min.js"})),
        Mount(f"{under}/atlas/stage", Assets(STAGE, {"stage.js", "stage.css"})),
        Route(f"{under}/healthz", _health(version), methods=["GET"]),
    ]


class Assets(StaticFiles):
    """Named files of one folder; with the digest of its content in the address a file is kept for ever."""

    def __init__(self, folder: Path, names: set[str]):
        super().__init__(directory=folder)
        self._digests = {
            name: blake2b((folder / name).read_bytes(), digest_size=8).hexdigest() for name in names
        }

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with the file, or 404 for what is not named."""
        digest = self._digests.get(path)
        if digest is None:
            return Response("not found", 404, media_type="text/plain")
        answer = await super().get_response(path, scope)
        kept = scope.get("query_string", b"").decode("ascii", "replace") == digest
        answer.headers["Cache-Control"] = "public, max-age=31536000, immutable" if kept else "no-cache"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer


def _digest(file: Path) -> str:
    return blake2b(file.read_bytes(), digest_size=8).hexdigest()


def _health(version: Callable[[], str | None]) -> Callable[[Request], JSONResponse]:
    def health(request: Request) -> JSONResponse:
        opened = version()
        return JSONResponse({"ok": True, "data": opened}, headers={"Cache-Control": "no-store"})

    return health
