"""The World Factbook: where a state lies, on whom it borders, its people, its trade, what it belongs to."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from decimal import Decimal
from pathlib import Path

from rdflib import DCTERMS, SDO

from graph.harvest import borders, compositions, memberships, profile, trade
from graph.harvest.country_codes import read_entries
from graph.harvest.curated import Curated
from graph.harvest.nquads import Quad, decimal
from graph.harvest.overrides import Located, read_borderless, read_locations
from graph.harvest.religions import read_shares
from graph.harvest.schemes import Regions, Religions
from graph.harvest.sources import describe
from graph.harvest.table import Row, read_table
from graph.model.dates import PartialDate
from graph.model.source import Reliability, Source
from graph.store.terms import ACC, ATLAS, source, state

SLUG = "factbook"
FACTBOOK = source(SLUG)

SOURCE = Source(
    iri=FACTBOOK,
    title="The World Factbook, final state (via factbook.json)",
    publisher="Central Intelligence Agency",
    reliability=Reliability.REFERENCE,
    issued=PartialDate(2026, 2),
    url="https://github.com/factbook/factbook.json",
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    reference_work=True,
)

_COORDINATES = re.compile(r"(\d{1,2}) (\d{1,2}) ?([NS]), (\d{1,3}) (\d{1,2}) ?([EW])", re.ASCII)
_TEN_THOUSANDTH = Decimal("0.0001")  # about ten metres; the table gives minutes, about two kilometres


def harvest(datasets: Path, data: Path) -> Iterator[Quad]:
    """Say of every state what the Factbook says, as far as no hand-written file says it for the Factbook."""
    folder = datasets / "factbook"
    states, curated = read_entries(datasets).keys(), Curated.read(data)
    yield from describe(SOURCE)
    yield from _places(folder, states, read_locations(data))
    yield from _regions(folder, states, Regions.read(data, "factbook-regions"))
    yield from profile.harvest(folder, SLUG, states)
    yield from borders.harvest(folder, SLUG, states - read_borderless(data), curated)
    yield from trade.harvest(folder, SLUG, states)
    yield from memberships.harvest(datasets, data, SLUG, states)
    for share in read_shares(folder, Religions.read(data)):
        if share.state in states and compositions.key(SLUG, share) not in curated.compositions:
            yield from compositions.describe(SLUG, share)


def _places(folder: Path, states: Collection[str], located: dict[str, Located]) -> Iterator[Quad]:
    """Place each state at its capital, or as data/locations.toml says."""
    seen: set[str] = set()
    for row in read_table(folder / "profile.csv", ("iso3", "capital_coord", "coord")):
        code = row.code("iso3")
        rule = located.get(code)
        if code not in states or rule is Located.NONE:
            continue
        if code in seen:
            raise row.wrong("iso3", "has a second record; say in data/locations.toml where it lies")
        seen.add(code)
        column = "coord" if rule is Located.COUNTRY or not row["capital_coord"] else "capital_coord"
        latitude, longitude = _coordinates(row, column)
        yield state(code), SDO.latitude, decimal(latitude), ATLAS
        yield state(code), SDO.longitude, decimal(longitude), ATLAS
        yield state(code), DCTERMS.source, FACTBOOK, ATLAS


def _coordinates(row: Row, column: str) -> tuple[Decimal, Decimal]:
    form = _COORDINATES.fullmatch(row[column])
    if form is None:
        raise row.wrong(column, "is no latitude and longitude; write them as in '51 10 N, 71 25 E'")
    latitude, longitude = _degrees(form[1], form[2], form[3]), _degrees(form[4], form[5], form[6])
    if int(form[2]) > 59 or int(form[5]) > 59 or abs(latitude) > 90 or abs(longitude) > 180:
        raise row.wrong(column, "lies outside the globe; say in data/locations.toml where it lies")
    return latitude, longitude


def _degrees(degrees: str, minutes: str, side: str) -> Decimal:
    value = (Decimal(degrees) + Decimal(minutes) / 60).quantize(_TEN_THOUSANDTH)
    return -value if side in "SW" else value


def _regions(folder: Path, states: Collection[str], regions: Regions) -> Iterator[Quad]:
    """Say under which region the Factbook lists each state."""
    for row in read_table(folder / "gec_iso3.csv", ("iso3", "factbook_folder")):
        if row["iso3"] in states:
            yield state(row["iso3"]), ACC.region, regions.concept(row, "factbook_folder"), FACTBOOK
