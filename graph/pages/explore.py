"""Explore: the network, narrowed by what the reader asks to see."""

from __future__ import annotations

from datetime import date
from urllib.parse import urlencode

import streamlit as st

from graph.atlas import Atlas
from graph.model.describe import describe, finding
from graph.model.entity import EntityType
from graph.model.view import View
from graph.model.words import counted, enumerated, spoken
from graph.pages import controls
from graph.pages.cache import the_atlas
from graph.pages.evidence import explain_nothing_picked, show_entity, show_tie, show_ties
from graph.pages.frame import foot
from graph.pages.takeaway import Seen
from graph.pages.words import plain
from graph.table.narrow import REASONS, Narrowed

#: what the drawer shows; what the canvas last told; what the drawer last asked the canvas to mark
_PICKED, _HEARD, _MARKED = "picked", "heard", "marked"

#: clause of a View → what the filter is called on the page
FILTERS = {
    "as_of": "the day",
    "types": "Kinds of entity",
    "families": "Families of ties",
    "kinds": "Kinds of ties",
    "natures": "natures of ties",
    "phases": "phases of ties",
    "religions": "Religion of the population",
    "regions": "Region",
    "standings": "Standing toward the Accords",
    "statehood": "statehood",
    "frame": "Keep Israel, the United States and the Accords in the picture",
    "organizations": "member of",
    "organizations_out": "not member of",
    "sources": "independent sources",
    "confidence": "confidence",
    "unverified": "general knowledge",
    "past_years": "years of past events",
    "focus": "focus",
    "text": "text",
}


def explore() -> None:
    """The page, read from top to bottom: ask, narrow, show, tell."""
    atlas = the_atlas()
    view = controls.the_view(atlas)
    # before the picture: whoever clicks on the new picture has its address already
    controls.write_link(atlas, view)
    if problems := controls.problems():
        st.warning(plain(f"The link was used in part: {'; '.join(problems)}."))
    narrowed = atlas.narrow(view)
    st.title(plain(_title(atlas, view, narrowed)), anchor=False)
    st.caption(plain(_shown(atlas, view, narrowed)))
    canvas, drawer = st.columns([0.65, 0.35], gap="medium")
    with canvas:
        _canvas(atlas, view, narrowed)
        _left_out(atlas, view, narrowed)
    with drawer:
        _drawer(atlas, view)
    with st.sidebar:
        # last, though it stands first: the picture does not wait for the counts beside the filters
        controls.ask_view(atlas, view, atlas.facets(view))
    foot(atlas)


def _title(atlas: Atlas, view: View, narrowed: Narrowed) -> str:
    """What the standings come to, among the states that the reader picked if any."""
    world = atlas.known(view).world
    if not view.picks_states:
        return finding(atlas.places(view), world)
    fitting = {world.entities[position].iri for position in narrowed.fitting}
    return finding(atlas.places(view), world, atlas.places(view).keys() & fitting)


def _canvas(atlas: Atlas, view: View, narrowed: Narrowed) -> None:
    from graph.pages.stage import Act, stage
    from graph.picture.draw import draw

    if not narrowed.entities:
        _nothing_fits(atlas, view)
        return
    world = atlas.known(view).world
    drawing = draw(atlas.network(view, narrowed), atlas.spots, day=narrowed.day, world=world)
    before: tuple[str, ...] = st.session_state.get(_PICKED, ())
    # a pick of the canvas is not handed back to it: it would meet the reader's next click halfway
    picked = stage(drawing, key="canvas", height=640, selected=st.session_state.get(_MARKED))
    if picked == st.session_state.get(_HEARD) or (picked is not None and picked.act is Act.HIDE):
        return
    st.session_state[_HEARD] = picked
    if picked is None:
        # what is open in the drawer may be a tie that this picture does not show
        if any(drawing.id_of(iri) for iri in before):
            st.session_state[_PICKED] = ()
    elif not set(before) & set(picked.iris):
        st.session_state[_PICKED] = picked.iris


def _shown(atlas: Atlas, view: View, narrowed: Narrowed) -> str:
    """What is shown and what is hidden, in sentences."""
    world = atlas.known(view).world
    states = sum(world.entities[position].type is EntityType.STATE for position in narrowed.entities)
    others = len(narrowed.entities) - states
    shown = [
        counted(states, "state"),
        *([counted(others, "other entity", "other entities")] if others else []),
    ]
    text = f"{describe(view, world)}. {enumerated([*shown, counted(len(narrowed.ties), 'tie')])} shown"
    if narrowed.hidden:
        most_first = sorted(narrowed.hidden.items(), key=lambda item: -item[1])
        reasons = enumerated(f"{number} {REASONS[reason]}" for reason, number in most_first)
        text += f"; {counted(sum(narrowed.hidden.values()), 'tie')} hidden: {reasons}"
    if view.as_of and view.as_of > atlas.horizon:
        text += f". Nothing is known after {spoken(atlas.horizon)}"
    return f"{text}."


def _left_out(atlas: Atlas, view: View, narrowed: Narrowed) -> None:
    """Who could meet the religion clause, and for whom there is no figure: by name, never by guess."""
    if not view.religions:
        return
    world = atlas.known(view).world
    if narrowed.offered:
        names = enumerated(world.entities[position].label for position in narrowed.offered)
        st.caption(plain(f"Possibly also, as the range of its figure reaches {view.share} %: {names}."))
    if narrowed.no_figure:
        names = enumerated(world.entities[position].label for position in narrowed.no_figure)
        st.caption(plain(f"No figure for this religion: {names}."))


def _nothing_fits(atlas: Atlas, view: View) -> None:
    """An empty answer is an answer: say which filter to loosen."""
    st.info("Nothing fits all of these filters together.")
    loosened = atlas.loosening(view)
    for clause, ties in list(loosened.items())[:4]:
        default = getattr(View(), clause)
        st.button(
            f"Without “{FILTERS.get(clause, clause)}”: {counted(ties, 'tie')}",
            key=f"loosen {clause}",
            on_click=controls.change,
            kwargs={clause: default},
        )
    if not loosened:
        st.button("Start again", key="start again", on_click=controls.reset, args=(atlas,))


def _drawer(atlas: Atlas, view: View) -> None:
    world = atlas.known(view).world
    picked: tuple[str, ...] = st.session_state.get(_PICKED) or ()
    ties = [world.tie_by_iri[iri] for iri in picked if iri in world.tie_by_iri]
    if len(ties) > 1:
        show_ties(ties, world, atlas.day(view), _pick)
    elif ties:
        show_tie(atlas.evidence_of_tie(ties[0].iri, view), world, atlas.day(view), _pick, _seen(atlas, view))
    elif picked and picked[0] in world.entity_by_iri:
        show_entity(atlas.evidence_of_entity(picked[0], view), world, atlas.day(view), _pick)
    else:
        explain_nothing_picked()


def _seen(atlas: Atlas, view: View) -> Seen:
    """What a citation says of where the drawer was read."""
    query = urlencode(view.to_query(version=atlas.world.version, horizon=atlas.horizon), doseq=True)
    return Seen(
        address=f"{(st.context.url or '').rstrip('/')}/?{query}",
        description=describe(view, atlas.known(view).world),
        accessed=date.today(),
        lens=view.lens,
        known_on=view.known_on,
    )


def _pick(iri: str) -> None:
    st.session_state[_PICKED] = (iri,)
    st.session_state[_MARKED] = iri
