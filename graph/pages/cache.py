"""The atlas, opened once for all readers of this server, and for one visit what its reader has brought."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

import streamlit as st

from graph.errors import AtlasError
from graph.settings import Settings

if TYPE_CHECKING:
    from graph.atlas import Atlas
    from graph.store.remote.watch import Watch

#: seconds for which it is not tried again to open what could not be opened: readers would wait in line
PAUSE = 5.0

BROUGHT = "atlas with own data"  #: memory of a visit: the atlas under what its reader has brought


@st.cache_resource(show_spinner="Opening the atlas; the first start builds it from its facts ...")
def _opened() -> Atlas:
    from graph.atlas import open_atlas

    failed = _failed()
    if failed and time.monotonic() < failed[-1][1] + PAUSE:
        raise failed[-1][0]
    try:
        atlas = open_atlas()
    except AtlasError as wrong:
        failed[:] = [(wrong, time.monotonic())]
        raise
    failed.clear()
    return atlas


@st.cache_resource(show_spinner=False)
def _failed() -> list[tuple[AtlasError, float]]:
    """Why the atlas could not be opened, and when that was; empty if it could."""
    return []


@st.cache_resource(show_spinner=False)
def the_watch() -> Watch | None:
    """The one watch over the endpoint behind the atlas; None where its store is no endpoint."""
    from graph.atlas import watch

    return watch(Settings.from_environment())


def health() -> dict[str, object]:
    """What the health page says of the endpoint behind the atlas; nothing where there is none.

    The page is public: neither the address nor who may sign in is said.
    """
    watched = the_watch()
    if watched is None:
        return {}
    state, copy = watched.state, watched.copy
    told = {"ok": not state.trouble, "trouble": state.trouble, "since": state.since, "checked": state.checked}
    held = {"fetched": copy.fetched, "ties": copy.ties, "shown": copy.here} if copy else None
    return {"endpoint": told, "copy": held}


def the_base() -> Atlas:
    """The one atlas of this process, which all share; the newest copy of it if its store is an endpoint."""
    watched, atlas = the_watch(), _opened()
    newest = watched.copy if watched else None
    if newest and newest.folder != atlas.folder.name:
        _opened.clear()
        atlas = _opened()
    return atlas


def the_atlas() -> Atlas:
    """The atlas of this visit: that of all readers, or the same under what this one has brought."""
    base = the_base()
    brought: Atlas | None = st.session_state.get(BROUGHT)
    return brought or base


def theme() -> str:
    """Whether the page is "light" or "dark", for charts whose colours are made here."""
    return "dark" if st.context.theme.type == "dark" else "light"


def warm() -> None:
    """Open the atlas, then load and find what the first picture needs, before the first reader comes."""
    atlas = the_base()
    # what the first words of a page can do without comes after them
    import graph.network.build
    import graph.picture.draw  # noqa: F401
    from graph.atlas import FIRST

    if FIRST in atlas.views:
        # the days of the clock, the slowest part of the first page
        atlas.events_seen(atlas.views[FIRST].view)
    # Streamlit looks through all objects after each run, which takes longer than most of our steps; the atlas
    # stays as long as the server, and need not be looked through
    gc.collect()
    gc.freeze()
