"""Explore: the network, narrowed by what the reader asks to see."""

from __future__ import annotations

from functools import partial

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from graph.atlas import Atlas
from graph.model.describe import describe
from graph.model.entity import EntityType
from graph.model.view import View
from graph.model.words import counted, enumerated, spoken
from graph.pages import controls, first, visit
from graph.pages.beside import beside
from graph.pages.cache import the_atlas
from graph.pages.clock import clock, step
from graph.pages.evidence import ON_A_CANVAS
from graph.pages.files import files
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.outline import outline
from graph.pages.steps import steps
from graph.pages.takeaway import seen, take_view
from graph.pages.twin import twin
from graph.pages.words import plain
from graph.table.narrow import REASONS, Narrowed

HEIGHT = 640  #: of the canvas, in pixels
_HEARD = "heard"  #: memory of what the canvas last told

#: clause of a View → what the filter is called on the page
FILTERS = {
    "as_of": "the day",
    "known_on": "what was known on a day",
    "types": "Kinds of entity",
    "families": "Families of ties",
    "kinds": "Kinds of ties",
    "kinds_out": "Kinds of ties left out",
    "natures": "How they live in time",
    "phases": "Stages of lasting ties",
    "religions": "Religion of the population",
    "regions": "Region",
    "standings": "Standing toward the Accords",
    "statehood": "Statehood",
    "frame": "Keep Israel, the United States and the Accords in the picture",
    "organizations": "Belongs to",
    "organizations_out": "Does not belong to",
    "grades": "Support",
    "sources": "Independent sources",
    "confidence": "Confidence of the surest claim",
    "unverified": "Also what rests on general knowledge alone",
    "past_years": "Past events: years back",
    "focus": "Only around",
    "hidden": "Hidden",
    "only": "Keep only",
    "expanded": "Added ties",
    "folded": "Draw as one",
    "layout": "Places",
    "widths": "Width of a line",
    "most": "Lines of the picture",
    "text": "Part of a name",
}


def explore() -> None:
    """The page, read from top to bottom: ask, narrow, show, tell."""
    atlas = the_atlas()
    view = visit.begin(atlas, "explore")
    if st.context.is_embedded:
        _embedded(atlas, view)
        return
    # before the picture: whoever clicks on the new picture has its address already
    visit.write_link(atlas, view)
    if problems := visit.problems():
        st.warning(plain(f"The link was used in part: {'; '.join(problems)}."))
    with st.sidebar:
        # a page without anything beside it would be wider, and the picture would move
        controls.head(atlas)
    words, moment = st.container(key="words"), st.container(key="moment")
    canvas, drawer = st.columns([0.65, 0.35], gap="medium")
    taken = canvas.container(key="taken steps")
    for later in (moment, taken):
        # room is kept for what has something in it
        later.empty()
    _moment(atlas, words, moment, canvas)
    with canvas:
        twin(atlas, view)
        outline(atlas, view)
        _share(atlas, view)
    with drawer:
        find(atlas, view)
        beside(atlas, view, ON_A_CANVAS)
    # what was picked on the canvas is part of the address too
    visit.write_link(atlas, view)
    with taken:
        steps()
    with st.sidebar:
        # last, though it stands first: the picture does not wait for the counts beside the filters
        controls.ask_view(atlas, view, atlas.facets(view))
    foot(atlas)


def _embedded(atlas: Atlas, view: View) -> None:
    """The picture in a frame of another page: title, source and the way to the whole app; no filters."""
    narrowed = atlas.pictured(view)
    st.title(plain(atlas.finding(view)), anchor=False)
    if narrowed.entities:
        _canvas(atlas, view, height=440)
    else:
        _nothing_fits(atlas, view)
    st.caption(plain(shown(atlas, view, narrowed)))
    if visit.opened():
        beside(atlas, view, "")
    whole = visit.address(atlas, view, visit.opened())
    st.link_button("Open in Accord Atlas, with filters", whole, icon=":material/open_in_new:")
    foot(atlas)


@st.fragment
def _moment(atlas: Atlas, words: DeltaGenerator, moment: DeltaGenerator, canvas: DeltaGenerator) -> None:
    """What is so on the day that is asked for; a step of the clock runs this and nothing else of the page."""
    view = visit.view()
    narrowed = atlas.pictured(view)
    with words:
        st.title(plain(atlas.finding(view)), anchor=False)
        st.caption(plain(shown(atlas, view, narrowed)))
    with canvas:
        if narrowed.entities:
            with first.picture() as name:
                _canvas(atlas, view, name=name)
        else:
            _nothing_fits(atlas, view)
        _left_out(atlas, view, narrowed)
        if weak := narrowed.hidden.get("rank"):
            label = f"Show the other {counted(weak, 'tie')} too"
            st.button(label, key="all lines", on_click=_ask, kwargs={"most": 0})
    with moment:
        # after the picture, which waits neither for the words of every day nor for all the rest of the page
        clock(atlas, view, alone=True, drawn=bool(narrowed.entities))


