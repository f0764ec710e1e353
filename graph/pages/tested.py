"""The back-test on the page of candidates: each case beside baselines, and what was admitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import streamlit as st

from graph.atlas import Atlas
from graph.export.candidates import heard_sheet
from graph.model.backtest import Tested, finding
from graph.model.candidates import Weights, labelled
from graph.model.kept import kept
from graph.model.sentences import named
from graph.model.view import View
from graph.model.words import counted, enumerated, spoken
from graph.pages import visit
from graph.pages.desk import table
from graph.pages.grid import grid
from graph.pages.reading import text
from graph.pages.words import plain

if TYPE_CHECKING:
    from graph.export.candidates import Heard
    from graph.export.sheet import Part

_COLUMNS = ("tie", "kind", "date", "sources")


def show(atlas: Atlas, view: View, weights: Weights) -> None:
    """Say where the ranking would have put each member on the day before its accession."""
    st.header("Back-test: the day before each accession", anchor=False)
    with st.spinner("Ranking the day before each accession ..."):
        found, untested = atlas.backtest(view, weights), atlas.untested(view)
    st.markdown(f"**{plain(finding(found))}.**")
    st.caption(text("backtest"))
    if untested:
        names = enumerated(named(iri, atlas.world) for iri in untested)
        st.caption(plain(f"Not tested, as no source dates their accession: {names}."))
    if not found:
        return
    table([_row(atlas, each) for each in found])
    for each in found:
        _admitted(atlas, view, weights, each)


def _row(atlas: Atlas, each: Tested) -> dict[str, str]:
    candidate, number = each.ranking.of(each.case.state), len(each.ranking.candidates)
    ranks = (candidate.rank, candidate.by_weights, candidate.by_missing) if candidate else ()
    told = [span.told for span in ranks] or ["none"] * 3
    return {
        "Case": plain(named(each.case.state, atlas.world)),
        "Ranked on": plain(spoken(each.case.frame.day)),
        "Place": f"**{told[0]}** of {number}",
        "By weights": told[1],
        "By what is missing": told[2],
        **{base.name.capitalize(): base.rank.told for base in each.baselines},
    }


def _admitted(atlas: Atlas, view: View, weights: Weights, each: Tested) -> None:
    """What was admitted for one case, and how much was left out and why."""
    world, admitted = atlas.world, each.ranking.admitted
    name = named(each.case.state, world)
    heard, left = (sum(counts.values()) for counts in (admitted.heard, admitted.left))
    title = f"{name}: {counted(heard, 'claim')} admitted, {left:,} left out"
    with st.expander(plain(title)):
        members = enumerated(named(iri, world) for iri in each.case.frame.members) or "none yet"
        st.markdown(plain(f"Members on that day: {members}. What each criterion found of {name}:"))
        candidate = each.ranking.of(each.case.state)
        for part in candidate.contributions if candidate else ():
            label = labelled(part.criterion, each.case.frame, world.entity_by_iri)[0]
            if part.weight:
                st.markdown(f"- {plain(f'{label}: {part.value.said}')}")
        numbers = {**dict.fromkeys(_kinds(each), 0), **admitted.heard}
        lines = [
            plain(f"{world.kind_by_slug[kind].label}: {number:,} admitted; left out: {_left(each, kind)}")
            for kind, number in sorted(numbers.items())
        ]
        st.markdown("\n- ".join(["Claims by kind of tie:\n", *lines]))
        part_ = _heard(atlas, view, weights, each.case.state)
        st.caption(
            "Every tie that was admitted, those of the state first. Choose one to read who reports it."
        )
        grid(
            part_,
            _COLUMNS,
            f"heard {each.case.state}",
            f"Admitted for {name}",
            _open,
            several=False,
            height=320,
        )


def _kinds(each: Tested) -> list[str]:
    return [kind for kind, _ in each.ranking.admitted.left]


def _left(each: Tested, kind: str) -> str:
    left = each.ranking.admitted.left_of([kind])
    return enumerated(f"{number:,} {why.label}" for why, number in left.items()) or "none"


@kept(32)
def _heard(atlas: Atlas, view: View, weights: Weights, state: str) -> Part:
    found = next(each for each in atlas.backtest(view, weights) if each.case.state == state)
    return heard_sheet(found, atlas.world)


def _open(chosen: list[Heard]) -> None:
    visit.open_(*(each.iri for each in chosen))
