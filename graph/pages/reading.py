"""Pages that are read: their texts, and the View that is kept while a reader is away from the picture."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import streamlit as st

from graph.atlas import Atlas
from graph.pages import visit
from graph.pages.cache import the_atlas
from graph.pages.find import elsewhere, find
from graph.pages.trail import trail

TEXTS = Path(__file__).with_name("text")


def open_page(name: str, title: str, here: str = "") -> Atlas:
    """Begin a page that is read: its title, and the address that still says the whole view.

    Args:
        here: what the way back calls it; its name if not said.
    """
    atlas = the_atlas()
    view = visit.begin(atlas, name)
    visit.write_link(atlas, view)
    trail(atlas, view, here or name.capitalize())
    head, search = st.columns([0.62, 0.38], gap="large")
    with head:
        st.title(title, anchor=False)
    with search:
        find(atlas, view, partial(elsewhere, view))
    return atlas


def text(name: str) -> str:
    """The text of a page or of a part of it, in Markdown."""
    return TEXTS.joinpath(f"{name}.md").read_text(encoding="utf-8")
