"""The same ties on the page that everybody writes first: networkx, pyvis' own page, an iframe."""

import sys

import networkx as nx
import pandas as pd
import streamlit as st
from pyvis.network import Network

st.title("The Abraham Accords")

ties = pd.read_csv(sys.argv[1])
families = sorted(ties["family"].unique())
chosen = st.sidebar.multiselect("Families of ties", families, default=families)
ties = ties[ties["family"].isin(chosen)]

graph = nx.from_pandas_edgelist(
    ties, "sender", "receiver", edge_attr=["title", "color"], create_using=nx.MultiDiGraph
)
picture = Network(height="640px", width="100%", directed=True, cdn_resources="in_line")
picture.from_nx(graph)
st.components.v1.html(picture.generate_html(), height=660)
