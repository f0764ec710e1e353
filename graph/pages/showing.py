"""Pages that show a View otherwise than as a network: how they begin."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import streamlit as st

from graph.atlas import Atlas
from graph.model.view import View
from graph.model.words import spoken
from graph.pages import visit
from graph.pages.cache import the_atlas
from graph.pages.words import plain

if TYPE_CHECKING:
    from graph.picture.draw import Drawing

#: ties in a list of a page look as they do in the drawer: "listed" begins the keys of their buttons
_STYLE = """
<style>
  [class*="st-key-listed"] button { text-align: start; justify-content: flex-start; }
  [class*="st-key-listed"] button p { text-align: start; text-decoration: underline; }
</style>
"""


def begin(name: str) -> tuple[Atlas, View]:
    """Give the atlas and the View of a page, and say what of its link could not be used."""
    atlas = the_atlas()
    view = visit.begin(atlas, name)
    st.html(_STYLE)
    tell_problems(visit.problems())
    return atlas, view


def picture(drawn: Drawing, key: str, height: int) -> None:
    """Show a drawing on a canvas that only opens what is picked; *key* tells it from other canvases."""
    from graph.pages.stage import Act, stage

    mark, heard = visit.mark(), f"{key} told"
    picked = stage(drawn, key=key, height=height, selected=mark.iris, wish=mark.number)
    if picked == st.session_state.get(heard) or (picked is not None and picked.act is not Act.SELECT):
        return
    st.session_state[heard] = picked
    if picked is not None and not set(visit.opened()) & set(picked.iris):
        visit.open_(*picked.iris, on_canvas=True)


def tell_problems(problems: Iterable[str]) -> None:
    """Say which parts of a link could not be used."""
    if said := "; ".join(problems):
        st.warning(plain(f"The link was used in part: {said}."))


def beyond(atlas: Atlas, view: View) -> str:
    """What must be said of a day after the last that the sources cover; empty for one before."""
    if view.as_of and view.as_of > atlas.horizon:
        return f"Nothing is known after {spoken(atlas.horizon)}"
    return ""
