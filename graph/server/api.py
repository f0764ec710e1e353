"""The commands of the shell over HTTP: ``/api`` lists them, ``/api/<command>`` gives the very same JSON."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response

from graph.answers import COMMANDS
from graph.answers.command import BadParameter, Command, in_json
from graph.answers.export import Written
from graph.export import file_of
from graph.server.door import Door
from graph.server.kept import FOR_PROGRAMS
from graph.server.openapi import described
from graph.server.opened import Opened
from graph.server.problem import Problem, told
from graph.store.pool import Busy

_JSON = "application/json"


class Turns:
    """Lets so many commands run at a time, first come first served, and one of each client."""

    def __init__(self, running: int, waiting: int):
        """Set how many may run, and how many may wait besides."""
        self._running = asyncio.Semaphore(running)
        self._most = running + waiting
        self._clients: Counter[str] = Counter()

    @asynccontextmanager
    async def of(self, client: str) -> AsyncIterator[None]:
        """Wait for a turn.

        Raises:
            Busy: too many wait already, or this client's earlier command still runs.
        """
        if client in self._clients:
            raise Busy("Your earlier question still runs; wait for its answer")
        if self._clients.total() >= self._most:
            raise Busy(f"{self._most} questions run or wait already; try again in a moment")
        self._clients[client] += 1
        try:
            async with self._running:
                yield
        finally:
            del self._clients[client]


class Api:
    """Answers commands."""

    def __init__(self, opened: Opened, door: Door, address: str):
        """Remember what is asked, and who may ask.

        Args:
            address: path below which the commands stand.
        """
        self.opened, self.door, self.address = opened, door, address
        self.turns = Turns(running=2, waiting=8)

    async def commands(self, request: Request) -> Response:
        """List the commands with their parameters."""
        return await self._guarded(request, lambda: _plain(_listed(self.address)))

    async def openapi(self, request: Request) -> Response:
        """Describe the commands as OpenAPI does."""
        server = str(request.base_url).rstrip("/") + self.address
        return await self._guarded(request, lambda: _plain(described(COMMANDS, server)))

    async def command(self, request: Request) -> Response:
        """Answer one command."""

        def answer() -> Response:
            name = request.path_params["command"]
            if name not in COMMANDS:
                raise Problem(404, f"no command {name[:80]!r}; there are {', '.join(COMMANDS)}")
            return self._answer(COMMANDS[name], request)

        return await self._guarded(request, answer, turn=True)

    def _answer(self, command: Command, request: Request) -> Response:
        given = list(request.query_params.multi_items())
        form = "json"
        if command.formats:
            form = next((text for name, text in given if name == "format"), "json")
            given = [(name, text) for name, text in given if name != "format"]
            if form not in command.formats:
                raise BadParameter("format", f"{form[:80]!r} is none of {', '.join(command.formats)}")
        atlas = self.opened.atlas
        found = command.of_words(atlas, given)
        headers = {"Accord-Atlas-Data": atlas.world.version}
        if found.aside:
            headers["Accord-Atlas-Note"] = found.aside.encode("ascii", "replace").decode()
        if isinstance(found, Written):
            return Response(found.content, media_type=_media(found.media), headers=headers)
        media = _JSON if form == "json" else file_of(form).mime
        return Response(found.written(form), media_type=_media(media), headers=headers)

    async def _guarded(
        self, request: Request, answer: Callable[[], Response], *, turn: bool = False
    ) -> Response:
        accept = _JSON
        try:
            self.door.check(request)
            if turn:
                async with self.turns.of(request.client.host if request.client else ""):
                    found = await run_in_threadpool(answer)
            else:
                found = answer()
        except Exception as wrong:
            found = told(wrong, accept)
        found.headers.update({**FOR_PROGRAMS, **self.door.headers(request)})
        return found


def _media(media: str) -> str:
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def _plain(value: object) -> Response:
    return Response(in_json(value), media_type=_JSON)


def _listed(address: str) -> dict[str, object]:
    return {
        "about": "The same answers as in a shell: accord-atlas <command> --json.",
        "openapi": f"{address}/openapi.json",
        "commands": [
            {
                "command": command.name,
                "address": f"{address}/{command.name}",
                "answers": command.help.partition("\n")[0],
                "formats": list(command.formats),
                "parameters": [
                    {
                        "name": each.name,
                        "means": each.said.help,
                        "needed": each.needed,
                        "many": each.many,
                        **({"words": list(each.words)} if each.words else {}),
                    }
                    for each in command.parameters
                ],
            }
            for command in COMMANDS.values()
        ],
    }
