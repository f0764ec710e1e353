"""Lets small answers leave at once."""

from __future__ import annotations

import socket

from starlette.types import ASGIApp, Receive, Scope, Send


class Prompt:
    """Turns off Nagle's algorithm on each connection that asks for something.

    Streamlit binds its socket in a way in which asyncio leaves the algorithm on. An answer in two pieces,
    as uvicorn writes them, then waits for the receiver's delayed acknowledgement: 40 ms for each of the
    hundred files of a page, and for messages that follow one another on a websocket.
    """

    def __init__(self, app: ASGIApp) -> None:
        """Wrap an app."""
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer without waiting."""
        # ASGI names no socket; uvicorn hands over methods of what holds it, other servers may not
        transport = getattr(getattr(receive, "__self__", None), "transport", None)
        connection = transport.get_extra_info("socket") if transport is not None else None
        if connection is not None and connection.family in (socket.AF_INET, socket.AF_INET6):
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        await self.app(scope, receive, send)
