"""Small answers leave at once, on a real connection."""

from __future__ import annotations

import asyncio
import socket

import pytest
import uvicorn
from starlette.responses import PlainTextResponse

from graph.server.prompt import Prompt
from tests.server.asked import asked


@pytest.mark.parametrize("wrapped", [True, False])
def test_an_answer_does_not_wait_for_an_acknowledgement(wrapped):
    """Bound as Streamlit binds it: the protocol is not named, and asyncio leaves the algorithm on."""
    seen: list[int] = []

    async def app(scope, receive, send):
        connection = receive.__self__.transport.get_extra_info("socket")
        seen.append(connection.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY))
        await PlainTextResponse("here")(scope, receive, send)

    async def ask() -> bytes:
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
        bound.bind(("127.0.0.1", 0))
        config = uvicorn.Config(Prompt(app) if wrapped else app, lifespan="off", log_level="error")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[bound]))
        while not server.started:
            await asyncio.sleep(0.01)
        reader, writer = await asyncio.open_connection(*bound.getsockname())
        writer.write(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        server.should_exit = True
        await serving
        return answer

    assert asyncio.run(ask()).endswith(b"\r\n\r\nhere")
    assert [bool(one) for one in seen] == [wrapped]


def test_a_server_that_shows_no_connection_is_served_all_the_same():
    assert asked(Prompt(PlainTextResponse("here")), "/")[2] == b"here"
