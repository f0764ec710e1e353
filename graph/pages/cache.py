"""The atlas, opened once for all readers of this server; and drawings, kept while they are asked for."""

from __future__ import annotations

import gc

import streamlit as st

from graph.atlas import FIRST, Atlas, open_atlas


@st.cache_resource(show_spinner="Opening the atlas; the first start builds it from its facts ...")
def the_atlas() -> Atlas:
    """The one atlas of this process."""
    return open_atlas()


def theme() -> str:
    """Whether the page is "light" or "dark", for charts whose colours are made here."""
    return "dark" if st.context.theme.type == "dark" else "light"


def warm() -> None:
    """Open the atlas and load what the first picture needs, before the first reader comes."""
    import graph.network.build
    import graph.picture.draw  # noqa: F401

    atlas = the_atlas()
    if FIRST in atlas.views:
        # the days of the clock, the slowest part of the first page
        atlas.events_seen(atlas.views[FIRST].view)
    # Streamlit looks through all objects after each run, which takes longer than most of our steps; the atlas
    # stays as long as the server, and need not be looked through
    gc.collect()
    gc.freeze()
