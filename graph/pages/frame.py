"""The frame of every page: its width, and the name of the product."""

from __future__ import annotations

import streamlit as st

#: less air around the page than Streamlit leaves, so that the picture is on the first screen; no data in it
_STYLE = """
<style>
  [data-testid="stMainBlockContainer"] { padding: 4rem 2rem 3rem; max-width: 1680px; }
  [data-testid="stSidebarHeader"] { height: 2.5rem; margin-bottom: 0; padding-bottom: 0; }
  [data-testid="stMainBlockContainer"] h1 { font-size: clamp(1.4rem, 1rem + 1.1vw, 1.9rem); padding-top: 0; }
  @media (max-width: 640px) { [data-testid="stMainBlockContainer"] { padding: 3rem 1rem 2rem; } }
</style>
"""


def frame() -> None:
    """Set the page up."""
    st.html(_STYLE)
