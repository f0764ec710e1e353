"""What a measure of a network says: a figure for each entity, and for each with a source left out."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from graph.model.kind import Nature
from graph.model.link import unknown
from graph.model.path import STANDING, STEPS
from graph.model.view import View

#: is told how far a computation has come, 0 to 1; may raise to end it
Progress = Callable[[float], None]


class Told:
    """Who is told how far a computation has come: no part of the question, so that a cache knows no two."""

    def __init__(self, progress: Progress | None = None):
        self._progress = progress

    def __call__(self, share: float) -> None:
        """Tell how far it is, 0 to 1."""
        if self._progress is not None:
            self._progress(share)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Told)

    def __hash__(self) -> int:
        return 0


#: what every page that measures says
REPORTED = (
    "It measures ties that our sources report, not all that there are: a state of which our sources write "
    "much has more ties here. No figure says how important a state is."
)
_ANSWERS = ("yes", "no")


@dataclass(frozen=True)
class Ground:
    """Which ties of a view are measured: those that join two and certainly hold on its day.

    As on the page Paths: lasting ties that are signed or in force and what always holds, none of them what
    sets two apart (war, refusal ...). Two entities are joined or not, however many ties they have.
    """

    bodies: bool = False  #: whether organisations and agreements are entities too
    events: bool = False  #: whether an event, such as a visit, is a tie too

    def view(self, view: View) -> View:
        """The view that leaves those ties and no other."""
        return replace(
            view,
            natures=self.natures(view),
            phases=(view.phases & STANDING) or STANDING,
            unverified=False,
            folded=frozenset(),
            most=0,
        )

    def natures(self, view: View) -> frozenset[Nature]:
        """The natures of ties that are measured in a view; of one that asks for no such, the usual ones."""
        wanted = STEPS | ({Nature.EVENT} if self.events else frozenset())
        return (view.natures & wanted) or wanted

    def to_query(self) -> dict[str, str | list[str]]:
        """The part of a link that says it; what is usual is left out."""
        return {name: "yes" for name in ("bodies", "events") if getattr(self, name)}

    @classmethod
    def from_query(cls, query: Mapping[str, Sequence[str]]) -> tuple[Ground, tuple[str, ...]]:
        """Read it from a link; and say what could not be used."""
        found: dict[str, bool] = {}
        problems: list[str] = []
        for name in ("bodies", "events"):
            if said := query.get(name, ()):
                found[name] = said[0] == "yes"
                problems += unknown(f"answer yes or no to {name}", [w for w in said if w not in _ANSWERS])
        return cls(**found), tuple(problems)

    @property
    def told(self) -> str:
        """In words."""
        who = "states, organisations and agreements" if self.bodies else "states"
        over = "lasting ties and events" if self.events else "lasting ties"
        return f"between {who}, over {over} that certainly hold on the day"


@dataclass(frozen=True)
class Found:
    """What a measure found in a network."""

    values: Mapping[str, float]  #: IRI of each entity → its figure
    groups: Mapping[str, int] = field(default_factory=dict)  #: IRI → number of its group, from 1
    pairs: Mapping[tuple[str, str], float] = field(default_factory=dict)  #: of a measure of lines: its figure
    whole: Mapping[str, float] = field(default_factory=dict)  #: what is said of the whole → figure

    @property
    def highest(self) -> tuple[str, ...]:
        """IRIs by figure, the greatest first; of equals by IRI."""
        return tuple(sorted(self.values, key=lambda iri: (-self.values[iri], iri)))


@dataclass(frozen=True)
class Without:
    """What the network is once one source says nothing; sources that rest on it still speak."""

    source: str  #: IRI
    lost: tuple[tuple[str, str], ...]  #: pairs of entities that are joined no more
    gained: tuple[tuple[str, str], ...]  #: pairs that are joined only now, as the source denied or ended it


@dataclass(frozen=True)
class Changed:
    """One entity's figure with one source left out."""

    without: Without
    before: float
    after: float | None  #: None where the entity is tied to nobody any more

    @property
    def change(self) -> float:
        """How much the figure changes."""
        return (self.after or 0.0) - self.before


@dataclass(frozen=True)
class SharedBodies:
    """What two states belong to together, against what their numbers of memberships let expect."""

    one: str  #: IRI
    other: str
    bodies: tuple[str, ...]  #: IRIs of what both belong to, those of fewest members first
    expected: float  #: how many were to be expected
    p: float  #: chance of so many or more, were memberships spread by numbers alone
    q: float  #: the same, corrected for the number of pairs
    fisher: float  #: chance by the simple test, which takes all bodies as alike
    of_one: int  #: memberships of each
    of_other: int

    @property
    def shared(self) -> int:
        """How many both belong to."""
        return len(self.bodies)


LEVEL = 0.05  #: share of false findings among those that are told as more than chance


def told_figure(value: float, unit: str) -> str:
    """A figure as one reads it: whole numbers whole, shares in percent, others to three places."""
    if unit == "share":
        return f"{100 * value:.1f} %"
    if value == int(value):
        return f"{int(value):,}"
    return f"{value:.3f}"


def in_order(pairs: Iterable[Collection[str]]) -> tuple[tuple[str, str], ...]:
    """Pairs with their ends in order, in order."""
    return tuple(sorted((min(pair), max(pair)) for pair in pairs))
