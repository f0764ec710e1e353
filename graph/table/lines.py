"""The lines that ties draw, as columns in memory: a View is held against one column after the other."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from graph.model.dates import BEGINNING
from graph.model.kept import kept
from graph.table.build import Table

Marks = NDArray[np.bool_]  #: which of all lines, or of all entities
Numbers = NDArray[np.intp]  #: of lines or of entities
Rows = Numbers | slice  #: some lines in order, or all of them, or each so many from the first on

#: lines that are looked up one by one, at most this part of all: of more it is quicker to look at every line
_FEW = 1 / 8


@dataclass(frozen=True, eq=False)
class Lines:
    """Every line with what a View asks of its tie, in the order of sorts, ties, senders and receivers."""

    tie: Numbers
    sender: Numbers
    receiver: Numbers
    sort: Numbers
    sorts: int  #: how many sorts there are
    possible_from: NDArray[np.int32]
    certain_from: NDArray[np.int32]
    certain_to: NDArray[np.int32]
    possible_to: NDArray[np.int32]
    over_on: NDArray[np.int32]
    ended: Marks

    @cached_property
    def _by_end(self) -> tuple[Numbers, Numbers]:
        """The lines of one entity after the other, and where those of each begin."""
        ends = np.concatenate((self.sender, self.receiver))
        beginnings = np.concatenate(([0], np.cumsum(np.bincount(ends))))
        return np.argsort(ends, kind="stable") % max(len(self.tie), 1), beginnings

    def at(self, entities: Marks) -> Rows:
        """The lines of some entities, where they are few; all lines where they are many."""
        of_each, beginnings = self._by_end
        which = np.flatnonzero(entities[: len(beginnings) - 1])
        begin = beginnings[which]
        counts = beginnings[which + 1] - begin
        last = np.cumsum(counts)
        total = int(last[-1]) if len(last) else 0
        if total > _FEW * len(self.tie):
            return slice(None)
        marks = np.zeros(len(self.tie), dtype=bool)
        marks[of_each[np.arange(total) + np.repeat(begin - last + counts, counts)]] = True
        return np.flatnonzero(marks)

    @cached_property
    def _sorts_begin(self) -> Numbers:
        return np.searchsorted(self.sort, np.arange(self.sorts + 1))

    def sorts_begin(self, among: Rows) -> Numbers:
        """Where those of each sort begin among some lines, and at last the number of all."""
        begin = self._sorts_begin
        return -(-begin // (among.step or 1)) if isinstance(among, slice) else np.searchsorted(among, begin)

    def holding(self, day: date, among: Rows) -> Marks:
        """Of some those whose tie may be true on a day."""
        number = day.toordinal()
        return (self.possible_from[among] <= number) & (self.possible_to[among] >= number)

    def lasting(self, since: date, among: Rows) -> Marks:
        """Of some those whose tie is no event that was over before a day."""
        lasting: Marks = self.over_on[among] >= since.toordinal()
        return lasting

    def certain(self, day: date, among: Rows) -> Marks:
        """Of some that may be true on a day, those whose tie certainly is."""
        number = day.toordinal()
        return (self.certain_from[among] <= number) & (self.certain_to[among] >= number)

    def past(self, day: date, among: Rows) -> Marks:
        """Of some those whose tie is over, or a stage that has ended."""
        return (self.over_on[among] < day.toordinal()) | self.ended[among]

    @cached_property
    def _first(self) -> Marks:
        first = np.ones(len(self.tie), dtype=bool)
        np.not_equal(self.tie[1:], self.tie[:-1], out=first[1:])
        return first

    def first(self, among: Rows) -> Marks:
        """Of some the first of each tie."""
        if isinstance(among, slice):
            return self._first[among]
        first = self._first[among]
        # the second of a tie is its first where the first one is not among them
        first[1:] |= np.diff(among) != 1
        first[:1] = True
        return first


def some(rows: Rows, marks: Marks) -> Numbers:
    """Those lines of some that have a mark; numpy's own way takes three times as long."""
    found = np.flatnonzero(marks)
    return found * (rows.step or 1) if isinstance(rows, slice) else rows[found]


#: column → how it is read, days as Python numbers them, and how wide it is
_COLUMNS: dict[str, tuple[str, type[np.generic]]] = {
    **{name: (name, np.intp) for name in ("tie", "sender", "receiver", "sort")},
    **{
        day: (f"{day} - DATE '{BEGINNING}' + {BEGINNING.toordinal()}", np.int32)
        for day in ("possible_from", "certain_from", "certain_to", "possible_to", "over_on")
    },
    "ended": ("ended", np.bool_),
}


@kept(2)
def lines(table: Table, folded: bool) -> Lines:
    """Read the lines of a table, with persons drawn as their states or not."""
    columns = ", ".join(f"{sql} AS {name}" for name, (sql, _) in _COLUMNS.items())
    # they come in the order in which they are kept
    cursor = table.cursor().execute(
        f"SELECT {columns} FROM line t WHERE folded = $folded", {"folded": folded}
    )
    found = cursor.fetchnumpy()
    return Lines(
        sorts=len(table.sorts), **{name: found[name].astype(width) for name, (_, width) in _COLUMNS.items()}
    )
