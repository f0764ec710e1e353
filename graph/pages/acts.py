"""What a reader does on the canvas, as a change of the View: hide, keep only, focus, expand, go back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum
from time import time_ns
from typing import Any, TypeVar

import streamlit as st

from graph.atlas import Atlas
from graph.model import expansion
from graph.model.history import Point
from graph.model.kind import Family
from graph.model.placed import within
from graph.model.sides import COMPARED, LEAST, MOST, word_of
from graph.model.standing import Standing
from graph.model.view import View
from graph.pages import visit, ways
from graph.pages.stage import Act, Picked
from graph.picture.draw import Drawing
from graph.picture.palette import SHAPES

_TOLD = "told to the canvas"  #: memory of what was asked of an entity, until something else is
Word = TypeVar("Word", bound=StrEnum)

_FARTHEST = 4  #: steps around a focus


def act(atlas: Atlas, view: View, picked: Picked) -> None:
    """Do what was asked for, and run the page anew."""
    slugs = _slugs(atlas, view, picked.iris)
    st.session_state.pop(_TOLD, None)
    if picked.act is Act.UNDO:
        visit.go_to(visit.history().at - 1)
    elif picked.act is Act.REDO:
        visit.go_to(visit.history().at + 1)
    elif picked.act is Act.OFFER:
        st.session_state[_TOLD] = Act.OFFER, picked.iris, 0
    elif picked.act is Act.LINK:
        st.session_state[_TOLD] = Act.LINK, picked.iris, time_ns()
    elif picked.act is Act.DOSSIER:
        visit.open_(*picked.iris[:1])
        visit.go("dossier")
    elif picked.act is Act.COMPARE:
        _compare(atlas, view, picked.iris)
    elif wanted := changed(view, picked.act, slugs, picked.choice):
        visit.ask(wanted)
    st.rerun(scope="app")


def _compare(atlas: Atlas, view: View, iris: tuple[str, ...]) -> None:
    """Lay some of the picture side by side; who is no state, body or bloc of states stays out."""
    world, folded = atlas.known(view).world, [group.slug for group in atlas.groups(view)]
    words = [word for iri in iris if (word := word_of(iri, world, folded))]
    if len(words) >= LEAST:
        ways.go_to_compare(atlas, view, words[:MOST])


def changed(view: View, done: Act, slugs: frozenset[str], choice: str = "") -> View | None:
    """The view after an act on some entities; None where it changes nothing."""
    after = view
    if done is Act.HIDE:
        expanded = view.expanded
        for slug in slugs:
            expanded = expansion.collapsed(expanded, slug)
        after = replace(
            view,
            hidden=view.hidden | slugs,
            only=view.only - slugs,
            focus=view.focus - slugs,
            expanded=expanded,
        )
    elif done is Act.KEEP and slugs:
        after = replace(view, only=slugs, hidden=view.hidden - slugs, focus=frozenset(), expanded=frozenset())
    elif done is Act.FOCUS and slugs:
        after = replace(view, focus=slugs, depth=1, hidden=view.hidden - slugs)
    elif done is Act.DEEPER and view.focus:
        after = replace(view, depth=min(_FARTHEST, view.depth + 1))
    elif done is Act.NEARER and view.focus:
        after = replace(view, depth=view.depth - 1) if view.depth > 1 else view.without("focus")
    elif done is Act.ALL:
        after = replace(view, hidden=frozenset(), only=frozenset())
    elif done is Act.EXPAND and len(slugs) == 1 and choice:
        after = replace(view, expanded=expansion.more(view.expanded, next(iter(slugs)), choice))
    elif done is Act.FAMILY and choice in set(Family):
        after = replace(view, families=_toggled(view.families, Family(choice), Family))
    elif done is Act.KIND and choice:
        after = _without_kind(view, choice)
    elif done is Act.STANDING and choice in set(Standing):
        after = replace(view, standings=_toggled(view.standings, Standing(choice), Standing))
    elif done is Act.COLLAPSE:
        for slug in slugs:
            after = replace(after, expanded=expansion.collapsed(after.expanded, slug))
    return after if after != view else None


def _without_kind(view: View, kind: str) -> View:
    """Leave a kind of ties out or take it in again; of those that alone were asked for one at least stays."""
    if not view.kinds:
        return replace(view, kinds_out=view.kinds_out ^ {kind})
    return replace(view, kinds=(view.kinds ^ {kind}) or view.kinds)


def _kinds(atlas: Atlas, view: View) -> list[list[Any]]:
    """The kinds in the picture, and those left out: slug, label, family, ties, whether it is shown."""
    world, narrowed = atlas.known(view).world, atlas.pictured(view)
    count = Counter(world.ties[position].kind.slug for position in narrowed.ties)
    out = {slug for slug in view.kinds_out if slug in world.kind_by_slug and not view.kinds}
    found = [world.kind_by_slug[slug] for slug in {*count, *out}]
    asked = [kind for kind in found if not view.families or kind.family in view.families]
    families = list(Family)
    return [
        [kind.slug, kind.label, str(kind.family), count[kind.slug], kind.slug not in out]
        for kind in sorted(asked, key=lambda kind: (families.index(kind.family), kind.label))
    ]


def _toggled(asked: frozenset[Word], word: Word, words: type[Word]) -> frozenset[Word]:
    """Leave a word out or take it in again; all of them together, and none, ask for nothing."""
    after = (asked or frozenset(words)) ^ {word}
    return frozenset() if after == frozenset(words) else after


def told(atlas: Atlas, view: View, drawn: Drawing) -> dict[str, Any]:
    """What the canvas is told beside the drawing: what is put away, what can be added, what to copy."""
    asked_for = {
        "families": [family for family in Family if family in view.families],
        "standings": [standing for standing in Standing if standing in view.standings],
    }
    can = {
        "away": bool(view.hidden or view.only),
        "focus": bool(view.focus),
        "asked": asked_for,
        "kinds": _kinds(atlas, view),
        "sides": {"shapes": sorted(SHAPES[type_] for type_ in COMPARED), "least": LEAST, "most": MOST},
    }
    found: dict[str, Any] = {"acts": can}
    asked, iris, number = st.session_state.get(_TOLD, (None, (), 0))
    ident = drawn.id_of(iris[0]) if iris else None
    if asked is Act.OFFER and ident:
        world = atlas.known(view).world
        kinds = {kind.slug: kind.label for kind in world.kinds}
        slugs = _slugs(atlas, view, iris[:1])
        offers = atlas.offers(view, next(iter(slugs))) if len(slugs) == 1 else {}
        found["offers"] = {
            "id": ident,
            "kinds": [[slug, kinds[slug], number] for slug, number in offers.items()],
            "most": expansion.AT_A_TIME,
            "expanded": view.expanded != expansion.collapsed(view.expanded, *slugs) if slugs else False,
        }
    elif asked is Act.LINK and ident:
        slugs = _slugs(atlas, view, iris)
        wanted = view if len(iris) == 1 else replace(view, only=slugs, focus=frozenset())
        address = visit.address(atlas, wanted, iris if len(iris) == 1 else ())
        found["copy"] = {"number": str(number), "text": address}
    return found


def put(atlas: Atlas, view: View, moved: Mapping[str, Point | None]) -> None:
    """Keep where entities and groups were put by hand: IRI → place, or None to let it go."""
    places = dict(visit.places())
    for iri, place in moved.items():
        slug = _slug(atlas, view, iri)
        if place is None:
            places.pop(slug, None)
        else:
            places[slug] = within(*place)
    if places != dict(visit.places()):
        visit.place(places)


def placed(atlas: Atlas, view: View, places: Mapping[str, Point] | None = None) -> dict[str, Point]:
    """Where the reader has put what: IRI of an entity, or slug of a group → place.

    Args:
        places: slug → place; those of this visit where none are given.
    """
    by_slug = {entity.slug: entity.iri for entity in atlas.known(view).world.entities}
    found = visit.places() if places is None else places
    return {by_slug.get(slug, slug): place for slug, place in found.items()}


def _slug(atlas: Atlas, view: View, iri: str) -> str:
    entity = atlas.known(view).world.entity_by_iri.get(iri)
    return entity.slug if entity else iri


def _slugs(atlas: Atlas, view: View, iris: tuple[str, ...]) -> frozenset[str]:
    """Slugs of entities; of a group those of its members."""
    entities = atlas.known(view).world.entity_by_iri
    members = {group.slug: group.members for group in atlas.groups(view)} if view.folded else {}
    return frozenset(
        entities[each].slug for iri in iris for each in members.get(iri, (iri,)) if each in entities
    )
