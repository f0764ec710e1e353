"""The words on the screen and what they mean."""

from __future__ import annotations

import streamlit as st

from graph.model.glossary import GLOSSARY
from graph.model.words import slug
from graph.pages.frame import foot
from graph.pages.reading import open_page
from graph.pages.words import plain


def glossary() -> None:
    """The page: every term with one sentence, in groups; each can be linked to."""
    atlas = open_page("glossary", "What the words mean")
    groups = {
        **GLOSSARY,
        "Kinds of ties": {
            kind.label: kind.definition
            for kind in sorted(atlas.world.kinds, key=lambda kind: kind.label)
            if kind.definition
        },
        "Religions": {
            concept.label: concept.definition
            for concept in sorted(atlas.world.concepts, key=lambda concept: concept.label)
            if concept.scheme == "religions" and concept.definition
        },
        "Everyday names of regions": {
            concept.label: concept.definition
            for concept in sorted(atlas.world.concepts, key=lambda concept: concept.label)
            if concept.scheme == "readers-regions" and concept.definition
        },
    }
    with st.container(width=760):
        for title, terms in groups.items():
            st.header(title, anchor=slug(title))
            st.markdown("\n".join(f"- **{plain(term)}**: {plain(said)}" for term, said in terms.items()))
    foot(atlas)
