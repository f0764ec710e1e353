"""Timeline: what begins, goes on to another stage, happens and ends, and how much there was each year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise
from typing import Any

import streamlit as st

from graph.atlas import FIRST, Atlas
from graph.export.csv import Told
from graph.model.describe import describe
from graph.model.lifelines import Row, best_supported, opening_year, rows
from graph.model.moments import Event, Year
from graph.model.tie import Tie
from graph.model.view import View
from graph.model.words import counted, spoken
from graph.pages import controls, showing, visit
from graph.pages.beside import beside
from graph.pages.cache import theme
from graph.pages.clock import clock
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.reading import text
from graph.pages.twin import twin
from graph.pages.words import plain
from graph.picture import timeline as charts

MOST = 8  #: rows of a family that are shown at first
_CHART, _LISTED = "timeline chart", "timeline list"


def timeline() -> None:
    """The page: ask for years, show every tie on its line, count over the years, list the days."""
    atlas, view = showing.begin("timeline")
    visit.write_link(atlas, view)
    # whoever moves to a day keeps the lines: they are those of the states that fit today
    whole = replace(view, as_of=None)
    ever, years = atlas.ever(whole), atlas.by_year(whole)
    found = rows(ever, atlas.known(view).world)
    st.title(plain(_finding(years)), anchor=False)
    told = [describe(whole, atlas.known(view).world), f"The day shown is {spoken(atlas.day(view))}"]
    st.caption(plain(f"{'. '.join(filter(None, [*told, showing.beyond(atlas, view)]))}."))
    page, drawer = st.columns([0.65, 0.35], gap="medium")
    with page:
        clock(atlas, view)
        _saved(atlas)
        if found:
            _lines(atlas, view, found)
            _over_the_years(years)
            _days(atlas, view, atlas.events(whole))
            _table(atlas, view, ever)
        else:
            st.info("Nothing of this view has a place in time. Remove a filter to see more.")
    with drawer:
        find(atlas, view)
        beside(
            atlas,
            view,
            "Choose a bar, a point or a listed change: the atlas moves to its day and shows who says so.",
        )
    visit.write_link(atlas, view)
    with st.sidebar:
        controls.ask_view(atlas, view, atlas.facets(view))
    foot(atlas)


def _finding(years: Sequence[Year]) -> str:
    """What the years come to: how many ties there are, and which year added most."""
    last = years[-1]
    added = {after.year: after.count - before.count for before, after in pairwise(years)}
    said = f"{counted(last.count, 'tie')} {'is' if last.count == 1 else 'are'} certain on {spoken(last.day)}"
    most = max(added, key=lambda year: added[year], default=last.year)
    return f"{said}; {most} added the most, {added[most]}" if added.get(most, 0) > 1 else said


def _saved(atlas: Atlas) -> None:
    """Views that tell of a moment; one that is chosen holds on every page."""
    told = [saved for saved in atlas.views.values() if saved.slug != FIRST]
    if not told:
        return
    with st.expander("Moments worth seeing", icon=":material/auto_stories:"):
        for saved in sorted(told, key=lambda saved: (saved.view.as_of or atlas.horizon, saved.title)):
            st.button(
                plain(saved.title),
                key=f"listed saved {saved.slug}",
                type="tertiary",
                on_click=_open_saved,
                args=(saved.view,),
            )
            st.caption(plain(saved.note))


def _open_saved(view: View) -> None:
    visit.open_()
    visit.ask(view)


# --- the lines -------------------------------------------------------------------------------------------


def _lines(atlas: Atlas, view: View, found: Sequence[Row]) -> None:
    st.header("Ties over time", anchor=False)
    first = min(line.possible_from.year for row in found for line in row.lifelines)
    last = atlas.horizon.year
    shown = best_supported(found, MOST)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        years = (first, last)
        if first < last:
            years = st.slider("Years", first, last, (opening_year(found, last), last), key="timeline years")
        every = False
        if len(shown) < len(found):
            label = f"All {len(found)} lines, not only {MOST} of a family"
            every = st.toggle(label, key="timeline all")
    shown = tuple(found) if every else shown
    st.vega_lite_chart(
        charts.timeline(shown, day=atlas.day(view), years=years, opened=visit.opened(), theme=theme()),
        key=_CHART,
        on_select=_take_line,
        selection_mode=charts.PICKED,
        alt=_alt(shown),
    )
    _keep(
        _CHART,
        {charts.item_id(line): (line.tie.iri, line.certain_from) for row in shown for line in row.lifelines},
    )
    st.caption(text("timeline"))
    if len(shown) < len(found):
        rest = len(found) - len(shown)
        st.caption(
            f"Of each family the {MOST} lines with most independent sources are drawn; {rest} more wait "
            "behind the switch."
        )


def _alt(shown: Sequence[Row]) -> str:
    number = counted(sum(len(row.lifelines) for row in shown), "tie")
    disputed = sum(line.tie.disputed for row in shown for line in row.lifelines)
    # nothing of the day: with other words the browser would make the chart anew instead of patching it
    return (
        f"Timeline of {number} on {counted(len(shown), 'line')}, {disputed} of them disputed. The list of "
        "changes below says the same in words."
    )


def _keep(name: str, taken: dict[Any, tuple[str, date]]) -> None:
    st.session_state[f"{name} taken"] = taken


def _take(name: str, key: Any) -> None:
    """Move to a day and open what happened on it."""
    found = st.session_state.get(f"{name} taken", {}).get(key)
    if found is None:
        return
    iri, day = found
    visit.change(as_of=day)
    visit.open_(*([iri] if iri else []))


def _take_line() -> None:
    picked = st.session_state[_CHART]["selection"].get(charts.PICKED) or []
    if picked:
        _take(_CHART, picked[-1].get("id"))


# --- the years and the days ------------------------------------------------------------------------------


def _over_the_years(years: Sequence[Year]) -> None:
    st.header("Counts over the years", anchor=False)
    last, most = years[-1], max(years, key=lambda year: year.members)
    now = f"on {spoken(last.day)}"
    ties, members = st.columns(2)
    with ties:
        st.subheader("Certain ties at the end of each year", anchor=False)
        alt = f"Certain ties by family at the end of each year from {years[0].year}; {last.count} {now}"
        st.vega_lite_chart(charts.by_years(years, theme()), alt=alt)
    with members:
        st.subheader("Members under the chosen list", anchor=False)
        alt = f"Members at the end of each year; {last.members} {now}, most in {most.year}: {most.members}"
        st.vega_lite_chart(charts.members(years, theme()), alt=alt)
    st.caption("An event stays counted once it has happened.")


def _days(atlas: Atlas, view: View, events: Sequence[Event]) -> None:
    """The same as a list: each day on which something changes."""
    world = atlas.known(view).world
    label = f"The {counted(len(events), 'change')} as a list"
    listed = st.expander(label, key="days", icon=":material/list:", on_change="rerun")
    if not listed.open or not events:
        return
    latest_first = list(reversed(events))
    with listed:
        st.dataframe(
            [
                {
                    "When": event.said.spoken() if event.said else event.when,
                    "What changes": event.sentence,
                    "Family": str(event.family),
                    "Disputed": "? disputed" if _disputed(world.tie_by_iri.get(event.tie)) else "",
                }
                for event in latest_first
            ],
            key=_LISTED,
            hide_index=True,
            height=420,
            on_select=_take_day,
            selection_mode="single-row",
            column_config={"What changes": st.column_config.TextColumn(width="large")},
            alt="Days on which something changes, the latest first",
        )
        _keep(_LISTED, {row: (event.tie, event.day) for row, event in enumerate(latest_first)})


def _disputed(tie: Tie | None) -> bool:
    return tie is not None and tie.disputed


def _take_day() -> None:
    chosen = st.session_state[_LISTED]["selection"]["rows"]
    if chosen:
        _take(_LISTED, chosen[0])


def _table(atlas: Atlas, view: View, ever: Sequence[Tie]) -> None:
    world, day = atlas.known(view).world, atlas.day(view)
    twin(atlas, view, [Told(tie, str(tie.certainty(day)), world, day) for tie in ever])
