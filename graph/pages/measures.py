"""Measures: figures of the network of a view, each with its question, its sources left out, its warning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import streamlit as st

from graph.atlas import Atlas
from graph.export import measured as sheets
from graph.export.sheet import Part, Sheet
from graph.model.gauged import LEVEL, REPORTED, Changed, Found, Ground, told_figure
from graph.model.kept import kept
from graph.model.link import LONGEST_LIST, quoted
from graph.model.memberships import full_members
from graph.model.sentences import named
from graph.model.view import View
from graph.model.words import counted, spoken
from graph.network.measures import MEASURES
from graph.network.measures.measure import Measure, warnings
from graph.pages import controls, showing, visit, widgets
from graph.pages.beside import beside
from graph.pages.clock import clock
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.grid import files, grid
from graph.pages.waiting import waited
from graph.pages.ways import to_dossier, to_source
from graph.pages.words import plain

_ASKED = "measures asked"


@dataclass(frozen=True)
class Asked:
    """What the page is asked beside the View; it stands in the address too."""

    measure: str = "degree"
    ground: Ground = field(default_factory=Ground)

    def to_query(self) -> dict[str, str | list[str]]:
        """Parameters of a link."""
        return {"measure": self.measure, **self.ground.to_query()}


def measures() -> None:
    """The page: ask which measure, say what it finds and how far to trust it, show it, lay sources aside."""
    atlas, view = showing.begin("measures")
    asked = _asked()
    own = asked.to_query()
    visit.write_link(atlas, view, own)
    measure, graph = MEASURES[asked.measure], atlas.ground(view, asked.ground)
    title, told = st.empty(), st.empty()
    page, drawer = st.columns([0.65, 0.35], gap="medium")
    with page:
        _ask(asked)
        title.title(plain(measure.question), anchor=False)
        told.caption(plain(_told(atlas, view, asked)))
        found = waited(
            f"{asked} {view}",
            f"{measure.title} of {len(graph)} entities",
            lambda tell: atlas.measured(view, asked.measure, asked.ground, tell),
        )
        title.title(plain(_title(atlas, view, measure, found)), anchor=False)
        clock(atlas, view)
        if found is not None and found.values:
            _show(atlas, view, asked, found)
        elif found is not None:
            st.info("Nobody here is tied to anybody by a tie that is measured. Remove a filter to see more.")
        _shared(atlas, view, own)
    with drawer:
        find(atlas, view)
        beside(atlas, view, "Choose a row, or somebody on the picture, to read who reports it.", own=own)
    visit.write_link(atlas, view, own)
    with st.sidebar:
        controls.ask_view(atlas, view, atlas.facets(view))
    foot(atlas)


# --- what is asked --------------------------------------------------------------------------------------


def _asked() -> Asked:
    """What is asked on this page: of the link at first, then of the widgets."""
    if (query := visit.arrived()) is not None:
        ground, problems = Ground.from_query(query)
        slug = next(iter(query.get("measure", ())), Asked.measure)
        if slug not in MEASURES:
            problems = (*problems, f"no measure {quoted(slug)}")
            slug = Asked.measure
        showing.tell_problems(problems)
        st.session_state[_ASKED] = Asked(slug, ground)
    asked: Asked = st.session_state.setdefault(_ASKED, Asked())
    return asked


def _ask(asked: Asked) -> None:
    st.selectbox(
        "Question",
        list(MEASURES),
        format_func=lambda slug: f"{MEASURES[slug].question} ({MEASURES[slug].title})",
        key=widgets.hold("measures measure", asked.measure),
        on_change=_take,
        args=("measure",),
    )
    with st.container(horizontal=True):
        for name, label, help_ in (
            (
                "bodies",
                "Organisations and agreements too",
                "They become entities of their own, and a membership a tie like any other.",
            ),
            (
                "events",
                "Events are ties too",
                "A visit, a meeting, a signature: as far back as the view goes.",
            ),
        ):
            st.toggle(
                label,
                key=widgets.hold(f"measures {name}", getattr(asked.ground, name)),
                on_change=_take,
                args=(name,),
                help=help_,
            )


def _take(name: str) -> None:
    asked: Asked = st.session_state[_ASKED]
    value = st.session_state[f"view measures {name}"]
    if name == "measure":
        asked = replace(asked, measure=value)
    else:
        changed: Any = {name: bool(value)}
        asked = replace(asked, ground=replace(asked.ground, **changed))
    st.session_state[_ASKED] = asked
    visit.touch()


# --- what is shown --------------------------------------------------------------------------------------


def _title(atlas: Atlas, view: View, measure: Measure, found: Found | None) -> str:
    if found is None:
        return measure.question
    return measure.finding(found, {iri: named(iri, atlas.known(view).world) for iri in found.values})


def _told(atlas: Atlas, view: View, asked: Asked) -> str:
    graph = atlas.ground(view, asked.ground)
    known = f", from what was known on {spoken(view.known_on)}" if view.known_on else ""
    size = (
        f"{counted(len(graph), 'entity', 'entities')}, {counted(graph.number_of_edges(), 'pair')} of them "
        "tied"
    )
    said = f"As of {spoken(atlas.day(view))}{known}: {size}, {asked.ground.told}. {REPORTED}"
    beyond = showing.beyond(atlas, view)
    return f"{said} {beyond}." if beyond else said


def _show(atlas: Atlas, view: View, asked: Asked, found: Found) -> None:
    from graph.pages.drawings import drawing_of_measure

    measure, graph = MEASURES[asked.measure], atlas.ground(view, asked.ground)
    for warning in warnings(measure, graph, found):
        st.warning(plain(f"{warning[0].upper()}{warning[1:]}."), icon=":material/warning:")
    with st.expander("What it is, and when it means little", icon=":material/menu_book:", key="what it is"):
        st.markdown(
            f"{plain(measure.definition)}\n\n**When it means little.** "
            f"{plain(measure.caution)}\n\n**Literature.** {plain(measure.literature)}"
        )
        if found.whole:
            st.caption(plain("; ".join(f"{name} {value:.3g}" for name, value in found.whole.items())))
    showing.picture(drawing_of_measure(atlas, view, asked.measure, asked.ground), f"measure {asked}", 460)
    figures, pairs = _sheets(atlas, view, asked)
    if pairs is not None and len(pairs):
        grid(pairs, ("one", "other", "figure", "ties"), "measure pairs", "Bridges of this view", _open_ties)
        _files(atlas, view, asked, pairs, "pairs")
    columns = tuple(name for name in figures.sheet.columns if name not in ("type", "code", "iri"))
    chosen = grid(
        figures, columns, f"measure {asked.measure}", f"{measure.title} of this view", _open, several=False
    )
    if chosen:
        to_dossier(atlas, view, chosen[0].entity.iri, icon=":material/description:")
    _files(atlas, view, asked, figures, asked.measure)
    _without(atlas, view, asked, found)


@kept(32)
def _sheets(atlas: Atlas, view: View, asked: Asked) -> tuple[Part, Part | None]:
    """The tables of a measure: its entities, and of a measure of lines its pairs."""
    graph, world = atlas.ground(view, asked.ground), atlas.known(view).world
    ties = {(min(a, b), max(a, b)): held for a, b, held in graph.edges(data="ties")}
    found = atlas.measured(view, asked.measure, asked.ground)
    figures = sheets.figures(MEASURES[asked.measure], found, world, ties).whole()
    return figures, sheets.lines(found, world, ties).whole() if found.pairs else None


def _files(atlas: Atlas, view: View, asked: Asked, part: Part, name: str) -> None:
    about = {
        **atlas.about(view),
        "measured": asked.ground.told,
        "address": visit.address(atlas, view, own=asked.to_query()),
    }
    title = f"{MEASURES[asked.measure].title}, {asked.ground.told}: {about['view']}"
    files(part, list(part.sheet.columns), f"accord-atlas-{name}", title, about)


def _open(chosen: list[Any]) -> None:
    visit.open_(*(row.entity.iri for row in chosen[:1]))


def _open_ties(chosen: list[Any]) -> None:
    visit.open_(*[tie.iri for row in chosen for tie in row.ties][:LONGEST_LIST])


# --- sources left out -----------------------------------------------------------------------------------


def _without(atlas: Atlas, view: View, asked: Asked, found: Found) -> None:
    """Say of one entity which sources its figure rests on: of the one that is open, else the first."""
    st.subheader("With each source left out", anchor=False)
    world, measure = atlas.known(view).world, MEASURES[asked.measure]
    opened = [iri for iri in visit.opened() if iri in found.values]
    entity = (opened or found.highest)[0]
    changes = waited(
        f"left out {asked} {view} {entity}",
        f"{measure.title} of {named(entity, world)}, with each source left out",
        lambda tell: atlas.measured_without(view, asked.measure, entity, asked.ground, tell),
    )
    if changes is None:
        return
    st.markdown(plain(_rests(atlas, view, measure, entity, found, changes)))
    st.caption("Choose a row of the table above, or somebody on the picture, to see the same of them.")
    if not changes:
        return
    part = _left_out(atlas, view, asked.measure, changes)
    columns = ("source", "publisher", "without", "change", "lost", "gained")
    alt = f"{measure.title} of {named(entity, world)} with each source left out"
    chosen = grid(part, columns, "left out", alt, lambda rows: None, several=False, height=320)
    if chosen:
        source = world.source_by_iri[chosen[0].changed.without.source]
        to_source(atlas, view, source.slug, "All that falls without it")


def _rests(
    atlas: Atlas, view: View, measure: Measure, entity: str, found: Found, changes: tuple[Changed, ...]
) -> str:
    world = atlas.known(view).world
    figure = told_figure(found.values[entity], measure.unit)
    said = f"{measure.title} of {named(entity, world)} ({measure.figure.lower()}) by all sources: {figure}. "
    telling = [each for each in changes if each.change]
    if not telling:
        return f"{said}No single source changes it once it is left out."
    first = telling[0]
    after = "tied to nobody" if first.after is None else told_figure(first.after, measure.unit)
    number = "One source changes" if len(telling) == 1 else f"{len(telling)} sources change"
    source = world.source_by_iri[first.without.source]
    title = f"“{source.title}” ({source.publisher})" if source.publisher else f"“{source.title}”"
    return f"{said}{number} it once left out, most of all {title}: then it is {after}."


@kept(32)
def _left_out(atlas: Atlas, view: View, measure: str, changes: tuple[Changed, ...]) -> Part:
    return sheets.left_out(MEASURES[measure], changes, atlas.known(view).world).whole()


# --- shared memberships ---------------------------------------------------------------------------------


def _shared(atlas: Atlas, view: View, own: Mapping[str, str | list[str]]) -> None:
    """Which states of the view belong to more together than their numbers of memberships let expect."""
    st.subheader("Shared memberships", anchor=False)
    box = st.expander(
        "Who belongs to more together than chance would give?",
        icon=":material/join:",
        key="shared memberships",
        on_change="rerun",
    )
    if not box.open:
        return
    with box:
        pairs = waited(
            f"shared {view}", "Chances of shared memberships", lambda tell: atlas.shared_bodies(view, tell)
        )
        if pairs is None:
            return
        if not pairs:
            st.info("No two states of this view belong to anything together.")
            return
        _tell_shared(atlas, view, _sheet_of_shared(atlas, view).whole(), own)


def _tell_shared(atlas: Atlas, view: View, part: Part, own: Mapping[str, str | list[str]]) -> None:
    from graph.network.memberships import METHOD

    beyond = part.having("beyond", ["yes"])
    st.markdown(
        plain(
            f"{len(beyond):,} of {counted(len(part), 'pair')} of states that share a membership share more "
            f"than their numbers of memberships let expect (corrected for all pairs, at {LEVEL:.0%})."
        )
    )
    st.caption(plain(f"{METHOD} Only full members count. What is shared is a membership, not a policy."))
    columns = ("one", "other", "shared", "expected", "beyond", "q", "fisher")
    chosen = grid(part, columns, "shared", "Shared memberships", lambda rows: None, several=False, height=420)
    about = {**atlas.about(view), "address": visit.address(atlas, view, own=own)}
    if chosen:
        _bodies(atlas, view, chosen[0].pair)
    title = f"Shared memberships: {about['view']}"
    files(part, list(part.sheet.columns), "accord-atlas-shared-memberships", title, about)


def _bodies(atlas: Atlas, view: View, pair: Any) -> None:
    """What two states belong to together, each body with the two ties that say so."""
    world = atlas.known(view).world
    members = full_members(world, atlas.day(view))
    both = f"{named(pair.one, world)} and {named(pair.other, world)}"
    st.markdown(plain(f"{both} belong together to, those of fewest members first:"))
    with st.container(horizontal=True, gap="small"):
        for body in pair.bodies[:20]:
            ties = (members[pair.one][body].iri, members[pair.other][body].iri)
            st.button(
                plain(named(body, world)),
                key=f"listed shared {body}",
                type="tertiary",
                on_click=visit.open_,
                args=ties,
            )
    if len(pair.bodies) > 20:
        st.caption(f"and {len(pair.bodies) - 20} more, in the file.")


@kept(8)
def _sheet_of_shared(atlas: Atlas, view: View) -> Sheet[Any]:
    return sheets.shared(atlas.shared_bodies(view), atlas.known(view).world)
