"""What sides have in common as a CSV file: one row for each tie toward somebody and each side."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from typing import Any

from graph.export.cells import cell
from graph.export.json import end_record
from graph.model.sentences import named
from graph.model.shared import Shared
from graph.model.shared import cell as told
from graph.model.source import called
from graph.model.world import World

FILE = "accord-atlas-comparison.csv"

#: column → what it holds
COLUMNS: Mapping[str, str] = {
    "side": "One of those compared: a state, a body or a bloc.",
    "family": "The family of the kind of tie.",
    "kind": "The kind of tie.",
    "direction": "out where the side acts, in where the other end does, both for a symmetric kind.",
    "other": "The other end of the tie.",
    "common": "all, some or one of the sides have it; between where it joins two of them.",
    "has": "true or false; empty where the side is the other end itself.",
    "states_having": "How many states of the side have it.",
    "states": "How many could.",
    "names": "The states of the side that have it.",
    "said": "What the comparison says of it in words.",
    "certain": "Whether one of the ties is certain on the day; empty where there is none.",
    "ties": "Addresses of the ties.",
    "sources": "Who publishes the sources that report them.",
}


def shared_csv(shared: Shared, world: World) -> bytes:
    """Write a comparison as CSV (RFC 4180, UTF-8); no text is run as a formula, see ``cells``."""
    written = io.StringIO(newline="")
    lines = csv.writer(written)
    lines.writerow(COLUMNS)
    for row in _rows(shared, world):
        lines.writerow([cell(each) for each in row])
    return written.getvalue().encode("utf-8", "replace")


def _rows(shared: Shared, world: World) -> Iterator[tuple[object, ...]]:
    for row in shared.rows:
        direction = "both" if row.kind.symmetric else "out" if row.outward else "in"
        for side, held in zip(shared.sides, row.held, strict=True):
            ties = [world.tie_by_iri[iri] for iri in held.ties]
            sources = dict.fromkeys(claim.source for tie in ties for claim in tie.affirming)
            yield (
                side.label,
                str(row.kind.family),
                row.kind.label,
                direction,
                named(row.other, world),
                str(row.common),
                bool(held) if held.of else None,
                len(held.having),
                held.of,
                "; ".join(named(iri, world) for iri in held.having) or None,
                told(held, side, world),
                held.certain if held else None,
                " ".join(held.ties) or None,
                "; ".join(dict.fromkeys(called(iri, world.source_by_iri) for iri in sources)) or None,
            )


def shared_record(shared: Shared, world: World) -> dict[str, Any]:
    """A comparison as values that JSON can hold: its sides, and one row for each tie toward somebody."""
    return {
        "sides": [
            {
                "word": side.word,
                "label": side.label,
                "states": [end_record(iri, world) for iri in side.states],
            }
            for side in shared.sides
        ],
        "rows": [
            {
                "kind": row.kind.slug,
                "family": str(row.kind.family),
                "direction": "both" if row.kind.symmetric else "out" if row.outward else "in",
                "other": end_record(row.other, world),
                "common": str(row.common),
                "held": [
                    {
                        "side": side.word,
                        "has": bool(held) if held.of else None,
                        "states": [end_record(iri, world)["code"] for iri in held.having],
                        "of": held.of,
                        "certain": held.certain if held else None,
                        "said": told(held, side, world),
                        "ties": list(held.ties),
                    }
                    for side, held in zip(shared.sides, row.held, strict=True)
                ],
            }
            for row in shared.rows
        ],
    }
