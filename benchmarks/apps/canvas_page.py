"""Invented ties on our canvas: the page."""

import os
from pathlib import Path
from typing import NamedTuple

import streamlit as st

from benchmarks.invented import DAY, read, world
from graph.model.tie import Certainty
from graph.network.build import build, whole
from graph.network.layout import layout
from graph.pages.stage import stage
from graph.picture.draw import draw


class Line(NamedTuple):
    """One tie, as ``graph.network.build`` wants it."""

    tie: int
    sender: int
    receiver: int
    certainty: Certainty = Certainty.CERTAIN
    past: bool = False


@st.cache_resource
def opened():
    """The world and a place for everyone, made once for all readers, as the atlas makes them."""
    made = world(read(Path(os.environ["INVENTED_TIES"])))
    positions = {entity.iri: position for position, entity in enumerate(made.entities)}
    lines = [
        Line(position, positions[tie.sender], positions[tie.receiver])
        for position, tie in enumerate(made.ties)
    ]
    return made, lines, layout(whole(made))


st.set_page_config(layout="wide")
st.title("Invented ties")
made, lines, places = opened()
families = sorted({str(tie.kind.family) for tie in made.ties})
chosen = st.sidebar.multiselect("Families of ties", families, default=families)
if st.session_state.get("drawn") != chosen:
    # drawn anew for each view, and not again for a click
    shown = [line for line in lines if made.ties[line.tie].kind.family in chosen]
    network = build(made, range(len(made.entities)), shown, {})
    st.session_state["drawn"] = chosen
    st.session_state["drawing"] = draw(network, places, day=DAY, world=made)
picked = stage(st.session_state["drawing"], key="canvas", height=640)
st.text(f"picked {' '.join(picked.iris) if picked else 'nothing'}")
