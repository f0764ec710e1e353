"""Candidates: states outside the Accords, ranked by weights that the reader sets, and the back-test."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import streamlit as st

from graph.atlas import Atlas
from graph.errors import UsageError
from graph.export.candidates import NOTICE, Row, candidates_sheet
from graph.model.candidates import MOST, Candidate, Contribution, Ranking, Weights, labelled
from graph.model.criteria import Criterion
from graph.model.kept import kept
from graph.model.sentences import named
from graph.model.source import called
from graph.model.standing import Standing
from graph.model.view import View
from graph.model.words import counted, enumerated, spoken
from graph.pages import controls, showing, tested, visit, ways, widgets
from graph.pages.beside import beside
from graph.pages.clock import clock
from graph.pages.evidence import tie_button
from graph.pages.frame import foot
from graph.pages.grid import files, grid
from graph.pages.reading import text
from graph.pages.words import plain

if TYPE_CHECKING:
    from graph.export.sheet import Part

_WEIGHTS, _CHOSEN = "candidates weights", "candidates chosen"
_ROWS = "candidates rows"
_COLUMNS = ("rank", "state", "standing", "score", "by_weights", "by_missing", "known", "against")
_ABREAST = 2  #: sliders of a row
_NAMED = 3  #: of the first that the title names
_ARGUED = 4  #: arguments against that stand there at once


def candidates() -> None:
    """The page: ask for weights, rank, open one rank to all it rests on, test past accessions."""
    atlas, view = showing.begin("candidates")
    weights, chosen = _asked(atlas)
    own = _own(atlas, weights, chosen)
    visit.write_link(atlas, view, own)
    ranking = atlas.candidates(view, weights)
    st.title(plain(_finding(atlas, ranking)), anchor=False)
    st.caption(plain(_said(atlas, view, ranking)))
    page, drawer = st.columns([0.68, 0.32], gap="medium")
    with page:
        clock(atlas, view)
        controls.ask_lens(atlas, view)
        _ask(atlas, ranking)
        found = ranking.of(chosen) or next(iter(ranking.candidates), None)
        _ranked(atlas, view, ranking, own)
        if found is not None:
            _opened(atlas, view, ranking, found)
        tested.show(atlas, view, weights)
    with drawer:
        beside(atlas, view, "Choose a tie below a rank to read who reports it.", own=own)
    visit.write_link(atlas, view, own)
    foot(atlas)


# --- what is asked --------------------------------------------------------------------------------------


def _asked(atlas: Atlas) -> tuple[Weights, str]:
    """The weights, and the IRI of the state whose rank is open: of the link at first, then of the widgets."""
    if (query := visit.arrived()) is not None:
        weights, problems = Weights.from_query(query)
        slugs = {entity.slug: entity.iri for entity in atlas.world.entities}
        wanted = next(iter(query.get("candidate", ())), "")
        wrong = () if wanted in ("", *slugs) else ("no candidate of the name in the link",)
        showing.tell_problems((*problems, *wrong))
        st.session_state[_WEIGHTS], st.session_state[_CHOSEN] = weights, slugs.get(wanted, "")
    return st.session_state.setdefault(_WEIGHTS, Weights()), st.session_state.setdefault(_CHOSEN, "")


def _own(atlas: Atlas, weights: Weights, chosen: str) -> dict[str, str | list[str]]:
    entity = atlas.world.entity_by_iri.get(chosen)
    return {**weights.to_query(), **({"candidate": entity.slug} if entity else {})}


def _ask(atlas: Atlas, ranking: Ranking) -> None:
    changed = len(ranking.weights.given)
    title = f"Weights · {changed} changed" if changed else "Weights"
    with st.expander(title, icon=":material/tune:", key="weights"):
        st.caption(f"How much each criterion counts, from 0 (not at all) to {MOST}.")
        usual = [criterion for criterion in ranking.asked if not criterion.on_demand]
        on_demand = [criterion for criterion in ranking.asked if criterion.on_demand]
        _sliders(atlas, ranking, usual)
        if on_demand:
            st.warning(
                "Religion and region say what a state is, not what it does. They count only if you give them "
                "a weight; a rank that rests on them sorts states by the faith of their people or by the map."
            )
            _sliders(atlas, ranking, on_demand)
        if left := [criterion for criterion in Criterion if criterion not in ranking.asked]:
            names = enumerated(_label(atlas, ranking, each) for each in left)
            st.caption(plain(f"Not asked on this day, as there is nobody to compare with: {names}."))
        st.button(
            "Set all weights back", icon=":material/restart_alt:", on_click=_reset, disabled=not changed
        )
    if weighed := [each for each in ranking.asked if each.on_demand and ranking.weights.of(each)]:
        names = enumerated(_label(atlas, ranking, each).lower() for each in weighed)
        st.warning(plain(f"This ranking rests on what states are: {names}."))


def _sliders(atlas: Atlas, ranking: Ranking, criteria: list[Criterion]) -> None:
    for start in range(0, len(criteria), _ABREAST):
        for column, criterion in zip(st.columns(_ABREAST), criteria[start : start + _ABREAST], strict=False):
            label, meaning = labelled(criterion, ranking.frame, atlas.world.entity_by_iri)
            column.slider(
                plain(label),
                0,
                MOST,
                key=widgets.hold(f"weight {criterion}", ranking.weights.of(criterion)),
                on_change=_take,
                args=(criterion,),
                help=plain(meaning),
            )


def _take(criterion: Criterion) -> None:
    weights: Weights = st.session_state[_WEIGHTS]
    visit.touch()
    try:
        changed = {criterion: int(st.session_state[f"view weight {criterion}"])}
        st.session_state[_WEIGHTS] = weights.having(changed)
    except UsageError as wrong:
        st.warning(plain(f"{str(wrong).capitalize()}. What is shown stays as it was."))


def _reset() -> None:
    st.session_state[_WEIGHTS] = Weights()
    visit.touch()


def _choose(rows: list[Row]) -> None:
    if rows:
        st.session_state[_CHOSEN] = rows[0].iri
        visit.touch()


# --- what is shown --------------------------------------------------------------------------------------


def _finding(atlas: Atlas, ranking: Ranking) -> str:
    first = [named(each.state, atlas.world) for each in ranking.candidates[:_NAMED]]
    if not first:
        return "There is no state outside the Accords"
    verb = "ranks" if len(first) == 1 else "rank"
    by = "these weights" if ranking.weights.given else "equal weights"
    number = counted(len(ranking.candidates), "state")
    return f"{enumerated(first)} {verb} first of {number} outside the Accords, by {by}"


def _said(atlas: Atlas, view: View, ranking: Ranking) -> str:
    known = f", from what was known on {spoken(view.known_on)}" if view.known_on else ""
    lens = atlas.lenses[view.lens].title
    parts = [
        f"As of {spoken(ranking.frame.day)}{known}, whatever the filters. Outside by the list {lens}",
        showing.beyond(atlas, view),
        NOTICE.removesuffix("."),
        "Under a day of knowledge no reference work is heard" if view.known_on else "",
    ]
    left = ranking.admitted.left_of({kind for kind, _ in ranking.admitted.left})
    if left:
        told = enumerated(f"{number:,} {why.label}" for why, number in left.items())
        parts.append(f"Claims that are not heard: {told}")
    return f"{'. '.join(filter(None, parts))}."


def _label(atlas: Atlas, ranking: Ranking, criterion: Criterion) -> str:
    return labelled(criterion, ranking.frame, atlas.world.entity_by_iri)[0]


def _ranked(atlas: Atlas, view: View, ranking: Ranking, own: Mapping[str, str | list[str]]) -> None:
    st.header(f"The ranking ({len(ranking.candidates)})", anchor=False)
    st.caption("Choose a row to open a rank. “By weights” and “by what is missing” say how far it moves.")
    part = _rows(atlas, view, ranking.weights)
    grid(part, _COLUMNS, _ROWS, "Candidates by rank", _choose, several=False, keep=False, height=420)
    about = {**atlas.about(view), "address": visit.address(atlas, view, own=own)}
    files(part, list(part.sheet.columns), "accord-atlas-candidates", "Candidates of Accord Atlas", about)
    with st.expander("How to read a rank", icon=":material/help:"):
        st.markdown(text("candidates"))


@kept(32)
def _rows(atlas: Atlas, view: View, weights: Weights) -> Part:
    return candidates_sheet(atlas.candidates(view, weights), atlas.known(view).world)


def _opened(atlas: Atlas, view: View, ranking: Ranking, found: Candidate) -> None:
    """One rank: what adds to it, what is missing, what speaks against it."""
    world, name = atlas.known(view).world, named(found.state, atlas.world)
    st.header(plain(f"{name}: place {found.rank.told}"), anchor=False)
    stands = f"Stands as {found.standing}" if found.standing is not Standing.OUTSIDE else "Stands outside"
    missing = enumerated(_label(atlas, ranking, each).lower() for each in found.missing)
    st.caption(
        plain(
            f"{stands}. Score {100 * found.score:.1f} of 100. Each weight left out, halved and doubled: "
            f"place {found.by_weights.told}. Whatever the missing values are: place {found.by_missing.told}. "
            + (f"No source says: {missing}." if missing else "A source says something of every criterion.")
        )
    )
    st.subheader("What adds to it", anchor=False)
    for each in sorted(found.contributions, key=lambda part: -part.points):
        if each.weight:
            _contribution(atlas, view, ranking, found, each)
    st.subheader("What speaks against it", anchor=False)
    _against(atlas, view, found)
    with st.container(horizontal=True):
        ways.to_dossier(atlas, view, found.state, f"All that is known of {name}", ":material/description:")
        slugs = [world.entity_by_iri[iri].slug for iri in (found.state, ranking.frame.party)]
        ways.to_compare(atlas, view, slugs, f"{name} and {named(ranking.frame.party, world)} side by side")


def _contribution(atlas: Atlas, view: View, ranking: Ranking, found: Candidate, each: Contribution) -> None:
    world, day = atlas.known(view).world, ranking.frame.day
    points = "no source says; counts as 0" if each.missing else f"{100 * each.points:.1f} points"
    times = f", weight {each.weight}" if each.weight != 1 else ""
    with st.container(gap=None):
        label = plain(_label(atlas, ranking, each.criterion))
        st.markdown(f"**{label}**{times}: {plain(each.value.said)} :gray[({points})]")
        for tie in filter(
            None, (world.tie_by_iri.get(iri) or atlas.likeness(iri) for iri in each.value.ties)
        ):
            tie_button(tie, world, day, visit.open_, place=f"listed {each.criterion}")
        if each.value.sources:
            names = enumerated(called(iri, world.source_by_iri) for iri in each.value.sources)
            st.caption(plain(f"According to {names}"))


def _against(atlas: Atlas, view: View, found: Candidate) -> None:
    world, day = atlas.known(view).world, atlas.day(view)
    if not (found.against.ties or found.against.arguments):
        st.markdown("None found in the sources: no tie that sets it apart, no argument against its joining.")
        return
    with st.container(gap=None):
        for iri in found.against.ties:
            tie_button(world.tie_by_iri[iri], world, day, visit.open_, place="listed against")
    lines = [
        f"- {plain(argument.text)} :gray[{plain(f'{argument.stance}, argued by {argument.argued_by}')}]"
        for argument in found.against.arguments
    ]
    st.markdown("\n".join(lines[:_ARGUED]))
    if lines[_ARGUED:]:
        with st.expander(f"{len(lines) - _ARGUED} more arguments"):
            st.markdown("\n".join(lines[_ARGUED:]))
    if lines:
        slug = world.entity_by_iri[found.state].slug
        ways.to_arguments(atlas, view, slug, "These beside what is said for it")
