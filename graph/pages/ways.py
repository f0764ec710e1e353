"""Ways from one page to another that take the whole View along."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache

import streamlit as st

from graph.atlas import Atlas
from graph.model.kind import Phase
from graph.model.link import LONGEST_LIST, LONGEST_QUERY
from graph.model.pick import ENTITY
from graph.model.sides import WITH
from graph.model.view import View
from graph.pages import visit
from graph.pages.visit import OVER, QUERY
from graph.pages.words import plain


def to_dossier(atlas: Atlas, view: View, iri: str, label: str = "", icon: str = "") -> None:
    """Lead to the dossier of an entity, by its name unless there is another label."""
    label = plain(label or atlas.world.entity_by_iri[iri].label)
    st.page_link(_page("Dossier"), label=label, icon=icon or None, query_params=_query(atlas, view, iri))


def to_canvas(atlas: Atlas, view: View, iris: Iterable[str]) -> None:
    """Lead to the picture with some ties, or an entity, open beside it, in a view that holds them."""
    wanted = tuple(iris)[:LONGEST_LIST]
    st.page_link(
        _page("Explore", default=True),
        label="Show on the canvas",
        icon=":material/hub:",
        query_params=_query(atlas, with_in_view(atlas, view, wanted), *wanted),
    )


def to_view(atlas: Atlas, view: View, label: str) -> None:
    """Lead to the picture of another view, with nothing open beside it."""
    asked = visit.asked(atlas, view)
    st.page_link(
        page("explore"),
        label=plain(label),
        icon=":material/hub:",
        query_params=_pairs(asked),
    )


def to_arguments(atlas: Atlas, view: View, slug: str, label: str) -> None:
    """Lead to the arguments about an entity, by its slug."""
    asked = [*_pairs(visit.asked(atlas, view)), ("on", slug)]
    st.page_link(page("arguments"), label=plain(label), icon=":material/forum:", query_params=asked)


def to_reasoning(atlas: Atlas, view: View, slug: str, label: str) -> None:
    """Lead to the steps of the reasoning that a saved view follows, by its slug."""
    asked = [*_pairs(visit.asked(atlas, view)), ("reasoning", slug)]
    st.page_link(page("arguments"), label=plain(label), icon=":material/footprint:", query_params=asked)


def to_source(atlas: Atlas, view: View, slug: str, label: str) -> None:
    """Lead to what stands on a source, by its slug."""
    asked = [*_query(atlas, view), ("source", slug)]
    st.page_link(_page("Sources"), label=plain(label), icon=":material/source:", query_params=asked)


def with_in_view(atlas: Atlas, view: View, iris: Iterable[str]) -> View:
    """The view itself where its picture holds some of these; else one around them, by the same clocks."""
    wanted = list(iris)
    if not wanted or not _shown(atlas, view).isdisjoint(wanted):
        return view
    world = atlas.known(view).world
    ties = [world.tie_by_iri[iri] for iri in wanted if iri in world.tie_by_iri]
    ends = {end for tie in ties for pair in world.ends(tie, folded=True) for end in pair}
    ends |= {iri for iri in wanted if iri in world.entity_by_iri}
    return replace(
        View(as_of=view.as_of, known_on=view.known_on, lens=view.lens, phases=frozenset(Phase)),
        focus=frozenset(world.entity_by_iri[end].slug for end in ends if end in world.entity_by_iri),
        families=frozenset(tie.kind.family for tie in ties),
        unverified=any(tie.unverified for tie in ties),
        past_years=max(View.past_years, *(_years_past(atlas, view, tie.over_on) for tie in ties), 0),
    )


@lru_cache(maxsize=16)
def _shown(atlas: Atlas, view: View) -> frozenset[str]:
    """IRIs of the ties and entities that fit a view; a page may lead to the picture from many places."""
    world, narrowed = atlas.known(view).world, atlas.narrow(view)
    ties = (world.ties[position].iri for position in narrowed.ties)
    return frozenset((*ties, *(world.entities[position].iri for position in narrowed.entities)))


def _years_past(atlas: Atlas, view: View, day: date) -> int:
    return min(200, atlas.day(view).year - day.year + 1)


def to_compare(atlas: Atlas, view: View, words: Sequence[str], label: str, icon: str = "") -> None:
    """Lead to the comparison of some sides."""
    query = _pairs(_compared(atlas, view, words))
    st.page_link(page("compare"), label=plain(label), icon=icon or None, query_params=query)


def go_to_compare(atlas: Atlas, view: View, words: Sequence[str]) -> None:
    """Go on to the comparison of some sides at once."""
    visit.go("compare", _compared(atlas, view, words))


def _compared(atlas: Atlas, view: View, words: Sequence[str]) -> dict[str, str | list[str]]:
    asked = {name: value for name, value in visit.asked(atlas, view).items() if name != ENTITY}
    return {**asked, WITH: list(words)}


def to_query(text: str, asked: Sequence[tuple[str, str]]) -> None:
    """Lead to the page of queries with a text in its editor.

    What is too long for a link is handed over, and so is all on that page itself: a link from a page to
    the same page does not change the address.

    Args:
        asked: what the address says here, as parameters and values.
    """
    label, icon = "Open it on the page Query", ":material/terminal:"
    if len(text) <= LONGEST_QUERY and visit.here() != "query":
        here = [pair for pair in asked if pair[0] not in (QUERY, OVER)]
        st.page_link(page("query"), label=label, icon=icon, query_params=[*here, (QUERY, text)])
    elif st.button(label, key=f"open query {hash(text)}", icon=icon):
        visit.hand_over(text)
        visit.go("query")


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
    return _pairs(visit.asked(atlas, view, iris))


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
