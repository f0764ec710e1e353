"""An argument as a card: what is said, by whom, where; and what is said against it, or that none is found."""

from __future__ import annotations

import streamlit as st

from graph.model.arguments import Argued
from graph.model.sentences import named
from graph.model.words import enumerated
from graph.model.world import Argument, World
from graph.pages.desk import cited
from graph.pages.words import link, plain

_MOST = 3  #: counter-arguments that stand on a card at once
NONE_FOUND = "none found in the sources"


def card(world: World, found: Argued, place: str = "") -> None:
    """Show an argument with what is said against it below.

    Args:
        place: where on the page it stands, for the same argument may stand in several.
    """
    with st.container(border=True, gap="small", key=f"argument {place} {found.argument.iri}"):
        said(world, found)
        if found.against:
            st.markdown("**Against it:**")
        answers(world, found, "Against it")


def said(world: World, found: Argued) -> None:
    """What is argued, of whom, by whom and where."""
    argument = found.argument
    st.markdown(plain(argument.text))
    st.caption(f"{plain(_about(argument, world))}. {_by(argument)}; {_where(found)}")
    if argument.note:
        st.caption(plain(argument.note))


def answers(world: World, found: Argued, head: str) -> None:
    """What is said against an argument; where nothing is, the *head* says that none is found."""
    if not found.against:
        st.markdown(f":gray[**{head}:** {NONE_FOUND}]")
        return
    st.markdown("\n".join(_against(each, found.argument, world) for each in found.against[:_MOST]))
    if rest := found.against[_MOST:]:
        with st.expander(f"{len(rest)} more against it"):
            st.markdown("\n".join(_against(each, found.argument, world) for each in rest))


def _about(argument: Argument, world: World) -> str:
    """What it says of whom: ``Benefit for Israel, about Azerbaijan, on trade``."""
    gaining = enumerated(named(iri, world) for iri in argument.beneficiaries)
    whom = f" for {gaining}" if gaining else ""
    themes = enumerated(named(theme, world).lower() for theme in argument.themes)
    # whom it is about is told once where this is who gains
    about = "" if argument.beneficiaries == (argument.about,) else f", about {named(argument.about, world)}"
    return f"{argument.stance.capitalize()}{whom}{about}{f', on {themes}' if themes else ''}"


def _by(argument: Argument) -> str:
    stands = ", ".join(filter(None, [argument.side, f"from {argument.side_of}" if argument.side_of else ""]))
    who = argument.argued_by or "the source"
    return plain(f"Argued by {who}{f' ({stands})' if stands else ''}")


def _where(found: Argued) -> str:
    where = f", {', '.join(found.argument.locators)}" if found.argument.locators else ""
    return f"{cited(found.source)}{plain(f', {found.source.dated()}{where}')}"


def _against(other: Argument, argument: Argument, world: World) -> str:
    """One counter-argument as an item of a list; about whom it is, where this is somebody else."""
    about = f", about {named(other.about, world)}" if other.about != argument.about else ""
    source = world.source_by_iri[other.source]
    who = plain(f"argued by {other.argued_by or 'the source'}{about}")
    return f"- {plain(other.text)} :gray[{who}; {link(source.publisher or source.title, source.url)}]"
