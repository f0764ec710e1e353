"""Finding anything by what a reader calls it, while typing."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import replace
from functools import partial

import streamlit as st

from graph.atlas import Atlas
from graph.model.kind import Family
from graph.model.standing import Standing
from graph.model.view import SHOWN_STATEHOOD, SHOWN_TYPES, View
from graph.pages import visit
from graph.pages.words import plain
from graph.search.suggestion import Sort, Suggestion

_KEY, _TAKEN = "find", "found"
_HERE = "here"  #: what was taken changes the page that runs
LONGEST = 100  #: characters of what a reader types
MOST = 6  #: suggestions shown


@st.fragment(key="find")
def find(
    atlas: Atlas,
    view: View,
    take: Callable[[Suggestion], str | None] | None = None,
    *,
    label: str = "Find a state, a person, a body, a kind of tie ...",
    among: Collection[Sort] = frozenset(Sort),
) -> None:
    """Ask for a name, and offer what may be meant; only this part runs again while the reader types.

    Args:
        take: is handed what the reader takes, and may name a page to go on to; if None, it is opened beside
            the picture or becomes a filter.
        label: what the reader is asked for.
        among: the sorts of things that are offered.
    """
    if taken := st.session_state.pop(_TAKEN, ""):
        visit.go(taken)
        # what was taken changes the page around this part
        st.rerun(scope="app")
    text = st.text_input(
        label,
        key=_KEY,
        type="search",
        live=True,
        max_chars=LONGEST,
        placeholder="Kazakhstan, Казахстан, KAZ, embassy ...",
    )
    if not text or not text.strip():
        return
    found = atlas.suggest(text, MOST, among=among)
    for suggestion in found:
        st.button(
            _told(suggestion),
            key=f"find {suggestion.sort} {suggestion.slug}",
            type="tertiary",
            on_click=_take,
            args=(suggestion, take or partial(_show, atlas, view)),
        )
    if not found:
        st.caption("Nothing here is called so. Try another spelling, or a name in another language.")


def _told(suggestion: Suggestion) -> str:
    name = f"**{plain(suggestion.label)}**"
    if suggestion.matched:
        name += f" ({plain(suggestion.matched)})"
    return f"{name} :gray[{plain(suggestion.description)}]"


def elsewhere(view: View, suggestion: Suggestion) -> str:
    """Take what was found on a page without a picture: to its dossier, or as a filter to the picture."""
    if suggestion.sort in (Sort.ENTITY, Sort.THEME):
        visit.open_(suggestion.iri)
        return "dossier"
    visit.ask(_narrowed_to(view, suggestion))
    return "explore"


def _take(suggestion: Suggestion, take: Callable[[Suggestion], str | None]) -> None:
    st.session_state[_KEY] = ""
    st.session_state[_TAKEN] = take(suggestion) or _HERE


def _show(atlas: Atlas, view: View, suggestion: Suggestion) -> None:
    """Show what was found: an entity is opened, and looked around where the picture does not hold it."""
    if suggestion.sort in (Sort.ENTITY, Sort.THEME):
        visit.open_(suggestion.iri)
        wanted = holding(atlas, view, suggestion.iri)
        if wanted != view:
            visit.ask(wanted)
    else:
        visit.ask(_narrowed_to(view, suggestion))


def holding(atlas: Atlas, view: View, iri: str) -> View:
    """The view itself where it holds an entity; else one of its ties, whatever was asked of others.

    Clocks and lens stay.
    """
    narrowed, world = atlas.narrow(view), atlas.known(view).world
    if iri in {world.entities[position].iri for position in narrowed.entities}:
        return view
    return View(
        as_of=view.as_of,
        known_on=view.known_on,
        lens=view.lens,
        focus=frozenset({world.entity_by_iri[iri].slug}),
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
