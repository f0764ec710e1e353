"""Query: a reader's own SPARQL over the data, with examples, and its answer in the form that suits it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

import streamlit as st

from graph.atlas import Atlas
from graph.errors import AtlasError
from graph.model.link import LONGEST_QUERY
from graph.model.results import Result
from graph.model.view import View
from graph.model.words import counted, spoken
from graph.pages import answers, controls, showing, visit
from graph.pages.asking import Console, console, waited
from graph.pages.beside import beside
from graph.pages.brought import brought
from graph.pages.clock import clock
from graph.pages.editor import Fault, editor, wish
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.reading import text as prose
from graph.pages.visit import OVER, QUERY
from graph.pages.words import plain
from graph.store.examples import Example, examples

if TYPE_CHECKING:
    from graph.store.answer import Answer

FIRST = "ties-of-kazakhstan"  #: the example that stands in the editor at first

_EDITOR, _GALLERY = "query editor", "query examples"
#: memory: what is asked; whether it is to be answered now; what runs; the last answer; the last error
_ASKED, _NOW, _RUNS, _TOLD, _WRONG = "query asked", "query now", "query runs", "query told", "query wrong"
_SESSION, _RESULT = "query session", "query result"
#: questions are read as a whole
_STYLE = """
<style>
  [class*="st-key-listed_example"] button, [class*="st-key-listed-example"] button {
    height: auto; min-height: 1.5rem; padding: 0.15rem 0;
  }
  [class*="st-key-listed_example"] button p, [class*="st-key-listed-example"] button p {
    white-space: normal; overflow: visible; text-wrap: pretty;
  }
