"""Organizations: what they are called, and the memberships whose days are known."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import RDF, RDFS, SKOS, Literal

from graph.harvest.country_codes import read_entries
from graph.harvest.curated import Curated
from graph.harvest.memberships import Dated, read_dated, read_listed
from graph.harvest.nquads import Quad
from graph.harvest.overrides import Named, read_organizations
from graph.harvest.sources import describe
from graph.harvest.ties import Saying, describe_claim, describe_tie
from graph.model.source import Reliability, Source
from graph.store.terms import ACC, ATLAS, organization, source

SLUG = "organizations"
GENERAL, BOARD = "general-reference", "diplomatic-affairs-board-peace-announces"

SOURCE = Source(
    iri=source(SLUG),
    title="Memberships of organizations, with their days",
    publisher="Accord Atlas",
    reliability=Reliability.REFERENCE,
    licence="https://creativecommons.org/publicdomain/zero/1.0/",
    reference_work=True,
)

_BY_HAND = "accords.csv"  #: sourced in the fact files, from which the hand-written files were made
_UNCHECKED = "general reference"
_ON_THE_BOARD = "Diplomatic Affairs 28 January 2026"
_CONFIDENCE = frozenset({"high", "medium", "low"})


def harvest(datasets: Path, data: Path) -> Iterator[Quad]:
    """Describe every organization that a table names, and say since when who belongs to it."""
    states, curated = read_entries(datasets).keys(), Curated.read(data)
    dated = read_dated(datasets, data, states)
    joined = {tie.receiver for tie in read_listed(datasets, data, states)}
    joined |= {entry.outline.receiver for entry in dated}
    yield from describe(SOURCE)
    for named in {named.slug: named for named in read_organizations(data).values() if named}.values():
        if organization(named.slug) in joined and str(organization(named.slug)) not in curated.organizations:
            yield from _description(named)
    for entry in dated:
        slug = _teller(entry)
        by_hand = str(entry.outline.iri) in curated.ties
        if slug == SLUG and by_hand and _said(entry, curated):
            continue
        if (str(source(slug)), str(entry.outline.iri)) in curated.claims:
            continue
        yield from describe_tie(entry.outline)
        yield from describe_claim(slug, entry.outline.identity, entry.outline, _saying(entry, slug))


def _description(named: Named) -> Iterator[Quad]:
    iri = organization(named.slug)
    yield iri, RDF.type, ACC.Organization, ATLAS
    yield iri, RDFS.label, Literal(named.name, lang="en"), ATLAS
    if named.word != named.name:
        yield iri, SKOS.altLabel, Literal(named.word, lang="en"), ATLAS


def _teller(entry: Dated) -> str:
    """The slug of the source in whose graph a row stands."""
    basis = entry.row["source"]
    if entry.row["confidence"] not in _CONFIDENCE:
        raise entry.row.wrong("confidence", f"is none of {', '.join(sorted(_CONFIDENCE))}")
    if basis == _BY_HAND:
        return SLUG
    if basis.startswith(_UNCHECKED):
        return GENERAL
    if _ON_THE_BOARD in basis:
        return BOARD
    raise entry.row.wrong("source", "is a basis that graph/harvest/organizations.py does not know")


def _said(entry: Dated, curated: Curated) -> bool:
    """Whether a hand-written claim on the same tie begins when the row says."""
    tie, since = str(entry.outline.iri), str(entry.since or "")
    return any(said.tie == tie and said.since == since for said in curated.affirmed)


def _saying(entry: Dated, slug: str) -> Saying:
    return Saying(
        since=entry.since,
        until=entry.until,
        role=entry.role,
        confidence=entry.row["confidence"],
        unverified=slug == GENERAL,
        comment=entry.comment,
    )
