"""Files that pages ask for, a page that says whether the app is well, and what programs ask."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Route

from graph.export.bundle import FILE
from graph.server.ahead import Ahead
from graph.server.door import Door
from graph.server.early import Early
from graph.server.kept import FOR_EVER, NEVER, Kept
from graph.server.opened import Opened
from graph.server.prompt import Prompt

if TYPE_CHECKING:
    from graph.server.programs import Programs

Answer = Callable[[Request], Awaitable[Response]]


def routes(
    files: Mapping[str, Path],
    version: Callable[[], str | None],
    *,
    base: str = "",
    drawn: Callable[[str], None] | None = None,
    early: Early | None = None,
    more: Callable[[], Mapping[str, object]] = dict,
) -> list[BaseRoute]:
    """Make the routes.

    Args:
        files: address below ``/atlas/`` → file; an address stands for one content, which browsers keep.
        version: the data version that is open, or None while none is.
        drawn: hears from a browser that it has drawn a picture, which it calls by a name.
        early: answers what the page at an address with the same query shows first.
        more: what else the health page says, such as how the endpoint is doing that is the store.
        base: the path under which the app is served, as in ``server.baseUrlPath``.
    """
    under = _under(base)
    return [
        *([Route(f"{under}/atlas/drawn/{{name}}", _told(drawn), methods=["POST"])] if drawn else []),
        *([Route(f"{under}/atlas/early", early.answer, methods=["GET"])] if early else []),
        Route(f"{under}/atlas/{{address:path}}", _files(files), methods=["GET"]),
        Route(f"{under}/healthz", _health(version, more), methods=["GET"]),
    ]


def for_programs(opened: Opened, door: Door, *, base: str = "") -> list[BaseRoute]:
    """Make the routes that programs ask: queries, commands, and the data as a whole.

    Args:
        door: who may ask.
        base: the path under which the app is served.
    """
    under = _under(base)

    @cache
    def programs() -> Programs:
        # what queries and commands are made of is loaded when one is asked: pages need not wait for it
        from graph.server.programs import Programs

        return Programs.of(opened, door, under)

    def to(choose: Callable[[Programs], Answer]) -> Answer:
        async def answer(request: Request) -> Response:
            return await choose(programs())(request)

        return answer

    return [
        Route(f"{under}/sparql", to(lambda programs: programs.sparql.answer), methods=["GET", "POST"]),
        Route(f"{under}/api", to(lambda programs: programs.api.commands), methods=["GET"]),
        Route(f"{under}/api/openapi.json", to(lambda programs: programs.api.openapi), methods=["GET"]),
        Route(f"{under}/api/{{command}}", to(lambda programs: programs.api.command), methods=["GET"]),
        Route(f"{under}/dataset", to(lambda programs: programs.data.description), methods=["GET"]),
        Route(f"{under}/.well-known/void", to(lambda programs: programs.data.description), methods=["GET"]),
        Route(f"{under}/dataset/{FILE}", to(lambda programs: programs.data.bundle), methods=["GET"]),
    ]


def around(
    first: Mapping[str, str],
    later: Mapping[str, str],
    scripts: Mapping[str, Path] | None = None,
    *,
    base: str = "",
) -> list[Middleware]:
    """Make what stands around all routes, Streamlit's own included, so that the first picture comes soon.

    Args:
        first: what a page is to fetch early, as ``Ahead`` wants it.
        later: the same, after what the page names itself.
        base: the path under which the app is served.
        scripts: address from the root of the server → script or style that never changes.
    """
    ahead = Middleware(Ahead, first=first, later=later, at=f"{_under(base)}/")
    return [Middleware(Prompt), ahead, Middleware(Kept, scripts=scripts)]


def _under(base: str) -> str:
    """The path of the app, as a prefix of addresses."""
    return f"/{base.strip('/')}".rstrip("/")


def _files(files: Mapping[str, Path]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        file = files.get(request.path_params["address"])
        if file is None:
            return PlainTextResponse("not found", 404)
        return FileResponse(file, headers=FOR_EVER)

    return answer


def _told(drawn: Callable[[str], None]) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        drawn(request.path_params["name"])
        return Response(status_code=204)

    return answer


def _health(
    version: Callable[[], str | None], more: Callable[[], Mapping[str, object]]
) -> Callable[[Request], Response]:
    def answer(request: Request) -> Response:
        said = {"ok": True, "data": version(), **more()}
        return JSONResponse(said, headers=NEVER)

    return answer
