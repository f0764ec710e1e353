"""The stages of relations as one row of a table tells them: begun, broken off, begun again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from graph.harvest.table import Row
from graph.harvest.ties import date_of
from graph.model.dates import PartialDate

_UNVERIFIED = re.compile(r"unverified: ([a-z, ]+)")
#: earlier or later breaks that have no columns: "Also cut 1982-1992 and 2010-2017", "Cut again in 2002"
_ALSO_CUT = re.compile(r"Also cut (\d{4}-\d{4}(?: and \d{4}-\d{4})*)")
_CUT_AGAIN = re.compile(r"Cut again in (\d{4})")
_NOTE = "note"  #: stands for the column of a date that only the note gives
_COLUMNS = frozenset({"established", "ended", "restored"})


@dataclass(frozen=True)
class Turn:
    """A date of a row, and the column that it stands in."""

    date: PartialDate
    column: str


@dataclass(frozen=True)
class Stage:
    """Relations in one phase, from one turn to the next."""

    phase: str
    since: Turn | None  #: None where no source says
    until: Turn | None  #: None while it lasts

    @property
    def dates(self) -> tuple[str, str]:
        """Beginning and end, "" for none."""
        return tuple(str(turn.date) if turn else "" for turn in (self.since, self.until))  # type: ignore[return-value]

    def unverified(self, columns: frozenset[str]) -> tuple[str, ...]:
        """Which of its dates rest on general knowledge, if those of some columns and of notes do."""
        turns = (("since", self.since), ("until", self.until))
        return tuple(part for part, turn in turns if turn and turn.column in columns | {_NOTE})


def unverified_columns(row: Row) -> frozenset[str]:
    """The columns whose dates rest on general knowledge, as the note names them."""
    form = _UNVERIFIED.search(row["note"])
    named = frozenset(form[1].replace(" ", "").split(",")) if form else frozenset[str]()
    if not named <= _COLUMNS:
        raise row.wrong("note", f"names a column beside {', '.join(sorted(_COLUMNS))}")
    return named


def read_stages(row: Row, last: str) -> list[Stage]:
    """Read the stages of a row, the first first; *last* is the phase in which they are now."""
    start = _turn(row, "established")
    breaks = sorted(_breaks(row), key=lambda gap: gap[0].date.first)
    if breaks and start is None:
        raise row.wrong("ended", "has no date in 'established' before it")
    stages = []
    for gone, back in breaks:
        if start is None or gone.date.first < start.date.first:
            raise row.wrong("ended", "comes before what it ends")
        stages.append(Stage("inForce", start, gone))
        stages.append(Stage("ended" if back else last, gone, back))
        start = back
    open_end = start is not None or not breaks
    if open_end != (last == "inForce"):
        raise row.wrong("restored", "does not agree with the status")
    if open_end:
        stages.append(Stage(last, start, None))
    return stages


def _breaks(row: Row) -> Iterator[tuple[Turn, Turn | None]]:
    """Every break, with what mended it, in no order."""
    if ended := _turn(row, "ended"):
        yield ended, _turn(row, "restored")
    if also := _ALSO_CUT.search(row["note"]):
        for years in also[1].split(" and "):
            gone, back = (Turn(PartialDate.parse(year), _NOTE) for year in years.split("-"))
            yield gone, back
    if again := _CUT_AGAIN.search(row["note"]):
        yield Turn(PartialDate.parse(again[1]), _NOTE), None


def _turn(row: Row, column: str) -> Turn | None:
    date = date_of(row, column)
    return Turn(date, column) if date else None
