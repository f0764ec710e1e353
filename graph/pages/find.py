"""Finding anything by what a reader calls it, while typing."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from graph.atlas import Atlas
from graph.model.kind import Family
from graph.model.standing import Standing
from graph.model.view import SHOWN_STATEHOOD, SHOWN_TYPES, View
from graph.pages import visit
from graph.pages.words import plain
from graph.search.suggestion import Sort, Suggestion

_KEY, _TAKEN = "find", "found"
LONGEST = 100  #: characters of what a reader types
MOST = 6  #: suggestions shown


@st.fragment(key="find")
def find(atlas: Atlas, view: View) -> None:
    """Ask for a name, and offer what may be meant; only this part runs again while the reader types."""
    if st.session_state.pop(_TAKEN, False):
        # what was taken changes the page around this part
        st.rerun(scope="app")
    text = st.text_input(
        "Find a state, a person, a body, a kind of tie ...",
        key=_KEY,
        type="search",
        live=True,
        max_chars=LONGEST,
        placeholder="Kazakhstan, Казахстан, KAZ, embassy ...",
    )
    if not text or not text.strip():
        return
    found = atlas.suggest(text, MOST)
    for suggestion in found:
        st.button(
            _told(suggestion),
            key=f"find {suggestion.sort} {suggestion.slug}",
            type="tertiary",
            on_click=_take,
            args=(atlas, view, suggestion),
        )
    if not found:
        st.caption("Nothing here is called so. Try another spelling, or a name in another language.")


def _told(suggestion: Suggestion) -> str:
    name = f"**{plain(suggestion.label)}**"
    if suggestion.matched:
        name += f" ({plain(suggestion.matched)})"
    return f"{name} :gray[{plain(suggestion.description)}]"


def _take(atlas: Atlas, view: View, suggestion: Suggestion) -> None:
    """Show what was found: an entity is opened, and looked around where the picture does not hold it."""
    st.session_state[_KEY] = ""
    st.session_state[_TAKEN] = True
    if suggestion.sort in (Sort.ENTITY, Sort.THEME):
        visit.open_(suggestion.iri)
        narrowed, world = atlas.narrow(view), atlas.known(view).world
        if suggestion.iri not in {world.entities[position].iri for position in narrowed.entities}:
            visit.ask(_around(view, suggestion.slug))
    else:
        visit.ask(_narrowed_to(view, suggestion))


def _around(view: View, slug: str) -> View:
    """The ties of one entity, whatever was asked of others; clocks and lens stay."""
    return View(
        as_of=view.as_of,
        known_on=view.known_on,
        lens=view.lens,
        focus=frozenset({slug}),
        types=SHOWN_TYPES,
        statehood=SHOWN_STATEHOOD,
    )


def _narrowed_to(view: View, suggestion: Suggestion) -> View:
    """The view with what was found as the only one of its filter."""
    slug = suggestion.slug
    if suggestion.sort is Sort.KIND:
        return replace(view, kinds=frozenset({slug}), families=frozenset())
    if suggestion.sort is Sort.FAMILY:
        return replace(view, families=frozenset({Family(slug)}), kinds=frozenset())
    if suggestion.sort is Sort.RELIGION:
        return replace(view, religions=frozenset({slug}))
    if suggestion.sort is Sort.REGION:
        return replace(view, regions=frozenset({slug}))
    return replace(view, standings=frozenset({Standing(slug)}), also=frozenset())