def _canvas(atlas: Atlas, view: View, *, height: int = HEIGHT, name: str = "") -> None:
    from graph.pages import acts
    from graph.pages.drawings import drawing
    from graph.pages.stage import Act, stage

    drawn = drawing(atlas, view)
    before, mark = visit.opened(), visit.mark()
    picked = stage(
        drawn,
        key="canvas",
        height=height,
        selected=mark.iris,
        wish=mark.number,
        step=step(),
        name=name,
        told=acts.told(atlas, view, drawn),
        placed=partial(acts.placed, atlas, view),
        put=partial(acts.put, atlas, view),
        in_fragment=not st.context.is_embedded,
    )
    if picked is not None and picked.act is not Act.SELECT:
        acts.act(atlas, view, picked)
    if picked == st.session_state.get(_HEARD):
        return
    st.session_state[_HEARD] = picked
    if picked is None:
        # what is open in the drawer may be a tie that this picture does not show
        if any(drawn.id_of(iri) for iri in before):
            visit.open_(on_canvas=True)
    elif not set(before) & set(picked.iris):
        visit.open_(*picked.iris, on_canvas=True)


def shown(atlas: Atlas, view: View, narrowed: Narrowed) -> str:
    """What is shown and what is hidden, in sentences."""
    world, tally = atlas.known(view).world, narrowed.tally
    states = sum(world.entities[position].type is EntityType.STATE for position in narrowed.entities)
    others = len(narrowed.entities) - states
    parts = [
        counted(states, "state"),
        *([counted(others, "other entity", "other entities")] if others else []),
        counted(len(narrowed.ties), "tie"),
    ]
    text = f"{describe(view, world)}. {enumerated(parts)} shown"
    if tally.possible_ties:
        text += f", {tally.possible_ties} of the ties only possible"
    if narrowed.hidden:
        most_first = sorted(narrowed.hidden.items(), key=lambda item: -item[1])
        reasons = enumerated(f"{number:,} {REASONS[reason]}" for reason, number in most_first)
        text += f"; {counted(sum(narrowed.hidden.values()), 'tie')} hidden: {reasons}"
    if view.as_of and view.as_of > atlas.horizon:
        text += f". Nothing is known after {spoken(atlas.horizon)}"
    return f"{text}."


#: clause that leaves it open → why a state only possibly fits
_OPEN = {
    "religions": "the range of its figure reaches over the share",
    "organizations": "since when it belongs there is not certain",
    "organizations_out": "whether it belongs there is not certain",
}


def _left_out(atlas: Atlas, view: View, narrowed: Narrowed) -> None:
    """Who certainly fits, who possibly does, and for whom there is no figure: by name, never by guess."""
    tally = narrowed.tally
    if not (view.religions or narrowed.offered):
        return
    entities = atlas.known(view).world.entities
    told = [f"{counted(tally.certain_states, 'state')} certainly fit"]
    if narrowed.offered:
        names = (
            f"{entities[position].label} ({enumerated(_OPEN[clause] for clause in clauses)})"
            for position, clauses in narrowed.offered.items()
        )
        told.append(f"{tally.possible_states} possibly: {enumerated(names)}")
    if narrowed.no_figure:
        names = (entities[position].label for position in narrowed.no_figure)
        told.append(f"{tally.states_without_figure} without a figure for this religion: {enumerated(names)}")
    st.caption(plain(f"{'; '.join(told)}."))


def _nothing_fits(atlas: Atlas, view: View) -> None:
    """An empty answer is an answer: say which filter to loosen."""
    st.info("Nothing fits all of these filters together.")
    if view.known_on:
        ties = len(atlas.narrow(view.without("known_on")).ties)
        st.button(
            f"With all that is known: {counted(ties, 'tie')}",
            key="loosen known_on",
            on_click=_ask,
            kwargs={"known_on": None},
        )
    loosened = atlas.loosening(view)
    for clause, ties in list(loosened.items())[:4]:
        default = getattr(View(), clause)
        st.button(
            f"Without “{FILTERS.get(clause, clause)}”: {counted(ties, 'tie')}",
            key=f"loosen {clause}",
            on_click=_ask,
            kwargs={clause: default},
        )
    if not loosened:
        st.button("Start again", key="start again", on_click=_start_again, args=(atlas,))


def _ask(**changes: object) -> None:
    # the button stands in a fragment, and the whole page must follow
    visit.change(**changes)
    st.rerun()


def _start_again(atlas: Atlas) -> None:
    visit.reset(atlas)
    st.rerun()


def _share(atlas: Atlas, view: View) -> None:
    """The whole view to take along: files of it, its address and citation, the query that finds the same."""
    label = "Take it away: files, link, citation, query"
    share = st.expander(label, key="share", icon=":material/ios_share:", on_change="rerun")
    if share.open:
        with share:
            files(atlas, view)
            told = seen(atlas, view, visit.address(atlas, view))
            take_view(told, atlas.world.version, atlas.day(view), atlas.query_behind(view))
