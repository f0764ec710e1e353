"""Pages that are read: their texts, and the View that is kept while a reader is away from the picture."""

from __future__ import annotations

from pathlib import Path

import streamlit as st

from graph.atlas import Atlas
from graph.pages import visit
from graph.pages.cache import the_atlas

TEXTS = Path(__file__).with_name("text")


def open_page(name: str, title: str) -> Atlas:
    """Begin a page that is read: its title, and the address that still says the whole view."""
    atlas = the_atlas()
    visit.write_link(atlas, visit.begin(atlas, name))
    st.title(title, anchor=False)
    return atlas


def text(name: str) -> str:
    """The text of a page or of a part of it, in Markdown."""
    return TEXTS.joinpath(f"{name}.md").read_text(encoding="utf-8")
