"""The frame of every page: its width, and whose data it speaks from."""

from __future__ import annotations

import streamlit as st

from graph.atlas import Atlas
from graph.model.words import spoken

#: less air around the page than Streamlit leaves, so that the picture is on the first screen; no data in it
_STYLE = """
<style>
  [data-testid="stMainBlockContainer"] {{ padding: 4rem 2rem 3rem; max-width: 1680px; }}
  /* written in the browser, where no cell is kept from being run as a formula; ours has its own button */
  [data-testid="stElementToolbar"] button[aria-label^="Download as CSV"] {{ display: none; }}
  [data-testid="stSidebarHeader"] {{ height: 2.5rem; margin-bottom: 0; padding-bottom: 0; }}
  [data-testid="stMainBlockContainer"] h1 {{
    font-size: clamp(1.4rem, 1rem + 1.1vw, 1.9rem); padding-top: 0;
  }}
  /* room for the clock and the steps taken, which come after the picture below them */
  .st-key-moment {{ min-height: 102px; }}
  .st-key-taken-steps {{ min-height: 40px; }}
  /* on the tint of a chosen pill the accent itself cannot be read in the dark */
  [data-variant="pills"][data-selected="true"] p,
  [data-variant="segmented_control"][data-selected="true"] p {{ color: light-dark({light}, {dark}); }}
  .st-key-steps [data-testid="stPopover"] p {{ color: light-dark({light}, {dark}); }}
  .st-key-brought {{
    border-inline-start: 4px solid light-dark({light}, {dark}); padding-inline-start: 0.75rem;
  }}
  @media (max-width: 640px) {{
    [data-testid="stMainBlockContainer"] {{ padding: 4rem 1rem 2rem; }}
    .st-key-moment {{ min-height: 214px; }}
  }}
</style>
"""


def frame() -> None:
    """Set the page up: its width."""
    light, dark = (st.get_option(f"theme.{theme}.linkColor") for theme in ("light", "dark"))
    st.html(_STYLE.format(light=light, dark=dark))


def foot(atlas: Atlas) -> None:
    """Say at the end of a page which data it speaks from, and whose they are."""
    world = atlas.world
    st.caption(
        f"Data {world.version}: {len(world.claims):,} claims of {len(world.sources):,} sources, covering "
        f"events until {spoken(world.horizon)}. What stands here is what sources report, not a judgement of "
        "ours. Facts are CC0 1.0; names of states from the Unicode CLDR. Borders and names express no "
        "opinion on the status of any place."
    )
