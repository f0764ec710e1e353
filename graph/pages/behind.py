"""Says which store stands behind the atlas where it is not the shipped data: how old, how whole, how well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.pages.cache import the_watch
from graph.pages.words import plain

if TYPE_CHECKING:
    from graph.store.remote.copy import Copy
    from graph.store.remote.watch import State


def tell_store() -> None:
    """Say it above a page; nothing where the store is the shipped data."""
    watched = the_watch()
    if watched is None or watched.copy is None:
        return
    st.caption(plain(whole(watched.copy)))
    if trouble := failing(watched.state):
        st.warning(plain(trouble))


def whole(copy: Copy) -> str:
    """Say how much of a store is shown, and how old that is."""
    what = copy.partly or f"All {copy.ties:,} ties of the store behind this atlas are shown."
    return f"{what} Read {ago(copy.age)}."


def failing(state: State) -> str:
    """Say that the endpoint fails; empty if it does not."""
    if not state.trouble:
        return ""
    # what follows is advice to the operator
    why = state.trouble.split(";")[0]
    return f"The store behind this atlas gives no answer now ({why}), so what is shown is what was last read."


def ago(hours: float) -> str:
    """Say an age roughly.

    >>> ago(0.5), ago(1.2), ago(50)
    ('30 minutes ago', '1 hour ago', '2 days ago')
    """
    for number, unit in ((hours / 24, "day"), (hours, "hour"), (hours * 60, "minute")):
        if number >= 1:
            return f"{int(number)} {unit}{'s' if int(number) > 1 else ''} ago"
    return "less than a minute ago"
