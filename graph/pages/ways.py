"""Ways from one page to another that take the whole View along."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from graph.atlas import Atlas
from graph.model.view import View
from graph.pages import visit
from graph.pages.words import plain


def to_dossier(atlas: Atlas, view: View, iri: str, label: str = "", icon: str = "") -> None:
    """Lead to the dossier of an entity, by its name unless there is another label."""
    label = plain(label or atlas.world.entity_by_iri[iri].label)
    st.page_link(_page("Dossier"), label=label, icon=icon or None, query_params=_query(atlas, view, iri))


def to_canvas(atlas: Atlas, view: View, iri: str) -> None:
    """Lead to the picture with an entity open beside it."""
    label, icon = "Show on the canvas", ":material/hub:"
    st.page_link(
        _page("Explore", default=True), label=label, icon=icon, query_params=_query(atlas, view, iri)
    )


def to_view(atlas: Atlas, view: View, label: str) -> None:
    """Lead to the picture of another view, with nothing open beside it."""
    asked = visit.asked(atlas, view)
    st.page_link(
        _page("Explore", default=True),
        label=plain(label),
        icon=":material/hub:",
        query_params=_pairs(asked),
    )


def _query(atlas: Atlas, view: View, iri: str) -> list[tuple[str, str]]:
    return _pairs(visit.asked(atlas, view, (iri,)))


def _pairs(asked: Mapping[str, str | list[str]]) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name, values in asked.items()
        for value in ([values] if isinstance(values, str) else values)
    ]


def _page(title: str, *, default: bool = False) -> st.Page:
    """A page of main.py, which is known by its address; it is one only while a page runs."""
    return st.Page(_nowhere, title=title, url_path=title.lower(), default=default)


def _nowhere() -> None:
    """Run in the place of a page that is only named."""
