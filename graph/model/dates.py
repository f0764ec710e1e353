"""Partial dates: a day, a month or a year, as precise as the source and never padded."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import date

BEGINNING = date(1, 1, 1)  #: stands for "no lower bound"
FOREVER = date(9999, 12, 31)  #: stands for "no upper bound"

_FORM = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


def years_before(day: date, years: int) -> date:
    """Give the same day some years earlier; 28 February for a 29th that is none, BEGINNING before year 1.

    >>> years_before(date(2024, 2, 29), 1)
    datetime.date(2023, 2, 28)
    """
    year = day.year - years
    if year < BEGINNING.year:
        return BEGINNING
    return day.replace(year=year, day=min(day.day, calendar.monthrange(year, day.month)[1]))


@dataclass(frozen=True)
class PartialDate:
    """A date as a source gives it.

    >>> PartialDate.parse("2020-02").last
    datetime.date(2020, 2, 29)
    >>> str(PartialDate.parse("1992"))
    '1992'
    """

    year: int
    month: int | None = None
    day: int | None = None

    @classmethod
    def parse(cls, text: str) -> PartialDate:
        """Read ``2020``, ``2020-09`` or ``2020-09-15``; a ValueError says which text is none of these."""
        form = _FORM.fullmatch(text)
        if form is None:
            raise ValueError(f"{text!r} is not a date; write 2020, 2020-09 or 2020-09-15")
        year = int(form[1])
        month, day = (int(part) if part else None for part in (form[2], form[3]))
        try:
            date(year, month or 1, day or 1)
        except ValueError:
            raise ValueError(f"{text!r} is not a day of the calendar") from None
        return cls(year, month, day)

    @classmethod
    def of(cls, day: date) -> PartialDate:
        """Make the partial date of a whole day."""
        return cls(day.year, day.month, day.day)

    @property
    def first(self) -> date:
        """The first day that it can mean."""
        return date(self.year, self.month or 1, self.day or 1)

    @property
    def last(self) -> date:
        """The last day that it can mean."""
        month = self.month or 12
        return date(self.year, month, self.day or calendar.monthrange(self.year, month)[1])

    @property
    def precision(self) -> int:
        """1 for a year, 2 for a month, 3 for a day."""
        return 1 + (self.month is not None) + (self.day is not None)

    def excludes(self, other: PartialDate) -> bool:
        """Say whether no day can be meant by both; a month within a year excludes nothing."""
        return self.last < other.first or other.last < self.first

    def __str__(self) -> str:
        text = f"{self.year:04d}"
        if self.month is not None:
            text += f"-{self.month:02d}"
        if self.day is not None:
            text += f"-{self.day:02d}"
        return text

    def spoken(self) -> str:
        """Say it in English: ``7 April 1992``, ``April 1992``, ``1992``."""
        if self.month is None:
            return str(self.year)
        month = f"{calendar.month_name[self.month]} {self.year}"
        return month if self.day is None else f"{self.day} {month}"
