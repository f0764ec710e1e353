"""The server: the pages and the routes beside them. ``streamlit run app.py`` starts it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import streamlit as st

from graph.errors import AtlasError
from graph.pages import asking, cache, clock, editor, first, outline, press, ready, shapes, stage
from graph.server.door import Door
from graph.server.early import Early
from graph.server.opened import Opened
from graph.server.routes import around, for_programs, routes
from graph.settings import Settings


@asynccontextmanager
async def lifespan(app: st.App) -> AsyncIterator[None]:
    """Open the atlas while the first reader's page is still on its way."""
    settings = Settings.from_environment()
    # who comes first finds it there
    _early.ready = ready.read(settings)
    warming = asyncio.create_task(_open(app, settings))
    yield
    warming.cancel()
    await asyncio.to_thread(asking.close_all)


async def _open(app: st.App, settings: Settings) -> None:
    # opening needs no reader's session, and nobody who starts the app needs to be told that there is none
    logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context").setLevel(logging.ERROR)
    try:
        await asyncio.to_thread(cache.warm)
        app.state["data"] = cache.the_base().world.version
        _early.opened.set()
        if not _early.ready and (picture := await asyncio.to_thread(_first_picture, "")):
            await asyncio.to_thread(ready.write, settings, picture)
    except AtlasError:
        # the pages tell it to the reader; the server must run for that
        logging.getLogger(__name__).exception("the atlas could not be opened")


def _first_picture(query: str) -> bytes | None:
    # pages are read while the atlas is being opened, not before the server listens
    from graph.pages import early

    # above a picture of somebody else's store stands how old it is, of which nobody knows before
    return None if cache.the_watch() else early.picture(cache.the_base(), query)


_base = st.get_option("server.baseUrlPath") or ""
_opened = Opened(cache.the_base, lambda atlas: asking.console(atlas).all_known)
_door = Door(
    hosts=st.get_option("server.allowedHosts") or (), origins=Settings.from_environment().origins.split()
)
_early = Early(_first_picture, _door)

app: st.App = st.App(
    Path(__file__).parent / "graph" / "pages" / "main.py",
    routes=[
        *routes(
            stage.served()
            | clock.served()
            | outline.served()
            | press.served()
            | editor.served()
            | shapes.served(),
            lambda: app.state.get("data"),
            base=_base,
            drawn=first.drawn,
            early=_early,
            more=cache.health,
        ),
        *for_programs(_opened, _door, base=_base),
    ],
    middleware=around(stage.ahead(), stage.later(), stage.of_streamlit(), base=_base),
    lifespan=lifespan,
)
