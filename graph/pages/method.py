"""How the atlas comes to what it shows."""

from __future__ import annotations

import streamlit as st

from graph.pages.frame import foot
from graph.pages.reading import open_page, text
from graph.pages.words import plain


def method() -> None:
    """The page: from what a source says to what stands on the screen."""
    atlas = open_page("method", "How the atlas comes to what it shows")
    with st.container(width=760):
        st.markdown(text("method"))
        st.header("Whose list of members", anchor="lenses")
        st.write(
            "Who is a member depends on what one counts. Each list is a rule; the atlas counts anew under "
            "the one that you choose."
        )
        for lens in sorted(atlas.lenses.values(), key=lambda lens: lens.title):
            st.markdown(f"- **{plain(lens.title)}**: {plain(lens.sentence)}")
    foot(atlas)
