"""A matrix of ties: entities by entities, each cell the ties between two of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from graph.model.kind import Family
from graph.model.sentences import named
from graph.model.tie import Tie
from graph.model.words import counted, enumerated
from graph.model.world import World


class Order(StrEnum):
    """In which order the entities stand."""

    NEIGHBOURS = "neighbours"  #: who is tied to the same stands together
    DEGREE = "degree"
    STANDING = "standing"
    REGION = "region"
    NAME = "name"

    @property
    def label(self) -> str:
        """What the reader sees."""
        return _LABELS[self]


_LABELS = {
    Order.NEIGHBOURS: "Who is tied together",
    Order.DEGREE: "Most ties first",
    Order.STANDING: "Standing",
    Order.REGION: "Region",
    Order.NAME: "Name",
}


@dataclass(frozen=True)
class Matrix:
    """Entities in order, and the ties between each two of them."""

    entities: tuple[str, ...]  #: IRIs, in order
    cells: Mapping[tuple[str, str], tuple[Tie, ...]]  #: the two IRIs in order of the alphabet → ties by IRI
    left_out: int = 0  #: entities with fewer ties, for which there was no room
    ties_left_out: int = 0  #: ties of which an end was left out


def strongest(ties: tuple[Tie, ...]) -> Family:
    """The family of most of some ties; of equals the first in the order of families."""
    tally = Counter(tie.kind.family for tie in ties)
    return max(Family, key=lambda family: tally[family])


def finding(found: Matrix, world: World) -> str:
    """Say what a matrix shows, in one sentence without its full stop."""
    if not found.cells:
        return f"No ties between {counted(len(found.entities), 'entity', 'entities')}"
    pairs = counted(len(found.cells), "pair has", "pairs have")
    most = max(len(ties) for ties in found.cells.values())
    first = min(pair for pair, ties in found.cells.items() if len(ties) == most)
    names = enumerated(sorted(named(iri, world) for iri in first))
    entities = counted(len(found.entities), "entity", "entities")
    return f"Of {entities}, {pairs} ties; the most, {most}, {names}"
