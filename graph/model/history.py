"""The history of a visit: every step that a reader took, each with a name, to go back and forth in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from graph.model.view import View

MOST = 100  #: steps that are kept; the oldest go first

Point = tuple[int, int]


@dataclass(frozen=True)
class Sight:
    """What a reader has before them."""

    view: View
    opened: tuple[str, ...] = ()  #: IRIs of what is open beside the picture
    #: slug of an entity or a group → where the reader has put it
    placed: Mapping[str, Point] = field(default_factory=lambda: MappingProxyType({}))

    def on(self, horizon: date) -> Sight:
        """The same with its day said: a link always says it, and a view need not."""
        return replace(self, view=replace(self.view, as_of=self.view.as_of or horizon))


@dataclass(frozen=True)
class Step:
    """One step: what it led to, and what it is called."""

    name: str
    sight: Sight


@dataclass(frozen=True)
class History:
    """The steps of a visit, the first one its beginning, and at which of them the reader is."""

    steps: tuple[Step, ...] = ()
    at: int = -1  #: position of the present step; -1 before the visit has begun

    @property
    def now(self) -> Sight | None:
        """What the reader has before them, as far as is known."""
        return self.steps[self.at].sight if self.steps else None

    @property
    def undoes(self) -> str:
        """The name of the step that one step back undoes; empty at the beginning."""
        return self.steps[self.at].name if self.at > 0 else ""

    @property
    def redoes(self) -> str:
        """The name of the step that was undone last; empty where none was."""
        return self.steps[self.at + 1].name if self.at + 1 < len(self.steps) else ""

    def then(self, name: str, sight: Sight) -> History:
        """Take a step; what had been undone before it is forgotten."""
        steps = (*self.steps[: self.at + 1], Step(name, sight))[-MOST:]
        return History(steps, len(steps) - 1)

    def to(self, position: int) -> History:
        """Go to a step; beyond the first or the last to that one."""
        return replace(self, at=max(0, min(position, len(self.steps) - 1))) if self.steps else self

    def beside(self, sight: Sight, horizon: date) -> History | None:
        """Stay, or go one step back or forth, where that leads to a sight; None where nothing does."""
        wanted = sight.on(horizon)
        for position in (self.at, self.at - 1, self.at + 1):
            if 0 <= position < len(self.steps) and self.steps[position].sight.on(horizon) == wanted:
                return self.to(position)
        return None
