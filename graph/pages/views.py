"""The gallery of saved views: a question each, a small picture, and the way to it."""

from __future__ import annotations

import streamlit as st

from graph.atlas import FIRST
from graph.pages import showing, visit, ways
from graph.pages.cache import theme
from graph.pages.frame import foot
from graph.pages.words import plain

_ABREAST = 3  #: cards of a row


def views() -> None:
    """The page: every saved view as a card, the first screen first; pictures come with the snapshot."""
    atlas, view = showing.begin("views")
    visit.write_link(atlas, view)
    st.title("Saved views", anchor=False)
    st.caption(
        "Questions worth asking, each with a view that answers it. A view of your own is kept in its link: "
        "whatever you choose on Explore stands in the address."
    )
    saved = sorted(atlas.views.values(), key=lambda each: (each.slug != FIRST, each.slug))
    for start in range(0, len(saved), _ABREAST):
        row = st.columns(_ABREAST, gap="medium")
        for column, each in zip(row, saved[start : start + _ABREAST], strict=False):
            with column.container(border=True):
                small = atlas.thumbnails[each.slug]
                shown = small.dark if theme() == "dark" else small.light
                st.image(shown, width="stretch", alt=f"{each.title}. {small.finding}.")
                st.markdown(f"**{plain(each.question or each.title)}**")
                st.markdown(f"{plain(each.title)}.")
                if each.note:
                    st.caption(plain(" ".join(each.note.split())))
                ways.to_view(atlas, each.view, "Open on Explore")
                if each.steps:
                    ways.to_reasoning(atlas, each.view, each.slug, "Follow it step by step")
    foot(atlas)
