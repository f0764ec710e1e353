"""Drawings, made once for each view and kept while they are asked for."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from graph.atlas import Atlas
from graph.model.group import Group
from graph.model.reasons import asked_of_ties, entity_reason
from graph.model.view import View

if TYPE_CHECKING:
    from graph.model.difference import Difference
    from graph.model.path import Chain, Route
    from graph.picture.draw import Drawing

MOST = 256  #: drawings kept; one of the first view holds 40 kB, one of everything 150 kB


@lru_cache(maxsize=MOST)
def drawing(atlas: Atlas, view: View) -> Drawing:
    """Draw what fits a view; its bytes are made here too, so that the next reader has them for nothing."""
    from graph.network.fold import fold
    from graph.picture.draw import draw

    narrowed, places, world = atlas.pictured(view), atlas.places(view), atlas.known(view).world
    network, spots = atlas.network(view, narrowed), dict(atlas.spots)
    if groups := atlas.groups(view):
        network = fold(network, groups)
        spots |= {group.slug: spot for group in groups if (spot := _middle(group, atlas))}
    drawn = draw(
        network,
        spots,
        day=narrowed.day,
        world=world,
        reasons={
            entity.iri: entity_reason(entity, view, places.get(entity.iri), fits=position in narrowed.fitting)
            for position in narrowed.entities
            for entity in (world.entities[position],)
        },
        asked=asked_of_ties(view),
    )
    drawn.payload()
    return drawn


def _middle(group: Group, atlas: Atlas) -> tuple[float, float] | None:
    """The place of a group: the middle of the places of all its members, whoever of them is shown."""
    spots = [atlas.spots[iri] for iri in group.members if iri in atlas.spots]
    if not spots:
        return None
    return sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)


@lru_cache(maxsize=MOST)
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


@lru_cache(maxsize=MOST)
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
