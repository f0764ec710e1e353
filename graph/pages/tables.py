"""Tables: all entities, ties, claims and sources of the view, to sort, search, choose from and take away."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

import streamlit as st

from graph.atlas import PAST_YEARS, Atlas
from graph.export.sheets import SHEETS
from graph.model.describe import describe
from graph.model.entity import EntityType
from graph.model.kept import kept
from graph.model.link import LONGEST_LIST, LONGEST_VALUE
from graph.model.reliance import Reliance
from graph.model.rows import Rows, from_query
from graph.model.view import View
from graph.model.words import counted
from graph.pages import controls, showing, visit
from graph.pages.beside import beside
from graph.pages.clock import clock
from graph.pages.frame import foot
from graph.pages.grid import files, grid
from graph.pages.ways import to_canvas, to_source
from graph.pages.words import plain

if TYPE_CHECKING:
    from graph.export.sheet import Part

#: what stands in each table until a reader chooses
USUAL: Mapping[str, tuple[str, ...]] = {
    "ties": ("tie", "kind", "phase", "since", "until", "certainty", "grade", "disputed", "reported_by"),
    "entities": ("entity", "type", "code", "standing", "standing_since", "ties", "regions"),
    "claims": ("tie", "denies", "source", "publisher", "reliability", "issued", "since", "until"),
    "sources": ("source", "publisher", "issued", "reliability", "claims", "reported", "alone", "only"),
}
_NOUNS = {"ties": "tie", "entities": "entity", "claims": "claim", "sources": "source"}
_PLURALS = {"entities": "entities"}
_ASKED, _GRID = "tables asked", "tables grid"
_MOST_CHOICES = 200  #: values of a column that are offered


def tables() -> None:
    """The page: ask which table, which rows, which columns; show them; lead on from those chosen."""
    atlas, view = showing.begin("tables")
    asked = _asked()
    own = asked.to_query()
    visit.write_link(atlas, view, own)
    whole, part = atlas.sheet(view, asked.table), _rows(atlas, view, asked)
    columns = asked.columns or USUAL[asked.table]
    st.title(plain(_finding(atlas.sizes(view))), anchor=False)
    told = (describe(view, atlas.known(view).world), showing.beyond(atlas, view))
    st.caption(plain(f"{'. '.join(filter(None, told))}."))
    page, drawer = st.columns([0.7, 0.3], gap="medium")
    with page:
        clock(atlas, view)
        _ask(atlas, view, asked, whole)
        _say_how_many(part, whole, asked)
        chosen = grid(part, columns, _GRID, f"{_count(asked.table, len(part))} of this view", _take)
        if chosen:
            _lead_on(atlas, view, asked.table, chosen)
        files(
            part,
            columns,
            f"accord-atlas-{asked.table}",
            f"{asked.table.capitalize()} of Accord Atlas: {told[0]}",
            _about(atlas, view, asked),
        )
    with drawer:
        beside(atlas, view, "Choose rows to read who says so, and to see them on the canvas.", own=own)
    visit.write_link(atlas, view, own)
    with st.sidebar:
        controls.ask_view(atlas, view, atlas.facets(view))
    foot(atlas)


def _count(table: str, number: int) -> str:
    return counted(number, _NOUNS[table], _PLURALS.get(table, ""))


def _finding(sizes: Mapping[str, int]) -> str:
    said = {table: _count(table, number) for table, number in sizes.items()}
    return f"{said['ties']} between {said['entities']}, told in {said['claims']} of {said['sources']}"


@kept(32)
def _rows(atlas: Atlas, view: View, asked: Rows) -> Part:
    """The rows of the view that the reader asks for."""
    part = atlas.sheet(view, asked.table).saying(asked.find)
    for name, values in asked.values().items():
        part = part.having(name, values)
    return part


def _about(atlas: Atlas, view: View, asked: Rows) -> dict[str, str]:
    """What a file says of itself."""
    rows = {"rows": asked.spoken()} if asked.spoken() else {}
    return {**atlas.about(view), **rows, "address": visit.address(atlas, view, own=asked.to_query())}


# --- what is asked --------------------------------------------------------------------------------------


def _asked() -> Rows:
    """What the reader asks on this page: by the link at first, then by the widgets."""
    if (query := visit.arrived()) is not None:
        st.session_state[_ASKED], problems = from_query(query, SHEETS)
        showing.tell_problems(problems)
    asked: Rows = st.session_state.get(_ASKED, Rows())
    return asked


def _change(**changes: Any) -> None:
    st.session_state[_ASKED] = replace(st.session_state.get(_ASKED, Rows()), **changes)
    visit.touch()


def _ask(atlas: Atlas, view: View, asked: Rows, whole: Part) -> None:
    sizes = atlas.sizes(view)
    st.session_state.update({"tables table": asked.table, "tables find": asked.find})
    st.segmented_control(
        "Table",
        list(SHEETS),
        format_func=lambda name: f"{name.capitalize()} ({sizes[name]:,})",
        key="tables table",
        required=True,
        on_change=_take_table,
    )
    names = SHEETS[asked.table]
    st.session_state["tables columns"] = list(asked.columns or USUAL[asked.table])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.text_input(
            "Find in any column",
            key="tables find",
            type="search",
            max_chars=LONGEST_VALUE,
            placeholder="Words in any order",
            on_change=lambda: _change(find=st.session_state["tables find"].strip()),
            width=280,
        )
        st.multiselect(
            "Columns",
            list(names),
            format_func=lambda name: names[name].title,
            key="tables columns",
            placeholder="The usual ones",
            on_change=_take_columns,
            select_all=False,
        )
    _by_column(asked, whole)
    if set(view.set_clauses()) - {"as_of", "known_on", "lens"}:
        st.button(
            "All that the atlas holds on this day",
            icon=":material/filter_alt_off:",
            type="tertiary",
            on_click=_ask_for_all,
            args=(view,),
        )


def _ask_for_all(view: View) -> None:
    """Take every filter away; clocks and lens stay."""
    visit.ask(
        View(
            as_of=view.as_of,
            known_on=view.known_on,
            lens=view.lens,
            types=frozenset(EntityType),
            phases=frozenset(),
            statehood=frozenset(),
            unverified=True,
            past_years=PAST_YEARS,
        )
    )


def _by_column(asked: Rows, whole: Part) -> None:
    """A filter for each column that is shown."""
    # one label whatever is set, or the browser would take it for another and fold it
    label, icon = "Filter by column", ":material/filter_list:"
    box = st.expander(label, key="tables by column", icon=icon, on_change="rerun")
    if not box.open:
        return
    names = SHEETS[asked.table]
    shown = [
        name for name in names if name in (asked.columns or USUAL[asked.table]) or name in asked.values()
    ]
    with box, st.container(horizontal=True):
        for name in shown:
            key, values = f"where {asked.table} {name}", asked.values().get(name, ())
            if names[name].few:
                counts = dict(list(whole.choices(name).items())[:_MOST_CHOICES])
                st.session_state[key] = list(values)
                st.multiselect(
                    names[name].title,
                    list(dict.fromkeys((*counts, *values))),
                    format_func=partial(_counted, counts),
                    key=key,
                    placeholder="Any",
                    on_change=_take_where,
                    args=(name, key),
                    select_all=False,
                    width=205,
                )
            else:
                st.session_state[key] = next(iter(values), "")
                st.text_input(
                    f"{names[name].title} has",
                    key=key,
                    max_chars=100,
                    on_change=_take_where,
                    args=(name, key),
                    width=205,
                )


def _counted(counts: Mapping[str, int], value: str) -> str:
    return f"{value} ({counts.get(value, 0):,})"


def _take_table() -> None:
    # what was asked of the columns of one table means nothing in another
    _change(table=st.session_state["tables table"], where=(), columns=())


def _take_columns() -> None:
    asked: Rows = st.session_state.get(_ASKED, Rows())
    chosen = set(st.session_state["tables columns"])
    _change(columns=tuple(name for name in SHEETS[asked.table] if name in chosen))


def _take_where(name: str, key: str) -> None:
    asked: Rows = st.session_state.get(_ASKED, Rows())
    given = st.session_state[key]
    values = [given.strip()] if isinstance(given, str) else given
    kept = tuple(pair for pair in asked.where if pair[0] != name)
    _change(where=(*kept, *((name, value) for value in values if value))[:LONGEST_LIST])


# --- what is shown --------------------------------------------------------------------------------------


def _say_how_many(part: Part, whole: Part, asked: Rows) -> None:
    name = part.sheet.name
    if not len(whole):
        st.info("Nothing fits this view. Remove a filter to see more.")
    elif len(part) < len(whole):
        st.caption(plain(f"{len(part):,} of {_count(name, len(whole))} with {asked.spoken()}."))
    else:
        st.caption(f"All {_count(name, len(whole))}. Click the head of a column to sort.")


def _take(chosen: list[Any]) -> None:
    table = st.session_state.get(_ASKED, Rows()).table
    iris = _opening(table, chosen)
    # of entities one is open at a time
    visit.open_(*(iris[:LONGEST_LIST] if table != "entities" or len(iris) == 1 else ()))


def _opening(table: str, chosen: list[Any]) -> list[str]:
    """IRIs of what is opened by rows: the ties that they are or speak of; or the entities."""
    if table == "entities":
        return [row.entity.iri for row in chosen]
    if table == "sources":
        return list(dict.fromkeys(iri for row in chosen for iri in _spoken_of(row.reliance)))
    return list(dict.fromkeys((row if table == "ties" else row.told).tie.iri for row in chosen))


def _spoken_of(found: Reliance) -> tuple[str, ...]:
    return (*found.reported, *found.denied)


def _lead_on(atlas: Atlas, view: View, table: str, chosen: list[Any]) -> None:
    """From the rows that are chosen to the canvas, and to a source."""
    iris = _opening(table, chosen)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{_count(table, len(chosen))}** chosen", width="content")
        if table == "entities":
            slugs = frozenset(row.entity.slug for row in chosen[:LONGEST_LIST])
            to_canvas(atlas, replace(view, focus=slugs), iris if len(iris) == 1 else ())
        elif iris:
            to_canvas(atlas, view, iris)
        if table == "sources" and len(chosen) == 1:
            to_source(atlas, view, chosen[0].source.slug, "What falls without it")
    if len(iris) > LONGEST_LIST:
        st.caption(f"The first {LONGEST_LIST} of {len(iris):,} are opened.")
