"""Invented ties with streamlit-agraph, as its description shows it."""

import os
from pathlib import Path

import streamlit as st
from streamlit_agraph import Config, Edge, Node, agraph

from benchmarks.invented import read
from graph.picture.palette import FAMILIES

st.set_page_config(layout="wide")
st.title("Invented ties")
rows = read(Path(os.environ["INVENTED_TIES"]))
families = sorted({str(row.family) for row in rows})
chosen = st.sidebar.multiselect("Families of ties", families, default=families)
nodes = [Node(id=name, label=name, size=12) for name in sorted({end for row in rows for end in row[:2]})]
edges = [
    Edge(source=row.sender, target=row.receiver, title=str(row.family), color=FAMILIES["light"][row.family])
    for row in rows
    if row.family in chosen
]
config = Config(width=1040, height=640, directed=True, physics=True, hierarchical=False)
picked = agraph(nodes=nodes, edges=edges, config=config)
st.text(f"picked {picked or 'nothing'}")
