"""A comparison: which clock, or the lens, differs between two moments, and from what to what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from graph.errors import UsageError
from graph.model.link import READERS, Known
from graph.model.view import View
from graph.model.words import spoken

#: which end of a comparison a parameter of a link speaks of
FROM, TO = "from", "to"


class Clock(StrEnum):
    """What differs between two moments; the word is the field of the View."""

    AS_OF = "as_of"
    KNOWN_ON = "known_on"
    LENS = "lens"

    @property
    def label(self) -> str:
        """What the reader sees."""
        return _LABELS[self]


_LABELS = {
    Clock.AS_OF: "two days",
    Clock.KNOWN_ON: "two days of knowledge",
    Clock.LENS: "two lists of members",
}


@dataclass(frozen=True)
class Comparison:
    """Two moments that differ in one thing; days are in order."""

    clock: Clock
    before: date | str  #: a day, or the slug of a lens
    after: date | str

    def __post_init__(self) -> None:
        if isinstance(self.before, date) and isinstance(self.after, date) and self.before > self.after:
            raise UsageError(
                f"the first day, {spoken(self.before)}, is later than the second, {spoken(self.after)}; "
                "exchange the two"
            )

    def views(self, view: View) -> tuple[View, View]:
        """The view at both moments. A tie that ended is lowered, not lost, so every stage is seen."""
        seen = replace(view, phases=frozenset())
        return (
            replace(seen, **{self.clock: self.before}),  # type: ignore[arg-type]
            replace(seen, **{self.clock: self.after}),  # type: ignore[arg-type]
        )

    @classmethod
    def between(cls, one: View, other: View) -> Comparison | None:
        """What leads from one view to another; None unless they differ in one clock, or the lens, alone."""
        for clock in Clock:
            before, after = getattr(one, clock), getattr(other, clock)
            if before and after and before != after and replace(one, **{clock: after}) == other:
                return None if isinstance(before, date) and before > after else cls(clock, before, after)
        return None

    def to_query(self) -> dict[str, str]:
        """The part of a link that says the comparison: ``from_as_of`` and ``to_as_of``."""
        return {f"{FROM}_{self.clock}": str(self.before), f"{TO}_{self.clock}": str(self.after)}

    @classmethod
    def from_query(
        cls, query: Mapping[str, Sequence[str]], *, known: Known
    ) -> tuple[Comparison | None, tuple[str, ...]]:
        """Read the comparison of a link: of several clocks the first in their order.

        Returns:
            The comparison, None where the link names none that can be used; and a sentence for each part
            that could not be used.
        """
        problems: list[str] = []
        for clock in Clock:
            ends = [f"{end}_{clock}" for end in (FROM, TO)]
            if not query.keys() & set(ends):
                continue
            if absent := [name for name in ends if name not in query]:
                problems.append(f"the link compares with nothing: {absent[0]} is missing")
                continue
            try:
                before, after = (_read(name, clock, query[name], known) for name in ends)
                return cls(clock, before, after), tuple(problems)
            except (ValueError, UsageError) as wrong:
                problems.append(str(wrong))
        return None, tuple(problems)


def _read(name: str, clock: Clock, values: Sequence[str], known: Known) -> date | str:
    # the words that exist are kept by the field, and the message names the parameter
    words = {**known, name: known["lens"]} if clock is Clock.LENS else known
    value, _ = READERS[clock](name, values, words)
    if not isinstance(value, date | str):
        raise ValueError(f"{name} in the link is of no use")
    return value
