"""Dossier: everything that is known of one entity, to be read, printed and taken away."""

from __future__ import annotations

import streamlit as st

from graph.atlas import Atlas
from graph.export.csv import COLUMNS, Told, ties_csv
from graph.export.rdf import TRIG, TURTLE
from graph.model.dossier import Dossier
from graph.model.entity import EntityType
from graph.model.pick import ENTITY
from graph.model.view import View
from graph.model.words import enumerated, spoken
from graph.pages import sections, visit
from graph.pages.cache import the_atlas
from graph.pages.find import find, holding
from graph.pages.frame import foot
from graph.pages.ways import to_canvas, to_dossier
from graph.pages.words import plain
from graph.search.suggestion import Sort, Suggestion

_ASKED = "dossier asked"  #: memory of the last entity in an address that does not exist

#: on paper nothing that can only be clicked; tables and text as wide as the sheet; no data in it
_STYLE = """
<style>
  .st-key-dossier { max-width: 1080px; }
  .st-key-dossier h2 { font-size: 1.3rem; padding: 1.4rem 0 0.3rem; }
  .st-key-dossier h3 { font-size: 1.05rem; padding: 0.8rem 0 0.2rem; }
  .st-key-dossier li { break-inside: avoid; }
  .st-key-contents p { line-height: 1.9; }
  .st-key-names ul { columns: 16rem; }
  @media print {
    [data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stToolbar"],
    .st-key-find_anything, .st-key-ways, .st-key-contents, .st-key-choose_states { display: none !important; }
    [data-testid="stMainBlockContainer"] { padding: 0 !important; max-width: none !important; }
    .st-key-dossier { max-width: none; }
    .st-key-dossier h2, .st-key-dossier h3 { break-after: avoid; }
    .st-key-dossier tr { break-inside: avoid; }
    .st-key-dossier table { font-size: 0.8rem; }
  }
</style>
"""

#: kind of entity → what a list of them is called; in the order of the list
_LISTED = {
    EntityType.STATE: "States and territories",
    EntityType.ORGANIZATION: "Organisations",
    EntityType.AGREEMENT: "Agreements",
    EntityType.PERSON: "Persons",
    EntityType.PLACE: "Places",
}


def dossier() -> None:
    """The page: who it is and where it stands, its ties, what else is said of it, what is not known."""
    atlas = the_atlas()
    unknown = st.query_params.get(ENTITY, "")
    view = visit.begin(atlas, "dossier")
    visit.write_link(atlas, view)
    st.html(_STYLE)
    opened = [iri for iri in visit.opened() if iri in atlas.world.entity_by_iri]
    if opened:
        st.session_state.pop(_ASKED, None)
        _of_one(atlas, view, atlas.dossier(opened[0], view))
    else:
        st.session_state[_ASKED] = unknown or st.session_state.get(_ASKED, "")
        _of_none(atlas, view, st.session_state[_ASKED])
    foot(atlas)


def _of_one(atlas: Atlas, view: View, found: Dossier) -> None:
    entity = found.entity
    with st.container(key="dossier"):
        _search(atlas, view)
        st.title(plain(entity.label), anchor=False)
        what = (entity.type.label, entity.statehood.meaning if entity.statehood else "", entity.code)
        st.caption(plain(" · ".join(part for part in what if part)))
        known = f", from what was known on {spoken(view.known_on)}" if view.known_on else ""
        st.caption(f"As of {spoken(found.day)}{known}, whatever the filters. Data {atlas.world.version}.")
        for text in (entity.note, entity.definition):
            if text:
                st.markdown(plain(text))
        _ways(atlas, view, found)
        sections.show(sections.Desk(atlas, view, found))


def _ways(atlas: Atlas, view: View, found: Dossier) -> None:
    """To the picture, and to files."""
    entity, world = found.entity, atlas.known(view).world
    name = f"accord-atlas-{entity.slug}"

    def csv() -> bytes:
        told = (Told(tie, str(tie.certainty(found.day)), world, found.day) for tie in found.ties)
        return ties_csv(told, list(COLUMNS))

    files = (
        ("Ties as CSV", csv, f"{name}.csv", "text/csv", "Every tie of this page, with its sources."),
        (
            "All as TriG",
            lambda: atlas.trig(entity.iri),
            f"{name}.trig",
            TRIG,
            "All that the data says of it, whatever the clocks: each source in the graph of its own name.",
        ),
        (
            "All as Turtle",
            lambda: atlas.turtle(entity.iri),
            f"{name}.ttl",
            TURTLE,
            "The same without graphs, for tools that know none: who says what is not told apart.",
        ),
    )
    with st.container(key="ways", horizontal=True, vertical_alignment="center"):
        to_canvas(atlas, holding(atlas, view, entity.iri), entity.iri)
        for label, data, file_name, mime, help_ in files:
            st.download_button(
                label,
                data,
                file_name=file_name,
                mime=mime,
                icon=":material/download:",
                type="tertiary",
                help=help_,
                on_click="ignore",
            )


def _search(atlas: Atlas, view: View) -> None:
    def take(suggestion: Suggestion) -> None:
        visit.open_(suggestion.iri)

    with st.container(key="find_anything", width=420):
        find(
            atlas,
            view,
            take,
            label="Open the dossier of a state, an organisation, a person ...",
            among=(Sort.ENTITY, Sort.THEME),
        )


def _of_none(atlas: Atlas, view: View, asked: str) -> None:
    """Nobody is asked for, or somebody who is not here: the nearest names, and all there are."""
    with st.container(key="dossier"):
        if asked:
            shown = asked if len(asked) <= 60 else f"{asked[:57]}..."
            st.title(plain(f"Nothing here is called “{shown}”"), anchor=False)
            near = atlas.suggest(asked, 5, among=(Sort.ENTITY, Sort.THEME))
            if near:
                st.markdown("The nearest names that the atlas knows:")
                with st.container(key="nearest", horizontal=True):
                    for suggestion in near:
                        to_dossier(atlas, view, suggestion.iri)
            else:
                st.markdown(
                    "No name that the atlas knows is near it. Search, or choose from the lists below."
                )
        else:
            st.title("Whose dossier?", anchor=False)
        others = [problem for problem in visit.problems() if not problem.startswith(f"no {ENTITY} ")]
        if others:
            st.warning(plain(f"The link was used in part: {enumerated(others)}."))
        _search(atlas, view)
        for type_, title in _LISTED.items():
            of_type = [entity for entity in atlas.world.entities if entity.type is type_]
            if of_type:
                st.header(f"{title} ({len(of_type)})", anchor=False)
                with st.container(horizontal=True, gap="xxsmall"):
                    for entity in sorted(of_type, key=lambda entity: entity.label):
                        to_dossier(atlas, view, entity.iri)
