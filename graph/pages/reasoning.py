"""A chain of reasoning, step by step, each beside what others say."""

from __future__ import annotations

import streamlit as st

from graph.atlas import Atlas
from graph.model.arguments import Reasoned
from graph.model.source import called
from graph.model.tie import Tie
from graph.model.view import View
from graph.model.words import counted, enumerated
from graph.model.world import World
from graph.pages import visit, ways
from graph.pages.evidence import tie_button
from graph.pages.exchange import NONE_FOUND, answers, said
from graph.pages.words import plain

_NAMED = 3  #: who else reports a tie, by name; the others are counted


def show(atlas: Atlas, view: View, slug: str) -> None:
    """Show the steps of the reasoning that a saved view follows."""
    saved = atlas.views[slug]
    of = (source.iri for source in atlas.world.sources if source.slug == saved.source)
    reasoner = called(next(of, ""), atlas.world.source_by_iri)
    st.caption(plain(" ".join(saved.note.split())))
    ways.to_view(atlas, saved.view, "Open its view on Explore")
    for number, each in enumerate(atlas.reasoning(slug, view), 1):
        _step(atlas, view, reasoner, number, each)


def _step(atlas: Atlas, view: View, reasoner: str, number: int, each: Reasoned) -> None:
    """One step: on the left what it rests on, on the right what others say of that."""
    world = atlas.known(view).world
    st.header(plain(f"{number}. {each.step.says}"), anchor=False)
    st.caption(plain(", ".join(filter(None, [reasoner, each.step.where]))))
    if not (each.argued or each.ties):
        st.markdown(f":gray[What others say: {NONE_FOUND} that were known on the day]")
    for found in each.argued:
        argued, others = st.columns(2, gap="medium")
        with argued.container(border=True, gap="small"):
            said(world, found)
        with others.container(border=True, gap="small"):
            if found.against:
                st.markdown("**What others say against it:**")
            answers(world, found, "What others say against it")
    for tie in each.ties:
        told, others = st.columns(2, gap="medium", vertical_alignment="center")
        with told:
            tie_button(tie, world, atlas.day(view), visit.open_, place=f"listed step {number}")
        others.markdown(f":gray[{plain(_others(tie, reasoner, world))}]")


def _others(tie: Tie, reasoner: str, world: World) -> str:
    """Who else reports a tie than the source that reasons so, and who denies it."""
    sources = world.source_by_iri
    names = dict.fromkeys(called(claim.source, sources) for claim in tie.affirming if not claim.unverified)
    others = [name for name in names if name != reasoner]
    more = len(others) - _NAMED
    listed = [*others[:_NAMED], *([counted(more, "other")] if more > 0 else [])]
    lines = [f"Also reported by {enumerated(listed)}" if listed else "No other source here reports it"]
    if denying := dict.fromkeys(called(claim.source, sources) for claim in tie.denying):
        lines.append(f"denied by {enumerated(denying)}")
    elif tie.disputed:
        lines.append("sources disagree; choose it to see on what")
    return "; ".join(lines)
