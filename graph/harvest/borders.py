"""Land borders, as the World Factbook lists them on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from graph.harvest.curated import Curated
from graph.harvest.nquads import Quad
from graph.harvest.table import Row, read_table
from graph.harvest.ties import Outline, Saying, describe_claim, describe_tie
from graph.store.terms import source, state

_LONGEST = 50_000  #: km; no border comes near it


@dataclass(frozen=True)
class Side:
    """A border as the records of one of its states list it; of two stretches they give two numbers."""

    state: str  #: code of the state whose records these are
    neighbour: str
    stretches: tuple[Decimal, ...]  #: km

    @property
    def length(self) -> Decimal:
        """All its stretches, in km."""
        return sum(self.stretches, Decimal(0))

    @property
    def comment(self) -> str:
        """What was added up."""
        added = " and ".join(f"{km} km" for km in self.stretches)
        return f"derived: sum of {added}" if len(self.stretches) > 1 else ""


def harvest(folder: Path, slug: str, states: Collection[str], curated: Curated) -> Iterator[Quad]:
    """Say in the graph of *slug* who borders on whom; both sides where they give two lengths."""
    for (one, other), sides in read_sides(folder, states).items():
        outline = Outline.between(state(one), state(other), "border")
        if (str(source(slug)), str(outline.iri)) in curated.claims:
            continue
        yield from describe_tie(outline)
        agree = len({side.length for side in sides}) == 1
        for side in sides[:1] if agree else sides:
            row = f"border.{one}.{other}" + ("" if agree else f".{side.state}")
            said = "" if agree else f"as the record of {side.state} has it; that of {side.neighbour} differs"
            yield from describe_claim(
                slug,
                row,
                outline,
                Saying(
                    amount=side.length,
                    unit="km",
                    confidence="high" if agree else "medium",
                    derived=bool(side.comment),
                    comment="; ".join(filter(None, (side.comment, said))),
                ),
            )


def read_sides(folder: Path, states: Collection[str]) -> dict[tuple[str, str], list[Side]]:
    """Read both sides of every border between two of *states*: pair in alphabetical order → one or two."""
    stretches: dict[tuple[str, str], list[Decimal]] = defaultdict(list)
    for row in read_table(folder / "borders.csv", ("iso3", "neighbour_iso3", "km")):
        # a leased base is no neighbour with a code
        if row["neighbour_iso3"] and {row.code("iso3"), row.code("neighbour_iso3")} <= set(states):
            stretches[row["iso3"], row["neighbour_iso3"]].append(_length(row))
    sides: dict[tuple[str, str], list[Side]] = defaultdict(list)
    for (here, there), lengths in sorted(stretches.items()):
        sides[min(here, there), max(here, there)].append(Side(here, there, tuple(lengths)))
    return dict(sorted(sides.items()))


def _length(row: Row) -> Decimal:
    length = row.number_in("km", 0, _LONGEST)
    if length is None:
        raise row.wrong("km", "is no length")
    return length
