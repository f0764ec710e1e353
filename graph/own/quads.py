"""Own data as N-Quads and back: descriptions in the graph of the atlas, what is said in its source's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal

import pyoxigraph as ox
from rdflib import DCTERMS, PROV, RDF, RDFS, SDO, SKOS, XSD

from graph.model.dates import PartialDate
from graph.model.entity import Entity
from graph.model.source import Claim, Source
from graph.model.tie import Outline
from graph.model.world import Statement, World
from graph.store import records
from graph.store.terms import ACC, ATLAS, BASE, PREFIXES

TYPE, LABEL, COMMENT = str(RDF.type), str(RDFS.label), str(RDFS.comment)
TITLE, PUBLISHER, ISSUED = str(DCTERMS.title), str(DCTERMS.publisher), str(DCTERMS.issued)
URL, ALIAS, DEFINITION = str(SDO.url), str(SKOS.altLabel), str(SKOS.definition)

Value = ox.NamedNode | ox.Literal


def acc(name: str) -> str:
    """A word of our ontology."""
    return str(ACC[name])


def quads_of(
    sources: Iterable[Source],
    entities: Iterable[Entity],
    outlines: Iterable[Outline],
    claims: Iterable[Claim],
    statements: Iterable[Statement],
) -> Iterator[ox.Quad]:
    """Write records as quads, as ``graph.store.records`` reads them."""
    atlas = str(ATLAS)
    for source in sources:
        yield from _said(source.iri, atlas, "Source", _source(source))
    for entity in entities:
        yield from _said(entity.iri, atlas, str(entity.type), _entity(entity))
    for outline in outlines:
        yield from _said(outline.iri, atlas, "Tie", _outline(outline))
    for claim in claims:
        yield from _said(claim.iri, claim.source, "Claim", _claim(claim))
    for statement in statements:
        yield from _said(statement.iri, statement.source, "Statement", _statement(statement))


def written(quads: Iterable[ox.Quad]) -> bytes:
    """Write quads as N-Quads, in order."""
    lines: bytes | None = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    return b"".join(sorted((lines or b"").splitlines(keepends=True)))


def as_trig(quads: bytes) -> bytes:
    """Write N-Quads as TriG."""
    made: bytes | None = ox.serialize(
        ox.parse(quads, ox.RdfFormat.N_QUADS),
        format=ox.RdfFormat.TRIG,
        prefixes={prefix: str(namespace) for prefix, namespace in PREFIXES.items()},
    )
    return made or b""


def store_of(quads: bytes) -> ox.Store:
    """N-Quads in a store in memory."""
    store = ox.Store()
    store.extend(ox.parse(quads, ox.RdfFormat.N_QUADS))
    return store


def read(quads: bytes, whole: World) -> World:
    """Read N-Quads that ``quads_of`` wrote back as records; what the atlas describes stays there."""
    return records.part(store_of(quads), whole)


def written_out(number: float) -> str:
    """A number in digits, without an exponent, and no more of them than it needs."""
    return format(Decimal(repr(number)), "f")


def is_own(iri: str) -> bool:
    """Whether an address is one that own data were given."""
    return iri.startswith(f"{BASE}own/")


def _said(subject: str, graph: str, of_class: str, values: Iterable[tuple[str, Value]]) -> Iterator[ox.Quad]:
    me, here = ox.NamedNode(subject), ox.NamedNode(graph)
    yield ox.Quad(me, ox.NamedNode(TYPE), ox.NamedNode(acc(of_class)), here)
    for predicate, value in values:
        yield ox.Quad(me, ox.NamedNode(predicate), value, here)


def _source(source: Source) -> Iterator[tuple[str, Value]]:
    yield LABEL, ox.Literal(source.title, language="en")
    yield TITLE, ox.Literal(source.title)
    yield PUBLISHER, ox.Literal(source.publisher)
    yield acc("reliability"), ox.Literal(str(source.reliability))
    if source.url:
        yield URL, ox.Literal(source.url)
    yield from _date(ISSUED, source.issued)
    for origin in source.derived_from:
        yield str(PROV.wasDerivedFrom), ox.NamedNode(origin)


def _entity(entity: Entity) -> Iterator[tuple[str, Value]]:
    yield LABEL, ox.Literal(entity.label, language="en")
    for name in entity.names:
        if name != entity.label:
            yield ALIAS, ox.Literal(name, language="en")
    if entity.code:
        yield acc("code"), ox.Literal(entity.code)
    if entity.statehood:
        yield acc("statehood"), ox.Literal(str(entity.statehood))
    if entity.definition:
        yield DEFINITION, ox.Literal(entity.definition, language="en")


def _outline(outline: Outline) -> Iterator[tuple[str, Value]]:
    yield acc("sender"), ox.NamedNode(outline.sender)
    yield acc("receiver"), ox.NamedNode(outline.receiver)
    yield acc("party"), ox.NamedNode(outline.sender)
    yield acc("party"), ox.NamedNode(outline.receiver)
    yield acc("kind"), ox.NamedNode(f"{BASE}kind/{outline.kind.slug}")
    if outline.phase:
        yield acc("phase"), ox.Literal(str(outline.phase))
    if outline.occasion:
        yield acc("occasion"), ox.Literal(outline.occasion)
    if outline.place:
        yield acc("place"), ox.NamedNode(outline.place)
    if outline.on_behalf_of:
        yield acc("onBehalfOf"), ox.NamedNode(outline.on_behalf_of)


def _claim(claim: Claim) -> Iterator[tuple[str, Value]]:
    yield acc("denies" if claim.denies else "about"), ox.NamedNode(claim.tie)
    # what denies a tie speaks of no stage of its own
    if claim.phase:
        yield acc("phase"), ox.Literal(str(claim.phase))
    yield from _date(acc("since"), claim.since)
    yield from _date(acc("until"), claim.until)
    yield from _date(acc("year"), claim.year)
    if claim.amount is not None:
        yield acc("amount"), ox.Literal(written_out(claim.amount), datatype=ox.NamedNode(str(XSD.decimal)))
        yield acc("unit"), ox.Literal(claim.unit)
    if claim.role:
        yield acc("role"), ox.Literal(claim.role)
    yield acc("confidence"), ox.Literal(str(claim.confidence))
    if claim.contested:
        yield acc("contested"), ox.Literal(True)
    if claim.unverified:
        yield acc("unverified"), ox.Literal(True)
    for part in claim.unverified_parts:
        yield acc("unverifiedPart"), ox.Literal(part)
    if claim.locator:
        yield acc("locator"), ox.Literal(claim.locator)
    if claim.comment:
        yield COMMENT, ox.Literal(claim.comment, language="en")


def _statement(statement: Statement) -> Iterator[tuple[str, Value]]:
    yield acc("about"), ox.NamedNode(statement.about)
    yield acc("question"), ox.NamedNode(f"{BASE}question/{statement.question}")
    for answer in statement.answers:
        yield acc("answer"), ox.NamedNode(answer) if answer.startswith("http") else ox.Literal(answer)
    yield from _date(acc("year"), statement.year)
    yield from _date(acc("since"), statement.since)
    yield acc("confidence"), ox.Literal(str(statement.confidence))
    if statement.locator:
        yield acc("locator"), ox.Literal(statement.locator)
    if statement.comment:
        yield COMMENT, ox.Literal(statement.comment, language="en")


def _date(predicate: str, when: PartialDate | None) -> Iterator[tuple[str, Value]]:
    if literal := records.dated(when):
        yield predicate, literal
