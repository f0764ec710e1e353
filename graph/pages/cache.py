"""The atlas, opened once for all readers of this server, and for one visit what its reader has brought."""

from __future__ import annotations

import gc

import streamlit as st

from graph.atlas import FIRST, Atlas, open_atlas

BROUGHT = "atlas with own data"  #: memory of a visit: the atlas under what its reader has brought


@st.cache_resource(show_spinner="Opening the atlas; the first start builds it from its facts ...")
def the_base() -> Atlas:
    """The one atlas of this process, which all readers share."""
    return open_atlas()


def the_atlas() -> Atlas:
    """The atlas of this visit: that of all readers, or the same under what this one has brought."""
    base = the_base()
    brought: Atlas | None = st.session_state.get(BROUGHT)
    return brought or base


def theme() -> str:
    """Whether the page is "light" or "dark", for charts whose colours are made here."""
    return "dark" if st.context.theme.type == "dark" else "light"


def warm() -> None:
    """Open the atlas and load what the first picture needs, before the first reader comes."""
    import graph.network.build
    import graph.picture.draw  # noqa: F401

    atlas = the_base()
    if FIRST in atlas.views:
        # the days of the clock, the slowest part of the first page
        atlas.events_seen(atlas.views[FIRST].view)
    # Streamlit looks through all objects after each run, which takes longer than most of our steps; the atlas
    # stays as long as the server, and need not be looked through
    gc.collect()
    gc.freeze()
