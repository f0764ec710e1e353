"""Days, numbers and lists as one speaks."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date

from graph.model.dates import PartialDate


def spoken(day: date) -> str:
    """Say a day in English: ``29 June 2026``."""
    return PartialDate.of(day).spoken()


def enumerated(words: Iterable[str], *, last: str = "and") -> str:
    """Join words as one speaks: ``a``, ``a and b``, ``a, b and c``."""
    listed = list(words)
    if len(listed) < 2:
        return "".join(listed)
    return f"{', '.join(listed[:-1])} {last} {listed[-1]}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """Say how many: ``1 tie``, ``2 ties``, ``no ties``."""
    return f"{f'{number:,}' if number else 'no'} {noun if number == 1 else plural or noun + 's'}"


def in_letters(number: int) -> str:
    """Say a number as one writes it in a sentence: ``two``, ``twelve``, and ``13`` from there on."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)


def slug(text: str) -> str:
    """Make a name that can stand in an address: ``Grades of a tie`` becomes ``grades-of-a-tie``."""
    return "-".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


#: joins letters of Persian and Hindi, and parts of some signs: a letter for letter copy needs both
_JOINERS = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"


def one_line(text: str) -> str:
    """A text of the data without breaks, control signs and signs that turn the direction of what follows."""
    kept = (
        " " if char.isspace() else char
        for char in text
        if char.isspace() or char in _JOINERS or unicodedata.category(char) not in ("Cc", "Cf", "Cs")
    )
    return " ".join("".join(kept).split())
