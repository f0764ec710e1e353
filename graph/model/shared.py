"""What sides have in common: ties that all have, that some have, that one alone has, and what each lacks."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from graph.model.dates import BEGINNING
from graph.model.kind import Family, Nature, Phase, TieKind
from graph.model.sentences import GRAVE, attribution, dated, figure, named
from graph.model.sides import Side
from graph.model.tie import Certainty, Tie
from graph.model.words import counted, enumerated
from graph.model.world import World

#: years that are counted at most, up to the horizon
_YEARS = 36


class Common(StrEnum):
    """How many of those who could have a tie have it."""

    ALL = "all"
    SOME = "some"
    ONE = "one"
    BETWEEN = "between"  #: it joins two of them, so that nobody else could have it

    @property
    def label(self) -> str:
        """What the reader sees."""
        return _LABELS[self]


_LABELS = {
    Common.ALL: "shared by all",
    Common.SOME: "shared by some",
    Common.ONE: "only one has it",
    Common.BETWEEN: "between them",
}


@dataclass(frozen=True)
class Held:
    """What one side has of one tie."""

    ties: tuple[str, ...] = ()  #: IRIs, the newest last; empty where no source reports one
    having: tuple[str, ...] = ()  #: IRIs of its states that have it
    of: int = 1  #: how many of its states could; none where the other end is the side itself
    itself: bool = False  #: whether the body itself has it, beside its states
    certain: bool = True  #: whether one of the ties is certain on the day

    def __bool__(self) -> bool:
        return bool(self.ties)


@dataclass(frozen=True)
class Row:
    """A kind of tie toward one other end, and who has it."""

    kind: TieKind
    outward: bool  #: whether the sides act, or the other end does; of a symmetric kind always true
    other: str  #: IRI of the other end
    common: Common
    held: tuple[Held, ...]  #: one for each side

    @property
    def says(self) -> str:
        """What the sides do: ``has an embassy in``; of what is done to them ``is visited by``."""
        return self.kind.verb if self.outward else self.kind.inverse_verb

    def missing(self, position: int) -> bool:
        """Whether a side lacks what another one has."""
        return not self.held[position] and self.held[position].of > 0

    def only(self, position: int) -> bool:
        """Whether this side alone has it, though another one could."""
        return self.common is Common.ONE and bool(self.held[position])


@dataclass(frozen=True)
class Shared:
    """What sides have in common."""

    sides: tuple[Side, ...]
    rows: tuple[Row, ...]  #: by family, then by how common, kind and name of the other end

    def of(self, common: Common, family: Family | None = None) -> tuple[Row, ...]:
        """The rows of one sort, of one family or of all."""
        return tuple(r for r in self.rows if r.common is common and family in (None, r.kind.family))


@dataclass(frozen=True)
class Tally:
    """How many rows of one family are of which sort, and for each side how many it has alone or lacks."""

    family: Family
    all: int
    some: int
    between: int
    only: tuple[int, ...]
    missing: tuple[int, ...]


@dataclass(frozen=True)
class Counted:
    """How many ties of each family a side certainly had at the end of a year."""

    year: int
    ties: Mapping[Family, int]

    @property
    def count(self) -> int:
        """All ties together."""
        return sum(self.ties.values())


def counts(tie: Tie) -> bool:
    """Say whether a tie is one that sides are compared by: no likeness, not ended, not unverified."""
    return tie.kind.nature is not Nature.SIMILARITY and tie.phase is not Phase.ENDED and not tie.unverified


def holding(ties: Iterable[Tie], day: date) -> tuple[Tie, ...]:
    """Those of the ties that sides are compared by which hold, or have happened, by a day."""
    return tuple(tie for tie in ties if counts(tie) and tie.certainty(day) is not Certainty.NO)


def share(world: World, sides: Sequence[Side], ties: Iterable[Tie], day: date) -> Shared:
    """Lay sides beside each other.

    A side has a tie if one of its states has it. A person counts as the state that it acts for. Who is the
    other end of a tie cannot lack it.
    """
    everyone = [frozenset(side.everyone) for side in sides]
    who = frozenset[str]().union(*everyone)
    kinds: dict[str, TieKind] = {}
    found: dict[tuple[str, bool, str], list[dict[str, list[Tie]]]] = {}
    for tie in sorted(ties, key=_when):
        for me, other, outward in _ends(tie, world, who):
            kinds[tie.kind.slug] = tie.kind
            key = tie.kind.slug, outward, other
            if key not in found:
                found[key] = [defaultdict(list) for _ in sides]
            for among, cell in zip(everyone, found[key], strict=True):
                if me in among:
                    cell[me].append(tie)
    could = [frozenset(side.states or side.everyone) for side in sides]
    rows = [
        _row(
            kinds[kind],
            outward,
            other,
            [
                _held(side, cell, len(pool) - (other in pool), day)
                for side, cell, pool in zip(sides, cells, could, strict=True)
            ],
        )
        for (kind, outward, other), cells in found.items()
    ]
    families, sorts = list(Family), list(Common)
    rows.sort(
        key=lambda r: (
            families.index(r.kind.family),
            sorts.index(r.common),
            r.kind.label,
            not r.outward,
            named(r.other, world),
            r.other,
        )
    )
    return Shared(tuple(sides), tuple(_once(rows)))


def _ends(tie: Tie, world: World, who: frozenset[str]) -> Iterator[tuple[str, str, bool]]:
    """Each of *who* that a tie touches, with the other end, and whether it acts."""
    outline = tie.outline
    if not who & {outline.sender, outline.receiver, outline.on_behalf_of} and (
        outline.receiver in world.entity_by_iri
    ):
        return
    for sender, receiver in world.ends(tie, folded=True):
        if sender in who:
            yield sender, receiver, True
        if receiver in who:
            yield receiver, sender, tie.kind.symmetric


def _when(tie: Tie) -> tuple[date, str]:
    return tie.span.certain_from, tie.iri


def _held(side: Side, cell: Mapping[str, Sequence[Tie]], of: int, day: date) -> Held:
    if not cell:
        return Held(of=of)
    ties = sorted({tie.iri: tie for found in cell.values() for tie in found}.values(), key=_when)
    return Held(
        ties=tuple(tie.iri for tie in ties),
        having=tuple(iri for iri in side.states if iri in cell),
        of=of,
        itself=side.is_bloc and side.own in cell,
        certain=any(tie.certainty(day) is Certainty.CERTAIN for tie in ties),
    )


def _row(kind: TieKind, outward: bool, other: str, held: Sequence[Held]) -> Row:
    could, have = sum(each.of > 0 for each in held), sum(map(bool, held))
    if could < 2:
        common = Common.BETWEEN
    elif have == 1:
        common = Common.ONE
    else:
        common = Common.ALL if have >= could else Common.SOME
    return Row(kind, outward, other, common, tuple(held))


def _once(rows: Iterable[Row]) -> Iterator[Row]:
    """What joins two of the sides is found from both; it is told once."""
    told: set[frozenset[str]] = set()
    for row in rows:
        ties = frozenset(iri for held in row.held for iri in held.ties)
        if row.common is Common.BETWEEN:
            if ties in told:
                continue
            told.add(ties)
        yield row


def tally(shared: Shared) -> tuple[Tally, ...]:
    """Count the rows of each family that there is, in the order of families."""
    positions = range(len(shared.sides))
    return tuple(
        Tally(
            family,
            len(shared.of(Common.ALL, family)),
            len(shared.of(Common.SOME, family)),
            len(shared.of(Common.BETWEEN, family)),
            tuple(sum(row.only(position) for row in rows) for position in positions),
            tuple(sum(row.missing(position) for row in rows) for position in positions),
        )
        for family in Family
        if (rows := [row for row in shared.rows if row.kind.family is family])
    )


def finding(shared: Shared) -> str:
    """Say what the comparison comes to, in one sentence without its full stop."""
    names = enumerated(side.label for side in shared.sides)
    if not shared.rows:
        return f"No source reports a tie of {names}"
    common = len(shared.of(Common.ALL))
    only = [
        f"{number} only {side.label}"
        for position, side in enumerate(shared.sides)
        if (number := sum(row.only(position) for row in shared.rows))
    ]
    told = f"{names} share {counted(common, 'tie')}"
    return f"{told}; {enumerated(only)} {'has' if len(only) == 1 else 'have'}" if only else told


def cell(held: Held, side: Side, world: World) -> str:
    """Say in a few words what a side has: ``since 2009``, ``4 of 6``, ``none reported``, ``itself``."""
    if not held:
        return "none reported" if held.of else "itself"
    ties = [world.tie_by_iri[iri] for iri in held.ties]
    told = [] if held.certain else ["only possible"]
    if grave := next((tie for tie in ties if tie.kind.slug in GRAVE), None):
        told.append(attribution(grave, world))
    if side.is_bloc:
        also = ["the body itself"] if held.itself else []
        of = [f"{len(held.having)} of {held.of}"] if held.having else []
        return "; ".join([enumerated([*of, *also]), *told])
    last = ties[-1]
    stage = last.phase.label if last.phase not in (None, Phase.IN_FORCE) else ""
    number = f"{len(ties)} times, last" if len(ties) > 1 and last.kind.nature is Nature.EVENT else ""
    amount = f"{figure(last.amount, last.unit)}," if last.amount is not None else ""
    words = " ".join(filter(None, [amount, stage, number, dated(last)]))
    return "; ".join([words.strip(" ,") or "yes, undated", *told])


def years(world: World, sides: Sequence[Side], ties: Iterable[Tie]) -> tuple[tuple[Counted, ...], ...]:
    """Count for each side its certain ties at the end of each year; every side has the same years.

    Args:
        ties: whenever they hold; what sides are compared by is taken of them.
    """
    everyone = [frozenset(side.everyone) for side in sides]
    who = frozenset[str]().union(*everyone)
    touched = [
        (tie, frozenset(me for me, _, _ in ends))
        for tie in ties
        if counts(tie) and (ends := list(_ends(tie, world, who)))
    ]
    begun = [
        tie.span.certain_from for tie, _ in touched if BEGINNING < tie.span.certain_from <= world.horizon
    ]
    last = world.horizon.year
    first = max(min(begun, default=world.horizon).year, last - _YEARS + 1)
    ends_of_years = [min(date(year, 12, 31), world.horizon) for year in range(first, last + 1)]
    return tuple(
        _by_year([tie for tie, ends in touched if ends & among], ends_of_years) for among in everyone
    )


def _by_year(ties: Sequence[Tie], days: Sequence[date]) -> tuple[Counted, ...]:
    """Count the ties that are certain on each of some days, which are in order."""
    changes = [Counter[Family]() for _ in (*days, None)]
    for tie in ties:
        # certain from the first of these days on, and no more from the second; claims of several
        # sources together can leave a last possible day that is before the first certain one
        span = tie.span
        start = bisect_left(days, max(span.certain_from, span.possible_from))
        over = bisect_right(days, min(span.certain_to, span.possible_to))
        end = min(over, bisect_left(days, tie.superseded_from))
        if start < end:
            changes[start][tie.kind.family] += 1
            changes[end][tie.kind.family] -= 1
    found, now = [], Counter[Family]()
    for day, change in zip(days, changes, strict=False):
        now.update(change)
        found.append(Counted(day.year, {family: now[family] for family in Family if now[family]}))
    return tuple(found)


def growth(sides: Sequence[Side], found: Sequence[Sequence[Counted]]) -> str:
    """Say how many ties each side had at first and has now, in one sentence without its full stop."""
    told = [
        f"{side.label} from {counts_[0].count} to {counts_[-1].count}"
        for side, counts_ in zip(sides, found, strict=True)
    ]
    return f"Certain ties from {found[0][0].year} to {found[0][-1].year}: {enumerated(told)}"
