"""Widgets that each hold one clause of the View: what they show is the View's, what is changed goes to it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import streamlit as st

from graph.model.entity import Concept
from graph.model.view import View
from graph.model.words import slug
from graph.pages import visit


def group(title: str, view: View, clauses: Iterable[str], ask: Callable[[], None]) -> None:
    """A group of filters, folded and asked for once it is unfolded; its name says how many are set."""
    narrowed = len(set(clauses) & set(view.set_clauses()))
    label = f"{title} · {narrowed} set" if narrowed else title
    # a browser takes longer for these widgets than for the whole picture, and most readers open none
    folded = st.expander(label, key=f"group {title}", on_change="rerun")
    if folded.open:
        with folded:
            ask()


def meanings(said: Mapping[Any, str], group: str = "") -> str:
    """Words with what they mean, for the sign beside a label; *group* is where the glossary has them."""
    lines = [f"- **{word}**: {meaning}" for word, meaning in said.items()]
    # relative, so that it holds wherever the app is served
    return "\n".join(lines) + (f"\n\n[In the glossary](glossary#{slug(group)})" if group else "")


def pills(
    label: str,
    field: str,
    options: Iterable[Any],
    chosen: frozenset[Any],
    counts: Mapping[Any, int],
    label_of: Callable[[Any], str] = str,
    help: str | None = None,
) -> None:
    """Ask for some of a few words; those that would leave nothing are not offered."""
    shown = [option for option in options if counts.get(option) or option in chosen]
    if not shown:
        return
    st.pills(
        label,
        shown,
        selection_mode="multi",
        format_func=lambda option: f"{label_of(option)} ({counts.get(option, 0)})",
        key=hold(field, [option for option in shown if option in chosen]),
        on_change=_take_set,
        args=(field, shown),
        help=help,
    )


def choose(
    label: str,
    field: str,
    options: Sequence[str],
    chosen: frozenset[str],
    label_of: Mapping[str, str],
    counts: Mapping[str, int] | None = None,
    placeholder: str = "Any",
    help: str | None = None,
) -> None:
    """Ask for some of many words, each with its count where counts are given."""
    listed = [*options, *sorted(chosen - set(options))]

    def told(slug: str) -> str:
        name = label_of.get(slug, slug)
        return name if counts is None else f"{name} ({counts.get(slug, 0)})"

    st.multiselect(
        label,
        listed,
        format_func=told,
        key=hold(field, [slug for slug in listed if slug in chosen]),
        on_change=_take_set,
        args=(field, listed),
        placeholder=placeholder,
        help=help,
        select_all=False,
    )


def concepts(
    label: str,
    field: str,
    all_concepts: Sequence[Concept],
    wanted: Callable[[Concept], bool],
    chosen: frozenset[str],
    counts: Mapping[str, int],
    placeholder: str,
    help: str | None = None,
) -> None:
    """Ask for concepts of a scheme, each under the one above it."""
    tree = _tree(all_concepts, wanted)
    label_of = {concept.slug: f"{'– ' * depth}{concept.label}" for concept, depth in tree}
    options = [slug for slug in label_of if counts.get(slug) or slug in chosen]
    choose(label, field, options, chosen & label_of.keys(), label_of, counts, placeholder, help)


def one_of(
    label: str,
    field: str,
    options: Sequence[Any],
    chosen: Any,
    label_of: Callable[[Any], str],
    help: str | None = None,
) -> None:
    """Ask for one of a few words."""
    st.selectbox(
        label,
        options,
        format_func=label_of,
        key=hold(field, chosen),
        on_change=_take,
        args=(field, options),
        help=help,
    )


def radio(
    label: str,
    field: str,
    options: Sequence[str],
    chosen: str,
    label_of: Mapping[str, str],
    said: Sequence[str],
) -> None:
    """Ask for one of a few words, each with a line on what it means."""
    st.radio(
        label,
        options,
        format_func=label_of.__getitem__,
        captions=said,
        key=hold(field, chosen),
        on_change=_take,
        args=(field, options),
    )


def number(
    label: str,
    field: str,
    least: int,
    most: int,
    value: int,
    *,
    step: int = 1,
    format: str | None = None,
    help: str | None = None,
) -> None:
    """Ask for a whole number on a scale."""
    st.slider(
        label,
        least,
        max(most, value),
        step=step,
        format=format,
        key=hold(field, value),
        on_change=_take,
        args=(field,),
        help=help,
    )


def toggle(label: str, field: str, value: bool) -> None:
    """Ask for yes or no."""
    st.toggle(label, key=hold(field, value), on_change=_take, args=(field,))


def text(label: str, field: str, value: str, longest: int, placeholder: str) -> None:
    """Ask for a few letters."""
    st.text_input(
        label,
        key=hold(field, value),
        on_change=_take,
        args=(field,),
        max_chars=longest,
        placeholder=placeholder,
    )


def hold(field: str, value: object) -> str:
    """Let a widget show what the View says: labels carry counts, so they are no memory to rely on."""
    key = f"view {field}"
    st.session_state[key] = value
    return key


def _take(field: str, options: Sequence[Any] | None = None) -> None:
    value = st.session_state[f"view {field}"]
    if options is None or value in options:
        visit.change(**{field: value})


def _take_set(field: str, options: Sequence[Any]) -> None:
    chosen = frozenset(st.session_state[f"view {field}"] or ())
    # a browser that has not seen the newest counts yet names an option by its last label: that is no choice
    if chosen <= frozenset(options):
        visit.change(**{field: chosen})


def _tree(all_concepts: Sequence[Concept], wanted: Callable[[Concept], bool]) -> list[tuple[Concept, int]]:
    """Concepts under one another, each with its depth; siblings by label."""
    kept = {concept.slug: concept for concept in all_concepts if wanted(concept)}
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
