"""Drawings, made once for each view and kept while they are asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from graph.atlas import DRAWINGS, Atlas
from graph.model.view import View

if TYPE_CHECKING:
    from graph.model.arguments import Asked
    from graph.model.difference import Difference
    from graph.model.path import Chain, Route
    from graph.picture.draw import Drawing


def drawing(atlas: Atlas, view: View) -> Drawing:
    """Draw what fits a view; its bytes are made here too, so that the next reader has them for nothing."""
    drawn = atlas.drawing(view)
    drawn.payload()
    return drawn


@lru_cache(maxsize=DRAWINGS)
def drawing_of_routes(atlas: Atlas, view: View, route: Route, chains: tuple[Chain, ...]) -> Drawing:
    """Draw chains in what a view shows."""
    from graph.network.overlay import overlay
    from graph.network.paths import part
    from graph.picture.routes import draw_routes

    steps = part(atlas.network_of_steps(view, route), chains)
    drawn = draw_routes(
        overlay(atlas.network(view, atlas.pictured(view)), steps),
        steps,
        atlas.spots,
        day=atlas.day(view),
        world=atlas.known(view).world,
        ends=(route.start, route.end),
    )
    drawn.payload()
    return drawn


@lru_cache(maxsize=DRAWINGS)
def drawing_of_arguments(atlas: Atlas, view: View, asked: Asked) -> Drawing:
    """Draw arguments beside whom they are about."""
    from graph.picture.arguments import draw_arguments

    standing = {iri: place.standing for iri, place in atlas.places(view).items()}
    drawn = draw_arguments(atlas.arguments(view, asked), atlas.known(view).world, standing)
    drawn.payload()
    return drawn


@lru_cache(maxsize=DRAWINGS)
def drawing_of_two(atlas: Atlas, before: View, after: View) -> tuple[Drawing, Difference]:
    """Draw what differs between two moments in one picture; and say it."""
    from graph.network.overlay import overlay, part
    from graph.picture.contrast import Became, became, contrast

    found = atlas.difference(before, after)
    left, right = atlas.network(before), atlas.network(after)
    both, words = overlay(left, right), became(found)
    in_both = {key for *_, key in left.edges(keys=True)} & {key for *_, key in right.edges(keys=True)}
    by_word = {word: {iri for iri, of in words.items() if of is word} for word in Became}
    by_word[Became.SAME] = in_both - words.keys()
    drawn = contrast(
        both,
        {word: part(both, ties) for word, ties in by_word.items() if ties},
        atlas.spots,
        found,
        day=max(atlas.day(before), atlas.day(after)),
        world=atlas.known(after).world,
    )
    drawn.payload()
    return drawn, found
