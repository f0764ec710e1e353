"""Invented ties on our canvas: the server, with the files that the canvas asks for."""

from pathlib import Path

import streamlit as st

from graph.pages import stage
from graph.server.routes import around, routes

app = st.App(
    Path(__file__).with_name("canvas_page.py"),
    routes=routes(stage.served(), lambda: None),
    middleware=around(stage.ahead()),
)
