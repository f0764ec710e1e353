"""Paths: how two entities are connected, in chains of ties that our sources report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from graph.atlas import Atlas
from graph.errors import UsageError
from graph.model.entity import EntityType
from graph.model.path import Chain, Prefer, Route, Routes
from graph.model.sentences import named, reported
from graph.model.standing import Standing
from graph.model.view import View
from graph.model.words import counted, enumerated, spoken
from graph.pages import controls, showing, visit, widgets
from graph.pages.beside import beside
from graph.pages.clock import clock
from graph.pages.evidence import tie_button
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.words import plain

_ROUTE, _WITHIN, _WRONG = "route", "route within", "route wrong"
_ENDS = frozenset({EntityType.STATE, EntityType.ORGANIZATION, EntityType.AGREEMENT, EntityType.PERSON})
#: what the answer rests on, said on the page
_RESTS_ON = (
    "Steps are ties that our sources report and that certainly hold on the day; others may exist. "
    "Figures of trade, likenesses of votes and what sets two apart (war, refusal, a ban on ties) are none."
)


def paths() -> None:
    """The page: ask for two entities, show the chains, tell each step with who says so."""
    atlas, view = showing.begin("paths")
    route, within = _route(atlas, view)
    own = _own(atlas, route, within)
    visit.write_link(atlas, view, own)
    found = atlas.routes(view, route, within=within)
    st.title(plain(_finding(atlas, view, route, found)), anchor=False)
    st.caption(plain(_said(atlas, view, within)))
    shown, drawer = st.columns([0.65, 0.35], gap="medium")
    with shown:
        _ask(atlas, view, route, within)
        clock(atlas, view)
        _picture(atlas, view, route, found)
        for number, chain in enumerate(found.chains, 1):
            _chain(atlas, view, chain, number)
        if not found.chains:
            _no_chain(found)
    with drawer:
        find(atlas, view)
        beside(atlas, view, "Choose a step to read who reports it.", own=own)
    visit.write_link(atlas, view, own)
    with st.sidebar:
        controls.ask_view(atlas, view, atlas.facets(view))
    foot(atlas)


# --- what is asked --------------------------------------------------------------------------------------


def _route(atlas: Atlas, view: View) -> tuple[Route, bool]:
    """What is asked on this page: of the link at first, then of the widgets."""
    world = atlas.world
    if (query := visit.arrived()) is not None:
        found, problems = Route.from_query(query, world)
        showing.tell_problems(problems)
        if found or _ROUTE not in st.session_state:
            st.session_state[_ROUTE] = found or _usual(atlas, view)
            st.session_state[_WITHIN] = query.get("within") == ["yes"]
    route: Route = st.session_state.setdefault(_ROUTE, _usual(atlas, view))
    if wrong := st.session_state.pop(_WRONG, ""):
        st.warning(plain(f"{wrong[0].upper()}{wrong[1:]}. What is shown stays as it was."))
    return route, bool(st.session_state.get(_WITHIN, False))


def _usual(atlas: Atlas, view: View) -> Route:
    """What is asked until the reader says it: from whoever is open to a member, the party not being one."""
    entities = atlas.world.entity_by_iri
    opened = [iri for iri in visit.opened() if iri in entities and entities[iri].type in _ENDS]
    places = atlas.places(view)
    by_standing = {
        standing: [iri for iri, place in places.items() if place.standing is standing]
        for standing in (Standing.ANNOUNCED, Standing.MEMBER, Standing.CANDIDATE)
    }
    start = next(iter([*opened, *by_standing[Standing.ANNOUNCED], *by_standing[Standing.CANDIDATE]]), "")
    others = [iri for iri in (*reversed(by_standing[Standing.MEMBER]), *entities) if iri != start]
    return Route(start or others[1], others[0])


def _own(atlas: Atlas, route: Route, within: bool) -> dict[str, str | list[str]]:
    return {**route.to_query(atlas.world), **({"within": "yes"} if within else {})}


def _ask(atlas: Atlas, view: View, route: Route, within: bool) -> None:
    names = _names(atlas)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        _one("From", "start", names, route.start)
        _one("To", "end", names, route.end)
        st.button("Exchange", key="exchange ends", icon=":material/swap_horiz:", on_click=_exchange)
    with st.expander("Which chains", icon=":material/filter_alt:", key="which chains"):
        st.selectbox(
            "Order",
            list(Prefer),
            format_func=lambda prefer: prefer.label,
            key=widgets.hold("route prefer", route.prefer),
            on_change=_take,
            args=("prefer",),
        )
        _one("Passing", "through", {"": "whomever", **names}, route.through)
        st.multiselect(
            "Not passing",
            list(names),
            format_func=names.__getitem__,
            key=widgets.hold("route avoiding", sorted(route.avoiding, key=names.__getitem__)),
            on_change=_take,
            args=("avoiding",),
            placeholder="Choose whom to avoid",
        )
        for field, label, help_ in (
            (
                "bodies",
                "Over organisations and agreements too",
                "One that joins m entities counts log2(m), for those whom many share are joined loosely.",
            ),
            (
                "events",
                "Events are steps too",
                "A visit, a meeting, a signature: as far back as the view goes.",
            ),
        ):
            st.toggle(
                label,
                key=widgets.hold(f"route {field}", getattr(route, field)),
                on_change=_take,
                args=(field,),
                help=help_,
            )
        st.toggle(
            "Only entities that the filters keep",
            key=widgets.hold("route within", within),
            on_change=_take_within,
            help="The filters of ties always count; those of states and religions only so.",
        )


def _one(label: str, field: str, names: Mapping[str, str], chosen: str) -> None:
    st.selectbox(
        label,
        list(names),
        format_func=names.__getitem__,
        key=widgets.hold(f"route {field}", chosen),
        on_change=_take,
        args=(field,),
    )


def _names(atlas: Atlas) -> dict[str, str]:
    found = [entity for entity in atlas.world.entities if entity.type in _ENDS]
    return {entity.iri: entity.label for entity in sorted(found, key=lambda entity: entity.label)}


def _take(field: str) -> None:
    value = st.session_state[f"view route {field}"]
    visit.touch()
    try:
        changed = {field: frozenset(value) if field == "avoiding" else value}
        st.session_state[_ROUTE] = replace(st.session_state[_ROUTE], **changed)
    except UsageError as wrong:
        st.session_state[_WRONG] = str(wrong)


def _take_within() -> None:
    st.session_state[_WITHIN] = st.session_state["view route within"]
    visit.touch()


def _exchange() -> None:
    route: Route = st.session_state[_ROUTE]
    st.session_state[_ROUTE] = replace(route, start=route.end, end=route.start)
    visit.touch()


# --- what is shown --------------------------------------------------------------------------------------


def _finding(atlas: Atlas, view: View, route: Route, found: Routes) -> str:
    world = atlas.known(view).world
    one, other = named(route.start, world), named(route.end, world)
    if not found.chains:
        return f"No chain of ties joins {one} and {other}"
    best = found.chains[0]
    passed = [named(iri, world) for iri in best.entities[1:-1]]
    if not passed:
        return f"{one} and {other} are joined directly"
    return f"{one} and {other} are connected through {enumerated(passed)}"


def _said(atlas: Atlas, view: View, within: bool) -> str:
    known = f", from what was known on {spoken(view.known_on)}" if view.known_on else ""
    over = "within the filters" if within else "whoever the filters show"
    return f"As of {spoken(atlas.day(view))}{known}, {over}. {_RESTS_ON}"


def _picture(atlas: Atlas, view: View, route: Route, found: Routes) -> None:
    from graph.pages.drawings import drawing_of_routes

    if not found.chains:
        return
    drawn = drawing_of_routes(atlas, view, route, found.chains)
    showing.picture(drawn, "routes", 460)


def _chain(atlas: Atlas, view: View, chain: Chain, number: int) -> None:
    """One chain in sentences; each opens its evidence."""
    world, day = atlas.known(view).world, atlas.day(view)
    names = " – ".join(named(iri, world) for iri in chain.entities)
    st.subheader(plain(f"{number}. {names}"), anchor=False)
    support = counted(chain.weakest, "independent source")
    st.caption(plain(f"{chain.told_length}; the least supported step has {support}".capitalize()))
    for step in chain.steps:
        said = reported(step.ties[0], world)
        if more := len(step.ties) - 1:
            said += f"; {counted(more, 'further tie')} between the two"
        with st.container(gap=None):
            tie_button(step.ties[0], world, day, visit.open_, place=f"listed {number}")
            st.caption(plain(said))


def _no_chain(found: Routes) -> None:
    if not found.without:
        st.info("None is known, whatever is given up of what is asked.")
        return
    lines = "\n".join(f"- {plain(line)}" for line in found.told_without())
    st.info(f"One would be found:\n\n{lines}")
