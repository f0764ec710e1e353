"""A chain of reasoning, step by step, each beside what others say."""

from __future__ import annotations

import streamlit as st

from graph.atlas import Atlas
from graph.model.arguments import Reasoned
from graph.model.sentences import reported
from graph.model.source import called
from graph.model.tie import Tie
from graph.model.view import View
from graph.model.words import enumerated
from graph.model.world import World
from graph.pages import visit, ways
from graph.pages.evidence import tie_button
from graph.pages.exchange import NONE_FOUND, card
from graph.pages.words import plain


def show(atlas: Atlas, view: View, slug: str) -> None:
    """Show the steps of the reasoning that a saved view follows."""
    saved, world = atlas.views[slug], atlas.known(view).world
    st.caption(plain(" ".join(saved.note.split())))
    ways.to_view(atlas, saved.view, "Open its view on Explore")
    for number, each in enumerate(atlas.reasoning(slug, view), 1):
        _step(atlas, view, world, number, each)


def _step(atlas: Atlas, view: View, world: World, number: int, each: Reasoned) -> None:
    st.header(plain(f"{number}. {each.step.says}"), anchor=False)
    if each.step.where:
        st.caption(plain(f"In the article: {each.step.where}"))
    for found in each.argued:
        card(world, found, place=f"step {number}")
    if not (each.argued or each.ties):
        st.markdown(f":gray[What others say: {NONE_FOUND} that were known on the day]")
    if each.ties:
        st.markdown("**The ties that it rests on, and who reports them:**")
    for tie in each.ties:
        with st.container(gap=None):
            tie_button(tie, world, atlas.day(view), visit.open_, place=f"listed step {number}")
            st.caption(plain(_others(tie, world)))


def _others(tie: Tie, world: World) -> str:
    """Who reports a tie, and who denies it."""
    said = reported(tie, world)
    denying = dict.fromkeys(called(claim.source, world.source_by_iri) for claim in tie.denying)
    disputed = "; sources disagree" if tie.disputed and not denying else ""
    return f"{said}; denied by {enumerated(denying)}" if denying else f"{said}{disputed}"
