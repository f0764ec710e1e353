"""Ties and claims as quads: a tie in the atlas graph, what a source says of it in that of the source."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from rdflib import RDF, RDFS, Literal, URIRef

from graph.harvest.nquads import Quad, decimal, plain
from graph.harvest.sources import dated
from graph.harvest.table import Row
from graph.model.dates import PartialDate
from graph.store.terms import ACC, ATLAS, claim, kind, source, theme, tie


@dataclass(frozen=True)
class Outline:
    """What a tie is; of a symmetric kind the ends stand in alphabetical order, as `between` puts them."""

    sender: URIRef
    receiver: URIRef
    kind: str  #: slug
    phase: str = ""  #: of lasting kinds
    occasion: str = ""

    @classmethod
    def between(cls, one: URIRef, other: URIRef, kind: str, phase: str = "", occasion: str = "") -> Outline:
        """A tie of a symmetric kind."""
        return cls(min(one, other), max(one, other), kind, phase, occasion)

    @property
    def identity(self) -> str:
        """What its IRI ends with: its ends, kind, stage and occasion."""
        ends = (end.rsplit("/", 1)[-1] for end in (self.sender, self.receiver))
        return ".".join(part for part in (*ends, self.kind, self.phase, self.occasion) if part)

    @cached_property
    def iri(self) -> URIRef:
        """Its name, under which a hand-written file may have it too."""
        return tie(self.identity)


@dataclass(frozen=True)
class Saying:
    """What a source says of a tie; of what is None or empty it says nothing."""

    since: PartialDate | None = None
    until: PartialDate | None = None
    amount: Decimal | None = None
    unit: str = ""
    year: PartialDate | None = None
    role: str = ""
    theme: str = ""  #: slug
    roll_calls: int | None = None  #: the number of votes that an agreement is a share of
    confidence: str = "medium"
    derived: bool = False  #: a sum of ours
    unverified: bool = False  #: written from general knowledge
    unverified_parts: tuple[str, ...] = ()
    comment: str = ""


def describe_tie(outline: Outline) -> Iterator[Quad]:
    """Describe a tie in the atlas graph."""

    def says(predicate: URIRef, value: URIRef | Literal) -> Quad:
        return outline.iri, predicate, value, ATLAS

    yield says(RDF.type, ACC.Tie)
    yield says(ACC.sender, outline.sender)
    yield says(ACC.receiver, outline.receiver)
    yield says(ACC.party, outline.sender)
    yield says(ACC.party, outline.receiver)
    yield says(ACC.kind, kind(outline.kind))
    if outline.phase:
        yield says(ACC.phase, plain(outline.phase))
    if outline.occasion:
        yield says(ACC.occasion, plain(outline.occasion))


def describe_claim(slug: str, row: str, outline: Outline, saying: Saying) -> Iterator[Quad]:
    """Describe what the source *slug* says of a tie, in its graph; *row* tells its claims apart."""
    subject, graph = claim(slug, row), source(slug)

    def says(predicate: URIRef, value: URIRef | Literal) -> Quad:
        return subject, predicate, value, graph

    yield says(RDF.type, ACC.Claim)
    yield says(ACC.about, outline.iri)
    if outline.phase:
        yield says(ACC.phase, plain(outline.phase))
    for predicate, when in ((ACC.since, saying.since), (ACC.until, saying.until), (ACC.year, saying.year)):
        if when:
            yield says(predicate, dated(when))
    if saying.amount is not None:
        yield says(ACC.amount, decimal(saying.amount))
        yield says(ACC.unit, plain(saying.unit))
    if saying.role:
        yield says(ACC.role, plain(saying.role))
    if saying.theme:
        yield says(ACC.theme, theme(saying.theme))
    if saying.roll_calls is not None:
        yield says(ACC.rollCalls, plain(saying.roll_calls))
    yield says(ACC.confidence, plain(saying.confidence))
    if saying.derived:
        yield says(ACC.derived, plain(True))
    if saying.unverified:
        yield says(ACC.unverified, plain(True))
    for part in saying.unverified_parts:
        yield says(ACC.unverifiedPart, plain(part))
    if saying.comment:
        yield says(RDFS.comment, Literal(saying.comment, lang="en"))


def date_of(row: Row, column: str) -> PartialDate | None:
    """The date of a cell, as precise as it stands there; None for an empty one."""
    if not row[column]:
        return None
    try:
        return PartialDate.parse(row[column])
    except ValueError:
        raise row.wrong(column, "is no day, month or year") from None
