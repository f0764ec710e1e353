"""Tables of a view as CSV in which each line also says what is said of the whole.

A line is copied into other tables without its file, so that day, lens, data and licence go with every one.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from typing import TypeVar

from graph.export.cells import cell
from graph.export.column import Column
from graph.export.taken import Taken

Row = TypeVar("Row")


def lines_of(taken: Taken, columns: Mapping[str, Column[Row]], rows: Iterable[Row]) -> bytes:
    """Write one line a row as CSV (RFC 4180, UTF-8); no text is run as a formula, see ``cells``.

    Args:
        taken: gives the columns at the end: as_of, known_on, lens, data, licence and attribution.
        columns: name → column; None where no source says.
        rows: what has a line each.
    """
    whole = taken.carried()
    last = [cell(value) for value in whole.values()]
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow([*columns, *whole])
    for row in rows:
        lines.writerow([*(cell(column.value(row)) for column in columns.values()), *last])
    return written.getvalue().encode("utf-8", "replace")
