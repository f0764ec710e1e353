"""The values of a map as a CSV file: one state a row, with who says so."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from graph.export.cells import cell
from graph.model.entity import Entity
from graph.model.measure import Value
from graph.model.source import Source

FILE = "accord-atlas-map.csv"

#: column → what it holds
COLUMNS: Mapping[str, str] = {
    "state": "Name of the state or territory, in English.",
    "code": "ISO 3166-1 alpha-3, or XKX, XSO, XNC.",
    "measure": "What is measured.",
    "value": "The value in words, with its year; empty where no source gives one.",
    "least": "The least that the figure can be; shares run from 0 to 1.",
    "most": "The most that it can be.",
    "unit": "The unit of both.",
    "year": "The year of a figure; empty where no source gives one, or where the value says it.",
    "class": "The class of the legend.",
    "sources": "Who publishes the sources; empty for what is counted here.",
    "urls": "Their pages.",
    "note": "The sentence on borders and names, which goes with every row.",
}


@dataclass(frozen=True)
class Row:
    """One state, as the map shows it."""

    state: Entity
    label: str  #: of its class
    value: Value | None


def values_csv(
    rows: Iterable[Row], measure: str, unit: str, note: str, source_by_iri: Mapping[str, Source]
) -> bytes:
    """Write one row a state as CSV (RFC 4180, UTF-8); no text is run as a formula, see ``cells``."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(COLUMNS)
    for row in rows:
        value = row.value
        sources = [source_by_iri[iri] for iri in (value.sources if value else ()) if iri in source_by_iri]
        told = (
            row.state.label,
            row.state.code,
            measure,
            value.said if value else None,
            value.low if value else None,
            value.high if value else None,
            unit or None,
            (value.year or None) if value else None,
            row.label,
            "; ".join(dict.fromkeys(source.publisher or source.title for source in sources)) or None,
            "; ".join(source.url for source in sources if source.url) or None,
            note,
        )
        lines.writerow([cell(each) for each in told])
    return written.getvalue().encode("utf-8", "replace")
