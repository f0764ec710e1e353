"""What takes long: how far it is, and a way to end it."""

from __future__ import annotations

from collections.abc import Callable
from time import monotonic
from typing import TypeVar

import streamlit as st

from graph.model.gauged import Progress

Answer = TypeVar("Answer")

SOON = 0.4  #: seconds after which a reader is told that it takes longer
_ENDED = "ended questions"  #: memory of what the reader did not want to wait for


def waited(question: str, label: str, act: Callable[[Progress], Answer]) -> Answer | None:
    """Do something; where it takes long show how far it is, and let the reader end it.

    Args:
        question: tells this from other things that were asked; one that was ended is not begun again by
        itself.
        label: what is done, in words.
        act: is handed what it tells its progress to.

    Returns:
        The answer; None where the reader has ended it.
    """
    if question in st.session_state.get(_ENDED, ()):
        st.info("You ended this before it was done.")
        st.button("Begin again", key=f"begin again {question}", on_click=_begin, args=(question,))
        return None
    place, started = st.empty(), monotonic()
    bar = None

    def tell(share: float) -> None:
        nonlocal bar
        if bar is None:
            if monotonic() - started < SOON:
                return
            with place.container(horizontal=True, vertical_alignment="center"):
                bar = st.progress(0.0, text=label)
                st.button("End it", key=f"end {question}", on_click=_end, args=(question,))
        # a reader who does something else meanwhile ends it too: Streamlit leaves here
        bar.progress(min(1.0, share), text=label)

    answer = act(tell)
    place.empty()
    return answer


def _end(question: str) -> None:
    st.session_state[_ENDED] = (*st.session_state.get(_ENDED, ()), question)


def _begin(question: str) -> None:
    st.session_state[_ENDED] = tuple(each for each in st.session_state.get(_ENDED, ()) if each != question)
