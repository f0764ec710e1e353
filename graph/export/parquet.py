"""Tables as Parquet files, which say what each column means and under which licence they stand."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

import pyarrow.parquet as pq

from graph.export import sheets
from graph.export.csv import told_of
from graph.export.sheet import Part
from graph.export.taken import LICENCE, NOTICE, Taken

MIME = "application/vnd.apache.parquet"


def written(taken: Taken) -> bytes:
    """Write all ties of a view with every column."""
    whole = sheets.ties(told_of(taken)).whole()
    return part_parquet(whole, list(whole.sheet.columns), taken.about)


def part_parquet(part: Part, columns: Sequence[str], about: Mapping[str, str]) -> bytes:
    """Write some columns of some rows as Parquet.

    The metadata of each field say its ``title`` and ``description``; those of the file *about*, ``licence``
    and ``attribution``. Words are text, dates too, as they are as precise as their source.
    """
    said = {**about, "licence": LICENCE, "attribution": NOTICE}
    file = io.BytesIO()
    pq.write_table(part.table(columns, said), file, compression="zstd")
    return file.getvalue()