</style>
"""
#: form of an answer → its sign beside the question
_ICONS = {"canvas": ":material/hub:", "map": ":material/public:", "chart": ":material/show_chart:"}
_ALL = "all that is known"
_OVER = {False: "All that is known", True: "This view"}


@dataclass(frozen=True)
class Asked:
    """What stands in the editor, and what it asks."""

    text: str
    of_view: bool = False  #: whether ``graph/view`` is laid beside the data
    number: int = 0  #: of the text, where the page has put another one into the editor
    shown: str = "table"  #: the form in which the answer is shown at first

    def to_query(self) -> dict[str, str | list[str]]:
        """What a link says of it: nothing of a text that is too long for one, or that nobody touched."""
        told: dict[str, str | list[str]] = {}
        if len(self.text) <= LONGEST_QUERY and self.text != _first().text:
            told[QUERY] = self.text
        return {**told, **({OVER: "view"} if self.of_view else {})}


@dataclass(frozen=True)
class Told:
    """The last answer."""

    asked: Asked
    answer: Answer
    over: str  #: what it was asked over, in words
    number: int


def query() -> None:
    """The page, read from top to bottom: choose or write a query, ask it, show the answer."""
    atlas, view = showing.begin("query")
    st.html(_STYLE)
    asked, now = _what_is_asked()
    own = asked.to_query()
    visit.write_link(atlas, view, own)
    st.title("Ask the data in SPARQL", anchor=False)
    st.caption(
        "Choose a question, change it, or write your own. Queries only read: nothing that you ask changes "
        "the data or reaches out of it."
    )
    # by the clocks that were asked, whatever the drawer shows otherwise
    seen = view if asked.of_view else replace(view, known_on=None)
    main, drawer = st.columns([0.7, 0.3], gap="medium")
    with main:
        _ask_over(atlas, view, asked)
        wrong: AtlasError | None = st.session_state.get(_WRONG)
        editor(atlas, asked.text, asked.number, key=_EDITOR, fault=None if now else _fault(wrong))
        if len(asked.text) > LONGEST_QUERY:
            st.caption(
                f"The link of this page does not hold the query: it has {len(asked.text):,} characters, and "
                f"a link holds {LONGEST_QUERY:,}. Keep a copy of the text itself."
            )
        _gallery()
        _answer(atlas, seen, asked, now)
        _reference(atlas)
    with drawer:
        find(atlas, seen)
        hint = "Choose a row, or something in a picture, to read who says so."
        beside(atlas, view, hint, told=seen, own=own)
    visit.write_link(atlas, view, own)
    foot(atlas)


# --- what is asked --------------------------------------------------------------------------------------


def _first() -> Example:
    return next(example for example in examples() if example.slug == FIRST)


def _what_is_asked() -> tuple[Asked, bool]:
    """What is asked, by the link at first and then by the reader; and whether it is answered now.

    A link fills the editor and asks nothing.
    """
    asked: Asked = st.session_state.get(_ASKED, Asked(_first().text))
    now = bool(st.session_state.pop(_NOW, False))
    if handed := visit.handed_over():
        asked, now = Asked(handed, number=asked.number + 1), False
    elif (link := visit.arrived()) is not None:
        asked, now = _of_link(link, asked), False
    elif heard := wish(_EDITOR):
        asked, now = replace(asked, text=heard.text), now or heard.asked
    if now:
        # what follows is to be seen without scrolling
        st.session_state[_GALLERY] = False
    st.session_state[_ASKED] = asked
    return asked, now


def _of_link(link: Mapping[str, list[str]], before: Asked) -> Asked:
    text, over = link.get(QUERY, [""])[0], link.get(OVER, [""])[0]
    if len(text) > LONGEST_QUERY:
        showing.tell_problems(
            [f"the query in it is longer than {LONGEST_QUERY:,} characters and was left out"]
        )
    if over not in ("", "view"):
        showing.tell_problems([f"over in the link: {over[:60]!r} is not view"])
    if text and len(text) <= LONGEST_QUERY:
        return Asked(text, over == "view", before.number + 1)
    return replace(before, of_view=over == "view")


def _gallery() -> None:
    """The examples by what they are about; a click asks."""
    st.session_state.setdefault(_GALLERY, _TOLD not in st.session_state)
    box = st.expander(
        f"{len(examples())} examples", key=_GALLERY, icon=":material/lightbulb:", on_change="rerun"
    )
    if not box.open:
        return
    groups = [(name, list(group)) for name, group in groupby(examples(), lambda each: each.group)]
    with box:
        for row in (groups[:3], groups[3:]):
            for column, (name, group) in zip(st.columns(3, gap="medium"), row, strict=False):
                with column:
                    st.markdown(f"**{plain(name)}**")
                    for example in group:
                        st.button(
                            plain(example.question),
                            icon=_ICONS.get(example.shown),
                            key=f"listed example {example.slug}",
                            type="tertiary",
                            on_click=_choose,
                            args=(example,),
                        )


def _choose(example: Example) -> None:
    number = st.session_state[_ASKED].number + 1
    st.session_state[_ASKED] = Asked(example.text, example.of_view, number, example.shown)
    st.session_state[_NOW] = True
    visit.touch()


def _ask_over(atlas: Atlas, view: View, asked: Asked) -> None:
    """Over what the query is asked: the data as they are, or with what holds by the clocks of the view."""
    key = "query over"
    st.session_state[key] = asked.of_view
    st.radio(
        "Asked over",
        list(_OVER),
        format_func=_OVER.__getitem__,
        key=key,
        horizontal=True,
        on_change=_take_over,
        help="The data stay whole either way. Over this view there is one more graph, graph/view: which "
        "ties hold on its day (acc:certainty), where states stand by its list (acc:standing), and which "
        "claims were known (acc:knows).",
    )
    if asked.of_view:
        clock(atlas, view)
        st.caption(plain(f"graph/view says {_clocks(atlas, view)}."))
        with st.sidebar:
            controls.ask_lens(atlas, view)


def _take_over() -> None:
    st.session_state[_ASKED] = replace(st.session_state[_ASKED], of_view=st.session_state["query over"])
    visit.touch()


def _clocks(atlas: Atlas, view: View) -> str:
    """The clocks and the list of a view in words."""
    known = f"from what was known on {spoken(view.known_on)}" if view.known_on else "from all that is known"
    return f"what holds on {spoken(atlas.day(view))}, {known}, by the list {atlas.lenses[view.lens].title}"


# --- what is answered -----------------------------------------------------------------------------------


def the_console(atlas: Atlas) -> Console:
    """The console of this server, or of a visit with data of its own."""
    return console(atlas, of_visit=bool(brought()))


def _answer(atlas: Atlas, view: View, asked: Asked, now: bool) -> None:
    """Ask if the reader asked now; show the last answer, and what is wrong with a query after it."""
    if now:
        _run(atlas, view, asked)
    elif st.session_state.pop(_RUNS, False):
        st.info("The query was stopped before it was answered.")
    told: Told | None = st.session_state.get(_TOLD)
    if wrong := st.session_state.get(_WRONG):
        _say_wrong(wrong)
        if told:
            st.caption("What follows answers the query before.")
    if told:
        _show(atlas, view, told, asked)


def _run(atlas: Atlas, view: View, asked: Asked) -> None:
    session = st.session_state.setdefault(_SESSION, uuid.uuid4().hex)
    asking = the_console(atlas)
    st.session_state[_RUNS] = True
    before: Told | None = st.session_state.get(_TOLD)
    try:
        begun = asking.ask(asked.text, session, view if asked.of_view else None)
        answer = waited(begun, asking, session, atlas.settings.query_seconds)
    except AtlasError as wrong:
        st.session_state[_WRONG] = wrong
        st.session_state.pop(_RUNS, None)
        # the editor stands above, and marks the place when the page runs again
        if _fault(wrong):
            st.rerun()
        return
    over = f"{_ALL} with {_clocks(atlas, view)}" if asked.of_view else _ALL
    st.session_state[_TOLD] = Told(asked, answer, over, before.number + 1 if before else 1)
    st.session_state.pop(_RUNS, None)
    st.session_state.pop(_WRONG, None)


def _fault(wrong: AtlasError | None) -> Fault | None:
    line, column = getattr(wrong, "line", None), getattr(wrong, "column", None)
    return Fault(line, column, getattr(wrong, "problem", str(wrong))) if wrong and line and column else None


def _say_wrong(wrong: AtlasError) -> None:
    fault = _fault(wrong)
    told = plain(wrong.told.removesuffix("."))
    if fault and f"column {fault.column}" not in wrong.told:
        told += f", column {fault.column}"
    st.error(f"{told[0].upper()}{told[1:]}.")
    if fault:
        st.caption(f"Line {fault.line} is marked in the editor. Change it and ask again.")


def _show(atlas: Atlas, view: View, told: Told, asked: Asked) -> None:
    answer = told.answer
    found = _result(atlas, view, told)
    if found.question:
        st.subheader(plain(found.question), anchor=False)
    things = {"select": "row", "construct": "triple"}.get(answer.kind, "")
    number = len(found.rows)
    said = f"{counted(number, things)} in {answer.seconds:.2f} s" if things else f"In {answer.seconds:.2f} s"
    said += f", asked over {told.over}"
    st.caption(plain(f"{said[0].upper()}{said[1:]}."))
    if answer.cut:
        st.warning(plain(answer.limit))
    if told.asked.text != asked.text:
        st.caption("The text in the editor has changed since.")
    answers.show(atlas, view, answer, found, told.asked.shown, told.number)


def _result(atlas: Atlas, view: View, told: Told) -> Result:
    """The answer in words, made once; it is drawn and charted from there."""
    kept: tuple[Answer, tuple[object, ...], Result] | None = st.session_state.get(_RESULT)
    answer = told.answer
    by = view.known_on, atlas.day(view)
    if kept is None or kept[0] is not answer or kept[1] != by:
        kept = st.session_state[_RESULT] = answer, by, answers.result(atlas, view, answer, told.asked.text)
    return kept[2]


# --- what helps -----------------------------------------------------------------------------------------


def _reference(atlas: Atlas) -> None:
    """The words of the data, in short: prefixes, the two levels, the graphs."""
    box = st.expander(
        "The words of the data", key="query words", icon=":material/menu_book:", on_change="rerun"
    )
    if not box.open:
        return
    from graph.store.vocabulary import NAMESPACES, ontology

    with box:
        st.markdown(prose("query"))
        st.code(
            "\n".join(f"PREFIX {prefix}: <{namespace}>" for prefix, namespace in NAMESPACES.items()),
            language="sparql",
        )
        st.download_button(
            "The ontology as Turtle",
            ontology(atlas.settings.data),
            file_name="accord-atlas-ontology.ttl",
            mime="text/turtle",
            icon=":material/download:",
            on_click="ignore",
        )
