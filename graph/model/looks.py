"""How a picture is drawn: where entities stand, and what the width of a line says."""

from __future__ import annotations

from enum import StrEnum

from graph.model.entity import EntityType
from graph.model.world import World


class Layout(StrEnum):
    """Where entities stand; no filter moves anybody."""

    TIES = "ties"  #: near those with whom they have ties
    REGION = "region"  #: beside the others of their region

    @property
    def meaning(self) -> str:
        """In a few words."""
        return {"ties": "near those it has ties with", "region": "region by region (M49)"}[self]


class Width(StrEnum):
    """What the width of a line says."""

    TIES = "ties"
    SOURCES = "sources"
    AMOUNT = "amount"

    @property
    def meaning(self) -> str:
        """In a few words."""
        return {
            "ties": "how many ties it bundles",
            "sources": "how many independent sources report the best supported of its ties",
            "amount": "the largest amount of its ties, beside the largest of the same unit in the picture",
        }[self]


def blocks(world: World) -> dict[str, list[str]]:
    """Who stands beside whom where a picture is laid out by region: name of a block → IRIs, by label.

    States stand by their region of the M49 standard, those that it does not list in a block of their own;
    whatever is no state stands with its like.
    """
    labels = {concept.slug: concept.label for concept in world.concepts if concept.scheme == "m49"}
    region = {located.state: labels[located.region] for located in world.located if located.region in labels}
    found: dict[str, list[str]] = {}
    for entity in sorted(world.entities, key=lambda entity: (entity.label, entity.iri)):
        if entity.type is EntityType.STATE:
            block = region.get(entity.iri, "In no region of the M49")
        else:
            block = _BLOCKS[entity.type]
        found.setdefault(block, []).append(entity.iri)
    last = list(_BLOCKS.values())
    return dict(sorted(found.items(), key=lambda item: (item[0] in last, item[0])))


_BLOCKS = {
    EntityType.AGREEMENT: "Agreements",
    EntityType.ORGANIZATION: "Bodies",
    EntityType.PERSON: "Persons",
    EntityType.PLACE: "Places",
    EntityType.THEME: "Themes",
}
