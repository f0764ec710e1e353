"""The graph in words: the ties of the picture as an outline for keys and ears, and what changed, spoken."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import compress

import streamlit as st

from graph.model.kept import kept
from graph.model.outline import Entry, Section, Seen, change, in_sentences, sections
from graph.model.view import View
from graph.model.words import counted, one_line
from graph.pages import assets, visit
from graph.pages.stage import HERE as STAGE
from graph.pages.stage import PLAIN_BYTES

if TYPE_CHECKING:
    from graph.atlas import Atlas

HERE = Path(__file__).parent
MOST = 100  #: ties of an entity that are sent at first, and more with each wish for more
_LIMIT = 500  #: entities that stay unfolded

_KEY = "outline"
#: memory of a visit: what is unfolded; the view that was last told of, and what was said of it
_UNFOLDED, _NEWS = "outline unfolded", "outline news"

_NOTE = (
    "Each tie stands under both of its ends and is counted once. What is called neither possible nor "
    "unverified is certain on the day."
)


@dataclass(frozen=True)
class Unfolded:
    """What a reader has unfolded."""

    whole: bool = False  #: the outline itself
    most: Mapping[str, int] = field(default_factory=dict)  #: IRI of an entity → ties of it that are shown


@st.fragment
def outline(atlas: Atlas, view: View) -> None:
    """Show the ties in words; unfolding runs this alone, a tie that is chosen opens its evidence.

    It stands outside of what a step of the clock runs: what changed is spoken once the picture rests.
    """
    unfolded: Unfolded = st.session_state.get(_UNFOLDED, Unfolded())
    _component()(
        key=_KEY,
        data=_data(atlas, view, unfolded, _news(atlas, view), visit.opened()),
        on_unfolded_change=_unfold,
        on_picked_change=partial(_open, atlas, view),
    )


def _news(atlas: Atlas, view: View) -> tuple[int, str]:
    """What is to be said of the last change, with its number: the same number is said once."""
    before, number, said = st.session_state.get(_NEWS, (view, 0, ""))
    if before != view:
        number, said = number + 1, change(_seen(atlas, before), _seen(atlas, view))
    st.session_state[_NEWS] = view, number, said
    return number, said


def _seen(atlas: Atlas, view: View) -> Seen:
    world, narrowed = atlas.known(view).world, atlas.pictured(view)
    return Seen(
        frozenset(world.entities[position].iri for position in narrowed.entities),
        frozenset(world.ties[position].iri for position in narrowed.ties),
    )


def _data(
    atlas: Atlas, view: View, unfolded: Unfolded, news: tuple[int, str], opened: tuple[str, ...]
) -> bytes:
    """JSON, in the zlib format where it is long: the names of all entities, the ties of unfolded ones."""
    ties = len(atlas.pictured(view).ties)
    told: dict[str, Any] = {
        "title": f"The same {counted(ties, 'tie')} in words",
        "news": news,
        "whole": unfolded.whole,
        "most": dict(unfolded.most),
        "empty": not atlas.pictured(view).entities,
    }
    if unfolded.whole:
        found = _sections(atlas, view)
        told |= {
            "note": _NOTE,
            "opened": opened,
            "sections": [
                [f"{section.title} ({len(section.entries)})", list(map(_head, section.entries))]
                for section in found
            ],
            "told": {
                entry.entity.iri: _entry(atlas, view, entry, unfolded.most[entry.entity.iri])
                for section in found
                for entry in section.entries
                if entry.entity.iri in unfolded.most
            },
            "marked": _marked(atlas, view, found, opened),
        }
    text = json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
    return text if len(text) <= PLAIN_BYTES else compress(text)


def _head(entry: Entry) -> tuple[str, str, str]:
    return entry.entity.iri, one_line(entry.entity.label), counted(len(entry.ties), "tie")


@kept(64)
def _sections(atlas: Atlas, view: View) -> tuple[Section, ...]:
    narrowed = atlas.pictured(view)
    return sections(atlas.known(view).world, narrowed.entities, narrowed.lines, atlas.places(view))


@kept(256)
def _entry(atlas: Atlas, view: View, entry: Entry, most: int) -> dict[str, Any]:
    """The ties of an entity, by family."""
    by_family = in_sentences(entry, atlas.known(view).world, atlas.day(view), most)
    more = len(entry.ties) - sum(map(len, by_family.values()))
    return {
        "families": [
            [str(family).capitalize(), [(item.tie.iri, one_line(item.sentence)) for item in items]]
            for family, items in by_family.items()
        ],
        "more": f"Show {counted(min(more, MOST), 'more tie')} of {more}" if more > 0 else "",
        "next": most + MOST,
    }


def _marked(atlas: Atlas, view: View, found: tuple[Section, ...], opened: tuple[str, ...]) -> list[str]:
    """The entities that are open beside the picture, or one of whose ties is."""
    ties = atlas.known(view).world.ties
    shown = {position for position in atlas.pictured(view).ties if ties[position].iri in opened}
    return [
        entry.entity.iri
        for section in found
        for entry in section.entries
        if entry.entity.iri in opened or shown.intersection(entry.ties)
    ]


def _unfold() -> None:
    st.session_state[_UNFOLDED] = heard(st.session_state[_KEY].get("unfolded"))


def heard(told: object) -> Unfolded:
    """Read what a browser says is unfolded; what is of no use is passed over."""
    if not isinstance(told, dict):
        return Unfolded()
    most = told.get("most")
    listed = list(most.items())[-_LIMIT:] if isinstance(most, dict) else []
    return Unfolded(
        told.get("whole") is True,
        {
            iri: number
            for iri, number in listed
            if isinstance(iri, str) and type(number) is int and number > 0
        },
    )


def _open(atlas: Atlas, view: View) -> None:
    """Open what was chosen, and run the whole page: the canvas marks it, the drawer tells of it."""
    iri, world = st.session_state[_KEY].get("picked"), atlas.known(view).world
    if isinstance(iri, str) and (iri in world.tie_by_iri or iri in world.entity_by_iri):
        visit.open_(iri)
        st.rerun()


def served() -> dict[str, Path]:
    """The files that the outline asks for: address below ``/atlas/`` → file."""
    return assets.addressed("outline", [*assets.scripts(HERE), STAGE / "elements.js"])


@cache
def _component() -> Any:
    given = {"style": "outline.css"}
    return st.components.v2.component("accord_atlas_outline", js=assets.loader(served(), "outline.js", given))
