"""Compare: two to five states or blocs side by side, and the view as a matrix."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st

from graph.atlas import Atlas
from graph.model.link import LONGEST_LIST
from graph.model.matrix import Order
from graph.model.shared import Common, finding
from graph.model.sides import LEAST, MOST, WITH, Side, from_query, options, usual
from graph.model.view import View
from graph.model.words import enumerated, spoken
from graph.pages import controls, showing, side_by_side, visit, widgets
from graph.pages.adjacency import adjacency
from graph.pages.beside import beside
from graph.pages.clock import clock
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.trail import trail
from graph.pages.ways import to_compare, to_view
from graph.pages.words import plain
from graph.search.suggestion import Sort, Suggestion

_ASKED = "compare asked"  #: memory of what the page was asked
MISSING = "missing"  #: of what shall be listed: what some side lacks
_NEAREST = 4  #: names that are offered in the place of one that there is not


@dataclass(frozen=True)
class Asked:
    """What the page is asked beside the View; it stands in the address too."""

    sides: tuple[str, ...] = ()  #: words of sides
    unknown: tuple[str, ...] = ()  #: words of the link that stand for nobody
    show: str = ""  #: a ``Common``, or "missing"; empty for all
    ties: str = ""  #: "view" for the ties alone that its filters leave
    order: str = str(Order.NEIGHBOURS)
    cells: str = "family"  #: how the matrix is coloured: "family" or "number"

    def to_query(self) -> dict[str, str | list[str]]:
        """The sides, and what is not usual, as parameters of a link."""
        usual_ = Asked()
        given = {name: getattr(self, name) for name in _WORDS if getattr(self, name) != getattr(usual_, name)}
        return {WITH: list(self.sides), **given}


#: parameter → the words that it may be
_WORDS: Mapping[str, tuple[str, ...]] = {
    "show": ("", *map(str, Common), MISSING),
    "ties": ("", "view"),
    "order": tuple(map(str, Order)),
    "cells": ("family", "number"),
}


def compare() -> None:
    """The page: ask whom, say what is shared, lay beside it what is known, show the view as a matrix."""
    atlas, view = showing.begin("compare")
    asked = _asked(atlas, view)
    visit.write_link(atlas, view, asked.to_query())
    trail(atlas, view, "Compare")
    sides = atlas.sides(asked.sides, view)
    shared = atlas.shared(sides, view, filtered=bool(asked.ties))
    enough = len(sides) >= LEAST
    st.title(plain(finding(shared) if enough else "Whom to compare?"), anchor=False)
    st.caption(plain(f"{'. '.join(filter(None, _told(atlas, view, asked, sides)))}."))
    page, drawer = st.columns([0.65, 0.35], gap="medium")
    with page:
        clock(atlas, view)
        _choose(atlas, view, asked)
        _unknown(atlas, view, asked)
        if enough:
            side_by_side.show(atlas, view, shared, asked.show, filtered=bool(asked.ties), take=_take)
        else:
            st.info("Choose at least two states or blocs to compare.")
        adjacency(atlas, view, Order(asked.order), by_number=asked.cells == "number", take=_take)
    with drawer:
        find(atlas, view, _open, among=(Sort.ENTITY, Sort.THEME), label="Find a state, a person, a body ...")
        hint = "Choose a cell of a table or of the matrix to read who reports its ties."
        beside(atlas, view, hint, own=asked.to_query())
    visit.write_link(atlas, view, asked.to_query())
    with st.sidebar:
        controls.ask_view(atlas, view, atlas.facets(view))
    foot(atlas)


def _told(atlas: Atlas, view: View, asked: Asked, sides: tuple[Side, ...]) -> list[str]:
    day = spoken(atlas.day(view))
    nobody = [word for word in asked.sides if word not in {side.word for side in sides}]
    blocs = [side for side in sides if side.is_bloc]
    counts = enumerated(f"{side.label} {len(side.states)}" for side in blocs)
    return [
        f"As of {day}, by ties that {'the filters leave' if asked.ties else 'hold, whatever the filters'}",
        f"Nobody stands as {enumerated(nobody, last='or')} on this day" if nobody else "",
        f"States in each bloc: {counts}; a bloc has a tie if one of its states has it" if blocs else "",
        *_within(sides),
        showing.beyond(atlas, view),
    ]


def _within(sides: tuple[Side, ...]) -> Iterator[str]:
    """What a bloc shares with a state of its own says little."""
    for bloc in (side for side in sides if side.is_bloc):
        own = [side.label for side in sides if not side.is_bloc and set(side.states) & set(bloc.states)]
        if own:
            yield f"{bloc.label} holds {enumerated(own)} too, and so has all ties of it"


def _asked(atlas: Atlas, view: View) -> Asked:
    """What a link says of the comparison; then what the widgets have made of it."""
    places = atlas.places(view)
    if (query := visit.arrived()) is not None:
        world = atlas.known(view).world
        sides, unknown, problems = from_query(query, world, atlas.day(view), places)
        words = {name: query[name][0] for name in _WORDS if query.get(name)}
        wrong = [
            f"{name} in the link is of no use" for name, word in words.items() if word not in _WORDS[name]
        ]
        showing.tell_problems((*problems, *wrong))
        kept = {name: word for name, word in words.items() if word in _WORDS[name]}
        known = sides or (() if unknown else usual(places))
        st.session_state[_ASKED] = Asked(known, unknown, **kept)
    asked: Asked = st.session_state.setdefault(_ASKED, Asked(usual(places)))
    return asked


def _choose(atlas: Atlas, view: View, asked: Asked) -> None:
    labels = options(atlas.known(view).world, atlas.places(view))
    st.multiselect(
        "Compared are",
        [*labels, *(word for word in asked.sides if word not in labels)],
        format_func=lambda word: labels.get(word, word),
        key=widgets.hold("compare sides", list(asked.sides)),
        on_change=_take,
        args=("sides",),
        max_selections=MOST,
        placeholder=f"Choose {LEAST} to {MOST} states, bodies or blocs",
        select_all=False,
    )
    _to_canvas(atlas, view, asked)
    st.toggle(
        "Only ties that the filters leave",
        key=widgets.hold("compare ties", bool(asked.ties)),
        on_change=_take,
        args=("ties",),
    )


def _to_canvas(atlas: Atlas, view: View, asked: Asked) -> None:
    """Lead to the picture around those who are compared, where a link can name them all."""
    entities = atlas.known(view).world.entity_by_iri
    iris = {iri for side in atlas.sides(asked.sides, view) for iri in side.everyone}
    if 0 < len(iris) <= LONGEST_LIST:
        slugs = frozenset(entities[iri].slug for iri in iris)
        around = replace(view, focus=slugs, depth=1, hidden=view.hidden - slugs, only=frozenset())
        to_view(atlas, around, "See them on the canvas")


def _unknown(atlas: Atlas, view: View, asked: Asked) -> None:
    """Say what of the link stands for nobody, and offer the nearest names in its place."""
    offered = options(atlas.known(view).world, atlas.places(view))
    for word in asked.unknown:
        shown = word if len(word) <= 60 else f"{word[:57]}..."
        near = [
            each
            for each in atlas.suggest(word, 2 * _NEAREST, among=(Sort.ENTITY, Sort.REGION))
            if each.slug in offered and each.slug not in asked.sides
        ][:_NEAREST]
        tail = "The nearest names:" if near else "No name that the atlas knows is near it."
        st.warning(plain(f"Nothing that can be compared is called “{shown}”. {tail}"))
        with st.container(key=f"nearest {word}", horizontal=True):
            for each in near:
                to_compare(atlas, view, (*asked.sides, each.slug), each.label)


def _take(name: str) -> None:
    """Take what a widget says into what the page is asked; an answered question is asked no more."""
    asked: Asked = st.session_state[_ASKED]
    value = st.session_state[f"view compare {name}"]
    match name:
        case "sides":
            asked = replace(asked, sides=tuple(value), unknown=())
        case "ties":
            asked = replace(asked, ties="view" if value else "")
        case _:
            said: Any = {name: str(value or "")}
            asked = replace(asked, **said)
    st.session_state[_ASKED] = asked
    visit.touch()


def _open(suggestion: Suggestion) -> None:
    visit.open_(suggestion.iri)
