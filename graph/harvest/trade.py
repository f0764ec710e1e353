"""Export and import partners, as the World Factbook lists the first five of each state."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from graph.harvest.nquads import Quad
from graph.harvest.table import read_table
from graph.harvest.ties import Outline, Saying, describe_claim, describe_tie
from graph.model.dates import PartialDate
from graph.store.terms import state

_KINDS = {"export": "export-share", "import": "import-share"}
_COLUMNS = ("iso3", "flow", "partner_iso3", "share_pct", "year")


def harvest(folder: Path, slug: str, states: Collection[str]) -> Iterator[Quad]:
    """Say in the graph of *slug* which share of exports goes where, and of imports comes whence."""
    seen: dict[Outline, str] = {}
    for row in read_table(folder / "trade_partners.csv", _COLUMNS):
        if row["flow"] not in _KINDS:
            raise row.wrong("flow", f"is none of {', '.join(_KINDS)}")
        if not {row.code("iso3"), row.code("partner_iso3")} <= set(states):
            continue
        share, year = row.number_in("share_pct", 0, 100), row.year("year")
        if share is None or not year:
            raise row.wrong("share_pct", "has no share or no year beside it")
        outline = Outline(state(row["iso3"]), state(row["partner_iso3"]), _KINDS[row["flow"]], occasion=year)
        # the trade of Gaza and the West Bank is measured as one and stands in both records
        if seen.setdefault(outline, row["share_pct"]) != row["share_pct"]:
            raise row.wrong("share_pct", "differs from that of another record of the same state")
        yield from describe_tie(outline)
        said = Saying(amount=share / 100, unit="share", year=PartialDate.parse(year))
        yield from describe_claim(slug, outline.identity, outline, said)
