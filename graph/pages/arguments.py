"""Arguments: a board of what an accession is said to bring or cost, each beside what is said against it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import streamlit as st

from graph.atlas import Atlas
from graph.model.arguments import Asked, Board, Speaker, Stance, balance, finding, options
from graph.model.sentences import named
from graph.model.view import View
from graph.model.words import spoken
from graph.model.world import World
from graph.pages import reasoning, showing, visit, widgets
from graph.pages.beside import beside
from graph.pages.drawings import drawing_of_arguments
from graph.pages.exchange import card
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.words import plain

_ASKED, _HEARD = "arguments asked", "arguments told"
_STEP = 8  #: arguments of each column at first, and how many more a click shows


@dataclass(frozen=True)
class _Page:
    """What the page is asked beside the View; it stands in the address too."""

    asked: Asked = field(default_factory=Asked)
    canvas: bool = False  #: whether the arguments are drawn
    argument: str = ""  #: IRI of the one that is open
    reasoning: str = ""  #: slug of the saved view whose steps are followed
    most: int = _STEP  #: of each column

    def to_query(self) -> dict[str, str | list[str]]:
        said = self.asked.to_query()
        said |= {"canvas": "yes"} if self.canvas else {}
        said |= {"argument": self.argument.rsplit("/", 1)[-1]} if self.argument else {}
        return said | ({"reasoning": self.reasoning} if self.reasoning else {})


def arguments() -> None:
    """The page: ask for some, show both sides beside each other, drawn if asked; or follow a chain."""
    atlas, view = showing.begin("arguments")
    page = _asked(atlas, view)
    own = page.to_query()
    visit.write_link(atlas, view, own)
    if page.reasoning:
        st.title(plain(atlas.views[page.reasoning].title), anchor=False)
    else:
        found = atlas.arguments(view, page.asked)
        st.title(plain(finding(found)), anchor=False)
        st.caption(plain(_said(atlas, view, found)))
    shown, drawer = st.columns([0.72, 0.28], gap="medium")
    with shown:
        if page.reasoning:
            st.button("All arguments", icon=":material/arrow_back:", on_click=_take, args=("reasoning", ""))
            reasoning.show(atlas, view, page.reasoning)
        else:
            _ask(atlas, view, page.asked)
            _chains(atlas)
            _canvas(atlas, view, found, page)
            _columns(atlas, view, found, page.most)
    with drawer:
        find(atlas, view)
        _open(atlas, view)
        beside(
            atlas,
            view,
            "Choose an argument or a state on the canvas, or a tie of a chain, to read about it.",
            own=own,
        )
    visit.write_link(atlas, view, st.session_state[_ASKED].to_query())
    foot(atlas)


# --- what is asked --------------------------------------------------------------------------------------


def _asked(atlas: Atlas, view: View) -> _Page:
    """What the reader asks: by the link at first, then by the widgets."""
    if (query := visit.arrived()) is not None:
        world = atlas.known(view).world
        asked, problems = Asked.from_query(query, world)
        by_slug = {each.iri.rsplit("/", 1)[-1]: each.iri for each in world.arguments}
        wanted, chain = (next(iter(query.get(name, ())), "") for name in ("argument", "reasoning"))
        wrong = [f"no argument {wanted[:60]!r}"] if wanted and wanted not in by_slug else []
        chains = {slug for slug, saved in atlas.views.items() if saved.steps}
        wrong += [f"no chain of reasoning {chain[:60]!r}"] if chain and chain not in chains else []
        showing.tell_problems((*problems, *wrong))
        canvas = query.get("canvas") == ["yes"]
        kept = chain if chain in chains else ""
        st.session_state[_ASKED] = _Page(asked, canvas, by_slug.get(wanted, ""), kept)
    found: _Page = st.session_state.setdefault(_ASKED, _Page())
    return found


def _ask(atlas: Atlas, view: View, asked: Asked) -> None:
    world = atlas.known(view).world
    known = options(world)
    fields: Sequence[tuple[str, str, str, Callable[[str], str]]] = (
        ("About", "about", "Any state, or the Accords", lambda word: _name(word, world)),
        ("Theme", "themes", "Any theme", lambda word: _name(word, world)),
        ("Who gains or pays", "gains", "Anybody", lambda word: _name(word, world)),
        ("What it says", "stances", "Anything", lambda word: Stance(word).label),
        ("Who argues stands as", "sides", "Anybody", lambda word: str(Speaker(word))),
    )
    columns = st.columns(3)
    for number, (label, name, placeholder, name_of) in enumerate(fields):
        columns[number % 3].multiselect(
            label,
            sorted(known[name], key=lambda word: name_of(word).casefold()),
            format_func=partial(_told, name_of, known[name]),
            key=widgets.hold(f"arguments {name}", sorted(getattr(asked, name), key=name_of)),
            on_change=_take_asked,
            args=(name,),
            placeholder=placeholder,
            select_all=False,
        )
    columns[2].text_input(
        "Who argues",
        key=widgets.hold("arguments by", asked.by),
        on_change=_take_asked,
        args=("by",),
        placeholder="A name, an office, a country's code",
    )


def _told(name_of: Callable[[str], str], counts: Mapping[str, int], word: str) -> str:
    return f"{name_of(word)} ({counts[word]})"


def _take_asked(name: str) -> None:
    page: _Page = st.session_state[_ASKED]
    value = st.session_state[f"view arguments {name}"]
    changed: dict[str, Any] = {name: value.strip() if name == "by" else frozenset(value)}
    st.session_state[_ASKED] = replace(page, asked=replace(page.asked, **changed), most=_STEP)
    visit.touch()


def _take(name: str, value: Any) -> None:
    changed: dict[str, Any] = {name: value}
    st.session_state[_ASKED] = replace(st.session_state[_ASKED], **changed)
    visit.touch()


def _name(word: str, world: World) -> str:
    names = {entity.slug: entity.label for entity in world.entities}
    return names.get(word) or word.replace("-", " ").capitalize()


# --- what is shown --------------------------------------------------------------------------------------


def _said(atlas: Atlas, view: View, found: Board) -> str:
    known = f"From what was known on {spoken(view.known_on)}. " if view.known_on else ""
    undated = "What bears no date is not heard. " if view.known_on else ""
    return (
        f"{known}{undated}Arguments that our sources report, in our own words; none is told as a fact. "
        + (f"{balance(found)}." if found.all else "")
    )


def _chains(atlas: Atlas) -> None:
    """Offer the chains of reasoning among the saved views."""
    chains: Mapping[str, str] = {slug: each.title for slug, each in atlas.views.items() if each.steps}
    for slug, title in chains.items():
        st.button(
            f"Step by step: {plain(title)}",
            key=f"chain {slug}",
            icon=":material/footprint:",
            on_click=_take,
            args=("reasoning", slug),
        )


def _canvas(atlas: Atlas, view: View, found: Board, page: _Page) -> None:
    key = widgets.hold("arguments canvas", page.canvas)
    st.toggle(
        "Show them on the canvas",
        key=key,
        on_change=lambda: _take("canvas", st.session_state["view arguments canvas"]),
    )
    if not (page.canvas and found.all):
        return
    from graph.pages.stage import Act, stage
    from graph.picture.arguments import MOST

    picked = stage(drawing_of_arguments(atlas, view, page.asked), key="argued", height=560)
    if max(len(found.favouring), len(found.opposing)) > MOST:
        st.caption(f"Of each column the first {MOST} are drawn; ask for fewer to see the others.")
    if picked == st.session_state.get(_HEARD) or (picked is not None and picked.act is not Act.SELECT):
        return
    st.session_state[_HEARD] = picked
    if picked is not None and picked.is_entity and picked.iris:
        iri = picked.iris[0]
        is_argument = any(each.iri == iri for each in atlas.world.arguments)
        _take("argument", iri if is_argument else "")
        visit.open_(*(() if is_argument else (iri,)), on_canvas=True)


def _columns(atlas: Atlas, view: View, found: Board, most: int) -> None:
    """Both sides beside each other, as many of each as there are up to the same number."""
    if not found.all:
        st.info("No argument is of this kind. Ask for less to see some.")
        return
    heads = ("What it would bring", "What it costs or depends on, or what stands in the way")
    for column, head, side in zip(
        st.columns(2, gap="medium"), heads, (found.favouring, found.opposing), strict=True
    ):
        with column:
            st.header(f"{head} ({len(side)})", anchor=False)
            if not side:
                st.markdown("None found in the sources.")
            for each in side[:most]:
                card(atlas.known(view).world, each)
    if max(len(found.favouring), len(found.opposing)) > most:
        left = [max(0, len(side) - most) for side in (found.favouring, found.opposing)]
        st.button(
            f"Show more of both ({left[0]} and {left[1]} are left)",
            key="more arguments",
            on_click=_take,
            args=("most", most + _STEP),
        )


def _open(atlas: Atlas, view: View) -> None:
    """The argument that was picked on the canvas, or that the link opens."""
    page: _Page = st.session_state[_ASKED]
    world = atlas.known(view).world
    found = next((each for each in atlas.arguments(view).all if each.argument.iri == page.argument), None)
    if found is None:
        return
    st.subheader(plain(f"About {named(found.argument.about, world)}"), anchor=False)
    card(world, found, place="open")
    st.button("Close", key="close argument", icon=":material/close:", on_click=_take, args=("argument", ""))
