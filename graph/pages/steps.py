"""The steps of a visit: one back, one forth, or to any of them by its name."""

from __future__ import annotations

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from graph.model import placed
from graph.pages import visit
from graph.pages.words import plain

SHOWN = 30  #: steps in the list, the last ones


def steps() -> None:
    """Show the buttons and the list; what the address cannot hold is told beside them."""
    history = visit.history()
    with st.container(key="steps", horizontal=True, vertical_alignment="center", gap="small"):
        _button("Undo", history.undoes, history.at - 1, ":material/undo:")
        _button("Redo", history.redoes, history.at + 1, ":material/redo:")
        taken = st.popover(
            "History", icon=":material/history:", type="tertiary", key="history list", on_change="rerun"
        )
        # a list of buttons is not sent with every change for nothing
        if taken.open:
            _list(taken)
        if visit.places() and not placed.to_query(visit.places()):
            st.caption(f"{len(visit.places())} places set by hand: too many for a link, kept for this visit.")


def _list(taken: DeltaGenerator) -> None:
    number = len(visit.history().steps)
    with taken:
        st.caption("Everything asked for, opened and moved in this visit; choose where to go.")
        with st.container(key="steps taken", gap=None):
            for position in range(max(0, number - SHOWN), number):
                _listed(position)


def _button(word: str, name: str, position: int, icon: str) -> None:
    keys = "Ctrl + Z" if word == "Undo" else "Ctrl + Shift + Z"
    st.button(
        word,
        key=word.lower(),
        icon=icon,
        type="tertiary",
        disabled=not name,
        help=plain(f"{word}: {name} ({keys})") if name else None,
        on_click=visit.go_to,
        args=(position,),
    )


def _listed(position: int) -> None:
    history = visit.history()
    here = position == history.at
    st.button(
        plain(history.steps[position].name),
        key=f"step {position}",
        icon=":material/arrow_right:" if here else None,
        type="tertiary",
        disabled=here,
        on_click=visit.go_to,
        args=(position,),
    )
