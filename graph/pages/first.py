"""The first picture of a visit: the rest of its page waits until a browser has drawn it.

A browser that gets a page at once makes every filter before it comes to the picture.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event

import streamlit as st

#: seconds that the rest waits at most: a browser that cannot draw, or is far away, gets it all the same
LONGEST = 0.6
_NAME = "first picture"  #: memory of what the browser calls it by
_OVER = "first picture is over"
_waiting: dict[str, Event] = {}  #: name → set once the picture is drawn


@contextmanager
def picture() -> Iterator[str]:
    """Send the picture within this; the first time, what comes after it waits for the browser.

    Yields:
        What the browser is to call the picture by once it is drawn; the same in every run of a visit, and
        nothing where there is no browser.
    """
    name = st.session_state.setdefault(_NAME, uuid.uuid4().hex) if st.context.headers else ""
    if not name or _OVER in st.session_state:
        yield name
        return
    drawn = _waiting[name] = Event()
    try:
        yield name
        drawn.wait(LONGEST)
        st.session_state[_OVER] = True
    finally:
        del _waiting[name]


def drawn(name: str) -> None:
    """Hear from a browser that a picture is drawn, whether or not anybody waits for it."""
    if waiting := _waiting.get(name):
        waiting.set()
