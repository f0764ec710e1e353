"""Drawings, made once for each view and kept while they are asked for."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from graph.atlas import Atlas
from graph.model.group import Group
from graph.model.looks import Layout, blocks
from graph.model.reasons import asked_of_ties, entity_reason
from graph.model.view import View

if TYPE_CHECKING:
    from graph.model.difference import Difference
    from graph.picture.draw import Drawing

MOST = 256  #: drawings kept; one of the first view holds 40 kB, one of everything 150 kB


@lru_cache(maxsize=MOST)
def drawing(atlas: Atlas, view: View) -> Drawing:
    """Draw what fits a view; its bytes are made here too, so that the next reader has them for nothing."""
    from graph.network.fold import fold
    from graph.picture.draw import draw

    narrowed, places, world = atlas.pictured(view), atlas.places(view), atlas.known(view).world
    by_region = view.layout is Layout.REGION
    where, names = atlas.spots_by_region if by_region else (atlas.spots, {})
    drawn_here = {world.entities[position].iri for position in narrowed.entities}
    if by_region:
        names = {name: names[name] for name, iris in blocks(world).items() if drawn_here & set(iris)}
    network, spots = atlas.network(view, narrowed), dict(where)
    if groups := atlas.groups(view):
        network = fold(network, groups)
        spots |= {group.slug: spot for group in groups if (spot := _middle(group, where))}
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
        widths=view.widths,
        captions=names,
    )
    drawn.payload()
    return drawn


def _middle(group: Group, where: Mapping[str, tuple[float, float]]) -> tuple[float, float] | None:
    """The place of a group: the middle of the places of all its members, whoever of them is shown."""
    spots = [where[iri] for iri in group.members if iri in where]
    if not spots:
        return None
    return sum(x for x, _ in spots) / len(spots), sum(y for _, y in spots) / len(spots)


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
