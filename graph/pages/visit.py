"""A visit: the View that a reader asks for, what is open beside it, and the address that says both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit, urlunsplit

import streamlit as st

from graph.model import pick, placed, steps
from graph.model.history import History, Point, Sight
from graph.model.link import LONGEST_VALUE, READERS
from graph.model.view import View
from graph.model.words import enumerated
from graph.search.suggestion import Sort

if TYPE_CHECKING:
    from graph.atlas import Atlas

#: memory of a visit: its View; what of the link was no use; the last address; the page; what is open and what
#: the canvas shall mark; whether a widget has just changed the View
_VIEW, _PROBLEMS, _LINK, _PAGE, _OPEN, _CHANGED = "view", "problems", "link", "page", "open", "changed"
#: and the link that this run has read; the pages that there are; where entities were put by hand; all steps
_MARK, _ARRIVED, _PAGES, _PLACED, _HISTORY = "mark", "arrived", "pages", "placed", "history"
#: and the pages through which the reader came, this one last
_TRAIL = "trail"

#: and a query that another page shows, for the page of queries
_HANDED = "handed query"

QUERY, OVER = "query", "over"  #: parameters of the page of queries: the text; "view" for the view's clocks

#: pages that a reader reaches from others; every other one begins a way
_REACHED = frozenset({"dossier", "compare", "sources", "method", "glossary", "notices", "download"})
_LONGEST_WAY = 4  #: pages, the first and the last ones


def begin(atlas: Atlas, page: str) -> View:
    """Give the View of this visit: of the link at first, then of the widgets, and of the link again on Back.

    Args:
        atlas: says which words of a link exist.
        page: name of the page that runs; a link within the app that leads to another page keeps the View.
    """
    query = _query()
    # a browser may still send the address of before with the very click that changes the view
    changed = st.session_state.pop(_CHANGED, False)
    moved = st.session_state.get(_PAGE, page) != page and not query.keys() & READERS.keys()
    st.session_state[_PAGE] = page
    known = _VIEW in st.session_state
    st.session_state[_ARRIVED] = None
    if not known or not (changed or moved or query == st.session_state.get(_LINK)):
        _read(atlas, query)
        st.session_state[_ARRIVED] = query
    view: View = st.session_state[_VIEW]
    return view


def view() -> View:
    """The View as it is asked for now, for what runs without the rest of the page."""
    found: View = st.session_state[_VIEW]
    return found


def problems() -> tuple[str, ...]:
    """What of the link could not be used."""
    found: tuple[str, ...] = st.session_state.get(_PROBLEMS, ())
    return found


def arrived() -> Mapping[str, list[str]] | None:
    """The link that this run has read, for pages with parameters of their own; None where it read none."""
    query: Mapping[str, list[str]] | None = st.session_state.get(_ARRIVED)
    return query


def touch() -> None:
    """Say that a widget of the page has changed what is no clause of the View but stands in the address."""
    st.session_state[_CHANGED] = True


def change(**changes: Any) -> None:
    """Ask for something else; the problems of the link are told once."""
    _ask(replace(st.session_state[_VIEW], **changes))


def ask(view: View) -> None:
    """Ask for another view as a whole."""
    _ask(view)


def reset(atlas: Atlas) -> None:
    """Go back to the first picture."""
    _ask(first_view(atlas))


def first_view(atlas: Atlas) -> View:
    """What a reader sees who asked for nothing."""
    from graph.atlas import FIRST

    saved = atlas.views.get(FIRST)
    return saved.view if saved else View()


def opened() -> tuple[str, ...]:
    """IRIs of what is open beside the picture: one entity, one tie, or the ties of a line."""
    found: tuple[str, ...] = st.session_state.get(_OPEN, ())
    return found


@dataclass(frozen=True)
class Mark:
    """What the page wants the canvas to mark; what the reader picks there needs no mark of ours."""

    iris: tuple[str, ...] = ()
    number: int = 0  #: of the wish: the same again is a new one


def mark() -> Mark:
    """What was last opened from elsewhere than the canvas."""
    found: Mark = st.session_state.get(_MARK, Mark())
    return found


def open_(*iris: str, on_canvas: bool = False) -> None:
    """Open something beside the picture; nothing at all closes it.

    Args:
        iris: one entity, one tie, or several ties.
        on_canvas: whether the reader picked it there: then it is marked already.
    """
    st.session_state[_OPEN] = iris
    if not on_canvas:
        st.session_state[_MARK] = Mark(iris, mark().number + 1)


@dataclass(frozen=True)
class Step:
    """A page on the way of a reader, with what was open there."""

    page: str
    opened: tuple[str, ...] = ()  #: IRIs
    own: tuple[tuple[str, str | list[str]], ...] = ()  #: parameters of the page alone

    @property
    def subject(self) -> tuple[str, ...]:
        """What makes it another page than the same one before: a dossier is of somebody."""
        return (self.page, *(self.opened if self.page == "dossier" else ()))


def came_through() -> tuple[Step, ...]:
    """The pages through which the reader came, the first first; the picture where none is known."""
    before: tuple[Step, ...] = st.session_state.get(_TRAIL, ())[:-1]
    return before or (Step("explore"),)


def _step_to(step: Step) -> None:
    """Go on to a page: to one that was seen before the way leads back."""
    if step.page not in _REACHED:
        st.session_state[_TRAIL] = (step,)
        return
    way: tuple[Step, ...] = st.session_state.get(_TRAIL) or (Step("explore"),)
    seen = [number for number, each in enumerate(way) if each.subject == step.subject]
    way = (*(way[: seen[0]] if seen else way), step)
    st.session_state[_TRAIL] = way if len(way) <= _LONGEST_WAY else (way[0], *way[1 - _LONGEST_WAY :])


def places() -> Mapping[str, Point]:
    """Where the reader has put entities and groups: slug → place."""
    found: Mapping[str, Point] = st.session_state.get(_PLACED, {})
    return found


def place(places: Mapping[str, Point]) -> None:
    """Keep where the reader has put entities and groups."""
    st.session_state[_PLACED] = dict(places)
    touch()


def history() -> History:
    """All steps of this visit."""
    found: History = st.session_state.get(_HISTORY, History())
    return found


def go_to(step: int) -> None:
    """Go back or forth to a step of this visit."""
    st.session_state[_HISTORY] = gone = history().to(step)
    if gone.now:
        _ask(gone.now.view)
        open_(*gone.now.opened)
        st.session_state[_PLACED] = gone.now.placed


def here() -> str:
    """Name of the page that runs."""
    name: str = st.session_state.get(_PAGE, "")
    return name


def hand_over(text: str) -> None:
    """Keep a query for the page of queries, which is gone to next."""
    st.session_state[_HANDED] = text


def handed_over() -> str:
    """The query that was kept, once; empty where none was."""
    text: str = st.session_state.pop(_HANDED, "")
    return text


def know_pages(pages: Mapping[str, Any]) -> None:
    """Let pages lead to one another: name of each → the page of Streamlit."""
    st.session_state[_PAGES] = dict(pages)


def page(name: str) -> Any:
    """A page of the app by its name; None where it has none so called."""
    return st.session_state.get(_PAGES, {}).get(name)


def go(name: str, query: Mapping[str, str | list[str]] | None = None) -> None:
    """Go on to another page with the view and what is open; stay where the app has no such page.

    Args:
        query: what its address says; nothing: the page goes on with what this visit has asked for.
    """
    if found := page(name):
        st.switch_page(found, query_params=query)


def write_link(atlas: Atlas, view: View, own: Mapping[str, str | list[str]] | None = None) -> None:
    """Let the address say the whole view and what is open, so that it can be sent.

    Args:
        own: further parameters, of the page alone.
    """
    _note(atlas, view)
    query = {**asked(atlas, view, opened()), **(own or {})}
    _step_to(Step(st.session_state.get(_PAGE, ""), opened(), tuple((own or {}).items())))
    if _query() != {name: [value] if isinstance(value, str) else value for name, value in query.items()}:
        st.query_params.from_dict(query)
    # another link than the one written here is one that the reader went to
    st.session_state[_LINK] = _query()


def asked(atlas: Atlas, view: View, iris: Sequence[str] = ()) -> dict[str, str | list[str]]:
    """What an address says of a view, with something open beside it: parameter → its value or values."""
    query = view.to_query(version=atlas.world.version, horizon=atlas.horizon)
    return {**query, **pick.to_query(iris, atlas.known(view).world), **placed.to_query(places())}


def address(
    atlas: Atlas, view: View, iris: Sequence[str] = (), own: Mapping[str, str | list[str]] | None = None
) -> str:
    """The whole address of a view in this app, with something open beside it."""
    here = urlsplit(str(st.context.url or ""))
    query = urlencode({**asked(atlas, view, iris), **(own or {})}, doseq=True)
    return urlunsplit((here.scheme, here.netloc, here.path, query, ""))


def _note(atlas: Atlas, view: View) -> None:
    """Remember the step that has led here, if one has; the browser's own Back and Forward are steps too."""
    before, now = history(), Sight(view, opened(), places())
    if before.now and before.now.on(atlas.horizon) == now.on(atlas.horizon):
        return
    if before.now is None:
        after = before.then(steps.BEGINNING, now)
    else:
        known = before.beside(now, atlas.horizon) if arrived() is not None else None
        after = known or before.then(steps.step(before.now, now, atlas.known(view).world), now)
    st.session_state[_HISTORY] = after


