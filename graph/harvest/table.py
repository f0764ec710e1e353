"""Tables as their publishers left them: rows of text that know their place."""

from __future__ import annotations

import csv
import gzip
import html
import re
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import TextIO

from graph.harvest.errors import BadCell, BrokenTable, MissingColumn, MissingTable

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?|\.[0-9]+")
_YEAR = re.compile(r"[12][0-9]{3}")
_CODE = re.compile(r"[A-Z]{3}")
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


@dataclass(frozen=True)
class Row:
    """One row of a table; every cell is text, and "NA" is Namibia."""

    file: Path
    number: int  #: as a spreadsheet counts: the header is row 1
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells[column]

    def plain(self, column: str) -> str:
        """The text of a cell without HTML, on one line."""
        return " ".join(_TAG.sub(" ", html.unescape(self[column])).split())

    def code(self, column: str) -> str:
        """An alpha-3 code, which may not be empty."""
        return self._matching(_CODE, column, "is no alpha-3 code")

    def year(self, column: str) -> str:
        """A year of four figures, or "" for an empty cell."""
        return self._matching(_YEAR, column, "is no year") if self[column] else ""

    def number_in(self, column: str, least: int, most: int) -> Decimal | None:
        """A number between two bounds; None for an empty cell, which never means zero."""
        if not self[column]:
            return None
        value = Decimal(self._matching(_NUMBER, column, "is no number"))
        if not least <= value <= most:
            raise self.wrong(column, f"is not between {least} and {most}")
        return value

    def wrong(self, column: str, rule: str) -> BadCell:
        """The error that says where this row breaks a rule."""
        return BadCell(self.file, self.number, column, self[column], rule)

    def _matching(self, form: re.Pattern[str], column: str, rule: str) -> str:
        if form.fullmatch(self[column]) is None:
            raise self.wrong(column, rule)
        return self[column]


def read_table(file: Path, columns: tuple[str, ...]) -> list[Row]:
    """Read the rows of a CSV file that must have *columns*; further columns may stand beside them.

    A name that ends in ``.gz`` is unpacked.
    """
    try:
        with _opened(file) as text:
            return _rows(file, csv.DictReader(text, strict=True), columns)
    except (FileNotFoundError, NotADirectoryError):
        raise MissingTable(file) from None
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise BrokenTable(file, f"cannot be unpacked: {error}") from error
    except OSError as error:
        raise BrokenTable(file, f"cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise BrokenTable(file, f"is no UTF-8 text (byte {error.start})") from error


def _opened(file: Path) -> TextIO:
    # newline="" leaves line ends inside quoted cells to the csv module
    if file.suffix == ".gz":
        return gzip.open(file, "rt", encoding="utf-8-sig", newline="")
    return file.open(encoding="utf-8-sig", newline="")


def _rows(file: Path, reader: csv.DictReader[str], columns: tuple[str, ...]) -> list[Row]:
    rows: list[Row] = []
    try:
        missing = [column for column in columns if column not in (reader.fieldnames or ())]
        if missing:
            raise MissingColumn(file, missing)
        for number, cells in enumerate(reader, start=2):
            if None in cells or None in cells.values():
                raise BrokenTable(file, "has more or fewer cells than the header", number)
            rows.append(Row(file, number, {column: cell.strip() for column, cell in cells.items()}))
    except csv.Error as error:
        raise BrokenTable(file, f"is no table: {error}", len(rows) + 2) from error
    return rows
