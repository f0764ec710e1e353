"""A pick: what a reader has open beside the picture, as it stands in a link."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from graph.model.link import LONGEST_LIST, LONGEST_VALUE, unknown
from graph.model.world import World

TIE, ENTITY = "tie", "entity"  #: parameters of a link that are no clause of a View


def to_query(iris: Sequence[str], world: World) -> dict[str, str | list[str]]:
    """Write a pick into a link: one entity by its slug, or ties by the last part of their addresses."""
    if iris and iris[0] in world.entity_by_iri:
        return {ENTITY: world.entity_by_iri[iris[0]].slug}
    ties = [_identity(iri) for iri in iris if iri in world.tie_by_iri]
    return {TIE: ties[0] if len(ties) == 1 else ties} if ties else {}


def from_query(query: Mapping[str, Sequence[str]], world: World) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Read a pick from a link: the IRIs that are to be open, and one sentence for each part that is not used.

    Ties come before an entity; what is not in this world (not known on its day, perhaps) is told.
    """
    problems: list[str] = []
    ties = _found(TIE, query, {_identity(iri): iri for iri in world.tie_by_iri}, problems)
    entities = _found(ENTITY, query, {entity.slug: entity.iri for entity in world.entities}, problems)
    return ties or entities[:1], tuple(problems)


def _found(
    name: str, query: Mapping[str, Sequence[str]], iri_by_word: Mapping[str, str], problems: list[str]
) -> tuple[str, ...]:
    given = list(dict.fromkeys(query.get(name, ())))
    if len(given) > LONGEST_LIST:
        problems.append(
            f"{name} in the link has more than {LONGEST_LIST} values; only the first {LONGEST_LIST} are used"
        )
    words = [word for word in given[:LONGEST_LIST] if len(word) <= LONGEST_VALUE]
    if len(words) < len(given[:LONGEST_LIST]):
        problems.append(f"{name} in the link is longer than {LONGEST_VALUE} characters and was left out")
    problems += unknown(name, [word for word in words if word not in iri_by_word])
    return tuple(iri_by_word[word] for word in words if word in iri_by_word)


def _identity(iri: str) -> str:
    return iri.rsplit("/", 1)[-1]
