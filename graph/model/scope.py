"""A Scope: what part of a large store is fetched. A View narrows; a Scope was fetched."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import parse_qsl

from graph.errors import UsageError
from graph.model.kind import Family
from graph.model.words import enumerated


@dataclass(frozen=True)
class Scope:
    """What is fetched of a store that holds more ties than are fetched whole."""

    most: int  #: ties
    focus: frozenset[str] = frozenset()  #: slugs of entities; all their ties come first
    families: frozenset[Family] = frozenset()  #: all if empty
    kinds: frozenset[str] = frozenset()  #: slugs; all if empty

    @classmethod
    def parse(cls, text: str, most: int) -> Scope:
        """Read a scope as an operator writes it: ``focus=KAZ,AZE&families=accord``.

        Raises:
            UsageError: it names what does not exist.
        """
        given: dict[str, frozenset[str]] = {
            "focus": frozenset(),
            "families": frozenset(),
            "kinds": frozenset(),
        }
        for name, value in parse_qsl(text, keep_blank_values=True):
            if name not in given:
                raise UsageError(f"ATLAS_SCOPE: no part {name[:40]!r}; there are {', '.join(given)}")
            given[name] |= {word for word in value.split(",") if word}
        if text and not any(given.values()):
            raise UsageError('ATLAS_SCOPE: nothing is asked for; write e.g. "focus=KAZ,AZE"')
        families = frozenset(family for family in Family if family in given["families"])
        if unknown := given["families"] - families:
            raise UsageError(f"ATLAS_SCOPE: no family {min(unknown)[:40]!r}; there are {', '.join(Family)}")
        return cls(most, given["focus"], families, given["kinds"])

    def sentence(self) -> str:
        """Say which ties are fetched."""
        names = [str(family) for family in Family if family in self.families]
        families = (
            f" of the {enumerated(names)} {'family' if len(names) == 1 else 'families'}" if names else ""
        )
        kinds = f" ({enumerated(sorted(self.kinds))})" if self.kinds else ""
        counted = "of these" if families or kinds else "ties"
        first = f"those of {enumerated(sorted(self.focus))} first, then " if self.focus else ""
        return (
            f"{first}those{families}{kinds} between the entities that have most {counted}; "
            "if there is room, also those on which most claims stand"
        )


def shares(numbers: Mapping[str, int], most: int) -> dict[str, int]:
    """Say how many of each sort come into a whole of *most*: small sorts whole, large ones alike.

    >>> shares({"embassy": 5, "visit": 100, "trade": 200}, 45)
    {'embassy': 5, 'visit': 20, 'trade': 20}
    """
    found: dict[str, int] = {}
    left = most
    for place, name in enumerate(sorted(numbers, key=lambda name: (numbers[name], name))):
        found[name] = min(numbers[name], left // (len(numbers) - place))
        left -= found[name]
    return found
