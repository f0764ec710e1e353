"""The server: the pages and the routes beside them. ``streamlit run app.py`` starts it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from graph.errors import AtlasError
from graph.pages import cache, clock, stage
from graph.server.routes import routes


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Open the atlas while the first reader's page is still on its way."""
    warming = asyncio.create_task(_open(app))
    yield
    warming.cancel()


async def _open(app: st.App) -> None:
    try:
        await asyncio.to_thread(cache.warm)
        app.state["data"] = cache.the_atlas().world.version
    except AtlasError:
        # the pages tell it to the reader; the server must run for that
        logging.getLogger(__name__).exception("the atlas could not be opened")


app: st.App = st.App(
    Path(__file__).parent / "graph" / "pages" / "main.py",
    routes=routes(
        stage.served() | clock.served(),
        lambda: app.state.get("data"),
        base=st.get_option("server.baseUrlPath") or "",
    ),
    lifespan=lifespan,
)
