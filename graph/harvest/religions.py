"""What the World Factbook says of religions, read as shares.

The table of parsed rows has faults, so that two hand tables stand beside it: religion_fixes.csv, from which a
state that it names takes all its shares, and religion_names.csv, which says for every other row what concept
its name means. Nothing is repaired here: a figure is the table's, the hand's, or a sum of such.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from graph.harvest.compositions import POPULATION, Share
from graph.harvest.schemes import Religions
from graph.harvest.table import Row, read_table

_DROP, _BY_PARENT = "drop", "by-parent"
#: what a row "other" means under a row that means this
_OTHER_OF = {
    "islam": "islam-other",
    "christianity": "christianity-other",
    "christianity-other": "christianity-other",
    "protestant": "protestant",
}
_LESS, _ABOUT = "<", frozenset({"about", "approximately"})

Meanings = Mapping[tuple[str, str], str]  #: level and name of a parsed row → slug, "drop" or "by-parent"


def read_shares(folder: Path, scheme: Religions) -> list[Share]:
    """Read the shares of all states from the Factbook's *folder*, in order of state."""
    fixed = list(_fixed(folder / "religion_fixes.csv", scheme))
    by_hand = {share.state for share in fixed}
    meanings = _meanings(folder / "religion_names.csv", scheme)
    notes = _notes(folder / "religions_text.csv")
    rows_of: dict[str, list[Row]] = defaultdict(list)
    columns = ("iso3", "level", "parent", "name", "share_pct", "share_high_pct", "qualifier", "year")
    for row in read_table(folder / "religions_parsed.csv", columns):
        if row.code("iso3") not in by_hand:
            rows_of[row["iso3"]].append(row)
    parsed = (
        _noted(share, notes.get(code, ""))
        for code, rows in rows_of.items()
        for share in _parsed(code, rows, meanings, scheme)
    )
    return sorted((*fixed, *parsed), key=lambda share: (share.state, share.religion, share.base))


def _fixed(file: Path, scheme: Religions) -> Iterator[Share]:
    """Read the shares that were corrected by hand."""
    seen = set()
    for row in read_table(file, ("iso3", "concept", "share_low", "share_high", "base", "year", "reason")):
        concept = scheme.concept(row)
        low, high = row.number_in("share_low", 0, 1), row.number_in("share_high", 0, 1)
        if low is not None and high is not None and low > high:
            raise row.wrong("share_low", f"is more than share_high, {row['share_high']!r}")
        if not row["base"]:
            raise row.wrong("base", "does not say whose share it is")
        what = (row.code("iso3"), concept, row["base"])
        if what in seen:
            raise row.wrong("concept", "stands twice for this state and base")
        seen.add(what)
        yield Share(
            row["iso3"],
            concept,
            low,
            high,
            row["base"],
            row.year("year"),
            level=scheme.level(concept),
            derived="derived" in row["reason"],
            comment=f"by hand from the published text: {row['reason']}",
        )


def _meanings(file: Path, scheme: Religions) -> Meanings:
    meanings = {}
    for row in read_table(file, ("level", "name", "concept")):
        special = row["concept"] in {_DROP, _BY_PARENT}
        meanings[row["level"], row["name"]] = row["concept"] if special else scheme.concept(row)
    return meanings


def _notes(file: Path) -> dict[str, str]:
    """Read code → the Factbook's own note on the figures of a state."""
    rows = read_table(file, ("iso3", "note"))
    return {row["iso3"]: row.plain("note").removeprefix("note:").strip() for row in rows if row["note"]}


def _noted(share: Share, note: str) -> Share:
    """Add the Factbook's note to the shares that add up to the whole."""
    if not note or share.level != 1:
        return share
    return replace(share, comment="; ".join(filter(None, (share.comment, f"the Factbook notes: {note}"))))


