"""Names the pages and runs the one that is asked for."""

from __future__ import annotations

import logging
import uuid
from pathlib import Path

import streamlit as st

from graph.errors import AtlasError
from graph.pages.explore import explore
from graph.pages.frame import frame
from graph.pages.words import plain

# a picture of our own: the named icons of Streamlit are fetched from another host
ICON = str(Path(__file__).with_name("icon.svg"))

st.set_page_config(page_title="Accord Atlas", page_icon=ICON, layout="wide")
frame()
page = st.navigation([st.Page(explore, title="Explore", url_path="explore", default=True)], position="hidden")
try:
    page.run()
except AtlasError as wrong:
    st.error(plain(wrong.told))
except Exception:
    # the reader gets a number, the log the rest; what was on the screen before is not lost
    number = uuid.uuid4().hex[:8]
    logging.getLogger(__name__).exception("page failed, told to the reader as %s", number)
    st.error(f"Something went wrong on our side (number {number}). Reload the page to go on where you were.")