def _ask(view: View) -> None:
    st.session_state[_VIEW] = view
    st.session_state[_PROBLEMS] = ()
    st.session_state[_CHANGED] = True


@dataclass(frozen=True)
class Link:
    """What an address asks for."""

    view: View
    opened: tuple[str, ...]  #: IRIs
    places: Mapping[str, Point]  #: slug → where it was put by hand
    problems: tuple[str, ...]  #: what of it could not be used


def read(atlas: Atlas, query: dict[str, list[str]]) -> Link:
    """Read an address.

    Args:
        query: parameter → its values.
    """
    # a link that asks for nothing of ours opens the first picture
    base = None if query.keys() & READERS.keys() else first_view(atlas)
    view, said = View.from_query(query, known=atlas.known_words, base=base)
    iris, also_said = pick.from_query(query, atlas.known(view).world)
    also_said = (*also_said, *_nearest(atlas, query.get(pick.ENTITY, [""])[0], iris))
    version = query.get("data", [""])[0]
    if version and version != atlas.world.version:
        also_said += (atlas.since(version),)
    words = atlas.known_words
    put, of_places = placed.from_query(query, words["entities"] | words["groups"])
    return Link(view, tuple(iris), put, (*said, *also_said, *of_places))


def _read(atlas: Atlas, query: dict[str, list[str]]) -> None:
    link = read(atlas, query)
    # what is too long for a link is none that Back leads away from
    if link.places or not places() or placed.to_query(places()):
        st.session_state[_PLACED] = link.places
    st.session_state[_VIEW] = link.view
    open_(*link.opened)
    st.session_state[_PROBLEMS] = link.problems


def _nearest(atlas: Atlas, asked: str, found: Sequence[str]) -> tuple[str, ...]:
    """The nearest names to that of an entity which there is not, in one sentence."""
    if not asked or found or len(asked) > LONGEST_VALUE:
        return ()
    near = atlas.suggest(asked, 3, among=(Sort.ENTITY, Sort.THEME))
    return (f"the nearest names are {enumerated(each.label for each in near)}",) if near else ()


def _query() -> dict[str, list[str]]:
    return {name: st.query_params.get_all(name) for name in st.query_params}
