"""Numbers of states as acc:Figure: population, area, gross domestic product, ideal point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from rdflib import RDF, RDFS, Literal, URIRef

from graph.harvest.nquads import Quad, decimal, year
from graph.store.terms import ACC, figure, source, state


@dataclass(frozen=True)
class Figure:
    """One number of one state, as a table gives it."""

    state: str  #: code
    indicator: str  #: "population", "area", "gdp", "un-ideal-point"
    amount: Decimal
    unit: str
    year: str = ""  #: "" where the source gives none
    derived: bool = False  #: a sum of ours
    comment: str = ""


def describe(slug: str, given: Figure) -> Iterator[Quad]:
    """Describe a figure in the graph of the source *slug*."""
    subject = figure(slug, ".".join(filter(None, (given.state, given.indicator, given.year))))

    def says(predicate: URIRef, value: URIRef | Literal) -> Quad:
        return subject, predicate, value, source(slug)

    yield says(RDF.type, ACC.Figure)
    yield says(ACC.state, state(given.state))
    yield says(ACC.indicator, Literal(given.indicator))
    yield says(ACC.amount, decimal(given.amount))
    yield says(ACC.unit, Literal(given.unit))
    if given.year:
        yield says(ACC.year, year(given.year))
    if given.derived:
        yield says(ACC.derived, Literal(True))
    if given.comment:
        yield says(RDFS.comment, Literal(given.comment, lang="en"))
