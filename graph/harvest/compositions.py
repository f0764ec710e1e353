"""Shares of religions, as a table gives them and as acc:Composition."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rdflib import RDF, RDFS, Literal, URIRef

from graph.harvest.nquads import Quad, decimal, year
from graph.store.terms import ACC, composition, religion, source, state

POPULATION = "population"
_NO_LETTERS = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Share:
    """The share of one religion in one state; both bounds None where it is named without a figure."""

    state: str  #: code
    religion: str  #: slug
    low: Decimal | None  #: 0 to 1; None where only an upper bound is given
    high: Decimal | None  #: equal to *low* where the source gives one number
    base: str  #: whose share it is: "population", "citizens", "Muslims", ...
    year: str  #: "" where the source gives none
    level: int | None = None  #: 1 for what adds up to the whole, 2 for a branch of it
    derived: bool = False  #: a sum or bound of ours
    confidence: str = ""
    unverified: bool = False  #: written from general knowledge
    comment: str = ""


def key(slug: str, share: Share) -> tuple[str, ...]:
    """Say what a share of the source *slug* is of, in the form of `Curated.compositions`."""
    return str(source(slug)), str(state(share.state)), str(religion(share.religion)), share.base


def describe(slug: str, share: Share) -> Iterator[Quad]:
    """Describe a share in the graph of the source *slug*."""
    base = () if share.base == POPULATION else (_NO_LETTERS.sub("-", share.base.lower()),)
    subject = composition(slug, ".".join((share.state, share.religion, *base)))

    def says(predicate: URIRef, value: URIRef | Literal) -> Quad:
        return subject, predicate, value, source(slug)

    yield says(RDF.type, ACC.Composition)
    yield says(ACC.state, state(share.state))
    yield says(ACC.religion, religion(share.religion))
    yield says(ACC.base, Literal(share.base))
    if share.low is not None and share.low == share.high:
        yield says(ACC.share, decimal(share.low))
    else:
        bounds = ((ACC.shareLow, share.low), (ACC.shareHigh, share.high))
        yield from (says(name, decimal(bound)) for name, bound in bounds if bound is not None)
    if share.year:
        yield says(ACC.year, year(share.year))
    if share.level:
        yield says(ACC.level, Literal(share.level))
    if share.derived:
        yield says(ACC.derived, Literal(True))
    if share.confidence:
        yield says(ACC.confidence, Literal(share.confidence))
    if share.unverified:
        yield says(ACC.unverified, Literal(True))
    if share.comment:
        yield says(RDFS.comment, Literal(share.comment, lang="en"))
