"""How a reader may call what the atlas has: entities by code, name or address; kinds by name or verb."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from graph.model.entity import Entity, EntityType
from graph.model.kind import Nature, TieKind
from graph.model.world import World
from graph.own.said import Unfit
from graph.search.folding import folded

_TOLD = 10  #: unknown names for which the nearest are looked up, which takes a while

#: gives the nearest names that there are
Suggest = Callable[[str], Sequence[str]]


class Names:
    """Looks up names exactly: a name that is only like another is told, and never taken for it."""

    def __init__(self, world: World, suggest: Suggest):
        self._world, self._suggest = world, suggest
        self._asked = 0
        self._entities: dict[str, Entity] = {}
        order = list(EntityType)
        for entity in sorted(world.entities, key=lambda each: order.index(each.type), reverse=True):
            for name in (*entity.names, entity.label, entity.slug, entity.code):
                if name:
                    self._entities[folded(name)] = entity
        for entity in world.entities:  # a code is nobody else's name
            if entity.code:
                self._entities[folded(entity.code)] = entity
        self._kinds: dict[str, TieKind] = {}
        for words in (_verb, _label, _slug):
            self._kinds |= {folded(words(kind)): kind for kind in world.kinds}

    def entity(self, column: str, name: str) -> Entity:
        """The entity that is called so.

        Raises:
            Unfit: there is none.
        """
        if not name:
            raise Unfit(column, "", "is empty", "write a code such as KAZ, or a name")
        found = self._world.entity_by_iri.get(name) or self._entities.get(folded(name))
        if found is None:
            near: Sequence[str] = ()
            if self._asked < _TOLD:
                self._asked += 1
                near = self._suggest(name)
            mend = f"did you mean {', '.join(near)}?" if near else "write a code such as KAZ, or a name"
            raise Unfit(column, name, "is nobody whom the atlas knows", mend)
        return found

    def kind(self, name: str) -> TieKind:
        """The kind of tie that is called so.

        Raises:
            Unfit: there is none, or it is one that is reckoned and not said.
        """
        if not name:
            raise Unfit("kind", "", "is empty", "write a kind of tie, such as embassy")
        found = self._kinds.get(folded(name.rsplit("/kind/", 1)[-1]))
        if found is None:
            raise Unfit(
                "kind", name, "is no kind of tie", "the glossary lists all kinds, such as embassy or visit"
            )
        if found.nature is Nature.SIMILARITY:
            raise Unfit("kind", name, "is reckoned from votes and cannot be added", "leave the row out")
        return found


#: kind → classes that its sender and its receiver may be of; nothing is known of one that is not in it
Ends = Mapping[str, tuple[frozenset[str], frozenset[str]]]


def check_ends(kind: TieKind, sender: Entity | None, receiver: Entity | None, ends: Ends) -> None:
    """Refuse ends that a kind does not join.

    Raises:
        Unfit: one is of a class that this kind does not have there.
    """
    for column, entity, allowed in zip(
        ("sender", "receiver"),
        (sender, receiver),
        ends.get(kind.slug, (frozenset(), frozenset())),
        strict=True,
    ):
        is_ = str(entity.type) if entity else "Tie"
        if allowed and is_ not in allowed:
            raise Unfit(
                column,
                entity.label if entity else "",
                f"is a {is_.lower()}, and {kind.label} has there a {' or '.join(sorted(allowed)).lower()}",
                "choose another kind or another end",
            )


def _slug(kind: TieKind) -> str:
    return kind.slug


def _label(kind: TieKind) -> str:
    return kind.label


def _verb(kind: TieKind) -> str:
    return kind.verb
