"""The twin of the canvas: the same ties as a table, the same selection, and a file to take away."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from graph.atlas import Atlas
from graph.export.csv import COLUMNS, FILE, METADATA, Told, description, rows, ties_csv
from graph.export.taken import LICENCE
from graph.model.describe import describe
from graph.model.tie import Certainty
from graph.model.view import View
from graph.model.words import counted
from graph.pages import visit

_KEY, _CHOSEN, _MARKED = "ties table", "table columns", "table marks"

#: what stands in the table until a reader chooses
USUAL = (
    *("tie", "kind", "phase", "since", "until", "certainty"),
    *("grade", "disputed", "independent_sources", "reported_by"),
)


def twin(atlas: Atlas, view: View, told: Sequence[Told] | None = None) -> None:
    """Show the table once it is unfolded; a row that is chosen opens its evidence and marks the canvas.

    Args:
        told: the ties that the page shows, where these are others than the view's own.
    """
    told = _told(atlas, view) if told is None else told
    label = f"The same {counted(len(told), 'tie')} as a table"
    table = st.expander(label, key="table", icon=":material/table_rows:", on_change="rerun")
    if not table.open or not told:
        return
    with table:
        st.multiselect(
            "Columns",
            list(COLUMNS),
            default=list(USUAL),
            format_func=lambda name: COLUMNS[name].title,
            key=_CHOSEN,
            placeholder="Choose at least one column",
        )
        columns = [name for name in COLUMNS if name in st.session_state[_CHOSEN]] or ["tie"]
        _select(tuple(each.tie.iri for each in told))
        st.dataframe(
            rows(told, columns),
            key=_KEY,
            hide_index=True,
            height=420,
            placeholder="",
            on_select=_take,
            selection_mode="multi-row",
            column_config={
                name: st.column_config.Column(COLUMNS[name].title, help=COLUMNS[name].description)
                for name in columns
            },
            alt="Ties of this view",
        )
        _downloads(atlas, view, told, columns)


def _told(atlas: Atlas, view: View) -> list[Told]:
    world, day, pictured = atlas.known(view).world, atlas.day(view), atlas.pictured(view)
    certain = set(pictured.certain_ties)
    return [
        Told(world.ties[position], str(_CERTAINTY[position in certain]), world, day)
        for position in pictured.ties
    ]


_CERTAINTY = {True: Certainty.CERTAIN, False: Certainty.POSSIBLE}


def _select(listed: Sequence[str]) -> None:
    """Let the table show what is open, however it was opened."""
    opened = set(visit.opened())
    marked = tuple(iri for iri in listed if iri in opened)
    if st.session_state.get(_MARKED) == (marked, listed):
        return
    st.session_state[_MARKED] = marked, listed
    st.session_state[_KEY] = {"selection": {"rows": [listed.index(iri) for iri in marked]}}


def _take() -> None:
    marked, listed = st.session_state[_MARKED]
    rows = st.session_state[_KEY]["selection"]["rows"]
    chosen = tuple(listed[row] for row in sorted(rows) if row < len(listed))
    # a browser also tells what the page itself has marked, together with the reader's next act elsewhere
    if chosen == marked:
        return
    st.session_state[_MARKED] = chosen, listed
    visit.open_(*chosen)


def _downloads(atlas: Atlas, view: View, told: Sequence[Told], columns: Sequence[str]) -> None:
    about = {
        "dc:title": f"Ties of Accord Atlas: {describe(view, atlas.known(view).world)}",
        "dc:source": visit.address(atlas, view),
        "dc:identifier": f"data version {atlas.world.version}",
        "dc:license": LICENCE,
        "dc:description": "What sources report, each with its own wording and date; cite the sources. "
        "Names of states from the Unicode CLDR.",
    }
    with st.container(horizontal=True):
        st.download_button(
            "Ties as CSV",
            lambda: ties_csv(told, columns),
            file_name=FILE,
            mime="text/csv",
            icon=":material/download:",
            on_click="ignore",
        )
        st.download_button(
            "What its columns mean",
            lambda: description(columns, about),
            file_name=METADATA,
            mime="application/json",
            icon=":material/description:",
            on_click="ignore",
            help="A description of the file that people and tools can read (CSV on the Web)",
        )
