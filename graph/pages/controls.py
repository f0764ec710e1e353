"""Widgets become a View: each holds one of its clauses, and the View alone is remembered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import streamlit as st

from graph.atlas import Atlas
from graph.model.entity import Concept, EntityType
from graph.model.kind import Family
from graph.model.standing import Standing
from graph.model.view import View
from graph.pages import visit
from graph.table.facets import Facets

#: scheme of regions → what the reader calls it
SCHEMES = {
    "readers-regions": "Everyday names",
    "m49": "United Nations (M49)",
    "factbook-regions": "World Factbook",
}


def ask_view(atlas: Atlas, view: View, facets: Facets) -> None:
    """Show every filter with the number of states or ties that each option would leave."""
    st.button(
        "Reset",
        key="reset",
        icon=":material/restart_alt:",
        on_click=visit.reset,
        args=(atlas,),
        width="stretch",
    )
    meanings = "\n".join(f"- **{standing}**: {standing.meaning}" for standing in Standing)
    _pills(
        "Standing toward the Accords", "standings", Standing, view.standings, facets.standings, help=meanings
    )
    _religions(atlas, view, facets)
    _regions(atlas, view, facets)
    _pills("Families of ties", "families", Family, view.families, facets.families)
    with st.expander("Kinds of ties and entities"):
        _kinds(atlas, view, facets)
        _pills("Kinds of entity", "types", EntityType, view.types, facets.types, lambda kind: kind.label)
    with st.expander("Day, and whose list of members"):
        _day(atlas, view)
        _lens(atlas, view)
    _toggle("Keep Israel, the United States and the Accords in the picture", "frame", view.frame)
    _toggle("Also what rests on general knowledge alone", "unverified", view.unverified)


def _pills(
    label: str,
    field: str,
    options: Iterable[Any],
    chosen: frozenset[Any],
    counts: Mapping[Any, int],
    label_of: Callable[[Any], str] = str,
    help: str | None = None,
) -> None:
    shown = [option for option in options if counts.get(option) or option in chosen]
    key = _hold(field, [option for option in shown if option in chosen])
    st.pills(
        label,
        shown,
        selection_mode="multi",
        format_func=lambda option: f"{label_of(option)} ({counts.get(option, 0)})",
        key=key,
        on_change=_take_set,
        args=(field,),
        help=help,
    )


def _religions(atlas: Atlas, view: View, facets: Facets) -> None:
    _concepts(
        "Religion of the population",
        "religions",
        _tree(atlas.world.concepts, lambda concept: concept.scheme == "religions"),
        view.religions,
        facets.religions,
        placeholder="Any religion",
        help="Shares of the whole population, as a source gives them. A religion describes a population, "
        "never a person or a government.",
    )
    st.slider(
        "At least this share of the population",
        0,
        100,
        step=5,
        format="%d %%",
        key=_hold("share", view.share),
        on_change=_take,
        args=("share",),
        disabled=not view.religions,
    )


def _regions(atlas: Atlas, view: View, facets: Facets) -> None:
    concepts = atlas.world.concepts
    schemes = [scheme for scheme in SCHEMES if any(concept.scheme == scheme for concept in concepts)]
    scheme = st.selectbox(
        "Regions as named by", schemes, format_func=SCHEMES.__getitem__, key="region scheme"
    )
    tree = _tree(concepts, lambda concept: concept.scheme == scheme or concept.slug in view.regions)
    _concepts("Region", "regions", tree, view.regions, facets.regions, placeholder="Any region")


def _concepts(
    label: str,
    field: str,
    tree: Sequence[tuple[Concept, int]],
    chosen: frozenset[str],
    counts: Mapping[str, int],
    placeholder: str,
    help: str | None = None,
) -> None:
    """Ask for concepts of a scheme, each under the one above it."""
    depth_of = {concept.slug: depth for concept, depth in tree}
    label_of = {concept.slug: concept.label for concept, _ in tree}
    options = [slug for slug in label_of if counts.get(slug) or slug in chosen]
    st.multiselect(
        label,
        options,
        format_func=lambda slug: f"{'– ' * depth_of[slug]}{label_of[slug]} ({counts.get(slug, 0)})",
        key=_hold(field, [slug for slug in options if slug in chosen]),
        on_change=_take_set,
        args=(field,),
        placeholder=placeholder,
        help=help,
    )


def _kinds(atlas: Atlas, view: View, facets: Facets) -> None:
    families = list(Family)
    kinds = sorted(atlas.world.kinds, key=lambda kind: (families.index(kind.family), kind.label))
    label_of = {kind.slug: kind.label for kind in kinds}
    options = [kind.slug for kind in kinds if facets.kinds.get(kind.slug) or kind.slug in view.kinds]
    key = _hold("kinds", [slug for slug in options if slug in view.kinds])
    st.multiselect(
        "Kinds of ties",
        options,
        format_func=lambda slug: f"{label_of[slug]} ({facets.kinds.get(slug, 0)})",
        key=key,
        on_change=_take_set,
        args=("kinds",),
        placeholder="Any kind",
    )


def _day(atlas: Atlas, view: View) -> None:
    key = _hold("as_of", view.as_of or atlas.horizon)
    st.date_input("True on this day", key=key, min_value=date(1948, 1, 1), max_value=atlas.horizon,
                  on_change=_take, args=("as_of",), format="YYYY-MM-DD",
                  help="Up to the last day that the sources cover well")  # fmt: skip


def _lens(atlas: Atlas, view: View) -> None:
    key = _hold("lens", view.lens)
    slugs = sorted(atlas.lenses, key=lambda slug: (slug != View().lens, atlas.lenses[slug].title))
    st.selectbox("Whose list of members", slugs, format_func=lambda slug: atlas.lenses[slug].title, key=key,
                 on_change=_take, args=("lens",))  # fmt: skip
    st.caption(atlas.lenses[view.lens].sentence)


def _toggle(label: str, field: str, value: bool) -> None:
    st.toggle(label, key=_hold(field, value), on_change=_take, args=(field,))


def _hold(field: str, value: object) -> str:
    """Let a widget show what the View says: labels carry counts, so they are no memory to rely on."""
    key = f"view {field}"
    st.session_state[key] = value
    return key


def _take(field: str) -> None:
    visit.change(**{field: st.session_state[f"view {field}"]})


def _take_set(field: str) -> None:
    visit.change(**{field: frozenset(st.session_state[f"view {field}"] or ())})


def _tree(concepts: Sequence[Concept], wanted: Callable[[Concept], bool]) -> list[tuple[Concept, int]]:
    """Concepts under one another, each with its depth; siblings by label."""
    kept = {concept.slug: concept for concept in concepts if wanted(concept)}
    below: dict[str | None, list[Concept]] = {}
    for concept in sorted(kept.values(), key=lambda concept: concept.label):
        above = concept.broader if concept.broader in kept else None
        below.setdefault(above, []).append(concept)
    found: list[tuple[Concept, int]] = []

    def walk(above: str | None, depth: int) -> None:
        for concept in below.get(above, ()):
            found.append((concept, depth))
            walk(concept.slug, depth + 1)

    walk(None, 0)
    return found
