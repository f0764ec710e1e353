"""Dossier: everything that is known of one entity, to be read, printed and taken away."""

from __future__ import annotations

import streamlit as st

from graph.atlas import Atlas
from graph.export.csv import COLUMNS, Told, ties_csv
from graph.export.rdf import TRIG, TURTLE
from graph.model.dossier import Dossier
from graph.model.entity import EntityType
from graph.model.pick import ENTITY
from graph.model.sides import LEAST, usual
from graph.model.view import View
from graph.model.words import enumerated, spoken
from graph.pages import sections, visit
from graph.pages.cache import the_atlas
from graph.pages.clock import clock
from graph.pages.desk import Desk
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.trail import trail
from graph.pages.ways import to_canvas, to_compare, to_dossier
from graph.pages.words import plain
from graph.search.suggestion import Sort, Suggestion

_ASKED = "dossier asked"  #: memory of the last entity in an address that does not exist

#: on paper nothing that can only be clicked; tables and text as wide as the sheet; no data in it
_STYLE = """
<style>
  .st-key-dossier { max-width: 1080px; }
  .st-key-dossier h2 { font-size: 1.3rem; padding: 1.4rem 0 0.3rem; }
  .st-key-dossier h3 { font-size: 1.05rem; padding: 0.8rem 0 0.2rem; }
  .st-key-dossier table { width: 100%; font-size: 0.875rem; }
  .st-key-dossier th, .st-key-dossier td { border-width: 0 0 1px; padding: 0.3rem 0.75rem 0.3rem 0; }
  .st-key-dossier th { text-align: start; }
  .st-key-dossier th { font-weight: 400; }
  .st-key-dossier td { vertical-align: top; overflow-wrap: break-word; }
  [class*="st-key-tie_table"] table { table-layout: fixed; }
  [class*="st-key-ends_table"] table { table-layout: fixed; }
  [class*="st-key-ends_table"] th:nth-child(1) { width: 23%; }
  [class*="st-key-ends_table"] th:nth-child(2) { width: 19%; }
  [class*="st-key-ends_table"] th:last-child { width: 23%; }
  [class*="st-key-tie_table"] th:nth-child(1) { width: 46%; }
  [class*="st-key-tie_table"] th:nth-child(2) { width: 11%; }
  [class*="st-key-tie_table"] th:nth-child(3) { width: 17%; }
  .st-key-contents p { line-height: 1.9; }
  .st-key-names ul { columns: 16rem; }
  [class*="st-key-list_of"] { row-gap: 0.4rem; }
  [class*="st-key-list_of"] [data-testid="stPageLink"] p { font-weight: 400; }
  /* on a narrow screen a row is a paragraph: what it is about, then all that is said of it */
  @media screen and (max-width: 640px) {
    .st-key-dossier thead { display: none; }
    .st-key-dossier tr, .st-key-dossier tbody, .st-key-dossier table { display: block; }
    .st-key-dossier tr { border-bottom: 1px solid #8884; padding: 0.35rem 0; }
    .st-key-dossier td { display: inline; border: 0; padding: 0; }
    .st-key-dossier td:first-child { font-size: 0.95rem; }
    .st-key-dossier td + td:not(:empty)::before { content: " · "; }
  }
  @media print {
    [data-testid="stHeader"], [data-testid="stSidebar"], [data-testid="stToolbar"],
    .st-key-find_anything, .st-key-ways, .st-key-when, .st-key-contents,
    .st-key-choose_states { display: none !important; }
    [data-testid="stMainBlockContainer"] { padding: 0 !important; max-width: none !important; }
    [data-testid="stApp"], [data-testid="stApp"] :not(svg *) {
      color: #0e151c !important; background-color: #ffffff !important;
    }
    .st-key-dossier { max-width: none; }
    .st-key-dossier h2, .st-key-dossier h3 { break-after: avoid; }
    .st-key-dossier tr, .st-key-dossier li { break-inside: avoid; }
    .st-key-dossier table { font-size: 0.8rem; }
  }
</style>
"""

#: a picture drawn light on dark is turned over for paper
_OF_THE_DARK = """
<style>
  @media print { [data-testid="stVegaLiteChart"] { filter: invert(1) hue-rotate(180deg); } }
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
    st.html(_STYLE + (_OF_THE_DARK if st.context.theme.type == "dark" else ""))
    opened = [iri for iri in visit.opened() if iri in atlas.world.entity_by_iri]
    if opened:
        trail(atlas, view, atlas.world.entity_by_iri[opened[0]].label)
        _of_one(atlas, view, atlas.dossier(opened[0], view))
    else:
        trail(atlas, view, "Dossier")
        # the address written anew no longer says it; the problem stays until something else is asked for
        asked = unknown or st.session_state.get(_ASKED, "")
        st.session_state[_ASKED] = asked
        _of_none(atlas, view, asked if any(map(_is_unknown, visit.problems())) else "")
    foot(atlas)


def _is_unknown(problem: str) -> bool:
    return problem.startswith((f"no {ENTITY} ", f"{ENTITY} in the link ", "the nearest names "))


def _of_one(atlas: Atlas, view: View, found: Dossier) -> None:
    entity = found.entity
    with st.container(key="dossier"):
        head, search = st.columns([0.62, 0.38], gap="large")
        with head:
            st.title(plain(entity.label), anchor=False)
            what = (entity.type.label, entity.statehood.meaning if entity.statehood else "", entity.code)
            known = f", from what was known on {spoken(view.known_on)}" if view.known_on else ""
            told = f"As of {spoken(found.day)}{known}, whatever the filters. Data {atlas.world.version}."
            st.caption(f"{plain(' · '.join(part for part in what if part))}  \n{told}")
            for text in (entity.note, entity.definition):
                if text:
                    st.markdown(plain(text))
        with search:
            _search(atlas, view)
        _ways(atlas, view, found)
        with st.container(key="when"):
            clock(atlas, view)
        sections.show(Desk(atlas, view, found))


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
            "All that the data says of it, whatever the clocks: each source in the graph of its own name. "
            "Agreement in votes with others, which is no tie, stays out.",
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
        to_canvas(atlas, view, [entity.iri])
        if entity.type in (EntityType.STATE, EntityType.ORGANIZATION):
            words = dict.fromkeys((entity.slug, *usual(atlas.places(view))))
            to_compare(atlas, view, list(words)[:LEAST], "Compare with others", ":material/compare_arrows:")
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

    with st.container(key="find_anything"):
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
                with st.container(key="list_of nearest", horizontal=True):
                    for suggestion in near:
                        to_dossier(atlas, view, suggestion.iri)
            else:
                st.markdown(
                    "No name that the atlas knows is near it. Search, or choose from the lists below."
                )
        else:
            st.title("Whose dossier?", anchor=False)
        others = [problem for problem in visit.problems() if not _is_unknown(problem)]
        if others:
            st.warning(plain(f"The link was used in part: {enumerated(others)}."))
        _search(atlas, view)
        for type_, title in _LISTED.items():
            of_type = [entity for entity in atlas.world.entities if entity.type is type_]
            if of_type:
                st.header(f"{title} ({len(of_type)})", anchor=False)
                with st.container(key=f"list_of {type_}", horizontal=True, gap="xxsmall"):
                    for entity in sorted(of_type, key=lambda entity: entity.label):
                        to_dossier(atlas, view, entity.iri)
