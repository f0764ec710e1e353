"""Finding an entity by what a reader calls it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from difflib import get_close_matches

from graph.errors import UnknownName
from graph.model.entity import Entity, EntityType


def folded(text: str) -> str:
    """A name as it is compared: without case, accents, and signs of direction."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return " ".join(
        "".join(c for c in plain if not unicodedata.combining(c) and unicodedata.category(c) != "Cf").split()
    )


class Finder:
    """Finds entities by code, slug, label or alias in any language of the data."""

    def __init__(self, entities: Iterable[Entity]):
        self._by_name: dict[str, Entity] = {}
        # where two are called the same, a state comes before an organisation, and so on
        for entity in sorted(entities, key=lambda entity: (list(EntityType).index(entity.type), entity.iri)):
            for name in (entity.code, entity.slug, entity.label, *entity.names):
                if name:
                    self._by_name.setdefault(folded(name), entity)

    def find(self, name: str) -> Entity:
        """Give the entity that is called so; an UnknownName tells the nearest names."""
        found = self._by_name.get(folded(name))
        if found is None:
            near = get_close_matches(folded(name), self._by_name, n=3, cutoff=0.7)
            raise UnknownName(
                "entity", name, tuple(dict.fromkeys(self._by_name[match].label for match in near))
            )
        return found
