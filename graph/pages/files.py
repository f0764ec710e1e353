"""The view as files: each is made when it is asked for."""

from __future__ import annotations

from functools import partial

import streamlit as st

from graph.atlas import Atlas
from graph.export import file_of, formats
from graph.export.python import code
from graph.model.view import View
from graph.pages.press import press

#: what files are for → their formats; a format that stands nowhere here is offered among tables
_GROUPS = {
    "Picture": ("svg", "svg-dark", "html"),
    "Facts, sources": ("trig", "turtle", "json-ld", "json"),
    "Network": ("graphml", "gexf", "node-link", "cytoscape"),
    "Tables": ("csv", "entities-csv", "claims-csv", "parquet"),
}
_NOT_OFFERED = ("python",)  # is shown, to be copied


def files(atlas: Atlas, view: View) -> None:
    """Offer every format of the view; each file says from when, and under which terms, it is."""
    writers = formats()
    listed = {form for forms in _GROUPS.values() for form in forms}
    others = tuple(form for form in writers if form not in listed and form not in _NOT_OFFERED)
    for group, forms in _GROUPS.items():
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{group}**", width=150)
            for form in (*forms, *(others if group == "Tables" else ())):
                _offer(atlas, view, form)
            if group == "Picture":
                _press(atlas, view)
    st.caption("Python that asks for the same view, for a notebook beside an installed atlas")
    st.code(code(atlas.taken(view)), language="python", wrap_lines=True)


def _offer(atlas: Atlas, view: View, form: str) -> None:
    file = file_of(form)
    st.download_button(
        file.label,
        partial(_written, atlas, view, form),
        file_name=f"accord-atlas.{file.ending}",
        mime=file.mime,
        key=f"take {form}",
        on_click="ignore",
    )


def _written(atlas: Atlas, view: View, form: str) -> bytes:
    return formats()[form](atlas.taken(view))


@st.fragment
def _press(atlas: Atlas, view: View) -> None:
    press(lambda: _svg(atlas, view), key="press")


def _svg(atlas: Atlas, view: View) -> str:
    from graph.export.svg import picture

    return picture(atlas.taken(view), "light")
