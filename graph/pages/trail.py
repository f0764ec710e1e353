"""The way back: the pages through which a reader came to one that is reached from others."""

from __future__ import annotations

import streamlit as st

from graph.atlas import Atlas
from graph.model.sentences import named
from graph.model.view import View
from graph.pages import visit, ways
from graph.pages.words import plain

_NEXT = "\N{SINGLE RIGHT-POINTING ANGLE QUOTATION MARK}"
#: on paper the way back says nothing; no data in it
_STYLE = """
<style>
  .st-key-trail { row-gap: 0; margin-bottom: -0.5rem; }
  .st-key-trail p { font-size: 0.875rem; }
  @media print { .st-key-trail { display: none !important; } }
</style>
"""


def trail(atlas: Atlas, view: View, here: str) -> None:
    """Show the way back, each page a link that takes the view along, and where one is now.

    Whoever comes by a link from elsewhere is led to the picture.
    """
    st.html(_STYLE)
    with st.container(key="trail", horizontal=True, gap="xsmall", vertical_alignment="center"):
        for step in visit.came_through():
            ways.to_step(atlas, view, step, _label(atlas, step))
            st.markdown(_NEXT, width="content")
        st.markdown(plain(here), width="content")


def _label(atlas: Atlas, step: visit.Step) -> str:
    if step.page == "dossier" and step.opened and step.opened[0] in atlas.world.entity_by_iri:
        return named(step.opened[0], atlas.world)
    return str(ways.page(step.page).title)
