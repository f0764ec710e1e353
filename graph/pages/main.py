"""Names the pages and runs the one that is asked for."""

from __future__ import annotations

import logging
import uuid
from importlib import import_module
from pathlib import Path

import streamlit as st

from graph.errors import AtlasError
from graph.pages import visit
from graph.pages.behind import tell_store
from graph.pages.frame import frame
from graph.pages.words import plain

# a picture of our own: the named icons of Streamlit are fetched from another host
ICON = str(Path(__file__).with_name("icon.svg"))


def _name(title: str) -> str:
    """The last word of a title, unless it is too short to tell anything."""
    return {"What if": "whatif"}.get(title, title.lower().split()[-1])


def _page(title: str, *, default: bool = False) -> st.Page:
    """A page by its title: its module and function bear its name, and are loaded when asked for."""
    name = _name(title)

    def run() -> None:
        getattr(import_module(f"graph.pages.{name}"), name)()

    return st.Page(run, title=title, url_path=name, default=default)


st.set_page_config(page_title="Accord Atlas", page_icon=ICON, layout="wide")
frame()
#: section → its pages; those of the first stand by themselves
sections = {
    "": [
        _page(title="Explore", default=True),
        _page(title="Saved views"),
        _page(title="Dossier"),
        _page(title="Paths"),
        _page(title="Compare"),
        _page(title="Map"),
        _page(title="Tables"),
    ],
    "Time": [_page(title="Timeline"), _page(title="Two moments")],
    "Analysis": [
        _page(title="Measures"),
        _page(title="What if"),
        _page(title="Candidates"),
        _page(title="Arguments"),
        _page(title="Query"),
    ],
    "Who says so": [_page(title="Lists"), _page(title="Disputes"), _page(title="Sources")],
    "About": [
        _page(title="Method"),
        _page(title="Glossary"),
        _page(title="Notices"),
        _page(title="Download"),
    ],
}
pages = [page for section in sections.values() for page in section]
visit.know_pages({_name(page.title): page for page in pages})
# in a frame of another page there is the picture alone
page = st.navigation(sections, position="hidden" if st.context.is_embedded else "top")
try:
    tell_store()
    page.run()
except AtlasError as wrong:
    st.error(plain(wrong.told))
except Exception:
    # the reader gets a number, the log the rest; what was on the screen before is not lost
    number = uuid.uuid4().hex[:8]
    logging.getLogger(__name__).exception("page failed, told to the reader as %s", number)
    st.error(f"Something went wrong on our side (number {number}). Reload the page to go on where you were.")
