"""Two moments: two days, two days of knowledge or two lists, side by side and as one picture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import permutations

import streamlit as st

from graph.atlas import Atlas
from graph.errors import UsageError
from graph.export.difference import difference_csv
from graph.model.comparison import Clock, Comparison
from graph.model.describe import describe
from graph.model.difference import Changes, Difference, Moved
from graph.model.sentences import named
from graph.model.source import called
from graph.model.standing import Standing
from graph.model.tie import Tie
from graph.model.view import View
from graph.model.words import counted, enumerated, spoken
from graph.pages import controls, showing, visit, widgets
from graph.pages.beside import beside
from graph.pages.clock import EARLIEST
from graph.pages.evidence import tie_button
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.words import plain

_COMPARED, _WRONG = "compared", "compared wrong"
_OPEN = 8  #: changes of a kind that stand open; the others wait behind a line
_MONTH = timedelta(days=30)

#: field of `Changes` → what it is called
_CHANGES = {
    "gained": "+ Gained",
    "lost": "– Lost",
    "raised": "↑ Raised to a further stage",
    "lowered": "↓ Lowered",
    "changed": "≠ Told with other values",
    "supported": "The same, on the word of others",
}


def moments() -> None:
    """The page: ask for two moments, show both and the picture between them, tell every change."""
    atlas, view = showing.begin("moments")
    compared = _compared(atlas, view)
    own: dict[str, str | list[str]] = {**compared.to_query()}
    visit.write_link(atlas, view, own)
    before, after = compared.views(view)
    found = atlas.difference(before, after)
    st.title(plain(_finding(found)), anchor=False)
    st.caption(plain(f"{_labels(atlas, compared, ' against ')}. {describe(view, atlas.known(view).world)}."))
    shown, drawer = st.columns([0.65, 0.35], gap="medium")
    with shown:
        _presets(atlas)
        _ask(atlas, view, compared)
        _picture(atlas, before, after)
        _side_by_side(atlas, compared, before, after)
        _changes(atlas, before, after, found)
        _download(atlas, before, after, found)
    with drawer:
        find(atlas, view)
        told = after if set(visit.opened()) & atlas.known(after).world.tie_by_iri.keys() else before
        hint = "Choose a line of the picture or a change in the list to read who reports it."
        beside(atlas, view, hint, told=told, own=own)
    visit.write_link(atlas, view, own)
    with st.sidebar:
        controls.ask_view(atlas, view, atlas.facets(view))
    foot(atlas)


def _finding(found: Difference) -> str:
    said = found.sentence()
    return f"{said[0].upper()}{said[1:]}" if found else "Nothing differs between the two moments"


# --- asking ----------------------------------------------------------------------------------------------


def _compared(atlas: Atlas, view: View) -> Comparison:
    """What is compared on this page: of the link at first, then of the widgets."""
    if (query := visit.arrived()) is not None:
        found, problems = Comparison.from_query(query, known=atlas.known_words)
        showing.tell_problems(problems)
        if found or _COMPARED not in st.session_state:
            st.session_state[_COMPARED] = found or _usual(atlas, view, Clock.AS_OF)
    compared: Comparison = st.session_state.setdefault(_COMPARED, _usual(atlas, view, Clock.AS_OF))
    if wrong := st.session_state.pop(_WRONG, ""):
        st.warning(plain(f"{wrong[0].upper()}{wrong[1:]}. What is shown stays as it was."))
    ends = [end for end in (compared.before, compared.after) if isinstance(end, date)]
    if compared.clock is Clock.AS_OF and any(end > atlas.horizon for end in ends):
        st.warning(f"Nothing is known after {spoken(atlas.horizon)}: a later day shows what held then.")
    return compared


def _usual(atlas: Atlas, view: View, clock: Clock) -> Comparison:
    """What is compared before a reader has chosen: a year ago, or the first list that is another."""
    if clock is Clock.LENS:
        others = [slug for slug in atlas.lenses if slug != view.lens]
        return Comparison(clock, view.lens, others[0] if others else view.lens)
    day = (view.as_of if clock is Clock.AS_OF else view.known_on) or atlas.horizon
    return Comparison(clock, max(day - 12 * _MONTH, EARLIEST), day)


def _presets(atlas: Atlas) -> None:
    """Saved views that differ in one clock only are worth comparing."""
    with st.expander("Worked examples", icon=":material/history_edu:"):
        for one, other in permutations(atlas.views.values(), 2):
            compared = Comparison.between(one.view, other.view)
            if compared and not (compared.clock is Clock.LENS and one.slug > other.slug):
                st.button(
                    plain(f"{one.title} → {other.title}"),
                    key=f"listed preset {one.slug} {other.slug}",
                    type="tertiary",
                    on_click=_take_preset,
                    args=(one.view, compared),
                )


def _take_preset(view: View, compared: Comparison) -> None:
    st.session_state[_COMPARED] = compared
    visit.ask(view)


def _ask(atlas: Atlas, view: View, compared: Comparison) -> None:
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Compare",
            list(Clock),
            format_func=lambda clock: clock.label,
            key=widgets.hold("compared clock", compared.clock),
            on_change=_take_clock,
            args=(atlas, view),
            width=220,
        )
        for end, label in (("before", "From"), ("after", "To")):
            value, key = getattr(compared, end), f"compared {end}"
            if isinstance(value, date):
                latest = atlas.horizon if compared.clock is Clock.AS_OF else date.today()
                st.date_input(
                    label,
                    key=widgets.hold(key, value),
                    min_value=min(EARLIEST, value),
                    max_value=max(latest, value),
                    format="YYYY-MM-DD",
                    on_change=_take,
                    args=(compared.clock,),
                    width=170,
                )
            else:
                st.selectbox(
                    label,
                    list(atlas.lenses),
                    format_func=lambda slug: atlas.lenses[slug].title,
                    key=widgets.hold(key, value),
                    on_change=_take,
                    args=(compared.clock,),
                    width=170,
                )


def _take_clock(atlas: Atlas, view: View) -> None:
    st.session_state[_COMPARED] = _usual(atlas, view, Clock(st.session_state["view compared clock"]))
    visit.touch()


def _take(clock: Clock) -> None:
    ends = [st.session_state[f"view compared {end}"] for end in ("before", "after")]
    visit.touch()
    if None in ends:
        return
    try:
        st.session_state[_COMPARED] = Comparison(clock, *ends)
    except UsageError as wrong:
        st.session_state[_WRONG] = str(wrong)


# --- showing ---------------------------------------------------------------------------------------------


def _picture(atlas: Atlas, before: View, after: View) -> None:
    from graph.pages.drawings import drawing_of_two

    drawn, _ = drawing_of_two(atlas, before, after)
    if not drawn.nodes:
        st.info("Nothing is shown at either moment. Remove a filter to see more.")
        return
    showing.picture(drawn, "contrast", 520)


def _side_by_side(atlas: Atlas, compared: Comparison, before: View, after: View) -> None:
    """Who stands where at either moment, in one table."""
    st.header("Side by side", anchor=False)
    heads = [plain(_label(atlas, compared, end)) for end in (compared.before, compared.after)]
    lines = [f"| Standing | {heads[0]} | {heads[1]} |", "|---|---|---|"]
    both = [_by_standing(atlas, view) for view in (before, after)]
    for standing in Standing:
        if standing is not Standing.OUTSIDE and any(standing in by for by in both):
            cells = [plain(_names(by.get(standing, []))) for by in both]
            lines.append(f"| {standing} | {cells[0]} | {cells[1]} |")
    ties = [atlas.moment(view) for view in (before, after)]
    for word in ("certain", "possible"):
        lines.append(f"| {word} ties | {' | '.join(str(len(getattr(each, word))) for each in ties)} |")
    st.markdown("\n".join(lines))


def _by_standing(atlas: Atlas, view: View) -> dict[Standing, list[str]]:
    world, found = atlas.known(view).world, dict[Standing, list[str]]()
    for iri, place in atlas.places(view).items():
        found.setdefault(place.standing, []).append(named(iri, world))
    return found


def _names(names: Sequence[str]) -> str:
    return f"{len(names)}: {enumerated(sorted(names))}" if names else "–"


def _label(atlas: Atlas, compared: Comparison, end: date | str) -> str:
    if isinstance(end, date):
        return f"{'known on ' if compared.clock is Clock.KNOWN_ON else ''}{spoken(end)}"
    return atlas.lenses[end].title if end in atlas.lenses else end


def _labels(atlas: Atlas, compared: Comparison, between: str) -> str:
    said = between.join(_label(atlas, compared, end) for end in (compared.before, compared.after))
    return said[0].upper() + said[1:]


# --- telling ---------------------------------------------------------------------------------------------


def _changes(atlas: Atlas, before: View, after: View, found: Difference) -> None:
    st.header("What differs", anchor=False)
    if not found:
        st.write("Nothing, neither ties nor standings.")
    if found.standings:
        st.subheader(f"States that stand elsewhere ({len(found.standings)})", anchor=False)
        for moved in found.standings:
            _moved(atlas, before, after, moved)
    _ties(atlas, before, after, found.certain, "certain")
    if found.possible:
        title = "Ties that are only possible: they do not count above"
        possible = st.expander(title, key="listed possible", on_change="rerun")
        if possible.open:
            with possible:
                _ties(atlas, before, after, found.possible, "possible")


def _moved(atlas: Atlas, before: View, after: View, moved: Moved) -> None:
    world = atlas.known(after).world
    was, is_ = moved.standing
    st.markdown(f"**{plain(named(moved.state, world))}**: {was} → **{is_}**")
    for iri in moved.ties:
        side = after if iri in world.tie_by_iri else before
        _tie(atlas, side, atlas.known(side).world.tie_by_iri[iri], f"moved {moved.state}")


def _ties(atlas: Atlas, before: View, after: View, changes: Changes, certainty: str) -> None:
    for name, title in _CHANGES.items():
        listed = list(_of(changes, name, before, after))
        if not listed:
            continue
        st.subheader(f"{title} ({len(listed)})", anchor=False)
        for tie, side, lead in listed[:_OPEN]:
            _tie(atlas, side, tie, f"{certainty} {name}", lead)
        if rest := listed[_OPEN:]:
            # hundreds of lines, which nobody has asked for yet
            more = st.expander(f"{len(rest)} more", key=f"more {certainty} {name}", on_change="rerun")
            if more.open:
                with more:
                    for tie, side, lead in rest:
                        _tie(atlas, side, tie, f"{certainty} {name}", lead)


def _of(changes: Changes, name: str, before: View, after: View) -> Iterator[tuple[Tie, View, str]]:
    """What is told of one kind of change: a tie, the view that shows it, and from what to what it went."""
    if name in ("gained", "lost"):
        for tie in getattr(changes, name):
            yield tie, after if name == "gained" else before, ""
        return
    for step in getattr(changes, name):
        was, is_ = step.before.phase, step.after.phase
        yield step.after, after, f"{was.label} → {is_.label}: " if was and is_ and was is not is_ else ""


def _tie(atlas: Atlas, view: View, tie: Tie, place: str, lead: str = "") -> None:
    world = atlas.known(view).world
    tie_button(tie, world, atlas.day(view), visit.open_, place=f"listed {place}", lead=lead)
    names = list(dict.fromkeys(called(claim.source, world.source_by_iri) for claim in tie.affirming))
    more = [counted(len(names) - 3, "other")] if len(names) > 3 else []
    st.caption(plain(f"Reported by {enumerated([*names[:3], *more])}"))


def _download(atlas: Atlas, before: View, after: View, found: Difference) -> None:
    worlds = atlas.known(before).world, atlas.known(after).world
    st.download_button(
        "All changes as CSV",
        lambda: difference_csv(found, *worlds).encode("utf-8", "replace"),
        file_name="accord-atlas-difference.csv",
        mime="text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
