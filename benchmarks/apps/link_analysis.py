"""Invented ties with st-link-analysis, as its description shows it."""

import os
from pathlib import Path

import streamlit as st
from st_link_analysis import EdgeStyle, NodeStyle, st_link_analysis
from st_link_analysis.component.events import Event

from benchmarks.invented import read
from graph.picture.palette import FAMILIES

st.set_page_config(layout="wide")
st.title("Invented ties")
rows = read(Path(os.environ["INVENTED_TIES"]))
families = sorted({str(row.family) for row in rows})
chosen = st.sidebar.multiselect("Families of ties", families, default=families)
elements = {
    "nodes": [
        {"data": {"id": name, "label": "STATE", "name": name}}
        for name in sorted({end for row in rows for end in row[:2]})
    ],
    "edges": [
        {
            "data": {
                "id": f"{row.sender}.{row.receiver}.{row.family}",
                "label": str(row.family),
                "source": row.sender,
                "target": row.receiver,
            }
        }
        for row in rows
        if row.family in chosen
    ],
}
picked = st_link_analysis(
    elements,
    layout="cose",
    node_styles=[NodeStyle("STATE", "#2A629A", "name")],
    edge_styles=[EdgeStyle(family, color=FAMILIES["light"][family], directed=True) for family in families],
    height=640,
    key="canvas",
    events=[Event("clicked", "click tap", "node")],
)
st.text(f"picked {picked['data']['target_id'] if picked else 'nothing'}")
