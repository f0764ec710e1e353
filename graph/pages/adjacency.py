"""The view as a matrix: entities by entities, in an order that the reader chooses."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from graph.atlas import Atlas
from graph.model.matrix import Matrix, Order, finding
from graph.model.sentences import named
from graph.model.view import View
from graph.model.words import counted
from graph.pages import visit, widgets
from graph.pages.cache import theme
from graph.pages.words import plain
from graph.picture import matrix as charts

MOST = 40  #: entities whose names can be read
_CHART, _LISTED, _TAKEN = "matrix chart", "matrix list", "matrix taken"


def adjacency(
    atlas: Atlas, view: View, order: Order, *, by_number: bool, take: Callable[[str], None]
) -> None:
    """Show the matrix of a view; a square that is clicked opens its ties."""
    st.header("The view as a matrix", anchor=False)
    found, world = atlas.matrix(view, order, MOST), atlas.known(view).world
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Order",
            list(Order),
            format_func=lambda each: each.label,
            key=widgets.hold("compare order", order),
            on_change=take,
            args=("order",),
            width=240,
        )
        st.segmented_control(
            "Colour by",
            ["family", "number"],
            format_func={"family": "Family of most", "number": "Number of ties"}.__getitem__,
            key=widgets.hold("compare cells", "number" if by_number else "family"),
            on_change=take,
            args=("cells",),
            required=True,
        )
    if not found.cells:
        st.write("Nothing of this view is tied to anything else of it.")
        return
    told = f"{finding(found, world)}."
    day, opened = atlas.day(view), visit.opened()
    drawn = charts.matrix(found, world, day=day, by_number=by_number, opened=opened, theme=theme())
    st.session_state[_TAKEN] = {
        charts.cell_id(found, *pair): tuple(tie.iri for tie in ties) for pair, ties in found.cells.items()
    }
    alt = f"Matrix of the view. {told} The list below says the same in words."
    st.vega_lite_chart(drawn, key=_CHART, on_select=_hear, selection_mode=charts.CELL, alt=alt)
    left = (
        f" {counted(found.left_out, 'entity', 'entities')} with fewer ties, and with them "
        f"{counted(found.ties_left_out, 'tie')}, have no room."
        if found.left_out
        else ""
    )
    st.caption(
        plain(f"{told}{left} A number in a square says how many ties there are where there are several. "
              "The order “Who is tied together” draws squares toward the diagonal.")
    )  # fmt: skip
    _list(atlas, view, found)


def _hear() -> None:
    picked = st.session_state[_CHART]["selection"].get(charts.CELL) or []
    if picked and (iris := st.session_state.get(_TAKEN, {}).get(picked[-1].get("id"))):
        visit.open_(*iris)


def _list(atlas: Atlas, view: View, found: Matrix) -> None:
    """The same as a list of pairs; a row that is chosen is opened."""
    world = atlas.known(view).world
    label = f"The {counted(len(found.cells), 'pair')} of the matrix as a list"
    listed = st.expander(label, key="pairs", icon=":material/list:", on_change="rerun")
    if not listed.open:
        return
    pairs = sorted(found.cells.items(), key=lambda each: (-len(each[1]), each[0]))
    with listed:
        st.dataframe(
            [
                {
                    "Between": named(one, world),
                    "And": named(other, world),
                    "Ties": len(ties),
                    "Which": "; ".join(dict.fromkeys(tie.kind.label for tie in ties)),
                }
                for (one, other), ties in pairs
            ],
            key=_LISTED,
            hide_index=True,
            height=420,
            on_select=_take_row,
            selection_mode="single-row",
            alt="Pairs of the matrix, those with most ties first",
        )
        st.session_state[f"{_LISTED} taken"] = [tuple(tie.iri for tie in ties) for _, ties in pairs]


def _take_row() -> None:
    rows = st.session_state[_LISTED]["selection"]["rows"]
    taken = st.session_state.get(f"{_LISTED} taken", [])
    if rows and rows[0] < len(taken):
        visit.open_(*taken[rows[0]])
