"""Disputes: on what the sources contradict each other, found by rule, with both sides."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import streamlit as st

from graph.atlas import Atlas
from graph.model.disputes import Dispute, Matter, Side, Voice, by_consequence, involved, matter
from graph.model.entity import EntityType
from graph.model.picked import words
from graph.model.view import View
from graph.model.words import counted, spoken
from graph.model.world import World
from graph.pages import showing, visit, widgets
from graph.pages.beside import beside
from graph.pages.clock import clock
from graph.pages.find import find
from graph.pages.frame import foot
from graph.pages.ways import to_canvas
from graph.pages.words import link, plain

ABOUT, MATTER = "about", "matter"  #: parameters of the page: slugs of entities, words of `Matter`
_CHOSEN = "disputes chosen"
_OPEN = 4  #: voices of a side that stand open; the others wait behind a line


@dataclass(frozen=True)
class _Chosen:
    """Which disputes a reader asks for; empty for all."""

    about: frozenset[str] = frozenset()  #: slugs of entities
    matters: frozenset[str] = frozenset()


def disputes() -> None:
    """The page: ask for a day of knowledge, a state, a matter; show every dispute; tell both sides."""
    atlas, view = showing.begin("disputes")
    world = atlas.known(view).world
    found = by_consequence(atlas.disputes(view), world)
    chosen = _asked(world)
    shown = [dispute for dispute in found if _fits(dispute, chosen, world)]
    own = {name: sorted(value) for name, value in _parameters(chosen).items() if value}
    visit.write_link(atlas, view, own)
    st.title(plain(_finding(found)), anchor=False)
    st.caption(
        "Found by rule: what one source denies and another affirms, dates and stages that exclude each "
        "other, two answers to a question that has one. A month within a year contradicts nothing. First "
        "what decides who is a member; within a matter, first where even the weaker side has most "
        "independent sources."
    )
    listed, drawer = st.columns([0.65, 0.35], gap="medium")
    with listed:
        clock(atlas, view)
        _ask(found, chosen, world)
        _show(atlas, view, shown, found)
    with drawer:
        find(atlas, view)
        hint = "Choose a tie in a dispute to read every claim on it, source by source."
        beside(atlas, view, hint, own=own)
    visit.write_link(atlas, view, own)
    foot(atlas)


def _finding(found: Sequence[Dispute]) -> str:
    if not found:
        return "The sources contradict each other on nothing"
    return f"The sources contradict each other on {counted(len(found), 'matter')}"


def _asked(world: World) -> _Chosen:
    """What the reader has chosen on this page: of the link at first, then of the widgets."""
    if (query := visit.arrived()) is not None:
        about, missing = words(ABOUT, query, {entity.slug for entity in world.entities}, "entity")
        matters, unknown = words(MATTER, query, set(Matter), "matter of dispute")
        showing.tell_problems((*missing, *unknown))
        st.session_state[_CHOSEN] = _Chosen(about, matters)
    chosen: _Chosen = st.session_state.get(_CHOSEN, _Chosen())
    return chosen


def _parameters(chosen: _Chosen) -> dict[str, frozenset[str]]:
    return {ABOUT: chosen.about, MATTER: chosen.matters}


def _fits(dispute: Dispute, chosen: _Chosen, world: World) -> bool:
    about = {world.entity_by_iri[iri].slug for iri in involved(dispute, world)}
    return (not chosen.about or bool(about & chosen.about)) and (
        not chosen.matters or matter(dispute, world) in chosen.matters
    )


def _ask(found: Sequence[Dispute], chosen: _Chosen, world: World) -> None:
    concerned = {iri for dispute in found for iri in involved(dispute, world)}
    entities = sorted(
        (world.entity_by_iri[iri] for iri in concerned),
        key=lambda entity: (entity.type is not EntityType.STATE, entity.label),
    )
    labels = {entity.slug: entity.label for entity in entities}
    matters = [word for word in Matter if any(matter(dispute, world) is word for dispute in found)]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.multiselect(
            "Concerns",
            [*labels, *sorted(chosen.about - labels.keys())],
            format_func=lambda slug: labels.get(slug, slug),
            key=widgets.hold("disputes about", sorted(chosen.about)),
            on_change=_take,
            placeholder="Anybody",
            select_all=False,
            width=260,
        )
        st.multiselect(
            "Matter",
            [*matters, *(word for word in Matter if word in chosen.matters and word not in matters)],
            format_func=lambda word: Matter(word).label,
            key=widgets.hold("disputes matter", [word for word in Matter if word in chosen.matters]),
            on_change=_take,
            placeholder="Any matter",
            select_all=False,
            width=260,
        )


def _take() -> None:
    about, matters = (st.session_state[f"view disputes {part}"] for part in ("about", "matter"))
    st.session_state[_CHOSEN] = _Chosen(frozenset(about), frozenset(map(str, matters)))
    visit.touch()


def _show(atlas: Atlas, view: View, shown: Sequence[Dispute], found: Sequence[Dispute]) -> None:
    if not shown:
        known = f" From what was known on {spoken(view.known_on)}." if view.known_on else ""
        rest = f" {counted(len(found), 'dispute')} without these filters." if found else ""
        st.info(f"No dispute fits.{known}{rest}")
        return
    world = atlas.known(view).world
    for word in Matter:
        if group := [dispute for dispute in shown if matter(dispute, world) is word]:
            st.header(f"{word.label} ({len(group)})", anchor=False)
            for dispute in group:
                _dispute(atlas, view, dispute)


def _dispute(atlas: Atlas, view: View, dispute: Dispute) -> None:
    world = atlas.known(view).world
    with st.container(border=True):
        st.subheader(plain(_question(dispute)), anchor=False)
        for sides in _rows(dispute.sides):
            for column, side in zip(st.columns(len(sides)), sides, strict=True):
                with column:
                    _side(side, dispute)
        with st.container(horizontal=True):
            known = [iri for iri in dispute.ties if iri in world.tie_by_iri]
            if known or dispute.about in world.entity_by_iri:
                label = "Every claim" if known else f"All on {world.entity_by_iri[dispute.about].label}"
                st.button(
                    plain(label),
                    key=f"open {dispute.id}",
                    icon=":material/quick_reference_all:",
                    type="tertiary",
                    on_click=visit.open_,
                    args=tuple(known or [dispute.about]),
                )
                to_canvas(atlas, view, known or [dispute.about])


def _question(dispute: Dispute) -> str:
    """What is disputed, without the count of voices that the columns below give."""
    head, _, _ = dispute.sentence.rpartition(f" {dispute.count}")
    return head.rstrip(":")


def _rows(sides: Sequence[Side], wide: int = 3) -> Iterator[Sequence[Side]]:
    """Sides next to one another, so many in a row."""
    for start in range(0, len(sides), wide):
        yield sides[start : start + wide]


def _side(side: Side, dispute: Dispute) -> None:
    says = "says" if side.independent == 1 else "say"
    number = counted(side.independent, "independent source")
    st.markdown(f"**{plain(number)}** {says} **{plain(side.says)}**")
    st.markdown(_listed(side.voices[:_OPEN]))
    if rest := side.voices[_OPEN:]:
        with st.expander(f"{len(rest)} more", key=f"more {dispute.id} {side.says}"):
            st.markdown(_listed(rest))
    if len(side.roots) < len({voice.source.iri for voice in side.voices}):
        st.caption(f"Resting on {counted(len(side.roots), 'origin')} in all")


def _listed(voices: Iterable[Voice]) -> str:
    return "\n".join(f"- :small[{_voice(voice)}]" for voice in voices)


def _voice(voice: Voice) -> str:
    source = voice.source
    claimed = "told as a claim, not as a fact" if voice.contested else ""
    about = (source.publisher, source.dated(), source.reliability.label, voice.locator, claimed)
    return f"{link(source.title, source.url)}, {plain(' · '.join(part for part in about if part))}"
