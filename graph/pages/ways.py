"""Ways from one page to another that take the whole View along."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.atlas import Atlas
from graph.model.pick import ENTITY
from graph.model.sides import WITH
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


def to_compare(atlas: Atlas, view: View, words: Sequence[str], label: str, icon: str = "") -> None:
    """Lead to the comparison of some sides."""
    asked = [(name, value) for name, value in _query(atlas, view) if name != ENTITY]
    sides = [(WITH, word) for word in words]
    st.page_link(page("compare"), label=plain(label), icon=icon or None, query_params=[*asked, *sides])


def to_step(atlas: Atlas, view: View, step: visit.Step, label: str) -> None:
    """Lead back to a page on the reader's way, with what was open there."""
    own = [
        (name, value)
        for name, values in step.own
        for value in ([values] if isinstance(values, str) else values)
    ]
    query = [*_query(atlas, view, *step.opened), *own]
    st.page_link(page(step.page), label=plain(label), query_params=query, width="content")


def page(name: str) -> st.Page:
    """A page of main.py by its name."""
    known: st.Page | None = visit.page(name)
    return known or _page(name.capitalize(), default=name == "explore")


def _query(atlas: Atlas, view: View, *iris: str) -> list[tuple[str, str]]:
    asked = visit.asked(atlas, view, iris)
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
