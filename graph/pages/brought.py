"""What a reader has brought into this visit: over the atlas for this reader alone, told on every page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import streamlit as st

from graph.atlas import Atlas
from graph.model.words import counted
from graph.pages import asking, visit
from graph.pages.cache import BROUGHT, the_base
from graph.pages.words import plain

if TYPE_CHECKING:
    from graph.own.review import Own


def brought() -> tuple[Own, ...]:
    """The own data of this visit, in the order in which they came."""
    atlas: Atlas | None = st.session_state.get(BROUGHT)
    return atlas.own[len(the_base().own) :] if atlas else ()


def lay(owns: Sequence[Own]) -> None:
    """Lay own data over the atlas for this visit; none at all takes away what was there."""
    asking.close_of_visit()
    if owns:
        st.session_state[BROUGHT] = the_base().laid_over(owns)
    else:
        st.session_state.pop(BROUGHT, None)
    # what was open may be gone with the data that told of it
    visit.open_()


def remove(digest: str = "") -> None:
    """Take away what was brought: one file by its digest, or all."""
    lay([own for own in brought() if digest and own.digest != digest])


def line() -> None:
    """Say on a page that own data lie over the atlas, and offer to take them away."""
    owns = brought()
    if not owns:
        return
    names = ", ".join(own.name for own in owns)
    ties = counted(len({claim.tie for own in owns for claim in own.world.claims}), "tie")
    with st.container(key="brought", horizontal=True, vertical_alignment="center"):
        st.markdown(
            f"**Your data:** {plain(names)}, {ties}, in this visit only. A link that you send does not carry "
            "them.",
            width="content",
        )
        st.button("Remove", key="remove_brought", type="tertiary", icon=":material/close:", on_click=remove)
