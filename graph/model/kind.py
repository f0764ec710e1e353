"""Kinds of ties, their families and natures."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """The kind of a kind, in the order in which the reader meets them."""

    ACCORD = "accord"
    DIPLOMATIC = "diplomatic"
    SECURITY = "security"
    ECONOMIC = "economic"
    MULTILATERAL = "multilateral"
    TERRITORIAL = "territorial"
    POLITICAL = "political"
    CULTURAL = "cultural"


class Nature(StrEnum):
    """How a tie lives in time."""

    LASTING = "lasting"  #: has stages; the latest begun one holds
    EVENT = "event"  #: happens; later shown as past
    MEASURE = "measure"  #: a figure of a period
    FIXED = "fixed"  #: always holds
    SIMILARITY = "similarity"  #: likeness, no tie; shown only when asked for

    @property
    def plural(self) -> str:
        """In words, of several: ``figures of a period``."""
        return _PLURALS[self]


_PLURALS = {
    Nature.LASTING: "lasting ties",
    Nature.EVENT: "events",
    Nature.MEASURE: "figures of a period",
    Nature.FIXED: "what always holds",
    Nature.SIMILARITY: "likenesses",
}


class Phase(StrEnum):
    """The stage of a lasting tie."""

    PROPOSED = "proposed"
    ANNOUNCED = "announced"
    SIGNED = "signed"
    IN_FORCE = "inForce"
    SUSPENDED = "suspended"
    ENDED = "ended"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """In words: ``in force``."""
        return "in force" if self is Phase.IN_FORCE else str(self)


@dataclass(frozen=True)
class TieKind:
    """What a tie can be: its words, its nature and which way it reads."""

    slug: str
    label: str
    family: Family
    nature: Nature
    symmetric: bool
    verb: str  #: "has diplomatic relations with"
    inverse_verb: str
    past_verb: str
    definition: str = ""
