"""The publishers of the tables, described as sources."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from rdflib import DCTERMS, PROV, RDF, RDFS, SDO, XSD, Literal, URIRef

from graph.harvest.nquads import Quad
from graph.model.dates import PartialDate
from graph.model.source import Source
from graph.store.terms import ACC, ATLAS


def describe(source: Source) -> Iterator[Quad]:
    """Describe a source in the atlas graph; what is not known of it is left out."""
    subject = URIRef(source.iri)

    def says(predicate: URIRef, value: URIRef | Literal) -> Quad:
        return subject, predicate, value, ATLAS

    yield says(RDF.type, ACC.Source)
    yield says(RDFS.label, Literal(source.title, lang="en"))
    yield says(DCTERMS.title, Literal(source.title))
    yield says(DCTERMS.publisher, Literal(source.publisher))
    yield says(ACC.reliability, Literal(str(source.reliability)))
    if source.reference_work:
        yield says(ACC.referenceWork, Literal(True))
    if source.url:
        yield says(SDO.url, URIRef(source.url))
    if source.licence:
        yield says(DCTERMS.license, URIRef(source.licence))
    if source.issued:
        yield says(DCTERMS.issued, dated(source.issued))
    for origin in source.derived_from:
        yield says(PROV.wasDerivedFrom, URIRef(origin))


@lru_cache(maxsize=1 << 16)
def dated(day: PartialDate) -> Literal:
    """A partial date as a literal, typed by what it says."""
    datatype = XSD.date if day.day else XSD.gYearMonth if day.month else XSD.gYear
    return Literal(str(day), datatype=datatype, normalize=False)
