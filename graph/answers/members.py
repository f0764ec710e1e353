"""Where each state stands toward the Accords."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from graph.answers.asked import AsOf, KnownOn, LensName, view_of, when
from graph.answers.command import Answered

if TYPE_CHECKING:
    from graph.atlas import Atlas


def members(atlas: Atlas, as_of: AsOf = "", known_on: KnownOn = "", lens: LensName = "relations") -> Answered:
    """List where each state stands toward the Accords; the party and the broker are no members."""
    from graph.export.json import member_record
    from graph.model.standing import Standing

    view = view_of(atlas, as_of, known_on, lens)
    world = atlas.known(view).world
    found = [
        (world.entity_by_iri[iri], place)
        for iri, place in atlas.places(view).items()
        if place.standing is not Standing.OUTSIDE
    ]
    order = list(Standing)
    found.sort(key=lambda item: (order.index(item[1].standing), item[0].label))

    def record() -> list[dict[str, Any]]:
        return [member_record(entity, place, world) for entity, place in found]

    def lines() -> Iterator[str]:
        count = sum(place.standing is Standing.MEMBER for _, place in found)
        yield f"{count} members, {when(atlas, view)}; party and broker are not counted"
        yield atlas.lenses[view.lens].sentence
        yield f"{atlas.how_many(view).sentence}."
        for entity, place in found:
            yield f"{place.standing:<10} {entity.code:<4} {entity.label:<24} {place.spoken}".rstrip()

    return Answered(record, lines)
