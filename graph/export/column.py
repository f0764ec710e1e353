"""What a column of a table is: its title, what it says, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: what it is called, what it says, and how it is read."""

    title: str
    description: str
    value: Callable[[Row], str | float | int | bool | None]  #: None where no source says
    datatype: str = "string"  #: of CSV on the Web
    few: bool = False  #: whether its values are a few words, of which one chooses
