"""Ideal points: where a state's votes in the United Nations General Assembly place it, year by year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from graph.harvest import figures
from graph.harvest.country_codes import read_entries
from graph.harvest.figures import Figure
from graph.harvest.nquads import Quad
from graph.harvest.sources import describe
from graph.harvest.table import Row, read_table
from graph.harvest.un_votes import seated
from graph.model.dates import PartialDate
from graph.model.source import Reliability, Source
from graph.store.terms import source

SLUG = "un-ideal-points"
INDICATOR, UNIT = "un-ideal-point", "ideal point"

SOURCE = Source(
    iri=source(SLUG),
    title="United Nations General Assembly ideal points, July 2025",
    publisher="Michael Bailey, Anton Strezhnev, Erik Voeten",
    reliability=Reliability.REFERENCE,
    issued=PartialDate(2025, 7),
    url="https://doi.org/10.7910/DVN/LEJUQZ",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    reference_work=True,
)

_POINT = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e-[0-9]+)?")


def harvest(datasets: Path, data: Path) -> Iterator[Quad]:
    """Give the ideal point by final-passage votes of each state that is described, in each year."""
    entries = read_entries(datasets)
    yield from describe(SOURCE)
    for row in read_table(datasets / "un_votes" / "ideal_points.csv", ("iso3", "year", "ideal_point_fp")):
        year = row.year("year")
        code = seated(row.code("iso3"), int(year))
        # former states (Czechoslovakia, East Germany, ...) have no code in the tables of states
        if code in entries and row["ideal_point_fp"]:
            yield from figures.describe(SLUG, Figure(code, INDICATOR, _point(row), UNIT, year))


def _point(row: Row) -> Decimal:
    if _POINT.fullmatch(row["ideal_point_fp"]) is None:
        raise row.wrong("ideal_point_fp", "is no number")
    return Decimal(row["ideal_point_fp"])
