"""Beside what a page shows: the evidence on what is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

import streamlit as st

from graph.atlas import Atlas
from graph.model.evidence import of_tie
from graph.model.view import View
from graph.pages import visit
from graph.pages.evidence import explain_nothing_picked, show_entity, show_group, show_tie, show_ties
from graph.pages.takeaway import seen
from graph.pages.ways import to_dossier

#: the evidence stays in sight while the page is scrolled; on a narrow screen it lies over its lower half
_STYLE = """
<style>
  [data-testid="stColumn"]:has(> * .st-key-beside) { align-self: flex-start; position: sticky; top: 4rem; }
  .st-key-beside:has(.st-key-close_drawer) { max-height: calc(100vh - 5rem); overflow-y: auto; }
  @media (max-width: 640px) {
    .st-key-beside:has(.st-key-close_drawer) {
      position: fixed; inset: auto 0 0 0; z-index: 90; max-height: 60vh; padding: 0.5rem 1rem 1rem;
      background: light-dark(LIGHT, DARK); border-top: 2px solid currentcolor;
    }
  }
</style>
"""


def beside(
    atlas: Atlas,
    view: View,
    hint: str,
    *,
    told: View | None = None,
    own: Mapping[str, str | list[str]] | None = None,
) -> None:
    """Show the evidence on what is open; with nothing open the *hint* says what opens it.

    Args:
        told: the view by whose clocks it is told, where this is another than that of the address.
        own: what the address says besides, of the page alone.
    """
    colours = (st.get_option(f"theme.{theme}.backgroundColor") for theme in ("light", "dark"))
    st.html(_STYLE.replace("LIGHT", next(colours)).replace("DARK", next(colours)))
    with st.container(key="beside"):
        if visit.opened():
            label, icon = "Close the evidence", ":material/close:"
            st.button(label, key="close_drawer", icon=icon, type="tertiary", on_click=visit.open_)
        _opened(atlas, told or view, hint, lambda iri: visit.address(atlas, view, (iri,), own))


def _opened(atlas: Atlas, view: View, hint: str, address: Callable[[str], str]) -> None:
    world, day = atlas.known(view).world, atlas.day(view)
    opened = visit.opened()
    ties = [world.tie_by_iri[iri] for iri in opened if iri in world.tie_by_iri]
    if len(ties) > 1:
        show_ties(ties, world, day, visit.open_)
    elif ties:
        iri = ties[0].iri
        query = atlas.query_behind_tie(iri)
        show_tie(
            atlas.evidence_of_tie(iri, view), world, day, visit.open_, seen(atlas, view, address(iri)), query
        )
    elif opened and opened[0] in world.entity_by_iri:
        label, icon = "All that is known of it", ":material/description:"
        further = partial(to_dossier, atlas, view, opened[0], label, icon)
        show_entity(atlas.evidence_of_entity(opened[0], view), world, day, visit.open_, further)
    elif opened and (alike := atlas.likeness(opened[0])):
        # a page that ranks by likenesses opens one that no view shows
        told = seen(atlas, view, address(alike.iri))
        show_tie(of_tie(world, alike, day), world, day, visit.open_, told, atlas.query_behind_tie(alike.iri))
    elif group := next((each for each in atlas.groups(view) if opened == (each.slug,)), None):
        shown = {world.entities[position].iri for position in atlas.pictured(view).entities}
        members = [world.entity_by_iri[iri] for iri in group.members if iri in shown]
        show_group(group, members, visit.open_, lambda: visit.change(folded=view.folded - {group.slug}))
    else:
        explain_nothing_picked(hint)
