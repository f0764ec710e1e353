"""Sections of a comparison: ties in common, what is known beside them, votes, and counts over the years."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from urllib.parse import urlencode

import streamlit as st

from graph.atlas import Atlas
from graph.export.shared import COLUMNS, FILE, shared_csv
from graph.model import votes
from graph.model.profile import Cell, Fact
from graph.model.sentences import named
from graph.model.shared import Common, Row, Shared, cell, growth, tally
from graph.model.sides import Side
from graph.model.view import View
from graph.model.words import counted
from graph.pages import visit, widgets
from graph.pages.cache import theme
from graph.pages.desk import publishers, table
from graph.pages.words import plain
from graph.picture.dossier import agreement
from graph.picture.palette import FAMILIES
from graph.picture.timeline import by_years

_TABLE, _TAKEN = "compare table", "compare taken"
_MISSING = "missing"
_MOST_LINES = 8  #: lines of votes that can be told apart by their colours


def show(
    atlas: Atlas, view: View, shared: Shared, wanted: str, *, filtered: bool, take: Callable[[str], None]
) -> None:
    """All sections of a comparison of two sides or more."""
    _in_common(atlas, view, shared, wanted, take)
    _known(atlas, view, shared.sides)
    _votes(atlas, view, shared.sides)
    _over_time(atlas, view, shared.sides, filtered)


# --- ties ------------------------------------------------------------------------------------------------


def _in_common(atlas: Atlas, view: View, shared: Shared, wanted: str, take: Callable[[str], None]) -> None:
    st.header("Ties in common and apart", anchor=False)
    if not shared.rows:
        st.write("No source reports a tie of any of them on this day.")
        return
    _sums(shared)
    rows = _pick(shared, wanted, take)
    world = atlas.known(view).world
    columns = [f"side {number}" for number, _ in enumerate(shared.sides)]
    st.dataframe(
        [
            {
                "tie": f"{row.says} {named(row.other, world)}",
                "common": row.common.label,
                **{
                    column: cell(held, side, world)
                    for column, held, side in zip(columns, row.held, shared.sides, strict=True)
                },
                "family": str(row.kind.family),
            }
            for row in rows
        ],
        key=_TABLE,
        hide_index=True,
        height=min(460, 38 + 35 * max(len(rows), 1)),
        on_select=_open_cell,
        selection_mode="single-cell",
        placeholder="",
        column_config={
            "tie": st.column_config.TextColumn("Tie", pinned=True, width=280),
            "common": st.column_config.TextColumn("Who has it", width=120),
            **{
                column: st.column_config.TextColumn(side.label, width=190)
                for column, side in zip(columns, shared.sides, strict=True)
            },
            "family": st.column_config.TextColumn("Family", width=110),
        },
        alt=f"{counted(len(rows), 'tie')} and which side has each; a cell opens its evidence",
    )
    every = {
        (number, name): tuple(dict.fromkeys(iri for held in row.held for iri in held.ties))
        for number, row in enumerate(rows)
        for name in ("tie", "common", "family")
    }
    own = {
        (number, column): held.ties
        for number, row in enumerate(rows)
        for column, held in zip(columns, row.held, strict=True)
    }
    st.session_state[_TAKEN] = every | own
    st.caption(
        "Choose a cell to read who reports its ties. “None reported” is what the sources do not say; it does "
        "not mean that there is none."
    )
    st.download_button(
        "Comparison as CSV",
        lambda: shared_csv(shared, world),
        file_name=FILE,
        mime="text/csv",
        icon=":material/download:",
        help="All rows, one for each side. Columns: " + ", ".join(COLUMNS),
        on_click="ignore",
    )


def _sums(shared: Shared) -> None:
    """How many rows of each family are shared, apart and missing."""
    found = tally(shared)
    between = any(each.between for each in found)
    some = any(each.some for each in found)
    table(
        [
            {
                "Family": str(each.family).capitalize(),
                "All have": str(each.all),
                **({"Some have": str(each.some)} if some else {}),
                **{
                    f"{plain(side.label)}: only it / missing{' ' * number}": f"{only} / {missing}"
                    for number, (side, only, missing) in enumerate(
                        zip(shared.sides, each.only, each.missing, strict=True)
                    )
                },
                **({"Between them": str(each.between)} if between else {}),
            }
            for each in found
        ]
    )


def _pick(shared: Shared, wanted: str, take: Callable[[str], None]) -> Sequence[Row]:
    """Ask which rows to list; give those."""
    lacking = [row for row in shared.rows if any(map(row.missing, range(len(shared.sides))))]
    found = {str(common): shared.of(common) for common in Common} | {_MISSING: lacking}
    labels = {str(common): common.label for common in Common} | {_MISSING: "missing with one of them"}
    st.pills(
        "Which ties to list",
        [word for word, rows in found.items() if rows or word == wanted],
        format_func=lambda word: f"{labels[word].capitalize()} ({len(found[word])})",
        key=widgets.hold("compare show", wanted or None),
        on_change=take,
        args=("show",),
    )
    return found[wanted] if wanted else shared.rows


def _open_cell() -> None:
    if cells := st.session_state[_TABLE]["selection"]["cells"]:
        visit.open_(*st.session_state.get(_TAKEN, {}).get(tuple(cells[0]), ()))


# --- beside their ties -----------------------------------------------------------------------------------


def _known(atlas: Atlas, view: View, sides: Sequence[Side]) -> None:
    st.header("What else is known of them", anchor=False)
    groups: dict[str, list[Fact]] = {}
    for fact in atlas.profile(tuple(sides), view):
        groups.setdefault(fact.group, []).append(fact)
    for group in ("Standing", "Religions", "Regions", "Trade", "Figures"):
        if facts := groups.get(group):
            st.subheader(group, anchor=False)
            table([_line(atlas, view, fact, sides) for fact in facts])
        elif group == "Trade":
            st.caption("No source in the atlas gives the shares of their partners in trade.")
        elif group == "Religions":
            st.caption("No source in the atlas gives a figure for the religions of their populations.")
    st.caption(
        "Of a bloc: from the least to the most that its states can have, and how many have a figure. Shares "
        "of states are not added up."
    )


def _line(atlas: Atlas, view: View, fact: Fact, sides: Sequence[Side]) -> dict[str, str]:
    cells = zip(sides, fact.cells, strict=True)
    # two sides may be called alike
    return {fact.group: plain(fact.label)} | {
        f"{plain(side.label)}{' ' * number}": _cell(atlas, view, each, sides)
        for number, (side, each) in enumerate(cells)
    }


def _cell(atlas: Atlas, view: View, found: Cell, sides: Sequence[Side]) -> str:
    """What is said, which leads to its ties where it rests on some, and who says so."""
    world = atlas.known(view).world
    said = plain(found.said)
    if found.ties:
        ours = {"with": [side.word for side in sides]}
        asked = urlencode({**visit.asked(atlas, view, found.ties), **ours}, doseq=True)
        said = f"[{said}](compare?{asked})"
    sources = [world.source_by_iri[iri] for iri in found.sources if iri in world.source_by_iri]
    return f"{said} :small[:gray[{publishers(sources)}]]" if sources else said


# --- votes and years -------------------------------------------------------------------------------------


def _votes(atlas: Atlas, view: View, sides: Sequence[Side]) -> None:
    st.header("Votes at the United Nations", anchor=False)
    found = atlas.agreements(tuple(sides), view)
    if not found:
        st.write("No source in the atlas says how often they vote alike.")
        return
    told = f"{votes.finding(found, sides)}."
    pairs = list(dict.fromkeys((each.one, each.other) for each in found))[:_MOST_LINES]
    drawn = [(votes.called(e, sides), e.year, e.share, e.when) for e in found if (e.one, e.other) in pairs]
    st.vega_lite_chart(agreement(drawn, list(FAMILIES[theme()].values())), width="stretch", alt=told)
    st.caption(plain(f"{told} Agreement is likeness, not a tie."))


def _over_time(atlas: Atlas, view: View, sides: Sequence[Side], filtered: bool) -> None:
    st.header("Ties at the end of each year", anchor=False)
    found = atlas.shared_by_year(tuple(sides), view, filtered=filtered)
    most = max(year.count for years in found for year in years)
    if not most:
        st.write("None of their ties is certain at the end of a year.")
        return
    families = {family for years in found for year in years for family in year.ties}
    for row in range(0, len(sides), 2):
        beside = st.columns(2)
        for column, side, years in zip(beside, sides[row:], found[row:], strict=False):
            with column:
                st.subheader(plain(side.label), anchor=False)
                told = f"{growth([side], [years])}; all charts have one scale, up to {most}"
                st.vega_lite_chart(by_years(years, theme(), families=families, most=most), alt=told)
    st.caption(
        plain(f"{growth(sides, found)}. All have one scale; an event stays counted once it has happened.")
    )
