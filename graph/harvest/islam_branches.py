"""Branches of Islam: shares of Shia, and which branch is the largest, where the World Factbook is silent.

Each figure goes to the graph of its publisher. What the table repeats from the World Factbook is left to the
harvest of the Factbook itself, and what a hand-written file already says in the same graph is not said again.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import RDF, RDFS, Literal, URIRef

from graph.harvest import compositions
from graph.harvest.compositions import Share
from graph.harvest.country_codes import read_entries
from graph.harvest.curated import Curated
from graph.harvest.nquads import Quad
from graph.harvest.sources import describe
from graph.harvest.table import Row, read_table
from graph.model.dates import PartialDate
from graph.model.source import Reliability, Source
from graph.store.terms import ACC, question, source, state, statement

FACTBOOK, GENERAL, PEW = "factbook", "general-reference", "pew-mapping-2009"
PEW_COPY, CLINE_COPY = "docslib-pew-shia-range", "theglobaleconomy-shia-muslims-percent"

#: the report itself: its figures for two states are known from a page that quotes it, not from the copy
REPORT = Source(
    iri=source(PEW),
    title="Mapping the Global Muslim Population",
    publisher="Pew Research Center",
    reliability=Reliability.REFERENCE,
    issued=PartialDate(2009, 10, 7),
    url="https://www.pewresearch.org/religion/2009/10/07/mapping-the-global-muslim-population/",
)

CLINE = "Cline Center for Democracy via TheGlobalEconomy https://www.theglobaleconomy.com/rankings/shia/"

#: how the table names a publisher → slug of the source, as a hand-written file describes it
_TELLERS = {
    "Pew Forum, Mapping the Global Muslim Population (figures as facts)": PEW_COPY,
    CLINE: CLINE_COPY,
    "Minority Rights Group country profile": "minority-rights-group-bahrain-country-profile",
    "Witness Bahrain": "witness-bahrain-background-facts",
    "CIA World Factbook": FACTBOOK,
}
_UNSEEN = "general reference"  #: how a note begins where nobody saw the publisher's page
_QUOTED = "a secondary page quotes"  #: or where only a page that quotes it was seen
_BASE = "percent of "
_CONFIDENCE = frozenset({"high", "medium", "low"})

_QUESTIONS = {"Shia": "shia-majority", "Sunni": "sunni-majority"}
_NO_MAJORITY = frozenset({"Ibadi", "mixed"})
#: bases that are said elsewhere, by their own source, or that name none
_ELSEWHERE = ("Pew ", "seed article", "press")


def harvest(datasets: Path, data: Path) -> Iterator[Quad]:
    """Say the shares of Shia and the largest branches, of every state that the tables have."""
    folder = datasets / "islam_branches"
    states, curated = read_entries(datasets), Curated.read(data)
    yield from describe(REPORT)
    for row in read_table(
        folder / "shia_share.csv",
        ("iso3", "shia_low_pct", "shia_high_pct", "base", "year", "source", "confidence", "note"),
    ):
        slug, share = _share(row)
        if share.state not in states or slug == FACTBOOK:
            continue
        if compositions.key(slug, share) not in curated.compositions:
            yield from compositions.describe(slug, share)
    for row in read_table(folder / "majority_branch.csv", ("code", "majority_branch", "basis")):
        if row.code("code") in states:
            yield from _statement(row, curated)


def _share(row: Row) -> tuple[str, Share]:
    """Read who says a share, and the share."""
    if row["source"] not in _TELLERS:
        raise row.wrong("source", "is a publisher that graph/harvest/islam_branches.py does not know")
    if not row["base"].startswith(_BASE):
        raise row.wrong("base", f"does not begin with {_BASE!r}")
    if row["confidence"] not in _CONFIDENCE:
        raise row.wrong("confidence", f"is none of {', '.join(sorted(_CONFIDENCE))}")
    low, high = row.number_in("shia_low_pct", 0, 100), row.number_in("shia_high_pct", 0, 100)
    if low is None or high is None or low > high:
        raise row.wrong("shia_low_pct", f"and shia_high_pct {row['shia_high_pct']!r} are no range")
    unseen = row["note"].startswith(_UNSEEN)
    share = Share(
        row.code("iso3"),
        "shia",
        low / 100,
        high / 100,
        row["base"].removeprefix(_BASE),
        row.year("year"),
        confidence=row["confidence"],
        unverified=unseen,
        comment="; ".join(filter(None, (f"attributed to: {row['source']}" if unseen else "", row["note"]))),
    )
    if unseen:
        return GENERAL, share
    return PEW if row["note"].startswith(_QUOTED) else _TELLERS[row["source"]], share


def _statement(row: Row, curated: Curated) -> Iterator[Quad]:
    """State which branch is the largest, where the Factbook says so or general knowledge has it."""
    if row["majority_branch"] in _NO_MAJORITY or row["basis"].startswith(_ELSEWHERE):
        return
    if row["majority_branch"] not in _QUESTIONS:
        raise row.wrong("majority_branch", f"is none of {', '.join((*_QUESTIONS, *sorted(_NO_MAJORITY)))}")
    if not row["basis"].startswith(("Factbook", _UNSEEN)):
        raise row.wrong("basis", "names no source that graph/harvest/islam_branches.py knows")
    unverified = row["basis"].startswith(_UNSEEN)
    teller = source(GENERAL if unverified else FACTBOOK)
    about, asked = state(row["code"]), question(_QUESTIONS[row["majority_branch"]])
    if (str(teller), str(about), str(asked)) in curated.statements:
        return
    subject = statement(f"islam-branches.{row['code']}")

    def says(predicate: URIRef, value: URIRef | Literal) -> Quad:
        return subject, predicate, value, teller

    yield says(RDF.type, ACC.Statement)
    yield says(ACC.about, about)
    yield says(ACC.question, asked)
    yield says(ACC.answer, Literal(True))
    yield says(RDFS.comment, Literal(f"largest branch among Muslims; basis: {row['basis']}", lang="en"))
    if unverified:
        yield says(ACC.confidence, Literal("low"))
        yield says(ACC.unverified, Literal(True))
