"""An expansion: of one entity the ties of one kind, a few of them, that a reader adds to a picture."""

from __future__ import annotations

from dataclasses import dataclass

AT_A_TIME = 10  #: ties that one step adds
MOST = 1000  #: that a link can ask for


@dataclass(frozen=True)
class Expansion:
    """What is added; in a view and in a link it is a word such as ``KAZ.embassy.10``."""

    entity: str  #: slug
    kind: str  #: slug
    most: int  #: ties, the strongest first

    def __str__(self) -> str:
        """The word for it."""
        return f"{self.entity}.{self.kind}.{self.most}"

    @classmethod
    def parse(cls, word: str) -> Expansion:
        """Read the word for it.

        Raises:
            ValueError: it is none.
        """
        entity, kind, most = word.rsplit(".", 2)
        if not (most.isascii() and most.isdigit() and 1 <= int(most) <= MOST):
            raise ValueError(word)
        return cls(entity, kind, int(most))


def more(expanded: frozenset[str], entity: str, kind: str) -> frozenset[str]:
    """Add the next few ties of a kind at an entity."""
    before = [word for word in expanded if word.startswith(f"{entity}.{kind}.")]
    most = max((Expansion.parse(word).most for word in before), default=0) + AT_A_TIME
    return (expanded - set(before)) | {str(Expansion(entity, kind, min(most, MOST)))}


def collapsed(expanded: frozenset[str], entity: str) -> frozenset[str]:
    """Take away what was added at an entity."""
    return frozenset(word for word in expanded if Expansion.parse(word).entity != entity)