def _parsed(code: str, rows: Iterable[Row], meanings: Meanings, scheme: Religions) -> Iterator[Share]:
    """Read the shares of a state whose parsed rows are data."""
    listed: dict[str, list[Row]] = defaultdict(list)  # rows that stand side by side
    inside: dict[str, list[Row]] = defaultdict(list)  # rows in brackets behind another
    for row in rows:
        concept = _meaning(row, meanings)
        if concept != _DROP:
            (listed if row["level"] == "1" else inside)[concept].append(row)

    def share(concept: str, rows: list[Row], *, derived: bool = False) -> Share:
        parts = [_Part.of(row) for row in rows]
        figures = [part for part in parts if part.known]
        return Share(
            code,
            concept,
            sum((part.low for part in figures), Decimal(0)) if figures else None,
            sum((part.high for part in figures), Decimal(0)) if figures else None,
            POPULATION,
            rows[0].year("year"),
            level=scheme.level(concept),
            derived=derived,
            comment=_comment(parts, derived=derived),
        )

    for root in sorted({scheme.root(concept) for concept in listed}):
        branches = sorted(concept for concept in listed if concept != root and scheme.root(concept) == root)
        together = [row for concept in (root, *branches) for row in listed.get(concept, ())]
        yield share(root, together, derived=bool(branches))
        yield from (share(branch, listed[branch]) for branch in branches)
    # brackets of the same concept ("Protestant 4.9 (Methodist 0.9, ...)") are in its figure already
    for concept in sorted(inside.keys() - listed.keys()):
        yield share(concept, inside[concept])


def _meaning(row: Row, meanings: Meanings) -> str:
    def of(level: str, column: str) -> str:
        if (level, row[column]) not in meanings:
            raise row.wrong(column, f"stands in no row of religion_names.csv for level {level}")
        return meanings[level, row[column]]

    if row["level"] not in {"1", "2"}:
        raise row.wrong("level", "is neither 1 nor 2")
    meaning = of(row["level"], "name")
    if meaning != _BY_PARENT:
        return meaning
    parent = of("1", "parent")
    if parent not in _OTHER_OF:
        raise row.wrong("parent", "has no concept for what it calls other")
    return _OTHER_OF[parent]


@dataclass(frozen=True)
class _Part:
    """One row: the share that the source gives to one name."""

    name: str
    known: bool  #: whether it gives a figure
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    about: bool = False  #: whether it calls the figure approximate

    @classmethod
    def of(cls, row: Row) -> _Part:
        # the full stop behind the last name of Pakistan's list was parsed as its share
        low = None if row["share_pct"] == "." else row.number_in("share_pct", 0, 100)
        high = row.number_in("share_high_pct", 0, 100)
        if low is None:
            return cls(row["name"], known=False)
        if row["qualifier"] not in {"", _LESS, *_ABOUT}:
            raise row.wrong("qualifier", "is no qualifier that a share can have")
        if row["qualifier"] == _LESS:
            low, high = Decimal(0), low
        high = low if high is None else high
        if low > high:
            raise row.wrong("share_pct", f"is more than share_high_pct, {row['share_high_pct']!r}")
        return cls(row["name"], True, low / 100, high / 100, row["qualifier"] in _ABOUT)

    def __str__(self) -> str:
        low, high = (f"{(bound * 100).normalize():f}" for bound in (self.low, self.high))
        return f"{self.name} {low}" if low == high else f"{self.name} {low} to {high}"


def _comment(parts: list[_Part], *, derived: bool) -> str:
    """Say what was added up, what has no figure, and what the source calls approximate."""
    figures = ", ".join(str(part) for part in parts if part.known)
    words = ", ".join(part.name for part in parts if not part.known)
    sayings = []
    if figures and derived:
        sayings.append(f"derived: sum of {figures} percent")
    elif sum(part.known for part in parts) > 1:
        sayings.append(f"adds up {figures} percent")
    if any(part.about for part in parts):
        sayings.append("approximate in the source")
    if words:
        sayings.append(f"{'without' if figures else 'no figure, named in words'}: {words}")
    return "; ".join(sayings)
